"""Whether a meeting passed a candidate by the policy's majority.

Knows counts and a rule of the pack; who voted how is known to nobody here.
"""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from datetime import date

    from generator.policies.surveys import VoteRule

_HUNDRED = 100


class Ballot(NamedTuple):
    """The count of a vote; `entitled` is None where nobody noted how many could have come."""

    present: int
    votes_for: int
    against: int
    abstain: int
    entitled: int | None = None


def has_quorum(rule: VoteRule, ballot: Ballot, day: date) -> bool:
    """Tell whether enough people came; an unset quorum does not bind, an unknown number cannot prove it."""
    quorum = rule.quorum.on(day)
    if quorum is None:
        return True
    return ballot.entitled is not None and ballot.present * _HUNDRED >= Fraction(quorum) * ballot.entitled


def passes(rule: VoteRule, ballot: Ballot, day: date) -> bool:
    """Tell whether the votes for are enough, compared as exact numbers.

    Raises:
        UnsetSettingError: the pack leaves the majority or its base open.
    """
    base = {
        "present": ballot.present,
        "entitled": ballot.entitled,
        "cast": ballot.votes_for + ballot.against,
    }[rule.base.required(day)]
    if base is None or not has_quorum(rule, ballot, day):
        return False
    wanted, reached = Fraction(rule.share.required(day)) * base, ballot.votes_for * _HUNDRED
    return reached > wanted or (reached == wanted and base > 0 and rule.equal_passes.required(day))
