"""A report: its name, what it is about, the rules behind it, and how its table is made.

Knows no particular report; a report is a pure function of the context and a period.
"""

from __future__ import annotations

from itertools import chain
from typing import TYPE_CHECKING, NamedTuple, TypeAlias

from msgspec import Struct
from msgspec.structs import replace

from generator.problems import Words
from generator.reports.table import Table

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from generator.periods import Kind, Period
    from generator.reports.context import Context
    from generator.reports.table import Cell, Column

Row: TypeAlias = "tuple[Cell, ...]"
ANY_PERIOD: tuple[Kind, ...] = ("month", "quarter", "half", "year")


class Sheet(NamedTuple):
    """A table before it has a name."""

    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    totals: Row | None = None
    notes: tuple[Words, ...] = ()
    private_columns: tuple[str, ...] = ()


class Report(Struct, frozen=True):
    """An internal report; `needs_period` lists the kinds of period it is made for, None where it is of the day."""

    name: str
    title: Words
    about: Words
    rule_ids: tuple[str, ...]
    needs_period: tuple[Kind, ...] | None
    make: Callable[[Context, Period | None], Table]
    by_community: bool = False
    """Whether its rows are those of one community after the other, each made without knowing another."""


def in_turn(wanted: Report, contexts: Iterable[Context], period: Period | None) -> Table:
    """Make a report that is made by community; each community is let go before the next is asked for."""
    tables = (wanted.make(context, period) for context in contexts)
    first = next(tables)
    return replace(first, rows=tuple(chain(first.rows, *(table.rows for table in tables))))


def of_the_day(
    name: str,
    title: Words,
    about: Words,
    rule_ids: tuple[str, ...],
    fill: Callable[[Context], Sheet],
    *,
    by_community: bool = False,
) -> Report:
    """Declare a report of how things stand on the as-of day; a period is ignored."""

    def make(context: Context, _period: Period | None) -> Table:
        return Table(name, title, *fill(context))

    return Report(name, title, about, rule_ids, None, make, by_community)


def of_a_period(
    name: str,
    title: Words,
    about: Words,
    rule_ids: tuple[str, ...],
    kinds: tuple[Kind, ...],
    fill: Callable[[Context, Period], Sheet],
    *,
    by_community: bool = False,
) -> Report:
    """Declare a report of a period, which its table's title names.

    The caller asks for a period of a kind that `needs_period` lists; `make` raises ValueError for any other.
    """

    def make(context: Context, period: Period | None) -> Table:
        if period is None or period.kind not in kinds:
            raise ValueError(f"{name} needs a period of the kinds {', '.join(kinds)}")
        of_it = Words(f"{title.en}, {period.label_en}", f"{title.zh}（{period.label_zh}）")
        return Table(name, of_it, *fill(context, period))

    return Report(name, title, about, rule_ids, kinds, make, by_community)
