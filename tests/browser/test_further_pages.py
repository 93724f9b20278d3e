"""The pages that only some policies have in a browser: quiet, narrow, readable without scripts, open to everybody."""

from __future__ import annotations

import threading
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from typing import TYPE_CHECKING

import pytest
from axe_playwright_python.sync_playwright import Axe

from tests.browser.test_every_page import WIDER
from tests.e2e import town
from tests.site.golden_further import FURTHER, MORE
from tests.site.others import both

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from tests.browser.conftest import Watch

    Visit = Callable[..., Watch]

pytestmark = pytest.mark.browser
ALL = {**FURTHER, **MORE, "method-with-courses": "tang/method.html"}
A4_WIDTH = 680
"""What is left of an A4 sheet between its margins, in CSS pixels."""
each_kind = pytest.mark.parametrize("path", ALL.values(), ids=ALL)


class _Quiet(SimpleHTTPRequestHandler):
    def log_message(self, *_: object) -> None:
        """Say nothing."""


@pytest.fixture(scope="module")
def further(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Build the site of the town and the district, and serve it; the value is its address."""
    root = tmp_path_factory.mktemp("further")
    both(root)
    town.commit(root)
    answer = town.louzhang(root, "build")
    assert answer.code == 0, answer.err
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(_Quiet, directory=str(root / "build")))
    server.daemon_threads = True
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_address[1]}/site/"
    server.shutdown()
    server.server_close()
    thread.join()


@each_kind
def test_a_page_is_quiet_and_narrow(path: str, further: str, visit: Visit) -> None:
    """A page complains of nothing and fits a small phone in all three reading sizes."""
    watch = visit(further + path)
    watch.page.wait_for_load_state("networkidle")
    for _ in range(3):
        assert watch.page.evaluate(WIDER) == []
        watch.page.locator("button[data-reading-size]").click()
    assert watch.complaints == []
    assert [address for address in watch.asked if not address.startswith(further)] == []


@each_kind
def test_a_page_reads_without_scripts(path: str, further: str, visit: Visit) -> None:
    """Without JavaScript heading and text are there, no dead button is shown, and every receipt opens."""
    page = visit(further + path, java_script_enabled=False).page
    assert page.locator("main h1").inner_text().strip()
    assert page.locator("button:visible").count() == 0
    for receipt in page.locator("details").all():
        receipt.locator("summary").click()
        assert receipt.locator("> :not(summary)").first.is_visible()


@each_kind
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_a_page_is_open_to_everybody(path: str, scheme: str, further: str, visit: Visit) -> None:
    """The rules of axe find nothing with the receipts opened, in the light and in the dark."""
    page = visit(further + path, color_scheme=scheme, reduced_motion="reduce").page
    page.evaluate("document.querySelectorAll('details').forEach(d => { d.open = true; })")
    found = Axe().run(page).response["violations"]
    assert [(violation["id"], [node["html"][:200] for node in violation["nodes"]]) for violation in found] == []


@pytest.mark.parametrize("path", [FURTHER["month"], FURTHER["tallies"]])
def test_a_wide_table_fits_on_a_sheet(path: str, further: str, visit: Visit) -> None:
    """B-39: on paper nothing scrolls, so every column of a notice must lie between the margins of an A4 sheet."""
    page = visit(further + path, viewport={"width": A4_WIDTH, "height": 1000}).page
    page.emulate_media(media="print")
    tables = page.locator("table.rows").evaluate_all("all => all.map(t => t.getBoundingClientRect().right)")
    assert tables
    assert max(tables) <= A4_WIDTH
