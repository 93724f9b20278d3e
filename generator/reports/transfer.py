"""What the street transfers to each community for a run: sums by component that equal the lines of its people.

Knows the engine's run lines and what was settled; works out no allowance.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.money import run_lines, transfers
from generator.policies.money import Bonus, Monthly, TopUp, YearEnd
from generator.problems import Words
from generator.reports import columns as c
from generator.reports.payment import paid_years, run_state, totals_of, yuan
from generator.reports.report import Sheet
from generator.reports.table import Column

if TYPE_CHECKING:
    from generator.ledger import CommunityBook
    from generator.money import RunLine
    from generator.periods import Kind, Period
    from generator.reports.context import Context
    from generator.reports.report import Row
    from generator.reports.table import Cell

_KINDS: dict[Kind, tuple[type, ...]] = {"month": (Monthly, TopUp), "year": (YearEnd, Bonus)}
"""Which components are paid by the month, and which once for the year."""
_PEOPLE = Words("Leaders", "人数")
_FROM = Column("from", Words("From", "拨款单位"))


def transfer_sheet(context: Context, period: Period) -> Sheet:
    """List what each community gets for a month, or at the end of a year, by component (N22-A3-4.3-1, B-33)."""
    money = context.policy.pack.money
    parts = [part for part in (money.components if money else ()) if isinstance(part, _KINDS[period.kind])]
    columns = [_FROM, c.COMMUNITY, Column("people", _PEOPLE, "whole")]
    for part in parts:
        columns.append(Column(f"{part.id}-people", Words(f"{part.label}: leaders", f"{part.label}（人）"), "whole"))
        columns.append(Column(f"{part.id}-amount", Words(f"{part.label}: yuan", f"{part.label}（元）"), "money"))
    columns += [
        Column("total", Words("To transfer", "应拨合计（元）"), "money"),
        Column("transferred", Words("Transferred", "已拨（元）"), "money"),
        Column("outstanding", Words("Still to transfer", "待拨（元）"), "money"),
        *(Column("departments", Words("Departments paying top-ups", "增发的出资部门")), c.STATE),
    ]
    rows: list[Row] = []
    for book, pay in paid_years(context, period.within("year")):
        lines = [line for line in run_lines(pay, period) if line.amount]
        rows.append(_row(context, book, period, [part.id for part in parts], lines))
    summed = tuple(column.key for column in columns if column.kind in {"money", "whole"})
    return Sheet(tuple(columns), tuple(rows), totals_of(tuple(columns), rows, summed))


def _row(context: Context, book: CommunityBook, period: Period, parts: list[str], lines: list[RunLine]) -> Row:
    found = {transfer.component: transfer for transfer in transfers(lines)}
    above = {place.id: place.name for place in context.book.jurisdiction.places}
    parent = book.community.parent
    cells: list[Cell] = [above.get(parent, parent), book.community.name, len({line.person for line in lines})]
    for part in parts:
        transfer = found.get(part)
        cells += [transfer.people if transfer else 0, yuan(transfer.amount if transfer else 0)]
    total = sum(transfer.amount for transfer in found.values())
    done = _transferred(context, book, period)
    cells += [yuan(total), yuan(done), yuan(total - done), _departments(context, book, period)]
    return (*cells, run_state(context, book, period))


def _transferred(context: Context, book: CommunityBook, period: Period) -> int:
    """Add up the rows of the run of a period, and of those that make it good, as far as they were transferred."""
    return sum(
        row.amount
        for settled, run in book.pay_runs.items()
        if period in {settled if run.corrects is None else None, run.corrects}
        and context.known(run.transferred_on) is not None
        for row in run.rows
    )


def _departments(context: Context, book: CommunityBook, period: Period) -> str | None:
    """Name who pays the top-ups of a month that were approved."""
    named = sorted(
        {
            payment.department
            for payment in book.top_ups.values()
            if payment.month == period and context.known(payment.approved_on)
        }
    )
    return "、".join(named) or None
