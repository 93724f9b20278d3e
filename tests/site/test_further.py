"""The pages that only some policies have: golden bodies, what those of the points scheme show, what stays inside."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from posixpath import dirname, join, normpath
from typing import TYPE_CHECKING, Any, cast
from urllib.parse import urldefrag

import html5lib
import pytest
from msgspec.structs import replace

from generator.claims import accounts, claimed_earnings, facts_of
from generator.pages import bodies
from generator.pages.finding import finder_files
from generator.views.cards import CardPage
from tests.site.golden_further import FURTHER, MORE, further_bodies
from tests.site.golden_pages import golden_file
from tests.site.others import DISTRICT_DAY, INSIDE, TOWN, TOWN_DAY, district, opened, seen, town

if TYPE_CHECKING:
    from pathlib import Path
    from xml.etree.ElementTree import Element

    from generator.ledger import Ledger
    from generator.views import JurisdictionPublication, Publication
    from generator.views.months import MonthPage, MonthRow


@pytest.fixture(scope="module")
def scheme(tmp_path_factory: pytest.TempPathFactory) -> Ledger:
    """Give the town under the points scheme."""
    return town(tmp_path_factory.mktemp("town"))


@pytest.fixture(scope="module")
def doors(tmp_path_factory: pytest.TempPathFactory) -> Ledger:
    """Give the district under the Jinnan mechanism."""
    return district(tmp_path_factory.mktemp("district"))


@pytest.fixture(scope="module")
def pages() -> dict[str, str]:
    """Give the body of every page of both."""
    return further_bodies()


def _tang(ledger: Ledger, day: date = TOWN_DAY) -> JurisdictionPublication:
    return next(found for found in seen(ledger, day).jurisdictions if found.id == "tang")


def _month(found: JurisdictionPublication, community: str, month: str) -> MonthPage:
    pages = (page for one in found.communities for page in one.months)
    return next(page for page in pages if page.community.text == community and page.month == month)


def _row(page: MonthPage, name: str) -> MonthRow:
    return next(row for row in page.rows if row.name.text == name)


@pytest.mark.parametrize("kind", sorted({**FURTHER, **MORE}))
def test_a_page_is_as_it_was_read(pages: dict[str, str], kind: str) -> None:
    """The body equals its golden file; `python -m tests.site.golden_further` writes them."""
    assert pages[{**FURTHER, **MORE}[kind]] == golden_file(kind).read_text(encoding="utf-8")


def test_nothing_inside_is_on_any_page(pages: dict[str, str], scheme: Ledger, doors: Ledger) -> None:
    """PTS-7-4, PTS-10-2, PTS-12-4: no reason, ground, proof, price, fund, mediator or single survey on any page."""
    texts = {**pages}
    for ledger, day in ((scheme, TOWN_DAY), (doors, DISTRICT_DAY)):
        texts |= {path: data.decode() for path, data in finder_files(seen(ledger, day)).items()}
    assert len(texts) > 60
    assert {(path, word) for path, text in texts.items() for word in INSIDE if word in text} == set()


def test_no_balance_is_on_any_page(tmp_path: Path) -> None:
    """PTS-12-2: of 65 points 40 were redeemed; neither the 25 that are left nor that anything was redeemed is seen."""
    ledger, day = town(tmp_path), date(2018, 11, 30)
    book, whole = ledger.jurisdictions["tang"].communities["yun"], ledger.jurisdictions["tang"]
    facts = facts_of(ledger.policies["pts"], whole, book, ledger.working_days)
    assert accounts(facts.policy, claimed_earnings(facts, day), book.redemptions, whole.catalogues, day).balance(
        "ma"
    ) == Decimal(25)
    found = bodies(seen(ledger, day))
    texts = {path: page.body_html for path, page in found.items() if path.startswith("tang/") and "method" not in path}
    words = (">25<", ">25 分", ">40<", "余额", "已领取", "已批准")
    assert {(path, word) for path, text in texts.items() for word in words if word in text} == set()


def test_a_month_keeps_the_figures_of_its_notice(scheme: Ledger) -> None:
    """EX-PTS-06, G-18: an upheld appeal leaves the posted row alone, shows as a later change, then as an adjustment."""
    posted = _row(_month(_tang(scheme, date(2018, 11, 5)), "云溪社区", "2018-10"), "马青田")
    assert (posted.total, posted.state, posted.waiting, posted.later) == (Decimal(60), "displayed", 0, Decimal(0))
    objected = _row(_month(_tang(scheme, date(2018, 11, 12)), "云溪社区", "2018-10"), "马青田")
    assert (objected.total, objected.state, objected.waiting) == (Decimal(60), "review", 1)
    decided = _row(_month(_tang(scheme, date(2018, 11, 15)), "云溪社区", "2018-10"), "马青田")
    assert (decided.total, decided.state, decided.later) == (Decimal(60), "final", Decimal(5))
    later = _row(_month(_tang(scheme), "云溪社区", "2018-11"), "马青田")
    assert (later.adjustment, later.to_date) == (Decimal(5), Decimal(80))


def test_the_others_are_final_while_one_appeals(scheme: Ledger) -> None:
    """PTS-7-4: an open appeal holds up its own leader; the rest are final on the day after the last one."""
    page = _month(_tang(scheme, date(2018, 11, 13)), "云溪社区", "2018-10")
    assert {row.name.text: row.state for row in page.rows} == {"何一川": "final", "林晓溪": "final", "马青田": "review"}
    assert page.waiting == 1
    assert not page.is_open
    assert _month(_tang(scheme, date(2018, 11, 12)), "云溪社区", "2018-10").is_open


def test_only_accepted_lines_are_on_a_notice(scheme: Ledger) -> None:
    """B-39, EX-PTS-03: what was refused or waits earns nothing there; a line without decision is only counted."""
    page = _month(_tang(scheme), "云溪社区", "2018-11")
    row = _row(page, "马青田")
    assert [head.label for head in page.items] == ["居民文化活动"]
    assert (row.basic, row.extra, row.total, row.waiting) == (Decimal(10), Decimal(5), Decimal(15), 1)
    assert [(found.times, found.points) for found in row.by_item] == [(1, Decimal(5))]


def test_a_month_appears_with_its_notice(scheme: Ledger) -> None:
    """PTS-7-3: reviewed points are nowhere before the notice goes up, and the community's page then leads to them."""
    assert _tang(scheme, date(2018, 11, 4)).communities[1].months == ()
    community = _tang(scheme, date(2018, 11, 5)).communities[1].page
    assert [(link.text, link.href) for link in community.lists] == [("2018年10月", "tang/points/2018-10/yun.html")]


def test_who_left_stays_on_the_notice_without_a_card(scheme: Ledger) -> None:
    """A published list keeps its names; the link to the card goes with the post."""
    row = _row(_month(_tang(scheme), "西塘社区", "2018-11"), "顾长风")
    assert (row.name.card, row.total) == (None, Decimal(15))


def test_a_card_explains_the_months_of_a_year(scheme: Ledger) -> None:
    """PTS-2-1: the card has each displayed month of the latest year, newest first, with what the notice says."""
    whole = _tang(scheme)
    cards = {card.path: card for community in whole.communities for card in community.cards}
    card = cards["tang/p/ma.html"]
    assert isinstance(card, CardPage)
    assert [(found.page.period, found.row.total) for found in card.months] == [
        ("2018年11月", Decimal(15)),
        ("2018年10月", Decimal(60)),
    ]
    assert card.next_list == "2018年12月"
    held = [(one.year, one.label, one.provisional) for one in dict(whole.held)[card.path]]
    assert held == [("2018", "积分前列奖励", True)]


def test_the_ranking_goes_by_points_earned(scheme: Ledger) -> None:
    """EX-PTS-08, EX-PTS-12: what was redeemed does not count; equal points on the last place wait for a decision."""
    (page,) = _tang(scheme).years.earned
    assert [(group.scope, [(row.rank, row.name.text, row.points) for row in group.rows]) for group in page.groups] == [
        ("西塘社区", [(1, "范若水", Decimal(15)), (1, "顾长风", Decimal(15))]),
        ("云溪社区", [(1, "马青田", Decimal(80)), (2, "林晓溪", Decimal(15)), (3, "何一川", Decimal(0))]),
    ]
    hill, lake = page.groups
    assert hill.tie is not None
    assert (hill.tie.places, hill.tie.contenders, hill.tie.on) == (1, 2, None)
    assert [row.tied for row in hill.rows] == [True, True]
    assert [row.rewarded for row in lake.rows] == [True, False, False]
    assert page.provisional
    assert _tang(scheme, date(2019, 1, 14)).years.earned == ()


def test_a_decided_tie_says_why(tmp_path: Path) -> None:
    """G-09, PTS-9-4: the signed decision and the praise of the round are shown; the list is then confirmed."""
    award = {
        "frozen_on": "2019-01-15",
        "held_by": "yun-hall",
        "tie_decisions": [
            {
                "honour": "top",
                "tier": "first",
                "chosen": ["fan"],
                "by": "head",
                "on": "2019-01-20",
                "reason": "出勤更多",
            }
        ],
        "commended": [{"commendation": "annual", "person": "lin", "on": "2019-01-22", "matter": "热心帮扶"}],
        "confirmed_on": "2019-01-25",
        "confirmed_by": "head",
    }
    ledger = town(tmp_path, {"awards/2018": award})
    (page,) = _tang(ledger).years.earned
    tie = page.groups[0].tie
    assert tie is not None
    assert (tie.on, tie.reason, page.provisional) == (date(2019, 1, 20), "出勤更多", False)
    assert [(row.name.text, row.rewarded) for row in page.groups[0].rows] == [("范若水", True), ("顾长风", False)]
    assert [(row.name.text, row.label, row.matter) for row in page.commended] == [("林晓溪", "年度表彰", "热心帮扶")]
    (before,) = _tang(ledger, date(2019, 1, 19)).years.earned
    assert before.groups[0].tie is not None
    assert before.groups[0].tie.on is None
    assert (before.provisional, before.commended) == (True, ())


def test_the_catalogue_tells_whether_anything_is_left(scheme: Ledger) -> None:
    """PTS-4-2, B-41: cost and stock of the year, gone or not; no price in money and no count of redemptions."""
    page = _tang(scheme).further.catalogue
    assert page is not None
    assert [(one.name, one.cost, one.stock, one.left) for one in page.offers] == [
        ("社区活动券", Decimal(20), 10, True),
        ("家政优惠券", Decimal(30), None, True),
        ("台灯", Decimal(60), 0, False),
    ]
    assert (page.reset_on, page.places) == (date(2020, 1, 1), ("社区服务站",))
    assert _tang(opened(scheme, "pts", catalogue="community")).further.catalogue is None


def test_statistics_add_up_what_the_notices_show(scheme: Ledger) -> None:
    """PTS-12-3, PTS-18-3, B-42: sums by item, month and community equal those of the displayed months."""
    found = _tang(scheme)
    (page,) = found.further.tallies
    rows = [row for one in found.communities for month in one.months for row in month.rows]
    assert page.whole.total == sum(row.total for row in rows) == Decimal(115)
    assert sum(row.total for row in page.months) == sum(row.total for row in page.communities) == Decimal(115)
    assert sum(item.points for item in page.items) == sum(row.extra for row in rows)
    assert [(row.community, row.place, row.times, row.people) for row in page.gatherings] == [
        ("云溪社区", "1号楼", 2, 42)
    ]


def test_satisfaction_is_shown_as_a_sum(scheme: Ledger) -> None:
    """PTS-10-3, G-27: answers about all leaders count as they are, those about single ones are added up."""
    page = _tang(scheme).further.opinions
    assert page is not None
    (period,) = page.periods
    assert [(row.scope, row.answers, row.share) for row in (*period.rows, period.whole)] == [
        ("西塘社区", 40, Decimal("90.00")),
        ("云溪社区", 25, Decimal("96.00")),
        ("合计", 65, Decimal("92.31")),
    ]


@pytest.mark.parametrize(
    ("surveys", "shown"),
    [
        ([{"satisfied": "4", "basically": "0", "dissatisfied": "0"}], False),
        ([{"satisfied": "4", "basically": "0", "dissatisfied": "1"}], True),
        ([{"leader": "fan", "satisfied": "40", "basically": "0", "dissatisfied": "0"}], False),
    ],
)
def test_a_small_sum_is_hidden_with_the_total(tmp_path: Path, surveys: list[dict[str, str]], *, shown: bool) -> None:
    """Fewer answers than the policy asks for, or one leader alone, are hidden, and so is the total that tells them."""
    page = _tang(town(tmp_path, {"communities/xi/feedback/2018-Q4": {"surveys": surveys}})).further.opinions
    assert page is not None
    (period,) = page.periods
    assert [row.answers is not None for row in period.rows] == [shown, True]
    assert (period.whole.answers is not None) is shown


def test_reviews_are_public_and_money_only_whereopened(scheme: Ledger) -> None:
    """PTS-14-1, PTS-17-3, PTS-21-1, B-45: findings and measures are shown; sums of money wait for the pack's word."""
    page = _tang(scheme).further.scheme
    assert page is not None
    assert [(one.period, one.summary, one.changes) for one in page.reviews] == [
        ("2018年", "全年运行平稳。", ("② 安全隐患",))
    ]
    assert [(one.kind, one.text, one.measure) for one in page.reviews[0].findings] == [
        ("success", "隐患报得比往年早", ""),
        ("problem", "申报常有漏项", "月底提醒一次"),
    ]
    assert page.funds == ()
    shown = _tang(opened(scheme, "pts", budget="public")).further.scheme
    assert shown is not None
    assert [(one.use, one.planned, one.spent, one.left) for one in shown.funds] == [
        ("prizes", Decimal("30.00"), Decimal("30.00"), Decimal("0.00")),
        ("system", Decimal("200.00"), Decimal("120.00"), Decimal("80.00")),
    ]
    assert _tang(scheme, date(2019, 1, 9)).further.scheme == replace(
        page, reviews=(), meetings=page.meetings, changes=page.changes
    )


def test_a_policy_that_closes_its_points_has_none_of_these(scheme: Ledger) -> None:
    """G-24: without the words that open them there is no month, ranking, statistics, review or satisfaction."""
    closed = dict.fromkeys(("points", "statistics", "satisfaction", "reviews", "catalogue", "honours"), "community")
    found = _tang(opened(scheme, "pts", **closed))
    assert [community.months for community in found.communities] == [(), ()]
    assert (found.years.earned, found.further.links(), found.points.is_open) == ((), (), False)
    paths = {path for path in bodies(seen(opened(scheme, "pts", **closed), TOWN_DAY)) if path.startswith("tang/")}
    assert not [path for path in paths if "points" in path or "ranking" in path or "tallies" in path]


def _tree(body: str) -> Element:
    return cast("Element", html5lib.parseFragment(body, treebuilder="etree", namespaceHTMLElements=False))


@pytest.mark.parametrize("place", ["town", "district"])
def test_every_link_leads_somewhere_and_every_page_is_reached(place: str, tmp_path: Path) -> None:
    """Links stay inside and end at pages and anchors that exist; a resident gets everywhere from the first page."""
    ledger, day = (town(tmp_path), TOWN_DAY) if place == "town" else (district(tmp_path), DISTRICT_DAY)
    found: Publication = seen(ledger, day)
    trees = {path: _tree(page.body_html) for path, page in bodies(found).items()}
    there = {*trees, "assets/finder.js", *finder_files(found)}
    ids = {path: {e.attrib["id"] for e in tree.iter() if "id" in e.attrib} for path, tree in trees.items()}
    leads: dict[str, set[str]] = {}
    for path, tree in trees.items():
        links = [e.attrib[a] for e in tree.iter() for a in ("href", "src") if a in e.attrib]
        parts = [urldefrag(link) for link in links if not link.startswith("tel:")]
        ways = [(normpath(join(dirname(path), url)) if url else path, anchor) for url, anchor in parts]
        assert not [(path, way) for way, _ in ways if way not in there]
        assert not [(path, way, a) for way, a in ways if a and a not in ids[way]]
        leads[path] = {way for way, _ in ways}
    seen_, pending = set[str](), ["index.html"]
    while pending:
        path = pending.pop()
        if path not in seen_ and path in trees:
            seen_.add(path)
            pending += leads[path]
    gone = {
        card.path
        for j in found.jurisdictions
        for c in j.communities
        for card in c.cards
        if not isinstance(card, CardPage)
    }
    assert set(trees) - seen_ - gone == {"find.html"}


def test_pages_are_well_formed(pages: dict[str, str]) -> None:
    """Each page has one h1, and tables with captions and scoped heads."""
    for path, body in pages.items():
        html5lib.HTMLParser(strict=True).parseFragment(body)
        tree = _tree(body)
        assert len(list(tree.iter("h1"))) == 1, path
        assert all(table.find("caption") is not None for table in tree.iter("table")), path
        assert all("scope" in head.attrib for head in tree.iter("th")), path


HOSTILE = "<script>alert(1)</script>{{ 7 * 7 }}"


def test_hostile_text_stays_text(tmp_path: Path) -> None:
    """Whatever stands in a public field of the new records, no page gets an element from it."""
    item = {"id": "ticket", "name": HOSTILE, "kind": "prize", "cost": "20"}
    review = {
        "on": "2019-01-10",
        "by": "head",
        "findings": [{"kind": "problem", "text": HOSTILE, "measure": HOSTILE}],
        "summary": HOSTILE,
    }
    changes: dict[str, Any] = {
        "catalogue/2019": {**TOWN["catalogue/2019"], "rules": HOSTILE, "places": [HOSTILE], "items": [item]},
        "scheme_reviews/2018": review,
        "scheme_meetings/m1": {"kind": "training", "on": "2018-09-20", "topic": HOSTILE, "channel": HOSTILE},
    }
    found = bodies(seen(town(tmp_path, changes), TOWN_DAY))
    shown = 0
    for path, page in found.items():
        tree = _tree(page.body_html)
        assert all(e.tag != "script" or set(e.attrib) == {"src", "defer"} for e in tree.iter()), path
        shown += "".join(tree.itertext()).count(HOSTILE)
    assert shown == 8
