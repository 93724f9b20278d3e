"""What a fact's fields are declared as: an entry of the ledger is light, and its declaration is another type."""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.records.activity import Entry, WrittenEntry
from generator.records.base import Record

if TYPE_CHECKING:
    from pydantic.fields import FieldInfo


def declared_fields(value: object) -> dict[str, FieldInfo]:
    """Return what is declared of each field of a fact; nothing where the value is none."""
    if isinstance(value, Entry):
        return WrittenEntry.model_fields
    return type(value).model_fields if isinstance(value, Record) else {}
