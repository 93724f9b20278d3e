"""The new area's pack of 2022: each worked case holds, each setting and rule is shown by one, each clause is there."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

import pytest

from generator.cases import CaseResult, run_cases
from generator.cases.runner import _run
from generator.ledger import load_pack
from generator.policies.reading import read_policy
from tests.policies.packs import ROOT, assumptions, cited_in_tests, clauses, settings, tasks

if TYPE_CHECKING:
    from generator.cases.runner import _Task
    from generator.policies.pack import Policy

RUN = run_cases(ROOT, "n22")
PACK = load_pack(ROOT, "n22")
TASKS = tasks(PACK)
DAY = date(2022, 3, 1)
RULE = re.compile(r"N22-(?:A\d?-)?\d[\da-z.]*(?:-[\da-z]+)*|N22-A-0")
NARRATIVE = ["N22-0-1", "N22-2-1", "N22-3-0", "N22-3.2.3-3", "N22-4.1-1", "N22-4.3-1", "N22-A-0"]


def _policy() -> Policy:
    found, problems = read_policy("n22", PACK.parts)
    assert problems == ()
    assert found is not None
    return found


POLICY = _policy()


def test_the_pack_and_its_cases_can_be_read() -> None:
    """No file of the pack has a problem of form."""
    assert RUN.problems == ()
    assert PACK.problems == ()


@pytest.mark.parametrize("result", RUN.results, ids=lambda result: result.id)
def test_the_case_holds(result: CaseResult) -> None:
    """The engine gives what the worked case expects."""
    assert [str(difference) for difference in result.differences] == []


def test_all_examples_of_the_analysis_are_worked() -> None:
    """The thirty-one examples EX-N22-01 to EX-N22-31 each have a case of that id."""
    wanted = {f"EX-N22-{number:02}" for number in range(1, 32)}
    assert wanted - {result.id for result in RUN.results} == set()


def test_no_case_id_is_used_twice() -> None:
    """A failing case can be found by its id."""
    ids = [result.id for result in RUN.results]
    assert sorted(set(ids)) == sorted(ids)


@pytest.mark.parametrize("task", [task for task in TASKS if task.overrides], ids=lambda task: task.id)
def test_the_changed_setting_makes_the_difference(task: _Task) -> None:
    """Under the settings of the pack itself, a case with changed settings does not hold."""
    assert not _run(POLICY, replace(task, overrides=()), PACK.working_days).ok


# Settings on which no computed figure rests, and where each of them is used instead.
NOT_COMPUTED = {
    "nomination.interview.required": "check interview-missing",
    "nomination.interview.scored": "the interview keeps no marks; the order of candidates alone",
    "nomination.opinion.required": "check opinion-missing",
    "nomination.opinion.negative": "check opinion-negative",
    "nomination.recruitment.required": "check notice-of-recruitment-missing",
    "nomination.recruitment.days": "unset; the notice says its own days",
    "nomination.resident_share.percent": "report resident-share",
    "service.term.with_election": "tests/duties/test_terms.py; no election day is set",
    "service.term.renewal": "report terms",
    "stations.required": "report station-coverage",
    "stations.head.scope": "report station-heads",
    "stations.village.basis": "check group-head-not-elected",
    "stations.village.work_funds": "EX-N22-24",
    "escalation.hours": "unset; the days of each level are shown",
    "escalation.skipping": "check level-skipped",
    "selection.incumbent_review": "check incumbent-review-missing",
    "selection.publicity.block_on_objection": "check objection-undecided",
    "selection.publicity.remove_names": "the public page of a display",
    "roles.station-head.max_places": "check too-many-places",
    "limits.issue_days": "unset; each matter has its own limit",
    "limits.incident_hours": "unset; the days of each level are shown",
    "limits.story_months": "unset",
    "limits.least_shown": "report assistance",
    "reuse.same_event_other_item": "no points are kept",
    "reuse.four_eyes": "check recorder-verifies",
}


def test_every_setting_that_a_figure_rests_on_is_changed_by_a_case() -> None:
    """Each parameter is exercised by an example, or stands in the list that says where else it is used."""
    known = set(settings(POLICY.pack))
    changed = {override.path for task in TASKS for override in task.overrides}
    assert sorted(known - changed - set(NOT_COMPUTED)) == []
    assert sorted(set(NOT_COMPUTED) - known) == []
    assert sorted(set(NOT_COMPUTED) & changed) == []


def test_every_rule_is_carried_by_one_article() -> None:
    """A hundred and three rules, seven of which only narrate, each in the one article that states it."""
    rules = [rule for article in POLICY.articles for rule in article.rules]
    narrative = [rule for article in POLICY.articles for rule in article.narrative]
    assert len(rules) == len(set(rules)) == 96
    assert sorted(narrative) == NARRATIVE
    assert not set(rules) & set(narrative)


def test_every_rule_is_shown_by_a_case_or_a_test() -> None:
    """Each rule that does more than narrate is cited where its effect is proved."""
    cited = {rule for result in RUN.results for rule in result.rules}
    cited |= cited_in_tests(RULE)
    missing = [rule for article in POLICY.articles for rule in article.rules if rule not in cited]
    assert missing == []


def test_every_rule_that_a_case_shows_is_in_the_articles() -> None:
    """A case names no rule that the policy does not have."""
    rules = {rule for article in POLICY.articles for rule in article.rules}
    assert {rule for result in RUN.results for rule in result.rules} - rules == set()


def test_every_cited_clause_is_an_article() -> None:
    """What a page cites can be looked up."""
    assert set(clauses(POLICY.pack)) - {article.id for article in POLICY.articles} == set()


def test_an_assumption_names_a_default_or_the_rule_that_leaves_it_open() -> None:
    """Whoever doubts an assumed value finds the question it answers."""
    rules = {rule for article in POLICY.articles for rule in article.rules}
    named = set(assumptions(POLICY.pack))
    defaults = {f"G-{number:02}" for number in range(1, 29)}
    assert named - rules - defaults == set()
