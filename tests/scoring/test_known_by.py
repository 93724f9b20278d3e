"""Scores of an earlier day are the first lines of those of a later day, whatever was corrected in between."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from tests.oracle.comparing import Town
from tests.oracle.seeing import drawing
from tests.oracle.worlds import AS_OF


@pytest.mark.parametrize("number", range(12))
def test_what_becomes_known_later_changes_no_line_of_before(number: int) -> None:
    """A town as of each day on which anything became known, and as of the day before (G-18)."""
    town = Town(drawing("known-by", number))
    for name, community in town.scores.communities.items():
        told = {line.known_on for line in community.lines}
        for day in sorted({date.min, *told, *(known - timedelta(days=1) for known in told)}):
            then, found = town.score(day).communities[name], community.known_by(day)
            assert (found.lines, found.as_of) == (then.lines, day)


def test_the_towns_have_corrections_that_take_points_back_and_free_others() -> None:
    """The examples above are some: lines are withdrawn, and lines that stood back count after all."""
    scores = [Town(drawing("known-by", number)).scores for number in range(12)]
    lines = [line for found in scores for community in found.communities.values() for line in community.lines]
    outcomes = {line.outcome for line in lines}
    assert {"counted", "withdrawn", "capped", "late"} <= outcomes
    stood_back = {(line.source, line.item.id) for line in lines if line.outcome in {"capped", "not_first"}}
    assert any((line.source, line.item.id) in stood_back for line in lines if line.outcome == "counted")


def test_scores_of_their_own_day_are_these_scores() -> None:
    """Who asks for the same day is given what was worked out already."""
    community = next(iter(Town(drawing("known-by", 0)).scores.communities.values()))
    assert community.known_by(AS_OF) is community
