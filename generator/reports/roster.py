"""The reports on surveys, the roster, pairs and chosen leaders, in one explicit list.

Knows names, titles and rules; how a report is made is its own module's.
"""

from __future__ import annotations

from generator.problems import Words
from generator.reports import opinion, support
from generator.reports.report import Report, of_a_period, of_the_day

ROSTER_REPORTS: tuple[Report, ...] = (
    of_a_period(
        "survey-results",
        Words("Survey results (internal)", "评议结果（内部）"),
        Words("Answers and satisfaction of each leader.", "每位楼长的答复份数和满意度。"),
        ("J22-2.3-7", "J22-2.3-8"),
        ("half", "year"),
        opinion.survey_results,
    ),
    of_the_day(
        "survey-proposals",
        Words("Below the threshold (internal)", "满意度过低名单（内部）"),
        Words("Leaders whose results propose something; a person decides.", "结果过低、待决定的楼长。"),
        ("J22-2.3-8",),
        opinion.survey_proposals,
    ),
    of_the_day(
        "roster-statistics",
        Words("Roster statistics", "队伍统计"),
        Words("Leaders by age, education and source, with exact shares.", "在任楼长按年龄、学历、来源统计。"),
        ("J22-2.1-2", "J22-2.1-6", "J22-2.1-7"),
        opinion.roster_statistics,
    ),
    of_the_day(
        "place-coverage",
        Words("Coverage by level", "覆盖统计"),
        Words("Places with and without a leader, level by level.", "各层级有楼长和空缺的地点。"),
        ("J22-2.1-8",),
        opinion.place_coverage,
    ),
    of_the_day(
        "readiness",
        Words("Training and certificates", "培训上岗情况"),
        Words("Who passed the training and received the things.", "谁培训合格、领齐了物品。"),
        ("J22-2.3-1", "J22-2.3-2"),
        support.readiness,
    ),
    of_the_day(
        "pairings",
        Words("Mediators and leaders (internal)", "调解员结对（内部）"),
        Words("Pairs on the day, and leaders without one.", "当天的结对和没有结对的楼长。"),
        ("J22-2.2-5",),
        support.pairings,
    ),
    of_the_day(
        "chosen-leaders",
        Words("Chosen leaders by level", "各级优秀楼长"),
        Words("Those whom offices chose, with certificates.", "各级评选的名单和证书编号。"),
        ("J22-2.3-3", "J22-2.3-4"),
        support.chosen_leaders,
    ),
    of_the_day(
        "projects",
        Words("Projects by priority (internal)", "扶持项目（内部）"),
        Words("Projects with those of chosen leaders first.", "优秀楼长的项目排在前面。"),
        ("J22-2.3-5",),
        support.projects,
    ),
    of_the_day(
        "reserve",
        Words("Reserve (internal)", "储备队伍（内部）"),
        Words("Chosen leaders who come first into the reserve.", "优先纳入储备队伍的优秀楼长。"),
        ("J22-2.3-6",),
        support.reserve,
    ),
    of_the_day(
        "teams",
        Words("Volunteer teams", "志愿队伍"),
        Words("Groups that grew out of the doors.", "从楼门里成长起来的志愿队伍。"),
        ("J22-3-2",),
        support.teams,
    ),
)
