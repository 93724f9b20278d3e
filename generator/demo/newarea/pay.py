"""The money of the new area as it was settled: top-ups, months and a year's bonus, each row as the engine works it out.

Knows the days on which invented offices settled; no amount of an allowance stands here.
"""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from generator.demo.shelf import AS_OF
from generator.ledger import load
from generator.money import honoured, run_lines, year_pay
from generator.periods import Period
from generator.records.scalars import yuan_text

if TYPE_CHECKING:
    from collections.abc import Mapping

    from generator.demo.newarea.estate import Ward
    from generator.demo.shelf import Shelf
    from generator.demo.town import Plain
    from generator.ledger import Ledger

_HONOURED, _HONOURED_ON, _BONUS_PAID = Period.parse("2025"), date(2026, 2, 4), "2026-02-12"
_FIRST, _LAST = Period.parse("2026-01"), Period.parse("2026-10")
_TYPHOON, _LATER = Period.parse("2026-08"), Period.parse("2026-Q3")


class UnreadableDemonstrationError(Exception):
    """What was just written does not read back; the message lists the problems."""


def add_top_ups(ward: Ward, shelf: Shelf) -> None:
    """A typhoon's month is paid extra by a department; another task waits for approval."""
    if ward.id != "c002":
        return
    for number, leader in enumerate(ward.leaders[7:10], start=1):
        paid: Plain = {"component": "major-task", "person": leader.id, "month": _TYPHOON.text, "task": "防台风值守"}
        paid |= {"department": "新区应急部门", "amount": "150.00", "applied_on": "2026-08-12"}
        approved = "2026-08-25" if number < 3 else "2026-09-22"  # noqa: PLR2004 - the third came too late for the run
        approval = {"approved_on": approved, "approved_by": "area-confirm"}
        shelf.put("top-up", paid | approval, id=f"typhoon-2026-{number}")
    waiting: Plain = {"component": "per-task", "person": ward.leaders[0].id, "month": "2026-10", "task": "人口抽样入户"}
    waiting |= {"department": "新区统计部门", "amount": "80.00", "applied_on": "2026-11-04"}
    shelf.put("top-up", waiting, id="survey-2026-10")


def settle_months(shelves: Mapping[str, Shelf]) -> None:
    """Read back what was written; settle last year's bonus and each month, with one payment made good afterwards.

    Raises:
        UnreadableDemonstrationError: the records have problems.
    """
    shelf = next(iter(shelves.values()))
    loaded = load(shelf.folder.root)
    if loaded.ledger is None or loaded.problems:
        raise UnreadableDemonstrationError("\n".join(f"{p.source}: {p.check}: {p.message}" for p in loaded.problems))
    for community in shelves.values():
        rows = _due(loaded.ledger, community, _HONOURED, _HONOURED_ON)
        if rows:
            run = _run(community, rows, _HONOURED_ON, transferred=_BONUS_PAID)
            community.put("pay-run", run, period=_HONOURED.text)
    month = _FIRST
    while month <= _LAST:
        for community in shelves.values():
            _settle(loaded.ledger, community, month)
        month = month.next()


def _settle(ledger: Ledger, shelf: Shelf, month: Period) -> None:
    start = month.next().first
    worked_out = start.replace(day=4)
    rows = _due(ledger, shelf, month, worked_out)
    newest = month == _LAST
    run = _run(shelf, rows, worked_out, transferred="" if newest else str(start.replace(day=12)))
    shelf.put("pay-run", run, period=month.text)
    if month == _TYPHOON:
        later = date(2026, 9, 25)
        missing = [row for row in _due(ledger, shelf, month, later) if row not in rows]
        paid = {(row["person"], row["component"]) for row in rows if row["amount"] != "0.00"}
        missing = [row for row in missing if (row["person"], row["component"]) not in paid]
        if missing:
            run = _run(shelf, missing, later, transferred="2026-09-28")
            shelf.put("pay-run", run | {"corrects": month.text}, period=_LATER.text)


def _due(ledger: Ledger, shelf: Shelf, period: Period, day: date) -> list[Plain]:
    book = ledger.jurisdictions[shelf.jurisdiction]
    policy, year = book.policy, period.within("year")
    if policy is None:
        return []
    chosen = honoured(book, shelf.community, year, day)
    community = book.communities[shelf.community]
    pay = year_pay(community, policy, year, day, ledger.working_days, honoured=chosen)
    if pay is None:
        return []
    return [
        {"person": line.person, "component": line.component, "amount": yuan_text(line.amount)}
        for line in run_lines(pay, period)
        if line.amount
    ]


def _run(shelf: Shelf, rows: list[Plain], worked_out: date, *, transferred: str) -> Plain:
    street = "street-2-approve" if shelf.community == "c003" else "street-1-approve"
    run: Plain = {
        "rows": rows,
        "prepared_by": shelf.recorder,
        "calculated_on": str(worked_out),
        "checked_by": shelf.checker,
        "checked_on": str(worked_out.replace(day=worked_out.day + 1)),
        "approved_by": street,
        "approved_on": str(worked_out.replace(day=worked_out.day + 2)),
    }
    paid = {"transferred_on": transferred, "paid_on": transferred}
    return run | paid if transferred and date.fromisoformat(transferred) <= AS_OF else run
