"""Serving: agreements, insurance, evaluations, concurrent posts, the four systems, the progress of a campaign.

Knows records of serving and what the policy asks; what is paid is in `payment`.
"""

from __future__ import annotations

from datetime import timedelta
from decimal import ROUND_HALF_UP, Decimal
from typing import TYPE_CHECKING

from generator.policies.measures import agreement_state, effective_from
from generator.problems import Words
from generator.reports import columns as c
from generator.reports.context import VERIFIED, place_name
from generator.reports.report import Sheet
from generator.reports.table import Column
from generator.staffing import concurrent_holdings, holdings, progress, progress_totals, required_post_coverage

if TYPE_CHECKING:
    from datetime import date

    from generator.ledger import CommunityBook
    from generator.periods import Period
    from generator.records.service import Agreement
    from generator.reports.context import Context
    from generator.reports.report import Row

_AGREEMENT_STATES = {
    "draft": Words("draft", "未签"),
    "one_sided": Words("signed by one side", "一方已签"),
    "effective": Words("in effect", "生效"),
    "ended": Words("ended", "期满"),
    "dissolved": Words("dissolved", "已解除"),
}
_CAMPAIGN_STATES = {
    "on_time": Words("on time", "按时完成"),
    "late": Words("late", "逾期完成"),
    "open": Words("open", "进行中"),
    "overdue": Words("overdue", "逾期未完成"),
}
_COVERED, _NOT_COVERED = Words("insured", "已投保"), Words("not insured", "未投保")
_GAP, _SERVES = Words("holds no post", "未任职"), Words("serves", "在任")
_HUNDREDTH = Decimal("0.01")


def _names(book: CommunityBook, places: tuple[str, ...]) -> str:
    return "、".join(place_name(book, place) or place for place in places)


def campaign_progress(context: Context) -> Sheet:
    """Lay out the progress table with exactly its six columns and a total row (C21-A2-1, C21-4.2-2, B-12)."""
    columns = (
        Column("number", Words("No.", "序号"), "whole"),
        c.COMMUNITY,
        Column("buildings", Words("Buildings", "楼栋数"), "whole"),
        Column("before", Words("Leaders before", "原配备楼栋长数"), "whole"),
        Column("after", Words("Leaders after", "优化整合后楼栋长数"), "whole"),
        Column("remarks", Words("Remarks", "备注")),
    )
    books = {community.book.id: community.book for community in context.communities}
    found = [row for rule in context.policy.pack.campaigns for row in progress(books, rule, context.as_of)]
    rows = tuple(
        (row.number, books[row.community].community.name, row.buildings, row.before, row.after, row.remark)
        for row in found
    )
    return Sheet(columns, rows, (None, Words("Total", "合计"), *progress_totals(found), None))


def campaign_states(context: Context) -> Sheet:
    """List how each community stands in a campaign, late and overdue ones with their days (C21-4.2-1, C21-4.2-2)."""
    columns = (
        *(Column("campaign", Words("Campaign", "任务")), c.COMMUNITY),
        *(Column("due", Words("Due", "期限"), "day"), Column("done_on", Words("Done on", "完成日"), "day")),
        *(c.STATE, Column("days", Words("Days late", "逾期天数"), "whole")),
        *(
            Column("screened", Words("Screened", "已摸底人数"), "whole"),
            Column("unfit", Words("Unfit", "不称职人数"), "whole"),
        ),
    )
    books = {community.book.id: community.book for community in context.communities}
    rows: list[Row] = []
    for rule in context.policy.pack.campaigns:
        for row in progress(books, rule, context.as_of):
            record = books[row.community].campaigns[rule.id]
            seen = [found for found in record.screenings if context.known(found.on)]
            rows.append(
                (
                    *(rule.label, books[row.community].community.name, rule.due.required(context.as_of)),
                    *(context.known(record.done_on), _CAMPAIGN_STATES[row.standing.state], row.standing.days),
                    *(len(seen), sum(found.finding != "fit" for found in seen)),
                )
            )
    return Sheet(columns, tuple(rows))


def agreements(context: Context) -> Sheet:
    """List agreements with both signatures, what they cover and the days that are left (C21-A1-2, C21-A1-10, B-20)."""
    columns = (
        *(c.COMMUNITY, c.PERSON, c.NAME, Column("places", Words("Places", "地点"))),
        *(Column("from", Words("From", "起"), "day"), Column("to", Words("To", "止"), "day")),
        *(
            Column("signed_a_on", Words("Signed by party A", "甲方签字"), "day"),
            Column("signed_b_on", Words("Signed by party B", "乙方签字"), "day"),
        ),
        *(Column("effective_on", Words("In effect from", "生效日"), "day"), c.STATE),
        *(
            Column("days_left", Words("Days left", "剩余天数"), "whole"),
            Column("copies", Words("Copies", "份数"), "whole"),
        ),
    )
    rows = []
    for community in context.communities:
        for agreement in sorted(community.book.agreements.values(), key=lambda found: (found.person, found.from_)):
            signed = context.known(agreement.signed_a_on), context.known(agreement.signed_b_on)
            last = min(agreement.to, _left_on(community.book, agreement, context.as_of) or agreement.to)
            dissolved = last < min(agreement.to, context.as_of)
            state = "dissolved" if dissolved else agreement_state(*signed, agreement.to, context.as_of)
            rows.append(
                (
                    *(community.book.community.name, agreement.person, context.name(agreement.person)),
                    *(_names(community.book, agreement.places), agreement.from_, agreement.to, *signed),
                    effective_from(agreement.from_, *signed),
                    _AGREEMENT_STATES[state],
                    *(max((last - context.as_of).days, 0), agreement.copies),
                )
            )
    return Sheet(columns, tuple(rows))


def _left_on(book: CommunityBook, agreement: Agreement, day: date) -> date | None:
    """Return the day on which somebody left the last of an agreement's places; None while one is held.

    Whoever comes back after a time without a post signs again: an old agreement does not come back with him.
    """
    wanted = set(agreement.places)
    posts = [p.appointment for p in book.posts if p.person == agreement.person and wanted & set(p.appointment.places)]
    left: date | None = None
    for post in sorted(posts, key=lambda found: found.from_):
        if post.ended is not None and post.ended.on < agreement.from_:
            continue
        if left is not None and post.from_ > left + timedelta(days=1):
            break
        if post.ended is None:
            return None
        left = post.ended.on if left is None else max(left, post.ended.on)
    return left if left is not None and left < day else None


def insurance(context: Context) -> Sheet:
    """List serving leaders who are, or should be, insured on the day (C21-A1-8, B-20)."""
    columns = (
        *(c.COMMUNITY, c.PERSON, c.NAME, c.ROLE, Column("since", Words("In post since", "到任日"), "day")),
        *(Column("from", Words("From", "起"), "day"), Column("until", Words("Until", "止"), "day"), c.STATE),
    )
    rule = context.policy.pack.staffing.insurance if context.policy.pack.staffing else None
    rows: dict[tuple[str, str], Row] = {}
    for book, post in context.serving() if rule else ():
        if rule is None or post.appointment.role not in rule.roles:
            continue
        covers = book.people[post.person].insurance
        cover = next((found for found in covers if found.from_ <= context.as_of <= found.until), None)
        rows.setdefault(
            (book.id, post.person),
            (
                *(book.community.name, post.person, context.name(post.person), context.role(post.appointment.role)),
                *(post.appointment.from_, cover.from_ if cover else None, cover.until if cover else None),
                _COVERED if cover else _NOT_COVERED,
            ),
        )
    return Sheet(columns, tuple(rows.values()))


def concurrent_leaders(context: Context) -> Sheet:
    """List leaders of several places with ground and consent (C21-3.1-3, C21-3.1-4, C21-3.3-2, B-17)."""
    columns = (
        *(c.COMMUNITY, c.PERSON, c.NAME, Column("count", Words("Places held", "地点数"), "whole")),
        *(Column("places", Words("Places", "地点")), Column("ground", Words("Ground", "兼任原因"))),
        Column("consent_on", Words("Agreed on", "本人同意日"), "day"),
    )
    rule = context.policy.pack.staffing.concurrency if context.policy.pack.staffing else None
    rows = []
    for community in context.communities if rule else ():
        labels = {ground.id: ground.label for ground in rule.grounds} if rule else {}
        for holding in concurrent_holdings(community.book, rule.role, context.as_of) if rule else ():
            posts = community.book.posts_of(holding.person, context.as_of)
            taken = next((post.appointment.concurrent for post in posts if post.appointment.concurrent), None)
            rows.append(
                (
                    *(community.book.community.name, holding.person, context.name(holding.person)),
                    *(len(holding.places), _names(community.book, holding.places)),
                    *(labels.get(taken.ground, taken.ground) if taken else None, taken.consent_on if taken else None),
                )
            )
    return Sheet(columns, tuple(rows))


def required_posts(context: Context) -> Sheet:
    """List people who must be leaders and whether they are, with the exact share that is (C21-3.2-5)."""
    columns = (Column("tag", Words("Who", "对象")), c.COMMUNITY, c.PERSON, c.NAME, c.STATE)
    rows: list[Row] = []
    notes: list[Words] = []
    staffing = context.policy.pack.staffing
    for rule in staffing.required_posts if staffing else ():
        coverage = required_post_coverage((known.book for known in context.communities), rule, context.as_of)
        for people, state in ((coverage.missing, _GAP), (coverage.serving, _SERVES)):
            rows.extend((rule.label, _home(context, person), person, context.name(person), state) for person in people)
        if coverage.share is not None:
            share = Decimal(coverage.share.numerator * 100) / coverage.share.denominator
            text = f"{share.quantize(_HUNDREDTH, ROUND_HALF_UP)} %"
            notes.append(Words(f"{rule.label}: {text} serve.", f"{rule.label}在任 {text}。"))
    return Sheet(columns, tuple(rows), notes=tuple(notes))


def _home(context: Context, person: str) -> str:
    return context.book.communities[context.book.community_of[person]].community.name


def work_systems(context: Context, period: Period) -> Sheet:
    """Count for each leader what shows each working system in a period (C21-4.3-2, C21-3.5-4 … C21-3.5-6, B-20)."""
    staffing = context.policy.pack.staffing
    systems = staffing.systems if staffing else ()
    columns = (
        *(c.COMMUNITY, c.PERSON, c.NAME),
        *(Column(f"count-{system.id}", Words(system.label, system.label), "whole") for system in systems),
        *(Column(f"kept-{system.id}", Words(system.label, f"{system.label}至少一次"), "flag") for system in systems),
    )
    done: dict[tuple[str, str], dict[str, int]] = {}
    for book, _, found in context.entries(period):
        if context.state(found) is VERIFIED:
            counts = done.setdefault((book.id, found.entry.leader), {})
            counts[found.entry.activity] = counts.get(found.entry.activity, 0) + 1
    rows: list[Row] = []
    for community in context.communities if systems else ():
        book = community.book
        for role in sorted(context.policy.leader_roles):
            for holding in holdings(book, role, context.as_of):
                counts = done.get((book.id, holding.person), {})
                shown = [
                    _boards(context, book, holding.places)
                    if system.boards
                    else sum(counts.get(activity, 0) for activity in system.activities)
                    for system in systems
                ]
                head = (book.community.name, holding.person, context.name(holding.person))
                rows.append((*head, *shown, *(count > 0 for count in shown)))
    return Sheet(columns, tuple(rows))


def _boards(context: Context, book: CommunityBook, places: tuple[str, ...]) -> int:
    """Count the boards put up at the places of a leader, their buildings and their compounds."""
    near = {found.id for place in places for found in book.chain(place)}
    near |= {building for place in places if place in book.places for building in book.places[place].buildings}
    return sum(1 for place in near if place in book.places and context.known(book.places[place].board_up_on))


def service_record(context: Context, period: Period) -> Sheet:
    """Lay out the service record of each leader, a line for each entry (C21-3.5-6, B-15)."""
    columns = (
        *(c.COMMUNITY, c.NAME, c.DAY, c.PLACE, c.ACTIVITY, Column("content", Words("Content", "内容"))),
        *(Column("households", Words("Households", "户数"), "whole"), Column("result", Words("Result", "结果"))),
        *(Column("told_on", Words("Told on", "报告日"), "day"), Column("signature", Words("Signature", "签名"))),
    )
    rows: list[Row] = []
    for book, _, found in context.entries(period):
        entry = found.entry
        served = [place for post in book.posts_of(entry.leader, entry.date) for place in post.appointment.places]
        count = len(entry.households) if entry.households else entry.count
        rows.append(
            (
                *(book.community.name, context.name(entry.leader), entry.date),
                place_name(book, entry.place) if entry.place else _names(book, tuple(dict.fromkeys(served))),
                *(context.activity(entry.activity), entry.note, count, context.state(found), entry.told_on, None),
            )
        )
    ordered = sorted(rows, key=lambda row: (str(row[0]), str(row[1]), str(row[2])))
    return Sheet(columns, tuple(ordered))
