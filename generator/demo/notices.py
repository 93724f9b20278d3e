"""Invented notices that every town of a demonstration puts up.

Knows their wording; writes no file.
"""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from generator.demo.days import published_on

if TYPE_CHECKING:
    from datetime import date

    from generator.demo.town import Plain, Town
    from generator.periods import Period

_SHOWN_FOR = timedelta(days=6)
_SETTLED_AFTER = timedelta(days=3)


def contact(town: Town) -> Plain:
    """Where to turn with an objection."""
    return {"office": town.office, "post": "社区综合岗"}


def points_notice_id(quarter: Period) -> str:
    """Return the id of the notice of a quarter's points."""
    return f"points-{quarter.text.lower()}"


def points_notice(town: Town, quarter: Period, as_of: date) -> Plain:
    """The notice of a quarter's points, with its result once that day has come."""
    opens = published_on(quarter)
    settled = opens + _SHOWN_FOR + _SETTLED_AFTER
    result = {"on": str(settled), "text": "公示期内没有收到异议，名单不变。"}
    notice: Plain = {
        "kind": "points",
        "title": f"{quarter.label_zh}楼长服务积分公示",
        "clause": "2.4.2",
        "period": quarter.text,
        "opens": str(opens),
        "closes": str(opens + _SHOWN_FOR),
        "body": (
            f"现公示{town.name}{quarter.label_zh}楼长、楼道长的服务积分。\n\n"
            "每一分都可以在楼长页面上看到来历；有不同意见，请在公示期内提出。\n"
        ),
        "contact": contact(town),
        "issued_by": town.office,
    }
    return notice | {"result": result} if settled <= as_of else notice


def general_notice(town: Town, title: str, opens: str, closes: str) -> Plain:
    """A notice about something to come."""
    return {
        "kind": "general",
        "title": title,
        "opens": opens,
        "closes": closes,
        "body": "各位居民：\n\n- 请留意楼道公示牌上的安排；\n- 有困难请找本楼楼长或社区办公室。\n",
        "contact": contact(town),
        "issued_by": town.office,
    }
