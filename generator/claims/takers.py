"""Who claims in a year: those who held a post that the policy lets claim.

Knows posts; knows no point.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from generator.claims.facts import ClaimFacts
    from generator.periods import Period


def leaders_of(facts: ClaimFacts, year: Period) -> tuple[str, ...]:
    """Return who held a claiming post in a year, in order of id."""
    return tuple(
        sorted(
            {
                post.person
                for post in facts.posts
                if post.appointment.role in facts.rules.roles
                and post.appointment.from_ <= year.last
                and (post.appointment.ended is None or post.appointment.ended.on >= year.first)
            }
        )
    )
