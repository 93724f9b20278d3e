"""Rows of the finder: serving leaders by name, by every reading of the name, and by building.

Knows what everybody may know of a leader; how a query is matched is the script's business.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from itertools import product
from typing import TYPE_CHECKING

from pypinyin import Style, pinyin

from generator.views.cards import serving
from generator.views.people import has_board

if TYPE_CHECKING:
    from generator.ledger import CommunityBook, Post
    from generator.views.people import LeaderLine
    from generator.views.standpoint import Standpoint

_MOST = 12
"""Readings of one name; more would be noise."""
_LONG = 4
"""Of a longer name not every combination is tried."""
_NUMBERS = re.compile(r"[0-9]+|[一二三四五六七八九]?十[一二三四五六七八九]?|[零〇一二三四五六七八九]+")
_DIGITS = str.maketrans("零〇一二三四五六七八九", "00123456789")


@dataclass(frozen=True, slots=True)
class FinderRow:
    """One serving leader in one role."""

    name: str
    initials: str
    pinyin: str
    role: str
    place: str
    codes: str
    community: str
    href: str
    phone: str


def finder_rows(stand: Standpoint, book: CommunityBook) -> tuple[FinderRow, ...]:
    """Return the rows of a community's serving leaders."""
    return tuple(_row(stand, book, post, line) for post, line in serving(stand, book))


def _row(stand: Standpoint, book: CommunityBook, post: Post, line: LeaderLine) -> FinderRow:
    spoken = readings(line.name, book.people[post.person].pinyin)
    boards = [
        inside
        for place in post.appointment.places
        for inside in (place, *(book.places[place].buildings if place in book.places else ()))
        if has_board(stand, book, inside)
    ]
    return FinderRow(
        name=line.name,
        initials="|".join(dict.fromkeys("".join(s[0] for s in reading) for reading in spoken)),
        pinyin="|".join("".join(reading) for reading in spoken),
        role=line.role,
        place="、".join(place.text for place in line.places),
        codes="|".join(place_code(book.name_of(place)) for place in boards),
        community=book.community.name,
        href=line.card,
        phone=line.phone or "",
    )


@lru_cache(maxsize=20_000)
def readings(name: str, given: str | None) -> tuple[tuple[str, ...], ...]:
    """Return the ways to read a name: the record's own, the usual one, then with one character read otherwise."""
    letters = "".join(character for character in name if character.isalnum())
    sounds = [[sound.lower() for sound in one] for one in pinyin(letters, style=Style.NORMAL, heteronym=True)]
    usual = tuple(one[0] for one in sounds)
    otherwise = ((*usual[:n], sound, *usual[n + 1 :]) for n, one in enumerate(sounds) for sound in one)
    own = [tuple(given.lower().split())] if given else []
    found = dict.fromkeys(reading for reading in (*own, usual, *otherwise, *product(*sounds[:_LONG])) if reading)
    return tuple(reading for reading in found if len(reading) in {len(usual), len(own[0]) if own else 0})[:_MOST]


def place_code(place: str) -> str:
    """Return the numbers in a place's name joined by hyphens, such as 3-2 for 3号楼2单元 and 12 for 十二栋."""
    return "-".join(str(_number(run)) for run in _NUMBERS.findall(place))


def _number(run: str) -> int:
    digits = run.translate(_DIGITS)
    tens, ten, ones = digits.partition("十")
    return int(tens or 1) * 10 + int(ones or 0) if ten else int(digits)


def first_initial(name: str, given: str | None) -> str:
    """Return the capital under which a name is listed; # where it has no reading."""
    spoken = readings(name, given)
    first = spoken[0][0][:1].upper() if spoken and spoken[0] else ""
    return first if "A" <= first <= "Z" else "#"
