"""The main line of history, oldest commit first: which files each commit brought in, took away or renamed.

Knows Git's own output and nothing of what is in a file.
"""

from __future__ import annotations

import os
from typing import IO, TYPE_CHECKING

from msgspec import Struct

from generator.history.parts import FOLDER
from generator.history.plumbing import LOG

if TYPE_CHECKING:
    from collections.abc import Iterator

    from generator.history.plumbing import Git

_EACH_FILE = (
    *("--first-parent", "--diff-merges=first-parent", "--root", "-M", "-l200", "--reverse", "--sparse"),
    *("--raw", "--no-abbrev", "-z", "--relative", "--encoding=UTF-8", "--format=%H%x1f%ct%x1f%P%x1f%an"),
)
_CHUNK = 1 << 20
_FILES = {"100644", "100755", "120000"}


class Change(Struct, frozen=True):
    """A file of a commit: its blob id, empty where it went; what it was called before, if it was renamed."""

    path: str
    blob: str
    before: str = ""


class Step(Struct, frozen=True):
    """A commit of the main line with its first parent (empty for the first commit and where a clone is cut)."""

    commit: str
    seconds: str
    parent: str
    author: str
    changes: tuple[Change, ...]


def steps(git: Git, head: str, since: str = "") -> Iterator[Step]:
    """Yield the commits from the first one, or from the one after `since`, to HEAD.

    Raises:
        HistoryError: Git cannot read one of them.
    """
    command = (*LOG, *_EACH_FILE, head, *([f"^{since}"] if since else []), "--", FOLDER)
    with git.opened(*command) as running:
        if running.stdin:
            running.stdin.close()
        if running.stdout:
            yield from _steps(_tokens(running.stdout))
    if running.returncode:
        git.output(*command)  # once more, for its words


def _tokens(stream: IO[bytes]) -> Iterator[bytes]:
    rest = b""
    while chunk := stream.read(_CHUNK):
        *whole, rest = (rest + chunk).split(b"\0")
        yield from whole
    if rest:
        yield rest


def _steps(tokens: Iterator[bytes]) -> Iterator[Step]:
    about: list[str] = []
    changes: list[Change] = []
    for token in tokens:
        line = token.lstrip(b"\n")
        if line.startswith(b":"):
            changes += _changes(line.decode("ascii"), tokens)
        elif line:
            if about:
                yield _step(about, changes)
            about, changes = line.decode("utf-8", "replace").split("\x1f", 3), []
    if about:
        yield _step(about, changes)


def _step(about: list[str], changes: list[Change]) -> Step:
    commit, seconds, parents, author = about
    name = "".join(letter if letter.isprintable() else "\N{REPLACEMENT CHARACTER}" for letter in author)
    return Step(commit, seconds, parents.partition(" ")[0], name, tuple(changes))


def _changes(line: str, tokens: Iterator[bytes]) -> Iterator[Change]:
    _, mode, _, blob, status = line.split(" ")
    path = os.fsdecode(next(tokens))
    before = ""
    if status.startswith("R"):
        before, path = path, os.fsdecode(next(tokens))
    yield Change(path, blob if mode in _FILES else "", before)
