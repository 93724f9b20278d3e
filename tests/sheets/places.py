"""Two small jurisdictions to print from: the Chiyang one of the gallery, and the small town of the tests.

Knows how to lay and score them; knows no sheet. Run `python -m tests.sheets.golden_sheets` after a template changed.
"""

from __future__ import annotations

import shutil
from datetime import date
from pathlib import Path

from generator.awards import rounds
from generator.ledger import load
from generator.reports import Context
from generator.scoring import score

ROOT = Path(__file__).resolve().parents[2]
COMMIT = "0123456789ab"
HE = "records/jurisdictions/chi/communities/he"
CHI_DAY, TOWN_DAY = date(2022, 2, 20), date(2026, 5, 10)


def lay_chi(root: Path) -> Path:
    """Lay the Chiyang base of the gallery with its pack."""
    records = root / "records"
    shutil.copytree(ROOT / "tests/checks/_c21/records", records)
    shutil.copytree(ROOT / "records/policies/c21", records / "policies/c21")
    shutil.copytree(ROOT / "records/calendar", records / "calendar")
    return root


def lay_town(root: Path) -> Path:
    """Lay the small town with its pack."""
    records = root / "records"
    shutil.copytree(ROOT / "tests/town/records", records)
    shutil.copytree(ROOT / "records/policies/r18", records / "policies/r18")
    shutil.copytree(ROOT / "records/calendar", records / "calendar")
    return root


def context(root: Path, jurisdiction: str, as_of: date) -> Context:
    """Load and score one jurisdiction of a folder."""
    loaded = load(root)
    assert loaded.problems == ()
    assert loaded.ledger is not None
    scores = score(loaded.ledger, as_of)[jurisdiction]
    return Context(loaded.ledger, scores, rounds(scores), as_of)
