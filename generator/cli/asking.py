"""`explain` and `report`: questions about results, answered for a person or a program.

Knows how to find a person and pick a jurisdiction; the answers are made on the floors below.
"""

from __future__ import annotations

import difflib
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from generator.cli.options import h, session_options
from generator.cli.tables import write_table
from generator.periods import Period
from generator.problems import msg
from generator.reports import REPORTS, Context, claim_receipt, receipt, receipt_table

if TYPE_CHECKING:
    from generator.cli.session import Results, Session
    from generator.cli.tables import TableFormat
    from generator.problems import Message
    from generator.reports import Table

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
    results = session.results()
    found = _find(results, person)
    if not found:
        session.refuse(_nobody(results, person))
    if len(found) > 1:
        listed = ", ".join(f"{person} {identity}" for _, identity in found)
        session.refuse(msg("Several people fit: {people}. Give the id.", people=listed))
    jurisdiction, identity = found[0]
    context = context_of(session, results, jurisdiction)
    if context.policy.pack.claims is not None:
        table = claim_receipt(context, identity, span or Period.of("year", context.as_of))
    else:
        table = receipt_table(receipt(context, identity, span))
    _write(session, table, table_format, output)


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
    results = session.results()
    chosen = jurisdiction or next(iter(results.scores), "")
    if chosen not in results.scores:
        session.refuse(
            msg("There is no jurisdiction {name}. Known: {known}.", name=chosen, known=", ".join(results.scores))
        )
    _write(session, wanted.make(context_of(session, results, chosen), span), table_format, output)


def period_of(session: Session, written: str | None) -> Period | None:
    """Read a period that somebody wrote; one that is none is refused."""
    if written is None:
        return None
    try:
        return Period.parse(written)
    except ValueError:
        session.refuse(msg("{text} is not a period. Write 2026, 2026-Q1 or 2026-03.", text=written))


def context_of(session: Session, results: Results, jurisdiction: str) -> Context:
    """Return what the reports of a jurisdiction start from."""
    scores, rounds = results.scores[jurisdiction], results.rounds[jurisdiction]
    return Context(results.ledger, scores, rounds, session.as_of, session.history)


def _find(results: Results, wanted: str) -> list[tuple[str, str]]:
    """Return jurisdiction and id of all whose id or whole name is the wanted text."""
    return [
        (name, identity)
        for name, scores in results.scores.items()
        for community in scores.communities.values()
        for identity, person in community.book.people.items()
        if wanted in {identity, person.name}
    ]


def _nobody(results: Results, wanted: str) -> Message:
    names = sorted(
        {
            person.name
            for scores in results.scores.values()
            for community in scores.communities.values()
            for person in community.book.people.values()
        }
    )
    near = difflib.get_close_matches(wanted, names, 3, 0.3)
    if near:
        return msg("Nobody is called {name}. Did you mean {near}?", name=wanted, near="、".join(near))
    return msg("Nobody is called {name}.", name=wanted)


def _write(session: Session, table: Table, table_format: TableFormat, output: Path | None) -> None:
    if table_format == "xlsx" and output is None:
        session.refuse(msg("A workbook needs a file: add --output NAME.xlsx."))
    write_table(
        table, format=table_format, language=session.language, output=output, stream=sys.stdout, as_of=session.as_of
    )
