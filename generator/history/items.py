"""The items of the lists in a file, such as the entries of a log, and which commit brought each of them in.

Knows how a list looks in YAML text of any age, without reading YAML; knows no record and no Git.
"""

from __future__ import annotations

from collections import defaultdict, deque
from itertools import accumulate, pairwise

UNKNOWN = -1
"""The owner of what no known commit brought in."""
_DASH, _DEEPER = b"\n- ", b"\n  "


def items(content: bytes) -> list[bytes]:
    """Return the text of each item of the lists right below a key of the file (or of the file itself)."""
    body = _plain_body(content)
    if body is not None:
        return body.split(_DASH)
    return [text for _, _, text in _by_lines(content)]


def places(content: bytes) -> list[tuple[int, int]]:
    """Return first line and the line after the last one of each of the items, counted from 1."""
    body = _plain_body(content)
    if body is None:
        return [(first, after) for first, after, _ in _by_lines(content)]
    before = content.count(b"\n", 0, content.index(_DASH)) + 1
    sizes = (text.count(b"\n") + 1 for text in body.split(_DASH))
    return list(pairwise(accumulate(sizes, initial=before + 1)))


def carried(old: list[bytes], owners: list[int], new: list[bytes], owner: int) -> list[int]:
    """Tell to whom each item of a new version belongs.

    An item keeps its owner wherever it went in the file, and however it was indented; of equal items the first keep
    their owners. What was not there the version before is the new owner's, though it may have been there earlier.
    """
    kept = len(old)
    if new[:kept] == old:
        return owners + [owner] * (len(new) - kept)
    pairs = zip(old, new, strict=False)
    head = next((number for number, (one, other) in enumerate(pairs) if one != other), min(kept, len(new)))
    pairs = zip(reversed(old[head:]), reversed(new[head:]), strict=False)
    least = min(kept, len(new)) - head
    tail = next((number for number, (one, other) in enumerate(pairs) if one != other), least)
    pool: dict[bytes, deque[int]] = defaultdict(deque)
    for text, had in zip(old[head : kept - tail], owners[head : kept - tail], strict=True):
        pool[_words(text)].append(had)
    middle = [_taken(pool, text, owner) for text in new[head : len(new) - tail]]
    return owners[:head] + middle + owners[kept - tail :]


def _taken(pool: dict[bytes, deque[int]], text: bytes, owner: int) -> int:
    waiting = pool.get(_words(text))
    return waiting.popleft() if waiting else owner


def _words(text: bytes) -> bytes:
    """Return a text without what may differ while it says the same: indentation, line ends."""
    return b"\n".join(filter(None, map(bytes.strip, text.split(b"\n"))))


def _plain_body(content: bytes) -> bytes | None:
    """Return the items of a file that holds one list, last and as our writer writes it; else None."""
    start = content.find(_DASH)
    if start < 0 or b"- " in content[:start] or not content.endswith(b"\n"):
        return None
    listed = content.count(_DASH, start) + content.count(_DEEPER, start)
    if listed + 1 != content.count(b"\n", start) or b"#" in content or b"\r" in content:
        return None
    return content[start + len(_DASH) : -1]


def _by_lines(content: bytes) -> list[tuple[int, int, bytes]]:
    """Find the items line by line: first line, line after the last, text; blank lines and comments do not count."""
    found: list[tuple[int, list[bytes]]] = []
    ends: list[int] = []
    indent = UNKNOWN
    awaited = True
    for number, line in enumerate(content.split(b"\n"), 1):
        bare = line.strip()
        if not bare or bare.startswith(b"#"):
            continue
        depth = len(line) - len(line.lstrip(b" "))
        listed = bare == b"-" or bare.startswith(b"- ")
        if listed and (depth == indent or (indent == UNKNOWN and awaited)):
            indent = depth
            found.append((number, [bare[1:]]))
            ends.append(number + 1)
        elif indent != UNKNOWN and depth > indent:
            found[-1][1].append(line)
            ends[-1] = number + 1
        else:
            indent = UNKNOWN
            awaited = depth == 0 and not listed
    return [(first, after, b"\n".join(lines)) for (first, lines), after in zip(found, ends, strict=True)]
