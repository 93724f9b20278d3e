"""How leaders are found: the candidate lists with their checks and steps, and the places without a leader.

Knows selection records and the policy's lists; a grade is shown as pass or fail only.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple, TypeAlias

from generator.policies.eligibility import grade_fault
from generator.policies.selection import Checklist, LeastGrade
from generator.policies.settings import UnsetSettingError
from generator.problems import Words
from generator.reports import columns as c
from generator.reports.context import at, place_name
from generator.reports.report import Sheet
from generator.reports.table import Column

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from datetime import date

    from generator.ledger import CommunityBook
    from generator.records.places import Place
    from generator.records.selection import Candidate, Nomination, SelectionCase
    from generator.reports.context import Context
    from generator.reports.table import Cell

Extra: TypeAlias = "tuple[Column, Callable[[SelectionCase, Candidate], Cell]]"
"""A column that not every policy has, and how its cell is told."""
_RESULTS = {
    "chosen": Words("chosen", "确定"),
    "not_chosen": Words("not chosen", "未确定"),
    "withdrawn": Words("withdrawn", "退出"),
}
_OPINIONS = {True: Words("agrees", "同意"), False: Words("does not agree", "不同意")}
_VOTED = {"passed": Words("passed", "通过"), "refused": Words("refused", "未通过")}
_REVIEWS = {"fit": Words("fit", "称职"), "unfit": Words("unfit", "不称职")}


def candidates(context: Context) -> Sheet:
    """List candidates with checklist and steps; of a grade only pass or fail (R18-2.3-1 … R18-2.3-3, R18-2.2-2)."""
    selection = context.policy.pack.selection
    rules = selection.eligibility if selection else ()
    conditions = [condition for rule in rules if isinstance(rule, Checklist) for condition in rule.conditions]
    steps = selection.steps if selection else ()
    extra = _extra(context)
    columns = (
        *(c.COMMUNITY, Column("case", Words("Selection", "选任")), c.ROLE, c.PERSON, c.NAME, c.PLACE),
        *(
            Column("channels", Words("Nominated by", "推荐渠道")),
            Column("review", Words("Incumbent review", "履职评估")),
        ),
        *(Column(f"condition-{known.id}", Words(known.label, known.label), "flag") for known in conditions),
        *(column for column, _ in extra),
        Column("grade", Words("Grade", "信用等级")),
        *(Column(f"step-{step.id}", Words(step.label, step.label), "day") for step in steps),
        *(Column("result", Words("Result", "结果")), c.SOURCE),
    )
    channels = {channel.id: channel.label for channel in (selection.channels if selection else ())}
    rows = []
    for book, name, case in known_cases(context):
        done = {step.step: step.on for step in case.steps if step.result == "passed" and context.known(step.on)}
        for candidate in case.candidates:
            declared = {known.condition: known.met for known in candidate.declarations}
            review = candidate.incumbent_review
            rows.append(
                (
                    *(book.community.name, name, context.role(case.role), candidate.person),
                    *(context.name(candidate.person), place_name(book, candidate.place)),
                    "、".join(_nomination(context, channels, known) for known in candidate.nominations),
                    _REVIEWS[review.result] if review else None,
                    *(declared.get(condition.id) for condition in conditions),
                    *(tell(case, candidate) for _, tell in extra),
                    _grade(context, candidate),
                    *(done.get(step.id) for step in steps),
                    *(_RESULTS[candidate.result] if candidate.result else None, at(candidate.origin)),
                )
            )
    return Sheet(columns, tuple(rows))


def _nomination(context: Context, channels: dict[str, str], nomination: Nomination) -> str:
    """Name the channel, with how many people or households were counted; nobody is named."""
    label = channels.get(nomination.channel, nomination.channel)
    if nomination.supporters is None:
        return label
    rules = context.policy.pack.nomination
    unit = rules.joint.unit.on(nomination.on) if rules is not None and rules.joint is not None else None
    return f"{label}（{nomination.supporters}{'户' if unit == 'household' else '人'}）"


def _extra(context: Context) -> tuple[Extra, ...]:
    """Return the columns of what only some policies ask for: an opinion, an interview, a vote."""
    rules = context.policy.pack.nomination
    found: list[Extra] = []
    if rules is not None and rules.opinion is not None:
        title = Words("Opinion asked for", f"{rules.opinion.of}意见")
        found.append((Column("opinion", title), lambda _, one: _OPINIONS[one.opinion.agrees] if one.opinion else None))
    if rules is not None and rules.interview is not None:
        column = Column("interview", Words("Rank in the interview", "面试名次"), "whole")
        found.append((column, lambda _, one: one.interview.rank if one.interview else None))
    if context.policy.pack.vote is not None:
        found.append((Column("vote", Words("Votes", "表决")), lambda case, _: _votes(case, context)))
    return tuple(found)


def _votes(case: SelectionCase, context: Context) -> Words | None:
    """Say how a meeting voted on the list, by its last vote."""
    held = [step for step in case.steps if step.vote is not None and context.known(step.on)]
    vote = held[-1].vote if held else None
    if vote is None:
        return None
    counts = (vote.present, vote.votes_for, vote.against, vote.abstain)
    return Words(
        "present {}, for {}, against {}, abstained {}; {}".format(*counts, _VOTED[held[-1].result].en),
        "到会{}、赞成{}、反对{}、弃权{}，{}".format(*counts, _VOTED[held[-1].result].zh),
    )


def known_cases(context: Context) -> Iterator[tuple[CommunityBook, str, SelectionCase]]:
    """Yield the selection cases opened by the as-of day, by community, day and id."""
    for community in context.communities:
        for name, case in sorted(community.book.cases.items(), key=lambda pair: (pair[1].opened_on, pair[0])):
            if context.known(case.opened_on):
                yield community.book, name, case


def _grade(context: Context, candidate: Candidate) -> Words | None:
    """Say whether a candidate's grade meets the policy's least grade, without the grade itself."""
    selection = context.policy.pack.selection
    rule = next((r for r in (selection.eligibility if selection else ()) if isinstance(r, LeastGrade)), None)
    if rule is None or candidate.grade is None:
        return None
    try:
        fault = grade_fault(rule, candidate.grade, candidate.grade_checked_on or context.as_of)
    except UnsetSettingError:
        return c.UNSET
    return Words("fail", "不合格") if fault else Words("pass", "合格")


class Vacancy(NamedTuple):
    """A place without a holder of a role that serves its level."""

    book: CommunityBook
    place: Place
    role: str
    since: date | None
    case: str | None


def vacant(context: Context) -> Iterator[Vacancy]:
    """Yield every place that nobody serves on the as-of day; a vacancy is a legal state (G-25)."""
    for community in context.communities:
        book = community.book
        for place in sorted(book.community.places, key=lambda known: known.id):
            for role in context.policy.pack.roles:
                holders = book.holders(place.id, context.as_of)
                if role.level != place.level or any(post.appointment.role == role.id for post in holders):
                    continue
                left = [
                    post.appointment.ended.on
                    for post in book.posts
                    if post.appointment.role == role.id
                    and place.id in post.appointment.places
                    and post.appointment.ended is not None
                ]
                yield Vacancy(
                    book,
                    place,
                    role.id,
                    max((d for d in left if d < context.as_of), default=None),
                    _case(context, book, place, role.id),
                )


def _case(context: Context, book: CommunityBook, place: Place, role: str) -> str | None:
    """Return the selection under way for a place."""
    for name, case in sorted(book.cases.items()):
        open_for = {candidate.place for candidate in case.candidates if candidate.result is None}
        if case.role == role and place.id in open_for and context.known(case.opened_on):
            return name
    return None


def vacancies(context: Context) -> Sheet:
    """List the places without a leader, since when, and the selection under way (R18-1.1, R18-2.4.3-2, G-25)."""
    columns = (
        *(c.COMMUNITY, Column("level", Words("Level", "层级")), c.PLACE, c.ROLE),
        *(
            Column("since", Words("Last holder left on", "上任离任日"), "day"),
            Column("days", Words("Days", "天数"), "whole"),
        ),
        *(Column("case", Words("Selection", "选任")), c.SOURCE),
    )
    rows = []
    for found in vacant(context):
        level = context.policy.level(found.place.level)
        rows.append(
            (
                *(found.book.community.name, level.label if level else found.place.level),
                *(place_name(found.book, found.place.id), context.role(found.role), found.since),
                (context.as_of - found.since).days if found.since else None,
                *(found.case, at(found.place.origin)),
            )
        )
    return Sheet(columns, tuple(rows))
