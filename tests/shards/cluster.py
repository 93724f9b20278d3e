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
def cluster(folder: Path, workers: int) -> Iterator[Cluster]:
    """Start a scheduler with workers, and stop whatever is left of them."""
    note = folder / "scheduler.json"
    running = [_started(folder, "dask_scheduler", "--port", "0", "--no-show", "--scheduler-file", str(note))]
    try:
        address = _address(note, running[0])
        hands = [_started(folder, "dask_worker", address, "--no-nanny", "--nthreads", "1") for _ in range(workers)]
        running += hands
        if workers:
            _wait_for(address, workers)
        yield Cluster(address, hands)
    finally:
        for process in reversed(running):
            process.kill()
            process.wait()


def _started(folder: Path, program: str, *arguments: str) -> subprocess.Popen[bytes]:
    words = [sys.executable, "-m", f"distributed.cli.{program}", *arguments, "--host", "127.0.0.1", "--no-dashboard"]
    return subprocess.Popen(
        words, cwd=folder, env=os.environ | _QUIET, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
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
