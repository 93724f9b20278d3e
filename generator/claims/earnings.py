"""When points are earned: when a claim is final, or when a period is published.

Knows claims and published periods; knows no account, no redemption and no balance.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from datetime import timedelta
from decimal import Decimal
from typing import TYPE_CHECKING, NamedTuple

from generator.claims.facts import facts_of
from generator.claims.months import Results, month_results
from generator.claims.states import decisions

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from generator.claims.facts import ClaimFacts
    from generator.ledger import CommunityBook, JurisdictionBook
    from generator.periods import Period, WorkingDays
    from generator.policies.pack import Policy
    from generator.records.outcomes import PeriodClose

ZERO = Decimal(0)


class Earning(NamedTuple):
    """Points that a leader has from a day on, and the year they belong to; a correction may take points away."""

    day: date
    leader: str
    year: Period
    points: Decimal


def earnings(
    policy: Policy, book: JurisdictionBook, community: CommunityBook, working_days: WorkingDays, as_of: date
) -> list[Earning]:
    """Return what the leaders of a community earned: by their claims where the policy has claims, else by publication.

    Raises:
        UnsetSettingError: a value that the claims need is unset.
    """
    if policy.pack.claims is None:
        return published_earnings(community.closes, as_of)
    return claimed_earnings(facts_of(policy, book, community, working_days), as_of)


def earning_roles(policy: Policy) -> tuple[str, ...]:
    """Return the roles whose holders earn points: those that claim, else those that are scored."""
    if policy.pack.claims is not None:
        return policy.pack.claims.roles
    return tuple(role.id for role in policy.pack.roles if role.scored)


def published_earnings(closes: Mapping[Period, PeriodClose], as_of: date) -> list[Earning]:
    """Return what each publication added to the score to date: base, bonus and adjustments of the period.

    Args:
        closes: the published periods of a community.
        as_of: later publications are not known yet.
    """
    found: list[Earning] = []
    before: dict[tuple[str, Period], Decimal] = defaultdict(lambda: ZERO)
    for period, close in sorted(closes.items()):
        year = period.within("year")
        for row in close.rows if close.published_on <= as_of else ():
            change = row.score - before[row.leader, year]
            before[row.leader, year] = row.score
            if change:
                found.append(Earning(close.published_on, row.leader, year, change))
    return found


def claimed_earnings(facts: ClaimFacts, as_of: date) -> list[Earning]:
    """Return what of the claims became final on which day, by leader and year; a later change comes as a difference.

    Between two changes of what was decided, a line's points stay as they are; so it is enough to score the
    claims once for each such stretch of days, and to ask which lines are final on each day within.
    """
    changes = sorted(day for day in _changes(facts) if day <= as_of)
    days = {window.over_on for window in facts.windows.values()} | set(changes)
    found: list[Earning] = []
    before: dict[tuple[str, Period], Decimal] = {}
    stretch = -1
    results: Results = {}
    for day in sorted(day for day in days if day <= as_of):
        begun = bisect_right(changes, day)
        if begun != stretch:
            stretch = begun
            end = changes[begun] - timedelta(days=1) if begun < len(changes) else as_of
            results = month_results(facts, end)
        now: dict[tuple[str, Period], Decimal] = defaultdict(lambda: ZERO)
        for (leader, month), result in results.items():
            now[leader, month.within("year")] += result.final(day)
        for leader, year in sorted(now.keys() | before.keys()):
            change = now.get((leader, year), ZERO) - before.get((leader, year), ZERO)
            if change:
                found.append(Earning(day, leader, year, change))
        before = dict(now)
    return found


def _changes(facts: ClaimFacts) -> set[date]:
    """Return the days on which something changed that a display had shown, or should have."""
    found = {correction.approved_on for correction in facts.corrections.values()}
    for month, sheet in facts.sheets.items():
        found |= {appeal.decided_on for appeal in sheet.appeals if appeal.decided_on is not None}
        window = facts.windows.get(month)
        late = (decision for claim in sheet.claims for decision in decisions(claim) if decision is not None)
        found |= {decision.on for decision in late if window is not None and decision.on > window.opens}
    return found
