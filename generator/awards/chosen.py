"""Leaders chosen without quota: who holds what, whose projects come first, who is in the reserve.

Knows the lists that offices decided; ranks nobody and decides nothing.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from generator.periods import Period

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import date

    from generator.policies.roster import Support
    from generator.records.support import AwardList, Project


class Chosen(NamedTuple):
    """Somebody on a list, with the honour, its period and the number of the certificate."""

    person: str
    honour: str
    period: Period
    decided_on: date
    certificate: str | None
    list_id: str


def chosen_by(lists: Mapping[str, AwardList], as_of: date) -> tuple[Chosen, ...]:
    """Return everybody on a list that was decided by a day, the latest period first."""
    found = [
        Chosen(holder.person, award.honour, award.period, award.decided_on, holder.certificate, name)
        for name, award in sorted(lists.items())
        if award.decided_on <= as_of
        for holder in award.holders
    ]
    return tuple(sorted(found, key=lambda c: (-c.period.first.toordinal(), c.honour, c.person)))


def with_priority(rule: Support, chosen: Iterable[Chosen], year: Period) -> tuple[Chosen, ...]:
    """Return those whose honours still give priority in a year, each person once by the latest list."""
    lookback = rule.lookback_years.required(year.last)
    best: dict[str, Chosen] = {}
    for one in chosen:
        age = year.year - Period.of("year", one.period.first).year
        if one.honour in rule.honours and 0 <= age <= lookback:
            best.setdefault(one.person, one)
    return tuple(best.values())


def in_order_of_support(
    rule: Support, projects: Mapping[str, Project], chosen: Iterable[Chosen], year: Period
) -> tuple[tuple[str, Project, Chosen | None], ...]:
    """Return the projects with those of chosen leaders first; inside each group the order of proposing is kept."""
    first = {one.person: one for one in with_priority(rule, chosen, year)}
    ordered = sorted(projects.items(), key=lambda pair: (pair[1].leader not in first, pair[1].proposed_on, pair[0]))
    return tuple((name, project, first.get(project.leader)) for name, project in ordered)
