"""Every internal report, in one explicit list.

Knows names, titles and rules; how a report is made is its own module's.
"""

from __future__ import annotations

from generator.problems import Words
from generator.reports import (
    credit,
    deeds,
    guide,
    honours,
    leaders,
    lists,
    matters,
    months,
    payment,
    selection,
    service,
)
from generator.reports.claimed import CLAIM_REPORTS
from generator.reports.courses import courses_going_on
from generator.reports.duty_catalogue import DUTY_REPORTS
from generator.reports.report import ANY_PERIOD, Report, of_a_period, of_the_day
from generator.reports.roster import ROSTER_REPORTS
from generator.reports.tasks import tasks

REPORTS: tuple[Report, ...] = (
    of_the_day(
        "tasks",
        Words("Missing and overdue", "待办与逾期"),
        Words("What waits for somebody on the day.", "当天还差什么、什么已逾期。"),
        ("R18-2.4.2-3", "R18-2.4.3-1", "R18-3.3-6", "R18-2.1.4-4"),
        tasks,
    ),
    of_the_day(
        "courses",
        Words("Courses under way", "办理进度"),
        Words(
            "What has begun and is not finished: the state reached, the next steps and who takes them.",
            "已经开始、还没有办完的事：办到哪一步，下一步是什么，由谁办。",
        ),
        ("R18-2.3-2", "R18-3.2-3"),
        courses_going_on,
    ),
    of_a_period(
        "quarterly-points",
        Words("Points of the period", "季度积分名单"),
        Words(
            "Points by item, base, adjustments, score to date; as published where published.",
            "按指标列出加分、基础分、调整和累计得分；已公布的以公布为准。",
        ),
        ("R18-2.4.2-1", "R18-2.4.2-2", "R18-2.4.2-3"),
        ANY_PERIOD,
        lists.quarterly_points,
    ),
    of_a_period(
        "adjustments",
        Words("Adjustments", "积分调整"),
        Words("Lines of earlier periods that became known later.", "以前各期后来才入账或更正的分。"),
        ("R18-2.4.2-2", "R18-2.4.2-3"),
        ANY_PERIOD,
        lists.adjustments,
    ),
    of_a_period(
        "annual-ranking",
        Words("Annual ranking", "年度服务得分排名"),
        Words("All leaders of a year by score.", "全年在任楼长按得分排列。"),
        ("R18-2.4.2-4", "R18-3.2-4"),
        ("year",),
        honours.annual_ranking,
    ),
    of_a_period(
        "stars",
        Words("Star leaders", "星级名单"),
        Words("Tiers with stars, their places and holders.", "各星级的名额和名单。"),
        ("R18-3.2-1", "R18-3.2-2", "R18-3.2-3", "R18-3.2-5"),
        ("year",),
        honours.stars,
    ),
    of_a_period(
        "excellent",
        Words("Excellent leaders", "优秀名单"),
        Words("Tiers without stars, their places and holders.", "优秀档次的名额和名单。"),
        ("R18-3.2-1", "R18-3.2-3", "R18-3.2-6"),
        ("year",),
        honours.excellent,
    ),
    of_a_period(
        "ties",
        Words("Ties on last places", "同分待定"),
        Words("Equal scores on the last places of a tier, and the decisions.", "名额边界上的同分和决定。"),
        ("R18-3.2-5",),
        ("year",),
        honours.ties,
    ),
    of_a_period(
        "credit-batch",
        Words("Credit push", "信用推送名单"),
        Words(
            "Who is entered with how many credit points; identities come from the vault.",
            "应推送的人和信用加分；身份信息从保密库填入。",
        ),
        ("R18-3.3-1", "R18-3.3-2", "R18-3.3-3", "R18-3.3-4", "R18-3.3-6"),
        ("year",),
        credit.credit_batch,
    ),
    of_a_period(
        "recommendations",
        Words("Priority proposals", "优先推荐名单"),
        Words("Holders of the top tier, proposed first.", "优先推荐的最高档获评人。"),
        ("R18-3.4-1",),
        ("year",),
        credit.recommendations,
    ),
    of_a_period(
        "monthly-ranking",
        Words("Monthly ranking (internal)", "月度排名（内部）"),
        Words(
            "The month's points of leaders in post all month, last places marked.",
            "整月在任楼长的当月加分排名，标出末位。",
        ),
        ("R18-2.4.3-1",),
        ("month",),
        months.monthly_ranking,
    ),
    of_the_day(
        "last-place-runs",
        Words("Runs of last places and talks (internal)", "连续末位与约谈（内部）"),
        Words("Completed runs, the warnings recorded and the talks held.", "连续末位、已记的预警和约谈。"),
        ("R18-2.4.3-1",),
        months.last_place_runs,
    ),
    of_a_period(
        "late-reports",
        Words("Late reports", "迟报清单"),
        Words("Household changes told after the last day in time.", "超过期限才告知的住户变动。"),
        ("R18-2.1.1-2", "R18-2.4.2-i02"),
        ANY_PERIOD,
        months.late_reports,
    ),
    of_a_period(
        "incidents",
        Words("Important news", "重要情况清单"),
        Words(
            "Hazards, strangers and household events told to the grid head.", "告知网格长的隐患、异常人员和住户大事。"
        ),
        ("R18-2.1.1-3", "R18-2.1.2-2"),
        ANY_PERIOD,
        deeds.incidents,
    ),
    of_a_period(
        "consultations",
        Words("Residents' consultations", "居民协商清单"),
        Words("Consultations that leaders held.", "楼长组织的居民协商。"),
        ("R18-2.1.4-1",),
        ANY_PERIOD,
        deeds.consultations,
    ),
    of_the_day(
        "issues",
        Words("Issues raised", "问题办理清单"),
        Words("What leaders raised, the days it took, what is open.", "楼长提出的问题、用时和未办结的。"),
        ("R18-2.1.4-4", "R18-2.4.2-i05", "R18-2.4.2-i06"),
        matters.issues,
    ),
    of_the_day(
        "proposals",
        Words("Proposals", "建议清单"),
        Words("The leaders' proposals on community affairs.", "楼长对社区事务的建议。"),
        ("R18-2.1.4-3",),
        matters.proposals,
    ),
    of_the_day(
        "property-checks",
        Words("Property service assessed", "物业服务评价"),
        Words("The leaders' assessments, aspect by aspect.", "楼长对物业服务的逐项评价。"),
        ("R18-2.1.4-2",),
        matters.property_checks,
    ),
    of_the_day(
        "decisions",
        Words("Decisions and exceptions", "决定与例外"),
        Words("Signed decisions, interpretations and approved exceptions.", "签字的决定、政策解释和批准的例外。"),
        ("R18-2.4.3-2", "R18-4-1"),
        matters.decisions,
    ),
    of_the_day(
        "candidates",
        Words("Candidates", "候选名单"),
        Words(
            "Candidates with checklist and steps; of a grade only pass or fail.",
            "候选人的核对情况和步骤；信用等级只显示是否合格。",
        ),
        ("R18-2.2-1", "R18-2.2-2", "R18-2.3-1", "R18-2.3-2", "R18-2.3-3"),
        selection.candidates,
    ),
    of_the_day(
        "vacancies",
        Words("Vacancies", "空缺"),
        Words("Places without a leader.", "暂缺楼长的地点。"),
        ("R18-1-1", "R18-2.4.3-2"),
        selection.vacancies,
    ),
    of_the_day(
        "leader-files",
        Words("Leader information files", "楼长信息档案"),
        Words("Posts, trainings, honours and scores of everybody.", "每个人的任职、培训、荣誉和得分。"),
        ("R18-2.4.1-1",),
        leaders.leader_files,
    ),
    of_the_day(
        "sources",
        Words("Where leaders come from", "楼长来源统计"),
        Words("Serving leaders by source, with exact shares.", "在任楼长按来源统计。"),
        ("R18-2.2-3",),
        leaders.sources,
    ),
    of_the_day(
        "chat-groups",
        Words("Chat groups of the grids", "网格微信群"),
        Words("One group for each grid; missing ones marked.", "每个网格一个群，缺的标出。"),
        ("R18-2.4.1-2",),
        leaders.chat_groups,
    ),
    of_the_day(
        "kit",
        Words("Badges, signs and handbooks", "标牌与手册发放"),
        Words("Who got what, and when.", "谁在哪天领了什么。"),
        ("R18-2.4.1-3", "R18-2.4.1-4"),
        leaders.kit,
    ),
    of_a_period(
        "record-book",
        Words("Record book", "工作记录簿"),
        Words("The month's entries leader by leader.", "每位楼长当月的工作记录。"),
        ("R18-2.4.1-4",),
        ("month",),
        deeds.record_book,
    ),
    of_the_day(
        "work-guide",
        Words("Work guide", "工作指导手册"),
        Words("Duties and items with points, straight from the policy.", "职责和加分项，直接取自政策。"),
        ("R18-2.1-0", "R18-2.4.1-4"),
        guide.work_guide,
    ),
    of_a_period(
        "service-log",
        Words("Services counted", "服务次数统计"),
        Words("Verified entries of each leader by activity.", "每位楼长各类活动的核实次数。"),
        ("R18-2.1.1-1", "R18-2.1.2-1", "R18-2.1.3-1"),
        ANY_PERIOD,
        deeds.service_log,
    ),
    of_the_day(
        "unverified",
        Words("Entries to be verified", "待核实台账"),
        Words("Entries that wait for verification.", "还没有核实的记录。"),
        ("R18-2.1.1-1",),
        deeds.unverified,
    ),
    of_a_period(
        "rejected",
        Words("Entries refused", "未通过核实的台账"),
        Words("Entries that did not pass, with the reason.", "没有通过核实的记录和理由。"),
        ("R18-2.4.2-i11",),
        ANY_PERIOD,
        deeds.rejected,
    ),
    of_the_day(
        "campaign-progress",
        Words("Progress of a campaign", "工作进度情况统计表"),
        Words("Buildings and leaders before and after, by community.", "各社区楼栋数、原有和现有楼长数。"),
        ("C21-A2-1", "C21-4.2-2"),
        service.campaign_progress,
    ),
    of_the_day(
        "campaign-states",
        Words("Campaigns by community", "专项任务进度"),
        Words("Who is done, late or overdue, and what the survey found.", "谁已完成、谁逾期，摸底情况。"),
        ("C21-4.2-1", "C21-4.2-2"),
        service.campaign_states,
    ),
    of_a_period(
        "service-record",
        Words("Service record", "服务记录表"),
        Words("The leaders' entries as a form to be signed.", "楼长的服务记录，供签名。"),
        ("C21-3.5-6",),
        ("month",),
        service.service_record,
    ),
    of_the_day(
        "filings",
        Words("Filings", "备案清单"),
        Words("Changes that were, or are to be, filed above.", "已报和待报备案的变动。"),
        ("C21-3.3-2",),
        service.filings,
    ),
    of_the_day(
        "concurrent-leaders",
        Words("Leaders of several places", "兼任名单"),
        Words("Who holds several places, why, and since when they agreed.", "谁兼任、为什么、何时同意。"),
        ("C21-3.1-3", "C21-3.1-4", "C21-3.3-2"),
        service.concurrent_leaders,
    ),
    of_the_day(
        "required-posts",
        Words("People who must be leaders", "须兼任人员"),
        Words("Who must hold a post, and whether they do.", "应当兼任楼长的人是否在任。"),
        ("C21-3.2-5",),
        service.required_posts,
    ),
    of_a_period(
        "monthly-allowances",
        Words("Monthly allowances", "月度补贴表"),
        Words("What each is paid for the month and what is put by.", "各人当月补贴和计入年终的金额。"),
        ("C21-A1-6", "C21-3.1-6"),
        ("month",),
        payment.monthly_allowances,
    ),
    of_a_period(
        "year-end-allowances",
        Words("Year-end allowances", "年终补贴表"),
        Words("Lump sums by grade, with what waits for an evaluation.", "按等次的年终补贴和待定的金额。"),
        ("C21-A1-6", "C21-A1-7", "C21-3.6-4"),
        ("year",),
        payment.year_end_allowances,
    ),
    of_a_period(
        "evaluations",
        Words("Evaluations", "评议记录"),
        Words("Methods, counts, grades and proposals.", "方式、份数、等次和建议。"),
        ("C21-3.6-2", "C21-3.6-3", "C21-3.6-5"),
        ("half", "year"),
        service.evaluations,
    ),
    of_the_day(
        "insurance",
        Words("Insurance", "保险名单"),
        Words("Serving leaders with and without an accident policy.", "在任楼长的投保情况。"),
        ("C21-A1-8",),
        service.insurance,
    ),
    of_the_day(
        "agreements",
        Words("Service agreements", "服务协议"),
        Words("Signatures, effect and the days that are left.", "签字、生效和剩余天数。"),
        ("C21-3.1-5", "C21-A1-2", "C21-A1-10"),
        service.agreements,
    ),
    of_a_period(
        "work-systems",
        Words("Working systems kept", "四项制度落实表"),
        Words("What shows each working system, leader by leader.", "每位楼长各项制度的次数。"),
        ("C21-4.3-2", "C21-3.5-4", "C21-3.5-5", "C21-3.5-6"),
        ANY_PERIOD,
        service.work_systems,
    ),
    *CLAIM_REPORTS,
    *DUTY_REPORTS,
    *ROSTER_REPORTS,
)


def report(name: str) -> Report | None:
    """Return the report with that name."""
    return next((known for known in REPORTS if known.name == name), None)
