"""Public views of a year's ranking: everybody who takes part, role by role, so many to a page.

Knows who is ranked how; names no honour, no warning and no single last place.
"""

from __future__ import annotations

from collections import defaultdict
from itertools import accumulate, groupby
from operator import itemgetter
from typing import TYPE_CHECKING

from msgspec import Struct
from msgspec.structs import replace

from generator.views import addresses
from generator.views.standpoint import Link

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date
    from decimal import Decimal

    from generator.awards import RoundResult, Standing
    from generator.periods import Period
    from generator.policies.outcomes import Ranking
    from generator.views.overview import Overview
    from generator.views.people import ListedName
    from generator.views.standpoint import Cite, Ref, Standpoint

ROWS = 200
"""How many leaders one page ranks: what a cheap phone takes in and shows at once."""


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
    """The ranking of a year, or the part of it that one page holds; `number` counts these pages from 1."""

    path: str
    year: str
    known_by: date
    provisional: bool
    roles: tuple[RankedRole, ...]
    honours: str | None
    ref: Ref | None
    number: int
    pages: tuple[Link, ...]
    """All pages of the year in order, each by the places it shows; one alone where one holds them all."""


def shown_rounds(overview: Overview) -> list[RoundResult]:
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
    if not rankings:
        return ()
    return tuple(page for result in shown_rounds(overview) for page in _pages_of_year(overview, rankings, result))


def shown_rankings(stand: Standpoint) -> list[Ranking]:
    """Return the yearly rankings by score that everybody may see."""
    rules = stand.policy.pack.rankings if stand.allows("points") else ()
    by_score = {"bonus", "score"}
    return [r for r in rules if r.public and r.period == "year" and r.basis.on(stand.as_of) in by_score]


def _pages_of_year(overview: Overview, rankings: list[Ranking], result: RoundResult) -> Iterator[RankingPage]:
    stand, year = overview.stand, result.year.text
    roles = [found for ranking in rankings for found in _ranked_roles(overview, ranking, result.year)]
    parts = list(_parts(roles))
    paths = [addresses.ranking(stand.id, year, number) for number in range(1, len(parts) + 1)]
    ends = list(accumulate(sum(len(role.rows) for role in part) for part in parts))
    pages = tuple(
        Link(f"{begin + 1}–{end}", path) for begin, end, path in zip([0, *ends[:-1]], ends, paths, strict=True)
    )
    for number, (path, part) in enumerate(zip(paths, parts, strict=True), start=1):
        yield RankingPage(
            path=path,
            year=year,
            known_by=result.record.frozen_on if result.record else stand.as_of,
            provisional=not is_confirmed(stand, result),
            roles=part,
            honours=addresses.honours(stand.id, year) if stand.allows("honours") and result.honours else None,
            ref=stand.ref(result.record.origin) if result.record else None,
            number=number,
            pages=pages,
        )


def _parts(roles: list[RankedRole]) -> Iterator[tuple[RankedRole, ...]]:
    """Share the roles out to pages: a role goes on where the page before it is full."""
    rows = [(place, row) for place, role in enumerate(roles) for row in role.rows]
    if not rows:
        yield tuple(roles)
    for start in range(0, len(rows), ROWS):
        together = groupby(rows[start : start + ROWS], key=itemgetter(0))
        yield tuple(replace(roles[place], rows=tuple(row for _, row in found)) for place, found in together)


def _ranked_roles(overview: Overview, ranking: Ranking, year: Period) -> Iterator[RankedRole]:
    stand = overview.stand
    for role in ranking.roles:
        groups: dict[str, list[Standing]] = defaultdict(list)
        for standing in overview.standings(ranking, role, year):
            groups[standing.scope].append(standing)
        for scope, standings in groups.items():
            rows = tuple(rank_row(overview, standing) for standing in standings)
            label = f"{stand.role_label(role)}{ranking.label}"
            yield RankedRole(label, scope_name(overview, scope), rows, stand.cite(ranking.clause))


def rank_row(overview: Overview, standing: Standing) -> RankRow:
    """Show a standing; the name is as lists may give it."""
    listing = overview.shares[standing.community].directory[standing.leader]
    return RankRow(
        rank=standing.rank,
        name=listing.name,
        unit=listing.unit(standing.role),
        bonus=standing.bonus,
        score=standing.score,
    )


def scope_name(overview: Overview, scope: str) -> str:
    """Name the street, community or grid whose leaders are compared; empty for the whole jurisdiction."""
    community, _, grid = scope.partition("/")
    share = overview.shares.get(community)
    if share is not None:
        return f"{share.line.name}{share.places.get(grid, '')}"
    return next((place.name for place in overview.stand.book.jurisdiction.places if place.id == scope), "")


def is_confirmed(stand: Standpoint, result: RoundResult) -> bool:
    """Tell whether the list of a round is confirmed on the as-of day."""
    record = result.record
    return record is not None and record.confirmed_on is not None and record.confirmed_on <= stand.as_of
