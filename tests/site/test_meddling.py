"""Somebody put a hand to the site or to what lies beside it: what is noticed, and that the site comes out whole."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

import pytest

from generator.problems import msg
from generator.publish import PublishError, published, stock
from generator.publish.verifying import faults
from tests.site import shelf
from tests.site.editions import TOWN, build, edition, refusal, series, told

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path


def _vanish(page: Path) -> None:
    page.unlink()


def _swap(page: Path) -> None:
    (page.parent / "draft").write_bytes(b"by hand")
    (page.parent / "draft").replace(page)


def _add(page: Path) -> None:
    (page.parent / "more.html").write_bytes(b"by hand")


def _folder(page: Path) -> None:
    shutil.copytree(page.parent, page.parent.parent / "copy")
    shutil.rmtree(page.parent)
    (page.parent.parent / "copy").rename(page.parent)


def _write_over(page: Path) -> None:
    page.write_bytes(b"by hand")


MEDDLING = [_vanish, _swap, _add, _folder]


@pytest.mark.parametrize("meddle", MEDDLING)
def test_meddling_with_the_site_is_noticed_and_mended(tmp_path: Path, meddle: Callable[[Path], None]) -> None:
    """A file that was added, taken away or swapped in the site has the next build read every byte and put it right."""
    out = tmp_path / "site"
    for number in range(4):
        build(out, edition(number), inputs="same")
    meddle(out / "lan/p/c2-yu.html")
    assert published(out) is None
    report = build(out, edition(3), inputs="same")
    assert report.written == (0 if meddle in {_add, _folder} else 1)
    assert (out / "lan/p/c2-yu.html").read_bytes() == b"Yu"
    assert faults(out) == ()
    assert shelf.assert_whole(out) == "c0"
    assert told(out) == (out.resolve().name, "c0", "same")


@pytest.mark.parametrize("meddle", MEDDLING)
def test_meddling_with_an_old_release_does_not_reach_the_site(tmp_path: Path, meddle: Callable[[Path], None]) -> None:
    """A release that somebody put a hand to is thrown away and not made into the next one."""
    out = tmp_path / "site"
    series(out, 3)
    for release in shelf.releases(out):
        if release != out.resolve():
            meddle(release / "lan/p/c2-yu.html")
    build(out, edition(5))
    assert shelf.assert_whole(out) == "c0"
    for number in range(6, 10):
        build(out, edition(number))
    shelf.assert_tidy(out)


def test_a_site_in_doubt_is_not_made_of_older_ones(tmp_path: Path) -> None:
    """A page that was written over is so in every release that shares it; once one fault shows, nothing old is used."""
    out = tmp_path / "site"
    series(out, 4)
    _write_over(out / "index.html")
    _vanish(out / "lan/p/c2-yu.html")
    assert build(out, edition(4)).written == 3
    assert faults(out) == ()
    shelf.assert_whole(out)


@pytest.mark.parametrize("meddle", [_vanish, _write_over])
def test_a_lost_list_has_its_part_written_anew(tmp_path: Path, meddle: Callable[[Path], None]) -> None:
    """A part whose list is gone or was edited cannot be kept; when it is brought, the list comes back."""
    out = tmp_path / "site"
    series(out, 4)
    meddle(out / "_lists/lan/c2.sha256")
    assert build(out, {**edition(9), "lan/c2": {**TOWN["lan/c2"], "lan/p/c2-he.html": b"He"}}).written > 0
    assert shelf.assert_whole(out) == "c0"


def test_a_file_written_over_is_not_shared(tmp_path: Path) -> None:
    """A page that was changed where it lies is found when it is to be shared; the build after that mends it."""
    out = tmp_path / "site"
    build(out, TOWN)
    _write_over(out / "lan/p/c2-yu.html")
    with pytest.raises(PublishError) as caught:
        build(out, edition(1))
    assert refusal(caught.value) == (
        "published-file-changed",
        "lan/p/c2-yu.html",
        msg(
            "{path} of the published site was changed or taken away by hand; nothing was published.",
            path="lan/p/c2-yu.html",
        ),
    )
    assert (build(out, edition(1)).written, faults(out)) == (2, ())
    shelf.assert_whole(out)


def test_every_byte_can_be_verified(tmp_path: Path) -> None:
    """`faults` names each file of a site that is missing, other or on no list, and the manifest where that is wrong."""
    out = tmp_path / "site"
    series(out, 4)
    assert faults(out) == ()
    (out / "index.html").write_bytes(b"other")
    (out / "lan/p/c1-wu.html").unlink()
    (out / "more.html").symlink_to("index.html")
    (out / "_lists/lan/c2.sha256").write_bytes(b"")
    found = ("_lists/lan/c2.sha256", "index.html", "lan/p/c1-wu.html", "more.html")
    assert set(found) <= set(faults(out))
    assert set(faults(out)) - set(found) == set(TOWN["lan/c2"])
    (out / "MANIFEST.json").write_bytes(b"{}")
    assert faults(out) == ("MANIFEST.json",)


@pytest.mark.parametrize("damage", [b"", b"{}", b"00000000\n{}", b"[]\n[]"])
def test_a_damaged_state_costs_only_time(tmp_path: Path, damage: bytes) -> None:
    """Without what is remembered of the releases the site is read in full, and the build goes on."""
    out = tmp_path / "site"
    series(out, 4)
    for state in (tmp_path / "releases").glob(".*.json"):
        state.write_bytes(damage)
    assert published(out) is None
    assert build(out, edition(4)).written == 1
    assert published(out) is not None
    for number in range(5, 9):
        build(out, edition(number))
        shelf.assert_tidy(out)


def test_a_site_of_another_form_is_replaced(tmp_path: Path) -> None:
    """A release whose manifest lists its files at once, as older programs wrote it, is replaced whole."""
    out = tmp_path / "site"
    release = tmp_path / "releases" / ("0" * 40)
    release.mkdir(parents=True)
    (release / "MANIFEST.json").write_text('{"commit": "c", "files": {}}', "utf-8")
    out.symlink_to("releases/" + "0" * 40)
    assert build(out, TOWN).written == 8
    assert shelf.assert_whole(out) == "c0"


def test_twins_are_not_made_of_a_damaged_site(tmp_path: Path) -> None:
    """A file that was written over is not multiplied, and the next build looks at all of them."""
    out = tmp_path / "site"
    assert stock(out) == 0
    series(out, 1)
    _write_over(out / "index.html")
    assert stock(out) == 0
    assert published(out) is None
    assert build(out, edition(0)).written == 1
    shelf.assert_whole(out)
