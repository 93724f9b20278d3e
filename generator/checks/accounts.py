"""Faults of courses and accounts: steps that cannot be taken, costs that differ, a budget that is spent.

Knows what the machines and accounts of the claims engine find; computes no balance.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.checks.walking import cite, spots
from generator.claims import accounts, catalogued, claim_walk, facts_of, spent_on_prizes, voice_walk, yuan
from generator.policies.settings import UnsetSettingError
from generator.problems import Problem, Severity, msg

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from generator.checks.walking import Spot
    from generator.claims import ClaimFacts
    from generator.ledger import JurisdictionBook, Ledger
    from generator.machines import Block


_OWNER = "owner"
"""The guard that keeps points with the leader who earned them; `points-transferred` tells it in the policy's words."""


def points_transferred(ledger: Ledger, _as_of: date) -> Iterator[Problem]:
    """Somebody is to use the points of somebody else.

    Why: points stay with the leader who earned them; they are neither passed on nor joined.
    Fix: let the leader redeem in person, or delete the redemption.
    """
    for policy, _, community in spots(ledger):
        rule = policy.pack.redemption.own_use if policy.pack.redemption else None
        for redemption in community.redemptions.values() if rule else ():
            if rule is not None and redemption.used_by not in {None, redemption.leader}:
                yield Problem(
                    "points-transferred",
                    redemption.origin,
                    msg(
                        "{user} is to use the points of {leader}; points cannot be passed on to somebody else.",
                        user=redemption.used_by or "",
                        leader=redemption.leader,
                    ),
                    msg("Delete used_by: where the leader redeems in person; else delete this redemption."),
                    clause=cite(policy, rule.clause),
                )


def impossible_step(ledger: Ledger, as_of: date) -> Iterator[Problem]:
    """A step is recorded that the course of things does not allow there, or that somebody else must take.

    Why: the policy's course says what may follow what, and who does it.
    Fix: record one of the steps that are named, or correct the day.
    """
    yield from _blocked(ledger, as_of, "impossible-step")


def unmet_guard(ledger: Ledger, as_of: date) -> Iterator[Problem]:
    """A step is recorded although something that it needs does not hold.

    Why: points that are not there cannot be redeemed, nor what the catalogue no longer has.
    Fix: delete the step, or record first what it needs.
    """
    yield from _blocked(ledger, as_of, "unmet-guard")


def _blocked(ledger: Ledger, as_of: date, check: str) -> Iterator[Problem]:
    for spot in spots(ledger):
        for block in (
            *_of_claims(ledger, spot, as_of),
            *_of_redemptions(ledger, spot, as_of),
            *_of_voices(spot, as_of),
        ):
            rules = spot.policy.pack.redemption
            if block.check == check and not (_OWNER in block.unmet and rules is not None and rules.own_use is not None):
                rule = spot.policy.machine(block.machine.id)
                yield block.problem(cite(spot.policy, rule.clause) if rule else "")


def _facts(ledger: Ledger, spot: Spot) -> ClaimFacts | None:
    if spot.policy.pack.claims is None or _is_unread(ledger, spot.book):
        return None
    return facts_of(spot.policy, spot.book, spot.community, ledger.working_days)


def _is_unread(ledger: Ledger, book: JurisdictionBook) -> bool:
    """Tell whether a file of the jurisdiction could not be read; then no balance can be told."""
    return any(path.startswith(f"{book.folder()}/") for path in ledger.broken)


def _of_claims(ledger: Ledger, spot: Spot, as_of: date) -> Iterator[Block]:
    facts, rule = _facts(ledger, spot), spot.policy.machine("claim")
    if facts is None or rule is None:
        return
    for month, _, claim in facts.claims():
        block = claim_walk(facts, rule.machine(), month, claim, as_of).block
        if block is not None and block.check == "impossible-step":
            yield block


def _of_redemptions(ledger: Ledger, spot: Spot, as_of: date) -> Iterator[Block]:
    facts = _facts(ledger, spot)
    known = spot.policy.pack.redemption is not None and spot.policy.machine("redemption") is not None
    if facts is None or not known or not spot.community.redemptions:
        return
    try:
        held = accounts(facts, spot.community.redemptions, spot.book.catalogues, as_of)
    except UnsetSettingError:
        return
    yield from held.blocks.values()


def _of_voices(spot: Spot, as_of: date) -> Iterator[Block]:
    rule = spot.policy.machine("issue")
    for sheet in spot.community.feedback.values() if rule else ():
        for voice in sheet.voices:
            block = voice_walk(rule.machine(), voice, as_of).block if rule else None
            if block is not None:
                yield block


def redemption_cost_differs(ledger: Ledger, _as_of: date) -> Iterator[Problem]:
    """A redemption costs other points than the catalogue says, or is of something that is not in it.

    Why: everybody pays the same for the same thing.
    Fix: correct `cost:`, `count:` or `item:`.
    """
    for policy, book, community in spots(ledger):
        for redemption in community.redemptions.values() if not _is_unread(ledger, book) else ():
            item = catalogued(redemption, book.catalogues)
            count = 1 if redemption.count is None else redemption.count
            if item is None or item.cost * count != redemption.cost:
                rule = policy.pack.redemption
                yield Problem(
                    "redemption-cost-differs",
                    redemption.origin,
                    msg(
                        "{count} of {item} cost {wanted} points by the catalogue of the year, and {cost} are written.",
                        count=count,
                        item=redemption.item,
                        wanted=f"{item.cost * count}" if item else "–",
                        cost=f"{redemption.cost}",
                    ),
                    msg("Correct cost:, count: or item:."),
                    clause=cite(policy, rule.clause) if rule else "",
                )


def prize_budget_exceeded(ledger: Ledger, as_of: date) -> Iterator[Problem]:
    """The prizes that were redeemed cost more than the year's budget for prizes.

    Why: the scheme's funds are limited; whoever approves should know.
    Fix: raise the budget by a decision, or approve no more this year.
    """
    for book in ledger.jurisdictions.values():
        if book.policy is None or _is_unread(ledger, book):
            continue
        for year, budget in sorted(book.budgets.items()):
            planned = sum(line.planned for line in budget.lines if line.use == "prizes")
            spent = spent_on_prizes(book, year, as_of)
            if spent > planned:
                yield Problem(
                    "prize-budget-exceeded",
                    budget.origin,
                    msg(
                        "Prizes of {year} cost {spent} yuan, and {planned} yuan are planned.",
                        year=year.text,
                        spent=f"{yuan(spent)}",
                        planned=f"{yuan(planned)}",
                    ),
                    msg("Raise the budget by a decision, or approve no more this year."),
                    Severity.WARNING,
                )
