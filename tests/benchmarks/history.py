"""A long history for a demonstration: every community commits its week, by clerks of its own.

`python -m tests.benchmarks.history WORK [--by month]` replaces the work's few commits; the files stay as they are.
Knows that a log or a sheet of sittings grows at its end, so that an earlier state is the beginning of the last one.
"""

from __future__ import annotations

import argparse
import calendar
import os
import re
import shutil
import subprocess
from collections import defaultdict
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from typing import IO, TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

CLERKS = ("Jia Wen", "Yi Ping", "Bing An", "Ding Ning", "Wu Yue")
"""Nobody real; the communities take turns."""
_GROWING = re.compile(rb"^- (?:id: \d+\n  date|on): (\d{4}-\d\d-\d\d)$", re.MULTILINE)
_DATED = re.compile(rb"^(?:published_on|opens|confirmed_on): (\d{4}-\d\d-\d\d)$", re.MULTILINE)
_SHANGHAI, _NOON = timedelta(hours=8), time(12)
_LAST_WEEKDAY = 6


class State(NamedTuple):
    """A file as it stood after a day: its first so many bytes."""

    day: date
    path: str
    size: int


def main() -> None:
    """Write the history."""
    parser = argparse.ArgumentParser(description="Give a demonstration a long history.")
    parser.add_argument("work", type=Path)
    parser.add_argument("--by", choices=("week", "month"), default="week")
    asked = parser.parse_args()
    print(rewrite(asked.work, asked.by), "commits")


def rewrite(root: Path, by: str) -> int:
    """Replace the repository of a demonstration and return how many commits it has."""
    as_of = date.fromisoformat(_git(root, "log", "-1", "--format=%cs").decode().strip())
    commits: dict[tuple[date, str], dict[str, int]] = defaultdict(dict)
    for path in sorted(file.relative_to(root).as_posix() for file in (root / "records").rglob("*.yaml")):
        owner = "/".join(path.split("/")[2:5:2]) if "/communities/" in path else ""
        for state in _states(path, (root / path).read_bytes()):
            day = min(_end(state.day, by), as_of)
            commits[day, owner if state.day != date.min else ""][path] = state.size
    shutil.rmtree(root / ".git")
    _git(root, "init", "--quiet", "--initial-branch=main")
    with subprocess.Popen(["git", "fast-import", "--quiet", "--done"], cwd=root, stdin=subprocess.PIPE) as running:
        if running.stdin is None:
            raise RuntimeError
        _write(running.stdin, root, commits)
    _git(root, "reset", "--quiet")
    return len(commits)


def _states(path: str, data: bytes) -> Iterator[State]:
    """Yield the states of a file in order; what bears no day has been there from the start."""
    if "/logs/" in path or "/verifications/" in path:
        starts = list(_GROWING.finditer(data))
        days = [date.fromisoformat(found[1].decode()) for found in starts]
        ends = [*(found.start() for found in starts[1:]), len(data)]
        yield from (State(day, path, end) for day, end in zip(days, ends, strict=True))
        return
    found = _DATED.search(data) if "/jurisdictions/" in path else None
    yield State(date.fromisoformat(found[1].decode()) if found else date.min, path, len(data))


def _end(day: date, by: str) -> date:
    """Return the last day of the week or month."""
    if day == date.min:
        return day
    if by == "month":
        return day.replace(day=calendar.monthrange(day.year, day.month)[1])
    return day + timedelta(days=_LAST_WEEKDAY - day.weekday())


def _write(stream: IO[bytes], root: Path, commits: dict[tuple[date, str], dict[str, int]]) -> None:
    order = sorted(commits)
    first = next(day for day, _ in order if day != date.min) - timedelta(days=7)
    owners = {owner: n for n, owner in enumerate(dict.fromkeys(owner for _, owner in order))}
    for day, owner in order:
        at = datetime.combine(first if day == date.min else day, _NOON, UTC) - _SHANGHAI
        number = owners[owner]
        stream.write(
            _commit(CLERKS[number % len(CLERKS)], int(at.timestamp()) + number, f"Records of {owner or 'all'}")
        )
        for path, size in sorted(commits[day, owner].items()):
            data = (root / path).read_bytes()[:size]
            stream.write(b"M 100644 inline %s\ndata %d\n%s\n" % (path.encode(), size, data))
    stream.write(b"done\n")


def _commit(author: str, seconds: int, message: str) -> bytes:
    who = f"{author} <{author.split(maxsplit=1)[0].lower()}@example.invalid> {seconds} +0800"
    return f"commit refs/heads/main\ncommitter {who}\ndata {len(message)}\n{message}\n".encode()


def _git(root: Path, *arguments: str) -> bytes:
    environment = {**os.environ, "GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_NOSYSTEM": "1"}
    command: Sequence[str] = ("git", "-C", str(root), *arguments)
    return subprocess.run(command, check=True, capture_output=True, env=environment).stdout


if __name__ == "__main__":
    main()
