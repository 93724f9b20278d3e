"""From a document to a record: plain values in, one record or its structure problems out.

Knows pydantic's errors and their place in the text; knows no particular record.
"""

from __future__ import annotations

import difflib
import re
import types
from typing import TYPE_CHECKING, Annotated, Any, TypeVar, Union, get_args, get_origin

from pydantic import BaseModel, RootModel, ValidationError

from generator.documents import Fields, Items, Node, Scalar
from generator.problems import Message, Problem, Source, Words, msg
from generator.records.base import ORIGIN, about_of, declared, title_of, type_of, written_fields
from generator.records.guesses import likely
from generator.records.scalars import FAULTS

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from pydantic_core import ErrorDetails

    from generator.documents import Document

M = TypeVar("M", bound=BaseModel)

STRUCTURE_CHECKS = ("missing-key", "unknown-key", "unknown-choice", "wrong-shape", "reserved-key", "unfilled-blank")
BLANK = "【待填】"
"""What stands where somebody still has to write something; no record with it is read."""


def plain(node: Node) -> Any:
    """Turn a node into dicts, tuples and texts; each dict carries its place under `origin`."""
    if isinstance(node, Scalar):
        return node.text
    if isinstance(node, Items):
        return tuple(plain(item) for item in node.items)
    values: dict[str, Any] = {key.text: plain(value) for key, value in node.entries}
    values[ORIGIN] = node.source
    return values


def read_record(
    model: type[M], document: Document, faults: Mapping[str, tuple[str, str]] | None = None
) -> tuple[M | None, tuple[Problem, ...]]:
    """Build the record a document holds.

    Args:
        model: the record type that the document's path asks for.
        document: a document that has passed the gate.
        faults: sentences of further error types, beside those of the scalar parsers.

    Returns:
        The record and no problems, or None and every structure problem of the document.
    """
    reserved = _reserved_keys(document.root)
    if reserved:
        return None, reserved
    unfilled = tuple(_unfilled(model, document.root, ()))
    if unfilled:
        return None, unfilled
    try:
        return model.model_validate(plain(document.root)), ()
    except ValidationError as error:
        known = {**FAULTS, **(faults or {})}
        details = error.errors(include_url=False)
        return None, tuple(_problem(model, document.root, detail, known) for detail in details)


def _reserved_keys(node: Node) -> tuple[Problem, ...]:
    if isinstance(node, Items):
        return tuple(problem for item in node.items for problem in _reserved_keys(item))
    if isinstance(node, Scalar):
        return ()
    own = tuple(
        Problem(
            "reserved-key",
            key.source,
            msg("The key {key} is reserved for the program.", key=key.text),
            msg("Delete this line."),
        )
        for key, _ in node.entries
        if key.text == ORIGIN
    )
    return own + tuple(problem for _, value in node.entries for problem in _reserved_keys(value))


def _unfilled(model: type[BaseModel], node: Node, place: tuple[int | str, ...]) -> Iterator[Problem]:
    if isinstance(node, Items):
        for number, item in enumerate(node.items):
            yield from _unfilled(model, item, (*place, number))
    elif isinstance(node, Fields):
        for name, value in node.entries:
            yield from _unfilled(model, value, (*place, name.text))
    elif BLANK in node.text:
        named = _up_to_a_key(place)
        key = str(named[-1]) if named else ""
        holder = _model_at(model, named[:-1])
        yield Problem(
            "unfilled-blank",
            node.source,
            msg("{key} ({title}) is still to be filled in.", key=key, title=_title(holder, key)),
            msg("Write what belongs here instead of {blank}, or delete the line where there is nothing.", blank=BLANK),
        )


def _problem(
    model: type[BaseModel], root: Fields, detail: ErrorDetails, faults: Mapping[str, tuple[str, str]]
) -> Problem:
    place = detail["loc"]
    nearest = _up_to_a_key(place)
    holder = _model_at(model, nearest[:-1])
    key = str(nearest[-1]) if nearest else ""
    kind = detail["type"]
    if kind == "missing":
        source = _node_at(root, place[:-1]).source
        message = msg("The key {key} ({title}) is missing.", key=key, title=_title(holder, key))
        return Problem("missing-key", source, message, msg("Add a line {key}: with its value.", key=key))
    if kind == "extra_forbidden":
        return _unknown_key(holder, root, place, key)
    source = _node_at(root, place).source
    if kind in {"literal_error", "union_tag_invalid"}:
        return _unknown_choice(holder, source, key, detail)
    if kind == "union_tag_not_found":
        tag = str(detail.get("ctx", {}).get("discriminator", "kind")).strip("'")
        message = msg("The key {key} ({title}) is missing.", key=tag, title=Words(tag, "种类"))
        return Problem("missing-key", source, message, msg("Add a line {key}: with its value.", key=tag))
    if kind in faults:
        sentence, fix = faults[kind]
        values = {name: str(value) for name, value in detail.get("ctx", {}).items()}
        named = msg("{key} ({title}): {fault}", key=key, title=_title(holder, key), fault=msg(sentence, **values))
        return Problem(kind, source, named, _scalar_fix(kind, msg(fix), detail["input"], holder, key))
    return _wrong_shape(holder, source, key, kind)


def _scalar_fix(kind: str, fix: Message, given: object, holder: type[BaseModel] | None, key: str) -> Message:
    """Add to the way out what was probably meant, or what belongs here."""
    guess = likely(kind, given) if isinstance(given, str) else None
    if guess is not None:
        return msg("Did you mean {near}? {rest}", near=guess, rest=fix)
    about = about_of(holder, key) if holder is not None and kind == "bad-id" else None
    return msg("{fix} Here belongs: {about}.", fix=fix, about=about) if about is not None else fix


def _up_to_a_key(place: Sequence[int | str]) -> Sequence[int | str]:
    """Leave out the positions in a list at the end of a place; the list's key says more."""
    while place and isinstance(place[-1], int):
        place = place[:-1]
    return place


def _title(holder: type[BaseModel] | None, key: str) -> Words:
    return title_of(holder, key) if holder else Words(key, key)


def _unknown_key(holder: type[BaseModel] | None, root: Fields, place: Sequence[int | str], key: str) -> Problem:
    node = _node_at(root, place[:-1])
    source = node.source
    if isinstance(node, Fields):
        source = next((found.source for found, _ in node.entries if found.text == key), source)
    known = list(written_fields(holder)) if holder else []
    near = difflib.get_close_matches(key, known, 1, 0.6)
    by_title = [name for name in known if holder and key in {title_of(holder, name).zh, title_of(holder, name).en}]
    near = by_title or near
    fix = (
        msg("Did you mean {near} ({title})?", near=near[0], title=_title(holder, near[0]))
        if near
        else msg("Allowed here: {keys}.", keys=", ".join(known))
    )
    return Problem("unknown-key", source, msg("The key {key} is not known here.", key=key), fix)


def _unknown_choice(holder: type[BaseModel] | None, source: Source, key: str, detail: ErrorDetails) -> Problem:
    context = detail.get("ctx", {})
    choices = re.findall(r"'([^']*)'", str(context.get("expected", context.get("expected_tags", ""))))
    given = detail["input"]
    text = str(context.get("tag", given)) if not isinstance(given, str) else given
    near = difflib.get_close_matches(text, choices, 1, 0.5)
    listed = msg("Choose one of: {choices}.", choices=", ".join(choices))
    about = about_of(holder, key) if holder is not None else None
    if about is not None:
        listed = msg("{fix} Here belongs: {about}.", fix=listed, about=about)
    fix: Message = msg("Did you mean {near}? {rest}", near=near[0], rest=listed) if near else listed
    message = msg("{key} ({title}): {text} is not one of the choices.", key=key, title=_title(holder, key), text=text)
    return Problem("unknown-choice", source, message, fix)


_SHAPES = {
    "tuple_type": Words("a list, one line each beginning with a hyphen", "列表，每行以“- ”开头"),
    "model_type": Words("keys with values, indented below", "下一级的若干“键: 值”，向右缩进"),
    "model_attributes_type": Words("keys with values, indented below", "下一级的若干“键: 值”，向右缩进"),
    "dict_type": Words("keys with values, indented below", "下一级的若干“键: 值”，向右缩进"),
}


def _wrong_shape(holder: type[BaseModel] | None, source: Source, key: str, kind: str) -> Problem:
    wanted = _SHAPES.get(kind, Words("a single value on the same line", "写在同一行的一个值"))
    message = msg("{key} ({title}) has the wrong shape.", key=key, title=_title(holder, key))
    return Problem("wrong-shape", source, message, msg("Expected here: {wanted}.", wanted=wanted))


def _node_at(root: Node, place: Sequence[int | str]) -> Node:
    """Follow an error's place as far as the text goes; steps that name a kind are skipped."""
    node = root
    for step in place:
        if isinstance(step, int) and isinstance(node, Items) and step < len(node.items):
            node = node.items[step]
        elif isinstance(step, str) and isinstance(node, Fields):
            found = next((value for key, value in node.entries if key.text == step), None)
            node = node if found is None else found
    return node


def _model_at(model: type[BaseModel], place: Sequence[int | str]) -> type[BaseModel] | None:
    """Return the record type that holds the key at a place."""
    current: Any = model
    for step in place:
        current = _member(_bare(current), step)
    found = _bare(current)
    return found if isinstance(found, type) and issubclass(found, BaseModel) else None


def _bare(annotation: Any) -> Any:
    """Strip Annotated, Optional and RootModel from an annotation."""
    while True:
        origin = get_origin(annotation)
        if origin is Annotated:
            annotation = declared(annotation)
        elif origin in {Union, types.UnionType}:
            rest = [arg for arg in get_args(annotation) if arg is not type(None)]
            if len(rest) != 1:
                return tuple(rest)
            annotation = rest[0]
        elif isinstance(annotation, type) and issubclass(annotation, RootModel):
            annotation = annotation.model_fields["root"].annotation
        else:
            return annotation


def _member(annotation: Any, step: int | str) -> Any:
    if isinstance(step, int):
        arguments = get_args(annotation)
        return arguments[0] if arguments else annotation
    if isinstance(annotation, tuple):
        return next((member for member in annotation if _is_tagged(member, step)), None)
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        name = written_fields(annotation).get(step)
        return type_of(annotation.model_fields[name]) if name else annotation
    return annotation


def _is_tagged(member: Any, tag: str) -> bool:
    fields = member.model_fields if isinstance(member, type) and issubclass(member, BaseModel) else {}
    return any(name in fields and tag in get_args(fields[name].annotation) for name in ("kind", "check"))
