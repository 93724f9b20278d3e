"""Cases of claims with faults, found by the oracle and by the engine.

Knows both sides; judges no claim itself.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.claims import claim_faults
from tests.oracle import scheme_faults
from tests.oracle.comparing_scheme import RULE_SETS, facts_of, pts_rules
from tests.oracle.scheme_worlds import draw_world
from tests.oracle.seeing import Difference

if TYPE_CHECKING:
    from collections.abc import Iterator
    from random import Random


def refused_claims(rng: Random) -> Iterator[Difference]:
    """Compare what is refused of claims into which faults were written."""
    rules, policy = pts_rules(rng.choice((0, rng.randrange(RULE_SETS))))
    world = draw_world(rng, rules)
    scheme_faults.spoil(rng, world)
    found = {
        (fault.leader, (fault.month.year, fault.month.number), fault.line, fault.check)
        for fault in claim_faults(facts_of(world, policy))
        if fault.check not in {"late-appeal-upheld", "same-hand"}
    }
    yield Difference("refused", set(scheme_faults.refused(world, rules)), found)
