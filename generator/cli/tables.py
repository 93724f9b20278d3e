"""Printing a table: for the terminal, as JSON, CSV or a workbook whose bytes repeat.

Knows cells and formats; knows no report and reads no clock.
"""

from __future__ import annotations

import csv
import io
import json
import sys
from datetime import date, datetime, time
from decimal import Decimal
from typing import TYPE_CHECKING, Any, Literal, TypeAlias
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from rich.cells import cell_len
from rich.console import Console
from rich.measure import Measurement
from rich.table import Table as Grid
from rich.text import Text

from generator.periods import Period
from generator.problems import Words

if TYPE_CHECKING:
    from pathlib import Path
    from typing import TextIO

    from openpyxl.cell.cell import Cell as SheetCell
    from openpyxl.worksheet.worksheet import Worksheet

    from generator.language import Language
    from generator.reports.table import Cell, Column, Kind, Table

TableFormat: TypeAlias = Literal["table", "json", "csv", "xlsx"]

_FORMULA_STARTS = "=+-@＝＋－＠\t\r\n"
_YES_NO = {True: Words("yes", "是"), False: Words("no", "否")}
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
_NUMERIC = frozenset({"points", "percent", "whole", "money"})
_WIDEST = 60
_EARLIEST_ZIP = (1980, 1, 1, 0, 0, 0)
_CORE = "docProps/core.xml"


def write_table(
    table: Table,
    *,
    format: TableFormat,  # noqa: A002 - it is the option's name
    language: Language,
    output: Path | None,
    stream: TextIO,
    as_of: date,
) -> None:
    """Write a table to a file, or to a stream where no file is named.

    Args:
        table: what to write.
        format: `csv` to a file begins with the mark by which spreadsheets know UTF-8; `xlsx` to a
            stream goes to the bytes below it.
        language: of titles, notes and terms; the records' own texts stay as they are.
        output: a path, whose folder exists.
        stream: where the text goes otherwise.
        as_of: the only day a workbook carries as its own.
    """
    if format == "xlsx":
        data = workbook(table, language, as_of)
        if output is None:
            stream.buffer.write(data)
        else:
            output.write_bytes(data)
    elif output is None:
        stream.write(_rendered(table, format, language, Console(file=stream).width if stream.isatty() else None))
    else:
        text = _rendered(table, format, language, None)
        output.write_bytes(text.encode("utf-8-sig" if format == "csv" else "utf-8"))


def _rendered(table: Table, table_format: TableFormat, language: Language, width: int | None) -> str:
    if table_format == "json":
        return as_json(table, language)
    if table_format == "csv":
        return as_csv(table, language)
    return as_text(table, language, width)


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


def _plain(column: Column, cell: Cell, language: Language) -> str:
    return _number(column, cell) if isinstance(cell, Decimal) else shown(cell, language)


def as_text(table: Table, language: Language, width: int | None = None) -> str:
    """Draw a table with lines; without a width it is as wide as its longest row."""
    grid = Grid(title=Text(said(table.title, language)), show_footer=table.totals is not None)
    for place, column in enumerate(table.columns):
        total = Text("" if table.totals is None else _plain(column, table.totals[place], language))
        title = Text(said(column.title, language))
        justify: Literal["left", "right"] = "right" if column.kind in _NUMERIC else "left"
        grid.add_column(title, footer=total, justify=justify, overflow="fold")
    for row in table.rows:
        cells = zip(table.columns, row, strict=True)
        grid.add_row(*(Text(_plain(column, cell, language)) for column, cell in cells))
    drawn = io.StringIO()
    console = Console(file=drawn, width=width or sys.maxsize, color_system=None, legacy_windows=False)
    if width is None:
        console.width = max(
            Measurement.get(console, console.options, grid).maximum, cell_len(said(table.title, language))
        )
    console.print(grid)
    notes = "".join(f"{said(note, language)}\n" for note in table.notes)
    return "".join(f"{line.rstrip()}\n" for line in drawn.getvalue().splitlines()) + notes


def as_json(table: Table, language: Language) -> str:
    """Write a table as JSON: numbers of points are texts so that they stay exact, `kind` tells what a text is."""
    keys = [column.key for column in table.columns]
    columns = [{"key": c.key, "title": said(c.title, language), "kind": c.kind} for c in table.columns]
    document: dict[str, Any] = {
        "name": table.name,
        "title": said(table.title, language),
        "rows": [dict(zip(keys, _typed(table.columns, row, language), strict=True)) for row in table.rows],
        "totals": table.totals and dict(zip(keys, _typed(table.columns, table.totals, language), strict=True)),
        "notes": [said(note, language) for note in table.notes],
        "private_columns": list(table.private_columns),
        "columns": columns,
    }
    return json.dumps(document, ensure_ascii=False, indent=2) + "\n"


def _typed(columns: tuple[Column, ...], row: tuple[Cell, ...], language: Language) -> list[str | int | bool | None]:
    return [
        cell if cell is None or isinstance(cell, (bool, int)) else _plain(column, cell, language)
        for column, cell in zip(columns, row, strict=True)
    ]


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
    text = _plain(column, cell, language)
    return text if isinstance(cell, (Decimal, int, date)) else _inert(text)


def _inert(text: str) -> str:
    begins = text.lstrip(" \u3000\u00a0")[:1] or "."
    return f"'{text}" if begins in _FORMULA_STARTS else text


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
        longest = max(cell_len(text) for text in (title, *(_plain(column, cell, language) for cell in cells)))
        sheet.column_dimensions[get_column_letter(place)].width = min(longest + 3, _WIDEST)
    if table.totals:
        for place in range(1, len(table.columns) + 1):
            sheet.cell(len(table.rows) + 2, place).font = bold
    sheet.freeze_panes = "A2"
    sheet.auto_filter.ref = f"A1:{get_column_letter(len(table.columns))}{len(table.rows) + 1}"


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
