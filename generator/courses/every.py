"""Every course of a jurisdiction on a day, in one order.

Knows which courses there are; how each is walked is its own module's.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.courses.claimed import claim_courses
from generator.courses.exits import exit_courses
from generator.courses.issues import issue_courses
from generator.courses.pay_runs import pay_run_courses
from generator.courses.rounds import round_courses
from generator.courses.selections import selection_courses

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator
    from datetime import date

    from generator.courses.standing import Course
    from generator.ledger import CommunityBook, JurisdictionBook, Ledger
    from generator.periods import Period


def courses(ledger: Ledger, book: JurisdictionBook, as_of: date, tied: Collection[Period] = ()) -> Iterator[Course]:
    """Walk everything of a jurisdiction; `tied` are the years in which a tie waits for its decision."""
    yield from upper_courses(ledger, book, as_of, tied)
    for community in book.communities.values():
        yield from community_courses(ledger, book, community, as_of)


def upper_courses(
    ledger: Ledger, book: JurisdictionBook, as_of: date, tied: Collection[Period] = ()
) -> Iterator[Course]:
    """Walk what the jurisdiction does as a whole."""
    if book.policy is not None:
        yield from round_courses(book.policy, book, as_of, ledger.broken, tied)


def community_courses(
    ledger: Ledger, book: JurisdictionBook, community: CommunityBook, as_of: date
) -> Iterator[Course]:
    """Walk what one community does; claims and redemptions only where every file of the jurisdiction is read."""
    policy = book.policy
    if policy is None:
        return
    yield from selection_courses(policy, book, community, ledger.working_days, as_of)
    yield from exit_courses(policy, book, community, as_of)
    yield from pay_run_courses(policy, community, as_of)
    yield from issue_courses(policy, community, as_of)
    if not any(path.startswith(f"{book.folder()}/") for path in ledger.broken):
        yield from claim_courses(policy, book, community, ledger.working_days, as_of)
