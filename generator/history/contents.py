"""Contents of blobs, fetched from one Git process that stays open.

Knows ids and bytes; knows no path and no commit.
"""

from __future__ import annotations

from contextlib import suppress
from itertools import islice
from typing import IO, TYPE_CHECKING

if TYPE_CHECKING:
    import subprocess
    from collections.abc import Iterable, Iterator

    from generator.history.plumbing import Git

_AT_ONCE = 64
"""So many ids are asked for before the answers are read: they fit into a pipe, so neither side waits for the other."""


class Contents:
    """Asks for the contents of blobs."""

    def __init__(self, git: Git) -> None:
        self._git = git
        self._running: subprocess.Popen[bytes] | None = None

    def of(self, blobs: Iterable[str]) -> Iterator[bytes | None]:
        """Yield the content of each blob in turn; None for one that is not there."""
        waiting = iter(blobs)
        while asked := list(islice(waiting, _AT_ONCE)):
            yield from self._answers(asked)

    def __del__(self) -> None:
        """Let the process end with its only reader."""
        if self._running is not None:
            self._running.communicate()

    def _answers(self, asked: list[str]) -> Iterator[bytes | None]:
        if self._running is None:
            self._running = self._git.opened("cat-file", "--batch")
        put, got = self._running.stdin, self._running.stdout
        if put is None or got is None:  # never, as both are pipes
            return
        with suppress(BrokenPipeError):
            put.write("".join(f"{blob}\n" for blob in asked).encode("ascii"))
            put.flush()
        for _ in asked:
            yield _answer(got)


def _answer(got: IO[bytes]) -> bytes | None:
    _, _, about = got.readline().partition(b" ")
    kind, _, size = about.partition(b" ")
    if not size:
        return None
    content = got.read(int(size) + 1)[:-1]
    return content if kind == b"blob" else None
