"""What is wrong with claims under a policy, each fault as a check id with the record and key it lies in.

Knows the policy's items and rules; speaks no sentence.
"""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, TypeAlias

from msgspec import Struct

from generator.claims.facts import BASIC
from generator.claims.standing import appeal_states, standing_lines
from generator.policies.items import DistinctCap, Judgement
from generator.scoring.bounds import judgement_fault

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from decimal import Decimal

    from generator.claims.facts import ClaimFacts
    from generator.periods import Period
    from generator.policies.items import Item
    from generator.records.base import Record
    from generator.records.claims import Appeal, Claim, ClaimLine, ClaimSheet, LineDecision


class ClaimFault(Struct, frozen=True):
    """A fault: its check, the leader and month, the line (`basic`, a number, a reward, an appeal), the record.

    `limit` is the bound that points passed, `last_day` the last day in time and `given` the day that was later.
    """

    check: str
    leader: str
    month: Period
    line: str
    record: Record
    item: Item | None = None
    limit: Decimal | None = None
    last_day: date | None = None
    given: date | None = None


def claim_faults(facts: ClaimFacts) -> Iterator[ClaimFault]:
    """Yield every fault of a community's claims, rewards, appeals and corrections.

    Raises:
        UnsetSettingError: an item that is given by judgement has no bounds; they must be set before it is claimed.
    """
    for month, sheet in sorted(facts.sheets.items()):
        for find in _SHEET_RULES:
            yield from find(facts, month, sheet)
    yield from _same_events(facts)
    yield from _corrections(facts)
    yield from _appeals(facts)


def _whole_claims(facts: ClaimFacts, month: Period, sheet: ClaimSheet) -> Iterator[ClaimFault]:
    seen: set[str] = set()
    for claim in sheet.claims:
        if claim.leader in seen:
            yield ClaimFault("claim-twice", claim.leader, month, BASIC, claim)
        seen.add(claim.leader)
        if facts.is_late(month, claim.submitted_on):
            last, given = facts.last_day_to_claim(month), claim.submitted_on
            yield ClaimFault("claim-too-late", claim.leader, month, BASIC, claim, last_day=last, given=given)
        if claim.subject == "resident" and not facts.rules.resident_accounts.on(month.last):
            yield ClaimFault("resident-without-account", claim.leader, month, BASIC, claim)


def _lines(facts: ClaimFacts, month: Period, sheet: ClaimSheet) -> Iterator[ClaimFault]:
    for claim in sheet.claims:
        for line in claim.lines:
            if not month.contains(line.date):
                yield ClaimFault("claimed-outside-month", claim.leader, month, line.id, line)
            for check, item in line_faults(facts, claim.leader, line):
                limit = _bound(item, check, line)
                yield ClaimFault(check, claim.leader, month, line.id, line, item, limit)


def line_faults(facts: ClaimFacts, leader: str, line: ClaimLine) -> Iterator[tuple[str, Item]]:
    """Yield what is wrong with one line by itself: its item's days, bounds and signature."""
    for item in _items(facts, line):
        if not item.open_on(line.date):
            yield "item-not-open", item
        formula = item.formula
        if isinstance(formula, Judgement):
            if line.points is None or line.reason is None or line.approved_by in {None, leader}:
                yield "judgement-unsigned", item
            for bound in (formula.least, formula.most, formula.step):
                bound.required(line.date)
            fault = judgement_fault(item, line.points, line.date) if line.points is not None else None
            if fault is not None:
                yield fault, item


def _bound(item: Item, check: str, line: ClaimLine) -> Decimal | None:
    formula = item.formula
    if not isinstance(formula, Judgement):
        return None
    bounds = {"points-below-least": formula.least, "points-above-most": formula.most, "points-off-step": formula.step}
    return bounds[check].on(line.date) if check in bounds else None


def _items(facts: ClaimFacts, line: ClaimLine) -> tuple[Item, ...]:
    return tuple(item for item in facts.policy.pack.items if line.activity in item.activities)


def _same_events(facts: ClaimFacts) -> Iterator[ClaimFault]:
    """One event counts once for a leader and item, in whichever month, and under one of an exclusive group (G-26)."""
    seen: dict[tuple[str, str], list[ClaimLine]] = {}
    for standing in standing_lines(facts, date.max):
        line = standing.line
        if line is None or line.event is None or standing.state == "rejected":
            continue
        mine = {item.id for item in _items(facts, line) if not _limits_events(item)}
        earlier = seen.setdefault((standing.leader, line.event), [])
        for other in earlier:
            theirs = {item.id for item in _items(facts, other)}
            check = "duplicate-claim" if mine & theirs else "exclusive-items"
            if mine & theirs or _exclude(facts, line, mine, theirs):
                yield ClaimFault(check, standing.leader, standing.month, standing.key, line, _items(facts, line)[0])
        earlier.append(line)


def _exclude(facts: ClaimFacts, line: ClaimLine, mine: set[str], theirs: set[str]) -> bool:
    return any(
        rule.applies.on(line.date) and mine & set(rule.items) and theirs & set(rule.items)
        for rule in facts.policy.pack.exclusions
    )


def _limits_events(item: Item) -> bool:
    return any(isinstance(cap, DistinctCap) and cap.of == "event" for cap in item.caps)


def _reviews(_facts: ClaimFacts, month: Period, sheet: ClaimSheet) -> Iterator[ClaimFault]:
    for claim in sheet.claims:
        for key, decision in _decided(claim):
            if decision.by in {claim.leader, sheet.recorder}:
                yield ClaimFault("same-hand", claim.leader, month, key, decision)
            if decision.result != "accept" and decision.reason is None:
                yield ClaimFault("decision-without-reason", claim.leader, month, key, decision)


def _decided(claim: Claim) -> Iterator[tuple[str, LineDecision]]:
    if claim.basic is not None and claim.basic.decision is not None:
        yield BASIC, claim.basic.decision
    for line in claim.lines:
        if line.decision is not None:
            yield line.id, line.decision


def _rewards(facts: ClaimFacts, month: Period, sheet: ClaimSheet) -> Iterator[ClaimFault]:
    for reward in sheet.rewards:
        most = facts.rules.reward.most.on(reward.on)
        if reward.points < 0:
            yield ClaimFault("negative-points", reward.leader, month, reward.id, reward)
        if most is not None and reward.points > most:
            yield ClaimFault("points-above-most", reward.leader, month, reward.id, reward, limit=most)
        if reward.approved_by in {reward.proposed_by, reward.leader}:
            yield ClaimFault("same-hand", reward.leader, month, reward.id, reward)


def _corrections(facts: ClaimFacts) -> Iterator[ClaimFault]:
    for name, correction in sorted(facts.corrections.items()):
        if correction.approved_by in {correction.requested_by, correction.leader}:
            yield ClaimFault("same-hand", correction.leader, correction.month, name, correction)
        if (correction.restated is None) != (correction.effect == "withdraw") and not (
            correction.line is None and correction.effect == "restate"
        ):
            yield ClaimFault("restated-missing", correction.leader, correction.month, name, correction)
        for check, item in line_faults(facts, correction.leader, correction.restated) if correction.restated else ():
            yield ClaimFault(check, correction.leader, correction.month, name, correction.restated or correction, item)


def _appeals(facts: ClaimFacts) -> Iterator[ClaimFault]:
    last = max((appeal.decided_on or appeal.lodged_on for appeal in _lodged(facts)), default=None)
    for found in appeal_states(facts, last) if last is not None else ():
        appeal = found.appeal
        if found.state == "late" and appeal.decision == "upheld":
            yield ClaimFault("late-appeal-upheld", appeal.leader, found.month, appeal.id, appeal)
        if appeal.decided_by is not None and appeal.decided_by == appeal.leader:
            yield ClaimFault("same-hand", appeal.leader, found.month, appeal.id, appeal)


def _lodged(facts: ClaimFacts) -> Iterable[Appeal]:
    return (appeal for sheet in facts.sheets.values() for appeal in sheet.appeals)


_SheetRule: TypeAlias = "Callable[[ClaimFacts, Period, ClaimSheet], Iterator[ClaimFault]]"
_SHEET_RULES: tuple[_SheetRule, ...] = (_whole_claims, _lines, _reviews, _rewards)
