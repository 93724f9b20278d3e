"""The Jinnan 2022 pack: each worked case holds, each setting and rule is shown by one, each clause is there."""

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
from generator.policies.settings import Setting
from generator.records.base import written_fields
from generator.records.reading import read_record

if TYPE_CHECKING:
    from collections.abc import Iterator

    from generator.cases.runner import _Task
    from generator.policies.pack import Policy

ROOT = Path(__file__).resolve().parents[2]
RUN = run_cases(ROOT, "j22")
PACK = load_pack(ROOT, "j22")
DAY = date(2022, 6, 1)
RULE = re.compile(r"J22-\d[\da-z.]*(?:-[\da-z]+)*")


def policy() -> Policy:
    """The pack as it stands."""
    found, problems = read_policy("j22", PACK.parts)
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
    """The twelve examples EX-J22-01 to EX-J22-12 each have a case of that id."""
    wanted = {f"EX-J22-{number:02}" for number in range(1, 13)}
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
    "duties.liaison-weekly.post_rule": "the community owes it all the time",
    "duties.summary-monthly.post_rule": "the community owes it all the time",
    "duties.evaluation-half-yearly.post_rule": "the community owes it all the time",
    "limits.issue_days": "unset; elapsed days are shown",
    "limits.incident_hours": "unset; both times are shown",
    "limits.story_months": "unset",
    "readiness.training": "there is one choice",
    "surveys.half-year.period": "check survey-of-wrong-period",
    "statistics.figures.sixty-or-below.least": "unset; the band is open",
    "statistics.figures.over-sixty.most": "unset; the band is open",
    "statistics.figures.college-or-bachelor.levels": "as for college-or-more, EX-J22-01",
    "statistics.figures.master.levels": "as for college-or-more, EX-J22-01",
    "statistics.figures.doctor.levels": "as for college-or-more, EX-J22-01",
    "statistics.figures.liaison.tags": "see J22-SOURCES",
    "statistics.figures.gathered.tags": "see J22-SOURCES",
    "chosen_honours.district-excellent.every": "check list-of-wrong-period",
    "chosen_honours.town-excellent.every": "check list-of-wrong-period",
    "chosen_honours.district-excellent.certificate": "as for the town, J22-SUPPORT",
}


def test_every_setting_that_a_figure_rests_on_is_changed_by_a_case() -> None:
    """Each parameter is exercised by an example, or stands in the list that says where else it is used."""
    known = {path for path in settings(policy().pack) if not path.startswith(("selection.", "roles."))}
    changed = {override.path for task in TASKS for override in task.overrides}
    assert sorted(known - changed - set(NOT_COMPUTED)) == []
    assert sorted(set(NOT_COMPUTED) - known) == []
    assert sorted(set(NOT_COMPUTED) & changed) == []


def test_every_rule_is_carried_by_one_article() -> None:
    """Thirty-three rules, four of which only narrate, each in the one article that states it."""
    rules = [rule for article in policy().articles for rule in article.rules]
    narrative = [rule for article in policy().articles for rule in article.narrative]
    assert len(rules) == len(set(rules)) == 29
    assert narrative == ["J22-0-1", "J22-1-1", "J22-3-1", "J22-3-3"]
    assert not set(rules) & set(narrative)


def test_every_rule_that_a_case_shows_is_in_the_articles() -> None:
    """A case names no rule that the policy does not have."""
    rules = {rule for article in policy().articles for rule in article.rules}
    assert {rule for result in RUN.results for rule in result.rules} - rules == set()


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
    assert named - rules - {f"G-{number:02}" for number in range(1, 29)} == set()


def test_what_the_text_leaves_out_stays_unset() -> None:
    """J22-2.1-5, J22-2.2-2, J22-2.3-8: no number is invented for at once, for a quorum or for the fewest answers."""
    pack = policy().pack
    assert pack.limits is not None
    assert pack.vote is not None
    silent: list[Setting[Any]] = [
        pack.limits.issue_days,
        pack.limits.incident_hours,
        pack.vote.quorum,
        pack.surveys[0].least_answers,
    ]
    assert [setting.on(DAY) for setting in silent] == [None] * 4
    assert (pack.issued_on, pack.document_number) == (None, None)


def test_the_tree_reaches_the_door_and_leaders_are_in_the_grid() -> None:
    """J22-1-2, J22-2.1-1, J22-2.1-9: doors lie in buildings, buildings in grids; each has a leader of its own."""
    found = policy()
    within = {level.id: level.within for level in found.pack.levels}
    assert within["door"] == ("building",)
    assert "grid" in within["building"]
    assert {role.level for role in found.pack.roles if role.is_leader} == {"building", "door"}


def test_five_functions_stand_on_the_board() -> None:
    """J22-2.1-10: publicist, information officer, mediator, patroller and supervisor."""
    for role in policy().pack.roles:
        assert len(role.duties) == (5 if role.is_leader else 0)


def test_self_nomination_or_recommendation_then_vote_training_and_kit() -> None:
    """J22-2.1-3: either channel is enough by default; the vote comes before training and things."""
    selection = policy().pack.selection
    assert selection is not None
    assert [channel.id for channel in selection.channels] == ["self", "recommend"]
    assert selection.nomination is not None
    assert selection.nomination.on(DAY) == "any_of"
    assert [step.kind for step in selection.steps] == ["nominate", "vote", "train", "equip"]
    assert selection.publicity is None


def test_what_leaders_do_is_recorded_without_points() -> None:
    """J22-2.2-1, J22-2.2-6, J22-2.2-7, J22-2.2-8: visits, disputes, talks at the door and six kinds of help."""
    pack = policy().pack
    ids = {activity.id for activity in pack.activities}
    assert {"visit", "care", "dispute", "door-discussion"} <= ids
    assert {"culture-door", "special-help", "phone-training", "tutoring", "counselling", "child-care"} <= ids
    assert (pack.items, pack.base) == ((), None)
    assert next(a for a in pack.activities if a.id == "door-discussion").report == "consultation"
    assert next(a for a in pack.activities if a.id == "major-problem").report == "incident"


def test_who_sees_the_information_on_leaders() -> None:
    """J22-2.3-9: names, places and duties are public; contact and mediators with consent, results never."""
    audience = {rule.data: rule.audience for rule in policy().pack.visibility}
    assert (audience["name_role_place"], audience["duties"]) == ("public", "public")
    assert (audience["contact"], audience["pairings"]) == ("consent", "consent")
    assert audience["evaluations"] == "community"
