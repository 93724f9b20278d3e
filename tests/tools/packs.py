"""Walks a policy pack for the tests: its settings by path, the clauses it cites, where its values come from.

Knows the types of a pack; knows no policy.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from pydantic import BaseModel

from generator.policies.settings import Setting
from generator.records.base import written_fields

if TYPE_CHECKING:
    from collections.abc import Iterator

    from generator.policies.settings import DatedValue


def settings(value: object, path: str = "") -> Iterator[tuple[str, Setting[Any]]]:
    """Yield every setting with its path, lists addressed by id or kind."""
    if isinstance(value, Setting):
        yield path, value
    elif isinstance(value, BaseModel):
        for key, name in written_fields(type(value)).items():
            yield from settings(getattr(value, name), f"{path}.{key}".strip("."))
    elif isinstance(value, tuple):
        for part in value:
            if isinstance(part, BaseModel):
                yield from settings(part, f"{path}.{_name(part)}")


def _name(part: BaseModel) -> str:
    held: dict[str, Any] = {name: getattr(part, name, None) for name in ("id", "kind", "check", "tag")}
    return str(next((name for name in held.values() if name is not None), "-"))


def clauses(value: object) -> Iterator[str]:
    """Yield every clause that the pack cites."""
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


def dated_values(value: object) -> Iterator[DatedValue[Any]]:
    """Yield every value of every setting."""
    for _, setting in settings(value):
        yield from setting
