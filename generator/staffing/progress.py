"""How the communities stand in a campaign: leaders before and after, and whether they are done.

Knows campaign returns and appointments; the look of the table is the reports'.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from generator.policies.measures import CampaignStanding, campaign_standing
from generator.staffing.posts import leader_count

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date

    from generator.ledger import CommunityBook
    from generator.policies.staffing import CampaignRule


class ProgressRow(NamedTuple):
    """One community's line in the table of a campaign."""

    number: int
    community: str
    buildings: int
    before: int
    after: int
    remark: str | None
    standing: CampaignStanding


def progress(books: Mapping[str, CommunityBook], rule: CampaignRule, as_of: date) -> tuple[ProgressRow, ...]:
    """Return a line for each community with a return, by community id.

    The leaders after are those of the day it was done, or of the as-of day while it is not.

    Raises:
        UnsetSettingError: the due day or how leaders are counted is unset.
    """
    counts = rule.counts.required(as_of)
    rows: list[ProgressRow] = []
    for community in sorted(books):
        found = books[community].campaigns.get(rule.id)
        if found is None:
            continue
        day = found.done_on if found.done_on is not None and found.done_on <= as_of else as_of
        rows.append(
            ProgressRow(
                len(rows) + 1,
                community,
                found.buildings,
                found.leaders_before,
                leader_count(books[community], rule.role, day, counts),
                found.remark,
                campaign_standing(rule, found.done_on, as_of),
            )
        )
    return tuple(rows)


def progress_totals(rows: Sequence[ProgressRow]) -> tuple[int, int, int]:
    """Return the sums of buildings, leaders before and leaders after."""
    return sum(row.buildings for row in rows), sum(row.before for row in rows), sum(row.after for row in rows)
