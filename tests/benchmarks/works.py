"""The reference works: demonstrations of a size, and the two changes whose cost is measured.

Knows where a work lies and what is changed in it; knows no contestant.
"""

from __future__ import annotations

import os
import re
import shutil
import sys
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from tests.benchmarks.processes import Cost, run

if TYPE_CHECKING:
    from collections.abc import Iterator

REPOSITORY = Path(__file__).resolve().parents[2]
MONTHS = 12
_WANTED_FREE = 12 << 30
_MEMORY = Path("/dev/shm")  # noqa: S108 - a file system in memory, where writing costs the same every minute
_DAY = 24 * 60 * 60


@dataclass(frozen=True)
class Work:
    """A demonstration of so many leaders, below a folder of the benchmark."""

    folder: Path
    leaders: int
    months: int = MONTHS

    @property
    def root(self) -> Path:
        """The folder that holds `records/`."""
        return self.folder / str(self.leaders) / "work"

    def prepare(self) -> Cost | None:
        """Make it where it is not there yet; return what that cost."""
        done = self.root.with_name("work.done")
        if done.is_file():
            return None
        shutil.rmtree(self.root, ignore_errors=True)
        self.root.parent.mkdir(parents=True, exist_ok=True)
        size = ("--leaders", str(self.leaders), "--months", str(self.months))
        command = [sys.executable, "-m", "generator", "demo", str(self.root), *size]
        cost = run(command, self.root.parent, {"PYTHONPATH": str(REPOSITORY)}, limit=_DAY)
        if cost.code:
            raise RuntimeError(cost.told)
        done.touch()
        return cost

    def entries(self) -> int:
        """Return how many lines of activity the logs hold."""
        return sum(
            file.read_bytes().count(b"\n- id: ") for file in self.root.glob("records/jurisdictions/*/*/*/logs/*")
        )

    @contextmanager
    def one_log_line(self) -> Iterator[None]:
        """Change one deed of the running month in the middle community, checked but in no published list yet."""
        logs = sorted(self.root.glob("records/jurisdictions/*/communities/*/logs/*.yaml"))
        last = [file for file in logs if file.stem == max(log.stem for log in logs)]
        with changed(last[len(last) // 2], r"activity: community-service\n", "activity: consultation\n"):
            yield

    @contextmanager
    def one_policy_value(self, rates: Path) -> Iterator[None]:
        """Change a value of the policy that stands on every board: for Louzhang in the pack, for peers in the rates."""
        (pack,) = self.root.glob("records/policies/*/policy.yaml")
        motto, other = "我的邻里我服务", "我的邻里我来服务"
        with changed(pack, motto, other), changed(rates, motto, other):
            yield


@contextmanager
def changed(file: Path, old: str, new: str) -> Iterator[None]:
    """Change the first place of a file that a pattern finds, for as long as the block runs."""
    before = file.read_text(encoding="utf-8")
    after = re.sub(old, new, before, count=1)
    if after == before:
        raise ValueError(f"{file}: nothing reads {old}")
    file.write_text(after, encoding="utf-8")
    try:
        yield
    finally:
        file.write_text(before, encoding="utf-8")


def usual_folder() -> Path:
    """Return where works are made: a file system in memory with room, else below `build/`."""
    if _MEMORY.is_dir() and os.access(_MEMORY, os.W_OK) and shutil.disk_usage(_MEMORY).free > _WANTED_FREE:
        return _MEMORY / "louzhang-benchmark"
    return REPOSITORY / "build" / "benchmark" / "works"
