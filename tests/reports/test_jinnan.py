"""The internal tables of the Jinnan mechanism, from a small fictional district written as real files."""

from __future__ import annotations

import shutil
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from generator.awards import rounds
from generator.checks import check
from generator.documents import dump
from generator.ledger import load
from generator.periods import Period
from generator.problems import Words
from generator.reports import Context, report
from generator.scoring import score

if TYPE_CHECKING:
    from generator.reports import Cell, Table

RECORDS = Path(__file__).resolve().parents[2] / "records"
OFFICE = {"id": "office", "name": "社区办", "phone": "022-55501010", "address": "一路1号", "hours": "工作日"}


def leader(name: str, role: str, place: str, **more: Any) -> dict[str, Any]:
    """Write a leader who passed the training and received both things before the first day."""
    return {
        "name": name,
        **more,
        "appointments": [{"id": "a1", "role": role, "places": [place], "from": "2022-02-01"}],
        "trainings": [
            {
                "on": "2022-01-10",
                "topic": "上岗",
                "kind": "induction",
                "result": "passed",
                "provider": "street",
            }
        ],
        "kit": [{"item": "badge", "on": "2022-01-12", "number": f"N-{place}"}, {"item": "armband", "on": "2022-01-12"}],
    }


def survey(person: str, satisfied: int, basically: int, not_satisfied: int, blank: int = 0) -> dict[str, Any]:
    """Write the counts of a survey of the first half of 2022."""
    return {
        "survey": "half-year",
        "person": person,
        "period": "2022-H1",
        "held_on": "2022-06-20",
        "counted_by": "clerk",
        "satisfied": str(satisfied),
        "basically": str(basically),
        "not_satisfied": str(not_satisfied),
        "blank": str(blank),
    }


def chosen(honour: str, year: str, place: str, person: str, certificate: str) -> dict[str, Any]:
    """Write a list with one chosen leader."""
    holders = [{"person": person, "certificate": certificate}]
    day = f"{int(year) + 1}-01-20"
    return {
        "honour": honour,
        "period": year,
        "place": place,
        "decided_on": day,
        "decided_by": "clerk",
        "holders": holders,
    }


EAST = {
    "community": {
        "name": "东社区",
        "parent": "town",
        "office": "office",
        "places": [
            {"id": "g1", "level": "grid", "name": "一网格"},
            {"id": "b1", "level": "building", "name": "1号楼", "parent": "g1"},
            {"id": "b2", "level": "building", "name": "2号楼", "parent": "g1"},
            {"id": "d11", "level": "door", "name": "1门", "parent": "b1"},
            {"id": "d12", "level": "door", "name": "2门", "parent": "b1"},
        ],
    },
    "people/ann": leader(
        "安宁",
        "building-leader",
        "b1",
        tags=["lane_steward", "party_liaison"],
        education="master",
        age_check={"on": "2022-01-05", "full_years": "60"},
    ),
    "people/bo": leader(
        "薄云", "door-leader", "d11", education="college", age_check={"on": "2022-01-05", "full_years": "61"}
    ),
    "people/cy": leader("岑雨", "door-leader", "d12"),
    "people/mo": {
        "name": "莫言和",
        "appointments": [{"id": "a1", "role": "mediator", "places": ["east"], "from": "2022-01-01"}],
    },
    "surveys/s1": survey("ann", 40, 25, 35, 4),
    "surveys/s2": survey("bo", 59, 0, 41),
    "surveys/s3": survey("cy", 0, 0, 0, 3),
    "pairings/p1": {"mediator": "mo", "leader": "ann", "from": "2022-03-01"},
    "pairings/p2": {"mediator": "mo", "leader": "bo", "from": "2022-03-01", "until": "2022-05-31"},
    "projects/k1": {"leader": "cy", "kind": "volunteering", "title": "缝补角", "proposed_on": "2023-03-01"},
    "projects/k2": {
        "leader": "bo",
        "kind": "door-building",
        "title": "读书角",
        "proposed_on": "2023-04-01",
        "decided_on": "2023-04-20",
        "decided_by": "clerk",
        "support": "granted",
    },
    "teams/t1": {"name": "互助队", "kind": "买菜取药", "leader": "ann", "founded_on": "2022-05-04"},
}
FOLDER = "records/jurisdictions/jin/communities/east"


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Write the district."""
    root = tmp_path_factory.mktemp("jinnan")
    records = root / "records"
    shutil.copytree(RECORDS / "policies" / "j22", records / "policies" / "j22")
    shutil.copytree(RECORDS / "calendar", records / "calendar")
    above: dict[str, Any] = {
        "site": {"title": "示例", "jurisdictions": ["jin"]},
        "jurisdictions/jin/jurisdiction": {
            "name": "示例区",
            "policy": "j22",
            "fictional": "true",
            "time_zone": "Asia/Shanghai",
            "offices": [OFFICE],
            "staff": [{"id": "clerk", "title": "记录岗", "office": "office"}],
            "places": [
                {"id": "whole", "level": "district", "name": "示例区"},
                {"id": "town", "level": "town", "name": "南镇", "parent": "whole"},
            ],
        },
        "jurisdictions/jin/award_lists/l1": chosen("district-excellent", "2022", "whole", "bo", "区〔2022〕1号"),
        "jurisdictions/jin/award_lists/l2": chosen("town-excellent", "2021", "town", "ann", "镇〔2021〕1号"),
    }
    for name, content in {**above, **{f"jurisdictions/jin/communities/east/{k}": v for k, v in EAST.items()}}.items():
        path = records / f"{name}.yaml"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(dump(content))
    return root


def made(root: Path, name: str, day: str, period: str | None = None) -> Table:
    """Make a report of the district on a day."""
    ledger = load(root).ledger
    assert ledger is not None
    on = date.fromisoformat(day)
    scores = score(ledger, on)["jin"]
    found = report(name)
    assert found is not None
    return found.make(Context(ledger, scores, rounds(scores), on), Period.parse(period) if period else None)


def pick(table: Table, *keys: str) -> list[tuple[Cell, ...]]:
    """Return some columns, row by row, terms in Chinese."""
    cells = zip(*(table.column(key) for key in keys), strict=True)
    return [tuple(cell.zh if isinstance(cell, Words) else cell for cell in row) for row in cells]


def test_the_district_has_no_problem(root: Path) -> None:
    """The records of the fixture are such as a clerk may write."""
    loaded = load(root)
    assert loaded.problems == ()
    assert loaded.ledger is not None
    assert check(loaded.ledger, date(2023, 5, 1)) == ()


def test_survey_results_show_satisfaction_of_valid_answers(root: Path) -> None:
    """65 of 100 valid is fine, 59 is not, three blank sheets are no result (J22-2.3-7, J22-2.3-8, EX-J22-06)."""
    table = made(root, "survey-results", "2022-07-01", "2022-H1")
    assert pick(table, "person", "satisfaction", "blank", "state") == [
        ("ann", Decimal("65.00"), 4, "不低于界线"),
        ("bo", Decimal("59.00"), 0, "低于界线"),
        ("cy", "没有结果", 3, "没有结果"),
    ]
    assert made(root, "survey-results", "2022-06-19", "2022-H1").rows == ()


def test_low_results_are_proposals(root: Path) -> None:
    """Only the leader below 60 per cent is listed, as a proposal (J22-2.3-8)."""
    table = made(root, "survey-proposals", "2022-07-01")
    assert pick(table, "person", "proposal", "lifted", "clause", "source") == [
        ("bo", "不再选任", False, "2.3.3", f"{FOLDER}/surveys/s2.yaml:1")
    ]
    assert [note.zh for note in table.notes][1] == "只是建议，有签字的决定才生效。"


def test_roster_statistics_count_the_whole_and_each_town(root: Path) -> None:
    """Sixty is in, sixty-one is not, an unknown age is in neither and said so (J22-2.1-2, J22-2.1-6, J22-2.1-7)."""
    table = made(root, "roster-statistics", "2022-07-01")
    whole = [row for row in pick(table, "scope", "figure", "count", "total", "share") if row[0] == "示例区"]
    assert whole[:3] == [
        ("示例区", "60岁以下", 1, 3, Decimal("33.33")),
        ("示例区", "60岁以上", 1, 3, Decimal("33.33")),
        ("示例区", "大专及以上", 2, 3, Decimal("66.67")),
    ]
    assert [row[2] for row in whole[-2:]] == [1, 1]
    assert {row[0] for row in pick(table, "scope")} == {"示例区", "南镇"}
    assert [note.zh for note in table.notes] == ["有 1 名楼长没有核对年龄。"]


def test_coverage_counts_each_level(root: Path) -> None:
    """One building of two and both doors have a leader (J22-2.1-8, G-25)."""
    table = made(root, "place-coverage", "2022-07-01")
    assert pick(table, "level", "community", "places", "covered", "share", "where") == [
        ("楼栋", "东社区", 2, 1, Decimal("50.00"), "2号楼"),
        ("楼栋", "合计", 2, 1, Decimal("50.00"), None),
        ("楼门", "东社区", 2, 2, Decimal("100.00"), None),
        ("楼门", "合计", 2, 2, Decimal("100.00"), None),
    ]


def test_readiness_lists_training_and_certificates(root: Path) -> None:
    """Each serving leader with the day of passing and the number of the certificate (J22-2.3-1, J22-2.3-2)."""
    table = made(root, "readiness", "2022-07-01")
    assert pick(table, "person", "passed_on", "badge", "missing", "state")[0] == (
        "ann",
        date(2022, 1, 10),
        "N-b1",
        0,
        "可以上岗",
    )
    assert len(table.rows) == 3


def test_pairings_list_leaders_without_a_mediator(root: Path) -> None:
    """A pair that ended counts to its last day; afterwards the leader is on the list (J22-2.2-5)."""
    assert pick(made(root, "pairings", "2022-06-01"), "person", "mediator", "state") == [
        ("ann", "莫言和", "已结对"),
        ("bo", None, "未结对"),
        ("cy", None, "未结对"),
    ]
    assert pick(made(root, "pairings", "2022-05-31"), "person", "state")[1] == ("bo", "已结对")


def test_chosen_leaders_by_level_with_certificates(root: Path) -> None:
    """The latest period first, each with its level's honour (J22-2.3-3, J22-2.3-4)."""
    assert pick(made(root, "chosen-leaders", "2023-05-01"), "honour", "person", "certificate") == [
        ("区级优秀楼门栋长", "bo", "区〔2022〕1号"),
        ("镇街优秀楼门栋长", "ann", "镇〔2021〕1号"),
    ]
    assert len(made(root, "chosen-leaders", "2023-01-19").rows) == 1


def test_projects_of_chosen_leaders_come_first(root: Path) -> None:
    """Proposed later, still first; the honour of the year before last gives no priority (J22-2.3-5, J22-2.3-6)."""
    assert pick(made(root, "projects", "2023-05-01"), "order", "project", "honour", "support") == [
        (1, "读书角", "区级优秀楼门栋长", "给予"),
        (2, "缝补角", None, None),
    ]
    assert pick(made(root, "reserve", "2023-05-01"), "person", "reserve") == [
        ("bo", "居民委员会下属委员会成员储备队伍")
    ]


def test_teams_are_listed_with_their_leader(root: Path) -> None:
    """A team is shown from the day it was founded (J22-3-2)."""
    assert pick(made(root, "teams", "2022-05-04"), "team", "person") == [("互助队", "ann")]
    assert made(root, "teams", "2022-05-03").rows == ()
