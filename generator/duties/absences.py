"""When absences without excuse add up to an early warning and then to a proposal.

Knows one leader's sittings and a rule of the pack; nothing takes effect here (G-12).
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, NamedTuple, TypeAlias

from generator.periods import Period, add_months

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from generator.policies.duties import EventCount

Attended: TypeAlias = Literal["present", "excused", "unexcused"]

_YEAR = 12


class Sitting(NamedTuple):
    """A meeting to which the leader was called, and whether the leader came."""

    on: date
    state: Attended
    meetings: tuple[str, ...] = ()
    """The purposes it served."""


class CountedAlert(NamedTuple):
    """That a count was reached on a day."""

    on: date
    kind: Literal["early", "proposal"]
    times: int


def counted_alerts(rule: EventCount, sittings: Iterable[Sitting], since: date) -> tuple[CountedAlert, ...]:
    """Return the early warnings and proposals that a leader's absences lead to, in order of day.

    Args:
        rule: the count of the pack.
        sittings: those of the meetings that the rule counts, in any order.
        since: the first day of the term; earlier absences belong to another term.
    """
    found: list[CountedAlert] = []
    held = sorted((sitting for sitting in sittings if sitting.on >= since), key=lambda sitting: sitting.on)
    events: list[date] = []
    for sitting in held:
        if sitting.state == "present" and rule.window.required(sitting.on) == "consecutive":
            events.clear()
        if sitting.state != "unexcused":
            continue
        once = rule.double_purpose_once.required(sitting.on)
        for _ in range(1 if once else max(len(set(sitting.meetings) & set(rule.meetings)), 1)):
            events.append(sitting.on)
            count = sum(_inside(rule, event, sitting.on) for event in events)
            if count == rule.times.required(sitting.on):
                found.append(CountedAlert(sitting.on, "proposal", count))
            elif count == rule.early.on(sitting.on):
                found.append(CountedAlert(sitting.on, "early", count))
    return tuple(found)


def _inside(rule: EventCount, event: date, day: date) -> bool:
    window = rule.window.required(day)
    if window == "assessment_year":
        return Period.of("year", event) == Period.of("year", day)
    if window == "rolling_12m":
        return event > add_months(day, -_YEAR)
    return True
