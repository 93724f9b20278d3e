"""Walks the steps of a record through a machine: states, events, guards, actors.

Knows no policy and no record: whether a guard holds is said by whoever brings the step.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal, TypeAlias

from generator.problems import Problem, Source, Words, msg

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import date

    from generator.problems import Message

BlockKind: TypeAlias = Literal["impossible-step", "unmet-guard"]
NOWHERE = Source("", 1, 1)


@dataclass(frozen=True, slots=True)
class Transition:
    """An event that leads from any of some states to one; without actors anybody may cause it."""

    event: str
    label: str
    sources: frozenset[str]
    target: str
    actors: frozenset[str] = frozenset()
    guards: tuple[str, ...] = ()
    clause: str = ""


@dataclass(frozen=True, slots=True)
class Machine:
    """States with their labels, the first of them the start, and the transitions between them."""

    id: str
    label: str
    states: Mapping[str, str]
    transitions: tuple[Transition, ...]
    guards: Mapping[str, Words]
    """The guards in words, for the sentence that names an unmet one."""
    actors: Mapping[str, Words] = field(default_factory=dict)
    """Who may take a step, in words, for the sentence that names somebody else."""

    @property
    def start(self) -> str:
        """The state in which everything begins."""
        return next(iter(self.states))

    def next_steps(self, state: str) -> tuple[Transition, ...]:
        """Return the transitions that lead out of a state, in the order of the pack."""
        return tuple(transition for transition in self.transitions if state in transition.sources)

    def is_end(self, state: str) -> bool:
        """Tell whether nothing leads out of a state."""
        return not self.next_steps(state)


@dataclass(frozen=True, slots=True)
class Step:
    """A step that was recorded: the event, its day, the kind of actor where it is known, the guards that hold."""

    event: str
    day: date
    actor: str | None = None
    holds: frozenset[str] = frozenset()
    source: Source = NOWHERE


@dataclass(frozen=True, slots=True)
class Block:
    """Why a step cannot be taken: no way leads there, or a guard does not hold; and what could be done instead."""

    check: BlockKind
    machine: Machine
    state: str
    step: Step
    unmet: tuple[str, ...] = ()

    @property
    def next_steps(self) -> tuple[Transition, ...]:
        """The steps that the state allows."""
        return self.machine.next_steps(self.state)

    def problem(self, clause: str = "") -> Problem:
        """Say the block as a problem at the step's place; the fix names the legal next steps."""
        taken = next((known for known in self.machine.transitions if known.event == self.step.event), None)
        slots: dict[str, str | Words | Message] = {
            "machine": self.machine.label,
            "step": f"{self.step.event}（{taken.label}）" if taken else self.step.event,
            "state": self.machine.states[self.state],
        }
        if self.check == "unmet-guard":
            guard = self.machine.guards.get(self.unmet[0], Words(self.unmet[0], self.unmet[0]))
            message = msg("{machine}: {step} needs that {guard}.", guard=guard, **slots)
        elif self._wanted:
            actors = self.machine.actors
            wanted = actors.get(self._wanted[0], Words(self._wanted[0], self._wanted[0]))
            message = msg(
                "{machine}: {step} is not for whoever is named here, but for: {wanted}.", wanted=wanted, **slots
            )
            return Problem(
                self.check,
                self.step.source,
                message,
                msg("Correct by:, or the person the record is about."),
                clause=clause,
            )
        else:
            message = msg("{machine}: {step} is not possible in the state {state}.", **slots)
        return Problem(self.check, self.step.source, message, self._fix(), clause=clause)

    @property
    def _wanted(self) -> tuple[str, ...]:
        """Who may take the step in this state, where it is only the wrong one who took it."""
        ways = [way for way in self.next_steps if way.event == self.step.event]
        allowed = sorted({actor for way in ways for actor in way.actors})
        return tuple(allowed) if self.step.actor is not None and self.step.actor not in allowed else ()

    def _fix(self) -> Message:
        others = [known for known in self.next_steps if known.event != self.step.event]
        steps = ", ".join(f"{known.event}（{known.label}）" for known in others)
        if self.check == "unmet-guard":
            first = msg("Record first what it needs, or delete the step.")
            return msg("{first} Also possible now: {steps}.", first=first, steps=steps) if steps else first
        return msg("Possible now: {steps}.", steps=steps) if steps else msg("Nothing more can follow; delete the step.")


@dataclass(frozen=True, slots=True)
class Walk:
    """Where the steps lead: the last state, since when, and what stopped the walk, if anything did."""

    state: str
    since: date | None
    taken: tuple[Step, ...]
    block: Block | None = None


def advance(machine: Machine, state: str, step: Step, since: date | None = None) -> str | Block:
    """Take one step.

    Args:
        machine: the machine.
        state: the state before the step.
        step: what was recorded.
        since: the day of the step before; an earlier step is impossible.

    Returns:
        The state after the step, or why it cannot be taken.
    """
    ways = [way for way in machine.next_steps(state) if way.event == step.event]
    ways = [way for way in ways if step.actor is None or not way.actors or step.actor in way.actors]
    if not ways or (since is not None and step.day < since):
        return Block("impossible-step", machine, state, step)
    unmet = [tuple(guard for guard in way.guards if guard not in step.holds) for way in ways]
    for way, missing in zip(ways, unmet, strict=True):
        if not missing:
            return way.target
    return Block("unmet-guard", machine, state, step, unmet[0])


def walk(machine: Machine, steps: Iterable[Step]) -> Walk:
    """Take the steps in the order given, up to the first that cannot be taken."""
    state, since = machine.start, None
    taken: list[Step] = []
    for step in steps:
        found = advance(machine, state, step, since)
        if isinstance(found, Block):
            return Walk(state, since, tuple(taken), found)
        state, since = found, step.day
        taken.append(step)
    return Walk(state, since, tuple(taken))
