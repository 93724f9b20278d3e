"""How the files of the records are shared out: one part for each community's folder, one for all the rest.

Knows how deep a community's folder lies and nothing of what is in it.
"""

from __future__ import annotations

FOLDER = "records"
FRAME = ""
"""The part of all that lies in no community: site, calendars, policies, jurisdictions."""
NAMES = 5
"""How many names make up `records/jurisdictions/<jurisdiction>/communities/<community>`."""


def part_of(path: str) -> str:
    """Return the part in which a file lies: the folder made of the path's first names, or the frame."""
    names = path.split("/", NAMES)
    return path[: -len(names[NAMES]) - 1] if len(names) > NAMES else FRAME
