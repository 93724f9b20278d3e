"""Records without errors, of which only what a question is about is loaded; that they have none may be kept knowledge.

Knows how much of the records a question needs; what is asked, and how an answer looks, is known at the door.
"""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

from msgspec import Struct

from generator.awards import rounds
from generator.history import FRAME, read_history
from generator.ledger import load_community, load_people
from generator.ledger.parts import with_community
from generator.problems import has_errors
from generator.records.kinds import kind
from generator.reports import Context
from generator.scoring import score_jurisdiction
from generator.shards.building import STORE, unchanged
from generator.shards.checking import checked
from generator.shards.grounds import Grounds
from generator.shards.kept import Kept, Lines
from generator.shards.looking import look_at
from generator.store import Store

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from datetime import date
    from pathlib import Path

    from generator.history import History, Tree
    from generator.ledger import CommunityBook, Ledger
    from generator.policies.pack import Policy
    from generator.problems import Problem
    from generator.scoring import JurisdictionScores
    from generator.shards.building import Asked
    from generator.shards.looking import Look


class FaultyError(Exception):
    """The records have errors; nothing is concluded from them."""

    def __init__(self, problems: tuple[Problem, ...]) -> None:
        super().__init__(f"{len(problems)} problems")
        self.problems = problems


class Home(NamedTuple):
    """Where somebody is recorded."""

    jurisdiction: str
    community: str
    person: str


def faultless(asked: Asked, *, keep: bool = True) -> Faultless:
    """Check the records as `check` does, unless the site shown was built of them, and make them ready for questions.

    Raises:
        FaultyError: they have errors; it carries all problems, warnings included.
        HistoryError: see `check`.
    """
    place = asked.work / STORE if keep else None
    look = look_at(asked.root)
    built = unchanged(asked, look) if keep else None
    if built is not None:
        problems, grounds = built.warnings, _grounds(asked, look)
    else:
        problems, grounds = checked(asked, look, keep=keep)
    if grounds.frame.ledger is None or has_errors(problems):
        raise FaultyError(problems)
    return Faultless(asked.root, grounds.ledger, grounds.tree, grounds.as_of, tuple(grounds.communities), place)


def _grounds(asked: Asked, look: Look) -> Grounds:
    """Return the grounds of the build that made the site shown."""
    with Store(asked.work / STORE) as store:
        grounds = Grounds(asked, look, Kept(store, "build"), None)
        _ = grounds.frame
        return grounds


class Faultless(Struct, frozen=True, dict=True):
    """The frame of records without errors, and the ways to as much of the rest as a question needs."""

    root: Path
    frame: Ledger
    tree: Tree
    as_of: date
    names: tuple[str, ...]
    """Of every community, as `<jurisdiction>/<community>` in order."""
    store: Path | None
    """Where it is kept who brought in each line; nowhere if None."""

    @cached_property
    def jurisdictions(self) -> Mapping[str, Policy]:
        """Each jurisdiction with its policy."""
        return {name: book.policy for name, book in self.frame.jurisdictions.items() if book.policy is not None}

    def communities(self, jurisdiction: str) -> tuple[str, ...]:
        """Return the communities of a jurisdiction by id."""
        pairs = (name.split("/") for name in self.names)
        return tuple(community for owner, community in pairs if owner == jurisdiction)

    def homes(self, person: str) -> tuple[Home, ...]:
        """Return where somebody with this id is recorded."""
        return tuple(
            Home(name, community, person)
            for name in self.jurisdictions
            for community in self.communities(name)
            if self.tree.id_of(kind("person").path(jurisdiction=name, community=community, id=person))
        )

    def people(self, jurisdiction: str) -> Iterator[tuple[Home, str]]:
        """Yield everybody in a jurisdiction with their names, by community and id."""
        for community in self.communities(jurisdiction):
            for person, record in load_people(self.root, jurisdiction, community).items():
                yield Home(jurisdiction, community, person), record.name

    def whole(self, jurisdiction: str) -> Context:
        """Return a jurisdiction with all its communities."""
        books = [self._book(jurisdiction, community) for community in self.communities(jurisdiction)]
        ledger = self.frame.with_communities(books)
        scores = self._scores(ledger, jurisdiction)
        return Context(ledger, scores, rounds(scores), self.as_of)

    def alone(self, jurisdiction: str, community: str) -> Context:
        """Return a jurisdiction with one of its communities, and without the rounds, which need them all."""
        return self._context(with_community(self.frame, self._book(jurisdiction, community)), jurisdiction)

    def in_turn(self, jurisdiction: str) -> Iterator[Context]:
        """Yield a jurisdiction with one community after the other, and none where it has none."""
        communities = self.communities(jurisdiction)
        if not communities:
            yield self._context(self.frame, jurisdiction)
        for community in communities:
            yield self.alone(jurisdiction, community)

    def history(self, part: str = FRAME) -> History:
        """Return who brought in each line of a community's folder and of the frame; what is learned is kept."""
        with Store(self.store) as store:
            lines = Lines(store)
            found = read_history(self.root, lines, self.tree)
            lines.settle(found.head or "")
            return found.within(part)

    def _book(self, jurisdiction: str, community: str) -> CommunityBook:
        loaded = load_community(self.root, jurisdiction, community)
        if loaded.book is None or has_errors(loaded.problems):  # somebody writes in the folder while we read
            raise FaultyError(loaded.problems)
        return loaded.book

    def _scores(self, ledger: Ledger, jurisdiction: str) -> JurisdictionScores:
        book = ledger.jurisdictions[jurisdiction]
        return score_jurisdiction(book, self.jurisdictions[jurisdiction], ledger.working_days, self.as_of)

    def _context(self, ledger: Ledger, jurisdiction: str) -> Context:
        return Context(ledger, self._scores(ledger, jurisdiction), (), self.as_of)
