"""Which tie a decision is about: one decision for each tier and each group that is ranked together.

Knows decisions, ties and the scope of an honour; knows no score and decides nothing.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.scoring.alerts import scope_key

if TYPE_CHECKING:
    from collections.abc import Iterable

    from generator.awards.tiers import Tie
    from generator.ledger import JurisdictionBook
    from generator.periods import Period
    from generator.policies.pack import Pack
    from generator.records.outcomes import TieDecision


def decision_of(decisions: Iterable[TieDecision], honour: str, tie: Tie[str]) -> TieDecision | None:
    """Return the decision that chose among the contenders of a tie; None while it is not decided."""
    if not tie.decided:
        return None
    of_tier = (found for found in decisions if (found.honour, found.tier) == (honour, tie.tier))
    return next((found for found in of_tier if set(found.chosen) == set(tie.decided)), None)


def decided_group(pack: Pack, book: JurisdictionBook, year: Period, decision: TieDecision) -> str:
    """Return what those share among whom a decision chose, such as their community; empty where all are together."""
    person = next(iter(decision.chosen), "")
    community = book.communities.get(book.community_of.get(person, ""))
    honour = next((found for found in pack.honours if found.id == decision.honour), None)
    reward = next((found for found in pack.top_rewards if found.id == decision.honour), None)
    ranking = next((found for found in pack.rankings if reward is not None and found.id == reward.ranking), None)
    scope = honour.scope if honour is not None else ranking.scope if ranking is not None else None
    within = scope.on(year.last) if scope is not None else None
    if community is None or within is None:
        return ""
    posts = [post.appointment for post in community.posts if post.person == person and post.appointment.places]
    first = next((p.places[0] for p in posts if honour is None or p.role == honour.role), "")
    return scope_key(community, within, first)
