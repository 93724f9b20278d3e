"""Builds on top of earlier ones: the bytes are those of a build from nothing, and only what changed is worked on."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import pytest

from generator.checks import check as check_ledger
from generator.ledger import load
from generator.problems import in_order
from generator.shards import orders
from generator.shards.building import Asked
from generator.shards.checking import check
from generator.shards.parcels import ParcelError, pack, unpack
from tests.e2e import town
from tests.shards import edits

if TYPE_CHECKING:
    from pathlib import Path

AFTER_NOTHING = """
import sys
from generator.cli import main
try:
    main()
except SystemExit:
    pass
heavy = {"pydantic", "jinja2", "ruamel", "mkdocs", "git", "rich", "sqlite3", "joblib"}
print(sorted(heavy & {name.partition(".")[0] for name in sys.modules}), file=sys.stderr)
"""


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_random_edits_give_what_a_build_from_nothing_gives(tmp_path: Path, seed: int) -> None:
    """Whatever clerks, programs and disks did in between: the same words, and the same site or the old one."""
    assert edits.run(tmp_path, seed, 6) == []


def test_a_build_of_nothing_new_imports_nothing_heavy(tmp_path: Path, demonstration: Path) -> None:
    """Where nothing was touched, neither types, templates, parsers nor the store are loaded (decision 25)."""
    root = town.twin(demonstration, tmp_path / "town")
    assert town.louzhang(root, "build").code == 0
    answer = town.louzhang(root, "build", program=("-c", AFTER_NOTHING))
    assert answer.err == "[]\n"
    assert "新增或改动 0 个文件" in answer.out


def test_one_line_works_on_one_community(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A changed line has its own community worked out again, and no other; few files are written."""
    place = edits.Town(tmp_path / "town", 5)
    edits.build(place.root, place.day)
    worked: list[str] = []
    work = orders.work

    def noted(order: orders.Order) -> orders.Made:
        worked.append(order.community)
        return work(order)

    monkeypatch.setattr(sys.modules["generator.shards.making"], "work", noted)
    log = place.files("communities/c002/logs/*.yaml")[0]
    place.replace(log, r"headcount: \d+", lambda found: f"{found[0]}1")
    built = edits.make(place.root, place.day)
    assert worked == ["c002"]
    assert 0 < built.written < 12


def test_a_check_on_top_is_a_check_of_everything(tmp_path: Path) -> None:
    """After each of some edits, checking what changed tells what checking everything at once tells."""
    place = edits.Town(tmp_path / "town", 11)
    for change in (edits.other_activity, edits.person_gone, edits.broken_file, edits.other_policy, edits.nothing):
        change(place)
        asked = Asked(place.root, place.root / "build/site", place.root / "build", place.day)
        loaded = load(place.root)
        assert loaded.ledger is not None
        everything = (*loaded.problems, *check_ledger(loaded.ledger, place.day))
        assert check(asked) == in_order(everything)


def test_a_function_does_not_come_out_of_a_parcel() -> None:
    """What a stranger packed is not run: a parcel gives plain values and value types of the package alone."""
    for found in (exec, town.louzhang, edits.build):
        with pytest.raises(ParcelError):
            unpack(pack(found))
    with pytest.raises(ParcelError):
        unpack(b"cos\nsystem\n(S'true'\ntR.")
    with pytest.raises(ParcelError):
        unpack(pack(("a", 1))[:-3])
    assert unpack(pack(("a", 1))) == ("a", 1)
