"""Engine and oracle agree in drawn cases, and what must hold of any town holds of the engine's."""

from __future__ import annotations

from collections import defaultdict
from datetime import timedelta
from fractions import Fraction
from typing import TYPE_CHECKING

import pytest

from generator.awards import hold_round
from generator.scoring.alerts import raised_alerts
from tests.oracle.comparing import Town
from tests.oracle.engine import YEAR
from tests.oracle.kinds import compare
from tests.oracle.rongcheng import ITEM_OF
from tests.oracle.seeing import drawing
from tests.oracle.worlds import AS_OF, draw_deed

if TYPE_CHECKING:
    from random import Random

    from generator.periods import Period
    from generator.scoring import Holder, JurisdictionScores, PeriodRow

CASES = {"town": 1000, "contest": 1000, "runs": 1000, "days": 1000}
LATER = AS_OF + timedelta(days=30)


@pytest.mark.parametrize("kind", sorted(CASES))
def test_engine_and_oracle_agree(kind: str) -> None:
    """Two readings of the rules, written apart, give the same figures in every drawn case."""
    differing = {number: found for number in range(CASES[kind]) if (found := compare(kind, number))}
    assert differing == {}


def totals(scores: JurisdictionScores) -> dict[Holder, Fraction]:
    """Add up everything that each leader ever earned."""
    found: dict[Holder, Fraction] = defaultdict(Fraction)
    for community in scores.communities.values():
        for holder, lines in community.by_holder.items():
            found[holder] = sum((Fraction(line.points) for line in lines), Fraction(0))
    return found


def yearly(scores: JurisdictionScores) -> dict[tuple[Holder, int], Fraction]:
    """Add up what each leader earned in each year, those with nothing left out."""
    found: dict[tuple[Holder, int], Fraction] = defaultdict(Fraction)
    for community in scores.communities.values():
        for holder, lines in community.by_holder.items():
            for line in lines:
                found[holder, line.belongs.year] += Fraction(line.points)
    return {key: points for key, points in found.items() if points}


def lists(scores: JurisdictionScores) -> dict[tuple[str, Period], tuple[PeriodRow, ...]]:
    """Return every closed list of the town."""
    return {
        (name, period): community.rows(period, closed_on)
        for name, community in scores.communities.items()
        for period, closed_on in community.closings().items()
    }


@pytest.mark.parametrize("number", range(60))
def test_the_order_of_files_and_entries_changes_nothing(number: int) -> None:
    """The same facts written in the opposite order give the same lines, alerts and round."""
    town = Town(drawing("order", number))
    turned = town.score(AS_OF, order=-1)
    for name, community in town.scores.communities.items():
        assert turned.communities[name].lines == community.lines
    assert raised_alerts(turned) == raised_alerts(town.scores)
    assert hold_round(turned, YEAR) == hold_round(town.scores, YEAR)


def add_deed(rng: Random, town: Town) -> tuple[str, str, bool]:
    """Add a verified deed to the first community; return who did it, in which role, and whether it is a report."""
    plain = next(iter(town.world["communities"].values()))
    deed = None
    while deed is None:
        deed = draw_deed(
            rng, plain["posts"], [post["from"] + timedelta(days=rng.randrange(60)) for post in plain["posts"]]
        )
    month = (deed["date"].year, deed["date"].month)
    number = 1 + max((d["number"] for d in plain["deeds"] if d["month"] == month), default=0)
    verified = deed["date"] + timedelta(days=rng.randrange(60))
    plain["deeds"].append({**deed, "month": month, "number": number, "verified_on": verified, "refused": False})
    return deed["leader"], deed["role"], ITEM_OF[deed["activity"]] == "i05"


@pytest.mark.parametrize("number", range(100))
def test_a_further_verified_deed_never_lowers_a_total(number: int) -> None:
    """Points are only added (R18-2.4.2-2): nobody has less, but for whoever reported the same problem later."""
    rng = drawing("more", number)
    town = Town(rng)
    before = totals(town.scores)
    leader, _, is_report = add_deed(rng, town)
    after = totals(town.score(AS_OF))
    for holder, points in before.items():
        if not is_report or holder.leader == leader:
            assert after[holder] >= points, holder


@pytest.mark.parametrize("number", range(100))
def test_a_deed_restated_as_it_was_changes_no_year(number: int) -> None:
    """A correction that takes a deed back and restates the very same leaves every year's sum (G-18)."""
    rng = drawing("again", number)
    town = Town(rng)
    before = yearly(town.score(LATER))
    for plain in town.world["communities"].values():
        corrected = {(c["month"], c["number"]) for c in plain["corrections"]}
        counting = [d for d in plain["deeds"] if d["verified_on"] and not d["refused"]]
        free = [deed for deed in counting if (deed["month"], deed["number"]) not in corrected]
        for deed in rng.sample(free, min(len(free), 2)):
            key = {"month": deed["month"], "number": deed["number"]}
            plain["corrections"].append({**key, "restated": deed, "approved_on": AS_OF})
    assert yearly(town.score(LATER)) == before


@pytest.mark.parametrize("number", range(60))
def test_a_published_list_never_changes(number: int) -> None:
    """What is verified or corrected after a list was closed leaves that list as it was (G-18, EX-R18-04)."""
    rng = drawing("list", number)
    town = Town(rng)
    published = {}
    for name, community in town.scores.communities.items():
        for period, closed_on in community.closings().items():
            then = town.score(closed_on).communities[name]
            published[name, period] = then.rows(period, closed_on)
    assert lists(town.scores) == published
    for _ in range(3):
        add_deed(rng, town)
        next(iter(town.world["communities"].values()))["deeds"][-1]["verified_on"] = AS_OF
    assert lists(town.score(LATER)) == published


def test_the_drawn_towns_show_every_outcome() -> None:
    """Agreement would say little of empty towns: a few show every outcome, warnings, tiers and undecided ties."""
    towns = [Town(drawing("town", number)) for number in range(120)]
    lines = [line for town in towns for found in town.scores.communities.values() for line in found.lines]
    outcomes = {line.outcome for line in lines}
    assert outcomes == {"counted", "late", "capped", "not_first", "not_attended", "too_few", "withdrawn"}
    assert any(raised_alerts(town.scores) for town in towns)
    assert any(tiers[0] for town in towns for _, tiers, _ in town.wanted)
    assert any(waiting for town in towns for _, _, waiting in town.wanted)
