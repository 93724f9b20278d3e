"""Signatures and displays that are missing although something rests on them already.

Knows who must sign agreements and pay runs and how long a list must hang; what evaluations need is in `evaluations`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.checks.walking import cite, notices, spots
from generator.problems import Problem, Severity, Words, msg

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from generator.checks.walking import Posted
    from generator.ledger import Ledger
    from generator.policies.pack import Policy
    from generator.problems import Message
    from generator.records.payment import PayRun
    from generator.records.service import Agreement

_CHECKED, _APPROVED = Words("the check", "复核"), Words("the approval", "批准")
_SIDES = {"signed_a_on": Words("the community", "社区（甲方）"), "signed_b_on": Words("the leader", "本人（乙方）")}


def sides_missing(agreement: Agreement) -> tuple[str, ...]:
    """Return the keys of the signatures that an agreement still lacks."""
    return tuple(key for key in _SIDES if getattr(agreement, key) is None)


def agreement_unsigned(ledger: Ledger, as_of: date) -> Iterator[Problem]:
    """The term of an agreement has begun and one side, or neither, has signed.

    Why: the agreement takes effect, and its allowance begins, with the later of the two signatures.
    Fix: let the other side sign and record the day, or take the file out where nothing came of it.
    """
    for policy, _, community in spots(ledger):
        rule = policy.pack.staffing.agreement if policy.pack.staffing else None
        for agreement in community.agreements.values() if rule else ():
            missing = sides_missing(agreement)
            if rule is not None and missing and agreement.from_ <= as_of <= agreement.to:
                yield Problem(
                    "agreement-unsigned",
                    agreement.origin,
                    msg(
                        "The agreement of {person} runs since {day}, and the signature of {side} is missing.",
                        person=agreement.person,
                        day=agreement.from_.isoformat(),
                        side=_SIDES[missing[0]],
                    ),
                    msg("Let the side sign and write {key}: with the day of the signature.", key=missing[0]),
                    Severity.WARNING,
                    cite(policy, rule.clause),
                )


def pay_run_unsigned(ledger: Ledger, _as_of: date) -> Iterator[Problem]:
    """A pay run has the day of a check or approval without the post that signed, or the post without the day.

    Why: money is paid on signatures; a day alone does not say whose.
    Fix: write both, or neither until it is signed.
    """
    for policy, _, community in spots(ledger):
        money = policy.pack.money
        for run in community.pay_runs.values():
            for what, given, absent in _half_signed(run):
                yield Problem(
                    "pay-run-unsigned",
                    run.origin,
                    msg(
                        "{what} has {given}: and no {absent}:, so its signature is missing.",
                        what=what,
                        given=given,
                        absent=absent,
                    ),
                    msg(
                        "Write {absent}: from the signed sheet, or delete {given}: until it is signed.",
                        absent=absent,
                        given=given,
                    ),
                    clause=cite(policy, money.clause) if money else "",
                )


def _half_signed(run: PayRun) -> Iterator[tuple[Words, str, str]]:
    for what, by, on in ((_CHECKED, "checked_by", "checked_on"), (_APPROVED, "approved_by", "approved_on")):
        for given, absent in ((by, on), (on, by)):
            if getattr(run, given) is not None and getattr(run, absent) is None:
                yield what, given, absent


def notice_taken_down(ledger: Ledger, _as_of: date) -> Iterator[Problem]:
    """A list was taken down before its last day, and its result is told or the selection went on all the same.

    Why: residents have the whole display to look and object; what rests on a shorter one can be contested.
    Fix: put the list up again by a new notice for its full time, and let the result rest on that one.
    """
    for posted in notices(ledger):
        notice, policy = posted.notice, posted.book.policy
        if notice.withdrawn is None or notice.kind == "general" or notice.withdrawn.on > notice.closes:
            continue
        rests = next(_resting_on(posted), None)
        if rests is not None:
            yield Problem(
                "notice-taken-down",
                notice.withdrawn.origin,
                msg(
                    "The list was taken down on {day}, before its last day {closes}, and {rests}.",
                    day=notice.withdrawn.on.isoformat(),
                    closes=notice.closes.isoformat(),
                    rests=rests,
                ),
                msg("Put it up again by a new notice for its full time, and let the result rest on that one."),
                clause=_clause(policy, posted) if policy is not None else "",
            )


def _resting_on(posted: Posted) -> Iterator[Message]:
    if posted.notice.result is not None:
        yield msg("its result is told all the same")
    for name, case in posted.community.cases.items() if posted.community is not None else ():
        shown = next((number for number, step in enumerate(case.steps) if step.notice == posted.id), None)
        if shown is not None and case.steps[shown + 1 :]:
            yield msg("the selection {case} went on all the same", case=name)


def _clause(policy: Policy, posted: Posted) -> str:
    publicity = policy.pack.selection.publicity if policy.pack.selection is not None else None
    if posted.notice.kind == "candidates" and publicity is not None:
        return cite(policy, publicity.clause)
    if posted.notice.kind == "points" and policy.pack.claims is not None:
        return cite(policy, policy.pack.claims.display.clause)
    return cite(policy, posted.notice.clause) if posted.notice.clause is not None else ""
