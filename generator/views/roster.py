"""The public view of the leaders as a body: figures, coverage, teams, and the figures that some paper published.

Knows counts only; a figure behind which too few people stand is not there, and nobody is named.
"""

from __future__ import annotations

from collections import defaultdict
from fractions import Fraction
from typing import TYPE_CHECKING

from msgspec import Struct

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


class FigureView(Struct, frozen=True):
    """A figure with its share of all leaders; both absent where too few people stand behind it."""

    label: str
    count: int | None
    share: Decimal | None
    cite: Cite


class RosterPart(Struct, frozen=True):
    """The leaders of the whole, or of a street or town."""

    name: str
    total: int
    figures: tuple[FigureView, ...]


class CoverageView(Struct, frozen=True):
    """The places of a level, and how many of them have a leader."""

    level: str
    scope: str
    places: int
    covered: int
    share: Decimal


class PrintedView(Struct, frozen=True):
    """Figures that a paper published, with shares reckoned from its own counts; not from these records."""

    title: str
    on: date
    total: int
    figures: tuple[FigureView, ...]
    ref: Ref


class TeamView(Struct, frozen=True):
    """A group of volunteers."""

    name: str
    kind: str
    community: str
    founded_on: date


class CoveredPlaces(Struct, frozen=True):
    """How many places of a level a community has, and how many of them have a leader."""

    level: str
    places: int
    covered: int


class RosterShare(Struct, frozen=True):
    """What a community gives to the figures: counts that are added up, and its teams."""

    name: str
    parent: str
    leaders: Group
    unknown_ages: int
    coverage: tuple[CoveredPlaces, ...]
    paired: int
    teams: tuple[TeamView, ...]


class RosterPage(Struct, frozen=True):
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


def roster_share(stand: Standpoint, book: CommunityBook) -> RosterShare | None:
    """Count what a community gives to the figures; None where there is no page of them."""
    rule, day = stand.policy.pack.statistics, stand.as_of
    if rule is None or not stand.allows("statistics"):
        return None
    found = members(stand.policy, [book], day)
    covered = [coverage(stand.policy, [book], code, day) for code in rule.coverage_levels]
    return RosterShare(
        name=book.community.name,
        parent=book.community.parent,
        leaders=Group(len(found), {figure.id: count for figure, count in figure_counts(rule.figures, found, day)}),
        unknown_ages=sum(member.age is None for member in found),
        coverage=tuple(CoveredPlaces(one.level, len(one.places), one.covered) for one in covered),
        paired=len({pair.leader for _, pair in pairs_on(book, day)}),
        teams=tuple(_teams(stand, book)) if stand.allows("teams") else (),
    )


def roster_page(stand: Standpoint, shares: Iterable[RosterShare | None]) -> RosterPage | None:
    """Build the figures, where the policy asks for them and lets everybody see them."""
    rule = stand.policy.pack.statistics
    if rule is None or not stand.allows("statistics"):
        return None
    given = [share for share in shares if share is not None]
    groups = _groups(rule, given)
    whole = _together(rule, given)
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
        coverage=tuple(_coverage(stand, rule, given)),
        printed=tuple(
            _printed(stand, rule, found)
            for _, found in sorted(stand.book.figures.items(), key=lambda pair: (pair[1].on, pair[0]), reverse=True)
            if found.on <= stand.as_of
        ),
        paired=None if stand.policy.pack.pairing is None else sum(share.paired for share in given),
        teams=tuple(team for share in given for team in share.teams),
        unknown_ages=sum(share.unknown_ages for share in given),
        least=(rule.least_group.on(stand.as_of) or 0) if rule.least_group is not None else 0,
        cite=stand.cite(rule.clause),
    )


def _groups(rule: Statistics, shares: Iterable[RosterShare]) -> dict[str, Group]:
    """Add up the communities of each street or town."""
    by_parent: dict[str, list[RosterShare]] = defaultdict(list)
    for share in shares:
        by_parent[share.parent].append(share)
    return {parent: _together(rule, by_parent[parent]) for parent in sorted(by_parent)}


def _together(rule: Statistics, shares: Iterable[RosterShare]) -> Group:
    groups = [share.leaders for share in shares]
    counts = {figure.id: sum(group.counts[figure.id] for group in groups) for figure in rule.figures}
    return Group(sum(group.total for group in groups), counts)


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


def _coverage(stand: Standpoint, rule: Statistics, shares: list[RosterShare]) -> Iterator[CoverageView]:
    """Yield the levels in the policy's order, each for the whole and then for every community with such places."""
    for number, code in enumerate(rule.coverage_levels):
        level = stand.policy.level(code)
        counted = [(share.name, share.coverage[number]) for share in shares]
        places, covered = sum(one.places for _, one in counted), sum(one.covered for _, one in counted)
        for name, found in ((stand.book.jurisdiction.name, CoveredPlaces(code, places, covered)), *counted):
            share = _share(rule, found.covered, found.places, stand.as_of)
            if share is not None:
                yield CoverageView(level.label if level else code, name, found.places, found.covered, share)


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


def _teams(stand: Standpoint, book: CommunityBook) -> Iterator[TeamView]:
    for _, team in sorted(book.teams.items(), key=lambda pair: (pair[1].founded_on, pair[0])):
        if team.founded_on <= stand.as_of and (team.ended_on is None or stand.as_of <= team.ended_on):
            yield TeamView(team.name, team.kind, book.community.name, team.founded_on)
