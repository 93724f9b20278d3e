"""What residents say of leaders, and the leaders as a body: shares, votes, figures, readiness."""

from __future__ import annotations

from generator.surveys.counting import Counts, is_low, per_cent, satisfaction
from generator.surveys.pairs import pairs_on, unpaired
from generator.surveys.readiness import DutyState, duty_state, readiness_of
from generator.surveys.results import Proposal, Result, is_barred, proposals, results
from generator.surveys.rosters import Coverage, Member, coverage, figure_counts, members
from generator.surveys.small_groups import Group, hidden_figures
from generator.surveys.votes import Ballot, has_quorum, passes

__all__ = [
    "Ballot",
    "Counts",
    "Coverage",
    "DutyState",
    "Group",
    "Member",
    "Proposal",
    "Result",
    "coverage",
    "duty_state",
    "figure_counts",
    "has_quorum",
    "hidden_figures",
    "is_barred",
    "is_low",
    "members",
    "pairs_on",
    "passes",
    "per_cent",
    "proposals",
    "readiness_of",
    "results",
    "satisfaction",
    "unpaired",
]
