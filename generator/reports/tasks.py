"""What is missing or overdue on the day: one list for the clerk (B-53).

Knows records and results; a limit that the policy leaves open makes a task without a due day.
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from generator.periods import Period
from generator.problems import Words
from generator.reports import columns as c
from generator.reports.awaited import answers_due, claims_in_hand, runs_to_draw_up, unfiled, uninsured
from generator.reports.context import WAITING, at, place_name
from generator.reports.courses import NEXT, community_name, going_on, next_of, subject_of, waiting_steps
from generator.reports.credit import PUSH_STATES, push
from generator.reports.deeds import everything
from generator.reports.matters import known_issues, open_since
from generator.reports.months import answer
from generator.reports.report import Sheet
from generator.reports.selection import known_cases, vacant
from generator.reports.table import Column
from generator.reports.task import Task
from generator.scoring.alerts import raised_alerts

if TYPE_CHECKING:
    from collections.abc import Iterator

    from generator.records.selection import Notice
    from generator.reports.context import Context
    from generator.reports.report import Row

_CALENDAR_MONTH = 10
"""The State Council sets the next year's days off in autumn; from October on the file is missed."""


def tasks(context: Context) -> Sheet:
    """List everything that waits for somebody, longest first within its kind (B-53, R18-2.4.2-3, R18-3.3-6, G-15)."""
    columns = (
        *(Column("task", Words("Task", "待办")), c.COMMUNITY, Column("subject", Words("Subject", "事项")), c.CLAUSE),
        *(Column("due", Words("Due", "期限"), "day"), Column("days", Words("Days open", "已过（天）"), "whole")),
        *(Column("overdue", Words("Overdue", "逾期"), "flag"), NEXT, c.SOURCE),
    )
    rows: list[Row] = []
    for source in _SOURCES:
        found = sorted(source(context), key=lambda t: (-(t.days or 0), t.community or "", t.subject))
        rows.extend(
            (
                *(task.kind, task.community, task.subject, task.clause, task.due, task.days),
                *(None if task.due is None else context.as_of > task.due, task.next, task.source),
            )
            for task in found
        )
    return Sheet(columns, tuple(rows))


def _unpublished(context: Context) -> Iterator[Task]:
    """Yield the periods that are over and not published."""
    rules = context.policy.pack.periods
    for community in context.communities:
        logs = community.book.logs
        kind = rules.published.on(context.as_of) if rules else None
        if rules is None or kind is None or not logs:
            continue
        first = max(min(logs).first, context.policy.first_day)
        period = Period.of(kind, first)
        while period.last < context.as_of:
            close = community.book.closes.get(period)
            if close is None or context.known(close.published_on) is None:
                days = rules.publish_within_days.on(period.last)
                due = None if days is None else type(period.last).fromordinal(period.last.toordinal() + days)
                clause = rules.published.dated(period.last).clause
                over = (context.as_of - period.last).days
                yield Task(
                    Words("publish the period", "公布周期积分"),
                    community.book.community.name,
                    *(period.text, clause, due, over),
                    at(close.origin) if close else None,
                )
            period = period.next()


def _notices(context: Context) -> Iterator[Task]:
    """Yield the notices whose window is over and that tell no result; a general notice and a call need none."""
    shelves: list[tuple[str | None, dict[str, Notice]]] = [(None, dict(context.book.notices))]
    shelves += [(known.book.community.name, dict(known.book.notices)) for known in context.communities]
    for community, notices in shelves:
        for notice in notices.values():
            told = notice.result is not None and context.known(notice.result.on)
            withdrawn = notice.withdrawn is not None and context.known(notice.withdrawn.on)
            if (
                notice.kind not in {"general", "recruitment"}
                and notice.closes < context.as_of
                and not told
                and not withdrawn
            ):
                over = (context.as_of - notice.closes).days
                kind = Words("tell the result of the notice", "公布公示结果")
                yield Task(kind, community, notice.title, notice.clause, None, over, at(notice.origin))


def _alerts(context: Context) -> Iterator[Task]:
    """Yield the runs of last places without a warning, and the warnings without a talk."""
    for alert in raised_alerts(context.scores):
        book = context.scores.communities[alert.community].book
        _, warning = answer(book, alert)
        if warning is None or context.known(warning.raised_on) is None:
            over = (context.as_of - alert.months[-1].last).days
            subject = f"{context.name(alert.leader)} {alert.months[0].text}—{alert.months[-1].text}"
            kind = Words("record the warning", "记录预警")
            yield Task(kind, book.community.name, subject, alert.clause, None, over, None)
    clauses = {alert.id: alert.clause for alert in context.policy.pack.alerts}
    for community in context.communities:
        for warning in community.book.warnings.values():
            held = warning.talk is not None and context.known(warning.talk.on)
            if context.known(warning.raised_on) and not held:
                yield Task(
                    Words("hold the talk", "约谈"),
                    community.book.community.name,
                    f"{context.name(warning.person)} {warning.until.text}",
                    clauses.get(warning.alert),
                    None,
                    (context.as_of - warning.raised_on).days,
                    at(warning.origin),
                )


def _credit(context: Context) -> Iterator[Task]:
    """Yield the years whose awards were not pushed in the window that has opened."""
    for held in context.rounds:
        state, window = push(context, held.year)
        waits = state in {PUSH_STATES["waiting"], PUSH_STATES["overdue"]}
        sent = any(batch.year == held.year and context.known(batch.sent_on) for batch in context.book.credit.values())
        if window is None or not waits or sent or context.as_of < window[0]:
            continue
        rule = context.policy.pack.credit
        open_for = (context.as_of - window[0]).days
        yield Task(
            Words("send the credit push", "推送信用加分"),
            None,
            *(held.year.text, rule.clause if rule else None, window[1], open_for, None),
        )


def _vacancies(context: Context) -> Iterator[Task]:
    """Yield each place whose holder left; places that never had one are counted by community and role."""
    never: Counter[tuple[str, str]] = Counter()
    for found in vacant(context):
        if found.since is None:
            never[found.book.id, found.role] += 1
            continue
        subject = f"{place_name(found.book, found.place.id)} {context.role(found.role)}"
        days = (context.as_of - found.since).days
        yield _vacancy(context, found.book.id, found.role, subject, days, at(found.place.origin))
    for (community, role), count in never.items():
        source = at(context.book.communities[community].community.origin)
        yield _vacancy(context, community, role, f"{context.role(role)}: {count}", None, source)


def _vacancy(context: Context, community: str, role: str, subject: str, days: int | None, source: str) -> Task:
    known = context.policy.role(role)
    name = context.book.communities[community].community.name
    return Task(Words("fill the vacancy", "补选"), name, subject, known.clause if known else None, None, days, source)


def _unverified(context: Context) -> Iterator[Task]:
    """Yield the months that are over with entries still unverified."""
    counts = Counter(
        (book.id, month) for book, month, verified in everything(context) if context.state(verified) == WAITING
    )
    for (community, month), count in counts.items():
        if month.last < context.as_of:
            book = context.book.communities[community]
            over = (context.as_of - month.last).days
            kind = Words("verify the entries", "核实台账")
            log = at(book.logs[month].origin)
            yield Task(kind, book.community.name, f"{month.text}: {count}", None, None, over, log)


def _issues(context: Context) -> Iterator[Task]:
    """Yield the issues that are still open, due on the day promised for each, else within the policy's limit."""
    limits = context.policy.pack.limits
    going = {found.source: found for found in going_on(context, {"issue"})}
    for book, _, issue in known_issues(context):
        if context.known(issue.resolved_on):
            continue
        setting = limits.issue_days.dated(issue.raised_on) if limits else None
        limit = setting.value if setting else None
        by_limit = None if limit is None else type(issue.raised_on).fromordinal(issue.raised_on.toordinal() + limit)
        due = issue.due_on or by_limit
        yield Task(
            Words("deal with the issue", "办理问题"),
            book.community.name,
            *(issue.title, setting.clause if setting else None, due, open_since(context, issue), at(issue.origin)),
            next_of(going.get(issue.origin)),
        )


def _calendars(context: Context) -> Iterator[Task]:
    """Yield this year and, from October on, the next where the calendar of days off is missing."""
    years = [context.as_of.year, *([context.as_of.year + 1] if context.as_of.month >= _CALENDAR_MONTH else [])]
    for year in years:
        if year not in context.ledger.calendars:
            kind = Words("add the calendar of days off", "补节假日安排")
            yield Task(kind, None, str(year), None, None, None, None)


def _candidates(context: Context) -> Iterator[Task]:
    """Yield the selection cases with candidates not decided."""
    selection = context.policy.pack.selection
    going = {found.source: found for found in going_on(context, {"selection"})}
    for book, name, case in known_cases(context):
        waiting = sum(candidate.result is None for candidate in case.candidates)
        if waiting:
            open_for = (context.as_of - case.opened_on).days
            kind = Words("decide on the candidates", "确定人选")
            clause = selection.clause if selection else None
            subject, steps = f"{name}: {waiting}", next_of(going.get(case.origin))
            yield Task(kind, book.community.name, subject, clause, None, open_for, at(case.origin), steps)


def _courses(context: Context) -> Iterator[Task]:
    """Yield what else waits for its next step: rounds, exits, pay runs, redemptions, voices, those chosen to start."""
    told = {issue.origin for _, _, issue in known_issues(context)}
    told |= {case.origin for _, _, case in known_cases(context) if any(c.result is None for c in case.candidates)}
    due = answers_due(context)
    for found in going_on(context, _WALKED):
        events = {way.event for way in waiting_steps(found)}
        if found.source in told or not events or "talk" in events:
            continue
        since = found.walk.since
        yield Task(
            Words(f"go on: {found.rule.id}", f"{found.rule.label}：接着办"),
            community_name(context, found),
            f"{subject_of(context, found)}（{found.state}）",
            waiting_steps(found)[0].clause,
            due.get(found.source),
            (context.as_of - since).days if since else None,
            at(found.source),
            next_of(found),
        )


_WALKED = frozenset({"selection", "award-round", "exit", "pay-run", "redemption", "issue"})
"""Courses whose next step is a task each; monthly claims are counted by month."""
_SOURCES = (
    *(_unpublished, _notices, _alerts, _credit, _vacancies),
    *(_unverified, _issues, _calendars, _candidates, _courses),
    *(unfiled, uninsured, claims_in_hand, runs_to_draw_up),
)
