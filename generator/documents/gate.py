"""What a record file's bytes and bare text must be before any parser sees them.

Knows encodings, characters and line marks; nothing of YAML's structure.
"""

from __future__ import annotations

import codecs
import re
from itertools import islice
from typing import TYPE_CHECKING

from generator.documents.characters import SUSPECT, judge
from generator.problems import Message, Problem, Severity, Source, msg

if TYPE_CHECKING:
    from collections.abc import Iterator

    from generator.documents.limits import Limits

REPEATS = 20
"""How many places of one kind are named in one file."""

_WIDE_BOMS = (codecs.BOM_UTF32_LE, codecs.BOM_UTF32_BE, codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
_NUL_SHARE = 4
_HAN = re.compile("[\u3400-\u4dbf\u4e00-\u9fff]")
_LONE_CR = re.compile(r"\r(?!\n)")
_TAB = re.compile(r"\t+")
_INDENT = re.compile(r"[\s\-?]*")
_DIRECTIVE = re.compile(r"^%", re.MULTILINE)
_MARKER = re.compile(r"^(---|\.\.\.)(?=[ \t\r\n]|\Z)(.*)", re.MULTILINE)
_CONTENT = re.compile(r"^(?!(?:---|\.\.\.)(?:[ \t\r\n]|\Z))[ \t]*[^ \t\r\n#]", re.MULTILINE)


def admit(path: str, data: bytes, limits: Limits) -> tuple[str, tuple[Problem, ...]]:
    """Turn bytes into text with LF line ends, or say why they may not be read.

    Args:
        path: POSIX path below the root, for the problems' places.
        data: the file's bytes.
        limits: how large the file may be.

    Returns:
        The text without byte order mark, and the problems; with an error among them the text is of no use.
    """
    if len(data) > limits.size:
        return "", (_too_large(path, len(data), limits.size),)
    if _is_wide(data):
        return "", (_utf16(path),)
    problems: list[Problem] = []
    if data.startswith(codecs.BOM_UTF8):
        data = data[len(codecs.BOM_UTF8) :]
        problems.append(_byte_order_mark(path))
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        return "", (_undecodable(path, data, error.start),)
    problems += _text_problems(path, text)
    return text.replace("\r\n", "\n"), tuple(problems)


def place(path: str, text: str, index: int) -> Source:
    """Return the place of a position in a text."""
    return Source(path, text.count("\n", 0, index) + 1, index - text.rfind("\n", 0, index))


def _first(pattern: re.Pattern[str], text: str) -> Iterator[re.Match[str]]:
    return islice(pattern.finditer(text), REPEATS)


def _is_wide(data: bytes) -> bool:
    return data.startswith(_WIDE_BOMS) or (len(data) > 1 and data.count(0) * _NUL_SHARE >= len(data))


def _save_as_utf8() -> Message:
    return msg(
        "In Notepad choose Save as and the encoding UTF-8; in WPS save as plain text with the encoding UTF-8. "
        "Then hand in the new file."
    )


def _too_large(path: str, size: int, limit: int) -> Problem:
    return Problem(
        "file-too-large",
        Source(path),
        msg("The file has {size} bytes; {limit} are allowed.", size=size, limit=limit),
        msg("Split the record, or remove what does not belong in it."),
    )


def _utf16(path: str) -> Problem:
    return Problem("not-utf8", Source(path), msg("The file is saved as UTF-16, not as UTF-8."), _save_as_utf8())


def _byte_order_mark(path: str) -> Problem:
    return Problem(
        "byte-order-mark",
        Source(path),
        msg("The file begins with an invisible byte order mark."),
        msg("Save it as UTF-8 without BOM, or run louzhang fmt, which removes the mark."),
        Severity.WARNING,
    )


def _undecodable(path: str, data: bytes, start: int) -> Problem:
    begin = data.rfind(b"\n", 0, start) + 1
    source = Source(path, data.count(b"\n", 0, start) + 1, len(data[begin:start].decode("utf-8")) + 1)
    if _looks_like_gbk(data):
        return Problem("gbk-file", source, msg("The file is saved as GBK, not as UTF-8."), _save_as_utf8())
    return Problem("not-utf8", source, msg("The file is not UTF-8 from here on; it may be damaged."), _save_as_utf8())


def _looks_like_gbk(data: bytes) -> bool:
    """Tell a GBK file from a UTF-8 file with a few damaged bytes."""
    try:
        text = data.decode("gb18030")
    except UnicodeDecodeError:
        return False
    as_utf8 = data.decode("utf-8", "replace")
    return len(_HAN.findall(text)) > 0 and len(_HAN.findall(as_utf8)) <= as_utf8.count("\ufffd")


def _text_problems(path: str, text: str) -> Iterator[Problem]:
    for found in _first(_LONE_CR, text):
        yield Problem(
            "lone-carriage-return",
            place(path, text, found.start()),
            msg("A line ends here with a lone carriage return, as on very old computers."),
            msg("Save the file with the line ends of Windows (CRLF) or Linux (LF)."),
        )
    for found in _first(_TAB, text):
        yield _tab(path, text, found.start())
    for found in _first(SUSPECT, text):
        check, message, fix = judge(found[0])
        severity = Severity.WARNING if check == "variation-selector" else Severity.ERROR
        yield Problem(check, place(path, text, found.start()), message, fix, severity)
    for found in _first(_DIRECTIVE, text):
        yield Problem(
            "yaml-directive",
            place(path, text, found.start()),
            msg("A line that begins with % is an instruction to YAML; records may not hold one."),
            msg("Delete this line; if it is text, indent it or put it in quotes."),
        )
    yield from _marker_problems(path, text)
    if not _CONTENT.search(text) and not _MARKER.search(text):
        yield Problem(
            "empty-file",
            Source(path),
            msg("The file holds nothing but blank lines and comments."),
            msg("Write the record, or delete the file."),
        )


def _tab(path: str, text: str, index: int) -> Problem:
    source = place(path, text, index)
    if _INDENT.fullmatch(text, index - source.column + 1, index):
        return Problem(
            "tab-indent",
            source,
            msg("This line is indented with a tab."),
            msg("Use blanks instead: two for each level."),
        )
    return Problem("tab-character", source, msg("A tab stands in this line."), msg("Use one blank instead of the tab."))


def _marker_problems(path: str, text: str) -> Iterator[Problem]:
    content = [found.start() for found in _CONTENT.finditer(text)]
    content += [found.start(2) for found in _MARKER.finditer(text) if found[2].split("#")[0].strip()]
    first, last = min(content, default=0), max(content, default=0)
    for found in _first(_MARKER, text):
        source = place(path, text, found.start())
        if first < found.start() < last:
            yield Problem(
                "several-documents",
                source,
                msg("A second document begins at the line {mark}.", mark=found[1]),
                msg("Keep one record per file and move the rest to a file of its own."),
            )
            return
        yield Problem(
            "document-marker",
            source,
            msg("The line {mark} marks a document; records do without.", mark=found[1]),
            msg("Delete this line."),
        )
