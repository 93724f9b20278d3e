"""Checking the records without making a page: each community that changed, and then all of them together.

Knows what is to be checked again and what may be kept; the faults are known on the floor of checks.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.shards.building import STORE
from generator.shards.grounds import Grounds
from generator.shards.kept import Kept, LostError
from generator.shards.looking import look_at
from generator.shards.orders import UnseenError, work
from generator.shards.running import each
from generator.shards.whole import Whole
from generator.store import Store

if TYPE_CHECKING:
    from generator.problems import Problem
    from generator.shards.building import Asked
    from generator.shards.kept import Row
    from generator.shards.looking import Look


def check(asked: Asked, *, keep: bool = True) -> tuple[Problem, ...]:
    """Return every problem of the records, in order of place.

    Args:
        asked: where the records are, and the day to go by.
        keep: whether to use what earlier checks kept, and to keep what this one finds.

    Raises:
        HistoryError: Git cannot tell the last commit, or no day was given and there is none to take it from.
    """
    return checked(asked, look_at(asked.root), keep=keep)[0]


def checked(asked: Asked, look: Look, *, keep: bool = True) -> tuple[tuple[Problem, ...], Grounds]:
    """Return every problem with the grounds, of which files, frame and days have been read; see `check`."""
    try:
        return _checked(asked, look, Store(asked.work / STORE if keep else None))
    except LostError:
        return _checked(asked, look, Store(None))


def _checked(asked: Asked, look: Look, store: Store) -> tuple[tuple[Problem, ...], Grounds]:
    with store:
        grounds = Grounds(asked, look, Kept(store, "check"), None)
        return _problems(grounds), grounds


def _problems(grounds: Grounds) -> tuple[Problem, ...]:
    if grounds.frame.ledger is None:
        return grounds.every_problem_of_form()
    kept, asked = grounds.kept, grounds.asked
    rows: dict[str, Row] = {}
    keys = {name: grounds.key(folder) for name, folder in grounds.communities.items()}
    for name, key in keys.items():
        row = kept.row(name, key)
        if row is not None:
            rows[name] = row
    todo = [grounds.order(name) for name in keys if name not in rows]
    try:
        for made in each(work, todo, count=len(todo), jobs=asked.jobs, scheduler=asked.scheduler):
            name = f"{made.jurisdiction}/{made.community}"
            rows[name] = kept.take(name, keys[name], made, "")
    except UnseenError as error:  # somebody took a community's folder away while we read
        return (error.problem,)
    kept.forget_others(rows)
    return Whole(grounds, rows).problems()
