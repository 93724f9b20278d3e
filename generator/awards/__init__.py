"""What scores lead to: tiers, lists, credit. All of it a proposal until a record confirms it."""

from __future__ import annotations

from generator.awards.credit import Holding, PushState, credit_rows, push_state, push_window
from generator.awards.decided import decided_group, decision_of
from generator.awards.firsts import firsts
from generator.awards.rounds import (
    Entrant,
    HonourResult,
    RoundPart,
    RoundResult,
    Standing,
    StandingsPart,
    credit_holdings,
    held_round,
    hold_round,
    ranked_standings,
    round_part,
    rounds,
    standings_part,
    takes_part,
    year_standings,
    years_to_hold,
)
from generator.awards.tiers import Allotment, Tie, allot, places

__all__ = [
    "Allotment",
    "Entrant",
    "Holding",
    "HonourResult",
    "PushState",
    "RoundPart",
    "RoundResult",
    "Standing",
    "StandingsPart",
    "Tie",
    "allot",
    "credit_holdings",
    "credit_rows",
    "decided_group",
    "decision_of",
    "firsts",
    "held_round",
    "hold_round",
    "places",
    "push_state",
    "push_window",
    "ranked_standings",
    "round_part",
    "rounds",
    "standings_part",
    "takes_part",
    "year_standings",
    "years_to_hold",
]
