"""Every verb at the door: its exit codes, what it prints on which stream, and what it leaves alone."""

from __future__ import annotations

import csv
import io
import json
from contextlib import nullcontext
from functools import cache
from typing import TYPE_CHECKING, Any
from zipfile import ZipFile

import pytest
from click.testing import CliRunner
from openpyxl import load_workbook

from generator.cli import louzhang
from generator.cli.session import Session
from generator.reports import REPORTS
from tests.e2e import town

if TYPE_CHECKING:
    from pathlib import Path

    from click.testing import Result

    from generator.reports import Report
    from generator.shards.answering import Faultless

C1 = f"{town.COMMUNITIES}/c001"
NAME, PERSON = "杨春平", "gndjnyv4irtfkodi"
LATEST = {"year": "2025", "quarter": "2026-Q3", "month": "2026-09", "half": "2026-H1"}


@pytest.fixture
def spoiled(tmp_path: Path, demonstration: Path) -> Path:
    """Copy the demonstration, to be changed."""
    return town.twin(demonstration, tmp_path / "town")


_checked = Session.faultless


@cache
def _faultless(root: Path) -> Faultless:
    with _checked(Session(root, None, None)) as records:
        return records


@pytest.fixture
def ask(demonstration: Path, monkeypatch: pytest.MonkeyPatch) -> Any:
    """Run a command in this process on the demonstration, which is checked once."""
    monkeypatch.setattr(Session, "faultless", lambda session: nullcontext(_faultless(session.root)))

    given = ("--as-of", town.AS_OF, "--lang", "zh_CN")

    def asked(*arguments: str) -> Result:
        return CliRunner().invoke(louzhang, [*arguments, *given, "--root", str(demonstration)])

    return asked


def _with_period(report: Report) -> list[str]:
    return ["--period", LATEST[report.needs_period[0]]] if report.needs_period else []


@pytest.mark.parametrize("report", REPORTS, ids=lambda report: report.name)
def test_a_table_says_the_same_in_every_format(report: Report, ask: Any, tmp_path: Path) -> None:
    """Each internal table comes out as table, JSON, CSV and workbook, with as many rows and the same titles."""
    call = ["report", report.name, *_with_period(report)]
    shown = ask(*call)
    assert shown.exit_code == 0, shown.output
    data = json.loads(ask(*call, "--format", "json").stdout)
    titles = [column["title"] for column in data["columns"]]
    assert data["title"] in " ".join(shown.stdout.split())

    rows = list(csv.reader(io.StringIO(ask(*call, "--format", "csv").stdout.removeprefix("\ufeff"))))
    assert rows[0] == titles
    totals = 1 if data.get("totals") else 0
    assert len([row for row in rows if len(row) == len(titles)]) >= 1 + len(data["rows"]) + totals

    book = tmp_path / "table.xlsx"
    done = ask(*call, "--format", "xlsx", "--output", str(book))
    assert (done.exit_code, done.stdout) == (0, "")
    again = tmp_path / "again.xlsx"
    ask(*call, "--format", "xlsx", "--output", str(again))
    assert book.read_bytes() == again.read_bytes()
    sheet = load_workbook(book).worksheets[0]
    assert {cell.value for row in sheet.iter_rows() for cell in row} >= set(titles)
    with ZipFile(book) as parts:
        assert "<f>" not in parts.read("xl/worksheets/sheet1.xml").decode()


def test_tables_have_something_to_show(ask: Any) -> None:
    """The demonstration fills every table of its policy, but for faults that the period asked for may be free of."""
    empty = {
        report.name
        for report in REPORTS
        if any(rule.startswith("R18-") for rule in report.rule_ids)
        and not json.loads(ask("report", report.name, *_with_period(report), "--format", "json").stdout)["rows"]
    }
    assert empty <= {"late-reports", "rejected"}


def test_the_list_of_tables_names_each(demonstration: Path) -> None:
    """Without a name `report` lists what there is."""
    answer = town.louzhang(demonstration, "report")
    assert (answer.code, answer.err) == (0, "")
    assert [line.split()[0] for line in answer.out.splitlines()] == [report.name for report in REPORTS]


def test_a_receipt_is_found_by_name_and_by_id(ask: Any) -> None:
    """The name and the id give the same receipt, of a period when one is named."""
    by_name, by_id = ask("explain", NAME, "2026-Q3"), ask("explain", PERSON, "2026-Q3")
    assert by_name.exit_code == 0
    assert by_name.stdout == by_id.stdout
    assert "2026年第三季度20分；合计20分，累计60分，基础分100分，得分160分。" in by_name.stdout


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (("explain", "杨春"), "没有叫“杨春”的人。您是不是想找 杨春平、"),
        (("explain", "zzzzz"), "没有叫“zzzzz”的人。"),
        (("explain", "李㛃"), "有几个人符合：李㛃 wov4ub5fj5e6jhsb, 李㛃 fnobmlm3mc3ni2mv。请写编号。"),
        (("explain", NAME, "2026-Q9"), "“2026-Q9”不是周期。请写 2026、2026-Q1 或 2026-03。"),
        (("report", "star"), "没有表格 star。stars"),
        (("report", "stars"), "表 stars 要按周期生成。请加上 --period，例如 2026。"),
        (("report", "stars", "--period", "2025-Q4"), "表 stars 要按周期生成。请加上 --period，例如 2026。"),
        (("report", "stars", "--period", "2025", "--format", "xlsx"), "导出表格要写明文件：加上 --output 名称.xlsx。"),
        (("report", "tasks", "--jurisdiction", "nowhere"), "没有辖区 nowhere。已有：gangcheng"),
        (("policy", "test", "r81"), "没有政策包 r81。已有："),
        (("new", "nothing"), "请写明记录的种类：site, calendar,"),
        (("new", "notice", "--write"), "放到哪里？"),
        (("new", "notice", "--write", "--jurisdiction", "gangcheng", "--community", "../..", "--id", "n"), "../.."),
        (("demo", "records"), "records 不是空文件夹，什么也没有写。"),
        (
            (
                "close",
                "2026-13",
                *["--jurisdiction", "gangcheng", "--community", "c001", "--closed-on", "2026-10-08"],
                *(["--published-on", "2026-10-10", "--prepared-by", "c001-record", "--approved-by", "c001-check"]),
            ),
            "“2026-13”不是周期。",
        ),
    ],
)
def test_wrong_use_is_answered_with_2(arguments: tuple[str, ...], sentence: str, demonstration: Path) -> None:
    """A wrong question ends with 2, a sentence on standard error that helps on, and nothing on standard output."""
    answer = town.louzhang(demonstration, *arguments)
    assert (answer.code, answer.out) == (2, "")
    assert sentence in answer.err
    assert "Traceback" not in answer.err


def test_clean_records_are_0(demonstration: Path) -> None:
    """Without a problem `check`, `fmt --check` and `policy test` end with 0 and say so."""
    assert town.louzhang(demonstration, "check") == (0, "没有发现问题。\n", "")
    assert town.louzhang(demonstration, "fmt", "--check", f"{C1}/people") == (0, "", "改动了 0 个文件。\n")
    tested = town.louzhang(demonstration, "policy", "test", "r18")
    assert tested.code == 0
    assert "r18：算例 28/28 通过" in tested.out
    assert "✗" not in tested.out


def test_without_records_or_a_commit_is_2(tmp_path: Path) -> None:
    """A folder without records, or records without a commit and a day, is wrong use."""
    answer = town.louzhang(tmp_path, "build")
    assert (answer.code, answer.out) == (2, "")
    assert "里没有 records/ 文件夹。" in answer.err
    town.lay(tmp_path)
    assert town.louzhang(tmp_path, "build").code == 2
    assert town.louzhang(tmp_path, "check", "--as-of", town.AS_OF) == (0, "没有发现问题。\n", "")


@pytest.mark.parametrize("form", ["text", "json", "github", "gitlab", "sarif"])
def test_problems_are_printed_for_every_reader(form: str, spoiled: Path) -> None:
    """In each format both problems are told on standard output with file and line, and the exit code is 1."""
    town.edit(spoiled, f"records/jurisdictions/{town.TOWN}/jurisdiction.yaml", "policy: r18", "policy: r81")
    (spoiled / f"{C1}/people/{PERSON}.yaml").write_text("name: 'open\n", "utf-8")
    answer = town.louzhang(spoiled, "check", "--format", form)
    assert (answer.code, answer.err) == (1, "")
    wanted = [(f"{C1}/people/{PERSON}.yaml", 1), (f"records/jurisdictions/{town.TOWN}/jurisdiction.yaml", 2)]
    assert sorted(_places(form, answer.out)) == wanted


def _places(form: str, out: str) -> list[tuple[str, int]]:
    if form == "text":
        lines = [line.split(":") for line in out.splitlines() if line.startswith("records/")]
        return [(line[0], int(line[1])) for line in lines]
    if form == "github":
        fields = [
            dict(f.split("=", 1) for f in line.split("::")[1].split(" ", 1)[1].split(",")) for line in out.splitlines()
        ]
        return [(found["file"], int(found["line"])) for found in fields]
    data = json.loads(out)
    if form == "json":
        return [(found["path"], found["line"]) for found in data]
    if form == "gitlab":
        return [(found["location"]["path"], found["location"]["lines"]["begin"]) for found in data]
    spots = [result["locations"][0]["physicalLocation"] for result in data["runs"][0]["results"]]
    return [(spot["artifactLocation"]["uri"], spot["region"]["startLine"]) for spot in spots]


def test_a_question_about_faulty_records_is_1(spoiled: Path) -> None:
    """No number is computed from records with an error: explain, report, close and build all end with 1."""
    town.edit(spoiled, f"records/jurisdictions/{town.TOWN}/jurisdiction.yaml", "policy: r18", "policy: r81")
    posts = ("--prepared-by", "c001-record", "--approved-by", "c001-check")
    days = ("--closed-on", "2027-01-05", "--published-on", "2027-01-08")
    place = ("--jurisdiction", town.TOWN, "--community", "c001")
    for call in (("explain", NAME), ("report", "tasks"), ("build",), ("close", "2026-Q4", *place, *days, *posts)):
        answer = town.louzhang(spoiled, *call)
        assert (answer.code, answer.out) == (1, ""), call
        assert "unknown-policy: 没有政策 r81。" in answer.err
    assert not (spoiled / f"{C1}/periods/2026-Q4.yaml").exists()


def test_a_quarter_is_closed_once(spoiled: Path) -> None:
    """`close` writes the figures that were published, passes the checks, and never writes over a file."""
    path = f"{C1}/periods/2026-Q3.yaml"
    published = (spoiled / path).read_bytes()
    call = ["close", "2026-Q3", "--jurisdiction", town.TOWN, "--community", "c001", "--closed-on", "2026-10-08"]
    call += ["--published-on", "2026-10-10", "--prepared-by", "c001-record", "--approved-by", "c001-check"]
    again = town.louzhang(spoiled, *call)
    assert (again.code, again.out) == (2, "")
    assert f"{path} 已经存在" in again.err or path in again.err
    assert (spoiled / path).read_bytes() == published
    (spoiled / path).unlink()
    assert town.louzhang(spoiled, *call) == (0, f"{path}\n", "")
    assert (spoiled / path).read_bytes() == published
    assert town.louzhang(spoiled, "check").code == 0


def test_a_blank_is_written_where_it_belongs(spoiled: Path) -> None:
    """`new --write` puts a blank into its place, whose empty values `check` then names, and never over a file."""
    call = ("new", "story", "--jurisdiction", town.TOWN, "--community", "c001", "--id", "new-lamp", "--write")
    path = f"{C1}/stories/new-lamp.yaml"
    assert town.louzhang(spoiled, *call) == (0, f"{path}\n", "")
    checked = town.louzhang(spoiled, "check")
    assert checked.code == 1
    assert f"{path}:" in checked.out
    assert town.louzhang(spoiled, *call).code == 2


def test_a_new_person_gets_an_id_that_says_nothing(demonstration: Path, spoiled: Path) -> None:
    """Two new people get two ids of 17 characters that no record and no clock decides."""
    call = ("new", "person", "--jurisdiction", town.TOWN, "--community", "c001", "--write")
    first, second = (town.louzhang(spoiled, *call).out.strip() for _ in range(2))
    assert first != second
    assert all(path.startswith(f"{C1}/people/p") and len(path.rpartition("/")[2]) == 22 for path in (first, second))


def test_fmt_changes_the_form_alone(spoiled: Path) -> None:
    """`fmt --check` tells and leaves; `fmt` mends; a file that cannot be read stays as it is; comments stay."""
    path = f"{C1}/people/{PERSON}.yaml"
    good = (spoiled / path).read_text("utf-8")
    (spoiled / path).write_bytes(("# 备注\r\n" + good.replace("\n", "\r\n").replace("- a1", '- "a1"')).encode())
    broken = spoiled / f"{C1}/people/horoi2tcsw7w74af.yaml"
    broken.write_text("name: 'open\n", "utf-8")
    before = (spoiled / path).read_bytes()
    told = town.louzhang(spoiled, "fmt", "--check", f"{C1}/people")
    assert (told.code, told.out.strip()) == (1, path)
    assert (spoiled / path).read_bytes() == before
    done = town.louzhang(spoiled, "fmt", f"{C1}/people")
    assert (done.code, done.out.strip()) == (1, path)
    assert (spoiled / path).read_text("utf-8") == "# 备注\n" + good
    assert broken.read_text("utf-8") == "name: 'open\n"
    assert "horoi2tcsw7w74af.yaml:1:7: yaml-syntax: " in done.err


def test_fmt_never_writes_through_a_link(spoiled: Path, tmp_path: Path) -> None:
    """A link among the records is told and what it shows stays untouched, for it may lie anywhere."""
    outside = tmp_path / "outside.yaml"
    outside.write_bytes(b'name: "x"\r\n')
    (spoiled / f"{C1}/people/link.yaml").symlink_to(outside)
    answer = town.louzhang(spoiled, "fmt", f"{C1}/people")
    assert answer.code == 1
    assert f"{C1}/people/link.yaml:1:1: not-a-plain-file: " in answer.err
    assert outside.read_bytes() == b'name: "x"\r\n'


def test_a_site_is_never_put_over_other_files(spoiled: Path) -> None:
    """`build --out` leaves a folder alone that it did not make, and says so."""
    before = town.hashes(spoiled / "records")
    answer = town.louzhang(spoiled, "build", "--out", "records")
    assert (answer.code, answer.out) == (1, "")
    assert "foreign-output-folder" in answer.err
    assert town.hashes(spoiled / "records") == before


def test_schemas_are_written(tmp_path: Path, demonstration: Path) -> None:
    """`schema` writes a JSON Schema for each kind of record."""
    answer = town.louzhang(demonstration, "schema", str(tmp_path / "schemas"))
    assert answer.code == 0
    found = [json.loads(file.read_text("utf-8")) for file in (tmp_path / "schemas").glob("*.json")]
    assert len(found) > 20
    assert {one["$schema"] for one in found} == {"https://json-schema.org/draft/2020-12/schema"}


def test_an_invented_town_builds_at_once(tmp_path: Path) -> None:
    """`demo` writes records with commits, from which check and build go through without another word."""
    root = tmp_path / "demo"
    made = town.louzhang(tmp_path, "demo", str(root), "--leaders", "30", "--months", "4", "--seed", "3")
    assert (made.code, made.err) == (0, "")
    assert town.louzhang(root, "check") == (0, "没有发现问题。\n", "")
    assert town.louzhang(root, "build").code == 0
    assert (root / "build/site/index.html").is_file()
