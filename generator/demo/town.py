"""Invented communities: their places, and the leaders who look after them.

Knows the shape of a community under the demonstration policy; writes no file.
"""

from __future__ import annotations

from datetime import date, timedelta
from random import Random
from typing import TYPE_CHECKING, Any, TypeAlias

from msgspec import Struct, field

from generator.demo.names import Lexicon, area_name, office_phone, opaque_id

if TYPE_CHECKING:
    from generator.demo.deeds import Planned
    from generator.periods import Period

Plain: TypeAlias = dict[str, Any]
"""A record as plain mappings, lists and texts, ready for `generator.documents.dump`."""

BUILDING, STAIRWELL, GRID_HEAD = "building-leader", "stairwell-leader", "grid-head"
STREETS = 4
_STREET_NAMES = ("望潮街道", "灯塔街道", "长堤街道", "银杏街道")
_TAGS = ("retired_official", "party_member", "civil_servant", "volunteer")
_HOUSEHOLDS = 12


class Leader(Struct, frozen=True):
    """Somebody with a scored post, as far as the writing of logs needs to know."""

    id: str
    role: str
    place: str
    since: date
    households: tuple[str, ...]
    stairwells: tuple[str, ...]
    until: date | None = None
    says_role: bool = False
    """Whether each entry names the role, as it must where two are held."""

    def in_post(self, day: date) -> bool:
        """Tell whether the post is held on a day."""
        return self.since <= day and (self.until is None or day <= self.until)


class Town(Struct):
    """One community while it is being made; every draw comes from its own generator."""

    number: int
    id: str
    name: str
    random: Random
    lexicon: Lexicon = field(default_factory=Lexicon)
    places: list[Plain] = field(default_factory=list)
    people: dict[str, Plain] = field(default_factory=dict)
    leaders: list[Leader] = field(default_factory=list)
    grid_heads: list[str] = field(default_factory=list)
    extras: list[Planned] = field(default_factory=list)
    quiet: set[tuple[str, Period]] = field(default_factory=set)
    """Leaders and months without any entry."""
    sittings: dict[Period, list[Plain]] = field(default_factory=dict)

    @property
    def recorder(self) -> str:
        """The post that records."""
        return f"{self.id}-record"

    @property
    def verifier(self) -> str:
        """The post that checks."""
        return f"{self.id}-check"

    @property
    def approver(self) -> str:
        """The post of the street that approves."""
        return f"{street_id(self.number % STREETS)}-approve"

    @property
    def office(self) -> str:
        """The community's office."""
        return f"{self.id}-office"

    def buildings(self) -> list[Plain]:
        """The buildings in the order of their numbers."""
        return [place for place in self.places if place["level"] == "building"]

    def staff(self) -> list[Plain]:
        """The two posts of the community's office."""
        return [
            {"id": self.recorder, "title": f"{self.name}记录岗", "office": self.office},
            {"id": self.verifier, "title": f"{self.name}核实岗", "office": self.office},
        ]

    def office_record(self) -> Plain:
        """The office as the jurisdiction lists it."""
        return {
            "id": self.office,
            "name": f"{self.name}居委会",
            "phone": office_phone(100 + self.number),
            "address": f"{_STREET_NAMES[self.number % STREETS]}示范路{self.number + 1}号",
            "hours": "工作日 8:30—11:30，13:30—17:00",
        }

    def record(self) -> Plain:
        """`community.yaml`."""
        return {
            "name": self.name,
            "parent": street_id(self.number % STREETS),
            "office": self.office,
            "service_numbers": [
                {"label": "物业服务", "phone": office_phone(4000 + self.number)},
                {"label": "社区民警值班室", "phone": office_phone(7000 + self.number)},
                {"label": "政务服务热线", "phone": "12345"},
            ],
            "note": "本社区为演示虚构，地名、人名和数字都不是真的。",
            "places": self.places,
        }


def street_id(number: int) -> str:
    """Return the id of a street."""
    return f"street-{number + 1}"


def streets() -> list[Plain]:
    """The streets of a jurisdiction."""
    return [{"id": street_id(n), "level": "street", "name": name} for n, name in enumerate(_STREET_NAMES)]


def build_town(seed: str, number: int, leaders: int, first: Period, lexicon: Lexicon | None = None) -> Town:
    """Invent one community; `seed` and `number` alone decide it, whatever else is made.

    Args:
        seed: of the whole demonstration.
        number: of the community, from 0.
        leaders: building and stairwell leaders together.
        first: the first month of logs; everybody is in post before it.
        lexicon: where names come from; else the small word lists.
    """
    random = Random(f"{seed}/{number}")  # noqa: S311 - invents, does not protect
    town = Town(number, f"c{number + 1:03}", f"{area_name(number)}社区", random, lexicon or Lexicon())
    buildings = max(leaders - leaders // 3, 1)
    _add_places(town, buildings)
    for grid in ("g1", "g2"):
        town.grid_heads.append(_add_person(town, GRID_HEAD, grid, first).id)
    for building in town.buildings()[:buildings]:
        town.leaders.append(_add_person(town, BUILDING, building["id"], first))
    stairwells = [place["id"] for place in town.places if place["level"] == "stairwell"]
    for stairwell in town.random.sample(stairwells, leaders - buildings):
        town.leaders.append(_add_person(town, STAIRWELL, stairwell, first))
    return town


def _add_places(town: Town, buildings: int) -> None:
    """Two grids, two compounds, one building more than leaders so that one post is vacant."""
    random = town.random
    for number, label in enumerate(("第一网格", "第二网格"), start=1):
        chat_group = {"exists": "true", "owner": town.recorder}
        town.places.append({"id": f"g{number}", "level": "grid", "name": label, "chat_group": chat_group})
    first = town.lexicon.compound(random)
    second = next(name for name in iter(lambda: town.lexicon.compound(random), "") if name != first)
    for number, label in enumerate((first, second), start=1):
        town.places.append({"id": f"x{number}", "level": "compound", "name": label})
    for number in range(1, buildings + 2):
        half = 1 if number <= (buildings + 2) // 2 else 2
        building = f"b{number:02}"
        town.places.append(
            {
                "id": building,
                "level": "building",
                "name": f"{number}号楼",
                "parent": f"g{half}",
                "compound": f"x{half}",
                "households": str(random.randrange(24, 73, 6)),
                "board_up_on": str(date(2025, 6, 1) + timedelta(days=random.randrange(60))),
            }
        )
        town.places += [
            {"id": f"{building}-{unit}", "level": "stairwell", "name": f"{unit}单元", "parent": building}
            for unit in range(1, random.randint(3, 5))
        ]


def _add_person(town: Town, role: str, place: str, first: Period) -> Leader:
    random = town.random
    person = opaque_id(random)
    since = first.first - timedelta(days=random.randrange(20, 700))
    town.people[person] = new_person(town, role, place, since)
    below = tuple(p["id"] for p in town.places if p.get("parent") == place) or (place,)
    households = tuple(opaque_id(random, 8) for _ in range(_HOUSEHOLDS))
    return Leader(person, role, place, since, households, below)


def new_person(town: Town, role: str, place: str, since: date) -> Plain:
    """Invent a person who takes a post on a day."""
    random = town.random
    name = town.lexicon.person(random)
    record: Plain = {"name": name.name}
    if name.pinyin:
        record["pinyin"] = name.pinyin
    phone = random.random() < 0.4 or role == GRID_HEAD  # noqa: PLR2004 - how many have a duty line
    if phone:
        record["public_phone"] = office_phone(random.randrange(1000, 4000))
    record["tags"] = [random.choice(_TAGS)]
    record["appointments"] = [{"id": "a1", "role": role, "places": [place], "from": str(since)}]
    if phone and random.random() < 0.8:  # noqa: PLR2004 - how many agree to publish it
        record["consents"] = [{"to": "phone", "channels": ["web", "board"], "given_on": str(since)}]
    record["trainings"] = [{"on": str(since + timedelta(days=12)), "topic": "楼长履职培训"}]
    record["kit"] = [
        {"item": "badge", "on": str(since + timedelta(days=12)), "number": f"GC{random.randrange(100_000):05}"},
        {"item": "record_book", "on": str(since + timedelta(days=12))},
    ]
    return record
