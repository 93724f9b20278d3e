"""`make bench`: prepares the reference works, runs the contestants and prints the tables.

Knows the order of a whole run; what is run and how it is measured is known below.
"""

from __future__ import annotations

import argparse
import gzip
import importlib.util
import json
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

from generator.views.addresses import FINDER_SCRIPT, finder_rows
from tests.benchmarks import report
from tests.benchmarks.contestants import ALL, REPOSITORY, Louzhang
from tests.benchmarks.processes import LIMIT, run
from tests.benchmarks.races import COLD, Entry, race
from tests.benchmarks.tools import Tools
from tests.benchmarks.works import MONTHS, Work, usual_folder

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

HERE = Path(__file__).resolve().parent
SIZES = (600, 5_990)
CITY = 100_000
_BUILD = REPOSITORY / "build" / "benchmark"
_LOGS = 300
"""How many logs are read by both readers; one in so many of the work's."""
_PROVENANCE = "tests.benchmarks.provenance"


def main(arguments: Sequence[str] | None = None) -> int:
    """Run what was asked for."""
    asked = _parser().parse_args(arguments)
    tools = Tools(asked.tools)
    tools.install()
    chosen = [kind for kind in ALL if not asked.only or kind.__name__.lower() in asked.only]
    sizes = [*(asked.leaders or SIZES), *([CITY] if asked.city else [])]
    entries: list[Entry] = []
    lines: list[str] = []
    measured: dict[str, Any] = {"machine": report.machine(asked.folder), "versions": tools.versions()}
    for leaders in sizes:
        work = Work(asked.folder, leaders, asked.months)
        made = work.prepare()
        found = race(work, tools, chosen, asked.rounds, asked.limit * 60)
        entries += found
        lines += report.race_table(work, found)
        if made is not None:
            lines += [f"The work itself was made in {report.seconds(made.cpu)}, {made.peak_mib:,.0f} MiB.", ""]
        lines += _floors(work, tools, found)
    lines += report.growth_table(entries)
    if Louzhang in chosen:
        lines += _further(Work(asked.folder, sizes[0], asked.months), tools)
    text = _heading(measured) + "\n".join(lines)
    print(text)
    asked.out.mkdir(parents=True, exist_ok=True)
    (asked.out / "table.md").write_text(text, encoding="utf-8")
    told = report.as_json(entries, **measured, commit=_commit())
    (asked.out / "table.json").write_text(json.dumps(told, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    return 1 if any(entry.failed for entry in entries if entry.contestant == Louzhang.name) else 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="make bench", description="Measure Louzhang against its peers.")
    parser.add_argument("--folder", type=Path, default=usual_folder(), help="where the works are made")
    parser.add_argument("--tools", type=Path, default=_BUILD / "tools", help="where the contestants are installed")
    parser.add_argument("--out", type=Path, default=_BUILD, help="where table.md and table.json go")
    parser.add_argument("--leaders", type=int, action="append", help="a size, again for more; else 600 and 5,990")
    parser.add_argument("--months", type=int, default=MONTHS, help="months of logs")
    parser.add_argument("--city", action="store_true", help="100,000 leaders as well; takes long and 30 GB")
    parser.add_argument("--rounds", type=int, default=3, help="how often each is run")
    parser.add_argument("--limit", type=float, default=LIMIT / 60, help="minutes after which a run is given up")
    names = [kind.__name__.lower() for kind in ALL]
    parser.add_argument("--only", action="append", choices=names, help="a contestant, again for more")
    return parser


def _heading(measured: dict[str, Any]) -> str:
    about = ", ".join(f"{name}: {value}" for name, value in measured["machine"].items())
    versions = ", ".join(f"{name} {version}" for name, version in measured["versions"].items())
    return (
        f"Machine: {about}.\n\nVersions: {versions}.\n\n"
        "Processor time of all processes, median of the rounds; in brackets how many times Louzhang's in the same"
        " round.\n\n"
    )


def _floors(work: Work, tools: Tools, entries: Sequence[Entry]) -> Iterator[str]:
    """Yield what it takes to write the pages of Louzhang, and to parse the records, and nothing else."""
    ours = next((entry for entry in entries if entry.contestant == Louzhang.name and not entry.failed), None)
    if ours is None:
        return
    built = min(cost.cpu for cost in ours.costs[COLD])
    site, target = work.root / "build" / "site", work.root.with_name("copy")
    steps = {
        "write the same bytes": ("write", str(site), str(target)),
        "parse the same records with yaml-rs": ("parse", str(work.root / "records")),
    }
    yield "| floor | processor time | Louzhang's cold build |"
    yield "|---|---|---|"
    for name, arguments in steps.items():
        taken = float(_printed([str(tools.python), str(HERE / "floors.py"), *arguments], work.root))
        yield f"| {name} | {report.seconds(taken)} | {built / taken:,.1f}× |"
    yield ""
    subprocess.run(["rm", "-rf", str(target)], check=True)


def _further(work: Work, tools: Tools) -> Iterator[str]:
    """Yield the comparisons that concern one part each: reading, finding, provenance."""
    records = str(work.root / "records")
    sides = [
        json.loads(_printed([python, str(HERE / "reading.py"), name, records, str(_LOGS)], work.root))
        for name, python in (("louzhang", sys.executable), ("ruamel", str(tools.python)))
    ]
    (ours, read), (theirs, expected) = sides
    yield f"### Further comparisons, {work.leaders:,} leaders"
    yield ""
    yield (
        f"- Reading logs: Louzhang {report.seconds(ours)}, ruamel C {report.seconds(theirs)},"
        f" {theirs / ours:,.1f}×, {'equal results' if read == expected else 'DIFFERENT RESULTS'}."
    )
    yield from _finding(work)
    if importlib.util.find_spec(_PROVENANCE) is not None:
        told = _printed([sys.executable, "-m", _PROVENANCE, str(work.folder / "provenance")], REPOSITORY)
        yield "- Who entered each line, against `git blame`:"
        yield from (f"    - {line}" for line in told.splitlines())
    yield ""


def _finding(work: Work) -> Iterator[str]:
    """Yield what a phone downloads to find anybody, rows and script."""
    site = (work.root / "build" / "site").resolve()
    for folder in sorted((work.root / "records" / "jurisdictions").iterdir()):
        leaders = sum(1 for _ in folder.glob("communities/*/people/*.yaml"))
        data = (site / finder_rows(folder.name)).read_bytes()
        script = (site / FINDER_SCRIPT).read_bytes()
        yield (
            f"- Finding any name or building of {folder.name}, {leaders:,} people on record: {_packed(data):.1f} kB"
            f" compressed, {len(data) / 1000:.1f} kB plain, and a script of {_packed(script):.1f} kB."
        )


def _packed(data: bytes) -> float:
    return len(gzip.compress(data, 9, mtime=0)) / 1000


def _printed(command: Sequence[str], folder: Path) -> str:
    cost = run(command, folder, {"PYTHONPATH": str(REPOSITORY)})
    if cost.code:
        raise RuntimeError(cost.told)
    return cost.told.strip()


def _commit() -> str:
    command = ["git", "-C", str(REPOSITORY), "rev-parse", "HEAD"]
    return subprocess.run(command, capture_output=True, text=True, check=False).stdout.strip()


if __name__ == "__main__":
    sys.exit(main())
