"""Texts of new records: a commented blank of any kind, and a period's frozen rows.

Knows record types and the canonical form; writes nothing.
"""

from __future__ import annotations

import types
from typing import TYPE_CHECKING, Annotated, Any, Union, get_args, get_origin

from pydantic import BaseModel, RootModel

from generator.documents import dump
from generator.records.base import declared, title_of, type_of, visibility_of, written_fields

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import date
    from decimal import Decimal

    from generator.documents.writer import Plain
    from generator.scoring import PeriodRow

_SEEN = {
    "public": ("公开", "public"),
    "consent": ("经同意公开", "public with consent"),
    "internal": ("内部", "internal"),
}


def blank(model: type[BaseModel], language: str) -> str:
    """Return a record of a kind with every key, its meaning and mark; optional keys are commented out."""
    return "\n".join(_lines(model, language, "")) + "\n"


def _lines(model: type[BaseModel], language: str, indent: str) -> Iterator[str]:
    chinese = language == "zh_CN"
    for key, name in written_fields(model).items():
        info = model.model_fields[name]
        title = title_of(model, key)
        extra = info.json_schema_extra if isinstance(info.json_schema_extra, dict) else {}
        mark = _SEEN[str(visibility_of(model, name))][0 if chinese else 1]
        about = info.description if chinese else extra.get("description_en", "")
        yield f"{indent}# {title.zh}（{mark}）：{about}" if chinese else f"{indent}# {title.en} ({mark}): {about}"
        lead = "" if info.is_required() else "# "
        nested, is_list, choices = _shape(type_of(info))
        if nested is not None:
            yield f"{indent}{lead}{key}:"
            inner = list(_lines(nested, language, ""))
            if is_list:
                yield from _as_item(inner, indent, lead)
            else:
                yield from (f"{indent}{lead}  {line}" for line in inner)
        elif is_list:
            yield f"{indent}{lead}{key}:"
            yield f"{indent}{lead}- {' | '.join(choices)}"
        else:
            yield f"{indent}{lead}{key}: {' | '.join(choices)}".rstrip()


def _as_item(inner: list[str], indent: str, lead: str) -> Iterator[str]:
    """Indent the keys of a list's element; the hyphen stands before the first key that is not a comment."""
    hyphened = False
    for line in inner:
        if not hyphened and not line.startswith("#"):
            hyphened = True
            yield f"{indent}{lead}- {line}"
        else:
            yield f"{indent}{lead}  {line}"


def _shape(annotation: Any) -> tuple[type[BaseModel] | None, bool, tuple[str, ...]]:
    """Return the nested record type, whether it is a list, and the choices of a value."""
    origin = get_origin(annotation)
    if origin is Annotated:
        return _shape(declared(annotation))
    if origin in {Union, types.UnionType}:
        return _shape(next(arg for arg in get_args(annotation) if arg is not type(None)))
    if origin is tuple:
        nested, _, choices = _shape(get_args(annotation)[0])
        return nested, True, choices
    if isinstance(annotation, type) and issubclass(annotation, RootModel):
        return _shape(annotation.model_fields["root"].annotation)
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return annotation, False, ()
    return None, False, tuple(str(arg) for arg in get_args(annotation))


def frozen_period(
    rows: Sequence[PeriodRow], closed_on: date, published_on: date, prepared_by: str, approved_by: str
) -> bytes:
    """Return the record of a closed period in canonical form."""
    record: dict[str, Plain] = {
        "closed_on": closed_on.isoformat(),
        "published_on": published_on.isoformat(),
        "prepared_by": prepared_by,
        "approved_by": approved_by,
    }
    if rows:
        record["rows"] = [
            {
                "leader": row.leader,
                "role": row.role,
                "bonus": _plain(row.bonus),
                "adjustment": _plain(row.adjustment),
                "to_date": _plain(row.to_date),
                "score": _plain(row.score),
            }
            for row in rows
        ]
    return dump(record)


def _plain(points: Decimal) -> str:
    return f"{points.normalize():f}"
