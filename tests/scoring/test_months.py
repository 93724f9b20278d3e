"""A list and a span of days hold exactly the lines that belong to them, however the lines fall."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal

from hypothesis import example, given
from hypothesis import strategies as st

from generator.periods import Kind, Period
from generator.problems import Source
from generator.records.activity import Entry
from generator.scoring import ScoreLine
from generator.scoring.months import LeaderLines
from tests.oracle.packs import policy_with

POLICY = policy_with("r18", [])
FIRST = date(2025, 10, 1)
DAYS = st.integers(0, 400).map(lambda n: FIRST + timedelta(days=n))
KINDS: tuple[Kind, ...] = ("month", "quarter", "half", "year", "week")
PERIODS = st.builds(Period.of, st.sampled_from(KINDS), DAYS)


def line(number: int, belongs: date, known_on: date, points: Decimal) -> ScoreLine:
    """Make a line that belongs to a day and became known on another."""
    item = POLICY.pack.items[0]
    entry = Entry(id=f"{number:03}", date=belongs, leader="ann", activity=item.activities[0])
    source = Source("logs/2026-01.yaml", number + 1)
    month = Period.of("month", belongs)
    facts = (points, 1, 1, belongs, belongs, known_on, item.clause, source, month, entry, "counted")
    return ScoreLine("ann", "building-leader", item, *facts)  # type: ignore[arg-type]


@st.composite
def known_lines(draw: st.DrawFn) -> tuple[ScoreLine, ...]:
    """Draw lines in the order of knowing; some are known before their day, as a broken record may have it."""
    told = draw(st.lists(st.tuples(DAYS, st.integers(-3, 120), st.sampled_from(["-1.5", "0", "0.5", "1", "2"]))))
    told.sort(key=lambda known: known[0] + timedelta(days=known[1]))
    return tuple(line(n, day, day + timedelta(days=lag), Decimal(p)) for n, (day, lag, p) in enumerate(told))


def points(lines: tuple[ScoreLine, ...]) -> Decimal:
    """Add up the points of lines."""
    return sum((known.points for known in lines), Decimal(0))


LATE = (
    line(0, date(2026, 2, 3), date(2026, 3, 2), Decimal(1)),
    line(1, date(2026, 1, 5), date(2026, 3, 2), Decimal(2)),
    line(2, date(2026, 1, 6), date(2026, 4, 20), Decimal(4)),
)


@given(known_lines(), PERIODS, st.none() | DAYS, DAYS)
@example(LATE, Period.parse("2026-Q1"), None, date(2026, 4, 8))
@example(LATE, Period.parse("2026-Q2"), date(2026, 4, 8), date(2026, 7, 8))
def test_a_list_holds_its_period_and_what_came_late(
    lines: tuple[ScoreLine, ...], period: Period, since: date | None, known_by: date
) -> None:
    """A line is the period's own, or late and not listed before, or only counts to date (G-18, G-19)."""
    year = Period.of("year", period.last)
    known = tuple(one for one in lines if one.known_on <= known_by and one.belongs <= period.last)
    own = tuple(one for one in known if one.belongs >= period.first)
    late = tuple(one for one in known if one.belongs < period.first and (since is None or one.known_on > since))
    found = LeaderLines(lines).listed(period, year, since, known_by)
    assert (found.own, found.late) == (own, late)
    assert found.bonus == points(own)
    assert found.adjustment == points(tuple(one for one in late if year.contains(one.belongs)))
    assert found.to_date == points(tuple(one for one in known if year.contains(one.belongs)))


@given(known_lines(), DAYS, DAYS, DAYS)
def test_a_span_sums_up_what_belongs_to_it_and_is_known(
    lines: tuple[ScoreLine, ...], first: date, last: date, known_by: date
) -> None:
    """Any two days bound a span, also in the middle of months; the wrong way round they hold nothing."""
    wanted = tuple(one for one in lines if first <= one.belongs <= last and one.known_on <= known_by)
    assert LeaderLines(lines).sum(first, last, known_by) == points(wanted)


def test_nothing_sums_up_to_nought() -> None:
    """A leader without a line has no points, and an empty list."""
    found = LeaderLines(()).listed(Period.parse("2026-Q1"), Period.parse("2026"), None, date.max)
    assert (found.own, found.late) == ((), ())
    assert {found.bonus, found.adjustment, found.to_date} == {Decimal(0)}
