"""How large a record file may be: bytes, values and levels.

Knows that month logs may be larger than other records; nothing else about their content.
"""

from __future__ import annotations

import re

from msgspec import Struct


class Limits(Struct, frozen=True):
    """The most that a file may hold; `values` counts texts, lists and groups alike."""

    size: int
    values: int
    depth: int = 12


RECORD_LIMITS = Limits(size=256 * 1024, values=20_000)
LOG_LIMITS = Limits(size=2 * 1024 * 1024, values=200_000)

_LOG = re.compile(r"(?:.*/)?logs/[^/]+\.yaml", re.DOTALL)


def is_log(path: str) -> bool:
    """Tell whether a path is that of a month's activity log."""
    return _LOG.fullmatch(path) is not None


def limits_of(path: str) -> Limits:
    """Return the limits that hold for the file at a path."""
    return LOG_LIMITS if is_log(path) else RECORD_LIMITS
