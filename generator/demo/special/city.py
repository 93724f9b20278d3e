"""The papers of the committed city itself: the notice of honours, the credit batch, advice to all.

Knows their wording only.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from generator.demo.folder import Folder
    from generator.demo.town import Plain

_CONTACT: Plain = {"office": "city-office", "post": "楼长工作岗"}


def city_papers(folder: Folder, jurisdiction: str) -> None:
    """Write the papers of the city."""
    folder.put("jurisdiction-notice", _honours(), jurisdiction=jurisdiction, id="honours-2025")
    folder.put("jurisdiction-notice", _rules(), jurisdiction=jurisdiction, id="how-points-work")
    batch: Plain = {"year": "2025", "prepared_by": "city-prepare", "sent_on": "2026-01-26", "receipt": "演示回执0126"}
    folder.put("credit-batch", batch, jurisdiction=jurisdiction, id="push-2025")


def _honours() -> Plain:
    return {
        "kind": "honours",
        "title": "2025年度星级楼长和优秀楼道长名单公示",
        "clause": "3.2",
        "period": "2025",
        "opens": "2026-01-16",
        "closes": "2026-01-19",
        "body": "2025年度星级楼长、优秀楼道长按全年服务得分从高到低产生，名额边界同分的，决定和理由一并公布。\n",
        "contact": _CONTACT,
        "issued_by": "city-office",
        "result": {"on": "2026-01-20", "text": "公示期内没有收到异议，名单已确认。"},
    }


def _rules() -> Plain:
    return {
        "kind": "general",
        "title": "楼长积分怎样计算",
        "clause": "2.4.2",
        "opens": "2025-09-01",
        "closes": "2026-12-31",
        "body": "积分只加不扣，每季度公布一次。\n\n"
        "1. 每一分都有记录，记录的人和核实的人不是同一个人。\n"
        "2. 公布后发现错误，另写更正，不改原记录。\n",
        "contact": _CONTACT,
        "issued_by": "city-office",
    }
