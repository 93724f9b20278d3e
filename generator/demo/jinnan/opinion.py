"""What residents said of the district's leaders each half-year, and what was decided after low results.

Knows invented counts of answers; a share or a proposal is the engine's.
"""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from generator.demo.jinnan.doors import Block
    from generator.demo.shelf import Shelf
    from generator.demo.town import Plain

HALVES = (("2025-H2", date(2025, 12, 18)), ("2026-H1", date(2026, 6, 17)))
LOW = {("c001", 5, "2025-H2"), ("c002", 3, "2026-H1"), ("c003", 7, "2026-H1")}
"""Community, position and half-year of the results below the threshold: one led to an end, one was lifted."""
EXACT = ("c001", 2, "2026-H1")
"""Whose result lies on the threshold itself."""
LIFTED, ENDED = ("c002", 3), ("c001", 5)


def hold_surveys(block: Block, shelf: Shelf) -> None:
    """Write the answers about everybody who served on the day, and the decisions after low results."""
    random = block.random
    for half, on in HALVES:
        for number, leader in enumerate(block.leaders):
            if not leader.in_post(on):
                continue
            satisfied, basically, not_ = random.randrange(14, 22), random.randrange(2, 7), random.randrange(3)
            if (block.id, number, half) in LOW:
                satisfied, basically, not_ = 8, 5, 10
            if (block.id, number, half) == EXACT:
                satisfied, basically, not_ = 9, 6, 10
            answers: Plain = {
                "survey": "half-year",
                "person": leader.id,
                "period": half,
                "held_on": str(on),
                "counted_by": shelf.checker,
                "delivered": "30",
                "satisfied": str(satisfied),
                "basically": str(basically),
                "not_satisfied": str(not_),
            }
            blank = 30 - satisfied - basically - not_ - random.randrange(3)
            shelf.put("survey", answers | {"blank": str(max(blank, 0))}, id=f"{half.lower()}-{number + 1:02}")
    _decide(block, shelf)


def _decide(block: Block, shelf: Shelf) -> None:
    """One bar is lifted after another look; one leader's post is ended."""
    town = f"{block.quarter.town}-approve"
    who: Plain = {"proposed_by": shelf.checker, "decided_by": town}
    if block.id == LIFTED[0]:
        lifted: Plain = {"kind": "lift_bar", "person": block.leaders[LIFTED[1]].id, "clause": "2.3.3"}
        reason = "评议时本楼正在改造施工，意见多在噪声；重新走访后多数住户愿意留任"
        shelf.put("decision", lifted | who | {"decided_on": "2026-07-22", "reason": reason}, id="lift-2026-07")
    if block.id == ENDED[0]:
        ended: Plain = {"kind": "end", "person": block.leaders[ENDED[1]].id, "appointment": "a1", "clause": "2.3.3"}
        days = {"decided_on": "2026-01-20", "effective_on": "2026-01-31"}
        shelf.put("decision", ended | who | days | {"reason": "评议不到六成，经谈话本人同意离任"}, id="end-2026-01")
