"""Columns of values that travel light: each distinct value once, then one or two signs for each row.

Knows values and signs only, never what a column means; `site_templates/assets/finder.js` reads them back.
"""

from __future__ import annotations

from base64 import b32decode, b64encode
from collections import Counter
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

SIGNS = "".join(sign for sign in map(chr, range(0x20, 0x7F)) if sign not in '"&<>\\')
"""What stands for values: printable, and as it is in a script, in its strings and in a page."""
OPAQUE = 16
"""The length of an id that says nothing."""
_FIVE_BITS = frozenset("abcdefghijklmnopqrstuvwxyz234567")


def column(values: Sequence[Any]) -> dict[str, object]:
    """Write sortable values by their places among the distinct ones; the most frequent have places of a single sign.

    The first `ends` signs end a place, the others begin one of more signs. Characters are listed as a text.
    """
    counts = Counter(values)
    ends = _ends(len(counts))
    ranked = sorted(counts, key=lambda value: (-counts[value], value))
    words = [*sorted(ranked[:ends]), *sorted(ranked[ends:])]
    signs = {word: _place(place, ends) for place, word in enumerate(words)}
    plain = all(isinstance(word, str) and len(word) == 1 for word in words)
    return {
        "words": "".join(map(str, words)) if plain else words,
        "ends": ends,
        "text": "".join([signs[value] for value in values]),
    }


def _ends(words: int) -> int:
    """Return how many signs may end a place so that two signs are enough for all words, if that can be."""
    every = len(SIGNS)
    return next((ends for ends in range(every, every // 2, -1) if ends * (1 + every - ends) >= words), every // 2)


def _place(number: int, ends: int) -> str:
    before, last = divmod(number, ends)
    place = SIGNS[last]
    while before:
        before, digit = divmod(before - 1, len(SIGNS) - ends)
        place = SIGNS[ends + digit] + place
    return place


def is_opaque(text: str) -> bool:
    """Tell whether an id is sixteen letters and figures of base32 (RFC 4648) in lower case, and can be packed."""
    return len(text) == OPAQUE and set(text) <= _FIVE_BITS


def packed(ids: Iterable[str]) -> str:
    """Write opaque ids, of five bits a sign, with six bits a sign."""
    return b64encode(b32decode("".join(ids).upper())).decode()
