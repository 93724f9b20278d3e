"""The entries of a month's log key by key: what stands under each key, in the order written.

Knows where a record holds its values, so that each entry is looked at once for all who ask; judges nothing.
"""

from __future__ import annotations

from functools import cached_property
from itertools import chain
from operator import attrgetter, itemgetter, lt
from typing import TYPE_CHECKING, Any

from generator.records.activity import Entry
from generator.records.base import ORIGIN

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date

_held = attrgetter("__dict__")
_given = attrgetter("__pydantic_fields_set__")
_ALWAYS = frozenset((ORIGIN, *(name for name, info in Entry.model_fields.items() if info.is_required())))


class Columns:
    """Entries by columns: one tuple of values for each key, None where an entry lacks the key."""

    def __init__(self, entries: Sequence[Entry]) -> None:
        self.entries = tuple(entries)
        # Entries that give the same keys mostly share one set of them.
        given: dict[int, set[str]] = {id(keys): keys for keys in map(_given, self.entries)}
        keys = tuple(_ALWAYS.union(chain.from_iterable(given.values())))
        columns = zip(*map(itemgetter(*keys), map(_held, self.entries)), strict=True) if given else ((),) * len(keys)
        self._written: Mapping[str, tuple[Any, ...]] = dict(zip(keys, columns, strict=True))

    def of(self, key: str) -> tuple[Any, ...]:
        """Return what stands under a key, entry by entry."""
        found = self._written.get(key)
        return (None,) * len(self.entries) if found is None else found

    def has(self, key: str) -> bool:
        """Tell whether there may be an entry with the key."""
        return key in self._written

    @cached_property
    def numbers(self) -> tuple[int, ...]:
        """The numbers of the entries."""
        return tuple(map(int, self.of("id")))

    @cached_property
    def rising(self) -> bool:
        """Tell whether each number is above the one before."""
        return all(map(lt, self.numbers, self.numbers[1:]))

    @cached_property
    def span(self) -> tuple[date, date] | None:
        """The first and the last day of the entries; None where there is no entry."""
        days = self.of("date")
        return (min(days), max(days)) if days else None
