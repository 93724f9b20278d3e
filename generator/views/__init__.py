"""What everybody may see: hand-written public types, built from ledger, scores and day (decision 11)."""

from __future__ import annotations

from generator.views.publication import (
    CommunityPublication,
    JurisdictionPublication,
    Publication,
    community_publication,
    jurisdiction_publication,
    publication,
)

__all__ = [
    "CommunityPublication",
    "JurisdictionPublication",
    "Publication",
    "community_publication",
    "jurisdiction_publication",
    "publication",
]
