"""What follows from the days of service: the end of a term, the end of probation.

Knows the pack's months and years; knows no person.
"""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING, Literal, TypeAlias

from generator.periods import add_months

if TYPE_CHECKING:
    from generator.policies.service import Probation, Term
    from generator.policies.staffing import InsuranceRule

ProbationState: TypeAlias = Literal["open", "due", "late", "not_due", "missing"]

_YEAR = 12


def term_end(rule: Term, start: date) -> date:
    """Return the last day of a term: the next election where terms follow elections, else so many years on.

    Raises:
        UnsetSettingError: the years are unset.
    """
    regular = add_months(start, _YEAR * rule.years.required(start)) - timedelta(days=1)
    if not rule.with_election.on(start):
        return regular
    coming = [day for day in rule.elections.on(start) or () if start < day]
    return min(coming, default=regular)


def probation_ends(rule: InsuranceRule, start: date) -> date | None:
    """Return the last day on which a pass is in time (G-02); None where the pack sets no months."""
    months = rule.within_months.on(start) if rule.within_months else None
    return None if months is None else add_months(start, months)


def probation_state(
    insurance: InsuranceRule, rule: Probation, start: date, result: tuple[date, bool] | None, as_of: date
) -> ProbationState:
    """Tell what the assessment after the start leads to.

    Args:
        insurance: what starts the insurance, and within how long.
        rule: what a late pass means.
        start: the first day of service.
        result: the day of the assessment and whether it was passed; None where there is none.
        as_of: the day of the judgement.

    Returns:
        `due` for insurance, `late` where a decision is needed, `not_due`, `open`, or `missing` past the last day.
    """
    if insurance.start.required(start) == "appointment":
        return "due"
    ends = probation_ends(insurance, start)
    if result is None or result[0] > as_of:
        return "missing" if ends is not None and as_of > ends else "open"
    on, passed = result
    if not passed:
        return "not_due"
    if ends is None or on <= ends:
        return "due"
    late: dict[str, ProbationState] = {"decision": "late", "due": "due", "not_due": "not_due"}
    return late[rule.passed_late.required(start)]
