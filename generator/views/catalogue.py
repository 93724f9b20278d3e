"""The public view of what points may be redeemed for: where, by which rules, for how many points.

Knows catalogues; of redemptions only whether anything is left, never whose they are, and no price in money.
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Literal

from msgspec import Struct

from generator.periods import Period
from generator.views import addresses
from generator.views.choices import choice_word

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import date
    from decimal import Decimal

    from generator.ledger import CommunityBook
    from generator.records.accounts import Catalogue
    from generator.views.standpoint import Cite, Ref, Standpoint


class OfferView(Struct, frozen=True):
    """Something that points are good for; `left` tells whether there is any, not how many."""

    name: str
    kind: Literal["prize", "service"]
    cost: Decimal
    stock: int | None
    left: bool


class CataloguePage(Struct, frozen=True):
    """The catalogue of the day's year; without one the page says that redemption has not begun."""

    path: str
    year: str
    rules: str
    places: tuple[str, ...]
    offers: tuple[OfferView, ...]
    reset: str
    reset_on: date | None
    grace_days: int
    cite: Cite
    reset_cite: Cite
    ref: Ref | None


def catalogue_page(stand: Standpoint, taken: Iterable[Mapping[str, int]]) -> CataloguePage | None:
    """Build the catalogue, where the policy redeems points and lets everybody see for what.

    Args:
        stand: the jurisdiction on the day.
        taken: what each community has taken of which item.
    """
    rules = stand.policy.pack.redemption
    if rules is None or not rules.enabled.on(stand.as_of) or not stand.allows("catalogue"):
        return None
    year = Period.of("year", stand.as_of)
    found = stand.book.catalogues.get(year)
    reset = rules.reset.dated(stand.as_of)
    return CataloguePage(
        path=addresses.catalogue(stand.id),
        year=year.text,
        rules=found.rules if found else rules.rules.on(stand.as_of) or "",
        places=found.places if found else (),
        offers=_offers(found, taken) if found else (),
        reset=choice_word(reset.value) if reset.value else "",
        reset_on=_reset_on(year, rules.reset_on.on(stand.as_of)) if reset.value == "yearly" else None,
        grace_days=rules.grace_days.on(stand.as_of) or 0,
        cite=stand.cite(rules.clause),
        reset_cite=stand.cite(reset.clause),
        ref=stand.ref(found.origin) if found else None,
    )


def _reset_on(year: Period, month_day: str | None) -> date | None:
    """Return the day on which the year's points lapse."""
    if month_day is None:
        return None
    month, day = (int(part) for part in month_day.split("-"))
    return year.next().first.replace(month=month, day=day)


def taken_items(stand: Standpoint, book: CommunityBook) -> dict[str, int]:
    """Count what the redemptions of a community have taken in the day's year, item by item."""
    year = Period.of("year", stand.as_of)
    taken: Counter[str] = Counter()
    for redemption in book.redemptions.values():
        done = {step.event for step in redemption.steps if step.on <= stand.as_of}
        approved = any(
            step.event == "approve" and step.on <= stand.as_of and year.contains(step.on) for step in redemption.steps
        )
        if approved and "cancel" not in done:
            taken[redemption.item] += 1 if redemption.count is None else redemption.count
    return dict(taken)


def _offers(catalogue: Catalogue, taken: Iterable[Mapping[str, int]]) -> tuple[OfferView, ...]:
    together: Counter[str] = Counter()
    for one in taken:
        together.update(one)
    return tuple(
        OfferView(item.name, item.kind, item.cost, item.stock, item.stock is None or together[item.id] < item.stock)
        for item in catalogue.items
    )
