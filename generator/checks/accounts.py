"""Faults of accounts: costs that differ from the catalogue, a budget that is spent.

Knows the catalogue and what was redeemed; computes no balance.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.checks.facts import facts_of
from generator.checks.walking import cite, jurisdictions, spots
from generator.claims import catalogued, yuan
from generator.problems import Problem, Severity, msg

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from generator.ledger import JurisdictionBook, Ledger


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


def _is_unread(ledger: Ledger, book: JurisdictionBook) -> bool:
    """Tell whether a file of the jurisdiction could not be read; then no balance can be told."""
    return any(path.startswith(f"{book.folder()}/") for path in ledger.broken)


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
    for book in jurisdictions(ledger):
        facts = facts_of(ledger, book, as_of) if book.budgets else {}
        if book.policy is None or _is_unread(ledger, book) or any(found.broken for found in facts.values()):
            continue
        for year, budget in sorted(book.budgets.items()):
            planned = sum(line.planned for line in budget.lines if line.use == "prizes")
            spent = sum(found.spent[year] for found in facts.values())
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
