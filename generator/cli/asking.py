"""`explain` and `report`: questions about results, answered for a person or a program.

Knows how to find a person and pick a jurisdiction; the answers are made on the floors below.
"""

from __future__ import annotations

import difflib
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click
from msgspec.structs import replace

from generator.cli.options import h, session_options
from generator.cli.tables import write_table
from generator.periods import Period
from generator.problems import msg
from generator.reports import REPORTS, claim_receipt, in_turn, receipt, receipt_table

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from generator.cli.session import Session
    from generator.cli.tables import TableFormat
    from generator.problems import Message
    from generator.reports import Table
    from generator.shards.answering import Faultless, Home

PERIODS = {"year": "2026", "half": "2026-H1", "quarter": "2026-Q1", "month": "2026-03"}
TABLE_FORMATS = click.Choice(["table", "json", "csv", "xlsx"])


@click.command(help=h("Print the receipt of a leader: every point with its record and clause."))
@click.argument("person")
@click.argument("period", required=False)
@click.option("--format", "table_format", type=TABLE_FORMATS, default="table", help=h("How to print it."))
@click.option("--output", type=click.Path(path_type=Path), help=h("File to write (needed for xlsx)."))
@session_options
def explain(session: Session, person: str, period: str | None, table_format: TableFormat, output: Path | None) -> None:
    """Print where each point of a leader comes from."""
    span = period_of(session, period)
    with session.faultless() as records:
        home = _home(session, records, person)
        context = records.alone(home.jurisdiction, home.community)
        context = replace(context, history=records.history(context.book.communities[home.community].folder()))
        if context.policy.pack.claims is not None:
            table = claim_receipt(context, home.person, span or Period.of("year", context.as_of))
        else:
            table = receipt_table(receipt(context, home.person, span))
        _write(session, table, table_format, output, context.as_of)


@click.command(help=h("Print an internal table, or list all of them."))
@click.argument("name", required=False)
@click.option("--period", help=h("A period such as 2026, 2026-Q1 or 2026-03."))
@click.option("--jurisdiction", help=h("Id of the jurisdiction (default: the first)."))
@click.option("--format", "table_format", type=TABLE_FORMATS, default="table", help=h("How to print it."))
@click.option("--output", type=click.Path(path_type=Path), help=h("File to write (needed for xlsx)."))
@session_options
def report(
    session: Session,
    name: str | None,
    period: str | None,
    jurisdiction: str | None,
    table_format: TableFormat,
    output: Path | None,
) -> None:
    """Print one table, or the list of tables."""
    if name is None:
        for known in REPORTS:
            title = known.title.zh if session.language == "zh_CN" else known.title.en
            click.echo(f"{known.name:20}{title}")
        return
    wanted = next((r for r in REPORTS if r.name == name), None)
    if wanted is None:
        near = difflib.get_close_matches(name, [r.name for r in REPORTS], 1)
        session.refuse(msg("There is no table {name}. {hint}", name=name, hint=near[0] if near else "louzhang report"))
    span = period_of(session, period)
    if wanted.needs_period and (span is None or span.kind not in wanted.needs_period):
        examples = ", ".join(PERIODS[kind] for kind in wanted.needs_period)
        session.refuse(
            msg("The table {name} is made of a period. Add --period, such as {examples}.", name=name, examples=examples)
        )
    with session.faultless() as records:
        chosen = jurisdiction or next(iter(records.jurisdictions), "")
        if chosen not in records.jurisdictions:
            every = ", ".join(records.jurisdictions)
            session.refuse(msg("There is no jurisdiction {name}. Known: {known}.", name=chosen, known=every))
        if wanted.by_community:
            table = in_turn(wanted, records.in_turn(chosen), span)
        else:
            table = wanted.make(records.whole(chosen), span)
        _write(session, table, table_format, output, records.as_of)


def period_of(session: Session, written: str | None) -> Period | None:
    """Read a period that somebody wrote; one that is none is refused."""
    if written is None:
        return None
    try:
        return Period.parse(written)
    except ValueError:
        session.refuse(msg("{text} is not a period. Write 2026, 2026-Q1 or 2026-03.", text=written))


def _home(session: Session, records: Faultless, wanted: str) -> Home:
    """Return where somebody is recorded, by id or else by the whole name; nobody, and several, are refused."""
    found = records.homes(wanted)
    if not found:
        everybody = [named for jurisdiction in records.jurisdictions for named in records.people(jurisdiction)]
        found = tuple(home for home, name in everybody if name == wanted)
        if not found:
            session.refuse(_nobody(sorted({name for _, name in everybody}), wanted))
    if len(found) > 1:
        listed = ", ".join(f"{wanted} {home.person}" for home in found)
        session.refuse(msg("Several people fit: {people}. Give the id.", people=listed))
    return found[0]


def _nobody(names: Sequence[str], wanted: str) -> Message:
    near = difflib.get_close_matches(wanted, names, 3, 0.3)
    if near:
        return msg("Nobody is called {name}. Did you mean {near}?", name=wanted, near="、".join(near))
    return msg("Nobody is called {name}.", name=wanted)


def _write(session: Session, table: Table, table_format: TableFormat, output: Path | None, as_of: date) -> None:
    if table_format == "xlsx" and output is None:
        session.refuse(msg("A workbook needs a file: add --output NAME.xlsx."))
    write_table(table, format=table_format, language=session.language, output=output, stream=sys.stdout, as_of=as_of)
