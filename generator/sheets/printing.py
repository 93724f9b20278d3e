"""Sheets as pages for the printer: templates, paper and the imprint; each page stands alone and asks for nothing.

Knows filled-in sheets and tables; knows no record and no file.
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from msgspec import Struct

from generator.problems import Words
from generator.resources import templates
from generator.sheets.cells import NUMERIC, plain, said
from generator.sheets.values import day_text

if TYPE_CHECKING:
    from datetime import date

    from generator.language import Language
    from generator.policies.forms import Form
    from generator.reports import Table
    from generator.reports.report import Row
    from generator.sheets.filling import FilledSheet

WORDS: dict[str, Words] = {
    "period": Words("Period", "周期"),
    "office": Words("Office", "单位"),
    "as_of": Words("As of", "截至"),
    "prepared": Words("Prepared by", "制表人"),
    "checked": Words("Checked by", "审核人"),
    "date": Words("Date", "日期"),
    "none": Words("Nothing to show.", "没有可列的内容。"),
    "records": Words("records", "记录版本"),
    "internal": Words("Internal, not to be published", "内部资料，不得公开"),
    "private": Words("Holds personal data; keep it locked up", "含个人信息，专人保管，不得外传"),
    "fictional": Words("Invented data for demonstration", "虚构数据，仅供演示"),
    "contents": Words("Tables and forms", "表格目录"),
    "tables": Words("Tables", "内部表格"),
    "forms": Words("Forms", "填写和打印的表格"),
}


_NOT_ON_PAPER = frozenset({"person", "source"})
"""Columns for programs and for whoever looks up a record; paper is too narrow for them."""


class Marks(Struct, frozen=True):
    """What each page says of itself: whose it is, of which day and commit, and whether it holds what is private."""

    office: str
    as_of: date
    commit: str
    fictional: bool
    private: bool = False
    handed_out: bool = False


class Listed(Struct, frozen=True):
    """A line of the list of contents: a title, and a path for each format."""

    title: str
    period: str
    links: tuple[tuple[str, str], ...]


@lru_cache(maxsize=1)
def environment() -> Environment:
    """The templates' environment: everything escaped, nothing undefined, no template from outside."""
    made = Environment(
        autoescape=True,
        undefined=StrictUndefined,
        loader=FileSystemLoader(templates() / "forms"),
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
    )
    made.filters["day"] = day_text
    return made


def table_page(table: Table, period: str, marks: Marks, language: Language) -> bytes:
    """Print a table with title, period, office, totals, a line to sign and the imprint."""
    totals = table.totals or (None,) * len(table.columns)
    kept = [
        place
        for place, column in enumerate(table.columns)
        if column.key not in _NOT_ON_PAPER or totals[place] is not None
    ]

    def written(row: Row) -> list[str]:
        return [plain(table.columns[place], row[place], language) for place in kept]

    slots = {
        "title": said(table.title, language),
        "period": period,
        "heads": [(said(table.columns[place].title, language), table.columns[place].kind in NUMERIC) for place in kept],
        "rows": [written(row) for row in table.rows],
        "totals": written(totals) if table.totals else [],
        "notes": [said(note, language) for note in table.notes],
        "wide": True,
    }
    return _page("_table.html", slots, marks, language)


def form_page(form: Form, sheets: tuple[FilledSheet, ...], copies: int, marks: Marks, language: Language) -> bytes:
    """Print every sheet of a form in one file."""
    slots = {"form": form, "sheets": sheets, "copies": copies, "wide": form.wide, "title": form.title}
    return _page(f"{form.kind}.html", slots, marks, language)


def contents_page(tables: tuple[Listed, ...], forms: tuple[Listed, ...], marks: Marks, language: Language) -> bytes:
    """Print the list of what was exported, with links."""
    slots = {
        "title": f"{marks.office} · {said(WORDS['contents'], language)}",
        "groups": [(said(WORDS["tables"], language), tables), (said(WORDS["forms"], language), forms)],
        "wide": False,
    }
    return _page("_contents.html", slots, marks, language)


def _page(template: str, slots: dict[str, Any], marks: Marks, language: Language) -> bytes:
    words = {key: said(term, language) for key, term in WORDS.items()}
    code = "zh-CN" if language == "zh_CN" else "en"
    shown = environment().get_template(template).render(slots, marks=marks, words=words, code=code)
    return shown.encode("utf-8")
