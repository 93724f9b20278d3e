"""Money: who is due what, by month and by year, exact to the fen.

Knows records, policies and tenures; draws no table and pays nobody.
"""

from __future__ import annotations

from generator.money.allowances import MonthLine, accrual_lines, month_lines
from generator.money.months import Counting, Span, month_share
from generator.money.tenures import Tenure, tenures
from generator.money.yearly import (
    FundLine,
    LumpState,
    LumpSum,
    SingleLine,
    YearPay,
    bonus_lines,
    fund_lines,
    grade_of,
    top_up_lines,
    year_pay,
)

__all__ = [
    "Counting",
    "FundLine",
    "LumpState",
    "LumpSum",
    "MonthLine",
    "SingleLine",
    "Span",
    "Tenure",
    "YearPay",
    "accrual_lines",
    "bonus_lines",
    "fund_lines",
    "grade_of",
    "month_lines",
    "month_share",
    "tenures",
    "top_up_lines",
    "year_pay",
]
