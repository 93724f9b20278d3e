"""What redemptions cost in money: the catalogue's prices against the year's budget, in whole fen.

Knows the records of redemptions and catalogues; knows no account and no policy.
"""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from generator.ledger import JurisdictionBook
    from generator.periods import Period
    from generator.records.accounts import Catalogue, CatalogueItem, Redemption


def catalogued(redemption: Redemption, catalogues: Mapping[Period, Catalogue]) -> CatalogueItem | None:
    """Return what a redemption is for, from the catalogue of the year of its first step."""
    year = redemption.steps[0].on.year if redemption.steps else None
    found = next((catalogue for known, catalogue in catalogues.items() if known.year == year), None)
    return next((item for item in found.items if item.id == redemption.item), None) if found else None


def spent_on_prizes(book: JurisdictionBook, year: Period, until: date) -> int:
    """Return what the redemptions approved in a year cost, in fen; those cancelled since cost nothing."""
    spent = 0
    for community in book.communities.values():
        for redemption in community.redemptions.values():
            approved = any(s.event == "approve" and s.on <= until and year.contains(s.on) for s in redemption.steps)
            cancelled = any(s.event == "cancel" and s.on <= until for s in redemption.steps)
            item = catalogued(redemption, book.catalogues)
            if approved and not cancelled and item is not None:
                spent += (item.price or 0) * (1 if redemption.count is None else redemption.count)
    return spent


def yuan(fen: int) -> Decimal:
    """Return an amount in yuan with two decimals."""
    return (Decimal(fen) / 100).quantize(Decimal("0.01"))
