"""The small fictional town of a case: communities, places and people as the ledger holds them.

Knows how to lay out posts for any policy; nothing of points or lists.
"""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, Any

from msgspec.structs import replace

from generator.ledger import CommunityBook, JurisdictionBook
from generator.periods import Period
from generator.records.activity import ActivityLog, Verification, VerificationSheet, entry_of
from generator.records.outcomes import PeriodClose
from generator.records.people import Person
from generator.records.places import Community, Jurisdiction, Place
from generator.scoring import CommunityScores, JurisdictionScores

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from datetime import date

    from generator.policies.case_frame import GivenLeader
    from generator.policies.case_points import GivenClose, GivenEntry
    from generator.policies.pack import Policy
    from generator.records.outcomes import AwardRound
    from generator.scoring import ScoreLine

COMMUNITY = "community"
GROUP = "group"
_RECORDER, _CHECKER = "recorder", "checker"


def community_of(leader: GivenLeader) -> str:
    """Return the community that a leader of a case lives in."""
    return leader.community or COMMUNITY


def head_of(group: str | None, role: str) -> str:
    """Return the person who holds a role above the leaders of a group."""
    return f"{role}-of-{group or GROUP}"


def first_scored_role(policy: Policy) -> str:
    """Return the role of a leader whose role a case does not say."""
    return next(role.id for role in policy.pack.roles if role.scored)


def build_town(
    policy: Policy,
    leaders: Sequence[GivenLeader],
    *,
    role: str | None = None,
    entries: Iterable[GivenEntry] = (),
    closes: Iterable[GivenClose] = (),
    awards: Mapping[Period, AwardRound] | None = None,
    opted_out: Period | None = None,
) -> JurisdictionBook:
    """Lay out a jurisdiction with the leaders of a case, each at a place of its own.

    Args:
        policy: its roles say at which levels the places lie.
        leaders: a leader named twice holds two posts.
        role: the role of leaders whose role is not given.
        entries: each is logged in its leader's community and verified on its own day.
        closes: periods that every community has closed.
        awards: records of award rounds.
        opted_out: the year that an opted-out leader takes no part in.
    """
    usual = role or first_scored_role(policy)
    by_community: dict[str, list[GivenLeader]] = defaultdict(list)
    for leader in leaders:
        by_community[community_of(leader)].append(leader)
    homes = {leader.leader: community_of(leader) for leader in leaders}
    logged: dict[str, list[GivenEntry]] = defaultdict(list)
    for entry in entries:
        logged[homes.get(entry.leader, COMMUNITY)].append(entry)
    closed = {close.period: _close(close.closed_on) for close in closes}
    books = {
        name: _with_logs(replace(_community(policy, name, members, usual, opted_out), closes=closed), logged[name])
        for name, members in by_community.items()
    }
    jurisdiction = Jurisdiction(
        name="案例", policy=policy.id, fictional=True, time_zone="Asia/Shanghai", offices=(), staff=(), places=()
    )
    return JurisdictionBook("case", jurisdiction, policy, books, awards or {})


def town_scores(
    book: JurisdictionBook, policy: Policy, lines: Mapping[str, tuple[ScoreLine, ...]], as_of: date
) -> JurisdictionScores:
    """Give the communities of a town score lines that a case states outright."""
    communities = {
        name: CommunityScores(community, policy, lines.get(name, ()), as_of)
        for name, community in book.communities.items()
    }
    return JurisdictionScores(book, policy, communities, as_of)


def begin_logs(book: JurisdictionBook, month: Period) -> JurisdictionBook:
    """Open an empty log, so that the months of the town are reckoned from that month on."""
    log = ActivityLog(recorder=_RECORDER, entries=())
    communities = {name: replace(community, logs={month: log}) for name, community in book.communities.items()}
    return replace(book, communities=communities)


def _community(
    policy: Policy, name: str, leaders: Sequence[GivenLeader], usual: str, opted_out: Period | None
) -> CommunityBook:
    levels = [level.id for level in policy.pack.levels]
    heads = sorted((role for role in policy.pack.roles if not role.scored), key=lambda role: levels.index(role.level))
    since = Period.of("year", policy.first_day).first
    places: list[Place] = []
    people: dict[str, dict[str, Any]] = {}
    above: dict[str | None, str | None] = {}
    for group in dict.fromkeys(leader.group for leader in leaders):
        parent: str | None = None
        for head in heads:
            place = f"{group or GROUP}-{head.level}"
            places.append(Place(id=place, level=head.level, name=place, parent=parent))
            people[head_of(group, head.id)] = {"appointments": [_post(head.id, place, since, None)]}
            parent = place
        above[group] = parent
    for number, leader in enumerate(leaders, start=1):
        role = policy.role(leader.role or usual)
        level = role.level if role else levels[-1]
        place = f"place-{number}"
        places.append(Place(id=place, level=level, name=place, parent=above[leader.group]))
        person = people.setdefault(leader.leader, {"appointments": []})
        person["appointments"].append(_post(leader.role or usual, place, leader.from_ or since, leader.until))
        if leader.opted_out and opted_out is not None:
            person["opted_out"] = (opted_out,)
    community = Community(name=name, parent="above", office="office", places=tuple(places))
    records = {
        person: Person.model_validate({**facts, "name": person, "appointments": tuple(facts["appointments"])})
        for person, facts in people.items()
    }
    return CommunityBook("case", name, community, people=records)


def _close(day: date) -> PeriodClose:
    return PeriodClose(closed_on=day, published_on=day, prepared_by=_RECORDER, approved_by=_CHECKER, rows=())


def _post(role: str, place: str, start: date, until: date | None) -> dict[str, Any]:
    post: dict[str, Any] = {"id": f"{role}-{place}", "role": role, "places": (place,), "from": start}
    if until is not None:
        post["ended"] = {"on": until, "ground": "resigned"}
    return post


def _with_logs(book: CommunityBook, entries: Iterable[GivenEntry]) -> CommunityBook:
    months: dict[Period, list[GivenEntry]] = defaultdict(list)
    for entry in sorted(entries, key=lambda entry: int(entry.id)):
        months[Period.of("month", entry.date)].append(entry)
    logs = {
        month: ActivityLog(recorder=_RECORDER, entries=tuple(map(entry_of, found))) for month, found in months.items()
    }
    sheets = {
        month: VerificationSheet(
            verifications=tuple(
                Verification(on=entry.verified_on or entry.date, by=_CHECKER, first=entry.id, last=entry.id)
                for entry in found
            )
        )
        for month, found in months.items()
    }
    return replace(book, logs=logs, verifications=sheets)
