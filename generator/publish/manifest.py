"""The list of a release's files: which paths are allowed, the bytes of MANIFEST.json and the id they give.

Knows nothing of folders, links or locks.
"""

from __future__ import annotations

import json
import re
from hashlib import sha256
from itertools import pairwise
from typing import TYPE_CHECKING

from generator.problems import Problem, Source, msg

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from generator.pages.imprint import Stamp

MANIFEST = "MANIFEST.json"

_SEGMENT = re.compile(r"[A-Za-z0-9_][A-Za-z0-9_.-]{0,119}")
_DEVICE = re.compile(r"(?i)(con|prn|aux|nul|com\d|lpt\d)(\..*)?")


class PublishError(Exception):
    """Nothing was published and the site is as it was; the problems say why."""

    def __init__(self, problems: tuple[Problem, ...]) -> None:
        super().__init__("; ".join(f"{p.source}: {p.check}" for p in problems))
        self.problems = problems


def unsafe_paths(paths: Iterable[str]) -> tuple[Problem, ...]:
    """Refuse what could leave the folder, what is a file and a folder at once, and what differs by case only."""
    names = sorted(paths)
    problems = [_bad_name(path) for path in names if not _is_safe(path)]
    folded: dict[str, str] = {}
    for path in names:
        for part in _prefixes(path):
            other = folded.setdefault(part.lower(), part)
            if other != part:
                problems.append(_clash(part, other))
    files = sorted(name + "/" for name in names)
    problems += [_clash(b.rstrip("/"), a.rstrip("/")) for a, b in pairwise(files) if b.startswith(a)]
    return tuple(dict.fromkeys(problems))


def manifest(files: Mapping[str, bytes], stamp: Stamp) -> bytes:
    """Write the manifest: what the build is a function of, and the hash of each file, in a fixed order."""
    content = {
        "commit": stamp.commit,
        "as_of": stamp.as_of.isoformat(),
        "version": stamp.version,
        "files": {path: sha256(files[path]).hexdigest() for path in sorted(files)},
    }
    return (json.dumps(content, ensure_ascii=False, indent=1) + "\n").encode()


def release_id(manifest_bytes: bytes) -> str:
    """Name a release by its content, so that the same output is the same release."""
    return sha256(manifest_bytes).hexdigest()[:40]


def _is_safe(path: str) -> bool:
    segments = path.split("/")
    named = all(_SEGMENT.fullmatch(part) and not _DEVICE.fullmatch(part) for part in segments)
    return named and path != MANIFEST and not any(part.endswith(".") for part in segments)


def _prefixes(path: str) -> list[str]:
    segments = path.split("/")
    return ["/".join(segments[: end + 1]) for end in range(len(segments))]


def _bad_name(path: str) -> Problem:
    return Problem(
        check="unsafe-output-path",
        source=Source(path),
        message=msg("{path} may not be the path of a page.", path=ascii(path)),
        fix=msg("Use ids of a-z, 0-9 and hyphens; titles may be in Chinese, paths may not."),
    )


def _clash(path: str, other: str) -> Problem:
    return Problem(
        check="clashing-output-paths",
        source=Source(path),
        message=msg("{path} and {other} cannot both be on one disk.", path=path, other=other),
        fix=msg("Give one of the two records another id."),
    )
