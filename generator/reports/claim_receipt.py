"""A leader's receipt under monthly claims: what was claimed, how it was decided, what it earned.

Knows the rows of the reviews of single months; decides and scores nothing.
"""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from generator.problems import Words
from generator.reports import columns as c
from generator.reports.monthly import review
from generator.reports.table import Table

if TYPE_CHECKING:
    from generator.periods import Period
    from generator.reports.context import Context

_PERSON, _WHO = 1, 3
"""The column of a review that names the leader; how many columns say whose claim it is."""
ZERO = Decimal(0)


def claim_receipt(context: Context, person: str, period: Period) -> Table:
    """List what one leader claimed in the months of a period, what it earned and why (PTS-5-2, PTS-12-1).

    Args:
        context: the jurisdiction on its day; its policy has claims.
        person: an id of `context.book.community_of`.
        period: a month, quarter, half-year or year.
    """
    rows = [
        (month, *row[_WHO:], *context.entered(str(row[-1])))
        for month in period.parts("month")
        for row in review(context, month).rows
        if row[1] == person
    ]
    columns = (c.MONTH, *review(context, period).columns[_WHO:], c.ENTERED_BY, c.ENTERED_ON)
    place = next(number for number, column in enumerate(columns) if column.key == c.POINTS.key)
    total = sum((Decimal(str(row[place])) for row in rows if row[place] is not None), ZERO)
    heading = f"{context.name(person)} {context.book.communities[context.book.community_of[person]].community.name}"
    title = Words(f"Receipt of {heading}, {period.label_en}", f"{heading} {period.label_zh}积分明细")
    note = Words(f"{total} points in all, final or not.", f"合计{total}分，含还没有确定的。")
    return Table("receipt", title, columns, tuple(rows), None, (note,))
