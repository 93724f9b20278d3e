"""Every course of every policy on records: walked to its end, and stopped where a step is not possible."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from msgspec.structs import replace
from ruamel.yaml import YAML

from generator.checks import CHECKS, check_id
from generator.checks.courses import course_unwritten, impossible_step, unmet_guard
from generator.checks.nomination import decided_too_early
from generator.courses import courses, upper_courses
from generator.language import translate
from generator.periods import Period
from tests.courses.worlds import PACKS, world

if TYPE_CHECKING:
    from generator.courses import Course

DAY = date(2030, 1, 1)
FAULTS: list[dict[str, Any]] = YAML(typ="safe").load((Path(__file__).parent / "faults.yaml").read_text("utf-8"))
WAYS = {
    "r18": {
        "award-round 2018": ("freeze rank tie decide-tie confirm push", "已推送"),
        "selection x1 li": ("nominate review approve publicise object resolve decide start", "已到任"),
        "exit li a1": ("warn talk decide leave", "已离任"),
        "issue i1": ("raise accept measure solve", "已办结"),
    },
    "c21": {
        "selection x1 li": ("nominate review approve publicise sign start file", "已备案"),
        "exit e1": ("propose inform decide leave file", "已备案"),
        "pay-run 2021": ("await release check approve transfer pay", "已发放"),
        "pay-run 2021-10": ("calculate check approve transfer pay", "已发放"),
    },
    "n22": {
        "award-round 2022": ("choose freeze confirm", "已确认"),
        "selection x1 li": (
            "recruit nominate check interview display object resolve decide file sign train start board",
            "已上岗并公示信息",
        ),
        "exit e1": ("apply leave file", "已备案"),
        "pay-run 2022-04": ("calculate check approve transfer pay", "已发放"),
        "issue i1": ("raise accept measure solve", "已办结"),
    },
    "pts": {
        "award-round 2018": ("freeze rank list", "名单待确认"),
        "issue 2018-Q4 v1": ("receive accept solve", "已办结"),
        "issue 2018-Q4 v2": ("receive", "已收到"),
        "claim 2018-10 ma": ("submit review record publish appeal resolve finish", "已确定"),
        "claim 2018-10 lin": ("submit review record publish finish", "已确定"),
        "redemption d1": ("request approve collect", "已领取"),
    },
    "j22": {
        "award-round town-2022": ("choose certify", "已发证书"),
        "selection x1 li": ("nominate vote train equip start", "已上岗"),
        "exit li a1": ("fall decide leave", "已离任"),
    },
    "d6": {
        "award-round 2027": ("freeze rank list confirm", "已确认"),
        "selection x1 li": ("nominate review publicise decide sign train start", "已上岗"),
    },
}
"""What each world of records comes to: the steps that were taken and the state reached, course by course."""


def walked(pack: str, root: Path, edits: dict[str, tuple[str, str]] | None = None, day: date = DAY) -> list[Course]:
    """Return the courses of a world on a day."""
    ledger = world(pack, root, edits or {})
    book = next(b for b in ledger.jurisdictions.values() if b.policy is not None and b.policy.id == pack)
    return list(courses(ledger, book, day))


def reached(found: list[Course]) -> dict[str, tuple[str, str]]:
    """Return the steps taken and the state of each course."""
    return {
        f"{course.rule.id} {course.subject}": (" ".join(step.event for step in course.walk.taken), course.state)
        for course in found
    }


@pytest.mark.parametrize("pack", WAYS)
def test_every_course_is_walked_on_records_to_where_it_stands(pack: str, tmp_path: Path) -> None:
    """R18-2.3-1 to 3, C21-3.3-1 to 5, N22-A3-3.4-3, PTS-7-2, J22-2.1-3: the steps follow in the policy's order."""
    found = walked(pack, tmp_path)
    assert reached(found) == WAYS[pack]
    assert [course.walk.block for course in found] == [None] * len(found)


def test_each_course_of_a_policy_has_its_faults() -> None:
    """For every course of every pack there are two faults; a list without quota has a test of its own below."""
    counted = {(f["pack"], f["course"]): 0 for f in FAULTS}
    for fault in FAULTS:
        counted[fault["pack"], fault["course"]] += 1
    courses_known = {(pack, way.split(" ")[0]) for pack, ways in WAYS.items() for way in ways}
    assert set(counted) == courses_known - {("j22", "award-round")}
    assert min(counted.values()) >= 2


@pytest.mark.parametrize("fault", FAULTS, ids=lambda f: f"{f['pack']}-{f['course']}-{f['check']}")
def test_a_step_that_is_not_possible_is_told_once(fault: dict[str, Any], tmp_path: Path) -> None:
    """The problem stands at the record, names the state or the day, cites the clause and names the legal next steps."""
    ledger = world(fault["pack"], tmp_path, {fault["file"]: (fault["old"], fault["new"])})
    (problem,) = {*impossible_step(ledger, DAY), *unmet_guard(ledger, DAY)}
    at = "/".join(problem.source.path.split("/")[3:])
    assert {
        "at": f"{at}:{problem.source.line}",
        "check": problem.check,
        "clause": problem.clause,
        "says": translate(problem.message, "zh_CN"),
        "fix": translate(problem.fix, "zh_CN"),
    } == {key: fault[key] for key in ("at", "check", "clause", "says", "fix")}


def test_a_step_is_not_taken_before_its_day(tmp_path: Path) -> None:
    """On 10 February 2018 the list of the Rongcheng world hangs; the objection of the 12th is not known yet."""
    found = reached(walked("r18", tmp_path, day=date(2018, 2, 10)))
    assert found["selection x1 li"] == ("nominate review approve publicise", "公示中")
    assert found["issue i1"] == ("", "未提出")


def test_an_open_objection_keeps_the_list_objected(tmp_path: Path) -> None:
    """N22-A3-3.4-2: the decision is stopped; `decided-despite-objection` tells it and the engine does not repeat it."""
    file = "communities/k/notices/n1.yaml"
    answer = "  decided_on: 2022-01-30\n  decided_by: checker\n  decision: dismissed\n  answer: 已说明\n"
    (found,) = [c for c in walked("n22", tmp_path, {file: (answer, "")}) if c.rule.id == "selection"]
    assert found.state == "有异议"
    assert found.walk.block is not None
    assert found.walk.block.unmet == ("no_open_objection",)
    assert found.told >= {"no_open_objection"}


def test_a_late_objection_stops_nothing(tmp_path: Path) -> None:
    """An objection after the last day of the display is no step of the course (G-17)."""
    file = "communities/k/notices/n1.yaml"
    old = "  lodged_on: 2018-02-12\n  channel: visit\n  concerns: 有疑问\n  decided_on: 2018-02-14\n"
    new = old.replace("02-12", "02-24").replace("02-14", "02-25")
    found = reached(walked("r18", tmp_path, {file: (old, new)}))
    assert found["selection x1 li"][0] == "nominate review approve publicise decide start"


def test_a_refused_step_ends_the_case(tmp_path: Path) -> None:
    """R18-2.3-2: what the street did not approve is not put up; the display after it is told as impossible."""
    old, new = "by: street-desk\n", "by: street-desk\n  result: refused\n"
    (found,) = [c for c in walked("r18", tmp_path, {"communities/k/cases/x1.yaml": (old, new)}) if "x1" in c.subject]
    assert (found.state, found.next_steps) == ("未通过", ())
    assert found.walk.block is not None
    assert found.walk.block.step.event == "publicise"


def test_a_tie_that_waits_keeps_the_round_from_being_listed(tmp_path: Path) -> None:
    """R18-3.2-5: whoever knows the scores says in which years a tie is open."""
    ledger = world("d6", tmp_path, {"awards/2027.yaml": ("confirmed_on: 2028-01-15\nconfirmed_by: checker\n", "")})
    book = ledger.jurisdictions["j"]
    (free,) = upper_courses(ledger, book, DAY)
    (tied,) = upper_courses(ledger, book, DAY, {Period.parse("2027")})
    assert (free.state, [way.event for way in free.next_steps]) == ("名单待确认", ["confirm"])
    assert (tied.state, [way.event for way in tied.next_steps]) == ("同分待定", ["decide-tie"])


def test_a_list_without_certificates_waits_for_them(tmp_path: Path) -> None:
    """J22-2.3-4: without any certificate the next step is to hand them out; with some, the guard does not hold."""
    file = "award_lists/town-2022.yaml"
    none = walked("j22", tmp_path / "none", {file: ("  certificate: 2022-001\n", "")})[0]
    some = walked("j22", tmp_path / "some", {file: ("2022-001\n", "2022-001\n- person: wang\n")})[0]
    assert [(c.state, c.next_steps[0].label) for c in (none, some)] == [("已评定", "发表彰证书")] * 2
    assert none.walk.block is None
    assert some.walk.block is not None
    assert some.walk.block.unmet == ("certificates_given",)


def test_what_another_check_tells_is_not_told_again(tmp_path: Path) -> None:
    """A run prepared and checked by one post stops there; `preparer-checks` alone says it (G-28)."""
    edits = {"communities/k/pay_runs/2021-10.yaml": ("checked_by: checker", "checked_by: clerk")}
    ledger = world("c21", tmp_path, edits)
    assert not [*impossible_step(ledger, DAY), *unmet_guard(ledger, DAY)]
    (run,) = [c for c in courses(ledger, ledger.jurisdictions["j"], DAY) if c.subject == "2021-10"]
    assert (run.state, run.is_open) == ("已核算", True)
    assert "preparer-checks" in {check_id(check) for check in CHECKS}


def test_a_list_is_decided_after_its_display_where_no_least_is_set(tmp_path: Path) -> None:
    """R18-2.3-3: the policy gives no number of days, so the display that was announced has to be over."""
    said = {}
    for day in ("2018-02-23", "2018-02-24"):
        edits = {"communities/k/cases/x1.yaml": ("on: 2018-02-26", f"on: {day}")}
        ledger = world("r18", tmp_path / day, edits)
        said[day] = [translate(problem.message, "en") for problem in decided_too_early(ledger, DAY)]
    assert said == {"2018-02-23": ["Decided on 2018-02-23; the earliest day is 2018-02-24."], "2018-02-24": []}


def test_a_pack_without_its_courses_is_refused(tmp_path: Path) -> None:
    """Every part of the Chiyang pack that is worked off step by step asks for its course."""
    ledger = world("c21", tmp_path, {})
    policy = ledger.policies["c21"]
    bare = replace(policy, pack=policy.pack.model_copy(update={"machines": ()}))
    found = list(course_unwritten(replace(ledger, policies={"c21": bare}), DAY))
    assert [translate(problem.message, "zh_CN") for problem in found] == [
        "政策包没有写流程 selection。",
        "政策包没有写流程 exit。",
        "政策包没有写流程 pay-run。",
    ]
    assert list(course_unwritten(ledger, DAY)) == []


def test_the_worlds_are_those_of_the_packs() -> None:
    """Each pack but the points scheme, whose records are the gallery's, has a world of its own."""
    assert set(PACKS) == set(WAYS) - {"pts"}
