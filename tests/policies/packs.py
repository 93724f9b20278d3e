"""What the tests of every pack ask of one: its settings, clauses and values, and the tasks of its cases.

Knows the pack format; knows no particular policy.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from pydantic import BaseModel

from generator.cases.runner import _tasks
from generator.policies.cases import CASE_FAULTS, CaseFile
from generator.policies.settings import Setting
from generator.records.base import written_fields
from generator.records.reading import read_record

if TYPE_CHECKING:
    import re
    from collections.abc import Iterator

    from generator.cases.runner import _Task
    from generator.ledger.loading import LoadedPack

ROOT = Path(__file__).resolve().parents[2]


def tasks(pack: LoadedPack) -> list[_Task]:
    """Every case and variant of a pack."""
    found: list[_Task] = []
    for part in sorted(pack.parts):
        if part.startswith("cases/"):
            file, problems = read_record(CaseFile, pack.parts[part], CASE_FAULTS)
            assert problems == ()
            assert file is not None
            found.extend(_tasks(file))
    return found


def settings(value: object, path: str = "") -> Iterator[str]:
    """Yield the path of every setting below a part of a pack."""
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
    held: dict[str, Any] = {name: getattr(part, name, None) for name in ("id", "kind", "check", "tag", "settlement")}
    return str(next((name for name in held.values() if name is not None), "-"))


def clauses(value: object) -> Iterator[str]:
    """Yield every clause that a part of a pack cites."""
    if isinstance(value, Setting):
        for dated in value:
            yield dated.clause
    elif isinstance(value, BaseModel):
        for name in written_fields(type(value)).values():
            if name == "clause":
                yield getattr(value, name)
            else:
                yield from clauses(getattr(value, name))
    elif isinstance(value, tuple):
        for part in value:
            yield from clauses(part)


def assumptions(value: object) -> Iterator[str]:
    """Yield what each assumed value rests on."""
    if isinstance(value, Setting):
        for dated in value:
            if dated.status == "assumed":
                yield dated.assumption or ""
    elif isinstance(value, BaseModel):
        for name in written_fields(type(value)).values():
            yield from assumptions(getattr(value, name))
    elif isinstance(value, tuple):
        for part in value:
            yield from assumptions(part)


def cited_in_tests(rule: re.Pattern[str]) -> set[str]:
    """Gather the rule ids of a policy that any test names."""
    return {
        found for module in sorted((ROOT / "tests").rglob("*.py")) for found in rule.findall(module.read_text("utf-8"))
    }
