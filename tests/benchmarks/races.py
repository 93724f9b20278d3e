"""One race over a work: every contestant in turn, scenario by scenario, round by round.

Knows the order of things, so that what is compared ran at about the same time; prints nothing but progress.
"""

from __future__ import annotations

import shutil
import sys
from contextlib import nullcontext
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from tests.benchmarks.processes import LIMIT
from tests.benchmarks.tools import PEERS

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from contextlib import AbstractContextManager
    from pathlib import Path

    from tests.benchmarks.contestants import Contestant
    from tests.benchmarks.processes import Cost
    from tests.benchmarks.tools import Tools
    from tests.benchmarks.works import Work

COLD, AGAIN, LINE, VALUE = "cold build", "nothing changed", "one log line changed", "one policy value changed"
SCENARIOS = (COLD, AGAIN, LINE, VALUE)
_LONG = 60.0
"""Seconds of processor time of a cold build, above which one round must do."""


@dataclass
class Entry:
    """What one contestant cost over one work: the costs of each scenario, round by round."""

    contestant: str
    leaders: int
    costs: dict[str, list[Cost]] = field(default_factory=dict)
    pages: int = 0
    bytes: int = 0

    def add(self, scenario: str, cost: Cost) -> None:
        """Note a cost."""
        self.costs.setdefault(scenario, []).append(cost)
        state = "" if cost.code == 0 else " FAILED" if cost.finished else " NOT FINISHED"
        print(
            f"  {self.leaders} {self.contestant}: {scenario}: {cost.cpu:.2f} s cpu, {cost.wall:.2f} s,"
            f" {cost.peak_mib:.0f} MiB{state}",
            file=sys.stderr,
            flush=True,
        )

    @property
    def failed(self) -> bool:
        """Whether a cold build did not come to its end."""
        return any(cost.code for cost in self.costs.get(COLD, ()))

    @property
    def long(self) -> bool:
        """Whether a cold build takes so long that it runs once and stands for the scenarios that repeat it."""
        return any(cost.cpu > _LONG for cost in self.costs.get(COLD, ()))


def race(
    work: Work, tools: Tools, contestants: Sequence[type[Contestant]], rounds: int, limit: float = LIMIT
) -> list[Entry]:
    """Run every contestant over a work."""
    rates = work.root.with_name("rates.json")
    shutil.copy(PEERS / "rates.json", rates)
    runners = [kind(tools, work.root, work.root.with_name(kind.__name__.lower()), rates, limit) for kind in contestants]
    entries = [Entry(runner.name, work.leaders) for runner in runners]
    pairs = list(zip(runners, entries, strict=True))
    for runner, _ in pairs:
        runner.prepare()
    for number in range(rounds):
        running = [(r, e) for r, e in pairs if number == 0 or not (e.failed or (e.long and not r.incremental))]
        _cold(running)
        for scenario, change in _changes(work, rates):
            _after(scenario, change, running)
    return entries


def _cold(running: Sequence[tuple[Contestant, Entry]]) -> None:
    for runner, entry in running:
        runner.clean()
        entry.add(COLD, runner.build())
        if not entry.failed:
            entry.pages, entry.bytes = runner.pages()


def _changes(work: Work, rates: Path) -> list[tuple[str, Callable[[], AbstractContextManager[None]]]]:
    return [(AGAIN, nullcontext), (LINE, work.one_log_line), (VALUE, lambda: work.one_policy_value(rates))]


def _after(
    scenario: str, change: Callable[[], AbstractContextManager[None]], running: Sequence[tuple[Contestant, Entry]]
) -> None:
    """Build once more after a change, then bring those that build on earlier builds back to the state before it."""
    able = [(r, e) for r, e in running if not e.failed and (r.incremental or not e.long)]
    with change():
        for runner, entry in able:
            runner.follow()
            entry.add(scenario, runner.build())
    for runner, _ in able:
        if scenario != AGAIN:
            runner.follow()
            if runner.incremental:
                runner.build()
