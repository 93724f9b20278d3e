"""The notices of the points scheme: each month's results, the first places of the year, and what is to be known.

Knows their wording and when they are put up; how long they are shown is the policy's.
"""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

from generator.claims import last_day
from generator.demo.street import days_after

if TYPE_CHECKING:
    from generator.demo.points.people import Team
    from generator.demo.street import Street, Ward
    from generator.demo.town import Plain
    from generator.periods import Period, WorkingDays
    from generator.policies.claims import Display

_SHOWN_AFTER = timedelta(days=11)
_SHOWN_LATER = timedelta(days=16)
_LATE = (2, "2026-10")
"""The community and month whose results were put up later, so that they are still shown on the as-of day."""
_APPEALED = {(0, "2026-01"): "申诉一件，成立，改动列入下一期。", (1, "2026-04"): "申诉一件，不成立，结果不变。"}


def show_month(team: Team, month: Period, display: Display, working_days: WorkingDays, as_of: date) -> None:
    """Write the notice of a month's results, if it has been put up by the as-of day."""
    ward = team.ward
    opens = month.last + (_SHOWN_LATER if (ward.number, month.text) == _LATE else _SHOWN_AFTER)
    while not working_days.is_working(opens):
        opens += timedelta(days=1)
    if opens > as_of:
        return
    closes = last_day(display, opens, working_days)
    notice: Plain = {
        "kind": "points",
        "title": f"{month.label_zh}楼长积分公示",
        "clause": "7.3",
        "period": month.text,
        "opens": str(opens),
        "closes": str(closes),
        "working_days": str(working_days.between(opens + timedelta(days=1), closes)),
        "body": (
            f"现公示{ward.name}{month.label_zh}楼长积分审核结果，请居民监督。\n\n"
            "对自己的结果有不同意见的楼长，可以在公示期内申诉，最后一天还算在内。\n"
        ),
        "contact": ward.contact,
        "issued_by": ward.office,
    }
    settled = date.fromisoformat(days_after(closes, 8))
    if settled <= as_of:
        text = _APPEALED.get((ward.number, month.text), "公示期内没有申诉，结果不变。")
        notice["result"] = {"on": str(settled), "text": text}
    ward.put("notice", notice, id=f"points-{month.text}")


def write_notices(street: Street) -> None:
    """Write the notices of the street, and one of a community that was withdrawn and put up anew."""
    contact = {"office": "street-office", "post": "街道编制岗"}
    honours: Plain = {
        "kind": "honours",
        "title": "2025年度积分前列楼长名单公示",
        "clause": "11.1",
        "period": "2025",
        "opens": "2026-01-28",
        "closes": "2026-02-03",
        "body": "每个社区积分排在前三的楼长得到奖励。名额边界同分的，决定和理由一并公布。\n",
        "contact": contact,
        "issued_by": "street-office",
        "objections": [
            {
                "id": "o1",
                "lodged_on": "2026-01-30",
                "channel": "visit",
                "concerns": "同分时为什么只取一人",
                "decided_on": "2026-02-04",
                "decided_by": "street-approve",
                "decision": "dismissed",
                "answer": "名额是每个社区三名，同分的已按规定作出决定并公布理由，名单不变。",
            }
        ],
        "result": {"on": "2026-02-05", "text": "收到异议一件，不成立；名单已确认。"},
    }
    street.put("jurisdiction-notice", honours, id="first-places-2025")
    redeeming: Plain = {
        "kind": "general",
        "title": "2026年积分兑换安排",
        "clause": "8.1",
        "opens": "2026-01-05",
        "closes": "2026-12-31",
        "body": "带本人的积分证明，到社区服务站兑换。\n\n"
        "1. 积分只能本人用，不能转让。\n"
        "2. 2025年的积分2026年1月31日以前仍可兑换，2月1日清零。\n",
        "contact": contact,
        "issued_by": "street-office",
    }
    street.put("jurisdiction-notice", redeeming, id="redeeming-2026")
    _bazaar(street.wards[1])


def _bazaar(ward: Ward) -> None:
    base: Plain = {"kind": "general", "title": "积分兑换日安排", "clause": "8.2"}
    body = "兑换日在社区服务站集中办理，请带积分证明。\n"
    rest = {"body": body, "contact": ward.contact, "issued_by": ward.office}
    withdrawn = {"on": "2026-09-16", "by": ward.checker, "reason": "与停电检修同一天，改期"}
    first = {**base, "opens": "2026-09-14", "closes": "2026-09-22", **rest, "withdrawn": withdrawn}
    ward.put("notice", first, id="redeeming-day")
    again = {**base, "title": "积分兑换日改期", "opens": "2026-09-17", "closes": "2026-09-29", **rest}
    ward.put("notice", again | {"corrects": "redeeming-day"}, id="redeeming-day-b")
