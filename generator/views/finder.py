"""Rows of the finder: serving leaders by name and by building, and how each character of a name may be read.

Knows what everybody may know of a leader; how a query is matched is the script's business.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from msgspec import Struct

from generator.views.cards import serving
from generator.views.people import has_board

if TYPE_CHECKING:
    from generator.ledger import CommunityBook, Post
    from generator.views.people import LeaderLine
    from generator.views.standpoint import Standpoint

_OF_A_BUILDING = r"(?=[号楼栋幢座单元门道梯#-]|$)"
"""What follows the number of a building or a stairwell, and not that of a village group, a grid or a phase."""
BUILDING_NUMBER = re.compile(rf"[0-9]+{_OF_A_BUILDING}")
_NUMBERS = re.compile(
    rf"(?:[0-9]+|[一二三四五六七八九]?十[一二三四五六七八九]?|[零〇一二三四五六七八九]+){_OF_A_BUILDING}"
)
_DIGITS = str.maketrans("零〇一二三四五六七八九", "00123456789")


class FinderRow(Struct, frozen=True):
    """One serving leader in one role; `spoken` is the reading of the name that the record gives."""

    name: str
    spoken: str
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
    boards = [
        inside
        for place in post.appointment.places
        for inside in (place, *(book.places[place].buildings if place in book.places else ()))
        if has_board(stand, book, inside)
    ]
    return FinderRow(
        name=line.name,
        spoken=" ".join((book.people[post.person].pinyin or "").lower().split()),
        role=line.role,
        place="、".join(place.text for place in line.places),
        codes=",".join(place_code(book.name_of(place)) for place in boards),
        community=book.community.name,
        href=line.card,
        phone=line.phone or "",
    )


@lru_cache(maxsize=20_000)
def sounds(character: str) -> tuple[str, ...]:
    """Return every way to read a character, the usual one first; a letter is read as it is, a sign not at all."""
    if not character.isalnum():
        return ()
    if character.isascii():
        return (character.lower(),)
    from pypinyin import Style, pinyin

    (found,) = pinyin(character, style=Style.NORMAL, heteronym=True)
    return tuple(dict.fromkeys(sound.lower() for sound in found))


def place_code(place: str) -> str:
    """Return a place's numbers of buildings joined by hyphens, such as 3-2 for 3号楼2单元 and 12 for 十二栋."""
    return "-".join(str(_number(run)) for run in _NUMBERS.findall(place))


def _number(run: str) -> int:
    digits = run.translate(_DIGITS)
    tens, ten, ones = digits.partition("十")
    return int(tens or 1) * 10 + int(ones or 0) if ten else int(digits)


def first_initial(name: str, given: str | None) -> str:
    """Return the capital under which a name is listed; # where it has no reading."""
    spoken = tuple((given or "").split()) or next((found for found in map(sounds, name) if found), ())
    first = spoken[0][:1].upper() if spoken else ""
    return first if "A" <= first <= "Z" else "#"
