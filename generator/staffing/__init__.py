"""Staffing: who holds which posts on a day, who should, and how the papers about it stand.

Knows records and the policy's rules of staffing; knows neither points nor money.
"""

from __future__ import annotations

from generator.staffing.posts import (
    Coverage,
    Holding,
    concurrent_holdings,
    holdings,
    leader_count,
    required_post_coverage,
)
from generator.staffing.progress import ProgressRow, progress, progress_totals

__all__ = [
    "Coverage",
    "Holding",
    "ProgressRow",
    "concurrent_holdings",
    "holdings",
    "leader_count",
    "progress",
    "progress_totals",
    "required_post_coverage",
]
