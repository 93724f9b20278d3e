"""Export folders: whole or not at all, and never where they could be published or destroy something."""

from __future__ import annotations

import json
import os
import stat
import subprocess
from typing import TYPE_CHECKING

import pytest

from generator.publish import PublishError, folders
from generator.publish.folders import put_folders

if TYPE_CHECKING:
    from pathlib import Path

FILES = {"index.html": b"<p>", "tables/a.csv": b"a\r\n"}


def put(root: Path, *places: Path, files: dict[str, bytes] | None = None) -> None:
    """Write an export to some places."""
    put_folders(dict.fromkeys(places, FILES if files is None else files), root, root / "build" / "site")


def refused(root: Path, *places: Path) -> list[str]:
    """Return the checks by which an export is refused."""
    with pytest.raises(PublishError) as caught:
        put(root, *places)
    return [problem.check for problem in caught.value.problems]


def tree(folder: Path) -> dict[str, bytes]:
    """Read every file of a folder."""
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """Make a repository with one committed file."""
    (tmp_path / "records").mkdir()
    (tmp_path / "kept").mkdir()
    (tmp_path / "kept" / "list.csv").write_text("x")
    for words in (["init", "-q"], ["add", "kept"]):
        subprocess.run(["git", *words], cwd=tmp_path, check=True)
    return tmp_path


def test_an_export_says_what_it_holds_and_only_its_owner_may_look_in(root: Path) -> None:
    """The list carries a hash of each file; Git is told to take nothing of the folder."""
    place = root / "build" / "exports" / "town"
    put(root, place)
    listed = json.loads((place / folders.LIST).read_text("utf-8"))
    assert sorted(listed["files"]) == [".gitignore", "index.html", "tables/a.csv"]
    assert (place / ".gitignore").read_bytes() == b"*\n"
    assert stat.S_IMODE(place.stat().st_mode) == 0o700
    assert stat.S_IMODE((place / "tables" / "a.csv").stat().st_mode) == 0o600
    status = subprocess.run(["git", "status", "--short"], cwd=root, capture_output=True, text=True, check=True)
    assert "build" not in status.stdout
    assert [path.name for path in place.parent.iterdir()] == ["town"]


def test_a_later_export_takes_the_place_of_the_last_whole(root: Path) -> None:
    """What is no longer made is gone; the same export again gives the same bytes."""
    place = root / "build" / "exports" / "town"
    put(root, place)
    first = tree(place)
    put(root, place, files={"index.html": b"<b>"})
    assert sorted(tree(place)) == [".gitignore", folders.LIST, "index.html"]
    put(root, place)
    assert tree(place) == first
    assert [path.name for path in place.parent.iterdir()] == ["town"]


def test_a_file_that_somebody_added_is_not_swept_away(root: Path) -> None:
    """A scan that a clerk laid beside the tables stays; so does a folder that no export made."""
    place = root / "build" / "exports" / "town"
    put(root, place)
    (place / "scan.pdf").write_bytes(b"%PDF")
    assert refused(root, place) == ["foreign-export-folder"]
    assert (place / "scan.pdf").read_bytes() == b"%PDF"
    other = root / "build" / "other"
    other.mkdir()
    (other / "letter.txt").write_text("x")
    assert refused(root, other) == ["foreign-export-folder"]
    link = root / "build" / "link"
    link.symlink_to(root / "records")
    assert "export-in-git" in refused(root, link)


@pytest.mark.parametrize("where", ["build/site", "build/site/internal", "build/releases/x"])
def test_nothing_goes_into_the_folder_of_the_site(root: Path, where: str) -> None:
    """Neither the site nor its releases take an internal table, before or after the first build."""
    assert refused(root, root / where) == ["export-in-site"]
    release = root / "build" / "releases" / ("0" * 40)
    release.mkdir(parents=True)
    (root / "build" / "site").symlink_to("releases/" + "0" * 40)
    assert refused(root, root / where) == ["export-in-site"]
    assert list(release.iterdir()) == []


def test_a_site_built_elsewhere_is_known_by_its_manifest(root: Path) -> None:
    """A site of `build --out` is refused too, whatever it is called."""
    site = root / "public"
    site.mkdir()
    (site / "MANIFEST.json").write_text("{}")
    assert refused(root, site / "internal") == ["export-in-site"]


@pytest.mark.parametrize("where", ["kept", "records/exports", "kept/../records"])
def test_nothing_goes_where_git_keeps_files_or_among_the_records(root: Path, where: str) -> None:
    """What Git carries is published by the next push."""
    assert refused(root, root / where) == ["export-in-git"]


def test_one_refused_place_stops_all(root: Path) -> None:
    """With several jurisdictions either every folder is written or none."""
    good, bad = root / "build" / "exports" / "a", root / "records" / "b"
    assert refused(root, good, bad) == ["export-in-git"]
    assert not good.exists()


def test_a_disk_that_fails_leaves_the_last_export_whole(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Written aside first: an error on the way leaves no half folder and no litter."""
    place = root / "build" / "exports" / "town"
    put(root, place)
    before = tree(place)

    def full(_descriptor: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(PublishError) as caught:
        put(root, place, files={"index.html": b"new"})
    (problem,) = caught.value.problems
    assert problem.check == "cannot-write-export"
    assert tree(place) == before
    assert [path.name for path in place.parent.iterdir()] == ["town"]
