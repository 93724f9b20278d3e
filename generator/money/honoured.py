"""Who is paid for an honour: those whom a confirmed round chose in the places of a community.

Knows recorded rounds; knows no amount and no run.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import date

    from generator.ledger import JurisdictionBook
    from generator.periods import Period


def honoured(book: JurisdictionBook, community: str, year: Period, as_of: date) -> dict[str, tuple[str, ...]]:
    """Return who was chosen for which honour of a year in a community; nobody until the round is confirmed.

    Args:
        book: the records of the jurisdiction.
        community: the community whose places are meant; it pays those chosen there.
        year: the year of the round.
        as_of: a confirmation of that day counts.
    """
    award = book.awards.get(year)
    if award is None or award.confirmed_on is None or award.confirmed_on > as_of:
        return {}
    found: dict[str, dict[str, None]] = {}
    for choice in award.choices:
        if choice.community == community:
            found.setdefault(choice.honour, {}).update(dict.fromkeys(choice.chosen))
    return {honour: tuple(people) for honour, people in found.items()}
