"""From where a jurisdiction is seen: its frame, policy, history and day, and the ways back to record and clause.

Knows what a policy lets the public see; holds no community and decides nothing about a single person.
"""

from __future__ import annotations

from bisect import bisect_right
from functools import cached_property
from typing import TYPE_CHECKING

from msgspec import Struct

from generator.views import addresses
from generator.views.memory import Memory

if TYPE_CHECKING:
    from datetime import date

    from generator.history import History
    from generator.ledger import JurisdictionBook
    from generator.periods import WorkingDays
    from generator.policies.pack import Policy
    from generator.policies.structure import Role
    from generator.problems import Source
    from generator.records.places import Office

_SHORT = 10
"""Digits of a commit that a page shows."""


class Link(Struct, frozen=True):
    """Words that lead to a page of the site; `href` is a path from the root of the site."""

    text: str
    href: str


class Cite(Struct, frozen=True):
    """A clause and where the method page explains it."""

    clause: str
    heading: str
    href: str


class Ref(Struct, frozen=True):
    """The record that a figure comes from: file, line, and the commit that brought the line in as it reads.

    A line of a list is as old as its own item, so that what others add to the file does not change it; who wrote the
    commit is never public.
    """

    path: str
    line: int
    commit: str


class Standpoint(Struct, frozen=True, dict=True):
    """One jurisdiction on one day; `book` is its frame, in which no community is looked up."""

    book: JurisdictionBook
    policy: Policy
    working_days: WorkingDays
    history: History
    as_of: date

    @property
    def id(self) -> str:
        """The jurisdiction's id, the first folder of its pages."""
        return self.book.id

    @property
    def has_points(self) -> bool:
        """Whether the policy publishes points, by lists of periods or by notices of claims."""
        pack = self.policy.pack
        return self.allows("points") and (pack.periods is not None or pack.claims is not None)

    @cached_property
    def memory(self) -> Memory:
        """What was worked out for the community looked at last."""
        return Memory()

    @cached_property
    def _opened(self) -> frozenset[str]:
        return frozenset(rule.data for rule in self.policy.pack.visibility if rule.audience == "public")

    def allows(self, data: str) -> bool:
        """Tell whether the policy opens a kind of data to everybody; what it does not name stays closed (G-24)."""
        return data in self._opened

    def allows_with_consent(self, data: str) -> bool:
        """Tell whether the policy opens a kind of data to everybody once the person agreed."""
        return data in self._opened_by_consent

    @cached_property
    def _opened_by_consent(self) -> frozenset[str]:
        return frozenset(rule.data for rule in self.policy.pack.visibility if rule.audience in {"public", "consent"})

    def office(self, office: str) -> Office | None:
        """Return the office with that id."""
        return self._offices.get(office)

    @cached_property
    def _offices(self) -> dict[str, Office]:
        return {office.id: office for office in reversed(self.book.jurisdiction.offices)}

    def audience(self, data: str) -> str:
        """Return who may see a kind of data; nobody where the policy does not name it."""
        found = (rule.audience for rule in self.policy.pack.visibility if rule.data == data)
        return next(iter(found), "never")

    def cite(self, clause: str) -> Cite:
        """Return a clause with its heading and place on the method page."""
        known = self._cites.get(clause)
        return known or Cite(clause, "", addresses.clause_on(self.id, clause))

    @cached_property
    def _cites(self) -> dict[str, Cite]:
        articles = self.policy.articles
        return {a.id: Cite(a.id, a.heading, addresses.clause_on(self.id, a.id)) for a in articles}

    def ref(self, source: Source) -> Ref:
        """Return the way back to a place in a record."""
        return Ref(source.path, source.line, self.commit(source))

    def commit(self, source: Source) -> str:
        """Return the commit that brought in the line of a record; empty where none did yet."""
        recorded = self._recorded.get(source.path)
        if recorded is None:
            along = self.history.along(source.path)
            commits = [found.commit[:_SHORT] if found else "" for found in along.commits]
            recorded = self._recorded[source.path] = along.starts, commits
        starts, commits = recorded
        return commits[bisect_right(starts, source.line)]

    @cached_property
    def _recorded(self) -> dict[str, tuple[list[int], list[str]]]:
        """From which lines on which commits hold, as `Along` has them, for the files that were asked for."""
        return {}

    def role_label(self, role: str) -> str:
        """Return what a role is called."""
        return self._roles.get(role, role)

    @cached_property
    def roles_by_level(self) -> dict[str, tuple[Role, ...]]:
        """The roles that serve places of each level, in the policy's order."""
        roles = self.policy.pack.roles
        return {role.level: tuple(one for one in roles if one.level == role.level) for role in roles}

    @cached_property
    def instead_of(self) -> dict[str, frozenset[str]]:
        """Which leaders of other levels may serve instead of those in a role: none above or below them in the line."""
        leaders = [role for role in self.policy.pack.roles if role.is_leader]
        return {
            role.id: frozenset(
                other.id
                for other in leaders
                if other.level != role.level and role.id != other.reports_to and other.id != role.reports_to
            )
            for role in self.policy.pack.roles
        }

    @cached_property
    def _roles(self) -> dict[str, str]:
        return {role.id: role.label for role in reversed(self.policy.pack.roles)}
