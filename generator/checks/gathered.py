"""What the entries of one community name, gathered once for the many checks that ask: each thing once, key by key.

Knows entries by their keys; knows no policy and judges nothing.
"""

from __future__ import annotations

from collections import Counter
from functools import cached_property, wraps
from itertools import chain, compress
from operator import attrgetter, lt
from typing import TYPE_CHECKING, Any, NamedTuple, ParamSpec, TypeVar
from weakref import ref

from generator.records.activity import ENTRY_KEYS

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
    from datetime import date

    from generator.ledger import CommunityBook
    from generator.periods import Period
    from generator.records.activity import ActivityLog, Entry

P = ParamSpec("P")
T = TypeVar("T")

_row = attrgetter(*ENTRY_KEYS)


def kept(gather: Callable[P, T]) -> Callable[P, T]:
    """Make a gathering remember its last answer, and give it again while it is asked about the very same things.

    Checks ask one after the other about the same community. The answer goes when what it is about goes.
    """
    last: list[tuple[tuple[Callable[[], object], ...], T]] = []

    def forget(_gone: object) -> None:
        last.clear()

    @wraps(gather)
    def ask(*args: P.args, **kwargs: P.kwargs) -> T:
        if last and all(asked() is given for asked, given in zip(last[0][0], args, strict=True)):
            return last[0][1]
        answer = gather(*args, **kwargs)
        last[:] = [(tuple(ref(given, forget) for given in args), answer)]
        return answer

    return ask


class Logged(NamedTuple):
    """One log, its columns in the order written; `known` are the days on which an entry had happened and was told."""

    month: Period
    log: ActivityLog
    ids: frozenset[str]
    numbers: tuple[int, ...]
    days: tuple[date, ...]
    known: Sequence[date]
    leaders: frozenset[str]

    @property
    def lies_in_month(self) -> bool:
        """Tell whether every day lies in the month of the log."""
        return not self.days or (self.month.contains(min(self.days)) and self.month.contains(max(self.days)))

    @property
    def rising(self) -> bool:
        """Tell whether each number is above the one before."""
        return all(map(lt, self.numbers, self.numbers[1:]))


class Gathered:
    """The entries of all logs of a community, then those that corrections restate."""

    def __init__(self, community: CommunityBook) -> None:
        self._logs = community.logs
        restated = (found.restated for found in community.corrections.values())
        self.restated = tuple(entry for entry in restated if entry is not None)
        self.entries = (*chain.from_iterable(log.entries for log in community.logs.values()), *self.restated)
        columns = zip(*map(_row, self.entries), strict=True) if self.entries else ((),) * len(ENTRY_KEYS)
        self._columns: dict[str, tuple[Any, ...]] = dict(zip(ENTRY_KEYS, columns, strict=True))
        self._named: dict[str, frozenset[Any]] = {}
        self._times: dict[str, Mapping[str, int]] = {}

    @cached_property
    def logs(self) -> tuple[Logged, ...]:
        """Each log apart."""
        return tuple(self._apart())

    def _apart(self) -> Iterator[Logged]:
        ids, leaders = self._columns["id"], self._columns["leader"]
        days, known = self._columns["date"], self._known()
        start = 0
        for month, log in self._logs.items():
            end = start + len(log.entries)
            written = ids[start:end]
            numbers = tuple(map(int, written))
            yield Logged(
                month,
                log,
                frozenset(written),
                numbers,
                days[start:end],
                known[start:end],
                frozenset(leaders[start:end]),
            )
            start = end

    def _known(self) -> Sequence[date]:
        days, told = self._columns["date"], self._columns["told_on"]
        if self.named("told_on") <= {None}:
            return days
        return [day if later is None or later < day else later for day, later in zip(days, told, strict=True)]

    def named(self, key: str) -> frozenset[Any]:
        """Return what stands under a key, each value once; None where an entry lacks the key."""
        found = self._named.get(key)
        if found is None:
            found = self._named[key] = frozenset(self._columns[key])
        return found

    def having(self, key: str) -> tuple[Entry, ...]:
        """Return the entries that have a key."""
        if self.named(key) <= {None}:
            return ()
        return tuple(compress(self.entries, self._has(key)))

    def _has(self, key: str) -> Sequence[Any]:
        """Return, entry by entry, something true where the entry has a key: its value, unless a value may be empty."""
        column = self._columns[key]
        if all(value or value is None for value in self.named(key)):
            return column
        return [value is not None for value in column]

    @cached_property
    def times(self) -> Mapping[str, int]:
        """How many entries there are of each activity."""
        return Counter(self._columns["activity"])

    def times_with(self, key: str) -> Mapping[str, int]:
        """Count the entries that have a key, by activity."""
        found = self._times.get(key)
        if found is None:
            having = () if self.named(key) <= {None} else compress(self._columns["activity"], self._has(key))
            found = self._times[key] = Counter(having)
        return found

    def pairs(self, one: str, other: str) -> frozenset[tuple[Any, Any]]:
        """Return what stands under two keys together, where the second is there."""
        has = self._has(other)
        return frozenset(zip(compress(self._columns[one], has), compress(self._columns[other], has), strict=True))

    def of(self, activities: Collection[str]) -> tuple[Entry, ...]:
        """Return the entries of some activities."""
        if not self.named("activity").intersection(activities):
            return ()
        wanted = frozenset(activities)
        return tuple(compress(self.entries, map(wanted.__contains__, self._columns["activity"])))


@kept
def gathered(community: CommunityBook) -> Gathered:
    """Gather the entries of a community; the answer is remembered while the same community is asked about."""
    return Gathered(community)
