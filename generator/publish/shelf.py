"""The folder of releases: one publisher at a time, the link that readers follow, how many releases stay.

Knows nothing of what is in a release.
"""

from __future__ import annotations

import fcntl
import re
import shutil
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from generator.publish.aside import FOLDER, Aside, sync
from generator.publish.live import RELEASES, TEMPORARY, shown, state_place
from generator.publish.refusals import PublishError, foreign

if TYPE_CHECKING:
    from collections.abc import Iterator

KEPT = 3
"""Releases that stay on disk: a reader in the middle of a visit, and a way back."""

_RELEASE = re.compile(r"[0-9a-f]{40}(-\d+)?")
_STATE = re.compile(rf"\.({_RELEASE.pattern})\.json")


class Shelf:
    """The releases beside one `out`."""

    def __init__(self, out: Path) -> None:
        self.out, self.home = out, out.parent / RELEASES

    @contextmanager
    def alone(self) -> Iterator[None]:
        """Hold the lock of the release folder: publishers queue; the lock dies with its process."""
        self.out.parent.mkdir(parents=True, exist_ok=True)
        self.home.mkdir(exist_ok=True)
        self.home.chmod(FOLDER)
        with (self.home / ".lock").open("ab") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            yield

    def sweep(self) -> None:
        """Remove what a killed or failed build left behind."""
        self._draft.unlink(missing_ok=True)
        for left in sorted(self.home.iterdir()):
            state = _STATE.fullmatch(left.name)
            if left.name.startswith(TEMPORARY) and left.is_dir() and not left.is_symlink():
                shutil.rmtree(left)
            elif left.name.startswith(TEMPORARY) or (state and not (self.home / state[1]).is_dir()):
                left.unlink()

    def current(self) -> str:
        """Name the release shown now; refuse a folder or link that we did not make."""
        if self.out.is_symlink():
            name = shown(self.out)
            if not _RELEASE.fullmatch(name):
                raise PublishError((foreign(self.out),))
            return name if (self.home / name).is_dir() else ""
        if self.out.exists() and (self.out.name == RELEASES or not self.out.is_dir() or any(self.out.iterdir())):
            raise PublishError((foreign(self.out),))
        return ""

    def aside(self, name: str) -> Aside:
        """Begin a new folder that no reader sees."""
        place = self.home / f"{TEMPORARY}{name}"
        place.mkdir()
        place.chmod(FOLDER)
        return Aside(place)

    def take_down(self, name: str) -> Path:
        """Take a release off the shelf, to be made into another or thrown away."""
        return (self.home / name).rename(self.home / f"{TEMPORARY}{name}")

    def put_up(self, place: Path, name: str) -> None:
        """Put a finished folder on the shelf."""
        place.rename(self.home / name)
        sync(self.home)

    def free_name(self, name: str) -> str:
        """Name a release; a damaged one of the same name is left alone."""
        number, found = 1, name
        while (self.home / found).exists():
            number += 1
            found = f"{name}-{number}"
        return found

    def newest_first(self) -> list[str]:
        """Order the releases by when they were made or last shown again, which is when their state was written."""
        now = shown(self.out)
        found = [entry.name for entry in self.home.iterdir() if _RELEASE.fullmatch(entry.name) and entry.is_dir()]
        return sorted(found, key=lambda name: (name == now, self._age(name), name), reverse=True)

    def alike(self, name: str) -> list[str]:
        """Name the releases that say they are of this content."""
        return [found for found in self.newest_first() if found.partition("-")[0] == name]

    def point(self, name: str) -> None:
        """Let `out` show a release, in one step."""
        link = self._draft
        link.unlink(missing_ok=True)
        link.symlink_to(Path(RELEASES, name))
        if self.out.is_dir() and not self.out.is_symlink():
            self.out.rmdir()
        link.replace(self.out)
        sync(self.out.parent)

    def beyond(self, room: int) -> list[str]:
        """Name the releases for which there is no room, newest first; none of them is shown by a link beside `out`."""
        links = [entry for entry in self.out.parent.iterdir() if entry.is_symlink()]
        linked = {link.readlink().name for link in links}
        return [name for name in self.newest_first()[room:] if name not in linked]

    def prune(self) -> None:
        """Throw away the releases for which there is no room."""
        for name in self.beyond(KEPT):
            shutil.rmtree(self.take_down(name))
            state_place(self.home, name).unlink(missing_ok=True)

    @property
    def _draft(self) -> Path:
        return self.out.parent / f"{TEMPORARY}{self.out.name}"

    def _age(self, name: str) -> int:
        try:
            return state_place(self.home, name).lstat().st_mtime_ns
        except FileNotFoundError:
            return 0
