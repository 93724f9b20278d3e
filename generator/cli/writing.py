"""`new`, `close`, `fmt`, `demo`: commands that write records.

Nothing is overwritten by `new` and `close`; `fmt` changes form, never meaning.
"""

from __future__ import annotations

import base64
import secrets
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from generator.cli.blanks import blank, frozen_period
from generator.cli.options import DAY, h, session_options
from generator.cli.session import FOUND
from generator.documents import canonical
from generator.ledger.unread import not_plain
from generator.periods import Period
from generator.problems import msg
from generator.records.kinds import KINDS, kind

if TYPE_CHECKING:
    from datetime import date

    from generator.cli.session import Session

_PERSON_BYTES = 10
"""80 random bits (trust: an id must not be guessable, and never be made from an identity number)."""


@click.command(help=h("Print a blank record with comments, or write it to its place."))
@click.argument("kind_name", metavar="KIND", required=False)
@click.option("--jurisdiction", help=h("Id of the jurisdiction."))
@click.option("--community", help=h("Id of the community."))
@click.option("--id", "identity", help=h("Id, month, quarter or year of the record."))
@click.option("--write", is_flag=True, help=h("Write the file instead of printing it."))
@session_options
def new(
    session: Session,
    kind_name: str | None,
    jurisdiction: str | None,
    community: str | None,
    identity: str | None,
    write: bool,  # noqa: FBT001 - a flag of the command line
) -> None:
    """Print or write a blank record."""
    names = [known.name for known in KINDS]
    if kind_name not in names:
        session.refuse(msg("Give one of these kinds: {kinds}.", kinds=", ".join(names)))
    wanted = kind(kind_name)
    content = blank(wanted.model, session.chosen_language or "zh_CN")
    if not write:
        click.echo(content, nl=False)
        return
    if identity is None and kind_name == "person":
        identity = person_id()
    slots = {"jurisdiction": jurisdiction, "community": community}
    slots |= dict.fromkeys(("id", "month", "period", "year"), identity)
    missing = [name for name, value in slots.items() if f"{{{name}}}" in wanted.pattern and not value]
    if missing:
        session.refuse(
            msg(
                "Where to? Give --jurisdiction, --community and --id as needed: {path}",
                path=wanted.path(**{n: f"<{n}>" for n in slots}),
            )
        )
    path = wanted.path(**{name: value or "" for name, value in slots.items()})
    if wanted.match(path) is None:
        session.refuse(msg("{path} is not a proper place: ids have lower-case letters, digits and hyphens.", path=path))
    write_new(session, path, content.encode())


def person_id() -> str:
    """Draw an opaque person id: a letter and 80 random bits in lower-case base 32."""
    return "p" + base64.b32encode(secrets.token_bytes(_PERSON_BYTES)).decode().lower()


@click.command(help=h("Freeze a period for publication: write its figures as a record."))
@click.argument("period")
@click.option("--jurisdiction", required=True, help=h("Id of the jurisdiction."))
@click.option("--community", required=True, help=h("Id of the community."))
@click.option("--closed-on", type=DAY, required=True, help=h("Entries verified by the end of this day are in."))
@click.option("--published-on", type=DAY, required=True, help=h("Day of publication."))
@click.option("--prepared-by", required=True, help=h("Post that prepares it."))
@click.option("--approved-by", required=True, help=h("Post that approves it; another one."))
@session_options
def close(  # noqa: PLR0913, PLR0917 - one parameter for each option
    session: Session,
    period: str,
    jurisdiction: str,
    community: str,
    closed_on: date,
    published_on: date,
    prepared_by: str,
    approved_by: str,
) -> None:
    """Write `periods/<period>.yaml` with the rows as they stand."""
    try:
        span = Period.parse(period)
    except ValueError:
        session.refuse(msg("{text} is not a period. Write 2026, 2026-Q1 or 2026-03.", text=period))
    with session.faultless() as records:
        if community not in records.communities(jurisdiction):
            session.refuse(
                msg(
                    "There is no community {community} in {jurisdiction}.",
                    community=community,
                    jurisdiction=jurisdiction,
                )
            )
        (found,) = records.alone(jurisdiction, community).communities
    content = frozen_period(found.rows(span, closed_on), closed_on, published_on, prepared_by, approved_by)
    path = kind("period-close").path(jurisdiction=jurisdiction, community=community, period=span.text)
    write_new(session, path, content)


def write_new(session: Session, path: str, content: bytes) -> None:
    """Write a new record and print its path; what is there already is never overwritten."""
    place = session.root / path
    place.parent.mkdir(parents=True, exist_ok=True)
    try:
        with place.open("xb") as file:
            file.write(content)
    except FileExistsError:
        session.refuse(msg("{path} is there already; nothing was written.", path=path))
    click.echo(path)


@click.command(help=h("Put record files into the standard form; meaning and comments stay."))
@click.argument("paths", nargs=-1, type=click.Path(path_type=Path, exists=True))
@click.option("--check", "only_check", is_flag=True, help=h("Change nothing; exit code 1 where a file would change."))
@session_options
def fmt(session: Session, paths: tuple[Path, ...], only_check: bool) -> None:  # noqa: FBT001 - a flag of the command line
    """Rewrite files that are not in the standard form."""
    roots = paths or (session.root / "records",)
    changed = problems = 0
    for file in sorted({f for r in roots for f in (r.rglob("*.yaml") if r.is_dir() else [r])}):
        place = file.parent.resolve() / file.name
        path = place.relative_to(session.root).as_posix() if place.is_relative_to(session.root) else file.name
        if file.is_symlink() or not file.is_file():
            session.show((not_plain(path),))
            problems += 1
            continue
        before = file.read_bytes()
        after, found = canonical(before, path)
        if after is None:
            session.show(found)
            problems += 1
        elif after != before:
            changed += 1
            click.echo(path)
            if not only_check:
                file.write_bytes(after)
    click.echo(session.say(msg("{changed} files changed.", changed=changed)), err=True)
    sys.exit(FOUND if problems or (only_check and changed) else 0)


@click.command(help=h("Write a repository of invented records of any size."))
@click.argument("folder", type=click.Path(path_type=Path))
@click.option(
    "--leaders", type=click.IntRange(1, 1_000_000), default=600, show_default=True, help=h("How many leaders.")
)
@click.option(
    "--months", type=click.IntRange(1, 120), default=12, show_default=True, help=h("How many months of logs.")
)
@click.option("--seed", type=int, default=1, show_default=True, help=h("The same seed gives the same records."))
@click.option("--last-month", default="2026-10", show_default=True, help=h("The last month of logs."))
@session_options
def demo(session: Session, folder: Path, leaders: int, months: int, seed: int, last_month: str) -> None:
    """Write invented records into an empty folder."""
    from generator.demo import make_demo

    if folder.exists() and any(folder.iterdir()):
        session.refuse(msg("{folder} is not empty; nothing was written.", folder=str(folder)))
    try:
        month = Period.parse(last_month)
    except ValueError:
        session.refuse(msg("{text} is not a period. Write 2026, 2026-Q1 or 2026-03.", text=last_month))
    make_demo(folder, leaders=leaders, months=months, seed=seed, last_month=month)
    click.echo(session.say(msg("{folder} is ready. Next: louzhang build --root {folder}", folder=str(folder))))
