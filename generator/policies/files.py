"""Where the parts of a policy pack lie.

Knows paths; opens no file and loads no type, so that a path can be asked about at no cost.
"""

from __future__ import annotations

import re

_PART = re.compile(
    r"records/policies/([a-z0-9]+(?:-[a-z0-9]+)*)/(policy|layer|articles|forms|cases/[a-z0-9-]+)\.yaml", re.ASCII
)


def part_of(path: str) -> tuple[str, str] | None:
    """Return the policy id and part (`policy`, `layer`, `articles`, `forms`, `cases/…`) a path belongs to."""
    found = _PART.fullmatch(path)
    return (found[1], found[2]) if found else None
