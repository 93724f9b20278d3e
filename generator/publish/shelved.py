"""A finished release as its own lists tell it, and whether the disk still holds what they say.

Knows nothing of the release that is being made; changes nothing on disk.
"""

from __future__ import annotations

import errno
import os
import stat
from hashlib import sha256
from typing import TYPE_CHECKING

from generator.publish.aside import FILE
from generator.publish.live import State, read_state, stamp, untouched
from generator.publish.manifest import MANIFEST, list_path, read_list, read_manifest, release_id

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

    from generator.publish.manifest import Manifest

_PLAIN = stat.S_IFREG | FILE
_NO_FILE = {errno.ENOENT, errno.ENOTDIR, errno.ELOOP}


class DamagedError(Exception):
    """A file of a finished release is gone or not what its list says."""

    def __init__(self, path: str) -> None:
        super().__init__(path)
        self.path = path


class Shelved:
    """A release on the shelf.

    Attributes:
        sound: whether every file may be taken for what the lists say.
        state: what is remembered of it; after `examine`, what was found.
    """

    def __init__(self, home: Path, name: str, manifest: Manifest, state: State | None) -> None:
        self.name, self.root = name, home / name
        self.commit, self.parts = manifest
        self.state = state
        self.sound = state is not None and untouched(self.root, state.folders)
        self._good: dict[str, dict[str, str]] = {}
        self._at = -1

    def close(self) -> None:
        """Let go of the folder."""
        if self._at >= 0:
            os.close(self._at)
            self._at = -1

    def holds(self, part: str) -> str:
        """Give the digest of a part's list; nothing where the part is not there or not whole."""
        return "" if part in self._good else self.parts.get(part, "")

    def files(self, part: str) -> Mapping[str, str]:
        """List a part: the hash of each file that is as it should be.

        Raises:
            DamagedError: the list itself is not what the manifest says.
        """
        if part in self._good or part not in self.parts:
            return self._good.get(part, {})
        return self._listed(part)

    def distrust(self, part: str) -> None:
        """Take a part for lost."""
        self._good[part] = {}
        self.sound = False

    def at(self, path: str) -> int:
        """Give the descriptor of the folder, once the file at the path looks as it did when it was published.

        Raises:
            DamagedError: the file is gone, is no plain file any more, or was changed since.
        """
        if self._at < 0:
            self._at = os.open(self.root, os.O_RDONLY | os.O_DIRECTORY | os.O_NOFOLLOW)
        try:
            found = os.lstat(path, dir_fd=self._at)
        except (FileNotFoundError, NotADirectoryError) as error:
            raise DamagedError(path) from error
        if found.st_mode != _PLAIN or self.state is None or found.st_mtime_ns > self.state.made:
            raise DamagedError(path)
        return self._at

    def examine(self) -> None:
        """Read every file and keep what proves right; afterwards `sound` tells whether that is all there is."""
        self._good = {}
        expected = dict.fromkeys(("files", "pages", "lists"), 0)
        for part in sorted(self.parts):
            try:
                listed = self._listed(part)
            except DamagedError:
                self._good[part] = {}
                continue
            bad = set(differing(self.root, listed))
            if bad:
                listed = self._good[part] = {path: listed[path] for path in listed if path not in bad}
            expected["lists"] += 1
            expected["files"] += len(listed)
            expected["pages"] += sum(path.endswith(".html") for path in listed)
        found = _walk(self.root)
        self.sound = not self._good and found.files == expected["files"] + expected["lists"] + 1
        inputs = self.state.inputs if self.state else ""
        self.state = found._replace(commit=self.commit, inputs=inputs, files=expected["files"], pages=expected["pages"])

    def _listed(self, part: str) -> dict[str, str]:
        path = list_path(part)
        data = read_plain(self.root / path)
        if data is None or sha256(data).hexdigest() != self.parts[part]:
            raise DamagedError(path)
        return read_list(data)


def shelved(home: Path, name: str) -> Shelved | None:
    """Take up a release by its manifest; none where that is gone, another's or not the one that gave the name."""
    data = read_plain(home / name / MANIFEST)
    if data is None or release_id(data) != name.partition("-")[0]:
        return None
    content = read_manifest(data)
    return Shelved(home, name, content, read_state(home, name)) if content else None


def read_plain(place: Path) -> bytes | None:
    """Read a file of a release; none where it is no plain file that everybody may read."""
    try:
        file = os.open(place, os.O_RDONLY | os.O_NOFOLLOW)
    except OSError as error:
        if error.errno in _NO_FILE:
            return None
        raise
    with os.fdopen(file, "rb") as reader:
        return reader.read() if os.fstat(file).st_mode == _PLAIN else None


def differing(root: Path, listed: Mapping[str, str]) -> Iterator[str]:
    """Find the listed files that are missing or have other bytes."""
    for path, digest in listed.items():
        data = read_plain(root / path)
        if data is None or sha256(data).hexdigest() != digest:
            yield path


def _walk(root: Path) -> State:
    """Count what is in a folder and take down how it looks."""
    files, made = 0, 0
    folders: dict[str, list[int]] = {}
    capitals = []
    for place, inner, names in os.walk(root):
        folder = place[len(str(root)) + 1 :]
        folders[folder] = stamp(place)
        if any(name != name.lower() for name in (*inner, *names)):
            capitals.append(folder)
        files += len(names)
        made = max((made, *(os.lstat(f"{place}/{name}").st_mtime_ns for name in names)))
    return State("", "", made, files, 0, sorted(capitals), folders)
