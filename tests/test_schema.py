"""The committed JSON Schemas are those of the record types, and an independent reader understands them."""

from __future__ import annotations

import json
from pathlib import Path

import jsonschema
import pytest

from generator.cli.packs import schemas

FOLDER = Path(__file__).parents[1] / "docs" / "schemas"


def test_committed_schemas_are_current() -> None:
    """`louzhang schema docs/schemas` would change nothing."""
    committed = {path.name: path.read_text(encoding="utf-8") for path in sorted(FOLDER.glob("*.json"))}

    assert committed == schemas()


@pytest.mark.parametrize("name", sorted(schemas()))
def test_each_schema_is_valid(name: str) -> None:
    """Each schema satisfies the meta-schema of JSON Schema 2020-12 and says nothing of `origin`."""
    content = schemas()[name]

    jsonschema.Draft202012Validator.check_schema(json.loads(content))
    assert '"origin"' not in content


def test_a_schema_tells_right_from_wrong() -> None:
    """The schema of a notice's window accepts a day and refuses an unknown key."""
    validator = jsonschema.Draft202012Validator(json.loads(schemas()["calendar.json"]))
    good = {
        "paper": "通知",
        "number": "国办",
        "issued_on": "2025-11-04",
        "days_off": [{"from": "2026-01-01", "until": "2026-01-03", "name": "元旦"}],
    }

    assert validator.is_valid(good)
    assert not validator.is_valid(good | {"holiday": "x"})
    assert not validator.is_valid({"paper": "通知"})
