"""One jurisdiction on one day, seen as a whole: its frame, what its communities give, and how its years came out.

Knows no community's records; a person is looked up in the communities' directories alone.
"""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, TypeAlias

from msgspec import Struct

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from generator.awards import RoundResult, Standing
    from generator.periods import Period
    from generator.policies.outcomes import Ranking
    from generator.views.shares import CommunityShare
    from generator.views.standpoint import Standpoint

    Standings: TypeAlias = Callable[[Ranking, str, Period], tuple[Standing, ...]]


class Overview(Struct, frozen=True, dict=True):
    """One jurisdiction on one day, seen as a whole.

    Attributes:
        stand: the frame, in which no community stands.
        shares: what each community gives, in the order of their ids.
        rounds: the award round of each year.
        standings: the yearly ranking of a role, as the year's round knows it.
    """

    stand: Standpoint
    shares: Mapping[str, CommunityShare]
    rounds: tuple[RoundResult, ...]
    standings: Standings

    @cached_property
    def community_of(self) -> dict[str, str]:
        """The community of each person whom a list of the whole may name."""
        return {person: community for community, share in self.shares.items() for person in share.directory}

    def card(self, person: str) -> str | None:
        """Return the address of a person's card; None for somebody who has none."""
        community = self.community_of.get(person)
        return self.shares[community].directory[person].name.card if community is not None else None
