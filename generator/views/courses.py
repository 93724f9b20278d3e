"""The public view of a policy's courses: each step with where it leads from and to, who takes it and what it needs.

Knows the machines of a pack; nothing of what was recorded.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct

from generator.policies.machines import ACTORS, GUARDS

if TYPE_CHECKING:
    from generator.policies.machines import MachineRule, Transition
    from generator.views.standpoint import Cite, Standpoint


class StepView(Struct, frozen=True):
    """A step of a course."""

    label: str
    before: str
    after: str
    who: str
    needs: str
    cite: Cite


class CourseView(Struct, frozen=True):
    """A course with its steps in the order of the policy."""

    label: str
    start: str
    cite: Cite
    steps: tuple[StepView, ...]


def course_views(stand: Standpoint) -> tuple[CourseView, ...]:
    """Return the courses of a jurisdiction's policy in the order of its pack."""
    return tuple(
        CourseView(
            rule.label,
            rule.states[0].label,
            stand.cite(rule.clause),
            tuple(_step(stand, rule, way) for way in rule.transitions),
        )
        for rule in stand.policy.pack.machines
    )


def _step(stand: Standpoint, rule: MachineRule, way: Transition) -> StepView:
    labels = {state.id: state.label for state in rule.states}
    return StepView(
        label=way.label,
        before="、".join(labels[state] for state in way.from_),
        after=labels[way.to],
        who="、".join(ACTORS[actor].zh for actor in way.actors) or "不限",
        needs="；".join(GUARDS[guard].zh for guard in way.guards) or "—",
        cite=stand.cite(way.clause),
    )
