"""What a clerk used to Excel writes is refused with what was probably meant."""

from __future__ import annotations

import pytest

from generator.records.guesses import likely
from generator.records.scalars import FAULTS, parse_day

MEANT = [
    ("bad-date", "2021.9.10", "2021-09-10"),
    ("bad-date", "2021年9月10日", "2021-09-10"),
    ("bad-date", "2021/9/10", "2021-09-10"),
    ("bad-date", "20210910", "2021-09-10"),
    ("bad-date", "２０２１-9-10", "2021-09-10"),
    ("bad-date", "2021-02-30", None),
    ("bad-date", "9月8日", None),
    ("bad-date", "22-02-10", None),
    ("bad-period", "2021年", "2021"),
    ("bad-period", "2018年10月", "2018-10"),
    ("bad-period", "2018年13月", None),
    ("bad-period", "十月", None),
    ("bad-whole-number", "３０", "30"),
    ("bad-whole-number", "60份", "60"),
    ("bad-whole-number", "1,200", "1200"),
    ("bad-whole-number", "两份", None),
    ("bad-whole-number", "90%", None),
    ("bad-whole-number", "-3", None),
    ("bad-points", "12分", "12"),
    ("bad-points", "０.５", "0.5"),
    ("bad-points", "30.00元", None),
    ("bad-money", "200", "200.00"),
    ("bad-money", "２００.００", "200.00"),
    ("bad-money", "¥1,200.5元", "1200.50"),
    ("bad-money", "0.3万元", None),
    ("bad-money", "200.005", None),
    ("bad-id", "安平", None),
]


@pytest.mark.parametrize(("check", "text", "meant"), MEANT)
def test_a_usual_slip_is_understood_and_no_other(check: str, text: str, meant: str | None) -> None:
    """A day, period, number or amount in everyday form leads to a proposal; what could mean two things to none."""
    assert check in FAULTS
    assert likely(check, text) == meant


@pytest.mark.parametrize("text", [text for check, text, meant in MEANT if check == "bad-date" and meant])
def test_a_proposed_day_is_one(text: str) -> None:
    """The day that is proposed passes the parser that refused the text."""
    assert parse_day(likely("bad-date", text)).isoformat() == likely("bad-date", text)
