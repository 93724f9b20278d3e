"""What is gathered of a community once: it says of its entries and texts what looking at each of them says."""

from __future__ import annotations

import gc
import sys
import weakref
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING, get_args

import msgspec
import pytest
from hypothesis import example, given, settings, strategies
from msgspec.structs import replace

from generator.checks.gathered import gathered, kept
from generator.checks.privacy import CARD, DOOR, IDENTITY, MOBILE, may_be_found
from generator.checks.texts import sheet_of, texts_below
from generator.checks.walking import communities, entries
from generator.ledger import load
from generator.policies.structure import EntryKey
from generator.records.activity import ENTRY_KEYS
from tests.tools.demo_records import lay_out_town

if TYPE_CHECKING:
    from pathlib import Path

    from generator.ledger import CommunityBook, JurisdictionBook


@pytest.fixture(scope="module")
def town(tmp_path_factory: pytest.TempPathFactory) -> list[tuple[JurisdictionBook, CommunityBook]]:
    """Load the communities of the tests' town."""
    root: Path = tmp_path_factory.mktemp("town")
    lay_out_town(root)
    ledger = load(root).ledger
    assert ledger is not None
    return list(communities(ledger))


def test_entries_are_gathered_key_by_key(town: list[tuple[JurisdictionBook, CommunityBook]]) -> None:
    """Values, entries that have a key and how often each activity has it are those of the entries one by one."""
    for _, community in town:
        found, told = gathered(community), [told.entry for told in entries(community)]
        assert list(found.entries) == told
        assert found.times == Counter(entry.activity for entry in told)
        for key in ENTRY_KEYS:
            having = [entry for entry in told if getattr(entry, key) is not None]
            assert found.named(key) == {getattr(entry, key) for entry in told}
            assert list(found.having(key)) == having
            assert found.times_with(key) == Counter(entry.activity for entry in having)
            assert found.pairs("leader", key) == {(entry.leader, getattr(entry, key)) for entry in having}


def test_an_empty_value_is_no_missing_one(town: list[tuple[JurisdictionBook, CommunityBook]]) -> None:
    """No times, no household and no points are written values: the entry has the key."""
    _, community = town[0]
    month, log = next(iter(community.logs.items()))
    nothing = msgspec.structs.replace(log.entries[0], count=0, households=(), headcount=0)
    edited = replace(community, logs={month: log.model_copy(update={"entries": (nothing, *log.entries[1:])})})
    for key in ("count", "households", "headcount"):
        assert nothing in gathered(edited).having(key)
        assert nothing.activity in gathered(edited).times_with(key)


def test_each_log_stands_apart(town: list[tuple[JurisdictionBook, CommunityBook]]) -> None:
    """Numbers, days and leaders of a log are those of its entries, and corrections belong to none."""
    for _, community in town:
        logs = gathered(community).logs
        assert [logged.month for logged in logs] == list(community.logs)
        for logged in logs:
            written = logged.log.entries
            assert logged.numbers == tuple(int(entry.id) for entry in written)
            assert logged.days == tuple(entry.date for entry in written)
            assert list(logged.known) == [max(entry.date, entry.told_on or entry.date) for entry in written]
            assert logged.leaders == {entry.leader for entry in written}


def test_every_text_stands_on_the_sheet(town: list[tuple[JurisdictionBook, CommunityBook]]) -> None:
    """Each text with a digit that the records of a community hold is on its sheet."""
    for book, community in town:
        sheet = sheet_of(book, community)
        lines = {*sheet.plain.split("\n"), *sheet.mixed.split("\n")}
        written = {line for found in texts_below(book, community) for line in found.text.split("\n")}
        assert {line for line in written if any(sign in "0123456789" for sign in line)} <= lines


@given(text=strategies.from_regex(r"[0-9 \-+X栋单元室号楼户房间座a,]{0,24}", fullmatch=True))
@example(text="请打+86 138-0013 8000。")
@example(text="3栋2单元5")
@example(text="3-2-501")
@example(text="11010119900307002x")
@example(text="4111 1111-1111 1111")
@settings(max_examples=60)
def test_what_stands_in_a_text_is_found_on_the_sheet(
    town: list[tuple[JurisdictionBook, CommunityBook]], text: str
) -> None:
    """What a pattern finds in a text of a community it is looked for in its texts one by one."""
    book, community = town[0]
    month, log = next(iter(community.logs.items()))
    noted = msgspec.structs.replace(log.entries[0], note=text)
    edited = replace(community, logs={month: log.model_copy(update={"entries": (noted, *log.entries[1:])})})
    found = [pattern for pattern in (IDENTITY, MOBILE, CARD, DOOR) if pattern.search(text)]
    assert all(may_be_found(pattern, sheet_of(book, edited)) for pattern in found)


class Thing:
    """Something to look at."""


def test_a_gathering_is_remembered_for_one_thing() -> None:
    """The same thing is looked at once, another one anew, and so is the first after it."""
    looked: list[Thing] = []

    @kept
    def look(thing: Thing) -> int:
        looked.append(thing)
        return len(looked)

    one, other = Thing(), Thing()
    assert [look(one), look(one), look(other), look(one)] == [1, 1, 2, 3]
    assert looked == [one, other, one]


def test_what_was_gathered_goes_with_what_it_is_about() -> None:
    """Neither the thing nor what was gathered of it stays once nobody else holds the thing."""

    @kept
    def look(_thing: Thing) -> Thing:
        return Thing()

    thing = Thing()
    about, answer = weakref.ref(thing), weakref.ref(look(thing))
    assert answer() is not None
    del thing
    gc.collect()
    assert (about(), answer()) == (None, None)


def test_threads_that_look_at_two_things_get_each_their_own() -> None:
    """A worker of a cluster may have threads, and each looks at another community."""

    @kept
    def look(thing: Thing) -> Thing:
        return thing

    def ask(thing: Thing) -> bool:
        return all(look(thing) is thing for _ in range(50_000))

    before = sys.getswitchinterval()
    sys.setswitchinterval(1e-6)
    try:
        with ThreadPoolExecutor(2) as threads:
            assert list(threads.map(ask, (Thing(), Thing()))) == [True, True]
    finally:
        sys.setswitchinterval(before)


def test_every_key_that_an_activity_may_ask_for_is_a_key_of_entries() -> None:
    """The keys that packs speak of can all be gathered."""
    assert set(get_args(EntryKey)) <= set(ENTRY_KEYS)
