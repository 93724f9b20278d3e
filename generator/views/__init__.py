"""What everybody may see: hand-written public types, built from ledger, scores and day (decision 11)."""

from __future__ import annotations

from generator.views.overview import Overview
from generator.views.publication import (
    CommunityPublication,
    CommunityViews,
    JurisdictionPublication,
    Publication,
    community_publication,
    jurisdiction_publication,
    publication,
)
from generator.views.rankings import shown_rankings
from generator.views.shares import CommunityShare
from generator.views.standpoint import Standpoint

__all__ = [
    "CommunityPublication",
    "CommunityShare",
    "CommunityViews",
    "JurisdictionPublication",
    "Overview",
    "Publication",
    "Standpoint",
    "community_publication",
    "jurisdiction_publication",
    "publication",
    "shown_rankings",
]
