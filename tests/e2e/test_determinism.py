"""The site is a function of the commit and the day: nothing of the machine, its settings or its disk shows in it."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from tests.e2e import town
from tests.site import shelf

if TYPE_CHECKING:
    from pathlib import Path

SHUFFLED = """
import os, random
list_names, scan = os.listdir, os.scandir
chance = random.Random(7)
def mixed(items):
    found = list(items)
    chance.shuffle(found)
    return found
class Scan:
    def __init__(self, *place): self.entries = iter(mixed(scan(*place)))
    def __enter__(self): return self
    def __exit__(self, *_): pass
    def __iter__(self): return self
    def __next__(self): return next(self.entries)
    def close(self): pass
os.listdir = lambda *place: mixed(list_names(*place))
os.scandir = Scan
from generator.cli import main
main()
"""
"""The command on a disk that lists every folder in another order each time it is asked."""


def test_two_machines_build_the_same_bytes(tmp_path: Path, whole: Path) -> None:
    """Another folder, time zone, hash seed, locale, umask and order of creation give the same site, modes included."""
    other = tmp_path / "另一 folder"
    other.mkdir()
    town.lay(other, whole=True, backwards=True)
    town.commit(other)
    far = {"TZ": "Pacific/Kiritimati", "PYTHONHASHSEED": "4242", "LC_ALL": "C", "LANG": "tr_TR.UTF-8"}
    assert town.louzhang(other, "build", env=far, umask=0o077).code == 0
    assert len(town.hashes(other / "build/site")) > 800
    assert town.hashes(other / "build/site") == town.hashes(whole / "build/site")


def test_the_order_of_the_disk_changes_nothing(tmp_path: Path, whole: Path) -> None:
    """On a disk that lists its files in random order every score and every page stays as it was."""
    root = tmp_path / "town"
    root.mkdir()
    town.lay(root, whole=True)
    town.commit(root)
    assert town.louzhang(root, "build", program=("-c", SHUFFLED)).code == 0
    assert town.hashes(root / "build/site") == town.hashes(whole / "build/site")
    asked = ("report", "annual-ranking", "--period", "2026", "--format", "json")
    shuffled = town.louzhang(root, *asked, program=("-c", SHUFFLED))
    assert json.loads(shuffled.out)["rows"]
    assert shuffled == town.louzhang(whole, *asked)


def test_the_disk_of_that_test_is_really_out_of_order(tmp_path: Path) -> None:
    """The shuffled disk shows another order than the plain one, so that the test before it can fail."""
    for number in range(40):
        (tmp_path / f"{number:02}").touch()
    look = (
        SHUFFLED.split("from generator.cli", maxsplit=1)[0]
        + "print([e.name for e in os.scandir('.')], os.listdir('.'))"
    )
    answer = town.louzhang(tmp_path, program=("-c", look))
    plain = town.louzhang(
        tmp_path, program=("-c", "import os; print([e.name for e in os.scandir('.')], os.listdir('.'))")
    )
    assert sorted(answer.out) == sorted(plain.out)
    assert answer.out != plain.out


def test_building_again_writes_nothing(demonstration: Path) -> None:
    """The same commit and day build the same site, and not one file is written anew."""
    before = town.hashes(demonstration / "build/site")
    answer = town.louzhang(demonstration, "build", "--lang", "en")
    assert " 0 files new or changed," in answer.out
    assert ", 0 removed." in answer.out
    assert town.hashes(demonstration / "build/site") == before


def test_another_day_is_another_stamp(tmp_path: Path, demonstration: Path) -> None:
    """The day that the site goes by stands on its pages and in its manifest."""
    out = tmp_path / "site"
    assert town.louzhang(demonstration, "build", "--as-of", "2026-11-21", "--out", str(out)).code == 0
    then, now = (
        json.loads((place / "MANIFEST.json").read_text("utf-8")) for place in (demonstration / "build/site", out)
    )
    assert (then["as_of"], now["as_of"]) == (town.AS_OF, "2026-11-21")
    assert then["commit"] == now["commit"]
    before, after = shelf.listed(demonstration / "build/site"), shelf.listed(out)
    assert before.keys() == after.keys()
    assert before["index.html"] != after["index.html"]
    assert "<dd>2026-11-21</dd>" in (out / "index.html").read_text("utf-8")


def test_a_change_without_a_commit_is_marked(tmp_path: Path, demonstration: Path) -> None:
    """Records that differ from the commit they are stamped with put a plus behind it."""
    root = town.twin(demonstration, tmp_path / "town")
    town.edit(root, "records/site.yaml", "title: 楼长台账（演示）", "title: 楼长台账（改过）")
    assert town.louzhang(root, "build").code == 0
    clean = json.loads((demonstration / "build/site/MANIFEST.json").read_text("utf-8"))["commit"]
    assert json.loads((root / "build/site/MANIFEST.json").read_text("utf-8"))["commit"] == clean + "+"
