"""A build from the records on disk to the published site: only what changed is read, worked out, stamped and written.

Knows the order of the steps and what each rests on; how a step works is in the modules beside and on the floors below.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from generator.publish import published, shown
from generator.shards.looking import look_at

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date
    from pathlib import Path

    from generator.language import Language
    from generator.problems import Problem
    from generator.publish import Published
    from generator.shards.looking import Look
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


def build(asked: Asked, step: Callable[[], None] = lambda: None, look: Look | None = None) -> Built:
    """Run the whole way from records to the published site.

    Args:
        asked: what to build, and where.
        step: called after each of `STEPS` steps.
        look: a look at the same folder that was taken just now, if there was one.

    Raises:
        BuildError: see there; the old site stays.
        HistoryError: Git cannot tell the history.
    """
    began = shown(asked.out)
    if look is None or look.root != asked.root:
        look = look_at(asked.root)
    inputs = look.inputs(asked.day.isoformat() if asked.day else "")
    found = published(asked.out)
    known = _unchanged(found) if found is not None and found.inputs.startswith(inputs) else None
    if known is not None:
        return known
    from generator.shards.kept import LostError
    from generator.store import Store

    try:
        return _built(asked, look, Store(asked.work / STORE), (began, inputs, step))
    except LostError:
        return _built(asked, look, Store(None), (began, inputs, step))


def _built(asked: Asked, look: Look, store: Store, way: tuple[str, str, Callable[[], None]]) -> Built:
    """Build with what is kept in a store."""
    from generator.shards.grounds import Found, Grounds
    from generator.shards.kept import Kept, Lines
    from generator.shards.making import make

    with store:
        return make(Grounds(asked, Found(look.tree, look.head), Kept(store, "build"), Lines(store)), *way)


def told(built: Built) -> str:
    """Write down what a build found, beside its pages, so that it can be told again where nothing changed."""
    from base64 import b64encode

    from generator.shards.parcels import pack

    warnings = b64encode(pack(built.warnings)).decode() if built.warnings else ""
    return f"{built.as_of.isoformat()} {built.language} {built.files} {built.fast} {warnings}"


def _unchanged(found: Published) -> Built | None:
    """Say of a site that it is as it would be built; none where what the build found is lost."""
    from datetime import date

    _, day, language, files, fast, packed = found.inputs.split(" ")
    warnings: tuple[Problem, ...] = ()
    if packed:
        from base64 import b64decode

        from generator.shards.parcels import ParcelError, unpack

        try:
            warnings = unpack(b64decode(packed))
        except ParcelError:
            return None
    known: Language = "en" if language == "en" else "zh_CN"
    return Built(date.fromisoformat(day), known, found.pages, 0, found.files, 0, int(files), int(fast), warnings)
