"""What waits in careers, claims and money: filings, insurance, assessments, reviews, appeals, runs, answers to voices.

Knows the lists and courses that tell it; decides nothing and sends nobody a reminder.
"""

from __future__ import annotations

from collections import defaultdict
from contextlib import suppress
from datetime import timedelta
from typing import TYPE_CHECKING, NamedTuple

from generator.duties.terms import probation_ends
from generator.money import run_lines
from generator.periods import Period
from generator.policies.settings import UnsetSettingError
from generator.problems import Words
from generator.reports.careers import standing_of
from generator.reports.context import at
from generator.reports.courses import community_name, going_on, next_of, waiting_steps
from generator.reports.filings import filed
from generator.reports.payment import paid_years
from generator.reports.task import Task

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from generator.courses import Course
    from generator.ledger import CommunityBook, Post
    from generator.machines import Transition
    from generator.policies.staffing import FilingRule, InsuranceRule
    from generator.problems import Source
    from generator.reports.context import Context

_FILE = Words("file the change", "报备人员变动")
_INSURE = Words("buy the insurance", "投保")
_ASSESS = Words("assess after the start", "上岗考核")
_DECIDE_LATE = Words("decide on the insurance", "决定是否投保")
_DRAW_UP = Words("draw up the pay run", "编制补贴发放")
_OWN = frozenset({"leader"})
_NAMED = 3
"""How many people a task names."""


class _Wait(NamedTuple):
    """One person about whom something waits; private to this module."""

    person: str
    since: date
    due: date | None
    source: str | None


def unfiled(context: Context) -> Iterator[Task]:
    """Yield by community and office the changes that are not sent; due where the policy names days (C21-3.3-2)."""
    waiting: dict[tuple[str, str, str], list[_Wait]] = defaultdict(list)
    rules: dict[str, FilingRule | None] = {}
    for found in filed(context):
        if found.waits and found.on <= context.as_of:
            rules[found.kind] = found.rule
            days = found.rule.days.on(found.on) if found.rule else None
            due = None if days is None else found.on + timedelta(days=days)
            key = (found.community, found.kind, found.change.zh)
            waiting[key].append(_Wait(found.person, found.on, due, found.source))
    for (community, kind, change), people in waiting.items():
        rule = rules[kind]
        about = f"{change}（{rule.to if rule else kind}）"
        yield _task(context, _FILE, community, about, rule.clause if rule else None, people)


def uninsured(context: Context) -> Iterator[Task]:
    """Yield by community who should be insured and is not, or was not assessed in time (N22-A3-4.3-2)."""
    staffing = context.policy.pack.staffing
    rule = staffing.insurance if staffing else None
    waiting: dict[tuple[str, Words], dict[str, _Wait]] = defaultdict(dict)
    for book, post in context.serving() if rule else ():
        covers = book.people[post.person].insurance
        covered = any(cover.from_ <= context.as_of <= cover.until for cover in covers)
        if rule is None or post.appointment.role not in rule.roles or covered:
            continue
        with suppress(UnsetSettingError):
            found = _uninsured(context, book, post, rule)
            if found is not None:
                kind, wait = found
                waiting[book.community.name, kind].setdefault(post.person, wait)
    for (community, kind), people in waiting.items():
        yield _task(context, kind, community, "", rule.clause if rule else None, list(people.values()))


def _uninsured(context: Context, book: CommunityBook, post: Post, rule: InsuranceRule) -> tuple[Words, _Wait] | None:
    """Return what is to be done for somebody without cover, and since when; None while nothing is."""
    state, since = standing_of(context, book, post, rule)
    said = (found for found in book.decisions.values() if (found.person, found.clause) == (post.person, rule.clause))
    decided = any(context.known(decision.decided_on) for decision in said)
    kind = {"due": _INSURE, "missing": _ASSESS, "late": _INSURE if decided else _DECIDE_LATE}.get(state)
    if kind is None:
        return None
    due = probation_ends(rule, post.appointment.from_) if state == "missing" else None
    return kind, _Wait(post.person, due or since, due, at(book.people[post.person].origin))


def _task(context: Context, kind: Words, community: str, about: str, clause: str | None, people: list[_Wait]) -> Task:
    """Make one task of those who wait for the same thing: the first by name, the oldest day, the nearest limit."""
    ordered = sorted(people, key=lambda found: (found.since, found.person))
    names = "、".join(context.name(found.person) for found in ordered[:_NAMED])
    if len(ordered) > _NAMED:
        names = f"{names}等{len(ordered)}人"
    due = min((found.due for found in ordered if found.due is not None), default=None)
    days = (context.as_of - ordered[0].since).days
    return Task(kind, community, f"{about}：{names}" if about else names, clause, due, days, ordered[0].source)


def claims_in_hand(context: Context) -> Iterator[Task]:
    """Count by community and month the claims that wait for a review, a display or a decision on an appeal."""
    waiting: dict[tuple[str | None, str, str], list[tuple[Course, Transition]]] = defaultdict(list)
    for found in going_on(context, {"claim"}):
        ways = [way for way in waiting_steps(found) if way.actors != _OWN]
        if ways:
            month = found.subject.split(" ")[0]
            waiting[community_name(context, found), month, ways[0].event].append((found, ways[0]))
    for (community, month, event), claims in waiting.items():
        course, way = claims[0]
        since = min((found.walk.since for found, _ in claims if found.walk.since is not None), default=context.as_of)
        yield Task(
            Words(f"{event}: {course.rule.id}", f"{course.rule.label}：{way.label}"),
            *(community, f"{month}: {len(claims)}", way.clause, None, (context.as_of - since).days),
            *(at(course.source), next_of(course)),
        )


def answers_due(context: Context) -> dict[Source, date]:
    """Return the last day to answer each voice, where the policy names one (PTS-10-2)."""
    rules = context.policy.pack.feedback
    found: dict[Source, date] = {}
    for community in context.communities if rules is not None else ():
        for sheet in community.book.feedback.values():
            for voice in sheet.voices:
                first = voice.steps[0].on if voice.steps else None
                days = rules.answer_days.on(first) if rules is not None and first is not None else None
                if first is not None and days is not None:
                    found[voice.origin] = first + timedelta(days=days)
    return found


def runs_to_draw_up(context: Context) -> Iterator[Task]:
    """Yield the months since a community's first run, and last year, for which something is due and no run is.

    Of a community that has no run yet the last month that is over is told, not its whole past.
    """
    this = Period.of("year", context.as_of)
    last = Period.of("year", this.first - timedelta(days=1))
    rule = context.policy.machine("pay-run")
    for year in (last, this):
        for book, pay in paid_years(context, year) if rule else ():
            drawn = _drawn_up(context, book)
            newest = Period.of("month", Period.of("month", context.as_of).first - timedelta(days=1))
            first = min((period for period in drawn if period.kind == "month"), default=newest)
            wanted = [month for month in year.parts("month") if first <= month <= newest]
            for period in (*wanted, *((year,) if year == last else ())):
                if period not in drawn and any(line.amount for line in run_lines(pay, period)):
                    over, clause = (context.as_of - period.last).days, rule.clause if rule else None
                    source = at(book.community.origin)
                    yield Task(_DRAW_UP, book.community.name, period.text, clause, None, over, source)


def _drawn_up(context: Context, book: CommunityBook) -> set[Period]:
    """Return the periods that have a run by the day, or one that makes them good."""
    known = [(period, run) for period, run in book.pay_runs.items() if context.known(run.calculated_on)]
    return {run.corrects or period for period, run in known}
