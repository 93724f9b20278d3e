"""What residents said of leaders, and the figures of the roster (B-47, B-48); internal but for the totals.

Knows results and counts; a share is exact until it is written.
"""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

from generator.problems import Words
from generator.reports import columns as c
from generator.reports.context import at, places_of
from generator.reports.report import Sheet
from generator.reports.table import Column
from generator.surveys import coverage, figure_counts, members, per_cent, proposals, results

if TYPE_CHECKING:
    from collections.abc import Iterator
    from decimal import Decimal

    from generator.periods import Period
    from generator.policies.roster import Statistics
    from generator.policies.surveys import SurveyRule
    from generator.reports.context import Context
    from generator.reports.report import Row
    from generator.surveys import Result

_SURVEY = Column("survey", Words("Survey", "评议"))
_PERIOD = Column("period", Words("Period", "周期"), "period")
_HELD_ON = Column("held_on", Words("Held on", "评议日"), "day")
_SHARE = Column("satisfaction", Words("Satisfaction", "满意度"), "percent")
_NO_RESULT = Words("no result", "没有结果")
_LOW, _FINE = Words("below the threshold", "低于界线"), Words("not below", "不低于界线")
_EFFECTS = {
    "bar_reselection": Words("not to be chosen again", "不再选任"),
    "end_now": Words("to be ended now", "建议现在免去"),
}
_INTERNAL = Words("Internal; not to be published.", "内部使用，不得公开。")


def survey_results(context: Context, period: Period) -> Sheet:
    """List what each survey of a period came to (J22-2.3-7, J22-2.3-8, B-47)."""
    columns = (
        *(c.COMMUNITY, c.PERSON, c.NAME, c.PLACE, _SURVEY, _PERIOD, _HELD_ON),
        Column("satisfied", Words("Satisfied", "满意"), "whole"),
        Column("basically", Words("Basically satisfied", "基本满意"), "whole"),
        Column("not_satisfied", Words("Not satisfied", "不满意"), "whole"),
        Column("blank", Words("Blank or spoiled", "空白作废"), "whole"),
        *(_SHARE, c.STATE, c.SOURCE),
    )
    rows = tuple(
        _result(context, community, rule, result)
        for rule in context.policy.pack.surveys
        for community in sorted(context.book.communities)
        for result in results(context.book.communities[community], rule, context.as_of)
        if period.contains(result.period.first)
    )
    return Sheet(columns, rows, notes=(_INTERNAL,))


def _result(context: Context, community: str, rule: SurveyRule, result: Result) -> Row:
    book = context.book.communities[community]
    shown = _NO_RESULT if result.share is None else per_cent(result.share, rule.decimals.required(result.held_on))
    role = next((post.appointment.role for post in book.posts_of(result.leader, result.held_on)), "")
    return (
        *(book.community.name, result.leader, context.name(result.leader)),
        *(places_of(book, result.leader, role), rule.label, result.period, result.held_on),
        *(result.counts.satisfied, result.counts.basically, result.counts.not_satisfied, result.counts.blank),
        *(shown, _NO_RESULT if result.share is None else _LOW if result.low else _FINE, at(result.source)),
    )


def survey_proposals(context: Context) -> Sheet:
    """List the leaders whose low results propose something, and whether a decision lifted it (J22-2.3-8, B-47)."""
    columns = (
        *(c.COMMUNITY, c.PERSON, c.NAME, _SURVEY, _PERIOD, _HELD_ON, _SHARE),
        Column("proposal", Words("Proposal", "建议")),
        Column("lifted", Words("Lifted", "已解除"), "flag"),
        *(c.CLAUSE, c.SOURCE),
    )
    rows = tuple(
        (
            *(book.community.name, found.leader, context.name(found.leader), rule.label, found.results[-1].period),
            *(found.on, _shown(found.results[-1], rule), _EFFECTS[found.effect], found.lifted),
            *(rule.clause, at(found.results[-1].source)),
        )
        for rule in context.policy.pack.surveys
        for _, book in sorted(context.book.communities.items())
        for found in proposals(book, rule, context.as_of)
    )
    note = Words("A proposal; only a signed decision takes effect.", "只是建议，有签字的决定才生效。")
    return Sheet(columns, rows, notes=(_INTERNAL, note))


def _shown(result: Result, rule: SurveyRule) -> Decimal | None:
    return None if result.share is None else per_cent(result.share, rule.decimals.required(result.held_on))


def roster_statistics(context: Context) -> Sheet:
    """Count the serving leaders by age, education and source, as a whole and by town (J22-2.1-2, J22-2.1-6, B-48)."""
    columns = (
        Column("scope", Words("Scope", "范围")),
        Column("figure", Words("Figure", "指标")),
        Column("count", Words("Count", "人数"), "whole"),
        Column("total", Words("Leaders", "楼长总数"), "whole"),
        Column("share", Words("Per cent", "百分比"), "percent"),
        c.CLAUSE,
    )
    rule = context.policy.pack.statistics
    if rule is None:
        return Sheet(columns, (), notes=(Words("The policy asks for no figures.", "政策没有规定统计。"),))
    upper = {place.id: place.name for place in context.book.jurisdiction.places}
    parents = sorted({book.community.parent for book in context.book.communities.values()})
    rows = [
        *_figures(context, rule, None, context.book.jurisdiction.name),
        *(row for parent in parents for row in _figures(context, rule, parent, upper.get(parent, parent))),
    ]
    unknown = sum(
        member.age is None for member in members(context.policy, context.book.communities.values(), context.as_of)
    )
    text = Words(f"{unknown} leaders have no age check.", f"有 {unknown} 名楼长没有核对年龄。")
    return Sheet(columns, tuple(rows), notes=(text,) if unknown else ())


def _figures(context: Context, rule: Statistics, parent: str | None, name: str) -> Iterator[Row]:
    books = [b for b in context.book.communities.values() if parent is None or b.community.parent == parent]
    found = members(context.policy, books, context.as_of)
    for figure, count in figure_counts(rule.figures, found, context.as_of):
        share = _per_cent(rule, context, Fraction(count, len(found))) if found else None
        yield (name, figure.label, count, len(found), share, figure.clause)


def _per_cent(rule: Statistics, context: Context, share: Fraction) -> Decimal:
    return per_cent(share, rule.decimals.required(context.as_of), rule.rounding.required(context.as_of))


def place_coverage(context: Context) -> Sheet:
    """Count the places with a leader, level by level and community by community (J22-2.1-8, B-48)."""
    columns = (
        Column("level", Words("Level", "层级")),
        c.COMMUNITY,
        Column("places", Words("Places", "地点数"), "whole"),
        Column("covered", Words("With a leader", "有楼长"), "whole"),
        Column("vacant", Words("Vacant", "空缺"), "whole"),
        Column("share", Words("Per cent", "百分比"), "percent"),
        Column("where", Words("Where vacant", "空缺地点")),
    )
    rule = context.policy.pack.statistics
    rows: list[Row] = []
    for code in rule.coverage_levels if rule is not None else ():
        level = context.policy.level(code)
        label = level.label if level else code
        for _name, book in sorted(context.book.communities.items()):
            found = coverage(context.policy, [book], code, context.as_of)
            if found.share is not None and rule is not None:
                where = "、".join(book.name_of(place) for _, place in found.vacant)
                counts = (len(found.places), found.covered, len(found.vacant))
                rows.append((label, book.community.name, *counts, _per_cent(rule, context, found.share), where or None))
        whole = coverage(context.policy, context.book.communities.values(), code, context.as_of)
        if whole.share is not None and rule is not None:
            counts = (len(whole.places), whole.covered, len(whole.vacant))
            rows.append((label, Words("Total", "合计"), *counts, _per_cent(rule, context, whole.share), None))
    return Sheet(columns, tuple(rows))
