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
    if blake2b(memoryview(data)[_DIGEST:], digest_size=_DIGEST).digest() != data[:_DIGEST]:
        return None
    begin = data.index(b"\n", _DIGEST)
    end = data.index(b"\n", begin + 1)
    if data[_DIGEST:begin].decode() != key:
        return None
    files, start = {}, end + 1
    for path, length in json.loads(data[begin:end]):
        files[path] = data[start : start + length]
        start += length
    return files
