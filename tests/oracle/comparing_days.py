"""Cases of windows over the recorded calendars, worked out by the oracle and by the engine.

Knows both sides; counts no day itself.
"""

from __future__ import annotations

from datetime import date, timedelta
from functools import cache
from typing import TYPE_CHECKING, Any

from generator.awards import push_state, push_window
from generator.checks.windows import notice_window_too_short, result_before_close
from generator.claims import last_day
from generator.ledger import CommunityBook, JurisdictionBook, Ledger
from generator.periods import Period, add_months, full_years
from generator.policies.measures import campaign_standing, earliest_leaving
from generator.records.places import Calendar, Community, DaysOff, Jurisdiction, Site
from generator.records.selection import Contact, Notice, NoticeResult
from generator.scoring.lines import last_day_in_time
from tests.oracle import days, rongcheng
from tests.oracle.engine import entry_of
from tests.oracle.packs import pack, policy_with
from tests.oracle.seeing import Difference, drawing

if TYPE_CHECKING:
    from collections.abc import Iterator
    from random import Random

    from generator.policies.pack import Policy
    from tests.oracle.rongcheng import Plain

RULE_SETS = 40
PUBLICITY, DISPLAY = "selection.publicity", "claims.display"
LIMIT = "items.i02.conditions.within_days"
FIRST, LAST = date(2018, 1, 1), date(2026, 10, 1)


@cache
def calendars() -> dict[int, Calendar]:
    """Give the recorded calendars as records again."""
    return {
        year: Calendar(
            paper="x",
            number="x",
            issued_on=date(year - 1, 11, 1),
            days_off=tuple(
                DaysOff.model_validate({"from": day, "until": day, "name": "x"}) for day in sorted(known.days_off)
            ),
            make_up_days=tuple(sorted(known.make_up)),
        )
        for year, known in pack("r18").working_days.years.items()
    }


@cache
def shown_rules(number: int) -> tuple[Plain, Policy, Policy, Policy]:
    """Draw how long lists are shown and changes may be told; read the three packs that say so."""
    rng = drawing("windows", number)
    least = rng.choice((5, 5, 3, 7, 10, 1))
    rules = {
        "least": least,
        "day_type": rng.choice(("working", "working", "natural")),
        "start_counts": rng.random() < 0.3,
        "days": rng.choice((7, 5, 0, 3)),
        "limit_type": rng.choice(("natural", "working")),
        "extend": rng.random() < 0.5,
        "inclusive": rng.random() < 0.7,
        "due": date(2021, rng.randrange(1, 13), rng.randrange(1, 29)),
        "notice": rng.choice((0, 0, 15, 30)),
        "counted_in": rng.choice(("days", "days", "months")),
    }
    if rules["counted_in"] == "months":
        rules["notice"] = rng.randrange(1, 14)
    shown = [("days", least), ("day_type", rules["day_type"]), ("count_start_day", rules["start_counts"])]
    telling = [("days", rules["days"]), ("day_type", rules["limit_type"]), ("extend_to_workday", rules["extend"])]
    r18 = [(f"{PUBLICITY}.{key}", value) for key, value in shown]
    r18 += [(f"{LIMIT}.{key}", value) for key, value in telling]
    c21 = [(f"{PUBLICITY}.{key}", value) for key, value in shown]
    c21 += [("campaigns.merging.due", rules["due"]), ("campaigns.merging.inclusive", rules["inclusive"])]
    ground = "staffing.leaving.grounds.either-side"
    c21 += [(f"{ground}.number", rules["notice"]), (f"{ground}.counted_in", rules["counted_in"])]
    pts = [(f"{DISPLAY}.{key}", value) for key, value in shown]
    return rules, policy_with("r18", r18), policy_with("c21", c21), policy_with("pts", pts)


def ledger_of(policy: Policy, kind: str, opens: date, closes: date, told: date) -> Ledger:
    """Write one notice as a ledger of its own."""
    notice = Notice.model_validate(
        {
            "kind": kind,
            "title": "x",
            "opens": opens,
            "closes": closes,
            "body": "x",
            "contact": Contact.model_construct(office="office"),
            "issued_by": "office",
            "result": NoticeResult(on=told, text="x"),
        }
    )
    community = Community(name="c", parent="above", office="office", places=())
    jurisdiction = Jurisdiction(
        name="town", policy=policy.id, fictional=True, time_zone="Asia/Shanghai", offices=(), staff=(), places=()
    )
    books = {"c": CommunityBook("town", "c", community, notices={"n": notice})}
    book = JurisdictionBook("town", jurisdiction, policy, books)
    return Ledger(Site(title="x", jurisdictions=("town",)), calendars(), {policy.id: policy}, {"town": book})


def windows(rng: Random) -> Iterator[Difference]:
    """Compare how long a list was shown, when it could end and when its result could be told."""
    rules, r18, c21, pts = shown_rules(rng.choice((0, rng.randrange(RULE_SETS))))
    opens = FIRST + timedelta(days=rng.randrange((LAST - FIRST).days))
    closes = opens + timedelta(days=rng.randrange(14))
    told = closes + timedelta(days=rng.randrange(-2, 3))
    working = pack("r18").working_days
    yield Difference("worked", days.works(opens), working.is_working(opens))
    wanted = days.nth_day(opens, rules["least"], rules["day_type"], start_counts=rules["start_counts"])
    display = pts.pack.claims.display if pts.pack.claims else None
    yield Difference("last day", wanted, last_day(display, opens, working) if display else None)
    short = days.judged_window(opens, closes, rules["least"], None, rules) == "too_short"
    for policy, kind in ((r18, "candidates"), (c21, "candidates"), (pts, "points")):
        ledger = ledger_of(policy, kind, opens, closes, told)
        found = [problem.check for problem in notice_window_too_short(ledger, closes)]
        yield Difference(f"{policy.id} too short", short, bool(found))
        early = [problem.check for problem in result_before_close(ledger, closes)]
        yield Difference(f"{policy.id} told early", told <= closes, bool(early))
    yield from _telling(rng, rules, r18, opens)
    yield from _counting(rng, rules, c21, opens)


def _telling(rng: Random, rules: Plain, policy: Policy, start: date) -> Iterator[Difference]:
    """Compare the last day on which a change of residents may be told (EX-R18-05, EX-R18-06)."""
    known = rng.choice((None, start + timedelta(days=rng.randrange(4))))
    deed: dict[str, Any] = dict.fromkeys(("event", "count", "place", "households", "attendance", "told_on", "points"))
    deed |= {"leader": "p", "role": "r", "activity": "household-change", "date": start, "headcount": 0, "number": 1}
    deed |= {"month": (start.year, start.month), "known_on": known}
    item = next(found for found in policy.pack.items if found.id == "i02")
    limit = next(found for found in item.conditions if found.kind == "within_days")
    counting = {"days": rules["days"], "day_type": rules["limit_type"], "extend": rules["extend"]}
    wanted = rongcheng.last_day_in_time(known or start, counting, days.works)
    yield Difference("to be told", wanted, last_day_in_time(limit, entry_of(deed, "c"), pack("r18").working_days))
    year = Period.of("year", start)
    sent = date(start.year + 1, 1, 1) + timedelta(days=rng.randrange(-40, 60))
    wanted_state = "too_early" if sent.year == start.year else "on_time" if sent.month == 1 else "overdue"
    yield Difference("push", wanted_state, push_state(push_window(year, "01-01", "01-31"), sent, LAST))


def _counting(rng: Random, rules: Plain, policy: Policy, start: date) -> Iterator[Difference]:
    """Compare months on, full years, weeks of a month, the day of leaving, and how a campaign stands."""
    months = rng.randrange(-14, 80)
    yield Difference("months on", days.months_on(start, months), add_months(start, months))
    born = date(1940 + rng.randrange(60), 1, 1) + timedelta(days=rng.randrange(366))
    if rng.random() < 0.2:
        born = date(1940 + 4 * rng.randrange(15), 2, 29)
    on = days.months_on(born, 12 * rng.randrange(18, 80)) + timedelta(days=rng.randrange(-2, 3))
    for attained in ("birthday", "day_after"):
        found = full_years(born, on, attained="birthday" if attained == "birthday" else "day_after")
        yield Difference(f"age, {attained}", days.age(born, on, attained), found)
    weeks = [week.first for week in Period.of("month", start).parts("week")]
    yield Difference("weeks", days.weeks_in_month(start.year, start.month), weeks)
    leaving = policy.pack.staffing.leaving if policy.pack.staffing else None
    ground = leaving.ground("either-side") if leaving else None
    in_months = rules["counted_in"] == "months"
    may = days.months_on(start, rules["notice"]) if in_months else start + timedelta(days=rules["notice"])
    yield Difference("may leave", may, earliest_leaving(ground, start) if ground else None)
    campaign = policy.campaign("merging")
    done = rng.choice((None, rules["due"] + timedelta(days=rng.randrange(-3, 5))))
    as_of = rules["due"] + timedelta(days=rng.randrange(-3, 8))
    stands = campaign_standing(campaign, done, as_of) if campaign else None
    yield Difference("campaign", days.standing(rules["due"], done, as_of, inclusive=rules["inclusive"]), stands)
