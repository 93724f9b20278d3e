"""The public view of how the scheme does: its reviews, meetings, changed values, and its money where that is open.

Knows published summaries and counts; no complaint, no opinion's course and no attendance.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from msgspec import Struct

from generator.claims import spent_on_prizes, yuan
from generator.policies.settings import Setting
from generator.records.base import written_fields
from generator.views import addresses
from generator.views.choices import choice_word, unit_word

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from datetime import date
    from decimal import Decimal

    from generator.ledger import CommunityBook
    from generator.periods import Period
    from generator.policies.items import Item
    from generator.records.accounts import SchemeReview
    from generator.views.standpoint import Cite, Ref, Standpoint


class FindingView(Struct, frozen=True):
    """A success or a problem, and what is done about it."""

    kind: Literal["success", "problem"]
    text: str
    measure: str


class ReviewView(Struct, frozen=True):
    """What a review of the scheme found."""

    period: str
    on: date
    summary: str
    findings: tuple[FindingView, ...]
    changes: tuple[str, ...]
    ref: Ref


class SchemeMeetingView(Struct, frozen=True):
    """A training, an exchange of experience, publicity or an activity."""

    on: date
    kind: Literal["training", "exchange", "publicity", "environment"]
    topic: str
    channel: str


class ChangeView(Struct, frozen=True):
    """A value of an item that holds from a day on."""

    item: str
    title: str
    since: date
    value: str
    cite: Cite


class FundView(Struct, frozen=True):
    """A year's money for one use, in yuan."""

    year: str
    use: Literal["prizes", "system"]
    planned: Decimal
    spent: Decimal
    left: Decimal


class SchemePage(Struct, frozen=True):
    """How the scheme does."""

    path: str
    title: str
    reviews: tuple[ReviewView, ...]
    meetings: tuple[SchemeMeetingView, ...]
    changes: tuple[ChangeView, ...]
    funds: tuple[FundView, ...]
    cite: Cite


def scheme_page(stand: Standpoint, spent: Iterable[Mapping[Period, int]]) -> SchemePage | None:
    """Build the page, where the policy lets everybody see the reviews of its scheme.

    Args:
        stand: the jurisdiction on the day.
        spent: what each community's redemptions cost in which year, in fen.
    """
    rules = stand.policy.pack.feedback
    if rules is None or not stand.allows("reviews"):
        return None
    held = sorted(stand.book.scheme_meetings.items(), key=lambda pair: (pair[1].on, pair[0]), reverse=True)
    reviews = sorted(stand.book.scheme_reviews.items(), reverse=True)
    return SchemePage(
        path=addresses.scheme(stand.id),
        title=stand.policy.pack.short_title,
        reviews=tuple(_review(stand, period, one) for period, one in reviews if one.on <= stand.as_of),
        meetings=tuple(
            SchemeMeetingView(one.on, one.kind, one.topic, one.channel or "")
            for _, one in held
            if one.on <= stand.as_of
        ),
        changes=tuple(change for item in stand.policy.pack.items for change in _changes(stand, item)),
        funds=tuple(_funds(stand, tuple(spent))),
        cite=stand.cite(rules.review_months.dated(stand.as_of).clause),
    )


def _review(stand: Standpoint, period: Period, review: SchemeReview) -> ReviewView:
    items = {item.id: f"{item.number} {item.label}".strip() for item in stand.policy.pack.items}
    return ReviewView(
        period=period.label_zh,
        on=review.on,
        summary=review.summary or "",
        findings=tuple(FindingView(one.kind, one.text, one.measure or "") for one in review.findings),
        changes=tuple(items.get(item, item) for item in review.changes),
        ref=stand.ref(review.origin),
    )


def _changes(stand: Standpoint, item: Item) -> Iterator[ChangeView]:
    """Yield the values of an item that came after its first."""
    for record in (item.formula, item):
        for name in written_fields(type(record)).values():
            setting = getattr(record, name)
            for dated in setting if isinstance(setting, Setting) else ():
                if dated.from_ is not None:
                    unit = unit_word(dated.unit) if dated.unit else ""
                    yield ChangeView(
                        item=f"{item.number} {item.label}".strip(),
                        title=type(record).model_fields[name].title or name,
                        since=dated.from_,
                        value="—" if dated.value is None else f"{choice_word(dated.value)}{unit}",
                        cite=stand.cite(dated.clause),
                    )


def prizes_of(stand: Standpoint, book: CommunityBook) -> dict[Period, int]:
    """Return what the prizes of a community cost in each year with a budget, in fen, where the policy opens sums."""
    years = stand.book.budgets if stand.allows("budget") else ()
    return {year: spent_on_prizes(stand.book.with_communities(book), year, stand.as_of) for year in years}


def _funds(stand: Standpoint, prizes: tuple[Mapping[Period, int], ...]) -> Iterator[FundView]:
    """Yield the sums of each year, newest first, where the policy opens them."""
    for year, budget in sorted(stand.book.budgets.items(), reverse=True) if stand.allows("budget") else ():
        for line in budget.lines if budget.approved_on <= stand.as_of else ():
            spent = sum(one.get(year, 0) for one in prizes) if line.use == "prizes" else line.spent or 0
            yield FundView(year.text, line.use, yuan(line.planned), yuan(spent), yuan(line.planned - spent))
