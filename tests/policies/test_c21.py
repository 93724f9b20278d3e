"""The Chiyang 2021 pack: each worked case holds, each setting and rule is shown by one, each clause is there."""

from __future__ import annotations

import re
from datetime import date
from typing import TYPE_CHECKING, get_args

import pytest
from msgspec.structs import replace

from generator.cases import CaseResult, run_cases
from generator.cases.runner import _run
from generator.ledger import load_pack
from generator.policies.reading import read_policy
from generator.policies.selection import Checklist
from generator.records.base import INTERNAL, PUBLIC, visibility_of, written_fields
from generator.records.people import InsuranceCover, Kit
from generator.records.service import Agreement, CampaignReturn
from tests.policies.packs import ROOT, assumptions, cited_in_tests, clauses, settings, tasks

if TYPE_CHECKING:
    from generator.cases.runner import _Task
    from generator.policies.pack import Policy
    from generator.policies.staffing import Staffing

RUN = run_cases(ROOT, "c21")
PACK = load_pack(ROOT, "c21")
TASKS = tasks(PACK)
DAY = date(2021, 9, 1)
RULE = re.compile(r"C21-[\dA](?:[\d.]|(?<=A)\d)*(?:-\d+)?")


def policy() -> Policy:
    """The pack as it stands."""
    found, problems = read_policy("c21", PACK.parts)
    assert problems == ()
    assert found is not None
    return found


def staffing() -> Staffing:
    """Its part about posts."""
    found = policy().pack.staffing
    assert found is not None
    return found


def test_the_pack_and_its_cases_can_be_read() -> None:
    """No file of the pack has a problem of form."""
    assert RUN.problems == ()
    assert PACK.problems == ()


@pytest.mark.parametrize("result", RUN.results, ids=lambda result: result.id)
def test_the_case_holds(result: CaseResult) -> None:
    """The engine gives what the worked case expects."""
    assert [str(difference) for difference in result.differences] == []


def test_all_examples_of_the_analysis_are_worked() -> None:
    """The twenty-three examples EX-C21-01 to EX-C21-23 each have a case of that id, and no id is used twice."""
    ids = [result.id for result in RUN.results]
    assert {f"EX-C21-{number:02}" for number in range(1, 24)} - set(ids) == set()
    assert sorted(set(ids)) == sorted(ids)


@pytest.mark.parametrize("task", [task for task in TASKS if task.overrides], ids=lambda task: task.id)
def test_the_changed_setting_makes_the_difference(task: _Task) -> None:
    """Under the settings of the pack itself, a variant with changed settings does not hold."""
    assert not _run(policy(), replace(task, overrides=()), PACK.working_days).ok


# Settings on which no computed figure rests, and where each of them is used instead.
NOT_COMPUTED = {
    "selection.incumbent_review": "unset; no review is asked for",
    "selection.eligibility.age_at_most.as_of": "check too-old looks at the day of the selection",
    "selection.publicity.days": "unset; the window is only looked at for its order",
    "selection.publicity.day_type": "unset",
    "selection.publicity.count_start_day": "check notice-window-too-short, once days is set",
    "selection.publicity.remove_names": "pages of candidate notices",
    "staffing.capacity.base": "check load-out-of-band takes the count that is named",
    "staffing.concurrency.needs_consent": "check concurrence-missing",
    "staffing.concurrency.steps": "list of concurrent leaders",
    "staffing.agreement.copies": "list of agreements",
    "staffing.agreement.expiry_notice_days": "unset; the list shows the days that are left",
    "staffing.insurance.start": "list of the insured",
    "staffing.leaving.grounds.bad-grade.number": "as for either-side, EX-C21-23",
    "staffing.leaving.grounds.bad-grade.counted_in": "as for either-side, EX-C21-23",
    "staffing.leaving.grounds.unfit.number": "as for either-side, EX-C21-23",
    "staffing.leaving.grounds.unfit.counted_in": "as for either-side, EX-C21-23",
    "staffing.vacancies.coverage": "list of vacancies",
    "staffing.residence.scope": "check lives-elsewhere",
    "staffing.residence.severity": "check lives-elsewhere",
    "staffing.required_posts.party_group_head.severity": "check required-post-missing",
    "staffing.required_posts.party_group_head.grace_days": "unset",
    "staffing.systems.publicity.every": "unset; boards are looked at",
    "staffing.systems.visits.every": "unset; only counted",
    "staffing.systems.screening.every": "unset; only counted",
    "staffing.systems.reports.every": "four-system sheet",
    "staffing.filings.district.changes": "list of changes to be filed",
    "staffing.filings.district.days": "unset; elapsed days are shown",
    "evaluations.annual.every": "the period that an evaluation names",
    "campaigns.merging.starts": "day on which the leaders before are counted",
}


def test_every_setting_that_a_figure_rests_on_is_changed_by_a_case() -> None:
    """Each parameter is exercised by an example, or stands in the list that says where else it is used."""
    known = set(settings(policy().pack))
    changed = {override.path for task in TASKS for override in task.overrides}
    assert sorted(known - changed - set(NOT_COMPUTED)) == []
    assert sorted(set(NOT_COMPUTED) - known) == []
    assert sorted(set(NOT_COMPUTED) & changed) == []


def test_every_rule_is_carried_by_one_article() -> None:
    """Fifty-seven rules, seven of which only narrate, each in the one article that states it."""
    rules = [rule for article in policy().articles for rule in article.rules]
    narrative = [rule for article in policy().articles for rule in article.narrative]
    assert len(rules) == len(set(rules)) == 50
    assert len(narrative) == len(set(narrative)) == 7
    assert not set(rules) & set(narrative)


def test_every_rule_is_shown_by_a_case_or_a_test() -> None:
    """Each rule that does more than narrate is cited where its effect is proved."""
    cited = {rule for result in RUN.results for rule in result.rules} | cited_in_tests(RULE)
    missing = [rule for article in policy().articles for rule in article.rules if rule not in cited]
    assert missing == []


def test_every_rule_that_a_case_shows_is_in_the_articles() -> None:
    """A case names no rule that the policy does not have."""
    rules = {rule for article in policy().articles for rule in article.rules}
    assert {rule for result in RUN.results for rule in result.rules} - rules == set()


def test_every_cited_clause_is_an_article() -> None:
    """What a page cites can be looked up."""
    assert set(clauses(policy().pack)) - {article.id for article in policy().articles} == set()


def test_an_assumption_names_a_default_or_the_rule_that_leaves_it_open() -> None:
    """Whoever doubts an assumed value finds the question it answers."""
    rules = {rule for article in policy().articles for rule in article.rules}
    assert set(assumptions(policy().pack)) - rules - {f"G-{number:02}" for number in range(1, 29)} == set()


def test_what_the_text_leaves_out_stays_unset() -> None:
    """C21-3.3-1, C21-3.3-2, C21-3.5-4, C21-3.5-6: no period, weight or factor is invented for a silent text."""
    pack = policy().pack
    assert pack.selection is not None
    assert pack.selection.publicity is not None
    assert pack.money is not None
    lump = next(component for component in pack.money.components if component.kind == "year_end")
    factors = {factor.id: factor.factor.on(DAY) for factor in lump.factors}
    silent = [
        pack.selection.publicity.days.on(DAY),
        *(rule.days.on(DAY) for rule in staffing().filings),
        *(system.every.on(DAY) for system in staffing().systems if system.id != "reports"),
        *(factor.weight.on(DAY) for rule in pack.evaluations for factor in rule.factors),
        factors["basically-satisfied"],
    ]
    assert silent == [None] * len(silent)


def test_who_issued_it_and_from_when() -> None:
    """C21-0-1, C21-0-2: the street issued it; without a day of its own it holds from the day of issue."""
    pack = policy().pack
    assert pack.issuers == ("池阳街道办事处",)
    assert pack.issued_on == pack.in_force_from == date(2021, 8, 27)
    assert "优化整合楼栋长" in pack.title


def test_four_levels_and_the_grid_beside_them() -> None:
    """C21-3.1-1: street, community, compound, building; a grid lies in the compound and names its buildings."""
    found = policy()
    chain = ["building"]
    while (level := found.level(chain[-1])) and level.within:
        chain.extend(level.within)
    assert chain == ["building", "compound", "community", "street"]
    grid = found.level("building-grid")
    assert grid is not None
    assert grid.within == ("compound",)
    assert [(role.level, role.is_leader, role.scored) for role in found.pack.roles] == [("building-grid", True, False)]


def test_conditions_and_sources() -> None:
    """C21-3.2-1, C21-3.2-2, C21-3.2-4: seven qualities, six sources; to live elsewhere is only warned of."""
    selection = policy().pack.selection
    assert selection is not None
    checklists = [rule for rule in selection.eligibility if isinstance(rule, Checklist)]
    assert [len(rule.conditions) for rule in checklists] == [7]
    assert len(selection.preferred) == 6
    residence = staffing().residence
    assert residence is not None
    assert (residence.scope.on(DAY), residence.severity.on(DAY)) == ("own_compound", "warning")


def test_five_functions_and_what_can_be_logged() -> None:
    """C21-3.4-1 … C21-3.4-7 and C21-A1-4: five functions, and an activity for each of the six items of work."""
    found = policy()
    assert [duty.label for duty in found.pack.roles[0].duties] == [
        "政策宣传员",
        "信息采集员",
        "民事调解员",
        "文明创建员",
        "为民服务员",
    ]
    items = {
        "C21-3.4-2": ["publicity"],
        "C21-3.4-3": ["household-info"],
        "C21-3.4-4": ["opinion"],
        "C21-3.4-5": ["mediation"],
        "C21-3.4-6": ["civility", "epidemic-control", "safety-inspection", "volunteering"],
        "C21-3.4-7": ["assigned"],
    }
    for activities in items.values():
        assert all(found.activity(activity) is not None for activity in activities)
    household = found.activity("household-info")
    assert household is not None
    assert household.needs == ("count",)


def test_the_four_working_systems() -> None:
    """C21-3.5-2, C21-3.5-4, C21-3.5-5, C21-3.5-6, C21-4.3-2: boards, visits, screening of four kinds, reports."""
    systems = {system.id: system for system in staffing().systems}
    assert list(systems) == ["publicity", "visits", "screening", "reports"]
    assert systems["publicity"].boards
    assert len(systems["screening"].activities) == 4
    assert systems["reports"].every.on(DAY) == "month"


def test_a_vacancy_is_lawful() -> None:
    """C21-2-3: better vacant than filled badly, with the reason on record."""
    vacancies = staffing().vacancies
    assert vacancies is not None
    assert vacancies.coverage.on(DAY) == "may_be_vacant"
    assert [reason.id for reason in vacancies.reasons] == ["none-suitable", "being-chosen"]


def test_the_papers_it_rests_on_are_not_there() -> None:
    """C21-3.6-1, C21-A-0: the guidance on evaluation is not supplied; the pack has an evaluation."""
    pack = policy().pack
    assert [source.supplied for source in pack.sources] == [False, False]
    assert [rule.id for rule in pack.evaluations] == ["annual"]
    assert staffing().agreement is not None
    assert [campaign.id for campaign in pack.campaigns] == ["merging"]


def test_an_agreement_holds_dates_alone() -> None:
    """C21-A1-0, C21-A1-2, C21-A1-3: no identity number, address or telephone can be written; nothing is public."""
    keys = set(written_fields(Agreement))
    assert keys == {"person", "places", "from", "to", "signed_a_on", "signed_b_on", "copies"}
    assert {visibility_of(Agreement, name) for name in written_fields(Agreement).values()} == {INTERNAL}


def test_of_a_campaign_the_figures_of_the_table_are_public() -> None:
    """C21-A2-1, C21-4.2-1: the columns of annex 2 may be shown, what was found of a leader may not."""
    seen = {name: visibility_of(CampaignReturn, name) for name in written_fields(CampaignReturn).values()}
    assert {name for name, mark in seen.items() if mark is PUBLIC} == {
        "buildings",
        "leaders_before",
        "done_on",
        "remark",
    }
    assert seen["screenings"] is INTERNAL


def test_who_sees_what() -> None:
    """C21-3.5-1, C21-3.5-2, C21-4.3-1, C21-A1-5: boards are public, grades and money are not."""
    seen = {rule.data: rule.audience for rule in policy().pack.visibility}
    assert (seen["name_role_place"], seen["duties"], seen["contact"]) == ("public", "public", "consent")
    assert {seen[data] for data in ("evaluations", "allowances", "agreements", "insurance", "exits")} == {"community"}
    assert seen["households"] == "never"
    assert policy().pack.interpreter == "池阳街道办事处"


def test_a_badge_and_an_accident_policy_are_kept_with_the_person() -> None:
    """C21-3.5-3, C21-A1-8: the badge has its number, the policy its days and nothing that names it."""
    assert "badge" in get_args(Kit.model_fields["item"].annotation)
    assert set(written_fields(InsuranceCover)) == {"from", "until", "bought_on"}
    insurance = staffing().insurance
    assert insurance is not None
    assert (insurance.start.on(DAY), insurance.roles) == ("appointment", ("building-leader",))
