"""What each community contributes to checks of several communities at once, small enough to be kept of all of them.

Knows how it is gathered from one community and its frame; judges nothing, and holds no record.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from msgspec import Struct, field

from generator.awards import decided_group
from generator.claims import spent_on_prizes
from generator.duties.heads import heads_in_scope
from generator.ledger import JurisdictionBook, Ledger
from generator.policies.settings import UnsetSettingError

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from datetime import date

    from generator.duties.stations import Head
    from generator.ledger import CommunityBook
    from generator.periods import Period
    from generator.problems import Source


class HeadPost(NamedTuple):
    """Who heads a station by which appointment; `waived` where the community may deviate from the rule for them."""

    person: str
    appointment: Source
    waived: bool


class Heads(NamedTuple):
    """What a community adds to the scope in which heads of stations are compared with each other."""

    scope: str
    compounds: int
    staff: int
    heads: tuple[Head, ...]
    posts: tuple[HeadPost, ...]


class Facts(Struct, frozen=True):
    """What the whole must know of one community."""

    people: Mapping[str, Source]
    """Where each person is recorded."""
    broken: frozenset[str]
    """The community's files that could not be read."""
    spent: Mapping[Period, int] = field(default_factory=dict)
    """What redeemed prizes cost, in fen, by the year of each budget."""
    groups: Mapping[tuple[Period, int], str] = field(default_factory=dict)
    """For each tie decision about somebody recorded here, by year and number: who is ranked together."""
    heads: Heads | None = None
    """Who heads stations; absent where the policy has none, or leaves open how they are compared."""

    def with_file(self) -> Iterator[str]:
        """Yield everybody of whom there is a file, readable or not."""
        yield from self.people
        for path in self.broken:
            *_, folder, name = path.split("/")
            if folder == "people":
                yield name.removesuffix(".yaml")


class Whole(Ledger, frozen=True, kw_only=True):
    """The frame with the facts of each community, by jurisdiction and id; it holds no community."""

    facts: Mapping[str, Mapping[str, Facts]]


def whole_of(frame: Ledger, facts: Mapping[str, Mapping[str, Facts]]) -> Whole:
    """Return the frame with the facts of all communities."""
    return Whole(frame.site, frame.calendars, frame.policies, frame.jurisdictions, frame.broken, facts=facts)


def gather(book: JurisdictionBook, community: CommunityBook, as_of: date) -> Facts:
    """Gather the facts of a community; `book` need not hold any other."""
    alone = JurisdictionBook(
        book.id,
        book.jurisdiction,
        book.policy,
        {community.id: community},
        awards=book.awards,
        catalogues=book.catalogues,
    )
    return Facts(
        {name: person.origin for name, person in community.people.items()},
        community.broken,
        {year: spent_on_prizes(alone, year, as_of) for year in book.budgets},
        dict(_groups(alone, community)),
        _heads(alone, community, as_of),
    )


def _groups(alone: JurisdictionBook, community: CommunityBook) -> list[tuple[tuple[Period, int], str]]:
    policy = alone.policy
    return [
        ((year, number), decided_group(policy.pack, alone, year, tie))
        for year, award in alone.awards.items()
        for number, tie in enumerate(award.tie_decisions)
        if policy is not None and next(iter(tie.chosen), "") in community.people
    ]


def _heads(alone: JurisdictionBook, community: CommunityBook, as_of: date) -> Heads | None:
    stations = alone.policy.pack.stations if alone.policy is not None else None
    if stations is None:
        return None
    rule = stations.head
    try:
        scope = community.community.parent if rule.scope.required(as_of) == "street" else community.id
        (found,) = heads_in_scope(alone, rule, stations.level, as_of)
    except UnsetSettingError:
        return None
    waived = {waiver.person for waiver in community.waivers.values() if waiver.rule == rule.clause}
    posts = tuple(HeadPost(post.person, post.appointment.origin, post.person in waived) for _, post in found.posts)
    return Heads(scope, found.compounds, found.staff, tuple(found.heads), posts)


def facts_of(ledger: Ledger, book: JurisdictionBook, as_of: date) -> Mapping[str, Facts]:
    """Return the facts of each community of a jurisdiction, in order of id."""
    if isinstance(ledger, Whole):
        return ledger.facts.get(book.id, {})
    return {name: gather(book, community, as_of) for name, community in sorted(book.communities.items())}


def community_ids(ledger: Ledger, book: JurisdictionBook) -> tuple[str, ...]:
    """Return the ids of the communities of a jurisdiction."""
    return tuple(ledger.facts.get(book.id, ()) if isinstance(ledger, Whole) else book.communities)
