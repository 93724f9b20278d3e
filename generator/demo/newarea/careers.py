"""The careers of the new area's leaders on paper: letters signed, assessments, insurance, endings, terms.

Knows the wording and days of invented papers; grades are what invented offices wrote, never worked out here.
"""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

from generator.demo.newarea.estate import LEADER
from generator.demo.newarea.posts import LATE_ON, LEFT_ON, OLD_TERM_FROM, OLD_TERM_TO
from generator.periods import add_months

if TYPE_CHECKING:
    from generator.demo.newarea.estate import Serving, Ward
    from generator.demo.newarea.posts import Cast
    from generator.demo.shelf import Shelf
    from generator.demo.town import Plain

_TERM, _PASSED_AFTER = 60, timedelta(days=80)
_ANNUAL, _CONCLUDED, _SIGNED = "2025", "2026-01-15", "2026-01-14"
NOT_QUALIFIED = 5
"""Position of the one in the second community who did not pass the year."""


def write_careers(ward: Ward, shelf: Shelf, cast: Cast) -> None:
    """Write letters, assessments and insurance of everybody, and what belongs to comings and goings."""
    for number, leader in enumerate(ward.leaders, start=1):
        _letters(shelf, leader, number, cast)
        if leader.role == LEADER:
            _probation(ward, shelf, leader, number, cast)
            if leader.since < date(2025, 1, 1):
                _annual(ward, shelf, leader, number)
    if cast.leaving is not None:
        _leaves(shelf, cast.leaving)
    if cast.renewed is not None:
        _renews(shelf, cast)


def _letters(shelf: Shelf, leader: Serving, number: int, cast: Cast) -> None:
    signed = leader.since - timedelta(days=3)
    until = add_months(leader.since, _TERM) - timedelta(days=1)
    if leader is cast.over:
        until = date(2027, 2, 7)
    letter: Plain = {"person": leader.id, "places": [leader.place], "from": str(leader.since), "to": str(until)}
    letter |= {"signed_a_on": str(signed), "signed_b_on": str(signed), "copies": "2"}
    shelf.put("agreement", letter, id=f"letter-{number:02}")
    if leader is cast.renewed:
        again = {"from": str(OLD_TERM_TO + timedelta(days=1)), "to": "2031-11-07"}
        both = {"signed_a_on": "2026-11-05", "signed_b_on": "2026-11-06"}
        shelf.put("agreement", letter | again | both, id=f"letter-{number:02}-b")


def _probation(ward: Ward, shelf: Shelf, leader: Serving, number: int, cast: Cast) -> None:
    """Nearly everybody passed in time and was insured; one is still on probation, one failed, one passed late."""
    if leader is cast.new:
        return
    passed = leader is not cast.failed
    on = date(2026, 6, 25) if leader is cast.late else leader.since + _PASSED_AFTER
    record: Plain = {
        "kind": "probation",
        "person": leader.id,
        "period": str(on.year),
        "grade": "qualified" if passed else "not-qualified",
        "panel": ["社区", "社区民警"],
        "concluded_on": str(on),
        "concluded_by": shelf.checker,
    }
    shelf.put("evaluation", record, id=f"probation-{number:02}")
    if passed and leader is not cast.late and number != len(ward.leaders):
        person, bought = ward.people[leader.id], max(on, date(2026, 1, 6))
        until = add_months(bought, 12) - timedelta(days=1)
        person["insurance"] = [{"from": str(bought), "until": str(until), "bought_on": str(bought)}]


def _annual(ward: Ward, shelf: Shelf, leader: Serving, number: int) -> None:
    """The year 2025, signed by the police and others; one did not pass, one waits for a signature."""
    random = ward.random
    poor = (ward.id, number) == ("c002", NOT_QUALIFIED)
    waits = (ward.id, number) == ("c003", 1)
    satisfied, basically = random.randrange(14, 24), random.randrange(3, 9)
    answers = {"delivered": "40", "satisfied": str(satisfied), "basically": str(basically)}
    answers["not_satisfied"] = "16" if poor else str(random.randrange(3))
    marks = {
        "hotline": 55 if poor else random.randrange(85, 101, 5),
        "satisfaction": 60 if poor else random.randrange(86, 98),
    }
    marks["monthly-records"] = 58 if poor else random.randrange(80, 100)
    units = ["community-police", "property-company", *(["owners-committee"] if number % 3 == 0 else [])]
    record: Plain = {
        "kind": "annual",
        "person": leader.id,
        "period": _ANNUAL,
        "answers": answers,
        "marks": [{"factor": factor, "mark": str(mark)} for factor, mark in marks.items()],
        "grade": "not-qualified" if poor else "qualified",
        "panel": ["社区", "社区民警", "物业公司"],
        "signoffs": [{"unit": unit, "on": _SIGNED} for unit in (units[:1] if waits else units)],
    }
    if not waits:
        record |= {"concluded_on": _CONCLUDED, "concluded_by": shelf.checker}
    shelf.put("evaluation", record, id=f"annual-2025-{number:02}")
    if poor:
        reason = "本人上半年住院，居民意见主要在缺人接待；再看一年，由站长帮带"
        _decide(shelf, "keep-2026-01", "keep", leader.id, ("2026-01-22", reason), clause="A3-4.4-2")
        exit_case: Plain = {"person": leader.id, "appointment": "a1", "ground": "not-qualified", "by": shelf.recorder}
        exit_case |= {"informed_on": "2026-01-19", "outcome": "keep", "decision": "keep-2026-01"}
        shelf.put("exit-case", exit_case, id="exit-2026-01")


def _leaves(shelf: Shelf, leaving: Serving) -> None:
    """Somebody asked in time to leave; the two months were kept."""
    reason = "本人随子女到外地居住，提前两个月提出"
    _decide(shelf, "end-2026-04", "end", leaving.id, ("2026-03-06", reason), clause="A3-4.4-3")
    case: Plain = {"person": leaving.id, "appointment": "a1", "ground": "own-request", "by": leaving.id}
    case |= {"informed_on": "2026-02-27", "effective_on": str(LEFT_ON), "outcome": "end", "decision": "end-2026-04"}
    shelf.put("exit-case", case, id="exit-2026-04")


def _renews(shelf: Shelf, cast: Cast) -> None:
    """Two terms came to their end: one was renewed after its assessment, the other waits for a decision."""
    for leader, code in ((cast.renewed, "a"), (cast.over, "b")):
        if leader is None:
            continue
        record: Plain = {"kind": "term-end", "person": leader.id, "period": "2026", "grade": "qualified"}
        record |= {"panel": ["社区", "社区民警"], "concluded_on": "2026-11-04", "concluded_by": shelf.checker}
        shelf.put("evaluation", record, id=f"term-2026-{code}")
    if cast.renewed is not None:
        reason = f"{OLD_TERM_FROM.year}年起的一届期满，考核合格，本人愿意，续任一届"
        _decide(shelf, "keep-2026-11", "keep", cast.renewed.id, ("2026-11-05", reason), clause="A3-4.4-1")
    if cast.late is not None:
        reason = f"{LATE_ON.month}月上岗，因住院推迟考核，六月底合格；同意补办保险"
        _decide(shelf, "late-2026-07", "keep", cast.late.id, ("2026-07-02", reason), clause="A3-4.3-2")


def _decide(shelf: Shelf, name: str, kind: str, person: str, said: tuple[str, str], *, clause: str) -> None:
    on, reason = said
    street = "street-2" if shelf.community == "c003" else "street-1"
    record: Plain = {"kind": kind, "person": person, "appointment": "a1", "clause": clause}
    record |= {"proposed_by": shelf.checker, "decided_by": f"{street}-approve", "decided_on": on}
    shelf.put("decision", record | {"effective_on": on, "reason": reason}, id=name)


def absent(ward: Ward) -> dict[str, set[date]]:
    """Say who stayed away from which Thursday meetings without an excuse: three times, twice and once."""
    if ward.id == "c003":
        return {ward.leaders[3].id: {date(2026, 9, 10)}}
    days = [date(2025, 11, 13), date(2026, 5, 14), date(2026, 10, 15)]
    if ward.id == "c001":
        return {ward.leaders[6].id: set(days)}
    return {ward.leaders[7].id: set(days[1:])}


def answer_absences(ward: Ward, shelf: Shelf) -> None:
    """The community looked at three absences and decided to go on."""
    if ward.id != "c001":
        return
    person = ward.leaders[6].id
    reason = "三次都是值夜班，本人说明了情况；改在晚上补会，留任观察"
    _decide(shelf, "keep-2026-10", "keep", person, ("2026-10-28", reason), clause="A3-4.4-4")
    case: Plain = {"person": person, "appointment": "a1", "ground": "absences", "by": shelf.recorder}
    case |= {"informed_on": "2026-10-20", "outcome": "keep", "decision": "keep-2026-10"}
    shelf.put("exit-case", case, id="exit-2026-10")
