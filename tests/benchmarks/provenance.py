"""Who brought in each entry: our one walk against `git blame`, on a repository made for it.

`python -m tests.benchmarks.provenance FOLDER` makes the repository (a commit for each community and week), learns all
entries cold, once more with one new commit, and blames the logs; it compares the answers and prints CPU time.
Knows how to make and measure; the product's own code is only called.
"""

from __future__ import annotations

import argparse
import random
import resource
import subprocess
import sys
import time
from pathlib import Path
from typing import IO, TYPE_CHECKING

from generator.history import Provenance, part_of, read_history, records_tree
from generator.history.items import items, places

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

PLACE = "records/jurisdictions/town/communities"
CLERKS = ("Clerk Jia", "Clerk Yi", "Clerk Bing", "Clerk Ding")
FIRST_DAY = 1_735_689_600
WEEK = 7 * 86_400
DEEDS = ("visit", "meeting", "report", "patrol", "help")
CORRECTED, TAKEN_BACK = 0.1, 0.03
"""How often a week's commit also changes, or takes away, an earlier entry of the month."""


def main() -> int:
    """Make, measure, compare; exit code 1 where the answers differ."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--communities", type=int, default=250)
    parser.add_argument("--months", type=int, default=12)
    parser.add_argument("--entries", type=int, default=48, help="entries a week")
    parser.add_argument("--blame", type=int, default=60, help="so many logs are blamed, and all estimated from them")
    asked = parser.parse_args()
    if not (asked.folder / ".git").exists():
        make(asked.folder, asked.communities, asked.months, asked.entries)
    logs = sorted(asked.folder.glob(f"{PLACE}/*/logs/*.yaml"))
    commits = git(asked.folder, "rev-list", "--count", "HEAD").decode().strip()
    entries = sum(len(items(log.read_bytes())) for log in logs)
    print(f"{commits} commits, {len(logs)} logs, {entries} entries")
    shelf: dict[str, bytes] = {}
    parts = sorted({part_of(log.relative_to(asked.folder).as_posix()) for log in logs})
    cold = cpu(lambda: learn(asked.folder, shelf, parts))
    size = sum(map(len, shelf.values()))
    print(f"one walk: {cold:.2f} s CPU; kept {size / 1e6:.1f} MB in {len(shelf)} pieces")
    add_one(asked.folder, logs[0])
    warm = cpu(lambda: learn(asked.folder, shelf, parts[:1]))
    print(f"one more commit, its community: {warm * 1000:.0f} ms CPU")
    chosen = random.Random(1).sample(logs, min(asked.blame, len(logs)))  # noqa: S311 - no secret
    blames: dict[Path, dict[int, str]] = {}
    blamed = cpu(lambda: blames.update({log: blame(asked.folder, log) for log in chosen}))
    whole = blamed / len(chosen) * len(logs)
    print(f"git blame: {blamed:.1f} s CPU for {len(chosen)} logs, so {whole:.0f} s for all: {whole / cold:.0f} times")
    return compare(asked.folder, shelf, blames)


def make(folder: Path, communities: int, months: int, weekly: int) -> None:
    """Make the repository by Git's import stream: week by week, each community writes its log."""
    folder.mkdir(parents=True, exist_ok=True)
    git(folder, "init", "--quiet", "--initial-branch=main")
    drawn = random.Random(7)  # noqa: S311 - no secret
    with subprocess.Popen(["git", "fast-import", "--quiet"], cwd=folder, stdin=subprocess.PIPE) as running:
        if running.stdin is None:
            raise RuntimeError
        second = FIRST_DAY
        for month in range(months):
            logs: list[list[bytes]] = [[] for _ in range(communities)]
            for week in range(4):
                for number, log in enumerate(logs):
                    change(drawn, log, weekly, f"{2025 + month // 12}-{month % 12 + 1:02}", week)
                    path = f"{PLACE}/c{number:04}/logs/{2025 + month // 12}-{month % 12 + 1:02}.yaml"
                    second += 1
                    commit(running.stdin, path, log, drawn.choice(CLERKS), second)
                second += WEEK
    git(folder, "reset", "--quiet", "--hard")


def change(drawn: random.Random, log: list[bytes], weekly: int, month: str, week: int) -> None:
    """Add the entries of a week to a log, and now and then change or take away an earlier one."""
    if log and drawn.random() < CORRECTED:
        at = drawn.randrange(len(log))
        log[at] += b"\n  note: counted again in week %d" % week
    if log and drawn.random() < TAKEN_BACK:
        del log[drawn.randrange(len(log))]
    for number in range(week * weekly, (week + 1) * weekly):
        leader = "".join(drawn.choices("abcdefghijkmnpqrstuvwxyz234567", k=16))
        deed = f"id: {number + 1:03}\n  date: {month}-{drawn.randint(1, 28):02}\n  leader: {leader}\n"
        log.append(f"{deed}  activity: {drawn.choice(DEEDS)}".encode())


def commit(stream: IO[bytes], path: str, log: list[bytes], clerk: str, second: int) -> None:
    """Write one commit of one log to the import stream."""
    content = b"recorder: office\nentries:\n- " + b"\n- ".join(log) + b"\n"
    who = f"{clerk} <clerk@example.invalid> {second} +0800"
    stream.write(f"commit refs/heads/main\nauthor {who}\ncommitter {who}\ndata 4\nweek\n".encode())
    stream.write(f"M 100644 inline {path}\ndata {len(content)}\n".encode() + content + b"\n")


def add_one(folder: Path, log: Path) -> None:
    """Commit one more entry."""
    with log.open("ab") as file:
        file.write(b"- id: 999\n  date: 2025-01-28\n  leader: abcdefghijkmnpqr\n  activity: visit\n")
    settings = ("-c", "user.name=Clerk Wu", "-c", "user.email=clerk@example.invalid")
    git(folder, *settings, "commit", "--quiet", "--all", "--message=one more")


def learn(folder: Path, shelf: dict[str, bytes], parts: list[str]) -> None:
    """Learn whose each line is, in some communities."""
    lines = read_history(folder, shelf, records_tree(folder)).lines
    if not isinstance(lines, Provenance):
        raise TypeError
    for part in parts:
        lines.part(part)


def blame(folder: Path, log: Path) -> dict[int, str]:
    """Ask Git line by line."""
    out = git(folder, "blame", "--first-parent", "--porcelain", "HEAD", "--", log.relative_to(folder).as_posix())
    return dict(_blamed(out))


def _blamed(out: bytes) -> Iterator[tuple[int, str]]:
    lines = iter(out.splitlines())
    for line in lines:
        commit, _, number, *_ = line.decode("ascii", "replace").split(" ")
        yield int(number), commit
        while not next(lines).startswith(b"\t"):
            pass


def compare(folder: Path, shelf: dict[str, bytes], blames: dict[Path, dict[int, str]]) -> int:
    """Hold our answer for each entry against the newest commit that Git names for one of its lines."""
    history = read_history(folder, shelf)
    order = {name: n for n, name in enumerate(git(folder, "rev-list", "--reverse", "HEAD").decode().split())}
    same = different = 0
    for log, lines in blames.items():
        for first, after in places(log.read_bytes()):
            wanted = max((lines[line] for line in range(first, after)), key=order.__getitem__)
            found = history.recorded(log.relative_to(folder).as_posix(), first)
            if found is not None and found.commit == wanted:
                same += 1
            else:
                different += 1
    print(f"{same} entries agree with git blame, {different} differ")
    return 1 if different else 0


def cpu(work: Callable[[], object]) -> float:
    """Return the CPU seconds of some work, its child processes included."""
    before = _spent()
    work()
    return _spent() - before


def _spent() -> float:
    children = resource.getrusage(resource.RUSAGE_CHILDREN)
    return time.process_time() + children.ru_utime + children.ru_stime


def git(folder: Path, *arguments: str) -> bytes:
    """Run Git in a folder."""
    return subprocess.run(["git", *arguments], cwd=folder, check=True, capture_output=True).stdout


if __name__ == "__main__":
    sys.exit(main())
