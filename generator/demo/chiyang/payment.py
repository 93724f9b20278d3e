"""Pay runs of the invented street, month by month and at the end of the year.

Knows on which days money is settled; every amount is the engine's.
"""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from generator.demo.closing import read_back
from generator.demo.street import days_after
from generator.money import year_pay
from generator.periods import Period
from generator.records.scalars import yuan_text

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from generator.demo.street import Street
    from generator.demo.town import Plain
    from generator.ledger import CommunityBook, JurisdictionBook, Ledger
    from generator.money import YearPay

_DAYS = (
    ("calculated_on", 5),
    ("checked_on", 6),
    ("approved_on", 8),
    ("transferred_on", 12),
    ("paid_on", 14),
)
"""How long after the period each state is reached."""
_REACHED_LAST = (5, 3, 1)
"""How many states the run of the last month has reached in each community."""
_YEAR, _YEAR_DELAY = Period.parse("2025"), 14
_MADE_GOOD = Period.parse("2026-Q1")
"""The run that pays what had waited for a late evaluation."""


def pay(street: Street, months: Sequence[Period], as_of: date) -> None:
    """Write the runs of every month that is over, of the year, and the one that makes good."""
    ledger = read_back(street.folder)
    book = ledger.jurisdictions[street.id]
    for ward in street.wards:
        community = book.communities[ward.id]
        for month in (month for month in months if month.last < as_of):
            last = month.next().last >= as_of
            reached = _REACHED_LAST[ward.number] if last else len(_DAYS)
            found = _year(ledger, book, community, month.within("year"), date.fromisoformat(days_after(month.last, 5)))
            rows = [(line.person, line.component, line.amount) for line in found.monthly if line.month == month]
            ward.put("pay-run", _run(ward.id, rows, month.last, reached), period=month.text)
        settled = date.fromisoformat(days_after(_YEAR.last, _YEAR_DELAY + 5))
        lumps = _lumps(_year(ledger, book, community, _YEAR, settled))
        run = _run(ward.id, lumps, date.fromisoformat(days_after(_YEAR.last, _YEAR_DELAY)), len(_DAYS))
        ward.put("pay-run", run, period=_YEAR.text)
        later = [row for row in _lumps(_year(ledger, book, community, _YEAR, _MADE_GOOD.last)) if row not in lumps]
        if later:
            run = _run(ward.id, later, _MADE_GOOD.last, len(_DAYS)) | {"corrects": _YEAR.text}
            ward.put("pay-run", run, period=_MADE_GOOD.text)


def _year(ledger: Ledger, book: JurisdictionBook, community: CommunityBook, year: Period, day: date) -> YearPay:
    found = year_pay(community, book.policy, year, day, ledger.working_days) if book.policy else None
    if found is None:
        raise LookupError(book.id)
    return found


def _lumps(found: YearPay) -> list[tuple[str, str, int]]:
    return [(lump.person, lump.component, lump.payable) for lump in found.lumps if lump.payable]


def _run(ward: str, rows: Iterable[tuple[str, str, int]], over: date, reached: int) -> Plain:
    """A run with the states that it has reached."""
    days = {state: days_after(over, delay) for state, delay in _DAYS[:reached]}
    posts = {"checked_on": ("checked_by", f"{ward}-check"), "approved_on": ("approved_by", "street-approve")}
    run: Plain = {
        "rows": [
            {"person": person, "component": component, "amount": yuan_text(amount)}
            for person, component, amount in rows
        ],
        "prepared_by": f"{ward}-record",
    }
    for state, day in days.items():
        if state in posts:
            key, post = posts[state]
            run[key] = post
        run[state] = day
    return run
