"""What the pages of a jurisdiction need of it wherever they stand: its name, its policy, its ways, the day.

Small and frozen, so that the pages of one community are made without the others; knows no content of a page.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct

from generator.views import addresses

if TYPE_CHECKING:
    from datetime import date

    from generator.views import Standpoint


class Masthead(Struct, frozen=True):
    """A jurisdiction as each of its pages knows it; `site_address` is empty where the site has none."""

    id: str
    name: str
    fictional: bool
    policy_title: str
    has_points: bool
    as_of: date
    site_address: str = ""

    @property
    def home(self) -> str:
        """The page of the jurisdiction."""
        return addresses.home(self.id)

    @property
    def finder(self) -> str:
        """The file of the finder's rows."""
        return addresses.finder_rows(self.id)

    @property
    def points(self) -> str:
        """The page that names every published list."""
        return addresses.points_index(self.id)

    @property
    def notices(self) -> str:
        """The page that names every notice."""
        return addresses.notices(self.id)

    @property
    def leaders(self) -> str:
        """The index of leaders that works without a script."""
        return addresses.leaders(self.id)

    @property
    def stories(self) -> str:
        """The page of good examples."""
        return addresses.stories(self.id)

    @property
    def method(self) -> str:
        """The page that shows the policy and its values."""
        return addresses.method(self.id)


def masthead(stand: Standpoint, site_address: str = "") -> Masthead:
    """Return the masthead of a jurisdiction."""
    jurisdiction, policy = stand.book.jurisdiction, stand.policy.pack
    return Masthead(
        stand.id,
        jurisdiction.name,
        jurisdiction.fictional,
        policy.title,
        stand.has_points,
        stand.as_of,
        site_address,
    )
