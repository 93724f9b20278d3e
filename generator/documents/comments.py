"""Where the comment lines of a record file stand, and how far they are indented.

Knows which lines belong to a text block; changes nothing but the blanks before a comment.
"""

from __future__ import annotations

from ruamel.yaml import YAML
from ruamel.yaml.tokens import ScalarToken


def without_indent(text: str) -> str:
    """Move every comment line to the left edge, so that a new indentation cannot draw it into a text block."""
    inside = _block_lines(text)
    lines = text.split("\n")
    return "\n".join(
        line.lstrip(" ") if number not in inside and _is_comment(line) else line for number, line in enumerate(lines)
    )


def with_indent(text: str) -> str:
    """Indent every comment line like the line it speaks of: the next one that is no comment."""
    inside = _block_lines(text)
    lines = text.split("\n")
    indent = ""
    for number in range(len(lines) - 1, -1, -1):
        line = lines[number]
        if number in inside or not line.strip(" "):
            continue
        if _is_comment(line):
            lines[number] = indent + line.lstrip(" ")
        else:
            indent = " " * (len(line) - len(line.lstrip(" ")))
    return "\n".join(lines)


def _is_comment(line: str) -> bool:
    return line.lstrip(" ").startswith("#")


def _block_lines(text: str) -> frozenset[int]:
    """Return the numbers, from 0, of the lines that are text of a block."""
    return frozenset(
        number
        for token in YAML(typ="safe", pure=True).scan(text)
        if isinstance(token, ScalarToken) and token.style == "|"
        for number in range(token.start_mark.line + 1, token.end_mark.line)
    )
