"""How pages write days, points, telephone numbers and states: the filters of the templates.

Knows values only; neither views nor templates.
"""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal
from functools import lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import date

STATE_WORDS = {"open": "公示中", "objected": "有异议", "over": "已期满", "withdrawn": "已撤回"}
STATE_CLASSES = {"open": "open", "objected": "wait", "over": "over", "withdrawn": "over"}
DECISION_WORDS = {"upheld": "成立", "dismissed": "不成立"}


@lru_cache(maxsize=4096)
def day(value: date) -> str:
    """Write a day, such as 2026年11月20日."""
    return f"{value.year}年{value.month}月{value.day}日"


@lru_cache(maxsize=4096)
def month_day(value: date) -> str:
    """Write a day whose year is said elsewhere."""
    return f"{value.month}月{value.day}日"


@lru_cache(maxsize=65536)
def figure(value: Decimal) -> str:
    """Write points without needless zeros, with a real minus sign."""
    text = f"{value:f}"
    if "." in text:
        text = text.rstrip("0").rstrip(".")
    return text.replace("-", "−") if value else "0"


@lru_cache(maxsize=65536)
def signed(value: Decimal) -> str:
    """Write points that are added or taken, with their sign."""
    return f"+{figure(value)}" if value > 0 else figure(value)


def percent(part: int, whole: int) -> str:
    """Write a share in per cent with two decimals, half up, from exact counts (G-06)."""
    share = (Decimal(100 * part) / Decimal(whole)).quantize(Decimal("0.01"), ROUND_HALF_UP)
    return f"{figure(share)}%"


@lru_cache(maxsize=65536)
def telephone(number: str) -> str:
    """Return the link that dials an office number; an extension is dialled after a pause."""
    line, extension = _parts(number)
    return f"tel:{line.replace('-', '')}" + (f",{extension}" if extension else "")


@lru_cache(maxsize=65536)
def line_text(number: str) -> str:
    """Write a number as telephone books do, area code and line with a hyphen between; the finder does the same."""
    line, extension = _parts(number)
    return line + (f" 转 {extension}" if extension else "")


def _parts(number: str) -> tuple[str, str]:
    pieces = number.split("-")
    if len(pieces) > 2 and number.startswith("0"):  # noqa: PLR2004 - area, line, extension
        return "-".join(pieces[:2]), pieces[2]
    return number, ""


def initial(name: str) -> str:
    """Return the first character of a name, which stands for a face."""
    return name[:1]


def short_path(path: str) -> str:
    """Leave out the folders that every record shares."""
    return path.removeprefix("records/").removeprefix("jurisdictions/")


FILTERS = {
    "day": day,
    "month_day": month_day,
    "figure": figure,
    "signed": signed,
    "percent": percent,
    "tel": telephone,
    "line": line_text,
    "initial": initial,
    "short_path": short_path,
    "whole": int.__repr__,
    "state_word": STATE_WORDS.__getitem__,
    "state_class": STATE_CLASSES.__getitem__,
    "decision_word": DECISION_WORDS.__getitem__,
}

HARMLESS = frozenset(
    {"day", "month_day", "figure", "signed", "percent", "state_word", "state_class", "decision_word", "whole"}
)
"""Filters that give only figures and our own words, so that nothing of what they give needs to be escaped."""
