"""A clerk's desk for one invented town: puts papers into its folder and finds what they refer to.

Knows where a town's papers lie; knows none of their wording.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from msgspec import Struct

from generator.demo.names import full_name, opaque_id
from generator.periods import Period
from generator.records.kinds import kind

if TYPE_CHECKING:
    from generator.demo.folder import Folder
    from generator.demo.town import Plain, Town


class Desk(Struct):
    """Writes the papers of one town."""

    folder: Folder
    jurisdiction: str
    town: Town

    @property
    def _slots(self) -> dict[str, str]:
        return {"jurisdiction": self.jurisdiction, "community": self.town.id}

    def put(self, name: str, paper: str, record: Plain) -> None:
        """Write one paper."""
        self.folder.put(name, record, **self._slots, id=paper)

    def number(self, month: str, marker: str) -> str:
        """Return the number of the one entry of a month's log that has a line."""
        path = kind("activity-log").path(**self._slots, month=month)
        log = (self.folder.root / path).read_text("utf-8")
        (found,) = (entry for entry in log.split("\n- id: ")[1:] if f"\n  {marker}\n" in f"{entry}\n")
        return re.split(r"\s", found, maxsplit=1)[0]

    def newcomer(self, tag: str) -> str:
        """Write a person without a post and return the id."""
        person, name = opaque_id(self.town.random), full_name(self.town.random)
        record: Plain = {"name": name.name, **({"pinyin": name.pinyin} if name.pinyin else {}), "tags": [tag]}
        self.put("person", person, record)
        return person

    def agree(self, person: str, to: str, given: str, withdrawn: str | None = None) -> None:
        """Add a consent to a person and write the person again."""
        record = self.town.people[person]
        consent: Plain = {"to": to, "channels": ["web"], "given_on": given}
        if withdrawn:
            consent["withdrawn_on"] = withdrawn
        keys = (*record, "consents") if "consents" not in record else tuple(record)
        record["consents"] = [*record.get("consents", []), consent]
        self.put("person", person, {key: record[key] for key in keys})

    def reject(self, month: str, entry: str, reason: str) -> None:
        """Let the first sitting of a month refuse an entry."""
        sittings = self.town.sittings[Period.parse(month)]
        sittings[0] |= {"rejected": [{"entry": entry, "reason": reason}]}
        self._write_sheet(month)

    def hold_last_sitting(self, month: str, on: str) -> None:
        """Move the last sitting of a month to another day."""
        self.town.sittings[Period.parse(month)][-1]["on"] = on
        self._write_sheet(month)

    def _write_sheet(self, month: str) -> None:
        record = {"verifications": self.town.sittings[Period.parse(month)]}
        self.folder.put("verification", record, **self._slots, month=month)
