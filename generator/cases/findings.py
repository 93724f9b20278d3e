"""What a case expected and what came out, line by line.

Knows how two values are compared and named; knows no engine.
"""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING

from msgspec import Struct, field

from generator.language import translate
from generator.periods import Period
from generator.problems import Words, msg

if TYPE_CHECKING:
    from generator.problems import Message, Source

NOTHING = Words("nothing", "无")


class Difference(Struct, frozen=True):
    """One expectation that was not met: its place in the case file and the sentence."""

    source: Source
    message: Message

    def __str__(self) -> str:
        return f"{self.source}: {translate(self.message, 'en')}"


class Findings(Struct):
    """Collects the differences of one run of one case."""

    differences: list[Difference] = field(default_factory=list)

    def compare(self, source: Source, what: Message, expected: object, found: object) -> None:
        """Note a difference where the two values are not equal."""
        if expected != found:
            message = msg(
                "{what}: {expected} was expected, {found} came out.",
                what=what,
                expected=_text(expected),
                found=_text(found),
            )
            self.differences.append(Difference(source, message))

    def compare_stated(self, source: Source, what: Message, expected: object | None, found: object) -> None:
        """Compare only where the case says what it expects."""
        if expected is not None:
            self.compare(source, what, expected, found)

    def fail(self, source: Source, message: Message) -> None:
        """Note that a case cannot be run as written."""
        self.differences.append(Difference(source, message))


def _text(value: object) -> str | Words:
    if value is None or value == ():
        return NOTHING
    if isinstance(value, tuple):
        return ", ".join(str(_text(part)) for part in value)
    if isinstance(value, Period):
        return value.text
    if isinstance(value, Decimal):
        return f"{value.normalize():f}"
    if isinstance(value, bool):
        return "true" if value else "false"
    return value.isoformat() if isinstance(value, date) else str(value)
