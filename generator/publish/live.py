"""Which release is shown and what it was made of, told by one small private file beside it.

Knows nothing of pages or parts, and imports nothing that takes time: a build with nothing to do ends here.
"""

from __future__ import annotations

import json
import os
from typing import TYPE_CHECKING, NamedTuple
from zlib import crc32

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

RELEASES = "releases"
TEMPORARY = ".louzhang-"
"""What begins so is unfinished and swept away by the next publisher."""
_NOT_FOLLOWED = os.O_RDONLY | os.O_NOFOLLOW


class State(NamedTuple):
    """What is remembered of a finished release: its origin, its counts, and how its folders looked.

    Attributes:
        commit: the commit of the records that the release was made from.
        inputs: whatever the build says that it was made of; never read here, only compared.
        made: no file of the release was changed after this time (nanoseconds).
        files: how many files of the site it holds.
        pages: how many of them are pages.
        capitals: the folders that hold a name with a capital letter.
        folders: the inode and time of last change of each folder; adding, removing or swapping a file changes it.
    """

    commit: str
    inputs: str
    made: int
    files: int
    pages: int
    capitals: list[str]
    folders: dict[str, list[int]]


_TYPES = (str, str, int, int, int, list, dict)
"""Of what is remembered, in order."""


class Published(NamedTuple):
    """The release that readers see."""

    release: str
    commit: str
    inputs: str
    files: int
    pages: int


def published(out: Path) -> Published | None:
    """Tell what the site was made of; none where there is no site, or somebody put a hand to its folders."""
    name = shown(out)
    home = out.parent / RELEASES
    state = read_state(home, name) if name else None
    if state is None or not untouched(home / name, state.folders):
        return None
    return Published(name, state.commit, state.inputs, state.files, state.pages)


def shown(out: Path) -> str:
    """Name the release that a link shows; nothing where it shows none of ours."""
    try:
        folder, _, name = os.readlink(out).rpartition("/")  # noqa: PTH115 - no other path is made of it
    except OSError:
        return ""
    return name if folder == RELEASES else ""


def untouched(root: Path, folders: Mapping[str, list[int]]) -> bool:
    """Tell whether the folders of a release are as they were when it was finished."""
    try:
        return all(stamp(f"{root}/{folder}") == seen for folder, seen in folders.items())
    except (OSError, ValueError):
        return False


def stamp(folder: str) -> list[int]:
    """Take down what shows that names were added to, or removed from, a folder."""
    found = os.lstat(folder)
    return [found.st_ino, found.st_mtime_ns]


def state_place(home: Path, name: str) -> Path:
    """Name the private file of a release; it lies beside the release, since it differs from machine to machine."""
    return home / f".{name}.json"


def read_state(home: Path, name: str) -> State | None:
    """Read what is remembered of a release; a file that is damaged or of another version is as good as none."""
    try:
        file = os.open(state_place(home, name), _NOT_FOLLOWED)
        with os.fdopen(file, "rb") as reader:
            check, _, body = reader.read().partition(b"\n")
        if check != b"%08x" % crc32(body):
            return None
        state = State(**json.loads(body))
    except (OSError, ValueError, TypeError, RecursionError):
        return None
    return state if tuple(map(type, state)) == _TYPES else None


def write_state(home: Path, name: str, state: State) -> None:
    """Remember a release; the file is there whole or not at all."""
    body = json.dumps(state._asdict(), separators=(",", ":")).encode()
    draft = home / f"{TEMPORARY}state"
    draft.write_bytes(b"%08x\n" % crc32(body) + body)
    draft.replace(state_place(home, name))
