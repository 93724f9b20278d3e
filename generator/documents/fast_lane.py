"""A record file in canonical form, read without a YAML parser.

Accepts only text that every YAML reader takes for the same keys, lists and strings, else steps aside; the tests
hold what it reads equal to the parser's. Knows the form of a file, not its keys' meaning.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING, Any, NamedTuple

from generator.documents.nodes import Document, Fields, Items, Node, Scalar
from generator.documents.one_line import is_clean, is_plain, text_of
from generator.problems import Source

if TYPE_CHECKING:
    from collections.abc import Sequence

    from generator.documents.limits import Limits

_text_of = lru_cache(maxsize=1 << 14)(text_of)
"""Days, roles and offices come again in every file."""

_STEP = 2
"""By how many blanks a level is indented, and how long a hyphen with its blank is."""

_BLOCK = r"\|-?\n(?:\1(?(2)  |)  [^\n]*\n|\n)++"
_ROW = re.compile(rf"( *)(- )?(?:([A-Za-z0-9_][A-Za-z0-9_-]{{0,59}}):(?: (?:({_BLOCK})|(.+)\n)|\n)|(.*)\n)")
"""Blanks, hyphen, key, then a text block or the rest of the line; last what has no key.
It fits every line, so nothing of a file is passed over."""

_Row = tuple[str, str, str, str, str, str]
_END: _Row = ("\0", "", "", "", "", "")
"""Stands behind the last row, in no column."""


class _Aside(Exception):  # noqa: N818 - no error, only the word that the parser has to read this file
    """Something here is out of the ordinary."""


class _Rows(NamedTuple):
    """The rows of a file that say something, and the number of the line on which each begins."""

    rows: Sequence[_Row]
    lines: Sequence[int]


def read_nodes(path: str, data: bytes, limits: Limits) -> Document | None:
    """Read a file in canonical form, or return None where any of it is out of the ordinary.

    Args:
        path: POSIX path below the root, for the places.
        data: the file's bytes; what the gate would object to is out of the ordinary, too.
        limits: how much the file may hold.
    """
    root = _root(path, data, limits, "")
    return None if root is None else Document(path, root)


def read_plain(path: str, data: bytes, limits: Limits, place_key: str) -> dict[str, Any] | None:
    """Read a file in canonical form as dicts, tuples and texts, or return None.

    Args:
        path: POSIX path below the root, for the places.
        data: the file's bytes; what the gate would object to is out of the ordinary, too.
        limits: how much the file may hold.
        place_key: the key under which each dict carries its place; a file that writes it is out of the ordinary.
    """
    found: dict[str, Any] | None = _root(path, data, limits, place_key)
    return found


def is_written_canonically(data: bytes, limits: Limits) -> bool:
    """Tell whether a file is in canonical form to the letter: no remarks, no blank lines, nothing unusual."""
    text = _text(data, limits)
    if text is None or b"\r" in data:
        return False
    rows = _ROW.findall(text)
    return all(key or dash for _, dash, key, _, _, _ in rows) and _root("", data, limits, "") is not None


def _root(path: str, data: bytes, limits: Limits, place_key: str) -> Any:
    text = _text(data, limits)
    if text is None:
        return None
    try:
        rows = _rows(text)
        if _too_many(rows.rows, limits.values) or not rows.rows or rows.rows[0][0] or rows.rows[0][1]:
            return None
        lane = _Lane(path, rows, limits.depth, place_key)
        root = lane.fields(0, 1)
    except _Aside:
        return None
    return root if lane.at == len(rows.rows) else None


def _text(data: bytes, limits: Limits) -> str | None:
    if len(data) > limits.size or not data.endswith(b"\n"):
        return None
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError:
        return None
    return text.replace("\r\n", "\n") if "\r" in text else text


def _rows(text: str) -> _Rows:
    """Cut a text into rows; what says nothing, blank lines and remarks, is left out."""
    rows: list[_Row] = _ROW.findall(text)
    if not ("#" in text or "|" in text or "\n\n" in text or text[0] == "\n"):
        return _Rows(rows, range(1, len(rows) + 1))
    kept: list[_Row] = []
    lines: list[int] = []
    line = 1
    for row in rows:
        lead, dash, key, block, _, other = row
        if key or dash:
            kept.append(row)
            lines.append(line)
        elif not (other[:1] == "#" and is_clean(other)) and (other or lead):
            raise _Aside
        line += block.count("\n") or 1
    return _Rows(kept, lines)


def _too_many(rows: Sequence[_Row], most: int) -> bool:
    """Count texts, lists and groups as the parser does: a key with its value are two, a hyphen is one."""
    if 3 * len(rows) < most:
        return False
    return 1 + sum((2 if row[2] else 0) + (1 if row[1] else 0) for row in rows) > most


class _Lane:
    """Reads the rows of one file from the first to the last; `at` is the row that comes next."""

    def __init__(self, path: str, rows: _Rows, depth: int, place_key: str) -> None:
        """Begin a file; without a key for places it makes nodes, with one plain dicts."""
        self.at = 0
        self._path = path
        self._rows = (*rows.rows, _END)
        self._lines = rows.lines
        self._depth = depth
        self._place_key = place_key

    def fields(self, column: int, depth: int) -> Any:
        """Read a group of keys that stand in a column, counted from 0; the first of them is the row that comes next."""
        if depth >= self._depth:
            raise _Aside
        rows, bare, indent = self._rows, self._place_key, " " * column
        source = Source(self._path, self._lines[self.at], column + 1)
        values: dict[str, Any] = {}
        _, _, key, block, written, _ = rows[self.at]
        lead, dash = indent, ""
        value: Any
        while lead == indent and not dash:
            if not key or key in values:
                raise _Aside
            at = self.at
            self.at = at + 1
            if written:
                value = _text_of(written)
                if value is None:
                    raise _Aside
            elif block:
                value = _block_text(block, column)
            else:
                value = self._below(column, depth + 1)
            values[key] = value if bare else self._entry(at, column, value)
            lead, dash, key, block, written, _ = rows[self.at]
        if not bare:
            return Fields(tuple(values.values()), source)
        if bare in values:
            raise _Aside
        values[bare] = source
        return values

    def _entry(self, at: int, column: int, value: Any) -> tuple[Scalar, Node]:
        """Make nodes of a key and what stands at it."""
        _, _, key, _, written, _ = self._rows[at]
        line = self._lines[at]
        if isinstance(value, str):
            place = Source(self._path, line, column + len(key) + _STEP + 1)
            value = Scalar(value, place, bool(written) and is_plain(written))
        return Scalar(key, Source(self._path, line, column + 1)), value

    def _below(self, column: int, depth: int) -> Any:
        """Read what stands below a key: a list in the same column or a group further in."""
        lead, dash, _, _, _, _ = self._rows[self.at]
        if dash and len(lead) == column:
            return self._items(column, depth)
        if not dash and len(lead) == column + _STEP:
            return self.fields(column + _STEP, depth)
        raise _Aside

    def _items(self, column: int, depth: int) -> Any:
        if depth >= self._depth:
            raise _Aside
        rows = self._rows
        source = Source(self._path, self._lines[self.at], column + 1)
        items: list[Any] = []
        while True:
            lead, dash, key, _, _, other = rows[self.at]
            if not dash or len(lead) != column:
                break
            if key:
                items.append(self.fields(column + _STEP, depth + 1))
                continue
            text = _text_of(other)
            if text is None:
                raise _Aside
            if self._place_key:
                items.append(text)
            else:
                place = Source(self._path, self._lines[self.at], column + _STEP + 1)
                items.append(Scalar(text, place, is_plain(other)))
            self.at += 1
        return tuple(items) if self._place_key else Items(tuple(items), source)


def _block_text(block: str, column: int) -> str:
    """Return what a text block stands for: its lines without their indentation."""
    head, _, body = block.partition("\n")
    lines = body.split("\n")[:-1]
    indent = " " * (column + _STEP)
    if lines[0][len(indent) : len(indent) + 1] in {"", " "} or not lines[-1] or not is_clean(body):
        raise _Aside
    for line in lines:
        if line and not line.strip(" "):
            raise _Aside
    text = "\n".join(line[len(indent) :] for line in lines)
    return text if head.endswith("-") else f"{text}\n"
