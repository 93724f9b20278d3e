"""What stands for many things: keys of lists, and one digest of code, templates, hand-written pages and libraries.

Knows files and their bytes; nothing of records, and not what is done with a key.
"""

from __future__ import annotations

import os
import sys
from hashlib import blake2b
from typing import TYPE_CHECKING

from generator import resources

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

_BYTES = 16
_KEY_BYTES = 20
_PACKAGES = ("site-packages", "dist-packages")
"""How the folders of installed libraries are called."""
_NOT_SOURCE = ("__pycache__",)


def key_of(*parts: bytes | str) -> bytes:
    """Return the key of what is worked out from these parts; no two lists of parts share one by being joined."""
    digest = blake2b(digest_size=_KEY_BYTES)
    for part in parts:
        data = part.encode("utf-8", "surrogateescape") if isinstance(part, str) else part
        digest.update(b"%d:" % len(data))
        digest.update(data)
    return digest.digest()


def by_content() -> bytes:
    """Return a digest of every byte that can change what is built; equal in every checkout of the same code."""
    digest = _begun()
    for name, path, _ in _sources():
        with open(path, "rb") as file:  # noqa: PTH123 - a Path for each of a thousand files costs more than reading it
            data = file.read()
        digest.update(b"%s %d\0" % (os.fsencode(name), len(data)))
        digest.update(data)
    return digest.digest()


def by_stat() -> bytes:
    """Return a digest of the same files by size and time, which is quick; equal only while no file was touched."""
    digest = _begun()
    for name, _, stat in _sources():
        digest.update(b"%s %d %d\0" % (os.fsencode(name), stat.st_size, stat.st_mtime_ns))
    return digest.digest()


def _begun() -> blake2b:
    digest = blake2b(sys.version.encode(), digest_size=_BYTES)
    folders = [folder for folder in sys.path if folder.endswith(_PACKAGES) and os.path.isdir(folder)]  # noqa: PTH112 - as below
    installed = sorted(name for folder in folders for name in os.listdir(folder) if name.endswith(".dist-info"))  # noqa: PTH208 - names alone
    digest.update("\0".join(installed).encode("utf-8", "surrogateescape"))
    return digest


def _sources() -> Iterator[tuple[str, str, os.stat_result]]:
    """Yield each file's name, path and stat in a fixed order."""
    config = resources.mkdocs_config()
    yield config.name, str(config), config.stat()
    package = resources.package()
    for folder in (package, resources.templates(), resources.docs()):
        yield from sorted(_below(folder), key=lambda found: found[0])


def _below(folder: Path) -> Iterator[tuple[str, str, os.stat_result]]:
    start = str(folder)
    pending = [start]
    while pending:
        with os.scandir(pending.pop()) as entries:
            for entry in entries:
                if entry.is_dir():
                    if entry.name not in _NOT_SOURCE:
                        pending.append(entry.path)
                else:
                    yield entry.path[len(start) + 1 :], entry.path, entry.stat()
