"""What Git says of the records: which files there are, HEAD and its day, and who brought in each line, and when.

The only package that runs Git, read-only and with constant arguments; it knows no record and no reader of one.
"""

from __future__ import annotations

from generator.history.commits import FileCommit
from generator.history.parts import FOLDER, FRAME, part_of
from generator.history.plumbing import HistoryError
from generator.history.provenance import Provenance
from generator.history.revision import Head, History, is_after, read_head, read_history, tracked
from generator.history.tree import Tree, records_tree, tree_digest

__all__ = [
    "FOLDER",
    "FRAME",
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
