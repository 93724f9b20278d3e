"""What was raised, assessed and decided: issues, proposals, property checks, decisions and exceptions (B-09).

Knows records and the limits a policy sets or leaves open; an open limit is shown, never guessed (G-15).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.problems import Words
from generator.reports import columns as c
from generator.reports.context import at, place_name
from generator.reports.report import Sheet
from generator.reports.table import Column

if TYPE_CHECKING:
    from collections.abc import Iterator

    from generator.ledger import CommunityBook
    from generator.records.outcomes import Issue, PropertyCheck
    from generator.reports.context import Context
    from generator.reports.report import Row

ISSUE_KINDS = {
    "property": Words("property", "物业"),
    "proposal": Words("proposal", "建议"),
    "hazard": Words("hazard", "隐患"),
    "service": Words("service", "服务"),
}
DECISION_KINDS = {
    "replace": Words("replacement", "调换"),
    "keep": Words("stays in post", "留任"),
    "end": Words("end of the post", "离任"),
    "interpretation": Words("interpretation", "解释"),
    "lift_bar": Words("bar lifted", "解除不再选任"),
}
EXCEPTION = Words("exception", "例外")
_ID = Column("id", Words("Id", "编号"))
_KIND = Column("kind", Words("Kind", "种类"))
_ISSUE = (
    *(c.COMMUNITY, _ID, _KIND, Column("title", Words("Matter", "事项")), c.PERSON, c.NAME),
    *(Column("raised_on", Words("Raised on", "提出日"), "day"), Column("major", Words("Major", "重大"), "flag")),
    *(Column("accepted_on", Words("Accepted on", "受理日"), "day"), Column("handler", Words("Handler", "经办"))),
    *(Column("resolved_on", Words("Resolved on", "办结日"), "day"), Column("result", Words("Result", "结果"))),
    *(
        Column("days", Words("Days taken", "用时（天）"), "whole"),
        Column("limit", Words("Limit (days)", "时限（天）"), "whole"),
    ),
    *(c.STATE, c.SOURCE),
)


def open_since(context: Context, issue: Issue) -> int:
    """Return the days from raising an issue to its end, or to the as-of day while it is open."""
    return ((context.known(issue.resolved_on) or context.as_of) - issue.raised_on).days


def known_issues(context: Context) -> Iterator[tuple[CommunityBook, str, Issue]]:
    """Yield the issues raised by the as-of day, by community, day and id."""
    for community in context.communities:
        for name, issue in sorted(community.book.issues.items(), key=lambda pair: (pair[1].raised_on, pair[0])):
            if context.known(issue.raised_on):
                yield community.book, name, issue


def issues(context: Context) -> Sheet:
    """List what leaders raised, how long it took and the limit, if any is set (R18-2.1.4-4, R18-2.4.2-i05, B-09)."""
    rows = tuple(_issue(context, *found) for found in known_issues(context))
    return Sheet(_ISSUE, rows)


def proposals(context: Context) -> Sheet:
    """List the leaders' proposals on community affairs (R18-2.1.4-3)."""
    rows = tuple(_issue(context, *found) for found in known_issues(context) if found[2].kind == "proposal")
    return Sheet(_ISSUE, rows)


def _issue(context: Context, book: CommunityBook, name: str, issue: Issue) -> Row:
    limits = context.policy.pack.limits
    limit = limits.issue_days.on(issue.raised_on) if limits else None
    accepted, resolved = context.known(issue.accepted_on), context.known(issue.resolved_on)
    if resolved:
        state = Words("resolved", "已办结")
    else:
        state = Words("in hand", "办理中") if accepted else Words("not accepted yet", "待受理")
    return (
        *(book.community.name, name, ISSUE_KINDS[issue.kind], issue.title, issue.raised_by),
        *(context.name(issue.raised_by), issue.raised_on, issue.major, accepted, context.actor(issue.handler)),
        *(resolved, issue.result if resolved else None, open_since(context, issue)),
        *(c.UNSET if limit is None else limit, state, at(issue.origin)),
    )


def property_checks(context: Context) -> Sheet:
    """List the leaders' assessments of the property service, aspect by aspect (R18-2.1.4-2, B-09)."""
    form = context.policy.pack.property_form
    aspects = form.aspects if form else ()
    columns = (
        *(c.COMMUNITY, c.DAY, c.PLACE, c.PERSON, c.NAME, Column("staff_role", Words("Staff assessed", "被评岗位"))),
        *(Column(f"aspect-{aspect.id}", Words(aspect.label, aspect.label)) for aspect in aspects),
        *(Column("comment", Words("Comment", "意见")), c.SOURCE),
    )
    grades = {grade.id: grade.label for grade in (form.grades if form else ())}
    rows = tuple(
        (
            *(book.community.name, check.on, place_name(book, check.place), check.by, context.name(check.by)),
            check.staff_role,
            *(next((grades[m.grade] for m in check.marks if m.aspect == aspect.id), None) for aspect in aspects),
            *(check.comment, at(check.origin)),
        )
        for book, check in _checks(context)
    )
    return Sheet(columns, rows)


def _checks(context: Context) -> Iterator[tuple[CommunityBook, PropertyCheck]]:
    for community in context.communities:
        for _, check in sorted(community.book.property_checks.items(), key=lambda pair: (pair[1].on, pair[0])):
            if context.known(check.on):
                yield community.book, check


def decisions(context: Context) -> Sheet:
    """List signed decisions, interpretations and approved exceptions (R18-2.4.3-2, R18-4-1, G-12, G-13)."""
    columns = (
        *(c.COMMUNITY, _ID, _KIND, c.PERSON, c.NAME, c.CLAUSE),
        *(Column("proposed_by", Words("Proposed by", "提出人")), Column("decided_by", Words("Decided by", "决定人"))),
        Column("decided_on", Words("Decided on", "决定日"), "day"),
        Column("effective_on", Words("Takes effect", "生效日"), "day"),
        *(c.REASON, c.SOURCE),
    )
    rows: list[Row] = []
    for community in context.communities:
        book = community.book
        for name, decision in sorted(book.decisions.items(), key=lambda pair: (pair[1].decided_on, pair[0])):
            if context.known(decision.decided_on):
                rows.append(
                    (
                        *(book.community.name, name, DECISION_KINDS[decision.kind], decision.person),
                        *((context.name(decision.person) if decision.person else None), decision.clause),
                        *(context.actor(decision.proposed_by), context.actor(decision.decided_by)),
                        *(decision.decided_on, decision.effective_on, decision.reason, at(decision.origin)),
                    )
                )
        for name, waiver in sorted(book.waivers.items(), key=lambda pair: (pair[1].on, pair[0])):
            if context.known(waiver.on):
                rows.append(
                    (
                        *(book.community.name, name, EXCEPTION, waiver.person),
                        *(context.name(waiver.person) if waiver.person else None, waiver.rule, None),
                        *(context.actor(waiver.approved_by), waiver.on, None, waiver.reason, at(waiver.origin)),
                    )
                )
    return Sheet(columns, tuple(rows))
