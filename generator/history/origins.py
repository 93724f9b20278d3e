"""Which commit brought in each file and each line of a part of the records, and how that is written down.

Knows commits, paths and lines; reads neither disk nor Git, and takes nothing that was written down on trust.
"""

from __future__ import annotations

import json
from bisect import bisect_right
from typing import TYPE_CHECKING, Any, TypeAlias

from msgspec import Struct, field

from generator.history.commits import FileCommit, moment
from generator.history.items import UNKNOWN
from generator.history.plumbing import HistoryError

if TYPE_CHECKING:
    from collections.abc import Mapping

FORMAT = 1
Run: TypeAlias = tuple[int, int]
"""From which line on, and the number of the commit to which the lines belong; unknown between items."""


class FileOrigin(Struct, frozen=True):
    """A file: blob id in HEAD, number of its last commit, and the runs of lines of its items."""

    blob: str
    last: int
    runs: tuple[Run, ...]


class Origins(Struct, frozen=True):
    """The files of a part, by path; numbers stand for the commits listed."""

    listed: tuple[FileCommit, ...] = ()
    files: Mapping[str, FileOrigin] = field(default_factory=dict)
    uncommitted: Mapping[str, tuple[Run, ...]] = field(default_factory=dict)
    """The runs of files that are otherwise on disk than in HEAD, as they are on disk."""

    @property
    def commits(self) -> dict[str, FileCommit]:
        """The last commit of each file that has one."""
        return {path: self.listed[found.last] for path, found in sorted(self.files.items()) if found.last != UNKNOWN}

    def of(self, path: str, line: int) -> FileCommit | None:
        """Return the commit of the item on a line; of any other line the file's last one."""
        found = self.files.get(path)
        runs = self.uncommitted.get(path, found.runs if found else ())
        at = bisect_right(runs, (line, len(self.listed))) - 1
        number = runs[at][1] if at >= 0 else OUTSIDE
        if number == OUTSIDE:
            number = found.last if found else UNKNOWN
        return None if number == UNKNOWN else self.listed[number]

    def __or__(self, other: Origins) -> Origins:
        """Put two parts together."""
        shift = len(self.listed)
        moved = {
            path: FileOrigin(found.blob, _shifted(found.last, shift), _shifted_runs(found.runs, shift))
            for path, found in other.files.items()
        }
        fresh = {path: _shifted_runs(runs, shift) for path, runs in other.uncommitted.items()}
        return Origins(self.listed + other.listed, {**moved, **self.files}, {**fresh, **self.uncommitted})


OUTSIDE = -2
"""Stands in a run of lines that belong to no item: they are the file's."""


def written(part: str, origins: Origins) -> bytes:
    """Write a part down; commits to which nothing belongs any more are left out."""
    used = sorted({number for found in origins.files.values() for number in _numbers(found)} - {UNKNOWN, OUTSIDE})
    new = {UNKNOWN: UNKNOWN, OUTSIDE: OUTSIDE, **{number: place for place, number in enumerate(used)}}
    commits = [origins.listed[number] for number in used]
    content = {
        "format": FORMAT,
        "part": part,
        "commits": [[c.commit, int(c.committed_at.timestamp()), c.author] for c in commits],
        "files": {
            path: [found.blob, new[found.last], [[line, new[number]] for line, number in found.runs]]
            for path, found in origins.files.items()
        },
    }
    return json.dumps(content, separators=(",", ":")).encode()


def read(part: str, data: bytes) -> Origins | None:
    """Read what was written down; None where it is anything else."""
    try:
        content = json.loads(data)
        if content["format"] != FORMAT or content["part"] != part:
            return None
        listed = tuple(map(_commit, content["commits"]))
        files = {path: _file(found, len(listed)) for path, found in content["files"].items()}
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError, HistoryError):
        return None
    return Origins(listed, files)


def _commit(found: Any) -> FileCommit:
    commit, seconds, author = found
    return FileCommit(_text(commit), moment(str(int(seconds))), _text(author))


def _file(found: Any, known: int) -> FileOrigin:
    blob, last, runs = found
    made = FileOrigin(_text(blob), last, tuple((int(line), int(number)) for line, number in runs))
    if not all(OUTSIDE <= number < known for number in _numbers(made)):
        raise ValueError(found)
    return made


def _text(found: Any) -> str:
    if not isinstance(found, str):
        raise TypeError(found)
    return found


def _numbers(found: FileOrigin) -> set[int]:
    return {found.last, *(number for _, number in found.runs)}


def _shifted(number: int, by: int) -> int:
    return number + by if number >= 0 else number


def _shifted_runs(runs: tuple[Run, ...], by: int) -> tuple[Run, ...]:
    return tuple((line, _shifted(number, by)) for line, number in runs)
