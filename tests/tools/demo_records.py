"""Write the committed demonstration records and the small town of the tests anew: `make demo`.

Knows where both are committed; everything in them comes from `generator.demo`.
"""

from __future__ import annotations

import shutil
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from generator.demo.folder import Folder
from generator.demo.jinnan import write_district
from generator.demo.making import Plan, months_up_to, settle_jurisdiction, write_site
from generator.demo.newarea import write_new_area
from generator.demo.special import write_committed
from generator.periods import Period

if TYPE_CHECKING:
    from collections.abc import Callable

ROOT = Path(__file__).resolve().parents[2]
TOWN = ROOT / "tests" / "town"
OWN = ("site.yaml", "jurisdictions")
"""What the demonstration writes below `records/`; the calendars and the policies are the law, written by hand."""

COMMITTED: tuple[tuple[str, str, Callable[[Path], None]], ...] = (
    ("gangcheng", "r18", write_committed),
    ("xiyuan", "n22", write_new_area),
    ("yuning", "j22", write_district),
)
"""The jurisdictions of `records/` in the order of the home page, each with its policy and what writes it alone."""


def write_demonstration(root: Path) -> None:
    """Write each jurisdiction in a folder of its own, put them together, and list them in the site."""
    for name, policy, write in COMMITTED:
        with tempfile.TemporaryDirectory() as folder:
            Folder(Path(folder)).copy_law(policy)
            write(Path(folder))
            place = root / "records" / "jurisdictions" / name
            place.parent.mkdir(parents=True, exist_ok=True)
            shutil.move(Path(folder) / "records" / "jurisdictions" / name, place)
    write_site(Folder(root), [name for name, _, _ in COMMITTED])


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
