"""Two small fictional jurisdictions as real files: `town` with a bit of everything, `city` with an award round.

The figures that the reports must show are worked by hand beside the entries.
"""

from __future__ import annotations

import shutil
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeAlias

import pytest

from generator.awards import rounds
from generator.documents import dump
from generator.ledger import load
from generator.reports import Context
from generator.scoring import score

if TYPE_CHECKING:
    from collections.abc import Callable

    ContextOf: TypeAlias = Callable[[str, str], Context]

RECORDS = Path(__file__).resolve().parents[2] / "records"
OFFICE = {"id": "office", "name": "社区办", "phone": "0631-5550101", "address": "一路1号", "hours": "工作日"}
CONTACT = {"office": "office", "post": "值班岗"}


def jurisdiction(name: str) -> dict[str, Any]:
    """Write a jurisdiction with one street and two posts."""
    return {
        "name": name,
        "policy": "r18",
        "fictional": "true",
        "time_zone": "Asia/Shanghai",
        "offices": [OFFICE],
        "staff": [
            {"id": "recorder", "title": "记录岗", "office": "office"},
            {"id": "checker", "title": "核实岗", "office": "office"},
        ],
        "places": [{"id": "street", "level": "street", "name": "海街道"}],
    }


def person(name: str, role: str, place: str, last: str | None = None, **more: Any) -> dict[str, Any]:
    """Write a person with one post since the policy's first day."""
    ended = {} if last is None else {"ended": {"on": last, "ground": "moved_away"}}
    post = {"id": "a1", "role": role, "places": [place], "from": "2018-03-01", **ended}
    return {"name": name, **more, "appointments": [post]}


def entry(number: int, day: str, leader: str, activity: str, **more: Any) -> dict[str, Any]:
    """Write an entry of a log."""
    return {"id": f"{number:03}", "date": day, "leader": leader, "activity": activity, **more}


def sitting(day: str, first: int, last: int, **more: Any) -> dict[str, Any]:
    """Write a sitting of verification."""
    return {"on": day, "by": "checker", "first": f"{first:03}", "last": f"{last:03}", **more}


def row(leader: str, role: str, bonus: str, adjustment: str, to_date: str, score_to_date: str) -> dict[str, str]:
    """Write a published row."""
    figures = {"bonus": bonus, "adjustment": adjustment, "to_date": to_date, "score": score_to_date}
    return {"leader": leader, "role": role, **figures}


EAST = {
    "community": {
        "name": "东社区",
        "parent": "street",
        "office": "office",
        "places": [
            {"id": "g1", "level": "grid", "name": "一网格", "chat_group": {"exists": "true", "owner": "gh"}},
            {"id": "g2", "level": "grid", "name": "二网格"},
            {"id": "b1", "level": "building", "name": "1号楼", "parent": "g1"},
            {"id": "b2", "level": "building", "name": "2号楼", "parent": "g1"},
            {"id": "b3", "level": "building", "name": "3号楼", "parent": "g1"},
            {"id": "b1-1", "level": "stairwell", "name": "1单元", "parent": "b1"},
        ],
    },
    "people/gh": person("郭海", "grid-head", "g1"),
    "people/ann": person(
        "安宁",
        "building-leader",
        "b1",
        tags=["retired_official", "party_member"],
        trainings=[{"on": "2018-04-20", "topic": "积分办法"}],
        kit=[{"item": "badge", "on": "2018-03-02", "number": "0302"}, {"item": "handbook", "on": "2018-03-02"}],
    ),
    "people/bo": person("=薄云", "building-leader", "b2", tags=["volunteer"]),
    "people/cy": person("岑雨", "building-leader", "b3", "2018-08-31"),
    "people/di": person("狄山", "stairwell-leader", "b1-1"),
    # March: ann 3 (households h1-h3), bo 1; ann's deed of the 31st is verified after the list of Q1 was closed.
    "logs/2018-03": {
        "recorder": "recorder",
        "entries": [
            entry(1, "2018-03-31", "ann", "community-service"),
            entry(2, "2018-03-10", "ann", "household-info", households=["h1", "h2", "h3"]),
            entry(3, "2018-03-12", "bo", "community-service"),
        ],
    },
    "verifications/2018-03": {"verifications": [sitting("2018-04-01", 2, 3), sitting("2018-04-05", 1, 1)]},
    # April: bo 1, ann 1; too late for the meeting earns nothing.
    "logs/2018-04": {
        "recorder": "recorder",
        "entries": [
            entry(1, "2018-04-10", "bo", "emergency-meeting", event="flood", attendance="late"),
            entry(2, "2018-04-11", "bo", "community-service"),
            entry(3, "2018-04-12", "ann", "community-service"),
        ],
    },
    "verifications/2018-04": {"verifications": [sitting("2018-05-02", 1, 3)]},
    # May: ann 0.5 + 1 of 3 households + 0.5 = 2; bo 1: told on the eighth day is late, "other" is refused.
    "logs/2018-05": {
        "recorder": "recorder",
        "entries": [
            entry(1, "2018-05-02", "ann", "household-change", change="moved_in", told_on="2018-05-09"),
            entry(2, "2018-05-02", "bo", "household-change", change="moved_in", told_on="2018-05-10"),
            entry(3, "2018-05-05", "ann", "household-info", households=["h2", "h3", "h4"]),
            entry(4, "2018-05-20", "ann", "safety-hazard", place="b1", told_on="2018-05-20", note="井盖松动"),
            entry(5, "2018-05-21", "bo", "consultation", headcount="12"),
            entry(6, "2018-05-22", "bo", "other", points="1.5", reason="扫雪", approved_by="checker"),
            entry(7, "2018-05-25", "bo", "community-service"),
        ],
    },
    "verifications/2018-05": {
        "verifications": [sitting("2018-06-01", 1, 7, rejected=[{"entry": "006", "reason": "没有下雪"}])]
    },
    # June: ann 1, taken back by a correction after the list of Q2 was published.
    "logs/2018-06": {
        "recorder": "recorder",
        "entries": [entry(1, "2018-06-03", "ann", "community-service")],
    },
    "verifications/2018-06": {"verifications": [sitting("2018-06-05", 1, 1)]},
    "corrections/c1": {
        "corrects": {"month": "2018-06", "entry": "001"},
        "effect": "withdraw",
        "requested_by": "recorder",
        "approved_by": "checker",
        "approved_on": "2018-07-10",
        "reason": "重复登记",
    },
    "logs/2018-09": {
        "recorder": "recorder",
        "entries": [entry(1, "2018-09-12", "ann", "mediation", event="noise")],
    },
    "periods/2018-Q1": {
        "closed_on": "2018-04-02",
        "published_on": "2018-04-03",
        "prepared_by": "recorder",
        "approved_by": "checker",
        "rows": [
            row("ann", "building-leader", "3", "0", "3", "103"),
            row("bo", "building-leader", "1", "0", "1", "101"),
            row("cy", "building-leader", "0", "0", "0", "100"),
            row("di", "stairwell-leader", "0", "0", "0", "100"),
        ],
    },
    # Q2 of ann: 1 + 2 + 1 = 4, adjustment 1 of March, to date 3 + 1 + 4 = 8.
    "periods/2018-Q2": {
        "closed_on": "2018-07-04",
        "published_on": "2018-07-05",
        "prepared_by": "recorder",
        "approved_by": "checker",
        "rows": [
            row("ann", "building-leader", "4", "1", "8", "108"),
            row("bo", "building-leader", "2", "0", "3", "103"),
            row("cy", "building-leader", "0", "0", "0", "100"),
            row("di", "stairwell-leader", "0", "0", "0", "100"),
        ],
    },
    "warnings/w1": {
        "person": "cy",
        "role": "building-leader",
        "alert": "three-months-last",
        "until": "2018-05",
        "raised_on": "2018-06-05",
        "talk": {"by": "gh", "on": "2018-06-08", "at_home": "true", "outcome": "身体不便"},
    },
    "decisions/d1": {
        "kind": "interpretation",
        "clause": "2.4.2-i03",
        "proposed_by": "recorder",
        "decided_by": "checker",
        "decided_on": "2018-05-03",
        "reason": "扫雪算居民服务",
    },
    "waivers/v1": {
        "rule": "2.3",
        "person": "di",
        "approved_by": "checker",
        "on": "2018-03-01",
        "reason": "只有一人报名",
    },
    "issues/i1": {
        "kind": "property",
        "title": "路灯不亮",
        "raised_by": "ann",
        "raised_on": "2018-06-01",
        "accepted_on": "2018-06-02",
        "handler": "checker",
        "resolved_on": "2018-06-11",
        "result": "已换灯",
    },
    "issues/i2": {"kind": "proposal", "title": "装长椅", "raised_by": "bo", "raised_on": "2018-09-30"},
    "property_checks/p1": {
        "by": "ann",
        "on": "2018-06-30",
        "place": "b1",
        "staff_role": "保洁员",
        "marks": [{"aspect": "cleaning", "grade": "good"}, {"aspect": "repairs", "grade": "poor"}],
    },
    "cases/k1": {
        "role": "building-leader",
        "opened_on": "2018-09-05",
        "candidates": [
            {
                "person": "di",
                "place": "b3",
                "nominations": [{"channel": "self", "on": "2018-09-06"}],
                "declarations": [{"condition": "warm", "met": "true"}],
                "grade": "AA",
                "grade_checked_on": "2018-09-07",
            },
            {
                "person": "gh",
                "place": "b3",
                "nominations": [{"channel": "recommend", "on": "2018-09-06"}],
                "grade": "B",
                "grade_checked_on": "2018-09-07",
            },
        ],
        "steps": [{"step": "nominate", "on": "2018-09-06", "by": "recorder"}],
    },
    "notices/n1": {
        "kind": "candidates",
        "title": "3号楼楼长候选人公示",
        "clause": "2.3",
        "case": "k1",
        "opens": "2018-09-10",
        "closes": "2018-09-14",
        "body": "候选人名单。",
        "contact": CONTACT,
        "issued_by": "office",
    },
}

# Twenty building leaders as in EX-R18-15: A and B 130, C 125, D 120, E, F, G 118, H 115, then 112, 111 … 101.
CITY_BONUS = [30, 30, 25, 20, 18, 18, 18, 15, *range(12, 0, -1)]
CITY_LETTERS = "abcdefghijklmnopqrst"
WEST: dict[str, Any] = {
    "community": {
        "name": "西社区",
        "parent": "street",
        "office": "office",
        "places": [
            {"id": "g1", "level": "grid", "name": "西网格"},
            *({"id": f"b{x}", "level": "building", "name": f"{x.upper()}楼", "parent": "g1"} for x in CITY_LETTERS),
            {"id": "s1", "level": "stairwell", "name": "1单元", "parent": "ba"},
            {"id": "s2", "level": "stairwell", "name": "2单元", "parent": "ba"},
        ],
    },
    **{f"people/l{x}": person(f"楼长{x.upper()}", "building-leader", f"b{x}") for x in CITY_LETTERS},
    "people/s1": person("楼道一", "stairwell-leader", "s1"),
    "people/s2": person("楼道二", "stairwell-leader", "s2"),
    "logs/2018-05": {
        "recorder": "recorder",
        "entries": [
            *(
                entry(n, "2018-05-10", f"l{x}", "community-service", count=str(points))
                for n, (x, points) in enumerate(zip(CITY_LETTERS, CITY_BONUS, strict=True), start=1)
            ),
            entry(21, "2018-05-11", "s2", "community-service"),
        ],
    },
    "verifications/2018-05": {"verifications": [sitting("2018-06-01", 1, 21)]},
}
ROUND = {
    "frozen_on": "2019-01-10",
    "held_by": "office",
    "tie_decisions": [
        {
            "honour": "star",
            "tier": "five-star",
            "chosen": ["la"],
            "by": "checker",
            "on": "2019-01-12",
            "reason": "居民评议",
        }
    ],
    "confirmed_on": "2019-01-15",
    "confirmed_by": "checker",
}
BATCH = {"year": "2018", "prepared_by": "recorder", "sent_on": "2019-01-31", "receipt": "回执7"}


@pytest.fixture(scope="session")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Write the records of `town`, of `city` and of `plain`: the city before anybody decided anything."""
    folder = tmp_path_factory.mktemp("reports")
    records = folder / "records"
    for part in ("calendar", "policies/r18"):
        shutil.copytree(RECORDS / part, records / part)
    shutil.rmtree(records / "policies/r18/cases", ignore_errors=True)
    files: dict[str, Any] = {"site": {"title": "楼长", "jurisdictions": ["town", "city", "plain"]}}
    for name, community, parts in (("town", "east", EAST), ("city", "west", WEST), ("plain", "west", WEST)):
        base = f"jurisdictions/{name}"
        files[f"{base}/jurisdiction"] = jurisdiction({"town": "小城", "city": "大城", "plain": "平城"}[name])
        files |= {f"{base}/communities/{community}/{path}": plain for path, plain in parts.items()}
    files["jurisdictions/city/awards/2018"] = ROUND
    files["jurisdictions/city/credit/batch1"] = BATCH
    for path, plain in files.items():
        target = records / f"{path}.yaml"
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(dump(plain))
    return folder


@pytest.fixture(scope="session")
def context_of(root: Path) -> ContextOf:
    """Load the records once and score them as of any day."""
    loaded = load(root)
    assert loaded.problems == ()
    ledger = loaded.ledger
    assert ledger is not None

    def made(name: str, day: str) -> Context:
        as_of = date.fromisoformat(day)
        scores = score(ledger, as_of)[name]
        return Context(ledger, scores, rounds(scores), as_of)

    return made
