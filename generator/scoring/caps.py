"""How an entry draws on the caps of an item: by which units, in whose span, by what.

Knows the terms of an item and one entry; counts nothing.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeAlias

if TYPE_CHECKING:
    from collections.abc import Hashable
    from datetime import date

    from generator.policies.terms import ItemTerms
    from generator.records.activity import Entry

BoundCap: TypeAlias = "tuple[tuple[Hashable, ...], str | None, int]"
"""A cap as an entry draws on it: whose and in which span, by what (None: by unit), and how often it may."""


def units_of(terms: ItemTerms, entry: Entry) -> list[str]:
    """Return the units that an entry claims: households and places by name, anything else without one."""
    if terms.per == "household":
        return list(dict.fromkeys(entry.households or ()))
    if terms.per == "place":
        return [entry.place or ""]
    if terms.per is None or entry.count is None:
        return [""]
    return [""] * entry.count


def bound_caps(terms: ItemTerms, entry: Entry) -> list[BoundCap]:
    """Return the caps that an entry's units draw on: one that has no event or place to count is none."""
    found: list[BoundCap] = []
    day = entry.date
    for number, cap, of, span, times in terms.caps:
        kind = span or cap.period.required(day)
        thing = entry.event if of == "event" else entry.place if of == "place" else ""
        if thing is not None:
            span_of_leader = (terms.item.id, number, entry.leader, kind, _within(kind, day))
            found.append((span_of_leader, None if of == "household" else thing, times))
    return found


def _within(span: str, day: date) -> int:
    """Number the span of a kind in which a day lies."""
    if span == "year":
        return day.year
    if span == "quarter":
        return day.year * 4 + (day.month - 1) // 3
    if span == "month":
        return day.year * 12 + day.month
    if span == "week":
        return day.toordinal() - day.weekday()
    return 0 if span == "ever" else day.toordinal()
