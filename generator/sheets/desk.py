"""What every sheet is filled from: one jurisdiction on a day, the periods asked for, the tables, the vault.

Knows which period a table is made of and whom a sheet is for; knows no form and no printer.
"""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

from msgspec import Struct, field
from msgspec.structs import replace

from generator.periods import Period
from generator.reports import REPORTS, report

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from generator.language import Language
    from generator.ledger import CommunityBook, Post
    from generator.periods import Kind
    from generator.reports import Context, Report, Table
    from generator.vault import Vault, VaultField

PRIVATE_KEYS: dict[str, VaultField] = {
    "id_number": "id_number",
    "home_address": "home_address",
    "telephone": "private_phone",
}
"""The private columns of the tables, and the field of the vault that fills each."""


class Subject(NamedTuple):
    """Whom a sheet is for: a leader with the posts held, a community, or nobody in particular."""

    book: CommunityBook | None = None
    person: str | None = None
    posts: tuple[Post, ...] = ()


class Desk(Struct, frozen=True, dict=True):
    """One jurisdiction as it stands on the as-of day, with the period asked for and the vault, if there is one."""

    context: Context
    language: Language
    period: Period | None = None
    vault: Vault | None = None
    _tables: dict[str, Table] = field(default_factory=dict)

    @property
    def as_of(self) -> date:
        """The day to go by."""
        return self.context.as_of

    def period_of(self, kinds: tuple[Kind, ...]) -> Period:
        """Return the period asked for where its kind fits, else the last whole one of the first kind before its end."""
        if self.period is not None and self.period.kind in kinds:
            return self.period
        kind = kinds[0]
        last = self.as_of if self.period is None else min(self.period.last, self.as_of)
        found = Period.of(kind, last)
        return found if found.last <= last else Period.of(kind, found.first.fromordinal(found.first.toordinal() - 1))

    @cached_property
    def month(self) -> Period:
        """The month of monthly sheets."""
        return self.period_of(("month",))

    @cached_property
    def year(self) -> Period:
        """The year of yearly sheets."""
        return self.period_of(("year",))

    @cached_property
    def _published(self) -> Kind | None:
        periods = self.context.policy.pack.periods
        return periods.published.on(self.as_of) if periods else None

    @cached_property
    def rules(self) -> frozenset[str]:
        """The rules that the articles of the policy carry."""
        return frozenset(
            rule for article in self.context.policy.articles for rule in (*article.rules, *article.narrative)
        )

    def table(self, name: str) -> Table:
        """Return an internal table by name, private columns filled from the vault.

        Raises:
            LookupError: there is no such table.
        """
        wanted = report(name)
        if wanted is None:
            raise LookupError(name)
        if name not in self._tables:
            self._tables[name] = self._joined(wanted.make(self.context, self.period_for(wanted)))
        return self._tables[name]

    def period_for(self, wanted: Report) -> Period | None:
        """Return the period that a table is made of; None for a table of the day.

        Of several kinds it is the one asked for, else the first with anything to show: the one in which the policy
        publishes, then the others as the table lists them.
        """
        kinds = wanted.needs_period
        if kinds is None:
            return None
        if self.period is not None and self.period.kind in kinds:
            return self.period
        known = sorted(kinds, key=lambda kind: kind != self._published)
        periods = [self.period_of((kind,)) for kind in known]
        return next((period for period in periods if wanted.make(self.context, period).rows), periods[0])

    def reports(self, only: tuple[str, ...] = ()) -> Iterator[Report]:
        """Yield the reports named, else those that rest on a rule of the policy or have something to show."""
        for known in REPORTS:
            if known.name in only or (not only and self._concerns(known)):
                yield known

    def _concerns(self, known: Report) -> bool:
        return bool(self.rules.intersection(known.rule_ids) or self.table(known.name).rows)

    def private(self, person: str | None, name: VaultField) -> str | None:
        """Return a private field of a person; None without a vault."""
        return self.vault.get(person, name) if self.vault is not None and person is not None else None

    def _joined(self, table: Table) -> Table:
        keys = [column.key for column in table.columns]
        filled = {keys.index(key): PRIVATE_KEYS[key] for key in table.private_columns if key in PRIVATE_KEYS}
        if self.vault is None or not filled or "person" not in keys:
            return table
        who = keys.index("person")
        rows = tuple(
            tuple(
                self.private(str(row[who]), filled[place]) if place in filled else cell
                for place, cell in enumerate(row)
            )
            for row in table.rows
        )
        left = tuple(key for key in table.private_columns if key not in PRIVATE_KEYS)
        return replace(table, rows=rows, private_columns=left)

    def leaders(self, first: date, last: date) -> Iterator[Subject]:
        """Yield each leader in post on some day of a span, by community and place, with the posts of that span."""
        roles = self.context.policy.leader_roles
        for community in self.context.communities:
            book = community.book
            order = {place.id: number for number, place in enumerate(book.community.places)}
            held: dict[str, list[Post]] = {}
            for post in book.posts:
                ended = post.appointment.ended
                if (
                    post.appointment.role in roles
                    and post.appointment.from_ <= last
                    and (not ended or ended.on >= first)
                ):
                    held.setdefault(post.person, []).append(post)
            found = [Subject(book, person, tuple(posts)) for person, posts in held.items()]
            yield from sorted(
                found,
                key=lambda subject: (
                    min(order.get(place, len(order)) for post in subject.posts for place in post.appointment.places),
                    subject.person or "",
                ),
            )
