"""The terms of a policy's items: for each stretch of days what an activity earns a role, with every value looked up.

Knows dated values only; counts nothing, and knows neither entries nor leaders.
"""

from __future__ import annotations

from bisect import bisect_right
from datetime import date, timedelta
from decimal import Decimal
from typing import TYPE_CHECKING, Literal, NamedTuple, TypeAlias

from msgspec import Struct, field

from generator.policies.items import DistinctCap, FirstOfEvent, MinHeadcount, Rate, WithinDays
from generator.policies.settings import Setting
from generator.records.base import Record

if TYPE_CHECKING:
    from collections.abc import Iterator

    from generator.policies.items import Cap, Condition, Item
    from generator.policies.pack import Policy

ZERO = Decimal(0)
Of: TypeAlias = Literal["", "household", "place", "event"]


class CapTerms(NamedTuple):
    """A cap that binds: what it counts, in which span and how often; `span` is None where it is unset."""

    number: int
    cap: Cap
    of: Of
    span: str | None
    times: int


class ItemTerms(Struct, frozen=True):
    """An item as it holds on each day of a stretch, for one activity.

    `conditions` and `caps` are those that bind; `is_bound` is False where the item takes each entry
    as it stands. `per` is None where points are given by judgement; else `rate` is None where the
    policy leaves it open. `products` are the points of so many units that were asked for.
    """

    item: Item
    per: Literal["time", "household", "place"] | None
    rate: Decimal | None
    conditions: tuple[Condition, ...]
    caps: tuple[CapTerms, ...]
    is_bound: bool
    belongs_when_known: bool
    products: dict[int, Decimal] = field(default_factory=dict)

    def points(self, units: int, day: date) -> Decimal:
        """Return the points of so many units.

        Raises:
            UnsetSettingError: the rate is unset.
        """
        known = self.products.get(units)
        if known is None:
            rate = self.rate
            if rate is None and isinstance(self.item.formula, Rate):
                rate = self.item.formula.points.required(day)
            known = self.products[units] = (rate or ZERO) * units
        return known


class Stretch(dict[tuple[str, str | None], tuple[ItemTerms, ...]]):
    """The terms on days on which no value changes: of each item that an activity serves for a role, if for any."""

    def __init__(self, policy: Policy, day: date) -> None:
        """Begin with nothing looked up; `day` is any of the days."""
        super().__init__()
        self._policy, self._day = policy, day

    def __missing__(self, key: tuple[str, str | None]) -> tuple[ItemTerms, ...]:
        found = self[key] = tuple(self._resolved(*key))
        return found

    def _resolved(self, activity: str, role: str | None) -> Iterator[ItemTerms]:
        day = self._day
        if not self._policy.in_force(day):
            return
        periods = self._policy.pack.periods
        by = periods.belongs_by.on(day) if periods else None
        for item in self._policy.pack.items:
            if activity in item.activities and role in item.roles and item.open_on(day):
                formula = item.formula
                per = formula.per if isinstance(formula, Rate) else None
                rate = formula.points.on(day) if isinstance(formula, Rate) else None
                conditions = tuple(condition for condition in item.conditions if _binds(condition, activity, day))
                caps = tuple(_caps(item, day)) if per is None or rate is not None else ()
                is_bound = bool(conditions or caps or per == "household")
                yield ItemTerms(item, per, rate, conditions, caps, is_bound, by == "verified_on")


class TermsByDay:
    """The terms of a policy's items, looked up once for each stretch of days on which no value changes."""

    def __init__(self, policy: Policy) -> None:
        self._policy = policy
        self._starts = sorted(set(_changes(policy)))
        self._known: dict[int, Stretch] = {}

    def on(self, day: date) -> Stretch:
        """Return the terms that hold on a day, by activity and role."""
        number = bisect_right(self._starts, day)
        found = self._known.get(number)
        return self._known.setdefault(number, Stretch(self._policy, day)) if found is None else found

    def of(self, activity: str, role: str, day: date) -> tuple[ItemTerms, ...]:
        """Return the terms of each item that an activity on a day serves for a role, in the order of the pack."""
        return self.on(day)[activity, role]


def _binds(condition: Condition, activity: str, day: date) -> bool:
    if isinstance(condition, WithinDays):
        return activity in condition.activities
    if isinstance(condition, FirstOfEvent):
        return condition.applies.on(day) is True
    return not isinstance(condition, MinHeadcount) or condition.people.on(day) is not None


def _caps(item: Item, day: date) -> Iterator[CapTerms]:
    for number, cap in enumerate(item.caps):
        times = cap.times.on(day)
        if times is not None:
            yield CapTerms(number, cap, cap.of if isinstance(cap, DistinctCap) else "", cap.period.on(day), times)


def _changes(policy: Policy) -> Iterator[date]:
    """Yield each day from which something about the items may differ from the day before."""
    yield policy.first_day
    if policy.pack.repealed_on is not None:
        yield policy.pack.repealed_on
    if policy.pack.periods is not None:
        yield from _dated(policy.pack.periods.belongs_by)
    for item in policy.pack.items:
        yield from _dated(item)
        for opens in item.valid_from or ():
            yield from () if opens.value is None else (opens.value,)
        for ends in item.valid_until or ():
            yield from () if ends.value in {None, date.max} else (ends.value + timedelta(days=1),)


def _dated(part: object) -> Iterator[date]:
    """Yield the days from which the values anywhere in a part of a pack hold."""
    if isinstance(part, Setting):
        yield from (dated.from_ for dated in part if dated.from_ is not None)
    elif isinstance(part, tuple):
        for member in part:
            yield from _dated(member)
    elif isinstance(part, Record):
        for name in type(part).model_fields:
            yield from _dated(getattr(part, name))
