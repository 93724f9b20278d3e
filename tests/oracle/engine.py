"""The same towns as the engine's own records, under the real pack with the same settings.

Knows how plain dicts become records; judges nothing.
"""

from __future__ import annotations

from collections import defaultdict
from decimal import Decimal
from fractions import Fraction
from pathlib import Path
from typing import TYPE_CHECKING, Any

from generator.cases.changes import change_settings
from generator.ledger import CommunityBook, JurisdictionBook, load_pack
from generator.periods import Period, WorkingDays, YearCalendar
from generator.policies.case_frame import Override
from generator.policies.reading import read_policy
from generator.problems import Source
from generator.records.activity import (
    ActivityLog,
    CorrectedEntry,
    Correction,
    Entry,
    Rejection,
    Verification,
    VerificationSheet,
)
from generator.records.outcomes import AwardRound, PeriodClose, TieDecision
from generator.records.people import Person
from generator.records.places import Community, Jurisdiction, Place
from tests.oracle.worlds import BUILDING, STAR, SWITCHES, TIERS

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from generator.policies.pack import Policy
    from tests.oracle.rongcheng import Plain

PACK = load_pack(Path(__file__).resolve().parents[2], "r18")
YEAR = Period.parse("2018")
KEPT = ("date", "leader", "role", "activity", "count", "place", "event", "attendance", "known_on", "told_on")


def policy_of(rules: Plain) -> Policy:
    """Read the real pack with the settings of these rules."""
    settings = [(path, rules[name]) for name, (path, _) in SWITCHES.items()]
    settings += [(f"{STAR}.tiers.{tier}.share", share) for tier, share in zip(TIERS, rules["shares"], strict=True)]
    document, faults = change_settings(PACK.parts["policy"], [_override(path, value) for path, value in settings])
    policy, problems = read_policy("r18", {"policy": document, "articles": PACK.parts["articles"]})
    if policy is None or faults or problems:
        raise ValueError(faults + problems)
    return policy


def _override(path: str, value: object) -> Override:
    if value is None:
        return Override(path=path, unset=True)
    if isinstance(value, tuple):
        return Override(path=path, choices=value)
    if isinstance(value, Fraction):
        return Override(path=path, value=str(decimal(value)))
    return Override(path=path, value=str(value).lower() if isinstance(value, bool) else str(value))


def decimal(value: Fraction) -> Decimal:
    """Write an exact fraction as points."""
    return Decimal(value.numerator) / Decimal(value.denominator)


def calendar_of(off: frozenset[date], made_up: frozenset[date]) -> WorkingDays:
    """Make the calendars of 2018 to 2020."""
    years = {
        year: YearCalendar(
            year,
            frozenset(day for day in off if day.year == year),
            frozenset(day for day in made_up if day.year == year),
        )
        for year in (2018, 2019, 2020)
    }
    return WorkingDays(years)


def jurisdiction_of(
    world: Plain, policy: Policy, decisions: Mapping[int, list[set[str]]], order: int = 1
) -> JurisdictionBook:
    """Write a town as records; the order, 1 or -1, is the one in which files and entries come."""
    communities = {name: _community(name, plain, order) for name, plain in list(world["communities"].items())[::order]}
    jurisdiction = Jurisdiction(
        name="town", policy="r18", fictional=True, time_zone="Asia/Shanghai", offices=(), staff=(), places=()
    )
    chosen = tuple(
        TieDecision(
            honour="star",
            tier=TIERS[tier],
            chosen=tuple(sorted(people)),
            by="office",
            on=world["frozen_on"],
            reason="x",
        )
        for tier, choices in decisions.items()
        for people in choices
    )
    award = AwardRound(frozen_on=world["frozen_on"], held_by="office", tie_decisions=chosen)
    return JurisdictionBook("town", jurisdiction, policy, communities, {YEAR: award})


def _community(name: str, plain: Plain, order: int) -> CommunityBook:
    posts: dict[str, list[Plain]] = defaultdict(list)
    for post in plain["posts"]:
        posts[post["leader"]].append(post)
    places = tuple(
        Place(id=_place(post), level="building" if post["role"] == BUILDING else "stairwell", name=_place(post))
        for post in plain["posts"]
    )
    people = {leader: _person(leader, found) for leader, found in list(posts.items())[::order]}
    months: dict[Period, list[Plain]] = defaultdict(list)
    for deed in plain["deeds"][::order]:
        months[_month(deed["month"])].append(deed)
    return CommunityBook(
        "town",
        name,
        Community(name=name, parent="above", office="office", places=places),
        people=people,
        logs={
            month: ActivityLog(recorder="recorder", entries=tuple(entry_of(deed, name) for deed in found))
            for month, found in months.items()
        },
        verifications={
            month: VerificationSheet(verifications=tuple(_sitting(d) for d in found if d["verified_on"]))
            for month, found in months.items()
        },
        closes={
            Period.parse(f"{year}-Q{number}"): PeriodClose(
                closed_on=day, published_on=day, prepared_by="recorder", approved_by="checker"
            )
            for (year, number), day in plain["closes"].items()
        },
        corrections={f"k{n}": _correction(c, name) for n, c in list(enumerate(plain["corrections"]))[::order]},
    )


def _month(month: tuple[int, int]) -> Period:
    return Period.parse(f"{month[0]}-{month[1]:02}")


def _place(post: Plain) -> str:
    return f"{post['leader']}-{post['role'][:5]}"


def _person(leader: str, posts: list[Plain]) -> Person:
    appointments: list[dict[str, Any]] = []
    for post in posts:
        facts = {"id": f"a-{post['role']}", "role": post["role"], "places": (_place(post),), "from": post["from"]}
        if post["until"]:
            facts["ended"] = {"on": post["until"], "ground": "resigned"}
        appointments.append(facts)
    out = (YEAR,) if posts[0]["opted_out"] else ()
    return Person.model_validate({"name": leader, "appointments": tuple(appointments), "opted_out": out})


def entry_of(deed: Plain, community: str, file: str = "log") -> Entry:
    """Write a deed as an entry."""
    month = "{}-{}".format(*deed["month"])
    facts: dict[str, Any] = {name: deed[name] for name in KEPT}
    return Entry(
        **facts,
        id=f"{deed['number']:03}",
        headcount=deed["headcount"],
        households=None if deed["households"] is None else tuple(deed["households"]),
        points=None if deed["points"] is None else decimal(deed["points"]),
        path=f"{community}/{file}-{month}.yaml",
        line=deed["number"],
    )


def _sitting(deed: Plain) -> Verification:
    number = f"{deed['number']:03}"
    refused = (Rejection(entry=number, reason="x"),) if deed["refused"] else ()
    return Verification(on=deed["verified_on"], by="checker", first=number, last=number, rejected=refused)


def _correction(plain: Plain, community: str) -> Correction:
    number, restated = f"{plain['number']:03}", plain["restated"]
    origin = Source("{}/correction-{}-{}-{}.yaml".format(community, *plain["month"], number))
    entry = {**restated, "month": plain["month"], "number": plain["number"]} if restated else None
    return Correction(
        corrects=CorrectedEntry(month=_month(plain["month"]), entry=number),
        effect="restate" if restated else "withdraw",
        restated=entry_of(entry, community, "restated") if entry else None,
        requested_by="recorder",
        approved_by="checker",
        approved_on=plain["approved_on"],
        reason="x",
        origin=origin,
    )
