"""Scores of a whole jurisdiction: the lines of each community, and who is listed and ranked when.

Joins the ledger with the scoring of one community; knows no award and no page.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING

from generator.scoring.lines import Deed, score_deeds
from generator.scoring.totals import Holder, PeriodRow, period_rows

if TYPE_CHECKING:
    from collections.abc import Iterator

    from generator.ledger import CommunityBook, JurisdictionBook, Ledger
    from generator.periods import Period, WorkingDays
    from generator.policies.pack import Policy
    from generator.problems import Source
    from generator.records.activity import Entry
    from generator.scoring.lines import ScoreLine


@dataclass(frozen=True)
class CommunityScores:
    """The score lines of a community that are known on the as-of day."""

    book: CommunityBook
    policy: Policy
    lines: tuple[ScoreLine, ...]
    as_of: date

    @cached_property
    def by_holder(self) -> dict[Holder, tuple[ScoreLine, ...]]:
        """The lines of each leader and role, in the order of knowing."""
        found: dict[Holder, list[ScoreLine]] = defaultdict(list)
        for line in self.lines:
            found[Holder(line.leader, line.role)].append(line)
        return {holder: tuple(lines) for holder, lines in found.items()}

    def holders(self, first: date, last: date) -> tuple[Holder, ...]:
        """Return who held a scored post on any day of a span, by place, then id."""
        scored = {role.id for role in self.policy.pack.roles if role.scored}
        found = {
            Holder(post.person, post.appointment.role): post.appointment.places[:1]
            for post in self.book.posts
            if post.appointment.role in scored
            and post.appointment.from_ <= last
            and (post.appointment.ended is None or post.appointment.ended.on >= first)
        }
        return tuple(sorted(found, key=lambda holder: (found[holder], holder)))

    def closings(self) -> dict[Period, date]:
        """Return the closing day of each closed period."""
        return {period: close.closed_on for period, close in self.book.closes.items()}

    def rows(self, period: Period, closed_on: date) -> tuple[PeriodRow, ...]:
        """Return a period's list as of a closing day."""
        holders = self.holders(period.first, period.last)
        return period_rows(self.policy, self.lines, holders, period, closed_on, self.closings(), served=self.served)

    def served(self, holder: Holder, day: date) -> bool:
        """Tell whether somebody held a role on a day."""
        return any(post.appointment.role == holder.role for post in self.book.posts_of(holder.leader, day))


@dataclass(frozen=True)
class JurisdictionScores:
    """The scores of each community of a jurisdiction."""

    book: JurisdictionBook
    policy: Policy
    communities: dict[str, CommunityScores]
    as_of: date


def score(ledger: Ledger, as_of: date) -> dict[str, JurisdictionScores]:
    """Score every jurisdiction whose policy could be read.

    Args:
        ledger: a ledger without errors of record checks.
        as_of: entries verified and corrections approved after this day are not yet known.

    Raises:
        CalendarYearMissing: a time limit reaches into a year without calendar.
        UnsetSettingError: a value that the computation needs is unset.
    """
    return {
        name: score_jurisdiction(book, book.policy, ledger.working_days, as_of)
        for name, book in ledger.jurisdictions.items()
        if book.policy is not None
    }


def score_jurisdiction(
    book: JurisdictionBook, policy: Policy, working_days: WorkingDays, as_of: date
) -> JurisdictionScores:
    """Score one jurisdiction, community by community."""
    return JurisdictionScores(
        book,
        policy,
        {
            name: score_community(community, policy, working_days, as_of)
            for name, community in sorted(book.communities.items())
        },
        as_of,
    )


def score_community(book: CommunityBook, policy: Policy, working_days: WorkingDays, as_of: date) -> CommunityScores:
    """Score one community."""
    known = [deed for deed in deeds(book, policy) if deed.known_on <= as_of]
    return CommunityScores(book, policy, score_deeds(policy, known, working_days), as_of)


def deeds(book: CommunityBook, policy: Policy) -> Iterator[Deed]:
    """Yield every verified entry and approved correction of a community.

    An entry that was corrected by the day of its verification never counts as first written.
    """
    entries: dict[tuple[Period, str], Source] = {}
    corrected = {(c.corrects.month, c.corrects.entry): c.approved_on for c in book.corrections.values()}
    for month in book.logs:
        for entry, sitting, refused in book.verified(month):
            entries[month, entry.id] = entry.origin
            role = scored_role(book, policy, entry)
            if sitting is None or refused is not None or role is None:
                continue
            if corrected.get((month, entry.id), date.max) > sitting.on:
                yield Deed(entry, month, role, entry.origin, sitting.on)
    for correction in book.corrections.values():
        target = entries.get((correction.corrects.month, correction.corrects.entry))
        if target is None:
            continue
        entry = next(e for e in book.logs[correction.corrects.month].entries if e.origin == target)
        role = scored_role(book, policy, entry)
        if role is None:
            continue
        month, known = correction.corrects.month, correction.approved_on
        yield Deed(entry, month, role, correction.origin, known, target, withdraws=True)
        if correction.restated is not None:
            restated = correction.restated
            role = scored_role(book, policy, restated) or role
            yield Deed(restated, month, role, correction.origin, known, target)


def scored_role(book: CommunityBook, policy: Policy, entry: Entry) -> str | None:
    """Return the scored role under which an entry counts: its own, or the only one held that day."""
    scored = {role.id for role in policy.pack.roles if role.scored}
    held = {
        post.appointment.role for post in book.posts_of(entry.leader, entry.date) if post.appointment.role in scored
    }
    if entry.role is not None:
        return entry.role if entry.role in held else None
    return next(iter(held)) if len(held) == 1 else None
