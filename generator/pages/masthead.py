"""What the pages of a jurisdiction need of it wherever they stand: its name, its policy, its ways, the day.

Small and frozen, so that the pages of one community are made without the others; knows no content of a page.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct

from generator.pages.finding import finder_addresses
from generator.views import addresses

if TYPE_CHECKING:
    from datetime import date

    from generator.views import Standpoint


class Masthead(Struct, frozen=True):
    """A jurisdiction as each of its pages knows it; `finder` are the files of its finder's rows.

    `site_address` is empty where the site has none.
    """

    id: str
    name: str
    fictional: bool
    policy_title: str
    has_points: bool
    finder: tuple[str, ...]
    as_of: date
    site_address: str = ""

    @property
    def home(self) -> str:
        """The page of the jurisdiction."""
        return addresses.home(self.id)

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


def masthead(stand: Standpoint, communities: int, site_address: str = "") -> Masthead:
    """Return the masthead of a jurisdiction of so many communities."""
    jurisdiction, policy = stand.book.jurisdiction, stand.policy.pack
    files = finder_addresses(stand.id, communities)
    return Masthead(
        stand.id,
        jurisdiction.name,
        jurisdiction.fictional,
        policy.title,
        stand.has_points,
        files,
        stand.as_of,
        site_address,
    )
