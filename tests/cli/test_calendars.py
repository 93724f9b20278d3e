"""The calendar of a year is begun with blanks, never guessed, and verified line by line."""

from __future__ import annotations

import shutil
from datetime import date
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from generator.checks.calendars import FESTIVALS, lost_days
from generator.cli import louzhang
from generator.ledger.loading import load_calendars

ROOT = Path(__file__).resolve().parents[2]
PAPERS = {
    2018: date(2017, 11, 30),
    2019: date(2018, 12, 4),
    2020: date(2019, 11, 21),
    2021: date(2020, 11, 25),
    2022: date(2021, 10, 25),
    2023: date(2022, 12, 8),
    2024: date(2023, 10, 25),
    2025: date(2024, 11, 12),
    2026: date(2025, 11, 4),
}
"""The days at the end of the papers, as the State Council's gazette has them."""
FAULTS = {
    "foreign": (
        "2018-02-15",
        "2017-02-15",
        "2018.yaml:11:9: faulty-calendar: from (From): 2017-02-15 cannot be right",
    ),
    "until": ("until: 2018-02-21", "until: 2018-02-14", "2018.yaml:12:10: faulty-calendar: until (Until): 2018-02-14"),
    "overlap": ("from: 2018-04-05", "from: 2018-02-20", "2018.yaml:14:9: faulty-calendar: from (From): 2018-02-20"),
    "weekday": ("- 2018-02-11", "- 2018-02-12", "it is a Monday, which is worked anyway"),
    "twice": ("- 2018-02-11", "- 2018-02-24", "2018-02-24 cannot be right, it stands here twice"),
    "both": ("- 2018-02-11", "- 2018-02-17", "2018-02-17 cannot be right, it is off for 春节 as well"),
    "other year": ("- 2018-02-11", "- 2019-02-10", "Days of 2019 belong into records/calendar/2019.yaml"),
    "paper": ("关于2018年", "关于2028年", "calendar-without-paper: paper (Paper): 国务院办公厅关于2028年"),
    "number": ("国办发明电〔2017〕12号", "国办发明电2017第12号", "2018.yaml:3:9: calendar-without-paper: number"),
    "old number": ("〔2017〕12号", "〔2015〕12号", "it is no number of a paper of 2017 or 2018"),
    "day": ("issued_on: 2017-11-30", "issued_on: 2016-11-30", "2018.yaml:4:12: calendar-without-paper: issued_on"),
    "festival": ("name: 清明节", "name: 清明", "unknown-festival: name (Name): 清明 is no festival"),
}


def _ask(root: Path, *arguments: str) -> Result:
    return CliRunner().invoke(louzhang, ["calendar", *arguments, "--root", str(root), "--lang", "en"])


@pytest.fixture
def office(tmp_path: Path) -> Path:
    """Lay down the calendars of the product and nothing else."""
    shutil.copytree(ROOT / "records" / "calendar", tmp_path / "records" / "calendar")
    return tmp_path


def _change(root: Path, year: int, old: str, new: str) -> None:
    file = root / "records" / "calendar" / f"{year}.yaml"
    text = file.read_text("utf-8")
    assert text.count(old) == 1
    file.write_text(text.replace(old, new), "utf-8")


def test_the_calendars_of_the_product_hold() -> None:
    """The shipped years have no problem at all, and each loses the days that the nation gives."""
    done = _ask(ROOT, "verify")

    assert done.exit_code == 0
    assert done.stdout.startswith("No problems found.")
    assert "2026: 国办发明电〔2025〕7号, 13 working days off, 6 make-up days." in done.stdout
    known = load_calendars(ROOT).calendars
    assert {year: calendar.issued_on for year, calendar in known.items()} == PAPERS
    assert [lost_days(known[year]) for year in (2018, 2020, 2025)] == [11, 13, 13]


def test_a_scaffold_guesses_no_day(office: Path) -> None:
    """The new file names the festivals, holds no day of the year, and each of its blanks is named with its line."""
    made = _ask(office, "scaffold", "2027")
    assert (made.exit_code, made.stdout) == (0, "records/calendar/2027.yaml\n")
    text = (office / "records/calendar/2027.yaml").read_text("utf-8")
    content = [line for line in text.splitlines() if not line.startswith("#")]
    assert not any("2027" in line for line in content)
    assert all(f"name: {name}" in text for name in FESTIVALS)

    found = _ask(office, "verify", "--year", "2027")

    assert found.exit_code == 1
    blanks = [number for number, line in enumerate(text.splitlines(), 1) if "【待填】" in line and line[0] != "#"]
    assert len(blanks) == 3 + 2 * len(FESTIVALS) + 1
    for number in blanks:
        assert f"records/calendar/2027.yaml:{number}:" in found.stdout
    assert found.stdout.count("unfilled-blank") == len(blanks)


def test_a_filled_in_scaffold_is_a_calendar(office: Path) -> None:
    """With the days of a real paper in place of the blanks the file is accepted."""
    (office / "records/calendar/2026.yaml").unlink()
    assert _ask(office, "scaffold", "2026").exit_code == 0
    file = office / "records/calendar/2026.yaml"
    paper = ["国务院办公厅关于2026年部分节假日安排的通知", "国办发明电〔2025〕7号", "2025-11-04"]
    runs = [("01-01", "01-03"), ("02-15", "02-23"), ("04-04", "04-06"), ("05-01", "05-05"), ("06-19", "06-21")]
    runs += [("09-25", "09-27"), ("10-01", "10-07")]
    values = iter([*paper, *(f"2026-{day}" for run in runs for day in run)])
    lines = [
        line
        if line.startswith("#") or "【待填】" not in line or line == "- 【待填】"
        else line.partition("【")[0] + next(values)
        for line in file.read_text("utf-8").splitlines()
    ]
    made_up = [f"- 2026-{day}" for day in ("01-04", "02-14", "02-28", "05-09", "09-20", "10-10")]
    file.write_text("\n".join([*lines[:-1], *made_up]) + "\n", "utf-8")

    done = _ask(office, "verify", "--year", "2026")

    assert (done.exit_code, next(values, None)) == (0, None)
    assert done.stdout.startswith("No problems found.")


def test_a_scaffold_overwrites_nothing(office: Path) -> None:
    """A calendar that is there stays as it is; the exit code is that of wrong usage."""
    before = (office / "records/calendar/2026.yaml").read_bytes()
    done = _ask(office, "scaffold", "2026")

    assert done.exit_code == 2
    assert "records/calendar/2026.yaml is there already" in done.stderr
    assert (office / "records/calendar/2026.yaml").read_bytes() == before


@pytest.mark.parametrize("year", ["27", "2027-Q1", "２０２７", "next", "9999"])
def test_a_scaffold_wants_a_year(year: str, office: Path) -> None:
    """What is no year in four digits is wrong usage, and nothing is written."""
    done = _ask(office, "scaffold", year)

    assert done.exit_code == 2
    assert f"{year} is not a year. Write four digits, such as 2027." in done.stderr
    assert len(list((office / "records/calendar").iterdir())) == len(PAPERS)


@pytest.mark.parametrize("fault", FAULTS, ids=str)
def test_each_fault_is_named_at_its_line(fault: str, office: Path) -> None:
    """A day, a paper or a name that cannot be right is told with what is wrong with it."""
    old, new, sentence = FAULTS[fault]
    _change(office, 2018, old, new)

    done = _ask(office, "verify")

    assert done.exit_code == 1
    assert sentence in done.stdout


def test_all_problems_come_in_one_run(office: Path) -> None:
    """Faults of several years, a gap and a blank are listed together."""
    _change(office, 2019, "name: 清明节", "name: 清明")
    _change(office, 2021, "- 2021-02-07", "- 2021-02-08")
    _change(office, 2026, "until: 2026-10-07", "until: 2026-10-01")
    _change(office, 2024, "issued_on: 2023-10-25", "issued_on: 【待填】")
    (office / "records/calendar/2022.yaml").unlink()

    done = _ask(office, "verify")

    assert done.exit_code == 1
    for check in ("unknown-festival", "faulty-calendar", "unfilled-blank", "calendar-gap", "unusual-calendar"):
        assert done.stdout.count(f": {check}") == 1, done.stdout
    assert "2021.yaml:1:1: calendar-gap: There are calendars of 2021 and of 2026, and none of 2022." in done.stdout


def test_an_unusual_year_is_a_warning(office: Path) -> None:
    """A year that loses too few working days is worth a look and no error."""
    _change(office, 2018, "until: 2018-10-07", "until: 2018-10-01")

    done = _ask(office, "verify", "--year", "2018")

    assert done.exit_code == 0
    assert "unusual-calendar (warning): The days off of 2018 cost 7 working days" in done.stdout


def test_a_year_that_is_not_there_is_an_error(office: Path, tmp_path_factory: pytest.TempPathFactory) -> None:
    """Asking for a year without a file ends with 1; a folder without records with 2."""
    done = _ask(office, "verify", "--year", "2030")
    assert done.exit_code == 1
    assert "records/calendar/2030.yaml:1:1: missing-file: There is no calendar of 2030." in done.stdout
    assert "louzhang calendar scaffold 2030" in done.stdout

    empty = tmp_path_factory.mktemp("empty")
    assert _ask(empty, "verify").exit_code == 2
    (empty / "records").mkdir()
    done = _ask(empty, "verify")
    assert done.exit_code == 1
    assert "There is no calendar at all; no working day can be counted." in done.stdout
