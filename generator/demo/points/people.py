"""Buildings and leaders of an invented community under the points scheme.

Knows who came, who left and who looks after two buildings; writes no file.
"""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

from msgspec import Struct, field

from generator.demo.street import days_after

if TYPE_CHECKING:
    from generator.demo.street import Ward
    from generator.periods import Period

ROLE = "building-leader"
STARTED = date(2025, 7, 1)
"""The first day of the scheme; everybody but the successor is in post before it."""
LEFT_ON, FOLLOWED_ON = date(2026, 5, 31), date(2026, 6, 15)
_LEADERS = 10
_LEAVING = 4
_TAGS = ("party_member", "retired_official", "volunteer", "community_retiree", "keen_resident")


class Service(Struct, frozen=True):
    """Somebody's service of a building; the last day is included."""

    person: str
    building: str
    since: date
    until: date | None = None

    def meets(self, month: Period) -> bool:
        """Tell whether the service covers a day of a month."""
        return self.since <= month.last and (self.until is None or self.until >= month.first)


class Team(Struct):
    """A community with its leaders in the order of buildings."""

    ward: Ward
    services: list[Service] = field(default_factory=list)

    @property
    def people(self) -> list[str]:
        """Who began with the scheme, in the order of buildings."""
        return [service.person for service in self.services if service.since < STARTED]

    def in_post(self, month: Period) -> list[Service]:
        """Return who serves in a month."""
        return [service for service in self.services if service.meets(month)]


def gather(ward: Ward) -> Team:
    """Lay out a community: one has a vacancy, in one somebody left, in one somebody looks after two buildings."""
    random, team = ward.random, Team(ward)
    for number in range(1, _LEADERS + 1 + (ward.number != 1)):
        ward.places.append(
            {
                "id": f"b{number:02}",
                "level": "building",
                "name": f"{number}号楼",
                "households": str(random.randrange(36, 97, 6)),
                "board_up_on": days_after(date(2025, 7, 7), random.randrange(40)),
            }
        )
    for number in range(1, _LEADERS + 1):
        _join(team, f"b{number:02}", STARTED - timedelta(days=random.randrange(20, 500)))
    if ward.number == 1:
        _follow(team)
    elif ward.number == 2:  # noqa: PLR2004 - the third community
        person = team.people[-1]
        ward.people[person]["appointments"][0]["places"] = ["b10", "b11"]
    return team


def _join(team: Team, building: str, since: date) -> None:
    ward, random = team.ward, team.ward.random
    person = ward.leader(random.choice(_TAGS), ROLE, building, since)
    begun = max(since, STARTED)
    ward.people[person] |= {
        "trainings": [{"on": days_after(begun, 15), "topic": "积分怎样申报"}],
        "kit": [
            {"item": "badge", "on": days_after(begun, 15), "number": f"LS{random.randrange(100_000):05}"},
            *({"item": item, "on": days_after(begun, 15)} for item in ("sign", "handbook", "record_book")),
        ],
    }
    team.services.append(Service(person, building, since))


def _follow(team: Team) -> None:
    """Let one leader move away, and a successor come two weeks later."""
    ward, leaving = team.ward, team.services[_LEAVING]
    team.services[_LEAVING] = Service(leaving.person, leaving.building, leaving.since, LEFT_ON)
    ended = {"on": str(LEFT_ON), "ground": "moved_away", "decision": "end-2026-05"}
    ward.people[leaving.person]["appointments"][0]["ended"] = ended
    _join(team, leaving.building, FOLLOWED_ON)
    decision = {
        "kind": "end",
        "person": leaving.person,
        "appointment": "a1",
        "clause": "6",
        "proposed_by": ward.checker,
        "decided_by": "street-approve",
        "decided_on": "2026-05-22",
        "effective_on": str(LEFT_ON),
        "reason": "本人搬离本小区；积分保留到清零前，仍可兑换",
    }
    ward.put("decision", decision, id="end-2026-05")
