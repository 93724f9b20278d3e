"""What a site is made of, told without reading it: the records' files, the last commit, the generator's own files.

Knows what stands for each of them; nothing of what is made. Imports next to nothing, as every build begins here.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from generator import fingerprint
from generator.fingerprint import key_of
from generator.history import read_head, records_tree

if TYPE_CHECKING:
    from pathlib import Path

    from generator.history import Head, Tree


class Look(NamedTuple):
    """What lay in a folder when a build began."""

    root: Path
    tree: Tree
    head: Head | None
    code: bytes
    """What stands for the generator's own files, by size and time."""

    def inputs(self, day: str) -> str:
        """Return what stands for everything that a site of a day is made of; equal only where nothing was touched.

        Args:
            day: the day to go by as it was given, empty where none was.
        """
        return key_of(self.code, self.tree.digest, self.head.commit if self.head else "", day).hex()


def look_at(root: Path) -> Look:
    """Look at the folder that holds `records/`.

    Raises:
        HistoryError: Git cannot tell the history.
    """
    return Look(root, records_tree(root), read_head(root), fingerprint.by_stat())
