"""What somebody probably meant who wrote a day, a number or an amount in the way of everyday papers.

Knows the usual slips: full-width digits, units, 年月日; it changes no record and only proposes.
"""

from __future__ import annotations

import re
import unicodedata
from contextlib import suppress
from datetime import date

_DAY = re.compile(r"([0-9]{4})\s*[-./年]\s*([0-9]{1,2})\s*[-./月]\s*([0-9]{1,2})\s*[日号]?")
_DAY_IN_ONE = re.compile(r"([0-9]{4})([0-9]{2})([0-9]{2})")
_MONTH = re.compile(r"([0-9]{4})\s*[-./年]\s*([0-9]{1,2})\s*月?")
_YEAR = re.compile(r"([0-9]{4})\s*年")
_NUMBER = re.compile(r"([0-9]+)(?:\.0+)?\s*(?:[^\W0-9]{1,2})?")
_DECIMAL = re.compile(r"([0-9]+(?:\.[0-9]+)?)\s*分?")
_MONEY = re.compile(r"[¥￥]?\s*([0-9]+)(?:\.([0-9]{1,2}))?\s*元?")
_LAST_MONTH = 12


def likely(check: str, text: str) -> str | None:
    """Return what was probably meant by a text that one of the scalar checks refused; None where nobody can tell."""
    plain = unicodedata.normalize("NFKC", text).strip()
    guess = {
        "bad-date": _day,
        "bad-period": _period,
        "bad-whole-number": _whole,
        "bad-points": _points,
        "bad-money": _money,
    }.get(check)
    return guess(plain) if guess else None


def _day(text: str) -> str | None:
    found = _DAY.fullmatch(text) or _DAY_IN_ONE.fullmatch(text)
    if found is not None:
        with suppress(ValueError):
            return date(int(found[1]), int(found[2]), int(found[3])).isoformat()
    return None


def _period(text: str) -> str | None:
    year, month = _YEAR.fullmatch(text), _MONTH.fullmatch(text)
    if year is not None:
        return year[1]
    if month is not None and 1 <= int(month[2]) <= _LAST_MONTH:
        return f"{month[1]}-{int(month[2]):02}"
    return None


def _whole(text: str) -> str | None:
    found = _NUMBER.fullmatch(text.replace(",", ""))
    return str(int(found[1])) if found else None


def _points(text: str) -> str | None:
    found = _DECIMAL.fullmatch(text)
    return found[1] if found else None


def _money(text: str) -> str | None:
    found = _MONEY.fullmatch(text.replace(",", ""))
    return f"{int(found[1])}.{(found[2] or '').ljust(2, '0')}" if found else None
