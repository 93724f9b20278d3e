"""Who holds how many places of a role on a day, and who must hold one and does not.

Knows appointments and tags; judges nobody.
"""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from generator.ledger import CommunityBook
    from generator.policies.staffing import RequiredPost


class Holding(NamedTuple):
    """All places that one person holds in a role on a day."""

    person: str
    places: tuple[str, ...]


class Coverage(NamedTuple):
    """People with a tag: who holds the role they must, and who does not."""

    serving: tuple[str, ...]
    missing: tuple[str, ...]

    @property
    def share(self) -> Fraction | None:
        """The exact share of those who serve; None where nobody has the tag."""
        whole = len(self.serving) + len(self.missing)
        return Fraction(len(self.serving), whole) if whole else None


def holdings(book: CommunityBook, role: str, day: date) -> tuple[Holding, ...]:
    """Return who holds a role on a day, each person once with every place, by person."""
    found: dict[str, dict[str, None]] = {}
    for post in book.posts:
        if post.appointment.role == role and post.held_on(day):
            found.setdefault(post.person, {}).update(dict.fromkeys(post.appointment.places))
    return tuple(Holding(person, tuple(places)) for person, places in found.items())


def concurrent_holdings(book: CommunityBook, role: str, day: date) -> tuple[Holding, ...]:
    """Return the holdings of people who serve several places."""
    return tuple(holding for holding in holdings(book, role, day) if len(holding.places) > 1)


def leader_count(book: CommunityBook, role: str, day: date, counts: str) -> int:
    """Count the holders of a role as persons, or the posts they hold."""
    found = holdings(book, role, day)
    return len(found) if counts == "persons" else sum(len(holding.places) for holding in found)


def required_post_coverage(books: Iterable[CommunityBook], rule: RequiredPost, day: date) -> Coverage:
    """Sort the people with the tag of a rule by whether they hold its role on a day."""
    serving: list[str] = []
    missing: list[str] = []
    for book in books:
        holders = {holding.person for holding in holdings(book, rule.role, day)}
        for person in sorted(book.people):
            if rule.tag in book.people[person].tags:
                (serving if person in holders else missing).append(person)
    return Coverage(tuple(serving), tuple(missing))
