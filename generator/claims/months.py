"""A leader's month, and the notice of a month with the adjustments of earlier ones.

Knows parts and displays; knows no balance and no page.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from typing import TYPE_CHECKING, TypeAlias

from msgspec import Struct

from generator.claims.parts import ZERO, parts
from generator.claims.standing import appeal_states

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date
    from decimal import Decimal

    from generator.claims.facts import ClaimFacts, Window
    from generator.claims.parts import Part
    from generator.periods import Period


class MonthResult(Struct, frozen=True):
    """What a leader earned in a month as known on a day; `final_on` is None while a line is not final."""

    leader: str
    month: Period
    parts: tuple[Part, ...]

    def points(self, kind: str) -> Decimal:
        """Return the points of one kind: `basic`, `item` or `reward`."""
        return sum((part.points for part in self.parts if part.kind == kind), ZERO)

    @property
    def total(self) -> Decimal:
        """All points of the month."""
        return sum((part.points for part in self.parts), ZERO)

    @property
    def final_on(self) -> date | None:
        """The day from which every line is final."""
        days = [part.final_on for part in self.parts if part.outcome != "late"]
        known = [day for day in days if day is not None]
        return max(known) if known and len(known) == len(days) else None

    def final(self, day: date) -> Decimal:
        """Return the points that are final on a day."""
        return sum((part.points for part in self.parts if part.is_final(day)), ZERO)


Results: TypeAlias = "dict[tuple[str, Period], MonthResult]"
"""The months of leaders, by leader and month."""


def month_results(facts: ClaimFacts, as_of: date) -> Results:
    """Return the months of all leaders as known on a day; the facts keep the answer, which nobody may change."""
    if as_of not in facts.known:
        facts.known[as_of] = gathered(parts(facts, as_of))
    return facts.known[as_of]


def gathered(found: Iterable[Part]) -> Results:
    """Gather parts by leader and month."""
    grouped: dict[tuple[str, Period], list[Part]] = defaultdict(list)
    for part in found:
        grouped[part.leader, part.month].append(part)
    return {key: MonthResult(*key, tuple(group)) for key, group in grouped.items()}


class NoticeRow(Struct, frozen=True):
    """A leader's row in the notice of a month, as it stood when the notice was put up.

    `adjustment` is what changed in other months since the notice before; `under_review` counts the
    lines that were not decided and the appeals that were open.
    """

    leader: str
    month: Period
    basic: Decimal
    extra: Decimal
    reward: Decimal
    adjustment: Decimal
    to_date: Decimal
    under_review: int

    @property
    def total(self) -> Decimal:
        """The points of the month itself."""
        return self.basic + self.extra + self.reward


def notice_rows(facts: ClaimFacts, window: Window) -> tuple[NoticeRow, ...]:
    """Return the rows of a notice: one for each leader who claimed, was rewarded, is missing or is adjusted."""
    now = month_results(facts, window.opens)
    earlier = [known for known in facts.in_order_of_display if known.opens < window.opens]
    before = month_results(facts, earlier[-1].opens) if earlier else {}
    shown = {known.month for known in earlier}
    changes: dict[str, Decimal] = defaultdict(lambda: ZERO)
    for (leader, month), result in now.items():
        if month < window.month:
            known = before.get((leader, month))
            changes[leader] += result.total - (known.total if known and _was_shown(month, shown) else ZERO)
    this_month = {leader for leader, month in now if month == window.month}
    leaders = this_month | set(facts.missing(window.month, window.opens))
    leaders |= {leader for leader, change in changes.items() if change}
    waiting = under_review(facts, window.month, window.opens, now)
    to_date = _to_date(window.month, now)
    return tuple(
        _row(window.month, leader, now, changes[leader], (to_date[leader], waiting[leader]))
        for leader in sorted(leaders)
    )


def _was_shown(month: Period, shown: set[Period]) -> bool:
    return any(known >= month for known in shown)


def _to_date(month: Period, now: Results) -> dict[str, Decimal]:
    """Return the points of the year up to a month, by leader."""
    year = month.within("year")
    found: dict[str, Decimal] = defaultdict(lambda: ZERO)
    for (leader, earlier), result in now.items():
        if year.contains(earlier.first) and earlier <= month:
            found[leader] += result.total
    return found


def _row(month: Period, leader: str, now: Results, adjustment: Decimal, so_far: tuple[Decimal, int]) -> NoticeRow:
    result = now.get((leader, month), MonthResult(leader, month, ()))
    return NoticeRow(
        leader,
        month,
        result.points("basic"),
        result.points("item"),
        result.points("reward"),
        adjustment,
        *so_far,
    )


def under_review(facts: ClaimFacts, month: Period, as_of: date, results: Results) -> Counter[str]:
    """Count each leader's undecided lines and open appeals of a month."""
    found = Counter(
        {leader: sum(p.outcome == "pending" for p in r.parts) for (leader, of), r in results.items() if of == month}
    )
    found.update(
        state.appeal.leader for state in appeal_states(facts, as_of) if state.month == month and state.state == "open"
    )
    return found
