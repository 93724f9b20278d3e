"""The entries of a month's log key by key: what stands under each key, in the order written.

Knows where a record holds its values, so that each entry is looked at once for all who ask; judges nothing.
"""

from __future__ import annotations

from functools import cached_property
from itertools import starmap
from operator import attrgetter, lt
from typing import TYPE_CHECKING, Any

from generator.problems import Source
from generator.records.activity import ENTRY_KEYS, Entries

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date

    from generator.records.activity import Entry

_row = attrgetter(*ENTRY_KEYS)
_place = attrgetter("path", "line", "column")


class Columns:
    """Entries by columns: one tuple of values for each key, None where an entry lacks the key."""

    def __init__(self, entries: Sequence[Entry]) -> None:
        self.entries = entries if isinstance(entries, Entries) else tuple(entries)
        self._nothing = (None,) * len(self.entries)
        written = entries.columns if isinstance(entries, Entries) else _by_key(self.entries)
        self._written = {key: column for key, column in written.items() if column != self._nothing}

    def of(self, key: str) -> tuple[Any, ...]:
        """Return what stands under a key, entry by entry."""
        return self._written.get(key, self._nothing)

    def has(self, key: str) -> bool:
        """Tell whether any entry has the key."""
        return key in self._written

    @cached_property
    def origins(self) -> tuple[Source, ...]:
        """Where the entries stand."""
        if isinstance(self.entries, Entries):
            return self.entries.origins
        return tuple(starmap(Source, map(_place, self.entries)))

    @cached_property
    def numbers(self) -> tuple[int, ...]:
        """The numbers of the entries."""
        return tuple(map(_NUMBERS.__getitem__, self.of("id")))

    @cached_property
    def rising(self) -> bool:
        """Tell whether each number is above the one before."""
        return all(map(lt, self.numbers, self.numbers[1:]))

    @cached_property
    def span(self) -> tuple[date, date] | None:
        """The first and the last day of the entries; None where there is no entry."""
        days = self.of("date")
        return (min(days), max(days)) if days else None


def _by_key(entries: Sequence[Entry]) -> Mapping[str, tuple[Any, ...]]:
    """Return what stands under each key of entries that were not read key by key."""
    return dict(zip(ENTRY_KEYS, zip(*map(_row, entries), strict=True), strict=True)) if entries else {}


class _Numbers(dict[str, int]):
    """The numbers that were asked for; every log of a community begins with the first again."""

    def __missing__(self, written: str) -> int:
        number = self[written] = int(written)
        return number


_NUMBERS = _Numbers()
