"""Look-ups about one community that are worked out once, however many of its pages ask.

Knows one community at a time and forgets it when another is looked at; knows nothing of what is looked up.
"""

from __future__ import annotations

from collections import defaultdict
from functools import wraps
from typing import TYPE_CHECKING, Any, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable

    from generator.ledger import CommunityBook
    from generator.views.standpoint import Standpoint

    K = TypeVar("K", bound=Hashable)
    V = TypeVar("V")
_UNKNOWN = object()


class Memory:
    """What was worked out for the community looked at last."""

    __slots__ = ("book", "known")

    def __init__(self) -> None:
        """Begin without a community."""
        self.book: CommunityBook | None = None
        self.known: defaultdict[Callable[..., Any], dict[Any, Any]] = defaultdict(dict)

    def of(self, book: CommunityBook, work: Callable[..., Any]) -> dict[Any, Any]:
        """Return what a look-up found for a community; another community's findings are forgotten."""
        if self.book is not book:
            self.book, self.known = book, defaultdict(dict)
        return self.known[work]


def remembered(work: Callable[[Standpoint, CommunityBook, K], V]) -> Callable[[Standpoint, CommunityBook, K], V]:
    """Work a look-up out once for each key, as long as the same community is looked at."""

    @wraps(work)
    def recalled(stand: Standpoint, book: CommunityBook, key: K) -> V:
        memory = stand.memory
        known: dict[K, Any] = memory.known[work] if memory.book is book else memory.of(book, work)
        found: V = known.get(key, _UNKNOWN)
        if found is _UNKNOWN:
            found = known[key] = work(stand, book, key)
        return found

    return recalled
