"""The finder's rows as one script that a page may load from anywhere, a folder on a stick included.

Knows which columns the rows of a jurisdiction become so that they travel light; the matching is in
`site_templates/assets/finder.js`, which puts the rows together again.
"""

from __future__ import annotations

import json
import re
from itertools import groupby
from typing import TYPE_CHECKING

from generator.pages.columns import column, is_opaque, packed
from generator.views.addresses import card, finder_rows
from generator.views.finder import BUILDING_NUMBER, sounds

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from generator.views import Publication
    from generator.views.finder import FinderRow

_UNSAFE = {ord("<"): "\\u003c", ord(">"): "\\u003e", ord("&"): "\\u0026", 0x2028: "\\u2028", 0x2029: "\\u2029"}
_BETWEEN_COMMUNITIES, _BETWEEN_ESTATES = "\n\t"
"""No record holds either."""
_NUMBER, _IN_SHAPE = re.compile(r"[0-9]+"), "0"
_SAME, _NEXT = "=", "+"
_COUNTED = 9
"""How many figures a number has at most for its successor to be left out."""
_NO_CODE = "-"
_USUAL = 2, 3
"""How many characters most names have."""
_LINE = 4
"""The last figures of a telephone number, which differ from leader to leader."""


def finder_files(publication: Publication) -> dict[str, bytes]:
    """Write the file of every jurisdiction."""
    return {
        finder_rows(found.id): finder_script(found.id, [community.finder for community in found.communities])
        for found in publication.jurisdictions
    }


def finder_script(jurisdiction: str, communities: Iterable[tuple[FinderRow, ...]]) -> bytes:
    """Write the file of a jurisdiction, given the rows of each of its communities."""
    rows = [row for found in communities for row in found]
    folder = card(jurisdiction, "").removesuffix(".html")
    content = {
        "folder": folder,
        "sounds": _sounds(rows),
        **_names(rows),
        **_cards([row.href.removeprefix(folder).removesuffix(".html") for row in rows]),
        **_places(rows),
        **_phones([row.phone for row in rows]),
    }
    lines = ",\n".join(f"{json.dumps(key)}:{_json(value)}" for key, value in content.items())
    return f"window.louzhangFinder=(window.louzhangFinder||[]).concat([{{\n{lines}\n}}]);\n".encode()


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).translate(_UNSAFE)


def _sounds(rows: Sequence[FinderRow]) -> dict[str, str]:
    """List the characters of all names by the ways to read them."""
    found: dict[str, list[str]] = {}
    for letter in sorted({letter for row in rows for letter in row.name if not letter.isascii()}):
        for sound in sounds(letter):
            found.setdefault(sound, []).append(letter)
    return {sound: "".join(found[sound]) for sound in sorted(found)}


def _names(rows: Sequence[FinderRow]) -> dict[str, object]:
    """Part usual names into characters, a blank for the third that is not there; other names stay whole."""
    whole = ["" if len(row.name) in _USUAL and " " not in row.name else row.name for row in rows]
    parted = [row.name.ljust(3) for row, name in zip(rows, whole, strict=True) if not name]
    return {
        "whole": column(whole),
        "letters": [column([name[at] for name in parted]) for at in range(3)],
        "spoken": column([row.spoken for row in rows]),
    }


def _cards(ids: Sequence[str]) -> dict[str, object]:
    """Pack the ids of cards; those that cannot be packed stay whole."""
    return {
        "cards": packed(found for found in ids if is_opaque(found)),
        "named_cards": column(["" if is_opaque(found) else found for found in ids]),
    }


def _places(rows: Sequence[FinderRow]) -> dict[str, object]:
    """Write the places of all rows.

    Communities and, in each, the beginnings of places up to the first number are one text, with the rows of each
    beginning; what follows differs only in its numbers, which are told by what became of those before them.
    """
    numbers = [_NUMBER.findall(row.place) for row in rows]
    starts = [_NUMBER.split(row.place, 1)[0] for row in rows]
    shapes = [_NUMBER.sub(_IN_SHAPE, row.place[len(start) :]) for row, start in zip(rows, starts, strict=True)]
    text, many, steps = "", [], list[str]()
    for community, some in groupby(range(len(rows)), key=lambda at: rows[at].community):
        text += _BETWEEN_COMMUNITIES * bool(text) + community
        for start, these in groupby(some, key=starts.__getitem__):
            text += _BETWEEN_ESTATES + start
            before = len(steps)
            steps += _steps(numbers[at] for at in these)
            many.append(len(steps) - before)
    return {
        "places": column(text),
        "many": column(many),
        "seats": column([(row.role, *found) for row, *found in zip(rows, shapes, steps, strict=True)]),
        "codes": column([_code(row) for row in rows]),
    }


def _steps(rows: Iterable[Sequence[str]]) -> Iterator[str]:
    """Tell the numbers of each row by those of the row before: the same, the next, or as they are.

    Behind one that is not the same they are told as if there was a 0 before.
    """
    before: Sequence[str] = ()
    for numbers in rows:
        steps = list[str]()
        for at, number in enumerate(numbers):
            told = before[at] if steps == [_SAME] * at and at < len(before) else "0"
            follows = len(told) <= _COUNTED and number == str(int(told) + 1)
            steps.append(_SAME if number == told else _NEXT if follows else number)
        yield " ".join(steps)
        before = numbers


def _code(row: FinderRow) -> str:
    """Leave out codes that the numbers of the place give."""
    given = "-".join(str(int(number)) for number in BUILDING_NUMBER.findall(row.place))
    return "" if row.codes == given else row.codes or _NO_CODE


def _phones(phones: Sequence[str]) -> dict[str, object]:
    """Part each number before its last four figures, and these in the middle; who has none has no line."""
    parted = [_parted(phone) for phone in phones]
    lines = [line for exchange, line in parted if exchange]
    return {
        "exchanges": column([exchange for exchange, _ in parted]),
        "lines": [column([line[:2] for line in lines]), column([line[2:] for line in lines])],
    }


def _parted(phone: str) -> tuple[str, str]:
    """Return what stands before the line, and the line; a number that is no longer than a line is its exchange."""
    end = len(phone) - _LINE if len(phone) > _LINE else len(phone)
    return phone[:end], phone[end:]
