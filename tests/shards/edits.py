"""Random edits of a small town, each built twice: on top of what is there, and from nothing in an empty folder.

Knows what clerks, programs and disks do to a folder; the two builds must tell the same and leave the same bytes.
Run as `python -m tests.shards.edits --sequences 1000 --edits 4 --jobs 2`, with `--dask` on a cluster on loopback.
"""

from __future__ import annotations

import argparse
import os
import random
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable
from contextlib import ExitStack
from datetime import date, timedelta
from functools import partial
from multiprocessing import get_context
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple, TypeAlias

from generator.cli.session import Session
from generator.history import Committed, read_head, records_tree
from generator.shards.building import Asked, BuildError
from generator.shards.building import build as build_site
from generator.shards.memory import make_room
from tests.e2e import town
from tests.shards.cluster import cluster

if TYPE_CHECKING:
    from generator.shards.building import Built

SMALL = town.REPOSITORY / "tests" / "town"
FIRST_DAY, LAST_DAY = date(2026, 4, 20), date(2026, 7, 30)
KEPT, FRAME = "build/kept.sqlite", "build/frame"
_GIT = {
    "GIT_CONFIG_GLOBAL": os.devnull,
    "GIT_CONFIG_NOSYSTEM": "1",
    "GIT_AUTHOR_NAME": "Demo",
    "GIT_AUTHOR_EMAIL": "demo@example.invalid",
    "GIT_COMMITTER_NAME": "Demo",
    "GIT_COMMITTER_EMAIL": "demo@example.invalid",
}


class Outcome(NamedTuple):
    """What a build told, and what readers see after it."""

    told: str
    site: dict[str, tuple[str, str]]


class Town:
    """A town whose records are edited and built again and again."""

    def __init__(self, root: Path, seed: int) -> None:
        self.root, self.chance = root, random.Random(seed)  # noqa: S311 - chance, no secret
        self.day = FIRST_DAY
        self.commits = 0
        shutil.copytree(SMALL / "records", root / "records")
        for shared in ("policies/r18", "calendar"):
            # Worked examples of a pack change no page, and reading them would take a fifth of each build.
            apart = shutil.ignore_patterns("cases")
            shutil.copytree(town.REPOSITORY / "records" / shared, root / "records" / shared, ignore=apart)
        (root / ".gitignore").write_text("/build/\n")
        self.git("init", "-q", "-b", "main")
        self.commit()

    def git(self, *words: str) -> None:
        """Run Git on the town, at a moment that follows from the number of commits."""
        moment = f"{1770000000 + 3600 * self.commits} +0800"
        env = os.environ | _GIT | {"GIT_AUTHOR_DATE": moment, "GIT_COMMITTER_DATE": moment}
        subprocess.run(["git", *words], cwd=self.root, env=env, check=True, capture_output=True)

    def commit(self) -> str:
        """Commit whatever was edited."""
        self.commits += 1
        self.git("add", "-A")
        self.git("commit", "-q", "--allow-empty", "-m", f"Change {self.commits}")
        return "commit"

    def is_committed(self) -> bool:
        """Tell whether the last commit has the records as they are."""
        return Committed(self.root, records_tree(self.root), read_head(self.root)).unlike() is None

    def files(self, pattern: str) -> list[Path]:
        """List the records that fit a pattern, in order."""
        return sorted((self.root / "records" / "jurisdictions").glob(f"*/{pattern}"))

    def one(self, pattern: str) -> Path:
        """Choose one of them."""
        return self.chance.choice(self.files(pattern))

    def replace(self, file: Path, pattern: str, make: Callable[[re.Match[str]], str]) -> str:
        """Change one place in a file."""
        text = file.read_text("utf-8")
        places = list(re.finditer(pattern, text, re.MULTILINE))
        if places:
            found = self.chance.choice(places)
            file.write_text(text[: found.start()] + make(found) + text[found.end() :], "utf-8")
        return f"{pattern!r} in {file.relative_to(self.root).as_posix()}"


Edit: TypeAlias = Callable[[Town], str]


def other_headcount(place: Town) -> str:
    """Write another number of people into an entry."""
    return place.replace(
        place.one("communities/*/logs/*.yaml"), r"headcount: \d+", lambda _: f"headcount: {place.chance.randint(1, 60)}"
    )


def other_activity(place: Town) -> str:
    """Write another activity, which may be a mistake."""
    names = ["mobilise", "mediation", "mutual-help", "property-help", "nonsense"]
    return place.replace(
        place.one("communities/*/logs/*.yaml"),
        r"activity: (?:mobilise|mutual-help|nonsense)$",
        lambda _: f"activity: {place.chance.choice(names)}",
    )


def other_note(place: Town) -> str:
    """Write another note, in form or quoted."""
    words = ["组织居民参加清洁日", '"带 # 号的备注"', "换了备注"]
    return place.replace(
        place.one("communities/*/logs/*.yaml"), r"note: .+$", lambda _: f"note: {place.chance.choice(words)}"
    )


def further_entry(place: Town) -> str:
    """Add an entry to the end of a log; nobody has checked it yet."""
    file = place.one("communities/*/logs/*.yaml")
    text = file.read_text("utf-8")
    last = re.findall(r"^- id: (\d+)\n  date: (\S+)\n  leader: (\S+)$", text, re.MULTILINE)
    if last:
        number, day, leader = last[-1]
        file.write_text(f"{text}- id: {int(number) + 1:03}\n  date: {day}\n  leader: {leader}\n  activity: mediation\n")
    return f"another entry in {file.name}"


def fewer_entries(place: Town) -> str:
    """Take the last entry of a log away."""
    file = place.one("communities/*/logs/*.yaml")
    text = file.read_text("utf-8")
    start = text.rfind("\n- id:")
    if start > 0 and text.count("\n- id:") > 1:
        file.write_text(text[: start + 1], "utf-8")
    return f"last entry out of {file.name}"


def other_name(place: Town) -> str:
    """Give a leader another name."""
    return place.replace(
        place.one("communities/*/people/*.yaml"),
        r"^name: .+$",
        lambda _: f"name: {place.chance.choice(['丁一', '欧阳春', '马二'])}",
    )


def person_gone(place: Town) -> str:
    """Delete a person's file, which others may still name."""
    file = place.one("communities/*/people/*.yaml")
    file.unlink()
    return f"without {file.name}"


def other_street(place: Town) -> str:
    """Rename a community."""
    return place.replace(
        place.one("communities/*/community.yaml"), r"^name: .+$", lambda _: f"name: 社区{place.chance.randint(1, 9)}"
    )


def other_policy(place: Town) -> str:
    """Write another value into the policy."""
    file = place.root / "records/policies/r18/policy.yaml"
    return place.replace(file, r"value: [1-5]$", lambda _: f"value: {place.chance.randint(1, 5)}")


def other_title(place: Town) -> str:
    """Give the site another title."""
    return place.replace(
        place.root / "records/site.yaml", r"^title: .+$", lambda _: f"title: 台账{place.chance.randint(1, 9)}"
    )


def broken_file(place: Town) -> str:
    """Leave a file as no reader can read it."""
    file = place.one("communities/*/*/*.yaml")
    file.write_bytes(file.read_bytes() + place.chance.choice([b"\t: [\n", b"\xff\xfe", b"entries:\n- id: &x 1\n"]))
    return f"broken {file.name}"


def stray_file(place: Town) -> str:
    """Put a file where none belongs."""
    file = place.one("communities/*/community.yaml").with_name(f"stray{place.chance.randint(1, 3)}.yaml")
    file.write_text("a: 1\n")
    return f"stray {file.name}"


def new_link(place: Town) -> str:
    """Put a link in the place of a record."""
    file = place.one("communities/*/notices/*.yaml")
    file.unlink()
    file.symlink_to("elsewhere.yaml")
    return f"link {file.name}"


def whole_community_gone(place: Town) -> str:
    """Delete a community's folder."""
    folders = place.files("communities/*")
    if len(folders) > 1:
        shutil.rmtree(place.chance.choice(folders))
    return "a community less"


def back_to_last_commit(place: Town) -> str:
    """Take everything back that was not committed."""
    place.git("checkout", "-q", "-f", "HEAD", "--", "records")
    place.git("clean", "-q", "-f", "-d", "records")
    return "back to the last commit"


def back_to_first_commit(place: Town) -> str:
    """Take the records back to how they began, as a new change."""
    first = subprocess.run(
        ["git", "rev-list", "--max-parents=0", "HEAD"], cwd=place.root, capture_output=True, text=True, check=True
    ).stdout.strip()
    place.git("rm", "-r", "-q", "--cached", "records")
    shutil.rmtree(place.root / "records")
    place.git("checkout", "-q", "-f", first, "--", "records")
    return "back to the first commit"


def other_day(place: Town) -> str:
    """Go by another day."""
    place.day = FIRST_DAY + timedelta(days=place.chance.randrange((LAST_DAY - FIRST_DAY).days))
    return f"the day {place.day}"


def touched(place: Town) -> str:
    """Write a file anew with the same bytes."""
    file = place.one("communities/*/*/*.yaml")
    if not file.is_symlink():
        file.write_bytes(file.read_bytes())
    return f"touched {file.name}"


def nothing(_: Town) -> str:
    """Build once more."""
    return "nothing"


def store_gone(place: Town) -> str:
    """Delete what was kept."""
    (place.root / KEPT).unlink(missing_ok=True)
    return "the store gone"


def store_spoiled(place: Town) -> str:
    """Damage what was kept."""
    file = place.root / KEPT
    if file.is_file() and file.stat().st_size:
        data = bytearray(file.read_bytes())
        for _ in range(place.chance.randint(1, 40)):
            data[place.chance.randrange(len(data))] ^= 1 << place.chance.randrange(8)
        cut = place.chance.choice([len(data), len(data), place.chance.randrange(len(data))])
        file.write_bytes(data[:cut])
    return "the store spoiled"


def site_gone(place: Town) -> str:
    """Delete the site and its releases, not what was kept."""
    (place.root / "build/site").unlink(missing_ok=True)
    shutil.rmtree(place.root / "build/releases", ignore_errors=True)
    return "the site gone"


EDITS: tuple[tuple[Edit, int], ...] = (
    (other_headcount, 6),
    (other_activity, 3),
    (other_note, 4),
    (further_entry, 6),
    (fewer_entries, 2),
    (other_name, 4),
    (person_gone, 1),
    (other_street, 2),
    (other_policy, 3),
    (other_title, 1),
    (broken_file, 2),
    (stray_file, 1),
    (new_link, 1),
    (whole_community_gone, 1),
    (back_to_last_commit, 6),
    (back_to_first_commit, 4),
    (other_day, 4),
    (touched, 1),
    (nothing, 2),
    (Town.commit, 8),
    (store_gone, 1),
    (store_spoiled, 3),
    (site_gone, 1),
)


def make(root: Path, day: date, work: Path | None = None, **how: Any) -> Built:
    """Build a site of records without errors, as the command does.

    Args:
        root: the folder that holds the records.
        day: the day to go by.
        work: where the site and what is kept are put; `build` in the same folder where it is not named.
        how: which engine works; see `Asked`.
    """
    place = work or root / "build"
    return build_site(Asked(root, place / "site", place, day, **how))


def build(root: Path, day: date, work: Path | None = None, **how: Any) -> Outcome:
    """Build a site, or say why not; see `make`."""
    try:
        problems = make(root, day, work, **how).warnings
    except BuildError as error:
        problems = error.problems
    site = (work or root / "build") / "site"
    told = Session(root, "zh_CN", day).told(problems) if problems else ""
    return Outcome(told, town.hashes(site.resolve()) if site.exists() else {})


def cold(place: Town, work: Path) -> Outcome:
    """Build the same records in a new folder, with nothing kept but the frame that the engine made."""
    shutil.copytree(place.root / FRAME, work / "frame")
    try:
        return build(place.root, place.day, work)
    finally:
        shutil.rmtree(work)


def run(folder: Path, seed: int, edits: int, frame: Path | None = None, **how: Any) -> list[str]:
    """Edit and build; return what went otherwise than from nothing, with the edits that led there.

    Args:
        folder: an empty folder.
        seed: what chance begins with.
        edits: how often to edit and build.
        frame: what an earlier run kept of the site engine's work.
        how: which engine builds on top; a cluster is sent the commit whenever that is what lies on disk.
    """
    place = Town(folder / "town", seed)
    if frame is not None:
        shutil.copytree(frame, place.root / FRAME)
    done: list[str] = []
    before = build(place.root, place.day, **how)
    kinds, weights = zip(*EDITS, strict=True)
    for number in range(edits):
        made = [place.chance.choices(kinds, weights)[0](place) for _ in range(place.chance.choice([1, 1, 1, 2, 3]))]
        by_commit = "scheduler" in how and place.is_committed()
        done.append(f"{number}: {', '.join(made)}{' (by commit)' if by_commit else ''}")
        warm = build(place.root, place.day, **how, by_commit=by_commit)
        fresh = cold(place, folder / "cold")
        if warm.told != fresh.told:
            return [*done, "told otherwise:", warm.told, "and from nothing:", fresh.told]
        expected = fresh.site or ({} if "the site gone" in made else before.site)
        if warm.site != expected:
            other = sorted({path for path, _ in warm.site.items() ^ expected.items()})
            return [*done, f"{len(other)} files differ: {', '.join(other[:8])}"]
        before = warm
    return []


def sequence(seed: int, edits: int, frame: Path, scheduler: str) -> tuple[int, list[str]]:
    """Run one sequence in a folder of its own; return its seed and what went wrong."""
    make_room()
    with tempfile.TemporaryDirectory() as folder:
        how = {"scheduler": scheduler} if scheduler else {}
        return seed, run(Path(folder), seed, edits, frame, **how)


def main() -> None:
    """Run as many sequences as asked for, each from its own seed."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--sequences", type=int, default=100)
    parser.add_argument("--edits", type=int, default=4)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--jobs", type=int, default=1, help="processes that run sequences")
    parser.add_argument("--dask", action="store_true", help="build on top with a scheduler and two workers on loopback")
    asked = parser.parse_args()
    with ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory()))
        first = Town(folder / "first", 0)
        make(first.root, first.day)
        address = stack.enter_context(cluster(folder, 2)).address if asked.dask else ""
        one = partial(sequence, edits=asked.edits, frame=first.root / FRAME, scheduler=address)
        pool = stack.enter_context(get_context("spawn").Pool(asked.jobs))
        for seed, wrong in pool.imap_unordered(one, range(asked.seed, asked.seed + asked.sequences)):
            if wrong:
                print(f"seed {seed}", *wrong, sep="\n")
                sys.exit(1)
    print(f"{asked.sequences} sequences of {asked.edits} edits: every build as from nothing")


if __name__ == "__main__":
    main()
