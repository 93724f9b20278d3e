"""The records are scored once for the checks and for what follows them."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from generator import checks, scoring
from generator.cli.session import Session
from tests.tools.demo_records import lay_out_town

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    import pytest

    from generator.ledger import Ledger
    from generator.scoring import JurisdictionScores

TODAY, EARLIER = date(2026, 11, 20), date(2026, 3, 31)


def test_checks_and_results_share_their_scores(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The results hold the very scores that the checks went by; another day is scored by itself."""
    lay_out_town(tmp_path)
    asked: list[tuple[date, Mapping[str, JurisdictionScores]]] = []

    def recording(ledger: Ledger, day: date) -> Mapping[str, JurisdictionScores]:
        asked.append((day, plain(ledger, day)))
        return asked[-1][1]

    plain = scoring.score
    monkeypatch.setattr(scoring, "score", recording)
    monkeypatch.setattr(checks, "score", recording)
    session = Session(tmp_path, None, TODAY)
    found = session.results()
    assert [day for day, _ in asked] == [TODAY]
    assert found.scores is asked[0][1]
    assert session._scored(found.ledger, EARLIER)["xiaogang"].as_of == EARLIER
    assert [day for day, _ in asked] == [TODAY, EARLIER]


def test_each_list_is_worked_out_once(tmp_path: Path) -> None:
    """Whoever asks again for a list of the same closing day is given the same one; of another day, another."""
    lay_out_town(tmp_path)
    results = Session(tmp_path, None, TODAY).results()
    (jurisdiction,) = results.scores.values()
    community = jurisdiction.communities["c001"]
    period, close = next(iter(community.book.closes.items()))
    first = community.rows(period, close.closed_on)
    assert community.rows(period, close.closed_on) is first
    early = community.rows(period, period.first)
    assert [row.leader for row in early] == [row.leader for row in first]
    assert any(row.lines for row in first)
    assert all(line.known_on <= period.first for row in early for line in row.lines)
