"""What an internal report is made of: columns with kinds, typed cells, totals and notes.

Knows neither the ledger nor how a table is printed.
"""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Literal, TypeAlias, Union

from msgspec import Struct

from generator.periods import Period
from generator.problems import Words

Kind: TypeAlias = Literal["text", "points", "percent", "whole", "money", "day", "period", "flag"]
Cell: TypeAlias = Union[Decimal, int, bool, date, Period, str, Words, None]

_TYPES: dict[Kind, tuple[type, ...]] = {
    "text": (str, Words),
    "points": (Decimal,),
    "percent": (Decimal,),
    "whole": (int,),
    "money": (Decimal,),
    "day": (date,),
    "period": (Period,),
    "flag": (bool,),
}


class Column(Struct, frozen=True):
    """A column: its key for machines, its title for people, and the kind of its cells."""

    key: str
    title: Words
    kind: Kind = "text"

    def holds(self, cell: Cell) -> bool:
        """Tell whether a cell is of the column's kind; an empty cell always is, a term in words too."""
        if isinstance(cell, bool):
            return self.kind == "flag"
        return cell is None or isinstance(cell, (*_TYPES[self.kind], Words))


class Table(Struct, frozen=True):
    """A report: every row has a cell for each column.

    `private_columns` names the columns that stay empty here: they are filled in from the private
    vault, outside this repository (decision 10).
    """

    name: str
    title: Words
    columns: tuple[Column, ...]
    rows: tuple[tuple[Cell, ...], ...]
    totals: tuple[Cell, ...] | None = None
    notes: tuple[Words, ...] = ()
    private_columns: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        """Refuse a row that does not fit the columns, and a private cell that is filled."""
        for row in (*self.rows, *(() if self.totals is None else (self.totals,))):
            if len(row) != len(self.columns):
                raise ValueError(f"{self.name}: a row has {len(row)} cells for {len(self.columns)} columns")
            for column, cell in zip(self.columns, row, strict=True):
                if not column.holds(cell):
                    raise ValueError(f"{self.name}: {cell!r} cannot stand in the column {column.key}")
                if column.key in self.private_columns and cell is not None:
                    raise ValueError(f"{self.name}: the private column {column.key} must stay empty")

    def column(self, key: str) -> tuple[Cell, ...]:
        """Return the cells of a column, from the first row to the last."""
        place = [column.key for column in self.columns].index(key)
        return tuple(row[place] for row in self.rows)
