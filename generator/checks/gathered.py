"""What the entries of one community name, gathered once for the many checks that ask: each thing once, key by key.

Knows entries by their keys; knows no policy and judges nothing.
"""

from __future__ import annotations

from collections import Counter
from functools import cached_property, wraps
from itertools import chain, compress
from typing import TYPE_CHECKING, Any, NamedTuple, ParamSpec, TypeVar
from weakref import ref

from generator.ledger.columns import Columns

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterator, Sequence
    from datetime import date

    from generator.ledger import CommunityBook
    from generator.periods import Period
    from generator.records.activity import ActivityLog, Entry

P = ParamSpec("P")
T = TypeVar("T")

_NOTHING = (None,)


def kept(gather: Callable[P, T]) -> Callable[P, T]:
    """Make a gathering remember its last answer, and give it again while it is asked about the very same things.

    Checks ask one after the other about the same community. The answer goes when what it is about goes.
    """
    last: list[tuple[tuple[Callable[[], object], ...], T]] = []

    def forget(_gone: object) -> None:
        last.clear()

    @wraps(gather)
    def ask(*args: P.args, **kwargs: P.kwargs) -> T:
        for asked, answer in last:  # held together: a worker of a cluster may look at two communities at a time
            if all(one() is given for one, given in zip(asked, args, strict=True)):
                return answer
        answer = gather(*args, **kwargs)
        last[:] = [(tuple(ref(given, forget) for given in args), answer)]
        return answer

    return ask


class Logged(NamedTuple):
    """One log; `known` are the days on which each entry had happened and was told."""

    month: Period
    log: ActivityLog
    columns: Columns
    known: Sequence[date]

    @property
    def ids(self) -> frozenset[str]:
        """The numbers as they are written."""
        return frozenset(self.columns.of("id"))

    @property
    def numbers(self) -> tuple[int, ...]:
        """The numbers in the order written."""
        return self.columns.numbers

    @property
    def days(self) -> tuple[date, ...]:
        """The days in the order written."""
        return self.columns.of("date")

    @property
    def leaders(self) -> frozenset[str]:
        """Whose entries they are."""
        return frozenset(self.columns.of("leader"))

    @property
    def lies_in_month(self) -> bool:
        """Tell whether every day lies in the month of the log."""
        span = self.columns.span
        return span is None or (self.month.contains(span[0]) and self.month.contains(span[1]))

    @property
    def rising(self) -> bool:
        """Tell whether each number is above the one before."""
        return self.columns.rising


class Gathered:
    """The entries of all logs of a community, then those that corrections restate."""

    def __init__(self, community: CommunityBook) -> None:
        self._logs, self._columns = community.logs, community.columns
        restated = (found.restated for found in community.corrections.values())
        self.restated = tuple(entry for entry in restated if entry is not None)
        parts = (*self._columns.values(), Columns(self.restated))
        self._parts = tuple(part for part in parts if part.entries)
        self._named: dict[str, frozenset[Any]] = {}
        self._times: dict[str, Counter[str]] = {}

    @cached_property
    def entries(self) -> tuple[Entry, ...]:
        """All entries."""
        return tuple(chain.from_iterable(part.entries for part in self._parts))

    @cached_property
    def logs(self) -> tuple[Logged, ...]:
        """Each log apart."""
        return tuple(
            Logged(month, log, self._columns[month], _known(self._columns[month])) for month, log in self._logs.items()
        )

    def named(self, key: str) -> frozenset[Any]:
        """Return what stands under a key, each value once; None where an entry lacks the key."""
        found = self._named.get(key)
        if found is None:
            columns = ((part.of(key) if part.has(key) else _NOTHING) for part in self._parts)
            found = self._named[key] = frozenset().union(*columns)
        return found

    def having(self, key: str) -> tuple[Entry, ...]:
        """Return the entries that have a key."""
        return tuple(chain.from_iterable(compress(part.entries, has) for part, has in self._with(key)))

    def _with(self, key: str) -> Iterator[tuple[Columns, Sequence[Any]]]:
        """Yield entries, and one by one something true where they have a key: the value, unless it may be empty."""
        may_be_empty = not all(self.named(key).difference(_NOTHING))
        for part in self._parts:
            if part.has(key):
                column = part.of(key)
                yield part, [value is not None for value in column] if may_be_empty else column

    @cached_property
    def times(self) -> Counter[str]:
        """How many entries there are of each activity."""
        return Counter(chain.from_iterable(part.of("activity") for part in self._parts))

    def times_with(self, key: str) -> Counter[str]:
        """Count the entries that have a key, by activity."""
        found = self._times.get(key)
        if found is None:
            having = (compress(part.of("activity"), has) for part, has in self._with(key))
            found = self._times[key] = Counter(chain.from_iterable(having))
        return found

    def pairs(self, one: str, other: str) -> frozenset[tuple[Any, Any]]:
        """Return what stands under two keys together, where the second is there."""
        both = (compress(zip(part.of(one), part.of(other), strict=True), has) for part, has in self._with(other))
        return frozenset(chain.from_iterable(both))

    def of(self, activities: Collection[str]) -> tuple[Entry, ...]:
        """Return the entries of some activities."""
        if not self.named("activity").intersection(activities):
            return ()
        wanted = frozenset(activities).__contains__
        done = (compress(part.entries, map(wanted, part.of("activity"))) for part in self._parts)
        return tuple(chain.from_iterable(done))


def _known(columns: Columns) -> Sequence[date]:
    days: tuple[date, ...] = columns.of("date")
    if not columns.has("told_on"):
        return days
    told = columns.of("told_on")
    return [day if later is None or later < day else later for day, later in zip(days, told, strict=True)]


@kept
def gathered(community: CommunityBook) -> Gathered:
    """Gather the entries of a community; the answer is remembered while the same community is asked about."""
    return Gathered(community)
