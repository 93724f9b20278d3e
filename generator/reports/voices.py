"""Voices and reviews on paper: complaints as courses and counts, surveys, reviews of the scheme, its meetings.

Knows no word that a resident said: the records hold none.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.claims import voice_walk
from generator.periods import add_months
from generator.policies.settings import Setting
from generator.problems import Words
from generator.records.base import written_fields
from generator.reports import columns as c
from generator.reports.context import at
from generator.reports.leaders import share
from generator.reports.report import Sheet
from generator.reports.table import Column

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from generator.ledger import CommunityBook
    from generator.periods import Period
    from generator.policies.items import Item
    from generator.records.accounts import FeedbackSheet
    from generator.reports.context import Context
    from generator.reports.report import Row

_KINDS = {
    "opinion": Words("opinion", "意见"),
    "complaint": Words("complaint", "投诉"),
    "proposal": Words("proposal", "建议"),
    "scheme": Words("about the scheme", "对积分制"),
}
_FROM = {
    "resident": Words("resident", "居民"),
    "leader": Words("leader", "楼长"),
    "anonymous": Words("anonymous", "匿名"),
}
_FINDINGS = {"success": Words("success", "成绩"), "problem": Words("problem", "问题")}
_MEETINGS = {
    "training": Words("training", "培训"),
    "exchange": Words("exchange of experience", "经验交流"),
    "publicity": Words("publicity", "宣传"),
    "environment": Words("environment", "环境活动"),
}
TOO_FEW = Words("too few answers to show", "答卷不足，不公布")
NO_RESULT = Words("no result", "没有结果")


def _sheets(context: Context) -> Iterator[tuple[CommunityBook, Period, FeedbackSheet]]:
    for community in context.communities:
        for period, sheet in sorted(community.book.feedback.items()):
            yield community.book, period, sheet


def voices(context: Context) -> Sheet:
    """List opinions, complaints and proposals with their course (PTS-5-4, PTS-10-1, PTS-10-2, PTS-16-2, B-44)."""
    columns = (
        *(
            c.COMMUNITY,
            Column("period", Words("Period", "周期"), "period"),
            c.NUMBER,
            Column("kind", Words("Kind", "种类")),
        ),
        *(Column("from", Words("From", "来自")), c.NAME, Column("received_on", Words("Received", "收到日"), "day")),
        *(c.STATE, Column("since", Words("Since", "自"), "day"), Column("days", Words("Days", "用时（天）"), "whole")),
        *(Column("limit", Words("Limit", "期限（天）"), "whole"), c.SOURCE),
    )
    rule, rules = context.policy.machine("issue"), context.policy.pack.feedback
    rows: list[Row] = []
    for book, period, sheet in _sheets(context):
        for voice in sheet.voices if rule is not None else ():
            found = voice_walk(rule.machine(), voice, context.as_of) if rule is not None else None
            if found is None or not found.taken:
                continue
            machine, first = rule.machine() if rule is not None else None, found.taken[0].day
            ended = machine is not None and machine.is_end(found.state)
            until = found.since if ended and found.since is not None else context.as_of
            limit = rules.answer_days.on(first) if rules else None
            rows.append(
                (
                    *(book.community.name, period, voice.id, _KINDS[voice.kind], _FROM[voice.from_]),
                    *(context.name(voice.leader) if voice.leader else None, first),
                    machine.states[found.state] if machine is not None else None,
                    *(found.since, (until - first).days, c.UNSET if limit is None else limit, at(voice.origin)),
                )
            )
    return Sheet(columns, tuple(rows))


def satisfaction(context: Context) -> Sheet:
    """List the surveys; a share is not shown where too few have answered (PTS-10-3, G-27, B-44)."""
    columns = (
        *(c.COMMUNITY, Column("period", Words("Period", "周期"), "period"), c.PERSON, c.NAME),
        *(
            Column("satisfied", Words("Satisfied", "满意"), "whole"),
            Column("basically", Words("Basically", "基本满意"), "whole"),
        ),
        *(
            Column("dissatisfied", Words("Dissatisfied", "不满意"), "whole"),
            Column("blank", Words("Not valid", "无效"), "whole"),
        ),
        *(
            Column("valid", Words("Valid", "有效"), "whole"),
            Column("share", Words("Satisfied %", "满意率（%）"), "percent"),
        ),
    )
    rules = context.policy.pack.feedback
    rows: list[Row] = []
    for book, period, sheet in _sheets(context):
        for survey in sheet.surveys:
            good = survey.satisfied + survey.basically
            valid = good + survey.dissatisfied
            least = rules.least_answers.on(period.last) if rules else None
            shown = survey.leader is None or least is None or valid >= least
            rate = (share(good, valid) if valid else NO_RESULT) if shown else TOO_FEW
            name = context.name(survey.leader) if survey.leader else Words("all leaders", "全体楼长")
            counts = (survey.satisfied, survey.basically, survey.dissatisfied, survey.blank)
            rows.append((book.community.name, period, survey.leader, name, *counts, valid, rate))
    return Sheet(columns, tuple(rows))


def reviews(context: Context) -> Sheet:
    """List what reviews of the scheme found and changed (PTS-14-1, PTS-14-2, PTS-21-1, B-45)."""
    columns = (
        *(Column("period", Words("Period", "周期"), "period"), c.DAY, Column("by", Words("By", "评价人"))),
        *(Column("kind", Words("Kind", "种类")), Column("finding", Words("Finding", "结论"))),
        *(Column("measure", Words("Measure", "措施")), Column("changes", Words("Items changed", "调整指标")), c.SOURCE),
    )
    labels = {item.id: item.label for item in context.policy.pack.items}
    rows: list[Row] = []
    for period, review in sorted(context.book.scheme_reviews.items()):
        changes = "、".join(labels.get(item, item) for item in review.changes)
        if context.known(review.on) is None:
            continue
        rows.extend(
            (
                *(period, review.on, context.actor(review.by), _FINDINGS[finding.kind], finding.text),
                *(finding.measure, changes or None, at(finding.origin)),
            )
            for finding in review.findings
        )
    return Sheet(columns, tuple(rows), notes=tuple(_due(context)))


def _due(context: Context) -> Iterator[Words]:
    """Say when the next review is due, where the policy says how often."""
    rules = context.policy.pack.feedback
    months = rules.review_months.on(context.as_of) if rules else None
    done = [review.on for review in context.book.scheme_reviews.values() if context.known(review.on)]
    if months is not None and done:
        due = add_months(max(done), months).isoformat()
        yield Words(f"The next review is due by {due}.", f"下一次评价最迟在 {due}。")


def meetings(context: Context) -> Sheet:
    """List trainings, exchanges and publicity (PTS-5-3, PTS-9-2, PTS-13-2, PTS-13-3, PTS-17-2, PTS-20-3)."""
    columns = (
        *(c.DAY, Column("kind", Words("Kind", "种类")), Column("topic", Words("Topic", "主题"))),
        *(Column("channel", Words("Channel", "渠道")), Column("leaders", Words("Leaders", "参加楼长"), "whole")),
        *(Column("about_points", Words("On points", "讲积分制"), "flag"), c.SOURCE),
    )
    held = sorted(context.book.scheme_meetings.items(), key=lambda pair: (pair[1].on, pair[0]))
    rows = tuple(
        (
            *(meeting.on, _MEETINGS[meeting.kind], meeting.topic, meeting.channel, len(meeting.leaders)),
            *(meeting.about_points, at(meeting.origin)),
        )
        for _, meeting in held
        if context.known(meeting.on)
    )
    return Sheet(columns, rows)


def item_changes(context: Context) -> Sheet:
    """List every value of the items with the day from which it holds (PTS-2-4, PTS-11-3, PTS-14-2, B-45)."""
    columns = (
        *(c.ITEM, Column("setting", Words("Setting", "参数")), Column("from", Words("From", "生效日"), "day")),
        *(Column("value", Words("Value", "值")), Column("status", Words("Status", "来历")), c.CLAUSE),
    )
    rows: list[Row] = []
    for item in context.policy.pack.items:
        for name, from_, value, status, clause in _values(item):
            rows.append((f"{item.number} {item.label}", name, from_, value, status, clause))
    return Sheet(columns, tuple(rows))


_STATUS = {"stated": Words("stated", "原文"), "assumed": Words("assumed", "推定"), "unset": Words("unset", "未定")}


def _values(item: Item) -> Iterator[tuple[Words, date | None, str | None, Words, str]]:
    for record in (item.formula, item):
        for name in written_fields(type(record)).values():
            setting = getattr(record, name)
            if isinstance(setting, Setting):
                title = type(record).model_fields[name].title or name
                for dated in setting:
                    value = None if dated.value is None else f"{dated.value}"
                    yield Words(name, title), dated.from_, value, _STATUS[dated.status], dated.clause
