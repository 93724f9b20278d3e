"""How one thing stands in its course: the machine, the walk, what may come next.

Knows no record type and no policy.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct

from generator.machines import walk

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import date

    from generator.machines import Machine, Step, Transition, Walk
    from generator.policies.machines import MachineRule
    from generator.problems import Source


class Course(Struct, frozen=True):
    """One thing on its way: which course, what it is called, where it is recorded, how far it has come."""

    rule: MachineRule
    machine: Machine
    subject: str
    source: Source
    walk: Walk
    community: str | None = None
    told: frozenset[str] = frozenset()
    """Guards of this course whose absence a check of its own tells in better words."""

    @property
    def state(self) -> str:
        """The label of the state reached."""
        return self.machine.label_of(self.walk.state)

    @property
    def next_steps(self) -> tuple[Transition, ...]:
        """What may come next."""
        return self.machine.next_steps(self.walk.state)

    @property
    def begun(self) -> bool:
        """Tell whether any step was taken, and the first state left."""
        return bool(self.walk.taken) and self.walk.state != self.machine.start

    @property
    def is_open(self) -> bool:
        """Tell whether any step leads on to another state."""
        return any(way.target != self.walk.state for way in self.next_steps)


def held(guards: Mapping[str, bool]) -> frozenset[str]:
    """Return the guards that hold."""
    return frozenset(name for name, holds in guards.items() if holds)


def course(
    rule: MachineRule,
    subject: str,
    source: Source,
    steps: Iterable[Step],
    as_of: date,
    *,
    told: Iterable[str] = (),
    community: str | None = None,
) -> Course:
    """Walk the steps that were taken by a day through a policy's machine."""
    machine = rule.machine()
    taken = walk(machine, (step for step in steps if step.day <= as_of))
    return Course(rule, machine, subject, source, taken, community, frozenset(told))


def inserted(steps: list[Step], later: Iterable[Step], *, after: int = 0, first: bool = False) -> list[Step]:
    """Put steps that follow from other records among the recorded ones, by day; the recorded keep their order.

    Args:
        steps: the recorded steps, as written.
        later: the steps to put in, in order.
        after: the number of recorded steps that come first in any case.
        first: whether a step comes before a recorded one of the same day, not after it.
    """
    found = list(steps)
    start = after
    for step in later:
        fits = (n for n in range(start, len(found)) if found[n].day > step.day or (first and found[n].day == step.day))
        at = next(fits, len(found))
        found.insert(at, step)
        start = at + 1
    return found
