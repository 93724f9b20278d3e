"""The last commit of the repository around the records.

Knows the commit and its time; knows no file. Imports next to nothing, as a build of what did not change asks it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from generator.history.plumbing import LOG, Git, top_of, unreadable

if TYPE_CHECKING:
    from datetime import date, datetime
    from pathlib import Path

_UNBORN = "does not have any commits yet"
_HEAD = (*LOG, "-1", "--format=%H %ct")


class Head(NamedTuple):
    """The last commit, and when it was committed in seconds since 1970, as Git writes them."""

    commit: str
    seconds: str

    @property
    def committed_at(self) -> datetime:
        """The committer's time.

        Raises:
            HistoryError: it lies beyond the calendar.
        """
        from generator.history.commits import moment

        return moment(self.seconds)

    def day(self, tz: str) -> date:
        """The committer date in a time zone.

        Raises:
            HistoryError: there is no such zone.
        """
        from generator.history.commits import day_of

        return day_of(self.committed_at, tz)


def read_head(root: Path) -> Head | None:
    """Read the last commit of the repository around a folder; None where there is none.

    Raises:
        HistoryError: Git is not installed, or the repository is damaged.
    """
    root = root.resolve()
    if top_of(root) is None:
        return None
    git = Git(root)
    status, out = git.told(*_HEAD)
    if status:
        status, out, error = git.run(*_HEAD)  # once more, for the reason
        if status and _UNBORN in error:
            return None
        if status:
            raise unreadable(error)
    commit, _, seconds = out.decode("ascii").strip().partition(" ")
    return Head(commit, seconds)
