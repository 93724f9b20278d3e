"""Duties, displays and terms on their own: calendars of other policies, edges, and what is never counted."""

from __future__ import annotations

from datetime import date, timedelta
from fractions import Fraction
from pathlib import Path
from typing import TypeVar

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.documents import read
from generator.duties.absences import Attended, Sitting, counted_alerts
from generator.duties.display import display_fault, display_of, last_posting, shown_days
from generator.duties.rhythms import Deed, kept, late_by, overdue_by
from generator.duties.shares import percent
from generator.duties.spans import Span, middle_day, owed_periods
from generator.duties.terms import term_end
from generator.duties.visits import visit_coverage
from generator.ledger import load_pack
from generator.periods import Period, WorkingDays
from generator.policies.duties import EventCount, PostRule, Rhythm
from generator.policies.selection import Publicity
from generator.policies.service import Term
from generator.records.base import Record
from generator.records.reading import read_record

M = TypeVar("M", bound=Record)
ROOT = Path(__file__).resolve().parents[2]
CALENDAR = load_pack(ROOT, "n22").working_days
NONE = WorkingDays({})
PLACE = "records/policies/x/policy.yaml"


def setting(key: str, *values: str, status: str = "stated") -> str:
    """Write a setting of one value, or of a list where there are several."""
    head = f"{key}:\n- clause: 1\n  status: {status}\n"
    if not values:
        return head
    return (
        f"{head}  value: {values[0]}\n"
        if len(values) == 1
        else f"{head}  value:\n" + "".join(f"  - {value}\n" for value in values)
    )


def rhythm(every: str, *more: str, least: int = 1) -> Rhythm:
    """Write a duty that is owed by the community."""
    text = (
        "kind: rhythm\nid: duty\nlabel: 职责\nclause: 1\nowed_by: community\nsource: meeting\ndeeds:\n- talk\n"
        + setting("every", every)
        + setting("least", str(least))
        + setting("post_rule", "middle_day")
        + "".join(more)
    )
    return part(Rhythm, text)


def part(model: type[M], text: str) -> M:
    """Read a part of a pack that must have no problem."""
    document, faults = read(PLACE, text.encode())
    assert document is not None
    found, problems = read_record(model, document)
    assert (faults, problems) == ((), ())
    assert found is not None
    return found


def day(text: str) -> date:
    """Read a day."""
    return date.fromisoformat(text)


def done(*days: str) -> list[Deed]:
    """Say what was done on which days."""
    return [Deed(day(text)) for text in days]


@pytest.mark.parametrize(
    ("held", "as_of", "missing", "late"),
    [
        ("2022-06-30", "2022-07-01", (), 0),
        ("", "2022-06-30", (), 0),
        ("", "2022-07-01", ("2022-H1",), 1),
        ("2022-07-02", "2022-07-03", ("2022-H1",), 3),
    ],
)
def test_a_half_years_evaluation_is_in_time_until_its_last_day(
    held: str, as_of: str, missing: tuple[str, ...], late: int
) -> None:
    """EX-J22-07, J22-2.3-7: held on 30 June it is on time; not held, it is overdue by one day on 1 July."""
    half = Period.parse("2022-H1")
    deeds = [Deed(day(held), half)] if held else []

    found = kept(rhythm("half"), half, deeds, working_days=NONE, as_of=day(as_of))

    assert tuple(period.text for period in found.missing) == missing
    assert (overdue_by(half, day(as_of)) if found.missing else 0) == late


@pytest.mark.parametrize(("held", "met"), [("2022-06-23", 0), ("2022-06-24", 1), ("2022-06-30", 1), ("2022-07-01", 0)])
def test_the_end_of_a_month_is_its_last_seven_days(held: str, met: int) -> None:
    """EX-J22-08, J22-2.2-4: a summary meeting of June counts from the 24th to the 30th."""
    duty = rhythm("month", setting("last_days", "7"))

    assert kept(duty, Period.parse("2022-06"), done(held), working_days=NONE).met == met


def test_the_last_days_of_february_follow_its_length() -> None:
    """The window is counted from the month's own end, leap years included."""
    duty = rhythm("month", setting("last_days", "7"))
    met = [
        kept(duty, Period.parse(text[:7]), done(text), working_days=NONE).met
        for text in ("2023-02-21", "2023-02-22", "2024-02-22", "2024-02-23")
    ]

    assert met == [0, 1, 0, 1]


def test_a_weekly_liaison_meeting_is_owed_in_each_week_of_the_months_thursdays() -> None:
    """J22-2.2-3: weeks belong to the month of their Thursday (G-21), so June 2022 has five."""
    found = kept(rhythm("week"), Period.parse("2022-06"), done("2022-06-02", "2022-06-29"), working_days=NONE)

    assert (len(found.due), found.met, percent(found.share)) == (5, 2, percent(Fraction(2, 5)))


def test_a_period_still_running_is_neither_due_nor_missing() -> None:
    """Before its last day is over nothing is missing; once it is done it counts."""
    month = Period.parse("2022-06")
    running = kept(rhythm("month"), month, [], working_days=NONE, as_of=day("2022-06-30"))
    early = kept(rhythm("month"), month, done("2022-06-01"), working_days=NONE, as_of=day("2022-06-30"))

    assert (running.due, running.share) == ((), None)
    assert (early.met, early.share) == (1, Fraction(1))


def test_a_deed_after_the_end_of_its_period_is_late_and_does_not_count() -> None:
    """What is held for a half-year after that half-year is no fulfilment; the days late are known."""
    half = Period.parse("2022-H1")
    found = kept(rhythm("half"), half, [Deed(day("2022-07-05"), half)], working_days=NONE)

    assert found.missing == (half,)
    assert late_by(half.last, day("2022-07-05")) == 5
    assert late_by(half.last, half.last) == 0


def test_weeks_without_a_working_day_are_skipped_only_where_the_policy_says_so() -> None:
    """The week of the Spring Festival 2022 has no working day; a missing calendar is an error, never a guess."""
    month = Period.parse("2022-02")
    skipping = rhythm("week", setting("skip", "no_working_day"))

    assert len(kept(rhythm("week"), month, [], working_days=NONE).due) == 4
    assert [c.period.text for c in kept(skipping, month, [], working_days=CALENDAR).due] == [
        "2022-W06",
        "2022-W07",
        "2022-W08",
    ]
    with pytest.raises(LookupError):
        kept(skipping, month, [], working_days=NONE)


def test_who_comes_or_goes_inside_a_period() -> None:
    """The 15th decides for a month and the Thursday for a week; whole and any_day are the other readings."""
    span = (Span(day("2022-03-16"), day("2022-05-15")),)
    year = Period.parse("2022")
    rules: tuple[PostRule, ...] = ("middle_day", "any_day", "whole")
    owed = {rule: [p.text for p in owed_periods(year, "month", span, rule)] for rule in rules}

    assert owed == {
        "middle_day": ["2022-04", "2022-05"],
        "any_day": ["2022-03", "2022-04", "2022-05"],
        "whole": ["2022-04"],
    }
    assert middle_day(Period.parse("2022-W12")) == day("2022-03-24")
    assert middle_day(Period.parse("2022-H1")) == day("2022-06-30")


def test_a_household_counts_once_and_only_when_it_was_reached() -> None:
    """N22-A3-4.1-3: two visits to one household are one; an activity that completes nothing adds nothing."""
    found = visit_coverage([("home", ["a", "b"]), ("home", ["b"]), ("nobody", ["c"])], ["home"], 3)

    assert (found.reached, found.complete, found.share) == (2, False, Fraction(2, 3))
    assert visit_coverage([], ["home"], 0).share is None


def count(window: str, times: int = 3) -> EventCount:
    """Write a count of absences."""
    text = (
        "id: absences\nlabel: 缺席\nclause: 1\nevent: unexcused_absence\nmeetings:\n- talk\nroles:\n- leader\n"
        + setting("times", str(times))
        + setting("early", str(times - 1))
        + setting("window", window)
        + setting("double_purpose_once", "true")
    )
    return part(EventCount, text)


def test_twelve_months_roll_on_and_drop_what_is_a_year_old() -> None:
    """An absence on the same day of the year before no longer counts; one a day later still does."""
    first, second = day("2022-03-03"), day("2022-09-01")
    for last, proposals in ((day("2023-03-02"), 1), (day("2023-03-03"), 0)):
        held = [Sitting(on, "unexcused") for on in (first, second, last)]
        found = counted_alerts(count("rolling_12m"), held, first)
        assert sum(alert.kind == "proposal" for alert in found) == proposals


STATES: tuple[Attended, ...] = ("present", "excused", "unexcused")


@given(
    st.dictionaries(st.integers(0, 700), st.sampled_from(STATES), max_size=12),
    st.sampled_from(["term", "assessment_year", "rolling_12m", "consecutive"]),
)
def test_no_proposal_comes_without_that_many_absences(held: dict[int, Attended], window: str) -> None:
    """N22-A3-4.4-4: whatever the window, a proposal rests on so many unexcused absences by that day, excuses apart."""
    start = day("2022-01-01")
    sittings = [Sitting(start + timedelta(days=n), state) for n, state in held.items()]

    for alert in counted_alerts(count(window), sittings, start):
        missed = sum(sitting.state == "unexcused" and sitting.on <= alert.on for sitting in sittings)
        assert missed >= (3 if alert.kind == "proposal" else 2)
        assert any(sitting.on == alert.on and sitting.state == "unexcused" for sitting in sittings)


def publicity(*more: str) -> Publicity:
    """Write a display of at least five and at most seven working days."""
    text = (
        "clause: 1\nlevel: building\n"
        + setting("days", "5")
        + setting("most_days", "7")
        + setting("day_type", "working")
        + setting("count_start_day", "false")
        + setting("remove_names", "true")
        + "".join(more)
    )
    return part(Publicity, text)


@given(st.integers(0, 330))
def test_the_last_day_of_posting_allows_the_decision_and_the_next_day_does_not(offset: int) -> None:
    """EX-N22-13: for any day of a decision, posting on the last day is early enough and a day later is too late."""
    rule, decision = publicity(), day("2022-01-20") + timedelta(days=offset)
    last = last_posting(rule, decision, CALENDAR)

    assert last is not None
    allowed = display_of(rule, last, CALENDAR).earliest_decision
    refused = display_of(rule, last + timedelta(days=1), CALENDAR).earliest_decision
    assert allowed is not None
    assert refused is not None
    assert allowed <= decision < refused


def test_a_notice_taken_down_on_the_fourth_working_day_is_too_short() -> None:
    """EX-N22-12, N22-A3-3.4-1: four days are too few, five are enough, eight too many; taken down at once is none."""
    rule, posted = publicity(), day("2022-01-26")
    removed = {text: day(text) for text in ("2022-01-26", "2022-01-30", "2022-02-07", "2022-02-10")}

    assert [shown_days(rule, posted, on, CALENDAR) for on in removed.values()] == [0, 4, 5, 8]
    assert [display_fault(rule, posted, on, CALENDAR) for on in removed.values()] == [
        "too-short",
        "too-short",
        None,
        "too-long",
    ]


def test_a_term_follows_the_election_only_where_the_policy_says_so() -> None:
    """EX-N22-28: an election inside the term ends it; one that is over by the start, or not followed, does not."""

    def term(followed: str, election: str) -> Term:
        elections = f"elections:\n- clause: 1\n  status: stated\n  value:\n  - {election}\n"
        text = "clause: 1\n" + setting("years", "5") + setting("with_election", followed) + elections
        return part(Term, text + setting("renewal", "decision_if_qualified"))

    start = day("2022-02-15")
    assert term_end(term("true", "2026-12-20"), start) == day("2026-12-20")
    assert term_end(term("false", "2026-12-20"), start) == day("2027-02-14")
    assert term_end(term("true", "2022-02-15"), start) == day("2027-02-14")


def test_shares_are_shown_half_up_and_exact() -> None:
    """G-06: 1 of 3 is 33.33, 1 of 800 is 0.13 and not 0.12; nothing of nothing is shown as nothing."""
    assert [str(percent(Fraction(*parts))) for parts in ((1, 3), (1, 800), (1, 1))] == ["33.33", "0.13", "100.00"]
    assert percent(None) is None
