"""From text that has passed the gate to nodes with places, by ruamel.yaml's pure parser, event by event.

Never builds Python values from YAML; knows nothing of files, bytes or records.
"""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING, Any

from ruamel.yaml import YAML
from ruamel.yaml.events import (
    CollectionStartEvent,
    MappingEndEvent,
    MappingStartEvent,
    NodeEvent,
    ScalarEvent,
    SequenceEndEvent,
    SequenceStartEvent,
)

from generator.documents.characters import SUSPECT, code_point
from generator.documents.event_gate import EventGate, StopReading
from generator.documents.nodes import Document, Fields, Items, Node, Scalar
from generator.documents.syntax import complaint_of, fullwidth_colon, missing_blank, syntax_problem
from generator.problems import Message, Problem, Related, Severity, Source, has_errors, in_order, msg

if TYPE_CHECKING:
    from collections.abc import Iterator

    from generator.documents.limits import Limits

NULLS = frozenset({"", "~", "null", "Null", "NULL"})
_WIDE_BLANKS = ("\u3000", "\u00a0")
_BLANK_ESCAPE = re.compile(r"[\t\r]")


def compose(path: str, text: str, limits: Limits) -> tuple[Document | None, tuple[Problem, ...]]:
    """Build the document, or say everything that keeps it from being one.

    Args:
        path: POSIX path below the root, for the places.
        text: text with LF line ends that has passed the gate.
        limits: how much the file may hold.
    """
    composer = _Composer(path, text, limits)
    try:
        root = composer.root()
    except StopReading:
        root = None
    except Exception as error:  # noqa: BLE001 - the parser answers hostile text with many kinds of exception
        composer.note_exception(error)
        root = None
    problems = in_order(composer.problems)
    if root is None or has_errors(problems):
        return None, problems
    return Document(path, root), problems


class _Composer:
    """Reads the events of one file; collects problems and goes on where the text allows it."""

    def __init__(self, path: str, text: str, limits: Limits) -> None:
        self._path = path
        self._lines = text.split("\n")
        self._gate = EventGate(path, limits)
        self._events: Iterator[Any] = iter(YAML(typ="safe", pure=True).parse(text))

    def root(self) -> Fields | None:
        for event in self._events:
            if isinstance(event, NodeEvent):
                break
        else:
            return None
        node = self._node(event, 1)
        for _ in self._events:
            pass
        if not isinstance(node, Fields):
            self._not_a_mapping(node)
            return None
        return node

    @property
    def problems(self) -> list[Problem]:
        return self._gate.problems

    def note_exception(self, error: Exception) -> None:
        if self.problems and self.problems[-1].check == "wrapped-text":
            self.problems.pop()  # the text ran into the very line that the parser stumbled over
        complaint = complaint_of(error, self._gate.last)
        self._gate.problems.append(syntax_problem(self._path, self._lines, complaint))

    def _node(self, event: Any, depth: int) -> Node:
        source = self._gate.admit(event, depth)
        if isinstance(event, ScalarEvent):
            return self._value(event, source)
        if isinstance(event, SequenceStartEvent):
            return self._items(event, source, depth)
        if isinstance(event, MappingStartEvent):
            if event.flow_style:
                self._flow_mapping(source)
                self._gate.skip(self._events)
                return Scalar("", source)
            return self._fields(source, depth)
        return Scalar("", source)

    def _items(self, start: Any, source: Source, depth: int) -> Items:
        items: list[Node] = []
        nested = False
        for event in self._events:
            if isinstance(event, SequenceEndEvent):
                break
            if start.flow_style and isinstance(event, SequenceStartEvent):
                self._gate.note(
                    "nested-list",
                    self._gate.source(event),
                    msg("A list in brackets may hold only texts, no further list."),
                    msg("Write one item per line, each after a hyphen and a blank."),
                )
                self._gate.skip(self._events)
                nested = True
                continue
            items.append(self._node(event, depth + 1))
        if not items and not nested:
            self._empty(source, msg("The list [] is empty."))
        return Items(tuple(items), source)

    def _fields(self, source: Source, depth: int) -> Fields:
        entries: list[tuple[Scalar, Node]] = []
        seen: dict[str, Source] = {}
        for event in self._events:
            if isinstance(event, MappingEndEvent):
                break
            key = self._key(event, depth + 1, seen)
            value_event = next(self._events)
            if key and _is_missing(value_event):
                self._gate.admit(value_event, depth + 1)
                self._empty(key.source, msg("The key {key} has no value.", key=key.text))
                continue
            value = self._node(value_event, depth + 1)
            if key:
                self._look_like_key(key, value_event)
                entries.append((key, value))
        return Fields(tuple(entries), entries[0][0].source if entries else source)

    def _key(self, event: Any, depth: int, seen: dict[str, Source]) -> Scalar | None:
        """Read a key and hold it against those already seen in its group."""
        source = self._gate.admit(event, depth)
        if not isinstance(event, ScalarEvent) or not event.value or event.style in {"|", ">"} or _is_wrapped(event):
            self._gate.note(
                "key-not-text",
                source,
                msg("Before the colon there must be a key, a short text on one line."),
                msg(
                    "Write key, colon, one blank and the value, such as count: 2; "
                    "in a list begin the line with - and a blank."
                ),
            )
            if isinstance(event, CollectionStartEvent):
                self._gate.skip(self._events)
            return None
        key = Scalar(event.value, source, event.style is None)
        if key.plain and key.text == "<<":
            self._gate.note(
                "merge-key",
                source,
                msg("The key << copies other values; records may not do that."),
                msg("Write out the values here."),
            )
        if any(blank in key.text for blank in _WIDE_BLANKS):
            self._gate.note(
                "fullwidth-blank",
                source,
                msg("The key {key} holds a full-width blank.", key=key.text.strip()),
                msg("Indent with ordinary blanks, and write none inside a key."),
            )
        self._check_escapes(event, source)
        self._check_repeat(key, seen)
        return key

    def _check_repeat(self, key: Scalar, seen: dict[str, Source]) -> None:
        name = unicodedata.normalize("NFC", key.text)
        first = seen.setdefault(name, key.source)
        if first is not key.source:
            self._gate.problems.append(
                Problem(
                    "duplicate-key",
                    key.source,
                    msg(
                        "The key {key} stands twice in the same group, first in line {line}.", key=name, line=first.line
                    ),
                    msg("Delete one of the two, or correct its name."),
                    related=(Related(first, msg("It stands here for the first time.")),),
                )
            )

    def _value(self, event: ScalarEvent, source: Source) -> Scalar:
        text: str = event.value
        if event.style == ">":
            self._gate.note(
                "folded-text",
                source,
                msg("The mark > joins lines with blanks, which Chinese text does not use."),
                msg("Use the mark | instead; it keeps the lines as they are."),
            )
        elif _is_wrapped(event):
            self._wrapped(event, source)
        elif event.style is None and text in NULLS:
            self._empty(source, msg("A text is missing here.") if not text else msg("{text} is no value.", text=text))
        elif not text.strip("\n"):
            self._empty(source, msg("The text is empty."))
        elif event.style is None:
            self._check_rest(event, source)
        self._check_escapes(event, source)
        return Scalar(text, source, event.style is None)

    def _check_rest(self, event: ScalarEvent, source: Source) -> None:
        """Tell of what follows a blank and a # on the line: YAML takes it for a remark."""
        rest = self._lines[event.end_mark.line][event.end_mark.column :].strip()
        if rest.startswith("#"):
            self._gate.problems.append(
                Problem(
                    "text-cut-off",
                    source,
                    msg("What follows the mark # on this line is not part of the text: {rest}", rest=rest),
                    msg("Put the whole text in quotes, or write a remark on a line of its own."),
                    Severity.WARNING,
                )
            )

    def _wrapped(self, event: ScalarEvent, source: Source) -> None:
        for line in range(source.line, event.end_mark.line + 1):
            slip = fullwidth_colon(self._path, self._lines, line) or missing_blank(self._path, self._lines, line)
            if slip:
                self._gate.problems.append(slip)
                return
        first = fullwidth_colon(self._path, self._lines, source.line - 1)
        if first and event.style is None:
            self._gate.problems.append(first)
            return
        self._gate.note(
            "wrapped-text",
            source,
            msg("The text goes on in the next line, where its line break would be lost."),
            msg("Write it on one line; for several lines put | after the key and indent the text below."),
        )

    def _look_like_key(self, key: Scalar, event: Any) -> None:
        """Catch `姓名：张三` below a key, which YAML takes for the key's text."""
        below = isinstance(event, ScalarEvent) and event.style is None and event.start_mark.line >= key.source.line
        slip = fullwidth_colon(self._path, self._lines, event.start_mark.line) if below else None
        if slip and not _is_wrapped(event):
            self._gate.problems.append(slip)

    def _check_escapes(self, event: ScalarEvent, source: Source) -> None:
        """Look at what the escapes of a text in double quotes stand for."""
        if event.style != '"':
            return
        found = SUSPECT.search(event.value) or _BLANK_ESCAPE.search(event.value)
        if found:
            code = code_point(found[0])
            self._gate.note(
                "forbidden-escape",
                source,
                msg("A backslash sequence in this text stands for {code}, which may not be in a record.", code=code),
                msg("Delete the backslash sequence."),
            )

    def _not_a_mapping(self, node: Node) -> None:
        if has_errors(self._gate.problems):
            return
        line = node.source.line - 1
        slip = None
        if isinstance(node, Scalar):
            slip = fullwidth_colon(self._path, self._lines, line) or missing_blank(self._path, self._lines, line)
        if slip:
            self._gate.problems.append(slip)
            return
        self._gate.note(
            "not-a-mapping",
            node.source,
            msg("A record is made of keys with values; this file begins otherwise."),
            msg(
                "Write key, colon, one blank and the value, such as count: 2; "
                "in a list begin the line with - and a blank."
            ),
        )

    def _flow_mapping(self, source: Source) -> None:
        self._gate.note(
            "flow-mapping",
            source,
            msg("Keys and values may not be written in braces or brackets: a comma in a text would cut it in two."),
            msg("Write one key per line below, indented by two blanks; put a text that begins with a brace in quotes."),
        )

    def _empty(self, source: Source, message: Message) -> None:
        self._gate.note(
            "empty-value", source, message, msg("Write the value, or delete the line: what is absent is left out.")
        )


def _is_missing(event: Any) -> bool:
    return isinstance(event, ScalarEvent) and event.style is None and not event.value and event.tag is None


def _is_wrapped(event: ScalarEvent) -> bool:
    one_line = event.style in {None, "'", '"'}
    return bool(one_line and event.value and event.end_mark.line > event.start_mark.line)
