"""The tables of a race: medians, ratios to Louzhang in the same round, growth from size to size.

Knows what was measured and how it is shown; runs nothing.
"""

from __future__ import annotations

import math
import os
import platform
from dataclasses import asdict
from itertools import pairwise
from pathlib import Path
from statistics import median
from typing import TYPE_CHECKING, Any

from tests.benchmarks.contestants import Louzhang
from tests.benchmarks.races import COLD, SCENARIOS

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from tests.benchmarks.processes import Cost
    from tests.benchmarks.races import Entry
    from tests.benchmarks.works import Work

_AS_COLD = "as cold"


def machine(folder: Path) -> dict[str, str]:
    """Describe the machine, without any name of it."""
    model = next(
        (line.partition(":")[2].strip() for line in _lines("/proc/cpuinfo") if line.startswith("model name")), "unknown"
    )
    memory = next((int(line.split()[1]) >> 20 for line in _lines("/proc/meminfo") if line.startswith("MemTotal")), 0)
    mounts = (line.split()[1:3] for line in _lines("/proc/mounts"))
    at = str(folder.resolve())
    kinds = [(len(point), kind) for point, kind in mounts if at.startswith(point)]
    return {
        "processor": f"{os.cpu_count()} cores, {model}",
        "memory": f"{memory} GiB",
        "system": f"{platform.system()} {platform.release().partition('-')[0]}",
        "python": platform.python_version(),
        "files": max(kinds)[1] if kinds else "unknown",
    }


def _lines(path: str) -> list[str]:
    file = Path(path)
    return file.read_text(encoding="utf-8").splitlines() if file.is_file() else []


def race_table(work: Work, entries: Sequence[Entry]) -> Iterator[str]:
    """Yield the table of one work: processor time, and in brackets how many times Louzhang's."""
    ours = next((entry for entry in entries if entry.contestant == Louzhang.name), None)
    yield f"### {work.leaders:,} leaders, {work.months} months, {work.entries():,} entries"
    yield ""
    yield f"| contestant | pages | MB | {' | '.join(SCENARIOS)} | peak MiB |"
    yield "|---|---|---|" + "---|" * len(SCENARIOS) + "---|"
    for entry in entries:
        cells = [_cell(entry, scenario, ours) for scenario in SCENARIOS]
        peak = max((cost.peak_mib for costs in entry.costs.values() for cost in costs), default=0)
        size = f"{entry.pages:,} | {entry.bytes / 1e6:.0f}" if entry.pages else "– | –"
        yield f"| {entry.contestant} | {size} | {' | '.join(cells)} | {peak:,.0f} |"
    yield ""


def _cell(entry: Entry, scenario: str, ours: Entry | None) -> str:
    costs = entry.costs.get(scenario, [])
    if not costs:
        return _AS_COLD if entry.costs.get(COLD) and not entry.failed else "–"
    if not all(cost.finished for cost in costs):
        return "not finished"
    if any(cost.code for cost in costs):
        return "failed"
    text = seconds(median(cost.cpu for cost in costs))
    base = ours.costs.get(scenario, []) if ours is not None and ours is not entry else []
    if base and not any(cost.code for cost in base):
        text += f" ({_ratio(costs, base):,.1f}×)"
    return text


def _ratio(costs: Sequence[Cost], base: Sequence[Cost]) -> float:
    """Return the median of the ratios round by round."""
    return median(cost.cpu / other.cpu for cost, other in zip(costs, base, strict=False))


def seconds(value: float) -> str:
    """Write a number of seconds with about three digits."""
    return f"{value * 1000:.0f} ms" if value < 1 else f"{value:.1f} s" if value < 100 else f"{value:.0f} s"


def growth_table(entries: Sequence[Entry]) -> Iterator[str]:
    """Yield the growth exponents of the cold build from each size to the next."""
    cold = {
        (entry.contestant, entry.leaders): median(cost.cpu for cost in entry.costs[COLD])
        for entry in entries
        if entry.costs.get(COLD) and not entry.failed
    }
    sizes = sorted({leaders for _, leaders in cold})
    steps = list(pairwise(sizes))
    if not steps:
        return
    yield "### Growth exponent of the cold build"
    yield ""
    yield "| contestant | " + " | ".join(f"{a:,} → {b:,}" for a, b in steps) + " |"
    yield "|---|" + "---|" * len(steps)
    for name in dict.fromkeys(entry.contestant for entry in entries):
        cells = [
            f"{math.log(cold[name, b] / cold[name, a]) / math.log(b / a):.2f}"
            if {(name, a), (name, b)} <= cold.keys()
            else "–"
            for a, b in steps
        ]
        yield f"| {name} | {' | '.join(cells)} |"
    yield ""


def as_json(entries: Sequence[Entry], **more: object) -> dict[str, Any]:
    """Return everything that was measured, without what the programs printed."""
    found = [asdict(entry) for entry in entries]
    for entry in found:
        for costs in entry["costs"].values():
            for cost in costs:
                told = cost.pop("told")
                if cost["code"]:
                    cost["told"] = told
    return {"entries": found, **more}
