"""The public site of a jurisdiction under the points scheme: what is internal to claims stays off it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from generator.awards import rounds
from generator.history import History
from generator.ledger import load
from generator.pages import bodies
from generator.records.base import Visibility
from generator.scoring import score
from generator.views import publication
from tests.checks import gallery
from tests.declared import declared_fields

if TYPE_CHECKING:
    from collections.abc import Iterator

    from generator.ledger import Ledger


@pytest.fixture(scope="module")
def ledger(tmp_path_factory: pytest.TempPathFactory) -> Ledger:
    """The gallery's base of the points scheme."""
    root = tmp_path_factory.mktemp("scheme")
    gallery.make("claims-without-rules", "good", root)
    found = load(root).ledger
    assert found is not None
    return found


@pytest.fixture(scope="module")
def everything(ledger: Ledger) -> str:
    """The text of every page of the site."""
    scores = score(ledger, gallery.AS_OF)
    results = {name: rounds(found) for name, found in scores.items()}
    pages = bodies(publication(ledger, scores, results, History(), gallery.AS_OF))
    assert any(path.startswith("tang/") for path in pages)
    return "\n".join(f"{page.title}\n{page.description}\n{page.body_html}" for page in pages.values())


def _internal(value: Any, seen: Visibility) -> Iterator[str]:
    """Yield each text of a record that is internal, or lies inside an internal field."""
    if isinstance(value, str):
        if seen is Visibility.INTERNAL:
            yield value
    elif isinstance(value, tuple):
        for one in value:
            yield from _internal(one, seen)
    else:
        for name, info in declared_fields(value).items():
            extra = info.json_schema_extra
            if isinstance(extra, dict):
                mark = Visibility(str(extra["visibility"]))
                yield from _internal(getattr(value, name), seen if seen is Visibility.INTERNAL else mark)


def test_nothing_internal_to_claims_is_public(ledger: Ledger, everything: str) -> None:
    """PTS-12-4: no reason, ground, proof or word of a decision, appeal, redemption or reward is on any page."""
    book = ledger.jurisdictions["tang"].communities["yun"]
    records = [*book.claims.values(), *book.redemptions.values(), *book.claim_corrections.values()]
    found = {text for record in records for text in _internal(record, Visibility.PUBLIC)}
    secret = {text for text in found if not text.isascii() or "-" in text}
    assert {"没有签到", "当天有签到", "连夜处理漏水", "zm-001", "漏报一项"} <= secret
    codes = {activity.id for activity in ledger.policies["pts"].pack.activities}
    assert {text for text in secret - codes if text in everything} == set()


def test_a_case_told_with_consent_is_public(everything: str) -> None:
    """PTS-23-3: what a leader did is told where the leader agreed to it."""
    assert "一通电话修好一条线" in everything


def test_the_method_page_says_what_is_assumed_and_what_is_open(everything: str) -> None:
    """PTS-2-1, PTS-6-3: a value that the adopter set is marked as assumed, with the rule that leaves it open."""
    assert "PTS-7-3" in everything
    assert "原文没有写哪天截止" in everything
