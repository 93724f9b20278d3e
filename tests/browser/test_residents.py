"""What a resident comes for: find the leader, read a notice and object, see where each point comes from."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import quote

import pytest

from tests.browser.kinds import CARD, NOTICE

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from playwright.sync_api import Page

    from tests.browser.conftest import Watch

    Visit = Callable[..., Watch]

pytestmark = pytest.mark.browser
NAME, BUILDING = "杨春平", "松岸新居9号楼"


def _found(page: Page, query: str) -> list[str]:
    page.fill("#finder-query", query)
    return page.locator("[data-finder-results] h3").all_inner_texts()


@pytest.mark.parametrize("query", ["ycp", "YCP", "yangchunp", "春平", "杨春平", "ｙｃｐ"])
def test_a_leader_is_found_by_reading_and_name(query: str, site: str, visit: Visit) -> None:
    """Initials, reading, part of the name or all of it lead from the first page to the card."""
    watch = visit(site)
    page = watch.page
    assert NAME in _found(page, query)
    page.locator("[data-finder-results] h3 a", has_text=NAME).click()
    assert page.url == site + CARD
    assert page.locator("h1").inner_text() == NAME
    assert watch.complaints == []


@pytest.mark.parametrize("query", ["3-2", "3栋2单元", "3号楼二单元", "３－２"])
def test_a_leader_is_found_by_building(query: str, site: str, visit: Visit) -> None:
    """In its city, a stairwell in any usual form finds who serves it and who serves its building, and nobody else."""
    page = visit(site + "gangcheng/index.html").page
    assert "阿依努尔·买买提" in _found(page, query)
    places = page.locator("[data-finder-results] li").all_inner_texts()
    assert places
    assert [place for place in places if "3号楼" not in place] == []


def test_a_finder_without_scripts_leads_to_the_index(site: str, visit: Visit) -> None:
    """Without JavaScript the finder's page leads by building and by initial to the same card."""
    page = visit(site + "find.html", java_script_enabled=False).page
    page.locator("main a[href$='leaders.html']:visible").first.click()
    page.locator("main a[href$='leaders/y.html']").click()
    page.locator("main a", has_text=NAME).first.click()
    assert page.url == site + CARD


def test_the_finder_works_from_a_stick(demonstration: Path, visit: Visit) -> None:
    """The site opened as files, without any server, finds and shows the same card, and asks nothing of the network."""
    index = demonstration / "build/site/index.html"
    watch = visit(index.as_uri())
    assert NAME in _found(watch.page, "ycp")
    watch.page.locator("[data-finder-results] h3 a", has_text=NAME).click()
    assert watch.page.locator("h1").inner_text() == NAME
    assert {address.partition(":")[0] for address in watch.asked} <= {"file", "data"}
    assert watch.complaints == []


def test_a_search_can_be_sent_to_a_neighbour(site: str, visit: Visit) -> None:
    """The query stands in the address, and the address opens with its result."""
    page = visit(f"{site}find.html#q={quote(NAME)}").page
    assert page.locator("[data-finder-results] h3").all_inner_texts() == [NAME]


def test_a_card_can_be_called(site: str, visit: Visit) -> None:
    """The card dials the published duty number, and says whom else to ask."""
    page = visit(site + CARD).page
    assert page.locator("a.button--main").get_attribute("href") == "tel:06315551042"
    assert page.locator("main").inner_text().count("0631-5550100") == 1
    assert BUILDING in page.locator(".leader__post").inner_text()


def test_an_open_notice_tells_its_window_and_how_to_object(site: str, visit: Visit) -> None:
    """From the first page to the notice: first and last day, the days left, where to turn, words to copy."""
    watch = visit(site)
    page = watch.page
    page.locator("main a", has_text="11号楼楼长候选名单公示").first.click()
    assert page.url == site + NOTICE
    words = page.locator("main").inner_text()
    assert "公示期 7 个工作日：2026年11月16日至2026年11月24日（含当日）" in words
    assert "还有 3 个工作日" in words
    assert "怎样提出异议" in words
    assert "0631-5550100" in words
    copy = page.locator("button[data-copy]")
    assert copy.is_visible()
    assert "candidates-2026-11" in str(copy.get_attribute("data-copy"))
    copy.click()
    page.wait_for_function("document.querySelector('button[data-copy]').textContent === '已复制'")
    assert watch.complaints == []


def test_a_receipt_leads_to_the_clause(site: str, visit: Visit) -> None:
    """An opened receipt shows dated lines that add up, and its clauses stand on the page of the method."""
    page = visit(site + CARD).page
    receipt = page.locator("details.receipt", has_text="2026年第三季度")
    line = receipt.locator("li", has_text="7月2日").first
    assert not line.is_visible()
    receipt.locator("summary").click()
    assert line.is_visible()
    assert "第60行" in line.inner_text()
    clause = page.locator("main a[href*='method.html#clause-2.4.2-i08']").first
    clause.click()
    assert page.url.endswith("gangcheng/method.html#clause-2.4.2-i08")
    target = page.locator(":target")
    assert target.count() == 1
    assert target.is_visible()
    assert "调解" in target.inner_text()


def test_a_list_leads_to_the_card_of_each_name(site: str, visit: Visit) -> None:
    """From the published list a name leads to the card whose receipt gives the same sum."""
    page = visit(site + "gangcheng/points/2026-Q3/c001.html").page
    row = page.locator("tbody tr", has_text=NAME).first
    score = row.locator("td.figure").first.inner_text()
    row.locator("th a").click()
    assert page.url == site + CARD
    assert f"累计得分 {score} 分" in str(page.locator("details.receipt").first.text_content())


def test_large_letters_are_remembered(site: str, visit: Visit) -> None:
    """The reading size that was chosen holds on the next page, and the third press goes back."""
    page = visit(site).page
    switch = page.locator("button[data-reading-size]")
    plain = page.evaluate("getComputedStyle(document.documentElement).fontSize")
    assert switch.inner_text() == "大字"
    switch.click()
    large = page.evaluate("getComputedStyle(document.documentElement).fontSize")
    assert float(large.removesuffix("px")) > float(plain.removesuffix("px"))
    page.goto(site + CARD)
    assert page.evaluate("getComputedStyle(document.documentElement).fontSize") == large
    assert switch.inner_text() == "特大字"
    switch.click()
    switch.click()
    assert page.evaluate("getComputedStyle(document.documentElement).fontSize") == plain
