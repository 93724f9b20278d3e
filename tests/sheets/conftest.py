"""The exports of both places, made once.

Knows nothing of what stands on a sheet.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.sheets import golden_sheets, places

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from generator.reports import Context


@pytest.fixture(scope="session")
def exported(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Mapping[str, bytes]]:
    """Make the exports of both places as people print them, without a vault."""
    return golden_sheets.exports(tmp_path_factory.mktemp("exported"))


@pytest.fixture
def chi(tmp_path: Path) -> Context:
    """Score the Chiyang base of the gallery."""
    return places.context(places.lay_chi(tmp_path / "chi"), "chi", places.CHI_DAY)
