"""Compounds, buildings and grids of an invented community under the Chiyang plan, and who looks after them.

Knows who came, who left and who took on further grids; writes no file.
"""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

from msgspec import Struct, field

from generator.demo.names import compound_name
from generator.demo.street import days_after

if TYPE_CHECKING:
    from generator.demo.street import Ward
    from generator.demo.town import Plain

ROLE = "building-leader"
GRIDS = 12
FOUNDED = date(2021, 9, 1)
"""The first grids were merged in the campaign; the first leaders came in the days after."""
_TAGS = (
    *("party_member", "civil_servant", "enterprise_staff", "community_retiree"),
    *("property_manager", "keen_resident", "party_group_head"),
)
_EVERY_SECOND = 2
_NOT_INSURED_YET = date(2026, 11, 1)


class Term(Struct, frozen=True):
    """Somebody's service of some grids, as far as logs and papers need to know; the last day is included."""

    person: str
    grids: tuple[str, ...]
    since: date
    until: date | None = None

    def holds(self, day: date) -> bool:
        """Tell whether the service covers a day."""
        return self.since <= day and (self.until is None or day <= self.until)


class Staffed(Struct):
    """A community with the services held in it, in the order of grids, and the people who play a part in papers."""

    ward: Ward
    terms: list[Term] = field(default_factory=list)
    parts: dict[str, str] = field(default_factory=dict)
    """Who plays which part: `left`, `successor`, `several`, `newest`, `unfit`."""

    def building(self, grid: str) -> str:
        """Return the first building of a grid."""
        return str(next(place for place in self.ward.places if place["id"] == grid)["buildings"][0])

    def first_grid(self, person: str) -> str:
        """Return the grid that somebody served first."""
        return next(term for term in self.terms if term.person == person).grids[0]

    def serving(self, day: date) -> list[str]:
        """Return who serves on a day, each once."""
        return list(dict.fromkeys(term.person for term in self.terms if term.holds(day)))


def staff(ward: Ward) -> Staffed:
    """Lay out a community and fill its grids."""
    _add_places(ward)
    town = Staffed(ward)
    (_first, _second, _third)[ward.number](town)
    return town


def _add_places(ward: Ward) -> None:
    """Two compounds; each grid has one building or two and about eighty households that live there."""
    random = ward.random
    first = compound_name(random)
    second = next(name for name in iter(lambda: compound_name(random), "") if name != first)
    ward.places += [
        {"id": f"x{number}", "level": "compound", "name": name} for number, name in enumerate((first, second), start=1)
    ]
    buildings: list[Plain] = []
    grids: list[Plain] = []
    for number in range(1, GRIDS + 1):
        compound = "x1" if number <= GRIDS // 2 else "x2"
        many = 1 if number % _EVERY_SECOND else 2
        names = [f"b{len(buildings) + n:02}" for n in range(1, many + 1)]
        resident = random.randrange(66, 95, 2)
        buildings += [_building(name, compound, resident // many) for name in names]
        grids.append(_grid(number, compound, names, resident, random.randrange(60)))
    ward.places += buildings + grids


def _building(name: str, compound: str, households: int) -> Plain:
    label = f"{int(name[1:])}号楼"
    return {"id": name, "level": "building", "name": label, "parent": compound, "households": str(households + 4)}


def _grid(number: int, compound: str, buildings: list[str], resident: int, raised: int) -> Plain:
    return {
        "id": f"w{number:02}",
        "level": "building-grid",
        "name": f"第{number}楼栋网格",
        "parent": compound,
        "households": str(resident + 4 * len(buildings)),
        "households_resident": str(resident),
        "counted_on": "2026-03-31",
        "buildings": buildings,
        "board_up_on": days_after(date(2021, 9, 20), raised),
    }


def _appoint(town: Staffed, grid: int, since: date, **more: object) -> str:
    """Appoint somebody new to a grid, with training, kit, insurance and a certified age."""
    ward, random = town.ward, town.ward.random
    home = "own_building" if random.random() < 0.7 else "own_compound"  # noqa: PLR2004 - most live in the building
    place = f"w{grid:02}"
    person = ward.leader(random.choice(_TAGS), ROLE, place, since, **more, residence=home)
    record = ward.people[person]
    if since < _NOT_INSURED_YET:
        record["insurance"] = _covers(since)
    record["trainings"] = [{"on": days_after(since, 12), "topic": "楼栋长履职培训"}]
    if since < date(2026, 1, 1):
        record["trainings"].append({"on": "2026-04-16", "topic": "矛盾隐患排查和上报"})
    record["kit"] = [
        {"item": "badge", "on": days_after(since, 12), "number": f"JQ{random.randrange(100_000):05}"},
        *({"item": item, "on": days_after(since, 12)} for item in ("sign", "handbook", "record_book")),
    ]
    record["age_check"] = {"on": days_after(since, -6), "full_years": str(random.randrange(41, 65))}
    town.terms.append(Term(person, (place,), since))
    return person


def _covers(since: date) -> list[Plain]:
    """Two yearly policies in a row."""
    years = [(date(2025, 9, 1), date(2026, 8, 31)), (date(2026, 9, 1), date(2027, 8, 31))]
    return [
        {"from": str(max(first, since)), "until": str(last), "bought_on": days_after(max(first, since), -9)}
        for first, last in years
        if since <= last
    ]


def _leave(town: Staffed, person: str, on: date, ground: str, decision: str) -> None:
    """End somebody's service on a day."""
    term = next(term for term in town.terms if term.person == person)
    town.terms[town.terms.index(term)] = Term(person, term.grids, term.since, on)
    ended = {"on": str(on), "ground": ground, "decision": decision}
    record = town.ward.people[person]
    record["appointments"][0]["ended"] = ended
    record |= {"tags": ["keen_resident"], "insurance": record["insurance"][:1]}


def _take_on(town: Staffed, person: str, grids: tuple[str, ...], since: date, ground: str) -> None:
    """Let somebody take on further grids of the person's own will."""
    town.ward.people[person]["appointments"].append(
        {
            "id": "a2",
            "role": ROLE,
            "places": list(grids),
            "from": str(since),
            "concurrent": {"ground": ground, "consent_on": days_after(since, -7)},
            "residence": "own_compound",
        }
    )
    town.terms.append(Term(person, grids, since))


def _founders(town: Staffed, *grids: int) -> list[str]:
    return [_appoint(town, grid, FOUNDED + timedelta(days=town.ward.random.randrange(7))) for grid in grids]


def _first(town: Staffed) -> None:
    """One grid has never found anybody; the leader of two others left, and a neighbour took them on."""
    people = _founders(town, 1, *range(4, GRIDS))
    left = _founders(town, 2)[0]
    town.parts |= {"several": people[0], "left": left, "unfit": people[4]}
    _leave(town, left, date(2025, 10, 31), "resigned", "end-2025-10")
    _take_on(town, people[0], ("w02", "w03"), date(2025, 11, 10), "hard-to-staff")
    next(place for place in town.ward.places if place["id"] == f"w{GRIDS}")["vacant_reason"] = "being-chosen"


def _second(town: Staffed) -> None:
    """Somebody has served two grids since the campaign; somebody moved away and was followed."""
    people = _founders(town, 1, *range(3, GRIDS + 1))
    _take_on(town, people[0], ("w02",), date(2021, 9, 7), "hard-to-staff")
    left = people[3]
    _leave(town, left, date(2026, 5, 31), "moved_away", "end-2026-05")
    successor = _appoint(town, 5, date(2026, 6, 22), case="choose-2026-06")
    town.ward.people[successor]["age_check"] = {"on": "2026-06-04", "full_years": "67"}
    town.parts |= {"several": people[0], "left": left, "successor": successor, "leaving": people[6]}


def _third(town: Staffed) -> None:
    """Somebody was replaced after a bad evaluation and followed by a neighbour; the last grid was filled this month."""
    people = _founders(town, *range(1, GRIDS))
    left = people[8]
    _leave(town, left, date(2026, 3, 15), "replaced", "replace-2026-03")
    _take_on(town, people[0], ("w09",), date(2026, 3, 16), "weak-role")
    newest = _appoint(town, GRIDS, date(2026, 11, 9), case="choose-2026-10")
    town.parts |= {"several": people[0], "left": left, "newest": newest}
