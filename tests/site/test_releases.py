"""Releases that come part by part: what is written, kept, shared and renewed, and what is noticed of meddling."""

from __future__ import annotations

import os
import random
import subprocess
import sys
import tracemalloc
from contextlib import suppress
from hashlib import sha256
from typing import TYPE_CHECKING, Any
from zlib import crc32

import pytest

from generator.problems import msg
from generator.publish import PublishError, PublishReport, new_release, published, shown, stock
from generator.publish.live import RELEASES, read_state, state_place, write_state
from generator.publish.manifest import read_manifest
from generator.publish.verifying import listing
from tests.site import shelf
from tests.site.editions import TOWN, Parts, build, changed, edition, refusal, series, stamp, told

if TYPE_CHECKING:
    from pathlib import Path

    from generator.publish.releases import Release


def test_manifest_has_a_list_for_each_part(tmp_path: Path) -> None:
    """The manifest gives the digest of each list, each list the hash of each file, and `sha256sum` can read it."""
    out = tmp_path / "site"
    assert build(out, TOWN) == PublishReport(out.resolve(), written=8, kept=0, removed=0, pages=7)
    assert (out / "MANIFEST.json").read_text("utf-8") == (
        '{\n "commit": "c0",\n "as_of": "2026-01-01",\n "version": "0.1.0",\n "parts": {\n'
        + ",\n".join(
            f'  "{name}": "{sha256((out / "_lists" / f"{name}.sha256").read_bytes()).hexdigest()}"'
            for name in sorted(TOWN)
        )
        + "\n }\n}\n"
    )
    everything = {path: sha256(data).hexdigest() for files in TOWN.values() for path, data in files.items()}
    assert shelf.listed(out) == listing(out) == everything
    lists = sorted(str(path.relative_to(out)) for path in (out / "_lists").rglob("*.sha256"))
    assert lists == ["_lists/lan/c1.sha256", "_lists/lan/c2.sha256", "_lists/site.sha256"]
    done = subprocess.run(["sha256sum", "-c", *lists], cwd=out, capture_output=True, text=True, check=True)
    assert done.stdout.count(": OK\n") == 8


def test_one_page_writes_one_page_and_one_list(tmp_path: Path) -> None:
    """Of a site in which one page changed, everything but that page, its list and the manifest is the same file."""
    out = tmp_path / "site"
    series(out, 5)
    before = {path: (out / path).stat().st_ino for path in shelf.tree(out) if (out / path).is_file()}
    report = build(out, edition(5))
    assert (report.written, report.kept, report.removed, report.pages) == (1, 7, 0, 7)
    after = {path: (out / path).stat().st_ino for path in shelf.tree(out) if (out / path).is_file()}
    assert {path for path in after if after[path] != before[path]} == {
        "MANIFEST.json",
        "_lists/lan/c1.sha256",
        "lan/p/c1-li.html",
    }
    assert shelf.assert_tidy(out) == "c0"


def test_the_oldest_release_is_made_into_the_new_one(tmp_path: Path) -> None:
    """Once three stay, the folder of the oldest becomes the new release, and the unchanged is left alone in it."""
    out = tmp_path / "site"
    series(out, 1)
    oldest = out.resolve()
    folder, page = oldest.stat().st_ino, (oldest / "lan/p/c2-yu.html").stat().st_ino
    for number in (1, 2):
        build(out, edition(number))
    assert out.resolve().stat().st_ino != folder
    build(out, edition(3))
    assert (out.resolve().stat().st_ino, (out / "lan/p/c2-yu.html").stat().st_ino) == (folder, page)
    assert not oldest.exists()
    assert [(path / "lan/p/c1-li.html").read_bytes() for path in shelf.releases(out)].count(b"Li 3") == 1
    assert len(shelf.releases(out)) == 3
    shelf.assert_tidy(out)


def test_a_pinned_release_is_not_made_into_another(tmp_path: Path) -> None:
    """What another link beside the site still shows stays as it is, however old."""
    out = tmp_path / "site"
    series(out, 1)
    (tmp_path / "pinned").symlink_to(out.readlink())
    for number in range(1, 6):
        build(out, edition(number))
    assert (tmp_path / "pinned" / "lan/p/c1-li.html").read_bytes() == b"Li 0"
    shelf.assert_whole(tmp_path / "pinned")
    shelf.assert_tidy(out)


def test_what_is_not_brought_or_kept_is_gone(tmp_path: Path) -> None:
    """A part that a build does not name leaves the site, with its list and the folders that were its own."""
    out = tmp_path / "site"
    more = {**TOWN, "qiao/c9": {"qiao/p/c9.html": b"9"}}
    for number in range(4):
        build(out, changed(more, "site", index=str(number).encode()))
    report = build(out, TOWN)
    assert (report.kept, report.removed, report.pages) == (7, 1, 7)
    assert not (out / "qiao").exists()
    assert not (out / "_lists/qiao").exists()
    shelf.assert_tidy(out)


def test_pages_move_and_files_become_folders(tmp_path: Path) -> None:
    """A page may change parts, a file may give way to a folder and a folder to a file, in whatever order parts come."""
    out = tmp_path / "site"
    one: Parts = {"a": {"x.html": b"1", "y": b"2", "z/deep/d.html": b"3"}, "b": {"w.html": b"4"}}
    two: Parts = {"b": {"x.html": b"5", "y/in.html": b"6"}, "a": {"z": b"7", "w.html": b"4"}}
    for number in range(3):
        build(out, {**one, "n": {"n.html": str(number).encode()}})
    for number, parts in enumerate((two, one, two)):
        build(out, {**parts, "n": {"n.html": b"x%d" % number}})
        found = {path: (out / path).read_bytes() for path in shelf.listed(out) if path != "n.html"}
        assert found == {path: data for files in parts.values() for path, data in files.items()}
        shelf.assert_tidy(out)


def _next_town(chance: random.Random, parts: Parts) -> Parts:
    """Change, add, remove and move a few pages and parts."""
    new = {name: dict(files) for name, files in parts.items()}
    for _ in range(chance.randint(1, 4)):
        name = f"part/{chance.randint(0, 5)}"
        others = {path for other, files in new.items() if other != name for path in files}
        path = f"{chance.choice('ab')}/{chance.choice('pqQ')}{chance.randint(0, 3)}/{chance.randint(0, 9)}.html"
        action = chance.choice(("put", "put", "put", "drop", "move", "lose"))
        if action == "put" and path not in others:
            new.setdefault(name, {})[path] = chance.choice((b"one", b"two", b"%d" % chance.randint(0, 99)))
        elif action == "drop" and new.get(name):
            new[name].pop(chance.choice(sorted(new[name])))
        elif action == "lose":
            new.pop(name, None)
        elif action == "move" and new.get(name):
            moved = chance.choice(sorted(new[name]))
            new.setdefault(f"part/{chance.randint(0, 5)}", {})[moved] = new[name].pop(moved)
    order = sorted(new)
    chance.shuffle(order)
    folded = {path.lower() for files in new.values() for path in files}
    same = len(folded) == sum(len(files) for files in new.values())
    clear = len({path.lower().rpartition("/")[0] for files in new.values() for path in files}) == len(
        {path.rpartition("/")[0] for files in new.values() for path in files}
    )
    return {name: new[name] for name in order} if same and clear else parts


@pytest.mark.parametrize("seed", range(6))
def test_any_sequence_of_builds_ends_like_a_first_build(tmp_path: Path, seed: int) -> None:
    """After any changes in any order the site has the bytes and modes of one that was built at once."""
    chance = random.Random(seed)  # noqa: S311 - a fixed sequence
    out, parts = tmp_path / "site", dict(TOWN)
    past = [parts]
    for number in range(25):
        parts = chance.choice(past) if chance.random() < 0.15 else _next_town(chance, parts)
        past.append(parts)
        report = build(out, parts, str(number % 3))
        shelf.assert_tidy(out)
        fresh = tmp_path / f"fresh{number}" / "site"
        count = build(fresh, parts, str(number % 3))
        assert shelf.tree(fresh) == shelf.tree(out)
        assert (report.written + report.kept, report.pages) == (count.written, count.pages)
        assert len(shelf.releases(out)) <= 3


def _into(release: Release, parts: Parts) -> None:
    for name, files in parts.items():
        with release.part(name) as part:
            for path, data in files.items():
                part.put(path, data)


@pytest.mark.parametrize("builds", [0, 1, 4])
@pytest.mark.parametrize(
    ("pages", "check", "place", "words"),
    [
        (
            {"lan/p/c2-yu.html": b"Yu"},
            "page-written-twice",
            "lan/p/c2-yu.html",
            ("{path} would be written twice: by {part} and by {other}.", {"lan/c2", "lan/c3"}),
        ),
        (
            {"lan/p/C2-yu.html": b"Yu"},
            "clashing-output-paths",
            "lan/p/c2-yu.html",
            ("{path} and {other} cannot both be on one disk.", {"lan/p/C2-yu.html"}),
        ),
        (
            {"lan/points/2025-q4/c3.html": b"6"},
            "clashing-output-paths",
            "lan/points/2025-q4",
            ("{path} and {other} cannot both be on one disk.", {"lan/points/2025-Q4"}),
        ),
        (
            {"lan/p/c2-yu.html/x": b"6"},
            "clashing-output-paths",
            "",
            ("{path} and {other} cannot both be on one disk.", {}),
        ),
        ({"lan/p": b"6"}, "clashing-output-paths", "", ("{path} and {other} cannot both be on one disk.", {})),
    ],
)
def test_two_parts_cannot_clash(
    tmp_path: Path, builds: int, pages: dict[str, bytes], check: str, place: str, words: tuple[str, set[str]]
) -> None:
    """Parts that want one path, or paths that some disk takes for one, are refused, whether new or kept."""
    out = tmp_path / "site"
    series(out, builds)
    before = shelf.tree(out) if builds else {}
    with pytest.raises(PublishError) as caught:
        build(out, {**TOWN, "lan/c3": pages})
    found = refusal(caught.value)
    assert found[0] == check
    assert place in {"", found[1]}
    assert found[2].template == words[0]
    assert set(words[1]) <= {value for _, value in found[2].values}
    assert shelf.tree(out) == before if builds else not out.is_symlink()
    build(out, TOWN)
    shelf.assert_tidy(out)


def test_a_block_that_breaks_off_changes_nothing(tmp_path: Path) -> None:
    """An error in the middle of a build leaves the site and all that stays of older ones, to be renewed next time."""
    out = tmp_path / "site"
    series(out, 4)
    before = {path.name: shelf.tree(path) for path in shelf.releases(out)}
    with pytest.raises(KeyError):
        _break_off(out)
    assert {path.name: shelf.tree(path) for path in shelf.releases(out)} == before
    shelf.assert_tidy(out)
    with pytest.raises(ValueError, match="a part broke off"):
        _break_off(out, KeyError)
    assert {path.name: shelf.tree(path) for path in shelf.releases(out)} == before
    shelf.assert_tidy(out)


def _break_off(out: Path, *passed_over: type[Exception]) -> None:
    with new_release(out, stamp("c1")) as release, suppress(*passed_over), release.part("site") as part:
        part.put("index.html", b"half")
        raise KeyError


def _ask(out: Path, *asked: tuple[str, str]) -> None:
    with new_release(out, stamp("c1")) as release:
        for verb, name in asked:
            getattr(release, verb)(name)


def test_only_what_is_there_can_be_kept(tmp_path: Path) -> None:
    """A part that the site does not hold cannot be kept, nor one part come twice, nor one whose name is no path."""
    out = tmp_path / "site"
    build(out, TOWN)
    for asked in [("keep", "lan/c7")], [("part", "x y")], [("keep", "site"), ("part", "site")]:
        with pytest.raises(ValueError, match=asked[-1][1]):
            _ask(out, *asked)
    shelf.assert_tidy(out)


def test_published_tells_what_the_site_was_made_of(tmp_path: Path) -> None:
    """The inputs that a build handed in come back, also when nothing but them changed, and are told for old states."""
    out = tmp_path / "site"
    assert published(out) is None
    build(out, TOWN, "c1", "first")
    assert told(out) == (out.resolve().name, "c1", "first")
    assert build(out, TOWN, "c1", "second").written == 0
    assert told(out) == (out.resolve().name, "c1", "second")
    build(out, edition(1), "c2", "third")
    back = build(out, TOWN, "c1", "fourth")
    assert told(out) == (back.release.name, "c1", "fourth")


@pytest.mark.parametrize(
    "spoil",
    [
        {"folders": []},
        {"folders": {"\0": [1, 2]}},
        {"inputs": 5},
        {"capitals": {}},
    ],
)
def test_a_state_of_another_shape_is_as_good_as_none(tmp_path: Path, spoil: dict[str, Any]) -> None:
    """What somebody else wrote beside a release tells nothing of it, and stops no build."""
    out = tmp_path / "site"
    build(out, TOWN)
    home = out.parent / RELEASES
    state = read_state(home, shown(out))
    assert state is not None
    write_state(home, shown(out), state._replace(**spoil))
    assert published(out) is None
    build(out, TOWN)
    assert published(out) is not None


def test_a_state_without_end_is_as_good_as_none(tmp_path: Path) -> None:
    """Brackets in brackets, as deep as a file can hold them, stop no build."""
    out = tmp_path / "site"
    build(out, TOWN)
    body = b"[" * 200_000
    state_place(out.parent / RELEASES, shown(out)).write_bytes(b"%08x\n" % crc32(body) + body)
    assert published(out) is None


@pytest.mark.parametrize("data", [b"[" * 200_000, b"[]", b"\xff", b"{}"])
def test_a_manifest_of_another_shape_is_as_good_as_none(data: bytes) -> None:
    """Whatever stands at its place, nothing is taken for a manifest but one of ours."""
    assert read_manifest(data) is None


def test_published_asks_for_nothing_heavy(tmp_path: Path) -> None:
    """A build with nothing to do needs the standard library's JSON and little more."""
    out = tmp_path / "site"
    build(out, TOWN, inputs="all of it")
    program = (
        "import sys; from pathlib import Path; before = set(sys.modules); from generator.publish import published\n"
        f"print(published(Path({str(out)!r})).inputs, *sorted(set(sys.modules) - before))"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    told = done.stdout.split()
    assert told[:3] == ["all", "of", "it"]
    assert {name for name in told if name.startswith("generator")} == {
        "generator",
        "generator.publish",
        "generator.publish.live",
    }
    assert not {"pydantic", "jinja2", "hashlib", "shutil", "tempfile", "dataclasses", "msgspec"} & set(told)


def test_a_disk_without_hard_links_gets_copies(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where files cannot be shared they are copied, and the site is the same."""

    def refuse(*_: object, **__: object) -> None:
        raise PermissionError

    monkeypatch.setattr(os, "link", refuse)
    out = tmp_path / "site"
    series(out, 5)
    assert {path.stat().st_nlink for path in out.resolve().rglob("*") if path.is_file()} == {1}
    shelf.assert_tidy(out)


def test_a_build_holds_one_page_at_a_time(tmp_path: Path) -> None:
    """Fifty pages of a megabyte pass through a part without being gathered."""
    with new_release(tmp_path / "site", stamp("c")) as release:
        tracemalloc.start()
        with release.part("site") as part:
            for number in range(50):
                part.put(f"{number}.html", bytes([number]) * 1_000_000)
        peak = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
    assert peak < 3_000_000
    assert release.report.written == 50


def test_twins_spare_the_next_builds_the_links(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """After a first build the shelf can be filled, so that the second and third build link only what they must."""
    out = tmp_path / "site"
    series(out, 1)
    assert stock(out) == 2
    assert stock(out) == 0
    assert len(shelf.releases(out)) == 3
    links: list[str] = []
    link = os.link

    def counted(path: str, *given: Any, **more: Any) -> None:
        links.append(path)
        link(path, *given, **more)

    monkeypatch.setattr(os, "link", counted)
    for number in range(1, 5):
        links.clear()
        build(out, edition(number))
        assert set(links) <= {"lan/p/c1-li.html", "_lists/lan/c1.sha256"}
        shelf.assert_tidy(out)
    assert len(shelf.releases(out)) == 3


def test_a_build_does_not_put_back_what_came_meanwhile(tmp_path: Path) -> None:
    """A build that was overtaken publishes only if its commit follows the one that is shown now."""
    out = tmp_path / "site"
    build(out, TOWN, "c1")
    began = shown(out)
    assert began == out.readlink().name
    build(out, edition(1), "c3")
    with pytest.raises(PublishError) as caught, new_release(out, stamp("c2"), began=began, follows=lambda _: False):
        pass
    assert refusal(caught.value) == (
        "newer-site-published",
        "site",
        msg(
            "While this build was at work, another published the records of {commit}, which this one does not know; "
            "nothing was published.",
            commit="c3",
        ),
    )
    assert shelf.assert_tidy(out) == "c3"
    with new_release(out, stamp("c4"), began=began, follows=lambda commit: commit == "c3") as release:
        _into(release, TOWN)
    assert shelf.assert_tidy(out) == "c4"
    with new_release(out, stamp("c1"), began=shown(out)) as release:
        _into(release, TOWN)
    assert shelf.assert_tidy(out) == "c1"
