"""Workstations and what goes through them: standard, coverage, plans, boards, ledger, matters, emergencies.

Knows the policy's stations and the records; shows counts and states, never a household (B-24, B-25, B-31, B-34).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.duties.coverage import post_gap
from generator.duties.heads import compounds_in_force, heads_in_scope
from generator.duties.stations import days_late, standard
from generator.policies.measures import load_fits
from generator.problems import Words
from generator.reports import columns as c
from generator.reports.context import at, place_name
from generator.reports.matters import known_issues
from generator.reports.report import Sheet
from generator.reports.table import Column

if TYPE_CHECKING:
    from generator.ledger import CommunityBook
    from generator.periods import Period
    from generator.reports.context import Context
    from generator.reports.report import Row

_STATION = Column("station", Words("Station", "工作站"))
_MET, _NOT_MET = Words("standard met", "达标"), Words("not met", "未达标")
_THERE, _MISSING = Words("in place", "已建"), Words("missing", "缺")
_OPEN, _OVERDUE, _DONE = Words("open", "办理中"), Words("overdue", "逾期"), Words("solved", "已解决")


def station_standard(context: Context) -> Sheet:
    """List what each station has of the standard, and how late its premises and use are (N22-3.3.2-1, B-34)."""
    rules = context.policy.pack.stations
    haves = rules.haves if rules else ()
    dues = rules.due if rules else ()
    columns = (
        *(c.COMMUNITY, _STATION, c.PLACE),
        *(Column(f"have-{have.id}", Words(have.label, have.label), "day") for have in haves),
        *(Column("there", Words("There", "已有项数"), "whole"), c.STATE),
        *(Column(f"{due.id}-on", Words(due.label, due.label), "day") for due in dues),
        *(Column(f"{due.id}-late", Words(f"{due.label}, days late", f"{due.label}逾期天数"), "whole") for due in dues),
        c.SOURCE,
    )
    rows: list[Row] = []
    for community in context.communities if rules else ():
        for station in community.book.stations.values():
            since = {have.have: have.on for have in station.haves if context.known(have.on)}
            days = {"premises": station.premises_on, "in_use": station.in_use_on}
            if rules is None:
                continue
            found = standard(rules, since)
            rows.append(
                (
                    *(community.book.community.name, station.name, place_name(community.book, station.place)),
                    *(since.get(have.id) for have in haves),
                    *(found.there, _MET if found.met else _NOT_MET),
                    *(context.known(days[due.matter]) for due in dues),
                    *(days_late(due, days[due.matter], context.as_of) for due in dues),
                    at(station.origin),
                )
            )
    return Sheet(columns, tuple(rows))


def station_coverage(context: Context) -> Sheet:
    """List each compound: its station, head, households, leaders needed and there (N22-3.1.1-1, N22-4.2-1, B-34)."""
    columns = (
        *(Column("street", Words("Street", "镇街")), c.COMMUNITY, c.PLACE, _STATION, c.STATE),
        *(Column("head", Words("Head", "站长")), Column("households", Words("Households", "户数"), "whole")),
        *(Column("needed", Words("Needed", "应设"), "whole"), Column("there", Words("There", "已有"), "whole")),
        *(Column("overdue", Words("Overdue by (days)", "逾期天数"), "whole"),),
        Column("load", Words("Load about right", "户数合适"), "flag"),
    )
    rules, staffing = context.policy.pack.stations, context.policy.pack.staffing
    capacity = staffing.capacity if staffing else None
    campaign = next(iter(context.policy.pack.campaigns), None)
    streets = {place.id: place.name for place in context.book.jurisdiction.places}
    rows: list[Row] = []
    for community in context.communities if rules and capacity else ():
        book = community.book
        stations = {station.place: station for station in book.stations.values() if context.known(station.opened_on)}
        if rules is None or capacity is None:
            continue
        for place in compounds_in_force(book, rules, context.as_of):
            inside = {place.id, *(known.id for known in book.community.places if _lies_in(book, known.id, place.id))}
            households = sum(book.places[known].households or 0 for known in inside)
            appointed = [
                post.appointment.from_
                for post in book.posts
                if post.appointment.role == rules.head.leaders_role
                and post.held_on(context.as_of)
                and set(post.appointment.places) & inside
            ]
            heads = [
                post.person
                for post in book.holders(place.id, context.as_of)
                if post.appointment.role == rules.head.role
            ]
            gap = post_gap(capacity, campaign, households, appointed, context.as_of)
            station = stations.get(place.id)
            each = -(-households // gap.present) if gap.present else 0
            rows.append(
                (
                    *(streets.get(book.community.parent), book.community.name, place.name),
                    *(station.name if station else None, _THERE if station else _MISSING),
                    *("、".join(context.name(head) for head in heads) or None, households, gap.needed, gap.present),
                    *(gap.days, load_fits(capacity, each, context.as_of) if gap.present else None),
                )
            )
    return Sheet(columns, tuple(rows))


def _lies_in(book: CommunityBook, place: str, upper: str) -> bool:
    return any(found.id == upper for found in book.chain(place))


def station_heads(context: Context) -> Sheet:
    """List who heads which station, with the letter and the kind of staff (N22-3.1.1-5, N22-3.2.3-2, B-34)."""
    columns = (
        *(c.COMMUNITY, c.PLACE, c.PERSON, c.NAME, Column("staff", Words("Staff", "身份"))),
        *(Column("since", Words("Since", "到任日"), "day"), Column("letter", Words("Letter", "聘书"))),
        *(Column("compounds", Words("Compounds in scope", "范围内小区数"), "whole"),),
        Column("of_staff", Words("Staff in scope", "范围内人员数"), "whole"),
    )
    rules = context.policy.pack.stations
    rows: list[Row] = []
    for scope in heads_in_scope(context.book, rules.head, rules.level, context.as_of) if rules else ():
        for book, post in scope.posts:
            staff, letter = book.people[post.person].staff_type, post.appointment.letter
            rows.append(
                (
                    *(book.community.name, "、".join(place_name(book, one) or one for one in post.appointment.places)),
                    *(post.person, context.name(post.person), _STAFF[staff] if staff else None),
                    *(post.appointment.from_, letter.number if letter else None, scope.compounds, scope.staff),
                )
            )
    return Sheet(columns, tuple(rows))


_STAFF = {
    "community_worker": Words("community worker", "社区工作者"),
    "grid_member_ft": Words("grid member", "专职网格员"),
    "grid_member_pt": Words("part-time grid member", "兼职网格员"),
}


def station_plans(context: Context) -> Sheet:
    """List each community's plan for its stations, approved and filed or not (N22-3.3.1-1, B-34)."""
    columns = (
        *(c.COMMUNITY, Column("places", Words("Compounds", "小区"))),
        *(
            Column("approved_on", Words("Approved on", "确定日"), "day"),
            Column("filed_on", Words("Filed on", "备案日"), "day"),
        ),
        *(c.STATE, c.SOURCE),
    )
    rows: list[Row] = []
    for community in context.communities if context.policy.pack.stations else ():
        book = community.book
        for plan in book.station_plans.values():
            names = "、".join(place_name(book, place) or place for place in plan.places)
            filed = context.known(plan.filed_on)
            state = Words("filed", "已备案") if filed else Words("to be filed", "待备案")
            rows.append((book.community.name, names, context.known(plan.approved_on), filed, state, at(plan.origin)))
        if not book.station_plans:
            rows.append((book.community.name, None, None, None, _MISSING, None))
    return Sheet(columns, tuple(rows))


def missing_boards(context: Context) -> Sheet:
    """List the buildings whose board is not up yet (N22-3.4.1-1, N22-A3-3.7-1, B-24)."""
    columns = (c.COMMUNITY, c.PLACE, c.NAME, c.SOURCE)
    rows: list[Row] = []
    levels = {role.level for role in context.policy.pack.roles if role.is_leader}
    for community in context.communities if context.policy.pack.stations else ():
        book = community.book
        for place in book.community.places:
            if place.level in levels and not context.known(place.board_up_on):
                holders = "、".join(context.name(post.person) for post in book.holders(place.id, context.as_of))
                rows.append((book.community.name, place_name(book, place.id), holders or None, at(place.origin)))
    return Sheet(columns, tuple(rows))


def issue_board(context: Context) -> Sheet:
    """List matters with measure and limit as they are shown in public, without any name (N22-3.4.2-2, B-25)."""
    columns = (
        *(c.COMMUNITY, Column("title", Words("Matter", "事项")), Column("measure", Words("Measure", "措施"))),
        *(Column("due_on", Words("Limit", "时限"), "day"), c.STATE),
        Column("overdue", Words("Overdue by (days)", "逾期天数"), "whole"),
    )
    rows: list[Row] = []
    for book, _, issue in known_issues(context):
        if issue.measure is None:
            continue
        solved = context.known(issue.resolved_on)
        over = max(((solved or context.as_of) - issue.due_on).days, 0) if issue.due_on else 0
        state = _DONE if solved else _OVERDUE if over else _OPEN
        rows.append((book.community.name, issue.title, issue.measure, issue.due_on, state, over))
    return Sheet(columns, tuple(rows))


def work_ledger(context: Context, period: Period) -> Sheet:
    """List the entries of a period by station, with the last entry's day; counts only (N22-3.4.3-2, B-31)."""
    columns = (
        *(c.COMMUNITY, _STATION, c.ACTIVITY, Column("times", Words("Times", "次数"), "whole")),
        *(
            Column("last", Words("Last entry", "最近一条"), "day"),
            Column("ago", Words("Days ago", "距今天数"), "whole"),
        ),
    )
    counted: dict[tuple[str, str, str], list[int]] = {}
    for book, _, verified in context.entries(period):
        entry = verified.entry
        home = entry.place or next(
            (p for post in book.posts_of(entry.leader, entry.date) for p in post.appointment.places), ""
        )
        chain = {found.id for found in book.chain(home)}
        station = next((known.name for known in book.stations.values() if known.place in chain), "")
        counted.setdefault((book.community.name, station, entry.activity), []).append(entry.date.toordinal())
    rows = tuple(
        (
            *(name, station or None, context.activity(activity), len(days)),
            *(context.as_of.fromordinal(max(days)), context.as_of.toordinal() - max(days)),
        )
        for (name, station, activity), days in sorted(counted.items())
    )
    return Sheet(columns, rows)


def escalations(context: Context) -> Sheet:
    """List emergencies with the day each level was told (N22-3.4.3-3)."""
    rule = context.policy.pack.escalation
    levels = rule.levels if rule else ()
    columns = (
        *(
            c.COMMUNITY,
            Column("title", Words("Matter", "事项")),
            Column("found_on", Words("Found on", "发现日"), "day"),
        ),
        *(Column(f"level-{level.id}", Words(level.label, level.label), "day") for level in levels),
        *(Column("closed_on", Words("Closed on", "办结日"), "day"), c.SOURCE),
    )
    rows: list[Row] = []
    for community in context.communities if rule else ():
        for incident in community.book.incidents.values():
            if not context.known(incident.found_on):
                continue
            told = {one.level: context.known(one.on) for one in incident.escalations}
            rows.append(
                (
                    *(community.book.community.name, incident.title, incident.found_on),
                    *(told.get(level.id) for level in levels),
                    *(context.known(incident.closed_on), at(incident.origin)),
                )
            )
    return Sheet(columns, tuple(rows))
