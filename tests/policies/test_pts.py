"""The generic points scheme: each worked case holds, each setting and rule is shown by one, each clause is there."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from msgspec.structs import replace

from generator.cases import CaseResult, run_cases
from generator.cases.changes import change_settings
from generator.cases.runner import _run, _tasks
from generator.ledger import load_pack
from generator.policies.cases import CASE_FAULTS, CaseFile
from generator.policies.reading import read_policy
from generator.records.reading import read_record
from tests.tools.packs import clauses, dated_values, settings

if TYPE_CHECKING:
    from generator.cases.runner import _Task
    from generator.policies.case_frame import Override
    from generator.policies.pack import Policy

ROOT = Path(__file__).resolve().parents[2]
RUN = run_cases(ROOT, "pts")
PACK = load_pack(ROOT, "pts")
DAY = date(2022, 6, 1)
RULE = re.compile(r"PTS-(?:\d[\d]*|E)(?:-\d+)+")
BASE = {"claims.basic.points", "claims.display.days"}
"""The two values that the text leaves out and every case needs (rules 4.2)."""


def policy() -> Policy:
    """The pack as it stands."""
    found, problems = read_policy("pts", PACK.parts)
    assert problems == ()
    assert found is not None
    return found


def tasks() -> list[_Task]:
    """Every case and variant of the pack."""
    found: list[_Task] = []
    for part in sorted(PACK.parts):
        if part.startswith("cases/"):
            file, problems = read_record(CaseFile, PACK.parts[part], CASE_FAULTS)
            assert problems == ()
            assert file is not None
            found.extend(_tasks(file))
    return found


TASKS = tasks()


def test_the_pack_and_its_cases_can_be_read() -> None:
    """No file of the pack has a problem of form."""
    assert RUN.problems == ()
    assert PACK.problems == ()


@pytest.mark.parametrize("result", RUN.results, ids=lambda result: result.id)
def test_the_case_holds(result: CaseResult) -> None:
    """The engine gives what the worked case expects."""
    assert [str(difference) for difference in result.differences] == []


def test_all_examples_of_the_analysis_are_worked() -> None:
    """The seventeen examples EX-PTS-01 to EX-PTS-17 each have a case of that id."""
    wanted = {f"EX-PTS-{number:02}" for number in range(1, 18)}
    assert wanted - {result.id for result in RUN.results} == set()


def test_no_case_id_is_used_twice() -> None:
    """A failing case can be found by its id."""
    ids = [result.id for result in RUN.results]
    assert sorted(set(ids)) == sorted(ids)


def own(task: _Task) -> tuple[Override, ...]:
    """The settings that a variant changes, or a case beyond the two that every case needs."""
    if "/" in task.id:
        return task.overrides[len(task.case.with_) :]
    return tuple(override for override in task.overrides if override.path not in BASE)


CHANGED = [task for task in TASKS if own(task)]


@pytest.mark.parametrize("task", CHANGED, ids=lambda task: task.id)
def test_the_changed_setting_makes_the_difference(task: _Task) -> None:
    """Without the settings that it changes, a case or variant does not hold."""
    changed = own(task)
    kept = tuple(override for override in task.overrides if not any(override is mine for mine in changed))
    document, problems = change_settings(PACK.parts["policy"], kept)
    found, faults = read_policy("pts", {**PACK.parts, "policy": document})
    assert problems == faults == ()
    assert found is not None
    assert not _run(found, replace(task, overrides=()), PACK.working_days).ok


# Settings on which no computed figure rests, and where each of them is used instead.
NOT_COMPUTED = {
    "exclusions.-.applies": "EX-PTS-17; lists of items have no id to address one by",
    "items.a05.allow_negative": "check negative-points",
    "reuse.same_event_other_item": "check same-event-other-item",
    "reuse.four_eyes": "check same-hand",
    "rankings.annual.scope": "tests of the engine",
    "redemption.rules": "check unset-setting: redemption needs its rules",
    "feedback.answer_days": "unset; elapsed days are shown",
    "feedback.survey_months": "unset",
    "feedback.least_answers": "table of satisfaction",
    "feedback.review_months": "table of reviews",
}


def test_every_setting_that_a_figure_rests_on_is_changed_by_a_case() -> None:
    """Each parameter is exercised by an example, or stands in the list that says where else it is used."""
    known = {path for path, _ in settings(policy().pack)}
    changed = {override.path for task in TASKS for override in task.overrides}
    assert sorted(known - changed - set(NOT_COMPUTED)) == []
    assert sorted(set(NOT_COMPUTED) - known) == []
    assert sorted(set(NOT_COMPUTED) & changed) == []


NARRATIVE = (
    "0-1 1-1 2-1 2-3 3-0 9-1 9-3 10-4 13-1 13-4 14-3 14-4 15-1 15-3 15-4 16-1 16-3 16-4 17-1 18-1 18-4 19-1 20-1 20-4 "
    "21-2 21-3 21-4 22-4 23-1 23-2 23-4 E-1 E-2"
)


def test_every_rule_is_carried_by_one_article() -> None:
    """Ninety-four rules, thirty-three of which only narrate, each in the one article that states it."""
    rules = [rule for article in policy().articles for rule in article.rules]
    narrative = [rule for article in policy().articles for rule in article.narrative]
    assert len(rules) == len(set(rules)) == 61
    assert narrative == [f"PTS-{number}" for number in NARRATIVE.split()]
    assert not set(rules) & set(narrative)


def test_every_rule_is_shown_by_a_case_or_a_test() -> None:
    """Each rule that does more than narrate is cited where its effect is proved."""
    cited = {rule for result in RUN.results for rule in result.rules}
    for module in sorted((ROOT / "tests").rglob("*.py")):
        cited |= set(RULE.findall(module.read_text("utf-8")))
    missing = [rule for article in policy().articles for rule in article.rules if rule not in cited]
    assert missing == []


def test_every_rule_that_a_case_shows_is_in_the_articles() -> None:
    """A case names no rule that the policy does not have."""
    rules = {rule for article in policy().articles for rule in article.rules}
    assert {rule for result in RUN.results for rule in result.rules} - rules == set()


def test_every_cited_clause_is_an_article() -> None:
    """What a page cites can be looked up."""
    known = {article.id for article in policy().articles}
    assert set(clauses(policy().pack)) - known == set()


def test_an_assumption_names_a_default_or_the_rule_that_leaves_it_open() -> None:
    """Whoever doubts an assumed value finds the question it answers."""
    rules = {rule for article in policy().articles for rule in article.rules}
    named = {dated.assumption for dated in dated_values(policy().pack) if dated.status == "assumed"}
    defaults = {f"G-{number:02}" for number in range(1, 29)}
    assert named - rules - defaults == set()


SILENT = (
    "claims.basic.points claims.basic.duties claims.display.days claims.due_days claims.reward.most claims.step "
    "claims.participation.points_per_person feedback.answer_days feedback.survey_months redemption.rules "
    "items.a03.caps.per_period.times items.a05.formula.least items.a05.formula.most items.a05.formula.step "
    "items.a06.formula.points items.a06.valid_from items.a06.valid_until top_rewards.top.places"
)


def test_what_the_text_leaves_out_stays_unset() -> None:
    """PTS-3-1, PTS-3-2-5, PTS-7-1, PTS-7-3, PTS-8-1, PTS-11-1: no number is invented for a silent text (G-16)."""
    unset = {path for path, setting in settings(policy().pack) if setting.on(DAY) is None}
    assert unset == set(SILENT.split())


def test_nothing_is_known_of_who_issued_it_and_when() -> None:
    """PTS-6-1, PTS-6-2, PTS-5-1: the adopter writes the first day; the department runs and interprets the scheme."""
    pack = policy().pack
    assert (pack.issuers, pack.issued_on, pack.in_force_from) == ((), None, None)
    assert pack.interpreter == "社区管理部门"


def test_points_are_never_taken_away() -> None:
    """PTS-2-2: no item takes points, and the only judged one may not be negative."""
    items = policy().pack.items
    assert [item.id for item in items if item.allow_negative and item.allow_negative.on(DAY)] == []
    rates = [item.formula.points.on(DAY) for item in items if item.formula.kind == "rate"]
    assert [rate for rate in rates if rate is not None and rate <= 0] == []
