"""Periods, months and years counted on, working days and deadlines, with the examples of the five policies."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.periods import CalendarYearMissing, Kind, Period, WorkingDays, YearCalendar, add_months, full_years
from generator.problems import Words

KINDS: tuple[Kind, ...] = ("year", "half", "quarter", "month", "week")
DAYS = st.dates(date(1950, 1, 1), date(2150, 12, 31))


def day(text: str) -> date:
    """Read a day as tests write it."""
    return date.fromisoformat(text)


@pytest.mark.parametrize(
    ("text", "kind", "first", "last", "label_zh", "label_en"),
    [
        ("2018", "year", "2018-01-01", "2018-12-31", "2018年", "2018"),
        ("2018-H1", "half", "2018-01-01", "2018-06-30", "2018年上半年", "first half of 2018"),
        ("2018-H2", "half", "2018-07-01", "2018-12-31", "2018年下半年", "second half of 2018"),
        ("2018-Q1", "quarter", "2018-01-01", "2018-03-31", "2018年第一季度", "first quarter of 2018"),
        ("2018-Q4", "quarter", "2018-10-01", "2018-12-31", "2018年第四季度", "fourth quarter of 2018"),
        ("2018-03", "month", "2018-03-01", "2018-03-31", "2018年3月", "March 2018"),
        ("2020-02", "month", "2020-02-01", "2020-02-29", "2020年2月", "February 2020"),
        ("2018-12", "month", "2018-12-01", "2018-12-31", "2018年12月", "December 2018"),
        ("2018-W05", "week", "2018-01-29", "2018-02-04", "2018年第5周", "week 5 of 2018"),
        ("2019-W01", "week", "2018-12-31", "2019-01-06", "2019年第1周", "week 1 of 2019"),
        ("2020-W53", "week", "2020-12-28", "2021-01-03", "2020年第53周", "week 53 of 2020"),
    ],
)
def test_a_period_is_read_and_named(text: str, kind: str, first: str, last: str, label_zh: str, label_en: str) -> None:
    """Each form gives its kind, its two ends and its names in both languages (G-21)."""
    period = Period.parse(text)

    assert (period.kind, period.first, period.last) == (kind, day(first), day(last))
    assert (period.label_zh, period.label_en) == (label_zh, label_en)
    assert period.words == Words(label_en, label_zh)
    assert period.text == text


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("", "'' is not a period; write 2018, 2018-H1, 2018-Q1, 2018-03 or 2018-W05"),
        ("2018-Q5", "'2018-Q5' is not a period; write 2018, 2018-H1, 2018-Q1, 2018-03 or 2018-W05"),
        ("2018-3", "'2018-3' is not a period; write 2018, 2018-H1, 2018-Q1, 2018-03 or 2018-W05"),
        ("2018-03-01", "'2018-03-01' is not a period; write 2018, 2018-H1, 2018-Q1, 2018-03 or 2018-W05"),
        ("2018-q1", "'2018-q1' is not a period; write 2018, 2018-H1, 2018-Q1, 2018-03 or 2018-W05"),
        ("2018\n", "'2018\\n' is not a period; write 2018, 2018-H1, 2018-Q1, 2018-03 or 2018-W05"),
        ("２０１８", "'２０１８' is not a period; write 2018, 2018-H1, 2018-Q1, 2018-03 or 2018-W05"),
        ("2018-H3", "'2018-H3': the number of a half lies between 1 and 2"),
        ("2018-13", "'2018-13': the number of a month lies between 1 and 12"),
        ("2018-00", "'2018-00': the number of a month lies between 1 and 12"),
        ("2018-W53", "'2018-W53': 2018 has no week 53"),
        ("2018-W00", "'2018-W00': 2018 has no week 0"),
        ("1899", "'1899': the year must lie between 1900 and 2199"),
        ("9999-W52", "'9999-W52': the year must lie between 1900 and 2199"),
    ],
)
def test_what_is_no_period_is_refused(text: str, sentence: str) -> None:
    """Anything but the five forms is refused in words that say what to write."""
    with pytest.raises(ValueError) as caught:  # noqa: PT011  the sentence is compared below
        Period.parse(text)

    assert str(caught.value) == sentence


@given(DAYS, st.sampled_from(KINDS))
def test_a_period_holds_its_days_and_its_neighbours_follow(any_day: date, kind: Kind) -> None:
    """Every day lies in exactly one period of a kind, and next and previous leave no gap."""
    period = Period.of(kind, any_day)

    assert period.contains(any_day)
    assert Period.parse(period.text) == period
    assert {Period.of(kind, one) for one in period.days()} == {period}
    assert not period.contains(period.next().first)
    assert not period.contains(period.previous().last)
    assert period.next().first - period.last == timedelta(days=1)
    assert period.next().previous() == period
    assert period.previous() < period < period.next()


@given(DAYS, st.sampled_from([("year", "half"), ("year", "quarter"), ("half", "month"), ("quarter", "month")]))
def test_parts_cover_a_period_exactly(any_day: date, kinds: tuple[Kind, Kind]) -> None:
    """The parts of a period follow one another from its first day to its last and belong to it."""
    period = Period.of(kinds[0], any_day)
    parts = period.parts(kinds[1])

    assert [one for part in parts for one in part.days()] == list(period.days())
    assert {part.within(kinds[0]) for part in parts} == {period}


def test_parts_of_a_quarter_are_its_months() -> None:
    """The second quarter has April, May and June, and is its own only part of its own kind."""
    quarter = Period.parse("2018-Q2")

    assert [part.text for part in quarter.parts("month")] == ["2018-04", "2018-05", "2018-06"]
    assert quarter.parts("quarter") == (quarter,)


def test_a_week_belongs_to_the_month_and_year_of_its_thursday() -> None:
    """A week over a border is counted once, where its Thursday lies (G-21)."""
    assert Period.parse("2018-W05").within("month").text == "2018-02"
    assert Period.parse("2020-W53").within("year").text == "2020"
    assert Period.parse("2019-W01").within("month").text == "2019-01"
    assert [week.text for week in Period.parse("2018-02").parts("week")] == [f"2018-W0{n}" for n in (5, 6, 7, 8)]
    assert [len(Period.parse(str(year)).parts("week")) for year in (2018, 2019, 2020, 2021)] == [52, 52, 53, 52]


@given(st.integers(1950, 2150))
def test_no_week_is_lost_or_counted_twice(year: int) -> None:
    """The weeks of the twelve months are the weeks of the year."""
    months = Period.parse(str(year)).parts("month")

    assert [week for month in months for week in month.parts("week")] == list(Period.parse(str(year)).parts("week"))


def test_a_larger_period_is_no_part_of_a_smaller_one() -> None:
    """Asking a month for its quarters, or a quarter for the month it lies in, is refused."""
    with pytest.raises(ValueError, match=r"^a month has no parts of kind quarter$"):
        Period.parse("2018-03").parts("quarter")
    with pytest.raises(ValueError, match=r"^a quarter does not lie within one month$"):
        Period.parse("2018-Q1").within("month")


def test_periods_sort_by_day_then_length() -> None:
    """Of periods that begin on the same day the shorter comes first."""
    texts = ["2018-Q1", "2018", "2018-02", "2018-H1", "2018-01", "2017-12"]

    assert [p.text for p in sorted(map(Period.parse, texts))] == [
        "2017-12",
        "2018-01",
        "2018-Q1",
        "2018-H1",
        "2018",
        "2018-02",
    ]


@pytest.mark.parametrize(
    ("start", "months", "end"),
    [
        ("2018-01-31", 1, "2018-02-28"),
        ("2020-01-31", 1, "2020-02-29"),
        ("2018-01-31", 2, "2018-03-31"),
        ("2018-11-30", 3, "2019-02-28"),
        ("2018-12-15", 1, "2019-01-15"),
        ("2020-02-29", 12, "2021-02-28"),
        ("2018-03-31", -1, "2018-02-28"),
        ("2018-01-15", -1, "2017-12-15"),
        ("2018-05-20", 0, "2018-05-20"),
    ],
)
def test_months_are_counted_to_the_same_day_or_the_end_of_the_month(start: str, months: int, end: str) -> None:
    """A month on is the same day number, clamped to the last day of a shorter month (G-02)."""
    assert add_months(day(start), months) == day(end)


@pytest.mark.parametrize(
    ("birth", "on", "age"),
    [
        ("1958-06-15", "2018-06-14", 59),
        ("1958-06-15", "2018-06-15", 60),
        ("2000-02-29", "2018-02-27", 17),
        ("2000-02-29", "2018-02-28", 18),
        ("2000-02-29", "2020-02-28", 19),
        ("2000-02-29", "2020-02-29", 20),
        ("2000-01-01", "2000-01-01", 0),
    ],
)
def test_an_age_is_attained_on_the_birthday(birth: str, on: str, age: int) -> None:
    """Full years are attained on the birthday, on 28 February for the 29th in common years (G-22)."""
    assert full_years(day(birth), day(on)) == age


@pytest.mark.parametrize(("on", "age"), [("2018-06-15", 59), ("2018-06-16", 60), ("1958-06-15", 0)])
def test_an_age_can_be_attained_the_day_after(on: str, age: int) -> None:
    """With the other reading the age is reached one day later (G-22)."""
    assert full_years(day("1958-06-15"), day(on), attained="day_after") == age


def test_nobody_has_an_age_before_birth() -> None:
    """A day before the birth is refused."""
    with pytest.raises(ValueError, match=r"^1958-06-14 is before the day of birth$"):
        full_years(day("1958-06-15"), day("1958-06-14"))


def _calendar(year: int, off: str, make_up: str) -> YearCalendar:
    return YearCalendar(
        year,
        frozenset(day(f"{year}-{text}") for text in off.split()),
        frozenset(day(f"{year}-{text}") for text in make_up.split()),
    )


# The Spring Festival, Labour Day, and National Day of 2018, and the New Year after it.
OFF_2018 = "02-15 02-16 02-17 02-18 02-19 02-20 02-21 04-29 04-30 05-01 10-01 10-02 10-03 10-04 10-05 10-06 10-07 12-31"
WORK = WorkingDays(
    {
        2018: _calendar(2018, OFF_2018, "02-11 02-24 04-28 09-29 09-30 12-29"),
        2019: _calendar(2019, "01-01", ""),
    }
)


@pytest.mark.parametrize(
    ("text", "worked"),
    [
        ("2018-02-14", True),
        ("2018-02-15", False),
        ("2018-02-11", True),
        ("2018-02-10", False),
        ("2018-09-30", True),
        ("2018-10-08", True),
    ],
)
def test_a_day_is_worked_as_the_calendar_says(text: str, worked: bool) -> None:  # noqa: FBT001  a table of answers
    """Weekdays are worked unless off, weekends are off unless made up (G-03)."""
    assert WORK.is_working(day(text)) is worked


@pytest.mark.parametrize(
    ("start", "n", "end"),
    [
        ("2018-02-09", 3, "2018-02-13"),
        ("2018-02-14", 1, "2018-02-22"),
        ("2018-02-14", 3, "2018-02-24"),
        ("2018-02-16", 1, "2018-02-22"),
        ("2018-12-28", 2, "2019-01-02"),
        ("2018-02-16", 0, "2018-02-16"),
    ],
)
def test_working_days_are_counted_over_holidays_and_years(start: str, n: int, end: str) -> None:
    """Counting skips days off, counts make-up days, and goes on into the next year's calendar."""
    assert WORK.nth_after(day(start), n) == day(end)


@pytest.mark.parametrize(("start", "end"), [("2018-02-13", "2018-02-22"), ("2018-02-16", "2018-02-24")])
def test_the_start_day_counts_when_told_so_and_when_worked(start: str, end: str) -> None:
    """A worked start day is day one; a start day that is off still is not (G-02)."""
    assert WORK.nth_after(day(start), 3, count_start_day=True) == day(end)


def test_working_days_between_two_days() -> None:
    """Both ends count, and an empty span has none."""
    assert WORK.between(day("2018-02-11"), day("2018-02-24")) == 7
    assert WORK.between(day("2018-02-11"), day("2018-02-11")) == 1
    assert WORK.between(day("2018-02-15"), day("2018-02-21")) == 0
    assert WORK.between(day("2018-02-12"), day("2018-02-11")) == 0


def test_the_next_working_day_can_be_the_day_itself() -> None:
    """A worked day stays; a day off moves to the first worked day after it."""
    assert WORK.next_working(day("2018-02-11")) == day("2018-02-11")
    assert WORK.next_working(day("2018-10-01")) == day("2018-10-08")


def test_a_year_without_a_calendar_is_an_error() -> None:
    """Nothing is guessed for a year whose paper is missing, even in the middle of a count (G-03)."""
    with pytest.raises(CalendarYearMissing, match=r"^there is no calendar of days off for 2020$") as caught:
        WORK.nth_after(day("2019-12-30"), 3)

    assert caught.value.year == 2020


@pytest.mark.parametrize(("told", "in_time"), [("2018-05-09", True), ("2018-05-10", False)])
def test_a_move_in_told_within_seven_days(told: str, in_time: bool) -> None:  # noqa: FBT001  a table of answers
    """EX-R18-05: the seventh day after the move is in time, the eighth is late; no calendar is needed."""
    limit = WorkingDays({}).deadline(day("2018-05-02"), 7, day_type="natural")

    assert (day(told) <= limit) is in_time


def test_a_limit_in_the_holidays_moves_only_when_the_pack_says_so() -> None:
    """EX-R18-06: seven days from 26 September end on 3 October, or after the holidays on 8 October."""
    born = day("2018-09-26")

    assert WORK.deadline(born, 7, day_type="natural") == day("2018-10-03")
    assert WORK.deadline(born, 7, day_type="natural", extend_to_workday=True) == day("2018-10-08")


@pytest.mark.parametrize(
    ("days", "count_start_day", "limit"),
    [(7, False, "2018-05-09"), (7, True, "2018-05-08"), (1, True, "2018-05-02"), (0, True, "2018-05-02")],
)
def test_the_day_of_the_event_counts_only_when_told_so(
    days: int,
    count_start_day: bool,  # noqa: FBT001  the switch under test
    limit: str,
) -> None:
    """The first day is not counted unless the pack counts it (G-02)."""
    event = day("2018-05-02")

    assert WORK.deadline(event, days, day_type="natural", count_start_day=count_start_day) == day(limit)


def test_a_deadline_in_working_days() -> None:
    """Three working days after the eve of the Spring Festival end on the make-up Saturday after it."""
    eve = day("2018-02-14")

    assert WORK.deadline(eve, 3, day_type="working") == day("2018-02-24")
    assert WORK.deadline(eve, 3, day_type="working", count_start_day=True) == day("2018-02-23")
    assert WORK.deadline(eve, 3, day_type="working", extend_to_workday=True) == day("2018-02-24")


def test_a_negative_limit_is_refused() -> None:
    """Counting back is no deadline."""
    with pytest.raises(ValueError, match=r"^a time limit cannot be -1 days$"):
        WORK.deadline(day("2018-05-02"), -1, day_type="natural")
    with pytest.raises(ValueError, match=r"^cannot count -1 working days$"):
        WORK.nth_after(day("2018-05-02"), -1)


@pytest.mark.parametrize(
    ("off", "make_up", "sentence"),
    [
        ("2019-01-01", "2018-02-11", "2019-01-01 is not a day of 2018"),
        ("2018-01-01", "2017-12-31", "2017-12-31 is not a day of 2018"),
        ("2018-02-11", "2018-02-11", "2018-02-11 cannot be a make-up day"),
        ("2018-01-01", "2018-02-12", "2018-02-12 cannot be a make-up day"),
    ],
)
def test_a_calendar_that_contradicts_itself_is_refused(off: str, make_up: str, sentence: str) -> None:
    """A day of another year, a make-up day that is off, and a make-up weekday cannot stand."""
    with pytest.raises(ValueError, match=rf"^{sentence}$"):
        YearCalendar(2018, frozenset({day(off)}), frozenset({day(make_up)}))
