"""The other papers of the invented street under the Chiyang plan: issues, notices, a reading, stories.

Knows their wording only.
"""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from generator.demo.chiyang.grids import Staffed
    from generator.demo.street import Street
    from generator.demo.town import Plain


def write_papers(town: Staffed) -> None:
    """Write the other papers of a community."""
    ward, several = town.ward, town.parts["several"]
    for name, record in _issues(town):
        ward.put("issue", record, id=name)
    if ward.number == 0:
        ward.agree(several, "story", ("web",), date(2026, 3, 2))
        story = {
            "person": several,
            "title": "一个人，三个网格",
            "text": "邻近的两个网格一时找不到人，她自愿多跑两圈。每周三固定走访，哪家有事都知道往哪儿找她。",
            "published_on": "2026-03-10",
        }
        ward.put("story", story, id="three-grids")
    if ward.number == 1:
        ward.put("notice", _winter(town), id="winter-2026-11")
        ward.agree(several, "photo", ("web",), date(2025, 10, 14))
        ward.people[several]["consents"][-1]["withdrawn_on"] = "2026-04-02"


def _issues(town: Staffed) -> Iterator[tuple[str, Plain]]:
    ward, people = town.ward, town.serving(date(2026, 9, 1))
    accepted = {"handler": ward.checker}
    if ward.number == 0:
        gas = {"kind": "hazard", "title": "楼道燃气管锈蚀", "raised_by": people[2], "raised_on": "2026-09-07"}
        solved = {"accepted_on": "2026-09-07", **accepted, "resolved_on": "2026-09-10"}
        yield "gas-pipe", {**gas, "major": "true", **solved, "result": "燃气公司已更换管段"}
        bench = {"kind": "proposal", "title": "小区门口增设长椅", "raised_by": people[4], "raised_on": "2026-10-19"}
        yield "bench", {**bench, "accepted_on": "2026-10-21", **accepted}
    elif ward.number == 1:
        bins = {"kind": "property", "title": "垃圾清运不及时", "raised_by": people[1], "raised_on": "2026-08-11"}
        solved = {"accepted_on": "2026-08-12", **accepted, "resolved_on": "2026-08-25"}
        yield "bins", {**bins, **solved, "result": "物业改为每天两次清运"}
    else:
        yield (
            "ramp",
            {"kind": "service", "title": "轮椅坡道破损", "raised_by": people[3], "raised_on": "2026-11-16"},
        )


def _winter(town: Staffed) -> Plain:
    return {
        "kind": "general",
        "title": "冬季走访安排",
        "clause": "3.5",
        "opens": "2026-11-09",
        "closes": "2026-12-31",
        "body": "各位居民：\n\n- 入冬后楼栋长每月至少上门一次，佩戴胸牌；\n- 有困难请找本楼楼栋长或社区办公室。\n",
        "contact": town.ward.contact,
        "issued_by": town.ward.office,
    }


def write_street_papers(street: Street, first: Staffed) -> None:
    """Write the papers of the street: what agreements and allowances are about, and a reading of the plan."""
    notice = {
        "kind": "general",
        "title": "楼栋长志愿服务协议和工作补贴说明",
        "clause": "3.1",
        "opens": "2026-01-05",
        "closes": "2026-12-31",
        "body": "楼栋长是志愿服务，签协议，领的是工作补贴。\n\n"
        "1. 协议双方签字后生效，补贴从生效那天算起。\n"
        "2. 兼任几个网格，按几个网格计；年终部分看评议情况。\n",
        "contact": {"office": "street-office", "post": "街道编制岗"},
        "issued_by": "street-office",
    }
    street.put("jurisdiction-notice", notice, id="agreements-and-allowances")
    reading = {
        "kind": "interpretation",
        "clause": "3.1",
        "proposed_by": first.ward.checker,
        "decided_by": "street-approve",
        "decided_on": "2025-11-05",
        "effective_on": "2025-11-05",
        "reason": "兼任的网格从新协议生效那天起计补贴，不补以前的月份（演示）",
    }
    first.ward.put("decision", reading, id="reading-2025-11")
