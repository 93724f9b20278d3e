"""The public issue board: what is being solved, how, by when and by which unit, under a policy that opens issues.

Shows no leader, no resident and no result text; a matter without measure or limit is not displayed yet.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, TypeAlias

from msgspec import Struct

from generator.views import addresses
from generator.views.offices import unit_of
from generator.views.standpoint import Link

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from generator.ledger import CommunityBook
    from generator.records.outcomes import Issue
    from generator.views.standpoint import Standpoint

IssueState: TypeAlias = Literal["in_hand", "overdue", "solved", "solved_late"]


class IssueRow(Struct, frozen=True):
    """A matter that is being solved, or was."""

    matter: str
    measure: str
    limit: date | None
    handler: str
    state: IssueState
    closed_on: date | None


class IssueGroup(Struct, frozen=True):
    """The matters of one community: those in hand by their limit, then those solved, the latest first."""

    community: Link
    in_hand: tuple[IssueRow, ...]
    solved: tuple[IssueRow, ...]


class IssuesPage(Struct, frozen=True):
    """The issue board of a jurisdiction."""

    path: str
    groups: tuple[IssueGroup, ...]

    @property
    def in_hand(self) -> int:
        """How many matters are in hand."""
        return sum(len(group.in_hand) for group in self.groups)

    @property
    def overdue(self) -> int:
        """How many of them are beyond their limit."""
        return sum(row.state == "overdue" for group in self.groups for row in group.in_hand)


def issues_page(stand: Standpoint, groups: Iterable[IssueGroup | None]) -> IssuesPage | None:
    """Build the issue board from the communities' matters; None under a policy that keeps issues inside."""
    if not stand.allows("issues"):
        return None
    return IssuesPage(addresses.issues(stand.id), tuple(group for group in groups if group is not None))


def issue_group(stand: Standpoint, book: CommunityBook) -> IssueGroup | None:
    """Return a community's matters on the issue board; None where it has none, or where issues stay inside."""
    if not stand.allows("issues"):
        return None
    shown = [
        (name, issue)
        for name, issue in book.issues.items()
        if issue.raised_on <= stand.as_of and (issue.measure is not None or issue.due_on is not None)
    ]
    by_limit = sorted(shown, key=lambda pair: (pair[1].due_on is None, pair[1].due_on or pair[1].raised_on, pair[0]))
    if not shown:
        return None
    rows = [_row(stand, issue) for _, issue in by_limit]
    solved = [row for row in rows if row.closed_on is not None]
    return IssueGroup(
        community=Link(book.community.name, addresses.community(stand.id, book.id)),
        in_hand=tuple(row for row in rows if row.closed_on is None),
        solved=tuple(sorted(solved, key=lambda row: row.closed_on or stand.as_of, reverse=True)),
    )


def _row(stand: Standpoint, issue: Issue) -> IssueRow:
    closed = issue.resolved_on if issue.resolved_on and issue.resolved_on <= stand.as_of else None
    late = issue.due_on is not None and (closed or stand.as_of) > issue.due_on
    states: dict[tuple[bool, bool], IssueState] = {
        (False, False): "in_hand",
        (False, True): "overdue",
        (True, False): "solved",
        (True, True): "solved_late",
    }
    return IssueRow(
        matter=issue.title,
        measure=issue.measure or "",
        limit=issue.due_on,
        handler=unit_of(stand, issue.handler),
        state=states[closed is not None, late],
        closed_on=closed,
    )
