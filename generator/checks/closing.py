"""Faults of closing a period: its kind, its days, and who prepared and approved it.

Knows nothing of the figures that were published.
"""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from generator.checks.walking import cite, communities, spots
from generator.periods import Period
from generator.problems import Problem, Related, msg

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from generator.ledger import Ledger
    from generator.records.outcomes import PeriodClose


def wrong_period_kind(ledger: Ledger, _as_of: date) -> Iterator[Problem]:
    """A period was closed that is not of the kind the policy publishes.

    Why: the policy says how often points are published; a list of another span follows no rule.
    Fix: name the file after a period of that kind.
    """
    for policy, _, community in spots(ledger):
        for period, close in community.closes.items():
            rule = policy.pack.periods.published.dated(period.last) if policy.pack.periods else None
            if rule is not None and rule.value is not None and rule.value != period.kind:
                yield Problem(
                    "wrong-period-kind",
                    close.origin,
                    msg("{period} is no period that the policy publishes.", period=period.words),
                    msg("Here it would be {period}.", period=Period.of(rule.value, period.last).text),
                    clause=cite(policy, rule.clause),
                )


def preparer_approves(ledger: Ledger, _as_of: date) -> Iterator[Problem]:
    """The same person prepared a published period and approved it.

    Why: four eyes see more than two (G-28).
    Fix: let another post approve the list.
    """
    for close in _closes(ledger):
        if close.prepared_by == close.approved_by:
            yield Problem(
                "preparer-approves",
                close.origin,
                msg("{id} both prepared and approved this list.", id=close.approved_by),
                msg("Another post has to approve it."),
            )


def _closes(ledger: Ledger) -> Iterator[PeriodClose]:
    for _, community in communities(ledger):
        yield from community.closes.values()


def close_before_period_ends(ledger: Ledger, _as_of: date) -> Iterator[Problem]:
    """A period was closed before its last day.

    Why: what happens in its last days would be missing from the published list.
    Fix: close the period on its last day or later.
    """
    for _, community in communities(ledger):
        for period, close in community.closes.items():
            if close.closed_on < period.last:
                yield Problem(
                    "close-before-period-ends",
                    close.origin,
                    msg(
                        "Closed on {day}, before {period} was over.",
                        day=close.closed_on.isoformat(),
                        period=period.words,
                    ),
                    msg("Close it on {day} or later.", day=period.last.isoformat()),
                )


def close_out_of_order(ledger: Ledger, _as_of: date) -> Iterator[Problem]:
    """A later period was closed before an earlier one.

    Why: adjustments of earlier periods appear in the next list, so that lists follow each other (G-18).
    Fix: correct the days of closing.
    """
    for _, community in communities(ledger):
        closes = list(community.closes.items())
        for (_, before), (period, close) in pairwise(closes):
            if close.closed_on <= before.closed_on:
                yield Problem(
                    "close-out-of-order",
                    close.origin,
                    msg("{period} was closed before, or with, the period that precedes it.", period=period.words),
                    msg("Correct one of the days closed_on:."),
                    related=(Related(before.origin, msg("The earlier period is here.")),),
                )


def closed_after_published(ledger: Ledger, _as_of: date) -> Iterator[Problem]:
    """A period was published before it was closed.

    Why: the published list counts what was verified by the day of closing.
    Fix: correct `closed_on:` or `published_on:`.
    """
    for close in _closes(ledger):
        if close.published_on < close.closed_on:
            yield Problem(
                "closed-after-published",
                close.origin,
                msg(
                    "Published on {published}, before it was closed on {closed}.",
                    published=close.published_on.isoformat(),
                    closed=close.closed_on.isoformat(),
                ),
                msg("Correct closed_on: or published_on:."),
            )
