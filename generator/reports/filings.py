"""What is filed with offices above: who came, left or took on several places, sent or still to be sent.

Knows filings and the policy's rules of them; what the office above does with a paper is its own.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from generator.problems import Words
from generator.reports import columns as c
from generator.reports.context import at
from generator.reports.report import Sheet
from generator.reports.table import Column

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from generator.ledger import CommunityBook
    from generator.policies.staffing import FilingRule
    from generator.reports.context import Context

_CHANGES = {
    "appointed": Words("appointed", "任职"),
    "left": Words("left", "离任"),
    "places_changed": Words("places changed", "网格变动"),
    "concurrent": Words("several places", "兼任"),
}
_SENT, _PENDING, _ACKNOWLEDGED = (
    Words("sent", "已报送"),
    Words("pending", "待报送"),
    Words("acknowledged", "已回执"),
)
_FILED_TO = Column("to", Words("Filed with", "报送机关"))
_CHANGE = Column("change", Words("Change", "变动"))


class Filed(NamedTuple):
    """One change and how far its paper has come; `rule` is absent where the policy knows no such filing."""

    rule: FilingRule | None
    kind: str
    community: str
    person: str
    change: Words
    on: date
    sent_on: date | None
    state: Words
    source: str | None

    @property
    def waits(self) -> bool:
        """Tell whether it is still to be sent."""
        return self.sent_on is None


def filed(context: Context) -> Iterator[Filed]:
    """Yield the changes on recorded papers, then those of which there is none."""
    rules = {rule.id: rule for rule in context.policy.pack.staffing.filings} if context.policy.pack.staffing else {}
    told: set[tuple[str, str, str]] = set()
    for filing in context.book.filings.values():
        sent = context.known(filing.sent_on)
        state = _PENDING if sent is None else _ACKNOWLEDGED if context.known(filing.acknowledged_on) else _SENT
        for row in filing.rows:
            told.add((filing.kind, row.person, row.change))
            home = context.book.communities[context.book.community_of[row.person]].community.name
            head = (rules.get(filing.kind), filing.kind, home, row.person, _CHANGES[row.change])
            yield Filed(*head, row.on, sent, state, at(filing.origin))
    for rule in rules.values():
        wanted = set(rule.changes.on(context.as_of) or ())
        for book, person, change, day in _changes(context, frozenset(rule.roles)):
            if change in wanted and (rule.id, person, change) not in told:
                head = (rule, rule.id, book.community.name, person, _CHANGES[change])
                yield Filed(*head, day, None, _PENDING, at(book.people[person].origin))


def filings(context: Context) -> Sheet:
    """List what was, or is to be, filed with offices above, change by change (C21-3.3-2, B-17)."""
    columns = (
        *(_FILED_TO, c.COMMUNITY, c.PERSON, c.NAME, _CHANGE, c.DAY),
        *(Column("sent_on", Words("Sent on", "报送日"), "day"), c.STATE),
        Column("days", Words("Days from change to sending", "变动到报送的天数"), "whole"),
    )
    rows = tuple(
        (
            *(found.rule.to if found.rule else found.kind, found.community, found.person, context.name(found.person)),
            *(found.change, found.on, found.sent_on, found.state, ((found.sent_on or context.as_of) - found.on).days),
        )
        for found in filed(context)
    )
    return Sheet(columns, rows)


def _changes(context: Context, roles: frozenset[str]) -> Iterator[tuple[CommunityBook, str, str, date]]:
    """Yield who came, left or took on several places by the as-of day."""
    for community in context.communities:
        for post in community.book.posts:
            if post.appointment.role not in roles or post.appointment.from_ > context.as_of:
                continue
            change = "concurrent" if post.appointment.concurrent else "appointed"
            yield community.book, post.person, change, post.appointment.from_
            ended = post.appointment.ended
            if ended is not None and ended.on <= context.as_of:
                yield community.book, post.person, "left", ended.on
