"""What can be wrong: where (`Source`), in which words (`Message`), how bad (`Severity`).

Knows nothing of YAML, records, policies or how a problem is printed.
"""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING, TypeAlias, Union

from msgspec import Struct

if TYPE_CHECKING:
    from collections.abc import Iterable

Value: TypeAlias = Union[str, int, "Words", "Message"]


class Source(Struct, frozen=True, order=True):
    """A place in a record file: POSIX path below the root, line and column counted from 1."""

    path: str
    line: int = 1
    column: int = 1

    def __str__(self) -> str:
        return f"{self.path}:{self.line}:{self.column}"


class Words(Struct, frozen=True):
    """A term that is known in both languages where it is declared, such as a field's title."""

    en: str
    zh: str


class Message(Struct, frozen=True):
    """A sentence with named slots; `template` is the English msgid, `{name}` marks a slot."""

    template: str
    values: tuple[tuple[str, Value], ...] = ()


def msg(template: str, **values: Value) -> Message:
    """Build a message; this name is also the keyword by which the catalogue is extracted."""
    return Message(template, tuple(sorted(values.items())))


class Severity(StrEnum):
    """An error stops the build; a warning is listed and never stops it."""

    ERROR = "error"
    WARNING = "warning"


class Related(Struct, frozen=True):
    """The second place of a problem in which two records disagree."""

    source: Source
    message: Message


class Problem(Struct, frozen=True):
    """One fault: its check id, place, sentence, clause and the way out."""

    check: str
    source: Source
    message: Message
    fix: Message
    severity: Severity = Severity.ERROR
    clause: str = ""
    related: tuple[Related, ...] = ()


def in_order(problems: Iterable[Problem]) -> tuple[Problem, ...]:
    """Sort by place, then check id, then words, and drop exact repeats."""
    return tuple(
        sorted(
            dict.fromkeys(problems),
            key=lambda p: (p.source, p.check, p.message.template, str(p.message.values)),
        )
    )


def has_errors(problems: Iterable[Problem]) -> bool:
    """Tell whether any of the problems must stop the build."""
    return any(problem.severity is Severity.ERROR for problem in problems)
