"""Public lists of leaders chosen in each place and of those praised without a quota, once a round is confirmed.

Knows choices that were signed; no grade, no assessment and nobody who was considered and not chosen.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct

from generator.views.standpoint import Link

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from generator.records.outcomes import AwardRound, Commended, PlaceChoice
    from generator.views.overview import Overview
    from generator.views.people import ListedName
    from generator.views.standpoint import Cite, Standpoint


class ChosenPlace(Struct, frozen=True):
    """A place and who was chosen there; the reason stands where nobody was."""

    community: Link
    place: str
    names: tuple[ListedName, ...]
    reason: str


class ChosenView(Struct, frozen=True):
    """One honour that is given by place."""

    label: str
    places: tuple[ChosenPlace, ...]
    cite: Cite


class CommendedRow(Struct, frozen=True):
    """Somebody who was praised, and for what."""

    name: ListedName
    community: str
    on: date
    matter: str


class CommendationView(Struct, frozen=True):
    """One kind of praise without a quota."""

    label: str
    rows: tuple[CommendedRow, ...]
    cite: Cite


def chosen_views(overview: Overview, record: AwardRound | None) -> tuple[ChosenView, ...]:
    """Return who was chosen in each place, by honour; nothing before the round is confirmed."""
    stand = overview.stand
    service = stand.policy.pack.service
    if record is None or service is None or not _confirmed(stand, record):
        return ()
    found = []
    for rule in service.place_honours:
        places = [_place(overview, choice) for choice in record.choices if choice.honour == rule.id]
        if places:
            found.append(ChosenView(rule.label, tuple(places), stand.cite(rule.clause)))
    return tuple(found)


def commendation_views(overview: Overview, record: AwardRound | None) -> tuple[CommendationView, ...]:
    """Return who was praised, by kind; nothing before the round is confirmed."""
    stand = overview.stand
    service = stand.policy.pack.service
    if record is None or service is None or not _confirmed(stand, record):
        return ()
    found = []
    for rule in service.commendations:
        rows = [_row(overview, one) for one in record.commended if one.commendation == rule.id]
        if rows:
            found.append(CommendationView(rule.label, tuple(rows), stand.cite(rule.clause)))
    return tuple(found)


def held_choices(stand: Standpoint, record: AwardRound | None) -> Iterator[tuple[str, str]]:
    """Yield everybody chosen in a place of a confirmed round, with what the honour is called."""
    service = stand.policy.pack.service
    if record is not None and service is not None and _confirmed(stand, record):
        labels = {rule.id: rule.label for rule in service.place_honours}
        yield from (
            (person, labels[choice.honour])
            for choice in record.choices
            for person in choice.chosen
            if choice.honour in labels
        )


def _confirmed(stand: Standpoint, record: AwardRound) -> bool:
    return record.confirmed_on is not None and record.confirmed_on <= stand.as_of


def _place(overview: Overview, choice: PlaceChoice) -> ChosenPlace:
    share = overview.shares[choice.community]
    return ChosenPlace(
        community=Link(share.line.name, share.line.path),
        place=share.places[choice.place],
        names=tuple(share.directory[person].name for person in choice.chosen),
        reason=choice.reason or "" if not choice.chosen else "",
    )


def _row(overview: Overview, one: Commended) -> CommendedRow:
    share = overview.shares[overview.community_of[one.person]]
    return CommendedRow(share.directory[one.person].name, share.line.name, one.on, one.matter)
