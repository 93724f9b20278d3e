"""What is owed again and again: compliance, visits, meetings, absences, monthly records (B-26, B-35, B-36).

Knows the duties of the policy and what the records show; a proposal is only shown (G-12).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.duties.absences import counted_alerts
from generator.duties.records import (
    begin_of_term,
    evaluation_deeds,
    leaders_deeds,
    services,
    sittings,
    stations_deeds,
    visits,
)
from generator.duties.rhythms import kept
from generator.duties.shares import percent
from generator.duties.spans import Span, owed_periods
from generator.duties.visits import visit_coverage
from generator.policies.duties import MonthlyRecords, Rhythm, Visits
from generator.problems import Words
from generator.reports import columns as c
from generator.reports.context import at, place_name
from generator.reports.report import Sheet
from generator.reports.table import Column

if TYPE_CHECKING:
    from collections.abc import Iterator

    from generator.duties.rhythms import Compliance
    from generator.ledger import CommunityBook
    from generator.periods import Period
    from generator.records.meetings import MonthlyRow
    from generator.reports.context import Context
    from generator.reports.report import Row

_DUTY = Column("duty", Words("Duty", "职责"))
_DUE = Column("due", Words("Due", "应办"), "whole")
_DONE = Column("done", Words("Done", "已办"), "whole")
_PERCENT = Column("percent", Words("%", "完成率（%）"), "percent")
_MISSING = Column("missing", Words("Missing", "缺"))
_STATES = {
    "present": Words("present", "到会"),
    "excused": Words("excused", "请假"),
    "unexcused": Words("without excuse", "无故缺席"),
}
_GUESTS = {"invited": Words("invited", "已邀请"), "attended": Words("came", "已到会")}
_ALERTS = {"early": Words("early warning", "提醒"), "proposal": Words("proposal: end", "建议终止")}
_RECORDED, _NO_RECORD = Words("recorded", "已记录"), Words("missing", "缺记录")


def compliance(context: Context, period: Period) -> Sheet:
    """List each duty of a period: due, done, per cent and what is missing (N22-A3-4.1-2, N22-3.4.2-1, B-35)."""
    columns = (
        c.COMMUNITY,
        _DUTY,
        Column("owed_by", Words("Owed by", "责任方")),
        _DUE,
        _DONE,
        _PERCENT,
        _MISSING,
        c.CLAUSE,
    )
    rows: list[Row] = []
    for duty in context.policy.pack.duties:
        if not isinstance(duty, Rhythm):
            continue
        for community in context.communities:
            for owner, found in _rhythm(context, community.book, duty, period):
                missing = "、".join(part.label_zh for part in found.missing)
                rows.append(
                    (
                        *(community.book.community.name, duty.label, owner, len(found.due), found.met),
                        *(percent(found.share), missing or None, duty.clause),
                    )
                )
    return Sheet(columns, tuple(rows))


def _rhythm(context: Context, book: CommunityBook, duty: Rhythm, period: Period) -> Iterator[tuple[str, Compliance]]:
    days, until = context.ledger.working_days, context.as_of
    if duty.owed_by == "leader":
        for served in services(book, context.policy.leader_roles, period):
            deeds = leaders_deeds(book, duty, served.person, until)
            found = kept(duty, period, deeds, working_days=days, spans=served.spans, places=served.places, as_of=until)
            yield context.name(served.person), found
    elif duty.owed_by == "station":
        for station in book.stations.values():
            deeds = stations_deeds(book, duty, station.place, until)
            span = Span(station.in_use_on or station.opened_on, station.closed_on)
            yield station.name, kept(duty, period, deeds, working_days=days, spans=(span,), as_of=until)
    else:
        done = [*stations_deeds(book, duty, None, until), *evaluation_deeds(book, duty, until)]
        yield book.community.name, kept(duty, period, done, working_days=days, as_of=until)


def home_visits(context: Context, period: Period) -> Sheet:
    """List how many households each leader reached in a month, counts only (N22-A3-4.1-3, B-35)."""
    columns = (
        *(c.COMMUNITY, c.PERSON, c.NAME, Column("households", Words("Households", "负责户数"), "whole")),
        *(Column("reached", Words("Reached", "走访到"), "whole"), _PERCENT),
        *(Column("complete", Words("Complete", "全部完成"), "flag"), c.CLAUSE),
    )
    rows: list[Row] = []
    for duty in context.policy.pack.duties:
        if not isinstance(duty, Visits):
            continue
        for community in context.communities:
            book = community.book
            for served in services(book, context.policy.leader_roles, period):
                if not owed_periods(period, "month", served.spans, duty.post_rule.required(period.first)):
                    continue
                households = sum(book.places[place].households or 0 for place in served.places if place in book.places)
                done = visits(book, served.person, period, context.as_of)
                found = visit_coverage(done, duty.completed.required(period.first), households)
                rows.append(
                    (
                        *(book.community.name, served.person, context.name(served.person), households),
                        *(found.reached, percent(found.share), found.complete, duty.clause),
                    )
                )
    return Sheet(columns, tuple(rows))


def meetings(context: Context, period: Period) -> Sheet:
    """List who was called to which meeting of a period and came (N22-A2-2, N22-A3-4.2.2-1, B-35)."""
    columns = (
        *(c.COMMUNITY, c.DAY, Column("meeting", Words("Meeting", "会议")), c.PLACE),
        *(Column("chair", Words("Chair", "主持")), Column("guest", Words("Guest", "受邀方"))),
        *(c.PERSON, c.NAME, c.STATE, c.SOURCE),
    )
    labels = {kind.id: kind.label for kind in context.policy.pack.meetings}
    rows: list[Row] = []
    for community in context.communities:
        book = community.book
        for month in sorted(book.meetings):
            for meeting in book.meetings[month].meetings if period.contains(month.first) else ():
                if not context.known(meeting.on):
                    continue
                head: Row = (
                    *(book.community.name, meeting.on, "、".join(labels.get(code, code) for code in meeting.meetings)),
                    *(place_name(book, meeting.place), context.name(meeting.chair)),
                    _GUESTS[meeting.guest] if meeting.guest else None,
                )
                rows.extend(
                    (*head, called.person, context.name(called.person), _STATES[called.state], at(called.origin))
                    for called in meeting.attendance
                )
                if not meeting.attendance:
                    rows.append((*head, None, None, None, at(meeting.origin)))
    return Sheet(columns, tuple(rows))


def absences(context: Context) -> Sheet:
    """List early warnings and proposals that absences of serving leaders lead to (N22-A3-4.4-4, B-36)."""
    columns = (
        *(c.COMMUNITY, Column("alert", Words("Alert", "预警")), c.PERSON, c.NAME, c.DAY),
        *(Column("times", Words("Times", "次数"), "whole"), c.STATE, c.CLAUSE),
    )
    rows: list[Row] = []
    for rule in context.policy.pack.event_counts:
        for community in context.communities:
            book = community.book
            for person in sorted(book.people):
                since = begin_of_term(book, context.policy, person, context.as_of)
                if since is None:
                    continue
                rows.extend(
                    (
                        *(book.community.name, rule.label, person, context.name(person), alert.on),
                        *(alert.times, _ALERTS[alert.kind], rule.clause),
                    )
                    for alert in counted_alerts(rule, sittings(book, rule, person, context.as_of), since)
                )
    return Sheet(columns, tuple(rows))


def monthly_records(context: Context, period: Period) -> Sheet:
    """List each leader's record of a month, missing ones marked (N22-A3-4.2.1-4, N22-A2-4, N22-3.2.3-5, B-26)."""
    numbers = ("inspections", "reached", "held", "present", "unexcused", "disputes", "hazards", "requests", "tickets")
    titles = (
        *(
            Words("Inspections", "检查次数"),
            Words("Households reached", "走访户数"),
            Words("Meetings held", "应到会次数"),
        ),
        *(Words("Meetings attended", "到会次数"), Words("Without excuse", "无故缺席"), Words("Disputes", "调解纠纷")),
        *(Words("Hazards", "发现隐患"), Words("Requests", "反映诉求"), Words("Tickets", "热线工单")),
    )
    columns = (
        *(c.COMMUNITY, c.PERSON, c.NAME, c.STATE),
        *(Column(key, title, "whole") for key, title in zip(numbers, titles, strict=True)),
        Column("remark", Words("Remark", "评语")),
    )
    duty = next((known for known in context.policy.pack.duties if isinstance(known, MonthlyRecords)), None)
    rows: list[Row] = []
    for community in context.communities if duty else ():
        book = community.book
        record = book.monthly_records.get(period)
        written = {row.leader: row for row in record.rows} if record else {}
        for served in services(book, context.policy.leader_roles, period):
            rule = duty.post_rule.required(period.first) if duty else "any_day"
            if owed_periods(period, "month", served.spans, rule):
                rows.append(_record(context, book, period, served.person, written.get(served.person)))
    return Sheet(columns, tuple(rows))


def _record(context: Context, book: CommunityBook, month: Period, leader: str, row: MonthlyRow | None) -> Row:
    inspections = sum(
        verified.entry.leader == leader and verified.entry.activity == "inspection" for verified in book.verified(month)
    )
    reached = {code for _, codes in visits(book, leader, month, context.as_of) for code in codes}
    sheet = book.meetings.get(month)
    called = [
        one.state for meeting in (sheet.meetings if sheet else ()) for one in meeting.attendance if one.person == leader
    ]
    counted: tuple[int | None, ...] = (None,) * 4
    if row is not None:
        counted = (row.disputes, row.hazards, row.requests, row.tickets)
    return (
        *(book.community.name, leader, context.name(leader), _RECORDED if row else _NO_RECORD),
        *(inspections, len(reached), len(called), called.count("present"), called.count("unexcused"), *counted),
        row.remark if row else None,
    )
