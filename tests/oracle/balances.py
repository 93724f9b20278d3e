"""Accounts of the points scheme once more: what becomes final, is redeemed, lapses; rankings by it.

Knows nothing of the engine, its types or its files; slow, naive, day by day.
"""

from __future__ import annotations

from collections import defaultdict
from datetime import date, timedelta
from fractions import Fraction
from typing import TYPE_CHECKING

from tests.oracle import rongcheng_lists, scheme
from tests.oracle.days import DAY

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.oracle.rongcheng import Plain

NEXT = {
    ("new", "request"): "requested",
    ("requested", "approve"): "approved",
    ("requested", "refuse"): "refused",
    ("approved", "collect"): "collected",
    ("requested", "cancel"): "cancelled",
    ("approved", "cancel"): "cancelled",
}


class Book:
    """The accounts of a community, run through from the first day."""

    def __init__(self, world: Plain, rules: Plain) -> None:
        self.world, self.rules = world, rules
        self.held: dict[tuple[str, int], Fraction] = defaultdict(Fraction)
        self.earned: dict[tuple[str, int], Fraction] = defaultdict(Fraction)
        self.kept: dict[tuple[str, int], Fraction] = defaultdict(Fraction)
        """Of what is held of an old year, what became final in its grace."""
        self.states = dict.fromkeys(world["redemptions"], "new")
        self.blocked: set[str] = set()
        self.taken: dict[str, list[tuple[int, Fraction]]] = defaultdict(list)
        self.given_out: dict[tuple[int, str], int] = defaultdict(int)

    def balance(self, leader: str) -> Fraction:
        """Give what a leader may use."""
        return sum((points for (who, _), points in self.held.items() if who == leader), Fraction(0))

    def cleared_from(self, year: int) -> tuple[date, date] | None:
        """Give the day on which the points of a year are cleared, and the first day after its grace (EX-PTS-10)."""
        if self.rules["reset"] == "carry_over":
            return None
        month, day = self.rules["reset_on"]
        reset = date(year + 1, month, day)
        return reset, reset + timedelta(days=self.rules["grace_days"])

    def in_grace(self, year: int, day: date) -> bool:
        """Tell whether points that come on a day are late ones of an old year; those given back are as well."""
        days = self.cleared_from(year)
        return days is not None and day >= days[0]

    def clear(self, day: date) -> None:
        """Let lapse what lapses with the beginning of a day."""
        for leader, year in self.held:
            days = self.cleared_from(year)
            if days is None:
                continue
            reset, end = days
            if day >= end:
                self.held[leader, year] = Fraction(0)
            elif day >= reset and not self.rules["reset_after_grace"]:
                self.held[leader, year] = min(self.held[leader, year], self.kept[leader, year])

    def run(self) -> Iterator[tuple[date, Book]]:
        """Go through the days up to the last one; give the accounts at the end of each."""
        day, last = self.world["first"], self.world["as_of"]
        changing = changing_days(self.world)
        while day <= last:
            self.clear(day)
            if day in changing:
                self.enter(day)
                self.clear(day)
            for _, name, number in sorted(self.moves(day)):
                self.move(day, name, number)
            self.clear(day)
            yield day, self
            day += DAY

    def enter(self, day: date) -> None:
        """Enter what became final, or is no longer so, since the day before."""
        now: dict[tuple[str, int], Fraction] = defaultdict(Fraction)
        for (leader, month, _), part in scheme.parts(self.world, day, self.rules).items():
            if part["final"] is not None and part["final"] <= day:
                now[leader, month[0]] += part["points"]
        for key in {*now, *self.earned}:
            change = now[key] - self.earned[key]
            self.held[key] += change
            self.kept[key] += change if self.in_grace(key[1], day) else 0
            self.earned[key] = now[key]

    def moves(self, day: date) -> Iterator[tuple[date, str, int]]:
        """Name the steps of a day."""
        for name, redemption in self.world["redemptions"].items():
            for number, (_, on) in enumerate(redemption["steps"]):
                if on == day:
                    yield on, name, number

    def move(self, day: date, name: str, number: int) -> None:
        """Take a step of a redemption where nothing stands against it; nothing follows one that was blocked."""
        redemption = self.world["redemptions"][name]
        event, leader, year = redemption["steps"][number][0], redemption["leader"], redemption["steps"][0][1].year
        after, pile = NEXT.get((self.states[name], event)), (year, redemption["item"])
        if name in self.blocked:
            return
        if after is None or not self.allowed(event, redemption, pile):
            self.blocked.add(name)
            return
        self.states[name] = after
        if event == "approve":
            self.given_out[pile] += redemption["count"]
            left = Fraction(redemption["cost"])
            for who, of in sorted(key for key in self.held if key[0] == leader):
                take = min(left, max(self.held[who, of], Fraction(0)))
                self.held[who, of] -= take
                self.kept[who, of] = min(self.kept[who, of], self.held[who, of])
                self.taken[name].append((of, take))
                left -= take
        if event == "cancel" and self.taken[name]:
            self.given_out[pile] -= redemption["count"]
            for of, take in self.taken.pop(name):
                self.held[leader, of] += take
                self.kept[leader, of] += take if self.in_grace(of, day) else 0

    def allowed(self, event: str, redemption: Plain, pile: tuple[int, str]) -> bool:
        """Tell whether a step may be taken: only final points, own use, what is in stock (EX-PTS-07, EX-PTS-11)."""
        stock = self.world["stock"].get(redemption["item"])
        asked = (
            self.rules["enabled"]
            and redemption["used_by"] in {None, redemption["leader"]}
            and self.balance(redemption["leader"]) >= redemption["cost"]
        )
        if event == "request":
            return bool(asked)
        if event == "approve":
            return bool(asked) and (stock is None or self.given_out[pile] + redemption["count"] <= stock)
        return event != "collect" or bool(redemption["proof"])


def changing_days(world: Plain) -> set[date]:
    """List the days on which points may become final or change."""
    found = {window[1] + DAY for window in world["windows"].values()}
    found |= {appeal["decided_on"] for appeal in world["appeals"] if appeal["decided_on"]}
    found |= {change["approved_on"] for change in world["corrections"]}
    decisions = [line["decision"] for claim in world["claims"] for _, line in scheme.lines_of(claim)]
    return found | {decision["on"] for decision in decisions if decision}


def ranking(book: Book, year: int, rules: Plain) -> dict[str, int]:
    """Rank everybody by what was earned in a year, or by the balance (EX-PTS-08)."""
    leaders = {post["leader"] for post in book.world["posts"]}
    by = {who: book.earned[who, year] if rules["basis"] == "earned" else book.balance(who) for who in leaders}
    return rongcheng_lists.ranks(by, rules["method"])
