"""A build of what did not change says again what the build before would have said, and only then."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from tests.e2e import town
from tests.shards import edits

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

BUILD = ("build", "--as-of", "2026-05-20")
BEFORE_CLICK = """
import sys
sys.modules["click"] = None
from generator.cli import main
main()
"""
"""The command where nothing but what was said before can be said."""
CLOSED = """
import os, sys
os.close(1)
os.execv(sys.executable, [sys.executable, "-m", "generator", *sys.argv[1:]])
"""
"""The command where there is no standard output."""
WARNED = "byte-order-mark（提醒）"


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> edits.Town:
    """Build a small town whose records have a warning."""
    found = edits.Town(tmp_path_factory.mktemp("still") / "town", 1)
    file = found.files("communities/*/people/*.yaml")[0]
    file.write_bytes(b"\xef\xbb\xbf" + file.read_bytes())
    found.commit()
    assert WARNED in town.louzhang(found.root, *BUILD).err
    return found


def quickly(place: edits.Town, *words: str) -> town.Answer:
    """Run the command where it cannot go on to the verbs."""
    return town.louzhang(place.root, *words, program=("-c", BEFORE_CLICK))


def test_the_same_words_are_said_again(place: edits.Town) -> None:
    """An unchanged build tells sentences and warnings as a build that looks at everything does, on the same streams."""
    assert town.louzhang(place.root, *BUILD).code == 0
    again = quickly(place, *BUILD)
    (place.root / "build/said.json").unlink()
    looked = town.louzhang(place.root, *BUILD)

    assert again == looked
    assert again.code == 0
    assert "新增或改动 0 个文件" in again.out
    assert WARNED in again.err


def test_a_build_in_the_same_process_tells_its_warnings_again(
    place: edits.Town, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What a build warned of is kept with the release; nothing is worked out to tell it again."""
    first = edits.make(place.root, edits.FIRST_DAY)
    monkeypatch.setattr("generator.shards.making.make", None)
    again = edits.make(place.root, edits.FIRST_DAY)

    assert [warning.check for warning in first.warnings] == ["byte-order-mark"]
    assert again == first._replace(written=0, kept=first.written + first.kept, removed=0)


def test_words_that_are_misunderstood_are_not_remembered(place: edits.Town, tmp_path: Path) -> None:
    """Of two ways to name the site the verb goes by the last; the quick look does not, and remembers nothing."""
    twice = (*BUILD, "--out=build/site", "--out", str(tmp_path / "site"))
    assert town.louzhang(place.root, *BUILD).code == 0
    assert town.louzhang(place.root, *twice).code == 0
    assert "click" in quickly(place, *twice).err


@pytest.mark.parametrize("said", ["[" * 200_000, "{}", "[1]", "5"])
def test_what_is_no_saying_of_ours_is_passed_over(place: edits.Town, said: str) -> None:
    """A file that somebody made or broke is as good as none."""
    assert town.louzhang(place.root, *BUILD).code == 0
    (place.root / "build/said.json").write_text(said)
    again = town.louzhang(place.root, *BUILD)
    assert (again.code, "新增或改动 0 个文件" in again.out, "Traceback" in again.err) == (0, True, False)


def test_what_is_said_goes_into_no_file_but_its_own(place: edits.Town, tmp_path: Path) -> None:
    """Links at the places of the file and of its draft are replaced, not followed."""
    other = tmp_path / "other"
    other.write_text("as it was")
    for name in ("said.json", "said.draft"):
        (place.root / "build" / name).unlink(missing_ok=True)
        (place.root / "build" / name).symlink_to(other)
    assert town.louzhang(place.root, *BUILD).code == 0
    assert other.read_text() == "as it was"
    assert quickly(place, *BUILD).code == 0


def test_who_closed_the_output_is_told_nothing(place: edits.Town) -> None:
    """A build whose caller closed the standard output ends well, said again or not."""
    assert town.louzhang(place.root, *BUILD).code == 0
    assert quickly(place, *BUILD).code == 0
    closed = town.louzhang(place.root, *BUILD, program=("-c", CLOSED))
    assert (closed.code, closed.out) == (0, "")
    assert "Traceback" not in closed.err


def _edited(place: edits.Town) -> None:
    file = place.files("communities/*/people/*.yaml")[1]
    file.write_text(file.read_text("utf-8").replace("name: ", "name: 新", 1), "utf-8")


def _added(place: edits.Town) -> None:
    place.files("communities/*/community.yaml")[0].with_name("stray.yaml").write_text("a: 1\n")


def _emptied(place: edits.Town) -> None:
    (place.root / "build/site/index.html").unlink()


def _moved_on(place: edits.Town) -> None:
    edits.make(place.root, edits.LAST_DAY)


def _spoilt(place: edits.Town) -> None:
    (place.root / "build/said.json").write_text(json.dumps(["", "made up", ""]))


@pytest.mark.parametrize("change", [_edited, _added, edits.Town.commit, _emptied, _moved_on, _spoilt])
def test_after_a_change_nothing_is_said_again(place: edits.Town, change: Callable[[edits.Town], object]) -> None:
    """Records, commits, the site and what was said itself: whatever changed, the verb has to look."""
    assert quickly(place, *BUILD).code == 0 or town.louzhang(place.root, *BUILD).code == 0
    change(place)
    assert "click" in quickly(place, *BUILD).err
    edits.back_to_last_commit(place)
    assert town.louzhang(place.root, *BUILD).code == 0


OTHER_WORDS = [
    ("--lang", "en"),
    ("--as-of", "2026-05-21"),
    ("--as-of=2026-05-21",),
    ("--out", "elsewhere"),
    ("--jobs", "0"),
    ("--help",),
]


@pytest.mark.parametrize("words", OTHER_WORDS)
def test_other_words_are_left_to_the_verb(place: edits.Town, words: tuple[str, ...]) -> None:
    """Nothing is said again but what followed the very same words."""
    assert town.louzhang(place.root, *BUILD).code == 0
    assert "click" in quickly(place, *BUILD, *words).err


def test_from_another_folder_the_same_words_mean_another_site(place: edits.Town, tmp_path: Path) -> None:
    """`--root` is understood from where the command runs, in both ways of writing it."""
    assert town.louzhang(place.root, "build", "--root=.", *BUILD[1:]).code == 0
    assert quickly(place, "build", "--root=.", *BUILD[1:]).code == 0
    (tmp_path / "records").mkdir()
    elsewhere = town.louzhang(tmp_path, "build", "--root=.", *BUILD[1:], program=("-c", BEFORE_CLICK))
    assert "click" in elsewhere.err
