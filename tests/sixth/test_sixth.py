"""A sixth district is data alone: the packs in this folder are read, checked and run by the product as it stands."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from msgspec.structs import replace

from generator.cases import CaseResult, run_cases
from generator.cases.runner import _run
from generator.ledger import load, load_pack
from tests.policies import packs

if TYPE_CHECKING:
    from generator.cases.runner import _Task
    from generator.policies.pack import Policy

ROOT = Path(__file__).resolve().parent
PACKS = ("d6", "d6-street")
RUNS = {name: run_cases(ROOT, name) for name in PACKS}
RESULTS = [(name, result) for name, run in RUNS.items() for result in run.results]
PACK = load_pack(ROOT, "d6")
TASKS = packs.tasks(PACK)
RULE = re.compile(r"\bD6S?-\d(?:-\d)?\b")


@cache
def policy(name: str = "d6") -> Policy:
    """A pack as it stands."""
    ledger = load(ROOT).ledger
    assert ledger is not None
    return ledger.policies[name]


@pytest.mark.parametrize("name", PACKS)
def test_the_pack_and_its_cases_can_be_read(name: str) -> None:
    """No file of the pack has a problem of form."""
    assert (load_pack(ROOT, name).problems, RUNS[name].problems) == ((), ())
    assert policy(name).id == name


@pytest.mark.parametrize(("name", "result"), RESULTS, ids=[result.id for _, result in RESULTS])
def test_the_case_holds(name: str, result: CaseResult) -> None:
    """The engine gives what the district, or its street, expects."""
    assert [str(difference) for difference in result.differences] == [], name


@pytest.mark.parametrize("task", [task for task in TASKS if task.overrides], ids=lambda task: task.id)
def test_the_changed_setting_makes_the_difference(task: _Task) -> None:
    """Under the settings of the pack itself, a variant with changed settings does not hold."""
    assert not _run(policy(), replace(task, overrides=()), PACK.working_days).ok


NOT_COMPUTED = {
    "evaluations.annual.every": "report evaluations",
    "event_counts.absent-four-times.double_purpose_once": "there is one kind of meeting",
    "honours.gold.rounds_per_year": "one file for each year",
    "honours.gold.scope": "the street of the case is the whole of it",
    "money.months.day": "unset; months are prorated by working days",
    "periods.belongs_by": "the list of the second quarter, expected/quarter-2.json",
    "periods.publish_scope": "pages of the quarterly lists",
    "periods.publish_within_days": "task list",
    "periods.published": "pages of the quarterly lists",
    "rankings.annual.basis": "expected/tie.json, by score",
    "rankings.annual.method": "expected/tie.json, two first and then the third",
    "rankings.annual.scope": "the street of the case is the whole of it",
    "rankings.quarterly.basis": "expected/ranking-2.json, by bonus",
    "rankings.quarterly.method": "expected/ranking-2.json, two third and then the fifth",
    "rankings.quarterly.scope": "expected/ranking-2.json, each community for itself",
    "redemption.enabled": "check unmet-guard",
    "redemption.grace_days": "unset; points do not lapse",
    "redemption.reset": "expected/balances-carried.json and the test beside it",
    "redemption.reset_after_grace": "unset; points do not lapse",
    "redemption.reset_on": "unset; points do not lapse",
    "redemption.rules": "page of the catalogue",
    "roles.door-leader.max_places": "test_town, a fourth door",
    "selection.eligibility.age_at_most.as_of": "check too-old",
    "selection.incumbent_review": "check incumbent-review-missing",
    "selection.publicity.block_on_objection": "check decided-despite-objection",
    "selection.publicity.remove_names": "the public page of a display",
    "statistics.figures.sixty-or-below.least": "unset; the band is open",
}


def test_every_setting_that_a_figure_rests_on_is_changed_by_a_case() -> None:
    """Each parameter is exercised by an example, or stands in the list that says where else it is used."""
    known = set(packs.settings(policy().pack))
    changed = {override.path for task in TASKS for override in task.overrides}
    assert sorted(known - changed - set(NOT_COMPUTED)) == []
    assert sorted(set(NOT_COMPUTED) - known) == []
    assert sorted(set(NOT_COMPUTED) & changed) == []


@pytest.mark.parametrize("name", PACKS)
def test_every_rule_of_the_articles_is_shown(name: str) -> None:
    """By a case of the pack, or by a change of the records that a test of the town names."""
    rules = {rule for article in policy(name).articles for rule in article.rules}
    worked = {rule for _, result in RESULTS for rule in result.rules}
    town = set(RULE.findall((ROOT / "test_town.py").read_text("utf-8")))
    assert rules - worked - town == set()
    assert (worked | town) - {rule for known in PACKS for a in policy(known).articles for rule in a.rules} == set()


@pytest.mark.parametrize("name", PACKS)
def test_every_clause_is_an_article(name: str) -> None:
    """No value, step, form or board cites a clause that the articles do not have."""
    found = policy(name)
    known = {article.id for article in found.articles}
    assert {*packs.clauses(found.pack), *packs.clauses(found.forms)} - known == set()


def test_the_street_sets_what_the_district_left_open() -> None:
    """The two values stand in the street's file, everything else in the district's (capability 29)."""
    street = policy("d6-street")
    (count,) = street.pack.event_counts
    (early,) = count.early
    assert (street.home_of(early), early.value) == ("d6-street", 3)
    (times,) = count.times
    assert (street.home_of(times), times.value) == ("d6", 4)
    assert policy().pack.event_counts[0].early.root[0].value is None
    assert [a.id for a in street.articles if street.home_of(a) == "d6-street"] == ["街1", "街2"]


def test_adding_the_district_touched_no_python() -> None:
    """Beside its tests the folder holds nothing but records, and what is expected of them."""
    files = {path.relative_to(ROOT).as_posix() for path in ROOT.rglob("*") if path.is_file()}
    kept = {name for name in files if not re.search(r"__pycache__|^build/", name)}
    code = {name for name in kept if not name.endswith(".yaml")}
    assert {name for name in code if not re.fullmatch(r"expected/[\da-z-]+\.json", name)} == {
        "test_sixth.py",
        "test_town.py",
    }


def test_no_python_of_the_product_knows_the_district() -> None:
    """Neither its id nor a code that only it has stands in the generator."""
    code = "".join(path.read_text("utf-8") for path in (packs.ROOT / "generator").rglob("*.py"))
    own = ("d6", "absent-four-times", "two-quarters-last", "building-head", "虚构区")
    assert [word for word in own if re.search(rf"(?<![\w-]){word}(?![\w-])", code)] == []
