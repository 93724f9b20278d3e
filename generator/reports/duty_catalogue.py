"""The reports of duties, stations and careers, in one explicit list.

Knows names, titles and rules; how a report is made is its own module's.
"""

from __future__ import annotations

from generator.problems import Words
from generator.reports import budget, careers, duty, extras, stations, transfer
from generator.reports.report import ANY_PERIOD, Report, of_a_period, of_the_day

DUTY_REPORTS: tuple[Report, ...] = (
    of_a_period(
        "duty-compliance",
        Words("Duties done", "职责完成情况"),
        Words("Meetings and inspections due and done, what is missing.", "例会、检查应办已办和缺的各期。"),
        ("N22-A3-4.1-2", "N22-3.4.2-1", "N22-A3-4.2.2-1", "N22-A3-4.2.2-2"),
        ANY_PERIOD,
        duty.compliance,
    ),
    of_a_period(
        "home-visits",
        Words("Home visits", "入户走访完成情况"),
        Words("Households reached of all in care, counts only.", "负责户数和走访到的户数，只有数字。"),
        ("N22-A3-4.1-3",),
        ("month",),
        duty.home_visits,
    ),
    of_a_period(
        "meetings",
        Words("Meetings and attendance", "会议和到会情况"),
        Words("Who was called to which meeting, and came.", "每次会应到谁、谁到了。"),
        ("N22-A2-2", "N22-A3-4.2.2-1", "N22-A3-4.2.2-2"),
        ANY_PERIOD,
        duty.meetings,
    ),
    of_the_day(
        "absences",
        Words("Absences that add up (internal)", "缺席累计（内部）"),
        Words("Early warnings and proposals; nothing takes effect here.", "提醒和建议，由人决定。"),
        ("N22-A3-4.4-4",),
        duty.absences,
    ),
    of_a_period(
        "monthly-records",
        Words("Monthly records of leaders", "每月工作表现记录"),
        Words("One line for each leader in post, missing records marked.", "每位在任楼长一条，缺的标出。"),
        ("N22-A3-4.2.1-4", "N22-A2-4", "N22-3.2.3-5"),
        ("month",),
        duty.monthly_records,
    ),
    of_the_day(
        "station-standard",
        Words("Stations against the standard", "工作站达标情况"),
        Words("What each station has and how late it was.", "各站已有的各项和逾期天数。"),
        ("N22-3.3.2-1", "N22-3.3.2-3"),
        stations.station_standard,
    ),
    of_the_day(
        "station-coverage",
        Words("Stations and leaders by compound", "小区建站和配备情况"),
        Words("Station, head, households, leaders needed and there.", "建站、站长、户数、应设和已有人数。"),
        ("N22-3.1.1-1", "N22-3.1.1-2", "N22-3.1.2-1", "N22-4.2-1", "N22-A3-1.1", "N22-A3-1.2"),
        stations.station_coverage,
    ),
    of_the_day(
        "station-heads",
        Words("Heads of stations", "站长名单"),
        Words("Who heads which station, by which letter.", "谁任哪个站的站长，聘书编号。"),
        ("N22-3.1.1-3", "N22-3.1.1-5", "N22-3.2.3-2"),
        stations.station_heads,
    ),
    of_the_day(
        "station-plans",
        Words("Plans for stations", "建站方案"),
        Words("Each community's plan, approved and filed or not.", "各社区的方案是否确定和备案。"),
        ("N22-3.3.1-1",),
        stations.station_plans,
    ),
    of_the_day(
        "missing-boards",
        Words("Boards not yet up", "还没有公示牌的楼栋"),
        Words("Buildings whose board is not up on the day.", "当天还没有挂牌的楼栋。"),
        ("N22-3.4.1-1", "N22-A3-3.7-1"),
        stations.missing_boards,
    ),
    of_the_day(
        "issue-board",
        Words("Matters with measure and limit", "问题解决公示"),
        Words("As shown in public: matter, measure, limit, state.", "公示用：事项、措施、时限、状态。"),
        ("N22-3.4.2-2",),
        stations.issue_board,
    ),
    of_a_period(
        "work-ledger",
        Words("Work ledger by station", "工作台账"),
        Words("Entries by station and activity, days since the last.", "各站各类记录的次数和最近一条。"),
        ("N22-3.4.3-2",),
        ANY_PERIOD,
        stations.work_ledger,
    ),
    of_the_day(
        "escalations",
        Words("Emergencies level by level", "突发事件逐级报告"),
        Words("The day on which each level was told.", "各级得知的日子。"),
        ("N22-3.4.3-3",),
        stations.escalations,
    ),
    of_the_day(
        "probation",
        Words("Probation and insurance due", "上岗考核和应投保名单"),
        Words("The assessment after the start and what it leads to.", "上岗后的考核和应否投保。"),
        ("N22-A3-4.3-2",),
        careers.probation,
    ),
    of_the_day(
        "terms",
        Words("Terms of service", "任期名单"),
        Words("When each term ends; what follows is decided.", "各人任期何时届满，续任由人决定。"),
        ("N22-A3-4.4-1",),
        careers.terms,
    ),
    of_the_day(
        "kit-sets",
        Words("Kit by leader", "统一装备发放"),
        Words("Which part of the kit each leader has.", "每位楼长领了哪几样。"),
        ("N22-A3-4.3-3",),
        careers.kit_sets,
    ),
    of_a_period(
        "place-honours",
        Words("Leaders chosen by place, and praise", "按处评优和表彰"),
        Words("Who was chosen where, who has still to sign, other praise.", "各处选出谁、谁未签字，其他表彰。"),
        ("N22-A3-4.2.3-2", "N22-A3-4.2.3-3", "N22-3.2.3-6", "N22-A3-4.2.4-1"),
        ("year",),
        careers.place_honours,
    ),
    of_the_day(
        "resident-share",
        Words("Leaders who live in their compound", "常住居民占比"),
        Words("Share by community; a sign, no rule for a person.", "按社区的占比，只作提示。"),
        ("N22-A3-2.2",),
        careers.resident_share,
    ),
    of_a_period(
        "assistance",
        Words("Help given to people in need", "帮扶次数"),
        Words("Counts by kind; small ones are not for publication.", "各类次数，过小的不公开。"),
        ("N22-A3-4.1-7",),
        ANY_PERIOD,
        careers.assistance,
    ),
    of_the_day(
        "authorities",
        Words("Who does what", "机构和职责"),
        Words("Offices, roles and stations with their duties.", "各级机构、角色和工作站的职责。"),
        ("N22-2-2", "N22-2-3", "N22-4.2-2", "N22-A2-1", "N22-A3-4.2.1-1"),
        careers.authorities,
    ),
    of_a_period(
        "budget",
        Words("Forecast of a year", "年度预算测算"),
        Words("Allowances and funds from today's posts and stations.", "按当天的岗位和工作站测算。"),
        ("N22-A3-4.3-0",),
        ("year",),
        budget.budget,
    ),
    of_a_period(
        "extra-payments",
        Words("Top-ups, bonuses and funds", "增发、奖励和经费"),
        Words("Payments of a year beside monthly allowances.", "全年在月度补贴以外的增发、奖励和工作经费。"),
        ("N22-3.2.1-1", "N22-3.2.2-3", "N22-A3-4.2.3-4", "N22-A3-4.3-4"),
        ("year",),
        extras.extras,
    ),
    of_a_period(
        "transfer-sheet",
        Words("Transfers to communities", "拨付表"),
        Words("What the street transfers for a month or a year's end.", "镇街拨给各社区的数，等于各人应发之和。"),
        ("N22-A3-4.3-1",),
        ("month", "year"),
        transfer.transfer_sheet,
    ),
)
