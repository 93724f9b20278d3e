"""From a form and its subjects to filled-in sheets: texts, places to fill in, rows and totals.

Knows the format of forms and the tables behind them; knows neither templates nor files.
"""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from msgspec import Struct

from generator.problems import Problem, msg
from generator.sheets.cells import NUMERIC, plain
from generator.sheets.desk import Subject
from generator.sheets.values import amounts, value

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from generator.policies.forms import Form, FormColumn, FormField, FormKind
    from generator.reports import Cell, Table
    from generator.reports.report import Row
    from generator.sheets.desk import Desk

MONTHLY: frozenset[FormKind] = frozenset({"monthly_sheet", "claim_sheet"})
_WHO = {"community": "community", "leader": "person"}


class SheetError(Exception):
    """A form cannot be filled in; the pack names what is not there."""

    def __init__(self, problem: Problem) -> None:
        """Remember the problem for whoever prints it."""
        super().__init__(problem.check)
        self.problems = (problem,)


class Blank(Struct, frozen=True):
    """A labelled place: its value, or nothing and a hint for the pen."""

    label: str
    value: str
    hint: str
    wide: bool
    tall: int


class Head(Struct, frozen=True):
    """The head of a column."""

    label: str
    width: int
    numeric: bool


class Passage(Struct, frozen=True):
    """A passage of the text."""

    heading: str
    text: str
    lines: tuple[str, ...]
    blanks: tuple[Blank, ...]


class Side(Struct, frozen=True):
    """One side of an agreement."""

    label: str
    blanks: tuple[Blank, ...]


class FilledSheet(Struct, frozen=True):
    """One sheet as it is printed; `rows` are texts and `empty` counts the rows for the pen."""

    subject: Subject
    preamble: str
    sides: tuple[Side, ...]
    blanks: tuple[Blank, ...]
    heads: tuple[Head, ...]
    rows: tuple[tuple[str, ...], ...]
    empty: int
    totals: tuple[str, ...]
    passages: tuple[Passage, ...]


def fill(desk: Desk, form: Form) -> tuple[FilledSheet, ...]:
    """Fill in a form for each of its subjects.

    Raises:
        SheetError: a column names what the form's table does not have.
    """
    sums = amounts(desk, form)
    return tuple(_sheet(desk, form, subject, sums) for subject in subjects(desk, form))


def subjects(desk: Desk, form: Form) -> Iterator[Subject]:
    """Yield whom a form is printed for."""
    if form.per == "community":
        yield from (Subject(community.book) for community in desk.context.communities)
    elif form.per == "leader":
        first, last = (desk.month.first, desk.month.last) if form.kind in MONTHLY else (desk.as_of, desk.as_of)
        yield from desk.leaders(first, last)
    else:
        yield Subject()


def copies(desk: Desk, form: Form) -> int:
    """Return how many originals of a sheet there are: the form's number, else that of the policy's agreement."""
    staffing = desk.context.policy.pack.staffing
    agreement = staffing.agreement if staffing and form.kind == "agreement" else None
    setting = form.copies or (agreement.copies if agreement else None)
    return (setting.on(desk.as_of) if setting else None) or 1


def _sheet(desk: Desk, form: Form, subject: Subject, sums: Mapping[str, str]) -> FilledSheet:
    table = desk.table(form.table) if form.table else None
    picked = _picked(table, form, subject)
    prompts = tuple((prompt, *[""] * (len(form.columns) - 1)) for prompt in form.prompts)
    rows = (*prompts, *(_cells(desk, form, table, row) for row in picked))
    least = form.least_rows.on(desk.as_of) if form.least_rows else None
    return FilledSheet(
        subject,
        (form.preamble or "").format_map(sums),
        tuple(Side(party.label, _blanks(desk, subject, party.fields)) for party in form.parties),
        _blanks(desk, subject, form.fields),
        tuple(_head(column, table) for column in form.columns),
        rows,
        max(form.rows or 0, least or 0),
        _cells(desk, form, table, _totals(table, form, picked)) if table and table.totals and picked else (),
        tuple(
            Passage(
                section.heading or "",
                (section.text or "").format_map(sums),
                tuple(line.format_map(sums) for line in section.lines),
                _blanks(desk, subject, section.fields),
            )
            for section in form.sections
        ),
    )


def _blanks(desk: Desk, subject: Subject, fields: tuple[FormField, ...]) -> tuple[Blank, ...]:
    return tuple(
        Blank(field.label, value(desk, subject, field.source) or "", field.hint or "", field.wide, field.tall or 1)
        for field in fields
    )


def _place(table: Table, column: FormColumn) -> int:
    keys = [known.key for known in table.columns]
    if column.key not in keys:
        raise SheetError(
            Problem(
                "unknown-column",
                column.origin,
                msg("The table {table} has no column {key}.", table=table.name, key=column.key or ""),
                msg("Its columns are: {keys}.", keys=", ".join(keys)),
            )
        )
    return keys.index(column.key)


def _head(column: FormColumn, table: Table | None) -> Head:
    numeric = table is not None and column.key is not None and table.columns[_place(table, column)].kind in NUMERIC
    return Head(column.label, column.width or 0, numeric)


def _picked(table: Table | None, form: Form, subject: Subject) -> tuple[Row, ...]:
    """Return the rows of a table that are the subject's: all of it for a sheet of the whole jurisdiction."""
    if table is None or not form.columns:
        return ()
    key = _WHO.get(form.per)
    keys = [column.key for column in table.columns]
    if key is None or key not in keys or subject.book is None:
        return table.rows
    wanted = subject.person if key == "person" else subject.book.community.name
    return tuple(row for row in table.rows if row[keys.index(key)] == wanted)


def _cells(desk: Desk, form: Form, table: Table | None, row: Row) -> tuple[str, ...]:
    if table is None:
        return ()
    return tuple(
        plain(table.columns[place], row[place], desk.language) if place is not None else ""
        for place in (_place(table, column) if column.key else None for column in form.columns)
    )


def _totals(table: Table, form: Form, rows: tuple[Row, ...]) -> Row:
    """Return the total row of the rows shown: the table's own, or the exact sums of a part of it."""
    totals = table.totals or ()
    if form.per not in _WHO:
        return totals
    return tuple(
        _sum(rows, place, cell) if isinstance(cell, (int, Decimal)) and not isinstance(cell, bool) else cell
        for place, cell in enumerate(totals)
    )


def _sum(rows: tuple[Row, ...], place: int, like: Decimal | int) -> Cell:
    numbers = [cell for row in rows if isinstance(cell := row[place], (int, Decimal))]
    return (
        sum((Decimal(number) for number in numbers), like * 0) if isinstance(like, Decimal) else sum(map(int, numbers))
    )
