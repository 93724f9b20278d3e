"""The ledger (台账): every record of every jurisdiction, immutable and indexed.

Knows how jurisdictions, communities, policies and calendars hang together; judges nothing.
"""

from __future__ import annotations

from contextlib import suppress
from functools import cached_property
from typing import TYPE_CHECKING

from msgspec import Struct, field
from msgspec.structs import replace

from generator.periods import WorkingDays, YearCalendar

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from generator.ledger.community import CommunityBook
    from generator.periods import Period
    from generator.policies.pack import Policy
    from generator.records.accounts import Budget, Catalogue, SchemeMeeting, SchemeReview
    from generator.records.outcomes import AwardRound, CreditBatch
    from generator.records.places import Calendar, Jurisdiction, Office, Site
    from generator.records.selection import Notice
    from generator.records.service import Filing
    from generator.records.support import AwardList
    from generator.records.surveys import PublishedFigures


class JurisdictionBook(Struct, frozen=True, dict=True, weakref=True):
    """One jurisdiction's records and its policy (None where the named policy could not be read)."""

    id: str
    jurisdiction: Jurisdiction
    policy: Policy | None
    communities: Mapping[str, CommunityBook] = field(default_factory=dict)
    awards: Mapping[Period, AwardRound] = field(default_factory=dict)
    credit: Mapping[str, CreditBatch] = field(default_factory=dict)
    notices: Mapping[str, Notice] = field(default_factory=dict)
    filings: Mapping[str, Filing] = field(default_factory=dict)
    catalogues: Mapping[Period, Catalogue] = field(default_factory=dict)
    budgets: Mapping[Period, Budget] = field(default_factory=dict)
    scheme_reviews: Mapping[Period, SchemeReview] = field(default_factory=dict)
    scheme_meetings: Mapping[str, SchemeMeeting] = field(default_factory=dict)
    award_lists: Mapping[str, AwardList] = field(default_factory=dict)
    figures: Mapping[str, PublishedFigures] = field(default_factory=dict)

    def office(self, office: str) -> Office | None:
        """Return the office with that id."""
        return next((o for o in self.jurisdiction.offices if o.id == office), None)

    @cached_property
    def staff(self) -> frozenset[str]:
        """The ids of the posts that record and check."""
        return frozenset(post.id for post in self.jurisdiction.staff)

    @cached_property
    def community_of(self) -> dict[str, str]:
        """The community in which each person is recorded."""
        return {
            person: community for community, book in sorted(self.communities.items()) for person in sorted(book.people)
        }

    def with_communities(self, *communities: CommunityBook) -> JurisdictionBook:
        """Return the jurisdiction's own records with these communities and no other; with none it is the frame."""
        return replace(self, communities={community.id: community for community in communities})

    def folder(self) -> str:
        """Return the folder of the jurisdiction's records."""
        return f"records/jurisdictions/{self.id}"


class Ledger(Struct, frozen=True, dict=True, weakref=True):
    """The whole."""

    site: Site
    calendars: Mapping[int, Calendar]
    policies: Mapping[str, Policy]
    jurisdictions: Mapping[str, JurisdictionBook]
    broken: frozenset[str] = frozenset()
    """Paths of the files that could not be read; nothing is concluded from them."""

    def with_communities(self, communities: Iterable[CommunityBook], broken: frozenset[str] = frozenset()) -> Ledger:
        """Return the ledger with these communities and no other, and these broken files; with none it is the frame."""
        found: dict[str, list[CommunityBook]] = {name: [] for name in self.jurisdictions}
        for community in communities:
            if community.jurisdiction in found:
                found[community.jurisdiction].append(community)
        books = {name: self.jurisdictions[name].with_communities(*inside) for name, inside in found.items()}
        return replace(self, jurisdictions=books, broken=broken)

    @cached_property
    def working_days(self) -> WorkingDays:
        """The working days of the recorded years; a faulty calendar is left out (a check reports it)."""
        years: dict[int, YearCalendar] = {}
        for year, calendar in sorted(self.calendars.items()):
            with suppress(ValueError):
                years[year] = year_calendar(year, calendar)
        return WorkingDays(years)


def year_calendar(year: int, calendar: Calendar) -> YearCalendar:
    """Turn a calendar record into the days that the counting needs.

    Raises:
        ValueError: a day of another year, or a make-up day that is off or no weekend day.
    """
    off = frozenset(
        day
        for run in calendar.days_off
        for ordinal in range(run.from_.toordinal(), run.until.toordinal() + 1)
        for day in (type(run.from_).fromordinal(ordinal),)
    )
    return YearCalendar(year, off, frozenset(calendar.make_up_days))
