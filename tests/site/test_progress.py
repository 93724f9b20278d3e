"""What residents see of work in hand under the other policies: campaigns, stations, issues, calls, windows, honours."""

from __future__ import annotations

import re
from datetime import date
from posixpath import dirname, join, normpath
from typing import TYPE_CHECKING, Any
from urllib.parse import urldefrag

import html5lib
import pytest

from generator.pages import bodies
from generator.pages.finding import finder_files
from generator.records.base import Record, Visibility
from tests.declared import declared_fields
from tests.site.districts import CHIYANG, DISTRICTS, GARDEN, JINNAN, NEW_AREA, SUN, District
from tests.site.finder_texts import finder_texts
from tests.site.village import REPOSITORY, publish

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from generator.ledger import Ledger
    from generator.views import JurisdictionPublication
    from generator.views.notices import NoticePage

SHORTEST = 3
SECOND = "records/jurisdictions/chi/communities/qing"
QING = """name: 清水社区
parent: east
office: hall
places:
- id: x
  level: compound
  name: 清水园
"""


def _seen(district: District, folder: Path, *, day: date | None = None, **changes: str) -> JurisdictionPublication:
    return district.publish(folder, changes, day).jurisdictions[0]


def _notice(found: JurisdictionPublication, name: str) -> NoticePage:
    notices = (*found.notices, *(page for community in found.communities for page in community.notices))
    return next(page for page in notices if page.id == name)


def _opened(district: District, data: str, audience: str) -> dict[str, str]:
    """Change who sees a kind of data under a district's policy."""
    path = f"records/policies/{district.policy}/policy.yaml"
    text = (REPOSITORY / path).read_text("utf-8")
    changed = re.sub(rf"(- data: {data}\n  audience: )\w+", rf"\g<1>{audience}", text)
    assert changed != text
    return {path: changed}


def test_the_progress_table_has_its_columns_and_sums(tmp_path: Path) -> None:
    """C21-A2-1, B-12: six columns, a line for each community, and the sums of the columns."""
    second = {
        f"{SECOND}/community.yaml": QING,
        f"{SECOND}/campaigns/merging.yaml": "buildings: 9\nleaders_before: 7\n",
        f"{GARDEN}/campaigns/merging.yaml": "buildings: 12\nleaders_before: 12\ndone_on: 2021-09-30\nremark: 已合并\n",
    }
    (page,) = CHIYANG.publish(tmp_path, second).jurisdictions[0].campaigns
    assert [(r.number, r.community.text, r.buildings, r.before, r.after, r.remark) for r in page.rows] == [
        (1, "荷香社区", 12, 12, 2, "已合并"),
        (2, "清水社区", 9, 7, 0, ""),
    ]
    assert (page.buildings, page.before, page.after) == (21, 19, 2)
    assert (page.due, [row.done_on for row in page.rows]) == (date(2021, 9, 8), [date(2021, 9, 30), None])


def test_a_community_that_has_not_reported_is_named(tmp_path: Path) -> None:
    """C21-4.2-1: the table says which communities have no return yet."""
    name = {f"{SECOND}/community.yaml": QING}
    (page,) = CHIYANG.publish(tmp_path, name).jurisdictions[0].campaigns
    assert [link.text for link in page.missing] == ["清水社区"]


@pytest.mark.parametrize(("audience", "shown"), [("public", 1), ("community", 0), ("never", 0)])
def test_a_campaign_is_public_where_the_pack_says_so(tmp_path: Path, audience: str, shown: int) -> None:
    """B-12: the progress table is a page under a pack that opens campaigns, and no page and no link otherwise."""
    changes = {} if audience == "public" else _opened(CHIYANG, "campaigns", audience)
    pages = bodies(CHIYANG.publish(tmp_path, changes))
    assert sum("/campaigns/" in path for path in pages) == shown
    assert ("工作进度" in pages["chi/index.html"].body_html) is bool(shown)
    assert not NEW_AREA.publish(tmp_path / "n").jurisdictions[0].campaigns


@pytest.mark.parametrize(
    ("haves", "complete"),
    [(("office", "sign", "equipment", "rules"), 2), (("office", "sign", "equipment"), 1)],
)
def test_a_station_counts_as_complete_with_all_it_should_have(
    tmp_path: Path, haves: tuple[str, ...], complete: int
) -> None:
    """N22-3.3.2-1, N22-4.2-1, B-34: a station counts with four of four; with three it is set up and not complete."""
    listed = "".join(f"- have: {have}\n  on: 2022-02-15\n" for have in haves)
    station = f"place: sun\nname: 阳光小区网格工作站\nopened_on: 2022-02-01\nhaves:\n{listed}in_use_on: 2022-02-25\n"
    changes = {f"{SUN}/stations/s1.yaml": station}
    page = NEW_AREA.publish(tmp_path, changes, date(2022, 2, 20)).jurisdictions[0].stations
    assert page is not None
    assert (page.total.wanted, page.total.opened, page.total.complete, page.total.in_use) == (2, 2, complete, 0)
    share = {2: "2/2（100%）", 1: "1/2（50%）"}[complete]
    assert share in bodies(NEW_AREA.publish(tmp_path / "b", changes, date(2022, 2, 20)))["xin/stations.html"].body_html


def test_a_have_counts_from_its_day(tmp_path: Path) -> None:
    """N22-3.3.2-1: the day before the last of the four was there the station is not complete."""
    page = _seen(NEW_AREA, tmp_path, day=date(2022, 2, 14)).stations
    assert page is not None
    assert page.total.complete == 0


def test_stations_that_are_internal_are_nowhere(tmp_path: Path) -> None:
    """G-24: under a pack that keeps stations inside there is no page of them, and no board names one."""
    pages = bodies(NEW_AREA.publish(tmp_path, _opened(NEW_AREA, "stations", "community"), date(2022, 3, 10)))
    assert "xin/stations.html" not in pages
    everything = "".join(page.body_html for path, page in pages.items() if not path.endswith("method.html"))
    assert "网格工作站" not in everything
    assert "工作站职责" not in everything


def test_the_issue_board_says_measure_limit_and_state(tmp_path: Path) -> None:
    """N22-3.4.2-2, B-25: matter, measure, limit, unit, state; overdue is marked, a matter without measure waits."""
    page = _seen(NEW_AREA, tmp_path).issues
    assert page is not None
    (group,) = page.groups
    assert [(r.matter, r.measure, r.limit, r.handler, r.state) for r in group.in_hand] == [
        ("小区路灯不亮", "更换灯头", date(2022, 1, 20), "向阳社区办公室", "overdue"),
        ("楼道堆物", "联合清理", date(2022, 2, 10), "向阳社区办公室", "in_hand"),
    ]
    assert [(r.matter, r.state, r.closed_on) for r in group.solved] == [("井盖松动", "solved_late", date(2022, 1, 12))]
    assert (page.in_hand, page.overdue) == (2, 1)


@pytest.mark.parametrize(("day", "state"), [(date(2022, 1, 20), "in_hand"), (date(2022, 1, 21), "overdue")])
def test_the_limit_itself_is_in_time(tmp_path: Path, day: date, state: str) -> None:
    """N22-3.4.2-2: on the last day a matter is in hand, the next day it is overdue (G-17)."""
    page = _seen(NEW_AREA, tmp_path, day=day).issues
    assert page is not None
    assert next(row.state for row in page.groups[0].in_hand if row.matter == "小区路灯不亮") == state


def test_issues_are_public_where_the_pack_says_so(tmp_path: Path) -> None:
    """G-24, R18-2.1.4-4: issues of a policy that keeps them inside have no page, title or measure on the site."""
    assert _seen(CHIYANG, tmp_path / "a").issues is None
    assert _seen(JINNAN, tmp_path / "b").issues is None
    assert publish(tmp_path / "c").jurisdictions[0].issues is None


@pytest.mark.parametrize(
    ("day", "named", "state"),
    [(date(2022, 1, 26), True, "open"), (date(2022, 2, 7), True, "open"), (date(2022, 2, 8), False, "over")],
)
def test_a_candidate_notice_knows_its_days_and_expires(tmp_path: Path, day: date, *, named: bool, state: str) -> None:
    """N22-A3-3.4-1, B-23, EX-N22-11: to 7 February at least and 9 February at most; names go by themselves."""
    page = _notice(_seen(NEW_AREA, tmp_path, day=day), "n1")
    assert page.window is not None
    assert (page.window.earliest_end, page.window.earliest_decision, page.window.latest_end) == (
        date(2022, 2, 7),
        date(2022, 2, 8),
        date(2022, 2, 9),
    )
    assert ([one.name for one in page.candidates] == ["李青禾", "王知秋"]) is named
    assert (page.state, page.phone) == (state, "0631-5550111")
    body = bodies(NEW_AREA.publish(tmp_path / "b", as_of=day))["xin/notices/yang--n1.html"].body_html
    assert ("最早 2022年2月7日期满" in body) is named
    assert ("王知秋" in body) is named


def test_a_policy_without_a_number_of_days_promises_none(tmp_path: Path) -> None:
    """R18-2.3-3: where the number of days is unset, the notice says its own window and no earliest end."""
    page = _notice(publish(tmp_path).jurisdictions[0], "n2")
    assert page.window is None


def test_a_recruitment_notice_says_posts_conditions_channels_and_dates(tmp_path: Path) -> None:
    """N22-A3-3.1-1, B-21: the posts vacant at posting, each condition of the pack, each channel, and the window."""
    page = _notice(_seen(NEW_AREA, tmp_path, day=date(2022, 3, 10)), "r1")
    assert page.recruitment is not None
    assert [(post.place, post.role) for post in page.recruitment.posts] == [
        ("阳光1号楼", "楼栋长"),
        ("阳光2号楼", "楼栋长"),
    ]
    assert [one.text for one in page.recruitment.channels] == [
        "个人自荐",
        "群众联名推荐（10 人以上）",
        "组织推荐（社区党组织、居委会、物业公司、业主委员会）",
    ]
    assert len(page.recruitment.conditions) == 8
    assert page.recruitment.conditions[-1].text == "年龄不超过 60 周岁，特别合适的经批准可到 65 周岁"
    assert (page.opens, page.closes) == (date(2022, 1, 10), date(2022, 1, 14))


@pytest.mark.parametrize(("day", "shown"), [(date(2023, 1, 14), False), (date(2023, 1, 15), True)])
def test_chosen_leaders_are_listed_once_the_round_is_confirmed(tmp_path: Path, day: date, *, shown: bool) -> None:
    """N22-A3-4.2.3-2, N22-A3-4.2.4-1, B-30: name, compound and year from the confirmation on; none has its reason."""
    found = _seen(NEW_AREA, tmp_path, day=day)
    assert len(found.honours) == shown
    cards = [card for community in found.communities for card in community.cards if card.path == "xin/p/li.html"]
    assert [[held.label for held in dict(found.held).get(card.path, ())] for card in cards] == [
        ["优秀楼栋长"] if shown else []
    ]
    if shown:
        (page,) = found.honours
        (honour,) = page.chosen
        assert [(one.place, [name.text for name in one.names], one.reason) for one in honour.places] == [
            ("阳光", ["李青禾"], ""),
            ("月光小区", [], "本小区当年没有楼栋长"),
        ]
        assert [(praise.label, [row.matter for row in praise.rows]) for praise in page.commended] == [
            ("重大任务表现突出表彰", ["防汛值守"])
        ]


def test_a_policy_without_points_speaks_of_none(tmp_path: Path) -> None:
    """C21-3.5-2: a district that keeps no points has no empty list of points on its pages."""
    pages = bodies(CHIYANG.publish(tmp_path))
    assert not [path for path in pages if "/points/" in path]
    assert "积分" not in pages["chi/index.html"].body_html.replace("公示和积分", "")
    assert "积分" not in pages["chi/c/he.html"].body_html


def _texts(value: Any, seen: Visibility) -> Iterator[tuple[Visibility, str]]:
    """Yield each text of a record with its mark; what lies inside an internal field is internal."""
    if isinstance(value, str):
        yield seen, value
    elif isinstance(value, tuple):
        for one in value:
            yield from _texts(one, seen)
    else:
        for name, info in declared_fields(value).items():
            extra = info.json_schema_extra
            if isinstance(extra, dict):
                mark = Visibility(str(extra["visibility"]))
                yield from _texts(getattr(value, name), seen if seen is Visibility.INTERNAL else mark)


def _records(ledger: Ledger) -> Iterator[Record]:
    for book in ledger.jurisdictions.values():
        yield book.jurisdiction
        yield from book.awards.values()
        for community in book.communities.values():
            yield community.community
            for shelf in (getattr(community, name) for name in community.__struct_fields__):
                if hasattr(shelf, "values"):
                    yield from (record for record in shelf.values() if isinstance(record, Record))


@pytest.mark.parametrize("name", DISTRICTS)
@pytest.mark.parametrize("later", [False, True])
def test_nothing_internal_is_on_any_page(tmp_path: Path, name: str, *, later: bool) -> None:
    """G-24: no post, note, opinion, grade, reason or other internal text is on any page but the policy's."""
    district = DISTRICTS[name]
    day = district.as_of.replace(year=district.as_of.year + 1) if later else district.as_of
    ledger = district.ledger(tmp_path / "a")
    found = district.publish(tmp_path / "b", as_of=day)
    pages = {path: f"{page.title}\n{page.description}\n{page.body_html}" for path, page in bodies(found).items()}
    pages |= finder_texts(found)
    del pages[f"{found.jurisdictions[0].id}/method.html"]
    marked = [pair for record in _records(ledger) for pair in _texts(record, Visibility.PUBLIC)]
    known = {text for mark, text in marked if mark is not Visibility.INTERNAL}
    secret = {text for mark, text in marked if mark is Visibility.INTERNAL and len(text) >= SHORTEST}
    secret = {text for text in secret - known if not text.isascii()} | set(district.private)
    assert len(secret) >= len(district.private)
    assert {(path, word) for path, text in pages.items() for word in secret if word in text} == set()


@pytest.mark.parametrize("name", DISTRICTS)
def test_every_link_of_a_district_leads_somewhere(tmp_path: Path, name: str) -> None:
    """Each link of each page is relative and ends at a page or an anchor that exists."""
    found = DISTRICTS[name].publish(tmp_path, as_of=DISTRICTS[name].as_of.replace(year=2023))
    trees = {
        path: html5lib.parseFragment(page.body_html, namespaceHTMLElements=False)
        for path, page in bodies(found).items()
    }
    ids = {path: {e.attrib["id"] for e in tree.iter() if "id" in e.attrib} for path, tree in trees.items()}
    there = {*trees, *finder_files(found), "assets/finder.js"}
    for path, tree in trees.items():
        links = {e.attrib[a] for e in tree.iter() for a in ("href", "src") if a in e.attrib}
        for link in sorted(links):
            if not link.startswith("tel:"):
                place, fragment = urldefrag(link)
                target = normpath(join(dirname(path), place)) if place else path
                assert target in there, (path, link)
                assert not fragment or fragment in ids[target], (path, link)
