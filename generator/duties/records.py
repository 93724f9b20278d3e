"""What the records of a community show of its duties: who served when, what was done, who stayed away.

Knows the ledger; counts and judges nothing.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from generator.duties.absences import Sitting
from generator.duties.rhythms import Deed
from generator.duties.spans import Span

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator
    from datetime import date

    from generator.ledger import CommunityBook
    from generator.periods import Period
    from generator.policies.duties import EventCount, Rhythm
    from generator.policies.pack import Policy


class Service(NamedTuple):
    """A leader with the places in care and the spans of service."""

    person: str
    places: tuple[str, ...]
    spans: tuple[Span, ...]


def services(book: CommunityBook, roles: Collection[str], within: Period) -> tuple[Service, ...]:
    """Return who served in one of the roles on any day of a period, by person."""
    places: dict[str, dict[str, None]] = {}
    spans: dict[str, list[Span]] = {}
    for post in book.posts:
        ended = post.appointment.ended
        span = Span(post.appointment.from_, ended.on if ended else None)
        if post.appointment.role in roles and span.touches(within):
            places.setdefault(post.person, {}).update(dict.fromkeys(post.appointment.places))
            spans.setdefault(post.person, []).append(span)
    return tuple(Service(person, tuple(places[person]), tuple(spans[person])) for person in sorted(spans))


def leaders_deeds(book: CommunityBook, rule: Rhythm, leader: str, as_of: date) -> Iterator[Deed]:
    """Yield what a leader did of a duty by a day: entries that were not refused or taken back."""
    corrected = {(known.corrects.month, known.corrects.entry) for known in book.corrections.values()}
    for month in sorted(book.logs):
        for verified in book.verified(month):
            entry = verified.entry
            stands = verified.reason is None and (month, entry.id) not in corrected
            if entry.leader == leader and entry.activity in rule.deeds and stands and entry.date <= as_of:
                yield Deed(entry.date, place=entry.place)


def stations_deeds(book: CommunityBook, rule: Rhythm, place: str | None, as_of: date) -> Iterator[Deed]:
    """Yield the meetings that a station held, or that the community held where no place is given."""
    for month in sorted(book.meetings):
        for meeting in book.meetings[month].meetings:
            if set(meeting.meetings) & set(rule.deeds) and meeting.place == place and meeting.on <= as_of:
                yield Deed(meeting.on, guest=meeting.guest)


def evaluation_deeds(book: CommunityBook, rule: Rhythm, as_of: date) -> Iterator[Deed]:
    """Yield the evaluations that were concluded, each for its own period."""
    for evaluation in book.evaluations.values():
        on = evaluation.concluded_on
        if evaluation.kind in rule.deeds and on is not None and on <= as_of:
            yield Deed(on, evaluation.period)


def visits(book: CommunityBook, leader: str, month: Period, as_of: date) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Yield activity and household codes of a leader's entries of a month."""
    for verified in book.verified(month):
        entry = verified.entry
        if entry.leader == leader and entry.households and verified.reason is None and entry.date <= as_of:
            yield entry.activity, entry.households


def sittings(book: CommunityBook, rule: EventCount, leader: str, as_of: date) -> Iterator[Sitting]:
    """Yield the meetings that a count looks at and to which a leader was called."""
    for month in sorted(book.meetings):
        for meeting in book.meetings[month].meetings:
            if not set(meeting.meetings) & set(rule.meetings) or meeting.on > as_of:
                continue
            for called in meeting.attendance:
                if called.person == leader:
                    yield Sitting(meeting.on, called.state, meeting.meetings)


def begin_of_term(book: CommunityBook, policy: Policy, leader: str, as_of: date) -> date | None:
    """Return the first day of the leader's post that is held on a day."""
    held = [post for post in book.posts_of(leader, as_of) if post.appointment.role in policy.leader_roles]
    return min((post.appointment.from_ for post in held), default=None)
