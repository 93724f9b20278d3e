"""From a folder and the lists of what it held to a folder that holds what the new lists say.

Knows nothing of the shelf or of who reads; a file is shared with the site shown now where that has it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from generator.publish.aside import TakenError
from generator.publish.manifest import MANIFEST, list_path, read_list
from generator.publish.refusals import clash, written_twice
from generator.publish.shelved import DamagedError

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from generator.problems import Problem
    from generator.publish.aside import Aside
    from generator.publish.shelved import Shelved


class SpoiltError(Exception):
    """The old folder is not what its lists say, so that nothing can be made of it."""


class Sources(NamedTuple):
    """Where the files of the new release come from.

    Attributes:
        parts: the digest of the list of each part of the new release.
        shown: the release that readers see, if there is one.
        drafts: what this build wrote: every file, and every list, that the release shown has not.
    """

    parts: Mapping[str, str]
    shown: Shelved | None
    drafts: Aside | None

    def lists(self, part: str) -> tuple[Mapping[str, str], Mapping[str, str]]:
        """List a part: as it will be, and what of it can be shared."""
        now: Mapping[str, str] = self.shown.files(part) if self.shown else {}
        if self.shown and self.shown.holds(part) == self.parts[part]:
            return now, now
        return read_list(self.drafts.read(list_path(part))) if self.drafts else {}, now

    def owner(self, path: str, besides: str) -> str:
        """Name another part that has a path."""
        return next((part for part in self.parts if part != besides and path in self.lists(part)[0]), besides)


def renew(target: Aside, old: Shelved | None, sources: Sources) -> list[Problem]:
    """Bring a folder up to date; only parts whose lists differ are looked at.

    Args:
        target: the folder; the very drafts where nothing old is used.
        old: what the folder held.
        sources: what it is to hold.

    Raises:
        DamagedError: a file of the release shown is not what its list says.
        SpoiltError: a file of the old folder is not; the drafts are as they were.
        OSError: the disk fails.
    """
    before: Mapping[str, str] = old.parts if old else {}
    changed = sorted(
        part for part in before.keys() | sources.parts.keys() if before.get(part) != sources.parts.get(part)
    )
    if old:
        target.remove(MANIFEST)
        _clear(target, old, changed, sources)
    problems: list[Problem] = []
    present = [part for part in changed if part in sources.parts]
    for part in present:
        problems += _fill(target, old, part, sources)
    if not problems:
        for part in present:
            _list(target, part, sources, had=part in before)
    return problems or target.clashes()


def _clear(target: Aside, old: Shelved, changed: list[str], sources: Sources) -> None:
    """Take away what is gone or will be another, from all parts before anything is put in: a page may change parts."""
    left: set[str] = set()
    for part in changed:
        if part not in old.parts:
            continue
        new = sources.lists(part)[0] if part in sources.parts else {}
        gone = (path for path in _outdated(target, old, part, new) if path not in new)
        left.update(path.rpartition("/")[0] for path in gone)
        if part not in sources.parts:
            target.remove(list_path(part))
            left.add(list_path(part).rpartition("/")[0])
    for folder in sorted(left, reverse=True):
        target.close_empty(folder)


def _outdated(target: Aside, old: Shelved, part: str, new: Mapping[str, str]) -> Iterator[str]:
    """Take away the files of one part that are gone or will be others, and name them."""
    try:
        for path, digest in old.files(part).items():
            if new.get(path) != digest:
                target.remove(path)
                yield path
    except (DamagedError, FileNotFoundError, IsADirectoryError, NotADirectoryError) as error:
        raise SpoiltError(part) from error


def _fill(target: Aside, old: Shelved | None, part: str, sources: Sources) -> Iterator[Problem]:
    """Put in what a part has and the folder has not."""
    new, now = sources.lists(part)
    had = old.files(part) if old else {}
    for path, digest in new.items():
        if had.get(path) == digest:
            continue
        try:
            _bring(target, path, sources, shared=now.get(path) == digest)
        except TakenError as taken:
            yield refusal(taken.place, path, part, sources.owner(path, part))


def _list(target: Aside, part: str, sources: Sources, *, had: bool) -> None:
    """Put in the list of a part, once every part is in: until then they tell who has a path."""
    if had:
        target.remove(list_path(part))
    shared = sources.shown is not None and sources.shown.holds(part) == sources.parts[part]
    _bring(target, list_path(part), sources, shared=shared)


def _bring(target: Aside, path: str, sources: Sources, *, shared: bool) -> None:
    if shared and sources.shown:
        target.link(path, sources.shown.at(path))
    elif sources.drafts and sources.drafts is not target:
        target.move(path, sources.drafts)


def refusal(place: str, path: str, part: str, other: str) -> Problem:
    """Say why a path cannot be taken: another part has it, or its place is a folder, or its folder a file."""
    if place != path:
        return clash(path, place)
    return written_twice(path, part, other) if other != part else clash(path, f"{path}/")
