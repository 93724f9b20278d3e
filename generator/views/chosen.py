"""Public views of leaders chosen without quota: the lists of each period by the office that chose.

Knows the lists as decided; of projects only how many were supported, unless the policy opens their titles.
"""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from msgspec import Struct

from generator.periods import Period
from generator.views import addresses
from generator.views.cards import HeldHonour

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from generator.ledger import CommunityBook
    from generator.policies.roster import Support
    from generator.records.support import AwardList
    from generator.views.overview import Overview
    from generator.views.people import ListedName
    from generator.views.standpoint import Cite, Link, Ref, Standpoint


class ChosenRow(Struct, frozen=True):
    """Somebody on a list, with the number of the certificate."""

    name: ListedName
    community: str
    unit: Link | None
    certificate: str


class ChosenList(Struct, frozen=True):
    """The list of one office."""

    label: str
    by: str
    decided_on: date
    rows: tuple[ChosenRow, ...]
    cite: Cite
    ref: Ref


class SupportedProject(Struct, frozen=True):
    """A project that was granted support; its title is empty where the policy does not open it."""

    kind: str
    decided_on: date
    title: str


class SupportedKind(Struct, frozen=True):
    """How many projects of a kind were supported in a year, and their titles where those are open."""

    label: str
    granted: int
    titles: tuple[str, ...]


class ChosenPage(Struct, frozen=True):
    """Those chosen for a period."""

    path: str
    year: str
    period: str
    lists: tuple[ChosenList, ...]
    supported_in: str
    supported: tuple[SupportedKind, ...]
    reserve: str
    support_cite: Cite | None


def supported_projects(stand: Standpoint, book: CommunityBook) -> tuple[SupportedProject, ...]:
    """Return the projects of a community that were granted support, where the policy counts them."""
    opened = stand.allows("projects")
    return tuple(
        SupportedProject(project.kind, project.decided_on, project.title if opened else "")
        for _, project in sorted(book.projects.items() if stand.policy.pack.support else ())
        if project.support == "granted" and project.decided_on is not None and project.decided_on <= stand.as_of
    )


def chosen_pages(overview: Overview) -> tuple[ChosenPage, ...]:
    """Build the lists of each period, newest first, where the policy opens its honours."""
    stand = overview.stand
    if not stand.policy.pack.chosen_honours or not stand.allows("honours"):
        return ()
    by_period: dict[Period, list[AwardList]] = defaultdict(list)
    for _, found in sorted(stand.book.award_lists.items()):
        if found.decided_on <= stand.as_of:
            by_period[found.period].append(found)
    return tuple(_page(overview, period, lists) for period, lists in sorted(by_period.items(), reverse=True))


def chosen_honours(pages: tuple[ChosenPage, ...]) -> dict[str, tuple[HeldHonour, ...]]:
    """Return who in post stands on which list, as the pages show it, by the address of the card."""
    held: dict[str, list[HeldHonour]] = defaultdict(list)
    for page in pages:
        for found in page.lists:
            for row in found.rows:
                if row.name.card is not None:
                    held[row.name.card].append(HeldHonour(page.year, found.label, 0, page.path, False))
    return {card: tuple(rows) for card, rows in held.items()}


def _page(overview: Overview, period: Period, lists: list[AwardList]) -> ChosenPage:
    stand = overview.stand
    order = {honour.id: number for number, honour in enumerate(stand.policy.pack.chosen_honours)}
    rule = stand.policy.pack.support
    year = Period.of("year", max(found.decided_on for found in lists))
    return ChosenPage(
        path=addresses.chosen(stand.id, period.text),
        year=period.within("year").text,
        period=period.label_zh,
        lists=tuple(
            _list(overview, found)
            for found in sorted(lists, key=lambda one: (order.get(one.honour, len(order)), one.place))
        ),
        supported_in=year.text,
        supported=tuple(_supported(overview, rule, year)) if rule else (),
        reserve=rule.reserve if rule else "",
        support_cite=stand.cite(rule.clause) if rule else None,
    )


def _list(overview: Overview, found: AwardList) -> ChosenList:
    stand = overview.stand
    honour = next((known for known in stand.policy.pack.chosen_honours if known.id == found.honour), None)
    place = next((known.name for known in stand.book.jurisdiction.places if known.id == found.place), "")
    return ChosenList(
        label=honour.label if honour else found.honour,
        by=place or stand.book.jurisdiction.name,
        decided_on=found.decided_on,
        rows=tuple(_rows(overview, found)),
        cite=stand.cite(honour.clause if honour else ""),
        ref=stand.ref(found.origin),
    )


def _rows(overview: Overview, found: AwardList) -> Iterator[ChosenRow]:
    for holder in found.holders:
        community = overview.community_of.get(holder.person)
        if community is not None:
            share = overview.shares[community]
            listing = share.directory[holder.person]
            yield ChosenRow(
                name=listing.name,
                community=share.line.name,
                unit=listing.units[-1][1] if listing.units else None,
                certificate=holder.certificate or "",
            )


def _supported(overview: Overview, rule: Support, year: Period) -> Iterator[SupportedKind]:
    """Yield how many projects were granted support in the year of the lists, kind by kind."""
    for kind in rule.projects:
        granted = [
            project
            for share in overview.shares.values()
            for project in share.projects
            if project.kind == kind.id and year.contains(project.decided_on)
        ]
        titles = tuple(project.title for project in granted) if overview.stand.allows("projects") else ()
        yield SupportedKind(kind.label, len(granted), titles)
