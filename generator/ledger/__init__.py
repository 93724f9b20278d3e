"""The ledger (台账) and how it is loaded."""

from __future__ import annotations

from generator.ledger.community import CommunityBook, Post, Verified
from generator.ledger.ledger import JurisdictionBook, Ledger
from generator.ledger.loading import Loaded, LoadedPack, load, load_pack, site_language

__all__ = [
    "CommunityBook",
    "JurisdictionBook",
    "Ledger",
    "Loaded",
    "LoadedPack",
    "Post",
    "Verified",
    "load",
    "load_pack",
    "site_language",
]
