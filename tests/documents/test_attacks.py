"""Every hostile or mistaken input has its exact check, line, column, sentence and way out (trust.md 4 A and B)."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

from generator.documents import DOCUMENT_CHECKS, RECORD_LIMITS, read
from generator.language import translate
from generator.problems import Severity, has_errors

PATH = "records/site.yaml"
ROOT = Path(__file__).parents[2]

SAVE_AS = (
    "In Notepad choose Save as and the encoding UTF-8; in WPS save as plain text with the encoding UTF-8. "
    "Then hand in the new file."
)
RETYPE = "Delete it: remove the text around this place and type it again by hand."
KEY_VALUE = "Write key, colon, one blank and the value, such as count: 2; in a list begin the line with - and a blank."
QUOTE_OR_INDENT = "Put the whole text after the key in quotes, or correct the indentation of this line."
QUOTE = "Put the text in quotes."
ABSENT = "Write the value, or delete the line: what is absent is left out."
ONE_BY_ONE = "Write one item per line, each after a hyphen and a blank."
REFERS = "A text that begins with & or * refers to another place; records may not do that."
INSTRUCTS = "A text that begins with ! is an instruction to YAML; records may not hold one."
BRACES = "Keys and values may not be written in braces or brackets: a comma in a text would cut it in two."
NESTED = "A list in brackets may hold only texts, no further list."
WRAPPED = "The text goes on in the next line, where its line break would be lost."
STRAY = "Text stands here where none is expected."
NOT_UTF8 = "The file is not UTF-8 from here on; it may be damaged."
HIDDEN = "A character that cannot be seen stands here: "
NO_KEY = "Before the colon there must be a key, a short text on one line."
WIDE = "Type the colon with the English keyboard, and one blank after it."

BYTES = [
    ("姓名: 张三\n备注: 走访\n".encode("gbk"), "gbk-file", 1, 1, "The file is saved as GBK, not as UTF-8.", SAVE_AS),
    ("a: b\n备注: 䶮家\n".encode("gb18030"), "gbk-file", 2, 1, "The file is saved as GBK, not as UTF-8.", SAVE_AS),
    ("a: 张\n".encode("utf-16"), "not-utf8", 1, 1, "The file is saved as UTF-16, not as UTF-8.", SAVE_AS),
    (b"a\0:\0 \0b\0\n\0", "not-utf8", 1, 1, "The file is saved as UTF-16, not as UTF-8.", SAVE_AS),
    ("a: 张三\nb: ".encode() + b"\xff\n", "not-utf8", 2, 4, NOT_UTF8, SAVE_AS),
    (b"a: \xed\xa0\x80\n", "not-utf8", 1, 4, NOT_UTF8, SAVE_AS),
    (b"a: b\nc: \xe0\x80\xaf", "not-utf8", 2, 4, NOT_UTF8, SAVE_AS),
    (
        b"a" * (RECORD_LIMITS.size + 1),
        "file-too-large",
        1,
        1,
        "The file has 262145 bytes; 262144 are allowed.",
        "Split the record, or remove what does not belong in it.",
    ),
]

TEXTS = [
    (
        "a: b\rc: d\n",
        "lone-carriage-return",
        1,
        5,
        "A line ends here with a lone carriage return, as on very old computers.",
        "Save the file with the line ends of Windows (CRLF) or Linux (LF).",
    ),
    ("a: b\nc: \0\n", "control-character", 2, 4, "A control character stands here: U+0000.", RETYPE),
    ("a: b\nc: x\x1b\n", "control-character", 2, 5, "A control character stands here: U+001B.", RETYPE),
    ("a: x\x85\n", "control-character", 1, 5, "A control character stands here: U+0085.", RETYPE),
    ("a: x\u200by\n", "invisible-character", 1, 5, HIDDEN + "U+200B (zero-width character).", RETYPE),
    ("a: \ufeffy\n", "invisible-character", 1, 4, HIDDEN + "U+FEFF (zero-width character).", RETYPE),
    (
        "a: \u202ey\n",
        "invisible-character",
        1,
        4,
        HIDDEN + "U+202E (mark that reverses the direction of text).",
        RETYPE,
    ),
    ("a: x\u2028y\n", "invisible-character", 1, 5, HIDDEN + "U+2028 (hidden line break).", RETYPE),
    ("a: x\u2029y\n", "invisible-character", 1, 5, HIDDEN + "U+2029 (hidden line break).", RETYPE),
    ("a: x\U000e0041\n", "invisible-character", 1, 5, HIDDEN + "U+E0041 (invisible tag character).", RETYPE),
    ("a: x\u00ady\n", "invisible-character", 1, 5, HIDDEN + "U+00AD (invisible character).", RETYPE),
    ("a: \ufffe\n", "invisible-character", 1, 4, HIDDEN + "U+FFFE (code that is no character).", RETYPE),
    (
        "a: 王\ue000\n",
        "private-character",
        1,
        5,
        "The character U+E000 is a private code that other computers show differently.",
        "Replace it by the standard character; ask for the standard code of a rare character in a name.",
    ),
    (
        "a: 王\ufffd\n",
        "lost-character",
        1,
        5,
        "A character was lost here and replaced by U+FFFD.",
        "Type the lost character again; the file was once saved in a wrong encoding.",
    ),
    (
        "a:\n\tb: c\n",
        "tab-indent",
        2,
        1,
        "This line is indented with a tab.",
        "Use blanks instead: two for each level.",
    ),
    (
        "a:\n- \tb: c\n",
        "tab-indent",
        2,
        3,
        "This line is indented with a tab.",
        "Use blanks instead: two for each level.",
    ),
    ("a:\tb\n", "tab-character", 1, 3, "A tab stands in this line.", "Use one blank instead of the tab."),
    (
        "%YAML 1.1\na: no\n",
        "yaml-directive",
        1,
        1,
        "A line that begins with % is an instruction to YAML; records may not hold one.",
        "Delete this line; if it is text, indent it or put it in quotes.",
    ),
    (
        "---\na: b\n",
        "document-marker",
        1,
        1,
        "The line --- marks a document; records do without.",
        "Delete this line.",
    ),
    (
        "a: b\n---\nc: d\n",
        "several-documents",
        2,
        1,
        "A second document begins at the line ---.",
        "Keep one record per file and move the rest to a file of its own.",
    ),
    (
        "a: b\n--- c\n",
        "several-documents",
        2,
        1,
        "A second document begins at the line ---.",
        "Keep one record per file and move the rest to a file of its own.",
    ),
    (
        "",
        "empty-file",
        1,
        1,
        "The file holds nothing but blank lines and comments.",
        "Write the record, or delete the file.",
    ),
    (
        "# 空\n\n",
        "empty-file",
        1,
        1,
        "The file holds nothing but blank lines and comments.",
        "Write the record, or delete the file.",
    ),
    ("a: &x b\n", "anchor-or-alias", 1, 4, REFERS, "Put the text in quotes, or write out what it refers to."),
    ("a: *x\n", "anchor-or-alias", 1, 4, REFERS, "Put the text in quotes, or write out what it refers to."),
    ("a: *重点\n", "anchor-or-alias", 1, 4, REFERS, "Put the text in quotes, or write out what it refers to."),
    (
        "<<: b\n",
        "merge-key",
        1,
        1,
        "The key << copies other values; records may not do that.",
        "Write out the values here.",
    ),
    ("a: !!python/object/apply:os.getcwd [x]\n", "yaml-tag", 1, 4, INSTRUCTS, QUOTE),
    ("a: !!binary aGk=\n", "yaml-tag", 1, 4, INSTRUCTS, QUOTE),
    ("a: !重要\n", "yaml-tag", 1, 4, INSTRUCTS, QUOTE),
    ("!!set\na: b\n", "yaml-tag", 1, 1, INSTRUCTS, QUOTE),
    (
        "a: 1\nb: 2\na: 3\n",
        "duplicate-key",
        3,
        1,
        "The key a stands twice in the same group, first in line 1.",
        "Delete one of the two, or correct its name.",
    ),
    (
        '1: a\n"1": b\n',
        "duplicate-key",
        2,
        1,
        "The key 1 stands twice in the same group, first in line 1.",
        "Delete one of the two, or correct its name.",
    ),
    (
        "\u00e9: 1\ne\u0301: 2\n",
        "duplicate-key",
        2,
        1,
        "The key \u00e9 stands twice in the same group, first in line 1.",
        "Delete one of the two, or correct its name.",
    ),
    ("姓名：张三\n", "fullwidth-colon", 1, 3, "The colon after 姓名 is a full-width colon.", WIDE),
    ("a: b\n姓名：张三\n", "fullwidth-colon", 2, 3, "The colon after 姓名 is a full-width colon.", WIDE),
    ("姓名：张三\na: b\n", "fullwidth-colon", 1, 3, "The colon after 姓名 is a full-width colon.", WIDE),
    ("a:\n  姓名：张三\n", "fullwidth-colon", 2, 5, "The colon after 姓名 is a full-width colon.", WIDE),
    ("a: b\n  姓名：张三\n", "fullwidth-colon", 2, 5, "The colon after 姓名 is a full-width colon.", WIDE),
    (
        "a: b\ncount:2\n",
        "missing-blank",
        2,
        6,
        "There is no blank after the colon of count.",
        "Put one blank after the colon.",
    ),
    (
        "\u3000a: b\n",
        "fullwidth-blank",
        1,
        1,
        "The key a holds a full-width blank.",
        "Indent with ordinary blanks, and write none inside a key.",
    ),
    (
        "- a\n- b\n",
        "not-a-mapping",
        1,
        1,
        "A record is made of keys with values; this file begins otherwise.",
        KEY_VALUE,
    ),
    ("hello\n", "not-a-mapping", 1, 1, "A record is made of keys with values; this file begins otherwise.", KEY_VALUE),
    (
        "a: {n: 走访3栋,核对}\n",
        "flow-mapping",
        1,
        4,
        BRACES,
        "Write one key per line below, indented by two blanks; put a text that begins with a brace in quotes.",
    ),
    ("a: [[b]]\n", "nested-list", 1, 5, NESTED, ONE_BY_ONE),
    ("? [a]\n: b\n", "key-not-text", 1, 3, NO_KEY, KEY_VALUE),
    (": b\n", "key-not-text", 1, 1, NO_KEY, KEY_VALUE),
    ("a: b\nc:\n", "empty-value", 2, 1, "The key c has no value.", ABSENT),
    ("a: ~\n", "empty-value", 1, 4, "~ is no value.", ABSENT),
    ("a: null\n", "empty-value", 1, 4, "null is no value.", ABSENT),
    ('a: ""\n', "empty-value", 1, 4, "The text is empty.", ABSENT),
    ("a: []\n", "empty-value", 1, 4, "The list [] is empty.", ABSENT),
    ("a:\n- b\n-\n", "empty-value", 3, 2, "A text is missing here.", ABSENT),
    (
        "a: b\n  c\n",
        "wrapped-text",
        1,
        4,
        WRAPPED,
        "Write it on one line; for several lines put | after the key and indent the text below.",
    ),
    (
        'a: "b\n  c"\n',
        "wrapped-text",
        1,
        4,
        WRAPPED,
        "Write it on one line; for several lines put | after the key and indent the text below.",
    ),
    (
        "a: >\n  b\n  c\n",
        "folded-text",
        1,
        4,
        "The mark > joins lines with blanks, which Chinese text does not use.",
        "Use the mark | instead; it keeps the lines as they are.",
    ),
    *(
        (
            f'a: "x{escape}"\n',
            "forbidden-escape",
            1,
            4,
            f"A backslash sequence in this text stands for {code}, which may not be in a record.",
            "Delete the backslash sequence.",
        )
        for escape, code in (
            (r"\0", "U+0000"),
            (r"\u202e", "U+202E"),
            (r"\ud800", "U+D800"),
            (r"\N", "U+0085"),
            (r"\t", "U+0009"),
            (r"\r", "U+000D"),
            (r"\U000e0041", "U+E0041"),
        )
    ),
    (
        "- " * 13 + "a: b\n",
        "too-deep",
        1,
        25,
        "The text is nested more than 12 levels deep.",
        "Check the indentation, the hyphens and the brackets of this line.",
    ),
    ("a: b: c\n", "yaml-syntax", 1, 5, "A second colon followed by a blank stands here.", QUOTE_OR_INDENT),
    ("a: b\n  c: d\n", "yaml-syntax", 2, 4, "A second colon followed by a blank stands here.", QUOTE_OR_INDENT),
    ("a: b\n备注\n", "yaml-syntax", 2, 1, "This line has no key with a colon.", KEY_VALUE),
    (
        "a: @x\n",
        "yaml-syntax",
        1,
        4,
        "A text may not begin with @ here.",
        "Put the whole text after the key in quotes.",
    ),
    (
        "a: b\nc: 'x\n",
        "yaml-syntax",
        2,
        4,
        "The quotation mark opened here is never closed.",
        "Close it with the same mark at the end of the text.",
    ),
    (
        'a: "\\q"\n',
        "yaml-syntax",
        1,
        6,
        "The backslash in this text has no meaning that is known.",
        "Use single quotes around the text, or write the backslash twice.",
    ),
    (
        'a: "\\U00110000"\n',
        "yaml-syntax",
        1,
        2,
        "The backslash in this text has no meaning that is known.",
        "Use single quotes around the text, or write the backslash twice.",
    ),
    (
        "a: [b\nc: d\n",
        "yaml-syntax",
        1,
        4,
        "The list in brackets is not closed, or holds a stray mark.",
        "Close it with ] on the same line, or write one item per line, each after a hyphen and a blank.",
    ),
    (
        "a: |x\n  b\n",
        "yaml-syntax",
        1,
        5,
        "Nothing may follow the mark | on its line.",
        "Begin the text on the next line, indented by two blanks.",
    ),
    (
        "a: - b\n",
        "yaml-syntax",
        1,
        4,
        "A list may not begin on the line of its key.",
        "Put each item on a line of its own below, or put the text in quotes.",
    ),
    ('a: "b" c\n', "yaml-syntax", 1, 8, STRAY, QUOTE_OR_INDENT),
    (
        "a:\n  b: 1\n c: 2\n",
        "yaml-syntax",
        3,
        2,
        "The indentation of this line does not fit the lines above.",
        "Indent it by blanks exactly like the other lines of the same group or list.",
    ),
]


@pytest.mark.parametrize(
    ("data", "check", "line", "column", "sentence", "fix"),
    [*BYTES, *((text.encode(), *rest) for text, *rest in TEXTS)],
    ids=[f"{check}-{number}" for number, (_, check, *_rest) in enumerate([*BYTES, *TEXTS])],
)
def test_a_refused_file_has_its_one_problem_with_place_sentence_and_way_out(
    data: bytes, check: str, line: int, column: int, sentence: str, fix: str
) -> None:
    """Each attack is refused with exactly one problem, and that problem's check, place and words are these."""
    document, problems = read(PATH, data)
    assert document is None
    assert [
        (
            found.check,
            found.severity,
            found.source.path,
            found.source.line,
            found.source.column,
            translate(found.message, "en"),
            translate(found.fix, "en"),
        )
        for found in problems
    ] == [(check, Severity.ERROR, PATH, line, column, sentence, fix)]


def test_a_byte_order_mark_is_a_warning_and_one_of_them_is_taken_off() -> None:
    """A file with one byte order mark is read as if without, places included, and a warning tells of it."""
    with_mark, problems = read(PATH, b"\xef\xbb\xbfa: b\n")
    without, none = read(PATH, b"a: b\n")
    assert with_mark == without is not None
    assert none == ()
    assert [(found.check, found.severity) for found in problems] == [("byte-order-mark", Severity.WARNING)]
    assert translate(problems[0].message, "en") == "The file begins with an invisible byte order mark."


def test_two_byte_order_marks_are_refused() -> None:
    """Only one byte order mark is taken off; a second one is an invisible character."""
    document, problems = read(PATH, b"\xef\xbb\xbf\xef\xbb\xbfa: b\n")
    assert document is None
    assert [found.check for found in problems] == ["byte-order-mark", "invisible-character"]


def test_a_variation_selector_is_a_warning_and_stays_in_the_text() -> None:
    """An ideographic variation selector is pointed out and never silently removed."""
    document, problems = read(PATH, "a: 葛\U000e0100\n".encode())
    assert document is not None
    assert [(p.check, p.severity, p.source.column) for p in problems] == [("variation-selector", Severity.WARNING, 5)]


def test_too_many_values_are_refused_at_the_first_that_is_too_much() -> None:
    """The limit on values holds, and the problem stands where it is first exceeded."""
    document, problems = read(PATH, b"a:\n" + b"- b\n" * RECORD_LIMITS.values)
    assert document is None
    assert [(found.check, found.source.line) for found in problems] == [("too-many-values", RECORD_LIMITS.values - 1)]
    assert translate(problems[0].message, "en") == "The file holds more than 20000 values."


@pytest.mark.parametrize("text", ["a: " + "[" * 200_000, "a: " + "{" * 200_000, "- " * 100_000, "? " * 100_000])
def test_deep_nesting_is_cut_off_and_never_overflows_the_stack(text: str) -> None:
    """Nesting a hundred thousand deep ends in a problem of depth."""
    document, problems = read(PATH, text.encode())
    assert document is None
    assert "too-deep" in {found.check for found in problems}


def test_one_kind_of_bad_character_is_named_at_most_twenty_times() -> None:
    """A file full of the same fault does not drown its reader."""
    _, problems = read(PATH, "a: \u200b\n".encode() * 1000)
    assert [found.check for found in problems] == ["invisible-character"] * 20


def test_all_faults_of_a_file_are_told_at_once_in_order_of_place() -> None:
    """Faults that the structure survives are collected, not only the first."""
    _, problems = read(PATH, b"a: ~\nb: {c: d}\ne: *f\na: 1\n")
    assert [(found.check, found.source.line) for found in problems] == [
        ("empty-value", 1),
        ("flow-mapping", 2),
        ("anchor-or-alias", 3),
        ("duplicate-key", 4),
    ]


def test_a_repeated_key_points_back_at_the_first() -> None:
    """The second place of a repeated key is named as related."""
    _, problems = read(PATH, b"a: 1\nb: 2\na: 3\n")
    assert [related.source.line for related in problems[0].related] == [1]


@pytest.mark.parametrize(
    "text",
    [
        "阿卜杜拉·买买提",
        "𠮷",
        "䶮",
        "㛃",
        "〇",
        "买买提" * 9,
        "\uf9d1",
        "时间：三点",
        "😀",
        "no",
        "0302",
        "057112345678",
        "2024-02-30",
        "2024-1-1",
        "1:30",
        ".inf",
        "1e999",
        "1_000",
        "0b11",
        "9" * 5000,
        "<<",
    ],
)
def test_names_and_numbers_are_kept_letter_by_letter(text: str) -> None:
    """Rare names, leading zeros and number-like texts come out exactly as written, never converted."""
    document, problems = read(PATH, f"a: {text}\n".encode())
    assert problems == ()
    assert document is not None
    value = document.root.entries[0][1]
    assert getattr(value, "text", None) == text


def test_every_check_of_the_floor_is_listed_and_every_listed_check_is_found_somewhere() -> None:
    """`DOCUMENT_CHECKS` holds exactly the ids that the package's code can report."""
    words = {
        node.value
        for file in sorted((ROOT / "generator" / "documents").glob("*.py"))
        if file.name != "checks.py"
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8")))
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
    }
    attacked = {check for _, check, *_ in (*BYTES, *TEXTS)}
    assert set(DOCUMENT_CHECKS) - words == set()
    assert attacked - set(DOCUMENT_CHECKS) == set()
    assert set(DOCUMENT_CHECKS) - attacked == {
        "byte-order-mark",
        "variation-selector",
        "text-cut-off",
        "too-many-values",
        "not-formattable",
    }
    assert len(set(DOCUMENT_CHECKS)) == len(DOCUMENT_CHECKS)


def test_text_after_a_hash_is_named_and_the_rest_is_read() -> None:
    """YAML drops what follows a blank and a hash on a line; the clerk is told what was dropped."""
    document, problems = read(PATH, "a: 第3次 #重要\nb: x#1\n".encode())

    assert document is not None
    assert [(p.check, p.severity, str(p.source)) for p in problems] == [
        ("text-cut-off", Severity.WARNING, f"{PATH}:1:4")
    ]
    assert dict(problems[0].message.values) == {"rest": "#重要"}


def test_a_warning_alone_does_not_stop_a_file() -> None:
    """Problems that come with a document hold no error, and errors come without a document."""
    document, problems = read(PATH, b"\xef\xbb\xbfa: b\n")
    assert document is not None
    assert not has_errors(problems)


@pytest.mark.parametrize(
    ("data", "sentence", "fix"),
    [
        (
            "姓名: 张三\n".encode("gbk"),
            "文件是 GBK 编码，不是 UTF-8。",
            "记事本：选“文件→另存为”，编码选“UTF-8”；WPS：另存为“纯文本”，编码选“UTF-8”。然后提交新文件。",
        ),
        ("姓名：张三\n".encode(), "“姓名”后面的冒号是全角冒号。", "冒号请用英文 : ，后面空一格。"),
        (b"a:\n\tb: c\n", "这一行用制表符（Tab）缩进。", "请用空格：每一级两个空格。"),
        (
            "a: x\u200b\n".encode(),
            "这里有一个看不见的字符：U+200B（零宽字符）。",
            "请删除：把这个位置前后的文字删掉，再手工重新输入。",
        ),
    ],
)
def test_a_clerk_reads_the_fault_in_chinese(data: bytes, sentence: str, fix: str) -> None:
    """The commonest slips of Chinese typing are explained in Chinese, with what to press."""
    _, problems = read(PATH, data)
    assert [(translate(p.message, "zh_CN"), translate(p.fix, "zh_CN")) for p in problems] == [(sentence, fix)]
