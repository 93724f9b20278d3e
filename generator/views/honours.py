"""Public views of the honours of a year: each contest with its places and holders, and how ties were decided.

Shows no credit points, no warning and no single last place; a list that is not confirmed says so.
"""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from msgspec import Struct

from generator.awards import decision_of
from generator.views import addresses
from generator.views.cards import HeldHonour
from generator.views.place_honours import chosen_views, commendation_views, held_choices
from generator.views.rankings import is_confirmed, rank_row, scope_name, shown_rounds

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date
    from decimal import Decimal

    from generator.awards import Allotment, HonourResult, RoundResult, Tie
    from generator.policies.outcomes import Tier
    from generator.views.overview import Overview
    from generator.views.place_honours import ChosenView, CommendationView
    from generator.views.rankings import RankRow
    from generator.views.standpoint import Cite, Ref, Standpoint


class TieView(Struct, frozen=True):
    """Equal scores on a tier's last places; undecided while no decision was signed."""

    places: int
    contenders: int
    reason: str
    on: date | None
    ref: Ref | None


class TierView(Struct, frozen=True):
    """A tier: its share, its places and who holds it."""

    label: str
    stars: int
    share: Decimal | None
    places: int
    holders: tuple[RankRow, ...]
    tie: TieView | None


class HonourView(Struct, frozen=True):
    """A contest of a year within one scope."""

    label: str
    scope: str
    participants: int
    tiers: tuple[TierView, ...]
    cite: Cite


class HonoursPage(Struct, frozen=True):
    """The honours of a year."""

    path: str
    year: str
    provisional: bool
    confirmed_on: date | None
    held_by: str
    contests: tuple[HonourView, ...]
    chosen: tuple[ChosenView, ...]
    commended: tuple[CommendationView, ...]
    ranking: str | None
    ref: Ref | None


def honours_pages(overview: Overview) -> tuple[HonoursPage, ...]:
    """Build the honours of each year that may be seen, newest first."""
    if not overview.stand.allows("honours"):
        return ()
    pages = (_honours_page(overview, result) for result in shown_rounds(overview))
    return tuple(page for page in pages if page.contests or page.chosen or page.commended)


def _honours_page(overview: Overview, result: RoundResult) -> HonoursPage:
    stand = overview.stand
    record = result.record
    office = stand.office(record.held_by) if record else None
    ranked = any(ranking.public for ranking in stand.policy.pack.rankings) and stand.allows("points")
    return HonoursPage(
        path=addresses.honours(stand.id, result.year.text),
        year=result.year.text,
        provisional=not is_confirmed(stand, result) or any(found.provisional for found in result.honours),
        confirmed_on=record.confirmed_on if record and is_confirmed(stand, result) else None,
        held_by=office.name if office else "",
        contests=tuple(view for found in result.honours for view in _contests(overview, found, result)),
        chosen=chosen_views(overview, record),
        commended=commendation_views(overview, record),
        ranking=addresses.ranking(stand.id, result.year.text) if ranked else None,
        ref=stand.ref(record.origin) if record else None,
    )


def _contests(overview: Overview, found: HonourResult, result: RoundResult) -> Iterator[HonourView]:
    for scope, allotment in found.allotments:
        yield HonourView(
            label=found.honour.label,
            scope=scope_name(overview, scope),
            participants=_participants(found, scope),
            tiers=tuple(_tier(overview, found, tier, allotment, result) for tier in found.honour.tiers),
            cite=overview.stand.cite(found.honour.clause),
        )


def _participants(found: HonourResult, scope: str) -> int:
    if len(found.allotments) == 1:
        return len(found.standings)
    return sum(1 for standing in found.standings if scope in {standing.scope, standing.community})


def _tier(
    overview: Overview, found: HonourResult, tier: Tier, allotment: Allotment[str], result: RoundResult
) -> TierView:
    stand = overview.stand
    rows = {standing.leader: standing for standing in found.standings}
    tie = next((met for met in allotment.ties if met.tier == tier.id), None)
    return TierView(
        label=tier.label,
        stars=tier.stars or 0,
        share=tier.share.on(min(result.year.last, stand.as_of)),
        places=dict(allotment.places)[tier.id],
        holders=tuple(rank_row(overview, rows[leader]) for leader in dict(allotment.holders)[tier.id]),
        tie=_tie(stand, tie, found, result) if tie else None,
    )


def _tie(stand: Standpoint, tie: Tie[str], found: HonourResult, result: RoundResult) -> TieView:
    decided = decision_of(result.record.tie_decisions if result.record else (), found.honour.id, tie)
    return TieView(
        places=tie.places,
        contenders=len(tie.contenders),
        reason=decided.reason if decided else "",
        on=decided.on if decided else None,
        ref=stand.ref(decided.origin) if decided else None,
    )


def held_honours(overview: Overview) -> dict[str, tuple[HeldHonour, ...]]:
    """Return what each leader in post holds, newest year first, by the address of the card."""
    stand = overview.stand
    if not stand.allows("honours"):
        return {}
    found: dict[str, list[HeldHonour]] = defaultdict(list)
    for result in shown_rounds(overview):
        for honour in result.honours:
            for tier in honour.honour.tiers:
                for leader in honour.holders(tier.id):
                    href = addresses.honours(stand.id, result.year.text)
                    open_ = not is_confirmed(stand, result)
                    found[leader].append(HeldHonour(result.year.text, tier.label, tier.stars or 0, href, open_))
        for leader, label in held_choices(stand, result.record):
            href = addresses.honours(stand.id, result.year.text)
            found[leader].append(HeldHonour(result.year.text, label, 0, href, provisional=False))
    cards = {leader: overview.card(leader) for leader in found}
    return {card: tuple(held) for leader, held in found.items() if (card := cards[leader]) is not None}
