"""Which key of a record a problem is about, so that the line of that key can be shown.

Knows the checks by id; a record's place is that of its first key, and no more is kept of it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from generator.problems import Problem

_KEYS = {
    "unknown-jurisdiction": "jurisdictions",
    "unknown-policy": "policy",
    "unknown-level": "level",
    "misplaced-place": "parent",
    "place-loop": "parent",
    "too-many-places": "places",
    "wrong-place-level": "places",
    "overlapping-appointments": "from",
    "same-person-twice": "from",
    "unknown-appointment": "appointment",
    "unknown-decision": "decision",
    "replaced-without-decision": "ground",
    "proposer-decides": "decided_by",
    "consent-withdrawn-before-given": "withdrawn_on",
    "story-without-consent": "published_on",
    "unknown-activity": "activity",
    "nothing-counted": "count",
    "wrong-entry-place": "place",
    "date-outside-month": "date",
    "policy-not-in-force": "date",
    "not-in-post": "leader",
    "role-needed": "leader",
    "duplicate-claim": "event",
    "exclusive-items": "event",
    "same-event-other-item": "event",
    "negative-points": "points",
    "points-below-least": "points",
    "points-above-most": "points",
    "points-off-step": "points",
    "door-number-code": "households",
    "refused-unchecked": "rejected",
    "overlapping-verifications": "first",
    "recorder-verifies": "by",
    "verified-before-event": "on",
    "requester-approves": "approved_by",
    "restated-missing": "effect",
    "restated-not-wanted": "restated",
    "correction-of-unpublished": "approved_on",
    "preparer-approves": "approved_by",
    "close-before-period-ends": "closed_on",
    "close-out-of-order": "closed_on",
    "closed-after-published": "published_on",
    "unknown-case": "case",
    "condition-not-met": "met",
    "unknown-grade": "grade",
    "grade-too-low": "grade",
    "unknown-notice": "notice",
    "misplaced-notice": "places",
    "notice-closes-before-it-opens": "closes",
    "notice-window-too-short": "closes",
    "working-days-differ": "working_days",
    "notice-window-too-long": "closes",
    "too-few-supporters": "supporters",
    "unknown-organisation": "organisation",
    "opinion-negative": "agrees",
    "decided-too-early": "on",
    "decided-despite-objection": "on",
    "wrong-station-place": "place",
    "wrong-station-name": "name",
    "second-station": "place",
    "too-many-stations": "places",
    "head-not-staff": "role",
    "head-before-review": "from",
    "group-head-not-elected": "role",
    "unknown-meeting": "meetings",
    "meeting-outside-month": "on",
    "excuse-missing": "state",
    "called-twice": "person",
    "recorded-twice": "leader",
    "recorder-checks": "checked_by",
    "unknown-escalation-level": "level",
    "faulty-choice": "chosen",
    "unsigned-choice": "signed",
    "objection-before-notice": "lodged_on",
    "objection-decided-before-lodged": "decided_on",
    "year-not-over": "frozen_on",
    "unknown-batch": "replaces",
    "sent-too-early": "sent_on",
    "push-overdue": "sent_on",
    "decision-outside-tie": "chosen",
    "warning-without-run": "until",
    "talk-by-somebody-else": "by",
    "survey-of-wrong-period": "period",
    "survey-twice": "period",
    "surveyed-not-in-post": "person",
    "votes-do-not-add-up": "present",
    "vote-result-differs": "result",
    "barred-from-selection": "result",
    "figure-above-total": "count",
    "printed-share-differs": "printed",
    "not-ready-for-duty": "from",
    "kit-before-training": "from",
    "not-a-mediator": "mediator",
    "list-of-wrong-period": "period",
    "list-at-wrong-level": "place",
    "certificate-missing": "person",
    "certificate-twice": "certificate",
    "name-separator": "name",
    "unusual-name-character": "name",
    "claim-too-late": "submitted_on",
    "claimed-outside-month": "date",
    "item-not-open": "date",
    "judgement-unsigned": "activity",
    "resident-without-account": "subject",
    "decision-without-reason": "result",
    "late-appeal-upheld": "lodged_on",
    "redemption-cost-differs": "cost",
    "unknown-festival": "name",
    "points-transferred": "used_by",
    "notice-taken-down": "on",
    "agreement-unsigned": "from",
}
_NAMED = {
    "unknown-place": "key",
    "unknown-office": "key",
    "unknown-clause": "key",
    "unknown-code": "key",
    "unknown-station-code": "key",
    "undefined-code": "key",
    "unknown-staff": "key",
    "unknown-person": "key",
    "unknown-role": "key",
    "surplus-entry-key": "key",
    "future-date": "key",
    "misfit-period": "key",
    "pay-run-unsigned": "given",
    "unknown-assumption": "key",
    "faulty-calendar": "key",
    "calendar-without-paper": "key",
    "published-row-differs": "key",
    "told-before-event": "later",
    "days-out-of-order": "later",
    "impossible-step": "key",
    "unmet-guard": "key",
}
"""Checks whose sentence names the key, and the slot in which it stands."""


_LISTED = {"faulty-calendar": "day", "calendar-without-paper": "text", "undefined-code": "id"}
"""Checks whose key may hold a list, and the slot with the member that is meant."""


def key_of(problem: Problem) -> str:
    """Return the key that a problem is about; empty where it is about the whole record."""
    slot = _NAMED.get(problem.check)
    if slot is not None:
        return str(dict(problem.message.values).get(slot, ""))
    return _KEYS.get(problem.check, "")


def member_of(problem: Problem) -> str:
    """Return the member of a list that a problem is about; empty where it is about no member."""
    slot = _LISTED.get(problem.check)
    return str(dict(problem.message.values).get(slot, "")) if slot is not None else ""


def known_ids() -> frozenset[str]:
    """Return the ids of the checks that this module speaks of."""
    return frozenset(_KEYS) | frozenset(_NAMED) | frozenset(_LISTED)
