"""Files that are not read: what to say of one that is missing, misplaced, unreadable or no plain file.

Knows the paths of records; opens no file.
"""

from __future__ import annotations

import re
from difflib import get_close_matches

from generator.problems import Problem, Source, msg
from generator.records.kinds import KINDS, ROOT

_PLACES = 4
"""How many places are named."""
_SLOT = re.compile(r"\{(\w+)\}")


def misplaced(path: str) -> Problem:
    """Say that no record belongs at a path, and which places are most like it."""
    return Problem(
        "misplaced-file",
        Source(_printable(path)),
        msg("No record belongs at this path."),
        msg(
            "Names have lower-case letters, digits and hyphens and end in .yaml. Places like it: {places}.",
            places=", ".join(_places_like(path)),
        ),
    )


def _places_like(path: str) -> tuple[str, ...]:
    """Return the patterns of the places whose paths are most like one that is no place, the likest first."""
    folders = path.removeprefix(f"{ROOT}/").split("/")
    slots = {"jurisdiction": folders[1:2], "community": folders[3:4]}
    stem = folders[-1].partition(".")[0]

    def filled(pattern: str) -> str:
        return _SLOT.sub(lambda slot: (slots.get(slot[1]) or [stem])[0], pattern)

    patterns = {filled(known.pattern): known.pattern for known in KINDS}
    return tuple(patterns[near] for near in get_close_matches("/".join(folders), sorted(patterns), _PLACES, cutoff=0))


def not_plain(path: str) -> Problem:
    """Tell that a place is no plain file, which is neither read nor written."""
    return Problem(
        "not-a-plain-file",
        Source(_printable(path)),
        msg("This is not a plain file: a link, a device or a program."),
        msg("Replace it by a copy of the file itself, without the right to run."),
    )


def unreadable(path: str, reason: str) -> Problem:
    """Tell that the system refuses to open a file."""
    return Problem(
        "unreadable-file",
        Source(_printable(path)),
        msg("The file cannot be read: {reason}.", reason=reason),
        msg("Check the rights of the file."),
    )


def missing(path: str) -> Problem:
    """Tell that a file that every set of records has is not there."""
    return Problem(
        "missing-file",
        Source(path),
        msg("The file {path} is missing.", path=path),
        msg("Write it; `louzhang new` prints a blank one."),
    )


def _printable(path: str) -> str:
    return path.encode("utf-8", "surrogateescape").decode("utf-8", "replace")
