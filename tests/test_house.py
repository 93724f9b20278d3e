"""The house around the code: what lies at the root, what the locks hold, what the wheel and the browser bring."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path
from typing import TYPE_CHECKING
from zipfile import ZipFile

import pytest
from axe_playwright_python.sync_playwright import Axe
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

if TYPE_CHECKING:
    from playwright.sync_api import Browser

ROOT = Path(__file__).resolve().parents[1]
LOCKS = ("requirements.lock", "requirements-dev.lock")

# Decision 3: the product's own, then what tools need to find at the root.
AT_THE_ROOT = {
    *("records", "generator", "site_templates", "docs", "tests", "mkdocs.yml", "pyproject.toml", "README.md"),
    *("Makefile", "LICENSE", ".gitignore", ".ci", ".pre-commit-hooks.yaml", *LOCKS),
}

# Each of these brings a second `material/` folder or a plugin that decision 20 rules out.
REFUSED = {"mkdocs-gen-files", "mkdocs-materialx", "properdocs"}


def locked(lock: str) -> dict[str, str]:
    """Read a lock file as one text per `name==version`, with its marker and hashes."""
    text = re.sub(r" *#.*", "", (ROOT / lock).read_text("utf-8")).replace("\\\n", " ")
    return {line.split()[0]: line for line in text.splitlines() if line.strip()}


def versions(lock: str) -> dict[str, set[str]]:
    """Gather the locked versions of each distribution; markers may make them several."""
    found: dict[str, set[str]] = {}
    for pin in locked(lock):
        name, _, version = pin.partition("==")
        found.setdefault(canonicalize_name(name), set()).add(version)
    return found


def test_only_what_the_plan_allows_lies_at_the_root() -> None:
    """No tracked file or folder stands at the root beside those of decision 3."""
    command = ["git", "-c", "safe.directory=*", "ls-files", "-z"]
    listing = subprocess.run(command, cwd=ROOT, capture_output=True, check=True).stdout.decode()
    assert {path.partition("/")[0] for path in listing.split("\0") if path} <= AT_THE_ROOT


@pytest.mark.parametrize("lock", LOCKS)
def test_every_locked_requirement_carries_its_hashes(lock: str) -> None:
    """Each line pins one exact version and the hashes of its files."""
    assert locked(lock)
    for pin, line in locked(lock).items():
        assert re.fullmatch(r"[a-z0-9.-]+==[a-z0-9.]+", pin)
        assert re.search(r"--hash=sha256:[0-9a-f]{64}( |$)", line), pin


@pytest.mark.parametrize("lock", LOCKS)
def test_a_lock_names_no_address(lock: str) -> None:
    """Where the files come from is the installer's affair: no index, link or host stands in a lock."""
    assert re.findall(r"://|--\w*index|--find-links|--trusted-host|file:", (ROOT / lock).read_text("utf-8")) == []


@pytest.mark.parametrize("lock", LOCKS)
def test_the_theme_has_one_owner(lock: str) -> None:
    """Only mkdocs-material brings the theme, and no refused plugin comes along."""
    assert "mkdocs-material" in versions(lock)
    assert versions(lock).keys() & REFUSED == set()


def test_both_locks_hold_the_same_versions() -> None:
    """What is tested is what is run: the development lock repeats every version of the other."""
    tested = versions("requirements-dev.lock")
    assert {name: tested.get(name) for name in versions("requirements.lock")} == versions("requirements.lock")


def test_the_locks_answer_what_the_project_asks() -> None:
    """Every requirement of the project is locked in a version within its range."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    extras = project["optional-dependencies"]
    asked = {
        "requirements.lock": [*project["dependencies"], *extras["build"]],
        "requirements-dev.lock": extras["dev"],
    }
    for lock, requirements in asked.items():
        held = versions(lock)
        for requirement in map(Requirement, requirements):
            pinned = held[canonicalize_name(requirement.name)]
            assert all(version in requirement.specifier for version in pinned), (lock, str(requirement))


def test_a_wheel_carries_the_shipped_files(tmp_path: Path) -> None:
    """A wheel holds templates, pages, packs, calendars and the frame where `generator.resources` looks for them."""
    checkout = tmp_path / "checkout"
    shutil.copytree(ROOT / "generator", checkout / "generator", ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copytree(ROOT / ".ci", checkout / ".ci", ignore=shutil.ignore_patterns("__pycache__"))
    for name in ("pyproject.toml", "README.md", "LICENSE", ".gitignore"):
        shutil.copy(ROOT / name, checkout)
    shipped = {
        "docs/index.md": "docs/index.md",
        "mkdocs.yml": "mkdocs.yml",
        "records/calendar/2018.yaml": "calendar/2018.yaml",
        "records/policies/example/policy.yaml": "policies/example/policy.yaml",
        "site_templates/pages/card.html": "site_templates/pages/card.html",
    }
    for source in shipped:
        (checkout / source).parent.mkdir(parents=True, exist_ok=True)
        (checkout / source).write_text(source, "utf-8")
    (checkout / "records/site.yaml").write_text("title: not shipped\n", "utf-8")
    subprocess.run(
        [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", "../dist"], cwd=checkout, check=True
    )
    with ZipFile(next((tmp_path / "dist").glob("*.whl"))) as wheel:
        inside = {name: wheel.read(name) for name in wheel.namelist()}
    for source, target in shipped.items():
        assert inside[f"generator/_shipped/{target}"].decode() == source
    assert "generator/locale/zh_CN/LC_MESSAGES/louzhang.mo" in inside
    assert {name.partition("/")[0].partition("-")[0] for name in inside} == {"generator", "louzhang"}
    assert not any(name.endswith("site.yaml") for name in inside)


@pytest.mark.browser
def test_the_browser_draws_chinese_and_judges_a_page_offline(browser: Browser) -> None:
    """The browser has glyphs for 楼 and 长 that differ, and axe finds a picture without words, all without network."""
    context = browser.new_context(offline=True, device_scale_factor=1)
    page = context.new_page()
    page.set_content('<html lang="zh"><title>楼长</title><main><h1>楼</h1><h2>长</h2><img src="data:,"></main></html>')
    assert page.locator("h1").inner_text() == "楼"
    shapes = {char: drawn(browser, char) for char in ("楼", "长", "\u0378")}
    assert len(set(shapes.values())) == len(shapes)
    assert "image-alt" in {violation["id"] for violation in Axe().run(page).response["violations"]}
    context.close()


def drawn(browser: Browser, char: str) -> bytes:
    """Take a picture of one character; characters without glyphs look alike."""
    page = browser.new_page(viewport={"width": 60, "height": 60})
    page.set_content(f'<body style="font-size: 40px; margin: 0">{char}</body>')
    picture = page.screenshot()
    page.close()
    return picture
