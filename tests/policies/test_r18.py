"""The Rongcheng 2018 pack: each worked case holds, each setting and rule is shown by one, each clause is there."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from msgspec.structs import replace
from pydantic import BaseModel

from generator.cases import CaseResult, run_cases
from generator.cases.runner import _run, _tasks
from generator.ledger import load_pack
from generator.policies.cases import CASE_FAULTS, CaseFile
from generator.policies.reading import read_policy
from generator.policies.selection import Checklist
from generator.policies.settings import Setting
from generator.records.base import written_fields
from generator.records.reading import read_record

if TYPE_CHECKING:
    from collections.abc import Iterator

    from generator.cases.runner import _Task
    from generator.policies.pack import Policy

ROOT = Path(__file__).resolve().parents[2]
RUN = run_cases(ROOT, "r18")
PACK = load_pack(ROOT, "r18")
DAY = date(2018, 6, 1)
RULE = re.compile(r"R18-\d[\da-z.]*(?:-[\da-z]+)*")


def policy() -> Policy:
    """The pack as it stands."""
    found, problems = read_policy("r18", PACK.parts)
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
    """The twenty-eight examples EX-R18-01 to EX-R18-28 each have a case of that id."""
    wanted = {f"EX-R18-{number:02}" for number in range(1, 29)}
    assert wanted - {result.id for result in RUN.results} == set()


def test_no_case_id_is_used_twice() -> None:
    """A failing case can be found by its id."""
    ids = [result.id for result in RUN.results]
    assert sorted(set(ids)) == sorted(ids)


@pytest.mark.parametrize("task", [task for task in TASKS if task.overrides], ids=lambda task: task.id)
def test_the_changed_setting_makes_the_difference(task: _Task) -> None:
    """Under the settings of the pack itself, a variant with changed settings does not hold."""
    assert not _run(policy(), replace(task, overrides=()), PACK.working_days).ok


def settings(value: object, path: str = "") -> Iterator[str]:
    """Yield the path of every setting in the pack."""
    if isinstance(value, Setting):
        yield path
    elif isinstance(value, BaseModel):
        for key, name in written_fields(type(value)).items():
            yield from settings(getattr(value, name), f"{path}.{key}".strip("."))
    elif isinstance(value, tuple):
        for part in value:
            if isinstance(part, BaseModel):
                yield from settings(part, f"{path}.{_name(part)}")


def _name(part: BaseModel) -> str:
    held: dict[str, Any] = {name: getattr(part, name, None) for name in ("id", "kind", "check", "tag")}
    return str(next((name for name in held.values() if name is not None), "-"))


# Settings on which no computed figure rests, and where each of them is used instead.
NOT_COMPUTED = {
    "base.proration": "there is one choice yet, the full base; see R18-PART-YEAR",
    "exclusions.-.applies": "check exclusive-items",
    "reuse.same_event_other_item": "check same-event-other-item",
    "reuse.four_eyes": "check recorder-verifies",
    "periods.published": "pages of the quarterly lists",
    "periods.publish_scope": "pages of the quarterly lists",
    "periods.publish_within_days": "task list",
    "rankings.annual.basis": "see R18-BASIS; with one base for all, bonus gives the same order",
    "rankings.monthly.basis": "see EX-R18-16; with one base for all, score gives the same order",
    "rankings.monthly.method": "the number shown on the internal ranking; last is the lowest figure",
    "honours.star.rounds_per_year": "one file for each year",
    "honours.excellent.rounds_per_year": "one file for each year",
    "honours.excellent.participants": "as for the stars, EX-R18-27",
    "honours.excellent.scope": "as for the stars, R18-SCOPE",
    "honours.excellent.ties": "as for the stars, EX-R18-15",
    "honours.excellent.overflow": "the only tier has no next one",
    "honours.excellent.carry_unused": "the only tier has no next one",
    "recommendations.-.lookback_years": "internal list of proposals",
    "alerts.inactive.months": "unset; the indicator is not raised",
    "limits.issue_days": "unset; elapsed days are shown",
    "limits.incident_hours": "unset; both times are shown",
    "limits.story_months": "unset",
}


def test_every_setting_that_a_figure_rests_on_is_changed_by_a_case() -> None:
    """Each parameter is exercised by an example, or stands in the list that says where else it is used."""
    known = {path for path in settings(policy().pack) if not path.startswith(("selection.", "roles."))}
    changed = {override.path for task in TASKS for override in task.overrides}
    assert sorted(known - changed - set(NOT_COMPUTED)) == []
    assert sorted(set(NOT_COMPUTED) - known) == []
    assert sorted(set(NOT_COMPUTED) & changed) == []


def test_every_rule_is_carried_by_one_article() -> None:
    """Sixty rules, five of which only narrate, each in the one article that states it."""
    rules = [rule for article in policy().articles for rule in article.rules]
    narrative = [rule for article in policy().articles for rule in article.narrative]
    assert len(rules) == len(set(rules)) == 55
    assert narrative == ["R18-0-2", "R18-1-2", "R18-2.1-0", "R18-3.1-1", "R18-3.3-5"]
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


def clauses(value: object) -> Iterator[str]:
    """Yield every clause that the pack cites."""
    if isinstance(value, Setting):
        for dated in value:
            yield dated.clause
    elif isinstance(value, BaseModel):
        for name in written_fields(type(value)).values():
            if name == "clause":
                yield getattr(value, name)
            else:
                yield from clauses(getattr(value, name))
    elif isinstance(value, tuple):
        for part in value:
            yield from clauses(part)


def test_every_cited_clause_is_an_article() -> None:
    """What a page cites can be looked up."""
    known = {article.id for article in policy().articles}
    assert set(clauses(policy().pack)) - known == set()


def dated_values(value: object) -> Iterator[tuple[str, str, str]]:
    """Yield clause, status and assumption of every value in the pack."""
    if isinstance(value, Setting):
        for dated in value:
            yield dated.clause, dated.status, dated.assumption or ""
    elif isinstance(value, BaseModel):
        for name in written_fields(type(value)).values():
            yield from dated_values(getattr(value, name))
    elif isinstance(value, tuple):
        for part in value:
            yield from dated_values(part)


def test_an_assumption_names_a_default_or_the_rule_that_leaves_it_open() -> None:
    """Whoever doubts an assumed value finds the question it answers."""
    rules = {rule for article in policy().articles for rule in article.rules}
    named = {assumption for _, status, assumption in dated_values(policy().pack) if status == "assumed"}
    defaults = {f"G-{number:02}" for number in range(1, 29)}
    assert named - rules - defaults == set()


def test_what_the_text_leaves_out_stays_unset() -> None:
    """R18-2.1.4-4, R18-2.3-3, R18-2.4.2-3, R18-2.4.3-2, R18-3.4-2: no number is invented for a silent text."""
    pack = policy().pack
    assert pack.selection is not None
    assert pack.selection.publicity is not None
    assert pack.limits is not None
    assert pack.periods is not None
    inactive = next(alert for alert in pack.alerts if alert.kind == "inactivity")
    silent = [
        pack.selection.publicity.days,
        pack.periods.publish_within_days,
        pack.limits.issue_days,
        pack.limits.incident_hours,
        pack.limits.story_months,
        inactive.months,
    ]
    assert [setting.on(DAY) for setting in silent] == [None] * 6


def test_who_issued_it_and_who_interprets_it() -> None:
    """R18-4-3, R18-4-1: two offices issued it on the day it took effect; the first of them interprets it."""
    pack = policy().pack
    assert len(pack.issuers) == 2
    assert pack.interpreter == pack.issuers[0]
    assert pack.issued_on == pack.in_force_from == date(2018, 3, 1)
    assert len(pack.supersedes) == 1


def test_five_steps_from_street_to_stairwell() -> None:
    """R18-1-1: each level lies in the one above, and each role reports to the one above."""
    found = policy()
    chain = ["stairwell"]
    while (level := found.level(chain[-1])) and level.within:
        chain.extend(level.within)
    assert chain == ["stairwell", "building", "grid", "community", "street"]
    assert [(role.id, role.level, role.reports_to) for role in found.pack.roles] == [
        ("grid-head", "grid", None),
        ("building-leader", "building", "grid-head"),
        ("stairwell-leader", "stairwell", "building-leader"),
    ]


def test_conditions_and_encouraged_sources() -> None:
    """R18-2.2-1, R18-2.2-3: three qualities are declared by the reviewer; three sources are encouraged."""
    selection = policy().pack.selection
    assert selection is not None
    checklists = [rule for rule in selection.eligibility if isinstance(rule, Checklist)]
    assert [[condition.id for condition in rule.conditions] for rule in checklists] == [
        ["knows-building", "warm", "accepted"]
    ]
    assert [source.tag for source in selection.preferred] == ["retired_official", "party_member", "civil_servant"]


def test_steps_of_the_selection() -> None:
    """R18-2.3-1, R18-2.3-2, R18-2.3-3: lists, approval, display in the compound, then it is fixed."""
    selection = policy().pack.selection
    assert selection is not None
    assert [channel.id for channel in selection.channels] == ["incumbent", "self", "recommend"]
    assert selection.incumbent_review.on(DAY) is True
    assert [step.kind for step in selection.steps] == ["nominate", "review", "approve", "publicise", "decide"]
    assert selection.publicity is not None
    assert selection.publicity.level == "compound"


def test_one_contest_a_year_and_whom_it_recommends() -> None:
    """R18-3.2-3, R18-3.4-1: each contest is held once a year; only five stars are recommended first."""
    pack = policy().pack
    assert {honour.id: honour.rounds_per_year.on(DAY) for honour in pack.honours} == {"star": 1, "excellent": 1}
    assert [recommendation.tiers for recommendation in pack.recommendations] == [("five-star",)]


def test_the_form_by_which_leaders_assess_the_property_service() -> None:
    """R18-2.1.4-2: the text gives the right but no form; the pack says what is assessed and in which grades."""
    form = policy().pack.property_form
    assert form is not None
    assert [aspect.id for aspect in form.aspects] == ["cleaning", "repairs", "security", "attitude"]
    assert [grade.id for grade in form.grades] == ["good", "fair", "poor"]
