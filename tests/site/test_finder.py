"""The finder in a browser: what a resident types and whom it finds, from a folder on disk and without a network."""

from __future__ import annotations

import gzip
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

import pytest

from generator.pages import bodies
from generator.pages.columns import column, packed
from generator.pages.finding import finder_files, finder_script
from generator.resources import templates
from generator.views.finder import FinderRow, sounds
from tests.site.invented import district
from tests.site.village import LAKE, publish

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from playwright.sync_api import Browser, Page

    from generator.views import Publication

pytestmark = pytest.mark.browser

MORE = {
    f"{LAKE}/people/{person}.yaml": (
        f"{name}\nappointments:\n- id: one\n  role: {role}\n  places:\n  - {place}\n  from: 2018-03-05\n"
    )
    for person, name, role, place in (
        ("hhh", "name: 曾小", "building-leader", "b04"),
        ("iii", "name: 李曾小敏", "building-leader", "b05"),
        ("jjj", "name: 龚䶮\npinyin: gong yan", "stairwell-leader", "b04-1"),
    )
}


@pytest.fixture(scope="module")
def found(tmp_path_factory: pytest.TempPathFactory) -> Publication:
    """Publish the village with a few more people."""
    return publish(tmp_path_factory.mktemp("village"), MORE)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory, found: Publication) -> Path:
    """Lay the village's pages and the finder out in a folder."""
    root = tmp_path_factory.mktemp("site")
    files = {path: f"<!doctype html><meta charset=utf-8>{page.body_html}" for path, page in bodies(found).items()}
    files |= {path: data.decode() for path, data in finder_files(found).items()}
    files["assets/finder.js"] = (templates() / "assets/finder.js").read_text(encoding="utf-8")
    for path, text in files.items():
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_text(text, encoding="utf-8")
    return root


@pytest.fixture
def page(browser: Browser, folder: Path) -> Iterator[Page]:
    """Open the finder's page, at first without a query."""
    opened = browser.new_page()
    opened.goto((folder / "find.html").as_uri())
    yield opened
    opened.close()


def _found(page: Page, query: str) -> list[str]:
    page.fill("#finder-query", query)
    return page.locator("[data-finder-results] h3").all_inner_texts()


@pytest.mark.parametrize(
    ("query", "names"),
    [
        ("曾小", ["曾小", "曾小敏", "李曾小敏"]),
        ("小敏", ["曾小敏", "李曾小敏"]),
        ("zxm", ["曾小敏"]),
        ("CXM", ["曾小敏"]),
        ("zhoudahai", ["周大海"]),
        ("zhoud", ["周大海"]),
        ("gongyan", ["龚䶮"]),
        ("gy", ["龚䶮"]),
        ("lcxm", ["李曾小敏"]),
        ("aynemmt", ["阿依努尔·买买提"]),
        ("阿依", ["阿依努尔·买买提"]),
        ("3-2", ["阿依努尔·买买提", "曾小敏"]),
        ("3栋2单元", ["阿依努尔·买买提", "曾小敏"]),
        ("3号楼二单元", ["阿依努尔·买买提", "曾小敏"]),
        ("３－２", ["阿依努尔·买买提", "曾小敏"]),
        ("三号楼", ["曾小敏", "阿依努尔·买买提"]),
        ("4栋7单元", ["曾小"]),
        ("湖光里5", ["李曾小敏"]),
        ("33", []),
        ("吴离任", []),
    ],
)
def test_a_query_finds_the_right_people_in_order(page: Page, query: str, names: list[str]) -> None:
    """Exact names come first, then beginnings, parts, readings; a building is found in every usual form."""
    assert _found(page, query) == names


def test_every_part_of_a_name_and_an_address_is_found(page: Page, found: Publication) -> None:
    """Whoever types any stretch of a name or an address gets everybody whose name or address holds it."""
    rows = [row for community in found.jurisdictions[0].communities for row in community.finder]
    for part in sorted(_parts([row.name for row in rows]) | _parts([f"{row.community}{row.place}" for row in rows])):
        expected = {row.name for row in rows if part in row.name or part in f"{row.community}{row.place}"}
        got = set(_found(page, part))
        assert expected <= got
        assert got == expected or part[0].isnumeric()  # what begins with a figure may be the code of a building


def _parts(texts: list[str]) -> set[str]:
    return {text[start:end] for text in texts for start in range(len(text)) for end in range(start + 1, len(text) + 1)}


def _script() -> str:
    """Return the finder's script as the body of a function that hands out what finds, and touches no page."""
    source = (templates() / "assets/finder.js").read_text(encoding="utf-8")
    inside = source.partition("(function () {")[2].rpartition("})();")[0]
    return f"{inside}\nreturn {{unpacked: unpacked, find: find}};"


_ASK = """([script, data, queries]) => {
    const finder = new Function(script)();
    const window = {};
    new Function('window', data)(window);
    const rows = [].concat(...window.louzhangFinder.map(finder.unpacked));
    const at = new Map(rows.map((row, number) => [row, number]));
    const told = ["name", "place", "community", "href", "role", "phone"];
    return {
        rows: rows.map(row => told.map(one => row[one]).concat(row.codes.join(","))),
        found: queries.map(query => finder.find(rows, query).map(row => at.get(row))),
    };
}"""


def _ask(page: Page, communities: list[tuple[FinderRow, ...]], queries: list[str]) -> dict[str, list[list[Any]]]:
    """Tell what the script makes of the rows, and which it finds for each query, best first."""
    asked = [_script(), finder_script("shi", communities).decode(), queries]
    told: dict[str, list[list[Any]]] = page.evaluate(_ASK, asked)
    return told


ODD = (
    FinderRow("Ann O'Neil", "", "楼长", "3#楼", "3", "甲社区", "shi/p/ann.html", "12345"),
    FinderRow("孙七", "", "楼长", "4号楼", "4", "甲社区", "shi/p/sun-qi.html", "110"),
    FinderRow("孙八", "", "楼长", "5号楼", "5", "甲社区", "shi/p/sun-ba.html", "1201"),
    FinderRow("李㛃", "li jie", "楼长", "3#楼", "3", "甲社区", "shi/p/li-jie.html", "0631-5550101-12"),
    FinderRow("𠮷桂兰", "ji gui lan", "楼长", "09号楼", "9", "甲社区", "shi/p/aaaaaaaaaaaaaaaa.html", ""),
    FinderRow("王", "", "楼长", "010号楼、011号楼", "10,11", "甲社区", "shi/p/aaaaaaaaaaaaaaa1.html", ""),
    FinderRow("张 三", "", "网格长", "第一网格", "1,2-1", "乙|社区", "shi/p/bbbbbbbbbbbbbbbb.html", "0631-5550102"),
    FinderRow("赵四", "", "楼长", "99999999999号楼", "99999999999", "乙|社区", "shi/p/cccccccccccccccc.html", ""),
    FinderRow("赵五", "", "楼长", "100000000000号楼", "100000000000", "乙|社区", "shi/p/dddddddddddddddd.html", ""),
    FinderRow("钱六", "", "楼长", "三组", "", "乙|社区", "shi/p/eeeeeeeeeeeeeeee.html", ""),
)


def test_the_script_puts_the_rows_together_again(page: Page) -> None:
    """What the columns part comes out as it went in: odd names, any form of id, long, short and padded numbers."""
    communities = [ODD, *district(3000), (), ODD]
    rows = [row for some in communities for row in some]
    told = [[row.name, row.place, row.community, row.href, row.role, row.phone, row.codes] for row in rows]
    assert _ask(page, communities, [])["rows"] == told


def test_columns_of_any_number_of_values_come_back(page: Page) -> None:
    """One sign, two or three stand for a value, as many as there are values."""
    columns = [[str(value * value % size) for value in range(2 * size)] for size in (1, 90, 91, 2025, 2026, 100_000)]
    read = "([script, columns]) => { const column = new Function(script)(); return columns.map(column); }"
    script = _script().replace("return {unpacked: unpacked, find: find}", "return column")
    assert page.evaluate(read, [script, [column(values) for values in columns]]) == columns
    assert packed([]) == ""


@pytest.fixture(scope="module")
def people() -> list[tuple[FinderRow, ...]]:
    """Invent 1,500 people."""
    return district(1500)


def test_every_part_of_fifteen_hundred_names_and_addresses_is_found(
    page: Page, people: list[tuple[FinderRow, ...]]
) -> None:
    """Everybody whose name or address holds what was typed is found, and nobody else unless a figure was typed."""
    holders: dict[str, set[int]] = {}
    for at, row in enumerate(row for some in people for row in some):
        for part in _parts([row.name, f"{row.community}{row.place}"]):
            holders.setdefault(part, set()).add(at)
    for query, got in zip(holders, _ask(page, people, list(holders))["found"], strict=True):
        assert holders[query] <= set(got), query
        assert holders[query] == set(got) or any(sign.isascii() or sign.isnumeric() for sign in query), query


def test_the_right_person_comes_first(page: Page, people: list[tuple[FinderRow, ...]]) -> None:
    """A full name comes before all that only hold it; initials and a building bring the person among the first five."""
    rows = [row for some in people for row in some]
    named = _ask(page, people, [row.name for row in rows])["found"]
    assert [rows[got[0]].name for got in named] == [row.name for row in rows]
    initials = ["".join(sound[0][0] for sound in map(sounds, row.name) if sound) for row in rows]
    for join in (" ", ""):
        queries = [f"{given}{join}{row.codes}" for given, row in zip(initials, rows, strict=True) if row.codes]
        housed = [at for at, row in enumerate(rows) if row.codes]
        for at, query, got in zip(housed, queries, _ask(page, people, queries)["found"], strict=True):
            assert at in got[:5], query


@pytest.mark.parametrize(
    ("query", "names"),
    [
        ("3-2", ["Ann O'Neil", "李㛃"]),
        ("三组", ["钱六"]),
        ("三", ["张 三", "Ann O'Neil", "李㛃", "钱六"]),
        ("张三", ["张 三"]),
        ("甲社区3#", ["Ann O'Neil", "李㛃"]),
        ("ann oneil 3", []),
        ("o'neil 3号楼", ["Ann O'Neil"]),
        ("甲社区 李", ["李㛃"]),
        ("9栋jgl", ["𠮷桂兰"]),
        ("11", ["王"]),
    ],
)
def test_words_are_found_together_and_groups_are_no_buildings(page: Page, query: str, names: list[str]) -> None:
    """A building beside a name or its initials narrows down; the number of a village group is that of no building."""
    assert [ODD[at].name for at in _ask(page, [ODD], [query])["found"][0]] == names


def test_the_rows_of_a_district_travel_light() -> None:
    """Rows of six thousand invented people and the script are at most 110 kB when packed; 90 kB was hoped for.

    Sixty thousand bytes are ids of cards, ten bytes each, which nothing can make smaller.
    """
    data = finder_script("shi", district(6000))
    script = (templates() / "assets/finder.js").read_bytes()
    assert len(gzip.compress(data, 9)) + len(gzip.compress(script, 9)) <= 110_000


def test_the_count_is_said_in_words(page: Page) -> None:
    """A live region tells how many were found, also when there are none."""
    said = page.locator("[data-finder-count]")
    assert said.get_attribute("aria-live") == "polite"
    _found(page, "zxm")
    assert said.inner_text() == "找到 1 位。"
    _found(page, "没有这人")
    assert said.inner_text().startswith("没有找到。")


def test_a_result_leads_to_card_and_telephone(page: Page, folder: Path) -> None:
    """The name leads to the card, a public number dials, the match is marked, and nobody else's number shows."""
    _found(page, "曾小敏")
    result = page.locator("[data-finder-results] li").first
    assert result.locator("mark").inner_text() == "曾小敏"
    assert result.locator("a.button").get_attribute("href") == "tel:06315559001"
    result.locator("h3 a").click()
    assert page.url == (folder / "xiaocun/p/aaa.html").as_uri()
    page.go_back()
    _found(page, "周大海")
    assert page.locator("[data-finder-results] a.button").count() == 0


def test_the_query_travels_in_the_address(page: Page, folder: Path) -> None:
    """What was typed stands behind the # of the address, and such an address can be sent to a neighbour."""
    _found(page, "曾小敏")
    assert page.url.endswith("#q=" + quote("曾小敏"))
    page.goto("about:blank")
    page.goto((folder / "xiaocun/index.html").as_uri() + "#q=" + quote("3-2"))
    assert page.input_value("#finder-query") == "3-2"
    assert page.locator("[data-finder-results] h3").count() == 2


def test_the_keyboard_suffices(page: Page) -> None:
    """Enter moves to the first result, and a second Enter opens it."""
    page.fill("#finder-query", "周大海")
    page.press("#finder-query", "Enter")
    assert page.evaluate("document.activeElement.textContent") == "周大海"
    page.keyboard.press("Enter")
    page.wait_for_url("**/xiaocun/p/ccc.html")


def test_a_typed_text_is_never_markup(page: Page) -> None:
    """What is typed is only compared; nothing of it becomes an element."""
    _found(page, "<img src=x onerror=document.title='hit'>")
    assert page.title() != "hit"
    assert page.locator("img").count() == 0
