"""Every record type says who may see each field, in two languages, and refuses what it does not know."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, get_args

import pytest
from pydantic import BaseModel, RootModel

from generator.policies.layers import Layer
from generator.policies.pack import Articles, Pack
from generator.records.base import Record, declared, title_of, type_of, visibility_of, written_fields
from generator.records.kinds import KINDS, kind_of

if TYPE_CHECKING:
    from collections.abc import Iterator


def _models(annotation: Any, seen: set[type[BaseModel]]) -> Iterator[type[BaseModel]]:
    annotation = declared(annotation)
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        if annotation in seen:
            return
        seen.add(annotation)
        if not issubclass(annotation, RootModel):
            yield annotation
        for info in annotation.model_fields.values():
            yield from _models(type_of(info), seen)
    for argument in get_args(annotation):
        yield from _models(argument, seen)


def _all_models() -> list[type[BaseModel]]:
    seen: set[type[BaseModel]] = set()
    roots: list[type[BaseModel]] = [*(kind.model for kind in KINDS), Pack, Layer, Articles]
    return [model for root in roots for model in _models(root, seen)]


MODELS = _all_models()


def test_every_record_type_is_reached() -> None:
    """The walk over the kinds finds nested types too, so the tests below miss none."""
    names = {model.__name__ for model in MODELS}

    assert {"Appointment", "WrittenEntry", "Objection", "WithinDays", "Tier"} <= names
    assert len(names) > 60


@pytest.mark.parametrize("model", MODELS, ids=lambda m: m.__name__)
def test_every_field_is_marked_and_described_in_two_languages(model: type[BaseModel]) -> None:
    """A field without a visibility mark, a title or a description in both languages may not exist."""
    for key, name in written_fields(model).items():
        info = model.model_fields[name]
        extra = info.json_schema_extra
        assert visibility_of(model, name) is not None, f"{model.__name__}.{key} has no mark"
        assert isinstance(extra, dict)
        assert title_of(model, key).en
        assert extra["title_en"]
        assert info.title, f"{model.__name__}.{key} has no Chinese title"
        assert extra["description_en"], f"{model.__name__}.{key} has no English description"
        assert info.description, f"{model.__name__}.{key} has no Chinese description"


@pytest.mark.parametrize("model", MODELS, ids=lambda m: m.__name__)
def test_every_record_is_frozen_and_refuses_unknown_keys(model: type[BaseModel]) -> None:
    """A record cannot be changed after reading and takes no key that its type does not name."""
    assert issubclass(model, Record)
    assert model.model_config["frozen"]
    assert model.model_config["extra"] == "forbid"
    assert model.model_config["strict"]


def test_paths_and_kinds_agree() -> None:
    """A path made for a kind is recognised as that kind again, with the same slots."""
    slots = {
        "jurisdiction": "gangcheng",
        "community": "haitang",
        "id": "a-1",
        "month": "2026-03",
        "period": "2026-Q1",
        "year": "2026",
    }
    for kind in KINDS:
        found = kind_of(kind.path(**slots))

        assert found is not None
        assert found[0] is kind
        assert all(found[1][name] == slots[name] for name in found[1])


@pytest.mark.parametrize(
    "path",
    [
        "records/site.yml",
        "records/Site.yaml",
        "records/jurisdictions/a/../b/jurisdiction.yaml",
        "records/jurisdictions/a/communities/c/people/a_b.yaml",
        "records/jurisdictions/a/communities/c/people/%2e%2e.yaml",
        "records/jurisdictions/a/communities/c/logs/2026-13.yaml",
        "records/jurisdictions/a/communities/c/logs/２０２６-01.yaml",
        "records/calendar/26.yaml",
        "records/mkdocs.yml",
        "records/site.yaml\n",
    ],
)
def test_other_paths_belong_to_no_kind(path: str) -> None:
    """A path outside the patterns is refused, whatever it resembles."""
    assert kind_of(path) is None
