"""What is kept of each community between builds, and how it is told whether it still holds.

Knows names and keys of the store; nothing of what the results mean.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from generator.shards.parcels import ParcelError, pack, unpack
from generator.store import key_of

if TYPE_CHECKING:
    from collections.abc import Mapping

    from generator.problems import Problem
    from generator.shards.orders import Made
    from generator.store import Store

_ROW, _FIELD, _STEP = "community", "field", "step"


class Row(NamedTuple):
    """What must be known of a community to tell whether anything follows from a change elsewhere."""

    key: bytes
    """Of everything that the community's own results depend on."""
    problems: tuple[Problem, ...]
    outcome_problems: tuple[Problem, ...]
    fields: Mapping[str, bytes]
    """The digest of each thing that the community gives to the whole."""
    pages: str
    """The digest of its pages in the release; empty where there are none."""
    files: int
    quick_files: int


class Kept:
    """The rows of an earlier build, and what may be taken over from it."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._rows: dict[str, Row] = {}
        for name, key, data in store.get_all(_ROW):
            try:
                self._rows[name] = Row(key, *unpack(data))
            except (ParcelError, TypeError):
                continue

    def row(self, name: str, key: bytes) -> Row | None:
        """Return what is kept of a community, if it was worked out under the same key."""
        row = self._rows.get(name)
        return row if row is not None and row.key == key else None

    def take(self, name: str, key: bytes, made: Made, pages: str) -> Row:
        """Keep what was made of a community."""
        digests = {field: key_of(data) for field, data in made.fields.items()}
        before = self._rows.get(name)
        for field, data in made.fields.items():
            if before is None or before.fields.get(field) != digests[field]:
                self._store.put(_FIELD, f"{name}/{field}", digests[field], data)
        row = Row(key, made.problems, made.outcome_problems, digests, pages, made.files, made.quick_files)
        self._store.put(_ROW, name, key, pack(tuple(row)[1:]))
        self._rows[name] = row
        return row

    def field(self, name: str, field: str) -> bytes | None:
        """Return what a community gives to the whole; None where it was lost, and must be worked out anew."""
        return self._store.get(_FIELD, f"{name}/{field}", self._rows[name].fields[field])

    def step(self, name: str, key: bytes) -> bytes | None:
        """Return what a step of the whole gave under a key."""
        return self._store.get(_STEP, name, key)

    def take_step(self, name: str, key: bytes, data: bytes) -> None:
        """Keep what a step of the whole gave."""
        self._store.put(_STEP, name, key, data)

    def forget_others(self, names: set[str]) -> None:
        """Drop what is kept of communities that are no more."""
        gone = self._rows.keys() - names
        self._store.forget(_ROW, gone)
        self._store.forget(_FIELD, (f"{name}/{field}" for name in gone for field in self._rows[name].fields))
