"""The files of the site: each body in the frame of its depth, the finder's rows, and what the engine built.

Knows how bodies and frames meet; nothing of records or disk. The pages of the site, of a jurisdiction and of a
community are made one after the other, each from its own view.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.pages.finding import finder_files
from generator.pages.making import community_bodies, jurisdiction_bodies, mastheads, release_bodies, site_bodies

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from generator.pages.frame import Frames
    from generator.pages.imprint import Imprint
    from generator.pages.making import Page
    from generator.pages.masthead import Masthead
    from generator.views import CommunityPublication, JurisdictionPublication, Publication
    from generator.views.cards import HeldHonour
    from generator.views.home import SiteHome


class Press:
    """Stamps bodies into the frames of one build."""

    def __init__(self, frames: Frames, imprint: Imprint) -> None:
        self._stamp = imprint.stamp
        self._frames = {depth: frames.page(depth, imprint) for depth in frames.shells}

    def site_pages(self, title: str, front: SiteHome, heads: tuple[Masthead, ...]) -> Iterator[tuple[str, bytes]]:
        """Yield path and bytes of each page of the whole site."""
        return self._stamped(site_bodies(title, front, heads))

    def release_page(self) -> Iterator[tuple[str, bytes]]:
        """Yield the one page that is another after each commit."""
        return self._stamped(release_bodies(self._stamp))

    def jurisdiction_pages(self, found: JurisdictionPublication, head: Masthead) -> Iterator[tuple[str, bytes]]:
        """Yield path and bytes of each page of a jurisdiction as a whole; its communities need not be there."""
        return self._stamped(jurisdiction_bodies(found, head))

    def community_pages(
        self, found: CommunityPublication, held: Mapping[str, tuple[HeldHonour, ...]], head: Masthead
    ) -> Iterator[tuple[str, bytes]]:
        """Yield path and bytes of each page of one community.

        Args:
            found: the community.
            held: what the whole gives to its leaders, by the address of a card; that of others may be among it.
            head: the masthead of its jurisdiction.
        """
        return self._stamped(community_bodies(found, held, head))

    def _stamped(self, bodies: Iterable[tuple[str, Page]]) -> Iterator[tuple[str, bytes]]:
        for path, page in bodies:
            yield (
                path,
                self._frames[page.depth].stamp(
                    title=page.title, description=page.description, body_html=page.body_html, path=path
                ),
            )


def render(publication: Publication, frames: Frames, imprint: Imprint) -> Mapping[str, bytes]:
    """Make every file of the site.

    Raises:
        ValueError: two pages want the same path, or one wants that of a hand-written page or of an asset.
    """
    files = dict(frames.static(imprint))
    taken = _put(files, finder_files(publication).items()) + _put(files, _pages(publication, Press(frames, imprint)))
    if taken:
        message = f"a data page and the guide want the same path: {', '.join(sorted(taken))}"
        raise ValueError(message)
    return files


def _pages(publication: Publication, press: Press) -> Iterator[tuple[str, bytes]]:
    heads = mastheads(publication)
    yield from press.release_page()
    yield from press.site_pages(publication.title, publication.front, heads)
    for jurisdiction, head in zip(publication.jurisdictions, heads, strict=True):
        held = dict(jurisdiction.held)
        for community in jurisdiction.communities:
            yield from press.community_pages(community, held, head)
        yield from press.jurisdiction_pages(jurisdiction, head)


def _put(files: dict[str, bytes], more: Iterable[tuple[str, bytes]]) -> list[str]:
    """Add files and return the paths that are taken already."""
    taken = []
    for path, data in more:
        if path in files:
            taken.append(path)
        files[path] = data
    return taken
