"""Printing tables: what each format keeps, and that nothing in a cell is ever run."""

from __future__ import annotations

import csv
import io
import json
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING
from zipfile import ZipFile

import pytest
from openpyxl import load_workbook
from rich.cells import cell_len

from generator.cli.tables import as_json, as_text, write_table
from generator.periods import Period
from generator.problems import Words
from generator.reports import Column, Table
from generator.sheets.cells import as_csv
from generator.sheets.workbook import workbook

if TYPE_CHECKING:
    from pathlib import Path

    from generator.cli.tables import TableFormat

DAY = date(2018, 10, 15)
TABLE = Table(
    "sample",
    Words("Sample", "样表"),
    (
        Column("code", Words("Code", "代码")),
        Column("name", Words("Name", "姓名")),
        Column("day", Words("Day", "日期"), "day"),
        Column("points", Words("Points", "分值"), "points"),
        Column("share", Words("Share", "占比"), "percent"),
        Column("count", Words("Count", "次数"), "whole"),
        Column("month", Words("Month", "月份"), "period"),
        Column("last", Words("Last", "末位"), "flag"),
        Column("id_number", Words("Identity", "身份证号")),
    ),
    (
        ("0302", "=1+2", date(2018, 5, 2), Decimal("0.50"), Decimal("33.30"), 3, Period.parse("2018-05"), True, None),
        ("1e5", "[b]安宁[/b]", None, Decimal(-1), None, Words("unset", "未定"), None, False, None),
    ),
    (Words("Total", "合计"), None, None, Decimal("-0.5"), None, 3, None, None, None),
    (Words("A note.", "一句说明。"),),
    ("id_number",),
)


def test_a_table_refuses_a_row_that_does_not_fit() -> None:
    """Too few cells, a cell of another kind and a filled private cell are faults of the report."""
    columns = (Column("day", Words("Day", "日期"), "day"), Column("secret", Words("Secret", "保密")))
    title = Words("Wrong", "错")
    with pytest.raises(ValueError, match="wrong: a row has 1 cells for 2 columns"):
        Table("wrong", title, columns, ((DAY,),))
    with pytest.raises(ValueError, match="wrong: 'today' cannot stand in the column day"):
        Table("wrong", title, columns, (("today", None),))
    with pytest.raises(ValueError, match="wrong: the private column secret must stay empty"):
        Table("wrong", title, columns, ((DAY, "x"),), private_columns=("secret",))


def test_the_text_lines_up_in_cells_and_marks_nothing_up() -> None:
    """Every line of the drawing is equally wide, Chinese counting double; brackets stay brackets."""
    lines = as_text(TABLE, "zh_CN").splitlines()
    drawn = [line for line in lines if line[:1] in "┏┃┡│├└"]
    assert len(drawn) == 8
    assert len({cell_len(line) for line in drawn}) == 1
    assert any("[b]安宁[/b]" in line for line in drawn)
    assert drawn[3].split("│")[1:-1] == [
        " 0302 ",
        " =1+2        ",
        " 2018-05-02 ",
        "  0.5 ",
        " 33.30 ",
        "    3 ",
        " 2018-05 ",
        " 是   ",
        "          ",
    ]
    assert (lines[0].strip(), lines[-1]) == ("样表", "一句说明。")


def test_text_and_json_go_to_the_stream_as_they_are() -> None:
    """What a program reads from the stream is the whole table, however narrow the terminal."""
    choices: tuple[tuple[TableFormat, str], ...] = (("table", as_text(TABLE, "en")), ("json", as_json(TABLE, "en")))
    for table_format, expected in choices:
        stream = io.StringIO()
        write_table(TABLE, format=table_format, language="en", output=None, stream=stream, as_of=DAY)
        assert stream.getvalue() == expected


def test_a_given_width_folds_instead_of_cutting() -> None:
    """On a narrow screen every letter of a cell is still there."""
    narrow = as_text(TABLE, "zh_CN", 60)
    assert max(cell_len(line) for line in narrow.splitlines()) <= 60
    assert "…" not in narrow


def test_json_keeps_types_and_exact_points() -> None:
    """Points are texts so that no reader rounds them; days, flags and nothing stay what they are."""
    text = as_json(TABLE, "zh_CN")
    document = json.loads(text)
    assert list(document) == ["name", "title", "rows", "totals", "notes", "private_columns", "columns"]
    assert document["rows"][0] == {
        "code": "0302",
        "name": "=1+2",
        "day": "2018-05-02",
        "points": "0.5",
        "share": "33.30",
        "count": 3,
        "month": "2018-05",
        "last": True,
        "id_number": None,
    }
    assert document["rows"][1]["count"] == "未定"
    assert document["totals"]["points"] == "-0.5"
    assert document["columns"][3] == {"key": "points", "title": "分值", "kind": "points"}
    assert "安宁" in text


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "＝", "＋", "－", "＠", " =", "\u3000＝"])
def test_csv_disarms_what_a_spreadsheet_would_run(start: str) -> None:
    """A text that begins like a formula gets an apostrophe, in half-width and full-width alike."""
    table = Table("t", Words("T", "表"), (Column("a", Words("=A", "＝甲")),), ((f"{start}SUM(1)",),))
    assert as_csv(table, "zh_CN") == f'"\'＝甲"\r\n"\'{start}SUM(1)"\r\n'


def test_csv_quotes_everything_and_leaves_numbers_alone(tmp_path: Path) -> None:
    """A negative number is a number and no formula; a file begins with the mark of UTF-8."""
    out = tmp_path / "t.csv"
    write_table(TABLE, format="csv", language="zh_CN", output=out, stream=io.StringIO(), as_of=DAY)
    data = out.read_bytes()
    assert data.startswith(b'\xef\xbb\xbf"\xe4\xbb\xa3')
    rows = list(csv.reader(io.StringIO(data.decode("utf-8-sig"))))
    assert rows[1] == ["0302", "'=1+2", "2018-05-02", "0.5", "33.30", "3", "2018-05", "是", ""]
    assert rows[2] == ["1e5", "[b]安宁[/b]", "", "-1", "", "未定", "", "否", ""]
    assert rows[3] == ["合计", "", "", "-0.5", "", "3", "", "", ""]
    stream = io.StringIO()
    write_table(TABLE, format="csv", language="zh_CN", output=None, stream=stream, as_of=DAY)
    assert stream.getvalue().encode() == data.removeprefix(b"\xef\xbb\xbf")


def test_a_workbook_holds_real_days_and_numbers_and_no_formula(tmp_path: Path) -> None:
    """Codes keep their zeros, `=1+2` is a text, the header is frozen and filtered, totals follow the rows."""
    out = tmp_path / "t.xlsx"
    write_table(TABLE, format="xlsx", language="zh_CN", output=out, stream=io.StringIO(), as_of=DAY)
    stream = io.TextIOWrapper(io.BytesIO())
    write_table(TABLE, format="xlsx", language="zh_CN", output=None, stream=stream, as_of=DAY)
    assert stream.buffer.tell() == out.stat().st_size
    book = load_workbook(out)
    sheet = book["sample"]
    assert [cell.value for cell in sheet[1]][:4] == ["代码", "姓名", "日期", "分值"]
    first = sheet[2]
    values = [str(cell.value) if cell.data_type == "d" else cell.value for cell in first]
    assert values == [
        "0302",
        "=1+2",
        "2018-05-02 00:00:00",
        0.5,
        33.3,
        3,
        "2018-05",
        "是",
        None,
    ]
    assert [cell.data_type for cell in first[:6]] == ["s", "s", "d", "n", "n", "n"]
    assert [cell.number_format for cell in first[:6]] == ["@", "@", "yyyy-mm-dd", "General", "0.00", "0"]
    assert [cell.value for cell in sheet[4]][:4] == ["合计", None, None, -0.5]
    assert (sheet.freeze_panes, sheet.auto_filter.ref) == ("A2", "A1:I3")
    assert [row[0].value for row in book["说明"].iter_rows()][:2] == ["样表", "一句说明。"]
    formulas = [cell for known in book for row in known.iter_rows() for cell in row if cell.data_type == "f"]
    assert formulas == []


def test_a_workbook_is_the_same_bytes_every_time_and_carries_only_the_day() -> None:
    """Neither the parts of the archive nor the properties know when they were written."""
    data = workbook(TABLE, "zh_CN", DAY)
    assert data == workbook(TABLE, "zh_CN", DAY)
    with ZipFile(io.BytesIO(data)) as parts:
        assert {info.date_time for info in parts.infolist()} == {(2018, 10, 15, 0, 0, 0)}
    properties = load_workbook(io.BytesIO(data)).properties
    assert [str(properties.created), str(properties.modified)] == ["2018-10-15 00:00:00"] * 2
    assert properties.creator == "louzhang"


def test_titles_and_notes_follow_the_language() -> None:
    """Titles, notes and terms are said in the language asked for; the records' own words stay."""
    english = as_text(TABLE, "en")
    assert all(word in english for word in ("Sample", "Points", "unset", "yes", "A note.", "安宁"))
