"""Who heads the stations of each scope on a day, how many compounds there are and how much staff.

Knows the ledger's posts and places; judges nobody.
"""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from msgspec import Struct, field

from generator.duties.stations import Head, mode_of

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from generator.ledger import CommunityBook, JurisdictionBook, Post
    from generator.policies.stations import HeadRule, Stations
    from generator.records.places import Place


class HeadScope(Struct):
    """The heads, compounds and staff that are compared with each other."""

    heads: list[Head] = field(default_factory=list)
    posts: list[tuple[CommunityBook, Post]] = field(default_factory=list)
    compounds: int = 0
    staff: int = 0


def heads_in_scope(book: JurisdictionBook, rule: HeadRule, level: str, day: date) -> Iterator[HeadScope]:
    """Yield each scope of the rule, a street or a community, with its heads on a day.

    Raises:
        UnsetSettingError: the scope or the kinds of staff are unset.
    """
    by_street = rule.scope.required(day) == "street"
    kinds = rule.staff.required(day)
    scopes: dict[str, HeadScope] = defaultdict(HeadScope)
    for name, community in sorted(book.communities.items()):
        scope = scopes[community.community.parent if by_street else name]
        scope.compounds += sum(place.level == level for place in community.community.places)
        scope.staff += sum(person.staff_type in kinds for person in community.people.values())
        for post in community.posts:
            if post.appointment.role == rule.role and post.held_on(day):
                staff = community.people[post.person].staff_type
                scope.posts.append((community, post))
                scope.heads += [Head(post.person, f"{name}/{place}", staff) for place in post.appointment.places]
    yield from scopes.values()


def compounds_in_force(book: CommunityBook, rules: Stations, day: date) -> Iterator[Place]:
    """Yield the compounds of a community in which a station is asked for on a day."""
    for place in book.community.places:
        settlement = place.settlement or "urban"
        if (
            place.level == rules.level
            and mode_of(rules.settlements, settlement, place.moved_back_on, day) == "compound"
        ):
            yield place
