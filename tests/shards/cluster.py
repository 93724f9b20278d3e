"""A scheduler of dask.distributed and its workers on this machine's loopback, as processes that a test may kill.

Knows how they are started and where they listen; nothing of records.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from contextlib import contextmanager
from typing import TYPE_CHECKING, NamedTuple

from tests.e2e.town import REPOSITORY

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

_QUIET = {"DASK_DISTRIBUTED__LOGGING__DISTRIBUTED": "error", "PYTHONPATH": str(REPOSITORY)}


class Cluster(NamedTuple):
    """A running cluster."""

    address: str
    workers: list[subprocess.Popen[bytes]]


@contextmanager
def cluster(folder: Path, workers: int, *, unseen: Path | None = None) -> Iterator[Cluster]:
    """Start a scheduler with workers, and stop whatever is left of them.

    Args:
        folder: where they are started and keep what they need.
        workers: how many there are.
        unseen: a folder in which no worker can open anything, as if it lay on another machine.
    """
    note = folder / "scheduler.json"
    running = [_started(folder, "dask_scheduler", "--port", "0", "--no-show", "--scheduler-file", str(note))]
    try:
        address = _address(note, running[0])
        words = ("dask_worker", address, "--no-nanny", "--nthreads", "1")
        hands = [_started(folder, *words, unseen=unseen) for _ in range(workers)]
        running += hands
        if workers:
            _wait_for(address, workers)
        yield Cluster(address, hands)
    finally:
        for process in reversed(running):
            process.kill()
            process.wait()


_BLINDFOLD = """
import os, sys
def refuse(event, arguments):
    if event in {"open", "os.listdir", "os.scandir", "os.chdir"} and arguments:
        if isinstance(arguments[0], (str, os.PathLike)) and os.path.realpath(arguments[0]).startswith(UNSEEN):
            raise PermissionError(13, 'Permission denied', arguments[0])
sys.addaudithook(refuse)
"""


def _started(folder: Path, program: str, *arguments: str, unseen: Path | None = None) -> subprocess.Popen[bytes]:
    quiet = _QUIET
    if unseen is not None:
        (folder / "sitecustomize.py").write_text(f"UNSEEN = {str(unseen)!r}\n{_BLINDFOLD}", "utf-8")
        quiet = _QUIET | {"PYTHONPATH": f"{folder}{os.pathsep}{_QUIET['PYTHONPATH']}"}
    words = [sys.executable, "-m", f"distributed.cli.{program}", *arguments, "--host", "127.0.0.1", "--no-dashboard"]
    return subprocess.Popen(
        words, cwd=folder, env=os.environ | quiet, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )


def _address(note: Path, scheduler: subprocess.Popen[bytes]) -> str:
    while scheduler.poll() is None:
        try:
            return str(json.loads(note.read_text("utf-8"))["address"])
        except (OSError, ValueError):
            time.sleep(0.1)
    raise RuntimeError(note)


def _wait_for(address: str, workers: int) -> None:
    from distributed import Client

    with Client(address, set_as_default=False) as client:  # type: ignore[no-untyped-call]
        client.wait_for_workers(workers)
