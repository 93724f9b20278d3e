"""What a release says of itself: MANIFEST.json, one list of files for each part, and which paths are allowed.

Knows nothing of folders, links or locks.
"""

from __future__ import annotations

import json
import re
from hashlib import sha256
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Mapping

    from generator.pages.imprint import Stamp

MANIFEST = "MANIFEST.json"
LISTS = "_lists"
"""The folder of the lists in a release; `sha256sum -c` reads them."""

_DEVICE = r"(?i:con|prn|aux|nul|com\d|lpt\d)(?:\.[^/]*)?(?:/|\Z)"
_SEGMENT = rf"(?!{_DEVICE})[A-Za-z0-9_](?:[A-Za-z0-9_.-]{{0,118}}[A-Za-z0-9_-])?"
_PATH = re.compile(rf"{_SEGMENT}(?:/{_SEGMENT})*")
_OURS = re.compile(rf"(?i:{re.escape(MANIFEST)}|{LISTS}(?:/.*)?)")
_HASH = 64


class Manifest(NamedTuple):
    """The commit that a release was made from, and the digest of the list of each part."""

    commit: str
    parts: Mapping[str, str]


def manifest(parts: Mapping[str, str], stamp: Stamp) -> bytes:
    """Write the manifest: what the build is a function of, and the digest of each part's list, in a fixed order."""
    head = json.dumps({"commit": stamp.commit, "as_of": stamp.as_of.isoformat(), "version": stamp.version}, indent=1)
    lines = ",\n".join(f'  "{name}": "{parts[name]}"' for name in sorted(parts))
    return (head.removesuffix("\n}") + ',\n "parts": {\n' + lines + "\n }\n}\n").encode()


def read_manifest(data: bytes) -> Manifest | None:
    """Read a manifest of this form; none where it is another's."""
    try:
        content = json.loads(data)
        return Manifest(content["commit"], content["parts"])
    except (ValueError, KeyError, TypeError, RecursionError):
        return None


def release_id(manifest_bytes: bytes) -> str:
    """Name a release by its content, so that the same output is the same release."""
    return sha256(manifest_bytes).hexdigest()[:40]


def list_path(part: str) -> str:
    """Name the file that lists a part."""
    return f"{LISTS}/{part}.sha256"


def write_list(files: Mapping[str, str]) -> bytes:
    """Write the list of a part from the hash of each path."""
    return "".join([f"{files[path]}  {path}\n" for path in sorted(files)]).encode()


def read_list(data: bytes) -> dict[str, str]:
    """Read the list of a part: the hash of each path."""
    return {line[_HASH + 2 :]: line[:_HASH] for line in data.decode().splitlines()}


def is_safe(path: str) -> bool:
    """Tell whether a path stays in the folder, shows itself, exists on every disk and is not one of our own files."""
    return bool(_PATH.fullmatch(path)) and not _OURS.fullmatch(path)
