"""What each line of the claims earns as known on a day, and when it is final.

Knows decisions, appeals and corrections; knows no balance and no ranking.
"""

from __future__ import annotations

from collections import defaultdict
from datetime import datetime, time
from decimal import Decimal
from fractions import Fraction
from typing import TYPE_CHECKING, Literal, TypeAlias

from msgspec import Struct
from msgspec.structs import replace

from generator.claims.facts import BASIC
from generator.claims.standing import Standing, standing_lines
from generator.policies.items import FirstOfEvent
from generator.records.activity import Entry
from generator.scoring import Deed, score_deeds

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from generator.claims.facts import ClaimFacts
    from generator.periods import Period
    from generator.policies.claims import ClaimRules
    from generator.policies.items import Item
    from generator.problems import Source

Kind: TypeAlias = Literal["basic", "item", "reward"]
Outcome: TypeAlias = Literal["counted", "pending", "rejected", "late", "gated", "not_first", "capped", "not_counted"]
ZERO = Decimal(0)


class Part(Struct, frozen=True):
    """One line of a leader's month: its points as known, why, and from when they are final.

    `changed` tells that an appeal or a correction has altered what was decided first.
    """

    leader: str
    month: Period
    kind: Kind
    key: str
    points: Decimal
    outcome: Outcome
    known_on: date | None
    final_on: date | None
    source: Source
    item: Item | None = None
    count: int = 0
    changed: bool = False

    def is_final(self, day: date) -> bool:
        """Tell whether the points may be used on a day."""
        return self.final_on is not None and self.final_on <= day


def parts(facts: ClaimFacts, as_of: date) -> tuple[Part, ...]:
    """Score every line that was claimed by a day.

    Args:
        facts: a community's claims.
        as_of: decisions, appeals and corrections of later days are not yet known.

    Returns:
        Basic points, items and rewards of each leader and month, in that order.

    Raises:
        UnsetSettingError: a value that the points rest on is unset.
    """
    lines = tuple(standing_lines(facts, as_of))
    found = [_basic(facts, line) for line in lines if line.key == BASIC]
    gates = {(part.leader, part.month): part for part in found}
    found.extend(_gated(facts, part, line, gates) for part, line in _items(facts, lines))
    found.extend(_rewards(facts, as_of))
    order = {"basic": 0, "item": 1, "reward": 2}
    return tuple(sorted(found, key=lambda part: (part.month, part.leader, order[part.kind], part.key)))


def _part(line: Standing, kind: Kind, points: Decimal, outcome: Outcome, item: Item | None = None) -> Part:
    return Part(
        line.leader,
        line.month,
        kind,
        line.key,
        points,
        outcome,
        line.known_on,
        line.final_on,
        line.source,
        item,
        line.count if outcome == "counted" else 0,
        line.changed,
    )


def _basic(facts: ClaimFacts, line: Standing) -> Part:
    rules, day = facts.rules, line.month.last
    full = rules.basic.points.required(day)
    if line.state != "accepted":
        return _part(line, "basic", ZERO, line.state)
    wanted = rules.basic.duties.on(day) or ()
    done = len(set(wanted) & set(line.duties)) if wanted else int(line.done)
    share = Fraction(done, len(wanted) or 1)
    if share == 1:
        return _part(line, "basic", full, "counted")
    if rules.basic.partial.required(day) and share:
        return _part(line, "basic", _floored(Fraction(full) * share, rules, day), "counted")
    return _part(line, "basic", ZERO, "not_counted")


def _floored(points: Fraction, rules: ClaimRules, day: date) -> Decimal:
    """Round down to the policy's smallest part of points."""
    step = rules.step.required(day)
    return step * (points // Fraction(step))


def _items(facts: ClaimFacts, lines: Iterable[Standing]) -> list[tuple[Part, Standing]]:
    claimed = [line for line in lines if line.key != BASIC and line.line is not None]
    accepted = [line for line in claimed if line.state == "accepted" and line.count]
    first, beaten = _first_reports(facts, accepted)
    found = [(_part(line, "item", ZERO, "not_first", item), line) for line, item in beaten]
    found.extend(_scored(facts, first))
    waiting = [line for line in claimed if line.state != "accepted" or not line.count]
    for line in waiting:
        outcome: Outcome = "rejected" if line.state == "accepted" else line.state
        found.append((_part(line, "item", ZERO, outcome, _item_of(facts, line)), line))
    return found


def _item_of(facts: ClaimFacts, line: Standing) -> Item | None:
    return facts.item_of(line.line.activity) if line.line is not None else None


def _reported(line: Standing) -> datetime:
    claim = line.line
    if claim is None or claim.reported_at is None:
        return datetime.combine(claim.date if claim else line.month.last, time.max)
    return claim.reported_at


def _first_reports(facts: ClaimFacts, lines: list[Standing]) -> tuple[list[Standing], list[tuple[Standing, Item]]]:
    """Part the lines from those whose event somebody else reported earlier, where the item asks for the first."""
    first: list[Standing] = []
    beaten: list[tuple[Standing, Item]] = []
    holders: dict[tuple[str, str], str] = {}
    for line in sorted(lines, key=lambda line: (_reported(line), line.month, line.leader, line.key)):
        item = _item_of(facts, line)
        event = line.line.event if line.line else None
        wants = item is not None and any(
            isinstance(rule, FirstOfEvent) and rule.applies.on(line.day) for rule in item.conditions
        )
        holder = holders.setdefault((item.id, event), line.leader) if item and event and wants else line.leader
        if item is None or holder == line.leader:
            first.append(line)
        else:
            beaten.append((line, item))
    return first, beaten


def _scored(facts: ClaimFacts, lines: list[Standing]) -> list[tuple[Part, Standing]]:
    """Let the scoring of items count the lines, each as a deed with a number of its own."""
    role = facts.rules.roles[0]
    numbered = {f"{number:03}": line for number, line in enumerate(lines, start=1)}
    deeds = [Deed(_entry(number, line), line.month, role, line.source, line.day) for number, line in numbered.items()]
    scored = score_deeds(facts.policy, deeds, facts.working_days)
    found: list[tuple[Part, Standing]] = []
    together = _leaders_of_events(numbered)
    for score in scored:
        line = numbered[score.entry.id]
        points = score.points + _for_people(facts.rules, line)
        if facts.rules.split_joint.required(line.day) and score.entry.event is not None:
            many = len(together[score.item.id, score.entry.event])
            points = _floored(Fraction(points) / many, facts.rules, line.day) if many > 1 else points
        outcome: Outcome = "counted" if score.outcome == "counted" else "capped"
        found.append((replace(_part(line, "item", points, outcome, score.item), count=score.counted), line))
    counted = {score.entry.id for score in scored}
    for number, line in numbered.items():
        if number not in counted:
            found.append((_part(line, "item", ZERO, "not_counted"), line))
    return found


def _entry(number: str, line: Standing) -> Entry:
    """Write an accepted line as the entry that the scoring knows."""
    claim = line.line
    return Entry(
        id=number,
        date=line.day,
        leader=line.leader,
        activity=claim.activity if claim else "",
        count=line.count,
        event=claim.event if claim else None,
        place=claim.place if claim else None,
        headcount=claim.headcount if claim else None,
        known_on=claim.found_at.date() if claim and claim.found_at else None,
        told_on=claim.reported_at.date() if claim and claim.reported_at else None,
        points=line.points,
    )


def _leaders_of_events(numbered: dict[str, Standing]) -> dict[tuple[str, str], set[str]]:
    found: dict[tuple[str, str], set[str]] = defaultdict(set)
    for line in numbered.values():
        if line.line is not None and line.line.event is not None and line.item is not None:
            found[line.item, line.line.event].add(line.leader)
    return found


def _for_people(rules: ClaimRules, line: Standing) -> Decimal:
    """Return the points for residents who took part; none while the policy gives no value to them."""
    rule, claim = rules.participation, line.line
    if rule is None or claim is None or claim.activity not in rule.activities:
        return ZERO
    return (rule.points_per_person.on(line.day) or ZERO) * (claim.headcount or 0)


def _gated(facts: ClaimFacts, part: Part, line: Standing, gates: dict[tuple[str, Period], Part]) -> Part:
    """Take the points of an item away where the month's basic duties were not done, if the policy says so."""
    if line.subject == "resident" or not facts.rules.basic.gate_extras.required(part.month.last):
        return part
    gate = gates.get((part.leader, part.month))
    if gate is None or (gate.points == 0 and gate.outcome != "pending"):
        return replace(part, points=ZERO, outcome="gated", count=0) if part.points else part
    if gate.outcome == "pending" or gate.final_on is None or part.final_on is None:
        return replace(part, final_on=None)
    return replace(part, final_on=max(part.final_on, gate.final_on))


def _rewards(facts: ClaimFacts, as_of: date) -> list[Part]:
    found = []
    for month, sheet in sorted(facts.sheets.items()):
        for reward in sheet.rewards:
            if reward.on <= as_of:
                window = facts.window_of(month, reward.on)
                final = window.over_on if window else None
                found.append(
                    Part(
                        reward.leader,
                        month,
                        "reward",
                        reward.id,
                        reward.points,
                        "counted",
                        reward.on,
                        final,
                        reward.origin,
                        count=1,
                    )
                )
    return found
