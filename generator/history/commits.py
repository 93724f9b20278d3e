"""A commit as a reader of the records needs it: its id, its time, its author.

Knows the calendar of time zones; runs no Git.
"""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from msgspec import Struct

from generator.history.plumbing import HistoryError
from generator.problems import msg

if TYPE_CHECKING:
    from datetime import date


class FileCommit(Struct, frozen=True):
    """The commit that brought in a file, or a line of it, as it stands; when it was committed and who wrote it."""

    commit: str
    committed_at: datetime
    author: str = ""

    def day(self, tz: str) -> date:
        """The committer date in a time zone."""
        return day_of(self.committed_at, tz)


def moment(seconds: str) -> datetime:
    """Read a commit's time.

    Raises:
        HistoryError: it lies beyond the calendar.
    """
    try:
        return datetime.fromtimestamp(int(seconds), UTC)
    except (ValueError, OverflowError, OSError):
        raise HistoryError(msg("A commit has a date that is no date: {seconds}.", seconds=seconds)) from None


def day_of(when: datetime, tz: str) -> date:
    """Return the day in a time zone.

    Raises:
        HistoryError: there is no such zone.
    """
    try:
        return when.astimezone(ZoneInfo(tz)).date()
    except (KeyError, ValueError, OSError):  # unknown, ill-formed, or a folder of zones
        raise HistoryError(msg("There is no time zone {zone}.", zone=tz)) from None
