"""How a cell of a table is written: for people, and as comma-separated text that no spreadsheet runs.

Knows cells and kinds of columns; knows no report, no file and no clock.
"""

from __future__ import annotations

import csv
import io
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING

from generator.periods import Period
from generator.problems import Words

if TYPE_CHECKING:
    from generator.language import Language
    from generator.reports.table import Cell, Column, Kind, Table

NUMERIC: frozenset[Kind] = frozenset({"points", "percent", "whole", "money"})
"""The kinds that stand to the right of their column."""
_FORMULA_STARTS = "=+-@＝＋－＠\t\r\n"
_YES_NO = {True: Words("yes", "是"), False: Words("no", "否")}


def said(words: Words, language: Language) -> str:
    """Say a term in a language."""
    return words.zh if language == "zh_CN" else words.en


def shown(cell: Cell, language: Language) -> str:
    """Write a cell for people: points without trailing zeros, days as year-month-day, nothing as nothing (G-06)."""
    if cell is None:
        return ""
    if isinstance(cell, bool):
        return said(_YES_NO[cell], language)
    if isinstance(cell, Words):
        return said(cell, language)
    if isinstance(cell, Period):
        return cell.text
    return str(cell)


def _number(column: Column, cell: Decimal) -> str:
    text = f"{cell:f}"
    return text.rstrip("0").rstrip(".") if column.kind == "points" and "." in text else text


def plain(column: Column, cell: Cell, language: Language) -> str:
    """Write a cell of a column: numbers as the column's kind wants them, the rest as `shown` does."""
    return _number(column, cell) if isinstance(cell, Decimal) else shown(cell, language)


def as_csv(table: Table, language: Language) -> str:
    """Write a table as CSV, every cell quoted; a text that a spreadsheet might run as a formula gets an apostrophe."""
    drawn = io.StringIO()
    writer = csv.writer(drawn, quoting=csv.QUOTE_ALL, lineterminator="\r\n")
    writer.writerow([_inert(said(column.title, language)) for column in table.columns])
    for row in (*table.rows, *([] if table.totals is None else [table.totals])):
        cells = zip(table.columns, row, strict=True)
        writer.writerow([_csv_cell(column, cell, language) for column, cell in cells])
    return drawn.getvalue()


def _csv_cell(column: Column, cell: Cell, language: Language) -> str:
    text = plain(column, cell, language)
    return text if isinstance(cell, (Decimal, int, date)) else _inert(text)


def _inert(text: str) -> str:
    begins = text.lstrip(" \u3000\u00a0")[:1] or "."
    return f"'{text}" if begins in _FORMULA_STARTS else text
