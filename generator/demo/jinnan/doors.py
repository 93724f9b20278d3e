"""Invented communities of the district: buildings, doors, and the people who serve there.

Knows the shape of a community under the Jinnan mechanism; writes no file.
"""

from __future__ import annotations

from datetime import date, timedelta
from random import Random
from typing import TYPE_CHECKING, NamedTuple

from msgspec import Struct, field

from generator.demo.names import office_phone, opaque_id
from generator.demo.shelf import usual_name

if TYPE_CHECKING:
    from generator.demo.town import Plain

BUILDING, DOOR, MEDIATOR = "building-leader", "door-leader", "mediator"
FIRST_DAY = date(2023, 3, 6)
"""When the first leaders began to serve."""
LEFT_ON, FOLLOWED_ON = date(2026, 1, 31), date(2026, 4, 13)
_TAGS = ("lane_steward", "community_talent", "volunteer", "keen_resident", "party_member")
_EDUCATION = ("below_college", "below_college", "below_college", "college", "college", "bachelor", "master")
_PROVIDERS = ("street", "community", "social_work", "venture_project")
_TOPICS = {
    "street": "消防和用电安全",
    "community": "怎样开楼门议事会",
    "social_work": "和独居老人说话",
    "venture_project": "志愿队伍怎样带",
}


class Quarter(NamedTuple):
    """What is laid down of a community before people are drawn: how many doors each building has."""

    id: str
    name: str
    town: str
    compound: str
    doors: tuple[int, ...]


QUARTERS = (
    Quarter("c001", "灯塔社区", "town-1", "灯塔里小区", (2, 3, 2, 2)),
    Quarter("c002", "月湾社区", "town-1", "月湾新村小区", (2, 2, 3, 2)),
    Quarter("c003", "竹溪社区", "town-2", "竹溪家园小区", (3, 2, 2, 2)),
)


class Serving(Struct):
    """Somebody with a leader's post, as far as logs and papers need to know."""

    id: str
    role: str
    place: str
    since: date
    households: tuple[str, ...]
    until: date | None = None

    def in_post(self, day: date) -> bool:
        """Tell whether the post is held on a day."""
        return self.since <= day and (self.until is None or day <= self.until)


class Block(Struct):
    """One community while it is being made."""

    quarter: Quarter
    number: int
    random: Random
    places: list[Plain] = field(default_factory=list)
    people: dict[str, Plain] = field(default_factory=dict)
    leaders: list[Serving] = field(default_factory=list)
    mediator: str = ""

    @property
    def id(self) -> str:
        """The community's id."""
        return self.quarter.id

    def place(self, place: str) -> Plain:
        """Return a place by its id."""
        return next(found for found in self.places if found["id"] == place)

    def on(self, day: date) -> list[Serving]:
        """Return who serves on a day."""
        return [leader for leader in self.leaders if leader.in_post(day)]

    def record(self) -> Plain:
        """`community.yaml`."""
        return {
            "name": self.quarter.name,
            "parent": self.quarter.town,
            "office": f"{self.id}-office",
            "service_numbers": [
                {"label": "物业服务", "phone": office_phone(4800 + self.number)},
                {"label": "社区民警值班室", "phone": office_phone(7800 + self.number)},
                {"label": "政务服务热线", "phone": "12345"},
            ],
            "note": "本社区为演示虚构，地名、人名和数字都不是真的。",
            "places": self.places,
        }


def build_block(seed: str, number: int) -> Block:
    """Invent one community; `seed` and `number` alone decide it."""
    quarter = QUARTERS[number]
    block = Block(quarter, number, Random(f"{seed}/{number}"))  # noqa: S311 - invents, does not protect
    block.places.append({"id": "x1", "level": "compound", "name": quarter.compound})
    group: Plain = {"chat_group": {"exists": "true", "owner": f"{block.id}-record"}}
    for order, word in enumerate("一二", start=1):
        block.places.append({"id": f"g{order}", "level": "grid", "name": f"第{word}网格"} | group)
    for order, doors in enumerate(quarter.doors, start=1):
        _add_building(block, order, doors)
    block.mediator, name = opaque_id(block.random), usual_name(block.random)
    post: Plain = {"id": "a1", "role": MEDIATOR, "places": [block.id], "from": "2022-06-01"}
    head: Plain = {"name": name.name, **({"pinyin": name.pinyin} if name.pinyin else {})}
    block.people[block.mediator] = head | {"appointments": [post]}
    return block


def _add_building(block: Block, order: int, doors: int) -> None:
    random, building = block.random, f"b{order}"
    grid = "g1" if order <= 2 else "g2"  # noqa: PLR2004 - half of the buildings
    place: Plain = {"id": building, "level": "building", "name": f"{order}号楼", "parent": grid, "compound": "x1"}
    block.places.append(place | {"households": str(doors * 24), "board_up_on": "2023-04-03"})
    appoint(block, BUILDING, building, FIRST_DAY + timedelta(days=random.choice((0, 0, 0, 210, 560))))
    for door in range(1, doors + 1):
        code = f"{building}-{door}"
        up: Plain = {"id": code, "level": "door", "name": f"{door}门", "parent": building, "households": "24"}
        block.places.append(up | {"board_up_on": "2023-04-03"})
        if order < len(block.quarter.doors) or door < doors:
            appoint(block, DOOR, code, FIRST_DAY + timedelta(days=random.choice((0, 0, 0, 90, 400))))


def appoint(block: Block, role: str, place: str, since: date) -> Serving:
    """Invent a person who is trained, gets certificate and armband, and takes a post on a day."""
    random = block.random
    person, name = opaque_id(random), usual_name(random)
    record: Plain = {"name": name.name, **({"pinyin": name.pinyin} if name.pinyin else {})}
    phone = random.random() < 0.5  # noqa: PLR2004 - how many have a duty line
    if phone:
        record["public_phone"] = office_phone(random.randrange(1000, 4000))
    liaison = ["party_liaison"] if random.random() < 0.3 else []  # noqa: PLR2004 - how many keep in touch for the Party
    record["tags"] = [random.choice(_TAGS), *liaison]
    record["appointments"] = [{"id": "a1", "role": role, "places": [place], "from": str(since)}]
    if phone:
        record["consents"] = [{"to": "phone", "channels": ["web", "board"], "given_on": str(since)}]
    passed, given = since - timedelta(days=12), since - timedelta(days=5)
    record["trainings"] = [
        {
            "on": str(passed),
            "topic": "新任楼门栋长上岗课",
            "kind": "induction",
            "result": "passed",
            "provider": "street",
        }
    ]
    for provider in random.sample(_PROVIDERS, random.randrange(1, 4)):
        on = max(since, date(2026, 2 + _PROVIDERS.index(provider), 17))
        record["trainings"].append({"on": str(on), "topic": _TOPICS[provider], "kind": "regular", "provider": provider})
    number = f"YN{block.number + 1}{len(block.leaders) + 1:03}"
    record["kit"] = [{"item": "badge", "on": str(given), "number": number}, {"item": "armband", "on": str(given)}]
    record["education"] = random.choice(_EDUCATION)
    record["age_check"] = {"on": str(passed), "full_years": str(random.randrange(44, 67))}
    block.people[person] = record
    households = tuple(sorted(f"h{n:03}" for n in random.sample(range(1000), 24)))
    serving = Serving(person, role, place, since, households)
    block.leaders.append(serving)
    return serving
