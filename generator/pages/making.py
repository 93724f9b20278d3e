"""From public views to the bodies of pages: which template, title, description and way back each page has.

Knows views and templates; neither the frame around a body nor the disk. A community's pages are made without another's.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from msgspec import Struct
from msgspec.structs import replace

from generator.pages import kinds
from generator.pages.drafts import HOLE
from generator.pages.masthead import Masthead

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from jinja2 import Environment

    from generator.pages.drafts import Draft
    from generator.pages.imprint import Stamp
    from generator.views import CommunityPublication, JurisdictionPublication, Publication
    from generator.views.cards import HeldHonour
    from generator.views.home import SiteHome


class Page(Struct, frozen=True):
    """A page without its frame; `depth` is the number of folders it lies in."""

    title: str
    description: str
    body_html: str
    depth: int


def bodies(publication: Publication) -> dict[str, Page]:
    """Render every page of a publication.

    Raises:
        ValueError: two views want the same path.
    """
    pages: dict[str, Page] = {}
    for path, page in _each(publication):
        if path in pages:
            message = f"two pages want the path {path}"
            raise ValueError(message)
        pages[path] = page
    return pages


def _each(publication: Publication) -> Iterator[tuple[str, Page]]:
    heads = mastheads(publication)
    yield from site_bodies(publication.title, publication.front, heads)
    for jurisdiction, head in zip(publication.jurisdictions, heads, strict=True):
        held = dict(jurisdiction.held)
        for community in jurisdiction.communities:
            for path, page in community_bodies(community, head):
                filled = page.body_html.replace(HOLE, held_html(held.get(path, ()), path))
                yield path, replace(page, body_html=filled)
        yield from jurisdiction_bodies(jurisdiction, head)


def mastheads(publication: Publication) -> tuple[Masthead, ...]:
    """Return the masthead of each jurisdiction."""
    as_of, address = publication.as_of, publication.address
    return tuple(
        Masthead(
            one.id,
            one.name,
            one.fictional,
            one.policy_title,
            one.points.is_open,
            as_of,
            address,
        )
        for one in publication.jurisdictions
    )


def site_bodies(title: str, front: SiteHome, heads: tuple[Masthead, ...]) -> Iterator[tuple[str, Page]]:
    """Render the pages of the whole site."""
    return _rendered(kinds.site_drafts(title, front, heads), None, fictional=any(head.fictional for head in heads))


def release_bodies(stamp: Stamp) -> Iterator[tuple[str, Page]]:
    """Render the page that says what the site was made of."""
    return _rendered((kinds.release_draft(stamp),), None, fictional=False)


def jurisdiction_bodies(found: JurisdictionPublication, head: Masthead) -> Iterator[tuple[str, Page]]:
    """Render the pages of a jurisdiction as a whole."""
    return _rendered(kinds.own_drafts(found), head, fictional=head.fictional)


def community_bodies(found: CommunityPublication, head: Masthead) -> Iterator[tuple[str, Page]]:
    """Render the pages of one community; a card has a `HOLE` for what its leader holds."""
    return _rendered(kinds.community_drafts(found, head.id, head.name), head, fictional=head.fictional)


def environment() -> Environment:
    """Return the templates' environment, which takes a while to load and is not asked for where no page is made."""
    from generator.pages import templating

    return templating.environment()


def held_html(held: tuple[HeldHonour, ...], path: str) -> str:
    """Render what goes into the hole of a card at a path."""
    if not held:
        return ""
    from generator.pages.templating import ROOT

    found: Any = environment().get_template("_held.html").module
    return str(found.page(held)).replace(ROOT, "../" * path.count("/"))


def _rendered(drafts: Iterable[Draft], head: Masthead | None, *, fictional: bool) -> Iterator[tuple[str, Page]]:
    from generator.pages.templating import ROOT

    get: Any = environment().get_template
    above = get("_page.html").module.head
    for draft in drafts:
        depth, address = draft.path.count("/"), head.site_address if head else ""
        address = f"{address}{draft.path}" if address else ""
        body = get(draft.template).module.page(draft.view, head, address, draft.extra)
        html = (above(fictional, draft.crumbs, draft.here) + body).replace(ROOT, "../" * depth)
        yield draft.path, Page(draft.title, draft.description, html, depth)
