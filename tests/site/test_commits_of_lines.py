"""What a receipt says of the commit behind a line, with the village kept in a real repository."""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.awards import rounds
from generator.history import read_history
from generator.ledger import load
from generator.scoring import score
from generator.views import publication
from generator.views.cards import CardPage
from tests.history.repository import LATER, Repository
from tests.site.village import AS_OF, LAKE, RECORDS, village

if TYPE_CHECKING:
    from pathlib import Path

    from generator.views import Publication
    from generator.views.receipts import PeriodReceipt

LOG = f"{LAKE}/logs/2018-03.yaml"
CLERK = "机密录入人"


def _published(folder: Path) -> Publication:
    ledger = load(folder).ledger
    assert ledger is not None
    scores = score(ledger, AS_OF)
    history = read_history(folder)
    return publication(ledger, scores, {name: rounds(found) for name, found in scores.items()}, history, AS_OF)


def _receipts(found: Publication) -> dict[str, tuple[PeriodReceipt, ...]]:
    cards = [card for home in found.jurisdictions[0].communities for card in home.cards]
    return {card.name: card.receipts for card in cards if isinstance(card, CardPage)}


def test_a_new_line_of_one_leader_leaves_the_receipts_of_others_alone(tmp_path: Path) -> None:
    """The commit of a line is that of its own entry, not that of the file."""
    village(tmp_path)
    repository = Repository(tmp_path)
    first = repository.commit(by=CLERK)
    before = _published(tmp_path)

    added = "- id: 010\n  date: 2018-03-20\n  leader: bbb\n  activity: community-service\n"
    second = repository.commit(LOG, content=RECORDS[LOG] + added, at=LATER, by=CLERK)
    after = _published(tmp_path)

    assert first != second
    assert _receipts(after) == _receipts(before)


def test_a_changed_entry_shows_its_own_commit(tmp_path: Path) -> None:
    """The lines of a log stand together by the commit that brought them in; nobody's name is public."""
    village(tmp_path)
    repository = Repository(tmp_path)
    first = repository.commit(by=CLERK)
    third = "  date: 2018-03-09\n  leader: aaa\n"
    second = repository.commit(LOG, content=RECORDS[LOG].replace(third, third + "  note: 机密\n"), at=LATER, by=CLERK)

    found = _published(tmp_path)

    groups = _receipts(found)["曾小敏"][1].groups
    assert [(group.commit, [line.line for line in group.lines]) for group in groups] == [
        (first[:10], [3, 11, 42, 49]),
        (second[:10], [17]),
    ]
    assert CLERK not in repr(found)
