"""How checks are run: which of them look at the frame, at one community, at all communities together.

Knows scopes and how a check is asked; knows no fault.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date
from enum import Flag, auto
from typing import TypeAlias

from generator.checks import settings
from generator.ledger import Ledger
from generator.policies.settings import UnsetSettingError
from generator.problems import Problem, in_order
from generator.scoring import JurisdictionScores

Scores: TypeAlias = Mapping[str, JurisdictionScores]
RecordCheck: TypeAlias = Callable[[Ledger, date], Iterator[Problem]]
OutcomeCheck: TypeAlias = Callable[[Scores, date], Iterator[Problem]]


class Scope(Flag):
    """What a check looks at.

    FRAME: site, calendars, packs and the jurisdictions' own records; it is asked of the frame.
    COMMUNITY: one community with the frame to look things up in; it is asked of each community's part.
    WHOLE: the frame with the facts of all communities; it is asked once these are gathered.
    A check of two scopes finds different faults in each: a notice is the community's or the jurisdiction's.
    """

    FRAME = auto()
    COMMUNITY = auto()
    WHOLE = auto()


def run(checks: Iterable[tuple[RecordCheck, Scope]], scope: Scope, ledger: Ledger, as_of: date) -> tuple[Problem, ...]:
    """Run the checks of a scope; the result is in order of place."""
    asked = (check for check, declared in checks if scope in declared)
    return in_order(problem for check in asked for problem in found(check, ledger, as_of))


def found(check: RecordCheck, ledger: Ledger, as_of: date) -> Iterator[Problem]:
    """Yield what a check finds; where it asks for a value that the policy leaves open, that is the problem."""
    try:
        yield from check(ledger, as_of)
    except UnsetSettingError as error:
        yield from settings.asked_for(ledger, error)


def run_outcomes(
    checks: Iterable[tuple[OutcomeCheck, Scope]], scope: Scope, scores: Scores, as_of: date
) -> tuple[Problem, ...]:
    """Run the checks of a scope against scores; the result is in order of place."""
    asked = (check for check, declared in checks if scope in declared)
    return in_order(problem for check in asked for problem in check(scores, as_of))
