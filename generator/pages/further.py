"""The drafts of the pages that only some policies have: months, rankings by points earned, figures, opinions.

Knows which template each of them has; nothing of how its view came about.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.pages.drafts import Draft
from generator.pages.wording import day

if TYPE_CHECKING:
    from collections.abc import Iterator

    from generator.views import CommunityPublication, JurisdictionPublication
    from generator.views.standpoint import Link


def month_drafts(found: CommunityPublication, up: tuple[Link, ...]) -> Iterator[Draft]:
    """Yield the displayed months of a community."""
    for month in found.months:
        title = f"{month.period}积分公示"
        about = f"{month.community.text}{title}，{day(month.opens)}至{day(month.closes)}公示。"
        yield Draft(month.path, "month.html", f"{title} - {month.community.text}", about, month, up, title)


def further_drafts(found: JurisdictionPublication, up: tuple[Link, ...]) -> Iterator[Draft]:
    """Yield the further pages of a jurisdiction."""
    name, pages = found.name, found.further
    for earned in found.years.earned:
        title = f"{earned.year}{earned.label}"
        yield Draft(earned.path, "earned.html", f"{title} - {name}", f"{name}{title}。", earned, up, title)
    for chosen in found.years.chosen:
        title = f"{chosen.period}优秀楼长名单"
        yield Draft(chosen.path, "chosen.html", f"{title} - {name}", f"{name}{title}。", chosen, up, title)
    for tallies in pages.tallies:
        title = f"{tallies.year}年积分统计"
        about = f"{name}{title}：按项目、月份和社区。"
        yield Draft(tallies.path, "tallies.html", f"{title} - {name}", about, tallies, up, title)
    if pages.catalogue is not None:
        title, about = "积分能换什么", f"{name}积分兑换目录、地点和规定。"
        yield Draft(pages.catalogue.path, "catalogue.html", f"{title} - {name}", about, pages.catalogue, up, title)
    if pages.opinions is not None:
        title, about = "居民满意度", f"{name}居民对楼长的满意度，只公布合计。"
        yield Draft(pages.opinions.path, "opinions.html", f"{title} - {name}", about, pages.opinions, up, title)
    if pages.scheme is not None:
        title, about = "积分制办得怎么样", f"{name}积分制的评价、小结和活动。"
        yield Draft(pages.scheme.path, "scheme.html", f"{title} - {name}", about, pages.scheme, up, title)
    if pages.roster is not None:
        title, about = "队伍统计", f"{name}楼长队伍的人数、年龄、学历和覆盖情况，只有合计。"
        yield Draft(pages.roster.path, "roster.html", f"{title} - {name}", about, pages.roster, up, title)
