"""What one run of a command costs: processor time, wall time and memory of it and of all its descendants.

Knows Linux's process table; knows no contestant.
"""

from __future__ import annotations

import os
import signal
import subprocess
import tempfile
import threading
import time
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

LIMIT = 15 * 60
"""Seconds after which a run is given up."""
_SAMPLED_EVERY = 0.1
_PAGE = os.sysconf("SC_PAGE_SIZE")
_SESSION, _PAGES = 6, 24
_FIRST = 3
"""The number in proc(5) of the first field after the name in brackets."""
_MEGABYTE = 1 << 20
_TOLD = 2000


@dataclass(frozen=True)
class Cost:
    """The cost of one run; `told` is the end of what it printed."""

    cpu: float
    wall: float
    peak_mib: float
    code: int
    finished: bool
    told: str


def run(
    command: Sequence[str], folder: Path, environment: Mapping[str, str] | None = None, limit: float = LIMIT
) -> Cost:
    """Run a command to its end, or until the limit, and return what it cost.

    Args:
        command: the program and its arguments.
        folder: where it runs.
        environment: variables beside those of this process.
        limit: seconds after which it and its descendants are ended.
    """
    with tempfile.TemporaryFile() as printed:
        started = time.perf_counter()
        process = subprocess.Popen(
            command,
            cwd=folder,
            stdin=subprocess.DEVNULL,
            stdout=printed,
            stderr=subprocess.STDOUT,
            env={**os.environ, **(environment or {})},
            start_new_session=True,
        )
        watch = _Watch(process.pid, limit)
        watch.start()
        _, status, usage = os.wait4(process.pid, 0)
        wall = time.perf_counter() - started
        watch.ended.set()
        watch.join()
        process.returncode = os.waitstatus_to_exitcode(status)
        printed.seek(max(0, printed.seek(0, os.SEEK_END) - _TOLD))
        told = printed.read().decode(errors="replace")
    peak = max(watch.peak / _MEGABYTE, usage.ru_maxrss / 1024)
    cpu = usage.ru_utime + usage.ru_stime
    return Cost(cpu, wall, peak, process.returncode, not watch.over, told)


class _Watch(threading.Thread):
    """Adds up again and again what the processes of a session hold in memory, and ends them at the limit."""

    def __init__(self, session: int, limit: float) -> None:
        super().__init__(daemon=True)
        self.session = session
        self.limit = limit
        self.peak = 0
        self.over = False
        self.ended = threading.Event()

    def run(self) -> None:
        until = time.monotonic() + self.limit
        while not self.ended.wait(_SAMPLED_EVERY):
            self.peak = max(self.peak, _memory(self.session))
            if time.monotonic() > until:
                self.over = True
                os.killpg(self.session, signal.SIGKILL)
                return


def _memory(session: int) -> int:
    """Return the resident bytes of every process of a session."""
    return sum(_of_process(Path(entry.path), session) for entry in os.scandir("/proc") if entry.name.isdigit())


def _of_process(folder: Path, session: int) -> int:
    try:
        fields = (folder / "stat").read_text().rpartition(")")[2].split()
    except OSError:  # it ended meanwhile
        return 0
    return int(fields[_PAGES - _FIRST]) * _PAGE if int(fields[_SESSION - _FIRST]) == session else 0
