"""Faults of a pack are found in whatever section they stand, and none of them makes a check fail."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any, get_args

import pytest
from msgspec.structs import replace
from pydantic import BaseModel, RootModel

from generator.checks import check
from generator.checks.references import LOCAL, NAMES, OWN, kinds_named, undefined_code
from generator.checks.settings import MAY_STAY_OPEN, needed_settings
from generator.ledger import Ledger, load
from generator.policies.pack import Pack, Policy
from generator.policies.settings import DatedValue, Setting
from generator.records.base import ORIGIN, Record, declared, type_of
from generator.records.scalars import Id
from tests.checks import gallery

if TYPE_CHECKING:
    from pathlib import Path

BASES = {"r18": "unknown-policy", "c21": "unknown-ground", "pts": "claims-without-rules"}
"""An example of the gallery that lays down a town under each pack."""
WRONG = "nobody-defines-this"
LEAST_KINDS = {"r18": 9, "c21": 9, "pts": 6}
SECTIONS = {
    "r18": ("credit", "carry_unused", "published"),
    "c21": ("concurrency", "leaving", "rounding", "inclusive"),
    "pts": ("display", "gate_extras", "own_use", "feedback"),
}
"""Keys of every part of a pack that a slip of the pen may hit."""


def _types(annotation: Any) -> list[type[BaseModel]]:
    annotation = declared(annotation)
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return [annotation]
    return [found for argument in get_args(annotation) for found in _types(argument)]


def _format() -> dict[type[Record], None]:
    """Return every record type that a pack may hold."""
    found: dict[type[Record], None] = {}
    pending: list[type[BaseModel]] = [Pack]
    while pending:
        model = pending.pop()
        if model in found:
            continue
        if issubclass(model, Record):
            found[model] = None
        for info in model.model_fields.values():
            pending.extend(known for known in _types(type_of(info)) if known not in found)
    return found


def _holds_ids(annotation: Any, metadata: list[Any]) -> bool:
    own = get_args(Id)[1:]
    if any(mark in own for mark in metadata) or annotation == Id:
        return True
    annotation = declared(annotation)
    if isinstance(annotation, type) and issubclass(annotation, RootModel):
        dated = get_args(annotation.model_fields["root"].annotation)[0]
        return _holds_ids(dated.model_fields["value"].annotation, [])
    return any(_holds_ids(argument, []) for argument in get_args(annotation))


FORMAT = [model for model in _format() if not issubclass(model, DatedValue)]


def test_an_id_is_recognised() -> None:
    """The search below tells ids from other texts, in lists and settings as well."""
    assert _holds_ids(tuple[Id, ...], [])
    assert _holds_ids(Setting[tuple[Id, ...]], [])
    assert not _holds_ids(Annotated[str, "another mark"], [])


def test_every_key_that_holds_codes_is_known() -> None:
    """Whoever adds a key of codes to the format must say what it names; otherwise a slip in it would go unnoticed."""
    unknown = [
        f"{model.__name__}.{name}"
        for model in FORMAT
        for name, info in model.model_fields.items()
        if name not in {"id", ORIGIN}
        and _holds_ids(type_of(info), info.metadata)
        and not kinds_named(model, name)
        and f"{model.__name__}.{name}" not in LOCAL | OWN
    ]
    assert unknown == []


def test_what_may_stay_open_is_a_setting() -> None:
    """Each entry about a type of the format names a setting of it."""
    by_name = {model.__name__: model for model in FORMAT}
    wrong = [
        f"{name}.{key}"
        for name, keys in MAY_STAY_OPEN.items()
        if name in by_name
        for key in keys
        if not any(issubclass(found, Setting) for found in _types(type_of(by_name[name].model_fields[key])))
    ]
    assert wrong == []
    assert set(by_name) & set(MAY_STAY_OPEN)
    assert {name.partition(".")[0] for name in LOCAL | OWN} <= set(by_name)
    assert NAMES["roles"] == ("Role",)


def _town(root: Path, pack: str) -> Path:
    gallery.make(BASES[pack], "good", root)
    return root / "records" / "policies" / pack / "policy.yaml"


def _naming(part: Any) -> list[tuple[Record, str]]:
    """Return every record of a pack with each of its keys that names codes, and does so here."""
    if isinstance(part, tuple):
        return [found for member in part for found in _naming(member)]
    if not isinstance(part, Record):
        return []
    found = [
        (part, name)
        for name in type(part).model_fields
        if kinds_named(type(part), name) or f"{type(part).__name__}.{name}" in LOCAL
        if isinstance(getattr(part, name), str | tuple) and getattr(part, name)
        if isinstance(getattr(part, name), str) or isinstance(getattr(part, name)[0], str)
    ]
    return found + [inner for name in type(part).model_fields for inner in _naming(getattr(part, name))]


def _misspelt(part: Any, wanted: Record, name: str) -> Any:
    """Return a part of a pack in which one key of one record names somebody else's code first."""
    if part is wanted:
        codes = getattr(part, name)
        return part.model_copy(update={name: WRONG if isinstance(codes, str) else (WRONG, *codes[1:])})
    if isinstance(part, tuple):
        return tuple(_misspelt(member, wanted, name) for member in part)
    if isinstance(part, Record):
        return part.model_copy(
            update={
                key: _misspelt(getattr(part, key), wanted, name) for key in type(part).model_fields if key != ORIGIN
            }
        )
    return part


@pytest.mark.parametrize("pack", BASES)
def test_a_misspelt_code_is_found_in_every_section(pack: str, tmp_path: Path) -> None:
    """Wherever a pack names a code, one that nobody defines is told at the record that names it."""
    _town(tmp_path, pack)
    ledger = load(tmp_path).ledger
    assert ledger is not None
    policy = ledger.policies[pack]
    assert list(undefined_code(ledger, gallery.AS_OF)) == []
    naming = _naming(policy.pack)
    assert len({type(record).__name__ for record, _ in naming}) >= LEAST_KINDS[pack]
    for record, name in naming:
        spoiled = _under(ledger, replace(policy, pack=_misspelt(policy.pack, record, name)))

        told = [
            (dict(problem.message.values)["id"], problem.source)
            for problem in undefined_code(spoiled, gallery.AS_OF)
            if dict(problem.message.values)["id"] == WRONG
        ]

        assert told == [(WRONG, record.origin)], (type(record).__name__, name)


@pytest.mark.parametrize(("pack", "key"), [(pack, key) for pack, keys in SECTIONS.items() for key in keys])
def test_an_unknown_key_is_told_in_every_section(pack: str, key: str, tmp_path: Path) -> None:
    """A slip in a key of a pack is named with the key that was meant, and where it stands."""
    file = _town(tmp_path, pack)
    lines = file.read_text("utf-8").splitlines()
    at = next(number for number, line in enumerate(lines) if line.strip() == f"{key}:")
    lines[at] = lines[at].replace(f"{key}:", f"{key}s:")
    file.write_text("\n".join(lines) + "\n", "utf-8")

    found = [problem for problem in gallery.problems(tmp_path) if problem.check == "unknown-key"]

    assert [problem.source.line for problem in found] == [at + 1]
    assert dict(found[0].fix.values)["near"] == key


def _opened(part: Any, wanted: Setting[Any]) -> Any:
    """Return a part of a pack with one setting left open."""
    if part is wanted:
        dated = wanted.root[0]
        left = DatedValue[Any](origin=dated.origin, clause=dated.clause, status="unset")
        return Setting[Any].model_construct((left,))
    if isinstance(part, tuple):
        return tuple(_opened(member, wanted) for member in part)
    if isinstance(part, Record):
        values = {name: getattr(part, name) for name in type(part).model_fields if name != ORIGIN}
        changed = {name: _opened(value, wanted) for name, value in values.items()}
        different = {name: value for name, value in changed.items() if value is not values[name]}
        if any(type(values[name]) is not tuple or value != values[name] for name, value in different.items()):
            return part.model_copy(update=different)
    return part


def _under(ledger: Ledger, policy: Policy) -> Ledger:
    books = {
        name: replace(book, policy=policy) if book.jurisdiction.policy == policy.id else book
        for name, book in ledger.jurisdictions.items()
    }
    return replace(ledger, jurisdictions=books, policies={**ledger.policies, policy.id: policy})


@pytest.mark.parametrize("pack", BASES)
def test_no_open_value_makes_a_check_fail(pack: str, tmp_path: Path) -> None:
    """Whichever value of a pack is left open, the checks go through and name it where something rests on it."""
    _town(tmp_path, pack)
    ledger = load(tmp_path).ledger
    assert ledger is not None
    policy = ledger.policies[pack]
    needed = list(needed_settings(policy.pack))
    assert len(needed) > 20
    for record, key, setting in needed:
        opened = replace(policy, pack=_opened(policy.pack, setting))

        found = check(_under(ledger, opened), gallery.as_of(tmp_path))

        told = [dict(problem.message.values)["key"] for problem in found if problem.check == "unset-setting"]
        assert told == [key], (type(record).__name__, key)
