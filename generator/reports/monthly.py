"""Monthly claims on paper: the review list, the notice, appeals, missing claims, hazards and participation.

Knows what the claims engine finds; where a policy has no claims, every list is empty.
"""

from __future__ import annotations

from collections import defaultdict
from decimal import Decimal
from typing import TYPE_CHECKING

from generator.claims import (
    BASIC,
    ClaimFacts,
    appeal_states,
    claim_walk,
    facts_of,
    month_results,
    notice_rows,
    parts,
)
from generator.problems import Words
from generator.reports import columns as c
from generator.reports.context import at, place_name, places_of
from generator.reports.report import Sheet
from generator.reports.table import Column

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date, datetime

    from generator.claims import MonthResult, Part
    from generator.ledger import CommunityBook
    from generator.periods import Period
    from generator.policies.items import Item
    from generator.records.claims import Claim, ClaimLine, LineDecision
    from generator.reports.context import Context
    from generator.reports.report import Row

_DECISIONS = {
    "accept": Words("accepted", "通过"),
    "amend": Words("amended", "改动"),
    "reject": Words("refused", "驳回"),
}
_OUTCOMES = {
    "counted": Words("counted", "计分"),
    "pending": Words("not decided", "待审核"),
    "rejected": Words("refused", "驳回"),
    "late": Words("too late", "逾期"),
    "gated": Words("basic duties not done", "基本职责未完成"),
    "not_first": Words("not reported first", "非首报"),
    "capped": Words("capped", "超出限次"),
    "not_counted": Words("not counted", "不计分"),
}
_APPEALS = {
    "open": Words("open", "待决定"),
    "upheld": Words("upheld", "成立"),
    "dismissed": Words("dismissed", "不成立"),
    "late": Words("late", "逾期"),
}
LINE = Column("line", Words("Line", "项"))
BASIC_POINTS = Words("basic points", "基础积分")
_MINUTES = 60
ZERO = Decimal(0)


def claimed(context: Context) -> Iterator[tuple[CommunityBook, ClaimFacts]]:
    """Yield each community with its claims, where the policy has any."""
    if context.policy.pack.claims is None:
        return
    for community in context.communities:
        yield community.book, facts_of(context.policy, context.book, community.book, context.ledger.working_days)


def review(context: Context, period: Period) -> Sheet:
    """List what each leader claimed in a month and how it was decided (PTS-7-1, PTS-7-2, B-38, B-39)."""
    columns = (
        *(c.COMMUNITY, c.PERSON, c.NAME, LINE, c.ACTIVITY, c.DAY, Column("event", Words("Event", "事件"))),
        *(Column("claimed", Words("Claimed", "申报次数"), "whole"), Column("evidence", Words("Evidence", "凭据"))),
        *(Column("decision", Words("Decision", "审核")), Column("decided_on", Words("Decided on", "审核日"), "day")),
        *(Column("decided_by", Words("Decided by", "审核人")), c.REASON),
        *(Column("counted", Words("Counted", "计入次数"), "whole"), c.POINTS, Column("outcome", Words("Why", "情形"))),
        *(Column("final_on", Words("Final on", "确定日"), "day"), c.STATE, c.SOURCE),
    )
    rows: list[Row] = []
    for book, facts in claimed(context):
        scored = {(p.leader, p.key): p for p in parts(facts, context.as_of) if p.month == period}
        for month, _, claim in facts.claims():
            if month == period and claim.submitted_on <= context.as_of:
                rows.extend(_claim_rows(context, book, facts, month, claim, scored))
    return Sheet(columns, tuple(rows))


def _claim_rows(
    context: Context,
    book: CommunityBook,
    facts: ClaimFacts,
    month: Period,
    claim: Claim,
    scored: dict[tuple[str, str], Part],
) -> Iterator[Row]:
    rule = context.policy.machine("claim")
    machine = rule.machine() if rule else None
    state = machine.states[claim_walk(facts, machine, month, claim, context.as_of).state] if machine else None
    held: list[tuple[str, ClaimLine | None, LineDecision | None]] = [(x.id, x, x.decision) for x in claim.lines]
    if claim.basic is not None:
        held.insert(0, (BASIC, None, claim.basic.decision))
    for key, line, decision in held:
        part = scored.get((claim.leader, key))
        known = decision if decision is not None and context.known(decision.on) else None
        yield (
            *(book.community.name, claim.leader, context.name(claim.leader), BASIC_POINTS if line is None else key),
            *((context.activity(line.activity), line.date, line.event) if line else (None, None, None)),
            *((1 if line.count is None else line.count, line.evidence) if line else (None, None)),
            *((_DECISIONS[known.result], known.on, context.actor(known.by), known.reason) if known else (None,) * 4),
            *((part.count, part.points, _OUTCOMES[part.outcome]) if part else (None, None, None)),
            *(part.final_on if part else None, state, at(claim.origin)),
        )


def notice(context: Context, period: Period) -> Sheet:
    """List the month's results as the notice shows them (PTS-7-3, PTS-22-2, PTS-13-2, B-39)."""
    items = context.policy.pack.items if context.policy.pack.claims is not None else ()
    columns = (
        *(c.COMMUNITY, c.PERSON, c.NAME, c.PLACE, Column("basic", Words("Basic", "基础积分"), "points")),
        *(Column(f"item-{item.id}", Words(item.label, f"{item.number} {item.label}"), "points") for item in items),
        *(
            Column("extra", Words("Additional", "附加积分"), "points"),
            Column("reward", Words("Reward", "奖励积分"), "points"),
        ),
        *(
            Column("adjustment", Words("Adjustment", "调整"), "points"),
            Column("total", Words("Total", "当月合计"), "points"),
        ),
        Column("to_date", Words("Year to date", "本年累计"), "points"),
        Column("under_review", Words("Under review", "复核中"), "whole"),
    )
    rows: list[Row] = []
    notes: list[Words] = []
    for book, facts in claimed(context):
        window = facts.windows.get(period)
        if window is None or context.known(window.opens) is None:
            continue
        role = facts.rules.roles[0]
        results = month_results(facts, window.opens)
        shown = f"{window.opens.isoformat()} – {window.closes.isoformat()}"
        notes.append(Words(f"{book.community.name}: displayed {shown}", f"{book.community.name}：公示期 {shown}"))
        for row in notice_rows(facts, window):
            place = places_of(book, row.leader, role, period)
            head: Row = (book.community.name, row.leader, context.name(row.leader), place, row.basic)
            by_item: Row = tuple(_points_of(results.get((row.leader, period)), item) for item in items)
            tail: Row = (row.extra, row.reward, row.adjustment, row.total, row.to_date, row.under_review)
            rows.append((*head, *by_item, *tail))
    return Sheet(columns, tuple(rows), notes=tuple(notes))


def _points_of(result: MonthResult | None, item: Item) -> Decimal:
    parts_of_item = (p for p in (result.parts if result else ()) if p.item is not None and p.item.id == item.id)
    return sum((part.points for part in parts_of_item), ZERO)


def appeals(context: Context) -> Sheet:
    """List the appeals lodged, whether in time, and what was decided (PTS-7-4, B-40)."""
    columns = (
        *(
            c.COMMUNITY,
            c.MONTH,
            c.NUMBER,
            c.PERSON,
            c.NAME,
            LINE,
            Column("lodged_on", Words("Lodged on", "提出日"), "day"),
        ),
        *(
            Column("ground", Words("Ground", "理由")),
            c.STATE,
            Column("decided_on", Words("Decided on", "决定日"), "day"),
        ),
        *(Column("decided_by", Words("Decided by", "决定人")), c.SOURCE),
    )
    rows: list[Row] = []
    for book, facts in claimed(context):
        for found in appeal_states(facts, context.as_of):
            appeal = found.appeal
            decided = context.known(appeal.decided_on)
            rows.append(
                (
                    *(book.community.name, found.month, appeal.id, appeal.leader, context.name(appeal.leader)),
                    *(appeal.line or BASIC_POINTS, appeal.lodged_on, appeal.ground, _APPEALS[found.state], decided),
                    *(context.actor(appeal.decided_by) if decided else None, at(appeal.origin)),
                )
            )
    return Sheet(columns, tuple(rows))


def missing(context: Context, period: Period) -> Sheet:
    """List the leaders in post who have not claimed for a month that is over (PTS-7-1, B-53)."""
    columns = (c.COMMUNITY, c.PERSON, c.NAME, c.PLACE, Column("days", Words("Days since", "已过天数"), "whole"))
    rows: list[Row] = []
    for book, facts in claimed(context):
        role = facts.rules.roles[0]
        rows.extend(
            (
                *(book.community.name, leader, context.name(leader), places_of(book, leader, role, period)),
                (context.as_of - period.last).days,
            )
            for leader in facts.missing(period, context.as_of)
        )
    return Sheet(columns, tuple(rows))


def hazards(context: Context, period: Period) -> Sheet:
    """List hazards with the time it took to report them (PTS-3-2-2, PTS-19-2, PTS-19-4, G-15)."""
    columns = (
        *(c.COMMUNITY, c.PERSON, c.NAME, c.DAY, Column("event", Words("Event", "事件")), c.PLACE),
        *(Column("found_at", Words("Found at", "发现时间")), Column("reported_at", Words("Reported at", "上报时间"))),
        *(
            Column("minutes", Words("Minutes", "用时（分钟）"), "whole"),
            c.POINTS,
            Column("outcome", Words("Why", "情形")),
        ),
    )
    rows: list[Row] = []
    for book, facts in claimed(context):
        scored = {(p.leader, p.month, p.key): p for p in parts(facts, context.as_of)}
        for month, _, claim in facts.claims():
            for line in claim.lines:
                part = scored.get((claim.leader, month, line.id))
                if part is None or not period.contains(line.date) or line.reported_at is None:
                    continue
                rows.append(
                    (
                        *(book.community.name, claim.leader, context.name(claim.leader), line.date, line.event),
                        *(place_name(book, line.place), _clock(line.found_at), _clock(line.reported_at)),
                        *(_minutes(line.found_at, line.reported_at), part.points, _OUTCOMES[part.outcome]),
                    )
                )
    return Sheet(columns, tuple(rows))


def _clock(moment: datetime | None) -> str | None:
    return moment.isoformat(" ", "minutes") if moment else None


def _minutes(found: datetime | None, reported: datetime) -> int | None:
    return None if found is None else int((reported - found).total_seconds()) // _MINUTES


def _served(book: CommunityBook, leader: str, day: date) -> str:
    """Return the first place that a leader serves on a day."""
    return next((place for post in book.posts_of(leader, day) for place in post.appointment.places), "")


def participation(context: Context, period: Period) -> Sheet:
    """Count residents who took part in activities, by building; an indicator, not points (PTS-18-3)."""
    columns = (
        *(c.COMMUNITY, c.PLACE, Column("households", Words("Households", "户数"), "whole")),
        *(
            Column("activities", Words("Activities", "活动次数"), "whole"),
            Column("people", Words("People", "参加人次"), "whole"),
        ),
    )
    rule = context.policy.pack.claims.participation if context.policy.pack.claims else None
    rows: list[Row] = []
    for book, facts in claimed(context):
        counts: dict[str, list[int]] = defaultdict(lambda: [0, 0])
        accepted = {(p.leader, p.month, p.key) for p in parts(facts, context.as_of) if p.outcome == "counted"}
        for month, _, claim in facts.claims():
            for line in claim.lines:
                wanted = rule is not None and line.activity in rule.activities and period.contains(line.date)
                if wanted and (claim.leader, month, line.id) in accepted:
                    place = line.place or _served(book, claim.leader, line.date)
                    counts[place][0] += 1 if line.count is None else line.count
                    counts[place][1] += line.headcount or 0
        for place, (activities, people) in sorted(counts.items()):
            known = book.places.get(place)
            name = place_name(book, place) if known else place
            rows.append((book.community.name, name, known.households if known else None, activities, people))
    return Sheet(columns, tuple(rows))
