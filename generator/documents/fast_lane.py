"""A month's activity log in canonical form, read without a YAML parser.

Accepts only text that every YAML reader takes for the same strings, else steps aside; the tests hold its
documents equal to the parser's. Knows the layout of a log, not its keys' meaning.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from generator.documents.nodes import Document, Fields, Items, Scalar
from generator.problems import Source

if TYPE_CHECKING:
    from generator.documents.limits import Limits
    from generator.documents.nodes import Node

_KEY = r"[a-z][a-z_]{0,39}"
_NO_TEXT = r"(?!(?:null|Null|NULL)\n)"
_TEXT = _NO_TEXT + r"[0-9A-Za-z\u4e00-\u9fff](?:[^\n:#]*[^\s:#])?"
_LINE = rf"{_KEY}: {_TEXT}\n"
_TEXTS = rf"{_KEY}:\n(?:  - {_TEXT}\n)++"
_LOG = re.compile(rf"(?:{_LINE})*+entries:\n(?:- {_LINE}(?:  (?:{_LINE}|{_TEXTS}))*+)++", re.ASCII)
_ROW = re.compile(r"(- |  |)([a-z_]+):(?: ([^\n]+)|((?:\n  - [^\n]+)+))?\n", re.ASCII)
_LIST = "entries"
_INDENT = 2
_ITEM = "\n  - "


def read_log(path: str, text: str, limits: Limits) -> Document | None:
    """Read a log that has passed the gate, or return None where any of it is out of the ordinary.

    Args:
        path: POSIX path below the root, for the places.
        text: the file's text with LF line ends.
        limits: how much the file may hold.
    """
    values = 2 * text.count("\n") + text.count("\n- ") + 1 - text.count(_ITEM)
    if not _LOG.fullmatch(text) or values > limits.values:
        return None
    head: dict[str, tuple[Scalar, Node]] = {}
    entries: list[Fields] = []
    row: dict[str, tuple[Scalar, Node]] = {}
    list_key = Scalar(_LIST, Source(path))
    line = 0
    for lead, key, value, listed in _ROW.findall(text):
        line += 1
        if lead == "- ":
            _close(entries, row)
            row = {}
        group = row if lead else head
        column = 1 + len(lead)
        if key in group or (key == _LIST and not lead and value):
            return None
        name = Scalar(key, Source(path, line, column))
        if listed:
            texts = _texts(path, line, listed)
            group[key] = (name, texts)
            line += len(texts.items)
        elif value:
            group[key] = (name, Scalar(value, Source(path, line, column + len(key) + _INDENT)))
        else:
            list_key = name
    _close(entries, row)
    items = Items(tuple(entries), Source(path, list_key.source.line + 1))
    fields = (*head.values(), (list_key, items))
    return Document(path, Fields(fields, fields[0][0].source))


def _texts(path: str, line: int, listed: str) -> Items:
    """Read the texts listed below the key of a line."""
    dash = _INDENT + 1
    texts = [Scalar(text, Source(path, line + n, dash + _INDENT)) for n, text in enumerate(listed.split(_ITEM)) if n]
    return Items(tuple(texts), Source(path, line + 1, dash))


def _close(entries: list[Fields], row: dict[str, tuple[Scalar, Node]]) -> None:
    """Add the entry whose lines have been read, if there is one."""
    if row:
        fields = tuple(row.values())
        entries.append(Fields(fields, fields[0][0].source))
