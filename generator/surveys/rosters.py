"""Figures of the roster: leaders by age, education and tags, and places with a leader.

Knows posts and certified facts of people on a day; no birth date and no name.
"""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

from msgspec import Struct

from generator.policies.roster import AgeFigure, EducationFigure

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Sequence
    from datetime import date

    from generator.ledger import CommunityBook
    from generator.policies.pack import Policy
    from generator.policies.roster import Figure


class Member(Struct, frozen=True):
    """A serving leader as the figures see one; `age` is None where no clerk has certified it."""

    community: str
    person: str
    age: int | None
    education: str | None
    tags: frozenset[str]


class Coverage(Struct, frozen=True):
    """The places of a level, and those that have a leader on a day."""

    level: str
    places: tuple[tuple[str, str], ...]
    vacant: tuple[tuple[str, str], ...]

    @property
    def covered(self) -> int:
        """How many places have a leader."""
        return len(self.places) - len(self.vacant)

    @property
    def share(self) -> Fraction | None:
        """The exact share of places with a leader; None where there is no place of the level."""
        return Fraction(self.covered, len(self.places)) if self.places else None


def members(policy: Policy, books: Iterable[CommunityBook], day: date) -> tuple[Member, ...]:
    """Return everybody who serves as a leader on a day, each once."""
    roles = {role.id for role in policy.pack.roles if role.is_leader}
    found: dict[tuple[str, str], Member] = {}
    for book in books:
        for post in book.posts:
            if post.appointment.role in roles and post.held_on(day):
                person = book.people[post.person]
                check = person.age_check
                age = check.full_years if check is not None and check.on <= day else None
                tags = frozenset[str](person.tags)
                found[book.id, post.person] = Member(book.id, post.person, age, person.education, tags)
    return tuple(found[key] for key in sorted(found))


def figure_counts(figures: Sequence[Figure], counted: Collection[Member], day: date) -> tuple[tuple[Figure, int], ...]:
    """Count the members that belong to each figure; somebody may belong to several."""
    return tuple((figure, sum(_belongs(figure, member, day) for member in counted)) for figure in figures)


def _belongs(figure: Figure, member: Member, day: date) -> bool:
    if isinstance(figure, AgeFigure):
        least, most = figure.least.on(day), figure.most.on(day)
        age = member.age
        return age is not None and (least is None or least <= age) and (most is None or age <= most)
    if isinstance(figure, EducationFigure):
        return member.education in figure.levels.required(day)
    return bool(member.tags.intersection(figure.tags.required(day)))


def coverage(policy: Policy, books: Iterable[CommunityBook], level: str, day: date) -> Coverage:
    """Return which places of a level have a leader; an empty post is legal and only counted (G-25).

    A place is covered by a leader of its own or of a place inside it.
    """
    roles = {role.id for role in policy.pack.roles if role.is_leader}
    places: list[tuple[str, str]] = []
    covered: set[tuple[str, str]] = set()
    for book in books:
        places += [(book.id, place.id) for place in book.community.places if place.level == level]
        for post in book.posts:
            if post.appointment.role in roles and post.held_on(day):
                covered |= {(book.id, above.id) for place in post.appointment.places for above in book.chain(place)}
    return Coverage(level, tuple(places), tuple(place for place in places if place not in covered))
