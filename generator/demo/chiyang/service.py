"""Papers of serving in the invented street: agreements, the campaign, evaluations, leaving, filings.

Knows their days and wording; who serves is told by `grids`.
"""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

from generator.demo.street import days_after

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from generator.demo.chiyang.grids import Staffed, Term
    from generator.demo.street import Street
    from generator.demo.town import Plain

_FIRST_TERM = (date(2021, 9, 10), date(2023, 12, 31))
_SECOND_TERM = (date(2024, 1, 1), date(2026, 12, 31))
_NEXT_TERM = (date(2027, 1, 1), date(2029, 12, 31))
_RENEWED, _HALF_RENEWED = 3, 5
"""Of those whose term ends this year, the first so many have both signatures for the next, then one, then none."""
_EVALUATED = date(2025, 12, 31)
_BAD, _BASIC, _LATE = 8, 2, 6
"""Which leader of the third, first and second community has a bad, an unsettled and a late evaluation."""


def write_agreements(town: Staffed) -> None:
    """Write the agreements: two terms of the first leaders, one of those who came later, the next as it is signed."""
    for number, term in enumerate(town.terms, start=1):
        for name, (start, end), signed in _agreements(town, term, number):
            record: Plain = {
                "person": term.person,
                "places": list(term.grids),
                "from": str(start),
                "to": str(end),
                **signed,
                "copies": "2",
            }
            town.ward.put("agreement", record, id=f"{name}-{number:02}")


def _agreements(town: Staffed, term: Term, number: int) -> Iterator[tuple[str, tuple[date, date], dict[str, str]]]:
    if term.since < _FIRST_TERM[0]:
        yield "xy-2021", _FIRST_TERM, _signed(_FIRST_TERM[0], 4, 6)
        yield "xy-2024", _SECOND_TERM, _signed(_SECOND_TERM[0], 8, 11)
    else:
        yield "xy-later", (term.since, _SECOND_TERM[1]), _signed(term.since, 1, 3)
    if term.until is None and town.ward.number == 0:
        signed = _signed(date(2026, 11, 20), 2, 4)
        if number > _RENEWED:
            del signed["signed_a_on"]
        if number > _HALF_RENEWED:
            del signed["signed_b_on"]
        yield "xy-2027", _NEXT_TERM, signed


def _signed(start: date, before: int, earlier: int) -> dict[str, str]:
    return {"signed_a_on": days_after(start, -before), "signed_b_on": days_after(start, -earlier)}


def write_campaign(town: Staffed) -> None:
    """Write the community's return of the campaign: fewer leaders than before, one of the communities late."""
    ward = town.ward
    former = [ward.newcomer("keen_resident") for _ in range(2)]
    buildings = sum(place["level"] == "building" for place in ward.places)
    done = date(2021, 9, 13) if ward.number == 2 else date(2021, 9, 8)  # noqa: PLR2004 - the third was late
    kept = [term.person for term in town.terms if term.since < done]
    findings = [
        *((person, "fit") for person in dict.fromkeys(kept)),
        (former[0], "unfit"),
        (former[1], "irresponsible"),
    ]
    remarks = ("一个网格暂无合适人选", "两个网格由一人兼任", "换届推选推迟，逾期五天")
    record: Plain = {
        "buildings": str(buildings),
        "leaders_before": str(buildings - ward.number),
        "screenings": [{"person": person, "on": "2021-08-31", "finding": finding} for person, finding in findings],
        "screened_on": "2021-08-31",
        "done_on": str(done),
        "remark": remarks[ward.number],
        "confirmed": "true",
    }
    ward.put("campaign", record, id="merging")


def write_evaluations(town: Staffed) -> None:
    """Write the evaluations of 2025, and in the second community that of somebody who left during 2026."""
    ward = town.ward
    people = dict.fromkeys(term.person for term in town.terms if term.since <= _EVALUATED)
    for number, person in enumerate(people):
        grade, concluded = "satisfied", date(2026, 1, 9) + timedelta(days=ward.random.randrange(6))
        if (ward.number, number) == (2, _BAD):
            grade = "not-satisfied"
        if (ward.number, number) == (1, _LATE):
            concluded = date(2026, 2, 26)
        record = _evaluation(town, person, "2025", grade, concluded)
        if (ward.number, number) == (0, _BASIC):
            record |= {"grade": "basically-satisfied"}
            del record["concluded_on"], record["concluded_by"]
        ward.put("evaluation", record, id=f"2025-{number + 1:02}")
    if ward.number == 1:
        left = _evaluation(town, town.parts["left"], "2026", "satisfied", date(2026, 5, 29))
        ward.put("evaluation", left, id="2026-01")


def _evaluation(town: Staffed, person: str, period: str, grade: str, concluded: date) -> Plain:
    """One or both methods; the counts fit the grade."""
    random = town.ward.random
    grid = next(place for place in town.ward.places if place["id"] == town.first_grid(person))
    delivered = int(grid["households_resident"])
    valid = delivered - random.randrange(8, 24)
    bad = valid * 3 // 5 if grade == "not-satisfied" else random.randrange(4)
    basically = random.randrange(4, 12)
    both = random.random() < 0.6 or grade == "not-satisfied"  # noqa: PLR2004 - most use both
    record: Plain = {
        "kind": "annual",
        "person": person,
        "period": period,
        "methods": ["residents-meeting", "questionnaire"] if both else ["questionnaire"],
        "answers": {
            "delivered": str(delivered),
            "satisfied": str(valid - basically - bad),
            "basically": str(basically),
            "not_satisfied": str(bad),
            "blank": str(random.randrange(4)),
        },
    }
    if both:
        met = {"on": str(concluded - timedelta(days=5)), "present": str(random.randrange(18, 42))}
        record["meeting"] = {**met, "entitled": str(delivered)}
    return record | {
        "grade": grade,
        "panel": ["社区党组织", "居民代表"],
        "concluded_on": str(concluded),
        "concluded_by": town.ward.checker,
    }


def write_exits(town: Staffed) -> None:
    """Write who left, who is to leave and who was kept, each with the decision behind it."""
    for name, exit_case, decision in _exits(town):
        town.ward.put("exit-case", exit_case, id=name)
        if decision:
            town.ward.put("decision", decision, id=exit_case["decision"])


def _exits(town: Staffed) -> Iterator[tuple[str, Plain, Plain]]:
    checker, left = town.ward.checker, town.parts["left"]
    if town.ward.number == 0:
        case = _exit(left, "either-side", left, "2025-10-13")
        yield (
            "left-2025-10",
            case | _ends("2025-10-31", "end", "end-2025-10"),
            _decided(town, left, "end", "A1.5", ("2025-10-20", "2025-10-31", "本人提出解除，家中老人需要照顾")),
        )
        unfit = town.parts["unfit"]
        kept = _exit(unfit, "unfit", checker, "2026-04-07") | {"outcome": "keep", "decision": "keep-2026-04"}
        yield (
            "kept-2026-04",
            kept,
            _decided(town, unfit, "keep", "4.2", ("2026-04-21", "2026-04-21", "谈话后走访次数已恢复，继续任用")),
        )
    elif town.ward.number == 1:
        case = _exit(left, "either-side", left, "2026-05-12")
        yield (
            "left-2026-05",
            case | _ends("2026-05-31", "end", "end-2026-05"),
            _decided(town, left, "end", "A1.5", ("2026-05-20", "2026-05-31", "本人搬离本小区")),
        )
        leaving = town.parts["leaving"]
        yield "told-2026-11", _exit(leaving, "either-side", leaving, "2026-11-10") | {"effective_on": "2026-12-31"}, {}
    else:
        case = _exit(left, "bad-grade", checker, "2026-02-02")
        yield (
            "replaced-2026-03",
            case | _ends("2026-03-15", "replace", "replace-2026-03"),
            _decided(town, left, "replace", "3.6", ("2026-03-02", "2026-03-15", "年度评议不满意，两次谈话后没有改进")),
        )


def _exit(person: str, ground: str, by: str, informed: str) -> Plain:
    return {"person": person, "appointment": "a1", "ground": ground, "by": by, "informed_on": informed}


def _ends(on: str, outcome: str, decision: str) -> Plain:
    return {"effective_on": on, "outcome": outcome, "decision": decision}


def _decided(town: Staffed, person: str, kind: str, clause: str, told: tuple[str, str, str]) -> Plain:
    decided, effective, reason = told
    return {
        "kind": kind,
        "person": person,
        "appointment": "a1",
        "clause": clause,
        "proposed_by": town.ward.checker,
        "decided_by": "street-approve",
        "decided_on": decided,
        "effective_on": effective,
        "reason": reason,
    }


def write_filings(street: Street, towns: Sequence[Staffed]) -> None:
    """Write what was filed with the district: everybody of the campaign, then each change; the last ones wait."""
    changes = sorted(change for town in towns for change in _changes(town))
    batches = (
        ("2021-09", date(2021, 12, 31), "2021-09-18", "2021-09-27"),
        ("2025-11", date(2025, 12, 31), "2025-11-17", "2025-11-20"),
        ("2026-03", date(2026, 3, 31), "2026-03-20", "2026-03-25"),
        ("2026-06", date(2026, 6, 30), "2026-06-26", None),
    )
    start = date.min
    for name, until, sent, acknowledged in batches:
        rows = [change for change in changes if start < change[0] <= until]
        record: Plain = {
            "kind": "district",
            "rows": [{"person": person, "change": change, "on": str(day)} for day, person, change in rows],
            "prepared_by": "street-prepare",
            "sent_on": sent,
        }
        if acknowledged:
            record["acknowledged_on"] = acknowledged
        street.put("filing", record, id=name)
        start = until


def _changes(town: Staffed) -> Iterator[tuple[date, str, str]]:
    served: set[str] = set()
    for term in town.terms:
        yield term.since, term.person, "concurrent" if term.person in served else "appointed"
        served.add(term.person)
        if term.until is not None:
            yield term.until, term.person, "left"
