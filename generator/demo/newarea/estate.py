"""Invented communities of the new area: compounds, buildings, village groups, and the people who serve there.

Knows the shape of a community under the policy of the new area; writes no file.
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

HEAD, LEADER, GROUP_HEAD, GRID_LEADER = "station-head", "building-leader", "village-group-head", "grid-leader"
FIRST_DAY = date(2022, 2, 10)
"""When the first leaders began to serve."""
_TAGS = ("party_member", "retired_official", "model_worker", "keen_resident", "volunteer")
_HOMES = ("own_building", "own_building", "own_compound", "own_compound", "elsewhere")
_KIT = ("badge", "bag", "notebook", "armband", "cap", "torch")
_STARTS = (0, 20, 380, 760, 1100)
"""Days after the first day on which the leaders of every second building began."""


class Compound(NamedTuple):
    """A compound with its buildings, one of which may stand empty."""

    id: str
    name: str
    buildings: int
    level: str = "compound"


class Estate(NamedTuple):
    """What is laid down of a community before people are drawn."""

    id: str
    name: str
    street: str
    compounds: tuple[Compound, ...]
    groups: tuple[str, ...] = ()
    """Names of village groups."""


ESTATES = (
    Estate("c001", "望汐社区", "street-1", (Compound("x1", "汐岸花园", 6), Compound("x2", "听涛苑", 6))),
    Estate("c002", "松涧社区", "street-1", (Compound("x1", "松涧里小区", 7), Compound("x2", "青屿新居", 6))),
    Estate(
        "c003",
        "渔歌社区",
        "street-2",
        (Compound("x1", "渔歌庭小区", 7), Compound("x3", "老码头片区", 1, "scattered")),
        ("北湾一组", "北湾二组", "北湾三组"),
    ),
)


class Serving(Struct):
    """Somebody with a leader's post, as far as logs and papers need to know."""

    id: str
    role: str
    place: str
    compound: str
    since: date
    households: tuple[str, ...]
    until: date | None = None

    def in_post(self, day: date) -> bool:
        """Tell whether the post is held on a day."""
        return self.since <= day and (self.until is None or day <= self.until)


class Ward(Struct):
    """One community while it is being made."""

    estate: Estate
    number: int
    random: Random
    places: list[Plain] = field(default_factory=list)
    people: dict[str, Plain] = field(default_factory=dict)
    leaders: list[Serving] = field(default_factory=list)
    heads: dict[str, str] = field(default_factory=dict)
    """The head of each compound's station."""

    @property
    def id(self) -> str:
        """The community's id."""
        return self.estate.id

    def building(self, place: str) -> Plain:
        """Return a place by its id."""
        return next(found for found in self.places if found["id"] == place)

    def record(self) -> Plain:
        """`community.yaml`."""
        return {
            "name": self.estate.name,
            "parent": self.estate.street,
            "office": f"{self.id}-office",
            "service_numbers": [
                {"label": "物业服务", "phone": office_phone(4600 + self.number)},
                {"label": "社区民警值班室", "phone": office_phone(7600 + self.number)},
                {"label": "政务服务热线", "phone": "12345"},
            ],
            "note": "本社区为演示虚构，地名、人名和数字都不是真的。检查和走访从2026年8月起逐条记账，以前只抽记。",
            "places": self.places,
        }


def build_ward(seed: str, number: int) -> Ward:
    """Invent one community; `seed` and `number` alone decide it."""
    estate = ESTATES[number]
    ward = Ward(estate, number, Random(f"{seed}/{number}"))  # noqa: S311 - invents, does not protect
    for compound in estate.compounds:
        _add_compound(ward, compound)
    for order, name in enumerate(estate.groups, start=1):
        place: Plain = {"id": f"v{order}", "level": "village-group", "name": name, "households": "38"}
        ward.places.append(place | {"settlement": "village", "board_up_on": "2022-03-10"})
        appoint(ward, GROUP_HEAD, f"v{order}", "", FIRST_DAY, households=38)
    for compound in estate.compounds:
        if compound.level == "compound":
            _add_head(ward, compound)
    _add_grid_leader(ward)
    return ward


def _add_compound(ward: Ward, compound: Compound) -> None:
    random = ward.random
    ward.places.append({"id": compound.id, "level": compound.level, "name": compound.name})
    for order in range(1, compound.buildings + 1):
        building = f"{compound.id}-b{order}"
        households = random.randrange(88, 116, 2)
        place: Plain = {
            "id": building,
            "level": "building",
            "name": f"{order}号楼",
            "parent": compound.id,
            "households": str(households),
        }
        empty = order == compound.buildings and compound.buildings > 1
        if not empty:
            place["board_up_on"] = str(date(2022, 3, 1) + timedelta(days=random.randrange(30)))
        else:
            place["vacant_reason"] = "no-candidate"
        ward.places.append(place)
        if not empty:
            since = FIRST_DAY + timedelta(days=0 if order % 2 else random.choice(_STARTS))
            appoint(ward, LEADER, building, compound.id, since, households=households)


def appoint(ward: Ward, role: str, place: str, compound: str, since: date, *, households: int) -> Serving:
    """Invent a person who takes a post on a day, with training, kit and a responsibility letter."""
    random = ward.random
    person, name = opaque_id(random), usual_name(random)
    record: Plain = {"name": name.name, **({"pinyin": name.pinyin} if name.pinyin else {})}
    if random.random() < 0.5:  # noqa: PLR2004 - how many have a duty line
        record["public_phone"] = office_phone(random.randrange(1000, 4000))
    record["tags"] = [random.choice(_TAGS)]
    appointment: Plain = {"id": "a1", "role": role, "places": [place], "from": str(since)}
    appointment["residence"] = random.choice(_HOMES)
    if role == GROUP_HEAD:
        appointment |= {"residence": "own_building", "basis": "election"}
    record["appointments"] = [appointment]
    if "public_phone" in record:
        record["consents"] = [{"to": "phone", "channels": ["web", "board"], "given_on": str(since)}]
    record["trainings"] = [
        {"on": str(since - timedelta(days=6)), "topic": "新任楼栋长岗前课", "kind": "induction", "result": "passed"},
        {"on": str(date(2026, 3, 12) if since < date(2026, 3, 1) else since), "topic": "消防和用电安全"},
    ]
    given = _KIT[: len(_KIT) - (random.random() < 0.3)]  # noqa: PLR2004 - how many still wait for a torch
    record["kit"] = [{"item": item, "on": str(since)} for item in given]
    ward.people[person] = record
    codes = {f"h{number:03}" for number in random.sample(range(1000), households)}
    serving = Serving(person, role, place, compound, since, tuple(sorted(codes)))
    ward.leaders.append(serving)
    return serving


def _add_head(ward: Ward, compound: Compound) -> None:
    """A full-time grid member heads each station; where there is no staff, a building leader does."""
    number = f"汐聘〔2022〕{ward.number + 1}{compound.id[1:]}号"
    post: Plain = {"role": HEAD, "places": [compound.id], "from": str(FIRST_DAY)}
    post["letter"] = {"number": number, "on": str(FIRST_DAY)}
    if ward.estate.groups:
        leader = ward.leaders[0]
        post |= {"from": str(max(FIRST_DAY, leader.since)), "letter": {"number": number, "on": str(leader.since)}}
        ward.people[leader.id]["appointments"].append({"id": "a2", **post})
        ward.heads[compound.id] = leader.id
        return
    person, name = opaque_id(ward.random), usual_name(ward.random)
    record: Plain = {"name": name.name, **({"pinyin": name.pinyin} if name.pinyin else {})}
    record["staff_type"] = "grid_member_ft" if compound.id == "x1" else "community_worker"
    record["appointments"] = [{"id": "a1", **post}]
    ward.people[person] = record
    ward.heads[compound.id] = person


def _add_grid_leader(ward: Ward) -> None:
    person, name = opaque_id(ward.random), usual_name(ward.random)
    post: Plain = {"id": "a1", "role": GRID_LEADER, "places": [ward.id], "from": "2022-01-10"}
    ward.people[person] = {"name": name.name, **({"pinyin": name.pinyin} if name.pinyin else {})} | {
        "appointments": [post]
    }
