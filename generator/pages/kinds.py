"""Every kind of page: its template, its title and description, and the way back from it.

The one list of what the site consists of; a view that stands in no list here has no page.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct

from generator.pages.drafts import Draft
from generator.pages.further import further_drafts, month_drafts
from generator.pages.imprint import RELEASE
from generator.pages.prose import prose
from generator.pages.wording import STATE_WORDS, day
from generator.views.addresses import FINDER, INDEX, home, notices
from generator.views.cards import CardPage
from generator.views.standpoint import Link

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from markupsafe import Markup

    from generator.pages.imprint import Stamp
    from generator.pages.masthead import Masthead
    from generator.views import CommunityPublication, JurisdictionPublication
    from generator.views.boards import BoardPage
    from generator.views.cards import FormerPage
    from generator.views.home import SiteHome
    from generator.views.lists import PointsPage
    from generator.views.notices import NoticePage


class BoardParts(Struct, frozen=True):
    """What the page of a board shows beside its view: one with a list of people is set closer."""

    dense: bool


class NoticeParts(Struct, frozen=True):
    """What the page of a notice shows beside its view."""

    body: Markup
    table: str | None
    objection_text: str


def site_drafts(title: str, front: SiteHome, mastheads: tuple[Masthead, ...]) -> Iterator[Draft]:
    """Yield the pages of the whole site."""
    about = "找楼长、看公示、查积分。"
    yield Draft(INDEX, "index.html", "首页", f"{title}：{about}", front, extra=mastheads)
    top = (Link("首页", INDEX),)
    yield Draft(FINDER, "find.html", "找楼长", "按楼栋、姓名或拼音找楼长。", front, top, "找楼长", mastheads)


def release_draft(stamp: Stamp) -> Draft:
    """Return the page that says which records, day and program the site was made of."""
    title, about = "本站版本", "本站按哪一版记录、哪一天、哪个程序生成。"
    return Draft(RELEASE, "release.html", title, about, stamp, (Link("首页", INDEX),), title)


def own_drafts(found: JurisdictionPublication) -> Iterator[Draft]:
    """Yield the pages of a jurisdiction as a whole."""
    name, up = found.name, _way(found.id, found.name)
    about = f"{name}的社区、楼长、公示和积分。"
    yield Draft(found.front.path, "jurisdiction.html", name, about, found.front, up[:1], name, found)
    if found.points.is_open:
        title = "各期积分名单"
        yield Draft(
            found.points.path, "points_index.html", f"{title} - {name}", "公布过的积分名单。", found.points, up, title
        )
    plain = (
        (found.notices_index, "notices.html", "公示", "正在公示和已经期满的公示。"),
        (found.leaders, "leaders.html", "全部楼长名录", "按楼栋和拼音首字母排列的楼长名录。"),
        (found.stories, "stories.html", "身边的好事", "经本人同意发布的好人好事。"),
        (found.method, "method.html", "办法和取值", f"{found.policy_title}的条款大意和每个数字的来历。"),
    )
    for view, template, title, description in plain:
        yield Draft(view.path, template, f"{title} - {name}", description, view, up, title)
    yield from _subjects(found, up)
    yield from _lists(found, up)
    yield from further_drafts(found, up)
    for notice in found.notices:
        yield _notice(notice, (*up, Link("公示", found.notices_index.path)), None)


def _way(jurisdiction: str, name: str) -> tuple[Link, ...]:
    return (Link("首页", INDEX), Link(name, home(jurisdiction)))


def _lists(found: JurisdictionPublication, up: tuple[Link, ...]) -> Iterator[Draft]:
    """Yield the index by letter, the rankings and the honours."""
    name, to_leaders = found.name, (*up, Link("全部楼长名录", found.leaders.path))
    for one in found.leaders.letters:
        title = f"名录：{one.letter}"
        yield Draft(one.path, "letter.html", f"{title} - {name}", f"{name}楼长{title}。", one, to_leaders, one.letter)
    for ranking in found.rankings:
        title = f"{ranking.year}年度排名"
        here = f"{title}（第{ranking.number}页）" if ranking.number > 1 else title
        yield Draft(ranking.path, "ranking.html", f"{here} - {name}", f"{name}{here}。", ranking, up, title)
    for honours in found.honours:
        title = f"{honours.year}年度评比结果"
        yield Draft(honours.path, "honours.html", f"{title} - {name}", f"{name}{title}。", honours, up, title)


def _subjects(found: JurisdictionPublication, up: tuple[Link, ...]) -> Iterator[Draft]:
    """Yield the pages that only some policies have."""
    name = found.name
    if found.issues is not None:
        title, about = "居民关心的事怎么办", f"{name}正在解决的事项、措施和时限。"
        yield Draft(found.issues.path, "issues.html", f"{title} - {name}", about, found.issues, up, title)
    if found.stations is not None:
        title, about = "工作站建设进度", f"{name}各社区工作站建了多少、齐全的占多少。"
        yield Draft(found.stations.path, "stations.html", f"{title} - {name}", about, found.stations, up, title)
    for campaign in found.campaigns:
        title = f"{campaign.label}工作进度"
        yield Draft(campaign.path, "campaign.html", f"{title} - {name}", f"{name}{title}。", campaign, up, title)


def community_drafts(found: CommunityPublication, jurisdiction: str, name: str) -> Iterator[Draft]:
    """Yield the pages of one community of a jurisdiction of that id and name."""
    page, up = found.page, _way(jurisdiction, name)
    yield Draft(page.path, "community.html", page.name, f"{page.name}的楼栋、楼长和服务电话。", page, up, page.name)
    inside = (*up, Link(page.name, page.path))
    for board in found.boards:
        yield _board(board, inside)
    for card in found.cards:
        yield _card(card, inside)
    for points in found.points:
        yield _points(points, inside)
    yield from month_drafts(found, inside)
    tables = {month.notice.href: month.path for month in found.months}
    yield from _notices(jurisdiction, found.notices, tables, up)


def _notices(
    jurisdiction: str, posted: Iterable[NoticePage], tables: Mapping[str, str], up: tuple[Link, ...]
) -> Iterator[Draft]:
    for notice in posted:
        yield _notice(notice, (*up, Link("公示", notices(jurisdiction))), tables.get(notice.path))


def _board(board: BoardPage, up: tuple[Link, ...]) -> Draft:
    title = board.title
    about = f"{board.community.text}{board.name}的楼长、职责和服务电话。"
    parts = BoardParts(any(block.kind == "leaders_below" for block in board.blocks))
    return Draft(board.path, "board.html", f"{title} - {board.community.text}", about, board, up, board.name, parts)


def _card(card: CardPage | FormerPage, up: tuple[Link, ...]) -> Draft:
    if not isinstance(card, CardPage):
        return Draft(card.path, "former.html", "该楼长已离任", "该楼长已离任，请看公示牌。", card, up, "已离任")
    post = card.posts[0]
    places = "、".join(place.text for place in post.places)
    title = f"{card.name} {post.role}"
    about = f"{card.community.text}{places}{post.role}{card.name}：职责、联系办法和公布的积分。"
    return Draft(card.path, "card.html", title, about, card, up, card.name)


def _points(points: PointsPage, up: tuple[Link, ...]) -> Draft:
    title = f"{points.period}积分名单"
    about = f"{points.community.text}{title}，{day(points.published_on)}公布。"
    return Draft(points.path, "points.html", f"{title} - {points.community.text}", about, points, up, title)


def _notice(notice: NoticePage, up: tuple[Link, ...], table: str | None) -> Draft:
    window = f"{day(notice.opens)}至{day(notice.closes)}"
    words = f"我对《{notice.title}》（编号 {notice.id}，公示期{window}）有异议："
    about = f"{notice.owner}，{STATE_WORDS[notice.state]}，公示期{window}。"
    return Draft(
        notice.path,
        "notice.html",
        notice.title,
        about,
        notice,
        up,
        notice.title,
        NoticeParts(prose(notice.body), table, words),
    )
