"""Pages of the other policies in a browser: narrow, quiet, open to everybody, and on one sheet of paper."""

from __future__ import annotations

import re
from contextlib import ExitStack
from datetime import date
from typing import TYPE_CHECKING

import pytest

from generator.pages import render
from generator.pages.frame import build_frames
from generator.pages.imprint import Imprint, Stamp
from generator.pages.staging import shipped_inputs
from tests.browser.conftest import serving
from tests.browser.kinds import DISTRICT_KINDS, DISTRICT_MORE, SHEETS
from tests.browser.test_every_page import WIDER, violations
from tests.site.districts import DISTRICTS

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from tests.browser.conftest import Watch

    Visit = Callable[..., Watch]

pytestmark = pytest.mark.browser
DAYS = {"c21": date(2021, 10, 20), "n22": date(2022, 2, 7), "j22": date(2022, 10, 20)}
PAGES = DISTRICT_KINDS | DISTRICT_MORE
WIDE = {"width": 1280, "height": 800}
POINTS = {"a4": (595, 842), "a3": (842, 1191)}
"""Paper in points, as a PDF says its size."""

each_page = pytest.mark.parametrize(("district", "path"), PAGES.values(), ids=PAGES)
each_sheet = pytest.mark.parametrize(("district", "path"), SHEETS.values(), ids=SHEETS)


@pytest.fixture(scope="module")
def sites(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Mapping[str, str]]:
    """Build and serve the site of each district; the values are the addresses."""
    frames = build_frames(shipped_inputs(), tmp_path_factory.mktemp("frame"))
    with ExitStack() as stack:
        found = {}
        for name, district in DISTRICTS.items():
            folder = tmp_path_factory.mktemp(name)
            seen = district.publish(folder / "records", as_of=DAYS[name])
            stamp = Stamp("0123456789", DAYS[name], "0")
            for path, data in render(seen, frames, Imprint(seen.title, stamp)).items():
                target = folder / "site" / path
                target.parent.mkdir(parents=True, exist_ok=True)
                target.write_bytes(data)
            found[name] = stack.enter_context(serving(folder))
        yield found


@each_page
def test_a_page_is_narrow_quiet_and_open_to_everybody(
    district: str, path: str, sites: Mapping[str, str], visit: Visit
) -> None:
    """A page fits a small phone in all reading sizes, asks nothing of elsewhere and breaks no rule of axe."""
    watch = visit(sites[district] + path, reduced_motion="reduce")
    watch.page.wait_for_load_state("networkidle")
    assert violations(watch.page) == []
    for _ in range(3):
        assert watch.page.evaluate(WIDER) == []
        watch.page.locator("button[data-reading-size]").click()
    assert watch.complaints == []
    assert [address for address in watch.asked if not address.startswith(sites[district])] == []


@each_page
def test_a_page_is_readable_in_the_dark_and_on_a_desk(
    district: str, path: str, sites: Mapping[str, str], visit: Visit
) -> None:
    """At 1280 pixels nothing is wider than the screen, and the contrast holds in the dark."""
    page = visit(sites[district] + path, viewport=WIDE, color_scheme="dark", reduced_motion="reduce").page
    assert page.evaluate(WIDER) == []
    assert violations(page, "color-contrast") == []


@each_sheet
@pytest.mark.parametrize("paper", ["a4", "a3"])
def test_a_sheet_fits_on_its_paper(
    district: str, path: str, paper: str, sites: Mapping[str, str], visit: Visit
) -> None:
    """C21-3.5-2, N22-3.4.1-1, J22-2.3-9: a board or notice is one page of A4 or A3, as the button says."""
    page = visit(sites[district] + path, viewport=WIDE).page
    page.evaluate("window.print = () => {}")
    page.locator(f"button[data-print={paper}]").click()
    data = page.pdf(prefer_css_page_size=True)
    boxes = [tuple(map(float, box)) for box in re.findall(rb"/MediaBox\s*\[0 0 ([\d.]+) ([\d.]+)\]", data)]
    assert [(round(width), round(height)) for width, height in boxes] == [POINTS[paper]]


@each_sheet
def test_paper_has_what_a_wall_needs(district: str, path: str, sites: Mapping[str, str], visit: Visit) -> None:
    """Printed, a sheet has the code of its page and the day; buttons, ways back and the page's header are gone."""
    page = visit(sites[district] + path, viewport=WIDE).page
    page.emulate_media(media="print")
    code = page.locator(".qr")
    box = code.bounding_box()
    assert box is not None
    assert box["width"] >= 25 / 25.4 * 96
    assert page.get_by_text(f"https://louzhang.example/qu/{path}").is_visible()
    assert page.get_by_text("印制。").is_visible()
    for gone in (".md-header", ".crumbs", "button[data-print=a4]"):
        assert not page.locator(gone).first.is_visible()
    page.emulate_media(media="screen")
    assert not code.is_visible()


def test_a_number_for_boards_alone_is_a_line_to_write_on(sites: Mapping[str, str], visit: Visit) -> None:
    """C21-3.5-2: on the screen there is no number; on paper there is a line for it."""
    page = visit(f"{sites['c21']}chi/b/he--b2.html", viewport=WIDE).page
    line = page.locator(".leader .by-hand")
    assert not line.is_visible()
    page.emulate_media(media="print")
    assert line.is_visible()
    assert "0566-5559002" not in page.content()
