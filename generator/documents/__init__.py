"""YAML text with lines: the gate, the readers and the writer of record files.

Knows the form of a file; nothing of records, policies or the disk. The writer loads its library when first used.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from generator.documents.checks import DOCUMENT_CHECKS
from generator.documents.fast_lane import read_plain
from generator.documents.limits import LOG_LIMITS, RECORD_LIMITS, Limits, limits_of
from generator.documents.nodes import Document, Fields, Items, Node, Scalar
from generator.documents.one_line import text_of as one_line_text
from generator.documents.reader import read

if TYPE_CHECKING:
    from generator.documents.writer import canonical, dump, texts

__all__ = [
    "DOCUMENT_CHECKS",
    "LOG_LIMITS",
    "RECORD_LIMITS",
    "Document",
    "Fields",
    "Items",
    "Limits",
    "Node",
    "Scalar",
    "canonical",
    "dump",
    "limits_of",
    "one_line_text",
    "read",
    "read_plain",
    "texts",
]


def __getattr__(name: str) -> Any:
    if name in {"canonical", "dump", "texts"}:
        from generator.documents import writer

        return getattr(writer, name)
    message = f"module {__name__!r} has no attribute {name!r}"
    raise AttributeError(message)
