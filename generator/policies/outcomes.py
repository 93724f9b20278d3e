"""What follows from points: periods, rankings, honours, credit, alerts.

Closed sets of named kinds; what a rule computes is a proposal (decision 12).
"""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from generator.policies.settings import Setting
from generator.records.base import PUBLIC, Record, field
from generator.records.scalars import Flag, Id, Line, MonthDay, Points, Whole

Scope = Literal["jurisdiction", "street", "community", "grid"]
Rounding = Literal["floor", "half_up", "half_even", "ceil", "cumulative_floor", "largest_remainder"]


class Periods(Record):
    """Which periods are published, and when an entry belongs to one (G-18, G-19)."""

    published: Setting[Literal["month", "quarter", "half", "year"]] = field(
        "公布周期", "Published", "多久公布一次", "How often published", PUBLIC
    )
    publish_scope: Setting[Scope] = field("公布范围", "Publish scope", "名单的范围", "Scope of a list", PUBLIC)
    publish_within_days: Setting[Whole] = field(
        "公布期限", "Publish within", "期末后几天内公布", "Days after the period", PUBLIC
    )
    belongs_by: Setting[Literal["event_date", "verified_on"]] = field(
        "归期", "Belongs by", "按哪个日期归期", "Which day decides", PUBLIC
    )


class Ranking(Record):
    """A ranking of one role."""

    id: Id = field("代码", "Code", "排名代码", "Code of the ranking", PUBLIC)
    label: Line = field("名称", "Label", "排名名称", "Label of the ranking", PUBLIC)
    roles: tuple[Id, ...] = field("角色", "Roles", "分别排名的角色", "Roles, each ranked apart", PUBLIC)
    period: Literal["month", "quarter", "year"] = field("周期", "Period", "排名的周期", "Period that is ranked", PUBLIC)
    scope: Setting[Scope] = field("范围", "Scope", "排名的范围", "Who is ranked together", PUBLIC)
    basis: Setting[Literal["bonus", "score", "earned", "balance"]] = field(
        "依据", "Basis", "加分、得分、已得积分或余额", "Bonus, score, points earned or balance", PUBLIC
    )
    method: Setting[Literal["competition", "dense", "ordinal"]] = field(
        "名次", "Method", "并列后的名次", "How ties are numbered", PUBLIC
    )
    public: Flag = field("公开", "Public", "是否公开", "Whether it is published", PUBLIC)
    clause: Line = field("条款", "Clause", "条款编号", "Id of an article", PUBLIC)


class Tier(Record):
    """A tier of an honour, such as five stars."""

    id: Id = field("代码", "Code", "档次代码", "Code of the tier", PUBLIC)
    label: Line = field("名称", "Label", "档次名称", "Label of the tier", PUBLIC)
    stars: Whole | None = field("星数", "Stars", "显示的星数", "Stars that are shown", PUBLIC, default=None)
    share: Setting[Points] = field("比例", "Share", "占参评人数的百分比", "Per cent of those taking part", PUBLIC)
    credit_points: Setting[Whole] | None = field(
        "信用分", "Credit points", "个人信用加分", "Personal credit points", PUBLIC, default=None
    )


class Honour(Record):
    """A contest: shares of the ranking, from the top tier down."""

    id: Id = field("代码", "Code", "评比代码", "Code of the honour", PUBLIC)
    label: Line = field("名称", "Label", "评比名称", "Label of the honour", PUBLIC)
    role: Id = field("角色", "Role", "参评的角色", "Role that takes part", PUBLIC)
    clause: Line = field("条款", "Clause", "条款编号", "Id of an article", PUBLIC)
    ranking: Id = field("排名", "Ranking", "依据的排名代码", "Ranking it rests on", PUBLIC)
    tiers: tuple[Tier, ...] = field("档次", "Tiers", "自高至低", "From the top down", PUBLIC)
    participants: Setting[Literal["in_post_on_last_day", "in_post_any_day"]] = field(
        "参评", "Participants", "谁计入人数", "Who is counted", PUBLIC
    )
    scope: Setting[Scope] = field("范围", "Scope", "按哪个范围算比例", "Scope of the shares", PUBLIC)
    rounding: Setting[Rounding] = field("取整", "Rounding", "名额怎样取整", "How places are rounded", PUBLIC)
    ties: Setting[Literal["exclude_until_decided", "include_all", "exclude_all"]] = field(
        "同分", "Ties", "名额边界同分", "Ties on the boundary", PUBLIC
    )
    overflow: Setting[Literal["absorb_next", "keep"]] = field(
        "超额", "Overflow", "同分超额后下一档的名额", "Next tier after an overflow", PUBLIC
    )
    carry_unused: Setting[Flag] = field(
        "余额下移", "Carry unused", "空余名额是否给下一档", "Unused places go down", PUBLIC
    )
    min_score: Setting[Points] | None = field(
        "最低得分",
        "Fewest points",
        "得分不足的不入选，含此分",
        "Nobody below it enters a tier; it itself does",
        PUBLIC,
        default=None,
    )
    rounds_per_year: Setting[Whole] = field(
        "每年次数", "Rounds a year", "每年评比次数", "Rounds held in a year", PUBLIC
    )


class CreditPush(Record):
    """The yearly push of award holders to the credit system."""

    clause: Line = field("条款", "Clause", "条款编号", "Id of an article", PUBLIC)
    opens: Setting[MonthDay] = field("起", "Opens", "次年的第一天", "First day, in the next year", PUBLIC)
    closes: Setting[MonthDay] = field("止", "Closes", "次年的最后一天，含", "Last day, included", PUBLIC)
    stack: Setting[Literal["highest", "sum"]] = field(
        "兼得", "Stack", "一人多奖怎样计", "Several awards of one person", PUBLIC
    )


class Recommendation(Record):
    """Holders of a tier are proposed first for something."""

    clause: Line = field("条款", "Clause", "条款编号", "Id of an article", PUBLIC)
    tiers: tuple[Id, ...] = field("档次", "Tiers", "优先推荐的档次", "Tiers that are proposed", PUBLIC)
    label: Line = field("名称", "Label", "推荐为", "What for", PUBLIC)
    lookback_years: Setting[Whole] = field("追溯", "Look back", "含以前几年", "Earlier years that count", PUBLIC)


class LastPlaceRun(Record):
    """Alert `last_place_run`: so many periods in a row at the last place."""

    kind: Literal["last_place_run"] = field("种类", "Kind", "连续末位", "Run of last places", PUBLIC)
    id: Id = field("代码", "Code", "预警代码", "Code of the alert", PUBLIC)
    label: Line = field("名称", "Label", "预警名称", "Label of the alert", PUBLIC)
    clause: Line = field("条款", "Clause", "条款编号", "Id of an article", PUBLIC)
    ranking: Id = field("排名", "Ranking", "依据的排名代码", "Ranking it rests on", PUBLIC)
    roles: tuple[Id, ...] = field("角色", "Roles", "适用的角色", "Roles it applies to", PUBLIC)
    length: Setting[Whole] = field("次数", "Length", "连续几期", "Periods in a row", PUBLIC)
    least_ranked: Setting[Whole] = field(
        "最少人数", "Fewest ranked", "少于此数不排末位", "No last place below it", PUBLIC
    )
    full_periods_only: Setting[Flag] = field(
        "只计整期", "Full periods only", "整期在任才排名", "Ranked when in post all the period", PUBLIC
    )
    reset_each_year: Setting[Flag] = field(
        "跨年重计", "Reset each year", "新年是否重新计", "Whether New Year breaks a run", PUBLIC
    )
    told: Id = field("通知", "Told", "通知的角色", "Role that is told", PUBLIC)


class Inactivity(Record):
    """Alert `inactivity`: no verified entry for so many months."""

    kind: Literal["inactivity"] = field("种类", "Kind", "长期无记录", "No entry for long", PUBLIC)
    id: Id = field("代码", "Code", "预警代码", "Code of the alert", PUBLIC)
    label: Line = field("名称", "Label", "预警名称", "Label of the alert", PUBLIC)
    clause: Line = field("条款", "Clause", "条款编号", "Id of an article", PUBLIC)
    roles: tuple[Id, ...] = field("角色", "Roles", "适用的角色", "Roles it applies to", PUBLIC)
    months: Setting[Whole] = field("月数", "Months", "几个月无记录", "Months without an entry", PUBLIC)
    told: Id = field("通知", "Told", "通知的角色", "Role that is told", PUBLIC)


Alert = Annotated[LastPlaceRun | Inactivity, Field(discriminator="kind")]


class Limits(Record):
    """Times that a text asks for without a number stay unset and are only shown (G-15, G-16)."""

    issue_days: Setting[Whole] = field("问题处置", "Issue days", "问题处置的天数", "Days to deal with an issue", PUBLIC)
    incident_hours: Setting[Whole] = field(
        "情况报告", "Incident hours", "重要情况告知的小时数", "Hours to tell of an incident", PUBLIC
    )
    story_months: Setting[Whole] = field("事迹宣传", "Story months", "多久宣传一次", "Months between stories", PUBLIC)
    least_shown: Setting[Whole] | None = field(
        "公开下限", "Least shown", "不满此数的次数不公开", "Counts below it are not published", PUBLIC, default=None
    )
