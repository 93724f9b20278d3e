"""What became of a deed, in a sentence of both languages: counted, late, capped and why.

Knows score lines and the caps of their items; knows neither pages nor who may read a sentence.
"""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from generator.periods import Period
from generator.policies.items import DistinctCap, MinHeadcount, PeriodCap, Rate
from generator.problems import Words

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from generator.policies.items import Cap
    from generator.scoring.lines import ScoreLine

_UNITS_ZH = {"household": "户", "place": "处", "time": "次"}
_UNITS_EN = {"household": "households", "place": "places", "time": "times"}
_THINGS = {
    "household": Words("the household", "该住户"),
    "place": Words("the place", "该地点"),
    "event": Words("the event", "同一件事"),
}
_PLAIN = {
    "not_first": Words("not counted: another leader reported it first", "未计分：已有其他楼长先上报"),
    "not_attended": Words("not counted: not there on time", "未计分：未按时到会"),
}


def outcome_words(line: ScoreLine, earlier: ScoreLine | None = None) -> Words:
    """Say what became of a deed and why.

    Args:
        line: the score line.
        earlier: for a capped line what used the cap up, as `counted_before` finds it.
    """
    if line.outcome == "late":
        return _late(line)
    if line.outcome == "capped":
        return _capped(line, earlier)
    if line.outcome == "too_few":
        return _too_few(line)
    if line.outcome in _PLAIN:
        return _PLAIN[line.outcome]
    return _standing(line)


def counted_before(line: ScoreLine, lines: Iterable[ScoreLine]) -> ScoreLine | None:
    """Return the line that used up the cap of a capped line, else None.

    Args:
        line: any line.
        lines: at least all lines of its leader, in the order of knowing.
    """
    if line.outcome != "capped":
        return None
    standing: dict[str, ScoreLine] = {}
    for other in lines:
        if other is line:
            break
        if other.leader != line.leader or other.item.id != line.item.id:
            continue
        if other.outcome == "withdrawn":
            standing.pop(str(other.corrects), None)
        elif other.counted:
            standing[str(other.source)] = other
    for cap in line.item.caps:
        used = [other for other in standing.values() if _uses(cap, other, line)]
        if used:
            return used[0] if isinstance(cap, DistinctCap) else used[-1]
    return None


def day_zh(day: date) -> str:
    """Write a day as Chinese readers do, such as 2018年5月9日."""
    return f"{day.year}年{day.month}月{day.day}日"


def _place(source: object) -> str:
    path, line, _ = str(source).rsplit(":", 2)
    return f"{path}:{line}"


def _standing(line: ScoreLine) -> Words:
    """Say of a line whose points count, or counted until a correction, on what they rest."""
    if line.corrects is None:
        return Words("counted", "计分")
    day, place = line.known_on, _place(line.corrects)
    if line.outcome == "withdrawn":
        return Words(
            f"taken back by the correction of {day}, which concerns {place}",
            f"已由{day_zh(day)}的更正撤销，原记录见 {place}",
        )
    return Words(
        f"counted as corrected on {day}, in place of {place}",
        f"按{day_zh(day)}的更正计分，原记录见 {place}",
    )


def _late(line: ScoreLine) -> Words:
    start, told = line.entry.known_on or line.day, line.entry.told_on
    limit = line.limit or start
    if told is None:
        return Words(
            f"late, not counted: no day of telling is recorded; the last day in time was {limit}",
            f"迟报，未计分：没有告知日；最迟应在{day_zh(limit)}告知",
        )
    days = (told - start) // timedelta(days=1)
    return Words(
        f"late, not counted: told {days} days after; the last day in time was {limit}",
        f"迟报，未计分：第{days}天才告知；最迟应在{day_zh(limit)}告知",
    )


def _too_few(line: ScoreLine) -> Words:
    fewest = next((c.people.on(line.day) for c in line.item.conditions if isinstance(c, MinHeadcount)), None)
    there = line.entry.headcount or 0
    return Words(
        f"not counted: {there} people took part, at least {fewest} are needed",
        f"未计分：参加{there}人，至少须有{fewest}人",
    )


def _capped(line: ScoreLine, earlier: ScoreLine | None) -> Words:
    per = line.item.formula.per if isinstance(line.item.formula, Rate) else "time"
    en = f"capped: {line.counted} of {line.units} {_UNITS_EN[per]} counted"
    zh = f"封顶：{line.units}{_UNITS_ZH[per]}中计{line.counted}{_UNITS_ZH[per]}"
    if earlier is None:
        return Words(en, zh)
    cap = next((cap for cap in line.item.caps if _uses(cap, earlier, line)), None)
    thing = _THINGS[cap.of] if isinstance(cap, DistinctCap) else Words("the item", "本项")
    return Words(
        f"{en}; {thing.en} was already counted on {earlier.day} at {_place(earlier.source)}",
        f"{zh}；{thing.zh}已在{day_zh(earlier.day)}计过，见 {_place(earlier.source)}",
    )


def _uses(cap: Cap, earlier: ScoreLine, line: ScoreLine) -> bool:
    """Tell whether an earlier line counts toward the same cap."""
    if cap.times.on(line.day) is None or _span(cap, earlier) != _span(cap, line):
        return False
    if isinstance(cap, PeriodCap):
        return True
    if cap.of == "household":
        return not set(earlier.entry.households or ()).isdisjoint(line.entry.households or ())
    if cap.of == "event":
        return line.entry.event is not None and earlier.entry.event == line.entry.event
    return line.entry.place is not None and earlier.entry.place == line.entry.place


def _span(cap: Cap, line: ScoreLine) -> date | Period | None:
    span = cap.period.required(line.day)
    if span == "ever":
        return None
    return line.day if span == "day" else Period.of(span, line.day)
