"""How many leaders a compound needs, how many there are, and by how much the rest are overdue.

Knows the rules of capacity and of the campaign; knows no person.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from generator.policies.measures import campaign_standing, leaders_needed

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from generator.policies.staffing import CampaignRule, Capacity


class PostGap(NamedTuple):
    """Posts of a compound: needed, held, missing, and the days that the missing ones are overdue."""

    needed: int
    present: int
    missing: int
    days: int


def post_gap(
    capacity: Capacity, campaign: CampaignRule | None, households: int, appointed: Iterable[date], as_of: date
) -> PostGap:
    """Compare the leaders needed on a day with those appointed by then.

    Raises:
        UnsetSettingError: a number of the capacity or the due day is unset.
    """
    needed = leaders_needed(capacity, households, as_of)
    present = sum(day <= as_of for day in appointed)
    missing = max(needed - present, 0)
    days = campaign_standing(campaign, None, as_of).days if campaign is not None and missing else 0
    return PostGap(needed, present, missing, days)
