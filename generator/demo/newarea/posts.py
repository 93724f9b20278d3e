"""Who comes and goes in the new area: the one who leaves, successors, a renewed term, somebody taken on late.

Knows people and days of the invented communities; writes no file.
"""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from generator.demo.newarea.estate import LEADER, appoint

if TYPE_CHECKING:
    from generator.demo.newarea.estate import Serving, Ward
    from generator.demo.town import Plain

LEFT_ON, FOLLOWED_ON = date(2026, 4, 30), date(2026, 6, 15)
OLD_TERM_FROM, OLD_TERM_TO = date(2021, 11, 8), date(2026, 11, 7)
AGED_ON = date(2026, 5, 18)
NEW_ON, FAILED_ON, LATE_ON = date(2026, 9, 28), date(2026, 4, 20), date(2026, 3, 2)
_LEAVING, _OVER, _RENEWED, _NEW, _FAILED, _LATE = 2, 1, 3, 0, 5, 6
"""Positions of those meant among the leaders of their community."""


class Cast(NamedTuple):
    """Those whom papers refer to, by the part they play in their community."""

    leaving: Serving | None = None
    follower: Serving | None = None
    over: Serving | None = None
    renewed: Serving | None = None
    new: Serving | None = None
    failed: Serving | None = None
    late: Serving | None = None
    aged: Serving | None = None


def cast(ward: Ward) -> Cast:
    """Settle who comes and goes in a community."""
    return {"c001": _first, "c002": _second, "c003": _third}[ward.id](ward)


def _first(ward: Ward) -> Cast:
    """Somebody asks to leave and another one is chosen after a call to everybody."""
    leaving = ward.leaders[_LEAVING]
    leaving.until = LEFT_ON
    _post(ward, leaving)["ended"] = {"on": str(LEFT_ON), "ground": "resigned", "decision": "end-2026-04"}
    households = int(ward.building(leaving.place)["households"])
    follower = appoint(ward, LEADER, leaving.place, leaving.compound, FOLLOWED_ON, households=households)
    follower.households = leaving.households
    _post(ward, follower)["case"] = "choose-2026-05"
    ward.people[follower.id] |= {"tags": ["party_member"], "age_check": {"on": "2026-05-20", "full_years": "55"}}
    return Cast(leaving=leaving, follower=follower)


def _second(ward: Ward) -> Cast:
    """A term that is over, one that was renewed, and leaders in or after their first months."""
    over, renewed = ward.leaders[_OVER], ward.leaders[_RENEWED]
    for leader in (over, renewed):
        _starts(ward, leader, OLD_TERM_FROM)
    _post(ward, renewed)["ended"] = {"on": str(OLD_TERM_TO), "ground": "term_ended", "decision": "keep-2026-11"}
    again: Plain = {"id": "a2", "role": LEADER, "places": [renewed.place], "from": "2026-11-08"}
    ward.people[renewed.id]["appointments"].append(again | {"residence": "own_compound"})
    new, failed, late = (ward.leaders[n] for n in (_NEW, _FAILED, _LATE))
    for leader, day in ((new, NEW_ON), (failed, FAILED_ON), (late, LATE_ON)):
        _starts(ward, leader, day)
    return Cast(over=over, renewed=renewed, new=new, failed=failed, late=late)


def _third(ward: Ward) -> Cast:
    """Somebody older than usual was chosen with a waiver."""
    aged = ward.leaders[1]
    _starts(ward, aged, AGED_ON)
    _post(ward, aged)["case"] = "choose-2026-04"
    ward.people[aged.id] |= {"age_check": {"on": "2026-04-10", "full_years": "63"}}
    return Cast(aged=aged)


def _starts(ward: Ward, leader: Serving, day: date) -> None:
    """Move the first day of somebody's service, with what was given and learned for it."""
    leader.since = day
    person = ward.people[leader.id]
    _post(ward, leader)["from"] = str(day)
    for consent in person.get("consents", ()):
        consent["given_on"] = str(day)
    for thing in person["kit"]:
        thing["on"] = str(day)
    person["trainings"] = [
        {
            "on": str(day.replace(day=max(1, day.day - 6))),
            "topic": "新任楼栋长岗前课",
            "kind": "induction",
            "result": "passed",
        }
    ]


def _post(ward: Ward, leader: Serving) -> Plain:
    post: Plain = ward.people[leader.id]["appointments"][0]
    return post
