"""Money: who is due what, by month and by year, exact to the fen.

Knows records, policies and tenures; draws no table and pays nobody.
"""

from __future__ import annotations

from generator.money.allowances import MonthLine, accrual_lines, full_month_lines, month_lines
from generator.money.forecast import Forecast, forecast
from generator.money.honoured import honoured
from generator.money.months import Counting, Span, month_share
from generator.money.runs import RunLine, Transfer, run_lines, transfers
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
    is_paid,
    top_up_lines,
    year_pay,
)

__all__ = [
    "Counting",
    "Forecast",
    "FundLine",
    "LumpState",
    "LumpSum",
    "MonthLine",
    "RunLine",
    "SingleLine",
    "Span",
    "Tenure",
    "Transfer",
    "YearPay",
    "accrual_lines",
    "bonus_lines",
    "forecast",
    "full_month_lines",
    "fund_lines",
    "grade_of",
    "honoured",
    "is_paid",
    "month_lines",
    "month_share",
    "run_lines",
    "tenures",
    "top_up_lines",
    "transfers",
    "year_pay",
]
