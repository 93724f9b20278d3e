"""Public views of a year: the ranking of each role, the honours with their places, and how ties were decided.

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

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date
    from decimal import Decimal

    from generator.awards import Allotment, HonourResult, RoundResult, Standing, Tie
    from generator.periods import Period
    from generator.policies.outcomes import Ranking, Tier
    from generator.views.overview import Overview
    from generator.views.people import ListedName
    from generator.views.place_honours import ChosenView, CommendationView
    from generator.views.standpoint import Cite, Link, Ref, Standpoint


class RankRow(Struct, frozen=True):
    """A leader in a ranking."""

    rank: int
    name: ListedName
    unit: Link | None
    bonus: Decimal
    score: Decimal


class RankedRole(Struct, frozen=True):
    """One role, ranked apart, within one scope."""

    label: str
    scope: str
    rows: tuple[RankRow, ...]
    cite: Cite


class RankingPage(Struct, frozen=True):
    """The ranking of a year."""

    path: str
    year: str
    known_by: date
    provisional: bool
    roles: tuple[RankedRole, ...]
    honours: str | None
    ref: Ref | None


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


def _shown(overview: Overview) -> list[RoundResult]:
    """Return the rounds of the years that may be seen, newest first."""
    return [result for result in reversed(overview.rounds) if _is_shown(overview, result)]


def _is_shown(overview: Overview, result: RoundResult) -> bool:
    """Tell whether a year may be seen: its round is recorded, or every list of the year is published (R18-3.2)."""
    stand = overview.stand
    if result.record is not None and result.record.frozen_on <= stand.as_of:
        return True
    periods = stand.policy.pack.periods
    kind = periods.published.on(result.year.last) if periods else None
    if kind is None or result.year.last >= stand.as_of:
        return False
    wanted = [part for part in result.year.parts(kind) if part.last >= stand.policy.first_day]
    return all(part in share.published for share in overview.shares.values() for part in wanted)


def ranking_pages(overview: Overview) -> tuple[RankingPage, ...]:
    """Build the ranking of each year that may be seen, newest first."""
    rankings = shown_rankings(overview.stand)
    return tuple(_ranking_page(overview, rankings, result) for result in _shown(overview)) if rankings else ()


def shown_rankings(stand: Standpoint) -> list[Ranking]:
    """Return the yearly rankings by score that everybody may see."""
    rules = stand.policy.pack.rankings if stand.allows("points") else ()
    by_score = {"bonus", "score"}
    return [r for r in rules if r.public and r.period == "year" and r.basis.on(stand.as_of) in by_score]


def _ranking_page(overview: Overview, rankings: list[Ranking], result: RoundResult) -> RankingPage:
    stand = overview.stand
    known_by = result.record.frozen_on if result.record else stand.as_of
    roles = tuple(found for ranking in rankings for found in _ranked_roles(overview, ranking, result.year))
    return RankingPage(
        path=addresses.ranking(stand.id, result.year.text),
        year=result.year.text,
        known_by=known_by,
        provisional=not _confirmed(stand, result),
        roles=roles,
        honours=addresses.honours(stand.id, result.year.text) if stand.allows("honours") and result.honours else None,
        ref=stand.ref(result.record.origin) if result.record else None,
    )


def _ranked_roles(overview: Overview, ranking: Ranking, year: Period) -> Iterator[RankedRole]:
    stand = overview.stand
    for role in ranking.roles:
        groups: dict[str, list[Standing]] = defaultdict(list)
        for standing in overview.standings(ranking, role, year):
            groups[standing.scope].append(standing)
        for scope, standings in groups.items():
            rows = tuple(_rank_row(overview, standing) for standing in standings)
            label = f"{stand.role_label(role)}{ranking.label}"
            yield RankedRole(label, _scope_name(overview, scope), rows, stand.cite(ranking.clause))


def _rank_row(overview: Overview, standing: Standing) -> RankRow:
    listing = overview.shares[standing.community].directory[standing.leader]
    return RankRow(
        rank=standing.rank,
        name=listing.name,
        unit=listing.unit(standing.role),
        bonus=standing.bonus,
        score=standing.score,
    )


def _scope_name(overview: Overview, scope: str) -> str:
    """Name the street, community or grid whose leaders are compared; empty for the whole jurisdiction."""
    community, _, grid = scope.partition("/")
    share = overview.shares.get(community)
    if share is not None:
        return f"{share.line.name}{share.places.get(grid, '')}"
    return next((place.name for place in overview.stand.book.jurisdiction.places if place.id == scope), "")


def _confirmed(stand: Standpoint, result: RoundResult) -> bool:
    record = result.record
    return record is not None and record.confirmed_on is not None and record.confirmed_on <= stand.as_of


def honours_pages(overview: Overview) -> tuple[HonoursPage, ...]:
    """Build the honours of each year that may be seen, newest first."""
    if not overview.stand.allows("honours"):
        return ()
    pages = (_honours_page(overview, result) for result in _shown(overview))
    return tuple(page for page in pages if page.contests or page.chosen or page.commended)


def _honours_page(overview: Overview, result: RoundResult) -> HonoursPage:
    stand = overview.stand
    record = result.record
    office = stand.office(record.held_by) if record else None
    ranked = any(ranking.public for ranking in stand.policy.pack.rankings) and stand.allows("points")
    return HonoursPage(
        path=addresses.honours(stand.id, result.year.text),
        year=result.year.text,
        provisional=not _confirmed(stand, result) or any(found.provisional for found in result.honours),
        confirmed_on=record.confirmed_on if record and _confirmed(stand, result) else None,
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
            scope=_scope_name(overview, scope),
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
        holders=tuple(_rank_row(overview, rows[leader]) for leader in dict(allotment.holders)[tier.id]),
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
    for result in _shown(overview):
        for honour in result.honours:
            for tier in honour.honour.tiers:
                for leader in honour.holders(tier.id):
                    href = addresses.honours(stand.id, result.year.text)
                    open_ = not _confirmed(stand, result)
                    found[leader].append(HeldHonour(result.year.text, tier.label, tier.stars or 0, href, open_))
        for leader, label in held_choices(stand, result.record):
            href = addresses.honours(stand.id, result.year.text)
            found[leader].append(HeldHonour(result.year.text, label, 0, href, provisional=False))
    cards = {leader: overview.card(leader) for leader in found}
    return {card: tuple(held) for leader, held in found.items() if (card := cards[leader]) is not None}
