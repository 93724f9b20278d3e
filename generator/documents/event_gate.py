"""What YAML may hang on a node, and how many and how deep nodes may be.

Knows single parser events and the limits; nothing of keys, values or records.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ruamel.yaml.events import AliasEvent, CollectionEndEvent, CollectionStartEvent

from generator.documents.syntax import anchor_problem, tag_problem
from generator.problems import Message, Problem, Source, msg

if TYPE_CHECKING:
    from collections.abc import Iterator

    from generator.documents.limits import Limits


class StopReading(Exception):  # noqa: N818 - it ends the reading of one file and is no error of the program
    """The file may not be read further; the problem is already noted."""


class EventGate:
    """Counts the nodes of one file and keeps the problems found in it."""

    def __init__(self, path: str, limits: Limits) -> None:
        """Begin a file."""
        self.path = path
        self.problems: list[Problem] = []
        self.last: tuple[int, int] = (0, 0)
        self._limits = limits
        self._values = 0

    def admit(self, event: Any, depth: int) -> Source:
        """Count a node, hold it to the limits and refuse anchors, aliases and tags; return its place."""
        source = self.source(event)
        self.last = (event.end_mark.line, event.end_mark.column)
        self._count(source)
        self._limit_depth(depth, source)
        if isinstance(event, AliasEvent) or event.anchor is not None:
            self.problems.append(anchor_problem(source))
        if getattr(event, "tag", None) is not None:
            self.problems.append(tag_problem(source))
        return source

    def skip(self, events: Iterator[Any]) -> None:
        """Read past a collection whose start has been read; its values count and its depth is limited."""
        level = 1
        while level:
            event = next(events)
            if isinstance(event, CollectionStartEvent):
                level += 1
                self._limit_depth(level, self.source(event))
            if isinstance(event, CollectionEndEvent):
                level -= 1
            else:
                self._count(self.source(event))

    def note(self, check: str, source: Source, message: Message, fix: Message) -> None:
        """Keep a problem."""
        self.problems.append(Problem(check, source, message, fix))

    def source(self, event: Any) -> Source:
        """Return the place at which an event begins."""
        return Source(self.path, event.start_mark.line + 1, event.start_mark.column + 1)

    def _limit_depth(self, depth: int, source: Source) -> None:
        if depth > self._limits.depth:
            self.note(
                "too-deep",
                source,
                msg("The text is nested more than {limit} levels deep.", limit=self._limits.depth),
                msg("Check the indentation, the hyphens and the brackets of this line."),
            )
            raise StopReading

    def _count(self, source: Source) -> None:
        self._values += 1
        if self._values > self._limits.values:
            self.note(
                "too-many-values",
                source,
                msg("The file holds more than {limit} values.", limit=self._limits.values),
                msg("Split the record, or remove what does not belong in it."),
            )
            raise StopReading
