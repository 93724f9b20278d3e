"""Whether a station is as the policy asks: its name, its four haves, its head, its days due, and where it is asked for.

Knows the pack's stations; knows no record.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, NamedTuple, TypeAlias

from generator.duties.rhythms import late_by

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import date

    from generator.policies.stations import Due, HeadRule, SettlementMode, Stations
    from generator.records.places import Settlement

Mode: TypeAlias = Literal["compound", "village", "not_yet"]
HeadFault: TypeAlias = Literal["too-many-heads", "too-many-stations", "head-not-staff"]


class Standard(NamedTuple):
    """How many of the things that a station must have are there."""

    there: int
    wanted: int

    @property
    def met(self) -> bool:
        """Tell whether nothing is missing."""
        return self.there == self.wanted


def standard(rule: Stations, haves: Iterable[str]) -> Standard:
    """Count the haves that the policy asks for."""
    wanted = {choice.id for choice in rule.haves}
    return Standard(len(wanted & set(haves)), len(wanted))


def station_name(rule: Stations, compound: str, day: date) -> str:
    """Return the uniform name; the word for a compound stands in it once."""
    word = rule.settlement_word.required(day)
    return compound.removesuffix(word) + word + rule.name_ending.required(day)


class Head(NamedTuple):
    """Who heads a station."""

    person: str
    station: str
    staff: str | None
    """The kind of staff the person is; None for a leader or somebody else."""


def head_faults(
    rule: HeadRule, heads: Iterable[Head], compounds: int, staff: int, day: date
) -> Mapping[str, frozenset[HeadFault]]:
    """Return what is wrong with the heads of stations, by person.

    Args:
        rule: the pack's rule.
        heads: who heads which station on the day.
        compounds: compounds in the scope of the comparison.
        staff: people of the named kinds of staff in that scope.
        day: the day of the judgement.
    """
    held = tuple(heads)
    faults: dict[str, set[HeadFault]] = {head.person: set() for head in held}
    allowed = rule.staff.required(day)
    for head in held:
        if sum(other.station == head.station for other in held) > rule.per_station.required(day):
            faults[head.person].add("too-many-heads")
        if len({other.station for other in held if other.person == head.person}) > rule.per_person.required(day):
            faults[head.person].add("too-many-stations")
        if head.staff not in allowed and staff >= compounds:
            faults[head.person].add("head-not-staff")
    return {person: frozenset(found) for person, found in faults.items() if found}


def days_late(due: Due, done: date | None, as_of: date) -> int:
    """Return by how many days a station's matter was late, or is by now; the day itself is in time (G-17)."""
    return late_by(due.on.required(as_of), as_of if done is None or done > as_of else done)


def has_fund(rule: Stations, mode: Mode, day: date) -> bool:
    """Tell whether running costs are granted where a mode holds: for stations, and in villages only where said."""
    if mode == "village":
        return rule.village.work_funds.required(day)
    return mode == "compound"


def mode_of(
    modes: Iterable[SettlementMode], settlement: Settlement, moved_back_on: date | None, day: date
) -> Mode | None:
    """Return what holds in a settlement on a day; None where the policy says nothing of it."""
    rule = next((known for known in modes if known.settlement == settlement), None)
    if rule is None:
        return None
    if rule.after_move_back is not None and moved_back_on is not None and moved_back_on <= day:
        return rule.after_move_back.required(day)
    return rule.mode.required(day)
