"""The courses of monthly claims and of redemptions, as the claims engine walks them.

Knows how that engine is asked; scores nothing and computes no balance.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.claims import accounts, claim_walk, earnings, facts_of
from generator.courses.standing import Course
from generator.machines import Step, Walk
from generator.policies.settings import UnsetSettingError

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from generator.claims import Accounts
    from generator.ledger import CommunityBook, JurisdictionBook
    from generator.periods import WorkingDays
    from generator.policies.machines import MachineRule
    from generator.policies.pack import Policy

TOLD = ("all_lines_decided", "reasons_given", "another_person", "within_window", "objections_decided")
"""Guards of a claim that the checks of monthly claims tell, line by line."""
OWNER = "owner"
"""The guard that keeps points with whoever earned them; `points-transferred` tells it in the policy's words."""


def claim_courses(
    policy: Policy, book: JurisdictionBook, community: CommunityBook, working_days: WorkingDays, as_of: date
) -> Iterator[Course]:
    """Walk every claim and every redemption of a community."""
    rule = policy.machine("claim")
    if policy.pack.claims is not None and rule is not None:
        facts, machine = facts_of(policy, book, community, working_days), rule.machine()
        for month, _, claim in facts.claims():
            walked = claim_walk(facts, machine, month, claim, as_of)
            subject = f"{month.text} {claim.leader}"
            yield Course(rule, machine, subject, claim.origin, walked, community.id, frozenset(TOLD))
    rule = policy.machine("redemption")
    if policy.pack.redemption is None or rule is None or not community.redemptions:
        return
    try:
        earned = earnings(policy, book, community, working_days, as_of)
        kept = accounts(policy, earned, community.redemptions, book.catalogues, as_of)
    except UnsetSettingError:
        return
    told = frozenset({OWNER} if policy.pack.redemption.own_use is not None else ())
    yield from _redemptions(rule, kept, community, told)


def _redemptions(rule: MachineRule, kept: Accounts, community: CommunityBook, told: frozenset[str]) -> Iterator[Course]:
    machine = rule.machine()
    for name, redemption in sorted(community.redemptions.items()):
        block = kept.blocks.get(name)
        until = len(redemption.steps)
        if block is not None:
            until = next((n for n, s in enumerate(redemption.steps) if s.origin == block.step.source), until)
        taken = tuple(Step(s.event, s.on, source=s.origin) for s in redemption.steps[:until] if s.on <= kept.as_of)
        state = kept.states.get(name, machine.start)
        walked = Walk(state, taken[-1].day if taken else None, taken, block)
        yield Course(rule, machine, name, redemption.origin, walked, community.id, told)
