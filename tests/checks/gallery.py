"""The error gallery: one folder per check with a good and a bad example, each a few edits of one base.

`<check>/bad/edits.yaml` and `<check>/good/edits.yaml` say what is changed in `_base/records`, to which the pack r18
and two calendars of the product are added; where `<check>/base.txt` names a pack, `_<pack>` is laid over it.
`expected.txt` and `expected.zh.txt` are what the bad example prints.
An edit names a `file` below `records/` and what is done with it: `old` is replaced by `new`, `append` is added at the
end, `content` (repeated `times`) or `base64` is the whole file; `remove`, `link` and `executable` say it themselves.
"""

from __future__ import annotations

import base64
import io
import shutil
from datetime import date
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any
from unittest.mock import patch

from ruamel.yaml import YAML

from generator.checks import CHECKS, check, check_id
from generator.cli.printing import print_problems
from generator.documents import DOCUMENT_CHECKS, read
from generator.ledger import load, shelves
from generator.ledger.loading import LOADING_CHECKS
from generator.policies.forms import FORM_FAULTS
from generator.policies.layers import LAYER_CHECKS
from generator.policies.settings import SETTING_FAULTS
from generator.problems import in_order
from generator.records.reading import STRUCTURE_CHECKS
from generator.records.scalars import FAULTS

if TYPE_CHECKING:
    from generator.language import Language
    from generator.problems import Problem

FOLDER = Path(__file__).parent
ROOT = FOLDER.parents[1]
BASE = FOLDER / "_base"
AS_OF = date(2019, 2, 20)
YEARS = (2018, 2019)
OTHER_BASES = {
    "c21": ((2021, 2022), date(2022, 2, 20)),
    "n22": ((2022, 2023), date(2023, 2, 20)),
}
"""Further bases, `_<policy>/records`, with their calendars and day; an example's first edit names one: `base: c21`."""
EXPECTED: dict[str, Language] = {"expected.txt": "en", "expected.zh.txt": "zh_CN"}

OUTSIDE = {
    "unreadable-file": "an administrator, and so a build machine, may read every file",
    "no-values": "an empty list is refused before the setting is looked at",
    "not-formattable": "reported by `louzhang fmt`, which looks at how a file is written and not at records",
}
"""Checks that no example can show, with the reason."""

ALL_CHECKS: tuple[str, ...] = (
    *(check_id(found) for found in CHECKS),
    *STRUCTURE_CHECKS,
    *FAULTS,
    *SETTING_FAULTS,
    *FORM_FAULTS,
    *LOADING_CHECKS,
    *LAYER_CHECKS,
    *DOCUMENT_CHECKS,
)
SHOWN: tuple[str, ...] = tuple(name for name in ALL_CHECKS if name not in OUTSIDE)


def make(name: str, kind: str, root: Path) -> None:
    """Lay an example's records below a folder."""
    records = root / "records"
    other = next((str(edit["base"]) for edit in _written(name, kind) if "base" in edit), None)
    shutil.copytree(FOLDER / f"_{other}" / "records" if other else BASE / "records", records)
    policy = other or "r18"
    shutil.copytree(ROOT / "records" / "policies" / policy, records / "policies" / policy)
    (records / "calendar").mkdir()
    for year in OTHER_BASES[other][0] if other else YEARS:
        shutil.copy(ROOT / "records" / "calendar" / f"{year}.yaml", records / "calendar")
    overlay = FOLDER / name / "base.txt"
    if overlay.exists():
        _lay_over(overlay.read_text("utf-8").strip(), records)
    for edit in edits(name, kind):
        _apply(edit, records / str(edit["file"]))


def _lay_over(policy: str, records: Path) -> None:
    """Add a jurisdiction under another pack of the product, its open values set as `_<pack>/edits.yaml` says."""
    shutil.copytree(FOLDER / f"_{policy}" / "records", records, dirs_exist_ok=True)
    shutil.copytree(ROOT / "records" / "policies" / policy, records / "policies" / policy)
    for edit in edits(f"_{policy}", "."):
        _apply(edit, records / str(edit["file"]))


@cache
def edits(name: str, kind: str) -> list[dict[str, Any]]:
    """Read the edits of an example."""
    return [edit for edit in _written(name, kind) if "base" not in edit]


def as_of(root: Path) -> date:
    """Return the day on which the records below a folder are looked at: that of their base."""
    found = [day for policy, (_, day) in OTHER_BASES.items() if (root / "records" / "policies" / policy).is_dir()]
    return found[0] if found else AS_OF


@cache
def _written(name: str, kind: str) -> list[dict[str, Any]]:
    text = (FOLDER / name / kind / "edits.yaml").read_text("utf-8")
    found: list[dict[str, Any]] = YAML(typ="safe").load(text)
    return found


def _apply(edit: dict[str, Any], file: Path) -> None:
    file.parent.mkdir(parents=True, exist_ok=True)
    if "old" in edit:
        text = file.read_text("utf-8")
        assert text.count(edit["old"]) == 1, f"{file}: the text to replace stands {text.count(edit['old'])} times"
        file.write_text(text.replace(edit["old"], edit["new"]), "utf-8")
    elif "append" in edit:
        file.write_text(file.read_text("utf-8") + edit["append"], "utf-8")
    elif "content" in edit:
        file.write_text(edit["content"] * int(edit.get("times", 1)), "utf-8")
    elif "base64" in edit:
        file.write_bytes(base64.b64decode(edit["base64"]))
    elif "remove" in edit:
        file.unlink()
    elif "link" in edit:
        file.symlink_to(edit["link"])
    else:
        assert edit["executable"] is True
        file.chmod(0o755)


_read_once = cache(read)
"""What a file says follows from its path and bytes alone; the pack's is the same in most examples."""


def problems(root: Path) -> tuple[Problem, ...]:
    """Return every problem of the records below a folder, as the command line would."""
    with patch.object(shelves, "read", _read_once):
        loaded = load(root)
    if loaded.ledger is None:
        return loaded.problems
    return in_order((*loaded.problems, *check(loaded.ledger, as_of(root))))


def printed(found: tuple[Problem, ...], language: Language, root: Path) -> str:
    """Return problems as the command line prints them."""
    stream = io.StringIO()
    print_problems(found, format="text", language=language, root=root, stream=stream)
    return stream.getvalue()
