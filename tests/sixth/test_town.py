"""The sixth district's town, from records to tables and site: no problem, and every figure as reckoned by hand."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from generator.cli import louzhang

ROOT = Path(__file__).resolve().parent
TOWN = Path("records/jurisdictions/d6town")
SUMMER, SPRING = "2027-08-15", "2028-03-31"
EXPECTED = {path.stem: json.loads(path.read_text("utf-8")) for path in sorted((ROOT / "expected").glob("*.json"))}


def run(root: Path, *words: str, day: str = SUMMER) -> Result:
    """Run the command on the records below a folder."""
    return CliRunner().invoke(louzhang, [*words, "--root", str(root), "--as-of", day, "--lang", "zh_CN"])


def lay(root: Path, *, later: bool) -> Path:
    """Copy the records of the first seven months, and those of the end of the year where they are wanted."""
    shutil.copytree(ROOT / "records", root / "records")
    if later:
        shutil.copytree(ROOT / "year_end" / "records", root / "records", dirs_exist_ok=True)
    return root


@pytest.fixture(scope="module")
def roots(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """The town in August 2027, and the town in March 2028."""
    return {name: lay(tmp_path_factory.mktemp("town"), later=bool(name)) for name in ("", "year_end")}


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    """A town of August 2027 that may be spoilt."""
    return lay(tmp_path, later=False)


def change(root: Path, path: Path | str, old: str, new: str) -> None:
    """Replace a text that stands in a record once."""
    file = root / path
    text = file.read_text("utf-8")
    assert text.count(old) == 1, f"{path}: {text.count(old)} times"
    file.write_text(text.replace(old, new), "utf-8")


def problems(root: Path, day: str = SUMMER) -> list[tuple[str, str]]:
    """Return check and file of every problem that stops a build; there is one at least."""
    answer = run(root, "check", "--format", "json", day=day)
    assert answer.exit_code == 1, answer.output
    return [(problem["check"], problem["path"]) for problem in json.loads(answer.output)]


@pytest.mark.parametrize(("name", "day"), [("", SUMMER), ("year_end", SPRING)])
def test_the_records_have_no_problem(name: str, day: str, roots: dict[str, Path]) -> None:
    """Neither an error nor a warning, in the middle of the year and after its end."""
    answer = run(roots[name], "check", day=day)
    assert (answer.exit_code, answer.output) == (0, "没有发现问题。\n")


@pytest.mark.parametrize("name", EXPECTED)
def test_a_table_is_as_reckoned(name: str, roots: dict[str, Path]) -> None:
    """Every row of the columns that the file in `expected/` names, and no other row."""
    wanted = EXPECTED[name]
    period = ["--period", wanted["period"]] if "period" in wanted else []
    words = ["report", wanted["report"], *period, "--jurisdiction", wanted["jurisdiction"], "--format", "json"]
    answer = run(roots[wanted.get("with", "")], *words, day=wanted["as_of"])
    assert answer.exit_code == 0, answer.output
    rows = json.loads(answer.output)["rows"]
    assert [[_text(row[key]) for key in wanted["columns"]] for row in rows] == wanted["rows"]


def _text(cell: Any) -> str:
    if isinstance(cell, bool):
        return "yes" if cell else "no"
    return "" if cell is None else str(cell)


def test_the_sixth_district_has_a_site(copy: Path) -> None:
    """Boards, lists, catalogue and figures are there; what the pack closes is nowhere on it (D6-8-1, D6-8-2)."""
    answer = run(copy, "build")
    assert answer.exit_code == 0, answer.output
    site = copy / "build" / "site" / "d6town"
    board = (site / "b" / "c001--b2.html").read_text("utf-8")
    assert all(name in board for name in ("周春梅", "冯宝珍", "郑秀英"))
    assert "吴志明" not in board
    assert "不清零，结转下年" in (site / "catalogue.html").read_text("utf-8")
    assert "54.5%" in (site / "roster.html").read_text("utf-8")
    assert "128.5" in (site / "points" / "2027-Q2" / "c001.html").read_text("utf-8")
    pages = "".join(page.read_text("utf-8") for page in site.rglob("*.html"))
    closed = ("家里有病人", "无故缺席会议的", "约好每周巡查", "D6-001", "94.74", "身体好，楼里的人都信得过", "陈立新")
    assert [words for words in closed if words in pages] == []


def test_the_sixth_district_has_its_sheets(copy: Path) -> None:
    """Its forms are filled from its own tables and amounts, and the tables it has reasons for are written."""
    out = copy / "out"
    answer = run(copy, "export", "d6town", "--formats", "html,csv", "--out", str(out))
    assert answer.exit_code == 0, answer.output
    forms = {path.stem: path.read_text("utf-8") for path in (out / "d6town" / "forms").glob("*.html")}
    assert sorted(forms) == ["agreement", "allowances", "assessment", "badge", "balance", "joint-proposal", "year-end"]
    assert "每个楼门每月150元" in forms["agreement"]
    assert "每个楼门每任职月50元" in forms["agreement"]
    assert ">78.5<" in forms["balance"]
    tables = {path.stem for path in (out / "d6town" / "tables").glob("*.csv")}
    assert tables >= {
        "balances",
        "absences",
        "monthly-ranking-2027-Q2",
        "monthly-allowances-2027-07",
        "last-place-runs",
    }
    assert not any(name.startswith(("claim", "points-notice", "credit")) for name in tables)


def test_a_street_shows_what_is_its_own(copy: Path) -> None:
    """Its method page marks the two values that the street set, and says of the others that they are the district's."""
    assert run(copy, "build").exit_code == 0
    page = (copy / "build" / "site" / "d6road" / "method.html").read_text("utf-8")
    assert page.count("本级：示范路细则（虚构）") == 4, "two values and two articles"
    assert "上级：第六区（虚构）" in page


def test_a_street_may_not_change_what_is_locked(copy: Path) -> None:
    """The district locked its base points (problem at the line of the path)."""
    layer = "records/policies/d6-street/layer.yaml"
    path = "- path: event_counts.absent-four-times.early\n"
    value = "  values:\n  - value: 80\n    unit: points\n    clause: 街1\n    status: stated\n"
    change(copy, layer, path, f"- path: base.points\n{value}{path}")
    assert problems(copy) == [("locked-setting", layer)]


FAULTS = {
    "a fourth door (D6-1)": (
        f"{TOWN}/communities/c001/people/a01.yaml",
        "  - b1-d2\n",
        "  - b1-d2\n  - b3-d2\n  - b2-d2\n",
        "too-many-places",
    ),
    "four households (D6-2-2)": (
        f"{TOWN}/communities/c001/cases/choose-2027-06.yaml",
        "supporters: 6",
        "supporters: 4",
        "too-few-supporters",
    ),
    "seventy without a waiver (D6-2-1)": (
        f"{TOWN}/communities/c001/cases/choose-2027-06.yaml",
        "  result: not_chosen\n",
        "  result: chosen\n",
        "too-old",
    ),
    "decided on the last day of the least display (D6-2-3)": (
        f"{TOWN}/communities/c001/cases/choose-2027-06.yaml",
        "on: 2027-06-15",
        "on: 2027-06-10",
        "decided-too-early",
    ),
    "trained before the agreement was signed (D6-2)": (
        f"{TOWN}/communities/c001/cases/choose-2027-06.yaml",
        "- step: sign\n  on: 2027-06-16",
        "- step: sign\n  on: 2027-06-17",
        "impossible-step",
    ),
    "a calendar month's share (D6-6-1)": (
        f"{TOWN}/communities/c001/pay_runs/2027-05.yaml",
        "94.74",
        "96.77",
        "pay-run-differs",
    ),
    "points before the list was published (D6-7-1)": (
        f"{TOWN}/communities/c002/redemptions/r004.yaml",
        "on: 2027-04-28",
        "on: 2027-04-08",
        "unmet-guard",
    ),
    "the points of somebody else (D6-7-1)": (
        f"{TOWN}/communities/c001/redemptions/r001.yaml",
        "leader: a01\n",
        "leader: a01\nused_by: a02\n",
        "points-transferred",
    ),
}


@pytest.mark.parametrize("fault", FAULTS)
def test_a_rule_of_the_sixth_district_is_kept(fault: str, copy: Path) -> None:
    """One change of a record against one rule of the pack is found, at that record."""
    path, old, new, check = FAULTS[fault]
    change(copy, path, old, new)
    assert (check, path) in problems(copy)


def test_points_would_lapse_if_the_policy_said_so(tmp_path: Path) -> None:
    """Under a yearly clearing nobody could use the points of 2027 in January 2028 (D6-7-2)."""
    root = lay(tmp_path, later=True)
    pack = "records/policies/d6/policy.yaml"
    change(root, pack, "  - value: carry_over\n", "  - value: yearly\n")
    open_day = "  reset_on:\n  - clause: 7.2\n    status: unset\n    note: 不清零，没有清零日。\n"
    change(root, pack, open_day, "  reset_on:\n  - value: 01-01\n    clause: 7.2\n    status: stated\n")
    for key, value in (("grace_days", "0"), ("reset_after_grace", "false")):
        old = f"  {key}:\n  - clause: 7.2\n    status: unset\n"
        change(root, pack, old, f"  {key}:\n  - value: {value}\n    clause: 7.2\n    status: stated\n")
    assert problems(root, SPRING) == [("unmet-guard", f"{TOWN}/communities/c001/redemptions/r005.yaml")]
