"""A folder that is written and read back at once: what is put into it comes out as typed records.

Knows which kinds scores are computed from; knows no wording.
"""

from __future__ import annotations

from typing import Any

from msgspec import field

from generator.demo.closing import BrokenDemonstrationError
from generator.demo.folder import Folder
from generator.ledger import CommunityBook
from generator.periods import Period
from generator.records.files import read_file
from generator.records.kinds import kind

_READ = frozenset({"jurisdiction", "community", "person", "activity-log", "verification"})
"""The kinds that scores and rounds are computed from."""


class Reread(Folder, frozen=True):
    """Writes as a folder does and keeps the records of one community, or of the jurisdiction alone."""

    records: dict[tuple[str, str], Any] = field(default_factory=dict)
    """By the kind's name and the id or month, empty where there is one."""

    def put_bytes(self, name: str, data: bytes, **slots: str) -> None:
        """Write the bytes of one record of a kind, and keep what they read as.

        Raises:
            BrokenDemonstrationError: they do not read back.
        """
        super().put_bytes(name, data, **slots)
        if name not in _READ:
            return
        record, problems, _ = read_file(kind(name).model, kind(name).path(**slots), data)
        if record is None:
            raise BrokenDemonstrationError("\n".join(f"{p.source}: {p.check}: {p.message}" for p in problems))
        self.records[name, slots.get("month") or slots.get("id", "")] = record

    def jurisdiction(self) -> Any:
        """The jurisdiction that was put."""
        return self.records["jurisdiction", ""]

    def community(self, jurisdiction: str, community: str) -> CommunityBook:
        """The community that was put, as far as scores are computed from it."""
        return CommunityBook(
            jurisdiction,
            community,
            self.records["community", ""],
            people=dict(sorted(self._of("person").items())),
            logs={Period.parse(month): log for month, log in self._of("activity-log").items()},
            verifications={Period.parse(month): sheet for month, sheet in self._of("verification").items()},
        )

    def _of(self, name: str) -> dict[str, Any]:
        return {key: record for (found, key), record in self.records.items() if found == name}
