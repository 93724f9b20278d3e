"""Ways through the ledger that the checks share: entries, signatures, notices, places, near names.

Judges nothing and reports nothing.
"""

from __future__ import annotations

import difflib
from typing import TYPE_CHECKING, Any, NamedTuple

from pydantic import BaseModel, RootModel

from generator.checks.facts import community_ids
from generator.checks.gathered import gathered
from generator.ledger.parts import Part
from generator.problems import Message, Words, msg
from generator.records.activity import Entry, WrittenEntry
from generator.records.base import ORIGIN, Record, title_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from generator.ledger import CommunityBook, JurisdictionBook, Ledger
    from generator.periods import Period
    from generator.policies.items import Item
    from generator.policies.pack import Policy
    from generator.records.activity import ActivityLog, Fact
    from generator.records.selection import Candidate, Notice, SelectionCase

COMMUNITY = "community"
"""The level code that every pack gives to communities."""

_LISTED = 12


class Spot(NamedTuple):
    """A community with its jurisdiction and the policy that governs it."""

    policy: Policy
    book: JurisdictionBook
    community: CommunityBook


class Told(NamedTuple):
    """An entry with its month; `log` is None where a correction restates the entry."""

    entry: Entry
    month: Period
    log: ActivityLog | None


class Signed(NamedTuple):
    """A key of a record that names a post or a person who acted."""

    record: Fact
    key: str
    actor: str


class Posted(NamedTuple):
    """A notice with its id; `community` is None for a notice of the whole jurisdiction."""

    id: str
    notice: Notice
    book: JurisdictionBook
    community: CommunityBook | None


def jurisdictions(ledger: Ledger) -> Iterator[JurisdictionBook]:
    """Yield the jurisdictions whose own records are to be judged: none where the ledger holds one community's part."""
    if not isinstance(ledger, Part):
        yield from ledger.jurisdictions.values()


def policies(ledger: Ledger) -> Iterator[Policy]:
    """Yield the policies that are to be judged: none where the ledger holds one community's part."""
    if not isinstance(ledger, Part):
        yield from ledger.policies.values()


def communities(ledger: Ledger) -> Iterator[tuple[JurisdictionBook, CommunityBook]]:
    """Yield every community with its jurisdiction."""
    for book in ledger.jurisdictions.values():
        for community in book.communities.values():
            yield book, community


def spots(ledger: Ledger) -> Iterator[Spot]:
    """Yield every community whose policy could be read."""
    for book, community in communities(ledger):
        if book.policy is not None:
            yield Spot(book.policy, book, community)


def entries(community: CommunityBook) -> Iterator[Told]:
    """Yield the entries of all logs, then those that corrections restate."""
    for month, log in community.logs.items():
        for entry in log.entries:
            yield Told(entry, month, log)
    for correction in community.corrections.values():
        if correction.restated is not None:
            yield Told(correction.restated, correction.corrects.month, None)


def standing_entries(community: CommunityBook) -> Iterator[Told]:
    """Yield the entries that hold: those of the logs without the corrected ones, and the restated."""
    corrected = {(c.corrects.month, c.corrects.entry) for c in community.corrections.values()}
    for told in entries(community):
        if told.log is None or (told.month, told.entry.id) not in corrected:
            yield told


def items_of(policy: Policy, entry: Entry) -> tuple[Item, ...]:
    """Return the items under which an entry's activity counts."""
    return tuple(item for item in policy.pack.items if entry.activity in item.activities)


def candidates(community: CommunityBook) -> Iterator[tuple[SelectionCase, Candidate]]:
    """Yield the candidates of every selection case."""
    for case in community.cases.values():
        for candidate in case.candidates:
            yield case, candidate


def notices(ledger: Ledger) -> Iterator[Posted]:
    """Yield the notices of jurisdictions and communities."""
    for book in jurisdictions(ledger):
        for name, notice in book.notices.items():
            yield Posted(name, notice, book, None)
    for book, community in communities(ledger):
        for name, notice in community.notices.items():
            yield Posted(name, notice, book, community)


def levels_above(ledger: Ledger, book: JurisdictionBook) -> dict[str, str]:
    """Map the places that a record of the jurisdiction may name to their levels."""
    return levels(book, None) | dict.fromkeys(community_ids(ledger, book), COMMUNITY)


def levels(book: JurisdictionBook, community: CommunityBook | None) -> dict[str, str]:
    """Map the places that a record of the community may name, or those above all communities, to their levels."""
    known = {place.id: place.level for place in book.jurisdiction.places}
    if community is None:
        return known
    return known | {community.id: COMMUNITY} | {place.id: place.level for place in community.places.values()}


def is_person(community: CommunityBook, person: str) -> bool:
    """Tell whether the community has a file for the person, readable or not."""
    return person in community.people or community.is_broken(f"people/{person}.yaml")


def signatures(community: CommunityBook) -> Iterator[Signed]:
    """Yield every key of a community's records that names who acted."""
    yield from _signatures_of_activity(community)
    yield from _signatures_of_selection(community)
    for close in community.closes.values():
        yield Signed(close, "prepared_by", close.prepared_by)
        yield Signed(close, "approved_by", close.approved_by)
    for decision in community.decisions.values():
        yield Signed(decision, "proposed_by", decision.proposed_by)
        yield Signed(decision, "decided_by", decision.decided_by)
    for waiver in community.waivers.values():
        yield Signed(waiver, "approved_by", waiver.approved_by)
    yield from _signatures_of_standing(community)
    for issue in community.issues.values():
        if issue.handler is not None:
            yield Signed(issue, "handler", issue.handler)
    yield from _signatures_of_service(community)
    for record in community.monthly_records.values():
        yield Signed(record, "recorder", record.recorder)
        if record.checked_by is not None:
            yield Signed(record, "checked_by", record.checked_by)
    for place in community.community.places:
        if place.chat_group is not None and place.chat_group.owner is not None:
            yield Signed(place.chat_group, "owner", place.chat_group.owner)


def _signatures_of_service(community: CommunityBook) -> Iterator[Signed]:
    """Yield who concluded evaluations, raised exits and settled money."""
    keys: tuple[tuple[Iterable[Record], tuple[str, ...]], ...] = (
        (community.evaluations.values(), ("concluded_by",)),
        (community.exits.values(), ("by",)),
        (community.pay_runs.values(), ("prepared_by", "checked_by", "approved_by")),
        (community.top_ups.values(), ("approved_by",)),
    )
    for records, names in keys:
        for record in records:
            for name in names:
                actor = getattr(record, name)
                if actor is not None:
                    yield Signed(record, name, actor)


def _signatures_of_standing(community: CommunityBook) -> Iterator[Signed]:
    for survey in community.surveys.values():
        yield Signed(survey, "counted_by", survey.counted_by)
    for project in community.projects.values():
        if project.decided_by is not None:
            yield Signed(project, "decided_by", project.decided_by)


def _signatures_of_activity(community: CommunityBook) -> Iterator[Signed]:
    for log in community.logs.values():
        yield Signed(log, "recorder", log.recorder)
    for key in ("recorder", "approved_by"):
        for entry in gathered(community).having(key):
            yield Signed(entry, key, getattr(entry, key))
    for sheet in community.verifications.values():
        for sitting in sheet.verifications:
            yield Signed(sitting, "by", sitting.by)
    for correction in community.corrections.values():
        yield Signed(correction, "requested_by", correction.requested_by)
        yield Signed(correction, "approved_by", correction.approved_by)


def _signatures_of_selection(community: CommunityBook) -> Iterator[Signed]:
    for case in community.cases.values():
        for step in case.steps:
            yield Signed(step, "by", step.by)
    for _, candidate in candidates(community):
        if candidate.incumbent_review is not None:
            yield Signed(candidate.incumbent_review, "by", candidate.incumbent_review.by)
    for notice in community.notices.values():
        yield from signatures_of_notice(notice)


def signatures_of_notice(notice: Notice) -> Iterator[Signed]:
    """Yield who decided the objections to a notice and who withdrew it."""
    for objection in notice.objections:
        if objection.decided_by is not None:
            yield Signed(objection, "decided_by", objection.decided_by)
    if notice.withdrawn is not None:
        yield Signed(notice.withdrawn, "by", notice.withdrawn.by)


def within(value: Any) -> Iterator[Record]:
    """Yield a record and every record inside it, settings included."""
    if isinstance(value, Record):
        yield value
    if isinstance(value, RootModel):
        yield from within(value.root)
    elif isinstance(value, BaseModel):
        for name in type(value).model_fields:
            if name != ORIGIN:
                yield from within(getattr(value, name))
    elif isinstance(value, tuple):
        for item in value:
            yield from within(item)


def title(record: Fact, key: str) -> Words:
    """Return the two titles of a key of a record."""
    return title_of(WrittenEntry if isinstance(record, Entry) else type(record), key)


def nearest(given: str, known: Iterable[str]) -> Message:
    """Say which known name was probably meant, or which there are."""
    names = sorted(known)
    near = difflib.get_close_matches(given, names, 1, 0.6)
    if near:
        return msg("Did you mean {near}?", near=near[0])
    if not names:
        return msg("There is none yet; write it first.")
    shown = ", ".join(names[:_LISTED]) + (" …" if len(names) > _LISTED else "")
    return msg("There are: {names}.", names=shown)


def cite(policy: Policy, clause: str) -> str:
    """Name a clause together with the pack that has it."""
    article = policy.article(clause)
    return f"{policy.home_of(article) if article else policy.id} {clause}"
