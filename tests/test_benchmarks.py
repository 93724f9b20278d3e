"""The harness of `make bench` on a tiny work: that it runs, tells failures and restores what it changes; no timing."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest

from generator.demo import make_demo
from generator.periods import Period
from tests.benchmarks import history, report
from tests.benchmarks.contestants import REPOSITORY, Contestant, Louzhang, Stock
from tests.benchmarks.processes import Cost, run
from tests.benchmarks.races import COLD, SCENARIOS, Entry, race
from tests.benchmarks.stages import STAGES
from tests.benchmarks.tools import PEERS, Tools
from tests.benchmarks.works import Work, changed


class OwnTools(Tools):
    """The programs that the tests' own environment brings, in place of pinned ones."""

    @property
    def python(self) -> Path:
        """Return the Python that runs the tests."""
        return Path(sys.executable)


class Broken(Contestant):
    """A contestant that cannot build."""

    name = "Broken"

    def site(self) -> Path:
        """Return a folder that is never made."""
        return self.project / "site"

    def prepare(self) -> None:
        """Need nothing."""

    def build(self) -> Cost:
        """Fail."""
        return run([sys.executable, "-c", "raise SystemExit('no way')"], self.work)


def files(root: Path) -> dict[str, bytes]:
    """Return the bytes of every record."""
    return {file.relative_to(root).as_posix(): file.read_bytes() for file in (root / "records").rglob("*.yaml")}


def git(root: Path, *arguments: str) -> list[str]:
    """Return the lines that Git prints."""
    command = ["git", "-C", str(root), *arguments]
    return subprocess.run(command, capture_output=True, text=True, check=True).stdout.splitlines()


def test_a_race_measures_every_scenario_and_leaves_the_work_as_it_was(tmp_path: Path) -> None:
    """A tiny work, one round: each contestant is built in each scenario, and a failure is told, not hidden."""
    work = Work(tmp_path, leaders=6, months=2)
    assert work.prepare() is not None
    assert work.prepare() is None
    before = files(work.root)
    ours, stock, broken = race(work, OwnTools(tmp_path), [Louzhang, Stock, Broken], rounds=1)
    assert files(work.root) == before
    for entry in (ours, stock):
        assert [(scenario, cost.code) for scenario, costs in entry.costs.items() for cost in costs] == [
            (scenario, 0) for scenario in SCENARIOS
        ]
        assert entry.pages > 20
    assert list(broken.costs) == [COLD]
    assert broken.costs[COLD][0].told == "no way\n"
    table = list(report.race_table(work, [ours, stock, broken]))
    assert table[0] == f"### 6 leaders, 2 months, {work.entries()} entries"
    assert [line.partition(" | ")[0] for line in table[4:7]] == [
        f"| {name}" for name in (ours.contestant, stock.contestant, "Broken")
    ]
    assert table[6].startswith("| Broken | – | – | failed | – | – | – | ")
    told = json.loads(json.dumps(report.as_json([ours, broken])))
    assert told["entries"][1]["costs"][COLD][0]["told"] == "no way\n"


def test_a_run_is_ended_at_its_limit_with_all_that_it_started(tmp_path: Path) -> None:
    """What does not come to its end is reported as such, and nothing of it goes on."""
    script = "import subprocess, sys; subprocess.run([sys.executable, '-c', 'import time; time.sleep(60)'])"
    cost = run([sys.executable, "-c", script], tmp_path, limit=0.5)
    assert (cost.finished, cost.code) == (False, -9)


def test_the_memory_of_descendants_counts(tmp_path: Path) -> None:
    """The peak is that of all processes together, not of the largest."""
    child = "import time; held = bytearray(60 << 20); time.sleep(1)"
    start = f"[subprocess.Popen([sys.executable, '-c', {child!r}]) for _ in '12']"
    script = f"import subprocess, sys; [process.wait() for process in {start}]"
    assert run([sys.executable, "-c", script], tmp_path).peak_mib > 120


def test_a_change_that_finds_nothing_to_change_is_refused(tmp_path: Path) -> None:
    """A scenario cannot silently measure an unchanged work."""
    file = tmp_path / "a.yaml"
    file.write_text("a: b\n")
    with pytest.raises(ValueError, match="nothing reads c"), changed(file, "c", "d"):
        raise AssertionError
    with changed(file, "b", "d"):
        assert file.read_text() == "a: d\n"
    assert file.read_text() == "a: b\n"


def test_ratios_and_growth_are_those_of_the_medians() -> None:
    """Ratios are taken round by round; what costs four times as much for twice the work has the exponent 2."""
    entries = [entry(Louzhang.name, 100, 1, 3), entry("Peer", 100, 4, 6), entry("Peer", 200, 16, 24)]
    assert list(report.growth_table(entries))[2:6] == [
        "| contestant | 100 → 200 |",
        "|---|---|",
        "| Louzhang | – |",
        "| Peer | 2.00 |",
    ]
    row = list(report.race_table(Work(Path(), 100), entries[:2]))[5]
    assert row == "| Peer | – | – | 5.0 s (3.0×) | as cold | as cold | as cold | 1 |"
    assert [report.seconds(value) for value in (0.0123, 1.5, 250.4)] == ["12 ms", "1.5 s", "250 s"]


def entry(name: str, leaders: int, *cold: float) -> Entry:
    """Return a contestant with the costs of cold builds."""
    found = Entry(name, leaders)
    for cpu in cold:
        found.add(COLD, Cost(cpu, cpu, 1, 0, finished=True, told=""))
    return found


@pytest.mark.parametrize(("by", "commits"), [("week", 35), ("month", 10)])
def test_a_long_history_ends_in_the_same_files(tmp_path: Path, by: str, commits: int) -> None:
    """Every community commits each week or month, several clerks take turns, and the records stay as they are."""
    make_demo(tmp_path, leaders=6, months=3, seed=5, last_month=Period.parse("2026-04"))
    before = files(tmp_path)
    assert history.rewrite(tmp_path, by) == commits
    assert files(tmp_path) == before
    assert git(tmp_path, "status", "--porcelain") == []
    days = [date.fromisoformat(day) for day in git(tmp_path, "log", "--format=%cs", "--reverse")]
    assert (len(days), days[-1], sorted(days)) == (commits, date(2026, 4, 20), days)
    assert len(set(git(tmp_path, "log", "--format=%an"))) == 4


def test_what_peers_know_of_the_policy_names_every_activity_of_a_demonstration(tmp_path: Path) -> None:
    """The rates that peers sum up cover what large demonstrations write."""
    make_demo(tmp_path, leaders=60, months=2, seed=1, last_month=Period.parse("2026-04"), git=False)
    rates = json.loads((PEERS / "rates.json").read_text())
    logs = [text.decode() for path, text in files(tmp_path).items() if "/logs/" in path]
    named = {line.partition(": ")[2] for log in logs for line in log.splitlines() if line.startswith("  activity: ")}
    assert len(named) > 10
    assert named <= rates.keys()


def test_the_stages_of_a_build_are_told_apart(tmp_path: Path) -> None:
    """Every stage has a line, the build was a whole one, and the work is as it was."""
    work = Work(tmp_path, 24, 2)
    work.prepare()
    before = files(work.root)
    command = [sys.executable, "-m", "tests.benchmarks.stages", str(work.root)]
    told = subprocess.run(command, capture_output=True, text=True, check=True, cwd=REPOSITORY).stdout
    rows = {line.split(" | ")[0].removeprefix("| ") for line in told.splitlines() if line.startswith("| ")}
    assert {stage for stage, _, _ in STAGES} <= rows
    assert files(work.root) == before


def test_both_readers_of_logs_find_the_same(tmp_path: Path) -> None:
    """The comparison of readers runs, and what is read is equal: every text of every log."""
    work = Work(tmp_path, 24, 2)
    work.prepare()
    script = str(REPOSITORY / "tests" / "benchmarks" / "reading.py")
    found = []
    for reader in ("louzhang", "ruamel"):
        command = [sys.executable, script, reader, str(work.root / "records"), "3"]
        env = os.environ | {"PYTHONPATH": str(REPOSITORY)}
        told = subprocess.run(command, capture_output=True, text=True, check=True, env=env).stdout
        found.append(json.loads(told)[1])
    assert found[0] == found[1]
