"""Evaluations as a table: methods, counts, marks by factor, grade, what it proposes, who has still to sign.

Knows the policy's evaluations and the records; what a grade proposes is only shown (G-12).
"""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal
from typing import TYPE_CHECKING

from generator.policies.evaluation import signoffs_missing
from generator.problems import Words
from generator.reports import columns as c
from generator.reports.report import Sheet
from generator.reports.table import Column

if TYPE_CHECKING:
    from generator.periods import Period
    from generator.policies.evaluation import EvaluationRule
    from generator.records.service import AnswerCounts, Evaluation
    from generator.reports.context import Context

_HUNDREDTH = Decimal("0.01")
_PROPOSALS = {
    "nothing": None,
    "adjust": Words("proposal: adjust", "建议调整"),
    "end": Words("proposal: end", "建议解除"),
    "replace": Words("proposal: replace", "建议更换"),
}


def evaluations(context: Context, period: Period) -> Sheet:
    """List the evaluations of a period: methods, counts, marks, grade, signatures (C21-3.6-2 … C21-3.6-5, B-19)."""
    columns = (
        *(Column("kind", Words("Evaluation", "评议")), c.COMMUNITY, c.PERSON, c.NAME),
        *(Column("methods", Words("Methods", "方式")), Column("present", Words("At the meeting", "到会人数"), "whole")),
        *(
            Column("delivered", Words("Sheets", "发出问卷"), "whole"),
            Column("valid", Words("Valid", "有效问卷"), "whole"),
            Column("satisfied", Words("Satisfied %", "满意率（%）"), "percent"),
        ),
        Column("marks", Words("Marks", "各项得分")),
        *(Column("grade", Words("Grade", "等次")), Column("proposal", Words("Proposal", "建议"))),
        Column("unsigned", Words("Still to sign", "未签字")),
        Column("concluded_on", Words("Concluded on", "确定日"), "day"),
    )
    rows = []
    for community in context.communities:
        for record in sorted(community.book.evaluations.values(), key=lambda found: (found.kind, found.person)):
            rule = context.policy.evaluation(record.kind)
            if rule is None or record.period != period:
                continue
            concluded = context.known(record.concluded_on)
            labels = {method.id: method.label for method in rule.methods}
            rows.append(
                (
                    *(rule.label, community.book.community.name, record.person, context.name(record.person)),
                    "、".join(labels.get(method, method) for method in record.methods),
                    record.meeting.present if record.meeting else None,
                    *_answers(record.answers),
                    _marks(rule, record),
                    *(_graded(rule, record.grade, context) if concluded else (None, None)),
                    *(_unsigned(rule, record, context), concluded),
                )
            )
    return Sheet(columns, tuple(rows))


def _marks(rule: EvaluationRule, record: Evaluation) -> str | None:
    """Write the mark of each factor behind its label."""
    labels = {factor.id: factor.label for factor in rule.factors}
    return "、".join(f"{labels.get(one.factor, one.factor)}{one.mark:f}" for one in record.marks) or None


def _unsigned(rule: EvaluationRule, record: Evaluation, context: Context) -> str | None:
    """Name the units whose signature is still missing on the day."""
    signed = [one.unit for one in record.signoffs if context.known(one.on)]
    labels = {unit.id: unit.label for unit in rule.signoffs.units} if rule.signoffs else {}
    return "、".join(labels.get(unit, unit) for unit in signoffs_missing(rule, signed, record.period.last)) or None


def _answers(answers: AnswerCounts | None) -> tuple[int | None, int | None, Decimal | None]:
    """Return sheets, valid sheets and the share of those at least basically satisfied; none valid has no share."""
    if answers is None:
        return None, None, None
    content = answers.satisfied + answers.basically
    valid = content + answers.not_satisfied
    share = (Decimal(content * 100) / valid).quantize(_HUNDREDTH, ROUND_HALF_UP) if valid else None
    return answers.delivered, valid, share


def _graded(rule: EvaluationRule, grade: str | None, context: Context) -> tuple[str | None, Words | None]:
    found = rule.grade(grade) if grade else None
    if found is None:
        return None, None
    proposed = found.proposes.on(context.as_of)
    return found.label, _PROPOSALS[proposed] if proposed else None
