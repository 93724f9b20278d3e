"""Sheets that were looked at by a person and are kept; run as a module it writes them anew.

Knows which file of an export stands for which kind of sheet.
"""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from generator.sheets import Asked, export_files
from tests.sheets import places

if TYPE_CHECKING:
    from collections.abc import Mapping

ASKED = Asked("zh_CN", places.COMMIT, ("html",))
GOLDEN = {
    "agreement": ("chi", "forms/agreement.html"),
    "progress": ("chi", "forms/progress.html"),
    "allowances": ("chi", "forms/monthly-allowances.html"),
    "evaluation": ("chi", "forms/evaluation.html"),
    "badge": ("xiaogang", "forms/badge.html"),
    "talk-record": ("xiaogang", "forms/talk-record.html"),
    "table": ("xiaogang", "tables/sources.html"),
}
FOLDER = Path(__file__).parent / "golden"


def exports(folder: Path) -> dict[str, Mapping[str, bytes]]:
    """Make the exports of both places."""
    chi, town = places.lay_chi(folder / "chi"), places.lay_town(folder / "town")
    return {
        "chi": export_files(places.context(chi, "chi", places.CHI_DAY), ASKED),
        "xiaogang": export_files(places.context(town, "xiaogang", places.TOWN_DAY), ASKED),
    }


def bless() -> None:
    """Write every golden sheet."""
    with TemporaryDirectory() as folder:
        made = exports(Path(folder))
    for name, (place, path) in GOLDEN.items():
        (FOLDER / f"{name}.html").write_bytes(made[place][path])


if __name__ == "__main__":
    bless()
