"""Writes the committed set: three small invented communities in which everything happens once.

Knows in which order its parts are written; the law must already stand in the folder.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.demo.closing import settle
from generator.demo.folder import Folder
from generator.demo.making import Plan, months_up_to, write_jurisdiction, write_site
from generator.demo.special.city import city_papers
from generator.demo.special.desk import Desk
from generator.demo.special.papers import first, second, third
from generator.demo.special.shapes import shape
from generator.periods import Period

if TYPE_CHECKING:
    from pathlib import Path

LAST_MONTH = Period.parse("2026-11")
_JURISDICTION, _TITLE = "gangcheng", "港澄市"
_LEADERS, _MONTHS, _SEED = 42, 15, 38
"""With this seed, equal scores meet a star quota in 2025 and nobody but the one intended is last for three months."""


def write_committed(root: Path) -> None:
    """Write the site and its one jurisdiction below a folder that holds the calendars and the pack `r18`."""
    plan = Plan(_LEADERS, _SEED, "r18", months_up_to(LAST_MONTH, _MONTHS))
    folder = Folder(root)
    write_site(folder, [_JURISDICTION])
    towns = write_jurisdiction(folder, plan, _JURISDICTION, _TITLE, _LEADERS, shape)
    for town, papers in zip(towns, (first, second, third), strict=True):
        papers(Desk(folder, _JURISDICTION, town))
    city_papers(folder, _JURISDICTION)
    settle(folder, plan.months, plan.as_of)
