"""How each claimed line stands on a day: as decided, as an appeal left it, as a correction restated it.

Knows what was decided and when it becomes final; knows no points.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, NamedTuple, TypeAlias

from msgspec import Struct
from msgspec.structs import replace

from generator.claims.facts import BASIC

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date
    from decimal import Decimal

    from generator.claims.facts import ClaimFacts
    from generator.periods import Period
    from generator.problems import Source
    from generator.records.claims import Appeal, Claim, ClaimCorrection, ClaimLine, ClaimSheet, LineDecision

State: TypeAlias = Literal["pending", "accepted", "rejected", "late"]


class Standing(Struct, frozen=True):
    """A line as it stands; `line` is None for the basic points."""

    leader: str
    subject: str
    month: Period
    key: str
    line: ClaimLine | None
    state: State
    count: int
    known_on: date | None
    final_on: date | None
    source: Source
    day: date
    points: Decimal | None = None
    done: bool = False
    duties: tuple[str, ...] = ()
    item: str | None = None
    changed: bool = False


class AppealState(Struct, frozen=True):
    """An appeal as it is treated: in time or not, open or decided."""

    month: Period
    appeal: Appeal
    state: Literal["open", "upheld", "dismissed", "late"]


def appeal_states(facts: ClaimFacts, as_of: date) -> tuple[AppealState, ...]:
    """Tell of each appeal lodged by a day whether it is in time and how it was decided."""
    found: list[AppealState] = []
    for month, sheet in sorted(facts.sheets.items()):
        found.extend(
            AppealState(month, appeal, _appeal_state(facts, month, sheet, appeal, as_of))
            for appeal in sheet.appeals
            if appeal.lodged_on <= as_of
        )
    return tuple(found)


def _appeal_state(
    facts: ClaimFacts, month: Period, sheet: ClaimSheet, appeal: Appeal, as_of: date
) -> Literal["open", "upheld", "dismissed", "late"]:
    claim = next((claim for claim in sheet.claims if claim.leader == appeal.leader), None)
    decision = _decision(claim, appeal.line) if claim else None
    window = facts.window_of(month, decision.on) if decision else facts.windows.get(month)
    if window is None or not window.contains(appeal.lodged_on):
        return "late"
    if appeal.decided_on is None or appeal.decided_on > as_of or appeal.decision is None:
        return "open"
    return appeal.decision


def _decision(claim: Claim, line: str | None) -> LineDecision | None:
    if line is None:
        return claim.basic.decision if claim.basic else None
    return next((known.decision for known in claim.lines if known.id == line), None)


class _Claimed(NamedTuple):
    """A line of a claim with what was said of it later; `line` is None for the basic points."""

    month: Period
    claim: Claim
    line: ClaimLine | None
    appeal: AppealState | None
    correction: ClaimCorrection | None


def standing_lines(facts: ClaimFacts, as_of: date) -> Iterator[Standing]:
    """Yield every line claimed by a day as it stands on it, basic points included."""
    appeals = {
        (state.month, state.appeal.leader, state.appeal.line or BASIC): state
        for state in appeal_states(facts, as_of)
        if state.state != "late"
    }
    corrections = {
        (c.month, c.leader, c.line or BASIC): c
        for _, c in sorted(facts.corrections.items(), key=lambda pair: (pair[1].approved_on, pair[0]))
        if c.approved_on <= as_of and c.effect != "supplement"
    }
    seen: set[tuple[str, Period]] = set()
    for month, _, claim in facts.claims():
        if claim.submitted_on > as_of or (claim.leader, month) in seen:
            continue
        seen.add((claim.leader, month))
        keys: list[tuple[str, ClaimLine | None]] = [(line.id, line) for line in claim.lines]
        if claim.basic is not None:
            keys.insert(0, (BASIC, None))
        for key, line in keys:
            place = (month, claim.leader, key)
            yield _stand(facts, _Claimed(month, claim, line, appeals.get(place), corrections.get(place)), as_of)
    yield from _supplements(facts, as_of)


def _stand(facts: ClaimFacts, told: _Claimed, as_of: date) -> Standing:
    standing = _as_decided(facts, told, as_of)
    if facts.is_late(told.month, told.claim.submitted_on):
        return replace(standing, state="late")
    if standing.known_on is None:
        return standing
    if told.appeal is not None and told.appeal.state == "upheld":
        appeal = told.appeal.appeal
        standing = replace(
            standing,
            state="accepted",
            count=_times(told.line) if appeal.count is None else appeal.count,
            points=told.line.points if told.line is not None else None,
            known_on=appeal.decided_on,
            changed=True,
        )
    if told.correction is not None:
        line = told.correction.restated or told.line
        standing = replace(
            standing,
            state="rejected" if told.correction.effect == "withdraw" else "accepted",
            line=line,
            item=_item(facts, line),
            day=line.date if line is not None else standing.day,
            count=_times(line),
            points=line.points if line is not None else None,
            known_on=told.correction.approved_on,
            final_on=_later(standing.final_on, _after_change(facts, told.month, told.correction.approved_on)),
            changed=True,
        )
    return standing


def _as_decided(facts: ClaimFacts, told: _Claimed, as_of: date) -> Standing:
    """Return a line as its review left it; its end of display allows for an appeal."""
    claim, line = told.claim, told.line
    held = line if line is not None else claim.basic
    decision = held.decision if held is not None and held.decision and held.decision.on <= as_of else None
    state: State = "pending" if decision is None else "rejected" if decision.result == "reject" else "accepted"
    points = line.points if line is not None else None
    return Standing(
        leader=claim.leader,
        subject=claim.subject,
        month=told.month,
        key=line.id if line is not None else BASIC,
        line=line,
        state=state,
        count=_times(line) if decision is None or decision.count is None else decision.count,
        known_on=decision.on if decision else None,
        final_on=_final_on(facts, told.month, decision.on if decision else None, told.appeal),
        source=held.origin if held is not None else claim.origin,
        day=line.date if line is not None else told.month.last,
        points=points if decision is None or decision.points is None else decision.points,
        done=claim.basic is not None and claim.basic.done,
        duties=claim.basic.duties if claim.basic is not None else (),
        item=_item(facts, line),
    )


def _times(line: ClaimLine | None) -> int:
    return 1 if line is None or line.count is None else line.count


def _item(facts: ClaimFacts, line: ClaimLine | None) -> str | None:
    item = facts.item_of(line.activity) if line is not None else None
    return item.id if item is not None else None


def _final_on(facts: ClaimFacts, month: Period, known: date | None, appeal: AppealState | None) -> date | None:
    """Return the day on which a decided line is final: after its display, and after its appeal if there is one."""
    window = facts.window_of(month, known) if known is not None else None
    if window is None or (appeal is not None and appeal.state == "open"):
        return None
    if appeal is None or appeal.appeal.decided_on is None:
        return window.over_on
    if appeal.state == "upheld":
        return _later(window.over_on, _after_change(facts, month, appeal.appeal.decided_on))
    return max(window.over_on, appeal.appeal.decided_on)


def _after_change(facts: ClaimFacts, month: Period, day: date) -> date | None:
    """Return when a change of a day is final: at once, or after the next display where the policy asks for one."""
    if not facts.rules.display.redisplay.required(day):
        return day
    window = facts.window_of(month, day)
    return window.over_on if window else None


def _later(shown: date | None, changed: date | None) -> date | None:
    """Return when both the display of a line and its change are over; None while one of them is not."""
    return max(shown, changed) if shown is not None and changed is not None else None


def _supplements(facts: ClaimFacts, as_of: date) -> Iterator[Standing]:
    for name, correction in sorted(facts.corrections.items()):
        line = correction.restated
        if correction.effect != "supplement" or line is None or correction.approved_on > as_of:
            continue
        yield Standing(
            correction.leader,
            "leader",
            correction.month,
            name,
            line,
            "accepted",
            _times(line),
            correction.approved_on,
            _after_change(facts, correction.month, correction.approved_on),
            correction.origin,
            line.date,
            line.points,
            item=_item(facts, line),
            changed=True,
        )
