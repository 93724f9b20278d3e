"""The public pages that only some policies have: what monthly claims, surveys, figures and chosen leaders bring.

Knows which of them a jurisdiction has and what each is called; decides nothing about a single person.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct

from generator.views.catalogue import catalogue_page
from generator.views.chosen import chosen_honours, chosen_pages
from generator.views.earned import earned_honours, earned_pages
from generator.views.opinions import opinions_page
from generator.views.roster import roster_page
from generator.views.scheme import scheme_page
from generator.views.standpoint import Link
from generator.views.tallies import tallies_pages

if TYPE_CHECKING:
    from collections.abc import Iterator

    from generator.views.cards import HeldHonour
    from generator.views.catalogue import CataloguePage
    from generator.views.chosen import ChosenPage
    from generator.views.earned import EarnedPage
    from generator.views.opinions import OpinionsPage
    from generator.views.overview import Overview
    from generator.views.roster import RosterPage
    from generator.views.scheme import SchemePage
    from generator.views.standpoint import Standpoint
    from generator.views.tallies import TalliesPage


class YearPages(Struct, frozen=True):
    """The pages of single years that name leaders."""

    earned: tuple[EarnedPage, ...]
    chosen: tuple[ChosenPage, ...]


class FurtherPages(Struct, frozen=True):
    """The pages of a jurisdiction as a whole that only some policies have."""

    catalogue: CataloguePage | None
    tallies: tuple[TalliesPage, ...]
    opinions: OpinionsPage | None
    scheme: SchemePage | None
    roster: RosterPage | None

    def links(self) -> tuple[Link, ...]:
        """Return the way to each page."""
        return tuple(self._links())

    def _links(self) -> Iterator[Link]:
        if self.catalogue is not None:
            yield Link("积分能换什么", self.catalogue.path)
        for page in self.tallies:
            yield Link(f"{page.year}年积分统计", page.path)
        if self.opinions is not None:
            yield Link("居民满意度", self.opinions.path)
        if self.scheme is not None:
            yield Link("积分制办得怎么样", self.scheme.path)
        if self.roster is not None:
            yield Link("队伍统计", self.roster.path)


def year_pages(overview: Overview) -> YearPages:
    """Build the rankings by points earned and the lists of chosen leaders."""
    return YearPages(earned_pages(overview), chosen_pages(overview))


def honours_of(stand: Standpoint, pages: YearPages) -> tuple[dict[str, tuple[HeldHonour, ...]], ...]:
    """Return what the pages say that each leader in post holds, by the address of the card."""
    return earned_honours(stand, pages.earned), chosen_honours(pages.chosen)


def further_pages(overview: Overview) -> FurtherPages:
    """Build the pages that name nobody."""
    stand, shares = overview.stand, tuple(overview.shares.values())
    return FurtherPages(
        catalogue=catalogue_page(stand, (share.taken for share in shares)),
        tallies=tallies_pages(stand, (tally for share in shares for tally in share.tallies)),
        opinions=opinions_page(stand, (one for share in shares for one in share.opinions)),
        scheme=scheme_page(stand, (share.prizes for share in shares)),
        roster=roster_page(stand, (share.roster for share in shares)),
    )
