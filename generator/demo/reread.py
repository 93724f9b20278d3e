"""A folder that is written and read back at once: what is put into it comes out as typed records.

Knows how a plain record becomes a typed one without its text being parsed again; knows no wording.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from pydantic import ValidationError

from generator.demo.closing import BrokenDemonstrationError
from generator.demo.folder import Folder
from generator.documents import read
from generator.ledger import CommunityBook
from generator.periods import Period
from generator.problems import Source
from generator.records.base import ORIGIN
from generator.records.kinds import kind
from generator.records.reading import read_record

if TYPE_CHECKING:
    from generator.demo.town import Plain
    from generator.records.base import Record

_READ = frozenset({"jurisdiction", "community", "person", "verification"})
"""The kinds that scores and rounds are computed from, beside the logs."""


@dataclass(frozen=True)
class Reread(Folder):
    """Writes as a folder does and keeps the records of one community, or of the jurisdiction alone."""

    records: dict[tuple[str, str], Any] = field(default_factory=dict)
    """By the kind's name and the id or month, empty where there is one."""

    def put(self, name: str, record: Plain, **slots: str) -> None:
        """Write one record of a kind and keep it as its type.

        Raises:
            BrokenDemonstrationError: the record does not fit its type.
        """
        super().put(name, record, **slots)
        if name not in _READ:
            return
        model, path = kind(name).model, kind(name).path(**slots)
        try:
            self._keep(name, model.model_validate(_placed(record, Source(path))), slots)
        except ValidationError as error:
            raise BrokenDemonstrationError(f"{path}: {error}") from error

    def put_log(self, data: bytes, **slots: str) -> None:
        """Write a month's log and keep it as its type, each entry with its line.

        Raises:
            BrokenDemonstrationError: the log does not read back.
        """
        super().put_log(data, **slots)
        log = kind("activity-log")
        document, problems = read(log.path(**slots), data)
        record, faults = read_record(log.model, document) if document is not None else (None, ())
        if record is None:
            raise BrokenDemonstrationError("\n".join(f"{p.source}: {p.message}" for p in (*problems, *faults)))
        self._keep(log.name, record, slots)

    def _keep(self, name: str, record: Record, slots: dict[str, str]) -> None:
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


def _placed(value: object, place: Source) -> Any:
    """Return a plain value as the record types take it: lists as tuples, a place in every mapping."""
    if isinstance(value, dict):
        return {**{key: _placed(found, place) for key, found in value.items()}, ORIGIN: place}
    return tuple(_placed(found, place) for found in value) if isinstance(value, list) else value
