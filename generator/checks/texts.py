"""Every text that somebody wrote in records, with the record and key, and a quick look at many texts at once.

Knows where texts stand; knows no pattern of what must not stand in them.
"""

from __future__ import annotations

import re
from datetime import date
from decimal import Decimal
from functools import cache
from itertools import chain, filterfalse
from typing import TYPE_CHECKING, NamedTuple

from generator.checks.gathered import gathered, kept
from generator.checks.walking import jurisdictions, within
from generator.ledger.parts import Part
from generator.periods import Period
from generator.problems import Source
from generator.records.activity import ActivityLog, Correction, Entry, Fact
from generator.records.base import ORIGIN, Record
from generator.records.places import Office

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from generator.ledger import CommunityBook, JurisdictionBook, Ledger

_ENTRY_TEXTS = ("leader", "households", "event", "reason", "note")
LONG_NUMBER = re.compile("[0-9]{4}[ -]?[0-9]{4}")
"""What every number of a person, a telephone or a card holds."""
_DIGIT = re.compile("[0-9]")
_NO_TEXT = frozenset({type(None), bool, int, Decimal, date, Period, Source})
"""Types of values that hold no text."""


class Written(NamedTuple):
    """A text that somebody wrote in a record."""

    record: Fact
    key: str
    text: str


class Sheet(NamedTuple):
    """Many texts, each once and on a line of its own.

    `plain` are those of ASCII signs alone, `mixed` of the others those with digits, `numbers` all with a long number.
    """

    plain: str
    mixed: str
    numbers: str


def texts_above(ledger: Ledger) -> Iterator[Written]:
    """Yield the texts of the site and of the jurisdictions' own records."""
    if not isinstance(ledger, Part):
        yield from _texts_of(ledger.site)
    for book in jurisdictions(ledger):
        yield from _beside_offices(_records_above(book), book)


def texts_below(book: JurisdictionBook, community: CommunityBook) -> Iterator[Written]:
    """Yield the texts of a community's records."""
    yield from _beside_offices(chain(community.logs.values(), _records_of(community)), book)
    for name, person in community.people.items():
        yield Written(person, "id", name)


def _beside_offices(records: Iterable[Record], book: JurisdictionBook) -> Iterator[Written]:
    offices = [office.address for office in book.jurisdiction.offices]
    for record in records:
        for part, key, text in _texts_of(record):
            if not (isinstance(part, Office) and key == "address"):
                yield Written(part, key, _without(text, offices))


def _records_above(book: JurisdictionBook) -> Iterator[Record]:
    yield book.jurisdiction
    for records in (book.awards, book.credit, book.notices, book.award_lists, book.figures):
        yield from records.values()


def _records_of(book: CommunityBook) -> Iterator[Record]:
    """Yield a community's records, logs excepted."""
    yield book.community
    for by_month in (book.verifications, book.closes):
        yield from by_month.values()
    yield from book.people.values()
    for cases in (book.corrections, book.cases, book.notices, book.warnings, book.waivers):
        yield from cases.values()
    for rest in (book.decisions, book.issues, book.property_checks, book.stories):
        yield from rest.values()
    for standing in (book.surveys, book.pairings, book.projects, book.teams):
        yield from standing.values()


def _without(text: str, addresses: list[str]) -> str:
    for address in addresses:
        text = text.replace(address, "")
    return text


def _texts_of(record: Record) -> Iterator[Written]:
    parts: Iterable[Fact] = record.entries if isinstance(record, ActivityLog) else within(record)
    if isinstance(record, Correction) and record.restated is not None:
        parts = (*parts, record.restated)
    for part in parts:
        for name in _ENTRY_TEXTS if isinstance(part, Entry) else _text_keys(type(part)):
            value = getattr(part, name)
            for text in value if isinstance(value, tuple) else (value,):
                if isinstance(text, str):
                    yield Written(part, name, text)


@cache
def _text_keys(model: type[Record]) -> tuple[str, ...]:
    return tuple(name for name in model.model_fields if name != ORIGIN)


@kept
def sheet_of(book: JurisdictionBook, community: CommunityBook) -> Sheet:
    """Put all texts of a community on one sheet, to be looked through at once.

    What a pattern within a line finds in any of `texts_below` it finds here as well.
    """
    found = gathered(community)
    once: set[str] = {*community.people, *chain.from_iterable(filter(None, found.named("households")))}
    for key in ("leader", "event", "reason", "note"):
        once.update(filter(None, found.named(key)))
    for record in _records_of(community):
        _collect(record, once)
    offices = [office.address for office in book.jurisdiction.offices]
    plain = "\n".join(filter(str.isascii, once))
    mixed = "\n".join(filter(_DIGIT.search, filterfalse(str.isascii, once)))
    if any(address in part for address in offices for part in (plain, mixed)):
        rest = [_without(text, offices) for text in once]
        plain, mixed = "\n".join((plain, *filter(str.isascii, rest))), "\n".join((mixed, *rest))
    return Sheet(plain, mixed, "\n".join((*_numbered(plain), *_numbered(mixed))))


def _numbered(lines: str) -> Iterator[str]:
    """Yield the lines with a long number."""
    for match in LONG_NUMBER.finditer(lines):
        end = lines.find("\n", match.end())
        yield lines[lines.rfind("\n", 0, match.start()) + 1 : end if end >= 0 else None]


def _collect(record: object, once: set[str]) -> None:
    """Add the texts of a record and of all records inside it."""
    for value in vars(record).values():
        kind = type(value)
        if kind is str:
            once.add(value)
        elif kind in _NO_TEXT:
            continue
        elif kind is tuple:
            for member in value:
                if isinstance(member, str):
                    once.add(member)
                elif isinstance(member, Record):
                    _collect(member, once)
        elif hasattr(value, "__dict__"):
            _collect(value, once)
