"""Every kind of case by name, and how one is compared.

Knows which comparison answers to which name; compares nothing itself.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.oracle import (
    comparing,
    comparing_days,
    comparing_money,
    comparing_posts,
    comparing_quotas,
    comparing_rates,
    comparing_refused,
    comparing_scheme,
    comparing_service,
)
from tests.oracle.seeing import drawing

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from random import Random

    from tests.oracle.seeing import Difference

KINDS: dict[str, Callable[[Random], Iterator[Difference]]] = {
    "town": comparing.town,
    "contest": comparing.contest,
    "runs": comparing.runs,
    "days": comparing.days,
    "quotas": comparing_quotas.quotas,
    "period-runs": comparing_quotas.period_runs,
    "windows": comparing_days.windows,
    "c21-money": comparing_money.c21_money,
    "c21-staffing": comparing_posts.c21_staffing,
    "n22-money": comparing_money.n22_money,
    "n22-service": comparing_service.n22_service,
    "j22-rates": comparing_rates.j22_rates,
    "pts-claims": comparing_scheme.points_scheme,
    "pts-faults": comparing_refused.refused_claims,
}


def compare(kind: str, number: int) -> list[Difference]:
    """Work out the case of that kind and number on both sides; return where they differ."""
    return [found for found in KINDS[kind](drawing(kind, number)) if found.wanted != found.found]
