"""The ledger (台账) and how it is loaded."""

from __future__ import annotations

from generator.ledger.community import CommunityBook, Post, Verified
from generator.ledger.ledger import JurisdictionBook, Ledger
from generator.ledger.loading import (
    Listing,
    Loaded,
    LoadedCommunity,
    LoadedPack,
    list_records,
    listing_of,
    load,
    load_community,
    load_frame,
    load_pack,
    site_language,
)

__all__ = [
    "CommunityBook",
    "JurisdictionBook",
    "Ledger",
    "Listing",
    "Loaded",
    "LoadedCommunity",
    "LoadedPack",
    "Post",
    "Verified",
    "list_records",
    "listing_of",
    "load",
    "load_community",
    "load_frame",
    "load_pack",
    "site_language",
]
