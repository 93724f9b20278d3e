"""Values that a policy leaves open although something rests on them.

Knows which settings of the pack format may stay open; every other one is needed, in whatever section it stands.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from generator.checks.walking import cite, title, within
from generator.policies.claims import RedemptionRules
from generator.policies.items import DistinctCap, Item, PeriodCap
from generator.policies.money import MonthCount
from generator.policies.outcomes import Inactivity
from generator.policies.selection import Publicity
from generator.policies.settings import Setting
from generator.problems import Problem, msg
from generator.records.base import ORIGIN, Record

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from generator.ledger import Ledger
    from generator.policies.pack import Policy
    from generator.policies.settings import DatedValue, UnsetSettingError
    from generator.problems import Message, Source

MAY_STAY_OPEN: dict[str, frozenset[str]] = {
    "AgeAtMost": frozenset({"waived_to"}),
    "AgeFigure": frozenset({"least", "most"}),
    "AgreementRule": frozenset({"copies", "expiry_notice_days"}),
    "BasicPoints": frozenset({"duties"}),
    "ClaimRules": frozenset({"due_days", "step"}),
    "DistinctCap": frozenset({"times"}),
    "Escalation": frozenset({"hours"}),
    "EventCount": frozenset({"early"}),
    "Factor": frozenset({"weight"}),
    "FeedbackRules": frozenset({"answer_days", "survey_months", "least_answers", "review_months"}),
    "FilingRule": frozenset({"days"}),
    "GradeFactor": frozenset({"factor"}),
    "Inactivity": frozenset({"months"}),
    "Item": frozenset({"valid_from", "valid_until"}),
    "Limits": frozenset({"issue_days", "incident_hours", "story_months"}),
    "MinHeadcount": frozenset({"people"}),
    "Participation": frozenset({"points_per_person"}),
    "PeriodCap": frozenset({"times"}),
    "Periods": frozenset({"publish_within_days"}),
    "Publicity": frozenset({"days"}),
    "Recruitment": frozenset({"days"}),
    "RequiredPost": frozenset({"grace_days"}),
    "RewardPoints": frozenset({"most"}),
    "Selection": frozenset({"incumbent_review"}),
    "SurveyRule": frozenset({"least_answers"}),
    "Term": frozenset({"elections"}),
    "TopUp": frozenset({"most"}),
    "VoteRule": frozenset({"quorum"}),
    "WorkSystem": frozenset({"every"}),
}
"""Settings whose being open has a meaning of its own: no cap, no limit, no least number, or a value that is only shown.

What a record needs of them is asked for where it is needed, such as the factor of a grade that somebody was given.
"""


def unset_setting(ledger: Ledger, _as_of: date) -> Iterator[Problem]:
    """A value that something in the policy rests on is unset, and a jurisdiction is under the policy.

    Why: what the text leaves out is never filled in silently; the feature stands still until it is set (G-16).
    Fix: give the value with `status: assumed` and the default it rests on, or take the part out of the pack.
    """
    used = {book.jurisdiction.policy for book in ledger.jurisdictions.values()}
    for name, policy in ledger.policies.items():
        if name not in used:
            continue
        if policy.pack.in_force_from is None:
            fix = msg("Write the policy's first day in force.")
            yield _unset(policy.pack, "in_force_from", policy.pack.origin, fix)
        yield from _needed(policy)


def asked_for(ledger: Ledger, error: UnsetSettingError) -> Iterator[Problem]:
    """Tell of the open value that a record asked for, in the same words, whether or not it may stay open otherwise."""
    for policy in ledger.policies.values():
        for record in within(policy.pack):
            for name, info in type(record).model_fields.items():
                value = getattr(record, name)
                if isinstance(value, Setting) and any(dated is error.dated for dated in value):
                    yield _open(policy, record, info.alias or name, error.dated)


def _needed(policy: Policy) -> Iterator[Problem]:
    for record, key, setting in needed_settings(policy.pack):
        for dated in setting:
            if dated.value is None:
                yield _open(policy, record, key, dated)


def _open(policy: Policy, record: Record, key: str, dated: DatedValue[Any]) -> Problem:
    fix = msg("Give a value with status: assumed, or take this part out of the pack.")
    return _unset(record, key, dated.origin, fix, cite(policy, dated.clause))


def _unset(record: Record, key: str, source: Source, fix: Message, clause: str = "") -> Problem:
    message = msg("{key} ({title}) is needed and unset.", key=key, title=title(record, key))
    return Problem("unset-setting", source, message, fix, clause=clause)


def needed_settings(part: object) -> Iterator[tuple[Record, str, Setting[Any]]]:
    """Yield every setting of a part of a pack that must have a value, with the record and key that hold it."""
    if isinstance(part, tuple):
        for member in part:
            yield from needed_settings(member)
    elif isinstance(part, Record) and not _sleeps(part):
        idle = MAY_STAY_OPEN.get(type(part).__name__, frozenset()) | _unasked(part)
        for name, info in type(part).model_fields.items():
            value = getattr(part, name)
            if isinstance(value, Setting):
                if name not in idle:
                    yield part, info.alias or name, value
            elif name != ORIGIN:
                yield from needed_settings(value)


def _sleeps(part: Record) -> bool:
    """Tell whether a part does nothing as long as one value of it is open: a cap, an alert, a temporary item."""
    switch: Setting[Any] | None = None
    if isinstance(part, Item):
        switch = part.valid_from
    elif isinstance(part, DistinctCap | PeriodCap):
        switch = part.times
    elif isinstance(part, Inactivity):
        switch = part.months
    return switch is not None and all(dated.value is None for dated in switch)


def _unasked(part: Record) -> frozenset[str]:
    """Return the keys that are not asked for because of another value of the same part."""
    if isinstance(part, RedemptionRules) and not any(dated.value for dated in part.enabled):
        return frozenset(type(part).model_fields) - {"enabled"}
    if isinstance(part, RedemptionRules) and all(dated.value == "carry_over" for dated in part.reset):
        return frozenset({"reset_on", "grace_days", "reset_after_grace"})
    if isinstance(part, Publicity) and all(dated.value is None for dated in part.days):
        return frozenset({"day_type"})
    if isinstance(part, MonthCount) and all(dated.value != "holder_on_day" for dated in part.rule):
        return frozenset({"day"})
    return frozenset()
