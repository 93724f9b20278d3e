"""Cases drawn from a number, worked out by the oracle and by the engine, and where the two differ.

Knows both sides; draws no town and counts no point itself.
"""

from __future__ import annotations

from collections import defaultdict
from datetime import date, timedelta
from fractions import Fraction
from functools import cache
from typing import TYPE_CHECKING, Any

from generator.awards import Holding, allot, credit_holdings, credit_rows, hold_round, places, push_state, push_window
from generator.periods import Period, WorkingDays
from generator.scoring import Holder, JurisdictionScores, rank, score_jurisdiction, year_score
from generator.scoring.alerts import raised_alerts
from generator.scoring.bounds import judgement_fault
from generator.scoring.rankings import last_places, runs_of_last_place
from tests.oracle import rongcheng, rongcheng_lists
from tests.oracle.engine import YEAR, calendar_of, decimal, jurisdiction_of, policy_of
from tests.oracle.seeing import Difference, drawing
from tests.oracle.worlds import AS_OF, BUILDING, TIERS, draw_rules, draw_worked_days, draw_world, in_post

if TYPE_CHECKING:
    from collections.abc import Iterator
    from random import Random

    from generator.policies.pack import Policy
    from tests.oracle.rongcheng import Plain

RULE_SETS, CALENDARS = 240, 12
FIRST, LAST = date(2018, 1, 1), date(2020, 12, 31)


@cache
def rules_of(number: int) -> tuple[Plain, Policy]:
    """Draw the settings of that number, the pack's own for 0, and read the pack with them."""
    rules = draw_rules(drawing("rules", number), as_written=number == 0)
    return rules, policy_of(rules)


@cache
def calendar(number: int) -> tuple[frozenset[date], WorkingDays]:
    """Draw the worked days of that number."""
    off, made_up = draw_worked_days(drawing("calendar", number))
    days = [FIRST + timedelta(days=n) for n in range((LAST - FIRST).days + 1)]
    worked = frozenset(day for day in days if day in made_up or (day.weekday() < 5 and day not in off))
    return worked, calendar_of(off, made_up)


class Town:
    """One drawn town, worked out by both sides."""

    def __init__(self, rng: Random) -> None:
        self.rules, self.policy = rules_of(rng.choice((0, rng.randrange(RULE_SETS))))
        self.worked, self.calendar = calendar(rng.randrange(CALENDARS))
        self.world = draw_world(rng)
        self.told = {name: self.history(plain) for name, plain in self.world["communities"].items()}
        self.decisions: dict[int, list[set[str]]] = defaultdict(list)
        self.wanted = [self._contest(rng, scope) for scope in self._scopes()]
        self.scores = self.score(AS_OF)

    def history(self, plain: Plain) -> list[tuple[date, list[Any]]]:
        """Work a community out by the oracle."""
        return rongcheng.history(plain, self.rules, self.worked.__contains__)

    def score(self, as_of: date, order: int = 1) -> JurisdictionScores:
        """Score the town by the engine, its files and entries in one order or the other."""
        book = jurisdiction_of(self.world, self.policy, self.decisions, order)
        return score_jurisdiction(book, self.policy, self.calendar, as_of)

    def differences(self) -> Iterator[Difference]:
        """Yield every figure of both sides."""
        yield from self._points()
        yield from self._late()
        yield from self._warnings()
        yield from self._lists()

    def _points(self) -> Iterator[Difference]:
        for name, plain in self.world["communities"].items():
            told, community = self.told[name], self.scores.communities[name]
            for post in plain["posts"]:
                who = (post["leader"], post["role"])
                lines = community.by_holder.get(Holder(*who), ())
                for year in (2018, 2019):
                    for known_by in (date(year, 12, 31), *plain["closes"].values(), AS_OF):
                        wanted = rongcheng.annual_score(told, who, year, known_by, self.rules)
                        _, found = year_score(self.policy, lines, Holder(*who), Period.parse(f"{year}"), known_by)
                        yield Difference(f"{who} {year} as of {known_by}", wanted, found)
            for quarter, closed_on in plain["closes"].items():
                rows = community.rows(Period.parse("{}-Q{}".format(*quarter)), closed_on)
                first, last = rongcheng.quarter_days(quarter)
                held = sorted((p["leader"], p["role"]) for p in plain["posts"] if in_post(p, first, last))
                yield Difference(f"{name} {quarter}: rows", held, sorted((row.leader, row.role) for row in rows))
                for row in rows:
                    figures = rongcheng.published_row(
                        told, (row.leader, row.role), quarter, plain["closes"], self.rules
                    )
                    for figure, wanted in figures.items():
                        yield Difference(f"{quarter} {row.leader} {row.role} {figure}", wanted, getattr(row, figure))

    def _late(self) -> Iterator[Difference]:
        for name, plain in self.world["communities"].items():
            gone = {(c["month"], c["number"]) for c in plain["corrections"]}
            wanted = {
                (deed["month"], deed["number"])
                for deed in plain["deeds"]
                if deed["verified_on"]
                and not deed["refused"]
                and deed["date"] >= rongcheng.IN_FORCE
                and rongcheng.is_late(deed, self.rules, self.worked.__contains__)
            } - gone
            lines = self.scores.communities[name].lines
            found = {
                ((line.month.first.year, line.month.first.month), int(line.entry.id))
                for line in lines
                if line.outcome == "late"
            } - gone
            yield Difference(f"{name}: late", wanted, found)

    def _warnings(self) -> Iterator[Difference]:
        deeds = [deed for plain in self.world["communities"].values() for deed in plain["deeds"]]
        months: dict[tuple[int, int], list[dict[str, Fraction]]] = {}
        logged = [Period.parse("{}-{:02}".format(*deed["month"])) for deed in deeds]
        month = min(logged, default=Period.of("month", AS_OF))
        while month.last < AS_OF:
            if month.first >= rongcheng.IN_FORCE:
                months[month.year, month.number] = self._bonuses(month.first, month.last)
            month = month.next()
        wanted = rongcheng_lists.warnings(months, self.rules)
        raised = raised_alerts(self.scores)
        found = {(alert.leader, (alert.months[-1].year, alert.months[-1].number)) for alert in raised}
        yield Difference("warnings", wanted, found)
        yield Difference("number of warnings", len(wanted), len(raised))

    def _bonuses(self, first: date, last: date) -> list[dict[str, Fraction]]:
        scopes: list[dict[str, Fraction]] = []
        full = self.rules["full_months"]
        for name, plain in self.world["communities"].items():
            scopes.append(
                {
                    post["leader"]: rongcheng.bonus(self.told[name], (post["leader"], BUILDING), (first, last), AS_OF)
                    for post in plain["posts"]
                    if post["role"] == BUILDING
                    and in_post(post, first, last)
                    and (not full or (in_post(post, first, first) and in_post(post, last, last)))
                }
            )
        if self.rules["run_scope"] == "jurisdiction":
            return [{leader: value for scope in scopes for leader, value in scope.items()}]
        return scopes

    def _scopes(self) -> list[dict[str, Fraction]]:
        scopes = []
        for name, plain in self.world["communities"].items():
            scopes.append(
                {
                    post["leader"]: rongcheng.annual_score(
                        self.told[name], (post["leader"], BUILDING), 2018, self.world["frozen_on"], self.rules
                    )
                    for post in plain["posts"]
                    if post["role"] == BUILDING
                    and in_post(post, date(2018, 12, 31), date(2018, 12, 31))
                    and not post["opted_out"]
                }
            )
        if self.rules["contest_scope"] == "jurisdiction":
            return [{leader: value for scope in scopes for leader, value in scope.items()}]
        return scopes

    def _contest(self, rng: Random, scores: dict[str, Fraction]) -> tuple[dict[str, Fraction], list[set[str]], bool]:
        """Hold the contest of one scope; most ties are decided, a few by a choice that does not fit."""
        quota = rongcheng_lists.places(len(scores), self.rules["shares"], self.rules["rounding"])
        chosen: dict[int, set[str]] = {}
        tiers, waiting = rongcheng_lists.contest(scores, quota, self.rules, chosen)
        while waiting.keys() - chosen.keys() and rng.random() < 0.8:
            tier = min(waiting.keys() - chosen.keys())
            room, best = waiting[tier]
            chosen[tier] = set(rng.sample(sorted(best), room if rng.random() < 0.9 else len(best)))
            self.decisions[tier].append(chosen[tier])
            tiers, waiting = rongcheng_lists.contest(scores, quota, self.rules, chosen)
        return scores, tiers, bool(waiting)

    def _lists(self) -> Iterator[Difference]:
        result = hold_round(self.scores, YEAR)
        star = next(found for found in result.honours if found.honour.id == "star")
        for number, tier in enumerate(TIERS):
            wanted = {leader for _, tiers, _ in self.wanted for leader in tiers[number]}
            yield Difference(tier, wanted, set(star.holders(tier)))
        yield Difference("provisional", any(open_ for _, _, open_ in self.wanted), star.provisional)
        awards: dict[str, list[str]] = defaultdict(list)
        for honour in result.honours:
            for tier_ in honour.honour.tiers:
                for leader in honour.holders(tier_.id):
                    awards[leader].append(tier_.id)
        found: dict[str, int] = defaultdict(int)
        for row in credit_holdings(self.scores, result):
            found[row.leader] += row.points
        yield Difference("credit", rongcheng_lists.credit(awards, self.rules), dict(found))


def town(rng: Random) -> Iterator[Difference]:
    """Compare everything that follows from a drawn town."""
    yield from Town(rng).differences()


def contest(rng: Random) -> Iterator[Difference]:
    """Compare places and tiers of up to 70 people with few different scores."""
    rules, policy = rules_of(rng.randrange(RULE_SETS))
    people = rng.randrange(70)
    steps = rng.choice((3, 8, 30, 400))
    scores = {f"p{n:02}": Fraction(rng.randrange(steps), 2) for n in range(people)}
    quota = rongcheng_lists.places(people, rules["shares"], rules["rounding"])
    honour = next(found for found in policy.pack.honours if found.id == "star")
    shares = [tier.share.required(AS_OF) for tier in honour.tiers]
    yield Difference("places", quota, list(places(people, shares, honour.rounding.required(AS_OF))))
    chosen: dict[int, set[str]] = {}
    wanted, waiting = rongcheng_lists.contest(scores, quota, rules, chosen)
    while waiting and rng.random() < 0.7:
        room, best = waiting[min(waiting)]
        chosen[min(waiting)] = set(rng.sample(sorted(best), room))
        wanted, waiting = rongcheng_lists.contest(scores, quota, rules, chosen)
    result = allot(
        [(leader, decimal(score)) for leader, score in scores.items()],
        list(zip(TIERS, quota, strict=True)),
        ties=honour.ties.required(AS_OF),
        overflow=honour.overflow.required(AS_OF),
        carry_unused=honour.carry_unused.required(AS_OF),
        decisions={TIERS[tier]: tuple(people) for tier, people in chosen.items()},
    )
    yield Difference("tiers", wanted, [set(holders) for _, holders in result.holders])
    yield Difference("provisional", bool(waiting), result.provisional)
    listed = [(leader, decimal(score)) for leader, score in scores.items()]
    found = {leader: number for leader, _, number in rank(listed, rules["method"])}
    yield Difference("ranks", rongcheng_lists.ranks(scores, rules["method"]), found)


def runs(rng: Random) -> Iterator[Difference]:
    """Compare last places and warnings of up to 24 months in which people come and go."""
    rules, _ = rules_of(rng.randrange(RULE_SETS))
    month = Period.of("month", date(2018, rng.randrange(3, 13), 1))
    people = [f"p{n}" for n in range(rng.randrange(1, 6))]
    months, last = {}, []
    for _ in range(rng.randrange(1, 24)):
        bonus = {leader: Fraction(rng.randrange(3), 2) for leader in people if rng.random() < 0.9}
        months[month.year, month.number] = [bonus]
        exact = {leader: decimal(value) for leader, value in bonus.items()}
        last.append((month, last_places(exact, rules["least_ranked"])))
        month = month.next()
    found = runs_of_last_place(last, rules["run_length"], reset_each_year=rules["reset"])
    closing = {(run.leader, (run.months[-1].year, run.months[-1].number)) for run in found}
    yield Difference("warnings", rongcheng_lists.warnings(months, rules), closing)


def days(rng: Random) -> Iterator[Difference]:
    """Compare deadlines, counts of worked days, judged points, credit rows and the day of a push."""
    rules, policy = rules_of(rng.randrange(RULE_SETS))
    worked, working_days = calendar(rng.randrange(CALENDARS))
    start = FIRST + timedelta(days=rng.randrange(900))
    until = start + timedelta(days=rng.randrange(60))
    yield Difference("worked", rongcheng.count_worked(start, until, worked), working_days.between(start, until))
    limit = working_days.deadline(start, rules["days"], day_type=rules["day_type"], extend_to_workday=rules["extend"])
    yield Difference("limit", rongcheng.last_day_in_time(start, rules, worked.__contains__), limit)
    points = Fraction(rng.randrange(-20, 80), 20)
    item = next(found for found in policy.pack.items if found.id == "i11")
    fault = judgement_fault(item, decimal(points), date(2018, 6, 1))
    yield Difference("judged", bool(rongcheng.judged(points, rules)), fault is None)
    awards = {f"p{n}": rng.sample(sorted(rongcheng_lists.CREDIT), rng.randrange(3)) for n in range(6)}
    holdings = [Holding(p, t, t, rongcheng_lists.CREDIT[t]) for p, tiers in awards.items() for t in tiers]
    found: dict[str, int] = defaultdict(int)
    for row in credit_rows(holdings, rules["stack"]):
        found[row.leader] += row.points
    yield Difference("credit", rongcheng_lists.credit(awards, rules), dict(found))
    sent_on = date(2018, 11, 1) + timedelta(days=rng.randrange(150))
    state = push_state(push_window(YEAR, "01-01", "01-31"), sent_on, AS_OF)
    yield Difference("push", rongcheng_lists.push(2018, sent_on), state)
