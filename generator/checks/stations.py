"""Faults of workstations: their place, name, what they have, and who heads them.

Knows the policy's stations; knows nothing of meetings or money.
"""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING

from generator.checks.facts import facts_of
from generator.checks.walking import Signed, cite, jurisdictions, nearest, spots, title
from generator.duties.stations import head_faults, station_name
from generator.policies.settings import UnsetSettingError
from generator.problems import Problem, Related, msg

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from datetime import date

    from generator.checks.facts import Facts, HeadPost, Heads
    from generator.checks.walking import Spot
    from generator.ledger import Ledger
    from generator.policies.stations import Stations
    from generator.records.stations import Station


def _stations(ledger: Ledger) -> Iterator[tuple[Spot, Stations, str, Station]]:
    for spot in spots(ledger):
        rules = spot.policy.pack.stations
        if rules is not None:
            for name, station in spot.community.stations.items():
                yield spot, rules, name, station


def unknown_station_code(ledger: Ledger, _as_of: date) -> Iterator[Problem]:
    """A station has something, or found premises in a way, that the policy does not list.

    Why: only what the policy asks for counts towards its standard.
    Fix: use one of the policy's codes.
    """
    for (policy, _, _), rules, _, station in _stations(ledger):
        haves, premises = {choice.id for choice in rules.haves}, {choice.id for choice in rules.premises}
        named = [(Signed(have, "have", have.have), haves) for have in station.haves]
        if station.premises is not None:
            named.append((Signed(station, "premises", station.premises), premises))
        for (record, key, given), known in named:
            if given not in known:
                yield Problem(
                    "unknown-station-code",
                    record.origin,
                    msg(
                        "{key} ({title}): the policy does not define {id}.", key=key, title=title(record, key), id=given
                    ),
                    nearest(given, known),
                    clause=cite(policy, rules.clause),
                )


def wrong_station_place(ledger: Ledger, _as_of: date) -> Iterator[Problem]:
    """A station stands at a place of another level than the policy says.

    Why: the policy gives each compound its own station.
    Fix: write the id of the compound under `place:`.
    """
    for (policy, _, community), rules, _, station in _stations(ledger):
        place = community.places.get(station.place)
        if place is not None and place.level != rules.level:
            yield Problem(
                "wrong-station-place",
                station.origin,
                msg("{place} is no place of the level {level}.", place=station.place, level=rules.level),
                nearest(station.place, [known.id for known in community.places.values() if known.level == rules.level]),
                clause=cite(policy, rules.clause),
            )


def wrong_station_name(ledger: Ledger, as_of: date) -> Iterator[Problem]:
    """A station's name is not the uniform one.

    Why: the policy gives all stations one pattern of name, so that residents know them everywhere.
    Fix: write the name as the message says.
    """
    for (policy, _, community), rules, _, station in _stations(ledger):
        place = community.places.get(station.place)
        if place is None or place.level != rules.level:
            continue
        if rules.settlement_word.on(as_of) is None or rules.name_ending.on(as_of) is None:
            continue
        wanted = station_name(rules, place.name, as_of)
        if station.name != wanted:
            yield Problem(
                "wrong-station-name",
                station.origin,
                msg("The station is called {name}; the uniform name is {wanted}.", name=station.name, wanted=wanted),
                msg("Write name: {wanted}", wanted=wanted),
                clause=cite(policy, rules.name_ending.dated(as_of).clause),
            )


def second_station(ledger: Ledger, as_of: date) -> Iterator[Problem]:
    """A compound has two stations at the same time.

    Why: there is one station for each compound.
    Fix: close one of them, or correct its place.
    """
    first: dict[tuple[str, str, str], Station] = {}
    for (policy, book, community), rules, _, station in _stations(ledger):
        if station.closed_on is not None and station.closed_on <= as_of:
            continue
        other = first.setdefault((book.id, community.id, station.place), station)
        if other is not station:
            yield Problem(
                "second-station",
                station.origin,
                msg("{place} has a station already.", place=station.place),
                msg("Close one of them with closed_on:, or correct place:."),
                clause=cite(policy, rules.clause),
                related=(Related(other.origin, msg("The first one is here.")),),
            )


def too_many_stations(ledger: Ledger, as_of: date) -> Iterator[Problem]:
    """One person heads more stations than the policy allows.

    Why: a head is to be found at the station.
    Fix: end one of the appointments.
    """
    yield from _head_problems(ledger, as_of, "too-many-stations")


def head_not_staff(ledger: Ledger, as_of: date) -> Iterator[Problem]:
    """Somebody heads a station who is not of the staff that the policy names, although there is enough of it.

    Why: in principle staff heads a station; leaders may where staff is fewer than compounds.
    Fix: appoint one of the staff, or write a waiver for the clause.
    """
    yield from _head_problems(ledger, as_of, "head-not-staff")


def _head_problems(ledger: Ledger, as_of: date, fault: str) -> Iterator[Problem]:
    for book in jurisdictions(ledger):
        policy = book.policy
        rules = policy.pack.stations if policy else None
        if policy is None or rules is None:
            continue
        with suppress(UnsetSettingError):
            for scope in _scopes(facts_of(ledger, book, as_of)):
                staff, compounds = sum(part.staff for part in scope), sum(part.compounds for part in scope)
                heads = [head for part in scope for head in part.heads]
                found = head_faults(rules.head, heads, compounds, staff, as_of)
                for post in (post for part in scope for post in part.posts):
                    if fault in found.get(post.person, ()) and not post.waived:
                        yield _head_problem(fault, post, cite(policy, rules.head.clause), staff, compounds)


def _scopes(facts: Mapping[str, Facts]) -> Iterable[list[Heads]]:
    """Put together what the communities add to each scope in which heads are compared."""
    scopes: dict[str, list[Heads]] = {}
    for found in facts.values():
        if found.heads is not None:
            scopes.setdefault(found.heads.scope, []).append(found.heads)
    return scopes.values()


def _head_problem(fault: str, post: HeadPost, clause: str, staff: int, compounds: int) -> Problem:
    if fault == "too-many-stations":
        message = msg("{person} heads more stations than one person may.", person=post.person)
        fix = msg("End one of the appointments.")
    else:
        message = msg(
            "{person} is not of the staff, and there are {staff} for {compounds} compounds.",
            person=post.person,
            staff=staff,
            compounds=compounds,
        )
        fix = msg("Appoint one of the staff, or write a waiver for the clause.")
    return Problem(fault, post.appointment, message, fix, clause=clause)


def letter_missing(ledger: Ledger, _as_of: date) -> Iterator[Problem]:
    """A head was appointed without a letter of appointment.

    Why: the street appoints the heads and gives each a letter.
    Fix: add `letter:` with number and day.
    """
    for policy, _, community in spots(ledger):
        role = policy.pack.stations.head.role if policy.pack.stations else None
        papers = policy.pack.service.letters if policy.pack.service else ()
        letter = next((paper for paper in papers if paper.role == role), None)
        for post in community.posts if letter else ():
            if letter is not None and post.appointment.role == role and post.appointment.letter is None:
                yield Problem(
                    "letter-missing",
                    post.appointment.origin,
                    msg("{person} was appointed without {label}.", person=post.person, label=letter.label),
                    msg("Add letter: with number: and on:."),
                    clause=cite(policy, letter.clause),
                )


def head_before_review(ledger: Ledger, _as_of: date) -> Iterator[Problem]:
    """A head serves since a day before the list of heads was reviewed above.

    Why: the list goes to the office above for review before the street appoints.
    Fix: correct `from:`, or `reviewed_on:` of the station.
    """
    for (policy, _, community), rules, _, station in _stations(ledger):
        for post in community.posts:
            appointment = post.appointment
            if appointment.role != rules.head.role or station.place not in appointment.places:
                continue
            if station.closed_on is not None and station.closed_on < appointment.from_:
                continue
            if station.reviewed_on is None or appointment.from_ < station.reviewed_on:
                yield Problem(
                    "head-before-review",
                    appointment.origin,
                    msg(
                        "{person} heads {station} since {day}, before the review.",
                        person=post.person,
                        station=station.name,
                        day=appointment.from_.isoformat(),
                    ),
                    msg("Correct from:, or reviewed_on: of the station."),
                    clause=cite(policy, rules.head.clause),
                    related=(Related(station.origin, msg("The station is here.")),),
                )


def group_head_not_elected(ledger: Ledger, _as_of: date) -> Iterator[Problem]:
    """The leader of a village group was not elected, and no waiver says why.

    Why: in villages the elected heads of groups serve in principle.
    Fix: write `basis: election`, or a waiver for the clause.
    """
    for policy, _, community in spots(ledger):
        village = policy.pack.stations.village if policy.pack.stations else None
        for post in community.posts if village else ():
            appointment = post.appointment
            if village is None or appointment.role != village.role or appointment.basis == "election":
                continue
            waived = any(w.person == post.person and w.rule == village.clause for w in community.waivers.values())
            if village.basis.on(appointment.from_) == "election" and not waived:
                yield Problem(
                    "group-head-not-elected",
                    appointment.origin,
                    msg("{person} leads a village group and was not elected.", person=post.person),
                    msg("Write basis: election, or a waiver for the clause {clause}.", clause=village.clause),
                    clause=cite(policy, village.clause),
                )
