"""What a YAML parser's complaint means to the person who wrote the file.

Knows the wording of ruamel.yaml's errors and the slips of Chinese typing; reads no file.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, NamedTuple

from generator.problems import Message, Problem, Source, msg

if TYPE_CHECKING:
    from collections.abc import Sequence

_FULLWIDTH = re.compile(r"\s*(?:- +)*([^\s#'\"：:][^：:'\"]{0,19})：")
_NO_BLANK = re.compile(r"\s*(?:- +)*([^\s#'\"：:][^：:'\"]{0,39}):\S")


class Complaint(NamedTuple):
    """A parser's error, taken apart: its words and the lines and columns it names, counted from 0."""

    context: str
    problem: str
    begin: tuple[int, int]
    end: tuple[int, int]


def complaint_of(error: BaseException, last: tuple[int, int]) -> Complaint:
    """Take an error apart; `last` is the place read before it, for errors that name none."""
    end = _mark(getattr(error, "problem_mark", None)) or last
    begin = _mark(getattr(error, "context_mark", None)) or end
    problem = str(getattr(error, "problem", None) or error)
    return Complaint(str(getattr(error, "context", None) or ""), problem, begin, end)


def fullwidth_colon(path: str, lines: Sequence[str], line: int) -> Problem | None:
    """Point at a full-width colon where a key's colon should be, in a line counted from 0."""
    if not 0 <= line < len(lines) or re.search(r":(?: |$)", lines[line]):
        return None
    found = _FULLWIDTH.match(lines[line])
    if not found:
        return None
    return Problem(
        "fullwidth-colon",
        Source(path, line + 1, found.end()),
        msg("The colon after {key} is a full-width colon.", key=found[1]),
        msg("Type the colon with the English keyboard, and one blank after it."),
    )


def missing_blank(path: str, lines: Sequence[str], line: int) -> Problem | None:
    """Point at a key's colon that no blank follows, in a line counted from 0."""
    if not 0 <= line < len(lines) or re.search(r":(?: |$)", lines[line]):
        return None
    found = _NO_BLANK.match(lines[line])
    if not found:
        return None
    return Problem(
        "missing-blank",
        Source(path, line + 1, found.end() - 1),
        msg("There is no blank after the colon of {key}.", key=found[1]),
        msg("Put one blank after the colon."),
    )


def syntax_problem(path: str, lines: Sequence[str], complaint: Complaint) -> Problem:
    """Say a parser's complaint in a clerk's words, at the line where the slip was made."""
    line = complaint.begin[0] if "expected ':'" in complaint.problem else complaint.end[0]
    for candidate in (line, line - 1):
        slip = fullwidth_colon(path, lines, candidate) or missing_blank(path, lines, candidate)
        if slip:
            return slip
    begin = Source(path, complaint.begin[0] + 1, complaint.begin[1] + 1)
    if re.search(r"\b(?:alias|anchor)\b", complaint.context):
        return anchor_problem(begin)
    if re.search(r"\btag\b", f"{complaint.context} {complaint.problem}"):
        return tag_problem(begin)
    place, message, fix = _sentence(complaint, lines)
    row = min(place[0], max(len(lines) - 1, 0))
    return Problem("yaml-syntax", Source(path, row + 1, place[1] + 1), message, fix)


def anchor_problem(source: Source) -> Problem:
    """Refuse a text that YAML takes for a reference to another place."""
    return Problem(
        "anchor-or-alias",
        source,
        msg("A text that begins with & or * refers to another place; records may not do that."),
        msg("Put the text in quotes, or write out what it refers to."),
    )


def tag_problem(source: Source) -> Problem:
    """Refuse a text that YAML takes for an instruction."""
    return Problem(
        "yaml-tag",
        source,
        msg("A text that begins with ! is an instruction to YAML; records may not hold one."),
        msg("Put the text in quotes."),
    )


def _mark(mark: Any) -> tuple[int, int] | None:
    return (int(mark.line), int(mark.column)) if mark is not None else None


def _sentence(complaint: Complaint, lines: Sequence[str]) -> tuple[tuple[int, int], Message, Message]:
    context, problem, begin, end = complaint
    for pattern, at_begin, message, fix in _SENTENCES:
        if pattern.search(f"{context}; {problem}"):
            return begin if at_begin else end, message, fix
    line = lines[end[0]] if end[0] < len(lines) else ""
    character = line[end[1]] if end[1] < len(line) else ""
    if character and not character.isalnum():
        return (
            end,
            msg("A text may not begin with {character} here.", character=character),
            msg("Put the whole text after the key in quotes."),
        )
    return end, msg("This line cannot be understood."), _KEY_AND_VALUE


_KEY_AND_VALUE = msg(
    "Write key, colon, one blank and the value, such as count: 2; in a list begin the line with - and a blank."
)
_QUOTES_OR_INDENT = msg("Put the whole text after the key in quotes, or correct the indentation of this line.")

_SENTENCES: tuple[tuple[re.Pattern[str], bool, Message, Message], ...] = (
    (re.compile("expected ':'"), True, msg("This line has no key with a colon."), _KEY_AND_VALUE),
    (
        re.compile("mapping values are not allowed"),
        False,
        msg("A second colon followed by a blank stands here."),
        _QUOTES_OR_INDENT,
    ),
    (
        re.compile("quoted scalar; found unexpected end of stream"),
        True,
        msg("The quotation mark opened here is never closed."),
        msg("Close it with the same mark at the end of the text."),
    ),
    (
        re.compile(r"double-quoted|chr\(\)"),
        False,
        msg("The backslash in this text has no meaning that is known."),
        msg("Use single quotes around the text, or write the backslash twice."),
    ),
    (
        re.compile("flow (?:sequence|mapping|node)"),
        True,
        msg("The list in brackets is not closed, or holds a stray mark."),
        msg("Close it with ] on the same line, or write one item per line, each after a hyphen and a blank."),
    ),
    (
        re.compile("block scalar"),
        False,
        msg("Nothing may follow the mark | on its line."),
        msg("Begin the text on the next line, indented by two blanks."),
    ),
    (
        re.compile("sequence entries are not allowed"),
        False,
        msg("A list may not begin on the line of its key."),
        msg("Put each item on a line of its own below, or put the text in quotes."),
    ),
    (
        re.compile("<block end>.*'<scalar>'"),
        False,
        msg("Text stands here where none is expected."),
        _QUOTES_OR_INDENT,
    ),
    (
        re.compile("<block end>|<document start>"),
        False,
        msg("The indentation of this line does not fit the lines above."),
        msg("Indent it by blanks exactly like the other lines of the same group or list."),
    ),
)
