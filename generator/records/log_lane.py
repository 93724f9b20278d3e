"""From the bytes of a month's log in canonical form straight to its entries.

Knows how a list of flat records is laid out and takes from `WrittenEntry` which keys there are and what each may hold;
knows no key's meaning. The tests hold its logs equal to those that `read_record` builds.
"""

from __future__ import annotations

import re
from functools import cache
from itertools import accumulate, repeat, zip_longest
from typing import TYPE_CHECKING, Annotated, Any, NamedTuple, get_args, get_origin

from pydantic import ConfigDict, TypeAdapter, ValidationError

from generator.documents import one_line_text
from generator.problems import Source
from generator.records.activity import ENTRY_KEYS, ActivityLog, Entries, Entry, WrittenEntry
from generator.records.base import ORIGIN, written_fields
from generator.records.scalars import SURE_ID, Id

if TYPE_CHECKING:
    from collections.abc import Mapping

    from pydantic.fields import FieldInfo

    from generator.documents import Limits

_LIST = "entries"
_KEPT = 1 << 13
"""How many values of a field, and how many ends of entries, are remembered from one log to the next."""

_HEAD = re.compile(rf"((?:[a-z_]+: .*\n)*){_LIST}:\n")
_HEAD_LINE = re.compile(r"([a-z_]+): (.*)\n")
_IDS = rf"  ([a-z_]+):(?: ({SURE_ID})\n|\n((?:  - {SURE_ID}\n)++)(?!  - ))"
"""A key with an id or a list of ids, whatever it is for."""

_LINE = re.compile(rf"{_IDS}|  ([a-z_]+):(?: (.*)\n|\n((?:  - .*\n)+))|(?s:(.+))")
"""The same, or a key with any text or list; last what is neither."""

_ITEM = "  - "
_NEXT = f"\n{_ITEM}"
_COLUMN = 3
"""Where the first key of an entry stands."""


class _Aside(Exception):  # noqa: N818 - no error, only the word that the log is read the ordinary way
    """Something here is out of the ordinary."""


def read_log(path: str, data: bytes, limits: Limits) -> ActivityLog | None:
    """Read a month's log, or return None where any of it is out of the ordinary.

    Args:
        path: POSIX path below the root, for the places.
        data: the file's bytes, in which nothing is marked as still to be written.
        limits: how much the file may hold.
    """
    if len(data) > limits.size or not data.endswith(b"\n"):
        return None
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError:
        return None
    head = _HEAD.match(text)
    if head is None or _too_many(text, limits.values):
        return None
    try:
        entries = _lane().entries(path, text, head.end())
        log = ActivityLog.model_validate({ORIGIN: Source(path), **_texts(head[1]), _LIST: ()})
    except (_Aside, ValidationError):
        return None
    return log.model_copy(update={_LIST: entries})


def _too_many(text: str, most: int) -> bool:
    """Count texts, lists and groups as the parser does: two a line, one more at a new entry, one in a list."""
    lines = text.count("\n")
    return 3 * lines >= most and 2 * lines + text.count("\n- ") + 1 - text.count(_NEXT) > most


def _texts(head: str) -> dict[str, str]:
    """Read what stands above the entries."""
    texts: dict[str, str] = {}
    for key, written in _HEAD_LINE.findall(head):
        text = one_line_text(written)
        if text is None or key in texts or key in {_LIST, ORIGIN}:
            raise _Aside
        texts[key] = text
    return texts


class _Known(dict[str, Any]):
    """What the texts of one field stand for, as the field's own type says; each is judged once."""

    def __init__(self, declared: Any) -> None:
        """Begin with nothing known."""
        super().__init__()
        strict = ConfigDict(strict=WrittenEntry.model_config["strict"], allow_inf_nan=False)
        self._value = TypeAdapter(declared, config=strict).validator.validate_python

    def __missing__(self, written: str) -> Any:
        text = one_line_text(written)
        if text is None:
            raise _Aside
        if len(self) >= _KEPT:
            self.clear()
        value = self[written] = self._value(text)
        return value


class _Key(NamedTuple):
    """A key that an entry may have: its place among the values of an end, and what its values stand for."""

    place: int
    known: _Known
    listed: bool
    of_ids: bool


def _key(place: int, info: FieldInfo) -> _Key:
    """Learn from its declaration what may stand under a key: one value, or a list of such values."""
    declared: Any = info.annotation
    if type(None) in get_args(declared):
        declared = next(member for member in get_args(declared) if member is not type(None))
    listed = get_origin(declared) is tuple
    if listed:
        declared = get_args(declared)[0]
    if info.metadata:
        declared = Annotated[(declared, *info.metadata)]
    return _Key(place, _Known(declared), listed, of_ids=declared == Id)


_Values = tuple[Any, ...]
_End = tuple[_Values, int]
"""What follows an entry's required keys: the values in the order declared, and the lines that the entry takes."""


class _Ends(dict[str, _End]):
    """The ends of entries; each is judged once."""

    def __init__(self, keys: Mapping[str, _Key], before: int) -> None:
        """Begin with nothing known but the keys, and how many lines stand before an end."""
        super().__init__()
        self._keys = keys
        self._of_one = {name: key.place for name, key in keys.items() if key.of_ids and not key.listed}
        self._of_many = {name: key.place for name, key in keys.items() if key.of_ids and key.listed}
        self._before = before

    def __missing__(self, written: str) -> _End:
        values: _Values = ()
        for with_ids, one, ids, name, text, texts, _ in _LINE.findall(written):
            found = self.placed(with_ids, one, ids) if with_ids else self._placed(name, text, texts)
            values = _put(values, *found)
        if len(self) >= _KEPT:
            self.clear()
        end = self[written] = (values, self._before + written.count("\n"))
        return end

    def placed(self, name: str, one: str, ids: str) -> tuple[int, Any]:
        """Tell the place of a key, and what it holds: one id, or a list of them."""
        place = (self._of_one if one else self._of_many).get(name)
        if place is not None:
            return place, one or tuple(ids[len(_ITEM) : -1].split(_NEXT))
        return self._placed(name, one, ids)

    def _placed(self, name: str, text: str, texts: str) -> tuple[int, Any]:
        """Tell the same of a key with anything, as the key's own type says."""
        if name not in self._keys:
            raise _Aside
        place, known, listed, _ = self._keys[name]
        if not listed:
            return place, known[text]
        return place, tuple([known[item] for item in texts[len(_ITEM) : -1].split(_NEXT)])


def _put(values: _Values, place: int, value: Any) -> _Values:
    """Put a value in its place, where there is none."""
    gap = place - len(values)
    if gap >= 0:
        return values + (None,) * gap + (value,)
    if values[place] is not None:
        raise _Aside
    return (*values[:place], value, *values[place + 1 :])


class _EntryLane:
    """How entries are written, taken from what is declared of them."""

    def __init__(self) -> None:
        """Learn the keys: first the required ones in their order, then any of the others."""
        fields = {key: WrittenEntry.model_fields[name] for key, name in written_fields(WrittenEntry).items()}
        first = [key for key, info in fields.items() if info.is_required()]
        others = [key for key in fields if key not in first]
        self._first = [_key(place, fields[key]).known for place, key in enumerate(first)]
        self._ends = _Ends({key: _key(place, fields[key]) for place, key in enumerate(others)}, len(first))
        start = "  ".join(f"{re.escape(key)}: (.*)\n" for key in first)
        self._pattern = re.compile(rf"- {start}(?:{_IDS})?+((?:  .*\n)*+)|(?s:(.+))")

    def entries(self, path: str, text: str, start: int) -> Entries:
        """Read the entries that begin at a position of the text and reach to its end, key by key."""
        found = self._pattern.findall(text, start)
        if not found or found[-1][-1]:
            raise _Aside
        *first, names, ones, lists, ends, _ = zip(*found, strict=True)
        required = [tuple(map(known.__getitem__, texts)) for known, texts in zip(self._first, first, strict=True)]
        rests, sizes = zip(*map(self._ends.__getitem__, ends), strict=True)
        others = [*map(list, zip_longest(*rests))]
        lines = list(sizes)
        for number in [number for number, name in enumerate(names) if name]:
            place, value = self._ends.placed(names[number], ones[number], lists[number])
            while place >= len(others):
                others.append([None] * len(found))
            if others[place][number] is not None:
                raise _Aside
            others[place][number] = value
            lines[number] += 1 + lists[number].count("\n")
        begins = list(accumulate(lines, initial=1 + text.count("\n", 0, start)))[:-1]
        entries = Entries(map(Entry, *required, repeat(path), begins, repeat(_COLUMN), *others))
        entries.columns = dict(zip(ENTRY_KEYS, (*required, *map(tuple, others)), strict=False))
        entries.origins = tuple(map(Source, repeat(path), begins, repeat(_COLUMN)))
        return entries


@cache
def _lane() -> _EntryLane:
    return _EntryLane()
