"""The list of what is missing or overdue."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from msgspec.structs import replace

from generator.problems import Words
from generator.reports import report

if TYPE_CHECKING:
    from collections.abc import Callable

    from generator.reports import Context


def tasks(context: Context) -> list[tuple[object, ...]]:
    """Return kind in Chinese, subject, due day, days open and overdue of each task."""
    found = report("tasks")
    assert found is not None
    table = found.make(context, None)
    kinds = [cell.zh for cell in table.column("task") if isinstance(cell, Words)]
    keys = ("subject", "due", "days", "overdue")
    return list(zip(kinds, *(table.column(key) for key in keys), strict=True))


def test_everything_that_waits_is_listed_once(context_of: Callable[[str, str], Context]) -> None:
    """Limits that the policy leaves open give days but no due day (R18-2.4.2-3, R18-2.1.4-4, R18-2.3-3, B-53)."""
    assert tasks(context_of("town", "2018-10-15")) == [
        ("公布周期积分", "2018-Q3", None, 15, None),
        ("公布公示结果", "3号楼楼长候选人公示", None, 31, None),
        ("补选", "3号楼 楼长", None, 45, None),
        ("补选", "网格长: 1", None, None, None),
        ("核实台账", "2018-09: 1", None, 15, None),
        ("办理问题", "装长椅", None, 15, None),
        ("确定人选", "k1: 2", None, 40, None),
    ]


def test_a_notice_waits_for_its_result_from_the_day_after_its_window(
    context_of: Callable[[str, str], Context],
) -> None:
    """The last day of the window still belongs to it (R18-2.3-3, G-17)."""
    assert "公布公示结果" not in {task[0] for task in tasks(context_of("town", "2018-09-14"))}
    after = tasks(context_of("town", "2018-09-15"))
    assert ("公布公示结果", "3号楼楼长候选人公示", None, 1, None) in after


def test_a_run_asks_for_a_warning_and_then_for_a_talk(context_of: Callable[[str, str], Context]) -> None:
    """The run ends with May; the warning is of 5 June, the talk of 8 June (R18-2.4.3-1)."""
    asked = {day: [t[:2] for t in tasks(context_of("town", day))] for day in ("2018-06-04", "2018-06-07", "2018-06-08")}
    assert ("记录预警", "岑雨 2018-03—2018-05") in asked["2018-06-04"]
    assert ("约谈", "岑雨 2018-05") in asked["2018-06-07"]
    assert {"记录预警", "约谈"}.isdisjoint(kind for kind, _ in asked["2018-06-08"])
    assert "约谈" not in {kind for kind, _ in asked["2018-06-04"]}
    assert "记录预警" not in {kind for kind, _ in asked["2018-06-07"]}


def test_the_credit_push_is_due_on_the_last_day_of_january(context_of: Callable[[str, str], Context]) -> None:
    """On 31 January it waits, on 1 February it is overdue; once sent it is done (R18-3.3-6, EX-R18-23)."""
    due = date(2019, 1, 31)
    assert ("推送信用加分", "2018", due, 30, False) in tasks(context_of("plain", "2019-01-31"))
    assert ("推送信用加分", "2018", due, 31, True) in tasks(context_of("plain", "2019-02-01"))
    assert ("推送信用加分", "2018", due, 29, False) in tasks(context_of("city", "2019-01-30"))
    assert "推送信用加分" not in {task[0] for task in tasks(context_of("city", "2019-01-31"))}
    assert "推送信用加分" not in {task[0] for task in tasks(context_of("plain", "2018-12-31"))}


def test_the_calendar_of_the_next_year_is_missed_from_october(context_of: Callable[[str, str], Context]) -> None:
    """Working days are never guessed, so the file is asked for in time (G-03)."""
    september, october = context_of("town", "2018-09-30"), context_of("town", "2018-10-01")
    only_2018 = replace(october.ledger, calendars={2018: october.ledger.calendars[2018]})
    asked = ("补节假日安排", "2019", None, None, None)
    assert asked not in tasks(replace(september, ledger=only_2018))
    assert asked in tasks(replace(october, ledger=only_2018))
    assert asked not in tasks(october)
