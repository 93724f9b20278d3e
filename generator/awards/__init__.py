"""What scores lead to: tiers, lists, credit. All of it a proposal until a record confirms it."""

from __future__ import annotations

from generator.awards.credit import Holding, PushState, credit_rows, push_state, push_window
from generator.awards.decided import decided_group, decision_of
from generator.awards.firsts import firsts
from generator.awards.rounds import (
    HonourResult,
    RoundResult,
    Standing,
    credit_holdings,
    hold_round,
    rounds,
    takes_part,
    year_standings,
)
from generator.awards.tiers import Allotment, Tie, allot, places

__all__ = [
    "Allotment",
    "Holding",
    "HonourResult",
    "PushState",
    "RoundResult",
    "Standing",
    "Tie",
    "allot",
    "credit_holdings",
    "credit_rows",
    "decided_group",
    "decision_of",
    "firsts",
    "hold_round",
    "places",
    "push_state",
    "push_window",
    "rounds",
    "takes_part",
    "year_standings",
]
