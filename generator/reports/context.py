"""What every report starts from: one jurisdiction's records and results on a day, and names for ids.

Knows the ledger, scores and rounds; knows no particular report.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct, field

from generator.history import History
from generator.problems import Words

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from generator.awards import RoundResult
    from generator.ledger import CommunityBook, JurisdictionBook, Ledger, Post, Verified
    from generator.periods import Period
    from generator.policies.pack import Policy
    from generator.problems import Source
    from generator.scoring import CommunityScores, JurisdictionScores

WAITING = Words("not verified", "待核实")
VERIFIED = Words("verified", "已核实")
REJECTED = Words("rejected", "未通过")


class Context(Struct, frozen=True):
    """One jurisdiction on a day; what is dated after that day is not yet known."""

    ledger: Ledger
    scores: JurisdictionScores
    rounds: tuple[RoundResult, ...]
    as_of: date
    history: History = field(default_factory=History)

    @property
    def book(self) -> JurisdictionBook:
        """The records of the jurisdiction."""
        return self.scores.book

    @property
    def policy(self) -> Policy:
        """The policy of the jurisdiction."""
        return self.scores.policy

    @property
    def communities(self) -> tuple[CommunityScores, ...]:
        """The communities by id."""
        return tuple(self.scores.communities[name] for name in sorted(self.scores.communities))

    def entered(self, place: str) -> tuple[str | None, date | None]:
        """Return the author and the day of the commit that brought in what stands at a place, as far as Git knows.

        Args:
            place: path and line, as `at` writes them.
        """
        path, _, line = place.rpartition(":")
        found = self.history.recorded(path, int(line))
        if found is None:
            return None, None
        return found.author, found.day(self.book.jurisdiction.time_zone)

    def round_of(self, year: Period) -> RoundResult | None:
        """Return the award round of a year."""
        return next((found for found in self.rounds if found.year == year), None)

    def name(self, person: str) -> str:
        """Return a person's name; the id where nobody has it."""
        book = self.book.communities.get(self.book.community_of.get(person, ""))
        return book.people[person].name if book else person

    def actor(self, actor: str | None) -> str | None:
        """Return the title of a post of the offices, the name of a person, else the id."""
        if actor is None:
            return None
        titles = {post.id: post.title for post in self.book.jurisdiction.staff}
        return titles.get(actor) or self.name(actor)

    def role(self, role: str) -> str:
        """Return a role's label."""
        found = self.policy.role(role)
        return found.label if found else role

    def activity(self, activity: str) -> str:
        """Return an activity's label."""
        found = self.policy.activity(activity)
        return found.label if found else activity

    def known(self, day: date | None) -> date | None:
        """Return a day that has come, None for one that has not."""
        return day if day is not None and day <= self.as_of else None

    def serving(self) -> Iterator[tuple[CommunityBook, Post]]:
        """Yield the leaders' posts that are held on the as-of day, by community, person and order written."""
        leading = {role.id for role in self.policy.pack.roles if role.is_leader}
        for community in self.communities:
            for post in community.book.posts:
                if post.appointment.role in leading and post.held_on(self.as_of):
                    yield community.book, post

    def months(self, period: Period) -> Iterator[tuple[CommunityBook, Period]]:
        """Yield each community with each month of a period that it has logged."""
        for community in self.communities:
            for month in sorted(community.book.logs):
                if period.contains(month.first):
                    yield community.book, month

    def entries(self, period: Period) -> Iterator[tuple[CommunityBook, Period, Verified]]:
        """Yield every logged entry of a period in order of community, month and number."""
        for book, month in self.months(period):
            for verified in book.verified(month):
                if verified.entry.date <= self.as_of:
                    yield book, month, verified

    def state(self, verified: Verified) -> Words:
        """Say whether an entry was verified by the as-of day."""
        if verified.verification is None or verified.verification.on > self.as_of:
            return WAITING
        return VERIFIED if verified.reason is None else REJECTED


def at(source: Source) -> str:
    """Write a record's place as `path:line`."""
    return f"{source.path}:{source.line}"


def place_name(book: CommunityBook, place: str | None) -> str | None:
    """Return a place's name with those above it; a grid stands for itself."""
    if place is None:
        return None
    if place == book.id:
        return book.community.name
    found = book.places.get(place)
    return found.name if found is not None and found.level == "grid" else book.name_of(place)


def places_of(book: CommunityBook, person: str, role: str, period: Period | None = None) -> str:
    """Return the places of a person's last post of a role, or of the last one that touches a period."""
    posts = [
        post.appointment
        for post in book.posts
        if post.person == person
        and post.appointment.role == role
        and (
            period is None
            or (
                post.appointment.from_ <= period.last
                and (post.appointment.ended is None or post.appointment.ended.on >= period.first)
            )
        )
    ]
    if not posts:
        return ""
    last = max(posts, key=lambda appointment: appointment.from_)
    return "、".join(place_name(book, place) or place for place in last.places)
