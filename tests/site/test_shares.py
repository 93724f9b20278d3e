"""The public views in two steps: each community without any other, and the whole from what the communities give."""

from __future__ import annotations

import pickle
from datetime import date
from functools import cache, partial
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

import pytest
from msgspec.structs import replace

from generator.awards import ranked_standings, rounds, standings_part
from generator.history import History
from generator.ledger import load
from generator.scoring import score_jurisdiction
from generator.views import (
    Overview,
    Standpoint,
    community_publication,
    jurisdiction_publication,
    publication,
    shown_rankings,
)
from tests.site import others, village
from tests.tools.demo_records import lay_out_town

if TYPE_CHECKING:
    from collections.abc import Callable

    from generator.ledger import CommunityBook, JurisdictionBook, Ledger
    from generator.scoring import JurisdictionScores
    from generator.views import CommunityShare, CommunityViews, JurisdictionPublication

ROOT = Path(__file__).resolve().parents[2]
HISTORY = History(village.COMMIT, others.COMMIT.committed_at, False, {})


def _town(folder: Path) -> Ledger:
    lay_out_town(folder)
    ledger = load(folder).ledger
    assert ledger is not None
    return ledger


def _at(root: Path) -> Callable[[Path], Ledger]:
    def loaded(_folder: Path) -> Ledger:
        ledger = load(root).ledger
        assert ledger is not None
        return ledger

    return loaded


PLACES: dict[str, tuple[Callable[[Path], Ledger], date]] = {
    "demonstration": (_at(ROOT), date(2026, 11, 20)),
    "town": (_town, date(2026, 11, 20)),
    "sixth": (_at(ROOT / "tests/sixth"), date(2028, 3, 1)),
    "village": (village.village, village.AS_OF),
    "scheme": (others.town, others.TOWN_DAY),
    "mechanism": (others.district, others.DISTRICT_DAY),
}
JURISDICTIONS = (
    *(("demonstration", name) for name in sorted(path.name for path in (ROOT / "records/jurisdictions").iterdir())),
    *(("town", "xiaogang"), ("sixth", "d6road"), ("sixth", "d6town")),
    *(("village", "xiaocun"), ("scheme", "tang"), ("mechanism", "jin")),
)


@cache
def _ledger(place: str) -> Ledger:
    with TemporaryDirectory() as folder:
        return PLACES[place][0](Path(folder))


@cache
def _together(place: str, name: str) -> JurisdictionPublication:
    """Make the views of a jurisdiction with every community at hand."""
    scores = {name: _scores(place, name)}
    results = {name: rounds(scores[name])}
    return publication(_ledger(place), scores, results, HISTORY, PLACES[place][1]).jurisdictions[0]


@cache
def _scores(place: str, name: str) -> JurisdictionScores:
    return _scored(place, _ledger(place).jurisdictions[name])


def _scored(place: str, book: JurisdictionBook) -> JurisdictionScores:
    assert book.policy is not None
    return score_jurisdiction(book, book.policy, _ledger(place).working_days, PLACES[place][1])


def _stand(place: str, book: JurisdictionBook) -> Standpoint:
    assert book.policy is not None
    return Standpoint(book, book.policy, _ledger(place).working_days, HISTORY, PLACES[place][1])


@pytest.mark.parametrize(("place", "name"), JURISDICTIONS)
def test_a_community_is_seen_without_the_others(place: str, name: str) -> None:
    """Loaded and scored as the only one of its jurisdiction, a community has the pages it has beside the others."""
    book = _ledger(place).jurisdictions[name]
    made = [_alone(place, book, community).pages for community in book.communities.values()]
    assert made == list(_together(place, name).communities)


def _alone(place: str, book: JurisdictionBook, community: CommunityBook) -> CommunityViews:
    scores = _scored(place, book.with_communities(community))
    assert list(scores.communities) == [community.id]
    return community_publication(_stand(place, scores.book), scores.communities[community.id])


@pytest.mark.parametrize(("place", "name"), JURISDICTIONS)
def test_the_whole_is_seen_from_what_the_communities_give(place: str, name: str) -> None:
    """The frame and the communities' shares, written down and read again, give every page of the whole."""
    book = _ledger(place).jurisdictions[name]
    stand = _stand(place, book.with_communities())
    assert stand.book.communities == {}
    communities = book.communities.values()
    shares = {community.id: _read_again(_alone(place, book, community).share) for community in communities}
    scores = _scores(place, name)
    held = rounds(scores)
    given = [
        standings_part(scores.communities[c.id], shown_rankings(stand), book.awards, [found.year for found in held])
        for c in communities
    ]
    standings = partial(ranked_standings, stand.policy, stand.as_of, given)
    whole = jurisdiction_publication(Overview(stand, shares, held, standings))
    expected = _together(place, name)
    for part in whole.__struct_fields__:
        if part != "communities":
            assert getattr(whole, part) == getattr(expected, part), part


def _read_again(share: CommunityShare) -> CommunityShare:
    again: CommunityShare = pickle.loads(pickle.dumps(share))  # noqa: S301 - written a moment ago
    assert again == share
    return again


@pytest.mark.parametrize(("body", "unnamed"), [("各楼栋换牌。", ()), ("吴离任交回了公示牌。", ("吴离任",))])
def test_a_share_has_a_name_only_where_a_notice_says_it(body: str, unnamed: tuple[str, ...]) -> None:
    """Somebody who left is handed on to the whole when a notice of the jurisdiction would name the person."""
    book = _ledger("village").jurisdictions["xiaocun"]
    notice = book.notices["n1"].model_copy(update={"body": body})
    share = _alone("village", replace(book, notices={"n1": notice}), book.communities["hupan"]).share
    assert share.unnamed == unnamed
