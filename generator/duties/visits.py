"""How many households were reached in a month, on whole numbers and never on a rounded share.

Knows codes of households as they come; nothing of who lives there.
"""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

from msgspec import Struct

if TYPE_CHECKING:
    from collections.abc import Iterable


class VisitCoverage(Struct, frozen=True):
    """Households reached, of all in the leader's care."""

    reached: int
    households: int

    @property
    def complete(self) -> bool:
        """Tell whether every household was reached (G-05)."""
        return self.reached == self.households

    @property
    def share(self) -> Fraction | None:
        """The exact share; None where there is no household."""
        return Fraction(self.reached, self.households) if self.households else None


def visit_coverage(
    visits: Iterable[tuple[str, Iterable[str]]], completed: Iterable[str], households: int
) -> VisitCoverage:
    """Count each household once that was reached by an activity that completes it.

    Args:
        visits: activity and household codes of each entry of the month.
        completed: the activities by which a household is done.
        households: how many the leader has in care.
    """
    done = set(completed)
    reached = {code for activity, codes in visits if activity in done for code in codes}
    return VisitCoverage(len(reached), households)
