"""The internal reports of a policy with monthly claims, in one explicit list.

Knows names, titles and rules; how a report is made is its own module's.
"""

from __future__ import annotations

from generator.problems import Words
from generator.reports import accounts, monthly, voices
from generator.reports.report import ANY_PERIOD, Report, of_a_period, of_the_day

CLAIM_REPORTS: tuple[Report, ...] = (
    of_a_period(
        "claim-review",
        Words("Claims and their review", "积分申报与审核"),
        Words("What each leader claimed, decided line by line.", "每位楼长申报的各项和审核结果。"),
        ("PTS-7-1", "PTS-7-2", "PTS-3-1", "PTS-3-2-0", "PTS-5-2"),
        ("month",),
        monthly.review,
        by_community=True,
    ),
    of_a_period(
        "points-notice",
        Words("Notice of the month's points", "月度积分公示"),
        Words("The results as they were put up, with adjustments.", "张贴时的结果，含以前各月的调整。"),
        ("PTS-7-3", "PTS-22-2", "PTS-13-2", "PTS-22-3"),
        ("month",),
        monthly.notice,
    ),
    of_the_day(
        "appeals",
        Words("Appeals", "申诉登记"),
        Words("Appeals against results, in time or late, and the decisions.", "对结果的申诉、是否逾期和决定。"),
        ("PTS-7-4",),
        monthly.appeals,
        by_community=True,
    ),
    of_a_period(
        "missing-claims",
        Words("Claims missing", "未申报名单"),
        Words("Leaders in post who did not claim for the month.", "在任而没有申报当月积分的楼长。"),
        ("PTS-7-1",),
        ("month",),
        monthly.missing,
        by_community=True,
    ),
    of_a_period(
        "hazards",
        Words("Hazards reported", "隐患上报清单"),
        Words("When hazards were found and reported, and what they earned.", "隐患何时发现、何时上报、计几分。"),
        ("PTS-3-2-2", "PTS-19-2", "PTS-19-4"),
        ANY_PERIOD,
        monthly.hazards,
        by_community=True,
    ),
    of_a_period(
        "participation",
        Words("Residents' part in activities", "居民参与度"),
        Words("Activities and residents who came, by building.", "各楼的活动次数和参加人次。"),
        ("PTS-18-3", "PTS-18-2"),
        ANY_PERIOD,
        monthly.participation,
        by_community=True,
    ),
    of_the_day(
        "balances",
        Words("Points accounts", "积分账户"),
        Words(
            "Earned, not final, redeemed and what is left; the base of proofs.",
            "已得、未确定、已兑换和余额；积分证明以此为准。",
        ),
        ("PTS-8-2", "PTS-12-2", "PTS-4-3", "PTS-5-2"),
        accounts.balances,
        by_community=True,
    ),
    of_the_day(
        "redemptions",
        Words("Redemptions", "积分兑换清单"),
        Words("Redemptions with proof, place and state.", "兑换的凭证、地点和状态。"),
        ("PTS-4-2", "PTS-8-1", "PTS-8-2", "PTS-8-3", "PTS-8-4"),
        accounts.redemptions,
        by_community=True,
    ),
    of_a_period(
        "catalogue",
        Words("Catalogue of redemption", "兑换目录"),
        Words("What points are good for, and how much is left.", "可以兑换什么、还剩多少。"),
        ("PTS-4-2", "PTS-8-1", "PTS-8-2"),
        ("year",),
        accounts.catalogue,
    ),
    of_a_period(
        "points-budget",
        Words("Funds of the scheme", "积分经费"),
        Words("Planned and spent; prizes from the redemptions.", "预算和支出；奖品支出由兑换算出。"),
        ("PTS-17-3",),
        ("year",),
        accounts.budget,
    ),
    of_a_period(
        "points-ranking",
        Words("Ranking by points", "年度积分排名"),
        Words("The year's ranking and who is rewarded.", "全年排名和前列奖励。"),
        ("PTS-4-1", "PTS-9-4", "PTS-11-1", "PTS-11-2"),
        ("year",),
        accounts.ranking,
    ),
    of_a_period(
        "points-statistics",
        Words("Points by item", "积分统计"),
        Words("Lines, times and points by community and item.", "按社区和指标统计项数、次数和积分。"),
        ("PTS-12-3", "PTS-15-2"),
        ANY_PERIOD,
        accounts.statistics,
    ),
    of_the_day(
        "voices",
        Words("Opinions and complaints", "意见投诉登记"),
        Words("Courses and times, without words and names.", "办理经过和用时；不含内容和姓名。"),
        ("PTS-5-4", "PTS-10-1", "PTS-10-2", "PTS-16-2", "PTS-17-4"),
        voices.voices,
    ),
    of_the_day(
        "satisfaction",
        Words("Satisfaction", "满意度调查"),
        Words("Counts and exact shares; few answers are not shown.", "份数和满意率；答卷太少的不显示。"),
        ("PTS-10-3",),
        voices.satisfaction,
    ),
    of_the_day(
        "scheme-reviews",
        Words("Reviews of the scheme", "方案评价"),
        Words("Findings, measures and items changed.", "成绩、问题、措施和调整的指标。"),
        ("PTS-14-1", "PTS-14-2", "PTS-21-1"),
        voices.reviews,
    ),
    of_the_day(
        "scheme-meetings",
        Words("Trainings and publicity", "培训与宣传"),
        Words("Trainings, exchanges of experience and publicity.", "培训、经验交流和宣传。"),
        ("PTS-5-3", "PTS-9-2", "PTS-13-2", "PTS-13-3", "PTS-17-2", "PTS-20-3"),
        voices.meetings,
    ),
    of_the_day(
        "item-changes",
        Words("Values of the items", "指标分值沿革"),
        Words("Each value with the day from which it holds.", "每个分值从哪天起生效。"),
        ("PTS-2-4", "PTS-11-3", "PTS-14-2"),
        voices.item_changes,
    ),
)
