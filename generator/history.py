"""What Git says of the records: HEAD, its time, the last commit of each file, and whether disk differs.

The only module that runs Git, read-only and with constant arguments; it knows no record and no reader of one.
"""

from __future__ import annotations

import hashlib
import os
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from generator.problems import msg

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from datetime import date

    from generator.problems import Message

FOLDER = "records"

# Nothing a repository can carry may run a program, reach the network or rewrite what a commit says.
_OVERRIDES = {
    "core.fsmonitor": "false",
    "core.hooksPath": os.devnull,
    "core.pager": "cat",
    "log.showSignature": "false",
    "safe.bareRepository": "explicit",
}
_ENVIRONMENT = {
    "GIT_CONFIG_NOSYSTEM": "1",
    "GIT_OPTIONAL_LOCKS": "0",
    "GIT_NO_REPLACE_OBJECTS": "1",
    "GIT_NO_LAZY_FETCH": "1",
    "GIT_ALLOW_PROTOCOL": "none",
    "GIT_TERMINAL_PROMPT": "0",
    "GIT_PAGER": "cat",
    "GIT_CONFIG_COUNT": str(len(_OVERRIDES)),
    **{f"GIT_CONFIG_KEY_{n}": key for n, key in enumerate(_OVERRIDES)},
    **{f"GIT_CONFIG_VALUE_{n}": value for n, value in enumerate(_OVERRIDES.values())},
}
_LOG = ("log", "--no-show-signature", "--no-ext-diff", "--no-textconv", "--no-color", "--no-notes", "--no-follow")
_EACH_FILE = (
    *("--first-parent", "--diff-merges=first-parent", "--root", "--no-renames"),
    *("--raw", "--no-abbrev", "-z", "--relative", "--format=%H %ct %P"),
)
_SYMLINK = b"120000"
_SHA1_DIGITS = 40
_UNBORN = "does not have any commits yet"


class HistoryError(Exception):
    """Git cannot tell the history; the message says why."""

    def __init__(self, message: Message) -> None:
        """Remember the sentence for the person at the door."""
        super().__init__(message.template)
        self.message = message


@dataclass(frozen=True, slots=True)
class FileCommit:
    """The commit that last changed a file on the main line of history."""

    commit: str
    committed_at: datetime

    def day(self, tz: str) -> date:
        """The committer date in a time zone."""
        return _day(self.committed_at, tz)


@dataclass(frozen=True, slots=True)
class History:
    """What Git says of the records; without a commit there is no head, and everything counts as dirty.

    In a shallow clone a file last changed before the cut has no entry in `commits`.
    """

    head: str | None = None
    committed_at: datetime | None = None
    dirty: bool = True
    commits: Mapping[str, FileCommit] = field(default_factory=dict)
    shallow: bool = False

    def day(self, tz: str) -> date:
        """The committer date of HEAD in a time zone; a history without a commit has none."""
        if self.committed_at is None:
            raise HistoryError(msg("There is no commit to take the day from; give the day with --as-of."))
        return _day(self.committed_at, tz)


def read_history(root: Path) -> History:
    """Read the history of `records/` below a folder, which may lie anywhere in a repository or in none."""
    root = root.resolve()
    if not _in_git(root):
        return History()
    git = _Git(root)
    status, out, error = git.run(*_LOG, "-1", "--format=%H %ct")
    if status and _UNBORN in error:
        return History()
    if status:
        raise _unreadable(error)
    head, _, seconds = out.decode("ascii").strip().partition(" ")
    shallow = git.output("rev-parse", "--is-shallow-repository").strip() == b"true"
    files = dict(_listed(git.output("ls-tree", "-r", "-z", head, f"{FOLDER}/")))
    changes = git.output(*_LOG, *_EACH_FILE, head, "--", FOLDER)
    commits: dict[str, FileCommit] = {}
    for path, commit in _last_changes(changes, shallow=shallow):
        if path in files:
            commits.setdefault(path, commit)
    return History(head, _time(seconds), _differs(root, files), dict(sorted(commits.items())), shallow)


def tracked(root: Path, folder: str) -> bool:
    """Tell whether Git carries anything at a path that only this computer should write."""
    root = root.resolve()
    return _in_git(root) and bool(_Git(root).output("ls-files", "-z", "--", folder))


def _in_git(root: Path) -> bool:
    return any((folder / ".git").exists() for folder in (root, *root.parents))


class _Git:
    """Git in one folder; every command gets the guarded environment."""

    def __init__(self, root: Path) -> None:
        try:
            from git import Git
        except ImportError:  # GitPython says so when there is no git program
            raise HistoryError(msg("Git is not installed, so the history of the records cannot be read.")) from None
        self._git = Git(root)

    def run(self, *arguments: str) -> tuple[int, bytes, str]:
        """Exit status, standard output and standard error of one command."""
        status, out, error = self._git.execute(
            ["git", "--no-pager", *arguments],
            env=_ENVIRONMENT,
            shell=False,
            with_exceptions=False,
            with_extended_output=True,
            stdout_as_string=False,
            strip_newline_in_stdout=False,
        )
        return status, out, str(error)

    def output(self, *arguments: str) -> bytes:
        """Standard output of a command that must succeed."""
        status, out, error = self.run(*arguments)
        if status:
            raise _unreadable(error)
        return out


def _unreadable(error: str) -> HistoryError:
    reason = next((line for line in error.splitlines() if line.startswith(("fatal:", "error:"))), error)
    return HistoryError(msg("Git cannot read the history of this folder. Git says: {reason}", reason=reason.strip()))


def _listed(out: bytes) -> Iterator[tuple[str, tuple[bytes, str]]]:
    """Path, mode and blob id of each file in a tree listing."""
    for entry in out.split(b"\0"):
        about, _, path = entry.partition(b"\t")
        if b" blob " in about:
            mode, _, blob = about.split(b" ")
            yield os.fsdecode(path), (mode, blob.decode("ascii"))


def _last_changes(out: bytes, *, shallow: bool) -> Iterator[tuple[str, FileCommit]]:
    """Every path a commit touched, newest commit first; where a shallow clone is cut, nothing is known."""
    tokens = iter(out.split(b"\0"))
    commit: FileCommit | None = None
    for token in tokens:
        line = token.lstrip(b"\n")
        if line.startswith(b":"):
            path = next(tokens)
            if commit is not None:
                yield os.fsdecode(path), commit
        elif line:
            name, seconds, *parents = line.decode("ascii").split()
            commit = FileCommit(name, _time(seconds)) if parents or not shallow else None


def _differs(root: Path, files: Mapping[str, tuple[bytes, str]]) -> bool:
    """Tell whether the files on disk are not exactly those of the commit; hidden files do not count."""
    if any(not _is_blob(root / path, mode, blob) for path, (mode, blob) in files.items()):
        return True
    return any(path not in files for path in _on_disk(root))


def _on_disk(root: Path) -> Iterator[str]:
    for folder, folders, names in os.walk(root / FOLDER):
        folders[:] = [name for name in folders if not name.startswith(".")]
        for name in names:
            if not name.startswith("."):
                yield (Path(folder) / name).relative_to(root).as_posix()


def _is_blob(path: Path, mode: bytes, blob: str) -> bool:
    """Hash the file itself, so that no filter of the repository runs; CRLF checked out for LF is no change."""
    try:
        content = os.fsencode(path.readlink()) if mode == _SYMLINK else path.read_bytes()
    except OSError:
        return False
    return blob in {_blob_id(text, len(blob)) for text in (content, content.replace(b"\r\n", b"\n"))}


def _blob_id(content: bytes, digits: int) -> str:
    data = b"blob %d\0%b" % (len(content), content)
    sha = hashlib.sha1(data, usedforsecurity=False) if digits == _SHA1_DIGITS else hashlib.sha256(data)
    return sha.hexdigest()


def _time(seconds: str) -> datetime:
    try:
        return datetime.fromtimestamp(int(seconds), UTC)
    except (ValueError, OverflowError, OSError):
        raise HistoryError(msg("A commit has a date that is no date: {seconds}.", seconds=seconds)) from None


def _day(moment: datetime, tz: str) -> date:
    try:
        return moment.astimezone(ZoneInfo(tz)).date()
    except (KeyError, ValueError, OSError):  # unknown, ill-formed, or a folder of zones
        raise HistoryError(msg("There is no time zone {zone}.", zone=tz)) from None
