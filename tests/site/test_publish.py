"""Publishing: readers see the old site or the new one, whole, whatever happens in between."""

from __future__ import annotations

import http.client
import json
import os
import subprocess
import sys
import threading
from datetime import date
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from generator.pages.imprint import Stamp
from generator.problems import msg
from generator.publish import PublishError, PublishReport, publish
from generator.publish.serve import EVENTS, FAILED, NOTHING, SCRIPT, BuildResult, Preview
from tests.site import shelf

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator


ROOT = Path(__file__).parents[2]
FAULTY = Path(__file__).parent / "faulty_publisher.py"
ENVIRONMENT = {"PYTHONPATH": str(ROOT), "PATH": os.defpath}
STAMP = Stamp("c0ffee", date(2026, 1, 1), "0.1.0")
SITE = {"index.html": b"<h1>one</h1>", "a/same.html": b"<h1>same</h1>", "a/gone.html": b"<h1>gone</h1>"}
NEXT = {"index.html": b"<h1>two</h1>", "a/same.html": b"<h1>same</h1>", "b/new.html": b"<h1>new</h1>"}
STATIC = {"assets/x.css": b"a{}"}


def test_first_release(tmp_path: Path) -> None:
    """The first build makes a release folder, a link to it and a manifest of every file."""
    report = publish(SITE, STATIC, tmp_path / "build" / "site", STAMP)
    assert report == PublishReport(report.release, written=4, kept=0, removed=0, pages=3)
    assert (tmp_path / "build" / "site").readlink() == Path("releases", report.release.name)
    listed = json.loads((tmp_path / "build" / "site" / "MANIFEST.json").read_text(encoding="utf-8"))
    assert {key: listed[key] for key in ("commit", "as_of", "version")} == {
        "commit": "c0ffee",
        "as_of": "2026-01-01",
        "version": "0.1.0",
    }
    assert shelf.listed(tmp_path / "build" / "site") == {
        path: sha256(data).hexdigest() for path, data in (SITE | STATIC).items()
    }


def test_next_release_shares_what_did_not_change(tmp_path: Path) -> None:
    """A second build writes the changed files, links the others and drops what is no longer there."""
    out = tmp_path / "site"
    first = publish(SITE, STATIC, out, STAMP).release
    report = publish(NEXT, STATIC, out, STAMP)
    assert (report.written, report.kept, report.removed, report.pages) == (2, 2, 1, 3)
    assert (out / "a/same.html").samefile(first / "a/same.html")
    assert not (out / "index.html").samefile(first / "index.html")
    assert not (out / "a/gone.html").exists()
    assert (first / "index.html").read_bytes() == b"<h1>one</h1>"


def test_same_output_publishes_nothing(tmp_path: Path) -> None:
    """The same files again leave link, release and every file untouched."""
    out = tmp_path / "site"
    publish(SITE, STATIC, out, STAMP)
    before = (os.lstat(out).st_ino, [path.stat().st_mtime_ns for path in sorted(out.resolve().rglob("*"))])
    report = publish(SITE, STATIC, out, STAMP)
    assert (report.changed, report.written, report.kept, report.removed) == (False, 0, 4, 0)
    assert (os.lstat(out).st_ino, [path.stat().st_mtime_ns for path in sorted(out.resolve().rglob("*"))]) == before


def test_old_output_again_goes_back(tmp_path: Path) -> None:
    """Building an older state shows the older release again instead of a copy of it."""
    out = tmp_path / "site"
    first = publish(SITE, STATIC, out, STAMP).release
    publish(NEXT, STATIC, out, STAMP)
    assert publish(SITE, STATIC, out, STAMP).release == first
    assert len(shelf.releases(out)) == 2


def test_edited_site_is_mended(tmp_path: Path) -> None:
    """A file changed by hand, deleted or added in the published folder is put right by the next build."""
    out = tmp_path / "site"
    publish(SITE, STATIC, out, STAMP)
    (out / "index.html").write_bytes(b"by hand")
    (out / "a/gone.html").unlink()
    (out / "extra.html").write_bytes(b"extra")
    report = publish(SITE, STATIC, out, STAMP)
    assert (report.written, report.kept, report.removed) == (2, 2, 0)
    shelf.assert_whole(out)


def test_three_releases_stay(tmp_path: Path) -> None:
    """Older releases are removed once three are kept, but never one that another link still shows."""
    out = tmp_path / "site"
    first = publish({"index.html": b"0"}, {}, out, STAMP).release
    (tmp_path / "pinned").symlink_to(Path("releases", first.name))
    for number in range(1, 6):
        publish({"index.html": str(number).encode()}, {}, out, STAMP)
    kept = {path.name for path in (tmp_path / "releases").iterdir() if path.is_dir()}
    assert len(kept) == 4
    assert first.name in kept
    assert (out / "index.html").read_bytes() == b"5"


@pytest.mark.parametrize(
    ("fault", "first", "stride"), [("kill", 1, 1), ("ENOSPC", 1, 3), ("EIO", 2, 3), ("EROFS", 3, 6), ("EACCES", 6, 6)]
)
def test_fault_at_any_step_leaves_a_whole_site(tmp_path: Path, fault: str, first: int, stride: int) -> None:
    """Killed or refused at any step on the disk: the old or the new site is there, whole, and the next build works."""
    command = [sys.executable, str(FAULTY), str(tmp_path / "site"), fault, str(first), str(stride)]
    done = subprocess.run(command, env=ENVIRONMENT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert int(done.stdout) > 90


def test_disk_fault_is_told(tmp_path: Path) -> None:
    """A folder that cannot be made is a problem in words, and no link appears."""
    (tmp_path / "releases").write_text("in the way", encoding="utf-8")
    with pytest.raises(PublishError) as caught:
        publish(SITE, STATIC, tmp_path / "site", STAMP)
    (problem,) = caught.value.problems
    assert problem.check == "cannot-write-site"
    assert problem.message == msg(
        "The site cannot be written: {reason}. Readers still see a whole site.", reason="File exists"
    )
    assert not (tmp_path / "site").is_symlink()


def test_many_publishers_at_once(tmp_path: Path) -> None:
    """Publishers that start together queue; each succeeds and the site shown is one of theirs, whole."""
    out = tmp_path / "site"
    command = [sys.executable, str(FAULTY), str(out)]
    running = [
        subprocess.Popen([*command, "-", name], env=ENVIRONMENT, stdout=subprocess.DEVNULL)
        for name in ("p", "q", "r", "s", "p", "q")
    ]
    assert [process.wait() for process in running] == [0] * 6
    assert shelf.assert_tidy(out) in {"p", "q", "r", "s"}


def test_tree_does_not_depend_on_the_machine(tmp_path: Path) -> None:
    """Names, modes and bytes are the same under another umask, time zone, language and hash seed."""
    trees = []
    for number, (umask, zone, seed) in enumerate(
        [("000", "Asia/Shanghai", "1"), ("077", "UTC", "2"), ("027", "X", "3")]
    ):
        out = tmp_path / str(number) / "site"
        subprocess.run(
            [
                "/bin/sh",
                "-c",
                f'umask {umask} && exec "$@"',
                "sh",
                sys.executable,
                str(FAULTY),
                str(out),
                "-",
                "e",
            ],
            env={**ENVIRONMENT, "TZ": zone, "PYTHONHASHSEED": seed, "LC_ALL": f"x{seed}"},
            check=True,
            stdout=subprocess.DEVNULL,
        )
        trees.append((out.readlink(), shelf.tree(out), out.resolve().stat().st_mode & 0o7777))
    assert trees[0] == trees[1] == trees[2]
    assert {mode for mode, _ in trees[0][1].values()} == {0o644, 0o755}
    assert trees[0][2] == 0o755


def _folder(out: Path) -> None:
    out.mkdir()
    (out / "thesis.doc").write_text("years of work", encoding="utf-8")


def _file(out: Path) -> None:
    out.write_text("years of work", encoding="utf-8")


def _link(out: Path) -> None:
    (out.parent / "elsewhere").mkdir()
    out.symlink_to("elsewhere")


@pytest.mark.parametrize("make", [_folder, _file, _link])
def test_what_is_not_ours_is_left_alone(tmp_path: Path, make: Callable[[Path], None]) -> None:
    """A folder, file or link that louzhang did not make is refused and stays as it is."""
    out = tmp_path / "site"
    make(out)
    before = (os.lstat(out).st_ino, os.lstat(out).st_mtime_ns)
    with pytest.raises(PublishError) as caught:
        publish(SITE, STATIC, out, STAMP)
    (problem,) = caught.value.problems
    assert problem.check == "foreign-output-folder"
    assert problem.message == msg(
        "{folder} is there already and was not made by louzhang; it was left alone.", folder="site"
    )
    assert (os.lstat(out).st_ino, os.lstat(out).st_mtime_ns) == before


def test_empty_folder_is_taken(tmp_path: Path) -> None:
    """An empty folder at the place of the site gives way to the link."""
    (tmp_path / "site").mkdir()
    publish(SITE, STATIC, tmp_path / "site", STAMP)
    shelf.assert_whole(tmp_path / "site")


@pytest.mark.parametrize(
    "path",
    [
        "../x.html",
        "/etc/x.html",
        "a//b.html",
        "a/./b.html",
        "",
        ".htaccess",
        "a/.git/x",
        "a\\b.html",
        "a\nb.html",
        "a\0b.html",
        "con.html",
        "a/NUL",
        "a b.html",
        "楼.html",
        "x" * 121,
        "a.",
        "%2e%2e/x.html",
        "MANIFEST.json",
        "manifest.json",
        "_lists/pages.sha256",
        "_LISTS/x.html",
    ],
)
def test_unsafe_path_is_refused(tmp_path: Path, path: str) -> None:
    """A path that could leave the folder, hide, not exist on some disk or be one of our own is never written."""
    with pytest.raises(PublishError) as caught:
        publish({path: b""}, STATIC, tmp_path / "site", STAMP)
    (problem,) = caught.value.problems
    assert problem.check == "unsafe-output-path"
    assert problem.message == msg("{path} may not be the path of a page.", path=ascii(path))
    assert [path.name for path in tmp_path.rglob("*")] == ["releases", ".lock"]


@pytest.mark.parametrize(
    ("paths", "clash", "other"),
    [
        (["a/B.html", "a/b.html"], "a/b.html", "a/B.html"),
        (["A/x", "a/y"], "a", "A"),
        (["a", "a/b.html"], "a/b.html", "a"),
    ],
)
def test_clashing_paths_are_refused(tmp_path: Path, paths: list[str], clash: str, other: str) -> None:
    """Two paths that differ by case only, or of which one is the other's folder, cannot both be published."""
    with pytest.raises(PublishError) as caught:
        publish(dict.fromkeys(paths, b""), {}, tmp_path / "site", STAMP)
    (problem,) = caught.value.problems
    assert (problem.check, problem.source.path) == ("clashing-output-paths", clash)
    assert problem.message == msg("{path} and {other} cannot both be on one disk.", path=clash, other=other)
    assert not (tmp_path / "site").is_symlink()


def test_page_written_twice_is_refused(tmp_path: Path) -> None:
    """A record may not overwrite a hand-written page, nor the other way round."""
    with pytest.raises(PublishError) as caught:
        publish(SITE, {"index.html": b""}, tmp_path / "site", STAMP)
    (problem,) = caught.value.problems
    assert (problem.check, problem.source.path) == ("page-written-twice", "index.html")
    assert problem.message == msg(
        "{path} would be written twice: by {part} and by {other}.", path="index.html", part="static", other="pages"
    )


class Town:
    """A watched folder with one file; building publishes what the file says, or fails when it says so."""

    def __init__(self, folder: Path) -> None:
        self.watched, self.out = folder / "records", folder / "build" / "site"
        self.watched.mkdir()
        self.told: list[str] = []
        self.write("<h1>一</h1>")
        self.preview = Preview(
            self.build, [self.watched], self.out, port=0, tell=self.told.append, say=lambda message: message.template
        )

    def write(self, words: str) -> None:
        """Change the watched file in one step."""
        (self.watched.parent / "draft").write_text(f"<body>{words}</body>", encoding="utf-8")
        (self.watched.parent / "draft").replace(self.watched / "page")

    def build(self) -> BuildResult:
        """Publish the file, or report its fault, or fall over."""
        data = (self.watched / "page").read_bytes()
        if b"wrong" in data:
            return BuildResult(published=False, faults=("records/page:1: <wrong>",))
        if b"crash" in data:
            raise RuntimeError("fell over")
        publish({"index.html": data, "404.html": b"<body>404</body>"}, {}, self.out, STAMP)
        return BuildResult(published=True)

    def get(self, path: str) -> tuple[int, str]:
        """Ask the preview for a path."""
        connection = self.connect()
        connection.request("GET", path, headers={"If-Modified-Since": "Fri, 01 Jan 2038 00:00:00 GMT"})
        answer = connection.getresponse()
        found = answer.status, answer.read().decode()
        connection.close()
        return found

    def connect(self) -> http.client.HTTPConnection:
        """Open a connection to wherever the preview listens."""
        return http.client.HTTPConnection(self.preview.address.removeprefix("http://").strip("/"), timeout=30)

    def change(self, words: str) -> str:
        """Change the file while a browser waits, and return what the browser hears."""
        connection = self.connect()
        connection.request("GET", EVENTS)
        answer = connection.getresponse()
        assert answer.readline() == b": waiting\n"
        stop = threading.Event()

        def insist() -> None:
            while not stop.wait(0.3):  # the watch may start later than the first change
                self.write(words)

        writer = threading.Thread(target=insist)
        writer.start()
        try:
            return next(line.decode() for line in iter(answer.readline, b"") if line.startswith(b"event:"))
        finally:
            stop.set()
            writer.join()
            connection.close()


@pytest.fixture
def town(tmp_path: Path) -> Iterator[Town]:
    """Run a preview on a free port."""
    town = Town(tmp_path)
    town.preview.start()
    yield town
    town.preview.stop()


def test_preview_shows_a_change_and_tells_the_browser(town: Town) -> None:
    """A changed record is built, the waiting browser hears of it, and the new page is served at once."""
    assert "<h1>一</h1>" in town.get("/")[1]
    assert town.change("<h1>二</h1>") == "event: rebuilt\n"
    assert "<h1>二</h1>" in town.get("/index.html")[1]
    assert "<h1>二</h1>" in town.get("/")[1]


def test_preview_adds_its_script_only_on_the_way_out(town: Town) -> None:
    """The reload script is in the served page and not in the published file."""
    assert f'<script src="{SCRIPT}" data-seen="1">' in town.get("/")[1]
    assert b"<script" not in (town.out / "index.html").read_bytes()
    assert town.get(SCRIPT)[1].startswith("new EventSource(")


@pytest.mark.parametrize(
    ("words", "fault"), [("wrong", "records/page:1: &lt;wrong&gt;"), ("crash", "RuntimeError: fell over")]
)
def test_preview_keeps_the_old_site_on_a_fault(town: Town, words: str, fault: str) -> None:
    """A fault is told in the terminal and shown above the old page; the next good state takes it away."""
    assert town.change(words) == "event: rebuilt\n"
    status, page = town.get("/")
    assert status == 200
    assert "<h1>一</h1>" in page
    assert FAILED.template in page
    assert fault in page
    assert town.told
    assert town.change("<h1>三</h1>") == "event: rebuilt\n"
    assert 'role="alert"' not in town.get("/")[1]


def test_browser_that_missed_a_build_hears_of_it(town: Town) -> None:
    """A page that was loaded before the last build is told as soon as it asks."""
    connection = town.connect()
    connection.request("GET", f"{EVENTS}?seen=0")
    lines = iter(connection.getresponse().readline, b"")
    assert [next(lines) for _ in range(3)] == [b": waiting\n", b"\n", b"event: rebuilt\n"]
    connection.close()


def test_preview_without_a_site_says_so(tmp_path: Path) -> None:
    """When the very first build fails there is a page with the faults, not a refused connection."""
    town = Town(tmp_path)
    town.write("wrong")
    town.preview.start()
    status, page = town.get("/")
    town.preview.stop()
    assert status == 404
    assert NOTHING.template in page
    assert "records/page:1: &lt;wrong&gt;" in page


@pytest.mark.parametrize("path", ["/../records/page", "/%2e%2e/%2e%2e/records/page", "/gone.html"])
def test_preview_serves_nothing_but_the_site(town: Town, path: str) -> None:
    """What is not a file of the site is answered with the site's own 404 page."""
    status, page = town.get(path)
    assert status == 404
    assert "404" in page
