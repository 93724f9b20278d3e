"""Export folders: written aside as a whole, then put in the place of the last export; nothing is ever half there.

Knows which places an export must never take; knows nothing of what the files say.
"""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from generator.history import tracked
from generator.problems import Problem, Source, msg
from generator.publish.live import RELEASES
from generator.publish.manifest import MANIFEST
from generator.publish.refusals import PublishError

if TYPE_CHECKING:
    from collections.abc import Mapping

LIST = ".louzhang-export.json"
"""What an export says of itself: its files with their hashes. A folder without it is somebody else's."""
IGNORE = ".gitignore"
_TEMPORARY = ".louzhang-"
_FILE, _FOLDER = 0o600, 0o700


def put_folders(exports: Mapping[Path, Mapping[str, bytes]], root: Path, site: Path) -> None:
    """Write each export into its folder; all are checked and written aside before the first takes its place.

    Args:
        exports: files by path, by folder.
        root: the folder that holds `records/`.
        site: the folder of the public site, into which no export may go.

    Raises:
        PublishError: a folder is refused or the disk fails; the exports before are as they were.
        HistoryError: Git cannot say whether it carries a folder.
    """
    problems = tuple(problem for folder in exports for problem in _refused(folder, root, site))
    if problems:
        raise PublishError(problems)
    aside: dict[Path, Path] = {}
    try:
        for folder, files in exports.items():
            folder.parent.mkdir(parents=True, exist_ok=True)
            aside[folder] = Path(tempfile.mkdtemp(prefix=_TEMPORARY, dir=folder.parent))
            _fill(aside[folder], files)
        for folder in exports:
            _swap(aside.pop(folder), folder)
    except OSError as error:
        raise PublishError((_disk(error),)) from error
    finally:
        for left in aside.values():
            shutil.rmtree(left, ignore_errors=True)


def _refused(folder: Path, root: Path, site: Path) -> tuple[Problem, ...]:
    place = folder.resolve()
    if _in_site(place, site):
        return (_in_the_site(folder),)
    if place.is_relative_to((root / "records").resolve()) or _carried(place):
        return (_in_git(folder),)
    if _foreign(folder):
        return (_somebody_elses(folder),)
    return ()


def _in_site(place: Path, site: Path) -> bool:
    """Tell whether a place lies in this site, in its releases or in any other folder that holds a built site."""
    homes = (site.absolute(), site.resolve(), site.resolve().parent / RELEASES, site.absolute().parent / RELEASES)
    marked = any((folder / MANIFEST).exists() for folder in (place, *place.parents))
    return marked or any(place.is_relative_to(home) for home in homes)


def _carried(place: Path) -> bool:
    """Tell whether Git carries anything at the place."""
    above = next(folder for folder in place.parents if folder.is_dir())
    return tracked(above, place.relative_to(above).as_posix())


def _foreign(folder: Path) -> bool:
    """Tell whether there is anything at the place that no export put there."""
    if not folder.exists() and not folder.is_symlink():
        return False
    if folder.is_symlink() or not folder.is_dir():
        return True
    found = {
        path.relative_to(folder).as_posix() for path in folder.rglob("*") if not path.is_dir() or path.is_symlink()
    }
    return bool(found) and not found <= _listed(folder)


def _listed(folder: Path) -> set[str]:
    try:
        listed = json.loads((folder / LIST).read_text("utf-8"))
        return {LIST, *listed["files"]}
    except (OSError, ValueError, KeyError, TypeError):
        return set()


def _fill(folder: Path, files: Mapping[str, bytes]) -> None:
    """Write the files and their list; Git is told to leave the folder alone, and only the owner may look in."""
    complete = {**files, IGNORE: b"*\n"}
    hashes = {path: hashlib.sha256(complete[path]).hexdigest() for path in sorted(complete)}
    complete[LIST] = (json.dumps({"files": hashes}, ensure_ascii=False, indent=1) + "\n").encode("utf-8")
    for path, data in complete.items():
        place = folder / path
        place.parent.mkdir(parents=True, exist_ok=True, mode=_FOLDER)
        with place.open("wb") as file:
            file.write(data)
            os.fchmod(file.fileno(), _FILE)
            os.fsync(file.fileno())


def _swap(aside: Path, folder: Path) -> None:
    """Put a written folder in the place of the last export; where that fails, the last one comes back."""
    if not folder.exists():
        aside.rename(folder)
        return
    old = Path(tempfile.mkdtemp(prefix=_TEMPORARY, dir=folder.parent)) / "old"
    folder.rename(old)
    try:
        aside.rename(folder)
    except OSError:
        old.rename(folder)
        raise
    finally:
        shutil.rmtree(old.parent, ignore_errors=True)


def _in_the_site(folder: Path) -> Problem:
    return Problem(
        "export-in-site",
        Source(folder.name),
        msg("{folder} lies in the folder of the public site; internal tables must not go there.", folder=str(folder)),
        msg("Give another folder with --out, or leave --out away."),
    )


def _in_git(folder: Path) -> Problem:
    return Problem(
        "export-in-git",
        Source(folder.name),
        msg(
            "{folder} is kept in Git or lies among the records; what is internal would be published.",
            folder=str(folder),
        ),
        msg("Give a folder that Git does not keep, such as build/exports."),
    )


def _somebody_elses(folder: Path) -> Problem:
    return Problem(
        "foreign-export-folder",
        Source(folder.name),
        msg("{folder} holds files that no export put there; it was left alone.", folder=str(folder)),
        msg("Move those files away, or give another folder with --out."),
    )


def _disk(error: OSError) -> Problem:
    return Problem(
        "cannot-write-export",
        Source(Path(str(error.filename or "")).name),
        msg("The export cannot be written: {reason}. The last one is as it was.", reason=str(error.strerror)),
        msg("Make room on the disk or allow writing there, then export again."),
    )
