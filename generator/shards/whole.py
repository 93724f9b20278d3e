"""The whole from small parts: what is wrong between communities, the pages of a jurisdiction, those of the site.

Knows what each community gives, packed; sees no record of a community and no line of a log.
"""

from __future__ import annotations

from collections import defaultdict
from functools import partial
from typing import TYPE_CHECKING, Any, NamedTuple

from generator.fingerprint import key_of
from generator.problems import has_errors, in_order
from generator.shards.kept import LostError
from generator.shards.orders import FACTS, FINDER, RESULTS, ROUNDS, SHARE
from generator.shards.parcels import pack, unpack
from generator.views.addresses import finder_rows

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from generator.problems import Problem
    from generator.publish import Release
    from generator.shards.grounds import Grounds
    from generator.shards.kept import Row
    from generator.views import JurisdictionPublication, Overview
    from generator.views.cards import HeldHonour
    from generator.views.home import JurisdictionLine

    Held = tuple[tuple[str, tuple[HeldHonour, ...]], ...]


_HELD = "held"


class Seen(NamedTuple):
    """What the pages of a jurisdiction as a whole gave, for the pages that rest on them."""

    pages: str
    """The digest of the part of the release."""
    held: Mapping[str, bytes]
    """What stands for the honours that are held in each community."""
    line: JurisdictionLine


class Whole:
    """The steps that need all communities; each is taken again only when something that it rests on changed."""

    def __init__(self, grounds: Grounds, rows: Mapping[str, Row]) -> None:
        self._grounds, self._rows = grounds, rows
        self._names: dict[str, list[str]] = defaultdict(list)
        self._keys: dict[str, bytes] = {}
        self._held: dict[str, Mapping[str, Held]] = {}
        for name in sorted(rows):
            self._names[name.partition("/")[0]].append(name)

    def problems(self) -> tuple[Problem, ...]:
        """Return all that is wrong, as far as it can be told; results are looked at in faultless records alone."""
        grounds, rows = self._grounds, self._rows.values()
        alone = (problem for row in rows for problem in row.problems)
        found = in_order((*grounds.problems, *alone, *self._step("between", self._between, sorted(self._rows), FACTS)))
        if not grounds.is_sound or has_errors(found) or any(row.is_broken for row in rows):
            return found
        outcome = (problem for row in rows for problem in row.outcome_problems)
        whole = (
            problem
            for jurisdiction, names in sorted(self._names.items())
            for problem in self._step(f"results/{jurisdiction}", partial(self._results, jurisdiction), names, RESULTS)
        )
        return in_order((*found, *outcome, *whole))

    def jurisdiction(self, name: str, release: Release) -> Seen:
        """Bring the pages of a jurisdiction, or keep them where nothing that they show changed."""
        grounds, step = self._grounds, f"jurisdiction/{name}"
        key = self._keys[name] = key_of(grounds.base, name, *self._digests(self._names[name], ROUNDS, SHARE, FINDER))
        kept = grounds.step(step, key)
        if isinstance(kept, Seen) and kept.pages and release.holds(name) == kept.pages:
            release.keep(name)
            return kept
        found, overview = self._viewed(name)
        with release.part(name) as part:
            for path, data in self._pages(name, found):
                part.put(path, data)
        held = self._held[name] = _by_community(found, overview)
        seen = Seen(part.digest, {community: key_of(pack(cards)) for community, cards in held.items()}, found.line)
        grounds.keep_step(f"{step}/{_HELD}", key, held)
        grounds.keep_step(step, key, seen)
        return seen

    def held(self, name: str) -> Held:
        """Return what is held of honours in a community, once the pages of its jurisdiction were brought or kept.

        Raises:
            LostError: it was kept and is there no more.
        """
        jurisdiction, _, community = name.partition("/")
        if jurisdiction not in self._held:
            kept = self._grounds.step(f"jurisdiction/{jurisdiction}/{_HELD}", self._keys[jurisdiction])
            if not isinstance(kept, dict):
                raise LostError(jurisdiction)
            self._held[jurisdiction] = kept
        return self._held[jurisdiction].get(community, ())

    def _viewed(self, name: str) -> tuple[JurisdictionPublication, Overview]:
        from generator.awards import held_round, ranked_standings, years_to_hold
        from generator.views import Overview, jurisdiction_publication

        grounds = self._grounds
        stand = grounds.stands[name]
        given = [part for _, part in self._fields(name, ROUNDS)]
        years = years_to_hold(stand.book.awards, grounds.logged[name], stand.as_of)
        rounds = tuple(
            held_round(stand.policy, stand.book.awards.get(year), year, stand.as_of, [part.rounds for part in given])
            for year in years
        )
        standings = partial(ranked_standings, stand.policy, stand.as_of, [part.standings for part in given])
        overview = Overview(stand, dict(self._fields(name, SHARE)), rounds, standings)
        return jurisdiction_publication(overview), overview

    def _pages(self, name: str, found: JurisdictionPublication) -> Iterator[tuple[str, bytes]]:
        yield from self._grounds.press.jurisdiction_pages(found, self._grounds.mastheads[name])
        yield finder_rows(name), self._finder(name)

    def _finder(self, name: str) -> bytes:
        """Return the finder's rows, which change with people and places and not with what is done."""
        step, key = f"finder/{name}", key_of(self._grounds.base, name, *self._digests(self._names[name], FINDER))
        kept = self._grounds.step(step, key)
        if isinstance(kept, bytes):
            return kept
        from generator.pages.finding import finder_script

        made = finder_script(name, (rows for _, rows in self._fields(name, FINDER)))
        self._grounds.keep_step(step, key, made)
        return made

    def _between(self) -> tuple[Problem, ...]:
        """Check all communities together."""
        from generator.checks import check_whole

        facts = {name: dict(self._fields(name, FACTS)) for name in sorted(self._names)}
        return check_whole(self._grounds.ledger, facts, self._grounds.recorded_on)

    def _results(self, name: str) -> tuple[Problem, ...]:
        """Check the results of all communities of a jurisdiction together."""
        from generator.checks import check_whole_outcomes
        from generator.checks.results import WholeScores

        grounds, book = self._grounds, self._grounds.ledger.jurisdictions[name]
        if book.policy is None:
            return ()
        logged, parts = grounds.logged[name], dict(self._fields(name, RESULTS))
        whole = WholeScores(book, book.policy, {}, grounds.recorded_on, logged=logged, parts=parts)
        return check_whole_outcomes({name: whole}, grounds.recorded_on)

    def _step(
        self, step: str, make: Callable[[], tuple[Problem, ...]], names: list[str], field: str
    ) -> tuple[Problem, ...]:
        """Return the problems that a step finds, or found when the communities named gave the same."""
        key = key_of(self._grounds.base, *self._digests(names, field))
        kept = self._grounds.step(step, key)
        if isinstance(kept, tuple):
            return kept
        found = make() if self._grounds.frame.ledger is not None else ()
        self._grounds.keep_step(step, key, found)
        return found

    def _digests(self, names: list[str], *fields: str) -> Iterator[bytes | str]:
        for name in names:
            yield name
            for field in fields:
                yield self._rows[name].fields.get(field, b"")

    def _fields(self, jurisdiction: str, field: str) -> Iterator[tuple[str, Any]]:
        """Yield what each community of a jurisdiction gives of a subject, by its id."""
        for name in self._names[jurisdiction]:
            if field in self._rows[name].fields:
                yield name.partition("/")[2], unpack(self._grounds.kept.field(name, field))


def _by_community(found: JurisdictionPublication, overview: Overview) -> dict[str, Held]:
    """Share out what is held by the communities of the cards."""
    owners = {overview.card(person): community for person, community in overview.community_of.items()}
    held: dict[str, list[tuple[str, tuple[HeldHonour, ...]]]] = defaultdict(list)
    for card, honours in found.held:
        held[owners[card]].append((card, honours))
    return {community: tuple(cards) for community, cards in sorted(held.items())}
