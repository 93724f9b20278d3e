"""Writes the invented street under the Chiyang plan: three communities in which everything happens once.

Knows in which order its parts are written; the law must already stand in the folder.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.demo.chiyang.choices import write_choices
from generator.demo.chiyang.grids import staff
from generator.demo.chiyang.papers import write_papers, write_street_papers
from generator.demo.chiyang.payment import pay
from generator.demo.chiyang.service import (
    write_agreements,
    write_campaign,
    write_evaluations,
    write_exits,
    write_filings,
)
from generator.demo.chiyang.work import month_of_work
from generator.demo.folder import Folder
from generator.demo.making import Plan, months_up_to, write_site
from generator.demo.street import Street
from generator.periods import Period

if TYPE_CHECKING:
    from pathlib import Path

    from generator.demo.chiyang.grids import Staffed

_ID, _TITLE, _POLICY = "jiaquan", "岬泉街道", "c21"
_MONTHS, _SEED, _PLACE = 15, 21, 1
_NOTE = "本社区为演示虚构，地名、人名和数字都不是真的。"


def write_jiaquan(root: Path) -> None:
    """Write the street below a folder that holds the calendars and its policy."""
    months = months_up_to(Period.parse("2026-11"), _MONTHS)
    plan = Plan(0, _SEED, _POLICY, months)
    street = Street(Folder(root), _ID, _TITLE, _POLICY, _SEED, _PLACE)
    write_site(street.folder, [_ID])
    street.write()
    towns = [staff(ward) for ward in street.wards]
    for town in towns:
        _write_months(town, plan)
        for write in (write_agreements, write_campaign, write_evaluations, write_exits, write_choices, write_papers):
            write(town)
        town.ward.write(_NOTE)
    write_filings(street, towns)
    write_street_papers(street, towns[0])
    pay(street, months, plan.as_of)


def _write_months(town: Staffed, plan: Plan) -> None:
    for month in plan.months:
        work = month_of_work(town, month, plan.as_of)
        town.ward.put("activity-log", work.log, month=month.text)
        if work.sittings:
            town.ward.put("verification", {"verifications": work.sittings}, month=month.text)
