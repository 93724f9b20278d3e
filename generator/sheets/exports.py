"""Every file of an export of one jurisdiction: its tables in the formats asked for, its forms, the list of contents.

Knows what is made and how each file is called; writes nothing.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, TypeAlias

from msgspec import Struct

from generator.sheets.cells import as_csv, said
from generator.sheets.desk import PRIVATE_KEYS, Desk
from generator.sheets.filling import copies, fill
from generator.sheets.printing import Listed, Marks, contents_page, form_page, table_page
from generator.sheets.workbook import workbook

if TYPE_CHECKING:
    from collections.abc import Mapping

    from generator.language import Language
    from generator.periods import Period
    from generator.reports import Context, Report, Table
    from generator.vault import Vault

SheetFormat: TypeAlias = Literal["xlsx", "csv", "html"]
FORMATS: tuple[SheetFormat, ...] = ("xlsx", "csv", "html")
CONTENTS = "index.html"
_LETTERS: dict[SheetFormat, str] = {"xlsx": "Excel", "csv": "CSV", "html": "A4"}


class Asked(Struct, frozen=True):
    """What an export is to hold; no names means everything."""

    language: Language
    commit: str
    formats: tuple[SheetFormat, ...] = FORMATS
    only: tuple[str, ...] = ()
    period: Period | None = None
    vault: Vault | None = None


def export_files(context: Context, asked: Asked) -> Mapping[str, bytes]:
    """Make every file of an export, by path.

    Raises:
        SheetError: a form of the pack names what its table does not have.
    """
    desk = Desk(context, asked.language, asked.period, asked.vault)
    files: dict[str, bytes] = {}
    tables, forms = [], []
    for known in desk.reports(asked.only):
        made, listed = _table_files(desk, asked, known)
        files |= made
        tables.append(listed)
    for form in context.policy.forms.forms if "html" in asked.formats else ():
        if not asked.only or form.id in asked.only:
            path = f"forms/{form.id}.html"
            sheets = fill(desk, form)
            private = asked.vault is not None and form.is_private
            marks = _marks(desk, asked, private=private, handed_out=form.is_handed_out)
            files[path] = form_page(form, sheets, copies(desk, form), marks, asked.language)
            forms.append(Listed(form.title, "", ((_LETTERS["html"], path),)))
    marks = _marks(desk, asked)
    files[CONTENTS] = contents_page(tuple(tables), tuple(forms), marks, asked.language)
    return files


def _table_files(desk: Desk, asked: Asked, known: Report) -> tuple[dict[str, bytes], Listed]:
    table, period = desk.table(known.name), desk.period_for(known)
    stem = f"tables/{known.name}-{period.text}" if period else f"tables/{known.name}"
    label = said(period.words, asked.language) if period else ""
    made = {
        f"{stem}.{sheet_format}": _table_file(desk, asked, table, label, sheet_format)
        for sheet_format in FORMATS
        if sheet_format in asked.formats
    }
    links = tuple((_LETTERS[name], f"{stem}.{name}") for name in FORMATS if name in asked.formats)
    return made, Listed(said(known.title, asked.language), label, links)


def _table_file(desk: Desk, asked: Asked, table: Table, period: str, sheet_format: SheetFormat) -> bytes:
    if sheet_format == "xlsx":
        return workbook(table, asked.language, desk.as_of)
    if sheet_format == "csv":
        return as_csv(table, asked.language).encode("utf-8-sig")
    private = asked.vault is not None and any(column.key in PRIVATE_KEYS for column in table.columns)
    return table_page(table, period, _marks(desk, asked, private=private), asked.language)


def _marks(desk: Desk, asked: Asked, *, private: bool = False, handed_out: bool = False) -> Marks:
    jurisdiction = desk.context.book.jurisdiction
    return Marks(jurisdiction.name, desk.as_of, asked.commit, jurisdiction.fictional, private, handed_out)
