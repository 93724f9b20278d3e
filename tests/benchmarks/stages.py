"""Where the processor time of a cold build goes: `python -m tests.benchmarks.stages WORK`, stage by stage.

Knows which functions are the stages; it measures around them and changes nothing. That costs a few calls per page.
"""

from __future__ import annotations

import argparse
import shutil
import sys
import tempfile
import time
from collections import defaultdict
from contextlib import suppress
from functools import wraps
from pathlib import Path
from typing import TYPE_CHECKING, Any

from generator.cli import main as louzhang
from generator.pages import rendering
from generator.publish import releases
from generator.shards import grounds, making, orders

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

STAGES: tuple[tuple[str, Any, str], ...] = (
    ("look at files and history", grounds, "read_history"),
    ("frame: read and check", grounds, "load_frame"),
    ("site engine, once", grounds.Grounds, "frames"),
    ("read a community", orders, "load_community"),
    ("check its records", orders, "check_community"),
    ("score", orders, "score_community"),
    ("check its results", orders, "check_community_outcomes"),
    ("views", orders, "community_publication"),
    ("render and stamp, QR codes included", rendering.Press, "community_pages"),
    ("pack what the whole needs", orders, "pack"),
    ("write pages", releases.Part, "put"),
    ("the whole: checks, rounds, pages", making._Making, "whole"),
    ("the whole: problems", making._Making, "judge"),
)


class Clock:
    """Adds up what each stage takes, without the stages inside it."""

    def __init__(self) -> None:
        self.spent: dict[str, float] = defaultdict(float)
        self._inside: list[float] = []

    def around(self, stage: str, function: Callable[..., Any]) -> Callable[..., Any]:
        """Return a function that does the same and is measured."""

        @wraps(function)
        def measured(*args: Any, **kwargs: Any) -> Any:
            begun = time.process_time()
            self._inside.append(0.0)
            try:
                found = function(*args, **kwargs)
                return tuple(found) if stage.startswith("render") else found
            finally:
                taken = time.process_time() - begun
                self.spent[stage] += taken - self._inside.pop()
                if self._inside:
                    self._inside[-1] += taken

        return measured


def rows(work: Path) -> Iterator[tuple[str, float]]:
    """Build a work anew and yield each stage with its seconds, the rest last."""
    clock = Clock()
    for stage, owner, name in STAGES:
        found = vars(owner)[name]
        is_property = isinstance(found, property)
        inner: Any = found.fget if is_property else found
        wrapped = clock.around(stage, inner)
        setattr(owner, name, property(wrapped) if is_property else wrapped)
    with tempfile.TemporaryDirectory(dir=work.parent) as folder:
        shutil.copytree(work / "records", Path(folder) / "records")
        shutil.copytree(work / ".git", Path(folder) / ".git")
        sys.argv = ["louzhang", "build", "--root", folder, "--out", f"{folder}/site"]
        begun = time.process_time()
        with suppress(SystemExit):
            louzhang()
        whole_run = time.process_time() - begun
    yield from clock.spent.items()
    yield "imports and what lies between", whole_run - sum(clock.spent.values())


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks.stages")
    parser.add_argument("work", type=Path, help="a folder that `louzhang demo` wrote")
    found = sorted(rows(parser.parse_args().work), key=lambda row: -row[1])
    everything = sum(seconds for _, seconds in found)
    print("| stage | share | seconds |\n|---|---|---|")
    for stage, seconds in found:
        print(f"| {stage} | {seconds / everything:.1%} | {seconds:.2f} |")


if __name__ == "__main__":
    main()
