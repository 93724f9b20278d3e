"""Accounts of points: entered when earned, deducted when redeemed, cleared as the policy says; never transferred.

Knows the policy's machine of redemption; how points are earned, it is told.
"""

from __future__ import annotations

from collections import defaultdict
from datetime import date, timedelta
from decimal import Decimal
from typing import TYPE_CHECKING, Literal, NamedTuple, TypeAlias

from msgspec import Struct, field

from generator.machines import Block, Step, advance
from generator.periods import Period

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from generator.claims.earnings import Earning
    from generator.machines import Machine
    from generator.policies.claims import RedemptionRules
    from generator.policies.pack import Policy
    from generator.records.accounts import Catalogue, Redemption

Kind: TypeAlias = Literal["earn", "redeem", "return", "reset"]
ZERO = Decimal(0)
APPROVED, CANCELLED = "approved", "cancelled"
"""The states of the machine of redemption in which points are deducted and given back."""
LEADER, DEPARTMENT = "leader", "department"


class NoRedemptionError(LookupError):
    """The policy knows no redemption, or has no machine for it."""


class AccountEntry(Struct, frozen=True):
    """A change of a balance; `year` is the year in which the points were earned."""

    leader: str
    day: date
    kind: Kind
    points: Decimal
    year: Period
    redemption: str | None = None


class Accounts(Struct, frozen=True):
    """Every entry of a community's accounts up to a day, and how each redemption stands."""

    entries: tuple[AccountEntry, ...]
    states: Mapping[str, str]
    blocks: Mapping[str, Block]
    as_of: date

    def balance(self, leader: str, day: date | None = None) -> Decimal:
        """Return a leader's balance at the end of a day."""
        until = day or self.as_of
        return sum((e.points for e in self.entries if e.leader == leader and e.day <= until), ZERO)

    def earned(self, leader: str, year: Period, day: date | None = None) -> Decimal:
        """Return the points of a year that were final by a day; redeeming and clearing leave them alone."""
        until = day or self.as_of
        return sum(
            (
                e.points
                for e in self.entries
                if e.leader == leader and e.year == year and e.kind == "earn" and e.day <= until
            ),
            ZERO,
        )


class _Move(NamedTuple):
    """A recorded step of a redemption; sorts by day, then by the redemption's id and the order written."""

    day: date
    redemption: str
    number: int


class _Books(Struct):
    """Balances by leader and year while they are run through; private to this module."""

    held: dict[tuple[str, Period], Decimal] = field(default_factory=lambda: defaultdict(lambda: ZERO))
    entries: list[AccountEntry] = field(default_factory=list)
    taken: dict[str, list[tuple[Period, Decimal]]] = field(default_factory=lambda: defaultdict(list))
    used: dict[tuple[Period, str], int] = field(default_factory=lambda: defaultdict(int))
    states: dict[str, str] = field(default_factory=dict)
    since: dict[str, date] = field(default_factory=dict)
    blocks: dict[str, Block] = field(default_factory=dict)

    def enter(self, leader: str, day: date, kind: Kind, points: Decimal, year: Period, by: str | None = None) -> None:
        if points:
            self.held[leader, year] += points
            self.entries.append(AccountEntry(leader, day, kind, points, year, by))

    def balance(self, leader: str) -> Decimal:
        return sum((points for (who, _), points in self.held.items() if who == leader), ZERO)

    def years_of(self, leader: str) -> list[Period]:
        return sorted(year for who, year in self.held if who == leader)


def accounts(
    policy: Policy,
    earned: Iterable[Earning],
    redemptions: Mapping[str, Redemption],
    catalogues: Mapping[Period, Catalogue],
    as_of: date,
) -> Accounts:
    """Run the accounts of a community from its first point up to a day.

    Each day begins with what lapses; then points are entered; then redemptions take their steps.

    Args:
        policy: whose machine and rules of redemption hold.
        earned: what was earned on which day.
        redemptions: by id; a step whose guard does not hold is not taken and stands in `blocks`.
        catalogues: by year, for what is left of each item.
        as_of: the last day.
    """
    books, by_day = _Books(), _by_day(earned, as_of)
    moves = sorted(
        _Move(step.on, name, number)
        for name, redemption in redemptions.items()
        for number, step in enumerate(redemption.steps)
        if step.on <= as_of
    )
    rules = policy.pack.redemption
    years = {earning.year for earnings in by_day.values() for earning in earnings}
    lapses = _lapses(rules, years) if rules is not None else {}
    days = {*by_day, *lapses, *(move.day for move in moves)}
    for day in sorted(day for day in days if day <= as_of):
        for year, late in lapses.get(day, ()):
            _lapse(books, day, year, rules, late=late)
        for _, leader, year, points in by_day.get(day, ()):
            books.enter(leader, day, "earn", points, year)
            if rules is not None and _over(rules, year, day):
                books.enter(leader, day, "reset", -books.held[leader, year], year)
        for move in moves:
            if move.day == day:
                _take(policy, books, redemptions[move.redemption], move, catalogues)
    return Accounts(tuple(books.entries), books.states, books.blocks, as_of)


def _by_day(earned: Iterable[Earning], as_of: date) -> dict[date, list[Earning]]:
    found: dict[date, list[Earning]] = defaultdict(list)
    for earning in earned:
        if earning.day <= as_of:
            found[earning.day].append(earning)
    return found


def _reset_day(rules: RedemptionRules, year: Period) -> date:
    month, day = (int(part) for part in rules.reset_on.required(year.last).split("-"))
    return date(year.year + 1, month, day)


def _grace_end(rules: RedemptionRules, year: Period) -> date:
    """Return the first day after the grace."""
    return _reset_day(rules, year) + timedelta(days=rules.grace_days.required(year.last))


def _over(rules: RedemptionRules, year: Period, day: date) -> bool:
    return rules.reset.required(year.last) == "yearly" and day >= _grace_end(rules, year)


def _lapses(rules: RedemptionRules, years: Iterable[Period]) -> dict[date, list[tuple[Period, bool]]]:
    """Return on which days which year's points lapse, the old balance (False) and the late points (True)."""
    found: dict[date, list[tuple[Period, bool]]] = defaultdict(list)
    for year in sorted(years):
        if rules.reset.required(year.last) == "yearly":
            found[_reset_day(rules, year)].append((year, False))
            found[_grace_end(rules, year)].append((year, True))
    return found


def _lapse(books: _Books, day: date, year: Period, rules: RedemptionRules | None, *, late: bool) -> None:
    if not late and rules is not None and rules.reset_after_grace.required(year.last):
        return
    for leader, held in sorted(books.held):
        if held == year:
            books.enter(leader, day, "reset", -books.held[leader, year], year)


def _take(
    policy: Policy, books: _Books, redemption: Redemption, move: _Move, catalogues: Mapping[Period, Catalogue]
) -> None:
    """Take a step of a redemption, unless one before it was blocked."""
    if move.redemption in books.blocks:
        return
    machine, rules = redemption_machine(policy)
    step = redemption.steps[move.number]
    state = books.states.get(move.redemption, machine.start)
    held = _guards(policy, books, redemption, move.number, catalogues)
    taken = advance(
        machine,
        state,
        Step(step.event, step.on, LEADER if step.by == redemption.leader else DEPARTMENT, held, step.origin),
        books.since.get(move.redemption),
    )
    if isinstance(taken, Block):
        books.blocks[move.redemption] = taken
        return
    books.states[move.redemption], books.since[move.redemption] = taken, step.on
    count = 1 if redemption.count is None else redemption.count
    stocked = (_catalogue_year(redemption), redemption.item)
    if taken == APPROVED:
        books.used[stocked] += count
        _deduct(books, redemption, move)
    elif taken == CANCELLED and state == APPROVED:
        books.used[stocked] -= count
        for year, points in books.taken.pop(move.redemption, []):
            books.enter(redemption.leader, move.day, "return", points, year, move.redemption)
            if _over(rules, year, move.day):
                books.enter(redemption.leader, move.day, "reset", -points, year)


def _catalogue_year(redemption: Redemption) -> Period:
    """Return the year whose catalogue a redemption is from, and whose stock it takes: that of its first step."""
    return Period.of("year", redemption.steps[0].on)


def redemption_machine(policy: Policy) -> tuple[Machine, RedemptionRules]:
    """Return the policy's machine and rules of redemption.

    Raises:
        NoRedemptionError: the policy has none; the check `redemption-unknown` reports it before.
    """
    rule, rules = policy.machine("redemption"), policy.pack.redemption
    if rule is None or rules is None:
        raise NoRedemptionError(policy.id)
    return rule.machine(), rules


def _guards(
    policy: Policy, books: _Books, redemption: Redemption, number: int, catalogues: Mapping[Period, Catalogue]
) -> frozenset[str]:
    step, rules = redemption.steps[number], policy.pack.redemption
    year = _catalogue_year(redemption)
    catalogue = catalogues.get(year)
    item = next((known for known in catalogue.items if known.id == redemption.item), None) if catalogue else None
    count = 1 if redemption.count is None else redemption.count
    left = item is not None and (item.stock is None or books.used[year, redemption.item] + count <= item.stock)
    holds = {
        "owner": redemption.used_by in {None, redemption.leader},
        "redemption_open": rules is not None and bool(rules.enabled.on(step.on)),
        "balance_covers": books.balance(redemption.leader) >= redemption.cost,
        "stock_left": left,
        "another_person": step.by not in {redemption.leader, *(s.by for s in redemption.steps[:number])},
        "proof_shown": redemption.proof is not None and redemption.place is not None,
    }
    return frozenset(name for name, held in holds.items() if held)


def _deduct(books: _Books, redemption: Redemption, move: _Move) -> None:
    """Take the cost from the oldest points first, since they lapse first."""
    left = redemption.cost
    for year in books.years_of(redemption.leader):
        part = min(left, max(books.held[redemption.leader, year], ZERO))
        if part:
            books.taken[move.redemption].append((year, part))
            books.enter(redemption.leader, move.day, "redeem", -part, year, move.redemption)
            left -= part
