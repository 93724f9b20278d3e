"""The public view of the leaders as a body: figures, coverage, teams, and the figures that some paper published.

Knows counts only; a figure behind which too few people stand is not there, and nobody is named.
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING

from generator.surveys import Group, coverage, figure_counts, hidden_figures, members, pairs_on, per_cent
from generator.views import addresses

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import date
    from decimal import Decimal

    from generator.ledger import CommunityBook
    from generator.policies.roster import Statistics
    from generator.records.surveys import PublishedFigures
    from generator.views.standpoint import Cite, Ref, Standpoint


@dataclass(frozen=True, slots=True)
class FigureView:
    """A figure with its share of all leaders; both absent where too few people stand behind it."""

    label: str
    count: int | None
    share: Decimal | None
    cite: Cite


@dataclass(frozen=True, slots=True)
class RosterPart:
    """The leaders of the whole, or of a street or town."""

    name: str
    total: int
    figures: tuple[FigureView, ...]


@dataclass(frozen=True, slots=True)
class CoverageView:
    """The places of a level, and how many of them have a leader."""

    level: str
    scope: str
    places: int
    covered: int
    share: Decimal


@dataclass(frozen=True, slots=True)
class PrintedView:
    """Figures that a paper published, with shares reckoned from its own counts; not from these records."""

    title: str
    on: date
    total: int
    figures: tuple[FigureView, ...]
    ref: Ref


@dataclass(frozen=True, slots=True)
class TeamView:
    """A group of volunteers."""

    name: str
    kind: str
    community: str
    founded_on: date


@dataclass(frozen=True, slots=True)
class RosterPage:
    """The figures of the roster on the day."""

    path: str
    whole: RosterPart
    parts: tuple[RosterPart, ...]
    coverage: tuple[CoverageView, ...]
    printed: tuple[PrintedView, ...]
    paired: int | None
    teams: tuple[TeamView, ...]
    unknown_ages: int
    least: int
    cite: Cite


def roster_page(stand: Standpoint) -> RosterPage | None:
    """Build the figures, where the policy asks for them and lets everybody see them."""
    rule = stand.policy.pack.statistics
    if rule is None or not stand.allows("statistics"):
        return None
    books = stand.book.communities
    groups = _groups(stand, rule)
    whole = _group(stand, rule, books.values())
    hidden = hidden_figures(rule, whole, groups if len(groups) > 1 else {}, stand.as_of)
    names = {place.id: place.name for place in stand.book.jurisdiction.places}
    return RosterPage(
        path=addresses.roster(stand.id),
        whole=_part(stand, rule, stand.book.jurisdiction.name, whole, {f for name, f in hidden if name is None}),
        parts=tuple(
            _part(stand, rule, names.get(parent, parent), group, {f for name, f in hidden if name == parent})
            for parent, group in groups.items()
            if len(groups) > 1
        ),
        coverage=tuple(_coverage(stand, rule)),
        printed=tuple(
            _printed(stand, rule, found)
            for _, found in sorted(stand.book.figures.items(), key=lambda pair: (pair[1].on, pair[0]), reverse=True)
            if found.on <= stand.as_of
        ),
        paired=_paired(stand),
        teams=tuple(_teams(stand)) if stand.allows("teams") else (),
        unknown_ages=sum(m.age is None for m in members(stand.policy, books.values(), stand.as_of)),
        least=(rule.least_group.on(stand.as_of) or 0) if rule.least_group is not None else 0,
        cite=stand.cite(rule.clause),
    )


def _groups(stand: Standpoint, rule: Statistics) -> dict[str, Group]:
    books = stand.book.communities.values()
    parents = sorted({book.community.parent for book in books})
    return {
        parent: _group(stand, rule, [book for book in books if book.community.parent == parent]) for parent in parents
    }


def _group(stand: Standpoint, rule: Statistics, books: Iterable[CommunityBook]) -> Group:
    found = members(stand.policy, books, stand.as_of)
    counts = figure_counts(rule.figures, found, stand.as_of)
    return Group(len(found), {figure.id: count for figure, count in counts})


def _part(stand: Standpoint, rule: Statistics, name: str, group: Group, hidden: set[str]) -> RosterPart:
    return RosterPart(
        name,
        group.total,
        tuple(
            FigureView(
                label=figure.label,
                count=None if figure.id in hidden else group.counts[figure.id],
                share=None if figure.id in hidden else _share(rule, group.counts[figure.id], group.total, stand.as_of),
                cite=stand.cite(figure.clause),
            )
            for figure in rule.figures
        ),
    )


def _share(rule: Statistics, count: int, total: int, day: date) -> Decimal | None:
    if not total:
        return None
    return per_cent(Fraction(count, total), rule.decimals.required(day), rule.rounding.required(day))


def _coverage(stand: Standpoint, rule: Statistics) -> Iterator[CoverageView]:
    books = stand.book.communities.values()
    for code in rule.coverage_levels:
        level = stand.policy.level(code)
        scopes = [(stand.book.jurisdiction.name, list(books)), *((book.community.name, [book]) for book in books)]
        for name, inside in scopes:
            found = coverage(stand.policy, inside, code, stand.as_of)
            share = _share(rule, found.covered, len(found.places), stand.as_of)
            if share is not None:
                yield CoverageView(level.label if level else code, name, len(found.places), found.covered, share)


def _printed(stand: Standpoint, rule: Statistics, found: PublishedFigures) -> PrintedView:
    labels = {figure.id: figure for figure in rule.figures}
    return PrintedView(
        title=found.title,
        on=found.on,
        total=found.total,
        figures=tuple(
            FigureView(
                labels[one.figure].label,
                one.count,
                _share(rule, one.count, found.total, found.on),
                stand.cite(labels[one.figure].clause),
            )
            for one in found.figures
            if one.figure in labels
        ),
        ref=stand.ref(found.origin),
    )


def _paired(stand: Standpoint) -> int | None:
    """Count the leaders who work with a mediator; None where the policy pairs nobody."""
    if stand.policy.pack.pairing is None:
        return None
    books = stand.book.communities.values()
    return sum(len({pair.leader for _, pair in pairs_on(book, stand.as_of)}) for book in books)


def _teams(stand: Standpoint) -> Iterator[TeamView]:
    for book in stand.book.communities.values():
        for _, team in sorted(book.teams.items(), key=lambda pair: (pair[1].founded_on, pair[0])):
            if team.founded_on <= stand.as_of and (team.ended_on is None or stand.as_of <= team.ended_on):
                yield TeamView(team.name, team.kind, book.community.name, team.founded_on)
