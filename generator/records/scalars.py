"""How the text of a scalar becomes a value: ids, days, whole numbers, points, flags, periods.

The field's declared type decides (decision 16); a text is never guessed at. Each parser raises
a `PydanticCustomError` whose type is the check id and whose sentences stand in `FAULTS`.
"""

from __future__ import annotations

import re
from contextlib import suppress
from datetime import date, datetime
from decimal import Decimal
from functools import lru_cache
from typing import Annotated, Any

from pydantic import BeforeValidator, WithJsonSchema
from pydantic_core import PydanticCustomError

from generator.periods import Period

FAULTS: dict[str, tuple[str, str]] = {
    "bad-id": (
        "{text} cannot be an id.",
        "Use 1 to 40 lower-case letters a-z, digits and single hyphens, such as b03-2.",
    ),
    "bad-date": (
        "{text} is not a day of the calendar.",
        "Write the day as year-month-day with two digits each, such as 2026-03-05.",
    ),
    "bad-whole-number": (
        "{text} is not a whole number from 0 to 999999999.",
        "Write digits only, without unit, comma or full-width digits.",
    ),
    "bad-points": (
        "{text} is not a number of points.",
        "Write a plain decimal number such as 1, 0.5 or 12.5, without unit.",
    ),
    "bad-flag": ("{text} is neither true nor false.", "Write true for yes or false for no."),
    "bad-period": (
        "{text} is not a period.",
        "Write a year 2026, a half-year 2026-H1, a quarter 2026-Q1 or a month 2026-03.",
    ),
    "bad-phone": (
        "{text} is not an office telephone number.",
        "Write an office number such as 0631-5550101 or a service number such as 12345.",
    ),
    "bad-time-zone": ("{text} is not a time zone.", "Write a name such as Asia/Shanghai."),
    "bad-entry-number": (
        "{text} is not an entry number.",
        "Number the entries of a log 001, 002, 003 … with 3 to 6 digits.",
    ),
    "bad-moment": (
        "{text} is not a day with a time.",
        "Write day and time of day, such as 2026-03-05 09:30.",
    ),
    "bad-month-day": ("{text} is not a day of a year.", "Write month-day, such as 01-31."),
    "bad-money": (
        "{text} is not an amount of money.",
        "Write yuan with two decimals, such as 300.00, without sign or comma.",
    ),
    "bad-web-address": (
        "{text} is not the address of a site.",
        "Write where the site stands, from https:// to the last slash, such as https://louzhang.example/.",
    ),
    "text-too-long": (
        "The text has {length} characters; {limit} are allowed here.",
        "Shorten the text.",
    ),
    "padded-text": ("The text begins or ends with a blank.", "Delete the blank."),
}

_ID = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_RESERVED = {"con", "prn", "aux", "nul", "index"} | {f"{n}{d}" for n in ("com", "lpt") for d in "123456789"}
SURE_ID = r"(?=[a-z0-9-]{6,40}\n)[a-z0-9]++(?:-[a-z0-9]++)*+(?=\n)"
"""Fits an id, up to the end of a line, that is too long to be a reserved name or an empty value of YAML."""
_DAY = re.compile(r"(\d{4})-(\d{2})-(\d{2})", re.ASCII)
_WHOLE = re.compile(r"0|[1-9]\d{0,8}", re.ASCII)
_DECIMAL = re.compile(r"-?(?:0|[1-9]\d{0,8})(?:\.\d{1,4})?", re.ASCII)
_YUAN = re.compile(r"(0|[1-9]\d{0,8})\.(\d{2})", re.ASCII)
_PHONE = re.compile(r"0\d{2,3}-\d{7,8}(?:-\d{1,6})?|1[012]\d{1,3}|9\d{4,5}|400-\d{3}-\d{4}", re.ASCII)
_MOMENT = re.compile(r"\d{4}-\d{2}-\d{2} \d{2}:\d{2}", re.ASCII)
_WEB_ADDRESS = re.compile(
    r"https?://(?:[a-z0-9](?:[a-z0-9-]*[a-z0-9])?\.)+[a-z0-9-]+(?::\d{1,5})?/(?:[A-Za-z0-9._~-]+/)*", re.ASCII
)
_ENTRY = re.compile(r"\d{3,6}", re.ASCII)
_COMMON_YEAR = 2001
_ID_LENGTH = 40
_REMEMBERED = 1 << 13
"""How many ids, days and numbers are remembered: the same few stand in every file."""


def fault(check: str, **values: str | int) -> PydanticCustomError:
    """Build the error of a scalar parser; `check` must stand in `FAULTS`."""
    return PydanticCustomError(check, FAULTS[check][0], values)


@lru_cache(maxsize=_REMEMBERED)
def is_id(text: str) -> bool:
    """Tell whether a text may stand as an id and as a file or folder name."""
    return bool(_ID.fullmatch(text)) and len(text) <= _ID_LENGTH and text not in _RESERVED


def _id(value: Any) -> Any:
    if isinstance(value, str) and not is_id(value):
        raise fault("bad-id", text=value)
    return value


def parse_day(value: Any) -> Any:
    """Read `YYYY-MM-DD`; other types pass through to be refused by the field's type."""
    if not isinstance(value, str):
        return value
    day = _day(value)
    if day is None:
        raise fault("bad-date", text=value)
    return day


@lru_cache(maxsize=_REMEMBERED)
def _day(text: str) -> date | None:
    match = _DAY.fullmatch(text)
    if match:
        year, month, day = (int(part) for part in match.groups())
        with suppress(ValueError):
            return date(year, month, day)
    return None


def _whole(value: Any) -> Any:
    if not isinstance(value, str):
        return value
    if not _WHOLE.fullmatch(value):
        raise fault("bad-whole-number", text=value)
    return int(value)


def _points(value: Any) -> Any:
    if not isinstance(value, str):
        return value
    points = _decimal(value)
    if points is None:
        raise fault("bad-points", text=value)
    return points


@lru_cache(maxsize=_REMEMBERED)
def _decimal(text: str) -> Decimal | None:
    return Decimal(text) if _DECIMAL.fullmatch(text) else None


def _yuan(value: Any) -> Any:
    if not isinstance(value, str):
        return value
    found = _YUAN.fullmatch(value)
    if found is None:
        raise fault("bad-money", text=value)
    return int(found[1]) * 100 + int(found[2])


def yuan_text(fen: int) -> str:
    """Write an amount of fen in yuan with two decimals, as records do."""
    return f"{fen // 100}.{fen % 100:02}"


def _flag(value: Any) -> Any:
    if not isinstance(value, str):
        return value
    if value not in {"true", "false"}:
        raise fault("bad-flag", text=value)
    return value == "true"


def _period(value: Any) -> Any:
    if not isinstance(value, str):
        return value
    try:
        return Period.parse(value)
    except ValueError:
        raise fault("bad-period", text=value) from None


def _phone(value: Any) -> Any:
    if isinstance(value, str) and not _PHONE.fullmatch(value):
        raise fault("bad-phone", text=value)
    return value


def _web_address(value: Any) -> Any:
    if isinstance(value, str) and not _WEB_ADDRESS.fullmatch(value):
        raise fault("bad-web-address", text=value)
    return value


def _time_zone(value: Any) -> Any:
    if isinstance(value, str) and not re.fullmatch(r"[A-Z][A-Za-z_]+(?:/[A-Za-z_]+)+", value):
        raise fault("bad-time-zone", text=value)
    return value


def _entry_number(value: Any) -> Any:
    if isinstance(value, str) and not _ENTRY.fullmatch(value):
        raise fault("bad-entry-number", text=value)
    return value


def _month_day(value: Any) -> Any:
    if isinstance(value, str):
        try:
            date.fromisoformat(f"{_COMMON_YEAR}-{value}")
        except ValueError:
            raise fault("bad-month-day", text=value) from None
    return value


def _moment(value: Any) -> Any:
    if not isinstance(value, str):
        return value
    if _MOMENT.fullmatch(value):
        with suppress(ValueError):
            return datetime.fromisoformat(value)
    raise fault("bad-moment", text=value)


def _limited(limit: int) -> BeforeValidator:
    def check(value: Any) -> Any:
        if isinstance(value, str):
            if len(value) > limit:
                raise fault("text-too-long", length=len(value), limit=limit)
            if value.rstrip("\n").strip(" \u3000") != value.rstrip("\n"):
                raise fault("padded-text")
        return value

    return BeforeValidator(check)


Id = Annotated[
    str,
    BeforeValidator(_id),
    WithJsonSchema({"type": "string", "pattern": r"^[a-z0-9]+(-[a-z0-9]+)*$", "maxLength": 40}),
]
Day = Annotated[date, BeforeValidator(parse_day), WithJsonSchema({"type": "string", "format": "date"})]
Whole = Annotated[int, BeforeValidator(_whole), WithJsonSchema({"type": "integer", "minimum": 0})]
Points = Annotated[Decimal, BeforeValidator(_points), WithJsonSchema({"type": "number"})]
Yuan = Annotated[
    int, BeforeValidator(_yuan), WithJsonSchema({"type": "string", "pattern": r"^(0|[1-9]\d{0,8})\.\d{2}$"})
]
"""Money: written in yuan with two decimals, held in whole fen."""
Flag = Annotated[bool, BeforeValidator(_flag), WithJsonSchema({"type": "boolean"})]
PeriodText = Annotated[
    Period,
    BeforeValidator(_period),
    WithJsonSchema({"type": "string", "pattern": r"^\d{4}(-(H[12]|Q[1-4]|W\d{2}|\d{2}))?$"}),
]
OfficePhone = Annotated[str, BeforeValidator(_phone), WithJsonSchema({"type": "string"})]
WebAddress = Annotated[str, BeforeValidator(_web_address), WithJsonSchema({"type": "string", "format": "uri"})]
TimeZone = Annotated[str, BeforeValidator(_time_zone), WithJsonSchema({"type": "string"})]
EntryNumber = Annotated[
    str, BeforeValidator(_entry_number), WithJsonSchema({"type": "string", "pattern": r"^\d{3,6}$"})
]
MonthDay = Annotated[str, BeforeValidator(_month_day), WithJsonSchema({"type": "string", "pattern": r"^\d{2}-\d{2}$"})]
Moment = Annotated[
    datetime,
    BeforeValidator(_moment),
    WithJsonSchema({"type": "string", "pattern": r"^\d{4}-\d{2}-\d{2} \d{2}:\d{2}$"}),
]
"""A day with a time of day, in the jurisdiction's time zone."""
Line = Annotated[str, _limited(200)]
LongText = Annotated[str, _limited(20_000)]
Name = Annotated[str, _limited(60)]
