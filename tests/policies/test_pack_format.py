"""The pack format: dated values, changed settings, and what a failing or faulty case says."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from generator.cases import CaseRun, run_cases, run_documents
from generator.documents import Document, read
from generator.language import translate
from generator.ledger import load_pack
from generator.policies.eligibility import grade_fault
from generator.policies.reading import read_policy
from generator.policies.selection import LeastGrade
from generator.policies.settings import UnsetSettingError
from generator.scoring.bounds import judgement_fault

if TYPE_CHECKING:
    from generator.problems import Problem

ROOT = Path(__file__).resolve().parents[2]
PACK = load_pack(ROOT, "r18")
POLICY = "records/policies/r18/policy.yaml"
CASES = "records/policies/r18/cases/own.yaml"
POLICY_TEXT = (ROOT / POLICY).read_text("utf-8")
DAY = date(2018, 6, 1)

HEAD = """cases:
- id: OWN
  title: 案例
  rules:
  - R18-2.4.2-i03
"""
ONE_SERVICE = """  kind: points
  given:
    leaders:
    - leader: a
    entries:
    - id: 001
      date: 2018-05-02
      leader: a
      activity: community-service
"""


def document(path: str, text: str) -> Document:
    """Read a text that must pass the gate."""
    found, problems = read(path, text.encode())
    assert problems == ()
    assert found is not None
    return found


def run(cases: str, policy: str = POLICY_TEXT) -> CaseRun:
    """Run cases under the pack, or under a changed text of it."""
    parts = {
        "policy": document(POLICY, policy),
        "articles": PACK.parts["articles"],
        "cases/own": document(CASES, cases),
    }
    return run_documents("r18", parts, PACK.working_days)


def differences(cases: str, policy: str = POLICY_TEXT) -> list[str]:
    """Run cases that must be well formed, and print their differences."""
    found = run(cases, policy)
    assert [said(problem) for problem in found.problems] == []
    return [str(difference) for result in found.results for difference in result.differences]


def said(problem: Problem) -> tuple[str, str, str, str]:
    """Place, check, sentence and way out of a problem."""
    return (
        str(problem.source),
        problem.check,
        translate(problem.message, "en"),
        translate(problem.fix, "en"),
    )


def problems_of(policy: str) -> list[tuple[str, str, str, str]]:
    """Read a changed text of the pack and print its problems."""
    _, problems = read_policy("r18", {**PACK.parts, "policy": document(POLICY, policy)})
    return [said(problem) for problem in problems]


def changed(old: str, new: str) -> str:
    """Change one place of the pack's text, which must be there once."""
    assert POLICY_TEXT.count(old) == 1
    return POLICY_TEXT.replace(old, new)


BASE = """base:
  points:
  - value: 100
    unit: points
    clause: 2.4.2
    status: stated
"""


def test_a_value_holds_from_its_day_until_the_next() -> None:
    """A policy changed in mid-year gives each day its own value (G-20)."""
    later = BASE + "  - from: 2018-07-01\n    value: 60\n    clause: 2.4.2\n    status: stated\n"
    policy, problems = read_policy("r18", {**PACK.parts, "policy": document(POLICY, changed(BASE, later))})
    assert problems == ()
    assert policy is not None
    assert policy.pack.base is not None
    points = policy.pack.base.points
    assert [points.on(day) for day in (date(2018, 6, 30), date(2018, 7, 1))] == [Decimal(100), Decimal(60)]


def test_an_entry_earns_the_value_of_its_own_day() -> None:
    """The value in force on the day of the event counts, whenever it is verified (G-20)."""
    old = "    - value: 1\n      unit: points/time\n      clause: 2.4.2-i03\n      status: stated\n"
    new = old + "    - from: 2018-07-01\n      value: 3\n      clause: 2.4.2-i03\n      status: stated\n"
    cases = (
        HEAD
        + ONE_SERVICE.replace("2018-05-02", "2018-06-30")
        + """    - id: 002
      date: 2018-07-01
      leader: a
      activity: community-service
  expect:
    lines:
    - entry: 001
      points: 1
    - entry: 002
      points: 3
"""
    )
    assert differences(cases, changed(old, new)) == []


@pytest.mark.parametrize(
    ("old", "new", "check", "sentence", "fix"),
    [
        (
            BASE,
            BASE.replace("  - value: 100\n    unit: points\n", "  - unit: points\n"),
            "value-without-status",
            "points (Base points): The value has the status unset, or the status is set and the value is missing.",
            "Give a value with the status stated or assumed, or no value with the status unset.",
        ),
        (
            BASE,
            BASE.replace("stated", "assumed"),
            "assumption-unnamed",
            "points (Base points): An assumed value does not say on which default it rests.",
            "Add assumption: with the number of the default, such as G-07.",
        ),
        (
            BASE,
            BASE + "  - from: 2018-07-01\n    value: 60\n    clause: 2.4.2\n    status: stated\n" * 2,
            "overlapping-values",
            (
                "points (Base points): The dated values are not in order: "
                "only the first has no start, each later one starts later."
            ),
            "Sort the values by from:, earliest first; only the first has no from:.",
        ),
    ],
    ids=["missing value", "unnamed assumption", "same day twice"],
)
def test_a_value_without_provenance_is_refused(old: str, new: str, check: str, sentence: str, fix: str) -> None:
    """Each value says where it comes from, and the values of a setting follow each other."""
    found = problems_of(changed(old, new))
    assert [problem[1:] for problem in found] == [(check, sentence, fix)]


def test_a_wrong_choice_in_a_setting_is_refused_at_its_line() -> None:
    """A value outside the closed set is named with its line and the nearest choice."""
    text = POLICY_TEXT.replace("- value: floor\n", "- value: flor\n", 1)
    line = text.splitlines().index("  - value: flor") + 1
    found = problems_of(text)
    assert [(problem[0].split(":")[1], problem[1]) for problem in found] == [(str(line), "unknown-choice")]
    assert found[0][3].startswith("Did you mean floor?")


def test_a_failing_case_says_what_was_expected_where() -> None:
    """A difference names file, line, what it is about, and both values."""
    cases = HEAD + ONE_SERVICE + "  expect:\n    lines:\n    - entry: 001\n      points: 0.5\n      outcome: capped\n"
    assert differences(cases) == [
        f"{CASES}:17:7: Entry 001, points: 0.5 was expected, 1 came out.",
        f"{CASES}:17:7: Entry 001, why: capped was expected, counted came out.",
    ]


def test_a_refusal_that_the_case_does_not_expect_is_a_difference() -> None:
    """No entry is left out of a case unseen."""
    cases = (
        HEAD
        + ONE_SERVICE.replace("2018-05-02", "2018-02-28")
        + "  expect:\n    lines:\n    - entry: 001\n      points: 0\n"
    )
    assert differences(cases) == [
        f"{CASES}:11:7: Entry 001, refused by: nothing was expected, policy-not-in-force came out."
    ]


def test_a_late_entry_that_the_case_does_not_expect_is_a_difference() -> None:
    """The late list of a case is complete."""
    late = ONE_SERVICE.replace("community-service", "household-change")
    cases = (
        HEAD
        + late
        + "      change: birth\n      told_on: 2018-06-02\n  expect:\n    lines:\n    - entry: 001\n      points: 0\n"
    )
    assert differences(cases) == [f"{CASES}:18:5: Late entries: nothing was expected, 001 came out."]


@pytest.mark.parametrize(
    ("case", "expected"),
    [
        (
            (
                "  kind: round\n  given:\n    year: 2018\n    honour: star\n    others: 10\n"
                "  expect:\n    taking_part: 11\n    tiers:\n    - tier: three-star\n      places: 3\n"
            ),
            [
                f"{CASES}:12:5: Leaders taking part: 11 was expected, 10 came out.",
                f"{CASES}:14:7: three-star, places: 3 was expected, 2 came out.",
            ],
        ),
        (
            (
                "  kind: runs\n  given:\n    leaders:\n    - leader: a\n    - leader: b\n    months:\n"
                "    - month: 2018-03\n      bonus:\n      - leader: a\n        points: 1\n"
                "  expect:\n    number: 1\n    alerts:\n    - leader: b\n      months:\n      - 2018-03\n"
            ),
            [
                f"{CASES}:17:5: Number of alerts: 1 was expected, 0 came out.",
                f"{CASES}:19:7: Alert for b, months: 2018-03 was expected, nothing came out.",
            ],
        ),
        (
            (
                "  kind: credit\n  given:\n    year: 2018\n    awards:\n"
                "    - leader: a\n      honour: star\n      tier: gold\n"
                "  expect:\n    total: 5\n"
            ),
            [
                f"{CASES}:8:5: The policy has no tier gold of star.",
                f"{CASES}:14:5: Sum of the push: 5 was expected, 0 came out.",
            ],
        ),
        (
            (
                "  kind: push\n  given:\n    year: 2018\n    sent_on: 2019-02-01\n    as_of: 2019-02-02\n"
                "  expect:\n    state: on_time\n"
            ),
            [f"{CASES}:12:5: State of the push: on_time was expected, overdue came out."],
        ),
        (
            "  kind: grades\n  given:\n    on: 2018-04-01\n    grades:\n    - B\n  expect:\n    passed:\n    - B\n",
            [f"{CASES}:12:5: Grade B, refused by: nothing was expected, grade-too-low came out."],
        ),
        (
            "  kind: round\n  given:\n    year: 2018\n    honour: medal\n  expect:\n    taking_part: 0\n",
            [f"{CASES}:8:5: The policy has no honour medal."],
        ),
    ],
    ids=["round", "runs", "credit", "push", "grades", "unknown honour"],
)
def test_each_kind_of_case_can_fail(case: str, expected: list[str]) -> None:
    """A wrong expectation of any kind comes out as a difference with its line."""
    assert differences(HEAD + case) == expected


def test_a_setting_that_the_case_needs_must_not_be_unset() -> None:
    """An unset value is named with the place where it was made unset, never guessed (G-16)."""
    changes = "  with:\n  - path: base.points\n    unset: true\n"
    cases = HEAD + changes + ONE_SERVICE
    cases += "  expect:\n    totals:\n    - leader: a\n      year: 2018\n      bonus: 1\n      score: 101\n"
    assert differences(cases) == [f"{CASES}:2:3: A setting that the case needs is unset: {CASES}:7:5."]


def test_a_year_without_calendar_is_named() -> None:
    """Where a limit needs working days of a year that is not at hand, the case says which (G-03)."""
    late = ONE_SERVICE.replace("community-service", "household-change").replace("2018-05-02", "2031-05-02")
    change = "  with:\n  - path: items.i02.conditions.within_days.day_type\n    value: working\n"
    cases = HEAD + change + late + "      change: birth\n      told_on: 2031-05-03\n"
    cases += "  expect:\n    lines:\n    - entry: 001\n      points: 0.5\n"
    assert differences(cases) == [f"{CASES}:2:3: There is no calendar for 2031."]


@pytest.mark.parametrize("path", ["base.point", "items.i99.formula.points", "title", "items.i01", "base", "rankings"])
def test_a_path_that_leads_to_no_setting_is_refused(path: str) -> None:
    """Only a setting can be changed, and a misspelt path is never ignored."""
    cases = HEAD + f"  with:\n  - path: {path}\n    value: 1\n" + ONE_SERVICE
    found = run(cases + "  expect:\n    lines:\n    - entry: 001\n      points: 1\n")
    assert [said(problem) for problem in found.problems] == [
        (
            f"{CASES}:7:5",
            "unknown-setting",
            f"The policy has no setting {path}.",
            "Name the keys from the top of policy.yaml down, such as items.i01.caps.distinct.times.",
        )
    ]
    assert found.results == ()
    assert not found.ok


def test_a_changed_setting_keeps_to_the_closed_set() -> None:
    """A value that the pack could not hold is refused at the line of the case."""
    cases = HEAD + "  with:\n  - path: honours.star.rounding\n    value: upwards\n" + ONE_SERVICE
    found = run(cases + "  expect:\n    lines:\n    - entry: 001\n      points: 1\n")
    assert [(str(problem.source), problem.check) for problem in found.problems] == [(f"{CASES}:7:5", "unknown-choice")]


@pytest.mark.parametrize(
    ("lines", "check"),
    [
        ("  with:\n  - path: base.points\n", "override-without-value"),
        ("  with:\n  - path: base.points\n    value: 1\n    unset: true\n", "override-without-value"),
    ],
    ids=["neither", "both"],
)
def test_a_changed_setting_has_one_new_value(lines: str, check: str) -> None:
    """Either a value or unset, not both and not neither."""
    found = run(HEAD + lines + ONE_SERVICE + "  expect:\n    lines:\n    - entry: 001\n      points: 1\n")
    assert [said(problem)[1] for problem in found.problems] == [check]


def test_a_pack_that_is_not_there_is_missing(tmp_path: Path) -> None:
    """Running the cases of an absent pack names the files that are wanted."""
    found = run_cases(tmp_path, "d6")
    assert [(str(problem.source), problem.check) for problem in found.problems] == [
        ("records/policies/d6/articles.yaml:1:1", "missing-file"),
        ("records/policies/d6/policy.yaml:1:1", "missing-file"),
    ]
    assert not found.ok


@pytest.mark.parametrize(
    ("points", "fault"),
    [
        ("0.5", None),
        ("2", None),
        ("1.5", None),
        ("2.5", "points-above-most"),
        ("0.3", "points-below-least"),
        ("0", "points-below-least"),
        ("0.75", "points-off-step"),
        ("-1", "negative-points"),
        ("-0.5", "negative-points"),
    ],
)
def test_points_given_by_judgement_keep_to_their_bounds(points: str, fault: str | None) -> None:
    """R18-2.4.2-i11: both bounds are included, half points only, and nothing is taken away."""
    policy, _ = read_policy("r18", PACK.parts)
    assert policy is not None
    item = policy.item("i11")
    assert item is not None
    assert judgement_fault(item, Decimal(points), DAY) == fault


def test_points_of_a_counted_item_are_not_judged() -> None:
    """Where points are counted, whatever an entry says of points does not matter."""
    policy, _ = read_policy("r18", PACK.parts)
    assert policy is not None
    item = policy.item("i03")
    assert item is not None
    assert judgement_fault(item, Decimal(-9), DAY) is None


def test_a_ladder_that_is_unset_is_never_guessed() -> None:
    """A grade cannot be judged without the ladder (G-16)."""
    unset = ({"clause": "2.2.2", "status": "unset"},)
    least = ({"value": "A", "clause": "2.2.2", "status": "stated"},)
    rule = LeastGrade.model_validate(
        {"check": "least_grade", "clause": "2.2.2", "ladder": unset, "least": least, "recheck": unset}
    )
    with pytest.raises(UnsetSettingError):
        grade_fault(rule, "A", DAY)
