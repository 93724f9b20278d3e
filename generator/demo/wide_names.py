"""Names of people and compounds for large demonstrations, as unevenly spread as real ones are.

Knows word lists only; the small word lists of `names` stay what the committed records were drawn from.
"""

from __future__ import annotations

from itertools import accumulate
from typing import TYPE_CHECKING

from generator.demo.names import FullName, Lexicon, full_name

if TYPE_CHECKING:
    from random import Random

_SURNAMES = (
    "王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧程曹袁邓许傅沈彭吕苏卢蒋蔡贾丁魏薛叶阎余潘杜戴夏钟汪田任姜"
    "范方石姚谭廖邹熊金陆郝孔白崔康毛邱秦江史顾侯邵孟龙万段雷钱汤尹黎易常武乔贺赖龚文庞樊兰殷施陶洪翁安颜倪严牛温芦季俞章鲁"
)
_GIVEN = (
    "英华玉秀明文芳兰国建春红军平志丽桂海伟燕荣强梅云永金生东新林凤珍淑小霞清美晓忠杰福玲成德辉庆光友立娟学世艳宝敏胜勇"
    "波俊江莲广祥利元少龙飞素爱香静洪大正峰月山翠家瑞家民全发亚仁兴良涛昌庭喜万长根贵富水传茂树木彩琴莉倩雪松柏青岩岚"
    "宁安康健泽润浩宇轩然思雨欣怡佳琪诗涵梓睿晨阳旭东升朝晖景怀仲伯孟季绍继先启绪维纲振铎钧锋锐铭钰琳琅瑶瑾瑜璐珊瑛"
    "颖慧智敬恭礼义廉守信诚谦让克勤俭惠兆丰裕盛隆恒益鸿雁鹏程鹤鸣凯旋征帆远航向前进步"
)
_COMPOUND = "海晨云松望青港锦和安泰静金玉翠碧龙凤福禄寿康宁乐怡馨雅兰竹梅菊荷桂枫柏榕樟银杏阳光明月星河湖江山水秀丽苑庭"
_KINDS = ("小区", "花园", "家园", "新村", "苑", "庭院", "新居", "公寓", "里", "坊", "名邸", "雅居", "一期", "二期")
_FLATTER = 8
"""How much flatter than one over the rank the spread of words is."""
_TWO_CHARACTERS = 0.82
_SPECIAL = 0.03
"""How often a rare name or a surname of several readings comes up."""


def _spread(words: str) -> list[int]:
    return list(accumulate(100_000 // (rank + _FLATTER) for rank in range(len(words))))


_OF_SURNAMES, _OF_GIVEN = _spread(_SURNAMES), _spread(_GIVEN)


def wide_name(random: Random) -> FullName:
    """Invent a name from wide word lists; as often as in small ones it is rare or has a surname of several readings."""
    if random.random() < _SPECIAL:
        return full_name(random)
    (surname,) = random.choices(_SURNAMES, cum_weights=_OF_SURNAMES)
    characters = 2 if random.random() < _TWO_CHARACTERS else 1
    return FullName(surname + "".join(random.choices(_GIVEN, cum_weights=_OF_GIVEN, k=characters)))


def wide_compound(random: Random) -> str:
    """Invent the name of a residential compound from wide word lists."""
    return "".join(random.choices(_COMPOUND, k=2)) + random.choice(_KINDS)


WIDE = Lexicon(wide_name, wide_compound)
