"""What earlier builds worked out, kept in one SQLite file: for each thing the key of its inputs and the result.

Knows names, keys and bytes; it never decides what is worked out, and losing the file costs time alone.
"""

from __future__ import annotations

import sqlite3
from contextlib import suppress
from hashlib import blake2b
from typing import TYPE_CHECKING, Self

from generator.fingerprint import key_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path
    from types import TracebackType

_SUM_BYTES = 16
_WAIT_SECONDS = 0.5
_TABLE = """
CREATE TABLE IF NOT EXISTS kept (
    kind TEXT NOT NULL, name TEXT NOT NULL, key BLOB NOT NULL, sum BLOB NOT NULL, value BLOB NOT NULL,
    PRIMARY KEY (kind, name)
) WITHOUT ROWID
"""
_PUT = "INSERT OR REPLACE INTO kept VALUES (?, ?, ?, ?, ?)"
_ONE = "SELECT name, key, sum, value FROM kept WHERE kind = ? AND name = ?"
_ALL = "SELECT name, key, sum, value FROM kept WHERE kind = ?"


class Store:
    """The kept results, open for one build; use it as a context.

    Of each thing only the newest result is kept. One made from other inputs counts as absent, and so does
    one that was cut or swapped. A file with any fault is begun anew; where none can be kept, or another build
    is writing, nothing is kept and nothing is said.
    """

    def __init__(self, path: Path | None) -> None:
        """Open the file at `path`, or keep everything in memory for this run alone."""
        self._path = path
        self._writes = True
        self._put: dict[tuple[str, str], None] = {}
        self._database = self._opened()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def get(self, kind: str, name: str, key: bytes) -> bytes | None:
        """Return what was worked out of a thing from the inputs with this key."""
        return next((value for _, found, value in self._rows(_ONE, kind, name) if found == key), None)

    def get_all(self, kind: str) -> Iterator[tuple[str, bytes, bytes]]:
        """Yield name, key and result of everything kept of a kind, in no order."""
        return self._rows(_ALL, kind)

    def put(self, kind: str, name: str, key: bytes, value: bytes) -> None:
        """Keep a result in place of the one before."""
        if self._writes:
            try:
                self._database.execute(_PUT, (kind, name, key, _sum(kind, name, key, value), value))
                self._put[kind, name] = None
            except sqlite3.Error:
                self._writes = False

    def forget(self, kind: str, names: Iterable[str]) -> None:
        """Drop what is kept of things that are no more."""
        if self._writes:
            with suppress(sqlite3.Error):
                self._database.executemany(
                    "DELETE FROM kept WHERE kind = ? AND name = ?", ((kind, name) for name in names)
                )

    def close(self) -> None:
        """Write what was put, and close the file; one that does not find it again is removed."""
        try:
            if self._writes:
                self._database.commit()
            else:
                self._database.rollback()
            sound = all(self._database.execute(_ONE, thing).fetchone() for thing in self._put)
        except sqlite3.Error as error:
            sound = _is_busy(error)
        with suppress(sqlite3.Error):
            self._database.close()
        if not sound and self._path is not None:
            _removed(self._path)

    def _rows(self, question: str, *asked: str) -> Iterator[tuple[str, bytes, bytes]]:
        try:
            rows = self._database.execute(question, asked)
            for name, key, checksum, value in rows:
                if checksum != _sum(asked[0], name, key, value):
                    self._begin_anew()
                    return
                yield name, key, value
        except (sqlite3.Error, OverflowError, TypeError, AttributeError) as error:
            if not _is_busy(error):
                self._begin_anew()

    def _opened(self) -> sqlite3.Connection:
        if self._path is None:
            return _connected(":memory:")
        for attempt in range(2):
            try:
                self._path.parent.mkdir(parents=True, exist_ok=True)
                if self._path.is_symlink():
                    self._path.unlink()
                return _connected(str(self._path))
            except (sqlite3.Error, OSError) as error:
                if attempt or _is_busy(error) or not _removed(self._path):
                    break
        return _connected(":memory:")

    def _begin_anew(self) -> None:
        """Go on without a file that has a fault."""
        self._put = {}
        with suppress(sqlite3.Error):
            self._database.close()
        if self._path is not None:
            _removed(self._path)
        self._database = self._opened()


def _connected(place: str) -> sqlite3.Connection:
    database = sqlite3.connect(place, timeout=_WAIT_SECONDS, isolation_level="IMMEDIATE")
    try:
        # Losing the last build's results with the power costs time alone, so no write waits for the disk.
        database.execute("PRAGMA synchronous = OFF")
        database.execute("PRAGMA trusted_schema = OFF")
        database.execute(_TABLE)
        database.execute("SELECT kind, name, key, sum, value FROM kept LIMIT 1").fetchall()
    except sqlite3.Error:
        database.close()
        raise
    return database


def _removed(path: Path) -> bool:
    """Remove a file that is no store, and its journal; tell whether the place is free."""
    try:
        for found in (path, path.with_name(f"{path.name}-journal")):
            found.unlink(missing_ok=True)
    except OSError:
        return False
    return True


def _is_busy(error: Exception) -> bool:
    """Tell whether another build has the file; it is sound, only not ours now."""
    name = getattr(error, "sqlite_errorname", "")
    return isinstance(error, sqlite3.OperationalError) and name.startswith(("SQLITE_BUSY", "SQLITE_LOCKED"))


def _sum(kind: str, name: str, key: bytes, value: bytes) -> bytes:
    """Return the digest by which a row proves to be what was put, under the name that it was put.

    Raises:
        AttributeError, TypeError: a damaged row holds something else than text and bytes.
    """
    digest = blake2b(key_of(kind, name, key), digest_size=_SUM_BYTES)
    digest.update(value)
    return digest.digest()
