"""What must be refused of monthly claims, once more: events claimed twice, items that exclude each other, bounds, days.

Knows nothing of the engine, its types or its files; slow, naive, on plain dicts.
"""

from __future__ import annotations

from datetime import date, timedelta
from fractions import Fraction
from typing import TYPE_CHECKING, Any

from tests.oracle import scheme

if TYPE_CHECKING:
    from collections.abc import Iterator
    from random import Random

    from tests.oracle.rongcheng import Plain

EXCLUSIVE = {"a03", "a04"}
LEAST, MOST = Fraction(1), Fraction(10)


def refused(world: Plain, rules: Plain) -> Iterator[tuple[str, Any, str, str]]:
    """Name leader, month, line and fault of everything that must be refused."""
    claims = sorted(world["claims"], key=lambda claim: claim["month"])
    for claim in claims:
        where = (claim["leader"], claim["month"])
        if scheme.is_late(world, claim, rules):
            yield (*where, "basic", "claim-too-late")
        for line in claim["lines"]:
            if (line["date"].year, line["date"].month) != claim["month"]:
                yield (*where, line["id"], "claimed-outside-month")
            if line["points"] is not None:
                yield from ((*where, line["id"], fault) for fault in _bounds(line["points"]))
    for leader in {claim["leader"] for claim in claims}:
        yield from _twice(world, [claim for claim in claims if claim["leader"] == leader], rules)


def _bounds(points: Fraction) -> Iterator[str]:
    """Hold judged points against their least, most and step (EX-PTS-15); the first that fails is named."""
    if points < LEAST:
        yield "points-below-least"
    elif points > MOST:
        yield "points-above-most"
    elif points.denominator != 1:
        yield "points-off-step"


def _twice(world: Plain, claims: list[Plain], rules: Plain) -> Iterator[tuple[str, Any, str, str]]:
    """One event counts once for a leader and item, whatever the month (G-26, EX-PTS-17); a refused line not at all."""
    seen: list[tuple[str, str]] = []
    for claim in claims:
        for key, line in scheme.lines_of(claim):
            if not line.get("event"):
                continue
            stands = scheme.stands(world, claim, key, line, date.max, rules)
            if stands["state"] == "rejected":
                continue
            item = scheme.ITEM_OF[stands["line"]["activity"]]
            others = {other for event, other in seen if event == line["event"]}
            if item in others:
                yield claim["leader"], claim["month"], key, "duplicate-claim"
            if {item, *others} >= EXCLUSIVE and item in EXCLUSIVE:
                yield claim["leader"], claim["month"], key, "exclusive-items"
            seen.append((line["event"], item))


def spoil(rng: Random, world: Plain) -> None:
    """Write some things into a community that are wrong, or nearly."""
    for claim in world["claims"]:
        for line in claim["lines"]:
            if line["points"] is not None and rng.random() < 0.2:
                line["points"] = rng.choice((LEAST, MOST, MOST + 1, Fraction(0), Fraction(3, 2)))
            if rng.random() < 0.4:
                line["event"] = f"e{rng.randrange(8)}"
            if rng.random() < 0.03:
                line["date"] += timedelta(days=rng.choice((-31, 31)))
    for change in world["corrections"]:
        line = next(
            line
            for claim in world["claims"]
            if (claim["leader"], claim["month"]) == (change["leader"], change["month"])
            for line in claim["lines"]
            if line["id"] == change["line"]
        )
        if change["restated"]:
            change["restated"] |= {"event": line["event"], "date": line["date"]}
