"""From bytes to a document: the fast lane, else the gate and the YAML parser, with every fault as a problem.

Knows the order of the readers; nothing of what a record means. It never raises.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.documents.fast_lane import read_nodes
from generator.documents.limits import limits_of

if TYPE_CHECKING:
    from generator.documents.nodes import Document
    from generator.problems import Problem


def read(path: str, data: bytes) -> tuple[Document | None, tuple[Problem, ...]]:
    """Read a record file.

    Args:
        path: POSIX path below the root; it names the place of problems and tells logs apart.
        data: the file's bytes.

    Returns:
        The document, or None where there is an error, and all problems in order of place.
    """
    document = read_nodes(path, data, limits_of(path))
    return (document, ()) if document is not None else read_slowly(path, data)


def read_slowly(path: str, data: bytes) -> tuple[Document | None, tuple[Problem, ...]]:
    """Read a record file by the gate and the YAML parser; what the fast lane takes comes out just the same."""
    from generator.documents.composer import compose  # a build of canonical files alone never needs the parser
    from generator.documents.gate import admit
    from generator.problems import has_errors, in_order

    limits = limits_of(path)
    text, at_gate = admit(path, data, limits)
    if has_errors(at_gate):
        return None, in_order(at_gate)
    document, found = compose(path, text, limits)
    return document, in_order((*at_gate, *found))
