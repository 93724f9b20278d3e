"""Small fictional records under each pack whose courses are walked to their ends.

Knows what is recorded; what a course says of it is the tests'.
"""

from __future__ import annotations

import shutil
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING
from unittest.mock import patch

from generator.documents import read
from generator.ledger import load, shelves
from tests.checks import gallery

if TYPE_CHECKING:
    from collections.abc import Mapping

    from generator.ledger import Ledger

ROOT = Path(__file__).resolve().parents[2]
PACKS = {"r18": ROOT, "c21": ROOT, "n22": ROOT, "j22": ROOT, "d6": ROOT / "tests" / "sixth"}
HERE = Path(__file__).parent / "worlds"
_read_once = cache(read)


def world(pack: str, root: Path, edits: Mapping[str, tuple[str, str]]) -> Ledger:
    """Lay a pack and its records below a folder, some texts of some files replaced, and load them.

    Args:
        pack: the pack; `pts` takes the records of the error gallery.
        root: an empty folder.
        edits: by file, below the records of the jurisdiction, what is replaced by what.
    """
    if pack == "pts":
        gallery.make("impossible-step", "good", root)
        folder = root / "records" / "jurisdictions" / "tang"
    else:
        shutil.copytree(HERE / pack, root / "records" / "jurisdictions" / "j")
        shutil.copytree(PACKS[pack] / "records" / "policies" / pack, root / "records" / "policies" / pack)
        (root / "records" / "site.yaml").write_text("title: 流程示例\njurisdictions:\n- j\n", "utf-8")
        folder = root / "records" / "jurisdictions" / "j"
    for name, (old, new) in edits.items():
        text = (folder / name).read_text("utf-8")
        assert text.count(old) == 1, f"{name}: the text to replace stands {text.count(old)} times"
        (folder / name).write_text(text.replace(old, new), "utf-8")
    with patch.object(shelves, "read", _read_once):
        loaded = load(root)
    assert loaded.problems == ()
    assert loaded.ledger is not None
    return loaded.ledger
