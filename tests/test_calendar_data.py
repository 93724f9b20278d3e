"""The days off of 2018 to 2026 agree with two independent calendars, day for day."""

from __future__ import annotations

import re
from datetime import date, timedelta
from itertools import pairwise
from pathlib import Path
from typing import Any

import chinese_calendar
import holidays
import pytest
from ruamel.yaml import YAML

FOLDER = Path(__file__).resolve().parents[1] / "records" / "calendar"
YEARS = range(2018, 2027)
# The holidays package learned late of the paper that lengthened Labour Day of 2019 (国办发明电〔2019〕3号).
LATE_IN_HOLIDAYS = {2019: {date(2019, 4, 28), date(2019, 5, 2), date(2019, 5, 3), date(2019, 5, 5)}}
NUMBER = re.compile(r"国办发明电〔(20[0-9]{2})〕[1-9][0-9]*号")


def _file(year: int) -> dict[str, Any]:
    content: dict[str, Any] = YAML(typ="safe").load((FOLDER / f"{year}.yaml").read_text(encoding="utf-8"))
    return content


def _days(year: int) -> list[date]:
    return [date(year, 1, 1) + timedelta(days=n) for n in range((date(year + 1, 1, 1) - date(year, 1, 1)).days)]


def _working(year: int) -> list[date]:
    """The worked days of a year, read from the file alone."""
    content = _file(year)
    off = {day for span in content["days_off"] for day in _days(year) if span["from"] <= day <= span["until"]}
    made_up = set(content["make_up_days"])
    return [day for day in _days(year) if day in made_up or (day.weekday() < 5 and day not in off)]


@pytest.mark.parametrize("year", YEARS)
def test_worked_days_agree_with_chinesecalendar(year: int) -> None:
    """Each day of the year is worked in the file if and only if chinesecalendar says so."""
    assert _working(year) == [day for day in _days(year) if chinese_calendar.is_workday(day)]


@pytest.mark.parametrize("year", YEARS)
def test_worked_days_agree_with_holidays(year: int) -> None:
    """The file differs from the holidays package on no day but those of the one paper it learned late."""
    china = holidays.country_holidays("CN", years=year)
    theirs = {day for day in _days(year) if china.is_working_day(day)}

    assert theirs ^ set(_working(year)) <= LATE_IN_HOLIDAYS.get(year, set())


@pytest.mark.parametrize("year", YEARS)
def test_a_file_is_in_order_and_says_who_decided(year: int) -> None:
    """A file names its paper, keeps to its year, sorts its spans without overlap, and works only on weekends."""
    content = _file(year)
    spans = [(span["from"], span["until"]) for span in content["days_off"]]
    made_up = content["make_up_days"]

    assert content["paper"] == f"国务院办公厅关于{year}年部分节假日安排的通知"
    match = NUMBER.fullmatch(content["number"])
    assert match is not None
    assert match[1] == str(year - 1)
    assert all(NUMBER.fullmatch(number) for number in content.get("amended_by", []))
    assert all(first <= last for first, last in spans)
    assert all(before[1] < after[0] for before, after in pairwise(spans))
    assert {day.year for span in spans for day in span} | {day.year for day in made_up} == {year}
    assert all(day.weekday() >= 5 for day in made_up)
    assert len(set(made_up)) == len(made_up)


def test_the_files_are_those_of_the_years() -> None:
    """There is one file for each year from 2018 to 2026 and nothing else."""
    assert sorted(path.name for path in FOLDER.iterdir()) == [f"{year}.yaml" for year in YEARS]
