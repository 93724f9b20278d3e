"""From public views to the bodies of pages: which template, title, description and way back each page has.

Knows views and templates; neither the frame around a body nor the disk.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from generator.pages import kinds
from generator.pages.codes import code
from generator.pages.wording import FILTERS
from generator.resources import templates

if TYPE_CHECKING:
    from collections.abc import Iterator

    from generator.pages.drafts import Draft
    from generator.views import JurisdictionPublication, Publication


@dataclass(frozen=True, slots=True)
class Page:
    """A page without its frame; `depth` is the number of folders it lies in."""

    title: str
    description: str
    body_html: str
    depth: int


@lru_cache(maxsize=1)
def environment() -> Environment:
    """The templates' environment: everything escaped, nothing undefined, no template from outside."""
    made = Environment(
        autoescape=True,
        undefined=StrictUndefined,
        loader=FileSystemLoader(templates() / "pages"),
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
    )
    made.filters.update(FILTERS, code=code)
    return made


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
    for draft in kinds.site_drafts(publication):
        yield draft.path, _page(publication, None, draft)
    for jurisdiction in publication.jurisdictions:
        for draft in kinds.jurisdiction_drafts(jurisdiction):
            yield draft.path, _page(publication, jurisdiction, draft)


def _page(publication: Publication, jurisdiction: JurisdictionPublication | None, draft: Draft) -> Page:
    depth = draft.path.count("/")
    up = "../" * depth

    def url(path: str) -> str:
        return f"{up}{path}" or "./"

    slots: dict[str, Any] = {
        "view": draft.view,
        "jurisdiction": jurisdiction,
        "jurisdictions": publication.jurisdictions,
        "site_is_fictional": _is_fictional(publication, jurisdiction),
        "as_of": publication.as_of,
        "address": f"{publication.address}{draft.path}" if publication.address else "",
        "crumbs": draft.crumbs,
        "here": draft.here,
        "url": url,
        **draft.extra,
    }
    return Page(draft.title, draft.description, environment().get_template(draft.template).render(slots), depth)


def _is_fictional(publication: Publication, jurisdiction: JurisdictionPublication | None) -> bool:
    shown = (jurisdiction,) if jurisdiction else publication.jurisdictions
    return any(one.fictional for one in shown)
