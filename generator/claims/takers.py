"""Who earns points in a year: those who held a post that lets them.

Knows posts; knows no point.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable

    from generator.ledger import Post
    from generator.periods import Period


def leaders_of(posts: Iterable[Post], roles: Collection[str], year: Period) -> tuple[str, ...]:
    """Return who held a post with one of the roles in a year, in order of id."""
    return tuple(
        sorted(
            {
                post.person
                for post in posts
                if post.appointment.role in roles
                and post.appointment.from_ <= year.last
                and (post.appointment.ended is None or post.appointment.ended.on >= year.first)
            }
        )
    )
