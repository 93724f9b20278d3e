"""The notice boards of a policy: at which level one hangs, what stands on it, in which order, through which channel.

Closed sets of named blocks and fields; who serves where is in the records, and `visibility` has the last word.
"""

from __future__ import annotations

from typing import Literal, TypeAlias

from generator.records.base import PUBLIC, Record, field
from generator.records.scalars import Id, Line

Block: TypeAlias = Literal[
    "motto",
    "station",
    "leaders",
    "heads",
    "leaders_below",
    "duties_below",
    "station_duties",
    "station_services",
    "office",
    "service_numbers",
    "feedback",
    "boards_below",
    "boards_above",
]
"""One part of a board: the motto, the station, those who serve the place, those above, those below, and so on.

The list of those below says no duties; `duties_below` says each role's once."""

BoardField: TypeAlias = Literal["duties", "contact", "since", "households", "grid"]
"""What is said of a leader or the place beside name, role and place, which every board says."""

BoardChannel: TypeAlias = Literal["web", "print"]


class BoardRule(Record):
    """One kind of board: a page on the site that is its own print sheet."""

    id: Id = field("代码", "Code", "公示牌代码", "Code of the board", PUBLIC)
    title: Line = field("名称", "Title", "接在地点名称后面", "Follows the name of the place", PUBLIC)
    level: Id = field("层级", "Level", "挂在哪一层级的地点", "Level of the places that have one", PUBLIC)
    clause: Line = field("条款", "Clause", "条款编号", "Id of an article", PUBLIC)
    named_by: Literal["place", "station"] = field(
        "抬头",
        "Named by",
        "以地点或工作站的名称为抬头",
        "Headed by the place or by its station",
        PUBLIC,
        default="place",
    )
    blocks: tuple[Block, ...] = field("内容", "Blocks", "按先后列出", "In order", PUBLIC)
    fields: tuple[BoardField, ...] = field(
        "项目", "Fields", "姓名、角色、地点以外写明的各项", "Said beside name, role and place", PUBLIC
    )
    channels: tuple[BoardChannel, ...] = field(
        "渠道", "Channels", "网页、打印；打印从网页上打", "Web and print; the sheet is printed from the page", PUBLIC
    )
