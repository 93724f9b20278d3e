"""The files of the site: each body in the frame of its depth, the finder's rows, and what the engine built.

Knows how bodies and frames meet; nothing of records or disk. The pages of the site, of a jurisdiction and of a
community are made one after the other, each from its own view.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct

from generator.pages.drafts import HOLE
from generator.pages.finding import finder_files
from generator.pages.making import (
    community_bodies,
    held_html,
    jurisdiction_bodies,
    mastheads,
    release_bodies,
    site_bodies,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from generator.pages.frame import Frame, Frames
    from generator.pages.imprint import Imprint, Stamp
    from generator.pages.making import Page
    from generator.pages.masthead import Masthead
    from generator.views import CommunityPublication, JurisdictionPublication, Publication
    from generator.views.cards import HeldHonour
    from generator.views.home import SiteHome

_HOLE = HOLE.encode()


class Press(Struct, frozen=True):
    """Stamps bodies into the frames of one build, by depth; it can be sent elsewhere."""

    frames: Mapping[int, Frame]

    def site_pages(self, title: str, front: SiteHome, heads: tuple[Masthead, ...]) -> Iterator[tuple[str, bytes]]:
        """Yield path and bytes of each page of the whole site."""
        return self._stamped(site_bodies(title, front, heads))

    def release_page(self, stamp: Stamp) -> Iterator[tuple[str, bytes]]:
        """Yield the one page that is another after each commit."""
        return self._stamped(release_bodies(stamp))

    def jurisdiction_pages(self, found: JurisdictionPublication, head: Masthead) -> Iterator[tuple[str, bytes]]:
        """Yield path and bytes of each page of a jurisdiction as a whole; its communities need not be there."""
        return self._stamped(jurisdiction_bodies(found, head))

    def community_pages(self, found: CommunityPublication, head: Masthead) -> Iterator[tuple[str, bytes]]:
        """Yield path and bytes of each page of one community; cards are to be `completed`."""
        return self._stamped(community_bodies(found, head))

    def _stamped(self, bodies: Iterable[tuple[str, Page]]) -> Iterator[tuple[str, bytes]]:
        for path, page in bodies:
            yield (
                path,
                self.frames[page.depth].stamp(
                    title=page.title, description=page.description, body_html=page.body_html, path=path
                ),
            )


def press_of(frames: Frames, imprint: Imprint) -> Press:
    """Return what stamps pages with an imprint."""
    return Press({depth: frames.page(depth, imprint) for depth in frames.shells})


def render(publication: Publication, frames: Frames, imprint: Imprint) -> Mapping[str, bytes]:
    """Make every file of the site.

    Raises:
        ValueError: two pages want the same path, or one wants that of a hand-written page or of an asset.
    """
    files = dict(frames.static(imprint))
    taken = _put(files, finder_files(publication).items()) + _put(
        files, _pages(publication, press_of(frames, imprint), imprint.stamp)
    )
    if taken:
        message = f"a data page and the guide want the same path: {', '.join(sorted(taken))}"
        raise ValueError(message)
    return files


def _pages(publication: Publication, press: Press, stamp: Stamp) -> Iterator[tuple[str, bytes]]:
    heads = mastheads(publication)
    yield from press.release_page(stamp)
    yield from press.site_pages(publication.title, publication.front, heads)
    for jurisdiction, head in zip(publication.jurisdictions, heads, strict=True):
        held = dict(jurisdiction.held)
        for community in jurisdiction.communities:
            for path, data in press.community_pages(community, head):
                yield path, completed(path, data, held.get(path, ()))
        yield from press.jurisdiction_pages(jurisdiction, head)


def is_complete(data: bytes) -> bool:
    """Tell whether nothing is missing in a page: no other text has the character with which a hole begins."""
    return _HOLE[0] not in data


def completed(path: str, data: bytes, held: tuple[HeldHonour, ...]) -> bytes:
    """Fill in what a card's leader holds; a card has one hole."""
    return data.replace(_HOLE, held_html(held, path).encode(), 1)


def _put(files: dict[str, bytes], more: Iterable[tuple[str, bytes]]) -> list[str]:
    """Add files and return the paths that are taken already."""
    taken = []
    for path, data in more:
        if path in files:
            taken.append(path)
        files[path] = data
    return taken
