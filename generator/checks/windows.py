"""Faults of public notices: their window, objections, results, and what they are about.

Knows the policy's public display; knows nothing of how a notice looks.
"""

from __future__ import annotations

from contextlib import suppress
from datetime import timedelta
from operator import attrgetter
from typing import TYPE_CHECKING

from generator.checks.gathered import gathered
from generator.checks.payment import uncounted_months
from generator.checks.walking import cite, communities, levels, levels_above, nearest, notices
from generator.duties.display import display_fault, shown_days
from generator.periods import CalendarYearMissing
from generator.policies.items import WithinDays
from generator.policies.settings import UnsetSettingError
from generator.problems import Problem, Severity, Words, msg
from generator.scoring.lines import last_day_in_time

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from generator.checks.walking import Posted
    from generator.ledger import Ledger
    from generator.policies.claims import Display
    from generator.policies.pack import Policy
    from generator.policies.selection import Publicity
    from generator.records.activity import Entry, Fact
    from generator.records.base import Record
    from generator.records.selection import Notice


_SATURDAY = 5
_told_of = attrgetter("date", "known_on")
_DAYS = {"natural": Words("natural days", "个自然日"), "working": Words("working days", "个工作日")}


def _candidate_lists(ledger: Ledger) -> Iterator[tuple[Policy, Publicity, Posted]]:
    for posted in notices(ledger):
        policy = posted.book.policy
        selection = policy.pack.selection if policy is not None else None
        if posted.notice.kind == "candidates" and policy is not None and selection is not None and selection.publicity:
            yield policy, selection.publicity, posted


def _shown_lists(ledger: Ledger) -> Iterator[tuple[Policy, Publicity | Display, Posted]]:
    """Yield the lists whose time of display the policy sets: of candidates, and of a month's points."""
    yield from _candidate_lists(ledger)
    for posted in notices(ledger):
        policy = posted.book.policy
        if posted.notice.kind == "points" and policy is not None and policy.pack.claims is not None:
            yield policy, policy.pack.claims.display, posted


def notice_without_subject(ledger: Ledger, _as_of: date) -> Iterator[Problem]:
    """A notice of candidates names no selection case, or one of points or honours no period.

    Why: the notice shows what the case or the period holds; without it there is nothing to object to.
    Fix: add `case:` or `period:`.
    """
    for _, notice, _, _ in notices(ledger):
        key = "case" if notice.kind == "candidates" else "period"
        if notice.kind not in {"general", "recruitment"} and getattr(notice, key) is None:
            yield Problem(
                "notice-without-subject",
                notice.origin,
                msg("The notice does not say what it is about: {key} is missing.", key=key),
                msg("Add {key}: to the notice.", key=key),
            )


def misplaced_notice(ledger: Ledger, _as_of: date) -> Iterator[Problem]:
    """A notice of candidates is put up at a place of another level than the policy says.

    Why: the policy says where the list is shown, so that those concerned can see it.
    Fix: list the places of that level under `places:`.
    """
    for policy, rule, posted in _candidate_lists(ledger):
        above = posted.community is None
        known = levels_above(ledger, posted.book) if above else levels(posted.book, posted.community)
        wrong = [place for place in posted.notice.places if known.get(place, rule.level) != rule.level]
        if wrong or not posted.notice.places:
            yield Problem(
                "misplaced-notice",
                posted.notice.origin,
                msg(
                    "The list of candidates is to be shown at the level {level}, not at: {places}.",
                    level=rule.level,
                    places=", ".join(wrong) or "–",
                ),
                nearest(wrong[0] if wrong else "", [place for place, level in known.items() if level == rule.level]),
                clause=cite(policy, rule.clause),
            )


def notice_closes_before_it_opens(ledger: Ledger, _as_of: date) -> Iterator[Problem]:
    """A notice ends before it begins.

    Why: nobody could object in time.
    Fix: correct `opens:` or `closes:`.
    """
    for _, notice, _, _ in notices(ledger):
        if notice.closes < notice.opens:
            yield Problem(
                "notice-closes-before-it-opens",
                notice.origin,
                msg(
                    "The notice closes on {closes}, before it opens on {opens}.",
                    closes=notice.closes.isoformat(),
                    opens=notice.opens.isoformat(),
                ),
                msg("Correct opens: or closes:."),
            )


def notice_window_too_short(ledger: Ledger, as_of: date) -> Iterator[Problem]:
    """A list of candidates, or of a month's points, is shown for fewer days than the policy asks.

    Why: the policy sets how long residents may look at the list and object.
    Fix: move `closes:` to a later day; once the list is down, put it up again by a new notice.
    """
    for policy, rule, posted in _shown_lists(ledger):
        notice = posted.notice
        wanted, kind = rule.days.dated(notice.opens), rule.day_type.on(notice.opens)
        if wanted.value is None or kind is None or notice.closes < notice.opens:
            continue
        first = notice.opens if rule.count_start_day.on(notice.opens) else notice.opens + timedelta(days=1)
        try:
            working = ledger.working_days.between(first, notice.closes) if kind == "working" else 0
        except CalendarYearMissing:
            continue
        shown = working if kind == "working" else (notice.closes - first).days + 1
        if shown < wanted.value and not (kind == "working" and _was_long_enough(ledger, notice, wanted.value, as_of)):
            yield Problem(
                "notice-window-too-short",
                notice.origin,
                msg(
                    "The list is shown for {shown} {days}, and at least {wanted} are needed.",
                    shown=shown,
                    days=_DAYS[kind],
                    wanted=wanted.value,
                ),
                msg("Move closes: to a later day; a list that is down already is put up again by a new notice."),
                clause=cite(policy, wanted.clause),
            )


def notice_window_too_long(ledger: Ledger, _as_of: date) -> Iterator[Problem]:
    """A list of candidates is shown for more days than the policy's longest display.

    Why: the policy sets how long the list hangs; afterwards names are taken down.
    Fix: move `closes:` to an earlier day.
    """
    for policy, rule, posted in _candidate_lists(ledger):
        notice = posted.notice
        if rule.most_days is None or notice.closes < notice.opens:
            continue
        with suppress(CalendarYearMissing, UnsetSettingError):
            if display_fault(rule, notice.opens, notice.closes, ledger.working_days) == "too-long":
                yield Problem(
                    "notice-window-too-long",
                    notice.origin,
                    msg(
                        "The list is shown for {shown} days, and {most} are the longest.",
                        shown=shown_days(rule, notice.opens, notice.closes, ledger.working_days),
                        most=rule.most_days.required(notice.opens),
                    ),
                    msg("Move closes: to an earlier day."),
                    Severity.WARNING,
                    clause=cite(policy, rule.most_days.dated(notice.opens).clause),
                )


def _was_long_enough(ledger: Ledger, notice: Notice, wanted: int, as_of: date) -> bool:
    """Tell whether the count stored at posting holds against the calendar as it is now.

    The calendar may change after a list was put up; its window does not. While it is up the count must be that of the
    calendar, unless a later paper amended it; afterwards the stored count holds where the span has so many such days.
    """
    if notice.working_days is None or notice.working_days < wanted:
        return False
    years = [ledger.calendars[year] for year in {notice.opens.year, notice.closes.year} if year in ledger.calendars]
    if as_of <= notice.closes and not any(calendar.amended_by for calendar in years):
        return False
    made_up = {day for calendar in years for day in calendar.make_up_days}
    span = (notice.opens + timedelta(days=number) for number in range(1, (notice.closes - notice.opens).days + 1))
    return notice.working_days <= sum(day.weekday() < _SATURDAY or day in made_up for day in span)


def calendar_year_missing(ledger: Ledger, as_of: date) -> Iterator[Problem]:
    """Working days are counted in a year that has no calendar.

    Why: working days come from the State Council's yearly paper; they are never guessed (G-03).
    Fix: add the calendar of that year.
    """
    for record, first, last in _counted_spans(ledger):
        for year in range(first.year, last.year + 1):
            if year not in ledger.calendars and f"records/calendar/{year}.yaml" not in ledger.broken:
                yield _no_calendar(record, year)
    for fact, year in (*_uncounted_limits(ledger), *uncounted_months(ledger, as_of)):
        if f"records/calendar/{year}.yaml" not in ledger.broken:
            yield _no_calendar(fact, year)


def _no_calendar(record: Fact, year: int) -> Problem:
    return Problem(
        "calendar-year-missing",
        record.origin,
        msg("Working days are counted here, and there is no calendar of {year}.", year=year),
        msg("Begin it with louzhang calendar scaffold {year}, and copy the State Council's paper.", year=year),
    )


def _counted_spans(ledger: Ledger) -> Iterator[tuple[Record, date, date]]:
    for _, notice, _, _ in notices(ledger):
        if notice.working_days is not None:
            yield notice, notice.opens, notice.closes
    for _, rule, posted in _shown_lists(ledger):
        if rule.days.on(posted.notice.opens) is not None and rule.day_type.on(posted.notice.opens) == "working":
            yield posted.notice, posted.notice.opens, posted.notice.closes


def _uncounted_limits(ledger: Ledger) -> Iterator[tuple[Fact, int]]:
    for book, community in communities(ledger):
        limits = [
            condition
            for item in (book.policy.pack.items if book.policy else ())
            for condition in item.conditions
            if isinstance(condition, WithinDays)
        ]
        for limit in limits:
            told = gathered(community).of(limit.activities)
            for days, alike in dict(zip(map(_told_of, told), told, strict=True)).items():
                for year in _uncounted(ledger, limit, alike):
                    yield from ((entry, year) for entry in told if _told_of(entry) == days)


def _uncounted(ledger: Ledger, limit: WithinDays, entry: Entry) -> Iterator[int]:
    """Yield the year without calendar into which the time limit of an entry reaches."""
    try:
        last_day_in_time(limit, entry, ledger.working_days)
    except UnsetSettingError:
        return
    except CalendarYearMissing as missing:
        if missing.year not in ledger.calendars:
            yield missing.year


def working_days_differ(ledger: Ledger, _as_of: date) -> Iterator[Problem]:
    """The working days noted at posting are not those that the calendar gives.

    Why: a notice keeps what was counted when it was put up; a later change of the calendar does not shorten it.
    Fix: look at the calendar and at the notice; where the count was a slip, tell it by a correcting notice.
    """
    for _, notice, _, _ in notices(ledger):
        if notice.working_days is None or notice.closes < notice.opens:
            continue
        try:
            with_first = ledger.working_days.between(notice.opens, notice.closes)
            without_first = ledger.working_days.between(notice.opens + timedelta(days=1), notice.closes)
        except CalendarYearMissing:
            continue
        if notice.working_days not in {with_first, without_first}:
            yield Problem(
                "working-days-differ",
                notice.origin,
                msg(
                    "The notice says {noted} working days; the calendar gives {counted} after the first day.",
                    noted=notice.working_days,
                    counted=without_first,
                ),
                msg("Look at the calendar and at the notice; put up a correcting notice where the count was a slip."),
                Severity.WARNING,
            )


def withdrawn_before_posted(ledger: Ledger, _as_of: date) -> Iterator[Problem]:
    """A notice was withdrawn before it was put up.

    Why: what was never shown cannot be withdrawn; one of the days is a slip.
    Fix: correct `opens:` or `withdrawn: on:`.
    """
    for _, notice, _, _ in notices(ledger):
        if notice.withdrawn is not None and notice.withdrawn.on < notice.opens:
            yield Problem(
                "withdrawn-before-posted",
                notice.withdrawn.origin,
                msg("Withdrawn on {day}, before it was put up.", day=notice.withdrawn.on.isoformat()),
                msg("Correct opens: or withdrawn: on:."),
            )


def result_before_close(ledger: Ledger, _as_of: date) -> Iterator[Problem]:
    """The result of a notice was told before its window was over.

    Why: residents may object until the last day, that day included.
    Fix: tell the result after the last day.
    """
    for _, notice, _, _ in notices(ledger):
        if notice.result is not None and notice.result.on <= notice.closes:
            yield Problem(
                "result-before-close",
                notice.result.origin,
                msg(
                    "The result is of {day}, and the window runs until {closes}.",
                    day=notice.result.on.isoformat(),
                    closes=notice.closes.isoformat(),
                ),
                msg("Tell the result after {closes}.", closes=notice.closes.isoformat()),
            )
