"""A build from the records on disk to the published site: only what changed is read, worked out, stamped and written.

Knows the order of the steps and what each rests on; how a step works is on the floors below.
"""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

from generator import fingerprint
from generator.history import FRAME, read_head, records_tree
from generator.publish import published
from generator.store import Store, key_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping
    from datetime import date
    from pathlib import Path

    from generator.history import Head, History, Tree
    from generator.ledger import Ledger, Loaded
    from generator.problems import Problem
    from generator.publish import Release
    from generator.shards.kept import Kept, Lines, Row

STORE = "kept.sqlite"
_CARDS = "cards"


class Asked(NamedTuple):
    """What to build, and where."""

    root: Path
    """The folder that holds `records/`."""
    out: Path
    """Where readers look."""
    work: Path
    """The folder of what may be taken up again; it may be deleted at any time."""
    day: date | None = None
    """The day to go by; the day of the last commit where there is none."""
    jobs: int = 1
    scheduler: str = ""


class Built(NamedTuple):
    """What came of a build."""

    as_of: date
    pages: int
    written: int
    kept: int
    removed: int
    files: int
    """Record files, and how many of them were read without a YAML parser."""
    fast: int
    warnings: tuple[Problem, ...] = ()


class FaultyError(Exception):
    """The records have errors; nothing was published. It carries all problems, warnings included."""

    def __init__(self, problems: tuple[Problem, ...]) -> None:
        super().__init__(f"{len(problems)} problems")
        self.problems = problems


STEPS = 4
"""How often a build says that it came a step further."""


def build(asked: Asked, step: Callable[[], None] = lambda: None) -> Built:
    """Run the whole way from records to the published site.

    Args:
        asked: what to build, and where.
        step: called after each of `STEPS` steps.

    Raises:
        FaultyError: the records have errors; the old site stays.
        FrameError, PublishError, WorkersLostError: the hand-written pages, the disk or the cluster have problems.
        HistoryError: Git cannot tell the history.
    """
    tree, head = records_tree(asked.root), read_head(asked.root)
    made_of = (
        fingerprint.by_stat(),
        tree.digest,
        head.commit if head else "",
        asked.day.isoformat() if asked.day else "",
    )
    inputs = key_of(*made_of).hex()
    found = published(asked.out)
    if found is not None and found.inputs.startswith(inputs):
        return _unchanged(found)
    with Store(asked.work / STORE) as store:
        work = _Work(asked, tree, head, Kept(store), Lines(store))
        return work.run(inputs, step)


class _Work:
    """One build in the making."""

    def __init__(self, asked: Asked, tree: Tree, head: Head | None, kept: Kept, lines: Lines) -> None:
        self.asked, self.tree, self.head, self.kept, self.lines = asked, tree, head, kept, lines
        self.code = fingerprint.by_content()
        self.listing = listing_of(tree.ids)

    def run(self, inputs: str, step: Callable[[], None]) -> Built:
        """Take all steps."""
        ledger = self.frame.ledger
        if ledger is None:
            raise FaultyError(load(self.asked.root).problems)
        problems = in_order((*self.frame.problems, *self._frame_problems()))
        sound = not has_errors(problems) and not ledger.broken
        step()
        with new_release(self.asked.out, self.stamp, began=self.began, follows=self._follows) as release:
            shards = Shards(self, release, sound=sound)
            shards.work()
            step()
            warnings = shards.judge(problems)
            shards.finish()
            step()
            release.inputs = "" if warnings else " ".join((inputs, self.as_of.isoformat(), *shards.counts))
        step()
        report = release.report
        return Built(self.as_of, report.pages, report.written, report.kept, report.removed, *shards.counts, warnings)
