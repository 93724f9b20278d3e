"""What a year comes to: lump sums by grade, bonuses, top-ups, funds, and the sum of each person.

Knows months' lines, grades, honours and what was paid; knows no page and no table.
"""

from __future__ import annotations

from collections import defaultdict
from fractions import Fraction
from typing import TYPE_CHECKING, Literal, NamedTuple, TypeAlias

from msgspec import Struct, field

from generator.money.allowances import accrual_lines, month_lines, rounded
from generator.money.tenures import tenures
from generator.policies.money import Bonus, Fund, Monthly, TopUp, YearEnd

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from datetime import date

    from generator.ledger import CommunityBook
    from generator.money.allowances import MonthLine
    from generator.money.tenures import Tenure
    from generator.periods import Period, WorkingDays
    from generator.policies.money import Money
    from generator.policies.pack import Policy
    from generator.records.payment import TopUpPayment

LumpState: TypeAlias = Literal["accrued", "pending_evaluation", "payable", "paid", "lapsed", "no_factor"]

_KEPT = "money"
_HUNDRED = 100
_MONTHS = 12


class LumpSum(Struct, frozen=True):
    """The part of a year that is paid at its end: what was put by, the grade, and what is payable of it.

    `no_factor` means that the policy gives no factor for the grade; nothing is payable until it does.
    """

    person: str
    component: str
    year: Period
    months: tuple[MonthLine, ...]
    grade: str | None
    factor: Fraction | None
    state: LumpState
    payable: int

    @property
    def accrued(self) -> int:
        """What was put by."""
        return sum(line.amount for line in self.months)

    @property
    def pending(self) -> int:
        """What waits for an evaluation."""
        return self.accrued if self.state in {"accrued", "pending_evaluation", "no_factor"} else 0


class SingleLine(NamedTuple):
    """A single amount for a person: a bonus, or a top-up with its task; nothing while it is not approved."""

    person: str
    component: str
    period: Period
    amount: int


class FundLine(NamedTuple):
    """The yearly fund of a place."""

    place: str
    component: str
    year: Period
    amount: int


class YearPay(Struct, frozen=True):
    """The money of a community in a year as it stands on a day."""

    year: Period
    monthly: tuple[MonthLine, ...]
    lumps: tuple[LumpSum, ...]
    top_ups: tuple[SingleLine, ...]
    bonuses: tuple[SingleLine, ...]

    def due(self, person: str) -> int:
        """Return what a person is due for the year, without what waits for an evaluation."""
        single = sum(line.amount for line in (*self.top_ups, *self.bonuses) if line.person == person)
        return self.paid_monthly(person) + single + sum(lump.payable for lump in self.lumps if lump.person == person)

    def paid_monthly(self, person: str) -> int:
        """Return a person's monthly allowances of the year."""
        return sum(line.amount for line in self.monthly if line.person == person)


def year_pay(
    book: CommunityBook,
    policy: Policy,
    year: Period,
    as_of: date,
    working_days: WorkingDays,
    *,
    honoured: Mapping[str, Iterable[str]] | None = None,
) -> YearPay | None:
    """Work out a community's year from the months that are over; None where the policy pays nothing.

    Args:
        book: the records of the community.
        policy: its policy.
        year: a calendar year.
        as_of: evaluations, approvals and payments of that day and before are known.
        working_days: needed where months are prorated by them.
        honoured: who holds which honour of that year, confirmed.
    """
    money = policy.pack.money
    if money is None:
        return None
    paid = _months_of(book, policy, working_days)
    months = [month for month in year.parts("month") if month.last <= as_of]
    monthly = [line for month in months for line in paid.lines(money, month)]
    put_by = [line for month in months for line in paid.put_by(money, month)]
    return YearPay(
        year,
        tuple(monthly),
        tuple(_lumps(money, book, put_by, year, as_of)),
        tuple(top_up_lines(money, book.top_ups.values(), year, as_of)),
        tuple(bonus_lines(money, honoured or {}, year)),
    )


class _Months(Struct, frozen=True):
    """The lines of a community's months, which no later day changes: each is worked out once, for all its runs."""

    policy: Policy
    working_days: WorkingDays
    held: tuple[Tenure, ...]
    staff: Mapping[str, str | None]
    _lines: dict[Period, tuple[MonthLine, ...]] = field(default_factory=dict)
    _put_by: dict[Period, tuple[MonthLine, ...]] = field(default_factory=dict)

    def lines(self, money: Money, month: Period) -> tuple[MonthLine, ...]:
        """Return what is paid for a month."""
        if month not in self._lines:
            self._lines[month] = month_lines(money, self.held, self.staff, month, self.working_days)
        return self._lines[month]

    def put_by(self, money: Money, month: Period) -> tuple[MonthLine, ...]:
        """Return what is put by for a month towards the end of the year."""
        if month not in self._put_by:
            self._put_by[month] = accrual_lines(money, self.held, self.staff, month, self.working_days)
        return self._put_by[month]


def _months_of(book: CommunityBook, policy: Policy, working_days: WorkingDays) -> _Months:
    known = book.kept.get(_KEPT)
    if isinstance(known, _Months) and known.policy is policy and known.working_days == working_days:
        return known
    staff = {person: record.staff_type for person, record in book.people.items()}
    found = book.kept[_KEPT] = _Months(policy, working_days, tenures(book, policy), staff)
    return found


def _lumps(
    money: Money, book: CommunityBook, put_by: Iterable[MonthLine], year: Period, as_of: date
) -> Iterator[LumpSum]:
    rates = {component.id: component for component in money.components if isinstance(component, YearEnd)}
    grouped: dict[tuple[str, str], list[MonthLine]] = defaultdict(list)
    for line in put_by:
        grouped[line.component, line.person].append(line)
    for (component, person), lines in sorted(grouped.items()):
        rate = rates[component]
        grade = grade_of(book, rate.evaluation, person, year, as_of)
        stays = _serves_on(book, person, rate.roles, min(as_of, year.last), year.last)
        factor = _factor(rate, grade, year.last)
        state = _state(rate, grade, factor, stays=stays, over=year.last < as_of, day=year.last)
        due = sum(line.amount for line in lines) * (Fraction(1) if factor is None else factor)
        payable = rounded(due, money, year.last) if state == "payable" else 0
        if state == "payable" and is_paid(book, year, person, component, as_of):
            state = "paid"
        yield LumpSum(person, component, year, tuple(lines), grade, factor, state, payable)


def grade_of(book: CommunityBook, kind: str, person: str, period: Period, as_of: date) -> str | None:
    """Return the grade of a person's evaluation that was concluded last by a day; None while there is none."""
    found = [
        (evaluation.concluded_on, name, evaluation.grade)
        for name, evaluation in book.evaluations.items()
        if (evaluation.kind, evaluation.person, evaluation.period) == (kind, person, period)
        and evaluation.grade is not None
        and evaluation.concluded_on is not None
        and evaluation.concluded_on <= as_of
    ]
    return max(found)[2] if found else None


def _factor(rate: YearEnd, grade: str | None, day: date) -> Fraction | None:
    found = next((known for known in rate.factors if known.id == grade), None)
    per_cent = found.factor.on(day) if found else None
    return None if per_cent is None else Fraction(per_cent) / _HUNDRED


def _state(
    rate: YearEnd, grade: str | None, factor: Fraction | None, *, stays: bool, over: bool, day: date
) -> LumpState:
    if grade is not None:
        return "no_factor" if factor is None else "payable"
    if stays:
        return "pending_evaluation" if over else "accrued"
    states: dict[str, LumpState] = {"pending": "pending_evaluation", "pay": "payable", "forfeit": "lapsed"}
    return states[rate.leaver.required(day)]


def _serves_on(book: CommunityBook, person: str, roles: Sequence[str], day: date, last: date) -> bool:
    """Tell whether somebody is in post on a day or again by the last; else he has left, paid for the posts or not."""
    return any(
        post.appointment.role in roles
        and post.appointment.from_ <= last
        and (post.appointment.ended is None or post.appointment.ended.on >= day)
        for post in book.posts_ever(person)
    )


def is_paid(book: CommunityBook, period: Period, person: str, component: str, as_of: date) -> bool:
    """Tell whether the run of a period, or one that makes it good, has paid somebody a component."""
    return any(
        (row.person, row.component) == (person, component)
        for settled, run in book.pay_runs.items()
        if period in {settled, run.corrects} and run.paid_on is not None and run.paid_on <= as_of
        for row in run.rows
    )


def top_up_lines(money: Money, payments: Iterable[TopUpPayment], period: Period, as_of: date) -> Iterator[SingleLine]:
    """Yield the top-ups for months of a period; one that needs approval and has none by that day comes to nothing."""
    kinds = {component.id: component for component in money.components if isinstance(component, TopUp)}
    for payment in payments:
        kind = kinds.get(payment.component)
        if kind is None or not period.contains(payment.month.first) or payment.applied_on > as_of:
            continue
        approved = payment.approved_on is not None and payment.approved_on <= as_of
        counts = approved or not kind.needs_approval.required(payment.month.last)
        yield SingleLine(payment.person, kind.id, payment.month, payment.amount if counts else 0)


def bonus_lines(money: Money, honoured: Mapping[str, Iterable[str]], year: Period) -> Iterator[SingleLine]:
    """Yield the bonuses of a year's honours: so many months of another component, without top-ups."""
    rates = {component.id: component for component in money.components if isinstance(component, Monthly)}
    for component in money.components:
        if isinstance(component, Bonus):
            amount = component.months.required(year.last) * rates[component.of].amount.required(year.last)
            for person in sorted(honoured.get(component.honour, ())):
                yield SingleLine(person, component.id, year, amount)


def fund_lines(money: Money, component: Fund, open_from: Mapping[str, date], year: Period) -> tuple[FundLine, ...]:
    """Return the fund of each place that was opened by the end of a year, prorated by months where the policy says so.

    The month of opening counts.
    """
    whole = component.amount.required(year.last)
    by_month = component.proration.required(year.last) == "by_month"
    lines = []
    for place, opened in sorted(open_from.items()):
        if opened > year.last:
            continue
        months = _MONTHS if opened < year.first or not by_month else _MONTHS + 1 - opened.month
        lines.append(FundLine(place, component.id, year, rounded(Fraction(whole * months, _MONTHS), money, year.last)))
    return tuple(lines)
