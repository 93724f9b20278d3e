"""From the bytes of a record file to its record: by the fast lanes, else by the YAML parser.

Knows the order of the ways and that all come to the same; knows no particular record but the month's log.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Generic, NamedTuple, TypeVar, cast

from pydantic import BaseModel, ValidationError

from generator.documents import limits_of, read, read_plain
from generator.records.activity import ActivityLog
from generator.records.base import ORIGIN
from generator.records.log_lane import read_log
from generator.records.reading import BLANK, read_record

if TYPE_CHECKING:
    from generator.problems import Problem

M = TypeVar("M", bound=BaseModel)

_BLANK = BLANK.encode()


class RecordFile(NamedTuple, Generic[M]):
    """What a file holds: the record, None where there is an error; its problems; whether a fast lane read it."""

    record: M | None
    problems: tuple[Problem, ...]
    fast: bool


def read_file(model: type[M], path: str, data: bytes) -> RecordFile[M]:
    """Read a record file.

    Args:
        model: the record type that the path asks for.
        path: POSIX path below the root.
        data: the file's bytes.
    """
    record = _quickly(model, path, data)
    if record is not None:
        return RecordFile(record, (), fast=True)
    document, at_gate = read(path, data)
    if document is None:
        return RecordFile(None, at_gate, fast=False)
    found, problems = read_record(model, document)
    return RecordFile(found, at_gate + problems, fast=False)


def _quickly(model: type[M], path: str, data: bytes) -> M | None:
    """Read a file in canonical form that holds a record without a fault; None for any other."""
    if _BLANK in data:
        return None
    limits = limits_of(path)
    if model is ActivityLog:
        log = read_log(path, data, limits)
        if log is not None:
            return cast("M", log)
    values = read_plain(path, data, limits, ORIGIN)
    if values is None:
        return None
    try:
        return model.model_validate(values)
    except ValidationError:
        return None
