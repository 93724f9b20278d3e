"""What a readable file becomes: texts with their places; and nothing whatsoever makes the reader raise."""

from __future__ import annotations

import random
import subprocess
import sys

import pytest

from generator.documents import DOCUMENT_CHECKS, Document, Fields, Items, Scalar, read
from generator.language import translate
from generator.problems import Source, has_errors

PATH = "records/site.yaml"


def at(line: int, column: int) -> Source:
    """A place in the file of these tests."""
    return Source(PATH, line, column)


def test_every_text_has_its_place_and_tells_whether_it_was_quoted() -> None:
    """Keys, texts, lists and groups carry line and column from 1; quoted and block texts are not plain."""
    data = (
        '# 注释\n名称: 一号楼\nlist:\n- id: 001\n  "q": \'x\'\n- b\nflow: [x, "y"]\nlong: |\n  第一行\n  第二行\n'
    ).encode()
    document, problems = read(PATH, data)
    assert problems == ()
    group = Fields(
        (
            (Scalar("id", at(4, 3)), Scalar("001", at(4, 7))),
            (Scalar("q", at(5, 3), plain=False), Scalar("x", at(5, 8), plain=False)),
        ),
        at(4, 3),
    )
    assert document == Document(
        PATH,
        Fields(
            (
                (Scalar("名称", at(2, 1)), Scalar("一号楼", at(2, 5))),
                (Scalar("list", at(3, 1)), Items((group, Scalar("b", at(6, 3))), at(4, 1))),
                (
                    Scalar("flow", at(7, 1)),
                    Items((Scalar("x", at(7, 8)), Scalar("y", at(7, 11), plain=False)), at(7, 7)),
                ),
                (Scalar("long", at(8, 1)), Scalar("第一行\n第二行\n", at(8, 7), plain=False)),
            ),
            at(2, 1),
        ),
    )


def test_windows_line_ends_change_nothing() -> None:
    """CRLF gives the same document as LF, block texts and places included."""
    text = "a: b\nc: |\n  d\n  e\nf:\n- g\n"
    assert read(PATH, text.replace("\n", "\r\n").encode()) == read(PATH, text.encode())


def test_a_missing_last_line_end_changes_nothing() -> None:
    """A file cut off before its last line end reads the same."""
    assert read(PATH, b"a: b\nc: d") == read(PATH, b"a: b\nc: d\n")


def test_a_log_may_be_larger_than_another_record() -> None:
    """The limits of size and values are those of the path."""
    data = b"entries:\n" + b"- id: 001\n  note: x\n" * 30_000
    assert has_errors(read("records/site.yaml", data)[1])
    document, problems = read("records/jurisdictions/x/communities/y/logs/2026-03.yaml", data)
    assert problems == ()
    assert document is not None


def test_reading_canonical_logs_never_loads_the_parser() -> None:
    """A build of canonical logs alone does not pay for importing ruamel.yaml."""
    code = (
        "import sys\n"
        "from generator.documents import read\n"
        "assert read('x/logs/2026-03.yaml', b'recorder: p1\\nentries:\\n- id: 001\\n')[0]\n"
        "assert not [name for name in sys.modules if name.startswith('ruamel')]\n"
    )
    subprocess.run([sys.executable, "-c", code], check=True)


SEEDS = (
    '# 注释\nname: 一号楼\nlist:\n- id: 001\n  "q": \'x\'\n- b\nflow: [x, "y"]\nlong: |\n  第一行\n  第二行\n',
    "recorder: p01\nentries:\n- id: 001\n  date: 2026-03-01\n  leader: l01\n  activity: visit\n  note: 走访3栋\n",
    "a:\n  b:\n    c:\n    - d: e\n",
)
NASTY = (
    *"{}[],&*!|>'\"%@`?:-#~= \t\r\n\\\0\x85",
    *("<<", ": ", " #", "- ", "---\n", "...\n", "!!set ", "&a ", "*a", "？", "：", "\u3000", "\u2028", "\ufeff"),
    *("\\ud800", "\\x", "|2", ">-", "? ", "%YAML 1.1\n", "\n  ", "\n- ", "null", "张", "\U000e0001", "\ue000"),
)


@pytest.mark.parametrize("seed", range(8))
def test_no_mutation_makes_the_reader_raise(seed: int) -> None:
    """Whatever is cut, doubled, inserted or overwritten, there is a document or a sayable error in the file."""
    chance = random.Random(seed)  # noqa: S311 - a repeatable fuzz, no secret
    for _ in range(500):
        data = bytearray(chance.choice(SEEDS).encode())
        for _ in range(chance.randint(1, 4)):
            start = chance.randrange(len(data) + 1)
            kind = chance.randrange(4)
            if kind == 0:
                data[start:start] = chance.choice(NASTY).encode("utf-8", "surrogatepass")
            elif kind == 1:
                del data[start : start + chance.randint(1, 6)]
            elif kind == 2:
                data[start : start + 1] = bytes([chance.randrange(256)])
            else:
                data[start:start] = data[: chance.randint(1, 40)]
        document, problems = read(chance.choice((PATH, "x/logs/2026-03.yaml")), bytes(data))
        assert (document is None) == has_errors(problems), bytes(data)
        lines = bytes(data).count(b"\n") + 1
        for problem in problems:
            assert problem.check in DOCUMENT_CHECKS
            assert 1 <= problem.source.line <= lines, bytes(data)
            assert problem.source.column >= 1
            for language in ("en", "zh_CN"):
                assert translate(problem.message, language)
                assert translate(problem.fix, language)
