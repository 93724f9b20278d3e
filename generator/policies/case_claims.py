"""Worked cases of monthly claims: claims and their review, displays and appeals, accounts, rankings.

Knows the shape of facts and results; computes nothing.
"""

from __future__ import annotations

from typing import Literal

from generator.policies.case_frame import CaseOf, GivenLeader
from generator.records.accounts import Catalogue, Redemption
from generator.records.base import PUBLIC, Record, field
from generator.records.claims import Appeal, Claim, ClaimCorrection, Reward
from generator.records.scalars import Day, Flag, Id, Line, PeriodText, Points, Whole


class GivenClaim(Claim):
    """A leader's claim of a month."""

    month: PeriodText = field("月份", "Month", "申报的月份", "Month of the claim", PUBLIC)
    accepted_on: Day | None = field(
        "通过日",
        "Accepted on",
        "没有写审核的各项在这天通过",
        "Day on which what has no decision was accepted",
        PUBLIC,
        default=None,
    )


class GivenReward(Reward):
    """A reward in a month."""

    month: PeriodText = field("月份", "Month", "奖励的月份", "Month of the reward", PUBLIC)


class GivenAppeal(Appeal):
    """An appeal against the result of a month."""

    month: PeriodText = field("月份", "Month", "申诉的月份", "Month of the appeal", PUBLIC)


class GivenDisplay(Record):
    """When a month's notice was put up; without a last day the policy's time of display counts."""

    month: PeriodText = field("月份", "Month", "公示的月份", "Month displayed", PUBLIC)
    opens: Day = field("开始", "Opens", "张贴的日子", "Day of posting", PUBLIC)
    closes: Day | None = field("截止", "Closes", "最后一天", "Last day", PUBLIC, default=None)


class GivenRedemption(Redemption):
    """A redemption with its id."""

    id: Id = field("编号", "Id", "案例中的编号", "Id within the case", PUBLIC)


class GivenCorrection(ClaimCorrection):
    """A correction with its id."""

    id: Id = field("编号", "Id", "案例中的编号", "Id within the case", PUBLIC)


class GivenYearClose(Record):
    """The day on which a year was closed."""

    year: PeriodText = field("年度", "Year", "年度", "Year", PUBLIC)
    on: Day = field("日期", "Day", "截止的日子", "Day it was closed", PUBLIC)


class ClaimsGiven(Record):
    """A community's claims with all that follows them."""

    leaders: tuple[GivenLeader, ...] = field("楼长", "Leaders", "案例中的楼长", "Leaders of the case", PUBLIC)
    claims: tuple[GivenClaim, ...] = field("申报", "Claims", "各人各月的申报", "Claims", PUBLIC, default=())
    rewards: tuple[GivenReward, ...] = field("奖励", "Rewards", "奖励积分", "Rewards", PUBLIC, default=())
    appeals: tuple[GivenAppeal, ...] = field("申诉", "Appeals", "申诉", "Appeals", PUBLIC, default=())
    displays: tuple[GivenDisplay, ...] = field("公示", "Displays", "各月的公示", "Displays", PUBLIC, default=())
    corrections: tuple[GivenCorrection, ...] = field("更正", "Corrections", "更正", "Corrections", PUBLIC, default=())
    catalogue: Catalogue | None = field(
        "目录", "Catalogue", "每年通用", "The same for every year", PUBLIC, default=None
    )
    redemptions: tuple[GivenRedemption, ...] = field("兑换", "Redemptions", "兑换", "Redemptions", PUBLIC, default=())
    closed: tuple[GivenYearClose, ...] = field("年度截止", "Closed", "已截止的年度", "Years closed", PUBLIC, default=())
    chosen: tuple[Id, ...] = field(
        "同分决定", "Chosen", "同分时入选的人", "Whom a decision lets in", PUBLIC, default=()
    )
    as_of: Day = field("当天", "As of", "判断的日子", "Day of the judgement", PUBLIC)


class ExpectedPart(Record):
    """The points of a line as known on a day."""

    leader: Id = field("楼长", "Leader", "案例中的代号", "Code within the case", PUBLIC)
    month: PeriodText = field("月份", "Month", "月份", "Month", PUBLIC)
    line: Line = field("项", "Line", "basic、序号或奖励编号", "basic, a number or a reward", PUBLIC)
    points: Points = field("分值", "Points", "应得的分", "Points it must earn", PUBLIC)
    outcome: Literal["counted", "pending", "rejected", "late", "gated", "not_first", "capped", "not_counted"] | None = (
        field("情形", "Outcome", "为什么", "Why", PUBLIC, default=None)
    )


class ExpectedMonth(Record):
    """A leader's month as known on a day."""

    leader: Id = field("楼长", "Leader", "案例中的代号", "Code within the case", PUBLIC)
    month: PeriodText = field("月份", "Month", "月份", "Month", PUBLIC)
    on: Day | None = field(
        "日期", "Day", "不写为判断的日子", "Absent means the day of the judgement", PUBLIC, default=None
    )
    total: Points = field("合计", "Total", "当月积分", "Points of the month", PUBLIC)
    final: Points | None = field("已确定", "Final", "其中已确定的", "Of these final", PUBLIC, default=None)
    final_on: Day | None = field(
        "确定日", "Final on", "全部确定的日子", "Day from which all is final", PUBLIC, default=None
    )
    open: Flag | None = field(
        "未确定", "Open", "是否还有未确定的项", "Whether a line is not final", PUBLIC, default=None
    )
    state: Id | None = field("状态", "State", "流程中的状态", "State in the machine", PUBLIC, default=None)


class ExpectedWindow(Record):
    """The last day of a display."""

    month: PeriodText = field("月份", "Month", "月份", "Month", PUBLIC)
    closes: Day = field("截止", "Closes", "最后一天", "Last day", PUBLIC)


class ExpectedAppeal(Record):
    """How an appeal is treated."""

    appeal: Id = field("申诉", "Appeal", "申诉编号", "Id of the appeal", PUBLIC)
    on: Day | None = field(
        "日期", "Day", "不写为判断的日子", "Absent means the day of the judgement", PUBLIC, default=None
    )
    state: Literal["open", "upheld", "dismissed", "late"] = field(
        "状态", "State", "怎样对待", "How it is treated", PUBLIC
    )


class ExpectedClaimFault(Record):
    """Something that must be refused, and the check that refuses it."""

    leader: Id = field("楼长", "Leader", "案例中的代号", "Code within the case", PUBLIC)
    month: PeriodText | None = field(
        "月份", "Month", "只有一个月时不写", "Where there is more than one", PUBLIC, default=None
    )
    line: Line = field("项", "Line", "basic、序号、奖励或申诉编号", "basic, a number, a reward or an appeal", PUBLIC)
    check: Id = field("检查", "Check", "检查代码", "Id of the check", PUBLIC)


class ExpectedMissing(Record):
    """A leader whose claim is missing."""

    leader: Id = field("楼长", "Leader", "案例中的代号", "Code within the case", PUBLIC)
    month: PeriodText = field("月份", "Month", "月份", "Month", PUBLIC)


class ExpectedNoticeRow(Record):
    """A leader's row in a notice."""

    month: PeriodText = field("月份", "Month", "公示的月份", "Month of the notice", PUBLIC)
    leader: Id = field("楼长", "Leader", "案例中的代号", "Code within the case", PUBLIC)
    basic: Points | None = field("基础", "Basic", "基础积分", "Basic points", PUBLIC, default=None)
    extra: Points | None = field("附加", "Extra", "附加积分", "Additional points", PUBLIC, default=None)
    reward: Points | None = field("奖励", "Reward", "奖励积分", "Reward points", PUBLIC, default=None)
    adjustment: Points = field("调整", "Adjustment", "以前各月的调整", "Adjustments of earlier months", PUBLIC)
    total: Points = field("合计", "Total", "当月合计", "Points of the month", PUBLIC)
    to_date: Points | None = field("累计", "To date", "本年累计", "Points of the year so far", PUBLIC, default=None)
    under_review: Whole | None = field(
        "复核中", "Under review", "复核中的项数", "Lines under review", PUBLIC, default=None
    )


class ExpectedBalance(Record):
    """A leader's account at the end of a day."""

    leader: Id = field("楼长", "Leader", "案例中的代号", "Code within the case", PUBLIC)
    on: Day | None = field(
        "日期", "Day", "不写为判断的日子", "Absent means the day of the judgement", PUBLIC, default=None
    )
    balance: Points = field("余额", "Balance", "可用的积分", "Points that may be used", PUBLIC)
    year: PeriodText | None = field("年度", "Year", "已得积分的年度", "Year of the points earned", PUBLIC, default=None)
    earned: Points | None = field("已得", "Earned", "该年已得积分", "Points earned in that year", PUBLIC, default=None)
    reset: Points | None = field("清零", "Reset", "当天清零的积分", "Points cleared on that day", PUBLIC, default=None)


class ExpectedRedemption(Record):
    """How a redemption stands, and the guard that stopped it."""

    redemption: Id = field("兑换", "Redemption", "兑换编号", "Id of the redemption", PUBLIC)
    state: Id | None = field("状态", "State", "流程中的状态", "State in the machine", PUBLIC, default=None)
    check: Id | None = field("检查", "Check", "检查代码", "Id of the check", PUBLIC, default=None)
    guard: Line | None = field("前提", "Guard", "没有满足的前提", "The guard that does not hold", PUBLIC, default=None)
    next: tuple[Id, ...] | None = field(
        "下一步", "Next", "此时可走的步骤", "Steps that are possible", PUBLIC, default=None
    )


class ExpectedPlace(Record):
    """A leader's place in the ranking."""

    leader: Id = field("楼长", "Leader", "案例中的代号", "Code within the case", PUBLIC)
    rank: Whole = field("名次", "Rank", "名次", "Rank", PUBLIC)


class ExpectedStandings(Record):
    """A ranking and who is rewarded for it."""

    ranking: Id = field("排名", "Ranking", "排名代码", "Code of the ranking", PUBLIC)
    year: PeriodText = field("年度", "Year", "年度", "Year", PUBLIC)
    places: tuple[ExpectedPlace, ...] = field("名次", "Places", "名次", "Ranks", PUBLIC, default=())
    rewarded: tuple[Id, ...] | None = field("获奖", "Rewarded", "按名次列出", "In order of rank", PUBLIC, default=None)
    tied: tuple[Id, ...] | None = field(
        "同分", "Tied", "等待决定的人", "Who waits for a decision", PUBLIC, default=None
    )


class ClaimsExpected(Record):
    """Faults, missing claims and blocked redemptions are listed in full; elsewhere only what is said is compared."""

    parts: tuple[ExpectedPart, ...] = field("逐项", "Parts", "逐项积分", "Points line by line", PUBLIC, default=())
    months: tuple[ExpectedMonth, ...] = field("各月", "Months", "各月积分", "Points by month", PUBLIC, default=())
    windows: tuple[ExpectedWindow, ...] = field("公示期", "Windows", "公示期", "Displays", PUBLIC, default=())
    appeals: tuple[ExpectedAppeal, ...] = field("申诉", "Appeals", "申诉", "Appeals", PUBLIC, default=())
    refused: tuple[ExpectedClaimFault, ...] = field(
        "应拒绝", "Refused", "应拒绝的项", "What is refused", PUBLIC, default=()
    )
    missing: tuple[ExpectedMissing, ...] = field(
        "未申报", "Missing", "未申报的人", "Claims missing", PUBLIC, default=()
    )
    notices: tuple[ExpectedNoticeRow, ...] = field(
        "公示名单", "Notices", "公示名单", "Rows of notices", PUBLIC, default=()
    )
    balances: tuple[ExpectedBalance, ...] = field("账户", "Balances", "账户余额", "Balances", PUBLIC, default=())
    redemptions: tuple[ExpectedRedemption, ...] = field(
        "兑换", "Redemptions", "兑换", "Redemptions", PUBLIC, default=()
    )
    standings: ExpectedStandings | None = field("排名", "Standings", "排名", "Ranking", PUBLIC, default=None)
    unset: Line | None = field(
        "未定",
        "Unset",
        "因哪个条款的未定参数而停止",
        "Clause of the unset value at which it stops",
        PUBLIC,
        default=None,
    )


class ClaimsCase(CaseOf[ClaimsGiven, ClaimsExpected]):
    """Kind `claims`: claims -> points, notices, accounts, rankings."""

    kind: Literal["claims"] = field("种类", "Kind", "按月申报", "Claims by the month", PUBLIC)
