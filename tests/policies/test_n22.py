"""The new area's pack of 2022: each worked case holds, each setting and rule is shown by one, each clause is there."""

from __future__ import annotations

import re
from datetime import date
from typing import TYPE_CHECKING

import pytest
from msgspec.structs import replace

from generator.cases import CaseResult, run_cases
from generator.cases.runner import _run
from generator.ledger import load_pack
from generator.policies.reading import read_policy
from generator.policies.selection import Checklist
from generator.records.base import written_fields
from generator.records.people import Training
from generator.records.places import ChatGroup
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
    "campaigns.recruitment.starts": "the first day of the campaign; only the due day decides",
    "duties.home-visits.every": "there is one choice, the month",
    "duties.home-visits.post_rule": "tests/duties: the rule is the one of the weekly duties",
    "escalation.hours": "unset; the days of each level are shown",
    "escalation.skipping": "check level-skipped",
    "evaluations.annual.every": "report evaluations",
    "evaluations.annual.factors.hotline.weight": "unset; the street's section sets it",
    "evaluations.annual.factors.monthly-records.weight": "unset; the street's section sets it",
    "evaluations.annual.factors.satisfaction.weight": "unset; the street's section sets it",
    "evaluations.annual.grades.not-qualified.proposes": "report evaluations",
    "evaluations.annual.grades.qualified.proposes": "report evaluations",
    "evaluations.annual.signoffs.required": "EX-N22-26, two units without the police",
    "evaluations.probation.every": "report probation",
    "evaluations.probation.grades.not-qualified.proposes": "report probation",
    "evaluations.probation.grades.qualified.proposes": "report probation",
    "evaluations.term-end.every": "report evaluations",
    "evaluations.term-end.grades.not-qualified.proposes": "report evaluations",
    "evaluations.term-end.grades.qualified.proposes": "report evaluations",
    "limits.incident_hours": "unset; the days of each level are shown",
    "limits.issue_days": "unset; each matter has its own limit",
    "limits.least_shown": "report assistance",
    "limits.story_months": "unset",
    "money.components.major-task.most": "unset; the lead department sets it",
    "money.components.per-task.most": "unset; the lead department sets it",
    "money.components.per-task.needs_approval": "as for the major task, EX-N22-07",
    "nomination.interview.required": "check interview-missing",
    "nomination.interview.scored": "the interview keeps no marks; the order of candidates alone",
    "nomination.opinion.negative": "check opinion-negative",
    "nomination.opinion.required": "check opinion-missing",
    "nomination.recruitment.days": "unset; the notice says its own days",
    "nomination.recruitment.required": "check recruitment-notice-missing",
    "nomination.resident_share.percent": "report resident-share",
    "reuse.four_eyes": "check recorder-verifies",
    "reuse.same_event_other_item": "no points are kept",
    "roles.station-head.max_places": "check too-many-places",
    "selection.eligibility.age_at_most.as_of": "check too-old",
    "selection.incumbent_review": "check incumbent-review-missing",
    "selection.publicity.block_on_objection": "check decided-despite-objection",
    "selection.publicity.remove_names": "the public page of a display",
    "service.term.renewal": "report terms",
    "service.term.with_election": "tests/duties: no election day is set",
    "staffing.agreement.copies": "unset",
    "staffing.agreement.expiry_notice_days": "unset",
    "staffing.agreement.pay_from": "allowances are due from the appointment on, EX-N22-06",
    "staffing.agreement.required_for": "check agreement-missing",
    "staffing.capacity.base": "EX-C21-13: the engine is the one of the other policy",
    "staffing.filings.changes.changes": "report filings",
    "staffing.filings.changes.days": "unset; the text says promptly",
    "staffing.filings.roster.changes": "report filings",
    "staffing.filings.roster.days": "unset",
    "staffing.filings.street.changes": "report filings",
    "staffing.filings.street.days": "unset",
    "staffing.insurance.start": "report probation",
    "staffing.leaving.grounds.absences.counted_in": "no notice; the community decides",
    "staffing.leaving.grounds.absences.number": "no notice; the community decides",
    "staffing.leaving.grounds.not-qualified.counted_in": "no notice; the community decides",
    "staffing.leaving.grounds.not-qualified.number": "no notice; the community decides",
    "staffing.leaving.grounds.unfit.counted_in": "no notice; the community decides",
    "staffing.leaving.grounds.unfit.number": "no notice; the community decides",
    "staffing.vacancies.coverage": "report station-coverage",
    "stations.head.scope": "report station-heads",
    "stations.required": "report station-coverage",
    "stations.village.basis": "check group-head-not-elected",
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


def test_what_the_text_leaves_out_stays_unset() -> None:
    """G-16: no number of the street's own rules and no day of an election is invented."""
    pack = POLICY.pack
    assert pack.document_number is None
    assert pack.issued_on is None
    assert pack.in_force_note is not None
    assert pack.service is not None
    assert pack.service.term is not None
    assert pack.service.term.elections.on(DAY) is None
    annual = POLICY.evaluation("annual")
    assert annual is not None
    assert [factor.weight.on(DAY) for factor in annual.factors] == [None] * 3


def test_four_levels_and_two_above_them() -> None:
    """N22-1-1, N22-2-2, N22-2-3: a building lies in a compound, and so on up to the area, each office on its level."""
    chain = ["building"]
    while (level := POLICY.level(chain[-1])) and level.within:
        chain.append(level.within[0])
    assert chain == ["building", "compound", "community", "street", "new-city", "area"]
    assert [(office.id, office.level) for office in POLICY.pack.offices] == [
        ("area-office", "area"),
        ("new-city-office", "new-city"),
        ("street-lead-section", "street"),
        ("community-office", "community"),
    ]


def test_who_leads_whom() -> None:
    """N22-3.1.2-3, N22-A2-1, N22-A2-3, N22-A3-1.4: leaders work under the head, in touch with the grid leader."""
    leader, head = POLICY.role("building-leader"), POLICY.role("station-head")
    assert leader is not None
    assert head is not None
    assert leader.reports_to == "station-head"
    assert POLICY.role("grid-leader") is not None
    assert [duty.clause for duty in head.duties] == ["A2-1", "A2-2", "A2-3", "A2-4"]


def test_what_a_leader_does_and_what_can_be_logged() -> None:
    """N22-A3-4.1-1, N22-A3-4.1-5, N22-A3-4.1-6, N22-A3-4.1-8: four functions; each cooperation has an activity."""
    leader = POLICY.role("building-leader")
    assert leader is not None
    assert [duty.label for duty in leader.duties][:4] == ["信息员", "宣传员", "安全员", "调解员"]
    clauses_of = {activity.id: activity.clause for activity in POLICY.pack.activities}
    for activity, clause in {
        "request": "A3-4.1-3",
        "publicity": "A3-4.1-3",
        "mediation": "A3-4.1-4",
        "early-report": "A3-4.1-4",
        "key-work": "A3-4.1-6",
    }.items():
        assert clauses_of[activity] == clause


def test_six_duties_of_a_station() -> None:
    """N22-A1-1, N22-A1-2, N22-A1-3, N22-A1-4, N22-A1-5, N22-A1-6, N22-3.1.1-6: six duties, four services, a form."""
    stations, form = POLICY.pack.stations, POLICY.pack.property_form
    assert stations is not None
    assert form is not None
    assert [duty.clause for duty in stations.duties] == [f"A1-{number}" for number in range(1, 7)]
    assert [service.id for service in stations.services] == [
        "publicity",
        "epidemic-control",
        "social-security",
        "mediation",
    ]
    assert [aspect.id for aspect in form.aspects] == ["property", "owners-committee"]
    assert {"hazard", "patrol"} <= {activity.id for activity in POLICY.pack.activities if activity.clause == "A1-6"}


def test_conditions_of_a_leader() -> None:
    """N22-A3-2.1, N22-A3-2.4: seven conditions are declared, four of them on duties at home; some go first."""
    selection, nomination = POLICY.pack.selection, POLICY.pack.nomination
    assert selection is not None
    assert nomination is not None
    assert nomination.tie_priority is not None
    conditions = [c for rule in selection.eligibility if isinstance(rule, Checklist) for c in rule.conditions]
    assert [c.id for c in conditions if c.clause == "A3-2.4"] == ["fees", "rules", "structure", "no-illegal-building"]
    assert len(conditions) == 7
    assert nomination.tie_priority.tags == tuple(source.tag for source in selection.preferred)


def test_how_somebody_comes_forward() -> None:
    """N22-A3-3.1-1, N22-A3-3.1-3: a notice in the compound; four kinds of organisation may propose."""
    nomination = POLICY.pack.nomination
    assert nomination is not None
    assert nomination.recruitment is not None
    assert nomination.organisations is not None
    assert nomination.recruitment.level == "compound"
    assert [kind.id for kind in nomination.organisations.kinds] == [
        "party-organisation",
        "residents-committee",
        "property-company",
        "owners-committee",
    ]


def test_the_ten_steps() -> None:
    """N22-A3-3.7-1: the steps stand in the text's order, and the board closes the case."""
    selection = POLICY.pack.selection
    assert selection is not None
    assert [step.kind for step in selection.steps] == [
        "recruit",
        "nominate",
        "review",
        "interview",
        "publicise",
        "decide",
        "file",
        "sign",
        "train",
        "announce",
    ]


def test_the_yearly_assessment_must_look_at_tickets_and_satisfaction() -> None:
    """N22-A3-4.2.3-1, N22-4.2-2, N22-A3-4.2.1-3: both indicators are factors; the police sign, with one unit more."""
    annual = POLICY.evaluation("annual")
    assert annual is not None
    assert annual.signoffs is not None
    assert {"hotline", "satisfaction"} <= {factor.id for factor in annual.factors}
    assert annual.signoffs.required.on(DAY) == ("community-police",)


def test_what_a_bad_result_leads_to_is_a_proposal() -> None:
    """N22-A3-4.4-2, N22-A3-4.2.3-5, N22-3.2.3-7: not qualified proposes the end; unfit is a ground of leaving."""
    annual, staffing = POLICY.evaluation("annual"), POLICY.pack.staffing
    assert annual is not None
    assert staffing is not None
    assert staffing.leaving is not None
    assert [(grade.id, grade.proposes.on(DAY)) for grade in annual.grades] == [
        ("qualified", "nothing"),
        ("not-qualified", "end"),
    ]
    assert staffing.leaving.ground("unfit") is not None


def test_three_filings_and_two_papers() -> None:
    """N22-3.2.3-1, N22-A3-3.4-2, N22-A3-4.4-5, N22-3.2.3-4, N22-A3-4.2.1-2: who is told, and what is signed."""
    staffing, service = POLICY.pack.staffing, POLICY.pack.service
    assert staffing is not None
    assert service is not None
    assert staffing.agreement is not None
    assert [(rule.id, rule.changes.on(DAY)) for rule in staffing.filings] == [
        ("roster", ("appointed",)),
        ("street", ("appointed",)),
        ("changes", ("appointed", "left", "places_changed")),
    ]
    assert staffing.agreement.required_for.on(DAY) == "all"
    assert [(letter.id, letter.role) for letter in service.letters] == [
        ("responsibility-letter", "building-leader"),
        ("letter-of-appointment", "station-head"),
    ]
    assert service.letters[0].other_label == "志愿服务协议"


def test_no_word_of_wages() -> None:
    """N22-A3-1.3: service is voluntary, so what is paid is called an allowance and never a wage."""
    money = POLICY.pack.money
    assert money is not None
    assert money.label == "工作补贴"
    text = (ROOT / "records/policies/n22/policy.yaml").read_text("utf-8")
    pages = [path.read_text("utf-8") for path in sorted((ROOT / "site_templates").rglob("*.html"))]
    assert [word for word in ("工资", "薪", "酬") for written in (text, *pages) if word in written] == []


def test_what_is_kept_of_groups_trainings_and_chats() -> None:
    """N22-3.4.3-1, N22-A3-4.1-4: of a training nothing personal is kept; a chat group only exists."""
    assert sorted(written_fields(Training)) == ["kind", "on", "provider", "result", "topic"]
    assert all("chat" not in duty.id for duty in POLICY.pack.duties)
    assert sorted(written_fields(ChatGroup)) == ["exists", "owner"]


@pytest.mark.parametrize(
    ("check", "clause"),
    [
        ("letter-missing", "3.2.3"),
        ("head-before-review", "3.1.1"),
        ("group-head-not-elected", "4.4"),
        ("opinion-missing", "A3-3.2"),
        ("decided-despite-objection", "A3-3.4"),
        ("level-skipped", "3.4.3"),
        ("wrong-station-name", "3.3.2"),
        ("too-few-supporters", "A3-3.1"),
    ],
)
def test_a_bad_example_cites_the_clause_it_offends(check: str, clause: str) -> None:
    """N22-3.2.3-2, N22-4.4-2, N22-A3-3.2-1, N22-A3-3.4-2, N22-3.4.3-3: whoever is corrected can read why."""
    printed = (ROOT / "tests/checks" / check / "expected.txt").read_text("utf-8")
    assert f"Clause: n22 {clause}\n" in printed
