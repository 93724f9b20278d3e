"""Puts a demonstration under Git: one commit for the frame, one for each month, all with fixed dates.

Knows paths and days only; the one place that makes a repository, by Git's own import stream.
"""

from __future__ import annotations

import os
import re
import tempfile
from collections import defaultdict
from datetime import UTC, datetime, time, timedelta
from typing import IO, TYPE_CHECKING

from git import Repo

from generator.demo.days import confirmed_on, published_on
from generator.periods import Period
from generator.records.kinds import ROOT

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import date
    from pathlib import Path

_AUTHOR = "Louzhang demo <demo@example.invalid>"
_SHANGHAI = timedelta(hours=8)
_NOON = time(12)
_AFTER_MONTH = timedelta(days=10)
_BY_PERIOD = re.compile(r"/(?:logs|verifications|periods)/([0-9QH-]+)\.yaml$", re.ASCII)
_AWARDS = re.compile(r"/awards/([0-9]{4})\.yaml$", re.ASCII)


def commit_all(root: Path, months: Sequence[Period], as_of: date) -> None:
    """Make a repository of everything below `records/`; HEAD has the as-of day."""
    groups: dict[date, list[str]] = defaultdict(list)
    founded = months[0].first - timedelta(days=1)
    for path in sorted(found.relative_to(root).as_posix() for found in (root / ROOT).rglob("*.yaml")):
        groups[min(_day(path, founded), as_of)].append(path)
    with Repo.init(root, initial_branch="main") as repository, tempfile.TemporaryFile() as stream:
        repository.git.update_environment(GIT_CONFIG_GLOBAL=os.devnull, GIT_CONFIG_NOSYSTEM="1")
        for day in sorted(groups):
            _write_commit(stream, root, day, groups[day])
        stream.write(b"done\n")
        stream.seek(0)
        repository.git.fast_import("--quiet", "--done", istream=stream)
        repository.git.reset("--quiet")


def _day(path: str, founded: date) -> date:
    """Return the day on which a file is committed: a log after its month, a list when it is published."""
    found = _BY_PERIOD.search(path)
    if found:
        period = Period.parse(found[1])
        return period.last + _AFTER_MONTH if period.kind == "month" else published_on(period)
    award = _AWARDS.search(path)
    return confirmed_on(int(award[1])) if award else founded


def _write_commit(stream: IO[bytes], root: Path, day: date, paths: Sequence[str]) -> None:
    seconds = int((datetime.combine(day, _NOON, UTC) - _SHANGHAI).timestamp())
    message = f"Records up to {day}\n".encode()
    stream.write(b"commit refs/heads/main\n")
    stream.write(f"committer {_AUTHOR} {seconds} +0800\ndata {len(message)}\n".encode() + message)
    for part in _files(root, paths):
        stream.write(part)


def _files(root: Path, paths: Sequence[str]) -> Iterator[bytes]:
    for path in paths:
        data = (root / path).read_bytes()
        yield f"M 100644 inline {path}\ndata {len(data)}\n".encode() + data + b"\n"
