"""The finder in a browser: what a resident types and whom it finds, from a folder on disk and without a network."""

from __future__ import annotations

import gzip
from random import Random
from typing import TYPE_CHECKING
from urllib.parse import quote

import pytest

from generator.pages import bodies
from generator.pages.finding import finder_files, finder_pages
from generator.resources import templates
from generator.views.finder import FinderRow
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


def test_every_part_of_a_name_and_a_place_is_found(page: Page, found: Publication) -> None:
    """Whoever types any stretch of a name or of a place's name gets everybody whose name or place holds it.

    What begins with a figure is the code of a building and tested above.
    """
    rows = [row for community in found.jurisdictions[0].communities for row in community.finder]
    texts = {row.name for row in rows} | {row.place for row in rows if row.place[-1:] not in {"楼", "元"}}
    parts = {text[start:end] for text in texts for start in range(len(text)) for end in range(start + 1, len(text) + 1)}
    for part in sorted(parts, key=lambda part: (len(part), part)):
        if part[0].isalpha() and not part[0].isnumeric():
            expected = sorted(
                row.name for row in rows if part in row.name or part in row.place or part in row.community
            )
            assert (part, sorted(_found(page, part))) == (part, expected)


def test_the_rows_of_a_district_travel_light() -> None:
    """All the rows of six thousand people with invented names and addresses are at most 150 kB when packed."""
    random = Random(6)  # noqa: S311 - no secret, the same in each run
    surnames, given = ([chr(code) for code in random.sample(range(0x4E00, 0x9FA5), number)] for number in (120, 500))
    communities = []
    for _ in range(250):
        name, estates = "".join(random.choices(given, k=2)), ["".join(random.choices(given, k=3)) for _ in range(3)]
        communities.append(
            tuple(
                FinderRow(
                    random.choice(surnames) + "".join(random.choices(given, k=random.choice((1, 2, 2)))),
                    "",
                    random.choice(("楼长", "楼道长")),
                    f"{random.choice(estates)}{building}号楼{door}单元",
                    f"{building}-{door}",
                    f"{name}社区",
                    f"shi/p/{''.join(random.choices('abcdefghijkmnopqrstuvwxyz234567', k=16))}.html",
                    f"0631-555{random.randrange(10000):04}" if random.random() < 0.3 else "",
                )
                for building in range(1, 9)
                for door in range(1, 4)
            )
        )
    files = dict(finder_pages("shi", communities))
    assert len(files) == 3
    assert sum(len(gzip.compress(data, 9)) for data in files.values()) <= 150_000


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
