"""What a test of a policy pack asks of it: its cases, settings, clauses and statuses.

Knows how the parts of any pack hang together; knows no number of one.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from pydantic import BaseModel

from generator.cases.runner import _tasks
from generator.ledger import load_pack
from generator.policies.cases import CASE_FAULTS, CaseFile
from generator.policies.reading import read_policy
from generator.policies.settings import Setting
from generator.records.base import written_fields
from generator.records.reading import read_record

if TYPE_CHECKING:
    from collections.abc import Iterator

    from generator.cases.runner import _Task
    from generator.policies.pack import Policy

ROOT = Path(__file__).resolve().parents[2]
NAMES = ("id", "kind", "check", "tag", "settlement")


class Value(NamedTuple):
    """A dated value of a pack."""

    clause: str
    status: str
    assumption: str


def read_pack(name: str) -> Policy:
    """Read a pack that must have no problem of form."""
    found, problems = read_policy(name, load_pack(ROOT, name).parts)
    assert problems == ()
    assert found is not None
    return found


def tasks(name: str) -> list[_Task]:
    """Every case and variant of a pack."""
    parts = load_pack(ROOT, name).parts
    found: list[_Task] = []
    for part in sorted(part for part in parts if part.startswith("cases/")):
        file, problems = read_record(CaseFile, parts[part], CASE_FAULTS)
        assert problems == ()
        assert file is not None
        found.extend(_tasks(file))
    return found


def settings(value: object, path: str = "") -> Iterator[str]:
    """Yield the path of every setting in a pack."""
    if isinstance(value, Setting):
        yield path
    elif isinstance(value, BaseModel):
        for key, name in written_fields(type(value)).items():
            yield from settings(getattr(value, name), f"{path}.{key}".strip("."))
    elif isinstance(value, tuple):
        for part in value:
            if isinstance(part, BaseModel):
                yield from settings(part, f"{path}.{_name(part)}")


def _name(part: BaseModel) -> str:
    held: dict[str, Any] = {name: getattr(part, name, None) for name in NAMES}
    return str(next((name for name in held.values() if name is not None), "-"))


def clauses(value: object) -> Iterator[str]:
    """Yield every clause that a pack cites."""
    if isinstance(value, Setting):
        for dated in value:
            yield dated.clause
    elif isinstance(value, BaseModel):
        for name in written_fields(type(value)).values():
            if name in {"clause", "plan_clause"}:
                yield getattr(value, name)
            else:
                yield from clauses(getattr(value, name))
    elif isinstance(value, tuple):
        for part in value:
            yield from clauses(part)


def values(value: object) -> Iterator[Value]:
    """Yield every dated value in a pack."""
    if isinstance(value, Setting):
        for dated in value:
            yield Value(dated.clause, dated.status, dated.assumption or "")
    elif isinstance(value, BaseModel):
        for name in written_fields(type(value)).values():
            yield from values(getattr(value, name))
    elif isinstance(value, tuple):
        for part in value:
            yield from values(part)
