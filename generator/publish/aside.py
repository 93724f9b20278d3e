"""A folder that no reader sees yet: files are written, linked and taken away in it, never changed in place.

Knows which names a disk cannot hold side by side; knows nothing of parts or releases.
"""

from __future__ import annotations

import os
from errno import EEXIST, ENOTEMPTY
from pathlib import PurePosixPath
from typing import TYPE_CHECKING

from generator.publish.live import stamp
from generator.publish.refusals import clash

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from pathlib import Path

    from generator.problems import Problem

FILE, FOLDER = 0o644, 0o755
_NEW = os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_NOFOLLOW
_WHERE = os.O_RDONLY | os.O_DIRECTORY | os.O_NOFOLLOW


class TakenError(Exception):
    """The path, or what would have to be its folder, is there already; `place` is what is in the way."""

    def __init__(self, place: str) -> None:
        super().__init__(place)
        self.place = place


class Aside:
    """A folder in the making; what is in it is reached from its descriptor, wherever it is moved to.

    Attributes:
        root: where it was when it was opened.
        folders: every folder in it, itself as the empty text.
        capitals: the folders that hold a name with a capital letter.
    """

    def __init__(self, root: Path, folders: Iterable[str] = ("",), capitals: Iterable[str] = ()) -> None:
        self.root = root
        self.folders, self.capitals = set(folders), set(capitals)
        self._touched: set[str] = set()
        self._at = os.open(root, _WHERE)

    def close(self) -> None:
        """Let go of the folder."""
        if self._at >= 0:
            os.close(self._at)
            self._at = -1

    def write(self, path: str, data: bytes) -> None:
        """Write a new file."""
        self._name(path)
        try:
            file = os.open(path, _NEW, FILE, dir_fd=self._at)
        except FileExistsError as error:
            raise TakenError(path) from error
        try:
            rest = memoryview(data)
            while rest:
                rest = rest[os.write(file, rest) :]
            os.fchmod(file, FILE)
        finally:
            os.close(file)

    def read(self, path: str) -> bytes:
        """Read a file again that was written here."""
        with os.fdopen(os.open(path, os.O_RDONLY, dir_fd=self._at), "rb") as file:
            return file.read()

    def link(self, path: str, source: int) -> None:
        """Share a file with the folder of a descriptor; where the disk knows no hard links, copy it."""
        self._name(path)
        try:
            os.link(path, path, src_dir_fd=source, dst_dir_fd=self._at)
        except FileExistsError as error:
            raise TakenError(path) from error
        except OSError:
            with os.fdopen(os.open(path, os.O_RDONLY | os.O_NOFOLLOW, dir_fd=source), "rb") as file:
                self.write(path, file.read())

    def move(self, path: str, source: Aside) -> None:
        """Take a file over from another folder."""
        self._name(path)
        if os.access(path, os.F_OK, dir_fd=self._at, follow_symlinks=False):
            raise TakenError(path)
        os.rename(path, path, src_dir_fd=source._at, dst_dir_fd=self._at)

    def remove(self, path: str) -> None:
        """Take a file away."""
        os.unlink(path, dir_fd=self._at)
        self._touched.add(path.rpartition("/")[0])

    def close_empty(self, folder: str) -> None:
        """Take a folder away if nothing is left in it, and those above it likewise."""
        while folder in self.folders and folder:
            try:
                os.rmdir(folder, dir_fd=self._at)
            except OSError as error:
                if error.errno in {ENOTEMPTY, EEXIST}:
                    return
                raise
            for known in (self.folders, self.capitals, self._touched):
                known.discard(folder)
            folder = folder.rpartition("/")[0]
            self._touched.add(folder)

    def clashes(self) -> list[Problem]:
        """Find names that differ by case only; only folders in which something happened can hold new ones."""
        found = []
        for folder in sorted(self._touched & self.capitals):
            folded: dict[str, str] = {}
            for name in sorted(os.listdir(self.root / folder)):  # noqa: PTH208 - names, not paths
                other = folded.setdefault(name.lower(), name)
                if other != name:
                    found.append(clash(str(PurePosixPath(folder, name)), str(PurePosixPath(folder, other))))
        return found

    def settle(self) -> None:
        """Bring the folders in which something happened to the disk for good."""
        for folder in sorted(self._touched, reverse=True):
            sync(self.root / folder)

    def stamps(self, before: Mapping[str, list[int]]) -> dict[str, list[int]]:
        """Take down how each folder looks; those in which nothing happened look as before."""
        known = {folder: before[folder] for folder in self.folders - self._touched if folder in before}
        return {folder: known.get(folder) or stamp(f"{self.root}/{folder}") for folder in sorted(self.folders)}

    def _name(self, path: str) -> None:
        folder, _, name = path.rpartition("/")
        if folder not in self.folders:
            self._make(folder)
        self._touched.add(folder)
        if name != name.lower():
            self.capitals.add(folder)

    def _make(self, folder: str) -> None:
        self._name(folder)
        try:
            os.mkdir(folder, FOLDER, dir_fd=self._at)
        except FileExistsError as error:
            raise TakenError(folder) from error
        os.chmod(folder, FOLDER, dir_fd=self._at)
        self.folders.add(folder)
        self._touched.add(folder)


def sync(path: Path) -> None:
    """Bring a file or folder to the disk for good."""
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
