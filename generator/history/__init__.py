"""What Git says of the records: which files there are, HEAD and its day, and who brought in each line, and when.

The only package that runs Git, read-only and with constant arguments; it knows no record and no reader of one.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from generator.history.carried import tracked
    from generator.history.commits import FileCommit
    from generator.history.committed import Committed
    from generator.history.head import Head, read_head
    from generator.history.parts import FOLDER, FRAME, part_of
    from generator.history.plumbing import HistoryError
    from generator.history.provenance import Provenance
    from generator.history.revision import History, is_after, read_history
    from generator.history.tree import Tree, records_tree, tree_digest

__all__ = [
    "FOLDER",
    "FRAME",
    "Committed",
    "FileCommit",
    "Head",
    "History",
    "HistoryError",
    "Provenance",
    "Tree",
    "is_after",
    "part_of",
    "read_head",
    "read_history",
    "records_tree",
    "tracked",
    "tree_digest",
]

# A name is fetched when it is asked for: a build of what did not change needs the listing and HEAD alone.
_HOMES = {
    **dict.fromkeys(("FOLDER", "FRAME", "part_of"), "parts"),
    **dict.fromkeys(("Head", "read_head"), "head"),
    **dict.fromkeys(("History", "is_after", "read_history"), "revision"),
    **dict.fromkeys(("Tree", "records_tree", "tree_digest"), "tree"),
    "Committed": "committed",
    "FileCommit": "commits",
    "tracked": "carried",
    "HistoryError": "plumbing",
    "Provenance": "provenance",
}


def __getattr__(name: str) -> Any:
    if name not in _HOMES:
        raise AttributeError(name)
    return getattr(import_module(f"{__name__}.{_HOMES[name]}"), name)
