"""Writes the invented street under the points scheme: three communities in which everything happens once.

Knows in which order its parts are written; the law must already stand in the folder.
"""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from generator.demo.folder import Folder
from generator.demo.making import Plan, months_up_to, write_site
from generator.demo.points.accounts import honour, redeem, write_catalogue
from generator.demo.points.claims import month_of_claims
from generator.demo.points.displays import show_month, write_notices
from generator.demo.points.people import gather
from generator.demo.points.planned import write_corrections
from generator.demo.points.voices import write_meetings, write_reviews, write_voices
from generator.demo.street import Street
from generator.ledger import load_pack
from generator.periods import Period
from generator.policies.reading import read_policy

if TYPE_CHECKING:
    from pathlib import Path

    from generator.demo.points.people import Team
    from generator.periods import WorkingDays
    from generator.policies.claims import Display

_ID, _TITLE, _POLICY = "lanshi", "澜石街道", "lanshi"
_MONTHS, _SEED, _PLACE = 15, 7, 3
"""With this seed, equal points meet the third place of 2025."""
_NOTE = "本社区为演示虚构，地名、人名和数字都不是真的。"


def write_lanshi(root: Path) -> None:
    """Write the street below a folder that holds the calendars and its policy."""
    plan = Plan(0, _SEED, _POLICY, months_up_to(Period.parse("2026-11"), _MONTHS))
    street = Street(Folder(root), _ID, _TITLE, _POLICY, _SEED, _PLACE)
    display, working_days = _display(root)
    write_site(street.folder, [_ID])
    street.write()
    teams = [gather(ward) for ward in street.wards]
    for team in teams:
        for month in plan.months:
            team.ward.put("claims", month_of_claims(team, month, plan.as_of), month=month.text)
            show_month(team, month, display, working_days, plan.as_of)
        write_corrections(team)
        _tell(team)
        team.ward.write(_NOTE)
    for write in (write_catalogue, write_notices, write_reviews):
        write(street)
    write_voices(teams)
    write_meetings(street, teams)
    redeem(street)
    honour(street)


def _display(root: Path) -> tuple[Display, WorkingDays]:
    """Return how long the policy shows a month's results, and the working days."""
    pack = load_pack(root, _POLICY)
    policy, _ = read_policy(_POLICY, pack.parts)
    if policy is None or policy.pack.claims is None:
        raise LookupError(_POLICY)
    return policy.pack.claims.display, pack.working_days


def _tell(team: Team) -> None:
    """Tell a story of a leader who agreed, and write down how the department reads the scheme."""
    if team.ward.number == 0:
        person = team.people[1]
        team.ward.agree(person, "story", ("web",), date(2026, 10, 8))
        story = {
            "person": person,
            "title": "中秋的长桌",
            "text": "两栋楼一起摆开长桌过中秋，六十位邻居带来自家的拿手菜，第一次见面的人也聊到了夜里。",
            "published_on": "2026-10-12",
        }
        team.ward.put("story", story, id="long-table")
    elif team.ward.number == 2:  # noqa: PLR2004 - the third community
        reading = {
            "kind": "interpretation",
            "clause": "3.2-1",
            "proposed_by": team.ward.checker,
            "decided_by": "street-approve",
            "decided_on": "2025-10-15",
            "effective_on": "2025-10-15",
            "reason": "两位楼长合办一场活动，各计一次，不平分（演示）",
        }
        team.ward.put("decision", reading, id="reading-2025-10")
