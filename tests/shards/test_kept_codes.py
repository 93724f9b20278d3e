"""What a build learned of drawing codes: kept for the next, and not what the pages depend on."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
import segno

from generator.pages import symbols
from tests.shards import edits

if TYPE_CHECKING:
    from pathlib import Path


def test_a_build_after_another_asks_no_encoder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A fresh run in which a line changed draws the codes of its community from what the run before learned."""
    place = edits.Town(tmp_path / "town", 5)
    symbols.known.cache_clear()
    edits.build(place.root, place.day)
    assert symbols.known().families
    symbols.known.cache_clear()
    monkeypatch.setattr(segno, "make", lambda *_, **__: pytest.fail("the encoder was asked"))
    log = place.files("communities/c002/logs/*.yaml")[0]
    place.replace(log, r"headcount: \d+", lambda found: f"{found[0]}1")
    assert edits.make(place.root, place.day).written > 0
