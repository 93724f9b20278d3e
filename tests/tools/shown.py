"""Which kinds of page of the demonstration cite which clause of which policy.

Knows the pages as they are published and the names of their kinds; judges nothing.
"""

from __future__ import annotations

import re
from collections import defaultdict
from datetime import date
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from generator.awards import rounds
from generator.history import History
from generator.ledger import load
from generator.pages import bodies
from generator.pages.kinds import community_drafts, own_drafts
from generator.scoring import score
from generator.views import addresses, publication

if TYPE_CHECKING:
    from collections.abc import Mapping

ROOT = Path(__file__).resolve().parents[2]
AS_OF = date(2026, 11, 20)
KINDS = {
    "board.html": "公示牌",
    "campaign.html": "专项工作进度",
    "card.html": "楼长名片",
    "catalogue.html": "兑换目录",
    "chosen.html": "优秀楼长名单",
    "community.html": "社区页",
    "earned.html": "年度积分排名",
    "honours.html": "年度评比结果",
    "issues.html": "问题公示",
    "jurisdiction.html": "辖区首页",
    "month.html": "每月积分公示",
    "notice.html": "公示",
    "opinions.html": "居民满意度",
    "points.html": "各期积分名单",
    "ranking.html": "年度排名",
    "roster.html": "队伍统计",
    "scheme.html": "方案评价",
    "stations.html": "工作站建设进度",
    "tallies.html": "积分统计",
}
"""The kinds of page that cite clauses, by template; the method page shows every clause."""

_CITED = re.compile(r'method\.html#(clause-[^"]+)"')


@cache
def citing_pages() -> Mapping[tuple[str, str], tuple[str, ...]]:
    """Map each policy and clause to the kinds of page that cite it, in the order of `KINDS`."""
    ledger = load(ROOT).ledger
    if ledger is None:
        raise LookupError(ROOT)
    scores = score(ledger, AS_OF)
    found = publication(ledger, scores, {name: rounds(one) for name, one in scores.items()}, History(), AS_OF)
    drafts = (
        draft
        for one in found.jurisdictions
        for draft in (*own_drafts(one), *(d for c in one.communities for d in community_drafts(c, one.id, one.name)))
    )
    templates = {draft.path: draft.template for draft in drafts}
    cited: dict[tuple[str, str], set[str]] = defaultdict(set)
    for path, page in bodies(found).items():
        book = ledger.jurisdictions.get(path.partition("/")[0])
        policy = book.policy if book else None
        for article in policy.articles if policy is not None and templates.get(path) in KINDS else ():
            if addresses.anchor(article.id) in _CITED.findall(page.body_html) and policy is not None:
                cited[policy.home_of(article), article.id].add(templates[path])
    return {at: tuple(title for kind, title in KINDS.items() if kind in kinds) for at, kinds in cited.items()}
