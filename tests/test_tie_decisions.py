"""Decisions on ties: one for each tier, and for each community where communities are ranked apart."""

from __future__ import annotations

import shutil
from datetime import date
from typing import TYPE_CHECKING

import pytest
from msgspec.structs import replace

from generator.awards import Tie, decision_of
from generator.checks.packs import repeated_id
from generator.language import translate
from generator.ledger import load
from generator.periods import Period
from generator.records.outcomes import AwardRound, TieDecision
from tests.oracle.packs import policy_with
from tests.tools.demo_records import lay_out_town

if TYPE_CHECKING:
    from pathlib import Path

    from generator.ledger import Ledger

DAY = date(2026, 1, 16)
YEAR = Period.parse("2025")


@pytest.fixture(scope="module")
def town(tmp_path_factory: pytest.TempPathFactory) -> Ledger:
    """Load the small town, three communities with leaders."""
    root: Path = tmp_path_factory.mktemp("town")
    lay_out_town(root)
    ledger = load(root).ledger
    shutil.rmtree(root)
    assert ledger is not None
    return ledger


def decided(*chosen: str, tier: str = "three-star") -> TieDecision:
    """Write a decision."""
    return TieDecision(honour="star", tier=tier, chosen=chosen, by="city-prepare", on=DAY, reason="同分")


def repeated(town: Ledger, scope: str, *decisions: TieDecision) -> list[str]:
    """Return what `repeated-id` says of a round under a policy whose places are counted within a scope."""
    policy = policy_with("r18", [("honours.star.scope", scope), ("rankings.annual.scope", scope)])
    award = AwardRound(frozen_on=DAY, held_by="city-office", tie_decisions=decisions)
    book = replace(town.jurisdictions["xiaogang"], policy=policy, awards={YEAR: award})
    found = repeated_id(replace(town, jurisdictions={"xiaogang": book}), DAY)
    return [translate(problem.message, "zh_CN") for problem in found]


def leaders(town: Ledger, community: str) -> list[str]:
    """Return two leaders of doors of a community."""
    posts = town.jurisdictions["xiaogang"].communities[community].posts
    return [post.person for post in posts if post.appointment.role == "building-leader"][:2]


def test_communities_that_are_ranked_apart_have_a_decision_each(town: Ledger) -> None:
    """G-09: one for each community and tier is right; a second one for the same community is a repetition."""
    (first, second), (other, *_) = leaders(town, "c001"), leaders(town, "c002")
    assert repeated(town, "community", decided(first), decided(other), decided(first, tier="four-star")) == []
    assert repeated(town, "community", decided(first), decided(second)) == [
        "编号 star/three-star/c001 在这个列表里出现了两次。"
    ]


def test_leaders_who_are_ranked_together_have_one_decision(town: Ledger) -> None:
    """G-09: where the whole city shares the places, one decision names all who enter the tier."""
    (first, _), (other, *_) = leaders(town, "c001"), leaders(town, "c002")
    assert repeated(town, "jurisdiction", decided(first), decided(other)) == [
        "编号 star/three-star 在这个列表里出现了两次。"
    ]
    assert repeated(town, "jurisdiction", decided(first, other)) == []


def test_the_decision_of_a_tie_is_the_one_that_names_its_people() -> None:
    """Of two decisions of a tier each stands with its own tie, with its own reason."""
    here, there = decided("b"), decided("y")
    ties = [Tie("three-star", 1, ("a", "b"), ("b",)), Tie("three-star", 1, ("x", "y"), ("y",))]
    assert [decision_of((here, there), "star", tie) for tie in ties] == [here, there]
    assert decision_of((here,), "star", Tie("three-star", 1, ("a", "b"), ())) is None
    assert decision_of((here,), "excellent", ties[0]) is None
