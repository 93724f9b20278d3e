"""The course of a claim through the policy's machine, as the records tell it.

Knows which record is which event; the machine itself is data of the policy.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.claims.standing import appeal_states
from generator.machines import Step, walk

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from generator.claims.facts import ClaimFacts
    from generator.machines import Machine, Walk
    from generator.periods import Period
    from generator.records.accounts import Voice
    from generator.records.claims import Claim, LineDecision


def claim_walk(facts: ClaimFacts, machine: Machine, month: Period, claim: Claim, as_of: date) -> Walk:
    """Walk a claim's recorded events up to a day: handed in, reviewed, recorded, shown, appealed, final."""
    return walk(machine, (step for step in _events(facts, month, claim, as_of) if step.day <= as_of))


def decisions(claim: Claim) -> tuple[LineDecision | None, ...]:
    """Return the decision of each part of a claim, the basic points first."""
    basic = (claim.basic.decision,) if claim.basic is not None else ()
    return (*basic, *(line.decision for line in claim.lines))


def _events(facts: ClaimFacts, month: Period, claim: Claim, as_of: date) -> Iterator[Step]:
    at = claim.origin
    yield Step("submit", claim.submitted_on, "leader", source=at)
    made = [decision for decision in decisions(claim) if decision is not None]
    if not made or len(made) < len(decisions(claim)):
        return
    reviewed = max(decision.on for decision in made)
    reasoned = all(decision.result == "accept" or decision.reason is not None for decision in made)
    others = all(decision.by != claim.leader for decision in made)
    guards = {"all_lines_decided": True, "reasons_given": reasoned, "another_person": others}
    held = frozenset(name for name, holds in guards.items() if holds)
    first = min(decision.on for decision in made)
    yield Step("review", first if first < claim.submitted_on else reviewed, "department", held, made[0].origin)
    yield Step("record", reviewed, "department", held, at)
    window = facts.window_of(month, reviewed)
    if window is None or window.opens > as_of:
        return
    yield Step("publish", window.opens, "department", frozenset({"all_lines_decided"}), window.source)
    mine = [
        found
        for found in appeal_states(facts, as_of)
        if found.month == month and found.appeal.leader == claim.leader and found.state != "late"
    ]
    if mine:
        lodged = min(found.appeal.lodged_on for found in mine)
        yield Step("appeal", lodged, "leader", frozenset({"within_window"}), mine[0].appeal.origin)
        decided = [f.appeal.decided_on for f in mine if f.state != "open" and f.appeal.decided_on is not None]
        if len(decided) < len(mine):
            return
        yield Step("resolve", max(decided), "department", frozenset({"objections_decided"}), mine[-1].appeal.origin)
        yield Step(
            "finish", max(window.over_on, *decided), "program", frozenset({"window_over", "no_open_objection"}), at
        )
    else:
        yield Step("finish", window.over_on, "program", frozenset({"window_over", "no_open_objection"}), at)


def voice_walk(machine: Machine, voice: Voice, as_of: date) -> Walk:
    """Walk the recorded steps of an opinion, complaint or proposal up to a day."""
    held = frozenset({"handler_named"})
    return walk(
        machine, (Step(step.event, step.on, holds=held, source=step.origin) for step in voice.steps if step.on <= as_of)
    )
