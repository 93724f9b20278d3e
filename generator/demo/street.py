"""An invented street with its communities: its offices and posts, and the people who are named in its records.

Knows what every street has under any policy; knows neither activities, money nor points.
"""

from __future__ import annotations

from datetime import timedelta
from random import Random
from typing import TYPE_CHECKING

from msgspec import Struct, field

from generator.demo.names import area_name, full_name, office_phone, opaque_id
from generator.records.base import written_fields
from generator.records.people import Person

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from generator.demo.folder import Folder
    from generator.demo.town import Plain

_HOURS = "工作日 8:30—11:30，13:30—17:00"
_FIRST_PHONE = 8000
_PHONES = 200
"""How many numbers are kept for one street, so that no two streets share one."""
_DUTY_PHONES = 50
"""How many of them each community gives to its leaders, after those of the offices."""
_WITH_PHONE = 0.4
_KEYS = tuple(written_fields(Person))


class Ward(Struct):
    """A community of the street while it is being made; every draw comes from its own generator."""

    street: Street
    number: int
    random: Random
    places: list[Plain] = field(default_factory=list)
    people: dict[str, Plain] = field(default_factory=dict)

    @property
    def id(self) -> str:
        """The id of the community."""
        return f"c{self.number + 1:03}"

    @property
    def name(self) -> str:
        """The name of the community."""
        return f"{area_name(self.street.first_area + self.number)}社区"

    @property
    def recorder(self) -> str:
        """The post that records."""
        return f"{self.id}-record"

    @property
    def checker(self) -> str:
        """The post that checks."""
        return f"{self.id}-check"

    @property
    def office(self) -> str:
        """The community's office."""
        return f"{self.id}-office"

    @property
    def contact(self) -> Plain:
        """Where to turn with an objection."""
        return {"office": self.office, "post": "社区综合岗"}

    def put(self, kind: str, record: Plain, **slots: str) -> None:
        """Write a record of the community."""
        self.street.folder.put(kind, record, jurisdiction=self.street.id, community=self.id, **slots)

    def newcomer(self, *tags: str) -> str:
        """Add somebody without a post and return the id."""
        person, found = opaque_id(self.random), full_name(self.random)
        self.people[person] = {"name": found.name, "tags": list(tags)}
        if found.pinyin:
            self.people[person]["pinyin"] = found.pinyin
        return person

    def leader(self, tag: str, role: str, place: str, since: date, **more: object) -> str:
        """Add somebody with a post, perhaps with a duty line that may be published, and return the id.

        Args:
            tag: where the person comes from.
            role: the role's code.
            place: the place of the post.
            since: the first day.
            more: further keys of the appointment.
        """
        person = self.newcomer(tag)
        self.people[person]["appointments"] = [
            {"id": "a1", "role": role, "places": [place], "from": str(since), **more}
        ]
        if self.random.random() < _WITH_PHONE:
            number = self.street.first_phone + _DUTY_PHONES * (self.number + 1) + len(self.people)
            self.people[person]["public_phone"] = office_phone(number)
            self.agree(person, "phone", ("web", "board"), since)
        return person

    def agree(self, person: str, to: str, channels: Sequence[str], given: date) -> None:
        """Let somebody agree to publish something."""
        consent = {"to": to, "channels": list(channels), "given_on": str(given)}
        self.people[person].setdefault("consents", []).append(consent)

    def name_of(self, person: str) -> str:
        """Return somebody's name."""
        return str(self.people[person]["name"])

    def write(self, note: str) -> None:
        """Write the community and its people."""
        community = {
            "name": self.name,
            "parent": "street",
            "office": self.office,
            "service_numbers": [
                {"label": "物业服务", "phone": office_phone(self.street.first_phone + 30 + self.number)},
                {"label": "社区民警值班室", "phone": office_phone(self.street.first_phone + 40 + self.number)},
                {"label": "政务服务热线", "phone": "12345"},
            ],
            "note": note,
            "places": self.places,
        }
        self.put("community", community)
        for person, record in self.people.items():
            self.put("person", {key: record[key] for key in _KEYS if key in record}, id=person)


class Street(Struct):
    """A street office with three communities."""

    folder: Folder
    id: str
    title: str
    policy: str
    seed: int
    place: int
    """Its place among the demonstrations: decides names of communities and telephone numbers."""
    wards: list[Ward] = field(default_factory=list)

    def __post_init__(self) -> None:
        """Found the three communities."""
        for number in range(3):
            source = Random(f"{self.seed}/{self.id}/{number}")  # noqa: S311 - invents, does not protect
            self.wards.append(Ward(self, number, source))

    @property
    def first_area(self) -> int:
        """The number of the first community's name."""
        return 3 * self.place

    @property
    def first_phone(self) -> int:
        """The first telephone number of the street."""
        return _FIRST_PHONE + _PHONES * self.place

    def put(self, kind: str, record: Plain, **slots: str) -> None:
        """Write a record of the street."""
        self.folder.put(kind, record, jurisdiction=self.id, **slots)

    def write(self) -> None:
        """Write the jurisdiction."""
        offices = [("street-office", f"{self.title}社区管理办公室")]
        offices += [(ward.office, f"{ward.name}居委会") for ward in self.wards]
        posts = [("street-prepare", "街道编制岗", "street-office"), ("street-approve", "街道审批岗", "street-office")]
        for ward in self.wards:
            posts += [
                (ward.recorder, f"{ward.name}记录岗", ward.office),
                (ward.checker, f"{ward.name}核实岗", ward.office),
            ]
        record: Plain = {
            "name": f"{self.title}（虚构）",
            "policy": self.policy,
            "fictional": "true",
            "time_zone": "Asia/Shanghai",
            "offices": [
                {
                    "id": office,
                    "name": name,
                    "phone": office_phone(self.first_phone + number),
                    "address": f"{self.title}示范路{number + 1}号",
                    "hours": _HOURS,
                }
                for number, (office, name) in enumerate(offices)
            ],
            "staff": [{"id": post, "title": title, "office": office} for post, title, office in posts],
            "places": [{"id": "street", "level": "street", "name": self.title}],
        }
        self.put("jurisdiction", record)


def days_after(day: date, number: int) -> str:
    """Write the day so many days after another."""
    return str(day + timedelta(days=number))
