"""What Git says of the records as a whole: HEAD, its time, whether disk differs, and the commits behind each line.

Knows commits, files and lines; it knows no record and no reader of one.
"""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from msgspec import Struct, field

from generator.history.commits import day_of
from generator.history.disk import LINK, NOT_A_FILE, blob_id, content_of
from generator.history.head import read_head
from generator.history.origins import Along, Origins
from generator.history.parts import FOLDER, FRAME
from generator.history.plumbing import Git, HistoryError, top_of
from generator.history.provenance import Now, Provenance
from generator.history.tree import records_tree
from generator.problems import msg

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, MutableMapping
    from datetime import date, datetime
    from pathlib import Path

    from generator.history.commits import FileCommit
    from generator.history.tree import Tree

_HEX = frozenset("0123456789abcdef")
_SHORT = 12
_STAGED = ("diff-index", "--cached", "--raw", "--no-abbrev", "--no-renames", "--relative", "-z")


class History(Struct, frozen=True):
    """What Git says of the records; without a commit there is no head, and everything counts as dirty.

    In a shallow clone a file last changed before the cut has no entry in `commits`.
    """

    head: str | None = None
    committed_at: datetime | None = None
    dirty: bool = True
    commits: Mapping[str, FileCommit] = field(default_factory=dict)
    shallow: bool = False
    lines: Provenance | Origins | None = None

    def day(self, tz: str) -> date:
        """The committer date of HEAD in a time zone; a history without a commit has none."""
        if self.committed_at is None:
            raise HistoryError(msg("There is no commit to take the day from; give the day with --as-of."))
        return day_of(self.committed_at, tz)

    @property
    def revision(self) -> str:
        """What names the records: the commit, abbreviated, and a plus where files differ from it; empty without one."""
        return "" if self.head is None else self.head[:_SHORT] + ("+" if self.dirty else "")

    def recorded(self, path: str, line: int) -> FileCommit | None:
        """Return the commit that brought in the list item on a line as it reads; elsewhere the file's last commit.

        None where no commit did, or where nobody can tell: a line not yet committed, or older than a shallow clone.
        """
        return self.along(path).at(line)

    def along(self, path: str) -> Along:
        """Return the commit of each line of a file, as `recorded` gives it, for who asks for many."""
        return self.lines.along(path) if self.lines is not None else Along([], [self.commits.get(path)])

    def within(self, part: str) -> History:
        """Return a history that knows the lines of one part and of the frame alone, and can be sent elsewhere."""
        if not isinstance(self.lines, Provenance):
            return self
        lines = self.lines.part(part) | self.lines.part(FRAME)
        return History(self.head, self.committed_at, self.dirty, lines.commits, self.shallow, lines)


def read_history(root: Path, shelf: MutableMapping[str, bytes] | None = None, tree: Tree | None = None) -> History:
    """Read the history of `records/` below a folder, which may lie anywhere in a repository or in none.

    Args:
        root: the folder that holds `records/`.
        shelf: where what was learned of earlier commits is kept, under names and as bytes of our own; what is
            wrong there is learned again.
        tree: the files as they are on disk, where they have been listed before.

    Raises:
        HistoryError: Git is not installed, or the repository is damaged.
    """
    root = root.resolve()
    head = read_head(root)
    if head is None:
        return History()
    git = Git(root)
    shallow = git.output("rev-parse", "--is-shallow-repository").strip() == b"true"
    tree = tree or records_tree(root)
    changed = _changed(git, root, head.commit, tree)
    now = Now(tree, frozenset(changed), shallow)
    lines = Provenance(root, head.commit, {} if shelf is None else shelf, now)
    return History(head.commit, head.committed_at, any(changed.values()), lines.commits, shallow, lines)


def is_after(root: Path, commit: str) -> bool:
    """Tell whether HEAD holds everything that a commit holds; False where Git knows no such commit."""
    if not commit or not set(commit) <= _HEX or top_of(root.resolve()) is None:
        return False
    status, _, _ = Git(root.resolve()).run("merge-base", "--is-ancestor", commit, "HEAD")
    return status == 0


def _changed(git: Git, root: Path, head: str, tree: Tree) -> Mapping[str, bool]:
    """Return the files that are not as HEAD has them, and of each whether that makes the records dirty.

    Hidden files that Git does not keep do not, nor do line ends checked out for Windows, nor a file's mode.
    """
    committed = _committed(git, head, tree)
    found: dict[str, bool] = {}
    for path, blob in committed.items():
        mode, _, there = tree.id_of(path).rpartition(" ")
        if there != (blob or "") or mode == NOT_A_FILE:
            hidden = blob is None and any(name.startswith(".") for name in path.split("/"))
            found[path] = not hidden and not _is_windows_form(root, path, blob)
    return found


def _committed(git: Git, head: str, tree: Tree) -> Mapping[str, str | None]:
    """Return what HEAD has, by blob id, for every file of which it is not certain that disk has the same."""
    if tree.unlike_index is None:
        files = dict(_listed(git.output("ls-tree", "-r", "-z", head, f"{FOLDER}/")))
        return {**dict.fromkeys(tree.ids), **files}
    return {**tree.unlike_index, **dict(_staged(git.output(*_STAGED, head, "--", FOLDER)))}


def _is_windows_form(root: Path, path: str, blob: str | None) -> bool:
    found = content_of(f"{root}/{path}")
    if blob is None or found is None or found[0] in {LINK, NOT_A_FILE}:
        return False
    return blob_id(found[1].replace(b"\r\n", b"\n"), len(blob)) == blob


def _listed(out: bytes) -> Iterator[tuple[str, str]]:
    """Path and blob id of each file in a tree listing."""
    for entry in out.split(b"\0"):
        about, _, path = entry.partition(b"\t")
        if b" blob " in about:
            yield os.fsdecode(path), about.rpartition(b" ")[2].decode("ascii")


def _staged(out: bytes) -> Iterator[tuple[str, str | None]]:
    """Path and blob id in the commit (None where it has no file) of each file that the index has otherwise."""
    tokens = iter(out.split(b"\0"))
    for token in tokens:
        if token:
            blob = token.split(b" ")[2].decode("ascii")
            yield os.fsdecode(next(tokens)), blob if blob.strip("0") else None
