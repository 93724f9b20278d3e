"""A new release of the site, brought part by part: only what differs is written; readers see it whole or not at all.

Knows nothing of what the files say or why they changed.
"""

from __future__ import annotations

import shutil
from contextlib import ExitStack, contextmanager, suppress
from hashlib import sha256
from typing import TYPE_CHECKING, Self

from msgspec import Struct

from generator.publish.aside import Aside, TakenError
from generator.publish.binding import Binder
from generator.publish.live import State, state_place
from generator.publish.manifest import is_safe, list_path, manifest, write_list
from generator.publish.refusals import PublishError, bad_name, damaged, overtaken, telling, written_twice
from generator.publish.renewing import Sources, refusal
from generator.publish.shelf import Shelf
from generator.publish.shelved import DamagedError, Shelved, shelved

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping
    from pathlib import Path
    from types import TracebackType

    from generator.pages.imprint import Stamp
    from generator.problems import Problem


class PublishReport(Struct, frozen=True):
    """What became of a build: files written, kept and removed against the site before, and where it is now."""

    release: Path
    written: int
    kept: int
    removed: int
    pages: int

    @property
    def changed(self) -> bool:
        """Tell whether readers see anything new."""
        return bool(self.written or self.removed)


def publish(files: Mapping[str, bytes], static: Mapping[str, bytes], out: Path, stamp: Stamp) -> PublishReport:
    """Make `out` show exactly these files, trusting nothing that lies there; a failure leaves the old site whole."""
    with new_release(out, stamp, thorough=True) as release:
        for name, part in (("pages", files), ("static", static)):
            with release.part(name) as filled:
                for path in sorted(part):
                    filled.put(path, part[path])
    return release.report


@contextmanager
def new_release(
    out: Path,
    stamp: Stamp,
    inputs: str = "",
    *,
    began: str | None = None,
    follows: Callable[[str], bool] = lambda _: False,
    thorough: bool = False,
) -> Iterator[Release]:
    """Begin a release; it is published when the block ends well, and nothing has happened when it does not.

    Args:
        out: where readers look.
        stamp: what the build is a function of.
        inputs: what it was made of, for `published` to tell.
        began: the release shown when the build began to read (`shown`); one that came since is not put back.
        follows: tells whether this build's commit comes after the one that is shown.
        thorough: read every byte of the site shown, and build on nothing older.

    Raises:
        PublishError: nothing was published.
    """
    shelf = Shelf(out)
    with ExitStack() as open_ends:
        with telling(out):
            open_ends.enter_context(shelf.alone())
            shelf.sweep()
            current = _shown(shelf, thorough=thorough)
            if began is not None and current and current.name != began and not follows(current.commit):
                raise PublishError((overtaken(out, current.commit),))
            release = Release(shelf, current, stamp, inputs, thorough=thorough)
            open_ends.callback(release.close)
        yield release
        with telling(out):
            release.finish()


def _shown(shelf: Shelf, *, thorough: bool) -> Shelved | None:
    """Take up the release that readers see; where it may have been touched, every file is read."""
    name = shelf.current()
    found = shelved(shelf.home, name) if name else None
    if found and (thorough or not found.sound):
        found.examine()
    return found


class Release:
    """A release in the making; `inputs` may be said until its block ends."""

    report: PublishReport

    def __init__(self, shelf: Shelf, shown: Shelved | None, stamp: Stamp, inputs: str, *, thorough: bool) -> None:
        self._shelf, self._shown, self._stamp, self.inputs = shelf, shown, stamp, inputs
        self._thorough = thorough
        self._parts: dict[str, str] = {}
        self._drafts: Aside | None = None
        self._binder: Binder | None = None
        self._problems: list[Problem] = []
        self._given_up = False
        self._written = self._removed = 0
        before = shown.state if shown else None
        self._files, self._pages = (before.files, before.pages) if before else (0, 0)

    def holds(self, name: str) -> str:
        """Give the digest of a part in the site shown now; nothing where it is not there, or not whole."""
        return self._shown.holds(name) if self._shown else ""

    def keep(self, name: str) -> None:
        """Let a part be as it is in the site shown now; it must be there."""
        digest = self.holds(name)
        if not digest or name in self._parts:
            raise ValueError(name)
        self._parts[name] = digest

    def part(self, name: str) -> Part:
        """Begin a part; whoever fills it may hold one page at a time."""
        if not is_safe(name) or name in self._parts:
            raise ValueError(name)
        with telling(self._shelf.out):
            return Part(self, name, self._listed(name))

    def stage(self, path: str, data: bytes, part: str) -> None:
        """Write a file that the site shown has not."""
        if not is_safe(path):
            self._problems.append(bad_name(path))
            return
        try:
            with telling(self._shelf.out):
                self._draft().write(path, data)
        except TakenError as taken:
            other = self._sources().owner(path, part) if taken.place == path else ""
            self._problems.append(refusal(taken.place, path, part, other))
        self._written += 1

    def finish_part(self, name: str, before: Mapping[str, str], files: Mapping[str, str]) -> str:
        """Take note of a part that is complete."""
        listed = write_list(files)
        digest = sha256(listed).hexdigest()
        self._parts[name] = digest
        if digest != self.holds(name):
            with telling(self._shelf.out):
                self._draft().write(list_path(name), listed)
            self._count(before, files)
        return digest

    def twice(self, path: str, part: str) -> None:
        """Take note that a part brings a path a second time."""
        self._problems.append(written_twice(path, part, part))

    def give_up(self) -> None:
        """Take note that a part broke off; the release can no longer be finished."""
        self._given_up = True

    def finish(self) -> None:
        """Publish what was brought; what was not kept or brought is gone."""
        if self._given_up:
            message = "a part broke off"
            raise ValueError(message)
        shown = self._shown
        try:
            self._drop_the_rest()
            if self._problems:
                raise PublishError(tuple(dict.fromkeys(self._problems)))
            self._binder = Binder(self._shelf, self._sources(), thorough=self._thorough)
            state = State(self._stamp.commit, self.inputs, 0, self._files, self._pages, [], {})
            name = self._binder.bind(manifest(self._parts, self._stamp), state, self._draft)
        except DamagedError as error:
            if shown:  # the next build reads every file of it
                state_place(self._shelf.home, shown.name).unlink(missing_ok=True)
            raise PublishError((damaged(error.path),)) from error
        if shown is None or name != shown.name:
            self._shelf.point(name)
            self._shelf.prune()
        kept = self._files - self._written
        self.report = PublishReport(self._shelf.home / name, self._written, kept, self._removed, self._pages)

    def close(self) -> None:
        """Let go of everything that is unfinished."""
        for aside in (self._drafts, self._binder and self._binder.target):
            if aside:
                aside.close()
                with suppress(OSError):  # the next publisher sweeps
                    shutil.rmtree(aside.root)
        if self._shown:
            self._shown.close()

    def _drop_the_rest(self) -> None:
        shown = self._shown
        for name in shown.parts.keys() - self._parts.keys() if shown else ():
            self._count(self._listed(name), {})

    def _listed(self, name: str) -> Mapping[str, str]:
        """List a part of the site shown; a list that is not what the manifest says is as good as none."""
        if self._shown is None:
            return {}
        try:
            return self._shown.files(name)
        except DamagedError:
            self._shown.distrust(name)
            return {}

    def _draft(self) -> Aside:
        self._drafts = self._drafts or self._shelf.aside("new")
        return self._drafts

    def _sources(self) -> Sources:
        return Sources(self._parts, self._shown, self._drafts)

    def _count(self, before: Mapping[str, str], files: Mapping[str, str]) -> None:
        self._files += len(files) - len(before)
        self._pages += sum(path.endswith(".html") for path in files) - sum(path.endswith(".html") for path in before)
        self._removed += len(before.keys() - files.keys())


class Part:
    """A part of the site in the making: what is put in is compared, written if it differs, and let go."""

    def __init__(self, release: Release, name: str, before: Mapping[str, str]) -> None:
        self._release, self.name, self._before = release, name, before
        self._files: dict[str, str] = {}
        self.digest = ""
        """The digest of the part's list once it is complete; `Release.holds` gives it again next time."""

    def put(self, path: str, data: bytes) -> None:
        """Bring one file."""
        if path in self._files:
            self._release.twice(path, self.name)
            return
        digest = sha256(data).hexdigest()
        if self._before.get(path) != digest:
            self._release.stage(path, data, self.name)
        self._files[path] = digest

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, _: TracebackType | None) -> None:
        if error is not None:
            self._release.give_up()
        else:
            self.digest = self._release.finish_part(self.name, self._before, self._files)
