"""Whether somebody may go on duty: training passed first, then the things handed over.

Knows one person's trainings and things, and a rule of the pack; appoints nobody.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, NamedTuple, TypeAlias

if TYPE_CHECKING:
    from datetime import date

    from generator.policies.roster import Readiness
    from generator.records.people import Person

DutyState: TypeAlias = Literal["training_missing", "kit_missing", "ready"]


class Ready(NamedTuple):
    """How far somebody is: what is missing, and the day from which duty is possible."""

    state: DutyState
    passed_on: date | None
    missing: tuple[str, ...]
    early: tuple[str, ...]
    since: date | None


def readiness_of(rule: Readiness, person: Person, day: date) -> Ready:
    """Look at the trainings passed and the things received by a day.

    `missing` are things not received, `early` those handed over before the training was passed where
    the policy wants them to follow it.

    Raises:
        UnsetSettingError: the pack leaves the training or the things open.
    """
    wanted = rule.training.required(day)
    kit = rule.kit.required(day)
    passed = [t.on for t in person.trainings if t.kind == wanted and t.result == "passed" and t.on <= day]
    given = {thing.item: thing.on for thing in reversed(person.kit) if thing.on <= day}
    missing = tuple(item for item in kit if item not in given)
    if not passed:
        return Ready("training_missing", None, missing, (), None)
    passed_on = min(passed)
    after = rule.kit_after_training.required(day)
    early = tuple(item for item in kit if after and item in given and given[item] < passed_on)
    if missing:
        return Ready("kit_missing", passed_on, missing, early, None)
    return Ready("ready", passed_on, (), early, max([passed_on, *(given[item] for item in kit)]))


def duty_state(rule: Readiness, person: Person, day: date) -> DutyState:
    """Say how far somebody is on a day; only `ready` may be on duty."""
    return readiness_of(rule, person, day).state
