"""Write the committed demonstration records and the small town of the tests anew: `make demo`.

Knows where both are committed; everything in them comes from `generator.demo`.
"""

from __future__ import annotations

import shutil
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from generator.demo.chiyang import write_jiaquan
from generator.demo.folder import Folder
from generator.demo.jinnan import write_district
from generator.demo.making import Plan, months_up_to, settle_jurisdiction, write_site
from generator.demo.newarea import write_new_area
from generator.demo.points import write_lanshi
from generator.demo.special import write_committed
from generator.periods import Period

if TYPE_CHECKING:
    from collections.abc import Callable

ROOT = Path(__file__).resolve().parents[2]
TOWN = ROOT / "tests" / "town"
OWN = ("site.yaml", "jurisdictions")
"""What the demonstration writes below `records/`; the calendars and the policies are the law, written by hand."""


class Demonstration(NamedTuple):
    """A jurisdiction of the demonstration: its id, its policy, and what writes it into a folder with the law."""

    id: str
    policy: str
    write: Callable[[Path], None]


DEMONSTRATIONS: tuple[Demonstration, ...] = (
    Demonstration("gangcheng", "r18", write_committed),
    Demonstration("jiaquan", "c21", write_jiaquan),
    Demonstration("xiyuan", "n22", write_new_area),
    Demonstration("lanshi", "lanshi", write_lanshi),
    Demonstration("yuning", "j22", write_district),
)
"""In the order of the home page. Each is written into a folder of its own, so that none depends on another."""


def write_demonstration(root: Path) -> None:
    """Write the site and every jurisdiction of the demonstration below a folder."""
    write_site(Folder(root), [demonstration.id for demonstration in DEMONSTRATIONS])
    for demonstration in DEMONSTRATIONS:
        with tempfile.TemporaryDirectory() as folder:
            Folder(Path(folder)).copy_law(demonstration.policy)
            demonstration.write(Path(folder))
            place = Path("records", "jurisdictions", demonstration.id)
            shutil.copytree(folder / place, root / place)


def write_town(root: Path) -> None:
    """Write the small town: one jurisdiction, three communities, twelve leaders, six months."""
    Folder(root).copy_law("r18")
    plan = Plan(leaders=12, seed=3, policy="r18", months=months_up_to(Period.parse("2026-04"), 6))
    settle_jurisdiction(Folder(root), plan, "xiaogang", "小港市")


def lay_out_town(root: Path) -> None:
    """Copy the committed town and the law it stands under into an empty folder, ready to load."""
    Folder(root).copy_law("r18")
    shutil.copytree(TOWN / "records", root / "records", dirs_exist_ok=True)


def replace(records: Path, made: Path) -> None:
    """Put what was made in the place of what is committed."""
    for name in OWN:
        old, new = records / name, made / "records" / name
        if old.is_dir():
            shutil.rmtree(old)
        records.mkdir(parents=True, exist_ok=True)
        shutil.move(new, old)


def main() -> None:
    """Write both anew."""
    for write, records in ((write_demonstration, ROOT / "records"), (write_town, TOWN / "records")):
        with tempfile.TemporaryDirectory() as folder:
            write(Path(folder))
            replace(records, Path(folder))


if __name__ == "__main__":
    main()
