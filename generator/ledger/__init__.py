"""The ledger (台账) and how it is loaded."""

from __future__ import annotations

from generator.ledger.community import CommunityBook, Post, Verified
from generator.ledger.ledger import JurisdictionBook, Ledger
from generator.ledger.loading import (
    Loaded,
    LoadedCommunity,
    LoadedPack,
    load,
    load_community,
    load_frame,
    load_pack,
    load_people,
    site_language,
)

__all__ = [
    "CommunityBook",
    "JurisdictionBook",
    "Ledger",
    "Loaded",
    "LoadedCommunity",
    "LoadedPack",
    "Post",
    "Verified",
    "load",
    "load_community",
    "load_frame",
    "load_pack",
    "load_people",
    "site_language",
]
