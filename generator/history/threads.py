"""Follows each file of a part from commit to commit and works out to which of them its items belong.

Knows versions and owners; knows neither how history is walked nor where its result is kept.
"""

from __future__ import annotations

import json
from bisect import bisect_right
from typing import TYPE_CHECKING, TypeAlias

from generator.history.commits import FileCommit, moment
from generator.history.items import UNKNOWN, carried, items, places
from generator.history.origins import OUTSIDE, FileOrigin, Origins, read
from generator.history.parts import FRAME

if TYPE_CHECKING:
    from collections.abc import Iterator

    from generator.history.contents import Contents
    from generator.history.origins import Run

Version: TypeAlias = tuple[int, str]
"""The number of a commit and the blob that it gave a file."""
Noted: TypeAlias = tuple[str, str, str, str]
"""Path, blob (empty: gone), earlier path in this part, what is known of it from another part."""


class Threads:
    """The files of one part on their way from what is known to what was noted since."""

    def __init__(self, known: Origins, contents: Contents) -> None:
        self._listed = list(known.listed)
        self._files = dict(known.files)
        self._contents = contents
        self._versions: dict[str, list[Version]] = {}

    def after(self, noted: bytes) -> Origins:
        """Return what holds after the commits that were noted, one in a line.

        Raises:
            ValueError, TypeError, KeyError: that is no note of ours.
        """
        for line in noted.splitlines():
            commit, seconds, author, changes = json.loads(line)
            number = UNKNOWN
            if commit:
                number = len(self._listed)
                self._listed.append(FileCommit(commit, moment(seconds), author))
            self._take_in(number, changes)
        for path, versions in sorted(self._versions.items()):
            if path not in self._files and len(versions) == 1:
                number, blob = versions[0]
                self._files[path] = FileOrigin(blob, number, ((1, number),))
        wanted = {path: found for path, found in sorted(self._versions.items()) if self._news(path, found)}
        blobs = [blob for path, versions in wanted.items() for blob in self._blobs(path, versions)]
        contents = self._contents.of(blobs)
        for path, versions in wanted.items():
            self._files[path] = _followed(self._files.get(path), versions, contents)
        return Origins(tuple(self._listed), self._files)

    def _take_in(self, number: int, changes: list[Noted]) -> None:
        moved = {
            before: (self._files.pop(before, None), self._versions.pop(before, []))
            for _, _, before, _ in changes
            if before
        }
        for path, blob, before, seed in changes:
            if seed:
                self._files.pop(path, None)
                self._plant(path, seed)
                self._versions[path] = [(number, blob)]
            elif before:
                base, versions = moved[before]
                self._files.pop(path, None)
                if base is not None:
                    self._files[path] = base
                self._versions[path] = [*versions, (number, blob)]
            elif blob:
                self._versions.setdefault(path, []).append((number, blob))
            else:
                self._files.pop(path, None)
                self._versions.pop(path, None)

    def _plant(self, path: str, seed: str) -> None:
        """Take over a file from another part, with the commits that it names."""
        both = Origins(tuple(self._listed)) | (read(FRAME, seed.encode()) or Origins())
        self._listed = list(both.listed)
        for found in both.files.values():
            self._files[path] = found

    def _news(self, path: str, versions: list[Version]) -> bool:
        return path not in self._files or versions != [(self._files[path].last, self._files[path].blob)]

    def _blobs(self, path: str, versions: list[Version]) -> Iterator[str]:
        if path in self._files:
            yield self._files[path].blob
        yield from (blob for _, blob in versions)


def uncommitted(known: FileOrigin | None, contents: Contents, content: bytes) -> tuple[Run, ...]:
    """Return the runs of a file as it is on disk; what no commit has brought in has no owner."""
    texts, owners = _at(known, next(contents.of([known.blob]))) if known else ([], [])
    return _runs(content, carried(texts, owners, items(content), UNKNOWN))


def _followed(known: FileOrigin | None, versions: list[Version], contents: Iterator[bytes | None]) -> FileOrigin:
    """Follow a file through its versions; after one that cannot be read, nobody can tell whose the next one is."""
    content = next(contents) if known else b""
    texts, owners = _at(known, content) if known else ([], [])
    for number, _ in versions:
        readable = content is not None
        content = next(contents)
        new = items(content or b"")
        owners = carried(texts, owners, new, number if readable else UNKNOWN)
        texts = new
    number, blob = versions[-1]
    return FileOrigin(blob, number, _runs(content or b"", owners))


def _at(known: FileOrigin, content: bytes | None) -> tuple[list[bytes], list[int]]:
    """Return the items of a known version and their owners."""
    if content is None:
        return [], []
    starts = [line for line, _ in known.runs]
    owners = [known.runs[bisect_right(starts, first) - 1][1] for first, _ in places(content)]
    return items(content), owners


def _runs(content: bytes, owners: list[int]) -> tuple[Run, ...]:
    """Write owners down by lines: where they begin, and where lines stand that belong to no item."""
    runs: list[Run] = []
    at, now = 1, None
    for (first, after), owner in zip(places(content), owners, strict=True):
        if first > at and now != OUTSIDE:
            runs.append((at, OUTSIDE))
            now = OUTSIDE
        if owner != now:
            runs.append((first, owner))
            now = owner
        at = after
    return (*runs, (at, OUTSIDE))
