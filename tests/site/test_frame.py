"""The frame: what the engine renders once and the generator stamps is what the engine itself would have made."""

from __future__ import annotations

import json
import re
import shutil
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import html5lib
import pytest

from generator.pages import frame as frame_module
from generator.pages.engine import FrameError, run_engine
from generator.pages.frame import Frames, build_frames
from generator.pages.imprint import Imprint, Stamp
from generator.pages.keeping import packed
from generator.pages.staging import GUIDE, Inputs, frame_key, front_matter, stage
from generator.problems import Source, msg

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

    from playwright.sync_api import Browser

ROOT = Path(__file__).parents[2]
GALLERY = (Path(__file__).parent / "gallery.html").read_text(encoding="utf-8").rstrip("\n")
TITLE, DESCRIPTION = "翠湖社区 3栋2单元 & 4栋", '楼长"联系"卡'
IMPRINT = Imprint(
    "示范街道楼长公示", Stamp("0123456789abcdef", date(2026, 11, 20), "0.1.0"), "本站为示范数据，纯属虚构。"
)
HOSTILE = "</title><script>alert(1)</script><img src=x onerror=alert(2)>\"'&lt;b&gt;"
XHTML = "{http://www.w3.org/1999/xhtml}"
SLOT = re.compile(r"zz[A-Z]+zz|龘")


@pytest.fixture
def inputs(tmp_path: Path) -> Inputs:
    """Give a copy of the repository's frame sources that a test may change."""
    docs = tmp_path / "sources" / "docs"
    (docs / "handbook").mkdir(parents=True)
    (docs / "index.md").write_text("# 说明\n\n见[手册](handbook/index.md)。\n", encoding="utf-8")
    (docs / "handbook" / "index.md").write_text("# 手册\n\n## 登记\n\n先写姓名。\n", encoding="utf-8")
    for name in ("theme", "assets"):
        shutil.copytree(ROOT / "site_templates" / name, tmp_path / "sources" / name)
    settings = (ROOT / "mkdocs.yml").read_text(encoding="utf-8")
    nav = "nav:\n  - 说明: index.md\n  - 手册: handbook/index.md\n"
    (tmp_path / "sources" / "mkdocs.yml").write_text(settings[: settings.index("nav:\n")] + nav, encoding="utf-8")
    sources = tmp_path / "sources"
    return Inputs(sources / "mkdocs.yml", docs, sources / "theme", sources / "assets")


@pytest.fixture(scope="session")
def frames(tmp_path_factory: pytest.TempPathFactory) -> Frames:
    """Build the frames of the repository's own theme and hand-written pages once."""
    theme, assets = ROOT / "site_templates" / "theme", ROOT / "site_templates" / "assets"
    return build_frames(Inputs(ROOT / "mkdocs.yml", ROOT / "docs", theme, assets), tmp_path_factory.mktemp("frames"))


def stamped(frames: Frames, depth: int) -> bytes:
    """Stamp the style gallery as a page of the given depth."""
    path = "a/" * depth + "card.html"
    return frames.page(depth, IMPRINT).stamp(title=TITLE, description=DESCRIPTION, body=GALLERY.encode(), path=path)


def parsed(page: bytes) -> Element:
    """Read a page the way a browser does."""
    tree: Element = html5lib.parse(page, transport_encoding="utf-8")
    return tree


@pytest.mark.parametrize("depth", [0, 1, 2])
def test_stamped_page_is_what_the_engine_renders(inputs: Inputs, tmp_path: Path, depth: int) -> None:
    """A stamped page equals, byte for byte, the engine's own page with the same title, description and body."""
    config = stage(inputs, tmp_path / "stock")
    page = tmp_path / "stock" / "docs" / ("a/" * depth) / "card.md"
    page.parent.mkdir(parents=True, exist_ok=True)
    page.write_text(f"{front_matter(TITLE, DESCRIPTION)}{GALLERY}\n", encoding="utf-8")
    run_engine(config, inputs.epoch, docs="docs", staged=GUIDE)
    stock = (tmp_path / "stock" / "site" / ("a/" * depth) / "card.html").read_text(encoding="utf-8")
    slots = IMPRINT.slots()
    expected = SLOT.sub(lambda found: slots[found[0]], stock)
    assert stamped(build_frames(inputs, tmp_path / "work"), depth).decode() == expected


@pytest.mark.parametrize("depth", [0, 3])
def test_hostile_words_are_inert(frames: Frames, depth: int) -> None:
    """Markup in a title, a description, the site's name or the announcement stays text in every place it is shown."""
    hostile = Imprint(HOSTILE, Stamp(HOSTILE, date(2026, 1, 1), HOSTILE), HOSTILE)
    page = parsed(
        frames.page(depth, hostile).stamp(
            title=HOSTILE, description=HOSTILE, body="<h1>卡</h1>".encode(), path="a/" * depth + "b"
        )
    )
    calm = parsed(stamped(frames, depth))
    assert page.findtext(f".//{XHTML}title") == f"{HOSTILE} - {HOSTILE}"
    assert [meta.get("content") for meta in page.iter(f"{XHTML}meta") if meta.get("name") == "description"] == [HOSTILE]
    assert [script.text for script in page.iter(f"{XHTML}script")] == [
        script.text for script in calm.iter(f"{XHTML}script")
    ]
    assert not [element for element in page.iter() if any(name.startswith("on") for name in element.keys())]  # noqa: SIM118


def test_hostile_site_name_is_inert_in_the_hand_written_pages(frames: Frames) -> None:
    """The site's name comes from a record; the navigation and the head of the guide show it as text."""
    page = dict(frames.static(Imprint(HOSTILE, IMPRINT.stamp)))[f"{GUIDE}/index.html"]
    assert b"<script>alert" not in page
    assert b"<img src=x" not in page
    assert HOSTILE in "".join(parsed(page).itertext())


def test_imprint_is_at_the_foot_of_every_page(frames: Frames) -> None:
    """Data pages and hand-written pages alike name day and program, and lead to the page that names the commit."""
    pages = [data for path, data in frames.static(IMPRINT) if path.endswith(".html")]
    assert len(pages) >= 3
    for page in [*pages, stamped(frames, 2)]:
        foot = " ".join(" ".join(parsed(page).find(f".//{XHTML}footer").itertext()).split())  # type: ignore[union-attr]
        assert "数据截至 2026-11-20" in foot
        assert "0123456789abcdef" not in page.decode()
        assert "记录版本 见本站版本页" in foot
        assert "生成程序 louzhang 0.1.0" in foot


def test_no_slot_is_left_open(frames: Frames) -> None:
    """No sentinel and no sentinel page reaches the site, not even in the search index."""
    static = dict(frames.static(IMPRINT))
    assert not [path for path, data in static.items() if SLOT.search(data.decode("utf-8", "ignore"))]
    assert not [path for path in static if SLOT.search(path)]
    assert not SLOT.search(stamped(frames, 1).decode())


def test_static_files_hold_no_date_and_no_empty_site_map(frames: Frames) -> None:
    """A site map without an address lists nothing and would carry the day of the build."""
    assert not [path for path, _ in frames.static(IMPRINT) if "sitemap" in path or path.endswith(".map")]


def test_search_knows_only_hand_written_pages(frames: Frames) -> None:
    """People are found by the finder; the theme's search reads the guide and nothing else."""
    index = json.loads(dict(frames.static(IMPRINT))["search/search_index.json"])
    assert {entry["location"].split("/")[0] for entry in index["docs"]} == {GUIDE}


def test_nothing_is_fetched_from_elsewhere(frames: Frames) -> None:
    """No page loads a script, style, picture or font from another host."""
    pages = [data for path, data in frames.static(IMPRINT) if path.endswith(".html")] + [stamped(frames, 0)]
    for page in pages:
        fetched = [
            address
            for element in parsed(page).iter()
            for name in ("src", "href", "srcset", "poster", "data")
            if element.tag != f"{XHTML}a" and (address := element.get(name))
        ]
        assert fetched
        assert not [address for address in fetched if re.match(r"(?i)[a-z][a-z0-9+.-]*:|//", address)]
    styles = [data for path, data in frames.static(IMPRINT) if path.endswith(".css")]
    assert not [style for style in styles if re.search(rb"url\([\"']?(https?:)?//|@import", style)]


def test_engine_settings_stay_replaceable() -> None:
    """No hooks and no plugin but search, so that another engine can build the same settings (decision 20)."""
    settings = (ROOT / "mkdocs.yml").read_text(encoding="utf-8")
    assert not re.search(r"^(hooks|repo_url|site_url):", settings, re.MULTILINE)
    plugins = settings[settings.index("plugins:\n") : settings.index("markdown_extensions:")]
    assert re.findall(r"^  - ([a-z-]+)", plugins, re.MULTILINE) == ["search"]
    assert "font: false" in settings


def test_broken_link_names_the_page(inputs: Inputs, tmp_path: Path) -> None:
    """A link to nowhere in a hand-written page is a problem at that page, and nothing is kept."""
    (inputs.docs / "handbook" / "index.md").write_text("# 手册\n\n[去](gone.md)\n", encoding="utf-8")
    with pytest.raises(FrameError) as caught:
        build_frames(inputs, tmp_path / "work")
    (problem,) = caught.value.problems
    assert (problem.check, problem.source) == ("hand-written-page", Source("docs/handbook/index.md"))
    words = (
        "Doc file 'guide/handbook/index.md' contains a link 'gone.md', but the target 'guide/handbook/gone.md' "
        "is not found among documentation files."
    )
    assert problem.message == msg("The site engine refuses the hand-written pages: {words}", words=words)
    assert [path.name for path in (tmp_path / "work").iterdir()] == [".lock"]


def test_link_out_of_the_docs_is_refused(inputs: Inputs, tmp_path: Path) -> None:
    """A symbolic link among the hand-written pages could publish any file of the machine."""
    (tmp_path / "secret.md").write_text("# 私\n", encoding="utf-8")
    (inputs.docs / "handbook" / "more.md").symlink_to(tmp_path / "secret.md")
    with pytest.raises(FrameError) as caught:
        build_frames(inputs, tmp_path / "work")
    (problem,) = caught.value.problems
    assert (problem.check, problem.source) == ("linked-file", Source("docs/handbook/more.md"))


def test_theme_without_title_is_refused(inputs: Inputs, tmp_path: Path) -> None:
    """A theme that stops showing a slot would publish pages without their title; it is refused instead."""
    main = inputs.theme / "main.html"
    main.write_text(main.read_text(encoding="utf-8").replace("page.meta.title | e", "''"), encoding="utf-8")
    with pytest.raises(FrameError) as caught:
        build_frames(inputs, tmp_path / "work")
    (problem,) = caught.value.problems
    assert problem.message == msg("The theme does not show each slot of a page: {slots}", slots="龘題龘")


def test_two_builds_are_the_same_bytes(inputs: Inputs, tmp_path: Path) -> None:
    """Two engine runs in two folders, each with its own hash seed, give the same bytes."""
    first, second = (build_frames(inputs, tmp_path / name) for name in ("one", "two"))
    assert first == second


def test_frames_are_taken_up_while_the_inputs_stay(
    inputs: Inputs, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The engine does not run again for the same inputs, and runs for changed ones."""
    first = build_frames(inputs, tmp_path / "work")
    monkeypatch.setattr(frame_module, "run_engine", lambda *_, **__: pytest.fail("the engine ran"))
    assert build_frames(inputs, tmp_path / "work") == first
    (inputs.docs / "index.md").write_text("# 改\n", encoding="utf-8")
    with pytest.raises(pytest.fail.Exception, match="the engine ran"):
        build_frames(inputs, tmp_path / "work")


@pytest.mark.parametrize("damage", ["cut", "changed", "swapped", "emptied"])
def test_damaged_frames_are_built_again(inputs: Inputs, tmp_path: Path, damage: str) -> None:
    """What was kept proves itself; where it was cut off, changed or is another's, the engine runs once more."""
    first = build_frames(inputs, tmp_path / "work")
    (kept,) = (tmp_path / "work").glob("*.site")
    data = kept.read_bytes()
    other = packed({"index.html": b"other"}, "other")
    kept.write_bytes(
        {"cut": data[:-1], "changed": data[:-9] + b"x" + data[-8:], "swapped": other, "emptied": b""}[damage]
    )
    (tmp_path / "work" / f"{first.key}.part").write_bytes(b"cut off")
    assert build_frames(inputs, tmp_path / "work") == first
    assert [path.read_bytes() for path in (tmp_path / "work").iterdir() if path.name != ".lock"] == [data]


@pytest.mark.parametrize("name", ["mkdocs.yml", "docs/index.md", "theme/main.html", "assets/louzhang.css"])
def test_key_follows_every_input(inputs: Inputs, name: str) -> None:
    """A change of one byte in any source of the frame gives another key."""
    before = frame_key(inputs)
    path = inputs.mkdocs_yml.parent / name
    path.write_bytes(path.read_bytes() + b"\n")
    assert frame_key(inputs) != before


def test_page_in_the_wrong_folder_is_refused(frames: Frames) -> None:
    """A frame's links fit one depth of folders; a page of another depth would be without style."""
    with pytest.raises(ValueError, match=r"^a/b\.html is not 2 folders deep$"):
        frames.page(2, IMPRINT).stamp(title="", description="", body=b"", path="a/b.html")


def _luminance(colour: str) -> float:
    digits = "".join(digit * 2 for digit in colour) if len(colour) == 3 else colour
    channels = [int(digits[place : place + 2], 16) / 255 for place in (0, 2, 4)]
    red, green, blue = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


@pytest.mark.parametrize("scheme", ["default", "slate"])
@pytest.mark.parametrize(
    ("words", "ground"),
    [
        *((words, ground) for words in ("ink", "ink-soft", "lead", "seal") for ground in ("paper", "sheet")),
        ("on-lead", "lead"),
        ("lead", "lead-soft"),
        ("ink", "lead-soft"),
        ("ink", "amber-soft"),
        *((colour, f"{colour}-soft") for colour in ("seal", "amber", "good")),
    ],
)
def test_colours_can_be_read(scheme: str, words: str, ground: str) -> None:
    """Text on each of its grounds has a contrast of at least 4.5 to 1, by day and by night."""
    style = (ROOT / "site_templates" / "assets" / "louzhang.css").read_text(encoding="utf-8")
    block = re.search(rf'\[data-md-color-scheme="{scheme}"\] \{{([^}}]*)\}}', style)
    assert block
    tokens = dict(re.findall(r"--([a-z-]+): #([0-9a-f]+);", block[1]))
    low, high = sorted((_luminance(tokens[words]), _luminance(tokens[ground])))
    assert (high + 0.05) / (low + 0.05) >= 4.5


@pytest.fixture(scope="session")
def gallery(frames: Frames, tmp_path_factory: pytest.TempPathFactory) -> str:
    """Write the style gallery as a page of a site on disk, without any server."""
    site = tmp_path_factory.mktemp("site")
    pages = {**dict(frames.static(IMPRINT)), "a/b/gallery.html": stamped(frames, 2)}
    for path, data in pages.items():
        (site / path).parent.mkdir(parents=True, exist_ok=True)
        (site / path).write_bytes(data)
    return (site / "a" / "b" / "gallery.html").as_uri()


@pytest.mark.browser
@pytest.mark.parametrize(("presses", "pixels"), [(0, "18px"), (1, "24px"), (2, "30px"), (3, "18px")])
def test_three_reading_sizes_fit_a_small_phone(browser: Browser, gallery: str, presses: int, pixels: str) -> None:
    """The button steps through 18, 24 and 30 px, is remembered, and never needs sideways scrolling at 360 px."""
    context = browser.new_context(viewport={"width": 360, "height": 740})
    page = context.new_page()
    page.goto(gallery)
    for _ in range(presses):
        page.locator("button[data-reading-size]").click()
    page.reload()
    assert page.evaluate("getComputedStyle(document.querySelector('.facts dd')).fontSize") == pixels
    assert page.evaluate("document.documentElement.scrollWidth") == 360
    context.close()


@pytest.mark.browser
def test_hit_areas_are_big_enough(browser: Browser, gallery: str) -> None:
    """Every button, summary and link that stands by itself is at least 44 px high."""
    page = browser.new_page(viewport={"width": 390, "height": 800})
    page.goto(gallery)
    small = page.evaluate(
        "[...document.querySelectorAll('a, button, summary, input:not([type=radio]):not([type=checkbox])')]"
        ".filter(e => e.offsetParent && !e.closest('.md-typeset p:not(.actions)'))"
        ".filter(e => e.getBoundingClientRect().height < 44).map(e => e.outerHTML)"
    )
    assert small == []
    page.close()


@pytest.mark.browser
def test_page_reads_without_scripts(browser: Browser, gallery: str) -> None:
    """With scripts off the words are all there and no button promises what it cannot do."""
    context = browser.new_context(java_script_enabled=False, viewport={"width": 390, "height": 800})
    page = context.new_page()
    page.goto(gallery)
    assert page.get_by_role("heading", name="林小满").is_visible()
    assert page.locator("button:visible").count() == 0
    context.close()


@pytest.mark.browser
def test_first_key_press_reaches_the_text(browser: Browser, gallery: str) -> None:
    """A person with a keyboard can jump over the header to the text."""
    page = browser.new_page(viewport={"width": 1280, "height": 800})
    page.goto(gallery)
    link = page.locator("a.skip")
    link.focus()
    assert link.bounding_box()["y"] >= 0  # type: ignore[index]
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "content"
    page.close()
