"""Invented names, office telephones and opaque ids, each drawn from a given seeded generator.

Knows word lists only; nobody real is meant, and no record or file is known here.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct

if TYPE_CHECKING:
    from collections.abc import Callable
    from random import Random

_SURNAMES = (
    "王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧程曹袁邓许傅沈曾彭吕苏卢蒋"
    "蔡贾丁魏薛叶阎余潘杜戴夏钟汪田任姜范方石姚谭廖邹熊金陆郝孔白崔康毛邱秦江史顾侯邵孟龙万段"
)
_POLYPHONIC = {"曾": "zeng", "单": "shan", "仇": "qiu", "翟": "zhai", "解": "xie", "查": "zha"}
_FIRST = {
    "秀": "xiu",
    "桂": "gui",
    "玉": "yu",
    "淑": "shu",
    "建": "jian",
    "志": "zhi",
    "春": "chun",
    "海": "hai",
    "晓": "xiao",
    "国": "guo",
    "文": "wen",
    "永": "yong",
    "红": "hong",
    "金": "jin",
    "庆": "qing",
    "美": "mei",
    "德": "de",
    "福": "fu",
    "立": "li",
    "宗": "zong",
    "世": "shi",
    "雪": "xue",
    "传": "chuan",
    "振": "zhen",
}
_LAST = {
    "兰": "lan",
    "英": "ying",
    "珍": "zhen",
    "华": "hua",
    "芳": "fang",
    "军": "jun",
    "明": "ming",
    "霞": "xia",
    "平": "ping",
    "梅": "mei",
    "强": "qiang",
    "娟": "juan",
    "民": "min",
    "云": "yun",
    "荣": "rong",
    "波": "bo",
    "莲": "lian",
    "生": "sheng",
    "琴": "qin",
    "峰": "feng",
    "玲": "ling",
    "东": "dong",
    "燕": "yan",
    "义": "yi",
}
RARE: tuple[tuple[str, str | None], ...] = (
    ("龚䶮", "gong yan"),
    ("𠮷桂兰", "ji gui lan"),
    ("李㛃", "li jie"),
    ("周〇一", "zhou ling yi"),
    ("阿依努尔·买买提", None),
    ("欧阳桂芳", None),
    ("司马德峰", None),
)
_ALPHABET = "abcdefghijklmnopqrstuvwxyz234567"
_LETTERS = 26
_ID_LENGTH = 16
_COMPOUND_FIRST = "海晨云松望青港锦和安泰静"
_COMPOUND_LAST = ("韵花园", "滨苑", "景小区", "岸新居", "泽家园", "庭里")
_AREA_FIRST = (
    "望潮",
    "听涛",
    "松涧",
    "帆影",
    "石榴",
    "渔歌",
    "灯塔",
    "银杏",
    "长堤",
    "月湾",
    "鸥翔",
    "春晖",
    "梧桐",
    "临港",
    "双桥",
    "竹溪",
)
_AREA_LAST = ("", "东", "西", "南", "北", "新", "前", "后")


class FullName(Struct, frozen=True):
    """A name, and its reading where the usual one would be wrong."""

    name: str
    pinyin: str | None = None


def full_name(random: Random) -> FullName:
    """Invent a name; one in a hundred is rare, one in thirty has a surname of several readings."""
    draw = random.random()
    if draw < 0.01:  # noqa: PLR2004 - how often a rare name comes up
        return FullName(*random.choice(RARE))
    first, last = random.choice(tuple(_FIRST)), random.choice(tuple(_LAST))
    given = first + last if random.random() < 0.85 else last  # noqa: PLR2004 - two characters are usual
    if draw > 0.03:  # noqa: PLR2004 - how often a surname of several readings comes up
        return FullName(random.choice(_SURNAMES) + given)
    surname, reading = random.choice(tuple(_POLYPHONIC.items()))
    syllables = [reading, *(({**_FIRST, **_LAST})[character] for character in given)]
    return FullName(surname + given, " ".join(syllables))


def opaque_id(random: Random, length: int = _ID_LENGTH) -> str:
    """Draw an id that says nothing: base32 in lower case, a letter first."""
    rest = "".join(random.choices(_ALPHABET, k=length - 1))
    return random.choice(_ALPHABET[:_LETTERS]) + rest


def office_phone(number: int) -> str:
    """Return the fictional office number of a count."""
    return f"0631-555{number:04}" if number < 10_000 else f"0631-55{number:06}"  # noqa: PLR2004 - four digits


def compound_name(random: Random) -> str:
    """Invent the name of a residential compound."""
    return random.choice(_COMPOUND_FIRST) + random.choice(_COMPOUND_LAST)


class Lexicon(Struct, frozen=True):
    """The word lists that a demonstration draws the names of people and of compounds from."""

    person: Callable[[Random], FullName] = full_name
    compound: Callable[[Random], str] = compound_name


def area_name(number: int) -> str:
    """Return the name of the area with that number; no two numbers share one."""
    name = _AREA_FIRST[number % len(_AREA_FIRST)] + _AREA_LAST[number // len(_AREA_FIRST) % len(_AREA_LAST)]
    again = number // (len(_AREA_FIRST) * len(_AREA_LAST))
    return f"{name}{again + 1}" if again else name
