"""What residents say: surveys with the share that decides, and votes of a meeting.

Closed sets of named choices; the counting is done in `generator.surveys`, and what follows is a proposal (decision 12).
"""

from __future__ import annotations

from typing import Literal

from generator.policies.settings import Setting
from generator.records.base import PUBLIC, Record, field
from generator.records.scalars import Flag, Id, Line, Points, Whole

Answer = Literal["satisfied", "basically", "not_satisfied"]


class SurveyRule(Record):
    """A survey of residents about a leader: which answers count, and below which share something follows."""

    id: Id = field("代码", "Code", "评议代码", "Code of the survey", PUBLIC)
    label: Line = field("名称", "Label", "评议名称", "Label of the survey", PUBLIC)
    clause: Line = field("条款", "Clause", "条款编号", "Id of an article", PUBLIC)
    roles: tuple[Id, ...] = field("角色", "Roles", "被评议的角色", "Roles that are surveyed", PUBLIC)
    held_by: Line = field("组织", "Held by", "由谁组织", "Who holds it", PUBLIC)
    period: Setting[Literal["month", "quarter", "half", "year"]] = field(
        "周期", "Period", "一次评议管多久", "The period that one survey is about", PUBLIC
    )
    counted: Setting[tuple[Answer, ...]] = field(
        "算满意", "Counted", "哪些答复算满意", "Answers that count as satisfied", PUBLIC
    )
    denominator: Setting[Literal["valid", "returned"]] = field(
        "分母", "Denominator", "有效答复，或收回的全部", "Valid answers, or all that came back", PUBLIC
    )
    least_answers: Setting[Whole] = field(
        "最少答复", "Fewest answers", "少于此数没有结果", "Below it there is no result", PUBLIC
    )
    min_service_days: Setting[Whole] = field(
        "最少在任", "Shortest service", "在任不足几天的不评", "Days in post before one is surveyed", PUBLIC
    )
    threshold: Setting[Points] = field("界线", "Threshold", "满意度的百分比", "Per cent of satisfaction", PUBLIC)
    equal_is_below: Setting[Flag] = field(
        "等于算低于", "Equal is below", "正好等于界线是否算低于", "Whether the threshold itself is too low", PUBLIC
    )
    times: Setting[Whole] = field("次数", "Times", "几次低于界线才算", "Low results that it takes", PUBLIC)
    effect: Setting[Literal["bar_reselection", "end_now"]] = field(
        "后果", "Effect", "不再选任，或建议现在免去", "Not chosen again, or proposed to end now", PUBLIC
    )
    decimals: Setting[Whole] = field("小数位", "Decimals", "显示几位小数", "Decimals that are shown", PUBLIC)


class VoteRule(Record):
    """How a meeting decides on a candidate."""

    clause: Line = field("条款", "Clause", "条款编号", "Id of an article", PUBLIC)
    meeting: Line = field("会议", "Meeting", "由什么会议表决", "The meeting that votes", PUBLIC)
    base: Setting[Literal["present", "entitled", "cast"]] = field(
        "基数", "Base", "到会、应到或有效票", "Those present, entitled, or the votes cast", PUBLIC
    )
    share: Setting[Points] = field("赞成比例", "Share", "赞成票的百分比", "Per cent of votes for", PUBLIC)
    equal_passes: Setting[Flag] = field(
        "正好通过", "Equal passes", "正好等于比例是否通过", "Whether the share itself is enough", PUBLIC
    )
    quorum: Setting[Points] = field(
        "到会比例", "Quorum", "应到人数中至少到会的百分比", "Per cent of those entitled that must come", PUBLIC
    )
