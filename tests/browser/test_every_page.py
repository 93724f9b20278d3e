"""Every kind of page in a browser: quiet, at home, narrow, readable without scripts and open to everybody."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from axe_playwright_python.sync_playwright import Axe

from generator.resources import templates
from tests.browser.kinds import ALL, DISTRICT_KINDS, KINDS
from tests.site.golden_further import FURTHER

if TYPE_CHECKING:
    from collections.abc import Callable

    from playwright.sync_api import Page

    from tests.browser.conftest import Watch

    Visit = Callable[..., Watch]

pytestmark = pytest.mark.browser
WIDER = """() => {
  const width = document.documentElement.clientWidth;
  if (document.documentElement.scrollWidth <= width) { return []; }
  const wide = [...document.querySelectorAll("main *")].filter(e => e.getBoundingClientRect().right > width + 0.5);
  return ["the page", ...wide.map(e => e.tagName + " " + e.className + " " + e.textContent.trim().slice(0, 40))];
}"""
"""Names what makes the page wider than the screen; parts that scroll by themselves may be among it."""
each_kind = pytest.mark.parametrize("path", ALL.values(), ids=ALL)


def test_every_template_has_a_page_here() -> None:
    """A kind of page that is added comes before the browser, too."""
    found = {file.stem for file in (templates() / "pages").glob("[!_]*.html")}
    assert found == set(KINDS) | set(DISTRICT_KINDS) | set(FURTHER)


@each_kind
def test_a_page_is_quiet_at_home_and_narrow(path: str, site: str, visit: Visit) -> None:
    """A page keeps a strict policy, asks nothing of elsewhere and fits a small phone in all three reading sizes."""
    watch = visit(site + path)
    page = watch.page
    page.wait_for_load_state("networkidle")
    sizes = []
    for _ in range(3):
        sizes.append(page.evaluate("parseFloat(getComputedStyle(document.querySelector('main h1')).fontSize)"))
        assert page.evaluate(WIDER) == []
        page.locator("button[data-reading-size]").click()
    assert sizes == sorted(set(sizes)), "each press makes the letters larger"
    assert watch.complaints == []
    assert [address for address in watch.asked if not address.startswith(site)] == []
    assert page.locator("article [style], article style, article script:not([src])").count() == 0


@each_kind
def test_a_page_reads_without_scripts(path: str, site: str, visit: Visit) -> None:
    """Without JavaScript heading, text and links are there, no dead button is shown, and every receipt opens."""
    page = visit(site + path, java_script_enabled=False).page
    assert page.locator("main h1").inner_text().strip()
    assert len(page.locator("main").inner_text()) > 30
    assert page.locator("main a:visible").count() > 0
    assert page.locator("button:visible").count() == 0
    for receipt in page.locator("details").all():
        receipt.locator("summary").click()
        assert receipt.locator("> :not(summary)").first.is_visible()


@each_kind
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_a_page_is_open_to_everybody(path: str, scheme: str, site: str, visit: Visit) -> None:
    """The rules of axe find nothing, receipts opened; a contrast of 4.5 to 1, one of them, holds in the dark, too."""
    page = visit(site + path, color_scheme=scheme, reduced_motion="reduce").page
    assert page.locator("body").get_attribute("data-md-color-scheme") == {"light": "default", "dark": "slate"}[scheme]
    page.evaluate("document.querySelectorAll('details').forEach(d => { d.open = true; })")
    assert violations(page, *(["color-contrast"] if scheme == "dark" else [])) == []


def violations(page: Page, *rules: str) -> list[tuple[str, list[Any]]]:
    """Return the rules of axe that a page breaks, with the elements that do."""
    found = Axe().run(page, options={"runOnly": list(rules)} if rules else None).response["violations"]
    return [(violation["id"], [node["html"][:200] for node in violation["nodes"]]) for violation in found]


def test_a_fault_would_be_found(site: str, visit: Visit) -> None:
    """Pale letters, an image without words and an inline script are noticed, so that the tests above can fail."""
    watch = visit(site + "index.html")
    spoil = """() => {
      const main = document.querySelector("main article");
      main.insertAdjacentHTML("afterbegin", '<p style="color:#bbb;background:#fff">pale</p><img src="x.png">');
      const script = document.createElement("script");
      script.textContent = "document.title = 'hit'";
      main.append(script);
      const far = document.createElement("img");
      far.src = "https://example.invalid/count.gif";
      main.append(far);
    }"""
    watch.page.evaluate(spoil)
    watch.page.wait_for_load_state("networkidle")
    assert watch.page.title() != "hit"
    assert "image-alt" in {rule for rule, _ in violations(watch.page)}
    refused = "\n".join(watch.complaints)
    assert refused.count("Content Security Policy") >= 3
    assert "404: " in refused
