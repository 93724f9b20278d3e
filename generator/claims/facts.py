"""The facts from which a community's monthly points follow: sheets, displays, corrections, days.

Knows how they lie together; computes no point and no balance.
"""

from __future__ import annotations

from datetime import timedelta
from functools import cached_property
from typing import TYPE_CHECKING

from msgspec import Struct, field

from generator.records.base import NOWHERE

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from datetime import date

    from generator.claims.months import Results
    from generator.ledger import CommunityBook, JurisdictionBook, Post
    from generator.periods import Period, WorkingDays
    from generator.policies.claims import ClaimRules, Display
    from generator.policies.items import Item
    from generator.policies.pack import Policy
    from generator.problems import Source
    from generator.records.claims import Claim, ClaimCorrection, ClaimSheet

BASIC = "basic"
"""The key of the basic points among the lines of a claim."""
_KEPT = "claims"


class NoClaimsError(LookupError):
    """The policy knows no monthly claims."""


class Window(Struct, frozen=True):
    """A month's display as it was put up: both days included, and stored, never recomputed."""

    month: Period
    opens: date
    closes: date
    source: Source = NOWHERE

    def contains(self, day: date) -> bool:
        """Tell whether an appeal of that day is in time; the last day is (G-17)."""
        return self.opens <= day <= self.closes

    @property
    def over_on(self) -> date:
        """The first day after the display."""
        return self.closes + timedelta(days=1)


class ClaimFacts(Struct, frozen=True, dict=True):
    """Everything of one community that its monthly points rest on."""

    policy: Policy
    sheets: Mapping[Period, ClaimSheet]
    working_days: WorkingDays
    windows: Mapping[Period, Window] = field(default_factory=dict)
    corrections: Mapping[str, ClaimCorrection] = field(default_factory=dict)
    year_closes: Mapping[Period, date] = field(default_factory=dict)
    posts: tuple[Post, ...] = ()

    @property
    def rules(self) -> ClaimRules:
        """The policy's rules of claims."""
        if self.policy.pack.claims is None:
            raise NoClaimsError(self.policy.id)
        return self.policy.pack.claims

    def claims(self) -> Iterator[tuple[Period, ClaimSheet, Claim]]:
        """Yield every claim with its month and sheet, in order of month."""
        for month, sheet in sorted(self.sheets.items()):
            for claim in sheet.claims:
                yield month, sheet, claim

    @cached_property
    def known(self) -> dict[date, Results]:
        """The months of all leaders by the day on which they are looked at, as far as somebody has asked."""
        return {}

    def item_of(self, activity: str) -> Item | None:
        """Return the first item that an activity counts under."""
        return self._items.get(activity)

    @cached_property
    def _items(self) -> dict[str, Item]:
        items = reversed(self.policy.pack.items)
        return {activity: item for item in items for activity in item.activities}

    @cached_property
    def in_order_of_display(self) -> tuple[Window, ...]:
        """The displays in the order in which they were put up."""
        return tuple(sorted(self.windows.values(), key=lambda window: (window.opens, window.month)))

    def window_of(self, month: Period, known_on: date) -> Window | None:
        """Return the first display that shows something of a month that became known on a day."""
        if (month, known_on) not in self._windows_of:
            shown = (w for w in self.in_order_of_display if w.opens >= known_on and w.month >= month)
            self._windows_of[month, known_on] = next(shown, None)
        return self._windows_of[month, known_on]

    @cached_property
    def _windows_of(self) -> dict[tuple[Period, date], Window | None]:
        """The displays that were asked for."""
        return {}

    def last_day_to_claim(self, month: Period) -> date | None:
        """Return the last day of a month's claims: the policy's, and none after the year was closed."""
        if month not in self._last_days:
            self._last_days[month] = self._last_day_to_claim(month)
        return self._last_days[month]

    @cached_property
    def _last_days(self) -> dict[Period, date | None]:
        """The last days to claim that were asked for."""
        return {}

    def _last_day_to_claim(self, month: Period) -> date | None:
        limit = self.rules.due_days.on(month.last)
        due = month.last + timedelta(days=limit) if limit is not None else None
        closed = self.year_closes.get(month.within("year"))
        return min((day for day in (due, closed) if day is not None), default=None)

    def is_late(self, month: Period, submitted_on: date) -> bool:
        """Tell whether a claim came after its last day, or after the year was closed."""
        last = self.last_day_to_claim(month)
        return last is not None and submitted_on > last

    def missing(self, month: Period, as_of: date) -> tuple[str, ...]:
        """Return the leaders in post in a month who have not claimed, once the month is over; they earn nothing."""
        if month.last >= as_of:
            return ()
        sheet = self.sheets.get(month)
        claimed = {claim.leader for claim in sheet.claims if claim.submitted_on <= as_of} if sheet else set()
        wanted = {
            post.person
            for post in self.posts
            if post.appointment.role in self.rules.roles
            and post.appointment.from_ <= month.last
            and (post.appointment.ended is None or post.appointment.ended.on >= month.first)
        }
        return tuple(sorted(wanted - claimed))


def last_day(display: Display, opens: date, working_days: WorkingDays) -> date:
    """Return the last day of a display that is put up on a day.

    Raises:
        UnsetSettingError: the policy does not say how long it is shown.
        CalendarYearMissing: working days are counted in a year without calendar.
    """
    return working_days.deadline(
        opens,
        display.days.required(opens),
        day_type=display.day_type.required(opens),
        count_start_day=display.count_start_day.required(opens),
    )


def facts_of(policy: Policy, book: JurisdictionBook, community: CommunityBook, working_days: WorkingDays) -> ClaimFacts:
    """Gather the facts of a community, which keeps them; the displays are its notices of monthly points."""
    closes = {year: award.frozen_on for year, award in book.awards.items()}
    known = community.kept.get(_KEPT)
    if (
        isinstance(known, ClaimFacts)
        and known.policy is policy
        and (known.year_closes, known.working_days) == (closes, working_days)
    ):
        return known
    windows = {
        notice.period: Window(notice.period, notice.opens, notice.closes, notice.origin)
        for notice in community.notices.values()
        if notice.kind == "points"
        and notice.period is not None
        and notice.period.kind == "month"
        and notice.withdrawn is None
        and notice.corrects is None
    }
    found = ClaimFacts(
        policy, community.claims, working_days, windows, community.claim_corrections, closes, community.posts
    )
    community.kept[_KEPT] = found
    return found
