"""From bytes to a document: gate, fast lane, then the YAML parser, with every fault as a problem.

Knows the order of the readers; nothing of what a record means. It never raises.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.documents.fast_lane import read_log
from generator.documents.gate import admit
from generator.documents.limits import is_log, limits_of
from generator.problems import has_errors, in_order

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
    limits = limits_of(path)
    text, at_gate = admit(path, data, limits)
    if has_errors(at_gate):
        return None, in_order(at_gate)
    if is_log(path):
        log = read_log(path, text, limits)
        if log is not None:
            return log, in_order(at_gate)
    from generator.documents.composer import compose  # a build of canonical logs alone never needs the parser

    document, found = compose(path, text, limits)
    return document, in_order((*at_gate, *found))
