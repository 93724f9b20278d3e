"""Codes and rules that a pack names, in whatever section they stand: whether the pack defines them.

Knows which key names what; knows no number of any policy and asks for nothing that a pack leaves out.
"""

from __future__ import annotations

import re
from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from generator.checks.walking import cite, nearest, title, within
from generator.policies.evaluation import SignOffs
from generator.policies.items import Item, WithinDays
from generator.policies.machines import COURSE_GUARDS, MachineRule
from generator.policies.money import YearEnd
from generator.policies.selection import LeastGrade
from generator.policies.settings import DatedValue, Setting
from generator.problems import Problem, msg
from generator.records.base import ORIGIN, Record

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from generator.ledger import Ledger
    from generator.policies.pack import Pack, Policy

NAMES: dict[str, tuple[str, ...]] = {
    "role": ("Role",),
    "roles": ("Role",),
    "reports_to": ("Role",),
    "told": ("Role",),
    "chair": ("Role",),
    "like": ("Role",),
    "leaders_role": ("Role",),
    "mediator": ("Role",),
    "level": ("Level",),
    "within": ("Level",),
    "place_level": ("Level",),
    "coverage_levels": ("Level",),
    "activities": ("Activity",),
    "completed": ("Activity",),
    "meetings": ("MeetingKind",),
    "deeds": ("Activity", "MeetingKind", "EvaluationRule", "SurveyRule"),
    "Exclusion.items": ("Item",),
    "ranking": ("Ranking",),
    "Recommendation.tiers": ("Tier",),
    "evaluation": ("EvaluationRule",),
    "honour": ("Honour", "PlaceHonour", "ChosenHonour"),
    "honours": ("Honour", "PlaceHonour", "ChosenHonour"),
    "channel": ("Selection.channels", "Nomination.channels"),
    "Bonus.of": ("Monthly",),
    "Stack.components": ("Monthly", "YearEnd", "Bonus", "TopUp", "Fund"),
    "Concurrency.steps": ("SelectionStep",),
}
"""Keys that name a code, by name or as type and key, with the types, or lists, whose members define it."""
LOCAL = frozenset({"Transition.from_", "Transition.to", "SignOffs.required", "GradeFactor.id", "WithinDays.activities"})
"""Keys that name a code of the same part of the pack; `_local` knows which."""
OWN = frozenset({"Transition.event"})
"""Keys that give a name themselves."""

_DEFAULT = re.compile(r"G-[0-9]{2}")


class Named(NamedTuple):
    """A code that a key of a pack names, with the codes that are defined."""

    record: Record
    key: str
    code: str
    known: Collection[str]


def undefined_code(ledger: Ledger, _as_of: date) -> Iterator[Problem]:
    """A part of a pack names a role, activity, item, level, step, grade or other code that the pack does not define.

    Why: such a part would never take effect, and nobody would notice.
    Fix: correct the code, or define it.
    """
    for policy in ledger.policies.values():
        for record, key, code, known in (*_everywhere(policy.pack), *_local(policy.pack), *_of_forms(policy)):
            if code not in known:
                yield Problem(
                    "undefined-code",
                    record.origin,
                    msg("{key} ({title}): the pack does not define {id}.", key=key, title=title(record, key), id=code),
                    nearest(code, known),
                )


def unknown_assumption(ledger: Ledger, _as_of: date) -> Iterator[Problem]:
    """An assumed value rests on a default, or on an open question, that nobody can look up.

    Why: a resident who reads that a value is assumed must be able to ask on what ground.
    Fix: name a general default, such as G-07, or a rule that an article of the policy carries.
    """
    for policy in ledger.policies.values():
        rules = {rule for article in policy.articles for rule in (*article.rules, *article.narrative)}
        for record in within(policy.pack):
            given = record.assumption if isinstance(record, DatedValue) else None
            if given is not None and given not in rules and not _DEFAULT.fullmatch(given):
                yield Problem(
                    "unknown-assumption",
                    record.origin,
                    msg(
                        "{key} ({title}): {id} is neither a general default nor a rule of this policy.",
                        key="assumption",
                        title=title(record, "assumption"),
                        id=given,
                    ),
                    msg(
                        "Write a general default such as G-07, or the rule that leaves the value open. {near}",
                        near=nearest(given, rules),
                    ),
                    clause=cite(policy, record.clause) if isinstance(record, DatedValue) else "",
                )


def kinds_named(record: type[Record], name: str) -> tuple[str, ...]:
    """Return what a key of a type names, as types or lists; nothing where it names no code, or one of its own part."""
    whole = f"{record.__name__}.{name}"
    return () if whole in LOCAL else NAMES.get(whole, NAMES.get(name, ()))


def _of_forms(policy: Policy) -> Iterator[Named]:
    """Yield the components of the money that the forms add up."""
    known = {component.id for component in policy.pack.money.components} if policy.pack.money else set()
    for form in policy.forms.forms:
        for amount in form.amounts:
            for component in amount.components:
                yield Named(amount, "components", component, known)


def _everywhere(pack: Pack) -> Iterator[Named]:
    """Yield the codes that stand anywhere in a pack under a key that names codes."""
    defined: dict[str, set[str]] = {}
    for record in within(pack):
        for name in type(record).model_fields:
            value = getattr(record, name)
            if name == "id" and isinstance(value, str):
                defined.setdefault(type(record).__name__, set()).add(value)
            elif isinstance(value, tuple):
                members = {str(member.id) for member in value if hasattr(member, "id")}
                defined.setdefault(f"{type(record).__name__}.{name}", set()).update(members)
    for record in within(pack):
        for name, info in type(record).model_fields.items():
            kinds = kinds_named(type(record), name) if name != ORIGIN else ()
            known = {code for kind in kinds for code in defined.get(kind, ())}
            for code in _codes(getattr(record, name)) if kinds else ():
                yield Named(record, info.alias or name, code, known)


def _codes(value: object) -> Iterator[str]:
    """Yield the codes of a value: of itself, of a list, of each dated value of a setting."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, Setting):
        for dated in value:
            yield from _codes(dated.value)
    elif isinstance(value, tuple):
        yield from (member for member in value if isinstance(member, str))


def _local(pack: Pack) -> Iterator[Named]:
    """Yield the codes that are defined in the part of the pack in which they are named."""
    grades = {rule.id: {grade.id for grade in rule.grades} for rule in pack.evaluations}
    for record in within(pack):
        if isinstance(record, MachineRule):
            states = {state.id for state in record.states}
            for way in record.transitions:
                yield from (Named(way, "from", state, states) for state in way.from_)
                yield Named(way, "to", way.to, states)
                yield from (Named(way, "guards", guard, COURSE_GUARDS[record.id]) for guard in way.guards)
        elif isinstance(record, SignOffs):
            units = {unit.id for unit in record.units}
            yield from (Named(record, "required", code, units) for code in _codes(record.required))
        elif isinstance(record, YearEnd) and record.evaluation in grades:
            yield from (Named(factor, "id", factor.id, grades[record.evaluation]) for factor in record.factors)
        elif isinstance(record, Item):
            limits = (limit for limit in record.conditions if isinstance(limit, WithinDays))
            for limit in limits:
                yield from (Named(limit, "activities", code, record.activities) for code in limit.activities)
        elif isinstance(record, LeastGrade):
            yield from _least_grades(record)


def _least_grades(rule: LeastGrade) -> Iterator[Named]:
    starts = {dated.from_ or date.min for setting in (rule.least, rule.ladder) for dated in setting}
    for day in sorted(starts):
        least = rule.least.on(day)
        if least is not None:
            yield Named(rule, "least", least, rule.ladder.on(day) or ())
