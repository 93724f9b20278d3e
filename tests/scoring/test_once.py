"""What is worked out of scores is worked out once."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from generator.ledger import load
from generator.scoring import score
from tests.tools.demo_records import lay_out_town

if TYPE_CHECKING:
    from pathlib import Path

TODAY = date(2026, 11, 20)


def test_each_list_is_worked_out_once(tmp_path: Path) -> None:
    """Whoever asks again for a list of the same closing day is given the same one; of another day, another."""
    lay_out_town(tmp_path)
    ledger = load(tmp_path).ledger
    assert ledger is not None
    (jurisdiction,) = score(ledger, TODAY).values()
    community = jurisdiction.communities["c001"]
    period, close = next(iter(community.book.closes.items()))
    first = community.rows(period, close.closed_on)
    assert community.rows(period, close.closed_on) is first
    early = community.rows(period, period.first)
    assert [row.leader for row in early] == [row.leader for row in first]
    assert any(row.lines for row in first)
    assert all(line.known_on <= period.first for row in early for line in row.lines)
