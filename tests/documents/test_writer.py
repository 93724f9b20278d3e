"""The canonical form keeps every text and every comment, does not change again, and reads back as written."""

from __future__ import annotations

import random
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from ruamel.yaml import YAML

from generator.documents import canonical, dump, read, texts
from generator.documents.characters import SUSPECT
from generator.language import translate

if TYPE_CHECKING:
    from collections.abc import Mapping

    from generator.documents.writer import Plain

PATH = "records/site.yaml"

UNTIDY = """\
# 文件说明

a:   0302
b: "x"   # 行末
c:
    - id: 001
      note: no

    # 下一条
    - id: 002
      text: |
        第一行
          缩进

    # 台账到此
d: [a,  "b",c]
e: 'it''s'
# 完
"""
TIDY = """\
# 文件说明

a: 0302
b: "x"   # 行末
c:
- id: 001
  note: no

# 下一条
- id: 002
  text: |
    第一行
      缩进

# 台账到此
d: [a, "b", c]
e: 'it''s'
# 完
"""


def test_canonical_form_is_exactly_this() -> None:
    """Lists stand under their key, levels are two blanks, comments, order and quotes stay."""
    assert canonical(UNTIDY.encode(), PATH) == (TIDY.encode(), ())


def test_canonical_form_has_no_byte_order_mark_and_plain_line_ends() -> None:
    """What the gate only warns of is gone after `fmt`; the warning is passed on."""
    written, problems = canonical(b"\xef\xbb\xbfa: b\r\nc: |\r\n  d\r\n\r\n\r\n", PATH)
    assert written == b"a: b\nc: |\n  d\n"
    assert [problem.check for problem in problems] == ["byte-order-mark"]


def test_a_refused_file_is_not_formatted() -> None:
    """Where the gate refuses a file, its problems come instead of bytes."""
    written, problems = canonical(b"a: 1\na: 2\n", PATH)
    assert written is None
    assert [problem.check for problem in problems] == ["duplicate-key"]


def test_a_comment_that_would_get_lost_is_a_problem() -> None:
    """A comment inside a list in brackets cannot be kept, so the file is left alone and the clerk is told."""
    written, problems = canonical(b"a: [b, # why\n  c]\n", PATH)
    assert written is None
    assert [problem.check for problem in problems] == ["not-formattable"]
    assert translate(problems[0].message, "en") == (
        "The file cannot be brought into canonical form without losing something."
    )
    assert translate(problems[0].fix, "en") == (
        "Move comments to lines of their own above a key, and write lists one item per line."
    )


@pytest.mark.parametrize(
    "text",
    [
        "a: 1_000\nb: True\nc: 2026-03-01 10:00:00\nd: 1e3\ne: 0x1F\nf: .inf\n",
        "a: |+\n  x\n\n\n",
        "a: |2\n    x\n  y\nb: c\n",
        "a:\n- - b\n  - c\n- d\n",
        "a:   # eol\n  b: c\n",
        "a: |  # why\n  # text\n  t\n# c\nb: c\n",
        '"l": m\nn: "𠮷😀"\n',
        "a: " + "长" * 3000 + "\n",
        "a: |\n  \u3000\u3000首行\n  尾空  \n  b\n",
        "entries:\n- id: 001\n  date: 2026-03-01\n  leader: l1\n",
    ],
)
def test_canonical_text_stays_as_it_is(text: str) -> None:
    """Text in canonical form is returned byte by byte; nothing is taken for a number, a date or a truth value."""
    assert canonical(text.encode(), PATH) == (text.encode(), ())


@pytest.mark.parametrize("seed", range(4))
def test_formatting_twice_changes_nothing_and_never_the_texts(seed: int) -> None:
    """For random well-formed files with comments: same texts, same comments, and a fixed point at once."""
    chance = random.Random(seed)  # noqa: S311 - a repeatable fuzz, no secret
    formatted = 0
    for _ in range(30):
        text = "".join(_group(chance, 0, 3))
        before, _ = read(PATH, text.encode())
        assert before is not None, text
        written, problems = canonical(text.encode(), PATH)
        if written is None:
            assert [problem.check for problem in problems] == ["not-formattable"]
            continue
        formatted += 1
        after, _ = read(PATH, written)
        assert after is not None
        assert texts(after) == texts(before)
        assert _comments(written.decode()) == _comments(text)
        again, told = canonical(written, PATH)
        assert again == written
        assert {problem.check for problem in told} <= {"text-cut-off"}
    assert formatted >= 27


def _comments(text: str) -> list[str]:
    return [line.strip() for line in text.splitlines() if line.strip().startswith("# ")]


def _group(chance: random.Random, indent: int, depth: int) -> list[str]:
    lines: list[str] = []
    for number in range(chance.randint(1, 4)):
        if chance.random() < 0.3:
            lines.append(chance.choice(("\n", f"{' ' * indent}# 说明 {number}\n", f"# 左 {number}\n")))
        lines += _entry(chance, f"{' ' * indent}k{number}:", indent, depth)
    return lines


def _entry(chance: random.Random, head: str, indent: int, depth: int) -> list[str]:
    kind = chance.randrange(6) if depth else chance.randrange(3)
    deeper = indent + chance.randint(1, 4)
    if kind == 0:
        return [f"{head} {chance.choice(('no', '0302', '走访3栋', 'x # 行末', chr(34) + 'q: r' + chr(34)))}\n"]
    if kind == 1:
        return [f"{head} [a,  b]\n"]
    if kind == 2:
        return [f"{head} |\n", f"{' ' * deeper}第一行\n", *["\n"] * chance.randrange(2), f"{' ' * deeper}  # 第二行\n"]
    if kind == 3:
        return [f"{head}\n", *_group(chance, deeper, depth - 1)]
    lines = [f"{head}\n"]
    for _ in range(chance.randint(1, 3)):
        first, *rest = _group(chance, deeper + 2, depth - 1)
        while not first.strip() or first.strip().startswith("#"):
            first, *rest = rest
        lines += [f"{' ' * deeper}- {first.strip()}\n", *rest]
    return lines


TRICKY_LINES = (
    r"""1|0302|12:30|no|on|null|~|- x|# y|a: b|a #b| lead|trail |"q"|'s'|[x|{y|&z|*w|!t|%p|@q|`r|>|?|-|--- a|..."""
)
TRICKY_BLOCKS = ("|", "a\nb", "a\n", "a\n\n", "  x\ny", "x \ny", "\nx", "a\n  \nb", "# x\ny", "---\nx", "a\n...\n\n")
TRICKY = st.one_of(
    st.sampled_from(
        (
            *TRICKY_LINES.split("|"),
            *TRICKY_BLOCKS,
            ":",
            "a:",
            ",",
            "=",
            "<<",
            "2026-03-01",
            "𠮷",
            "😀",
            "\u3000x",
            "x\u3000",
        )
    ),
    st.text(st.characters(codec="utf-8", exclude_characters="\t\r"), min_size=1, max_size=12),
).filter(lambda text: text.strip("\n") != "" and not SUSPECT.search(text))
KEYS = st.one_of(
    st.sampled_from(["on", "y", "no", "null", "1", "a b", "# a", "- b", "a: b"]),
    st.from_regex(r"[a-z][a-z_]{0,8}", fullmatch=True),
)
TREES = st.dictionaries(
    KEYS,
    st.recursive(
        TRICKY,
        lambda inner: st.one_of(
            st.lists(inner, min_size=1, max_size=3), st.dictionaries(KEYS, inner, min_size=1, max_size=3)
        ),
        max_leaves=6,
    ),
    min_size=1,
    max_size=3,
)


@settings(max_examples=80, deadline=None, derandomize=True)
@given(TREES)
def test_what_is_dumped_reads_back_letter_by_letter_and_is_canonical(plain: dict[str, Any]) -> None:
    """For any texts, lists and dicts the gate allows: dump, then read, gives them back, and `fmt` has no wish."""
    written = dump(plain)
    document, problems = read(PATH, written)
    assert document is not None, problems
    assert texts(document) == plain
    assert canonical(written, PATH) == (written, problems)


def test_dump_writes_logs_in_the_form_of_the_fast_lane() -> None:
    """Ids, dates and numbers stay without quotes, lists stand under their key, several lines become a block."""
    plain: Mapping[str, Plain] = {
        "recorder": "p01",
        "entries": [{"id": "001", "date": "2026-03-01", "count": "2"}, {"id": "002", "note": "一\n二\n"}],
    }
    assert (
        dump(plain)
        == (
            "recorder: p01\nentries:\n- id: 001\n  date: 2026-03-01\n  count: 2\n- id: 002\n  note: |\n    一\n    二\n"
        ).encode()
    )


@pytest.mark.parametrize("text", ["no", "Yes", "on", "y", "null", "~", "12:30", "=", "<<"])
def test_dump_quotes_what_another_reader_takes_for_something_else(text: str) -> None:
    """Words that YAML 1.1 readers take for truth values, times or nothing are written in quotes."""
    assert dump({"a": text}) == f'a: "{text}"\n'.encode()
    assert YAML(typ="safe", pure=True).load(dump({"a": text})) == {"a": text}


@pytest.mark.parametrize(
    ("plain", "sentence"),
    [
        ({"a": ""}, "not a text that a record may hold: ''"),
        ({"a": "x\u200b"}, "not a text that a record may hold: 'x\\u200b'"),
        ({"a": "x\ty"}, "not a text that a record may hold: 'x\\ty'"),
        ({"a": []}, "an empty list or group cannot be written"),
        ({}, "an empty list or group cannot be written"),
        ({"": "x"}, "not a key: ''"),
        ({"a\nb": "x"}, "not a key: 'a\\nb'"),
    ],
)
def test_dump_refuses_what_could_not_be_read_back(plain: dict[str, Any], sentence: str) -> None:
    """Empty values, forbidden characters and impossible keys are an error of the caller, told by name."""
    with pytest.raises(ValueError, match=r"cannot|not a") as raised:
        dump(plain)
    assert str(raised.value) == sentence
