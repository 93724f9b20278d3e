"""A table as a workbook whose bytes repeat: real days and numbers, totals, and settings for printing.

Knows cells, formats and paper; knows no report and reads no clock.
"""

from __future__ import annotations

import io
from datetime import date, datetime, time
from decimal import Decimal
from typing import TYPE_CHECKING, Any
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from rich.cells import cell_len

from generator.sheets.cells import plain, said, shown

if TYPE_CHECKING:
    from openpyxl.cell.cell import Cell as SheetCell
    from openpyxl.worksheet.worksheet import Worksheet

    from generator.language import Language
    from generator.reports.table import Cell, Kind, Table

_NUMBER_FORMATS: dict[Kind, str] = {
    "text": "@",
    "points": "General",
    "percent": "0.00",
    "whole": "0",
    "money": "0.00",
    "day": "yyyy-mm-dd",
    "period": "@",
    "flag": "@",
}
_WIDEST = 60
_A4 = 9
"""The number of the paper size in a workbook."""
_EARLIEST_ZIP = (1980, 1, 1, 0, 0, 0)
_CORE = "docProps/core.xml"


def workbook(table: Table, language: Language, as_of: date) -> bytes:
    """Make a workbook of two sheets, the table and its notes; the same table gives the same bytes."""
    from openpyxl import Workbook

    book = Workbook()
    sheet = book.active
    if sheet is None:
        raise RuntimeError("a new workbook has no sheet")
    sheet.title = table.name[:31]
    _fill(sheet, table, language)
    notes = book.create_sheet("notes" if language == "en" else "说明")
    for number, line in enumerate((table.title, *table.notes), start=1):
        _put(notes.cell(number, 1), "text", said(line, language), language)
    _put(notes.cell(len(table.notes) + 2, 1), "day", as_of, language)
    notes.column_dimensions["A"].width = _WIDEST
    day = datetime.combine(as_of, time())
    book.properties.creator = "louzhang"
    book.properties.title = said(table.title, language)
    book.properties.created = day
    made = io.BytesIO()
    book.save(made)
    book.properties.modified = day
    return _repeatable(made, book.properties.to_tree(), as_of)


def _fill(sheet: Worksheet, table: Table, language: Language) -> None:
    from openpyxl.styles import Font
    from openpyxl.utils import get_column_letter

    bold = Font(bold=True)
    for place, column in enumerate(table.columns, start=1):
        title = said(column.title, language)
        _put(sheet.cell(1, place), "text", title, language)
        sheet.cell(1, place).font = bold
        cells = [row[place - 1] for row in (*table.rows, *([table.totals] if table.totals else []))]
        for number, cell in enumerate(cells, start=2):
            _put(sheet.cell(number, place), column.kind, cell, language)
        longest = max(cell_len(text) for text in (title, *(plain(column, cell, language) for cell in cells)))
        sheet.column_dimensions[get_column_letter(place)].width = min(longest + 3, _WIDEST)
    if table.totals:
        for place in range(1, len(table.columns) + 1):
            sheet.cell(len(table.rows) + 2, place).font = bold
    _for_paper(sheet)
    sheet.auto_filter.ref = f"A1:{get_column_letter(len(table.columns))}{len(table.rows) + 1}"


def _for_paper(sheet: Worksheet) -> None:
    """Freeze the header; print on A4 lying on its side, as wide as the page, the header on each page."""
    from openpyxl.worksheet.properties import PageSetupProperties

    sheet.freeze_panes = "A2"
    sheet.page_setup.paperSize = _A4
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.fitToWidth = 1
    sheet.page_setup.fitToHeight = 0
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    sheet.print_title_rows = "1:1"


def _put(place: SheetCell | Any, kind: Kind, cell: Cell, language: Language) -> None:
    """Write a cell: numbers and days as such, everything else as text that no spreadsheet runs."""
    from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE

    if cell is None:
        return
    if isinstance(cell, (Decimal, int, date)) and not isinstance(cell, bool):
        place.value = cell
        place.number_format = _NUMBER_FORMATS[kind]
        return
    place.value = ILLEGAL_CHARACTERS_RE.sub("\ufffd", shown(cell, language))
    place.data_type = "s"
    place.number_format = "@"


def _repeatable(made: io.BytesIO, properties: Any, as_of: date) -> bytes:
    """Pack the parts anew with the as-of day instead of the time of writing."""
    from openpyxl.xml.functions import tostring

    packed = io.BytesIO()
    stamp = max((as_of.year, as_of.month, as_of.day, 0, 0, 0), _EARLIEST_ZIP)
    with ZipFile(made) as source, ZipFile(packed, "w") as target:
        for name in source.namelist():
            info = ZipInfo(name, stamp)
            info.compress_type = ZIP_DEFLATED
            info.external_attr = 0o600 << 16
            target.writestr(info, tostring(properties) if name == _CORE else source.read(name))
    return packed.getvalue()
