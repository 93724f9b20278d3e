"""Runs cases of what residents say and of the roster: surveys, votes, figures, coverage, readiness, support, pairs.

Knows which engine function answers which expectation; counts and compares nothing itself.
"""

from __future__ import annotations

from collections import defaultdict
from fractions import Fraction
from typing import TYPE_CHECKING, Any

from generator.awards.chosen import chosen_by, in_order_of_support, with_priority
from generator.ledger import CommunityBook
from generator.periods import full_years
from generator.policies import case_surveys as shapes
from generator.problems import msg
from generator.records.outcomes import Decision
from generator.records.people import Person
from generator.records.places import Community, Place
from generator.records.support import AwardList, Holder, Pairing, Project
from generator.records.surveys import Survey
from generator.surveys import (
    Ballot,
    Group,
    Member,
    coverage,
    figure_counts,
    hidden_figures,
    is_barred,
    passes,
    per_cent,
    proposals,
    readiness_of,
    results,
    unpaired,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping
    from datetime import date

    from generator.cases.findings import Findings
    from generator.policies.pack import Policy
    from generator.policies.surveys import SurveyRule
    from generator.records.base import Record

_OFFICE, _COMMUNITY = "office", "community"


def _book(people: Mapping[str, Person], places: Iterable[Place] = (), **records: Any) -> CommunityBook:
    community = Community(name=_COMMUNITY, parent="above", office=_OFFICE, places=tuple(places))
    return CommunityBook("case", _COMMUNITY, community, people=people, **records)


def _serving(name: str, role: str, place: str, since: date) -> Person:
    post = {"id": "a1", "role": role, "places": (place,), "from": since}
    return Person.model_validate({"name": name, "appointments": (post,)})


def _first_leader_role(policy: Policy) -> str:
    return next(role.id for role in policy.pack.roles if role.is_leader)


def run_surveys(policy: Policy, given: shapes.SurveysGiven, expect: shapes.SurveysExpected, findings: Findings) -> None:
    """Hold the surveys of a case and compare results, proposals and bars."""
    rule = next((known for known in policy.pack.surveys if known.id == given.survey), None)
    if rule is None:
        findings.fail(given.origin, msg("The policy has no survey {survey}.", survey=given.survey))
        return
    people = {s.leader: _serving(s.leader, rule.roles[0], "place", given.in_post_since) for s in given.surveys}
    surveys = {f"s{number:03}": _survey(rule, found) for number, found in enumerate(given.surveys)}
    decisions = {f"d{number}": _lift(lift) for number, lift in enumerate(given.lifted)}
    book = _book(people, surveys=surveys, decisions=decisions)
    found = {result.source: result for result in results(book, rule, given.as_of)}
    at = expect.origin
    findings.compare(at, msg("Number of surveys"), len(expect.surveys), len(found))
    for wanted, survey in zip(expect.surveys, given.surveys, strict=False):
        result = found.get(survey.origin)
        share = result.share if result else None
        shown = None if share is None else per_cent(share, rule.decimals.required(survey.held_on))
        slots = {"leader": survey.leader, "period": survey.period.text}
        findings.compare(wanted.origin, msg("{leader}, satisfaction in {period}", **slots), wanted.percent, shown)
        low = result is not None and result.low
        findings.compare(wanted.origin, msg("{leader}, too low in {period}", **slots), wanted.low, low)
    proposed = tuple(sorted({proposal.leader for proposal in proposals(book, rule, given.as_of)}))
    barred = tuple(sorted(leader for leader in people if is_barred(book, rule, leader, given.as_of)))
    findings.compare(at, msg("Leaders proposed"), tuple(sorted(expect.proposals)), proposed)
    findings.compare(at, msg("Leaders not to be chosen again"), tuple(sorted(expect.barred)), barred)


def _survey(rule: SurveyRule, given: shapes.GivenSurvey) -> Survey:
    return Survey(
        survey=rule.id,
        person=given.leader,
        period=given.period,
        held_on=given.held_on,
        counted_by=_OFFICE,
        satisfied=given.satisfied,
        basically=given.basically,
        not_satisfied=given.not_satisfied,
        blank=given.blank,
        origin=given.origin,
    )


def _lift(given: shapes.GivenLift) -> Decision:
    return Decision(
        kind="lift_bar",
        person=given.leader,
        proposed_by=_COMMUNITY,
        decided_by=_OFFICE,
        decided_on=given.on,
        reason="案例",
        origin=given.origin,
    )


def run_votes(policy: Policy, given: shapes.VotesGiven, expect: shapes.VotesExpected, findings: Findings) -> None:
    """Judge each vote of a case."""
    rule = policy.pack.vote
    if rule is None:
        findings.fail(given.origin, msg("The policy has no vote."))
        return
    ballots = [Ballot(b.present, b.votes_for, b.against, b.abstain, b.entitled) for b in given.ballots]
    passed = tuple(passes(rule, ballot, given.on) for ballot in ballots)
    findings.compare(expect.origin, msg("Votes passed"), expect.passed, passed)


def run_statistics(
    policy: Policy, given: shapes.StatisticsGiven, expect: shapes.StatisticsExpected, findings: Findings
) -> None:
    """Count the leaders of a case and compare figures, shares and what was printed."""
    rule = policy.pack.statistics
    if rule is None:
        findings.fail(given.origin, msg("The policy has no figures of the roster."))
        return
    people = [
        Member(_COMMUNITY, f"p{number}-{n}", _age(group, given.on, rule.attained.required(given.on)), *_facts(group))
        for number, group in enumerate(given.groups)
        for n in range(group.number)
    ]
    decimals, rounding = rule.decimals.required(given.on), rule.rounding.required(given.on)
    counts = {figure.id: count for figure, count in figure_counts(rule.figures, people, given.on)}
    shares = {
        name: per_cent(Fraction(count, len(people)), decimals, rounding) for name, count in counts.items() if people
    }
    findings.compare_stated(expect.origin, msg("Leaders in all"), expect.total, len(people))
    for wanted in expect.figures:
        slots = {"figure": wanted.figure}
        findings.compare_stated(wanted.origin, msg("{figure}, count", **slots), wanted.count, counts.get(wanted.figure))
        share = shares.get(wanted.figure)
        findings.compare_stated(wanted.origin, msg("{figure}, per cent", **slots), wanted.percent, share)
    differing = tuple(sorted(p.figure for p in given.printed if shares.get(p.figure) != p.percent))
    findings.compare(expect.origin, msg("Printed shares that differ"), tuple(sorted(expect.differing)), differing)
    if expect.hidden is not None:
        found = hidden_figures(rule, Group(len(people), counts), {}, given.on)
        hidden = tuple(sorted(figure for _, figure in found))
        findings.compare(expect.origin, msg("Figures that are hidden"), tuple(sorted(expect.hidden)), hidden)


def _facts(group: shapes.GivenGroup) -> tuple[str | None, frozenset[str]]:
    return group.education, frozenset[str](group.tags)


def _age(group: shapes.GivenGroup, day: date, attained: Any) -> int | None:
    return group.age if group.born is None else full_years(group.born, day, attained=attained)


def run_coverage(
    policy: Policy, given: shapes.CoverageGiven, expect: shapes.CoverageExpected, findings: Findings
) -> None:
    """Lay out the places of a case, some with a leader, and compare the share."""
    rule, role = policy.pack.statistics, _first_leader_role(policy)
    if rule is None or given.level not in rule.coverage_levels:
        findings.fail(given.origin, msg("The policy counts no coverage of the level {level}.", level=given.level))
        return
    places = [Place(id=f"u{n}", level=given.level, name=f"u{n}") for n in range(given.places)]
    people = {f"p{n}": _serving(f"p{n}", role, f"u{n}", given.on) for n in range(given.with_leader)}
    found = coverage(policy, [_book(people, places)], given.level, given.on)
    share = None
    if found.share is not None:
        share = per_cent(found.share, rule.decimals.required(given.on), rule.rounding.required(given.on))
    findings.compare(expect.origin, msg("Per cent covered"), expect.percent, share)
    findings.compare(expect.origin, msg("Vacancies"), expect.vacant, len(found.vacant))


def run_readiness(
    policy: Policy, given: shapes.ReadinessGiven, expect: shapes.ReadinessExpected, findings: Findings
) -> None:
    """Look at the training and the things of a case."""
    rule = policy.pack.readiness
    if rule is None:
        findings.fail(given.origin, msg("The policy asks for nothing before duty."))
        return
    facts = {
        "name": "case",
        "trainings": tuple(
            {"on": t.on, "topic": "case", "kind": rule.training.required(t.on), "result": t.result}
            for t in given.trainings
        ),
        "kit": tuple({"item": thing.item, "on": thing.on} for thing in given.kit),
    }
    found = readiness_of(rule, Person.model_validate(facts), given.on)
    at = expect.origin
    findings.compare(at, msg("How far the leader is"), expect.state, found.state)
    findings.compare(at, msg("Things missing"), expect.missing, found.missing)
    findings.compare(at, msg("Things handed over early"), expect.early, found.early)
    findings.compare(at, msg("First possible day of duty"), expect.since, found.since)


def run_support(policy: Policy, given: shapes.SupportGiven, expect: shapes.SupportExpected, findings: Findings) -> None:
    """Order the projects of a case, and list the reserve and the certificates that are missing."""
    rule = policy.pack.support
    if rule is None:
        findings.fail(given.origin, msg("The policy supports no projects."))
        return
    lists = {f"l{number}": _award_list(found) for number, found in enumerate(given.lists)}
    projects = {
        p.id: Project(leader=p.leader, kind=rule.projects[0].id, title=p.id, proposed_on=p.proposed_on)
        for p in given.projects
    }
    chosen = chosen_by(lists, given.year.last)
    ordered = tuple(name for name, _, _ in in_order_of_support(rule, projects, chosen, given.year))
    reserve = tuple(sorted(one.person for one in with_priority(rule, chosen, given.year)))
    certified = {h.id for h in policy.pack.chosen_honours if h.certificate.required(given.year.last)}
    lacking = {one.person for one in chosen if one.honour in certified and one.certificate is None}
    at = expect.origin
    findings.compare(at, msg("Projects in order of support"), expect.projects, ordered)
    findings.compare(at, msg("Leaders in the reserve"), tuple(sorted(expect.reserve)), reserve)
    wanted = tuple(sorted(expect.without_certificate))
    findings.compare(at, msg("Leaders without certificate"), wanted, tuple(sorted(lacking)))


def _award_list(given: shapes.GivenList) -> AwardList:
    holders = tuple(
        Holder(person=person, certificate=None if person in given.without_certificate else f"No. {number}")
        for number, person in enumerate(given.holders, start=1)
    )
    return AwardList(
        honour=given.honour,
        period=given.period,
        place="above",
        decided_on=given.period.last,
        decided_by=_OFFICE,
        holders=holders,
        origin=given.origin,
    )


def run_pairs(policy: Policy, given: shapes.PairsGiven, expect: shapes.PairsExpected, findings: Findings) -> None:
    """Pair the leaders of a case and list those without a mediator."""
    rule = policy.pack.pairing
    if rule is None:
        findings.fail(given.origin, msg("The policy pairs nobody."))
        return
    people = {leader: _serving(leader, rule.roles[0], leader, given.on) for leader in given.leaders}
    numbers: dict[str, int] = defaultdict(int)
    pairings: dict[str, Pairing] = {}
    for pair in given.pairs:
        numbers[pair.leader] += 1
        facts = {"mediator": pair.mediator, "leader": pair.leader, "from": pair.from_, "until": pair.until}
        pairings[f"{pair.leader}-{numbers[pair.leader]}"] = Pairing.model_validate(facts)
    found = unpaired(_book(people, pairings=pairings), rule, given.on)
    listed = found if rule.expected.required(given.on) else ()
    findings.compare(expect.origin, msg("Number of leaders without a mediator"), expect.number, len(listed))
    findings.compare(expect.origin, msg("Leaders without a mediator"), tuple(sorted(expect.unpaired)), listed)


SURVEY_RUNNERS: dict[type[Record], Callable[[Policy, Any, Any, Findings], None]] = {
    shapes.SurveysGiven: run_surveys,
    shapes.VotesGiven: run_votes,
    shapes.StatisticsGiven: run_statistics,
    shapes.CoverageGiven: run_coverage,
    shapes.ReadinessGiven: run_readiness,
    shapes.SupportGiven: run_support,
    shapes.PairsGiven: run_pairs,
}
"""The frame of a case pairs each type of facts with its own type of results."""
