"""An invented district of any size as the finder sees it: names, estates and telephones spread as real ones are.

Knows no record and no policy; nobody real is meant, and the same seed gives the same district.
"""

from __future__ import annotations

from itertools import accumulate, islice
from random import Random
from typing import TYPE_CHECKING

from generator.views.finder import FinderRow, place_code

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

_SURNAMES = (
    "王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧程曹袁邓许傅沈曾彭吕苏卢蒋蔡贾丁魏薛叶阎余潘杜戴夏钟汪田任姜"
    "范方石姚谭廖邹熊金陆郝孔白崔康毛邱秦江史顾侯邵孟龙万段雷钱汤尹黎易常武乔贺赖龚文单仇翟解查盖乐朴区尉迟燕应柴尚霍褚牟"
)
_LETTERS = [chr(code) for code in range(0x4E00, 0x9FA5)]
_ESTATES = "海晨云松望青港锦和安泰静金玉翠碧龙凤福禄寿康宁乐怡馨雅兰竹梅菊荷桂枫柏榕樟杏阳光明月星河湖江山水秀丽三九"
_KINDS = ("小区", "花园", "家园", "新村", "苑", "新居", "公寓", "里", "一期", "二期", "一号院", "A区", "B区", "城")
_SHAPES = ("{}号楼{}单元", "{}号楼{}单元", "{}号楼{}单元", "{}栋{}单元", "{}幢{}门", "{}-{}")
_BASE32 = "abcdefghijklmnopqrstuvwxyz234567"
_GIVEN, _FLATTER = 900, 12


def _spread(words: int) -> list[int]:
    return list(accumulate(100_000 // (rank + _FLATTER) for rank in range(words)))


_OF_SURNAMES, _OF_GIVEN = _spread(len(_SURNAMES)), _spread(_GIVEN)


def district(people: int, seed: int = 6) -> list[tuple[FinderRow, ...]]:
    """Return the rows of a district, about a hundred people to a community."""
    random = Random(seed)  # noqa: S311 - no secret, the same in each run
    first, last = random.sample(_LETTERS, _GIVEN), random.sample(_LETTERS, _GIVEN)
    communities = []
    while people > 0:
        rows = tuple(islice(_community(random, first, last), people))
        communities.append(rows)
        people -= len(rows)
    return communities


def _community(random: Random, first: Sequence[str], last: Sequence[str]) -> Iterator[FinderRow]:
    community = f"{''.join(random.choices(_ESTATES, k=2))}社区"
    exchange = f"0631-5{random.choice('25')}{random.randrange(10)}"
    for grid in ("第一网格", "第二网格"):
        yield _row(random, _name(random, first, last), ("网格长", grid, ""), community, exchange)
    for _ in range(random.choice((1, 2, 3))):
        estate = "".join(random.choices(_ESTATES, k=2)) + random.choice(_KINDS)
        shape, doors = random.choice(_SHAPES), random.choice((1, 2, 3, 4, 6))
        for building in range(1, random.choice((12, 30, 50))):
            for door in range(1, doors + 1):
                if random.random() < 0.9:
                    inside = shape.format(building, door)
                    place = ("楼道长", f"{estate}{inside}", place_code(inside))
                    yield _row(random, _name(random, first, last), place, community, exchange)


def _row(random: Random, name: str, place: tuple[str, str, str], community: str, exchange: str) -> FinderRow:
    role, text, code = place
    card = f"shi/p/{random.choice(_BASE32[:26])}{''.join(random.choices(_BASE32, k=15))}.html"
    phone = f"{exchange}{random.randrange(10_000):04}" if random.random() < 0.35 else ""
    return FinderRow(name, "", role, text, code, community, card, phone)


def _name(random: Random, first: Sequence[str], last: Sequence[str]) -> str:
    draw = random.random()
    if draw < 0.005:
        return f"欧阳{random.choice(first)}{random.choice(last)}"
    if draw < 0.01:
        return f"阿依努尔·{random.choice(first)}{random.choice(last)}{random.choice(last)}"
    surname, given = random.choices(_SURNAMES, cum_weights=_OF_SURNAMES)[0], random.choices(last, cum_weights=_OF_GIVEN)
    return surname + "".join((random.choices(first, cum_weights=_OF_GIVEN) if draw < 0.85 else []) + given)
