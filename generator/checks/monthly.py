"""Faults of monthly claims: who claims what and when, how it was decided, appeals and corrections.

Knows the faults that the claims engine finds, and says them; computes no point.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.checks.claim_lines import found_in_claims
from generator.checks.walking import cite, spots
from generator.problems import Problem, msg

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from generator.checks.claim_lines import Found
    from generator.ledger import Ledger
    from generator.problems import Message


def _problem(found: Found, message: Message, fix: Message, clause: str | None = None) -> Problem:
    rules = found.policy.pack.claims
    cited = clause or (rules.clause if rules else "")
    return Problem(found.fault.check, found.fault.record.origin, message, fix, clause=cite(found.policy, cited))


def claims_without_rules(ledger: Ledger, _as_of: date) -> Iterator[Problem]:
    """A community has claims, and its policy has no rules of claims.

    Why: nothing would come of them, and nobody would notice.
    Fix: delete the file, or name the policy that was meant.
    """
    for policy, _, community in spots(ledger):
        for sheet in community.claims.values() if policy.pack.claims is None else ():
            yield Problem(
                "claims-without-rules",
                sheet.origin,
                msg("{policy} knows no claims by the month.", policy=policy.pack.short_title),
                msg("Delete the file, or name the policy that was meant in jurisdiction.yaml."),
            )


def claim_twice(ledger: Ledger, _as_of: date) -> Iterator[Problem]:
    """A leader has two claims in one month.

    Why: there is one claim for a month; what was left out is added by a correction.
    Fix: join the two, or write a supplement below `claim_corrections/`.
    """
    for found in found_in_claims(ledger, "claim-twice"):
        yield _problem(
            found,
            msg("{leader} has claimed for {month} already.", leader=found.fault.leader, month=found.fault.month.text),
            msg("Join the two claims; after the review add a supplement below claim_corrections/."),
        )


def claim_too_late(ledger: Ledger, _as_of: date) -> Iterator[Problem]:
    """A claim came in after its last day, or after the year was closed.

    Why: it earns nothing any more, and must not look as if it did.
    Fix: correct `submitted_on:`, or delete the claim.
    """
    for found in found_in_claims(ledger, "claim-too-late"):
        rules = found.policy.pack.claims
        limit = rules.due_days.dated(found.fault.month.last) if rules else None
        yield _problem(
            found,
            msg(
                "The claim of {leader} for {month} came on {given}; the last day was {last}.",
                leader=found.fault.leader,
                month=found.fault.month.text,
                given=f"{found.fault.given}",
                last=f"{found.fault.last_day}",
            ),
            msg("Correct submitted_on: where it is a slip; else delete the claim, which earns nothing any more."),
            limit.clause if limit else None,
        )


def claimed_outside_month(ledger: Ledger, _as_of: date) -> Iterator[Problem]:
    """A line is claimed for another month than the one in which it happened.

    Why: points belong to the month of the deed (G-19).
    Fix: correct the day, or claim it in its own month.
    """
    for found in found_in_claims(ledger, "claimed-outside-month"):
        yield _problem(
            found,
            msg(
                "Line {line} of {leader} did not happen in {month}.",
                line=found.fault.line,
                leader=found.fault.leader,
                month=found.fault.month.text,
            ),
            msg("Correct date:, or claim it in the file of its own month."),
        )


def item_not_open(ledger: Ledger, _as_of: date) -> Iterator[Problem]:
    """A temporary item is claimed for a day on which it did not hold.

    Why: a temporary item has a first and a last day, and those alone count.
    Fix: correct the day or the activity, or delete the line.
    """
    for found in found_in_claims(ledger, "item-not-open"):
        item = found.fault.item
        yield _problem(
            found,
            msg(
                "Line {line} of {leader}: the item {item} does not hold on that day.",
                line=found.fault.line,
                leader=found.fault.leader,
                item=item.label if item else "",
            ),
            msg("Correct date: or activity:, or delete the line."),
            item.clause if item else None,
        )


def judgement_unsigned(ledger: Ledger, _as_of: date) -> Iterator[Problem]:
    """Points given by judgement lack the points, the reason or somebody else's approval.

    Why: what is given by judgement rests on a reason and on a second person (G-28).
    Fix: add `points:`, `reason:` and `approved_by:` with a post other than the leader.
    """
    for found in found_in_claims(ledger, "judgement-unsigned"):
        item = found.fault.item
        yield _problem(
            found,
            msg(
                "Line {line} of {leader} needs points, a reason and the approval of somebody else.",
                line=found.fault.line,
                leader=found.fault.leader,
            ),
            msg("Add points:, reason: and approved_by:."),
            item.clause if item else None,
        )


def resident_without_account(ledger: Ledger, _as_of: date) -> Iterator[Problem]:
    """A resident claims points, and the policy has no accounts for residents.

    Why: residents earn points only where the policy switches that on.
    Fix: delete the claim, or set `resident_accounts` in the policy.
    """
    for found in found_in_claims(ledger, "resident-without-account"):
        rules = found.policy.pack.claims
        setting = rules.resident_accounts.dated(found.fault.month.last) if rules else None
        yield _problem(
            found,
            msg("{leader} claims as a resident; residents have no points here.", leader=found.fault.leader),
            msg("Delete the claim, or set resident_accounts: in the policy."),
            setting.clause if setting else None,
        )


def same_hand(ledger: Ledger, _as_of: date) -> Iterator[Problem]:
    """Somebody decided about points that the same person claimed, recorded, proposed or asked for.

    Why: two pairs of eyes see more than one (G-28).
    Fix: have somebody else decide.
    """
    for found in found_in_claims(ledger, "same-hand"):
        reuse = found.policy.pack.reuse
        setting = reuse.four_eyes.dated(found.fault.month.last) if reuse else None
        if setting is not None and setting.value:
            yield _problem(
                found,
                msg(
                    "{line} of {leader}: the one who decides has also claimed, recorded or proposed it.",
                    line=found.fault.line,
                    leader=found.fault.leader,
                ),
                msg("Have somebody else decide, and name that post."),
                setting.clause,
            )


def decision_without_reason(ledger: Ledger, _as_of: date) -> Iterator[Problem]:
    """A line was refused or amended without a reason.

    Why: the leader must be told why, and may appeal against it.
    Fix: add `reason:`.
    """
    for found in found_in_claims(ledger, "decision-without-reason"):
        yield _problem(
            found,
            msg(
                "{line} of {leader} is refused or amended without a reason.",
                line=found.fault.line,
                leader=found.fault.leader,
            ),
            msg("Add reason: to the decision."),
        )


def late_appeal_upheld(ledger: Ledger, _as_of: date) -> Iterator[Problem]:
    """An appeal that came outside the display was upheld.

    Why: an appeal is in time up to the last day of the display; a later one is refused as late.
    Fix: dismiss it; a mistake is put right by a correction.
    """
    for found in found_in_claims(ledger, "late-appeal-upheld"):
        rules = found.policy.pack.claims
        yield _problem(
            found,
            msg(
                "The appeal {appeal} of {leader} was not lodged within the display.",
                appeal=found.fault.line,
                leader=found.fault.leader,
            ),
            msg("Write dismissed; put a mistake right below claim_corrections/."),
            rules.display.clause if rules else None,
        )
