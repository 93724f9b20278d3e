"""The engine is replaceable (decision 20): MkDocs and Zensical build the same site from the same staged folder."""

from __future__ import annotations

import re
import subprocess
import sys
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from posixpath import dirname, join, normpath
from typing import TYPE_CHECKING

import html5lib
import pytest

from generator.pages import frame
from generator.pages.frame import Frames, build_frames
from generator.pages.imprint import Imprint, Stamp
from generator.pages.staging import BODY, DESCRIPTION, GUIDE, TITLE, Inputs, sentinel_page, stage

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from xml.etree.ElementTree import Element

ROOT = Path(__file__).parents[2]
THEME, ASSETS = ROOT / "site_templates" / "theme", ROOT / "site_templates" / "assets"
INPUTS = Inputs(ROOT / "mkdocs.yml", ROOT / "docs", THEME, ASSETS)
IMPRINT = Imprint("示范街道楼长公示", Stamp("0123456789ab", date(2026, 11, 20), "0.1.0"), "本站为示范数据。")
ENGINES = ("mkdocs", "zensical")

# Known differences, each with its reason (docs/engineering/engines.md repeats them for people).
OWN_SKIP_LINK = "md-skip"
"""The stock skip link: Material points it at the first heading, Zensical at a place of its own; ours comes before."""
LOGO = "md-logo"
"""The logo in the closed drawer leads to the root; on 404.html one engine writes `/.` and the other `/`."""
STOCK_ASSETS = ("assets/javascripts/", "assets/stylesheets/", "assets/images/", "search/", "search.json")
"""Scripts, styles and search index of the theme: each engine ships its own release of them under its own names."""
SITE_MAPS = ("sitemap.xml", "sitemap.xml.gz")
"""Without an address a site map is empty; MkDocs packs it as well. Neither is published."""


def run(engine: str, config: Path) -> subprocess.CompletedProcess[str]:
    """Run an engine strictly on a staged folder, away from the caller's folder and settings."""
    return subprocess.run(
        [sys.executable, "-P", "-E", "-m", engine, "build", "--strict", "-f", str(config)],
        cwd=config.parent,
        env={"SOURCE_DATE_EPOCH": "0", "TZ": "UTC", "LC_ALL": "C.UTF-8", "NO_MKDOCS_2_WARNING": "true"},
        capture_output=True,
        encoding="utf-8",
        check=False,
    )


@dataclass(frozen=True)
class Built:
    """What one engine made of the staged folder."""

    files: Mapping[str, bytes]
    pages: Mapping[str, Element]
    frames: Frames


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Built]:
    """Let each engine build the repository's own frame once; the generator then cuts what it made."""
    return {engine: _built(engine, tmp_path_factory.mktemp(engine)) for engine in ENGINES}


def _built(engine: str, folder: Path) -> Built:
    config = stage(INPUTS, folder)
    done = run(engine, config)
    assert done.returncode == 0, done.stdout + done.stderr
    site = folder / "site"
    files = {path.relative_to(site).as_posix(): path.read_bytes() for path in site.rglob("*") if path.is_file()}
    pages = {path: parsed(data) for path, data in files.items() if path.endswith(".html")}
    return Built(files, pages, frame._taken_up(files, engine, INPUTS.depths))


def parsed(page: bytes) -> Element:
    """Read a page the way a browser does."""
    tree: Element = html5lib.parse(page, transport_encoding="utf-8", namespaceHTMLElements=False)
    return tree


def words(element: Element | None) -> str:
    """Return the text of an element with its blanks evened out."""
    assert element is not None
    return " ".join("".join(element.itertext()).split())


def links(page: Element, path: str) -> list[tuple[str, str]]:
    """Return each link's target as a path of the site, with its words, in the order of the page."""
    found = []
    for anchor in page.iter("a"):
        href, kinds = anchor.get("href"), anchor.get("class", "").split()
        if href is not None and not {OWN_SKIP_LINK, LOGO} & set(kinds):
            place, mark, fragment = href.partition("#")
            found.append((normpath(join(dirname(path), place)) + mark + fragment, words(anchor)))
    return found


def fetched(page: Element) -> Iterator[str]:
    """Yield every address that a browser loads by itself."""
    for element in page.iter():
        for name in ("src", "href", "srcset", "poster", "data"):
            if element.tag != "a" and element.get(name):
                yield element.attrib[name]


def test_both_engines_build_the_same_set_of_pages(built: dict[str, Built]) -> None:
    """No hand-written page, no frame page and not the page for lost addresses is missing or extra."""
    first, second = (set(built[engine].pages) for engine in ENGINES)
    written = {f"{GUIDE}/{path.relative_to(ROOT / 'docs').with_suffix('.html')}" for path in hand_written()}
    frames = {f"{sentinel_page(depth)}.html" for depth in INPUTS.depths}
    assert first == second == written | frames | {"404.html"}
    assert len(written) > 30


def hand_written() -> list[Path]:
    """Find the pages that belong on the site."""
    docs = ROOT / "docs"
    return [path for path in docs.rglob("*.md") if path.relative_to(docs).parts[0] != "engineering"]


def test_other_files_differ_only_where_the_theme_brings_its_own(built: dict[str, Built]) -> None:
    """Our assets are the same bytes under the same names; everything else is the engine's own."""
    ours: list[dict[str, bytes]] = [
        {
            path: data
            for path, data in built[engine].files.items()
            if path not in built[engine].pages and not path.startswith((*STOCK_ASSETS, *SITE_MAPS))
        }
        for engine in ENGINES
    ]
    assert ours[0] == ours[1]
    assert ours[0] == {f"assets/{path.name}": path.read_bytes() for path in ASSETS.iterdir()}


def test_every_page_says_and_links_the_same(built: dict[str, Built]) -> None:
    """Title, description, words of the page, its anchors and the targets of all links agree, page by page."""
    mkdocs, zensical = (built[engine].pages for engine in ENGINES)
    linked = 0
    for path, page in mkdocs.items():
        other = zensical[path]
        assert page.findtext(".//title") == other.findtext(".//title"), path
        for name in ("article", "footer"):
            assert words(page.find(f".//{name}")) == words(other.find(f".//{name}")), path
        assert described(page) == described(other), path
        assert anchors(page) == anchors(other), path
        assert sorted(links(page, path)) == sorted(links(other, path)), path
        linked += len(links(page, path))
    assert linked > 1000


def described(page: Element) -> list[str | None]:
    """Return the page's descriptions."""
    return [meta.get("content") for meta in page.iter("meta") if meta.get("name") == "description"]


def anchors(page: Element) -> list[str]:
    """Return the places within a page's own words that a link may name."""
    article = page.find(".//article")
    assert article is not None
    return [element.attrib["id"] for element in article.iter() if element.get("id") and element.get("id") != "__skip"]


@pytest.mark.parametrize("engine", ENGINES)
@pytest.mark.parametrize("depth", INPUTS.depths)
def test_sentinels_survive(built: dict[str, Built], engine: str, depth: int) -> None:
    """Title and description reach the head and the body is taken over once and unchanged, so the frame can be cut."""
    shell = built[engine].files[f"{sentinel_page(depth)}.html"].decode()
    assert shell.count(BODY) == 1
    page = built[engine].pages[f"{sentinel_page(depth)}.html"]
    assert (page.findtext(".//title") or "").startswith(f"{TITLE} - ")
    assert described(page) == [DESCRIPTION]


@pytest.mark.parametrize("depth", INPUTS.depths)
def test_a_stamped_page_reads_the_same_in_both_frames(built: dict[str, Built], depth: int) -> None:
    """The generator stamps a data page into either engine's frame, and residents read and follow the same."""
    path = "a/" * depth + "card.html"
    body = f'<h1 id="top">翠湖 & 3栋</h1><p><a href="{"../" * depth}find.html">找楼长</a></p>'.replace("&", "&amp;")
    pages = [
        parsed(
            built[engine]
            .frames.page(depth, IMPRINT)
            .stamp(title="翠湖 <3栋>", description='"卡"', body=body.encode(), path=path)
        )
        for engine in ENGINES
    ]
    seen = [
        (page.findtext(".//title"), described(page), words(page.find(".//article")), links(page, path))
        for page in pages
    ]
    assert seen[0] == seen[1]
    assert seen[0][:3] == ("翠湖 <3栋> - 示范街道楼长公示", ['"卡"'], "翠湖 & 3栋找楼长")
    for page in pages:
        notices = [words(element) for element in page.iter("p") if element.get("class") == "announcement"]
        assert notices == ["本站为示范数据。"]


@pytest.mark.parametrize("engine", ENGINES)
def test_nothing_is_fetched_from_elsewhere(built: dict[str, Built], engine: str) -> None:
    """Decision 22: no page and no style of either engine loads from another host, and all it loads is there."""
    for path, page in built[engine].pages.items():
        addresses = list(fetched(page))
        assert addresses, path
        assert not [address for address in addresses if re.match(r"(?i)[a-z][a-z0-9+.-]*:|//", address)], path
        # The page for lost addresses is served from any folder and so counts from the root.
        places = {normpath(join(dirname(path), address)).removeprefix("/") for address in addresses}
        assert places <= built[engine].files.keys(), path
    styles = [data for path, data in built[engine].files.items() if path.endswith(".css")]
    assert styles
    assert not [style for style in styles if re.search(rb"url\([\"']?(https?:)?//|@import", style)]


@pytest.mark.parametrize("engine", ENGINES)
def test_search_leaves_data_pages_out(built: dict[str, Built], engine: str) -> None:
    """Both engines honour `search: exclude`, so that no sentinel page is in the index."""
    (index,) = [
        data for path, data in built[engine].files.items() if re.fullmatch(r"search(/search_index)?\.json", path)
    ]
    assert f'"{GUIDE}/glossary.html'.encode() in index
    assert [word for word in ("zzFRAME", "zzPATH", DESCRIPTION, "zzBODY", TITLE) if word.encode() in index] == []


@pytest.mark.parametrize("engine", ENGINES)
def test_a_broken_link_stops_either_engine(engine: str, tmp_path: Path) -> None:
    """`strict` means the same to both: a link to nowhere in a hand-written page ends the build and names the page."""
    config = stage(INPUTS, tmp_path)
    page = tmp_path / "docs" / GUIDE / "glossary.md"
    page.write_text(page.read_text("utf-8") + "\n[去](gone.md)\n", "utf-8")
    done = run(engine, config)
    assert done.returncode != 0
    assert f"{GUIDE}/glossary.md" in done.stdout + done.stderr


def test_the_staged_folder_may_lie_anywhere(tmp_path: Path) -> None:
    """The staged settings name no folder outside their own, which the second engine would refuse."""
    config = stage(INPUTS, tmp_path).read_text("utf-8")
    assert str(ROOT) not in config
    assert str(tmp_path) not in config


def test_the_frame_that_is_published_is_the_one_compared(built: dict[str, Built], tmp_path: Path) -> None:
    """What the generator cuts by itself is what MkDocs made here."""
    made = build_frames(INPUTS, tmp_path)
    assert (made.shells, made.files) == (built["mkdocs"].frames.shells, built["mkdocs"].frames.files)
