"""From the bytes of a month's log in canonical form straight to its entries.

Knows how a list of flat records is laid out and takes from `Entry` itself which keys there are and what each may hold;
knows no key's meaning. The tests hold its logs equal to those that `read_record` builds.
"""

from __future__ import annotations

import re
from functools import cache
from itertools import accumulate, repeat
from typing import TYPE_CHECKING, Annotated, Any

from pydantic import BaseModel, ConfigDict, TypeAdapter, ValidationError

from generator.documents import one_line_text
from generator.problems import Source
from generator.records.activity import ActivityLog, Entry
from generator.records.base import ORIGIN, written_fields

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from pydantic.fields import FieldInfo

    from generator.documents import Limits

_LIST = "entries"
_KEPT = 1 << 13
"""How many values of a field, and how many ends of entries, are remembered from one log to the next."""

_HEAD = re.compile(rf"((?:[a-z_]+: .*\n)*){_LIST}:\n")
_HEAD_LINE = re.compile(r"([a-z_]+): (.*)\n")
_LINE = re.compile(r"  ([a-z_]+):(?: (.*)\n|\n((?:  - .*\n)+))|(?s:(.+))")
_ITEM = "  - "
_COLUMN = 3
"""Where the first key of an entry stands."""


_NOTHING = ("", None)


class _Aside(Exception):  # noqa: N818 - no error, only the word that the log is read the ordinary way
    """Something here is out of the ordinary."""


def read_log(path: str, data: bytes, limits: Limits) -> ActivityLog | None:
    """Read a month's log, or return None where any of it is out of the ordinary.

    Args:
        path: POSIX path below the root, for the places.
        data: the file's bytes.
        limits: how much the file may hold.
    """
    if len(data) > limits.size or not data.endswith(b"\n"):
        return None
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError:
        return None
    head = _HEAD.match(text)
    if head is None or _values(text) > limits.values:
        return None
    try:
        entries = _lane().entries(path, text, head.end())
        log = ActivityLog.model_validate({ORIGIN: Source(path), **_texts(head[1]), _LIST: ()})
    except (_Aside, ValidationError):
        return None
    return log.model_copy(update={_LIST: entries})


def _values(text: str) -> int:
    """Count texts, lists and groups as the parser does: two a line, one more at a new entry, one in a list."""
    return 2 * text.count("\n") + text.count("\n- ") + 1 - text.count("\n" + _ITEM)


def _texts(head: str) -> dict[str, str]:
    """Read what stands above the entries."""
    texts: dict[str, str] = {}
    for key, written in _HEAD_LINE.findall(head):
        text = one_line_text(written)
        if text is None or key in texts or key in {_LIST, ORIGIN}:
            raise _Aside
        texts[key] = text
    return texts


class _Known(dict[Any, Any]):
    """What the texts of one field stand for, as the field's own type says; each is judged once."""

    def __init__(self, model: type[BaseModel], info: FieldInfo) -> None:
        """Begin with nothing known."""
        super().__init__()
        strict = ConfigDict(strict=model.model_config["strict"], allow_inf_nan=False, arbitrary_types_allowed=True)
        declared: Any = Annotated[(info.annotation, *info.metadata)] if info.metadata else info.annotation
        self._value = TypeAdapter(declared, config=strict).validator.validate_python

    def __missing__(self, written: str | tuple[str, ...]) -> Any:
        texts = (one_line_text(written),) if isinstance(written, str) else tuple(map(one_line_text, written))
        if None in texts:
            raise _Aside
        if len(self) >= _KEPT:
            self.clear()
        value = self[written] = self._value(texts[0] if isinstance(written, str) else texts)
        return value


_End = tuple[dict[str, Any], set[str], int]
"""What follows an entry's required keys: the values, the names of all that the entry gives, the lines taken."""


class _Ends(dict[str, _End]):
    """The ends of entries; each is judged once."""

    def __init__(self, always: frozenset[str], optional: Mapping[str, tuple[str, _Known]]) -> None:
        """Begin with nothing known; `optional` leads from keys to attributes and what is known of them."""
        super().__init__()
        self._always = always
        self._optional = optional
        self._given: dict[tuple[str, ...], set[str]] = {}

    def __missing__(self, written: str) -> _End:
        values: dict[str, Any] = {}
        lines = 0
        for key, text, listed, rest in _LINE.findall(written):
            name, known = self._optional.get(key, _NOTHING)
            if rest or name in values or known is None:
                raise _Aside
            if listed:
                lines += listed.count("\n")
            values[name] = known[text or _items(listed)]
            lines += 1
        if len(self) >= _KEPT:
            self.clear()
        names = tuple(values)
        given = self._given.get(names)
        if given is None:
            given = self._given[names] = set(self._always.union(names))
        end = self[written] = (values, given, lines)
        return end


def _items(listed: str) -> tuple[str, ...]:
    """Cut the lines of a list apart."""
    if not listed:
        raise _Aside
    return tuple(line[len(_ITEM) :] for line in listed.split("\n")[:-1])


class _EntryLane:
    """How entries are written, taken from their type."""

    def __init__(self) -> None:
        """Learn the keys: first the required ones in their order, then any of the others."""
        attributes, fields = written_fields(Entry), Entry.model_fields
        known = {name: _Known(Entry, fields[name]) for name in attributes.values()}
        first = {key: name for key, name in attributes.items() if fields[name].is_required()}
        optional = {key: (name, known[name]) for key, name in attributes.items() if key not in first}
        self._first = list(first.values())
        self._known = [known[name] for name in self._first]
        self._ends = _Ends(frozenset((ORIGIN, *self._first)), optional)
        self._blank = {name: fields[name].get_default() for name in fields}
        start = "  ".join(f"{re.escape(key)}: (.*)\n" for key in first)
        self._pattern = re.compile(rf"- {start}((?:  .*\n)*)|(?s:(.+))")

    def entries(self, path: str, text: str, start: int) -> tuple[Entry, ...]:
        """Read the entries that begin at a position of the text and reach to its end."""
        found = self._pattern.findall(text, start)
        if not found or found[-1][-1]:
            raise _Aside
        *columns, lasts, _ = zip(*found, strict=True)
        ends = [self._ends[last] for last in lasts]
        size = len(self._first)
        lines = accumulate((end[-1] + size for end in ends), initial=1 + text.count("\n", 0, start))
        sources = map(Source, repeat(path), lines, repeat(_COLUMN))
        judged = (map(known.__getitem__, column) for known, column in zip(self._known, columns, strict=True))
        rows = zip(*judged, strict=True)
        return tuple(self._entries(zip(ends, sources, rows, strict=False)))  # there is a line more, that of the end

    def _entries(self, parts: Iterable[tuple[_End, Source, tuple[Any, ...]]]) -> Iterator[Entry]:
        """Make entries of values that their type has judged already, without judging them again."""
        blank = self._blank
        first, second, third, fourth = self._first  # an update by pairs would take four times as long
        for (changed, given, _), source, row in parts:
            values = blank.copy()
            values[ORIGIN] = source
            values[first], values[second], values[third], values[fourth] = row
            if changed:
                values.update(changed)
            entry = _new(Entry)
            _set_values(entry, values)
            _set_given(entry, given)
            _set_extra(entry, None)
            _set_private(entry, None)
            yield entry


_new = object.__new__
_set_values, _set_given, _set_extra, _set_private = (
    BaseModel.__dict__[slot].__set__
    for slot in ("__dict__", "__pydantic_fields_set__", "__pydantic_extra__", "__pydantic_private__")
)


@cache
def _lane() -> _EntryLane:
    return _EntryLane()
