"""The product without a checkout: everything comes from the wheel, and what lies beside the records is inert."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import sysconfig
import venv
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING
from zipfile import ZipFile

import pytest

from generator.pages.keeping import packed, unpacked
from tests import plants

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

ROOT = Path(__file__).resolve().parents[1]
INSTALLED = sorted({sysconfig.get_path("purelib"), sysconfig.get_path("platlib")})

WATCHED = """
import os, sys
checkout, installed = sys.argv.pop(1), tuple(sys.argv.pop(1).split(os.pathsep))
sys.addaudithook(
    lambda event, arguments: print("OPENED", arguments[0], file=sys.stderr)
    if event in ("open", "os.listdir", "os.scandir")
    and str(arguments[0]).startswith(checkout) and not str(arguments[0]).startswith(installed)
    else None
)
from generator.cli import main
main()
"""
"""The command, telling of every file and folder of the checkout that it opens."""


@dataclass(frozen=True)
class House:
    """Two environments without the checkout: the wheel unpacked on `PYTHONPATH`, and the wheel installed."""

    unpacked: Path
    bare: Path
    installed: Path
    records: Path


def run(
    *command: str | Path, cwd: Path, env: Mapping[str, str] | None = None, code: int | None = 0
) -> subprocess.CompletedProcess[str]:
    """Run a program with next to nothing of the tests' own environment and hold it to an exit code."""
    kept = {name: os.environ[name] for name in ("PATH", "GIT_CONFIG_GLOBAL", "GIT_CONFIG_NOSYSTEM")}
    done = subprocess.run(
        command, cwd=cwd, env={**kept, **(env or {})}, capture_output=True, encoding="utf-8", check=False
    )
    assert code is None or done.returncode == code, done.stdout + done.stderr
    return done


@pytest.fixture(scope="module")
def house(tmp_path_factory: pytest.TempPathFactory) -> House:
    """Build the wheel once and let it make a folder that holds records and nothing else."""
    place = tmp_path_factory.mktemp("house")
    subprocess.run([sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", place], cwd=ROOT, check=True)
    (wheel,) = place.glob("*.whl")
    with ZipFile(wheel) as packed:
        packed.extractall(place / "unpacked")
    for name in ("bare", "installed"):
        venv.create(place / name, symlinks=True)
        beside = f"lib/python{sysconfig.get_python_version()}/site-packages/installed.pth"
        # The paths in such a file are taken as they are: the link to the checkout that lies in them is not followed.
        (place / name / beside).write_text("\n".join(INSTALLED) + "\n", "utf-8")
    target = place / "installed" / "bin" / "python"
    pip = ("-m", "pip", "-q", "--python", str(target), "install", "--no-deps", "--no-index", "--no-compile")
    subprocess.run([sys.executable, *pip, wheel], check=True)
    (place / "elsewhere").mkdir()
    found = House(place / "unpacked", place / "bare/bin/python", place / "installed/bin/louzhang", place / "records")
    asked = ("demo", found.records, "--leaders", "30", "--months", "4")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("GIT_CONFIG_GLOBAL", os.devnull)
        patch.setenv("GIT_CONFIG_NOSYSTEM", "1")
        from_wheel(found, *asked)
    return found


def from_wheel(house: House, *arguments: str | Path, code: int = 0) -> str:
    """Run `python -m generator` with the unpacked wheel on the path and return what it printed."""
    env = {"PYTHONPATH": str(house.unpacked)}
    return run(
        house.bare, "-m", "generator", *arguments, cwd=house.unpacked.parent / "elsewhere", env=env, code=code
    ).stdout


def hashes(site: Path) -> dict[str, str]:
    """Return the hash of each file of a site."""
    return {
        path.relative_to(site).as_posix(): sha256(path.read_bytes()).hexdigest()
        for path in site.rglob("*")
        if path.is_file()
    }


def test_the_checkout_is_out_of_reach(house: House) -> None:
    """Without the wheel there is no `generator` in either environment; with it the wheel's own is taken."""
    elsewhere = house.unpacked.parent / "elsewhere"
    assert "No module named generator" in run(house.bare, "-m", "generator", cwd=elsewhere, code=1).stderr
    ask = ("-c", "import generator; print(generator.__file__)")
    unpacked = run(house.bare, *ask, cwd=elsewhere, env={"PYTHONPATH": str(house.unpacked)}).stdout.strip()
    assert unpacked == str(house.unpacked / "generator" / "__init__.py")
    installed = run(house.installed.with_name("python"), *ask, cwd=elsewhere).stdout.strip()
    assert installed.startswith(str(house.installed.parents[1]))


def test_a_folder_of_records_holds_nothing_else(house: House) -> None:
    """The demonstration that the wheel writes is records under Git, without template, page or setting."""
    assert {path.name for path in house.records.iterdir()} - {"build"} == {"records", ".git"}


def test_the_records_are_checked_and_asked(house: House) -> None:
    """`check`, `fmt`, `report`, `explain` and `policy test` work on records alone."""
    root = ("--root", house.records)
    assert from_wheel(house, "check", *root) == "没有发现问题。\n"
    from_wheel(house, "fmt", "--check", *root)
    tasks = from_wheel(house, "report", *root)
    assert "annual-ranking" in tasks
    rows = json.loads(from_wheel(house, "report", "annual-ranking", "--period", "2026", "--format", "json", *root))[
        "rows"
    ]
    assert len(rows) == 30
    person = next((house.records / "records").rglob("people/*.yaml")).stem
    assert json.loads(from_wheel(house, "explain", person, "--format", "json", *root))
    assert "✓ EX-R18-01" in from_wheel(house, "policy", "test", *root)


def test_schemas_and_blanks_come_out_of_the_wheel(house: House, tmp_path: Path) -> None:
    """`schema` writes what the checkout ships, and `new` prints every key in the language of the catalogue."""
    from_wheel(house, "schema", tmp_path)
    written = {path.name: path.read_bytes() for path in tmp_path.iterdir()}
    assert written == {
        path.name: path.read_bytes() for path in (house.unpacked / "generator/_shipped/docs/schemas").iterdir()
    }
    assert "# 姓名（公开）" in from_wheel(house, "new", "person", "--root", house.records)
    assert "用法" in from_wheel(house, "--help")


def test_the_wheel_builds_the_site_of_the_checkout(house: House, tmp_path: Path) -> None:
    """The same records and version give the same bytes, whether the shipped files are the wheel's or the checkout's."""
    other = shutil.copytree(house.records, tmp_path / "records", ignore=shutil.ignore_patterns("build"))
    from_wheel(house, "build", "--root", house.records, "--out", tmp_path / "wheel")
    run(sys.executable, "-m", "generator", "build", "--out", tmp_path / "checkout", "--root", other, cwd=ROOT)
    built = hashes(tmp_path / "wheel")
    assert len(built) > 150
    assert "guide/handbook/month.html" in built
    assert built == hashes(tmp_path / "checkout")


def test_nothing_of_the_checkout_is_opened(house: House, tmp_path: Path) -> None:
    """Templates, theme, pages, settings, packs and catalogues are read from the wheel: a build opens no other copy."""
    root = shutil.copytree(house.records, tmp_path / "records", ignore=shutil.ignore_patterns("build"))
    watched = (house.bare, "-c", WATCHED, ROOT, os.pathsep.join(INSTALLED))
    env = {"PYTHONPATH": str(house.unpacked)}
    assert "OPENED" not in run(*watched, "build", "--root", root, cwd=tmp_path, env=env).stderr
    assert "OPENED" not in run(*watched, "demo", tmp_path / "town", "--leaders", "3", cwd=tmp_path, env=env).stderr
    seen = run(*watched, "fmt", "--check", ROOT / "records/site.yaml", "--root", root, cwd=tmp_path, env=env).stderr
    assert f"OPENED {ROOT}/records/site.yaml" in seen


@pytest.fixture
def planted(house: House, tmp_path: Path) -> Path:
    """Give the folder of records with everything planted in it that another program would run."""
    root = shutil.copytree(house.records, tmp_path / "planted", ignore=shutil.ignore_patterns("build"))
    plants.plant(root, tmp_path / "wires")
    return root


def wires(root: Path) -> set[str]:
    """Return which plants have run."""
    return {path.name for path in (root.parent / "wires").iterdir()}


def test_planted_files_are_inert(house: House, planted: Path) -> None:
    """`louzhang`, run in the folder itself, runs nothing that lies there and builds the site of the records alone."""
    from_wheel(house, "build", "--root", house.records)
    for words in (
        ("check",),
        ("build",),
        ("report", "tasks"),
        ("policy", "test"),
        ("fmt", "--check"),
        ("build", "--root", str(planted)),
    ):
        run(house.installed, *words, cwd=planted)
        assert wires(planted) == set(), words
    built = planted / "build" / "site"
    assert hashes(built) == hashes(house.records / "build" / "site")
    assert not [path for path in built.rglob("*") if path.is_file() and plants.PLANTED.encode() in path.read_bytes()]


def _poison(root: Path, _: Path) -> None:
    """Change the frame that a build left behind, as somebody could who knows the program's release."""
    (kept,) = root.glob("build/frame/*.site")
    files = unpacked(kept.read_bytes(), kept.stem)
    assert files is not None
    files["zzPATHzz.html"] = files["zzPATHzz.html"].replace(
        b"<body", f"<script>{plants.PLANTED}</script><body".encode()
    )
    kept.write_bytes(packed(files, kept.stem))
    (root / "build/site").unlink()
    shutil.rmtree(root / "build/releases")


def _divert(root: Path, beyond: Path) -> None:
    """Let the output folder lead out of the repository."""
    shutil.rmtree(root / "build")
    (root / "build").symlink_to(beyond)


@pytest.mark.parametrize("spoil", [_poison, _divert])
def test_output_that_came_with_the_repository_is_refused(
    house: House, tmp_path: Path, spoil: Callable[[Path, Path], None]
) -> None:
    """A committed `build/` could bring a frame with a script in it, or lead elsewhere: nothing is built from it."""
    root, beyond = tmp_path / "records", tmp_path / "beyond"
    shutil.copytree(house.records, root, ignore=shutil.ignore_patterns("build"))
    beyond.mkdir()
    run(house.installed, "build", cwd=root)
    before = hashes(root / "build" / "site")
    spoil(root, beyond)
    run("git", "add", "--force", "build", cwd=root)
    refused = run(house.installed, "build", "--lang", "en", cwd=root, code=1)
    assert refused.stderr.startswith(
        "build:1:1: output-in-git: build/ is kept in Git, so its pages could be somebody else's; nothing was built.\n"
        "  How to fix: Take it out with: git rm -r --cached build. Then delete it and name it in .gitignore.\n"
    )
    assert list(beyond.iterdir()) == []
    assert not (root / "build" / "site").exists()
    run("git", "rm", "-r", "-q", "--cached", "build", cwd=root)
    (root / "build").rename(tmp_path / "taken-out")
    run(house.installed, "build", cwd=root)
    assert hashes(root / "build" / "site") == before


def test_python_m_is_safe_with_p(house: House, planted: Path) -> None:
    """`python -P -m generator` runs nothing of the current folder; without `-P` Python itself would."""
    python = house.installed.with_name("python")
    run(python, "-P", "-m", "generator", "check", cwd=planted)
    assert wires(planted) == set()
    run(python, "-m", "generator", "check", cwd=planted, code=None)
    assert "generator" in wires(planted)


def test_the_wires_would_fire(planted: Path) -> None:
    """Ordinary programs do run what is planted, so that the tests before this one mean something."""
    run("git", "status", cwd=planted, code=None)
    assert {"git-core.fsmonitor", "hook-post-index-change"} & wires(planted)
    (planted / "records/site.yaml").touch()
    run("git", "diff", cwd=planted, code=None)
    assert any(name.startswith("git-filter.plant") for name in wires(planted))
    run(sys.executable, "-m", "mkdocs", "build", cwd=planted, code=None)
    assert {"yaml", "mkdocs"} & wires(planted)
    run(sys.executable, "-P", "-m", "mkdocs", "build", cwd=planted, code=None)
    assert "conftest" in wires(planted)
