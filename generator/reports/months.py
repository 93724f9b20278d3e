"""Internal lists: the rankings of months and quarters, runs of last places with their talks, late reports (B-08, B-09).

Knows computed alerts and the records that answer them; none of this is ever published.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.problems import Words
from generator.reports import columns as c
from generator.reports.context import at, places_of
from generator.reports.report import Sheet
from generator.reports.table import Column
from generator.scoring.alerts import month_standings, raised_alerts

if TYPE_CHECKING:
    from generator.ledger import CommunityBook
    from generator.periods import Period
    from generator.records.outcomes import Warning
    from generator.reports.context import Context
    from generator.reports.report import Row
    from generator.scoring.alerts import RaisedAlert

_INTERNAL = Words("Internal: never to be published.", "内部使用，不得公开。")


def internal_ranking(context: Context, period: Period) -> Sheet:
    """Rank the leaders in post all through a period by its points, last places marked (R18-2.4.3-1, G-23)."""
    columns = (
        Column("ranking", Words("Ranking", "排名")),
        *(c.COMMUNITY, c.ROLE, c.RANK, c.PERSON, c.NAME, c.PLACE, c.BONUS),
        Column("last", Words("Last place", "末位"), "flag"),
    )
    roles = [role.id for role in context.policy.pack.roles]
    found = [
        (ranking.label, standing)
        for ranking in context.policy.pack.rankings
        if ranking.period == period.kind and not ranking.public
        for standing in month_standings(context.scores, ranking, period)
    ]
    found.sort(key=lambda pair: (pair[0], pair[1].community, roles.index(pair[1].role), pair[1].rank, pair[1].leader))
    rows = tuple(
        (
            label,
            context.scores.communities[s.community].book.community.name,
            *(context.role(s.role), s.rank, s.leader, context.name(s.leader)),
            places_of(context.scores.communities[s.community].book, s.leader, s.role, period),
            *(s.bonus, s.last),
        )
        for label, s in found
    )
    return Sheet(columns, rows, notes=(_INTERNAL,))


def last_place_runs(context: Context) -> Sheet:
    """List the runs of last places with warning and talk; each is a proposal, never an automatic step (R18-2.4.3-1)."""
    columns = (
        *(Column("alert", Words("Alert", "预警")), c.CLAUSE, c.COMMUNITY, c.PERSON, c.NAME, c.ROLE),
        Column("first_month", Words("First month", "首月"), "period"),
        Column("last_month", Words("Last month", "末月"), "period"),
        Column("months", Words("Months", "月数"), "whole"),
        Column("told", Words("To be told", "通知")),
        Column("warning", Words("Warning", "预警记录")),
        Column("raised_on", Words("Raised on", "发出日"), "day"),
        Column("talk_by", Words("Talk by", "约谈人")),
        Column("talk_on", Words("Talk on", "约谈日"), "day"),
        Column("at_home", Words("At home", "上门"), "flag"),
        *(Column("outcome", Words("Outcome", "约谈情况")), c.STATE, c.SOURCE),
    )
    rows = tuple(_run(context, alert) for alert in raised_alerts(context.scores))
    return Sheet(columns, rows, notes=(_INTERNAL,))


def _run(context: Context, alert: RaisedAlert) -> Row:
    book = context.scores.communities[alert.community].book
    name, warning = answer(book, alert)
    if warning is not None and context.known(warning.raised_on) is None:
        name, warning = None, None
    talk = warning.talk if warning is not None and warning.talk and context.known(warning.talk.on) else None
    if warning is None:
        state = Words("no warning recorded", "未记预警")
    else:
        state = Words("talk held", "已约谈") if talk else Words("waiting for the talk", "待约谈")
    label = next((known.label for known in context.policy.pack.alerts if known.id == alert.alert), alert.alert)
    return (
        *(label, alert.clause, book.community.name, alert.leader, context.name(alert.leader), context.role(alert.role)),
        *(alert.months[0], alert.months[-1], len(alert.months)),
        context.name(alert.told) if alert.told else None,
        name,
        warning.raised_on if warning else None,
        *((context.actor(talk.by), talk.on, talk.at_home, talk.outcome) if talk else (None,) * 4),
        state,
        at(warning.origin) if warning else None,
    )


def answer(book: CommunityBook, alert: RaisedAlert) -> tuple[str | None, Warning | None]:
    """Return the warning that was recorded for an alert, with its id."""
    for name, warning in book.warnings.items():
        if (warning.person, warning.alert, warning.until) == (alert.leader, alert.alert, alert.months[-1]):
            return name, warning
    return None, None


def late_reports(context: Context, period: Period) -> Sheet:
    """List the entries told after the last day in time, which earn nothing (R18-2.1.1-2, B-09)."""
    columns = (
        *(c.COMMUNITY, c.PERSON, c.NAME, c.ROLE, c.ACTIVITY, c.DAY),
        Column("known_on", Words("Leader knew on", "获知日"), "day"),
        Column("limit", Words("Last day in time", "最迟告知日"), "day"),
        Column("told_on", Words("Told on", "告知日"), "day"),
        Column("days", Words("Days taken", "用时（天）"), "whole"),
        Column("late_by", Words("Days late", "迟报（天）"), "whole"),
        *(c.CLAUSE, c.SOURCE),
    )
    rows = []
    for community in context.communities:
        for line in community.lines:
            if line.outcome != "late" or not period.contains(line.belongs):
                continue
            entry = line.entry
            start, told = entry.known_on or line.day, entry.told_on
            rows.append(
                (
                    *(community.book.community.name, line.leader, context.name(line.leader), context.role(line.role)),
                    *(context.activity(entry.activity), line.day, entry.known_on, line.limit, told),
                    (told - start).days if told else None,
                    (told - line.limit).days if told and line.limit else None,
                    *(line.clause, at(line.source)),
                )
            )
    rows.sort(key=lambda row: (str(row[0]), str(row[5]), str(row[-1])))
    return Sheet(columns, tuple(rows))
