"""Points: from verified deeds to lines, totals and ranks."""

from __future__ import annotations

from generator.scoring.lines import Deed, ScoreLine, last_day_in_time, score_deeds
from generator.scoring.rankings import Run, last_places, rank, runs_of_last_place
from generator.scoring.scores import (
    CommunityScores,
    JurisdictionScores,
    score,
    score_community,
    score_jurisdiction,
)
from generator.scoring.totals import Holder, PeriodRow, base_points, period_rows, total, year_score

__all__ = [
    "CommunityScores",
    "Deed",
    "Holder",
    "JurisdictionScores",
    "PeriodRow",
    "Run",
    "ScoreLine",
    "base_points",
    "last_day_in_time",
    "last_places",
    "period_rows",
    "rank",
    "runs_of_last_place",
    "score",
    "score_community",
    "score_deeds",
    "score_jurisdiction",
    "total",
    "year_score",
]
