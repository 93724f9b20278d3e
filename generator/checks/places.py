"""Faults of the frame: jurisdictions, policies by name, places, offices.

Knows nothing of people, points or notices' windows.
"""

from __future__ import annotations

from itertools import chain
from typing import TYPE_CHECKING

from generator.checks.gathered import gathered
from generator.checks.walking import (
    COMMUNITY,
    Signed,
    candidates,
    cite,
    communities,
    jurisdictions,
    levels,
    levels_above,
    nearest,
    notices,
    spots,
    title,
)
from generator.problems import Problem, Related, msg

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from generator.ledger import CommunityBook, JurisdictionBook, Ledger
    from generator.policies.pack import Policy
    from generator.records.base import Record
    from generator.records.places import Place, UpperPlace


def unknown_jurisdiction(ledger: Ledger, _as_of: date) -> Iterator[Problem]:
    """The site lists a jurisdiction that has no folder.

    Why: the home page would link to nothing.
    Fix: correct the id in `site.yaml`, or write the jurisdiction's records.
    """
    for name in ledger.site.jurisdictions:
        if name not in ledger.jurisdictions and f"records/jurisdictions/{name}/jurisdiction.yaml" not in ledger.broken:
            yield Problem(
                "unknown-jurisdiction",
                ledger.site.origin,
                msg("The site lists the jurisdiction {id}, which has no records.", id=name),
                nearest(name, ledger.jurisdictions),
            )


def unlisted_jurisdiction(ledger: Ledger, _as_of: date) -> Iterator[Problem]:
    """A jurisdiction has records and the site does not list it.

    Why: its pages would not be built, and nobody would notice.
    Fix: add its id to `jurisdictions:` in `site.yaml`.
    """
    for name, book in ledger.jurisdictions.items():
        if name not in ledger.site.jurisdictions:
            yield Problem(
                "unlisted-jurisdiction",
                book.jurisdiction.origin,
                msg("The jurisdiction {id} is not listed by the site.", id=name),
                msg("Add {id} to jurisdictions: in records/site.yaml.", id=name),
            )


def unknown_policy(ledger: Ledger, _as_of: date) -> Iterator[Problem]:
    """A jurisdiction names a policy that has no pack.

    Why: without its policy no role, activity or score of the jurisdiction has a meaning.
    Fix: correct `policy:`, or write the pack below `records/policies/`.
    """
    for book in ledger.jurisdictions.values():
        name = book.jurisdiction.policy
        parts = {f"records/policies/{name}/{part}.yaml" for part in ("policy", "articles")}
        if name not in ledger.policies and not parts & ledger.broken:
            yield Problem(
                "unknown-policy",
                book.jurisdiction.origin,
                msg("There is no policy {id}.", id=name),
                nearest(name, ledger.policies),
            )


def unknown_level(ledger: Ledger, _as_of: date) -> Iterator[Problem]:
    """A place has a level that the policy does not know.

    Why: the levels of places and what lies in what are the policy's.
    Fix: use one of the policy's level codes.
    """
    for policy, places in _governed_places(ledger):
        known = [level.id for level in policy.pack.levels]
        for place in places:
            if place.level not in known:
                yield Problem(
                    "unknown-level",
                    place.origin,
                    msg("The place {place} has the unknown level {level}.", place=place.id, level=place.level),
                    nearest(place.level, known),
                )


def misplaced_place(ledger: Ledger, _as_of: date) -> Iterator[Problem]:
    """A place lies in a place of a level that may not hold it.

    Why: the chain of contacts and every list by grid follow the policy's levels.
    Fix: correct `parent:`, `compound:` or `level:`; a place without `parent:` lies directly in the community.
    """
    for book in jurisdictions(ledger):
        upper = levels_above(ledger, book)
        for place in book.jurisdiction.places if book.policy is not None else ():
            if book.policy is not None:
                yield from _misplaced(book.policy, place, place.level, upper.get(place.parent or ""), place.parent)
    for policy, book, community in spots(ledger):
        known, home = levels(book, community), community.community
        above = levels(book, None).get(home.parent)
        yield from _misplaced(policy, home, COMMUNITY, above, home.parent, community.id)
        for place_below in home.places:
            parent = place_below.parent or community.id
            yield from _misplaced(policy, place_below, place_below.level, known.get(parent), parent)
            held = place_below.compound
            if held is not None and known.get(held, "compound") != "compound":
                yield Problem(
                    "misplaced-place",
                    place_below.origin,
                    msg("{place} cannot stand in {parent}, which is no compound.", place=place_below.id, parent=held),
                    nearest(held, [p.id for p in home.places if p.level == "compound"]),
                )


def _misplaced(
    policy: Policy, record: Record, level: str, parent_level: str | None, parent: str | None, name: str = ""
) -> Iterator[Problem]:
    rule = policy.level(level)
    if rule is None or (parent is not None and parent_level is None):
        return
    if parent_level in rule.within or (parent is None and not rule.within):
        return
    wanted = ", ".join(rule.within) or "–"
    yield Problem(
        "misplaced-place",
        record.origin,
        msg(
            "{place} (level {level}) cannot lie directly in {parent} (level {parent_level}).",
            place=name or getattr(record, "id", ""),
            level=level,
            parent=parent or "–",
            parent_level=parent_level or "–",
        ),
        msg("The level {level} lies in: {levels}.", level=level, levels=wanted),
        clause=cite(policy, rule.clause),
    )


def unknown_place(ledger: Ledger, _as_of: date) -> Iterator[Problem]:
    """A record names a place that does not exist.

    Why: every reference resolves, else a page or a list would silently lack it.
    Fix: correct the id, or add the place to `community.yaml`.
    """
    named = chain(
        (named for book in jurisdictions(ledger) for named in _upper_references(ledger, book)),
        (named for book, community in communities(ledger) for named in _place_references(book, community)),
    )
    for (record, key, given), known in named:
        if given not in known:
            yield Problem(
                "unknown-place",
                record.origin,
                msg("{key} ({title}): there is no place {id}.", key=key, title=title(record, key), id=given),
                nearest(given, known),
            )


def _upper_references(ledger: Ledger, book: JurisdictionBook) -> Iterator[tuple[Signed, set[str]]]:
    unread = {
        path.split("/")[-2]
        for path in ledger.broken
        if path.startswith(book.folder()) and path.endswith("/community.yaml")
    }
    upper = {place.id for place in book.jurisdiction.places}
    for place in book.jurisdiction.places:
        if place.parent is not None:
            yield Signed(place, "parent", place.parent), upper
    for notice in book.notices.values():
        for given in notice.places:
            yield Signed(notice, "places", given), unread | set(levels_above(ledger, book))


def _station_references(community: CommunityBook, inside: set[str]) -> Iterator[tuple[Signed, set[str]]]:
    for station in community.stations.values():
        yield Signed(station, "place", station.place), inside
    for plan in community.station_plans.values():
        for given in plan.places:
            yield Signed(plan, "places", given), inside
    for sheet in community.meetings.values():
        for meeting in sheet.meetings:
            if meeting.place is not None:
                yield Signed(meeting, "place", meeting.place), inside


def _place_references(book: JurisdictionBook, community: CommunityBook) -> Iterator[tuple[Signed, set[str]]]:
    known, inside = set(levels(book, community)), set(community.places)
    yield Signed(community.community, "parent", community.community.parent), {p.id for p in book.jurisdiction.places}
    for place in community.community.places:
        for key, given in (("parent", place.parent), ("compound", place.compound)):
            if given is not None:
                yield Signed(place, key, given), inside
    yield from _station_references(community, inside)
    for agreement in community.agreements.values():
        yield from ((Signed(agreement, "places", given), inside) for given in agreement.places)
    for post in community.posts:
        for given in post.appointment.places:
            yield Signed(post.appointment, "places", given), known
    for named in _places_of_deeds(community, known):
        yield named, known


def _places_of_deeds(community: CommunityBook, known: set[str]) -> Iterator[Signed]:
    """Yield where things were done; entries only where one of them names a place that is not known."""
    found = gathered(community)
    for entry in found.having("place") if not found.named("place") <= {None, *known} else ():
        yield Signed(entry, "place", entry.place or "")
    for _, candidate in candidates(community):
        yield Signed(candidate, "place", candidate.place)
    for notice in community.notices.values():
        for given in notice.places:
            yield Signed(notice, "places", given)
    for check in community.property_checks.values():
        yield Signed(check, "place", check.place)
    for sheet in community.claims.values():
        for line in (line for claim in sheet.claims for line in claim.lines if line.place is not None):
            yield Signed(line, "place", line.place or "")


def duplicate_place(ledger: Ledger, _as_of: date) -> Iterator[Problem]:
    """Two places have one id, or a place has the id of its community or of a place above.

    Why: whoever names the id could mean either.
    Fix: give one of them another id; an id is never used again for another place.
    """
    for book in jurisdictions(ledger):
        upper: dict[str, Record] = {}
        for place in book.jurisdiction.places:
            yield from _repeated_place(place, upper)
    for book, community in communities(ledger):
        first = {place.id: place for place in reversed(book.jurisdiction.places)}
        seen: dict[str, Record] = {**first, community.id: community.community}
        for place_below in community.community.places:
            yield from _repeated_place(place_below, seen)


def _repeated_place(place: Place | UpperPlace, seen: dict[str, Record]) -> Iterator[Problem]:
    first = seen.setdefault(place.id, place)
    if first is not place:
        yield Problem(
            "duplicate-place",
            place.origin,
            msg("The id {id} is already that of another place.", id=place.id),
            msg("Give this place an id of its own."),
            related=(Related(first.origin, msg("The other place is here.")),),
        )


def place_loop(ledger: Ledger, _as_of: date) -> Iterator[Problem]:
    """A place lies, over its parents, in itself.

    Why: such a place hangs on no community and stands on no page.
    Fix: correct the `parent:` of one of the places named.
    """
    for _, places in _governed_places(ledger):
        parents = {place.id: place.parent for place in places}
        for place in places:
            path = [place.id]
            while (above := parents.get(path[-1])) is not None and above not in path:
                path.append(above)
            if above == place.id and place.id == min(path):
                yield Problem(
                    "place-loop",
                    place.origin,
                    msg("The place {id} lies in itself: {path}.", id=place.id, path=" > ".join([*path, place.id])),
                    msg("Correct the parent: of one of them."),
                )


def _governed_places(ledger: Ledger) -> Iterator[tuple[Policy, tuple[Place, ...] | tuple[UpperPlace, ...]]]:
    for book in jurisdictions(ledger):
        if book.policy is not None:
            yield book.policy, book.jurisdiction.places
    for policy, _, community in spots(ledger):
        yield policy, community.community.places


def unknown_office(ledger: Ledger, _as_of: date) -> Iterator[Problem]:
    """A record names an office that the jurisdiction does not have.

    Why: residents must find where to turn; the office's telephone and address come from there.
    Fix: correct the id, or add the office to `jurisdiction.yaml`.
    """
    named = chain(
        (
            (book, Signed(post, "office", post.office))
            for book in jurisdictions(ledger)
            for post in book.jurisdiction.staff
        ),
        ((book, Signed(c.community, "office", c.community.office)) for book, c in communities(ledger)),
        ((p.book, Signed(p.notice, "issued_by", p.notice.issued_by)) for p in notices(ledger)),
        ((p.book, Signed(p.notice.contact, "office", p.notice.contact.office)) for p in notices(ledger)),
        (
            (book, Signed(award, "held_by", award.held_by))
            for book in jurisdictions(ledger)
            for award in book.awards.values()
        ),
    )
    for book, (record, key, given) in named:
        if book.office(given) is None:
            yield Problem(
                "unknown-office",
                record.origin,
                msg("{key} ({title}): there is no office {id}.", key=key, title=title(record, key), id=given),
                nearest(given, [office.id for office in book.jurisdiction.offices]),
            )
