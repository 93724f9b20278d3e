"""One community's records as an immutable whole, with look-ups by id, place and day.

Knows how records of a community refer to each other; judges nothing.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import defaultdict
from functools import cached_property
from itertools import groupby, pairwise, repeat
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, NamedTuple

from msgspec import Struct, field

from generator.ledger.columns import Columns

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from datetime import date

    from generator.periods import Period
    from generator.records.accounts import FeedbackSheet, Redemption
    from generator.records.activity import ActivityLog, Correction, Entry, Verification, VerificationSheet
    from generator.records.claims import ClaimCorrection, ClaimSheet
    from generator.records.meetings import Incident, MeetingSheet, MonthlyRecord
    from generator.records.outcomes import (
        Decision,
        Issue,
        PeriodClose,
        PropertyCheck,
        Story,
        Waiver,
        Warning,
    )
    from generator.records.payment import PayRun, TopUpPayment
    from generator.records.people import Appointment, Person
    from generator.records.places import Community, Place
    from generator.records.selection import Notice, SelectionCase
    from generator.records.service import Agreement, CampaignReturn, Evaluation, ExitCase
    from generator.records.stations import Station, StationPlan
    from generator.records.support import Pairing, Project, Team
    from generator.records.surveys import Survey


class Post(NamedTuple):
    """A person in an appointment."""

    person: str
    appointment: Appointment

    def held_on(self, day: date) -> bool:
        """Tell whether the post is held on a day, first and last day included."""
        start, ended = self.appointment.from_, self.appointment.ended
        return start <= day and (ended is None or day <= ended.on)

    def held_all(self, period: Period) -> bool:
        """Tell whether the post is held on every day of a period."""
        return self.held_on(period.first) and self.held_on(period.last)


class Verified(NamedTuple):
    """An entry with the sitting that covers it; `reason` is set where it was refused."""

    entry: Entry
    verification: Verification | None
    reason: str | None


_NONE: Mapping[str, str] = MappingProxyType({})


class Covered(NamedTuple):
    """Entries of a log that follow each other under one sitting, or under none: where they begin and end.

    `refused` gives the reason for each of the sitting's refusals by the number of the entry.
    """

    start: int
    end: int
    sitting: Verification | None
    refused: Mapping[str, str]


class CommunityBook(Struct, frozen=True, dict=True, weakref=True):
    """Everything recorded of one community; mappings are keyed by the id in the path."""

    jurisdiction: str
    id: str
    community: Community
    people: Mapping[str, Person] = field(default_factory=dict)
    logs: Mapping[Period, ActivityLog] = field(default_factory=dict)
    verifications: Mapping[Period, VerificationSheet] = field(default_factory=dict)
    closes: Mapping[Period, PeriodClose] = field(default_factory=dict)
    corrections: Mapping[str, Correction] = field(default_factory=dict)
    cases: Mapping[str, SelectionCase] = field(default_factory=dict)
    notices: Mapping[str, Notice] = field(default_factory=dict)
    warnings: Mapping[str, Warning] = field(default_factory=dict)
    waivers: Mapping[str, Waiver] = field(default_factory=dict)
    decisions: Mapping[str, Decision] = field(default_factory=dict)
    issues: Mapping[str, Issue] = field(default_factory=dict)
    property_checks: Mapping[str, PropertyCheck] = field(default_factory=dict)
    stories: Mapping[str, Story] = field(default_factory=dict)
    agreements: Mapping[str, Agreement] = field(default_factory=dict)
    evaluations: Mapping[str, Evaluation] = field(default_factory=dict)
    exits: Mapping[str, ExitCase] = field(default_factory=dict)
    campaigns: Mapping[str, CampaignReturn] = field(default_factory=dict)
    pay_runs: Mapping[Period, PayRun] = field(default_factory=dict)
    top_ups: Mapping[str, TopUpPayment] = field(default_factory=dict)
    claims: Mapping[Period, ClaimSheet] = field(default_factory=dict)
    claim_corrections: Mapping[str, ClaimCorrection] = field(default_factory=dict)
    redemptions: Mapping[str, Redemption] = field(default_factory=dict)
    feedback: Mapping[Period, FeedbackSheet] = field(default_factory=dict)
    stations: Mapping[str, Station] = field(default_factory=dict)
    station_plans: Mapping[str, StationPlan] = field(default_factory=dict)
    meetings: Mapping[Period, MeetingSheet] = field(default_factory=dict)
    monthly_records: Mapping[Period, MonthlyRecord] = field(default_factory=dict)
    incidents: Mapping[str, Incident] = field(default_factory=dict)
    surveys: Mapping[str, Survey] = field(default_factory=dict)
    pairings: Mapping[str, Pairing] = field(default_factory=dict)
    projects: Mapping[str, Project] = field(default_factory=dict)
    teams: Mapping[str, Team] = field(default_factory=dict)
    broken: frozenset[str] = frozenset()
    """Paths of this community's files that could not be read; nothing is concluded from them."""

    @cached_property
    def places(self) -> dict[str, Place]:
        """The community's places by id; of two with one id the first counts (a check reports it)."""
        found: dict[str, Place] = {}
        for place in self.community.places:
            found.setdefault(place.id, place)
        return found

    @cached_property
    def posts(self) -> tuple[Post, ...]:
        """Every appointment ever recorded, by person id, then in the order written."""
        return tuple(
            Post(person, appointment)
            for person in sorted(self.people)
            for appointment in self.people[person].appointments
        )

    @cached_property
    def kept(self) -> dict[str, Any]:
        """What a floor above worked out of this community and wants to find again, under its own name for it."""
        return {}

    @cached_property
    def _by_person(self) -> dict[str, tuple[Post, ...]]:
        found: dict[str, list[Post]] = defaultdict(list)
        for post in self.posts:
            found[post.person].append(post)
        return {person: tuple(posts) for person, posts in found.items()}

    @cached_property
    def _by_place(self) -> dict[str, tuple[Post, ...]]:
        found: dict[str, list[Post]] = defaultdict(list)
        for post in self.posts:
            for place in dict.fromkeys(post.appointment.places):
                found[place].append(post)
        return {place: tuple(posts) for place, posts in found.items()}

    @cached_property
    def _by_parent(self) -> dict[str | None, tuple[Place, ...]]:
        found: dict[str | None, list[Place]] = defaultdict(list)
        for place in self.community.places:
            found[place.parent].append(place)
        return {parent: tuple(places) for parent, places in found.items()}

    @cached_property
    def _chains(self) -> dict[str, tuple[Place, ...]]:
        """The chains that were asked for."""
        return {}

    @cached_property
    def columns(self) -> dict[Period, Columns]:
        """The entries of each log key by key."""
        return {month: Columns(log.entries) for month, log in self.logs.items()}

    @cached_property
    def _verified(self) -> dict[Period, tuple[Verified, ...]]:
        """The months that were asked for."""
        return {}

    def folder(self) -> str:
        """Return the folder of the community's records."""
        return f"records/jurisdictions/{self.jurisdiction}/communities/{self.id}"

    def is_broken(self, part: str) -> bool:
        """Tell whether a file of this community, such as `people/ab12.yaml`, could not be read."""
        return f"{self.folder()}/{part}" in self.broken

    def chain(self, place: str) -> tuple[Place, ...]:
        """Return a place and the places above it inside the community, nearest first."""
        known = self._chains.get(place)
        if known is not None:
            return known
        found: dict[str, Place] = {}
        at: str | None = place
        while at is not None and at in self.places and at not in found:
            found[at] = self.places[at]
            at = found[at].parent
        return self._chains.setdefault(place, tuple(found.values()))

    def below(self, place: str | None) -> tuple[Place, ...]:
        """Return the places directly below a place, or directly below the community for None."""
        return self._by_parent.get(place, ())

    def name_of(self, place: str) -> str:
        """Return a place's name with those above it below the grid, such as 3号楼2单元."""
        names = [found.name for found in reversed(self.chain(place)) if found.level != "grid"]
        return "".join(names) or place

    def holders(self, place: str, day: date) -> tuple[Post, ...]:
        """Return who holds a post for a place on a day."""
        return tuple(post for post in self._by_place.get(place, ()) if post.held_on(day))

    def posts_of(self, person: str, day: date) -> tuple[Post, ...]:
        """Return the posts a person holds on a day."""
        return tuple(post for post in self._by_person.get(person, ()) if post.held_on(day))

    def posts_ever(self, person: str) -> tuple[Post, ...]:
        """Return every post a person was ever appointed to, in the order written."""
        return self._by_person.get(person, ())

    def covered(self, month: Period) -> Iterator[Covered]:
        """Yield the stretches of the month's log that one sitting covers; of several sittings the first counts."""
        columns, sheet = self.columns.get(month), self.verifications.get(month)
        if columns is not None:
            yield from _covered(columns, sheet.verifications if sheet else ())

    def verified(self, month: Period) -> tuple[Verified, ...]:
        """Return the month's entries, each with the first sitting that covers it."""
        known = self._verified.get(month)
        if known is None:
            log = self.logs.get(month)
            known = self._verified[month] = tuple(
                Verified(entry, found.sitting, found.refused.get(entry.id))
                for found in self.covered(month)
                for entry in (log.entries[found.start : found.end] if log else ())
            )
        return known


def _covered(columns: Columns, sittings: Sequence[Verification]) -> Iterator[Covered]:
    starts, covering = _spans(sittings)
    refused = [{r.entry: r.reason for r in reversed(sitting.rejected)} for sitting in sittings]
    for span, start, end in _stretches(columns, starts):
        number = covering[span]
        yield (
            Covered(start, end, None, _NONE)
            if number is None
            else Covered(start, end, sittings[number], refused[number])
        )


def _stretches(columns: Columns, starts: list[int]) -> Iterator[tuple[int, int, int]]:
    """Part a log where its numbers pass one of `starts`: after how many of them the part lies, its begin and end."""
    numbers = columns.numbers
    if columns.rising:
        cuts = [0, *(bisect_left(numbers, start) for start in starts), len(numbers)]
        yield from ((span, start, end) for span, (start, end) in enumerate(pairwise(cuts)) if start < end)
        return
    end = 0
    for span, alike in groupby(map(bisect_right, repeat(starts), numbers)):
        start, end = end, end + sum(1 for _ in alike)
        yield span, start, end


def _spans(sittings: Sequence[Verification]) -> tuple[list[int], list[int | None]]:
    """Return the numbers at which another sitting takes over, and the first sitting before, between and after them."""
    spans = [(int(sitting.first), int(sitting.last)) for sitting in sittings]
    starts = sorted({first for first, _ in spans} | {last + 1 for _, last in spans})
    taking_over = [
        next((n for n, (first, last) in enumerate(spans) if first <= start <= last), None) for start in starts
    ]
    return starts, [None, *taking_over]
