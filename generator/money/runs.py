"""How a pay run stands: worked out, checked, approved, transferred, paid.

Knows the record of a run and the lines it should hold; decides nothing.
"""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING, Literal, TypeAlias

from generator.problems import Words

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from generator.records.payment import PayRun

RunState: TypeAlias = Literal["calculated", "checked", "approved", "transferred", "paid"]


STATES: dict[RunState, Words] = {
    "calculated": Words("calculated", "核算"),
    "checked": Words("checked", "复核"),
    "approved": Words("approved", "批准"),
    "transferred": Words("transferred", "拨付"),
    "paid": Words("paid", "发放"),
}


def run_days(run: PayRun) -> tuple[tuple[RunState, date | None], ...]:
    """Return the states of a run in their order, each with its day where it was reached."""
    return (
        ("calculated", run.calculated_on),
        ("checked", run.checked_on),
        ("approved", run.approved_on),
        ("transferred", run.transferred_on),
        ("paid", run.paid_on),
    )


def run_state(run: PayRun, as_of: date) -> RunState | None:
    """Return the last state that a run had reached by a day without leaving one out; None before it was worked out."""
    reached: RunState | None = None
    for state, day in run_days(run):
        if day is None or day > as_of:
            break
        reached = state
    return reached


def skipped_states(run: PayRun) -> Iterator[tuple[RunState, RunState]]:
    """Yield each state without a day, or with a later one, before a state that has a day."""
    days = run_days(run)
    for (before, first), (after, then) in pairwise(days):
        if then is not None and (first is None or then < first):
            yield before, after
