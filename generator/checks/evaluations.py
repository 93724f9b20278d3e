"""Faults of evaluations: weights, grades, factors of money, methods, signatures.

Knows what the policy's evaluations ask; computes no money.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.checks.walking import cite, nearest, spots
from generator.policies.evaluation import WHOLE_WEIGHT, methods_missing, signoffs_missing, weight_sum
from generator.policies.money import YearEnd
from generator.problems import Problem, Severity, msg

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import date

    from generator.checks.walking import Spot
    from generator.ledger import Ledger
    from generator.policies.evaluation import EvaluationRule
    from generator.records.service import Evaluation


def weights_not_hundred(ledger: Ledger, _as_of: date) -> Iterator[Problem]:
    """The weights of an evaluation's factors do not sum to 100 per cent.

    Why: a grade worked out from such weights would be too high or too low for everybody.
    Fix: correct a weight, or leave all of them unset.
    """
    for policy in ledger.policies.values():
        for rule in policy.pack.evaluations:
            later = {dated.from_ for factor in rule.factors for dated in factor.weight if dated.from_ is not None}
            for day in sorted({policy.first_day, *later}):
                whole = weight_sum(rule, day)
                if whole is not None and whole != WHOLE_WEIGHT:
                    yield Problem(
                        "weights-not-hundred",
                        rule.origin,
                        msg("{label}: the weights come to {whole} per cent.", label=rule.label, whole=f"{whole:f}"),
                        msg("Correct a weight; together they are 100."),
                        clause=cite(policy, rule.clause),
                    )


def unknown_evaluation(ledger: Ledger, _as_of: date) -> Iterator[Problem]:
    """An evaluation record names a kind, grade, method, factor or unit that the policy does not define.

    Why: what the policy does not define has no consequence.
    Fix: use one of the policy's codes.
    """
    for spot in spots(ledger):
        kinds = [rule.id for rule in spot.policy.pack.evaluations]
        for record in spot.community.evaluations.values():
            rule = spot.policy.evaluation(record.kind)
            named = [(record.kind, kinds)] if rule is None else _named(rule, record)
            for code, known in named:
                if code not in known:
                    yield Problem(
                        "unknown-evaluation",
                        record.origin,
                        msg("The policy's evaluations know no {id}.", id=code),
                        nearest(code, known),
                    )


def _named(rule: EvaluationRule, record: Evaluation) -> list[tuple[str, list[str]]]:
    methods, factors = [method.id for method in rule.methods], [factor.id for factor in rule.factors]
    units = [unit.id for unit in rule.signoffs.units] if rule.signoffs else []
    return [
        *((method, methods) for method in record.methods),
        *((mark.factor, factors) for mark in record.marks),
        *((signed.unit, units) for signed in record.signoffs),
        *((grade, [known.id for known in rule.grades]) for grade in [record.grade] if grade is not None),
    ]


def grade_without_factor(ledger: Ledger, _as_of: date) -> Iterator[Problem]:
    """Somebody has a grade for which the policy gives no part of the year-end sum.

    Why: how much this grade pays is never guessed (G-16).
    Fix: set the factor of the grade in the pack, with `status: assumed` where the text is silent.
    """
    for spot, rule, record in _concluded(ledger):
        money = spot.policy.pack.money
        for component in money.components if money else ():
            if not isinstance(component, YearEnd) or component.evaluation != rule.id or record.grade is None:
                continue
            factor = next((known.factor for known in component.factors if known.id == record.grade), None)
            if factor is None or factor.on(record.period.last) is None:
                yield Problem(
                    "grade-without-factor",
                    record.origin,
                    msg(
                        "{person}: the grade {grade} has no factor in {label}.",
                        person=record.person,
                        grade=record.grade,
                        label=component.label,
                    ),
                    msg("Set the factor of the grade in the pack."),
                    clause=cite(spot.policy, component.clause),
                )


def evaluation_method_missing(ledger: Ledger, _as_of: date) -> Iterator[Problem]:
    """An evaluation was concluded without the methods that the policy asks for.

    Why: the policy says whether any one method will do or whether all are needed.
    Fix: add the method that was used, or take `concluded_on:` out until it is.
    """
    for spot, rule, record in _concluded(ledger):
        missing = methods_missing(rule, record.methods, record.period.last)
        if missing:
            yield Problem(
                "evaluation-method-missing",
                record.origin,
                msg(
                    "{person}: the evaluation was concluded without {methods}.",
                    person=record.person,
                    methods=", ".join(missing),
                ),
                msg("Add the method that was used, or take concluded_on: out."),
                clause=cite(spot.policy, rule.clause),
            )


def signature_missing(ledger: Ledger, _as_of: date) -> Iterator[Problem]:
    """An evaluation was concluded before every unit that must sign had signed.

    Why: the result holds only when the units named by the policy have confirmed it.
    Fix: add the signature, or take `concluded_on:` out until it is there.
    """
    for spot, rule, record in _concluded(ledger):
        signed = [found.unit for found in record.signoffs if record.concluded_on and found.on <= record.concluded_on]
        missing = signoffs_missing(rule, signed, record.period.last)
        if missing:
            yield Problem(
                "signature-missing",
                record.origin,
                msg(
                    "{person}: the evaluation lacks the signature of {units}.",
                    person=record.person,
                    units=", ".join(_labels(rule, missing)),
                ),
                msg("Add unit: and on: below signoffs: as it was signed, or take concluded_on: out until then."),
                clause=cite(spot.policy, rule.clause),
            )


def _labels(rule: EvaluationRule, units: Iterable[str]) -> Iterator[str]:
    labels = {unit.id: unit.label for unit in rule.signoffs.units} if rule.signoffs else {}
    return (f"{labels.get(unit, unit)} ({unit})" for unit in units)


def evaluated_twice(ledger: Ledger, _as_of: date) -> Iterator[Problem]:
    """One person has two concluded evaluations of one kind for one period.

    Why: two grades would lead to two sums.
    Fix: delete the one that does not hold.
    """
    seen: dict[tuple[int, str, str, str], Evaluation] = {}
    for spot, rule, record in _concluded(ledger):
        key = (id(spot.community), rule.id, record.person, record.period.text)
        if key in seen:
            yield Problem(
                "evaluated-twice",
                record.origin,
                msg("{person} already has an evaluation of {period}.", person=record.person, period=record.period.text),
                msg("Delete the evaluation that does not hold."),
                Severity.ERROR,
                cite(spot.policy, rule.clause),
            )
        seen.setdefault(key, record)


def _concluded(ledger: Ledger) -> Iterator[tuple[Spot, EvaluationRule, Evaluation]]:
    for spot in spots(ledger):
        for record in spot.community.evaluations.values():
            rule = spot.policy.evaluation(record.kind)
            if rule is not None and record.concluded_on is not None:
                yield spot, rule, record
