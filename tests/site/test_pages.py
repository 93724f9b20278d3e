"""The pages that views become: golden bodies, nothing private, nothing that runs, no dead link."""

from __future__ import annotations

import json
from datetime import date
from decimal import Decimal
from posixpath import dirname, join, normpath
from typing import TYPE_CHECKING, Any, cast
from urllib.parse import urldefrag

import html5lib
import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from generator.pages import bodies, render
from generator.pages.finding import finder_files, finder_script
from generator.pages.frame import Frames
from generator.pages.imprint import Imprint, Stamp
from generator.pages.prose import parsed, prose
from generator.pages.staging import BODY, DESCRIPTION, TITLE, sentinel_page
from generator.pages.wording import figure, line_text, signed, telephone
from generator.resources import templates
from tests.site.finder_texts import finder_texts
from tests.site.golden_further import FURTHER
from tests.site.golden_pages import ELSEWHERE, GOLDEN, elsewhere, golden_file, release
from tests.site.village import AS_OF, HOME, LAKE, PEOPLE, PRIVATE, RECORDS, publish

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path
    from xml.etree.ElementTree import Element

    from generator.pages import Page
    from generator.views import Publication

ASSETS = {"assets/finder.js"}
CARD_LIMIT, FRAME_ALLOWANCE = 30 * 1024, 10_500


@pytest.fixture(scope="module")
def village(tmp_path_factory: pytest.TempPathFactory) -> Publication:
    """Give what may be seen of the village."""
    return publish(tmp_path_factory.mktemp("village"))


@pytest.fixture(scope="module")
def pages(village: Publication) -> dict[str, Page]:
    """Give every page of the village."""
    return bodies(village)


def _tree(page: Page) -> Element:
    return cast("Element", html5lib.parseFragment(page.body_html, treebuilder="etree", namespaceHTMLElements=False))


def _links(page: Page) -> Iterator[str]:
    for element in _tree(page).iter():
        for attribute in ("href", "src"):
            if attribute in element.attrib:
                yield element.attrib[attribute]


@pytest.mark.parametrize("kind", sorted(GOLDEN))
def test_a_page_of_each_kind_is_as_it_was_read(pages: dict[str, Page], kind: str) -> None:
    """The body of one page of each kind equals its golden file; `python -m tests.site.golden_pages` writes them."""
    assert pages[GOLDEN[kind]].body_html == golden_file(kind).read_text(encoding="utf-8")


@pytest.mark.parametrize("kind", sorted(ELSEWHERE))
def test_a_page_under_another_policy_is_as_it_was_read(tmp_path: Path, kind: str) -> None:
    """Boards, progress, issues and notices of the other policies equal their golden files as well."""
    assert elsewhere(kind, tmp_path) == golden_file(kind).read_text(encoding="utf-8")


def test_every_template_has_a_golden_page() -> None:
    """No template is without a page that somebody has read."""
    names = {path.stem for path in (templates() / "pages").glob("*.html") if not path.name.startswith("_")}
    assert names == {kind.partition("-")[0] for kind in (*GOLDEN, *ELSEWHERE, *FURTHER)} | {"release"}


@pytest.mark.parametrize("day", [AS_OF, date(2018, 4, 12), date(2018, 6, 20), date(2018, 12, 31)])
def test_nothing_private_is_on_any_page(tmp_path: Path, day: date) -> None:
    """G-24: no internal word, household code, telephone without consent or past candidate on any page of any day."""
    found = publish(tmp_path, as_of=day)
    private = [word for word in PRIVATE if day >= date(2018, 10, 1) or not word.startswith("0631")]
    files = {path: page.body_html + page.title + page.description for path, page in bodies(found).items()}
    files |= finder_texts(found)
    assert {(path, word) for path, text in files.items() for word in private if word in text} == set()


def _hostile(text: str) -> dict[str, str]:
    """Put a text into every public field of the village that takes free text."""
    name = text[:50]
    swaps = [
        (f"{HOME}/jurisdiction.yaml", "小村市社区办", text),
        (f"{HOME}/jurisdiction.yaml", "示范路2号", text),
        (f"{LAKE}/community.yaml", "湖边的老社区。", text),
        (f"{LAKE}/community.yaml", "name: 湖畔社区", f"name: {text}"),
        (f"{LAKE}/community.yaml", "湖光里", text),
        (f"{LAKE}/community.yaml", "物业服务", name),
        (f"{LAKE}/people/aaa.yaml", "曾小敏", name),
        (f"{LAKE}/corrections/k1.yaml", "同一件事重复登记", text),
        (f"{LAKE}/notices/n1.yaml", "2018年第一季度积分公示", text),
        (f"{LAKE}/notices/n1.yaml", "重复登记属实，已撤回。", text),
        (f"{LAKE}/notices/n2.yaml", "值班岗", text),
        (f"{LAKE}/notices/n2.yaml", "郑候选同志拟任4号楼楼长。", text),
        (f"{LAKE}/stories/t1.yaml", "雨夜守井盖", text),
        (f"{LAKE}/stories/t1.yaml", "暴雨夜里守着井盖。", text),
        ("records/site.yaml", "小村楼长", text),
    ]
    changed: dict[str, str] = {}
    for path, old, new in swaps:
        before = changed.get(path, RECORDS[path])
        assert old in before
        quoted = "'" + new.removeprefix("name: ").replace("'", "''") + "'"
        changed[path] = before.replace(old, f"name: {quoted}" if new.startswith("name: ") else quoted)
    return changed


@pytest.mark.parametrize(
    "text",
    [
        '"><img src=x onerror=alert(1)>',
        "<script>alert(1)</script>",
        "{{ 7 * 7 }}{% include 'x' %}",
        "'><svg onload=alert(1)>",
        "[x](javascript:alert(1))",
        "</script></article></body>",
    ],
)
def test_hostile_text_stays_text(tmp_path: Path, text: str) -> None:
    """Whatever stands in a public field, no page gets an element, an attribute or a link from it."""
    found = bodies(publish(tmp_path, _hostile(text)))
    shown = 0
    for path, page in found.items():
        for element in _tree(page).iter():
            assert element.tag not in {"img", "iframe", "body"}, path
            assert element.tag != "svg" or element.attrib["class"] == "qr", path
            assert not [name for name in element.attrib if name.startswith("on") or name == "style"], path
            assert element.tag != "script" or element.attrib.keys() == {"src", "defer"}, path
        assert not [link for link in _links(page) if link.startswith("javascript")], path
        shown += "".join(_tree(page).itertext()).count(text)
    assert shown > 20


def test_every_link_leads_somewhere(pages: dict[str, Page], village: Publication) -> None:
    """Links are relative, stay inside the site, and their pages and anchors exist."""
    there = set(pages) | ASSETS | set(finder_files(village))
    ids = {
        path: {element.attrib["id"] for element in _tree(page).iter() if "id" in element.attrib}
        for path, page in pages.items()
    }
    for path, page in pages.items():
        for link in _links(page):
            if link.startswith("tel:"):
                continue
            assert not link.startswith(("/", "http", "javascript")), (path, link)
            place, fragment = urldefrag(link)
            target = normpath(join(dirname(path), place)) if place else path
            assert target in there, (path, link)
            assert not fragment or fragment in ids[target], (path, link)


def test_every_page_is_reached_from_the_first(pages: dict[str, Page]) -> None:
    """From the first page a resident gets to every page by links, former leaders' addresses excepted."""
    seen, pending = set[str](), ["index.html"]
    while pending:
        path = pending.pop()
        if path in seen or path not in pages:
            continue
        seen.add(path)
        pending += [normpath(join(dirname(path), urldefrag(link)[0])) for link in _links(pages[path])]
    assert set(pages) - seen == {"find.html", "xiaocun/p/ddd.html"}


def test_pages_are_well_formed(pages: dict[str, Page]) -> None:
    """Each page has one h1, no script or style of its own, and tables with captions and scoped heads."""
    for path, page in pages.items():
        html5lib.HTMLParser(strict=True).parseFragment(page.body_html)
        tree = _tree(page)
        assert len(list(tree.iter("h1"))) == 1, path
        assert not list(tree.iter("style")), path
        assert all(not (script.text or "").strip() for script in tree.iter("script")), path
        for table in tree.iter("table"):
            assert table.find("caption") is not None, path
            assert all("scope" in head.attrib for head in table.iter("th")), path
        numbers = [element.attrib["id"] for element in tree.iter() if "id" in element.attrib]
        assert len(numbers) == len(set(numbers)), path


def test_invented_data_is_marked_on_every_page(pages: dict[str, Page], tmp_path: Path) -> None:
    """Decision 6: each page of an invented jurisdiction says so, and no page of a real one does."""
    mark = "演示数据：地名、人名、数字均为虚构"
    assert all(mark in page.body_html for page in pages.values())
    real = {f"{HOME}/jurisdiction.yaml": RECORDS[f"{HOME}/jurisdiction.yaml"].replace("fictional: true\n", "")}
    assert not [path for path, page in bodies(publish(tmp_path, real)).items() if mark in page.body_html]


def test_an_empty_jurisdiction_says_what_will_come(tmp_path: Path) -> None:
    """Without communities every page still has a sentence where its list would be."""
    kept = (f"{HOME}/jurisdiction.yaml", "records/site.yaml")
    pages = bodies(publish(tmp_path, only=kept))
    for words in ("还没有社区", "目前没有进行中的公示", "还没有公布过积分", "还没有年度评比"):
        assert words in pages["xiaocun/index.html"].body_html
    assert "目前没有在任的楼长" in pages["xiaocun/leaders.html"].body_html
    assert "还没有发布过" in pages["xiaocun/stories.html"].body_html


def test_a_card_stays_small(tmp_path: Path) -> None:
    """A leader with far more entries than a year has still gets a card of at most 30 KiB with its frame."""
    entry = "- id: {n:03}\n  date: 2018-03-10\n  leader: aaa\n  activity: important-info\n"
    log = "recorder: clerk\nentries:\n" + "".join(entry.format(n=n) for n in range(1, 400))
    sheet = "verifications:\n- on: 2018-04-02\n  by: checker\n  first: 001\n  last: 399\n"
    changes = {f"{LAKE}/logs/2018-03.yaml": log, f"{LAKE}/verifications/2018-03.yaml": sheet}
    card = bodies(publish(tmp_path, changes))["xiaocun/p/aaa.html"].body_html
    assert "本期 399 条记录" in card
    assert len(card.encode()) + FRAME_ALLOWANCE <= CARD_LIMIT


def test_a_path_is_never_made_twice(village: Publication) -> None:
    """Two views that want one path stop the build."""
    twice = replace(village, jurisdictions=village.jurisdictions * 2)
    with pytest.raises(ValueError, match=r"two pages want the path xiaocun/c/hupan\.html"):
        bodies(twice)


@pytest.mark.parametrize(
    ("text", "html"),
    [
        ("**重要**", "<p><strong>重要</strong></p>\n"),
        ("# 大标题", "<h3>大标题</h3>\n"),
        (
            "[市府](https://example.com/a?b=1)",
            '<p><a href="https://example.com/a?b=1" rel="noopener nofollow">市府</a></p>\n',
        ),
        ("[电话](tel:06315550101)", '<p><a href="tel:06315550101" rel="noopener nofollow">电话</a></p>\n'),
        ("[x](http://example.com)", "<p>[x](http://example.com)</p>\n"),
        ("[x](//example.com)", "<p>[x](//example.com)</p>\n"),
        ("[x](data:text/html,1)", "<p>[x](data:text/html,1)</p>\n"),
        ("[x](weixin://dl)", "<p>[x](weixin://dl)</p>\n"),
        (r"[x](https:\\example.com)", "<p>[x](https:\\example.com)</p>\n"),
        ("[x](https://user@example.com)", "<p>[x](https://user@example.com)</p>\n"),
        (
            "![x](https://example.com/x.png)",
            '<p>!<a href="https://example.com/x.png" rel="noopener nofollow">x</a></p>\n',
        ),
        ("<b onclick=x>y</b>", "<p>&lt;b onclick=x&gt;y&lt;/b&gt;</p>\n"),
        ("<https://example.com>", "<p>&lt;https://example.com&gt;</p>\n"),
    ],
)
def test_the_text_of_a_notice_can_do_nothing(text: str, html: str) -> None:
    """Simple Markdown works; raw HTML, pictures and every link but https, mail and telephone stay text."""
    assert prose(text) == html


@given(st.text("现公示a1 -.)#*_>`|=<&\\[:：，。\t\n", max_size=24) | st.text("现a1 ，\n", max_size=24))
def test_plain_paragraphs_are_what_the_parser_makes_of_them(text: str) -> None:
    """Text that is not given to the parser, as nothing in it means anything, comes out as if it had been."""
    assert prose(text) == parsed(text)


@pytest.mark.parametrize(
    ("number", "link", "read"),
    [
        ("0631-5550101", "tel:06315550101", "0631-5550101"),
        ("010-12345678", "tel:01012345678", "010-12345678"),
        ("0631-5550101-12", "tel:06315550101,12", "0631-5550101 转 12"),
        ("12345", "tel:12345", "12345"),
        ("400-123-4567", "tel:4001234567", "400-123-4567"),
    ],
)
def test_telephones_dial_and_read(number: str, link: str, read: str) -> None:
    """A number dials without signs and is shown with a hyphen behind its area code."""
    assert (telephone(number), line_text(number)) == (link, read)


def test_points_are_written_without_needless_zeros() -> None:
    """Points keep their exact value and lose only empty decimals; taken points carry a real minus."""
    assert [figure(Decimal(text)) for text in ("100", "0.50", "-1.0", "0.00")] == ["100", "0.5", "−1", "0"]
    assert [signed(Decimal(text)) for text in ("1", "0", "-0.5")] == ["+1", "0", "−0.5"]


def _finder(data: bytes) -> dict[str, Any]:
    before, _, content = data.decode().removesuffix("]);\n").partition(".concat([")
    assert before == "window.louzhangFinder=(window.louzhangFinder||[])"
    found: dict[str, Any] = json.loads(content)
    return found


def test_finder_rows_are_a_script_that_holds_only_data(village: Publication) -> None:
    """The file assigns one object of columns: each value once, then a sign for each row; readings list characters."""
    (data,) = finder_files(village).values()
    found = _finder(data)
    rows = village.jurisdictions[0].communities[0].finder
    assert list(finder_files(village)) == ["xiaocun/finder.js"]
    assert {len(found[key]["text"]) for key in ("spoken", "seats", "codes", "exchanges")} == {len(rows)}
    assert found["places"]["words"].startswith("\t\n") is False
    assert ["楼长", "0号楼", "3"] in found["seats"]["words"]
    assert ("zeng xiao min" in found["spoken"]["words"], found["folder"]) == (True, "xiaocun/p/")
    assert "曾" in found["sounds"]["ceng"]
    assert "曾" in found["sounds"]["zeng"]


def test_finder_rows_escape_markup(tmp_path: Path) -> None:
    """A name with markup is escaped in the script and comes out of it unchanged."""
    path = f"{LAKE}/people/aaa.yaml"
    found = publish(tmp_path, {path: PEOPLE[path].replace("曾小敏", "曾</script>|敏")})
    (data,) = finder_files(found).values()
    assert b"</" not in data
    assert "曾</script>|敏" in _finder(data)["whole"]["words"]


def test_a_jurisdiction_without_people_has_an_empty_file() -> None:
    """Before anybody serves, the columns hold nothing."""
    found = _finder(finder_script("leer", []))
    assert (found["cards"], found["seats"]["text"], found["places"]["text"], found["sounds"]) == ("", "", "", {})


def _frames(**files: bytes) -> Frames:
    shells = {
        depth: f"<title>{TITLE}</title><meta content={DESCRIPTION}><i>{sentinel_page(depth)}.html</i>{BODY}"
        for depth in range(4)
    }
    return Frames("key", shells, {path.replace("__", "/"): data for path, data in files.items()})


def test_bodies_are_stamped_into_frames(village: Publication, pages: dict[str, Page]) -> None:
    """Every page stands in the frame of its depth, beside the finder's rows and the engine's files."""
    imprint = Imprint("楼长", Stamp("0123", AS_OF, "1"))
    files = render(village, _frames(assets__x=b"x"), imprint)
    assert set(files) == {*pages, "assets/x", "xiaocun/finder.js", "release.html"}
    page = pages["xiaocun/p/aaa.html"]
    assert files["xiaocun/p/aaa.html"].decode() == (
        f"<title>{page.title}</title><meta content={page.description}><i>xiaocun/p/aaa.html</i>{page.body_html}"
    )


def test_a_data_page_never_hides_a_hand_written_one(village: Publication) -> None:
    """A path that the engine has made already stops the build."""
    imprint = Imprint("楼长", Stamp("0123", AS_OF, "1"))
    frames = replace(_frames(), files={"find.html": b""})
    with pytest.raises(ValueError, match=r"want the same path: find\.html"):
        render(village, frames, imprint)


def test_the_page_of_the_release_is_as_it_was_read() -> None:
    """The page that says what the site was made of is the one that was read and kept."""
    assert release() == golden_file("release").read_text(encoding="utf-8")


def test_a_commit_changes_one_page(village: Publication) -> None:
    """A build of another commit differs on the page of the release alone, and there names the commit."""
    first, second = (
        render(village, _frames(), Imprint("楼长", Stamp(commit, AS_OF, "1"))) for commit in ("0123", "4567+")
    )
    assert [path for path in first if first[path] != second[path]] == ["release.html"]
    assert "<code>4567+</code>" in second["release.html"].decode()
    unknown = render(village, _frames(), Imprint("楼长", Stamp("", AS_OF, "1")))
    assert "<dd>没有版本记录</dd>" in unknown["release.html"].decode()
