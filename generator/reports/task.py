"""One thing to do, as it stands in the list of tasks.

Knows what a task tells; knows no source of tasks.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from datetime import date

    from generator.problems import Words


class Task(NamedTuple):
    """One thing to do: `due` is the last day in time where one is set, `days` how long it has been open.

    `next` says the next steps of its course and who takes them, where it has one.
    """

    kind: Words
    community: str | None
    subject: str
    clause: str | None
    due: date | None
    days: int | None
    source: str | None
    next: str | None = None
