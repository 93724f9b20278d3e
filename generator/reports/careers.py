"""From the first day to the last: probation, terms, kit, chosen leaders, residents among them, help given, offices.

Knows what the policy asks of service and the records; what is computed is only shown (G-12; B-30, B-36, B-37).
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from generator.awards.place_choice import choice_fault
from generator.duties.terms import probation_ends, probation_state, term_end
from generator.policies.evaluation import signoffs_missing
from generator.problems import Words
from generator.reports import columns as c
from generator.reports.context import place_name
from generator.reports.leaders import share
from generator.reports.report import Sheet
from generator.reports.table import Column

if TYPE_CHECKING:
    from datetime import date

    from generator.ledger import CommunityBook, Post
    from generator.periods import Period
    from generator.policies.staffing import InsuranceRule
    from generator.reports.context import Context
    from generator.reports.report import Row

_PROBATION = {
    "open": Words("open", "考核期内"),
    "due": Words("insurance due", "应投保"),
    "late": Words("passed late: to be decided", "逾期合格，待决定"),
    "not_due": Words("not passed", "不合格"),
    "missing": Words("no assessment", "逾期未考核"),
}
_HELP = "help-"
"""How the codes of activities that help people in need begin."""


def probation(context: Context) -> Sheet:
    """List serving leaders with the assessment after the start and the insurance (N22-A3-4.3-2, B-36)."""
    columns = (
        *(c.COMMUNITY, c.PERSON, c.NAME, Column("since", Words("Since", "上岗日"), "day")),
        *(
            Column("until", Words("Assessed by", "考核期限"), "day"),
            Column("on", Words("Assessed on", "考核日"), "day"),
        ),
        *(c.STATE, Column("bought_on", Words("Insured on", "投保日"), "day"), c.CLAUSE),
    )
    service, staffing = context.policy.pack.service, context.policy.pack.staffing
    rule, insurance = service.probation if service else None, staffing.insurance if staffing else None
    rows: list[Row] = []
    for book, post in context.serving() if rule and insurance else ():
        if rule is None or insurance is None or post.appointment.role not in insurance.roles:
            continue
        start = post.appointment.from_
        result = _assessed(context, book, post.person, rule.evaluation, start)
        state = probation_state(insurance, rule, start, result, context.as_of)
        bought = max((cover.bought_on for cover in book.people[post.person].insurance), default=None)
        rows.append(
            (
                *(book.community.name, post.person, context.name(post.person), start, probation_ends(insurance, start)),
                *(result[0] if result else None, _PROBATION[state], context.known(bought), rule.clause),
            )
        )
    return Sheet(columns, tuple(rows))


def standing_of(context: Context, book: CommunityBook, post: Post, insurance: InsuranceRule) -> tuple[str, date]:
    """Tell whether insurance is due for a serving leader, and since when; without an assessment, from the first day."""
    service, start = context.policy.pack.service, post.appointment.from_
    rule = service.probation if service else None
    if rule is None or insurance.start.required(start) == "appointment":
        return "due", start
    result = _assessed(context, book, post.person, rule.evaluation, start)
    return probation_state(insurance, rule, start, result, context.as_of), result[0] if result else start


def _assessed(
    context: Context, book: CommunityBook, person: str, evaluation: str, since: date
) -> tuple[date, bool] | None:
    """Return the first concluded assessment of a kind since a day, and whether it was passed."""
    rule = context.policy.evaluation(evaluation)
    found = [
        (known.concluded_on, known.grade)
        for known in book.evaluations.values()
        if known.person == person and known.kind == evaluation and known.concluded_on and known.concluded_on >= since
    ]
    for on, code in sorted((on, code or "") for on, code in found):
        grade = rule.grade(code) if rule else None
        if grade is not None and on <= context.as_of:
            return on, grade.proposes.on(on) == "nothing"
    return None


def terms(context: Context) -> Sheet:
    """List serving leaders by the end of their term, and what comes after it (N22-A3-4.4-1, B-36)."""
    columns = (
        *(c.COMMUNITY, c.PERSON, c.NAME, c.ROLE, Column("since", Words("Since", "上岗日"), "day")),
        *(Column("until", Words("Until", "任期末"), "day"), Column("left", Words("Days left", "剩余天数"), "whole")),
        *(c.STATE, c.CLAUSE),
    )
    rule = context.policy.pack.service.term if context.policy.pack.service else None
    rows: list[Row] = []
    for book, post in context.serving() if rule else ():
        if rule is None:
            continue
        end = term_end(rule, post.appointment.from_)
        over = end < context.as_of
        rows.append(
            (
                *(book.community.name, post.person, context.name(post.person), context.role(post.appointment.role)),
                *(post.appointment.from_, end, 0 if over else (end - context.as_of).days),
                Words("over: renew or end by decision", "已到期，待决定续任或终止")
                if over
                else Words("running", "任期内"),
                rule.clause,
            )
        )
    return Sheet(columns, tuple(sorted(rows, key=lambda row: (str(row[5]), str(row[1])))))


def kit_sets(context: Context) -> Sheet:
    """List which part of the kit each serving leader has; of a group one thing suffices (N22-A3-4.3-3, B-37)."""
    groups = context.policy.pack.service.kit if context.policy.pack.service else ()
    columns = (
        *(c.COMMUNITY, c.PERSON, c.NAME),
        *(Column(f"kit-{n}", Words(group.label, group.label), "day") for n, group in enumerate(groups, start=1)),
        Column("missing", Words("Missing", "缺几样"), "whole"),
    )
    rows: dict[tuple[str, str], Row] = {}
    for book, post in context.serving() if groups else ():
        given = {thing.item: thing.on for thing in book.people[post.person].kit if context.known(thing.on)}
        days = [min((given[item] for item in group.one_of if item in given), default=None) for group in groups]
        rows[book.id, post.person] = (
            *(book.community.name, post.person, context.name(post.person), *days, days.count(None)),
        )
    return Sheet(columns, tuple(rows.values()))


def place_honours(context: Context, period: Period) -> Sheet:
    """List who was chosen in each place, with signatures, and other praise of the year (N22-A3-4.2.3-2, B-30)."""
    columns = (
        *(c.HONOUR, c.COMMUNITY, c.PLACE, c.PERSON, c.NAME, c.DAY, c.REASON),
        *(Column("unsigned", Words("Still to sign", "未签字")), c.STATE),
    )
    award = context.book.awards.get(period)
    service = context.policy.pack.service
    rows: list[Row] = []
    for rule in service.place_honours if service else ():
        evaluation = context.policy.evaluation(rule.evaluation)
        for choice in award.choices if award else ():
            book = context.book.communities.get(choice.community)
            if choice.honour != rule.id or book is None or not context.known(choice.on):
                continue
            absent = signoffs_missing(evaluation, choice.signed, choice.on) if evaluation else ()
            units = (
                {unit.id: unit.label for unit in evaluation.signoffs.units}
                if evaluation and evaluation.signoffs
                else {}
            )
            state = Words("final", "已签齐") if not absent else Words("not final", "待签字")
            tail = (choice.on, choice.reason, "、".join(units.get(unit, unit) for unit in absent) or None, state)
            head = (rule.label, book.community.name, place_name(book, choice.place))
            rows += [(*head, person, context.name(person), *tail) for person in choice.chosen or ()]
            if not choice.chosen and choice_fault(rule, 0, 0, choice.on, reason=choice.reason is not None) is None:
                rows.append((*head, None, None, *tail))
    labels = {known.id: known.label for known in (service.commendations if service else ())}
    for praise in award.commended if award else ():
        if not context.known(praise.on):
            continue
        home = context.book.communities.get(context.book.community_of.get(praise.person, ""))
        rows.append(
            (
                *(labels.get(praise.commendation, praise.commendation), home.community.name if home else None, None),
                *(praise.person, context.name(praise.person), praise.on, praise.matter, None, None),
            )
        )
    return Sheet(columns, tuple(rows))


def resident_share(context: Context) -> Sheet:
    """Count serving leaders who live in their compound, community by community (N22-A3-2.2)."""
    columns = (
        *(c.COMMUNITY, Column("leaders", Words("Leaders", "楼栋长人数"), "whole")),
        *(
            Column("residents", Words("Living in the compound", "住本小区"), "whole"),
            Column("unknown", Words("Not recorded", "未记"), "whole"),
        ),
        *(Column("share", Words("Share %", "占比（%）"), "percent"), c.STATE),
    )
    rules = context.policy.pack.nomination
    rule = rules.resident_share if rules else None
    counts: dict[str, Counter[str]] = {}
    for book, post in context.serving() if rule else ():
        counts.setdefault(book.community.name, Counter())[post.appointment.residence or "unknown"] += 1
    rows: list[Row] = []
    for name, found in sorted(counts.items()):
        whole, inside = found.total(), found["own_building"] + found["own_compound"]
        percent = rule.percent.on(context.as_of) if rule else None
        low = percent is not None and inside * 100 <= percent * whole
        state = Words("not above the share", "没有超过") if low else Words("above the share", "超过")
        rows.append((name, whole, inside, found["unknown"], share(inside, whole), state))
    return Sheet(columns, tuple(rows))


def assistance(context: Context, period: Period) -> Sheet:
    """Count help given to people in need by kind; small counts are not for publication (N22-A3-4.1-7)."""
    columns = (
        *(c.COMMUNITY, c.ACTIVITY, Column("times", Words("Times", "次数"), "whole")),
        Column("public", Words("For publication", "可公开为")),
    )
    limits = context.policy.pack.limits
    least = limits.least_shown.on(period.first) if limits and limits.least_shown else None
    counts: Counter[tuple[str, str]] = Counter()
    for book, _, verified in context.entries(period):
        if verified.entry.activity.startswith(_HELP) and verified.reason is None:
            counts[book.community.name, verified.entry.activity] += verified.entry.count or 1
    rows = tuple(
        (
            name,
            context.activity(activity),
            times,
            Words("not shown", "不公开") if least and times < least else str(times),
        )
        for (name, activity), times in sorted(counts.items())
    )
    return Sheet(columns, rows)


def authorities(context: Context) -> Sheet:
    """List each office and role of the policy with its level and what it does (N22-2-2, N22-A2-1, N22-A3-4.2.1-1)."""
    columns = (
        *(Column("level", Words("Level", "层级")), Column("who", Words("Office or role", "机构或角色"))),
        *(Column("duty", Words("Duty", "职责")), Column("text", Words("What it means", "内容")), c.CLAUSE),
    )
    pack = context.policy.pack
    levels = {level.id: level.label for level in pack.levels}
    parts = [(part.level, part.label, part.duties) for part in pack.offices]
    parts += [(role.level, role.label, role.duties) for role in pack.roles]
    rows: list[Row] = [
        (levels.get(level, level), label, duty.label, duty.text, duty.clause)
        for level, label, duties in parts
        for duty in duties
    ]
    if pack.stations is not None:
        level = levels.get(pack.stations.level, pack.stations.level)
        station = Words("workstation", "工作站")
        rows += [(level, station, duty.label, duty.text, duty.clause) for duty in pack.stations.duties]
    return Sheet(columns, tuple(rows))
