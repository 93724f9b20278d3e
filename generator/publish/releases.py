"""Release folders on disk: written aside, then made current by one rename; unchanged files are hard links.

Knows nothing of what the files say or why they changed.
"""

from __future__ import annotations

import fcntl
import os
import re
import shutil
import stat
import tempfile
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from generator.problems import Problem, Source, msg
from generator.publish.manifest import MANIFEST, PublishError, manifest, release_id, unsafe_paths

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from generator.pages.imprint import Stamp

RELEASES = "releases"
KEPT = 3
"""Releases that stay on disk: a reader in the middle of a visit, and a way back."""

_RELEASE = re.compile(r"[0-9a-f]{40}(-\d+)?")
_TEMPORARY = ".louzhang-"
_FILE, _FOLDER = 0o644, 0o755


@dataclass(frozen=True, slots=True)
class PublishReport:
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
    """Make `out` show exactly these files; raise `PublishError` and leave the old site whole when that fails."""
    site = _together(files, static)
    try:
        out.parent.mkdir(parents=True, exist_ok=True)
        releases = out.parent / RELEASES
        with _only_one(releases):
            return _publish(site, out, releases, stamp)
    except OSError as error:
        raise PublishError((_disk(out, error),)) from error


def _together(files: Mapping[str, bytes], static: Mapping[str, bytes]) -> dict[str, bytes]:
    twice = sorted(files.keys() & static.keys())
    problems = tuple(_written_twice(path) for path in twice) + unsafe_paths({*files, *static})
    if problems:
        raise PublishError(problems)
    return {**files, **static}


@contextmanager
def _only_one(releases: Path) -> Iterator[None]:
    """Hold the lock of the release folder: publishers queue; the lock dies with its process."""
    releases.mkdir(exist_ok=True)
    releases.chmod(_FOLDER)
    with (releases / ".lock").open("ab") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def _publish(site: dict[str, bytes], out: Path, releases: Path, stamp: Stamp) -> PublishReport:
    _sweep(releases, out)
    before = _current(out, releases)
    listed = manifest(site, stamp)
    complete = {**site, MANIFEST: listed}
    old = _paths(before) if before else frozenset()
    kept = {path: before / path for path in _unchanged(before, complete)} if before else {}
    written, removed = len(complete) - len(kept), len(old - complete.keys())
    pages = sum(path.endswith(".html") for path in site)
    if before and not written and not removed:
        return PublishReport(before, 0, len(kept), 0, pages)
    name = release_id(listed)
    release = _again(releases, name, complete) or _write(releases, name, complete, kept)
    _point(out, release)
    _prune(releases, out, release)
    return PublishReport(release, written, len(kept), removed, pages)


def _current(out: Path, releases: Path) -> Path | None:
    """Find the release shown now; refuse a folder or link that we did not make."""
    if out.is_symlink():
        release = releases / out.readlink().name
        if out.readlink() != Path(RELEASES, release.name) or not _RELEASE.fullmatch(release.name):
            raise PublishError((_foreign(out),))
        return release if release.is_dir() else None
    if out.exists() and (out.name == RELEASES or not out.is_dir() or any(out.iterdir())):
        raise PublishError((_foreign(out),))
    return None


def _paths(release: Path) -> frozenset[str]:
    folders = os.walk(release)
    return frozenset(
        Path(folder, name).relative_to(release).as_posix() for folder, _, names in folders for name in names
    )


def _unchanged(release: Path, complete: dict[str, bytes]) -> frozenset[str]:
    """Compare with the bytes on disk, not with the old manifest: someone may have edited the site."""
    return frozenset(path for path, data in complete.items() if _holds(release / path, data))


def _holds(place: Path, data: bytes) -> bool:
    return place.is_file() and not place.is_symlink() and place.read_bytes() == data


def _again(releases: Path, name: str, complete: dict[str, bytes]) -> Path | None:
    """Find an older release with exactly these files, to go back to it."""
    for release in sorted(releases.glob(f"{name}*")):
        if _paths(release) == complete.keys() == _unchanged(release, complete):
            return release
    return None


def _write(releases: Path, name: str, complete: dict[str, bytes], kept: Mapping[str, Path]) -> Path:
    """Write a release aside and give it its name; a damaged one of the same name is left alone."""
    aside = Path(tempfile.mkdtemp(prefix=_TEMPORARY, dir=releases))
    for path in sorted(complete):
        place = aside / path
        place.parent.mkdir(parents=True, exist_ok=True)
        if path not in kept or not _linked(kept[path], place):
            _put(place, complete[path])
    for folder, _, _ in os.walk(aside, topdown=False):
        Path(folder).chmod(_FOLDER)
        _sync(Path(folder))
    _sync(aside / MANIFEST)
    release = releases / name
    number = 1
    while release.exists():
        number += 1
        release = releases / f"{name}-{number}"
    aside.rename(release)
    _sync(releases)
    return release


def _linked(before: Path, place: Path) -> bool:
    """Share an unchanged file with the release before, where the disk knows hard links."""
    if stat.S_IMODE(before.stat().st_mode) != _FILE:
        return False
    try:
        os.link(before, place)
    except OSError:
        return False
    return True


def _put(place: Path, data: bytes) -> None:
    with place.open("wb") as file:
        file.write(data)
        os.fchmod(file.fileno(), _FILE)


def _point(out: Path, release: Path) -> None:
    """Let `out` show the release, in one step."""
    link = out.parent / f"{_TEMPORARY}{out.name}"
    link.unlink(missing_ok=True)
    link.symlink_to(Path(RELEASES, release.name))
    if out.is_dir() and not out.is_symlink():
        out.rmdir()
    link.replace(out)
    _sync(out.parent)


def _sync(path: Path) -> None:
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def _sweep(releases: Path, out: Path) -> None:
    """Remove what a killed or failed build left behind."""
    (out.parent / f"{_TEMPORARY}{out.name}").unlink(missing_ok=True)
    for left in sorted(releases.glob(f"{_TEMPORARY}*")):
        shutil.rmtree(left)


def _prune(releases: Path, out: Path, current: Path) -> None:
    """Keep the newest releases and whatever a link beside `out` still shows."""
    shown = {Path(link.readlink()).name for link in out.parent.iterdir() if link.is_symlink()}
    found = [entry for entry in releases.iterdir() if entry.is_dir() and _RELEASE.fullmatch(entry.name)]
    os.utime(current)
    newest = sorted(found, key=lambda entry: (entry.stat().st_mtime_ns, entry.name), reverse=True)
    for old in newest[KEPT:]:
        if old.name not in shown:
            shutil.rmtree(old.rename(releases / f"{_TEMPORARY}{old.name}"))


def _written_twice(path: str) -> Problem:
    return Problem(
        check="page-written-twice",
        source=Source(path),
        message=msg("{path} would be written by a hand-written page and by a record.", path=path),
        fix=msg("Rename the hand-written page."),
    )


def _foreign(out: Path) -> Problem:
    return Problem(
        check="foreign-output-folder",
        source=Source(out.name),
        message=msg("{folder} is there already and was not made by louzhang; it was left alone.", folder=out.name),
        fix=msg("Name another folder, or move this one away."),
    )


def _disk(out: Path, error: OSError) -> Problem:
    return Problem(
        check="cannot-write-site",
        source=Source(out.name),
        message=msg(
            "The site cannot be written: {reason}. Readers still see a whole site.", reason=str(error.strerror)
        ),
        fix=msg("Make room on the disk or allow writing there, then build again."),
    )
