"""A build from the records on disk to the published site: only what changed is read, worked out, stamped and written.

Knows the order of the steps and what each rests on; how a step works is in the modules beside and on the floors below.
"""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from generator import fingerprint
from generator.fingerprint import key_of
from generator.history import read_head, records_tree
from generator.publish import published, shown

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from generator.history import Head, Tree
    from generator.language import Language
    from generator.problems import Problem
    from generator.publish import Published
    from generator.store import Store

STORE = "kept.sqlite"
STEPS = 4
"""How often a build says that it came a step further."""


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
    by_commit: bool = False
    """Whether the cluster is sent the records of the last commit, as it does not see the folder."""


class Built(NamedTuple):
    """What came of a build."""

    as_of: date
    language: Language
    pages: int
    written: int
    kept: int
    removed: int
    files: int
    """Record files, and how many of them were read without a YAML parser."""
    fast: int
    warnings: tuple[Problem, ...] = ()


class BuildError(Exception):
    """Nothing was published: records, hand-written pages, disk or cluster have the problems that it carries."""

    def __init__(self, problems: tuple[Problem, ...]) -> None:
        super().__init__(f"{len(problems)} problems")
        self.problems = problems


def build(asked: Asked, step: Callable[[], None] = lambda: None) -> Built:
    """Run the whole way from records to the published site.

    Args:
        asked: what to build, and where.
        step: called after each of `STEPS` steps.

    Raises:
        BuildError: see there; the old site stays.
        HistoryError: Git cannot tell the history.
    """
    began = shown(asked.out)
    tree, head = records_tree(asked.root), read_head(asked.root)
    inputs = _inputs(asked, tree, head)
    found = published(asked.out)
    if found is not None and found.inputs.startswith(inputs):
        return _unchanged(found)
    from generator.shards.kept import LostError
    from generator.store import Store

    try:
        return _built(asked, (tree, head), Store(asked.work / STORE), (began, inputs, step))
    except LostError:
        return _built(asked, (tree, head), Store(None), (began, inputs, step))


def _built(
    asked: Asked, found: tuple[Tree, Head | None], store: Store, told: tuple[str, str, Callable[[], None]]
) -> Built:
    """Build with what is kept in a store."""
    from generator.shards.grounds import Found, Grounds
    from generator.shards.kept import Kept, Lines
    from generator.shards.making import make

    with store:
        return make(Grounds(asked, Found(*found), Kept(store, "build"), Lines(store)), *told)


def is_built(asked: Asked, tree: Tree, head: Head | None) -> bool:
    """Tell whether the site shown was made of just these records, none of which had a problem."""
    found = published(asked.out)
    return found is not None and found.inputs.startswith(_inputs(asked, tree, head))


def _inputs(asked: Asked, tree: Tree, head: Head | None) -> str:
    """Return what stands for everything that a site is made of; equal only where nothing at all was touched."""
    commit, day = head.commit if head else "", asked.day.isoformat() if asked.day else ""
    return key_of(fingerprint.by_stat(), tree.digest, commit, day).hex()


def _unchanged(found: Published) -> Built:
    """Say of a site that it is as it would be built."""
    _, day, language, files, fast = found.inputs.split()
    known: Language = "en" if language == "en" else "zh_CN"
    return Built(date.fromisoformat(day), known, found.pages, 0, found.files, 0, int(files), int(fast))
