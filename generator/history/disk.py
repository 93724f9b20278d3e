"""Files as they lie on disk: what stands for each of them, as Git would number it, by hashing.

Knows what a plain file is; asks Git nothing.
"""

from __future__ import annotations

import hashlib
import os
import stat
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

PLAIN, EXECUTABLE, LINK, NOT_A_FILE = "100644", "100755", "120000", "000000"
KEPT_BY_GIT = ".git"
"""No file of this name, or below a folder of this name, can come into a repository; it is no record."""
_SHA1_DIGITS = 40


def blob_id(content: bytes, digits: int) -> str:
    """Return the id that a repository with ids of so many digits gives to a content."""
    data = b"blob %d\0%b" % (len(content), content)
    sha = hashlib.sha1(data, usedforsecurity=False) if digits == _SHA1_DIGITS else hashlib.sha256(data)
    return sha.hexdigest()


def content_of(path: str) -> tuple[str, bytes] | None:
    """Return mode and content of what lies at a path, links as they are written; None where nothing lies there."""
    try:
        about = os.lstat(path)  # text and no Path: this is asked of thousands of files
        if stat.S_ISLNK(about.st_mode):
            return LINK, os.fsencode(os.readlink(path))  # noqa: PTH115 - as above
        if not stat.S_ISREG(about.st_mode):
            return None if stat.S_ISDIR(about.st_mode) else (NOT_A_FILE, b"")
    except OSError:
        return None
    try:
        with open(path, "rb", buffering=0) as file:  # noqa: PTH123 - as above
            return (EXECUTABLE if about.st_mode & stat.S_IXUSR else PLAIN), file.read()
    except OSError as error:
        return NOT_A_FILE, os.fsencode(error.strerror or "")


def on_disk(root: str, folder: str) -> Iterator[str]:
    """Yield the path of everything below a folder that is not a folder itself, in no order; links are not followed."""
    pending = [folder]
    while pending:
        below = pending.pop()
        try:
            entries = os.scandir(f"{root}/{below}")
        except OSError:
            continue
        with entries:
            for entry in entries:
                path = f"{below}/{entry.name}"
                if entry.name == KEPT_BY_GIT:
                    continue
                if entry.is_dir(follow_symlinks=False):
                    pending.append(path)
                else:
                    yield path
