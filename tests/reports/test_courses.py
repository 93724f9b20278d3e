"""How far each course has come, what is next and who takes it, in the table of courses and in the task list."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest

from generator.awards import rounds
from generator.problems import Words
from generator.reports import Context, report
from generator.scoring import score
from tests.courses.worlds import world

if TYPE_CHECKING:
    from pathlib import Path

    from generator.reports.table import Table

UNDER_WAY = {
    "r18": [
        ("2018-02-08", "楼长选拔", "x1 李流", "已批准", "小区公示（社区）；不通过（社区、街道或镇）"),
        ("2018-06-06", "问题办理", "i1", "已定措施", "办结（社区）"),
        (
            "2019-01-06",
            "约谈与调换",
            "李流 a1",
            "已预警",
            "连续末位预警（自动）；上门约谈（社区）；决定留任（社区、街道或镇）；决定离任（社区、街道或镇）",
        ),
        ("2019-01-11", "年度评比", "2018", "同分待定", "决定同分（上级部门）"),
    ],
    "c21": [
        ("2021-09-09", "楼栋长选配", "x1 李流", "已签协议", "任职（楼长本人）"),
        ("2021-11-03", "工作补贴发放", "2021-10", "已复核", "批准（社区、街道或镇）"),
        ("2022-03-10", "调整与解除", "e1", "已决定离任", "离任（楼长本人、社区）"),
    ],
    "n22": [
        ("2022-02-16", "楼栋长招募", "x1 李流", "已培训", "公示牌公示信息（社区）；上岗（楼长本人）"),
        ("2023-03-02", "终止资格与退出", "e1", "提前申请期内", "离任（楼长本人、社区）"),
    ],
    "j22": [
        (
            "2022-03-10",
            "楼门栋长选任",
            "x1 李流",
            "培训合格",
            "发放工作证和袖标（街道或镇）；不通过（街道或镇、居民代表会议）",
        ),
        (
            "2023-01-10",
            "监督评议与退出",
            "李流 a1",
            "评议不到六成",
            "评议不到六成（自动）；解除不再选任（社区）；决定留任（社区）；决定离任（社区）",
        ),
    ],
}
"""By pack: the day, the course, its subject, the state reached and what may follow by whom."""


def context(pack: str, root: Path, day: str) -> Context:
    """Return the world of a pack as it is known on a day."""
    ledger = world(pack, root, {})
    as_of = date.fromisoformat(day)
    scores = score(ledger, as_of)["j"]
    return Context(ledger, scores, rounds(scores), as_of)


def made(name: str, given: Context) -> Table:
    """Make a report of the day."""
    found = report(name)
    assert found is not None
    return found.make(given, None)


@pytest.mark.parametrize(("pack", "line"), [(pack, line) for pack, lines in UNDER_WAY.items() for line in lines])
def test_a_course_under_way_says_what_is_next_and_who_takes_it(
    pack: str, line: tuple[str, str, str, str, str], tmp_path: Path
) -> None:
    """R18-2.3-2, R18-2.4.3-1, C21-3.3-4, N22-A3-3.6-1, J22-2.3-7: as the policy's course has it on that day."""
    day, *wanted = line
    table = made("courses", context(pack, tmp_path, day))
    rows = list(zip(*(table.column(key) for key in ("course", "subject", "state", "next")), strict=True))
    assert tuple(wanted) in rows


def test_what_has_come_to_its_end_is_listed_no_more(tmp_path: Path) -> None:
    """A round that was pushed may be pushed again, but waits for nothing."""
    assert made("courses", context("r18", tmp_path, "2019-12-01")).rows == ()


def test_the_task_list_names_the_next_step_of_what_waits(tmp_path: Path) -> None:
    """A leaving that waits for its last day is a task with its clause; days count from the step before."""
    table = made("tasks", context("c21", tmp_path, "2022-03-20"))
    kinds = [cell.zh if isinstance(cell, Words) else cell for cell in table.column("task")]
    keys = ("subject", "clause", "days", "next")
    rows = dict(zip(kinds, zip(*(table.column(key) for key in keys), strict=True), strict=True))
    assert rows["调整与解除：接着办"] == ("e1（已决定离任）", "A1.5", 10, "离任（楼长本人、社区）")


def test_an_issue_in_the_task_list_names_its_next_step(tmp_path: Path) -> None:
    """The issue stands in the list once, by its own task and not again as a course (R18-2.1.4-4)."""
    table = made("tasks", context("r18", tmp_path, "2018-06-10"))
    kinds = [cell.zh if isinstance(cell, Words) else cell for cell in table.column("task")]
    assert kinds.count("办理问题") == 1
    assert "问题办理：接着办" not in kinds
    assert table.column("next")[kinds.index("办理问题")] == "办结（社区）"
