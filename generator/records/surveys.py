"""Record types of what residents think and of published figures: counts only, no sheet and no name.

Which answers count and what follows is the policy's; nothing here knows a threshold.
"""

from __future__ import annotations

from generator.records.base import INTERNAL, PUBLIC, Record, field
from generator.records.scalars import Day, Id, Line, PeriodText, Points, Whole


class Survey(Record):
    """`surveys/<id>.yaml`: the answers to one survey about one leader, as they were counted."""

    survey: Id = field("评议", "Survey", "政策包中的评议代码", "Survey code of the policy", INTERNAL)
    person: Id = field("人员", "Person", "人员编号", "Id of the leader", INTERNAL)
    period: PeriodText = field("周期", "Period", "评议的周期", "Period that it is about", INTERNAL)
    held_on: Day = field("评议日", "Held on", "评议的日子", "Day it was held", INTERNAL)
    counted_by: Id = field("计票", "Counted by", "计票的岗位", "Post that counted", INTERNAL)
    delivered: Whole | None = field("发出", "Delivered", "发出的份数", "Sheets delivered", INTERNAL, default=None)
    satisfied: Whole = field("满意", "Satisfied", "满意的份数", "Satisfied", INTERNAL)
    basically: Whole = field("基本满意", "Basically", "基本满意的份数", "Basically satisfied", INTERNAL)
    not_satisfied: Whole = field("不满意", "Not satisfied", "不满意的份数", "Not satisfied", INTERNAL)
    blank: Whole = field("无效", "Blank", "空白和作废的份数", "Blank or spoiled", INTERNAL, default=0)


class PublishedFigure(Record):
    """A count that was published, and the share printed beside it."""

    figure: Id = field("指标", "Figure", "政策包中的指标代码", "Figure code of the policy", PUBLIC)
    count: Whole = field("人数", "Count", "人数", "How many", PUBLIC)
    printed: Points | None = field(
        "刊出比例", "Printed", "文中刊出的百分比", "Per cent as it was printed", INTERNAL, default=None
    )


class PublishedFigures(Record):
    """`figures/<id>.yaml`: figures of the roster as some paper gave them; shares are always reckoned anew."""

    title: Line = field("名称", "Title", "出处名称", "Where they were published", PUBLIC)
    on: Day = field("日期", "Day", "统计的日子", "Day of the count", PUBLIC)
    total: Whole = field("总数", "Total", "楼长总数", "Leaders in all", PUBLIC)
    figures: tuple[PublishedFigure, ...] = field("指标", "Figures", "各项人数", "Count by count", PUBLIC)
