"""Walks the steps of a record through a machine: states, events, guards, actors.

Knows no policy and no record: whether a guard holds is said by whoever brings the step.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, TypeAlias

from msgspec import Struct

from generator.problems import Problem, Source, Words, msg

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import date

    from generator.problems import Message

BlockKind: TypeAlias = Literal["impossible-step", "unmet-guard"]
NOWHERE = Source("", 1, 1)


class Transition(Struct, frozen=True):
    """An event that leads from any of some states to one; without actors anybody may cause it."""

    event: str
    label: str
    sources: frozenset[str]
    target: str
    actors: frozenset[str] = frozenset()
    guards: tuple[str, ...] = ()
    clause: str = ""


class Machine(Struct, frozen=True):
    """States with their labels, the first of them the start, and the transitions between them."""

    id: str
    label: str
    states: Mapping[str, str]
    transitions: tuple[Transition, ...]
    guards: Mapping[str, Words]
    """The guards in words, for the sentence that names an unmet one."""
    actors: Mapping[str, Words]
    """The kinds of actor in words, for the sentence that names who must act."""

    @property
    def start(self) -> str:
        """The state in which everything begins."""
        return next(iter(self.states))

    def next_steps(self, state: str) -> tuple[Transition, ...]:
        """Return the transitions that lead out of a state, in the order of the pack."""
        return tuple(transition for transition in self.transitions if state in transition.sources)

    def label_of(self, state: str) -> str:
        """Return the label of a state; the code where the machine does not list it (a check reports it)."""
        return self.states.get(state, state)

    def way(self, event: str) -> Transition | None:
        """Return the first transition of an event."""
        return next((known for known in self.transitions if known.event == event), None)

    def is_end(self, state: str) -> bool:
        """Tell whether nothing leads out of a state."""
        return not self.next_steps(state)


class Step(Struct, frozen=True):
    """A step that was recorded: the event, its day, the kind of actor where it is known, the guards that hold."""

    event: str
    day: date
    actor: str | None = None
    holds: frozenset[str] = frozenset()
    source: Source = NOWHERE
    key: str = ""
    """The key of the record that says the step, where it is not the record's first."""


class Block(Struct, frozen=True):
    """Why a step cannot be taken, and what could be done instead.

    No way leads there, somebody else must take it, it comes before the step before, or a guard does not hold.
    """

    check: BlockKind
    machine: Machine
    state: str
    step: Step
    unmet: tuple[str, ...] = ()
    since: date | None = None
    """The day of the step before, where the blocked one is of an earlier day."""

    @property
    def next_steps(self) -> tuple[Transition, ...]:
        """The steps that the state allows."""
        return self.machine.next_steps(self.state)

    def problem(self, clause: str = "") -> Problem:
        """Say the block as a problem at the step's place; the fix names the legal next steps."""
        return Problem(self.check, self.step.source, self._message(), self._fix(), clause=clause)

    def _message(self) -> Message:
        taken = self.machine.way(self.step.event)
        slots: dict[str, str | Words | Message] = {
            "machine": self.machine.label,
            "step": named(taken) if taken else self.step.event,
            "key": self.step.key,
        }
        if self.check == "unmet-guard":
            guard = self.machine.guards.get(self.unmet[0], Words(self.unmet[0], self.unmet[0]))
            return msg("{machine}: {step} needs that {guard}.", guard=guard, **slots)
        if self.since is not None:
            days = {"day": self.step.day.isoformat(), "since": self.since.isoformat()}
            return msg("{machine}: {step} is of {day}, before the step before it, of {since}.", **days, **slots)
        slots["state"] = self.machine.label_of(self.state)
        ways = [way for way in self.next_steps if way.event == self.step.event]
        if ways and self.step.actor is not None:
            actor = self.machine.actors.get(self.step.actor, Words(self.step.actor, self.step.actor))
            return msg("{machine}: in the state {state}, {step} is not for {actor} to take.", actor=actor, **slots)
        return msg("{machine}: {step} is not possible in the state {state}.", **slots)

    def _fix(self) -> Message:
        if self.since is not None:
            return msg("Correct one of the two days.")
        others = [way for way in self.next_steps if way.event != self.step.event]
        takers = {actor for way in self.next_steps if way.event == self.step.event for actor in way.actors}
        if self.check == "impossible-step" and takers:
            words = [self.machine.actors.get(actor, Words(actor, actor)) for actor in sorted(takers)]
            actors = Words(", ".join(word.en for word in words), "、".join(word.zh for word in words))
            return msg("It is for {actors} to take.", actors=actors)
        steps = ", ".join(dict.fromkeys(named(known) for known in others))
        if self.check == "unmet-guard":
            first = msg("Record first what it needs, or delete the step.")
            return msg("{first} Also possible now: {steps}.", first=first, steps=steps) if steps else first
        return msg("Possible now: {steps}.", steps=steps) if steps else msg("Nothing more can follow; delete the step.")


def named(way: Transition) -> str:
    """Name a step: the code that a record writes, and its label."""
    return f"{way.event}（{way.label}）"


class Walk(Struct, frozen=True):
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
    if not ways:
        return Block("impossible-step", machine, state, step)
    if since is not None and step.day < since:
        return Block("impossible-step", machine, state, step, since=since)
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
