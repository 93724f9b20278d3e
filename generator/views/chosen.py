"""Public views of leaders chosen without quota: the lists of each period by the office that chose.

Knows the lists as decided; of projects only how many were supported, unless the policy opens their titles.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from generator.periods import Period
from generator.views import addresses
from generator.views.cards import HeldHonour
from generator.views.lists import unit_link
from generator.views.people import listed

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from generator.policies.roster import Support
    from generator.records.support import AwardList, Holder
    from generator.views.people import ListedName
    from generator.views.standpoint import Cite, Link, Ref, Standpoint


@dataclass(frozen=True, slots=True)
class ChosenRow:
    """Somebody on a list, with the number of the certificate."""

    name: ListedName
    community: str
    unit: Link | None
    certificate: str


@dataclass(frozen=True, slots=True)
class ChosenList:
    """The list of one office."""

    label: str
    by: str
    decided_on: date
    rows: tuple[ChosenRow, ...]
    cite: Cite
    ref: Ref


@dataclass(frozen=True, slots=True)
class SupportedKind:
    """How many projects of a kind were supported in a year, and their titles where those are open."""

    label: str
    granted: int
    titles: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ChosenPage:
    """Those chosen for a period."""

    path: str
    year: str
    period: str
    lists: tuple[ChosenList, ...]
    supported_in: str
    supported: tuple[SupportedKind, ...]
    reserve: str
    support_cite: Cite | None


def chosen_pages(stand: Standpoint) -> tuple[ChosenPage, ...]:
    """Build the lists of each period, newest first, where the policy opens its honours."""
    if not stand.policy.pack.chosen_honours or not stand.allows("honours"):
        return ()
    by_period: dict[Period, list[AwardList]] = defaultdict(list)
    for _, found in sorted(stand.book.award_lists.items()):
        if found.decided_on <= stand.as_of:
            by_period[found.period].append(found)
    return tuple(_page(stand, period, lists) for period, lists in sorted(by_period.items(), reverse=True))


def chosen_honours(stand: Standpoint, pages: tuple[ChosenPage, ...]) -> dict[str, tuple[HeldHonour, ...]]:
    """Return who in post stands on which list, as the pages show it."""
    held: dict[str, list[HeldHonour]] = defaultdict(list)
    people = {addresses.card(stand.id, person): person for person in stand.book.community_of}
    for page in pages:
        for found in page.lists:
            for row in found.rows:
                if row.name.card is not None:
                    held[people[row.name.card]].append(HeldHonour(page.year, found.label, 0, page.path, False))
    return {leader: tuple(rows) for leader, rows in held.items()}


def _page(stand: Standpoint, period: Period, lists: list[AwardList]) -> ChosenPage:
    order = {honour.id: number for number, honour in enumerate(stand.policy.pack.chosen_honours)}
    rule = stand.policy.pack.support
    year = Period.of("year", max(found.decided_on for found in lists))
    return ChosenPage(
        path=addresses.chosen(stand.id, period.text),
        year=period.within("year").text,
        period=period.label_zh,
        lists=tuple(
            _list(stand, found)
            for found in sorted(lists, key=lambda one: (order.get(one.honour, len(order)), one.place))
        ),
        supported_in=year.text,
        supported=tuple(_supported(stand, rule, year)) if rule else (),
        reserve=rule.reserve if rule else "",
        support_cite=stand.cite(rule.clause) if rule else None,
    )


def _list(stand: Standpoint, found: AwardList) -> ChosenList:
    honour = next((known for known in stand.policy.pack.chosen_honours if known.id == found.honour), None)
    place = next((known.name for known in stand.book.jurisdiction.places if known.id == found.place), "")
    return ChosenList(
        label=honour.label if honour else found.honour,
        by=place or stand.book.jurisdiction.name,
        decided_on=found.decided_on,
        rows=tuple(_rows(stand, found)),
        cite=stand.cite(honour.clause if honour else ""),
        ref=stand.ref(found.origin),
    )


def _rows(stand: Standpoint, found: AwardList) -> Iterator[ChosenRow]:
    for holder in found.holders:
        community = stand.book.community_of.get(holder.person)
        if community is not None:
            yield _row(stand, community, holder)


def _row(stand: Standpoint, community: str, holder: Holder) -> ChosenRow:
    book = stand.book.communities[community]
    roles = [post.appointment.role for post in book.posts if post.person == holder.person]
    return ChosenRow(
        name=listed(stand, community, holder.person),
        community=book.community.name,
        unit=unit_link(stand, book, holder.person, roles[-1]) if roles else None,
        certificate=holder.certificate or "",
    )


def _supported(stand: Standpoint, rule: Support, year: Period) -> Iterator[SupportedKind]:
    """Yield how many projects were granted support in the year of the lists, kind by kind."""
    for kind in rule.projects:
        granted = [
            project
            for book in stand.book.communities.values()
            for _, project in sorted(book.projects.items())
            if project.kind == kind.id
            and project.support == "granted"
            and project.decided_on is not None
            and project.decided_on <= stand.as_of
            and year.contains(project.decided_on)
        ]
        titles = tuple(project.title for project in granted) if stand.allows("projects") else ()
        yield SupportedKind(kind.label, len(granted), titles)
