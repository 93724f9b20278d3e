"""Who brought in which line: one walk of the main line, kept on a shelf, so that a new commit costs what it touched.

Knows commits, parts and files; knows no record, and takes nothing from the shelf on trust.
"""

from __future__ import annotations

import json
import re
from collections import ChainMap, defaultdict
from collections.abc import Mapping
from typing import TYPE_CHECKING

from msgspec import Struct

from generator.history.contents import Contents
from generator.history.disk import content_of
from generator.history.origins import FORMAT, FileOrigin, Origins, read, written
from generator.history.parts import FRAME, part_of
from generator.history.plumbing import Git, HistoryError
from generator.history.threads import Threads, uncommitted
from generator.history.walk import steps

if TYPE_CHECKING:
    from collections.abc import Iterator, MutableMapping
    from pathlib import Path

    from generator.history.commits import FileCommit
    from generator.history.origins import Along
    from generator.history.tree import Tree
    from generator.history.walk import Step

_KEY, _PART = "head", "part:"
_ID = re.compile(r"[0-9a-f]{40}(?:[0-9a-f]{24})?", re.ASCII)
_MOST = 8
"""So many parts are kept at hand; the others are read from the shelf again."""
_NOTED_AT_ONCE = 10_000
"""How many changes of files are noted before the notes go to the shelf."""


class Now(Struct, frozen=True):
    """The files on disk, those of them that are not as HEAD has them, and whether the clone is cut."""

    tree: Tree
    changed: frozenset[str]
    shallow: bool


class _StaleError(Exception):
    """What is on the shelf does not fit the repository."""


class Provenance:
    """The commit of every line of the records, part by part and as far as it is asked for."""

    def __init__(self, root: Path, head: str, shelf: MutableMapping[str, bytes], now: Now) -> None:
        """Walk the commits that are not yet on the shelf.

        Raises:
            HistoryError: Git cannot read one of them.
        """
        self._root = root
        self._head = head
        # what cannot be told in a shallow clone may be known elsewhere: nothing is put down here
        self._shelf = ChainMap({}, shelf) if now.shallow else shelf
        self._anew: set[str] | None = None
        self._now = now
        self._git = Git(root)
        self._contents = Contents(self._git)
        self._parts: dict[str, Origins] = {}
        self._origin = ""
        self._learn()

    @property
    def commits(self) -> Mapping[str, FileCommit]:
        """The last commit of each file; in a shallow clone those before the cut are missing."""
        return _Commits(self)

    def along(self, path: str) -> Along:
        """Return the commit of each line of a file: of an item's lines its own, of any other line the file's last."""
        return self.part(part_of(path)).along(path)

    def part(self, part: str) -> Origins:
        """Return the files of one part."""
        if part not in self._parts:
            try:
                found = self._settled(part)
                self._verify(part, found)
            except _StaleError:
                self._learn_anew()
                found = self._settled(part)
            if len(self._parts) >= _MOST:
                del self._parts[next(iter(self._parts))]
            self._parts[part] = self._with_disk(part, found)
        return self._parts[part]

    def parts(self) -> Iterator[str]:
        """Yield the parts that hold files, the frame first."""
        yield from sorted({FRAME, *self._now.tree.digests, *map(part_of, self._now.changed)})

    def _learn(self) -> None:
        try:
            known = json.loads(self._shelf.get(_KEY, b"{}"))
            since, self._origin = known["head"], known["origin"]
            fits = known["format"] == FORMAT and bool(_ID.fullmatch(since) and _ID.fullmatch(self._origin))
            if fits and (since == self._head or self._walk(since)):
                return
        except (ValueError, TypeError, KeyError, RecursionError, HistoryError):
            pass
        self._learn_anew()

    def _learn_anew(self) -> None:
        self._origin, self._anew = self._head, set()
        self._parts.clear()
        self._walk("")
        self._anew = None

    def _walk(self, since: str) -> bool:
        """Note what each commit changed; False where the commits do not go on from those known."""
        fresh: dict[str, bytearray] = defaultdict(bytearray)
        expected, changes = since, 0
        for step in steps(self._git, self._head, since):
            if expected and step.parent != expected:
                return False
            expected = ""
            self._note(step, fresh)
            changes += len(step.changes)
            if changes >= _NOTED_AT_ONCE:
                self._put(fresh)
                changes = 0
        if expected:
            return False
        self._put(fresh)
        known = {"format": FORMAT, "head": self._head, "origin": self._origin}
        self._shelf[_KEY] = json.dumps(known).encode()
        return True

    def _put(self, fresh: dict[str, bytearray]) -> None:
        """Put the notes on the shelf."""
        for part in sorted(fresh):
            self._add(part, fresh.pop(part))

    def _note(self, step: Step, fresh: dict[str, bytearray]) -> None:
        """Write the changes of a commit down under the parts that they concern."""
        cut = self._now.shallow and not step.parent
        shared: dict[str, list[tuple[str, str, str, str]]] = defaultdict(list)
        for change in step.changes:
            part, before = part_of(change.path), part_of(change.before or change.path)
            seed = ""
            if part != before:
                seed = self._seed(before, change.before, fresh)
                shared[before].append((change.before, "", "", ""))
            shared[part].append((change.path, change.blob, change.before if part == before else "", seed))
        for part, changes in shared.items():
            line = json.dumps(["" if cut else step.commit, step.seconds, step.author, changes])
            fresh[part] += line.encode() + b"\n"

    def _seed(self, part: str, path: str, fresh: dict[str, bytearray]) -> str:
        """Return what is known of a file that moves to another part."""
        self._add(part, fresh.pop(part, bytearray()))
        found = self._settled(part)
        return written(FRAME, Origins(found.listed, {path: found.files[path]} if path in found.files else {})).decode()

    def _add(self, part: str, lines: bytearray) -> None:
        before, head = self._shelf.get(_PART + part, b""), self._origin.encode() + b"\n"
        goes_on = before.startswith(head) and (self._anew is None or part in self._anew)
        if self._anew is not None:
            self._anew.add(part)
        self._shelf[_PART + part] = (before if goes_on else head + b"\n") + bytes(lines)

    def _settled(self, part: str) -> Origins:
        """Return what the shelf has of a part, with the steps worked in that were only noted."""
        origin, _, rest = self._shelf.get(_PART + part, b"\n").partition(b"\n")
        if origin.decode("latin-1") != self._origin:
            return Origins()
        first, _, noted = rest.partition(b"\n")
        known = read(part, first) if first else Origins()
        if known is None:
            raise _StaleError
        if not noted:
            return known
        try:
            found = Threads(known, self._contents).after(noted)
        except (ValueError, TypeError, KeyError, RecursionError) as error:
            raise _StaleError from error
        self._shelf[_PART + part] = origin + b"\n" + written(part, found) + b"\n"
        return found

    def _verify(self, part: str, found: Origins) -> None:
        """Hold what is known against the files as they are."""
        tree, changed = self._now.tree, self._now.changed
        there = tree.below(part) if part else {path: tree.id_of(path) for path in found.files}
        expected = {path: blob.rpartition(" ")[2] for path, blob in there.items() if path not in changed}
        if expected != {path: file.blob for path, file in found.files.items() if path not in changed}:
            raise _StaleError

    def _with_disk(self, part: str, found: Origins) -> Origins:
        """Add the lines of files that are otherwise on disk than in HEAD."""
        runs = {}
        for path in sorted(self._now.changed):
            there = content_of(f"{self._root}/{path}") if part_of(path) == part else None
            if there is not None:
                runs[path] = uncommitted(found.files.get(path), self._contents, there[1])
        return Origins(found.listed, found.files, runs)


class _Commits(Mapping[str, "FileCommit"]):
    """The last commit of each file by path, read part by part."""

    def __init__(self, lines: Provenance) -> None:
        self._lines = lines

    def __getitem__(self, path: str) -> FileCommit:
        """Return the last commit of a file."""
        found = self._lines.part(part_of(path))
        return found.listed[_known(found.files[path], path)]

    def __iter__(self) -> Iterator[str]:
        """Yield all files that have a commit, by path."""
        yield from sorted(path for part in self._lines.parts() for path in self._lines.part(part).commits)

    def __len__(self) -> int:
        """Count them."""
        return sum(1 for _ in self)


def _known(found: FileOrigin, path: str) -> int:
    if found.last < 0:
        raise KeyError(path)
    return found.last
