"""How problems are printed: exact text, data for other programs, and nothing a terminal would obey."""

from __future__ import annotations

import io
import json
from typing import TYPE_CHECKING, Any

import pytest
from jsonschema import Draft202012Validator

from generator.cli.printing import FORMATS, print_problems
from generator.problems import Problem, Related, Severity, Source, msg

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from generator.language import Language

FILE = "records/people/li.yaml"


def problem(
    message: str = "x",
    *,
    at: Source | None = None,
    check: str = "bad-date",
    severity: Severity = Severity.ERROR,
    clause: str = "",
    related: tuple[Related, ...] = (),
) -> Problem:
    """Make a problem whose sentence stands in the slot of a real one."""
    sentence = msg("There is no policy {id}.", id=message)
    return Problem(check, at or Source(FILE, 2, 3), sentence, msg("Delete this line."), severity, clause, related)


def printed(problems: Sequence[Problem], root: Path, form: str = "text", language: Language = "en") -> str:
    """Print problems into a text."""
    stream = io.StringIO()
    print_problems(problems, format=form, language=language, root=root, stream=stream)
    return stream.getvalue()


def write(root: Path, text: str) -> None:
    """Write the record file that the problems are about."""
    (root / FILE).parent.mkdir(parents=True, exist_ok=True)
    (root / FILE).write_bytes(text.encode("utf-8"))


def test_text_shows_the_line_the_clause_the_other_place_and_the_way_out(tmp_path: Path) -> None:
    """A problem is told in five parts, and a warning says that it is one."""
    write(tmp_path, "name: 李白桦\nfrom: 2018-02-30\n")
    other = Related(Source(FILE, 1, 7), msg("The other person is here."))
    found = problem("r81", clause="r18 2.3", related=(other,), severity=Severity.WARNING)

    assert printed([found], tmp_path) == (
        "records/people/li.yaml:2:3: bad-date (warning): There is no policy r81.\n"
        "  2 | from: 2018-02-30\n"
        "    |   ^\n"
        "  records/people/li.yaml:1:7: The other person is here.\n"
        "  1 | name: 李白桦\n"
        "    |       ^\n"
        "  Clause: r18 2.3\n"
        "  How to fix: Delete this line.\n"
        "\n"
        "0 error(s), 1 warning(s).\n"
    )


def test_text_is_chinese_when_chinese_is_asked_for(tmp_path: Path) -> None:
    """Every word around the record's own text is in the language asked for."""
    assert printed([problem("r81", clause="r18 2.3")], tmp_path, language="zh_CN") == (
        "records/people/li.yaml:2:3: bad-date: 没有政策 r81。\n"
        "  条款：r18 2.3\n"
        "  怎么改：请删除这一行。\n"
        "\n"
        "1 处错误，0 处提醒。\n"
    )


def test_the_place_is_that_of_the_key_the_problem_is_about(tmp_path: Path) -> None:
    """From the first key of its record a problem is moved to the value at fault, and never into another record."""
    write(tmp_path, "entries:\n- id: 001\n  activity: a\n  households:\n  - h1\n- id: 002\n  activity: b\n  count: 0\n")

    def place(check: str, line: int) -> str:
        return printed([problem(check=check, at=Source(FILE, line, 3))], tmp_path).partition(" ")[0]

    assert place("unknown-activity", 2) == f"{FILE}:3:13:"
    assert place("unknown-activity", 6) == f"{FILE}:7:13:"
    assert place("door-number-code", 2) == f"{FILE}:4:3:"
    assert place("nothing-counted", 2) == f"{FILE}:2:3:"
    assert place("bad-date", 2) == f"{FILE}:2:3:"


def test_no_problems_are_said_in_a_sentence(tmp_path: Path) -> None:
    """An empty list is no empty output."""
    assert printed([], tmp_path) == "No problems found.\n"
    assert printed([], tmp_path, language="zh_CN") == "没有发现问题。\n"


def test_the_caret_stands_below_wide_characters(tmp_path: Path) -> None:
    """A Chinese character takes two cells, so the caret moves by two for each."""
    write(tmp_path, "姓名李白: x\n")

    lines = printed([problem(at=Source(FILE, 1, 5))], tmp_path).splitlines()

    assert lines[1:3] == ["  1 | 姓名李白: x", "    |         ^"]


def test_a_long_line_is_cut_around_the_place(tmp_path: Path) -> None:
    """Of a long line only the surroundings of the place are shown."""
    write(tmp_path, "a" * 500 + "X" + "b" * 500 + "\n")

    excerpt, caret = printed([problem(at=Source(FILE, 1, 501))], tmp_path).splitlines()[1:3]

    assert len(excerpt) < 120
    assert excerpt[caret.index("^")] == "X"


def test_nothing_a_terminal_obeys_is_echoed(tmp_path: Path) -> None:
    """Escape sequences and direction marks leave the sentence, the excerpt and the path."""
    write(tmp_path, "ok: 1\nna\x1b[31mme\u202e: \x9b2J\n")
    path = Source("records/\x1b[2Jx\n.yaml", 1, 1)
    text = printed([problem("\x1b]0;owned\x07\u2028evil"), problem(at=path)], tmp_path)

    assert not set(text) & set("\x1b\x07\x9b\u202e\u2028\r")
    assert "  2 | na[31mme: 2J\n" in text
    assert "records/[2Jx .yaml:1:1:" in text


@pytest.mark.parametrize(
    "path", ["../secret.yaml", "records/link.yaml", "records/none.yaml", "records/gbk.yaml", "records"]
)
def test_only_plain_text_below_the_root_is_quoted(path: str, tmp_path: Path) -> None:
    """A place outside, behind a link, missing or undecodable is told without an excerpt."""
    root = tmp_path / "root"
    (root / "records").mkdir(parents=True)
    (tmp_path / "secret.yaml").write_text("secret\n", "utf-8")
    (root / "records/link.yaml").symlink_to(tmp_path / "secret.yaml")
    (root / "records/gbk.yaml").write_bytes("王安".encode("gbk"))

    assert " | " not in printed([problem(at=Source(path, 1, 1))], root)


def test_a_line_with_private_data_is_not_shown_again(tmp_path: Path) -> None:
    """A build's log is read by many, so the excerpt of a private-data problem stays away."""
    write(tmp_path, "name: x\nnote: 13800138000\n")

    text = printed([problem(check="mobile-number")], tmp_path)

    assert "13800138000" not in text
    assert "How to fix" in text


@pytest.mark.parametrize("number", ["13800138000", "138-0013-8000", "11010119900307253X", "6222 0213 0000 0000 123"])
@pytest.mark.parametrize("form", FORMATS)
def test_a_private_number_is_masked_in_every_format(form: str, number: str, tmp_path: Path) -> None:
    """Whatever the check, neither its sentence nor the line at fault repeats a private number."""
    write(tmp_path, f"name: x\npublic_phone: {number}\n")

    text = printed([problem(number, check="bad-phone")], tmp_path, form)

    assert number not in text
    assert number[:2] + "**" in text


def test_github_commands_cannot_be_forged_by_a_record(tmp_path: Path) -> None:
    """Each problem is one line; what a workflow command would obey is written in per cent form."""
    path = Source("records/a,b:c%.yaml", 2, 3)
    text = printed([problem("a\n::error::b%", at=path, severity=Severity.WARNING)], tmp_path, "github")

    assert text == (
        "::warning file=records/a%2Cb%3Ac%25.yaml,line=2,col=3,title=bad-date::"
        "There is no policy a ::error::b%25.%0AHow to fix: Delete this line.\n"
    )


def test_json_carries_both_languages(tmp_path: Path) -> None:
    """A program finds the place, the sentence in both languages and the other places."""
    other = Related(Source(FILE, 1, 1), msg("The other person is here."))

    assert json.loads(printed([problem("r81", clause="r18 1", related=(other,))], tmp_path, "json")) == [
        {
            "check": "bad-date",
            "severity": "error",
            "path": FILE,
            "line": 2,
            "column": 3,
            "clause": "r18 1",
            "message": {"zh_CN": "没有政策 r81。", "en": "There is no policy r81."},
            "fix": {"zh_CN": "请删除这一行。", "en": "Delete this line."},
            "related": [
                {
                    "path": FILE,
                    "line": 1,
                    "column": 1,
                    "message": {"zh_CN": "另一个人在这里。", "en": "The other person is here."},
                }
            ],
        }
    ]


def test_a_gitlab_fingerprint_survives_moved_lines(tmp_path: Path) -> None:
    """The fingerprint names check, file and words; two equal problems of a file still differ."""

    def reported(*problems: Problem) -> list[dict[str, Any]]:
        found: list[dict[str, Any]] = json.loads(printed(problems, tmp_path, "gitlab"))
        return found

    first, moved = reported(problem())[0], reported(problem(at=Source(FILE, 90, 1)))[0]
    assert first["fingerprint"] == moved["fingerprint"]
    assert (first["location"], moved["location"]["lines"]) == ({"path": FILE, "lines": {"begin": 2}}, {"begin": 90})
    assert (first["severity"], reported(problem(severity=Severity.WARNING))[0]["severity"]) == ("major", "minor")
    several = reported(problem(), problem(at=Source(FILE, 3, 1)), problem("y"), problem(check="bad-id"))
    assert len({found["fingerprint"] for found in several}) == 4


MESSAGE = {"type": "object", "required": ["text"], "properties": {"text": {"type": "string", "minLength": 1}}}
LOCATION = {
    "type": "object",
    "required": ["physicalLocation"],
    "properties": {
        "message": MESSAGE,
        "physicalLocation": {
            "type": "object",
            "required": ["artifactLocation", "region"],
            "properties": {
                "artifactLocation": {"properties": {"uri": {"type": "string", "pattern": "^[A-Za-z0-9/._~%-]+$"}}},
                "region": {
                    "properties": {
                        "startLine": {"type": "integer", "minimum": 1},
                        "startColumn": {"type": "integer", "minimum": 1},
                    }
                },
            },
        },
    },
}
SARIF = {
    "type": "object",
    "required": ["version", "runs"],
    "properties": {
        "version": {"const": "2.1.0"},
        "runs": {
            "type": "array",
            "items": {
                "required": ["tool", "results"],
                "properties": {
                    "tool": {
                        "required": ["driver"],
                        "properties": {
                            "driver": {
                                "required": ["name"],
                                "properties": {"rules": {"items": {"required": ["id"]}, "uniqueItems": True}},
                            }
                        },
                    },
                    "columnKind": {"enum": ["utf16CodeUnits", "unicodeCodePoints"]},
                    "results": {
                        "items": {
                            "required": ["message", "ruleId", "locations"],
                            "properties": {
                                "level": {"enum": ["none", "note", "warning", "error"]},
                                "message": MESSAGE,
                                "locations": {"items": LOCATION},
                                "relatedLocations": {"items": LOCATION, "uniqueItems": True},
                            },
                        }
                    },
                },
            },
        },
    },
}
"""The essential parts of SARIF 2.1.0 (OASIS), as far as problems use it."""


def test_sarif_has_the_shape_that_its_readers_expect(tmp_path: Path) -> None:
    """The log fits the format, each result points at its rule, and a path is written as a URI."""
    other = Related(Source(FILE, 1, 1), msg("The other person is here."))
    found = [problem(related=(other,)), problem(at=Source("records/文件.yaml")), problem(check="bad-id")]

    log = json.loads(printed(found, tmp_path, "sarif"))

    Draft202012Validator(SARIF).validate(log)
    run = log["runs"][0]
    rules = [rule["id"] for rule in run["tool"]["driver"]["rules"]]
    assert rules == ["bad-date", "bad-id"]
    assert [rules[result["ruleIndex"]] for result in run["results"]] == [p.check for p in found]
    location = run["results"][1]["locations"][0]["physicalLocation"]["artifactLocation"]
    assert location["uri"] == "records/%E6%96%87%E4%BB%B6.yaml"
    assert run["results"][0]["message"]["text"] == "There is no policy x.\nHow to fix: Delete this line."


@pytest.mark.parametrize("form", FORMATS)
def test_every_format_prints_the_same_bytes_twice(form: str, tmp_path: Path) -> None:
    """Nothing but the problems, the files and the language decides what is printed."""
    write(tmp_path, "a: 1\nb: 2\n")
    found = [problem(), problem("y"), problem(check="bad-id")]
    assert printed(found, tmp_path, form) == printed(found, tmp_path, form)
