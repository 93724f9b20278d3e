"""From the parts of a build to a release on the shelf: one that is there already, an old one renewed, or a new one.

Knows nothing of how the parts came about.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.publish.aside import Aside, sync
from generator.publish.live import read_state, state_place, write_state
from generator.publish.manifest import MANIFEST, release_id
from generator.publish.refusals import PublishError, telling
from generator.publish.renewing import Sources, SpoiltError, renew
from generator.publish.shelf import KEPT, Shelf
from generator.publish.shelved import DamagedError, Shelved, shelved

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from generator.problems import Problem
    from generator.publish.live import State


class Binder:
    """Makes one release; `target` is the old one that is being made into it, if there is one."""

    def __init__(self, shelf: Shelf, sources: Sources, *, thorough: bool) -> None:
        self._shelf, self._sources, self._thorough = shelf, sources, thorough
        self.target: Aside | None = None

    def bind(self, listed: bytes, state: State, draft: Callable[[], Aside]) -> str:
        """Give the name of a release with this manifest, and make it where there is none yet.

        Args:
            listed: the manifest.
            state: what is to be remembered, as far as the build knows it.
            draft: gives the folder with the drafts.

        Raises:
            PublishError: two parts cannot be in one folder.
            DamagedError: the site shown is not what its lists say.
        """
        name, shown = release_id(listed), self._sources.shown
        if shown and shown.sound and shown.name.partition("-")[0] == name:
            self._remember(shown, state)
            return shown.name
        return self._again(name, state) or self._make(name, listed, state, draft)

    def _remember(self, release: Shelved, state: State) -> None:
        """Note what a release that is there already was made of this time."""
        if release.state:
            found = release.state._replace(inputs=state.inputs)
            if release is not self._sources.shown or read_state(self._shelf.home, release.name) != found:
                write_state(self._shelf.home, release.name, found)

    def _again(self, name: str, state: State) -> str:
        """Find an older release with exactly these files, to go back to it."""
        for found in self._shelf.alike(name):
            release = shelved(self._shelf.home, found)
            if release and release.sound and self._thorough:
                release.examine()
            if release and release.sound:
                self._remember(release, state)
                return found
        return ""

    def _make(self, name: str, listed: bytes, state: State, draft: Callable[[], Aside]) -> str:
        target, old = self._renewed()
        if target is None:
            target = draft()
            _refuse_any(renew(target, None, self._sources))
        target.write(MANIFEST, listed)
        earlier = [0, *[known.state.made for known in (old, self._sources.shown) if known and known.state]]
        state = state._replace(made=max(earlier))
        return _put_up(self._shelf, target, name, state, old.state if old else None)

    def _renewed(self) -> tuple[Aside | None, Shelved | None]:
        """Make the oldest release into the new one; none where there is none to spare, or it is not what it says."""
        old = self._spare()
        if old is None or old.state is None:
            return None, None
        old.root = self._shelf.take_down(old.name)
        state_place(self._shelf.home, old.name).unlink()
        self.target = Aside(old.root, old.state.folders, old.state.capitals)
        try:
            _refuse_any(renew(self.target, old, self._sources))
        except SpoiltError:
            return None, None
        return self.target, old

    def _spare(self) -> Shelved | None:
        """Find the release that would be thrown away; none where any byte is in doubt."""
        shown = self._sources.shown
        if self._thorough or shown is None or not shown.sound:
            return None
        found = (shelved(self._shelf.home, name) for name in self._shelf.beyond(KEPT - 1))
        return next((release for release in found if release and release.sound), None)


def stock(out: Path) -> int:
    """Fill the shelf with twins of the release shown, and tell how many; the next builds are then made of them.

    Without it the second and third build of a site link every file once. Readers see nothing of this.

    Raises:
        PublishError: the disk fails.
    """
    shelf, made = Shelf(out), 0
    with telling(out), shelf.alone():
        shelf.sweep()
        name = shelf.current()
        shown = shelved(shelf.home, name) if name else None
        while shown and shown.sound and len(shelf.newest_first()) < KEPT and _twin(shelf, shown):
            made += 1
    return made


def _twin(shelf: Shelf, shown: Shelved) -> bool:
    """Put a twin of a release on the shelf, unless a file of it is not what it was; the next build looks at that."""
    target = shelf.aside("new")
    try:
        renew(target, None, Sources(shown.parts, shown, None))
        target.link(MANIFEST, shown.at(MANIFEST))
        if shown.state:
            _put_up(shelf, target, shown.name.partition("-")[0], shown.state, None)
    except DamagedError:
        state_place(shelf.home, shown.name).unlink()
        return False
    finally:
        target.close()
        shown.close()
    return True


def _put_up(shelf: Shelf, target: Aside, name: str, state: State, before: State | None) -> str:
    """Put a complete folder on the shelf, and remember how it looks."""
    target.settle()
    sync(target.root / MANIFEST)
    made = max(state.made, (target.root / MANIFEST).lstat().st_mtime_ns)
    folders = target.stamps(before.folders if before else {})
    final = shelf.free_name(name)
    write_state(shelf.home, final, state._replace(made=made, capitals=sorted(target.capitals), folders=folders))
    shelf.put_up(target.root, final)
    return final


def _refuse_any(problems: list[Problem]) -> None:
    if problems:
        raise PublishError(tuple(dict.fromkeys(problems)))
