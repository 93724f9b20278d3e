"""Going on duty, pairs, chosen leaders and what they gain (B-49, B-50).

Knows what the policy asks for and what is recorded; names of mediators stay inside.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.awards.chosen import chosen_by, in_order_of_support, with_priority
from generator.periods import Period
from generator.problems import Words
from generator.reports import columns as c
from generator.reports.context import at, places_of
from generator.reports.report import Sheet
from generator.reports.table import Column
from generator.surveys import pairs_on, readiness_of, unpaired

if TYPE_CHECKING:
    from generator.awards.chosen import Chosen
    from generator.ledger import CommunityBook
    from generator.records.support import Project
    from generator.reports.context import Context
    from generator.reports.report import Row

_CERTIFICATE = Column("certificate", Words("Certificate", "证书编号"))
_STATES = {
    "training_missing": Words("training not passed", "培训未合格"),
    "kit_missing": Words("passed, things missing", "合格，物品未领齐"),
    "ready": Words("ready for duty", "可以上岗"),
}
_SUPPORT = {"granted": Words("granted", "给予"), "refused": Words("refused", "不给予")}


def readiness(context: Context) -> Sheet:
    """List who passed the training and received certificate and armband (J22-2.3-1, J22-2.3-2, B-49)."""
    columns = (
        *(c.COMMUNITY, c.PERSON, c.NAME, c.ROLE, c.PLACE),
        Column("from", Words("In post from", "到任日"), "day"),
        Column("passed_on", Words("Training passed", "培训合格日"), "day"),
        Column("trainings", Words("Trainings in all", "培训次数"), "whole"),
        Column("by_social_work", Words("Of these by social work", "其中社工站和公益创投"), "whole"),
        Column("missing", Words("Things missing", "未领物品"), "whole"),
        Column("badge", Words("Badge number", "证件号码")),
        *(c.STATE, c.SOURCE),
    )
    rule = context.policy.pack.readiness
    rows: list[Row] = []
    for community in context.communities if rule is not None else ():
        book = community.book
        for post in book.posts:
            if rule is not None and post.appointment.role in rule.roles and post.held_on(context.as_of):
                person = book.people[post.person]
                ready = readiness_of(rule, person, context.as_of)
                held = [t for t in person.trainings if t.on <= context.as_of]
                social = sum(t.provider in {"social_work", "venture_project"} for t in held)
                badge = next((thing.number for thing in person.kit if thing.item == "badge"), None)
                rows.append(
                    (
                        *(book.community.name, post.person, person.name, context.role(post.appointment.role)),
                        *(places_of(book, post.person, post.appointment.role), post.appointment.from_),
                        *(ready.passed_on, len(held), social, len(ready.missing), badge),
                        *(_STATES[ready.state], at(post.appointment.origin)),
                    )
                )
    return Sheet(columns, tuple(rows))


def pairings(context: Context) -> Sheet:
    """List which mediator works with which leader, and the leaders without one (J22-2.2-5, B-50)."""
    columns = (
        *(c.COMMUNITY, c.PERSON, c.NAME, Column("mediator", Words("Mediator", "调解员"))),
        Column("from", Words("Since", "结对日"), "day"),
        *(c.STATE, c.SOURCE),
    )
    rule = context.policy.pack.pairing
    rows: list[Row] = []
    for community in context.communities:
        book = community.book
        for _, pair in pairs_on(book, context.as_of):
            rows.append(
                (
                    *(book.community.name, pair.leader, context.name(pair.leader), context.name(pair.mediator)),
                    *(pair.from_, Words("paired", "已结对"), at(pair.origin)),
                )
            )
        if rule is not None and rule.expected.on(context.as_of):
            rows += [
                (book.community.name, leader, context.name(leader), None, None, Words("no mediator", "未结对"), None)
                for leader in unpaired(book, rule, context.as_of)
            ]
    return Sheet(columns, tuple(rows))


def chosen_leaders(context: Context) -> Sheet:
    """List the leaders chosen by district and town, with their certificates (J22-2.3-3, J22-2.3-4, B-49, B-50)."""
    columns = (
        *(c.HONOUR, Column("period", Words("Period", "周期"), "period")),
        *(c.PERSON, c.NAME, c.COMMUNITY, c.PLACE),
        *(Column("decided_on", Words("Decided on", "决定日"), "day"), _CERTIFICATE, c.SOURCE),
    )
    rows = tuple(
        (
            *(_honour(context, one), one.period, one.person, context.name(one.person)),
            *_home(context, one.person),
            *(one.decided_on, one.certificate, at(context.book.award_lists[one.list_id].origin)),
        )
        for one in chosen_by(context.book.award_lists, context.as_of)
    )
    return Sheet(columns, rows)


def _honour(context: Context, one: Chosen) -> str:
    found = (honour.label for honour in context.policy.pack.chosen_honours if honour.id == one.honour)
    return next(found, one.honour)


def _home(context: Context, person: str) -> tuple[str | None, str | None]:
    book = context.book.communities.get(context.book.community_of.get(person, ""))
    if book is None:
        return None, None
    role = next((post.appointment.role for post in reversed(book.posts) if post.person == person), "")
    return book.community.name, places_of(book, person, role) or None


def projects(context: Context) -> Sheet:
    """List the projects with those of chosen leaders first (J22-2.3-5, B-50)."""
    columns = (
        Column("order", Words("Order", "次序"), "whole"),
        *(c.COMMUNITY, Column("project", Words("Project", "项目")), Column("kind", Words("Kind", "种类"))),
        *(c.PERSON, c.NAME, Column("honour", Words("Priority by", "优先的依据"))),
        Column("proposed_on", Words("Proposed on", "申报日"), "day"),
        *(Column("support", Words("Support", "扶持")), c.SOURCE),
    )
    rule = context.policy.pack.support
    if rule is None:
        return Sheet(columns, ())
    books = dict(sorted(context.book.communities.items()))
    known = {
        f"{name}/{key}": project
        for name, book in books.items()
        for key, project in book.projects.items()
        if project.proposed_on <= context.as_of
    }
    chosen = chosen_by(context.book.award_lists, context.as_of)
    labels = {choice.id: choice.label for choice in rule.projects}
    ordered = in_order_of_support(rule, known, chosen, Period.of("year", context.as_of))
    rows = tuple(
        (
            *(number, books[key.partition("/")[0]].community.name, project.title, labels.get(project.kind)),
            *(project.leader, context.name(project.leader), _honour(context, one) if one else None),
            *(project.proposed_on, _decided(context, project), at(project.origin)),
        )
        for number, (key, project, one) in enumerate(ordered, start=1)
    )
    return Sheet(columns, rows)


def _decided(context: Context, project: Project) -> Words | None:
    if context.known(project.decided_on) is None or project.support is None:
        return None
    return _SUPPORT[project.support]


def reserve(context: Context) -> Sheet:
    """List the chosen leaders who come first into the reserve (J22-2.3-6, B-50)."""
    columns = (
        *(c.PERSON, c.NAME, c.COMMUNITY, c.PLACE, c.HONOUR),
        *(Column("period", Words("Period", "周期"), "period"), Column("reserve", Words("Reserve", "储备队伍"))),
    )
    rule = context.policy.pack.support
    if rule is None:
        return Sheet(columns, ())
    chosen = chosen_by(context.book.award_lists, context.as_of)
    rows = tuple(
        (
            one.person,
            context.name(one.person),
            *_home(context, one.person),
            _honour(context, one),
            one.period,
            rule.reserve,
        )
        for one in with_priority(rule, chosen, Period.of("year", context.as_of))
    )
    return Sheet(columns, rows)


def teams(context: Context) -> Sheet:
    """List the groups of volunteers that grew out of the doors (J22-3-2)."""
    columns = (
        *(c.COMMUNITY, Column("team", Words("Team", "队伍")), Column("kind", Words("What it does", "服务内容"))),
        *(c.PERSON, c.NAME, Column("founded_on", Words("Founded on", "成立日"), "day")),
        *(Column("ended_on", Words("Ended on", "解散日"), "day"), c.SOURCE),
    )
    rows = tuple(row for community in context.communities for row in _teams(context, community.book))
    return Sheet(columns, rows)


def _teams(context: Context, book: CommunityBook) -> tuple[Row, ...]:
    return tuple(
        (
            *(book.community.name, team.name, team.kind, team.leader, context.name(team.leader), team.founded_on),
            *(context.known(team.ended_on), at(team.origin)),
        )
        for _, team in sorted(book.teams.items())
        if team.founded_on <= context.as_of
    )
