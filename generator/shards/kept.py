"""What is kept of each community between builds, and how it is told whether it still holds.

Knows names and keys of the store; nothing of what the results mean.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, MutableMapping
from typing import TYPE_CHECKING, NamedTuple

from generator.fingerprint import key_of
from generator.shards.parcels import ParcelError, pack, unpack

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

    from generator.problems import Problem
    from generator.shards.orders import Made
    from generator.store import Store

_ROW, _FIELD, _STEP, _LINES = "community", "field", "step", "lines"
_ALWAYS = b""
_TOUCHED = "touched"


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
    is_broken: bool
    """Whether any of its files could not be read."""
    files: int
    fast: int


class LostError(Exception):
    """Something that was kept is gone in the middle of a build, which has to begin anew with nothing kept."""


class Kept:
    """The rows of an earlier build, and what may be taken over from it."""

    def __init__(self, store: Store, purpose: str) -> None:
        """Take up the rows that were kept for a purpose; building and checking keep their own."""
        self._store = store
        self._row, self._field, self._step = (f"{purpose}/{kind}" for kind in (_ROW, _FIELD, _STEP))
        self._rows: dict[str, Row] = {}
        for name, key, data in store.get_all(self._row):
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
        for field, data in made.fields.items():
            self._store.put(self._field, f"{name}/{field}", digests[field], data)
        row = Row(key, made.problems, made.outcome_problems, digests, pages, made.is_broken, made.files, made.fast)
        self._store.put(self._row, name, key, pack(tuple(row)[1:]))
        self._rows[name] = row
        return row

    def field(self, name: str, field: str) -> bytes:
        """Return what a community gives to the whole.

        Raises:
            LostError: it is there no more, and must be worked out anew.
        """
        found = self._store.get(self._field, f"{name}/{field}", self._rows[name].fields[field])
        if found is None:
            raise LostError(name)
        return found

    def step(self, name: str, key: bytes) -> bytes | None:
        """Return what a step of the whole gave under a key."""
        return self._store.get(self._step, name, key)

    def take_step(self, name: str, key: bytes, data: bytes) -> None:
        """Keep what a step of the whole gave."""
        self._store.put(self._step, name, key, data)

    def forget_others(self, names: Collection[str]) -> None:
        """Drop what is kept of communities that are no more."""
        gone = self._rows.keys() - set(names)
        self._store.forget(self._row, gone)
        self._store.forget(self._field, (f"{name}/{field}" for name in gone for field in self._rows[name].fields))


class Lines(MutableMapping[str, bytes]):
    """The shelf on which the history keeps what it learned of each part, and which part it touched at which head."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._noted: set[str] = set()
        try:
            known = json.loads(store.get(_LINES, _TOUCHED, _ALWAYS) or b"{}")
            self._touched = {str(part): str(head) for part, head in known.items()}
        except (ValueError, AttributeError, RecursionError):
            self._touched = {}

    def settle(self, head: str) -> None:
        """Take note that what was put so far came with the commits up to this head."""
        if self._noted:
            self._touched.update(dict.fromkeys(self._noted, head))
            self._store.put(_LINES, _TOUCHED, _ALWAYS, json.dumps(self._touched).encode())
            self._noted.clear()

    def token(self, shelf_name: str, head: str) -> str:
        """Return what changes whenever a commit changed the files of a part."""
        return self._touched.get(shelf_name, head)

    def __getitem__(self, name: str) -> bytes:
        """Return what is kept under a name."""
        found = self._store.get(_LINES, name, _ALWAYS)
        if found is None:
            raise KeyError(name)
        return found

    def __setitem__(self, name: str, value: bytes) -> None:
        """Keep something under a name."""
        self._noted.add(name)
        self._store.put(_LINES, name, _ALWAYS, value)

    def __delitem__(self, name: str) -> None:
        """Drop what is kept under a name."""
        self._store.forget(_LINES, [name])

    def __iter__(self) -> Iterator[str]:
        """Yield every name."""
        return (name for name, _, _ in self._store.get_all(_LINES))

    def __len__(self) -> int:
        """Count the names."""
        return sum(1 for _ in self)
