"""Duties, stations and careers as tables: one small community under the new-area policy, figures worked by hand.

The records are those of the gallery's base `_n22`, with what each test adds.
"""

from __future__ import annotations

import shutil
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from generator.awards import rounds
from generator.ledger import load
from generator.periods import Period
from generator.problems import Words
from generator.reports import Context, Table, report
from generator.reports.duty_catalogue import DUTY_REPORTS
from generator.scoring import score

if TYPE_CHECKING:
    from collections.abc import Callable

ROOT = Path(__file__).resolve().parents[2]
YANG = "jurisdictions/xin/communities/yang"
MORE = {
    f"{YANG}/people/li.yaml": (
        "kit:\n- item: badge\n  on: 2022-03-01\n- item: torch\n  on: 2022-03-02\n- item: clothes\n  on: 2022-03-05\n"
    ),
    f"{YANG}/evaluations/e1.yaml": (
        "kind: probation\nperson: zhao\nperiod: 2022\ngrade: qualified\n"
        "concluded_on: 2022-05-15\nconcluded_by: director\n"
    ),
    f"{YANG}/logs/2022-05.yaml": (
        "recorder: clerk\nentries:\n"
        + "".join(
            f"- id: {n:03}\n  date: 2022-05-{n:02}\n  leader: li\n  activity: {activity}\n"
            for n, activity in enumerate(["help-elderly"] * 3 + ["help-children"] * 2, start=1)
        )
    ),
    f"{YANG}/meetings/2022-05.yaml": (
        "meetings:\n"
        + "".join(
            f"- id: {n:03}\n  on: 2022-05-{on}\n  meetings:\n  - leaders-weekly\n  place: sun\n  chair: sun\n"
            "  attendance:\n  - person: zhao\n    state: unexcused\n"
            for n, on in enumerate(["05", "12"], start=1)
        )
    ),
    f"{YANG}/incidents/i2.yaml": (
        "kind: opinion\ntitle: 网上热议的停车收费\nfound_on: 2022-08-01\n"
        "escalations:\n- level: leader\n  on: 2022-08-01\n"
    ),
}


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Callable[..., Table]:
    """Lay out the community and make a report of it by name, day and period."""
    root = tmp_path_factory.mktemp("duty")
    records = root / "records"
    shutil.copytree(ROOT / "tests/checks/_n22/records", records)
    shutil.copytree(ROOT / "records/policies/n22", records / "policies/n22")
    shutil.copytree(ROOT / "records/calendar", records / "calendar")
    for path, text in MORE.items():
        file = records / path
        file.parent.mkdir(exist_ok=True)
        file.write_text((file.read_text("utf-8") if file.exists() else "") + text, "utf-8")
    community = records / YANG / "community.yaml"
    text = community.read_text("utf-8")
    community.write_text(
        text.replace("  households: 90\n", "  households: 90\n  board_up_on: 2022-03-02\n"),
        "utf-8",
    )
    person = records / YANG / "people/zhao.yaml"
    person.write_text(person.read_text("utf-8").replace("  from: ", "  residence: own_building\n  from: "), "utf-8")
    loaded = load(root)
    assert loaded.problems == ()
    ledger = loaded.ledger
    assert ledger is not None

    def table(name: str, day: str, period: str | None = None) -> Table:
        as_of = date.fromisoformat(day)
        scores = score(ledger, as_of)["xin"]
        found = report(name)
        assert found is not None
        return found.make(Context(ledger, scores, rounds(scores), as_of), Period.parse(period) if period else None)

    return table


def pick(table: Table, *keys: str) -> list[tuple[Any, ...]]:
    """Return some columns of each row, terms in Chinese and days as text."""
    rows = zip(*(table.column(key) for key in keys), strict=True)
    return [tuple(_plain(cell) for cell in row) for row in rows]


def _plain(cell: Any) -> Any:
    if isinstance(cell, Words):
        return cell.zh
    return cell.isoformat() if isinstance(cell, date) else cell


def test_each_report_can_be_made_on_any_day(made: Callable[..., Table]) -> None:
    """Before the first record and after the last no report fails, and made again it is the same."""
    for known in DUTY_REPORTS:
        period = None if known.needs_period is None else "2022-03" if "month" in known.needs_period else "2022"
        for day in ("2022-01-01", "2022-04-01", "2023-02-20"):
            table = made(known.name, day, period)
            assert len({column.key for column in table.columns}) == len(table.columns)
            assert table == made(known.name, day, period)


def test_duties_of_a_month(made: Callable[..., Table]) -> None:
    """N22-A3-4.1-2, N22-A3-4.2.2-1: weeks over on the day are due; the monthly meeting counts as a weekly one too."""
    table = made("duty-compliance", "2022-04-01", "2022-03")

    assert pick(table, "duty", "owed_by", "due", "done", "percent", "missing")[:1] == [
        ("每周楼栋检查", "李青禾", 4, 1, Decimal(25), "2022年第10周、2022年第11周、2022年第12周")
    ]
    meetings = [row for row in pick(table, "duty", "owed_by", "due", "done") if row[1] == "阳光小区网格工作站"]
    assert meetings == [
        ("工作站每周例会", "阳光小区网格工作站", 4, 1),
        ("楼栋长每周例会", "阳光小区网格工作站", 4, 2),
        ("每月邀请民警的例会", "阳光小区网格工作站", 1, 1),
    ]


def test_visits_show_numbers_alone(made: Callable[..., Table]) -> None:
    """N22-A3-4.1-3: two of ninety households are 2.22 per cent and not complete; no code of a household is shown."""
    table = made("home-visits", "2022-04-01", "2022-03")

    assert pick(table, "name", "households", "reached", "percent", "complete")[0] == (
        "李青禾",
        90,
        2,
        Decimal("2.22"),
        False,
    )
    assert not any("h00" in str(cell) for row in table.rows for cell in row)


def test_a_month_without_a_record_is_marked(made: Callable[..., Table]) -> None:
    """N22-A3-4.2.1-4, N22-3.2.3-5, N22-A2-4: a leader in post on the 15th has a record or is marked."""
    table = made("monthly-records", "2022-04-01", "2022-03")

    assert pick(table, "name", "state", "inspections", "reached", "held", "present", "unexcused", "disputes") == [
        ("李青禾", "已记录", 1, 2, 2, 2, 0, 1),
        ("吴石", "缺记录", 0, 0, 0, 0, 0, None),
        ("赵晚舟", "已记录", 1, 0, 2, 0, 1, 0),
    ]


def test_absences_lead_to_a_warning_and_a_proposal(made: Callable[..., Table]) -> None:
    """N22-A3-4.4-4: the second absence warns, the third proposes; on the day before nothing is known of it."""
    before, after = made("absences", "2022-05-11"), made("absences", "2022-05-12")

    assert pick(before, "name", "day", "times", "state") == [("赵晚舟", "2022-05-05", 2, "提醒")]
    assert pick(after, "name", "day", "times", "state")[1:] == [("赵晚舟", "2022-05-12", 3, "建议终止")]


def test_stations_and_leaders_by_compound(made: Callable[..., Table]) -> None:
    """N22-3.1.1-1, N22-3.1.1-2, N22-4.2-1, N22-A3-1.1: coverage by street, with what is missing and since when."""
    table = made("station-coverage", "2022-04-01")

    assert pick(table, "street", "place", "state", "head", "households", "needed", "there", "overdue", "load") == [
        ("南街道", "阳光", "已建", "孙望舒", 200, 2, 2, 0, True),
        ("南街道", "月光小区", "已建", "周可乐", 60, 1, 0, 45, None),
    ]
    assert pick(made("station-coverage", "2022-01-31"), "place", "state")[0] == ("阳光", "缺")


def test_stations_against_the_standard(made: Callable[..., Table]) -> None:
    """N22-3.3.2-1, N22-3.3.2-3: what is not there by the day is not counted, and how late it is says the day."""
    columns = ("station", "there", "state", "premises-on", "premises-late", "in-use-late")

    assert pick(made("station-standard", "2022-02-16"), *columns)[0] == (
        "阳光小区网格工作站",
        4,
        "达标",
        "2022-02-14",
        0,
        0,
    )
    assert pick(made("station-standard", "2022-02-14"), *columns)[0][1:3] == (0, "未达标")


def test_heads_and_plans(made: Callable[..., Table]) -> None:
    """N22-3.1.1-3, N22-3.2.3-2, N22-3.3.1-1: who heads what by which letter; the plan is approved, then filed."""
    heads = made("station-heads", "2022-04-01")

    assert pick(heads, "name", "staff", "letter", "compounds", "of_staff") == [
        ("孙望舒", "专职网格员", "南聘001", 2, 2),
        ("周可乐", "社区工作者", "南聘002", 2, 2),
    ]
    assert pick(made("station-plans", "2022-01-24"), "approved_on", "filed_on", "state") == [
        ("2022-01-20", None, "待备案")
    ]
    assert pick(made("station-plans", "2022-01-25"), "state") == [("已备案",)]


def test_boards_that_are_not_up(made: Callable[..., Table]) -> None:
    """N22-3.4.1-1: each building without a board on the day is listed, with whoever serves it."""
    before, after = made("missing-boards", "2022-03-01"), made("missing-boards", "2022-03-02")

    assert ("阳光1号楼", "李青禾") in pick(before, "place", "name")
    assert pick(after, "place", "name") == [("阳光2号楼", "赵晚舟"), ("月光小区1号楼", None), ("北山一组", "吴石")]


def test_matters_with_measure_and_limit(made: Callable[..., Table]) -> None:
    """N22-3.4.2-2: matter, measure, limit and state, and no name of whoever raised it."""
    table = made("issue-board", "2022-03-21")

    assert pick(table, "title", "measure", "due_on", "state", "overdue") == [
        ("小区路灯不亮", "更换灯头", "2022-03-20", "逾期", 1)
    ]
    assert pick(made("issue-board", "2022-03-20"), "state", "overdue") == [("办理中", 0)]
    assert not any("李青禾" in str(cell) or cell == "li" for row in table.rows for cell in row)


def test_the_ledger_of_a_station(made: Callable[..., Table]) -> None:
    """N22-3.4.3-2: entries belong to the station of the compound; the days since the last one show how fresh it is."""
    assert pick(made("work-ledger", "2022-03-31", "2022-03"), "station", "activity", "times", "last", "ago") == [
        ("阳光小区网格工作站", "入户走访", 1, "2022-03-08", 23),
        ("阳光小区网格工作站", "楼栋检查", 2, "2022-03-04", 27),
    ]


def test_emergencies_on_their_way_up(made: Callable[..., Table]) -> None:
    """N22-3.4.3-3: each level has the day it was told; a level that was not told is empty."""
    assert pick(
        made("escalations", "2022-12-31"), "title", "level-leader", "level-community", "level-street", "closed_on"
    ) == [
        ("车库进水", "2022-07-02", "2022-07-02", None, "2022-07-04"),
        ("网上热议的停车收费", "2022-08-01", None, None, None),
    ]


def test_who_is_due_for_insurance(made: Callable[..., Table]) -> None:
    """N22-A3-4.3-2: passed on the last day of the three months is due; without an assessment by then it is overdue."""
    assert pick(made("probation", "2022-06-02"), "name", "until", "on", "state") == [
        ("李青禾", "2022-06-01", None, "逾期未考核"),
        ("赵晚舟", "2022-05-15", "2022-05-15", "应投保"),
    ]
    assert pick(made("probation", "2022-05-14"), "state") == [("考核期内",), ("考核期内",)]


def test_when_terms_end(made: Callable[..., Table]) -> None:
    """N22-A3-4.4-1: five years less a day; afterwards somebody decides, nothing ends by itself."""
    assert pick(made("terms", "2022-04-01"), "name", "until", "left")[1] == ("赵晚舟", "2027-02-14", 1780)
    assert pick(made("terms", "2027-02-15"), "name", "left", "state")[:2] == [
        ("吴石", 0, "已到期，待决定续任或终止"),
        ("赵晚舟", 0, "已到期，待决定续任或终止"),
    ]


def test_kit_of_a_leader(made: Callable[..., Table]) -> None:
    """N22-A3-4.3-3: clothes or badge, one suffices; of the six parts the leader lacks four."""
    assert pick(made("kit-sets", "2022-04-01"), "name", "kit-1", "kit-6", "missing")[0] == (
        "李青禾",
        "2022-03-01",
        "2022-03-02",
        4,
    )


def test_chosen_leaders_and_praise(made: Callable[..., Table]) -> None:
    """N22-A3-4.2.3-2, N22-3.2.3-6, N22-A3-4.2.4-1: by compound, a reason where nobody is; praise has no quota."""
    table = made("place-honours", "2023-01-31", "2022")

    assert pick(table, "honour", "place", "name", "reason", "state") == [
        ("优秀楼栋长", "阳光", "李青禾", None, "已签齐"),
        ("优秀楼栋长", "月光小区", None, "本小区当年没有楼栋长", "已签齐"),
        ("重大任务表现突出表彰", None, "赵晚舟", "防汛值守", None),
    ]
    assert pick(made("place-honours", "2022-12-29", "2022"), "name") == []


def test_how_many_live_in_their_compound(made: Callable[..., Table]) -> None:
    """N22-A3-2.2: one of three is not above half; it is a sign for the community and no rule for a person."""
    assert pick(made("resident-share", "2022-04-01"), "leaders", "residents", "unknown", "share", "state") == [
        (3, 1, 2, Decimal("33.33"), "没有超过")
    ]


def test_small_counts_of_help_are_not_for_publication(made: Callable[..., Table]) -> None:
    """N22-A3-4.1-7: three times may be told, two may not; nobody who was helped is ever named."""
    assert pick(made("assistance", "2022-06-01", "2022-05"), "activity", "times", "public") == [
        ("帮扶困境儿童", 2, "不公开"),
        ("帮扶孤寡空巢老人", 3, "3"),
    ]


def test_who_does_what(made: Callable[..., Table]) -> None:
    """N22-2-2, N22-2-3, N22-A3-4.2.1-1: the offices come first, each with its level, then roles and stations."""
    table = made("authorities", "2022-04-01")

    assert list(dict.fromkeys(level for level, _ in pick(table, "level", "who")))[:4] == [
        "新区",
        "新城",
        "镇街",
        "社区",
    ]
    assert ("镇街", "监督检查") in pick(table, "level", "duty")


def test_the_forecast_of_a_year(made: Callable[..., Table]) -> None:
    """N22-A3-4.3-0, N22-3.2.1-1: heads of the staff are not paid; three leaders, bonus for four at most, two funds."""
    table = made("budget", "2022-04-01", "2022")

    assert pick(table, "component", "number", "months", "amount", "sum") == [
        ("站长补贴", 0, 12, Decimal("500.00"), Decimal("0.00")),
        ("楼栋长补贴", 3, 12, Decimal("300.00"), Decimal("10800.00")),
        ("优秀楼栋长增发", 4, 1, Decimal("300.00"), Decimal("1200.00")),
        ("工作站日常经费", 2, 1, Decimal("10000.00"), Decimal("20000.00")),
    ]
    assert table.totals is not None
    assert table.totals[4] == Decimal("32000.00")
