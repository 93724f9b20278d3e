"""Whatever the fast lanes read is what the gate, ruamel.yaml's pure parser and pydantic make of it.

    python -m tests.tools.fuzz_lanes [CASES] [SEED]

The tests run a few hundred cases of each kind on every occasion; a long run is for whoever changes a lane.
"""

from __future__ import annotations

import random
import sys
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

import msgspec
from pydantic import BaseModel, ValidationError

from generator.documents import canonical, limits_of, read_plain
from generator.documents.fast_lane import is_written_canonically, read_nodes
from generator.documents.reader import read_slowly
from generator.documents.writer import round_trip
from generator.records.activity import ActivityLog, Entry, WrittenEntry
from generator.records.base import ORIGIN, written_fields
from generator.records.files import read_file
from generator.records.kinds import kind_of
from generator.records.log_lane import read_log
from generator.records.reading import BLANK, plain, read_record

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT = Path(__file__).resolve().parents[2]
LOG_PATH = "records/jurisdictions/x/communities/y/logs/2026-03.yaml"
LONGEST = 600
"""How long a committed record may be to serve as a pattern, in bytes."""

TEXTS = (
    *("001", "0302", "a1", "b03-2", "no", "true", "1e3", "0x1F", ".5", "-5", "0.5", "-1.25", "3", "007"),
    *("2026-03-01", "2026-02-30", "2026-03-01 09:30", "12:30", "on_time", "late", "moved_in", "birth", "x y"),
    *("h4k2m9qa", "report-2603-006"),
    *(
        "走访3栋：核对（2户）, 无异常",
        "《通知》",
        "“好”",
        "a:b",
        "a#b",
        "https://x/y",
        "x ",
        "\u3000x",
        "x\u3000",
        "𠮷",
    ),
    *("'it''s'", "''", "'a: b'", "' x'", '"a: b # c"', '"x\\n"', '""', '"null"', "'a'b", "# x", "a # b", "a: b"),
    *("[a, b]", "[]", "{a: b}", "&a x", "*a", "!x y", "|", "|-", ">", "@x", "`x`", "%x", "-", "- a", "? a", "~", "="),
    *(
        "null",
        "Null",
        "é",
        "㐀",
        "〇",
        "a\ufe0fb",
        "a\u200bb",
        "a\u2028b",
        "a\u00a0",
        "【待填】",
        "<<",
        "...",
        "---",
        "a:",
        ":a",
        "，",
    ),
    *("h4k2m9--qa", "h4k2m9-", "-h4k2m9", "h4k2m9qa " * 5, "h4k2" * 11),
)
SOUND = 27
"""So many of them every reader takes for the same texts."""

PIECES = (
    *"{}[],&*!|>'\"%@`?:-#~= \\\n\t\r",
    *(": ", " #", "- ", "\n- ", "\n  ", "  ", "\n\n", "\n", " ", "\n    ", "|\n", "|-\n  x\n", "x: |\n  a\n\n  b\n"),
    *("\nentries:\n", "entries: ", "note: ", "\nnote: 走访\n", "<<: a\n", "origin: x\n", "  - h4\n", "  households:\n"),
    *("- id: 003\n", "  count: 2\n", "# c\n", "  # c\n", "\r\n", "a_b: c\n", "---\n", "\ufeff", "\x00", "【待填】"),
    *TEXTS,
)
CHUNK = 1000


class Pattern(NamedTuple):
    """A text to change at random, the path it stands at and the type of its record."""

    path: str
    text: str
    model: type[BaseModel]


@cache
def patterns() -> tuple[Pattern, ...]:
    """Return a log with every key, and the shortest committed record of each kind."""
    found = {"": Pattern(LOG_PATH, full_log(), ActivityLog)}
    files = sorted((ROOT / "records").rglob("*.yaml"), key=lambda file: (file.stat().st_size, file))
    for file in files:
        path = file.relative_to(ROOT).as_posix()
        kind = kind_of(path)
        if kind is not None and file.stat().st_size <= LONGEST:
            found.setdefault(kind[0].name, Pattern(path, file.read_text("utf-8"), kind[0].model))
    return tuple(found.values())


@cache
def fitting(key: str) -> tuple[str, ...]:
    """Return the texts that an entry accepts at a key, bare or listed."""
    name = written_fields(WrittenEntry)[key]
    sound = {"id": "001", "date": "2026-03-01", "leader": "l1", "activity": "visit"}

    def accepts(value: Any) -> bool:
        try:
            WrittenEntry.model_validate({**sound, key: value})
        except ValidationError:
            return False
        return True

    listed = "tuple" in str(WrittenEntry.model_fields[name].annotation)
    return tuple(
        f"\n  - {text}" if listed else f" {text}" for text in TEXTS[:SOUND] if accepts((text,) if listed else text)
    )


@cache
def _required() -> list[str]:
    """Return the keys that every entry has."""
    fields = WrittenEntry.model_fields
    return [key for key, name in written_fields(WrittenEntry).items() if fields[name].is_required()]


def full_log() -> str:
    """Write a log of three entries: one with all keys of the type, two with the required ones."""
    keys = list(written_fields(WrittenEntry))
    required = _required()
    entries = (required, keys, required)
    lines = ["\n  ".join(f"{key}:{fitting(key)[0]}" for key in given) for given in entries]
    return "recorder: p01\nentries:\n" + "".join(f"- {entry}\n" for entry in lines)


def random_log(chance: random.Random) -> str:
    """Write a log whose entries hold what their type accepts, now and then something else."""
    keys, required = list(written_fields(WrittenEntry)), _required()
    log = "recorder: p01\nentries:\n"
    for _ in range(chance.randint(1, 4)):
        given = [key for key in keys if key in required or chance.random() < 0.2]
        if chance.random() < 0.03:
            chance.shuffle(given)
        values = [chance.choice(fitting(key)) for key in given]
        if chance.random() < 0.1:
            values[chance.randrange(len(values))] = f" {chance.choice(TEXTS)}"
        log += "- " + "\n  ".join(f"{key}:{value}" for key, value in zip(given, values, strict=True)) + "\n"
    return log


def mutated(chance: random.Random, text: str) -> str:
    """Change lines and pieces of a text at random."""
    lines = text.splitlines(keepends=True)
    for _ in range(chance.choice((1, 1, 2, 3))):
        number = chance.randrange(len(lines)) if lines else 0
        line = lines[number] if lines else ""
        kind = chance.randrange(8)
        if kind == 0:
            lines.insert(chance.randrange(len(lines) + 1), line)
        elif kind == 1 and len(lines) > 1:
            del lines[number]
        elif kind == 2 and lines:
            other = chance.randrange(len(lines))
            lines[number], lines[other] = lines[other], line
        elif kind == 3 and lines:
            lines[number] = chance.choice((" ", "  ", "- ", "", "\n", "    ")) + line.lstrip(
                chance.choice((" ", " -", ""))
            )
        elif kind in {4, 5} and ": " in line:
            lines[number] = f"{line.partition(': ')[0]}: {chance.choice(TEXTS)}\n"
        elif lines:
            start = chance.randrange(len(line) + 1)
            lines[number] = line[:start] + chance.choice(PIECES) + line[start + chance.randrange(3) :]
    return "".join(lines)


def exact(value: Any) -> Any:
    """Return everything of a record that a reader could tell apart: types, places, what was given, order."""
    if isinstance(value, BaseModel):
        state = value.__getstate__()
        parts = tuple((name, exact(part)) for name, part in state["__dict__"].items())
        rest = {name: part for name, part in state.items() if name != "__dict__"}
        return type(value), parts, rest, repr(value), hash(value)
    if isinstance(value, Entry):
        return type(value), exact(msgspec.structs.astuple(value)), repr(value), hash(value)
    if isinstance(value, tuple):
        return tuple(map(exact, value))
    return type(value), value


def compare(pattern: Pattern, data: bytes) -> int:
    """Hold every lane against the ordinary way; return 1 where a lane took the file, else 0.

    Raises:
        AssertionError: they differ.
    """
    path, _, model = pattern
    limits = limits_of(path)
    document, problems = read_slowly(path, data)
    record, faults = read_record(model, document) if document is not None else (None, ())
    quick = read_nodes(path, data, limits)
    values = read_plain(path, data, limits, ORIGIN)
    if quick is not None:
        _same((quick, ()), (document, problems), data)
    if values is not None and document is not None:
        _same(values, plain(document.root), data)
    if values is not None:
        _same(problems, (), data)
    if model is ActivityLog and BLANK.encode() not in data:
        log = read_log(path, data, limits)
        if log is not None:
            _same((exact(log), ()), (exact(record), problems + faults), data)
    if quick is None and len(data) % 4:  # where no lane takes it, there is only the ordinary way
        return 0
    found = read_file(model, path, data)
    _same((exact(found.record), found.problems), (exact(record), problems + faults), data)
    if len(data) % 4 == 0 and is_written_canonically(data, limits):  # the round trip takes longer than all the rest
        _same(canonical(data, path), round_trip(data, path), data)
    return int(quick is not None)


def _same(quick: Any, slow: Any, data: bytes) -> None:
    if quick != slow:
        message = f"{data!r}\n{quick!r}\n{slow!r}"
        raise AssertionError(message)


def cases(chance: random.Random, number: int) -> Iterator[tuple[Pattern, bytes]]:
    """Yield changed records of every kind in turn, and logs made of what entries accept."""
    known = patterns()
    for count in range(number):
        if count % 3 == 0:
            text = random_log(chance)
            yield known[0], (text if chance.random() < 0.5 else mutated(chance, text)).encode("utf-8")
        else:
            pattern = known[count % len(known)]
            yield pattern, mutated(chance, pattern.text).encode("utf-8")


def run(number: int, seed: int) -> int:
    """Compare so many cases; return how many of them a lane took."""
    chance = random.Random(seed)  # noqa: S311 - a repeatable fuzz, no secret
    return sum(compare(pattern, data) for pattern, data in cases(chance, number))


def main() -> None:
    """Compare as many cases as asked for, by the thousand, and say how many a lane took."""
    given = [int(text) for text in sys.argv[1:]]
    number, seed = (*given, *(4000, 1)[len(given) :])
    taken = 0
    for done in range(0, number, CHUNK):
        taken += run(min(CHUNK, number - done), seed + done)
        print(f"{min(done + CHUNK, number)} cases, {taken} read by a fast lane, all equal", flush=True)


if __name__ == "__main__":
    main()
