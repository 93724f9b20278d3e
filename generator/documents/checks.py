"""The ids of everything that the paper floor can find wrong with a file.

A plain list for the handbook and the tests; the faults themselves are found by the other modules.
"""

from __future__ import annotations

DOCUMENT_CHECKS: tuple[str, ...] = (
    "file-too-large",
    "not-utf8",
    "gbk-file",
    "byte-order-mark",
    "lone-carriage-return",
    "tab-indent",
    "tab-character",
    "control-character",
    "invisible-character",
    "private-character",
    "lost-character",
    "variation-selector",
    "forbidden-escape",
    "yaml-directive",
    "document-marker",
    "several-documents",
    "empty-file",
    "too-deep",
    "too-many-values",
    "anchor-or-alias",
    "merge-key",
    "yaml-tag",
    "duplicate-key",
    "key-not-text",
    "fullwidth-blank",
    "fullwidth-colon",
    "missing-blank",
    "not-a-mapping",
    "flow-mapping",
    "nested-list",
    "empty-value",
    "wrapped-text",
    "text-cut-off",
    "folded-text",
    "yaml-syntax",
    "not-formattable",
)
