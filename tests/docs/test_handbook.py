"""The handbook says what the program does: its commands run, its answers are real, its words are the program's."""

from __future__ import annotations

import importlib
import re
import shlex
from pathlib import Path
from textwrap import dedent
from typing import TYPE_CHECKING

import click
import pytest
from ruamel.yaml import YAML

from generator.cli import louzhang
from generator.documents import read
from generator.language import translate
from generator.periods import Period
from generator.records.activity import ActivityLog
from generator.records.reading import read_record
from generator.reports import REPORTS
from tests.tools import handbook_parts

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT = Path(__file__).resolve().parents[2]
DOCS = ROOT / "docs"
SHARED = {"--root", "--lang", "--as-of", "--help"}
LOG = "records/jurisdictions/haicheng/communities/haiyun/logs/2026-09.yaml"


def page(name: str) -> str:
    """Read a page of the handbook."""
    return (DOCS / "handbook" / name).read_text("utf-8")


def leaves(group: click.Group, names: tuple[str, ...] = ()) -> Iterator[tuple[tuple[str, ...], click.Command]]:
    """Yield every command with the words that call it."""
    with click.Context(group) as context:
        found = {name: group.get_command(context, name) for name in group.list_commands(context)}
    for name, command in found.items():
        assert command is not None
        if isinstance(command, click.Group):
            yield from leaves(command, (*names, name))
        else:
            yield (*names, name), command


COMMANDS = dict(leaves(louzhang))


def written() -> Iterator[tuple[str, list[str]]]:
    """Yield each call of the command in the hand-written pages, with its page."""
    for path in sorted((DOCS / "index.md", DOCS / "glossary.md", *(DOCS / "handbook").glob("*.md"))):
        text = path.read_text("utf-8").replace("\\\n", " ")
        calls = re.findall(r"^ *(?:\$ |\.venv/bin/)?louzhang +(.+)$", text, re.MULTILINE)
        for call in (*calls, *re.findall(r"`louzhang ([^`\n]+)`", text)):
            yield path.name, shlex.split(call)


@pytest.mark.parametrize("words", COMMANDS, ids=" ".join)
def test_every_command_is_documented_with_an_example_and_all_its_options(words: tuple[str, ...]) -> None:
    """A command has its heading, an example that calls it, and a word on each option of its own."""
    section = page("commands.md").partition(f"\n### louzhang {' '.join(words)}\n")[2]
    section = re.split(r"^##", section, maxsplit=1, flags=re.MULTILINE)[0]
    assert f"\nlouzhang {' '.join(words)}" in section
    own = {option for param in COMMANDS[words].params for option in param.opts if option.startswith("--")} - SHARED
    assert {option for option in own if option not in section} == set()


def test_no_command_is_documented_that_is_gone() -> None:
    """Each heading of the commands page names a command."""
    headings = re.findall(r"^### louzhang (.+)$", page("commands.md"), re.MULTILINE)
    assert sorted(headings) == sorted(" ".join(words) for words in COMMANDS)


def test_options_that_every_command_has_are_explained_once() -> None:
    """The shared options stand in the table at the top."""
    top = page("commands.md").partition("\n## ")[0]
    assert {option for option in SHARED if option not in top} == set()


def test_every_call_in_the_pages_is_understood() -> None:
    """Commands, options and values that the pages show are accepted by the command line."""
    calls = list(written())
    assert len({name for name, _ in calls}) > 10
    for _, arguments in calls:
        number = 2 if arguments[0] in {"policy", "calendar"} else 1
        command = COMMANDS[tuple(arguments[:number])]
        command.make_context("louzhang", arguments[number:]).close()


def test_every_report_in_the_pages_exists_and_has_the_period_it_needs() -> None:
    """A clerk who copies a line with `report` gets a table."""
    known = {report.name: report for report in REPORTS}
    for name, arguments in written():
        if arguments[0] != "report" or len(arguments) == 1 or arguments[1].startswith("--"):
            continue
        wanted = known[arguments[1]].needs_period
        given = arguments[arguments.index("--period") + 1] if "--period" in arguments else None
        if wanted is None:
            assert given is None, (name, arguments)
        else:
            assert given is not None, (name, arguments)
            assert Period.parse(given).kind in wanted, (name, arguments)


def test_answers_tables_and_editor_settings_are_current() -> None:
    """`python -m tests.tools.handbook_parts` would change nothing."""
    assert handbook_parts.stale() == []


def traps() -> list[tuple[str, str, str]]:
    """Return the rows of the table of traps: wrong line, right line, message."""
    table = page("yaml.md").partition("<!-- traps -->")[2].partition("<!-- /traps -->")[0]
    rows = re.findall(r"^\| `(.+?)` \| `(.+?)` \| (.+?) \|$", table, re.MULTILINE)
    return [(wrong, right, message) for wrong, right, message in rows]


def messages(line: str) -> list[str]:
    """Read a log with one entry that holds the line and return what is said about it in Chinese."""
    keys = {"date": "date: 2026-09-01", "activity": "activity: other"}
    replaced = re.match(r"\w+", line)
    assert replaced is not None
    lines = [*(text for key, text in keys.items() if key != replaced[0]), line]
    text = "recorder: r\nentries:\n- id: 001\n  leader: a\n" + "".join(f"  {one}\n" for one in lines)
    document, problems = read(LOG, text.encode())
    structure = read_record(ActivityLog, document)[1] if document else ()
    return [translate(problem.message, "zh_CN") for problem in (*problems, *structure)]


@pytest.mark.parametrize(("wrong", "right", "message"), traps())
def test_traps_are_told_in_the_words_of_the_page(wrong: str, right: str, message: str) -> None:
    """What the page calls wrong gives exactly its message, and what it calls right gives none."""
    assert messages(wrong) == [message]
    assert messages(right) == []


def test_pieces_of_records_in_the_pages_are_in_form() -> None:
    """What a page shows of a record passes the gate: colons, indentation and dates are as they must be."""
    found = re.findall(r"^```yaml\n(.*?)^```$", _all(DOCS / "handbook", "*.md"), re.MULTILINE | re.DOTALL)
    assert len(found) > 5
    for piece in found:
        text = dedent(piece)
        text = f"entries:\n{text}" if text.startswith("- ") else text
        document, problems = read(LOG, text.encode())
        assert document is not None, piece
        assert problems == (), piece


def excerpts() -> list[tuple[str, str]]:
    """Return the file and the text of each piece that a page says is taken from the demonstration records."""
    marked = r"^<!-- from (records/\S+) -->\n```yaml\n(.*?)^```$"
    return re.findall(marked, _all(DOCS / "handbook", "*.md"), re.MULTILINE | re.DOTALL)


def test_pieces_taken_from_the_records_stand_there() -> None:
    """Each such piece is a run of lines of the file it names, indentation aside."""
    found = excerpts()
    assert len(found) > 20
    for path, piece in found:
        lines, wanted = (ROOT / path).read_text("utf-8").splitlines(), dedent(piece).splitlines()
        runs = (lines[start : start + len(wanted)] for start in range(len(lines)))
        assert any(dedent("\n".join(run)).splitlines() == wanted for run in runs), (path, piece)


def test_text_after_a_blank_and_a_hash_is_not_read_as_the_page_warns() -> None:
    """The page's warning holds: only quotes save a hash, and the reader tells what it left out."""
    found = []
    told = []
    for line in re.findall(r"`(note: [^`]*#[^`]*)`", page("yaml.md")):
        entry = f"recorder: r\nentries:\n- id: 001\n  date: 2026-09-01\n  leader: a\n  activity: b\n  {line}\n"
        document, problems = read(LOG, entry.encode())
        assert document is not None
        told.append([problem.check for problem in problems])
        record, _ = read_record(ActivityLog, document)
        assert record is not None
        found.append(record.entries[0].note)
    assert found == ["第3次", "第3次 #重要"]
    assert told == [["text-cut-off"], []]


def test_words_for_what_became_of_a_deed_are_those_of_the_receipt() -> None:
    """Each phrase that the page explains is one that the receipt uses."""
    table = page("explain.md").partition("| 处理 | 意思 |\n| --- | --- |\n")[2]
    phrases = re.findall(r"^\| (.+?) \| .+ \|$", table, re.MULTILINE)
    said = (ROOT / "generator" / "scoring" / "words.py").read_text("utf-8")
    assert len(phrases) == 7
    assert [part for phrase in phrases for part in phrase.split("……") if part not in said] == []


def test_pages_of_the_site_that_the_handbook_names_have_that_heading() -> None:
    """Where the handbook sends a reader to a page of the site, a template has that title."""
    headings = "".join(re.findall(r"<h1>.*</h1>", _all(ROOT / "site_templates" / "pages", "*.html")))
    named = re.findall(r"网站的“([^”]+)”页", _all(DOCS / "handbook", "*.md"))
    assert named
    assert [name for name in named if f"<h1>{name}</h1>" not in headings] == []


def _all(folder: Path, pattern: str) -> str:
    return "\n".join(path.read_text("utf-8") for path in sorted(folder.glob(pattern)))


def test_codes_of_the_glossary_are_written_somewhere() -> None:
    """Each key or code of the glossary stands in a schema, in the demonstration policy, or names a kind or a table."""
    schemas = "".join(path.read_text("utf-8") for path in sorted((DOCS / "schemas").iterdir()))
    policy = (ROOT / "records" / "policies" / "r18" / "policy.yaml").read_text("utf-8")
    known = {*re.findall(r'"([\w-]+)"', schemas), *re.findall(r"^[- ]*id: ([\w-]+)$", policy, re.MULTILINE)}
    known |= {path.stem for path in (DOCS / "records").glob("*.md")} | {report.name for report in REPORTS}
    known |= {words[0] for words in COMMANDS}
    rows = re.findall(r"^\| [^|]+ \| ([^|]+) \|", (DOCS / "glossary.md").read_text("utf-8"), re.MULTILINE)
    codes = [code for cell in rows for code in re.findall(r"`(.+?)`", cell)]
    assert len(codes) > 60
    assert [code for code in codes if code not in known] == []


@pytest.mark.parametrize("path", sorted(DOCS.rglob("*.md")), ids=lambda path: path.relative_to(DOCS).as_posix())
def test_blocks_and_tables_are_shown_as_such(path: Path) -> None:
    """No fence and no table stands as raw text on a page; a fence within a list would."""
    text = path.read_text("utf-8")
    # Markdown ships no types.
    html = importlib.import_module("markdown").markdown(text, extensions=["toc", "tables", "fenced_code", "admonition"])
    assert html.count("<pre>") >= len(re.findall(r"^```\w*$", text, re.MULTILINE)) // 2
    assert html.count("<table") == len(re.findall(r"^\| ?-[- :|]+\|$", text, re.MULTILINE))
    assert "```" not in html
    assert re.search(r"<p>\|", html) is None


def test_every_page_is_in_the_navigation_or_linked_from_one_that_is() -> None:
    """No page lies about that a reader cannot reach from the first one."""
    settings = YAML(typ="safe", pure=True).load((ROOT / "mkdocs.yml").read_text("utf-8"))
    named = list(_paths(settings["nav"]))
    assert len(set(named)) == len(named)
    pending, reached = [DOCS / name for name in named], set[Path]()
    while pending:
        path = pending.pop().resolve()
        if path not in reached:
            reached.add(path)
            links = re.findall(r"\]\(([^)#]+\.md)", path.read_text("utf-8"))
            pending.extend(path.parent / link for link in links)
    pages = {path for path in DOCS.rglob("*.md") if "engineering" not in path.parts}
    assert pages - reached == set()


def _paths(nav: object) -> Iterator[str]:
    if isinstance(nav, str):
        yield nav
    elif isinstance(nav, dict):
        for entry in nav.values():
            yield from _paths(entry)
    elif isinstance(nav, list):
        for entry in nav:
            yield from _paths(entry)
