"""The reports of the committed new area and district: none that concerns a policy is empty, its figures are known."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from generator.awards import rounds
from generator.ledger import load
from generator.periods import Period
from generator.problems import Words
from generator.reports import REPORTS, Context, report
from generator.scoring import score

if TYPE_CHECKING:
    from generator.ledger import Ledger
    from generator.reports import Table

ROOT = Path(__file__).resolve().parents[2]
AS_OF = date(2026, 11, 20)
COMMON = {
    *(
        "tasks",
        "courses",
        "incidents",
        "issues",
        "proposals",
        "decisions",
        "candidates",
        "vacancies",
        "leader-files",
        "sources",
    ),
    *("kit", "record-book", "work-guide", "service-log", "unverified", "rejected", "service-record", "meetings"),
    *("duty-compliance", "work-ledger", "authorities", "courses"),
}
NEW_AREA = COMMON | {
    *("property-checks", "campaign-progress", "campaign-states", "filings", "monthly-allowances", "evaluations"),
    *("insurance", "agreements", "home-visits", "absences", "monthly-records", "station-standard", "station-coverage"),
    *("station-heads", "station-plans", "missing-boards", "issue-board", "escalations", "probation", "terms"),
    *("kit-sets", "place-honours", "resident-share", "assistance", "budget", "extra-payments"),
    *("year-end-allowances", "transfer-sheet"),
}
DISTRICT = COMMON | {
    *("consultations", "chat-groups", "survey-results", "survey-proposals", "roster-statistics", "place-coverage"),
    *("readiness", "pairings", "chosen-leaders", "projects", "reserve", "teams"),
}


@pytest.fixture(scope="module")
def ledger() -> Ledger:
    """Load the committed records."""
    found = load(ROOT).ledger
    assert found is not None
    return found


@pytest.fixture(scope="module")
def contexts(ledger: Ledger) -> dict[str, Context]:
    """Score the committed records once."""
    return {name: Context(ledger, scores, rounds(scores), AS_OF) for name, scores in score(ledger, AS_OF).items()}


def made(context: Context, name: str, period: str | None = None) -> Table:
    """Make a report."""
    found = report(name)
    assert found is not None
    return found.make(context, Period.parse(period) if period else None)


def pick(table: Table, *keys: str) -> list[tuple[Any, ...]]:
    """Return some columns, row by row, terms in Chinese."""
    cells = zip(*(table.column(key) for key in keys), strict=True)
    return [tuple(cell.zh if isinstance(cell, Words) else cell for cell in row) for row in cells]


@pytest.mark.parametrize(("jurisdiction", "concerned"), [("xiyuan", NEW_AREA), ("yuning", DISTRICT)])
def test_each_report_that_concerns_the_policy_has_something_to_show(
    jurisdiction: str, concerned: set[str], contexts: dict[str, Context]
) -> None:
    """Exactly the reports that concern the policy have rows in the year before the day or the one it stands in."""
    filled = set()
    for known in REPORTS:
        kinds = known.needs_period
        month = kinds is not None and "year" not in kinds
        periods = (None,) if kinds is None else ("2026-10", "2026-06") if month else ("2025", "2026")
        if any(made(contexts[jurisdiction], known.name, period).rows for period in periods):
            filled.add(known.name)
    assert filled == concerned


def test_published_figures_stand_beside_our_own(contexts: dict[str, Context]) -> None:
    """EX-J22-01: 4,667 of 5,990 are 77.91 per cent and never the 77.92 that was printed; the source is named."""
    table = made(contexts["yuning"], "roster-statistics")
    rows = pick(table, "scope", "figure", "count", "total", "share", "origin")
    paper = "外来：津南区“楼门栋长”机制案例（2022年刊出）"
    foreign = "外来数据，不是本辖区名册：figures/jinnan-2022"
    assert [row for row in rows if row[5] != "本辖区名册"] == [
        (paper, label, count, 5990, Decimal(share), foreign)
        for label, count, share in (
            ("60岁以下", 4667, "77.91"),
            ("60岁以上", 1323, "22.09"),
            ("大专及以上", 2668, "44.54"),
            ("大专和本科", 2448, "40.87"),
            ("硕士", 190, "3.17"),
            ("博士", 30, "0.50"),
        )
    ]
    assert {row[3] for row in rows if row[0] == "屿宁区（虚构）"} == {35}


def test_a_result_on_the_threshold_is_not_low(contexts: dict[str, Context]) -> None:
    """15 of 25 are sixty per cent and not below; three results are, and one bar was lifted (J22-2.3-8, G-01)."""
    results = made(contexts["yuning"], "survey-results", "2026")
    assert [row for row in pick(results, "satisfaction", "state") if row[0] == Decimal("60.00")] == [
        (Decimal("60.00"), "不低于界线")
    ]
    proposals = made(contexts["yuning"], "survey-proposals")
    assert pick(proposals, "satisfaction", "proposal", "lifted") == [
        (Decimal("56.52"), "不再选任", False),
        (Decimal("56.52"), "不再选任", True),
        (Decimal("56.52"), "不再选任", False),
    ]


def test_a_survey_that_was_held_keeps_the_half_yearly_duty(contexts: dict[str, Context]) -> None:
    """The duty of the half-year is met by its survey and not asked for in a shorter period (J22-2.3-7)."""
    halves = pick(made(contexts["yuning"], "duty-compliance", "2026-H1"), "duty", "due", "done")
    assert halves.count(("半年评议", 1, 1)) == 3
    month = made(contexts["yuning"], "duty-compliance", "2026-10")
    assert {row[0] for row in pick(month, "duty")} == {"每周联络会", "月末总结会"}


def test_missing_weeks_in_a_row_are_told_as_a_run(contexts: dict[str, Context]) -> None:
    """A year of missing weeks reads as one run from its first to its last week."""
    rows = pick(made(contexts["yuning"], "duty-compliance", "2025"), "duty", "missing")
    assert rows[0] == ("每周联络会", "2025年第1周至2025年第35周")


def test_a_vote_is_told_with_its_counts(contexts: dict[str, Context]) -> None:
    """Twelve of twenty-four are half and not enough; twenty-one of twenty-seven passed (J22-2.1-4)."""
    votes = [row[0] for row in pick(made(contexts["yuning"], "candidates"), "vote")]
    assert list(dict.fromkeys(votes)) == [
        "到会27、赞成21、反对4、弃权2，通过",
        "到会24、赞成12、反对9、弃权3，未通过",
        None,
    ]


def test_supporters_are_counted_and_the_opinion_is_yes_or_no(contexts: dict[str, Context]) -> None:
    """A joint proposal shows the number alone; equals in the interview have one rank (N22-A3-3.1-2, N22-A3-3.2-1)."""
    rows = pick(made(contexts["xiyuan"], "candidates"), "channels", "opinion", "interview", "result")
    assert rows[:3] == [
        ("群众联名推荐（16人）", "同意", 1, "确定"),
        ("个人自荐", "同意", 1, "未确定"),
        ("组织推荐", "同意", 2, "未确定"),
    ]
    assert rows[-1] == ("个人自荐", "不同意", None, "未确定")


def test_bonuses_and_funds_of_a_year(contexts: dict[str, Context]) -> None:
    """Five chosen leaders get a month of 300 and five stations 10,000 each (N22-A3-4.2.3-4, N22-3.2.1-1, EX-N22-01)."""
    table = made(contexts["xiyuan"], "extra-payments", "2025")
    amounts = [row[0] for row in pick(table, "amount")]
    assert amounts == [Decimal("300.00")] * 5 + [Decimal("10000.00")] * 5
    assert table.totals is not None
    assert table.totals[8] == Decimal("51500.00")


def test_a_top_up_counts_once_it_is_approved(contexts: dict[str, Context]) -> None:
    """Three of the typhoon's month are approved, the one of October waits and comes to nothing (N22-3.2.2-3)."""
    rows = pick(made(contexts["xiyuan"], "extra-payments", "2026"), "task", "department", "amount", "state")
    assert rows[:4] == [
        *[("防台风值守", "新区应急部门", Decimal("150.00"), "已批准")] * 3,
        ("人口抽样入户", "新区统计部门", Decimal("0.00"), "待批准"),
    ]


def test_the_forgotten_top_up_was_made_good_in_a_later_run(ledger: Ledger) -> None:
    """What was approved after August's run is paid by a run that names the month it corrects."""
    runs = ledger.jurisdictions["xiyuan"].communities["c002"].pay_runs
    later = runs[Period.parse("2026-Q3")]
    assert later.corrects == Period.parse("2026-08")
    assert [(row.component, row.amount) for row in later.rows] == [("major-task", 15000)]


def test_an_assessment_shows_marks_and_who_has_still_to_sign(contexts: dict[str, Context]) -> None:
    """One assessment waits for a unit beside the police and has no grade yet (N22-A3-4.2.3-3)."""
    rows = pick(made(contexts["xiyuan"], "evaluations", "2025"), "marks", "grade", "proposal", "unsigned")
    annual = [row for row in rows if row[0]]
    assert [row[1:] for row in annual if row[3]] == [(None, None, "物业公司、业主委员会、镇街业务科室")]
    assert [row for row in annual if row[1] == "不合格"] == [
        ("12345工单55、居民满意度60、每月工作表现58", "不合格", "建议解除", None)
    ]


def test_kit_is_what_the_policy_gives_out(contexts: dict[str, Context]) -> None:
    """Of clothes and badge one suffices; the district gives certificate and armband (N22-A3-4.3-3, J22-2.3-2)."""
    area, district = made(contexts["xiyuan"], "kit"), made(contexts["yuning"], "kit")
    assert [column.title.zh for column in area.columns[3:-3]] == [
        *("工作服", "工作证", "挎包", "笔记本", "袖标", "帽子", "手电筒"),
    ]
    assert {row[0] for row in pick(area, "missing")} == {0, 1}
    assert [column.title.zh for column in district.columns[3:-3]] == ["工作证", "袖标"]
    assert {row[0] for row in pick(district, "missing")} == {0}


def test_a_leader_file_names_honours_without_ranking(contexts: dict[str, Context]) -> None:
    """Who was chosen by place or by an office has it in the file, and a community is called by its name."""
    area = pick(made(contexts["xiyuan"], "leader-files"), "honours", "posts")
    assert sum(row[0] == "2025 优秀楼栋长" for row in area) == 5
    assert "网格长 望汐社区 2022-01-10—" in [row[1] for row in area]
    district = [row[0] for row in pick(made(contexts["yuning"], "leader-files"), "honours")]
    assert (district.count("2025 区级优秀楼门栋长"), district.count("2025 镇街优秀楼门栋长")) == (2, 5)


def test_an_issue_is_overdue_by_the_day_that_was_promised(contexts: dict[str, Context]) -> None:
    """The new area sets no number of days; each matter has its own limit, shown to residents (N22-3.4.2-2)."""
    rows = pick(made(contexts["xiyuan"], "tasks"), "task", "subject", "due", "overdue")
    assert [row[1:] for row in rows if row[0] == "办理问题"] == [
        ("老码头石阶松动", date(2026, 10, 31), True),
        ("停车收费调整", date(2026, 12, 10), False),
        ("建议增设老年食堂", None, None),
    ]


def test_a_policy_without_working_systems_has_no_such_table(contexts: dict[str, Context]) -> None:
    """Names without a single figure behind them are no report."""
    assert made(contexts["xiyuan"], "work-systems", "2026-10").rows == ()
