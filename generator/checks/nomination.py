"""Faults of coming forward and being looked at: supporters, organisations, opinion, interview, calls, days.

Knows what the policy asks of a nomination and of a display; knows nobody who supports a candidate.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from generator.checks.walking import candidates, cite, nearest, spots
from generator.duties.display import earliest_decision
from generator.policies.eligibility import enough_supporters
from generator.problems import Problem, Related, Severity, msg

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from generator.ledger import CommunityBook, Ledger
    from generator.policies.nomination import Nomination
    from generator.policies.pack import Policy
    from generator.policies.selection import Publicity, Selection
    from generator.problems import Message
    from generator.records.selection import Candidate, Notice, SelectionCase, Step


_RESIDENTS = msg("Count different residents of the building, without the nominee, under supporters:.")
_HOUSEHOLDS = msg("Count different households of the place, each once, under supporters:.")


class _Chosen(NamedTuple):
    policy: Policy
    rules: Nomination
    community: CommunityBook
    case: SelectionCase
    candidate: Candidate


def _candidates(ledger: Ledger) -> Iterator[_Chosen]:
    for policy, _, community in spots(ledger):
        if policy.pack.nomination is not None:
            for case, candidate in candidates(community):
                yield _Chosen(policy, policy.pack.nomination, community, case, candidate)


def too_few_supporters(ledger: Ledger, _as_of: date) -> Iterator[Problem]:
    """A joint proposal has fewer supporters than the policy asks, or nobody counted them.

    Why: the policy says how many residents of the building propose somebody together; the number itself is enough.
    Fix: write the checked number under `supporters:`, or take the nomination out.
    """
    for policy, rules, _, _, candidate in _candidates(ledger):
        rule = rules.joint
        for nomination in candidate.nominations if rule else ():
            if rule is None or nomination.channel != rule.channel:
                continue
            counted = nomination.supporters or 0
            if rule.least.on(nomination.on) is not None and not enough_supporters(rule, counted, nomination.on):
                by_household = rule.unit.on(nomination.on) == "household"
                least = rule.least.required(nomination.on)
                yield Problem(
                    "too-few-supporters",
                    nomination.origin,
                    _too_few(candidate.person, counted, least, by_household=by_household),
                    _HOUSEHOLDS if by_household else _RESIDENTS,
                    clause=cite(policy, rule.clause),
                )


def _too_few(person: str, count: int, least: int, *, by_household: bool) -> Message:
    if by_household:
        return msg(
            "{person}: {count} households, and at least {least} are needed.", person=person, count=count, least=least
        )
    return msg(
        "{person}: {count} supporters, and at least {least} are needed.", person=person, count=count, least=least
    )


def unknown_organisation(ledger: Ledger, _as_of: date) -> Iterator[Problem]:
    """A proposal by an organisation names none, or one that the policy does not list.

    Why: the policy says which organisations may propose somebody.
    Fix: write one of the policy's codes under `organisation:`.
    """
    for policy, rules, _, _, candidate in _candidates(ledger):
        rule = rules.organisations
        for nomination in candidate.nominations if rule else ():
            if rule is None or nomination.channel != rule.channel:
                continue
            known = {kind.id for kind in rule.kinds}
            if nomination.organisation not in known:
                yield Problem(
                    "unknown-organisation",
                    nomination.origin,
                    msg(
                        "{person}: the policy knows no organisation {id}.",
                        person=candidate.person,
                        id=nomination.organisation or "–",
                    ),
                    nearest(nomination.organisation or "", known),
                    clause=cite(policy, rule.clause),
                )


def opinion_missing(ledger: Ledger, _as_of: date) -> Iterator[Problem]:
    """Somebody was chosen and the opinion that the policy asks for is not there.

    Why: the check of qualifications takes it in before anybody goes on.
    Fix: add `opinion:` with its day and yes or no; what was said stays on paper.
    """
    for policy, rules, _, case, candidate in _candidates(ledger):
        rule = rules.opinion
        wanted = rule is not None and rule.required.on(case.opened_on)
        if rule is not None and wanted and candidate.result == "chosen" and candidate.opinion is None:
            yield Problem(
                "opinion-missing",
                candidate.origin,
                msg("{person} was chosen without the opinion of {unit}.", person=candidate.person, unit=rule.of),
                msg("Add opinion: with on: and agrees:."),
                clause=cite(policy, rule.clause),
            )


def opinion_negative(ledger: Ledger, _as_of: date) -> Iterator[Problem]:
    """Somebody was chosen although the opinion was negative.

    Why: a negative opinion stops a candidate where the policy says so.
    Fix: correct `agrees:`, or the candidate's result.
    """
    for policy, rules, _, case, candidate in _candidates(ledger):
        rule, opinion = rules.opinion, candidate.opinion
        if rule is None or opinion is None or opinion.agrees or candidate.result != "chosen":
            continue
        stops = rule.negative.on(case.opened_on) == "stop"
        yield Problem(
            "opinion-negative",
            opinion.origin,
            msg("{person} was chosen, and {unit} does not agree.", person=candidate.person, unit=rule.of),
            msg("Correct agrees:, or the candidate's result:."),
            Severity.ERROR if stops else Severity.WARNING,
            clause=cite(policy, rule.clause),
        )


def interview_missing(ledger: Ledger, _as_of: date) -> Iterator[Problem]:
    """Somebody was chosen without an interview.

    Why: the preliminary list is settled by talks and visits.
    Fix: add `interview:` with its day.
    """
    for policy, rules, _, case, candidate in _candidates(ledger):
        rule = rules.interview
        wanted = rule is not None and rule.required.on(case.opened_on)
        if rule is not None and wanted and candidate.result == "chosen" and candidate.interview is None:
            yield Problem(
                "interview-missing",
                candidate.origin,
                msg("{person} was chosen without an interview.", person=candidate.person),
                msg("Add interview: with its day."),
                clause=cite(policy, rule.clause),
            )


def equal_without_priority(ledger: Ledger, _as_of: date) -> Iterator[Problem]:
    """Of two equal candidates for a place, the one with priority was not chosen.

    Why: at equal merit the policy names who goes first; it breaks a tie and does no more.
    Fix: look at the ranks of the interview, or choose the other one.
    """
    for policy, rules, community, case, candidate in _candidates(ledger):
        rule, interview = rules.tie_priority, candidate.interview
        if rule is None or interview is None or interview.rank is None or candidate.result != "chosen":
            continue
        if _has_tag(community, candidate.person, rule.tags):
            continue
        for other in case.candidates:
            equal = other.interview is not None and other.interview.rank == interview.rank
            if not equal or other.place != candidate.place or other.result != "not_chosen":
                continue
            if _has_tag(community, other.person, rule.tags):
                yield Problem(
                    "equal-without-priority",
                    candidate.origin,
                    msg(
                        "{person} was chosen before {other}, who goes first.",
                        person=candidate.person,
                        other=other.person,
                    ),
                    msg("Look at the ranks of the interview; at equal merit the policy names who goes first."),
                    Severity.WARNING,
                    clause=cite(policy, rule.clause),
                    related=(Related(other.origin, msg("The equal candidate is here.")),),
                )


def _has_tag(community: CommunityBook, person: str, tags: tuple[str, ...]) -> bool:
    return person in community.people and bool(set(community.people[person].tags) & set(tags))


def recruitment_notice_missing(ledger: Ledger, _as_of: date) -> Iterator[Problem]:
    """The call for candidates was passed as a step and names no notice of recruitment at its level.

    Why: residents learn from the notice that they may come forward.
    Fix: write the notice, put up in the compound, and name it under `notice:` of the step.
    """
    for policy, _, community in spots(ledger):
        rule = policy.pack.nomination.recruitment if policy.pack.nomination else None
        if rule is None or policy.pack.selection is None:
            continue
        for case in community.cases.values():
            for step in _steps(policy.pack.selection, case, frozenset({"recruit"})):
                notice = community.notices.get(step.notice or "")
                broken = community.is_broken(f"notices/{step.notice}.yaml")
                if rule.required.on(step.on) and not broken and not _calls(notice, rule.level, community):
                    yield Problem(
                        "recruitment-notice-missing",
                        step.origin,
                        msg("The call for candidates names no notice of recruitment."),
                        msg("Write it with kind: recruitment, put up in the compound, and name it under notice:."),
                        clause=cite(policy, rule.clause),
                    )


def _calls(notice: Notice | None, level: str, community: CommunityBook) -> bool:
    if notice is None or notice.kind != "recruitment":
        return False
    return any(place in community.places and community.places[place].level == level for place in notice.places)


def _steps(selection: Selection, case: SelectionCase, kinds: frozenset[str]) -> Iterator[Step]:
    wanted = {step.id for step in selection.steps if step.kind in kinds}
    for step in case.steps:
        if step.step in wanted and step.result == "passed":
            yield step


def _displayed(ledger: Ledger) -> Iterator[tuple[Policy, Publicity, Step, Notice]]:
    """Yield each step that fixes somebody, with the notice by which the list was displayed."""
    for policy, _, community in spots(ledger):
        selection = policy.pack.selection
        if selection is None:
            continue
        for case in community.cases.values():
            shown = [step.notice for step in _steps(selection, case, frozenset({"publicise"}))]
            for step in _steps(selection, case, frozenset({"decide"})):
                for name in shown:
                    if name is not None and name in community.notices and selection.publicity is not None:
                        yield policy, selection.publicity, step, community.notices[name]


def decided_too_early(ledger: Ledger, _as_of: date) -> Iterator[Problem]:
    """Somebody was fixed before the least display was over.

    Why: the decision falls at the earliest on the day after the least display, or after the display where none is set.
    Fix: correct the day, or decide again after the display.
    """
    for policy, publicity, step, notice in _displayed(ledger):
        earliest = earliest_decision(publicity, notice.opens, notice.closes, ledger.working_days)
        if step.on < earliest:
            yield Problem(
                "decided-too-early",
                step.origin,
                msg(
                    "Decided on {day}; the earliest day is {earliest}.",
                    day=step.on.isoformat(),
                    earliest=earliest.isoformat(),
                ),
                msg("Correct the day, or decide again after the display."),
                clause=cite(policy, publicity.clause),
                related=(Related(notice.origin, msg("The list was put up here.")),),
            )


def decided_despite_objection(ledger: Ledger, _as_of: date) -> Iterator[Problem]:
    """Somebody was fixed while an objection to the list was open.

    Why: the policy wants residents' wishes respected; an open objection blocks the decision.
    Fix: decide the objection first.
    """
    for policy, publicity, step, notice in _displayed(ledger):
        rule = publicity.block_on_objection
        if rule is None or not rule.on(step.on):
            continue
        for objection in notice.objections:
            if objection.lodged_on <= step.on and (objection.decided_on is None or objection.decided_on > step.on):
                yield Problem(
                    "decided-despite-objection",
                    step.origin,
                    msg("Objection {id} was open on the day of the decision.", id=objection.id),
                    msg("Decide the objection first, then fix who is chosen."),
                    clause=cite(policy, publicity.clause),
                    related=(Related(objection.origin, msg("The objection is here.")),),
                )
