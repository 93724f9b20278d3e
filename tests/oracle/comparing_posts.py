"""Cases of posts drawn from a number, worked out by the oracle and by the engine, and where the two differ.

Knows both sides; counts no leader itself.
"""

from __future__ import annotations

from datetime import date, timedelta
from functools import cache
from typing import TYPE_CHECKING

from msgspec.structs import replace

from generator.policies.eligibility import age_fault
from generator.policies.measures import leaders_needed, load_fits, places_allowed
from generator.policies.selection import AgeAtMost
from generator.records.service import CampaignReturn
from generator.staffing import (
    concurrent_holdings,
    holdings,
    leader_count,
    progress,
    progress_totals,
    required_post_coverage,
)
from tests.oracle import staffing
from tests.oracle.comparing_money import LEADER, book_of
from tests.oracle.money_worlds import draw_day, draw_world
from tests.oracle.packs import policy_with
from tests.oracle.seeing import Difference, drawing

if TYPE_CHECKING:
    from collections.abc import Iterator
    from random import Random

    from generator.ledger import CommunityBook
    from generator.policies.pack import Policy
    from tests.oracle.rongcheng import Plain

RULE_SETS = 40
TAG = "party_group_head"
AGE = "selection.eligibility.age_at_most"


@cache
def c21_posts(number: int) -> tuple[Plain, Policy]:
    """Draw the settings of posts of that number, the pack's own for 0."""
    rng = drawing("posts", number)
    rules: Plain = {
        "target": rng.choice((80, 80, 100, 75, 3)),
        "tolerance": rng.choice((20, 20, 0, 33)),
        "rounding": rng.choice(("half_up", "half_up", "ceil", "floor")),
        "least": rng.choice((1, 1, 2)),
        "most": rng.choice((5, 5, 1, 2)),
        "counts_places": rng.choice(("total", "total", "additional")),
        "counts": rng.choice(("persons", "persons", "posts")),
        "inclusive": rng.choice((True, True, False)),
        "due": draw_day(rng),
        "age": rng.choice((65, 65, 60)),
        "waived_to": rng.choice((None, None, 70)),
    }
    if number == 0:
        rules |= {"target": 80, "tolerance": 20, "rounding": "half_up", "least": 1, "most": 5, "counts": "persons"}
        rules |= {"counts_places": "total", "inclusive": True, "age": 65, "waived_to": None, "due": date(2021, 9, 8)}
    names = ("target", "tolerance", "rounding", "least")
    settings = [(f"staffing.capacity.{name}", rules[name]) for name in names]
    settings += [("staffing.concurrency.most", rules["most"]), ("staffing.concurrency.counts", rules["counts_places"])]
    settings += [(f"campaigns.merging.{name}", rules[name]) for name in ("counts", "inclusive", "due")]
    settings += [(f"{AGE}.years", rules["age"])]
    settings += [(f"{AGE}.waived_to", rules["waived_to"])] if rules["waived_to"] else []
    return rules, policy_with("c21", settings)


def c21_staffing(rng: Random) -> Iterator[Difference]:
    """Compare leaders needed, loads, ages, places at once, gaps and the table of the campaign."""
    rules, policy = c21_posts(rng.choice((0, rng.randrange(RULE_SETS))))
    yield from _figures(rng, rules, policy)
    worlds = {f"c{number}": draw_world(rng, (LEADER,)) for number in range(rng.randrange(1, 4))}
    books = {name: book_of(world, "annual") for name, world in worlds.items()}
    day = draw_day(rng)
    concurrency = policy.pack.staffing.concurrency if policy.pack.staffing else None
    for name, world in worlds.items():
        wanted = staffing.places_of(world["posts"], day)
        found = {held.person: set(held.places) for held in holdings(books[name], LEADER, day)}
        yield Difference(f"{name} places", wanted, found)
        several = {person for person, places in wanted.items() if len(places) > 1}
        yield Difference(f"{name} several", several, {h.person for h in concurrent_holdings(books[name], LEADER, day)})
        for counts in ("persons", "posts"):
            number = staffing.count(world["posts"], day, counts)
            yield Difference(f"{name} {counts}", number, leader_count(books[name], LEADER, day, counts))
        if concurrency is not None:
            over = {person for person, places in wanted.items() if staffing.too_many(len(places), rules)}
            allowed = places_allowed(concurrency, day)
            yield Difference(f"{name} too many", over, {who for who, places in found.items() if len(places) > allowed})
    yield from _campaign(rng, worlds, books, rules, policy)
    yield from _gaps(rng, worlds, books, policy)


def _figures(rng: Random, rules: Plain, policy: Policy) -> Iterator[Difference]:
    capacity = policy.pack.staffing.capacity if policy.pack.staffing else None
    selection = policy.pack.selection
    eldest = next((r for r in selection.eligibility if isinstance(r, AgeAtMost)), None) if selection else None
    day = draw_day(rng)
    if capacity is None or eldest is None:
        raise ValueError(policy.id)
    for households in (rng.randrange(400), rules["target"] * rng.randrange(8) + rng.choice((0, rules["target"] // 2))):
        wanted = staffing.needed(households, rules)
        yield Difference(f"needed for {households}", wanted, leaders_needed(capacity, households, day))
    for edge in (-1, 1):
        load = rules["target"] + edge * rules["target"] * rules["tolerance"] // 100 + rng.randrange(-2, 3)
        yield Difference(f"load {load}", staffing.fits(load, rules), load_fits(capacity, load, day))
    years = rules["age"] + rng.randrange(-2, 8)
    for waived in (False, True):
        refused = staffing.age_refused(years, rules, waived=waived)
        found = age_fault(eldest, years, day, waived=waived) is not None
        yield Difference(f"{years} years, waived {waived}", refused, found)


def _campaign(
    rng: Random, worlds: dict[str, Plain], books: dict[str, CommunityBook], rules: Plain, policy: Policy
) -> Iterator[Difference]:
    campaign = policy.campaign("merging")
    if campaign is None:
        raise ValueError(policy.id)
    as_of = rules["due"] + timedelta(days=rng.randrange(-5, 20))
    towns = {}
    for name, world in worlds.items():
        done = rng.choice((None, rules["due"] + timedelta(days=rng.randrange(-5, 20))))
        towns[name] = {
            "posts": world["posts"],
            "buildings": rng.randrange(30),
            "before": rng.randrange(30),
            "done_on": done,
        }
        record = CampaignReturn(buildings=towns[name]["buildings"], leaders_before=towns[name]["before"], done_on=done)
        books[name] = replace(books[name], campaigns={"merging": record})
    wanted = staffing.table(towns, as_of, rules)
    rows = progress(books, campaign, as_of)
    found = [(row.number, row.community, row.buildings, row.before, row.after, *row.standing) for row in rows]
    yield Difference("table", wanted, found)
    sums = tuple(sum(int(str(row[column])) for row in wanted) for column in (2, 3, 4))
    yield Difference("total row", sums, progress_totals(rows))


def _gaps(
    rng: Random, worlds: dict[str, Plain], books: dict[str, CommunityBook], policy: Policy
) -> Iterator[Difference]:
    rule = policy.pack.staffing.required_posts[0] if policy.pack.staffing else None
    day = draw_day(rng)
    for name, world in worlds.items():
        tagged = {person: rng.random() < 0.5 for person in books[name].people}
        people = {
            person: record.model_copy(update={"tags": (TAG,) if tagged[person] else ()})
            for person, record in books[name].people.items()
        }
        wanted = staffing.gaps(tagged, world["posts"], day)
        coverage = required_post_coverage([replace(books[name], people=people)], rule, day) if rule else None
        found = (set(coverage.missing), coverage.share) if coverage else None
        yield Difference(f"{name} gaps", wanted, found)
