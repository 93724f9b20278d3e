"""Who held which place from which day on as far as money goes: appointments, cut by signed agreements.

Knows appointments, agreements and the policy's rule about them; knows no amount.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from generator.money.months import Span
from generator.policies.measures import effective_from

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from generator.ledger import CommunityBook, Post
    from generator.policies.pack import Policy
    from generator.policies.staffing import AgreementRule


class Tenure(NamedTuple):
    """A person serving one place in a role during a span."""

    person: str
    role: str
    place: str
    span: Span


def tenures(book: CommunityBook, policy: Policy) -> tuple[Tenure, ...]:
    """Return every tenure of a community for which money may be due, by person, then as written."""
    staffing = policy.pack.staffing
    rule = staffing.agreement if staffing else None
    return tuple(_tenures(book, rule))


def _tenures(book: CommunityBook, rule: AgreementRule | None) -> Iterator[Tenure]:
    for post in book.posts:
        ended = post.appointment.ended
        for place in dict.fromkeys(post.appointment.places):
            first = _first_day(book, rule, post, place)
            last = ended.on if ended else None
            if first is not None and (last is None or first <= last):
                yield Tenure(post.person, post.appointment.role, place, Span(first, last))


def _first_day(book: CommunityBook, rule: AgreementRule | None, post: Post, place: str) -> date | None:
    """Return the day from which money may be due for a place; None while the agreement is not in effect."""
    start = post.appointment.from_
    if rule is None or rule.pay_from.required(start) == "appointment":
        return start
    if rule.required_for.required(start) == "concurrent" and post.appointment.concurrent is None:
        return start
    effective = [
        day
        for agreement in book.agreements.values()
        if agreement.person == post.person and place in agreement.places
        for day in [effective_from(agreement.from_, agreement.signed_a_on, agreement.signed_b_on)]
        if day is not None
    ]
    return max(start, min(effective)) if effective else None
