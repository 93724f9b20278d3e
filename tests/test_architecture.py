"""The floors, sizes and manners that `docs/engineering/architecture.md` promises."""

from __future__ import annotations

import ast
import re
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
PACKAGE = ROOT / "generator"
MODULES = sorted(PACKAGE.rglob("*.py"))
LONGEST = 400
ATTIC = {"base_utils", "common", "helper", "helpers", "misc", "tools", "util", "utils"}

# Where the day, the environment and the locale may come in (decision 15).
DOOR = {"__main__", "cli"}
AMBIENT = {
    "date.today",
    "datetime.date.today",
    "datetime.datetime.now",
    "datetime.now",
    "datetime.utcnow",
    "locale.getlocale",
    "locale.setlocale",
    "os.getenv",
    "time.ctime",
    "time.gmtime",
    "time.localtime",
    "time.strftime",
    "time.time",
    "time.time_ns",
}
PREVIEW = {("publish/serve.py", "socket")}
"""The preview listens on this computer; it names the type of the connection that the server hands it."""
NETWORK = {"aiohttp", "ftplib", "httpx", "requests", "smtplib", "socket", "urllib.request", "urllib3"}
LIKENESS = "difflib.get_close_matches"
EXACT = {"awards", "checks", "duties", "ledger", "policies", "records", "reports", "scoring", "surveys", "views"}


def floor_of(module: Path) -> str:
    """Name the top-level module of the package that a file belongs to."""
    return module.relative_to(PACKAGE).parts[0].removesuffix(".py")


def test_each_module_imports_only_from_the_floors_below_it() -> None:
    """The contract of the floors is kept, and every module stands on one."""
    command = [sys.executable, "-c", "from importlinter.cli import lint_imports_command as run; run()", "--no-cache"]
    result = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert result.returncode == 0, result.stdout + result.stderr
    assert "1 kept, 0 broken" in result.stdout


def test_the_contract_and_the_floor_plan_agree() -> None:
    """The layers of the contract are the modules of the floor plan, in the same order."""
    plan = (ROOT / "docs/engineering/architecture.md").read_text("utf-8").partition("\n## The floors\n")[2]
    rows = re.findall(r"^\| \w+ \| (`.+?) \|", plan.partition("\n## ")[0], re.MULTILINE)
    planned = {name: floor for floor, row in enumerate(rows) for name in re.findall(r"`(\w+)`", row)}
    settings = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
    layers = [re.findall(r"\w+", layer) for layer in settings["tool"]["importlinter"]["contracts"][0]["layers"]]
    contracted = [name for layer in reversed(layers) for name in layer if name != "__main__"]
    assert set(contracted) == set(planned)
    floors = [planned[name] for name in contracted]
    assert floors == sorted(floors)


@pytest.mark.parametrize("module", MODULES, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_a_module_stays_readable(module: Path) -> None:
    """A module has at most 400 lines and a name that says what it knows."""
    assert len(module.read_text("utf-8").splitlines()) <= LONGEST
    assert module.stem not in ATTIC


@pytest.mark.parametrize(
    "module",
    [module for module in MODULES if floor_of(module) not in DOOR],
    ids=lambda path: path.relative_to(ROOT).as_posix(),
)
def test_no_clock_locale_environment_or_network_below_the_door(module: Path) -> None:
    """The day enters once, at the command line, and nothing below asks the machine it runs on."""
    tree = ast.parse(module.read_text("utf-8"))
    asked = {ast.unparse(node.func) for node in ast.walk(tree) if isinstance(node, ast.Call)} & AMBIENT
    reached = {name for name in imported(tree) if name in NETWORK or name.partition(".")[0] in NETWORK}
    reached -= {name for path, name in PREVIEW if module == PACKAGE / path}
    assert (asked, reached) == (set(), set())


@pytest.mark.parametrize(
    "module",
    [module for module in MODULES if floor_of(module) in EXACT],
    ids=lambda path: path.relative_to(ROOT).as_posix(),
)
def test_points_money_and_rates_are_exact(module: Path) -> None:
    """No float is written, made or named on the floors that handle them; how alike two words are is none of them."""
    tree = ast.parse(module.read_text("utf-8"))
    calls = [node for node in ast.walk(tree) if isinstance(node, ast.Call)]
    alike = {part for call in calls if ast.unparse(call.func) == LIKENESS for part in ast.walk(call)}
    constants = [node for node in ast.walk(tree) if isinstance(node, ast.Constant) and node not in alike]
    written = [node.value for node in constants if isinstance(node.value, float)]
    named = [node.lineno for node in ast.walk(tree) if isinstance(node, ast.Name) and node.id == "float"]
    assert (written, named) == ([], [])


def imported(tree: ast.Module) -> set[str]:
    """Gather the full names of the modules that a module imports."""
    names: set[str] = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            names.update(alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            names.add(node.module)
    return names
