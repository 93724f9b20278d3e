"""The store of earlier results: whatever happens to its file, an answer is right or absent (trust P3)."""

from __future__ import annotations

import random
import resource
import signal
import sqlite3
from contextlib import closing
from typing import TYPE_CHECKING

import pytest

from generator.fingerprint import key_of
from generator.shards.kept import Lines
from generator.store import Store

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

WORTH = {f"c{number:03}": bytes([number]) * (40 * number + 1) for number in range(1, 60)}


def _key(name: str) -> bytes:
    return key_of("test", name)


def _filled(path: Path) -> Path:
    with Store(path) as store:
        for name, value in WORTH.items():
            store.put("part", name, _key(name), value)
    return path


def _read(path: Path) -> dict[str, bytes | None]:
    with Store(path) as store:
        return {name: store.get("part", name, _key(name)) for name in WORTH}


def _right_or_absent(path: Path) -> int:
    """Count what is still there; anything else than what was put fails."""
    found = _read(path)
    assert all(value is None or value == WORTH[name] for name, value in found.items())
    for _ in range(2):
        _filled(path)
    assert _read(path) == WORTH, "a build that does not find what it put begins the file anew for the next"
    return sum(value is not None for value in found.values())


def test_what_was_put_is_there_in_the_next_build_under_its_key_alone(tmp_path: Path) -> None:
    """A result comes back for the same kind, name and key, and for no other."""
    path = _filled(tmp_path / "kept.sqlite")
    assert _read(path) == WORTH
    with Store(path) as store:
        assert store.get("part", "c001", _key("c002")) is None
        assert store.get("other", "c001", _key("c001")) is None
        assert store.get("part", "c999", _key("c999")) is None
        assert {name: value for name, _, value in store.get_all("part")} == WORTH


def test_only_the_newest_result_of_a_thing_is_kept(tmp_path: Path) -> None:
    """A result replaces the one before, so that the file follows the records' size, not their history."""
    with Store(tmp_path / "kept.sqlite") as store:
        store.put("part", "c001", b"old", b"1")
        store.put("part", "c001", b"new", b"2")
        assert store.get("part", "c001", b"old") is None
        assert store.get("part", "c001", b"new") == b"2"
        store.forget("part", ["c001"])
        assert store.get("part", "c001", b"new") is None


@pytest.mark.parametrize("spoilt", [b"[" * 100_000, b"[]", b"\xff", b"{"])
def test_a_spoilt_note_of_what_was_touched_is_as_good_as_none(spoilt: bytes) -> None:
    """Of which nobody knows when a commit last changed it counts as changed by the last one."""
    with Store(None) as store:
        store.put("lines", "touched", b"", spoilt)
        assert Lines(store).token("part:records/jurisdictions/j/communities/c", "a1") == "a1"


def test_parts_of_a_key_do_not_run_together() -> None:
    """Two lists of parts that read the same when joined have different keys."""
    assert key_of("ab", "c") != key_of("a", "bc") != key_of("abc")
    assert key_of(b"ab", "") != key_of("", b"ab")


def test_a_flipped_byte_never_gives_a_wrong_answer(tmp_path: Path) -> None:
    """Each byte of the first pages, and 200 others, is damaged in turn."""
    path = _filled(tmp_path / "kept.sqlite")
    whole = path.read_bytes()
    chance = random.Random(4)  # noqa: S311 - chance, no secret
    places = [*range(220), *chance.sample(range(len(whole)), 200)]
    for place in places:
        spoiled = bytearray(whole)
        spoiled[place] ^= 1 << chance.randrange(8)
        path.write_bytes(spoiled)
        _right_or_absent(path)


def test_a_cut_file_never_gives_a_wrong_answer(tmp_path: Path) -> None:
    """The file is cut at a hundred lengths, the empty file among them."""
    path = _filled(tmp_path / "kept.sqlite")
    whole = path.read_bytes()
    for length in [0, 1, 15, 16, 99, 100, *range(512, len(whole), len(whole) // 90)]:
        path.write_bytes(whole[:length])
        _right_or_absent(path)


def test_swapped_results_count_as_absent(tmp_path: Path) -> None:
    """A row that carries another row's result, sum or key is not believed."""
    path = tmp_path / "kept.sqlite"
    swaps = {
        "value": "UPDATE kept SET value = (SELECT value FROM kept WHERE name = 'c002') WHERE name = 'c001'",
        "row": "UPDATE kept SET (key, sum, value) = (SELECT key, sum, value FROM kept WHERE name = 'c002')"
        " WHERE name = 'c001'",
        "kind": "UPDATE kept SET kind = 'other'",
        "text": "UPDATE kept SET value = 'c001' WHERE name = 'c001'",
        "number": "UPDATE kept SET value = 7, sum = 7 WHERE name = 'c001'",
    }
    for statement in swaps.values():
        _filled(path)
        with closing(sqlite3.connect(path)) as database, database:
            database.execute(statement)
        assert _right_or_absent(path) < len(WORTH)


@pytest.mark.parametrize("statement", ["DROP TABLE kept", "ALTER TABLE kept DROP COLUMN sum", "CREATE TABLE more (x)"])
def test_a_file_of_another_form_is_begun_anew(tmp_path: Path, statement: str) -> None:
    """A cache of another release has other tables; it costs time, nothing else."""
    path = _filled(tmp_path / "kept.sqlite")
    with closing(sqlite3.connect(path)) as database, database:
        database.execute(statement)
    _right_or_absent(path)


def test_what_is_no_file_is_left_alone_or_replaced(tmp_path: Path) -> None:
    """A folder stays and nothing is kept; a link is replaced and its target untouched."""
    folder = tmp_path / "folder"
    (folder / "inner").mkdir(parents=True)
    with Store(folder) as store:
        store.put("part", "c001", b"key", b"value")
        assert store.get("part", "c001", b"key") == b"value"
    assert (folder / "inner").is_dir()
    target = tmp_path / "target"
    target.write_bytes(b"precious")
    link = tmp_path / "link"
    link.symlink_to(target)
    _filled(link)
    assert target.read_bytes() == b"precious"
    assert not link.is_symlink()


@pytest.fixture
def small_disk() -> Iterator[None]:
    """Let no file grow beyond 64 KiB, as on a full disk."""
    before, handler = resource.getrlimit(resource.RLIMIT_FSIZE), signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (65536, before[1]))
    yield
    resource.setrlimit(resource.RLIMIT_FSIZE, before)
    signal.signal(signal.SIGXFSZ, handler)


@pytest.mark.usefixtures("small_disk")
def test_a_full_disk_keeps_nothing_and_stops_nothing(tmp_path: Path) -> None:
    """What cannot be written is not kept; the build goes on."""
    path = tmp_path / "kept.sqlite"
    with Store(path) as store:
        for number in range(100):
            store.put("part", f"c{number:03}", b"key", bytes(20000))
    with Store(path) as store:
        found = [store.get("part", f"c{number:03}", b"key") for number in range(100)]
    assert None in found
    assert set(found) <= {None, bytes(20000)}


def test_a_second_build_reads_while_the_first_writes(tmp_path: Path) -> None:
    """Two builds at once get right answers; the one that comes second keeps nothing."""
    path = _filled(tmp_path / "kept.sqlite")
    with Store(path) as first, Store(path) as second:
        first.put("part", "c001", b"new", b"first")
        second.put("part", "c001", b"new", b"second")
        assert second.get("part", "c002", _key("c002")) == WORTH["c002"]
    with Store(path) as store:
        assert store.get("part", "c001", b"new") == b"first"
