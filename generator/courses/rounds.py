"""The course of award rounds and of lists without quota: frozen, ranked, ties, chosen, confirmed, pushed.

Knows the records of a round; whether a tie is open without a decision is said by whoever knows the scores.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.courses.standing import course, held
from generator.machines import Step
from generator.policies.evaluation import signoffs_missing
from generator.policies.settings import UnsetSettingError

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator
    from datetime import date

    from generator.courses.standing import Course
    from generator.ledger import JurisdictionBook
    from generator.machines import Machine
    from generator.periods import Period
    from generator.policies.machines import MachineRule
    from generator.policies.pack import Policy
    from generator.records.outcomes import AwardRound, CreditBatch
    from generator.records.support import AwardList

TOLD = ("period_over", "decision_recorded", "signatures_present", "certificates_given")
"""Guards that `year-not-over`, `half-confirmed-round`, `unsigned-choice` and `certificate-missing` tell."""


def round_courses(
    policy: Policy, book: JurisdictionBook, as_of: date, broken: Collection[str], tied: Collection[Period] = ()
) -> Iterator[Course]:
    """Walk the round of every year that has one or a credit batch, and every list of chosen leaders.

    Args:
        policy: the policy, with the machine.
        book: the jurisdiction.
        as_of: the last day.
        broken: files that could not be read; a round among them has no course.
        tied: the years in which a tie waits for its decision.
    """
    rule = policy.machine("award-round")
    if rule is None:
        return
    machine = rule.machine()
    pushed = {batch.year for batch in book.credit.values()} if machine.way("push") else set()
    for year in sorted(set(book.awards) | pushed):
        if f"{book.folder()}/awards/{year.text}.yaml" in broken:
            continue
        award, batches = book.awards.get(year), [b for b in book.credit.values() if b.year == year]
        steps = list(_round(policy, machine, year, award, tied=year in tied)) if award else []
        steps += _pushes(batches) if machine.way("push") else []
        source = award.origin if award else batches[0].origin
        yield course(rule, year.text, source, steps, as_of, told=TOLD)
    yield from _lists(rule, machine, book, as_of)


def _round(policy: Policy, machine: Machine, year: Period, award: AwardRound, *, tied: bool) -> Iterator[Step]:
    at, frozen = award.origin, award.frozen_on
    steps = [Step("freeze", frozen, holds=held({"period_over": frozen >= year.last}), source=at, key="frozen_on")]
    if machine.way("choose") and award.choices:
        last = max(award.choices, key=lambda choice: choice.on)
        steps.append(Step("choose", last.on, source=last.origin, key="on"))
    yield from sorted(steps, key=lambda step: step.day)
    if machine.way("rank"):
        yield from _ranked(award, tied=tied)
    if award.confirmed_on is not None:
        guards = {
            "decision_recorded": award.confirmed_by is not None,
            "signatures_present": _all_signed(policy, award),
            "no_open_tie": not tied,
        }
        yield Step("confirm", award.confirmed_on, holds=held(guards), source=at, key="confirmed_on")


def _ranked(award: AwardRound, *, tied: bool) -> Iterator[Step]:
    """Yield what follows from the scores on the day they were frozen, and the decisions on ties."""
    at, frozen = award.origin, award.frozen_on
    yield Step("rank", frozen, "program", source=at, key="frozen_on")
    decided = [tie for tie in award.tie_decisions if tie.chosen]
    if not decided and not tied:
        yield Step("list", frozen, "program", frozenset({"no_open_tie"}), at, "frozen_on")
        return
    yield Step("tie", frozen, "program", frozenset({"tie_open"}), at, "frozen_on")
    if decided and not tied:
        last = max(decided, key=lambda tie: tie.on)
        yield Step("decide-tie", last.on, None, frozenset({"decision_recorded", "no_open_tie"}), last.origin, "on")


def _all_signed(policy: Policy, award: AwardRound) -> bool:
    rules = {rule.id: rule for rule in policy.pack.service.place_honours} if policy.pack.service else {}
    for choice in award.choices:
        evaluation = policy.evaluation(rules[choice.honour].evaluation) if choice.honour in rules else None
        try:
            if evaluation is not None and signoffs_missing(evaluation, choice.signed, choice.on):
                return False
        except UnsetSettingError:
            continue
    return True


def _pushes(batches: list[CreditBatch]) -> list[Step]:
    sent = [(batch.sent_on, batch.origin) for batch in batches if batch.sent_on is not None]
    return [Step("push", day, source=source, key="sent_on") for day, source in sorted(sent)]


def _lists(rule: MachineRule, machine: Machine, book: JurisdictionBook, as_of: date) -> Iterator[Course]:
    for name, award in sorted(book.award_lists.items()) if machine.way("certify") else ():
        yield course(rule, name, award.origin, _listed(award), as_of, told=TOLD)


def _listed(award: AwardList) -> Iterator[Step]:
    yield Step("choose", award.decided_on, source=award.origin, key="decided_on")
    given = [holder.certificate is not None for holder in award.holders]
    if any(given):
        guards = held({"certificates_given": all(given)})
        yield Step("certify", award.decided_on, holds=guards, source=award.origin, key="holders")
