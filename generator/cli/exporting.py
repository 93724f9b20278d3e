"""`export`: the internal tables and the forms of one or all jurisdictions, as files in a folder of their own.

Knows the options and where an export goes; what is in it is made on the floors below.
"""

from __future__ import annotations

import difflib
from pathlib import Path
from typing import TYPE_CHECKING

import click

from generator.cli.asking import period_of
from generator.cli.options import h, session_options
from generator.cli.session import StopError
from generator.cli.still import OUTPUT
from generator.problems import msg
from generator.reports import REPORTS
from generator.sheets import FORMATS

if TYPE_CHECKING:
    from generator.cli.session import Session
    from generator.shards.answering import Faultless
    from generator.sheets import SheetFormat
    from generator.vault import Vault

EXPORTS = "exports"


@click.command(help=h("Write the internal tables and the forms of jurisdictions into a folder, for print and Excel."))
@click.argument("jurisdictions", nargs=-1)
@click.option("--only", multiple=True, help=h("Name of a table or form; may be repeated (default: all)."))
@click.option("--formats", default="xlsx,csv,html", show_default=True, help=h("Formats, separated by commas."))
@click.option("--period", help=h("A period such as 2026, 2026-Q1 or 2026-03 (default: the last whole one)."))
@click.option("--out", type=click.Path(path_type=Path), help=h("The folder of the exports (default: build/exports)."))
@click.option("--vault", type=click.Path(path_type=Path), help=h("The private vault; without it blanks are printed."))
@click.option("--identity", type=click.Path(path_type=Path), help=h("The age key that opens the vault."))
@session_options
def export(  # noqa: PLR0913, PLR0917 - an export is all that was asked for
    session: Session,
    jurisdictions: tuple[str, ...],
    only: tuple[str, ...],
    formats: str,
    period: str | None,
    out: Path | None,
    vault: Path | None,
    identity: Path | None,
) -> None:
    """Write everything that was asked for, or nothing."""
    from generator.publish import PublishError
    from generator.publish.folders import put_folders
    from generator.sheets import Asked, SheetError, export_files
    from generator.vault import VaultError

    if (vault is None) != (identity is None):
        session.refuse(msg("--vault and --identity go together: a folder and the key that opens it."))
    wanted, span = _formats(session, formats), period_of(session, period)
    place = out or session.root / OUTPUT / EXPORTS
    with session.faultless() as records:
        chosen = _chosen(session, records, jurisdictions)
        _named(session, records, chosen, only)
        try:
            opened = _open(session, records, chosen, vault, identity)
            asked = Asked(session.language, records.history().revision, wanted, only, span, opened)
            made = {place / name: export_files(records.whole(name), asked) for name in chosen}
            put_folders(made, session.root, session.root / OUTPUT / "site")
        except (VaultError, SheetError, PublishError) as error:
            raise StopError(error.problems) from error
    for folder, files in made.items():
        click.echo(session.say(msg("{count} files are in {folder}.", count=len(files), folder=str(folder))))
    if opened is not None:
        click.echo(session.say(msg("They hold what the vault gave. Print what is needed, then delete the folder.")))


def _formats(session: Session, written: str) -> tuple[SheetFormat, ...]:
    wanted = [name.strip() for name in written.split(",")]
    unknown = [name for name in wanted if name not in FORMATS]
    if unknown:
        session.refuse(
            msg("{name} is no format of an export. Formats: {known}.", name=unknown[0], known=", ".join(FORMATS))
        )
    return tuple(name for name in FORMATS if name in wanted)


def _chosen(session: Session, records: Faultless, asked: tuple[str, ...]) -> tuple[str, ...]:
    known = tuple(records.jurisdictions)
    unknown = [name for name in asked if name not in known]
    if unknown:
        session.refuse(msg("There is no jurisdiction {name}. Known: {known}.", name=unknown[0], known=", ".join(known)))
    return tuple(name for name in known if not asked or name in asked)


def _named(session: Session, records: Faultless, chosen: tuple[str, ...], only: tuple[str, ...]) -> None:
    """Refuse a name that is neither a table nor a form of a jurisdiction that is exported."""
    forms = [form.id for name in chosen for form in records.jurisdictions[name].forms.forms]
    known = [*(report.name for report in REPORTS), *forms]
    for name in only:
        if name not in known:
            near = difflib.get_close_matches(name, known, 1)
            hint = near[0] if near else "louzhang report"
            session.refuse(msg("There is no table or form {name}. {hint}", name=name, hint=hint))


def _open(
    session: Session, records: Faultless, chosen: tuple[str, ...], vault: Path | None, identity: Path | None
) -> Vault | None:
    if vault is None or identity is None:
        return None
    from generator.vault import open_vault

    people = [home.person for name in chosen for home, _ in records.people(name)]
    return open_vault(vault, identity, people, session.root)
