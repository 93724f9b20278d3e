"""Every file below `records/` as it is on disk, by blob id: Git's index, corrected by what differs from it.

Knows what the loader would meet there and in which part it lies, no record; where Git could be wrong, it hashes.
"""

from __future__ import annotations

import hashlib
import os
from bisect import bisect_left
from functools import cached_property
from typing import TYPE_CHECKING

from generator.history.conversions import ATTRIBUTES, converts, settings_of
from generator.history.disk import EXECUTABLE, LINK, PLAIN, blob_id, content_of, on_disk
from generator.history.parts import FOLDER, FRAME, NAMES
from generator.history.plumbing import Git, HistoryError, top_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from pathlib import Path
    from typing import TypeAlias

    _File: TypeAlias = tuple[bytes, bytes]
    """Mode and blob id."""

_LIST = ("ls-files", "-z", "-v", "--stage", "--modified", "--others", "--", FOLDER)
_EXACT = {
    "core.fileMode": "true",
    "core.symlinks": "true",
    "core.ignoreCase": "false",
    "core.trustctime": "true",
    "core.checkStat": "default",
    "core.precomposeUnicode": "false",
}
"""Git compares as the loader reads: modes, links and names count, and no time stamp is taken on trust."""
_CLEAN = b"H 100644 "
_SURE, _OTHER = b"H", b"?"
_AFTER_SLASH = b"0"
_ORDINARY = {PLAIN.encode(), EXECUTABLE.encode()}
_FILES = _ORDINARY | {LINK.encode()}
_DIGITS = 40


class Tree:
    """What lies below `records/`, file by file; only asked for, it is taken apart.

    The listing is Git's own: one `H <mode> <blob id> 0<tab><path>` for each file, ended by NUL, sorted by path.
    `unlike_index` holds the index's blob id of each path where disk and index differ (None where the index has no
    file); it is None where no index was asked.
    """

    def __init__(self, listing: bytes, unlike_index: Mapping[str, str | None] | None) -> None:
        self._listing = listing
        self.unlike_index = unlike_index

    @cached_property
    def digest(self) -> str:
        """What stands for all files together: equal if and only if paths, contents and modes are."""
        return _digest(self._listing)

    @cached_property
    def ids(self) -> Mapping[str, str]:
        """Path and blob id of every file; what the loader refuses for its kind has the mode before the id."""
        return dict(map(_file, self._lines))

    def paths(self) -> Iterator[str]:
        """Yield the path of every file, in order."""
        return (os.fsdecode(_path(line)) for line in self._lines)

    @cached_property
    def digests(self) -> Mapping[str, str]:
        """The digest of each part by its folder, and of the rest as that of the frame."""
        found: dict[str, str] = {}
        frame: list[bytes] = []
        start = 0
        while start < len(self._lines):
            names = _path(self._lines[start]).split(b"/", NAMES)
            end = start + 1
            if len(names) > NAMES:
                folder = b"/".join(names[:NAMES])
                end = bisect_left(self._lines, folder + _AFTER_SLASH, start, key=_path)
                found[os.fsdecode(folder)] = _digest(b"\0".join(self._lines[start:end]))
            else:
                frame.append(self._lines[start])
            start = end
        return {FRAME: _digest(b"\0".join(frame)), **found}

    def below(self, folder: str) -> Mapping[str, str]:
        """Path and blob id of every file below a folder, as in `ids`."""
        inside = os.fsencode(folder) + b"/"
        start = _place(self._lines, inside)
        end = _place(self._lines, inside[:-1] + _AFTER_SLASH)
        return dict(map(_file, self._lines[start:end]))

    def id_of(self, path: str) -> str:
        """Return the blob id of one file, as in `ids`; nothing where there is none."""
        name = os.fsencode(path)
        at = _place(self._lines, name)
        found = _file(self._lines[at]) if at < len(self._lines) else ("", "")
        return found[1] if found[0] == path else ""

    @cached_property
    def _lines(self) -> list[bytes]:
        _ = self.digest  # the listing goes when it is taken apart: a city's takes 30 MiB
        lines, self._listing = self._listing.split(b"\0")[:-1], b""
        return lines


def records_tree(root: Path) -> Tree:
    """List what the loader would read below `root/records`, in one pass and without reading what did not change.

    Hidden and ignored files are listed too, as they are read; so are links and other things that are refused.
    Untracked devices are not seen, and nothing that Git keeps for itself (`.git`).
    """
    root = root.resolve()
    folder = root / FOLDER
    if folder.is_symlink() or not folder.is_dir():
        return Tree(b"", None)
    top = top_of(root)
    listed = _from_git(root, top) if top else None
    return listed or Tree(_listing(_hashed(root, on_disk(str(root), FOLDER), _DIGITS)), None)


def tree_digest(root: Path) -> str:
    """Return what stands for all records as they are on disk."""
    return records_tree(root).digest


def _from_git(root: Path, top: Path) -> Tree | None:
    """Ask the index; None where Git fails, or keeps other contents than those on disk."""
    try:
        git = Git(root)
    except HistoryError:
        return None
    settings = settings_of(git, top)
    above = [folder / ATTRIBUTES for folder in (root, *root.parents) if folder == top or top in folder.parents]
    if settings is None or settings.line_ends or any(map(converts, (*settings.attribute_files, *above))):
        return None
    status, out = git.told(*_LIST, settings={**settings.silenced, **_EXACT}, extra={"GIT_WORK_TREE": str(top)})
    if status or (f"/{ATTRIBUTES}\0".encode() in out and _converts_below(root, out)):
        return None
    if out.count(b"\0" + _CLEAN) + out.startswith(_CLEAN) == out.count(b"\0"):
        return Tree(out, {})
    return _corrected(root, out)


def _converts_below(root: Path, out: bytes) -> bool:
    paths = (record.rpartition(b"\t")[2].removeprefix(b"? ") for record in out.split(b"\0"))
    files = [root / os.fsdecode(path) for path in paths if path.endswith(f"/{ATTRIBUTES}".encode())]
    return any(not file.exists() or converts(file) for file in files)


def _corrected(root: Path, out: bytes) -> Tree:
    """Correct the index where it says itself that it differs from disk, or does not look."""
    index, doubtful = _Index(), set[bytes]()
    for record in out.split(b"\0")[:-1]:
        if record.startswith(_CLEAN):
            index.lines.append(record)
        elif record.startswith(_OTHER):
            doubtful.add(record[2:])
        else:
            about, _, path = record.partition(b"\t")
            tag, mode, blob, stage = about.split(b" ")
            if tag != _SURE or mode not in _FILES:
                doubtful.add(path)
            if mode in _FILES and stage == b"0":
                index.others[path] = (mode, blob)
    fresh = dict(_hashed(root, _looked_at(root, doubtful), index.digits))
    for path in [path for path, (mode, _) in fresh.items() if mode not in _ORDINARY]:
        doubtful.update(index.below(path + b"/"))
    known = {path: index.file(path) for path in doubtful | fresh.keys()}
    unlike = [path for path, file in known.items() if file != fresh.get(path)]
    ids = {os.fsdecode(path): file[1].decode() if (file := known[path]) else None for path in unlike}
    return Tree(index.listing(doubtful, fresh), ids)


class _Index:
    """The files of the index: plain ones as Git lists them, in order, and the others by path."""

    def __init__(self) -> None:
        self.lines: list[bytes] = []
        self.others: dict[bytes, _File] = {}

    @property
    def digits(self) -> int:
        """How long an id is."""
        blob = self.lines[0].split(b" ")[2] if self.lines else next(iter(self.others.values()), (b"", b""))[1]
        return len(blob) or _DIGITS

    def file(self, path: bytes) -> _File | None:
        """Return mode and id of a file; None where there is none."""
        at = self._at(path)
        if at < 0:
            return self.others.get(path)
        _, mode, blob, _ = self.lines[at].partition(b"\t")[0].split(b" ")
        return mode, blob

    def below(self, folder: bytes) -> Iterator[bytes]:
        """Yield the paths that begin with a folder's."""
        end = folder[:-1] + _AFTER_SLASH
        yield from map(_path, self.lines[_place(self.lines, folder) : _place(self.lines, end)])
        yield from (path for path in self.others if path.startswith(folder))

    def listing(self, without: Iterable[bytes], fresh: Mapping[bytes, _File]) -> bytes:
        """List the files without some, and with those that lie on disk."""
        gone = {*without, *fresh}
        others = {path: file for path, file in self.others.items() if path not in gone} | dict(fresh)
        for path in gone | others.keys():
            at = self._at(path)
            if at >= 0:
                del self.lines[at]
        for path, file in others.items():
            self.lines.insert(_place(self.lines, path), _line(path, file))
        return b"".join([line + b"\0" for line in self.lines])

    def _at(self, path: bytes) -> int:
        at = _place(self.lines, path)
        return at if at < len(self.lines) and _path(self.lines[at]) == path else -1


def _looked_at(root: Path, paths: Iterable[bytes]) -> Iterator[str]:
    """Yield the paths themselves, and for folders that Git does not enter what lies in them."""
    for path in map(os.fsdecode, paths):
        name = path.rstrip("/")
        where = root / name
        if where.is_dir() and not where.is_symlink():
            yield from on_disk(str(root), name)
        else:
            yield name


def _hashed(root: Path, paths: Iterable[str], digits: int) -> Iterator[tuple[bytes, _File]]:
    for path in paths:
        found = content_of(f"{root}/{path}")
        if found is not None:
            mode, content = found
            yield os.fsencode(path), (mode.encode(), blob_id(content, digits).encode())


def _listing(files: Iterable[tuple[bytes, _File]]) -> bytes:
    return b"".join(_line(path, file) + b"\0" for path, file in sorted(files))


def _line(path: bytes, file: _File) -> bytes:
    return b"H %b %b 0\t%b" % (*file, path)


def _file(line: bytes) -> tuple[str, str]:
    about, _, path = line.partition(b"\t")
    _, mode, blob, _ = about.decode().split(" ")
    return os.fsdecode(path), blob if mode == PLAIN else f"{mode} {blob}"


def _path(line: bytes) -> bytes:
    return line[line.index(b"\t") + 1 :]


def _place(lines: list[bytes], path: bytes) -> int:
    """Return where the line of a path stands, or would."""
    return bisect_left(lines, path, key=_path)


def _digest(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()
