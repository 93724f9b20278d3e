"""Cases of monthly claims drawn from a number, worked out by the oracle and by the engine.

Knows both sides; draws no claim and counts no point itself.
"""

from __future__ import annotations

from datetime import timedelta
from fractions import Fraction
from functools import cache
from typing import TYPE_CHECKING, Any

from generator.awards import firsts
from generator.claims import (
    ClaimFacts,
    Window,
    accounts,
    appeal_states,
    claimed_earnings,
    month_results,
    notice_rows,
    parts,
    redemption_machine,
    standings,
)
from generator.ledger.community import Post
from generator.periods import Period
from generator.records.accounts import Catalogue, CatalogueItem, CourseStep, Redemption
from generator.records.claims import (
    Appeal,
    BasicClaim,
    Claim,
    ClaimCorrection,
    ClaimLine,
    ClaimSheet,
    LineDecision,
    Reward,
)
from generator.records.people import Appointment
from tests.oracle import balances, rongcheng_lists, scheme
from tests.oracle.balances import Book
from tests.oracle.engine import decimal
from tests.oracle.packs import pack, policy_with
from tests.oracle.scheme_worlds import GIFTS, draw_rules, draw_world
from tests.oracle.seeing import Difference, drawing

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date
    from decimal import Decimal
    from random import Random

    from generator.claims import Accounts
    from generator.policies.pack import Policy
    from tests.oracle.rongcheng import Month, Plain

RULE_SETS = 60
YEARS = (2022, 2023)


@cache
def pts_rules(number: int) -> tuple[Plain, Policy]:
    """Draw the settings of that number, the pack's own for 0, and read the pack with them."""
    rules = draw_rules(drawing("pts", number), as_written=number == 0)
    settings: list[tuple[str, Any]] = [
        ("claims.basic.points", rules["basic"]),
        ("claims.basic.gate_extras", rules["gate"]),
        ("claims.display.days", rules["display_days"]),
        ("items.a05.formula.least", 1),
        ("items.a05.formula.most", 10),
        ("items.a05.formula.step", 1),
        ("items.a03.caps.per_period.period", rules["task_period"]),
        ("redemption.reset_on", "{:02}-{:02}".format(*rules["reset_on"])),
        ("rankings.annual.basis", rules["basis"]),
        ("rankings.annual.method", rules["method"]),
        ("top_rewards.top.places", rules["places"]),
        ("top_rewards.top.ties", rules["ties"]),
    ]
    settings += [(f"items.{item}.formula.points", value) for item, value in rules["values"].items()]
    settings += [
        (f"redemption.{name}", rules[name]) for name in ("reset", "grace_days", "reset_after_grace", "enabled")
    ]
    if rules["due_days"] is not None:
        settings.append(("claims.due_days", rules["due_days"]))
    if rules["task_times"] is not None:
        settings.append(("items.a03.caps.per_period.times", rules["task_times"]))
    later = [("items.a02.formula.points", *rules["hazard_later"])] if rules["hazard_later"] else []
    return rules, policy_with("pts", settings, *later)


def month_of(month: Month) -> Period:
    """Write a month as a period."""
    return Period.parse("{}-{:02}".format(*month))


def facts_of(world: Plain, policy: Policy) -> ClaimFacts:
    """Write a community as the facts that its points rest on."""
    months = {thing["month"] for name in ("claims", "rewards", "appeals") for thing in world[name]}
    return ClaimFacts(
        policy,
        {month_of(month): _sheet(world, month) for month in months},
        pack("pts").working_days,
        {month_of(month): Window(month_of(month), *window) for month, window in world["windows"].items()},
        {f"k{number:02}": _correction(change) for number, change in enumerate(world["corrections"])},
        {Period.parse(f"{year}"): day for year, day in world["year_closes"].items()},
        tuple(_post(post) for post in world["posts"]),
    )


def _post(post: Plain) -> Post:
    ended = {"ended": {"on": post["until"], "ground": "resigned"}} if post["until"] else {}
    facts = {"id": "a", "role": "building-leader", "places": (post["leader"],), "from": post["from"], **ended}
    return Post(post["leader"], Appointment.model_validate(facts))


def _sheet(world: Plain, month: Month) -> ClaimSheet:
    chosen = {
        name: [thing for thing in world[name] if thing["month"] == month] for name in ("claims", "rewards", "appeals")
    }
    return ClaimSheet(
        recorder="clerk",
        claims=tuple(
            Claim(
                leader=claim["leader"],
                submitted_on=claim["submitted_on"],
                basic=BasicClaim(done=claim["basic"]["done"], decision=_decision(claim["basic"]["decision"]))
                if claim["basic"]
                else None,
                lines=tuple(_line(line) for line in claim["lines"]),
            )
            for claim in chosen["claims"]
        ),
        rewards=tuple(
            Reward(
                id=reward["id"],
                leader=reward["leader"],
                points=decimal(Fraction(reward["points"])),
                reason="x",
                on=reward["on"],
                proposed_by="clerk",
                approved_by="head",
            )
            for reward in chosen["rewards"]
        ),
        appeals=tuple(
            Appeal(ground="x", decided_by="head", **{key: value for key, value in appeal.items() if key != "month"})
            for appeal in chosen["appeals"]
        ),
    )


def _line(line: Plain) -> ClaimLine:
    points = None if line["points"] is None else decimal(line["points"])
    return ClaimLine(
        id=line["id"],
        activity=line["activity"],
        date=line["date"],
        count=line["count"],
        event=line["event"],
        reported_at=line["reported_at"],
        found_at=line["reported_at"],
        points=points,
        decision=_decision(line["decision"]),
        reason=None if points is None else "x",
        approved_by=None if points is None else "head",
    )


def _decision(decision: Plain | None) -> LineDecision | None:
    if decision is None:
        return None
    points = None if decision["points"] is None else decimal(decision["points"])
    return LineDecision(**{**decision, "points": points}, by="reviewer", reason="x")


def _correction(change: Plain) -> ClaimCorrection:
    restated = _line(change["restated"]) if change["restated"] else None
    return ClaimCorrection(
        **{**change, "month": month_of(change["month"]), "restated": restated},
        requested_by="clerk",
        approved_by="head",
        reason="x",
    )


def points_scheme(rng: Random) -> Iterator[Difference]:
    """Compare months, notices, accounts and rankings of a community with monthly claims."""
    rules, policy = pts_rules(rng.choice((0, rng.randrange(RULE_SETS))))
    world = draw_world(rng, rules)
    facts = facts_of(world, policy)
    as_of = world["as_of"]
    for day in (as_of, *(window[0] + timedelta(days=rng.randrange(20)) for window in world["windows"].values())):
        yield from _months(world, facts, min(day, as_of), rules)
    for month, (opens, _) in world["windows"].items():
        if opens <= as_of:
            wanted = scheme.notice(world, month, rules)
            for row in notice_rows(facts, Window(month_of(month), *world["windows"][month])):
                found = {name: getattr(row, name) for name in wanted[row.leader]}
                yield Difference(f"notice of {month}: {row.leader}", wanted.pop(row.leader), found)
            silent = [who for who, row in wanted.items() if any(row[name] for name in row if name != "to_date")]
            yield Difference(f"not on the notice of {month}", [], silent)
    yield from _accounts(rng, world, facts, rules)


def _months(world: Plain, facts: ClaimFacts, day: date, rules: Plain) -> Iterator[Difference]:
    wanted = scheme.parts(world, day, rules)
    for part in parts(facts, day):
        key = (part.leader, (part.month.year, part.month.number), part.key)
        expected = _reason(wanted[key]["points"], wanted[key]["state"]) if key in wanted else None
        yield Difference(f"{key} on {day}", expected, _reason(part.points, part.outcome))
    for (leader, month), result in month_results(facts, day).items():
        plain = scheme.month_of(wanted, leader, (month.year, month.number), day)
        seen = {"total": result.total, "final": result.final(day), "final_on": result.final_on}
        yield Difference(f"{leader} {month.text} on {day}", plain, seen)
    states = {found.appeal.id: found.state for found in appeal_states(facts, day)}
    lodged = [appeal for appeal in world["appeals"] if appeal["lodged_on"] <= day]
    plain_states = {appeal["id"]: scheme.appeal_state(world, appeal, day) for appeal in lodged}
    yield Difference(f"appeals on {day}", plain_states, states)
    for month in facts.sheets:
        absent = scheme.missing(world, (month.year, month.number), day)
        yield Difference(f"missing {month.text} on {day}", absent, set(facts.missing(month, day)))


def _reason(points: Decimal | Fraction, state: str) -> tuple[Decimal | Fraction, str]:
    """Name why a line earns what it does: of several reasons for nothing, any will do."""
    none = {"rejected", "gated", "capped", "not_first", "not_counted"}
    return points, "nothing" if not points and state in {*none, "counted"} else "counted" if points else state


def _accounts(rng: Random, world: Plain, facts: ClaimFacts, rules: Plain) -> Iterator[Difference]:
    gifts = tuple(
        CatalogueItem(id=gift, name="x", kind="prize", cost=decimal(Fraction(10)), stock=world["stock"][gift])
        for gift in GIFTS
    )
    catalogue = Catalogue(rules="x", places=("hall",), items=gifts)
    catalogues = {Period.parse(f"{year}"): catalogue for year in YEARS}
    redemptions = {name: redemption_of(redemption) for name, redemption in world["redemptions"].items()}
    held = accounts(facts.policy, claimed_earnings(facts, world["as_of"]), redemptions, catalogues, world["as_of"])
    leaders = sorted(post["leader"] for post in world["posts"])
    book = Book(world, rules)
    for day, _ in book.run():
        wanted = {who: book.balance(who) for who in leaders}
        yield Difference(f"balances on {day}", wanted, {who: held.balance(who, day) for who in leaders})
    for year in YEARS:
        wanted = {who: book.earned[who, year] for who in leaders}
        found = {who: held.earned(who, Period.parse(f"{year}")) for who in leaders}
        yield Difference(f"earned in {year}", wanted, found)
        yield from _ranking(rng, book, held, facts, year)
    start = redemption_machine(facts.policy)[0].start
    states = {name: held.states.get(name, start) for name in redemptions}
    yield Difference("redemptions", book.states, states)
    yield Difference("blocked", book.blocked, set(held.blocks))


def _ranking(rng: Random, book: Book, held: Accounts, facts: ClaimFacts, year: int) -> Iterator[Difference]:
    rules, leaders = book.rules, sorted(post["leader"] for post in book.world["posts"])
    ranking = next(known for known in facts.policy.pack.rankings if known.id == "annual")
    wanted = balances.ranking(book, year, rules)
    places = standings(ranking, Period.parse(f"{year}"), book.world["as_of"], {"c": (tuple(leaders), held)})
    yield Difference(f"ranking of {year}", wanted, {place.leader: place.rank for place in places})
    scores = {place.leader: Fraction(place.ranked_by) for place in places}
    contest = {"ties": rules["ties"], "overflow": "keep", "carry_unused": False}
    tiers, waiting = rongcheng_lists.contest(scores, [rules["places"]], contest, {})
    chosen: dict[int, set[str]] = {}
    if waiting and rng.random() < 0.5:
        chosen = {0: set(rng.sample(sorted(waiting[0][1]), waiting[0][0]))}
        tiers, waiting = rongcheng_lists.contest(scores, [rules["places"]], contest, chosen)
    listed = [(place.leader, place.ranked_by) for place in places]
    reward = facts.policy.pack.top_rewards[0]
    found = firsts(
        listed,
        reward.places.required(book.world["as_of"]),
        reward.ties.required(book.world["as_of"]),
        tuple(sorted(chosen.get(0, ()))),
    )
    yield Difference(f"rewarded for {year}", tiers[0], set(found.holders[0][1]))
    tied = {leader for tie in found.ties if not tie.decided for leader in tie.contenders}
    yield Difference(f"tied in {year}", waiting[0][1] if waiting else set(), tied)


def redemption_of(redemption: Plain) -> Redemption:
    """Write a redemption as a record."""
    return Redemption(
        leader=redemption["leader"],
        used_by=redemption["used_by"],
        item=redemption["item"],
        count=redemption["count"],
        cost=decimal(Fraction(redemption["cost"])),
        place="hall" if redemption["proof"] else None,
        proof="x" if redemption["proof"] else None,
        steps=tuple(
            CourseStep(event=event, on=on, by="head" if event in {"approve", "refuse"} else redemption["leader"])
            for event, on in redemption["steps"]
        ),
    )
