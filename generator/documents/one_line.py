"""What a value written on one line stands for, where every YAML reader agrees on it.

Knows plain texts and texts in quotes; nothing of keys, lists or files.
"""

from __future__ import annotations

import re

from generator.documents.characters import SUSPECT

_ORDINARY = "\n -~\u3001-\u303e\u4e00-\u9fff\uff01-\uff5e"
"""Characters that need no second look: the line end, printable ASCII, Chinese characters and punctuation."""

_UNUSUAL = re.compile(f"[^{_ORDINARY}]")
_UNREADABLE = re.compile(r"[\t\r]")
_FIRST = r"(?:-(?=[0-9A-Za-z])|[^\s\-?:,\[\]{}#&*!|>'\"%@`~=<.])"
_PLAIN = re.compile(rf"{_FIRST}[^:#]*+(?:(?::(?=\S)|(?<=\S)#)[^:#]*+)*+")
_SINGLE = re.compile(r"'((?:[^']|'')*+)'")
_DOUBLE = re.compile(r'"([^"\\]*+)"')
_NULLS = frozenset({"null", "Null", "NULL"})
_SIMPLE = re.compile(r"[0-9A-Za-z][0-9A-Za-z.-]*+")


def is_clean(text: str) -> bool:
    """Tell whether nothing in a text would make the gate speak of a character."""
    return not _UNUSUAL.search(text) or not (SUSPECT.search(text) or _UNREADABLE.search(text))


def text_of(written: str) -> str | None:
    """Return the text that stands between a key's colon and blank, or a hyphen and blank, and the end of the line.

    Returns:
        The text, or None where a YAML reader has to judge: remarks, lists in brackets, escapes, odd characters.
    """
    if _SIMPLE.fullmatch(written):
        return None if written in _NULLS else written
    if not is_clean(written):
        return None
    if _PLAIN.fullmatch(written):
        return None if written[-1].isspace() or written in _NULLS else written
    quoted = _SINGLE.fullmatch(written)
    if quoted:
        return quoted[1].replace("''", "'") or None
    quoted = _DOUBLE.fullmatch(written)
    return (quoted[1] or None) if quoted else None


def is_plain(written: str) -> bool:
    """Tell whether a value that stands for a text was written without quotes."""
    return written[0] not in "'\""
