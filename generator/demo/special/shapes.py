"""What is special about the people and days of the committed towns, settled before their months are made.

Knows who leaves, who holds two posts and which deeds later papers refer to; writes no file.
"""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from msgspec.structs import replace

from generator.demo.deeds import Planned
from generator.demo.names import opaque_id
from generator.demo.town import BUILDING, STAIRWELL, Leader, new_person
from generator.periods import Period

if TYPE_CHECKING:
    from generator.demo.town import Town

NAMES: dict[str, tuple[tuple[str, str | None], ...]] = {
    "c001": (("龚䶮", "gong yan"), ("𠮷桂兰", "ji gui lan"), ("阿依努尔·买买提", None), ("单玉梅", "shan yu mei")),
    "c002": (("仇志平", "qiu zhi ping"), ("翟春燕", "zhai chun yan"), ("解海波", "xie hai bo"), ("李㛃", "li jie")),
    "c003": (("查国义", "zha guo yi"), ("曾文莲", "zeng wen lian"), ("周〇一", "zhou ling yi"), ("李㛃", "li jie")),
}
"""Names that a page, a sort or a font may stumble over, given to the first leaders of each town."""

TWO_ROLES, OBJECTED = 3, 2
LEFT, LAST_PLACED = 2, 5
RESTATED, LATE = 1, 4
LEFT_ON, FOLLOWED_ON = date(2026, 5, 31), date(2026, 6, 16)
QUIET_MONTHS = tuple(Period.parse(f"2026-{month:02}") for month in (3, 4, 5))
DISPUTE, MARKET, REPEATED = "dispute-2603-a", "market-2602", "market-2609"


def shape(town: Town) -> None:
    """Make a town of the committed set special."""
    for leader, (name, pinyin) in zip(town.leaders, NAMES[town.id], strict=False):
        rest = {key: value for key, value in town.people[leader.id].items() if key not in {"name", "pinyin"}}
        town.people[leader.id] = {"name": name, **({"pinyin": pinyin} if pinyin else {}), **rest}
    {"c001": _first, "c002": _second, "c003": _third}[town.id](town)


def grid_head(town: Town, leader: Leader) -> str:
    """Return the grid head above a building leader."""
    building = next(place for place in town.places if place["id"] == leader.place)
    return town.grid_heads[int(building["parent"].removeprefix("g")) - 1]


def _first(town: Town) -> None:
    """A leader of two roles, a deed that an objection later takes back, a rejected deed, an opted-out leader."""
    leader = replace(town.leaders[TWO_ROLES], says_role=True)
    town.leaders[TWO_ROLES] = leader
    taken = {other.place for other in town.leaders}
    free = next(stairwell for stairwell in leader.stairwells if stairwell not in taken)
    second = replace(leader, role=STAIRWELL, place=free, since=date(2026, 3, 2), stairwells=(free,))
    town.leaders.append(second)
    town.people[leader.id]["appointments"].append(
        {"id": "a2", "role": STAIRWELL, "places": [free], "from": str(second.since)}
    )
    town.extras += [
        Planned(date(2026, 3, 12), town.leaders[OBJECTED], "mediation", (f"event: {DISPUTE}",)),
        Planned(date(2026, 9, 14), town.leaders[0], "community-service", (f"event: {REPEATED}",)),
    ]
    _opt_out(town, town.leaders[7])


def _second(town: Town) -> None:
    """A leader who moves away, the successor, and one who stands last for three months."""
    leaving = replace(town.leaders[LEFT], until=LEFT_ON)
    town.leaders[LEFT] = leaving
    town.people[leaving.id]["appointments"][0]["ended"] = {
        "on": str(LEFT_ON),
        "ground": "moved_away",
        "decision": "end-2026-05",
    }
    person = opaque_id(town.random)
    town.people[person] = new_person(town, BUILDING, leaving.place, FOLLOWED_ON)
    town.people[person]["appointments"][0]["case"] = "choose-2026-06"
    town.leaders.append(Leader(person, BUILDING, leaving.place, FOLLOWED_ON, leaving.households, leaving.stairwells))
    town.quiet |= {(town.leaders[LAST_PLACED].id, month) for month in QUIET_MONTHS}
    next(place for place in town.places if place["id"] == "g2")["chat_group"] = {"exists": "false"}


def _third(town: Town) -> None:
    """A report told too late, a deed counted three times, one household named again and again."""
    late, repeated = town.leaders[LATE], town.leaders[0]
    household = repeated.households[0]
    town.extras += [
        Planned(date(2026, 5, 6), late, "household-change", ("change: moved_in", "told_on: 2026-05-15")),
        Planned(date(2026, 2, 10), town.leaders[RESTATED], "community-service", ("count: 3", f"event: {MARKET}")),
        *(
            Planned(date(2026, month, 8), repeated, "household-info", ("households:", f"- {household}"))
            for month in (1, 4, 7)
        ),
    ]


def _opt_out(town: Town, leader: Leader) -> None:
    town.people[leader.id]["opted_out"] = ["2025"]
