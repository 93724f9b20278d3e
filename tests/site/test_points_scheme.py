"""The public site of a jurisdiction under the points scheme: what is internal to claims stays off it."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from generator.awards import rounds
from generator.history import History
from generator.ledger import load
from generator.pages import bodies
from generator.periods import Period
from generator.records.base import Record, Visibility
from generator.scoring import score
from generator.views import publication
from tests.checks import gallery

if TYPE_CHECKING:
    from collections.abc import Iterator

    from generator.ledger import Ledger

MONTHS = ("2026-01", "2026-02")


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
    elif isinstance(value, Record):
        for name, info in type(value).model_fields.items():
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


@pytest.fixture(scope="module")
def demonstration() -> dict[str, str]:
    """The pages of the demonstration's jurisdictions, by path, without tags' line breaks."""
    found = load(Path(__file__).resolve().parents[2]).ledger
    assert found is not None
    day = date(2026, 11, 20)
    scores = score(found, day)
    pages = bodies(publication(found, scores, {name: rounds(one) for name, one in scores.items()}, History(), day))
    return {path: page.body_html for path, page in pages.items()}


def test_the_notice_of_a_month_shows_its_results(demonstration: dict[str, str]) -> None:
    """PTS-7-3: each leader's points stand in the notice, by item, with adjustments and the year to date."""
    page = demonstration["lanshi/notices/c001--points-2026-01.html"]
    assert page.count("<tr>") == 11
    assert 'data-label="当月合计"' in page
    assert "① 居民文化活动" in page


def test_what_an_appeal_changed_stands_in_the_next_notice(demonstration: dict[str, str]) -> None:
    """PTS-7-4: the notice keeps what it showed; the upheld line comes as an adjustment a month later."""
    found_ledger = load(Path(__file__).resolve().parents[2]).ledger
    assert found_ledger is not None
    book = found_ledger.jurisdictions["lanshi"].communities["c001"]
    (appeal,) = book.claims[Period.parse("2026-01")].appeals
    name = book.people[appeal.leader].name
    row = re.compile(name + r".*?data-label=\"调整\">([^<]+)<.*?data-label=\"当月合计\">([^<]+)<", re.DOTALL)
    found = {month: row.search(demonstration[f"lanshi/notices/c001--points-{month}.html"]) for month in MONTHS}
    adjustments = {month: match[1] for month, match in found.items() if match}
    assert adjustments == {"2026-01": "0", "2026-02": "5"}


def test_the_ranking_of_the_year_goes_by_points_earned(demonstration: dict[str, str]) -> None:
    """PTS-11-1: the first three of each community are rewarded; the decision between equals is told."""
    page = demonstration["lanshi/ranking/2025.html"]
    assert page.count("积分前列奖励") == 9
    assert page.count("名额边界同分：") >= 1
    earned = [int(points) for points in re.findall(r'data-label="全年积分">(\d+)<', page)]
    assert len(earned) == 30
    assert min(earned) > 0


def test_the_home_page_leads_to_the_latest_results(demonstration: dict[str, str]) -> None:
    """PTS-22-2: the last month that was shown is one step from the first page."""
    page = demonstration["lanshi/index.html"]
    assert "最近公布的是2026年10月" in page
    assert page.count("--points-2026-10.html") >= 3


def test_a_policy_without_points_has_no_place_for_them(demonstration: dict[str, str]) -> None:
    """Nobody is told to wait for points or contests that the policy does not know."""
    words = ("还没有公布过积分", "还没有年度评比", "积分名单")
    pages = [page for path, page in demonstration.items() if path.startswith("jiaquan/")]
    assert [word for word in words for page in pages if word in page] == []
    assert "jiaquan/points/index.html" not in demonstration
