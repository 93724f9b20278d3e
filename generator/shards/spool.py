"""A file for what waits until the whole is known, so that it need not be held in memory.

Knows names and values; the file has no name, and is gone with the build.
"""

from __future__ import annotations

import tempfile
from typing import TYPE_CHECKING, Any, Self

from generator.shards.parcels import pack, unpack

if TYPE_CHECKING:
    from pathlib import Path
    from types import TracebackType


class Spool:
    """Values by name; use it as a context."""

    def __init__(self, folder: Path) -> None:
        """Begin a file in a folder."""
        folder.mkdir(parents=True, exist_ok=True)
        self._file = tempfile.TemporaryFile(dir=folder)  # noqa: SIM115 - closed when the context ends
        self._places: dict[str, tuple[int, int]] = {}

    def put(self, name: str, value: object) -> None:
        """Put a value away."""
        data = pack(value)
        self._places[name] = self._file.seek(0, 2), len(data)
        self._file.write(data)

    def take(self, name: str) -> Any:
        """Return what was put away under a name; None where nothing was."""
        if name not in self._places:
            return None
        start, length = self._places[name]
        self._file.seek(start)
        return unpack(self._file.read(length))

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._file.close()
