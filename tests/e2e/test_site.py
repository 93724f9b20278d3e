"""The built site as files: whole, stamped, closed to what is internal, and equal to what the command answers."""

from __future__ import annotations

import json
import re
from base64 import b64encode
from collections import Counter
from importlib import import_module
from posixpath import dirname, join, normpath
from typing import TYPE_CHECKING, Any
from unittest.mock import patch
from urllib.parse import quote, unquote, urldefrag

import html5lib
import pytest
from jinja2 import ChoiceLoader, DictLoader, Environment, FileSystemLoader
from msgspec import Struct

from generator.awards import rounds
from generator.history import read_history
from generator.ledger import load
from generator.pages import bodies
from generator.pages.making import environment
from generator.records.base import Record, Visibility
from generator.resources import templates
from generator.scoring import score
from generator.views import publication
from tests.declared import declared_fields
from tests.e2e import town

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path
    from xml.etree.ElementTree import Element

bodies_module = import_module("generator.pages.making")
CARD = "gangcheng/p/gndjnyv4irtfkodi.html"
LIST = "gangcheng/points/2026-Q3"
HOSTILE = "<script>alert(1)</script><img src=x onerror=alert(2)>"

_OF_A_FIELD = 12


@pytest.fixture(scope="module")
def trees(demonstration: Path) -> dict[str, Element]:
    """Read every page of the site as a browser does."""
    site = demonstration / "build/site"
    return {
        file.relative_to(site).as_posix(): html5lib.parse(file.read_bytes(), namespaceHTMLElements=False)
        for file in sorted(site.rglob("*.html"))
    }


def _words(element: Element | None) -> str:
    return " ".join("".join(element.itertext()).split()) if element is not None else ""


def test_every_address_of_every_page_is_there(trees: dict[str, Element], demonstration: Path) -> None:
    """Each link, image, script and style of each page is a file of the site, and its anchor is on that page."""
    site = demonstration / "build/site"
    ids = {path: {e.get("id") or e.get("name") for e in tree.iter()} for path, tree in trees.items()}
    dead, seen = [], 0
    for path, tree in trees.items():
        for address in {e.get(name) for e in tree.iter() for name in ("href", "src")} - {None}:
            if str(address).startswith(("tel:", "mailto:", "#__")):
                continue
            place, anchor = urldefrag(str(address))
            base = "" if place.startswith("/") else dirname(path)
            target = normpath(join(base, unquote(place).lstrip("/"))) if place else path
            target += "/index.html" if (site / target).is_dir() else ""
            seen += 1
            if not (site / target).is_file() or (anchor and unquote(anchor) not in ids.get(target, ())):
                dead.append((path, address))
    assert dead == []
    assert seen > 5000


def test_every_page_says_where_it_comes_from(trees: dict[str, Element], demonstration: Path) -> None:
    """The foot of each page names day and program and leads to the page that names the commit, as the manifest does."""
    manifest = json.loads((demonstration / "build/site/MANIFEST.json").read_text("utf-8"))
    assert len(manifest["commit"]) == 12
    said = f"数据截至{manifest['as_of']} 生成程序louzhang {manifest['version']} 记录版本见本站版本页"
    without = [path for path, tree in trees.items() if said not in _words(tree.find(".//footer[@class='imprint']"))]
    assert len(trees) > 280
    assert without == []
    assert manifest["commit"] in _words(trees["release.html"])


def test_pages_are_html_without_errors(whole: Path) -> None:
    """A strict reader finds no error in what we write between the frame's head and foot.

    Read are all pages that stand alone in their jurisdiction, and of those that come in numbers the first and the last.
    """
    site = whole / "build/site"
    found = [*site.glob("*.html"), *site.glob("[!g]*/*.html"), *site.glob("gangcheng/**/*.html")]
    for folder in sorted(site.glob("[!g]*/**/")):
        pages = sorted(folder.glob("*.html"))
        found += [*pages[:1], *pages[-1:]]
    assert len(found) > 300
    for file in dict.fromkeys(page for page in found if page.relative_to(site).parts[0] != "guide"):
        text = file.read_text("utf-8")
        body = text[text.index("<article") : text.rindex("</article>")].partition(">")[2]
        parser = html5lib.HTMLParser(strict=True)
        parser.parseFragment(body, container="article")


def test_a_published_list_equals_the_table(trees: dict[str, Element], demonstration: Path) -> None:
    """Name for name the page of each community shows the points that the internal table has."""
    answer = town.louzhang(demonstration, "report", "quarterly-points", "--period", "2026-Q3", "--format", "json")
    rows = [row for row in json.loads(answer.out)["rows"] if row["person"]]
    assert len(rows) > 30
    shown = []
    for path in sorted(path for path in trees if path.startswith(LIST)):
        for row in trees[path].findall(".//tbody/tr"):
            link = row.find("th/a")
            cells = [_words(cell).removeprefix("+").replace("−", "-") for cell in row.findall("td[@class='figure']")]
            shown.append((_words(row.find("th")), link.get("href") if link is not None else "", *cells))
    keys = ["score", "bonus", "adjustment", "to_date", *(f"item-i{number:02}" for number in range(1, 12))]
    wanted = sorted((row["name"], *(row[key] or "0" for key in keys)) for row in rows)
    assert sorted((name, *cells) for name, _, *cells in shown) == wanted


@pytest.mark.parametrize("quarter", ["2026-Q1", "2026-Q2", "2026-Q3"])
def test_a_card_equals_the_receipt(quarter: str, trees: dict[str, Element], demonstration: Path) -> None:
    """The receipt on the card has every line that counts, and the sum, as `explain` prints them."""
    person = CARD.rpartition("/")[2].removesuffix(".html")
    answer = json.loads(town.louzhang(demonstration, "explain", person, quarter, "--format", "json").out)
    told = [row["points"] for row in answer["rows"] if row["day"] and row["points"] != "0"]
    name = {"1": "一", "2": "二", "3": "三"}[quarter[-1]]
    receipts = [r for r in trees[CARD].iter("details") if f"2026年第{name}季度" in _words(r.find("summary"))]
    assert len(receipts) == 1
    lines = [_words(line.find("span[@class='points']")) for line in receipts[0].iter("li")]
    assert sorted(points.removeprefix("+") for points in lines if points not in {"", "0"}) == sorted(told)
    total = re.search(r"得分([0-9.]+)分。", json.dumps(answer, ensure_ascii=False))
    assert total is not None
    assert f"累计得分 {total[1]} 分" in _words(receipts[0].find("p[@class='receipt__sum']"))


def _records(value: Any) -> Iterator[Record]:
    """Yield every record that hangs on a ledger, in whatever it is kept."""
    if isinstance(value, Record):
        yield value
    elif isinstance(value, dict) or hasattr(value, "items"):
        for one in value.values():
            yield from _records(one)
    elif isinstance(value, Struct):
        for name in value.__struct_fields__:
            yield from _records(getattr(value, name))


def _texts(value: Any, mark: Visibility, field: str = "") -> Iterator[tuple[Visibility, str, str]]:
    """Yield each text of a record with its mark and field; what lies in an internal field is internal."""
    if isinstance(value, str):
        yield mark, field, value
    elif isinstance(value, tuple):
        for one in value:
            yield from _texts(one, mark, field)
    else:
        for name, info in declared_fields(value).items():
            if isinstance(info.json_schema_extra, dict):
                own = Visibility(str(info.json_schema_extra["visibility"]))
                yield from _texts(getattr(value, name), mark if mark is Visibility.INTERNAL else own, name)


def plant(root: Path) -> dict[str, str]:
    """Mark internal free texts of a records tree with words of their own; return the words with their fields.

    Of each field of a kind of record, as many texts of each jurisdiction are marked as `_OF_A_FIELD` says.
    """
    ledger = load(root).ledger
    assert ledger is not None
    found: dict[str, str] = {}
    marked: Counter[tuple[str, type, str]] = Counter()
    for record in {id(one): one for one in _records(ledger.jurisdictions)}.values():
        file = root / record.origin.path
        texts = list(_texts(record, Visibility.PUBLIC))
        public = {text for mark, _, text in texts if mark is not Visibility.INTERNAL}
        internal = {text: field for mark, field, text in texts if mark is Visibility.INTERNAL and not text.isascii()}
        for text, field in internal.items():
            written = file.read_text("utf-8")
            if "\n" in text or any(text in other for other in public) or f": {text}\n" not in written:
                continue
            kind = (record.origin.path.split("/")[2], type(record), field)
            if marked[kind] == _OF_A_FIELD:
                continue
            marked[kind] += 1
            word = f"隐言q{len(found):04}z"
            found[word] = field
            file.write_text(written.replace(f": {text}\n", f": {text}{word}\n"), "utf-8")
    return found


def forms(word: str) -> list[bytes]:
    """Write a word in every way in which a page, a script or an archive might carry it."""
    raw = word.encode()
    shifted = (b64encode(b"x" * shift + raw)[4 if shift else 0 : -4] for shift in range(3))
    texts = (
        json.dumps(word)[1:-1],
        "".join(f"&#{ord(sign)};" for sign in word),
        "".join(f"&#x{ord(sign):x};" for sign in word),
        quote(word),
        raw.hex(),
        word[::-1],
    )
    return [
        raw,
        word[2:].encode(),
        word.encode("utf-16-le"),
        word.encode("gb18030"),
        *shifted,
        *(t.encode() for t in texts),
    ]


def leaks(files: dict[str, bytes], words: dict[str, str]) -> set[tuple[str, str]]:
    """Return where a planted word is found in any form, with the field it was planted in."""
    return {
        (path, field)
        for word, field in words.items()
        for path, data in files.items()
        if any(form in data for form in forms(word))
    }


def test_nothing_internal_leaves_the_records(tmp_path: Path, whole: Path) -> None:
    """Words planted in every internal text are in no file of the site, in whatever form."""
    root = town.twin(whole, tmp_path / "town")
    words = plant(root)
    assert len(words) > 20
    assert {"note", "reason", "outcome"} <= set(words.values())
    assert town.louzhang(root, "build").code == 0
    site = root / "build/site"
    own = {file.relative_to(site).as_posix(): file for file in site.rglob("*") if file.is_file()}
    files = {path: file.read_bytes() for path, file in own.items() if not path.startswith(("assets/", "guide/"))}
    assert leaks(files, words) == set()


@pytest.mark.parametrize("form", forms("隐言q0001z"))
def test_a_leak_would_be_found_in_any_form(form: bytes) -> None:
    """Negative control: each form of a planted word is noticed in the middle of a page."""
    assert leaks({"p.html": b"<p>" + form + b"</p>"}, {"隐言q0001z": "note"}) == {("p.html", "note")}


def _pages(root: Path) -> dict[str, str]:
    ledger = load(root).ledger
    assert ledger is not None
    history = read_history(root)
    scores = score(ledger, history.day("Asia/Shanghai"))
    results = {name: rounds(found) for name, found in scores.items()}
    public = publication(ledger, scores, results, history, history.day("Asia/Shanghai"))
    return {path: page.body_html for path, page in bodies(public).items()}


def _alive(pages: dict[str, str]) -> set[str]:
    """Return the pages in which a text of a record became an element that can run something."""
    return {
        path
        for path, body in pages.items()
        for element in html5lib.parseFragment(body, namespaceHTMLElements=False).iter()
        if (element.tag == "script" and not element.get("src"))
        or any(str(key).startswith("on") for key in element.attrib)
    }


def test_a_template_that_escapes_nothing_would_be_found(tmp_path: Path, demonstration: Path) -> None:
    """Negative control: the same hostile name is text in our pages, and runs where escaping is turned off."""
    root = town.twin(demonstration, tmp_path / "town")
    town.edit(root, f"{town.COMMUNITIES}/c001/people/gndjnyv4irtfkodi.yaml", "name: 杨春平", f'name: "{HOSTILE}"')
    assert _alive(_pages(root)) == set()
    loose = Environment(autoescape=False, loader=FileSystemLoader(templates() / "pages"), trim_blocks=True)  # noqa: S701 - the fault to be found
    loose.filters.update(environment().filters)
    loose.globals.update(environment().globals)
    with patch.object(bodies_module, "environment", lambda: loose):
        assert CARD in _alive(_pages(root))


def test_a_template_that_leaks_would_be_found(demonstration: Path) -> None:
    """Negative control: a card that printed an internal word would be noticed on every card."""
    words = {"隐言q0001z": "note"}
    source = (templates() / "pages/card.html").read_text("utf-8")
    card = DictLoader({"card.html": source.replace("<section", "隐言q0001z<section", 1)})
    leaky = environment().overlay(loader=ChoiceLoader([card, FileSystemLoader(templates() / "pages")]))
    with patch.object(bodies_module, "environment", lambda: leaky):
        files = {path: body.encode() for path, body in _pages(demonstration).items()}
    assert (CARD, "note") in leaks(files, words)
    assert all("/p/" in path for path, _ in leaks(files, words))
