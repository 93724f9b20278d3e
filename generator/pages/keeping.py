"""What the site engine built, kept as one file that proves itself: what is cut off or of other inputs is not taken.

Knows paths and bytes; neither the engine nor what the files say.
"""

from __future__ import annotations

import json
from hashlib import blake2b
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

_DIGEST = 32


def packed(files: Mapping[str, bytes], key: str) -> bytes:
    """Put files behind each other, in a fixed order, behind a list of them and a proof of all."""
    listed = json.dumps([[path, len(files[path])] for path in sorted(files)]).encode()
    content = b"\n".join((key.encode(), listed, b"".join(files[path] for path in sorted(files))))
    return blake2b(content, digest_size=_DIGEST).digest() + content


def unpacked(data: bytes, key: str) -> dict[str, bytes] | None:
    """Take the files apart again; nothing where this is not what was packed under the key."""
    content = data[_DIGEST:]
    if blake2b(content, digest_size=_DIGEST).digest() != data[:_DIGEST]:
        return None
    kept, _, rest = content.partition(b"\n")
    if kept.decode() != key:
        return None
    listed, _, whole = rest.partition(b"\n")
    files, start = {}, 0
    for path, length in json.loads(listed):
        files[path] = whole[start : start + length]
        start += length
    return files
