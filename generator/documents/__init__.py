"""YAML text with lines: the gate, the readers and the writer of record files.

Knows the form of a file; nothing of records, policies or the disk.
"""

from __future__ import annotations

from generator.documents.checks import DOCUMENT_CHECKS
from generator.documents.limits import LOG_LIMITS, RECORD_LIMITS, Limits
from generator.documents.nodes import Document, Fields, Items, Node, Scalar
from generator.documents.reader import read

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
    "read",
]
