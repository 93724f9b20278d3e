"""The shelf of one invented community of the committed set: writes its records and its logs with their sittings.

Knows kinds of record and where they lie; knows no policy and no wording.
"""

from __future__ import annotations

from collections import defaultdict
from datetime import date, timedelta
from typing import TYPE_CHECKING, NamedTuple

from msgspec import Struct, field

from generator.demo.days import CHECKED_AFTER
from generator.demo.making import months_up_to
from generator.demo.names import RARE, FullName, full_name
from generator.periods import Period
from generator.records.base import written_fields
from generator.records.kinds import kind

if TYPE_CHECKING:
    from random import Random

    from generator.demo.folder import Folder
    from generator.demo.town import Plain

AS_OF = date(2026, 11, 20)
"""The day on which the committed set stands."""
MONTHS = months_up_to(Period.parse("2026-11"), 15)
_SITTING = 10
"""In the running month a sitting has checked up to this day."""


class Deed(NamedTuple):
    """One entry before it has its number; `more` are its particulars in the order of the entry's type."""

    day: date
    leader: str
    activity: str
    more: tuple[tuple[str, object], ...] = ()


class Shelf(Struct):
    """Everything of one community while it is being written."""

    folder: Folder
    jurisdiction: str
    community: str
    random: Random
    deeds: list[Deed] = field(default_factory=list)
    meetings: list[Plain] = field(default_factory=list)
    refused: dict[tuple[date, str], str] = field(default_factory=dict)
    """Reasons of refusal by day and activity of the deed."""

    @property
    def recorder(self) -> str:
        """The post that records."""
        return f"{self.community}-record"

    @property
    def checker(self) -> str:
        """The post that checks."""
        return f"{self.community}-check"

    @property
    def office(self) -> str:
        """The community's office."""
        return f"{self.community}-office"

    @property
    def contact(self) -> Plain:
        """Where to turn with an objection."""
        return {"office": self.office, "post": "社区综合岗"}

    def put(self, name: str, record: Plain, **slots: str) -> None:
        """Write one record of the community."""
        self.folder.put(name, in_order(name, record), jurisdiction=self.jurisdiction, community=self.community, **slots)

    def write_logs(self) -> None:
        """Number the deeds of each month by their days, and write the logs with the sittings that checked them."""
        by_month: dict[Period, list[Deed]] = defaultdict(list)
        for deed in self.deeds:
            by_month[Period.of("month", deed.day)].append(deed)
        for month in MONTHS:
            deeds = sorted(by_month[month], key=lambda deed: deed.day)
            log: Plain = {"recorder": self.recorder, "entries": [_entry(n, d) for n, d in enumerate(deeds, start=1)]}
            self.put("activity-log", log, month=month.text)
            sittings = self._sittings(month, deeds)
            if sittings:
                self.put("verification", {"verifications": sittings}, month=month.text)

    def _sittings(self, month: Period, deeds: list[Deed]) -> list[Plain]:
        until = month.last if month.last + CHECKED_AFTER <= AS_OF else month.first + timedelta(days=_SITTING - 1)
        checked = sum(deed.day <= until for deed in deeds)
        if not checked:
            return []
        on = until + CHECKED_AFTER
        sitting: Plain = {"on": str(on), "by": self.checker, "first": "001", "last": f"{checked:03}"}
        rejected = [
            {"entry": f"{number:03}", "reason": self.refused[deed.day, deed.activity]}
            for number, deed in enumerate(deeds[:checked], start=1)
            if (deed.day, deed.activity) in self.refused
        ]
        return [sitting | {"rejected": rejected} if rejected else sitting]

    def write_meetings(self) -> None:
        """Number the meetings of each month by their days and write them."""
        by_month: dict[str, list[Plain]] = defaultdict(list)
        for meeting in sorted(self.meetings, key=lambda meeting: str(meeting["on"])):
            by_month[str(meeting["on"])[:7]].append(meeting)
        for month, held in sorted(by_month.items()):
            numbered = [{"id": f"{number:03}", **meeting} for number, meeting in enumerate(held, start=1)]
            self.put("meetings", {"meetings": numbered}, month=month)


def _entry(number: int, deed: Deed) -> Plain:
    head = {"id": f"{number:03}", "date": str(deed.day), "leader": deed.leader, "activity": deed.activity}
    return head | dict(deed.more)


def in_order(name: str, record: Plain) -> Plain:
    """Return a record of a kind with its keys in the order of the type."""
    return {key: record[key] for key in written_fields(kind(name).model) if key in record}


def usual_name(random: Random) -> FullName:
    """Invent a name that is none of the rare ones, which belong to the first jurisdiction alone."""
    rare = {name for name, _ in RARE}
    while (found := full_name(random)).name in rare:
        continue
    return found


def week_days(month: Period, weekday: int) -> list[date]:
    """Return the days of a month on one day of the week, Monday being 0, up to the day the set stands on."""
    return [day for day in month.days() if day.weekday() == weekday and day <= AS_OF]
