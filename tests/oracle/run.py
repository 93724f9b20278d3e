"""Compares oracle and engine in many cases: `python -m tests.oracle.run --cases 100000`.

Knows how cases are numbered; draws and judges none.
"""

from __future__ import annotations

import argparse
import sys
import time
from collections import Counter

from tests.oracle.kinds import KINDS, compare


def main() -> int:
    """Compare as many cases as asked for, kind by kind in turn; print each that differs."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--cases", type=int, default=2000)
    parser.add_argument("--first", type=int, default=0, help="number of the first case")
    parser.add_argument("--kind", choices=sorted(KINDS), action="append", help="only these kinds")
    parser.add_argument("--most", type=int, default=20, help="stop after so many cases that differ")
    asked = parser.parse_args()
    kinds = asked.kind or list(KINDS)
    start, done, differing = time.monotonic(), Counter[str](), 0
    for number in range(asked.first, asked.first + asked.cases):
        kind = kinds[number % len(kinds)]
        done[kind] += 1
        differences = compare(kind, number)
        if differences:
            differing += 1
            print(f"{kind} {number}: {len(differences)} differences")
            for found in differences[:3]:
                print(f"  {found.what}: oracle {found.wanted}, engine {found.found}")
            if differing >= asked.most:
                break
    counts = ", ".join(f"{count} {kind}" for kind, count in done.items())
    print(f"{done.total()} cases ({counts}), {differing} differ, {time.monotonic() - start:.0f} s")
    return 1 if differing else 0


if __name__ == "__main__":
    sys.exit(main())
