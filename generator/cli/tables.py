"""Printing a table at the door: for the terminal, as JSON, or as a file of the sheets below.

Knows streams and widths; knows no report and reads no clock.
"""

from __future__ import annotations

import io
import json
import sys
from typing import TYPE_CHECKING, Any, Literal, TypeAlias

from rich.cells import cell_len
from rich.console import Console
from rich.measure import Measurement
from rich.table import Table as Grid
from rich.text import Text

from generator.sheets.cells import NUMERIC, as_csv, plain, said
from generator.sheets.workbook import workbook

if TYPE_CHECKING:
    from datetime import date
    from pathlib import Path
    from typing import TextIO

    from generator.language import Language
    from generator.reports.table import Cell, Column, Table

TableFormat: TypeAlias = Literal["table", "json", "csv", "xlsx"]


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


def as_text(table: Table, language: Language, width: int | None = None) -> str:
    """Draw a table with lines; without a width it is as wide as its longest row."""
    grid = Grid(title=Text(said(table.title, language)), show_footer=table.totals is not None)
    for place, column in enumerate(table.columns):
        total = Text("" if table.totals is None else plain(column, table.totals[place], language))
        title = Text(said(column.title, language))
        justify: Literal["left", "right"] = "right" if column.kind in NUMERIC else "left"
        grid.add_column(title, footer=total, justify=justify, overflow="fold")
    for row in table.rows:
        cells = zip(table.columns, row, strict=True)
        grid.add_row(*(Text(plain(column, cell, language)) for column, cell in cells))
    drawn = io.StringIO()
    console = Console(file=drawn, width=width or sys.maxsize, color_system=None, legacy_windows=False)
    if width is None:
        grid.min_width = cell_len(said(table.title, language))
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
        cell if cell is None or isinstance(cell, (bool, int)) else plain(column, cell, language)
        for column, cell in zip(columns, row, strict=True)
    ]
