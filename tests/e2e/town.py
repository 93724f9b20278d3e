"""The committed demonstration as a repository of its own, and the command that is run on it as people run it.

Knows where the committed records lie and how a built site is hashed; knows no rule and no page.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Mapping

REPOSITORY = Path(__file__).parents[2]
AS_OF = "2026-11-20"
TOWN = "gangcheng"
COMMUNITIES = f"records/jurisdictions/{TOWN}/communities"
SCRIPT = str(Path(sys.executable).with_name("louzhang"))
"""The command as it is installed."""
_AUTHOR = {
    f"GIT_{who}_{what}": value
    for who in ("AUTHOR", "COMMITTER")
    for what, value in (("NAME", "Demo"), ("EMAIL", "demo@example.invalid"), ("DATE", f"{AS_OF}T12:00:00+08:00"))
}


class Answer(NamedTuple):
    """What a command printed, and how it ended."""

    code: int
    out: str
    err: str


def lay(root: Path, *, whole: bool = False, backwards: bool = False) -> None:
    """Copy the committed records of `TOWN`, or of every jurisdiction, file by file, in one order or the other."""
    for file in sorted((REPOSITORY / "records").rglob("*.yaml"), reverse=backwards):
        path = file.relative_to(REPOSITORY)
        if whole or path.parts[1] == "calendar" or path.parts[2:3] in {(TOWN,), ("r18",)}:
            place = root / path
            place.parent.mkdir(parents=True, exist_ok=True)
            place.write_bytes(file.read_bytes())
    site = (REPOSITORY / "records" / "site.yaml").read_text("utf-8")
    head, key, _ = site.partition("jurisdictions:\n")
    (root / "records" / "site.yaml").write_text(site if whole else f"{head}{key}- {TOWN}\n", "utf-8")


def commit(root: Path) -> None:
    """Make the records one commit with a fixed author and day, so that the same records give the same id."""
    quiet = {"GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_NOSYSTEM": "1"}
    for words in (["init", "-q", "-b", "main"], ["add", "records"], ["commit", "-q", "-m", "Demonstration"]):
        subprocess.run(["git", *words], cwd=root, env=os.environ | quiet | _AUTHOR, check=True)


def louzhang(
    root: Path, *arguments: str, env: Mapping[str, str] | None = None, program: tuple[str, ...] = (), umask: int = -1
) -> Answer:
    """Run the command in a folder, as a process of its own."""
    done = subprocess.run(
        [sys.executable, *(program or ("-m", "generator")), *arguments],
        cwd=root,
        env={**os.environ, **(env or {})},
        capture_output=True,
        encoding="utf-8",
        check=False,
        umask=umask,
    )
    return Answer(done.returncode, done.stdout, done.stderr)


def hashes(site: Path) -> dict[str, tuple[str, str]]:
    """Return mode and content hash of each file and folder of a site, by path."""
    return {
        path.relative_to(site).as_posix(): (
            oct(path.stat().st_mode),
            sha256(path.read_bytes()).hexdigest() if path.is_file() else "",
        )
        for path in site.rglob("*")
    }


def twin(root: Path, place: Path) -> Path:
    """Copy a repository with its built site, so that a test may spoil the copy."""
    shutil.copytree(root, place, symlinks=True)
    return place


def edit(root: Path, path: str, old: str, new: str) -> None:
    """Replace the one place of a record file that reads so."""
    file = root / path
    text = file.read_text("utf-8")
    assert text.count(old) == 1, f"{path}: {old!r} stands {text.count(old)} times"
    file.write_text(text.replace(old, new), "utf-8")
