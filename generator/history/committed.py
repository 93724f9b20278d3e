"""The records of the last commit as Git keeps them, for those who do not see the folder.

Knows files and their contents; knows no record and nobody who asks for them.
"""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from generator.history.contents import Contents
from generator.history.disk import PLAIN
from generator.history.parts import FOLDER
from generator.history.plumbing import Git, HistoryError
from generator.problems import msg

if TYPE_CHECKING:
    from pathlib import Path

    from generator.history.head import Head
    from generator.history.tree import Tree


class Committed:
    """The contents of the last commit's files."""

    def __init__(self, root: Path, tree: Tree, head: Head | None) -> None:
        """Stand ready; nothing is read yet.

        Raises:
            HistoryError: Git is not installed.
        """
        self._tree = tree
        self._git = Git(root.resolve())
        self._contents = Contents(self._git)
        self._head = head

    def unlike(self) -> str | None:
        """Return the first path that is no plain file, or not as the commit has it; None where there is none."""
        known = self._listed() if self._head is not None else {}
        found = self._tree.ids
        return min((path for path in {*known, *found} if known.get(path) != found.get(path)), default=None)

    def files(self, folder: str) -> tuple[tuple[str, bytes], ...]:
        """Return path and content of every file below a folder.

        Raises:
            HistoryError: Git does not have one of them at hand.
        """
        ids = self._tree.below(folder)
        contents = tuple(zip(ids, self._contents.of(ids.values()), strict=True))
        for path, data in contents:
            if data is None:
                raise HistoryError(msg("Git does not have the content of {path} at hand.", path=path))
        return tuple((path, data) for path, data in contents if data is not None)

    def _listed(self) -> dict[str, str]:
        """Path and blob id of each plain file of the commit; of any other its mode alone."""
        found = {}
        for entry in self._git.output("ls-tree", "-r", "-z", "HEAD", f"{FOLDER}/").split(b"\0")[:-1]:
            about, _, path = entry.partition(b"\t")
            mode, _, blob = about.decode("ascii").split(" ")
            found[os.fsdecode(path)] = blob if mode == PLAIN else mode
        return found
