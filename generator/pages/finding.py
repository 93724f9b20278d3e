"""The finder's rows as scripts that a page may load from anywhere, a folder on a stick included.

Knows the form of the rows, column by column so that they travel light; the matching is in
`site_templates/assets/finder.js`. Each file holds the rows of a hundred communities, so that a change touches one.
"""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING

from generator.views.addresses import card, finder_rows
from generator.views.finder import sounds

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from generator.views import Publication
    from generator.views.finder import FinderRow

TOGETHER = 100
"""Communities in one file."""
_UNSAFE = {ord("<"): "\\u003c", ord(">"): "\\u003e", ord("&"): "\\u0026", 0x2028: "\\u2028", 0x2029: "\\u2029"}
_SEPARATORS = "|", "~", "^", "\ue000"
"""Between the values of a column; no record may hold the last one."""
_NUMBER = re.compile(r"[0-9]+|#")
_NO_CODE = "-"


def finder_files(publication: Publication) -> dict[str, bytes]:
    """Write the files of every jurisdiction."""
    return {
        path: data
        for found in publication.jurisdictions
        for path, data in finder_pages(found.id, [community.finder for community in found.communities])
    }


def finder_addresses(jurisdiction: str, communities: int) -> tuple[str, ...]:
    """Name the files of a jurisdiction of so many communities."""
    return tuple(finder_rows(jurisdiction, number + 1) for number in range(max(1, -(-communities // TOGETHER))))


def finder_pages(jurisdiction: str, rows: Sequence[tuple[FinderRow, ...]]) -> Iterator[tuple[str, bytes]]:
    """Yield path and bytes of each file of a jurisdiction, given the rows of each of its communities."""
    for number, path in enumerate(finder_addresses(jurisdiction, len(rows))):
        some = rows[number * TOGETHER : (number + 1) * TOGETHER]
        yield path, _script(jurisdiction, [row for community in some for row in community])


def _script(jurisdiction: str, rows: Sequence[FinderRow]) -> bytes:
    content = {"folder": card(jurisdiction, "").removesuffix(".html"), **_columns(jurisdiction, rows)}
    letters = sorted({letter for row in rows for letter in row.name if not letter.isascii()})
    content["sounds"] = {letter: read for letter in letters if (read := " ".join(sounds(letter))) != letter}
    lines = ",\n".join(f"{json.dumps(key)}:{_json(value)}" for key, value in content.items())
    return f"window.louzhangFinder=(window.louzhangFinder||[]).concat([{{\n{lines}\n}}]);\n".encode()


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).translate(_UNSAFE)


def _columns(jurisdiction: str, rows: Sequence[FinderRow]) -> dict[str, object]:
    """Write each field of all rows as one text; what comes again is said once and then numbered."""
    places = [_NUMBER.sub("#", row.place) for row in rows]
    numbers = [_NUMBER.findall(row.place) for row in rows]
    cards = [row.href.removeprefix(card(jurisdiction, "").removesuffix(".html")).removesuffix(".html") for row in rows]
    columns: dict[str, Sequence[str]] = {
        "names": [row.name for row in rows],
        "cards": cards,
        "numbers": ["-".join(found) for found in numbers],
        "codes": [_code(row.codes, found) for row, found in zip(rows, numbers, strict=True)],
        "phones": [row.phone for row in rows],
        "spoken": [row.spoken for row in rows],
    }
    listed = {"role": [row.role for row in rows], "community": [row.community for row in rows], "place": places}
    texts = [value for column in columns.values() for value in column]
    separator = next(one for one in _SEPARATORS if not any(one in text for text in texts))
    found: dict[str, object] = {"separator": separator}
    for name, values in listed.items():
        words = list(dict.fromkeys(values))
        found[f"{name}_words"] = words
        found[name] = separator.join(_numbered(values, words))
    return found | {name: separator.join(values) for name, values in columns.items()}


def _numbered(values: Iterable[str], words: Sequence[str]) -> Iterator[str]:
    """Say each value by its place among the words; one that is the same as before is left out."""
    places, before = {word: place for place, word in enumerate(words)}, ""
    for value in values:
        yield "" if value == before else str(places[value])
        before = value


def _code(codes: str, numbers: Sequence[str]) -> str:
    """Leave out a code that the numbers of the place give."""
    given = "-".join(str(int(number)) for number in numbers if number != "#")
    return "" if codes == given else codes or _NO_CODE
