"""Faults of objections to notices, and of records that name a notice.

Knows days and decisions; knows nothing of windows.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.checks.walking import communities, jurisdictions, nearest, notices
from generator.problems import Problem, msg

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from generator.ledger import Ledger
    from generator.problems import Message
    from generator.records.base import Record
    from generator.records.selection import Notice, Objection


def unknown_notice(ledger: Ledger, _as_of: date) -> Iterator[Problem]:
    """A record names a notice that does not exist.

    Why: what was shown to residents must be findable.
    Fix: correct the id, or write the notice below `notices/`.
    """
    for book, community in communities(ledger):
        known = set(community.notices) | set(book.notices)
        named: list[tuple[Record, str | None]] = [(c, c.objection) for c in community.corrections.values()]
        named += [(step, step.notice) for case in community.cases.values() for step in case.steps]
        named += [(notice, notice.corrects) for notice in community.notices.values()]
        for record, given in named:
            if given is not None and given not in known and not community.is_broken(f"notices/{given}.yaml"):
                yield _unknown_notice(record, given, known)
    for book in jurisdictions(ledger):
        for notice in book.notices.values():
            if notice.corrects is not None and notice.corrects not in book.notices:
                yield _unknown_notice(notice, notice.corrects, set(book.notices))


def _unknown_notice(record: Record, given: str, known: set[str]) -> Problem:
    return Problem("unknown-notice", record.origin, msg("There is no notice {id}.", id=given), nearest(given, known))


def objection_before_notice(ledger: Ledger, _as_of: date) -> Iterator[Problem]:
    """An objection was lodged before the notice was put up.

    Why: nobody objects to what was not shown; one of the days is a slip.
    Fix: correct `lodged_on:`.
    """
    for notice, objection in _objections(ledger):
        if objection.lodged_on < notice.opens:
            yield _objected(
                "objection-before-notice",
                objection,
                msg("Objection {id}: lodged before the notice was put up.", id=objection.id),
                msg("Correct lodged_on:, or opens: of the notice."),
            )


def objection_decided_before_lodged(ledger: Ledger, _as_of: date) -> Iterator[Problem]:
    """An objection was decided before it was lodged.

    Why: one of the days is a slip.
    Fix: correct `lodged_on:` or `decided_on:`.
    """
    for _, objection in _objections(ledger):
        if objection.decided_on is not None and objection.decided_on < objection.lodged_on:
            yield _objected(
                "objection-decided-before-lodged",
                objection,
                msg("Objection {id}: decided before it was lodged.", id=objection.id),
                msg("Correct lodged_on: or decided_on:."),
            )


def objection_undecided(ledger: Ledger, _as_of: date) -> Iterator[Problem]:
    """The result of a notice was told while an objection was open.

    Why: every objection is answered before the result.
    Fix: decide the objection, with day, post, decision and answer.
    """
    for notice, objection in _objections(ledger):
        told = notice.result.on if notice.result is not None else None
        if told is not None and (objection.decided_on is None or objection.decided_on > told):
            yield _objected(
                "objection-undecided",
                objection,
                msg("Objection {id}: still open when the result was told.", id=objection.id),
                msg("Decide it first: decided_on:, decided_by:, decision: and answer:."),
            )


def half_decided_objection(ledger: Ledger, _as_of: date) -> Iterator[Problem]:
    """An objection's decision is told only in part.

    Why: a decision has a day, somebody who took it, an outcome and an answer.
    Fix: add what is missing, or take the rest out until it is decided.
    """
    for _, objection in _objections(ledger):
        parts = {key: getattr(objection, key) for key in ("decided_on", "decided_by", "decision", "answer")}
        absent = [key for key, value in parts.items() if value is None]
        if 0 < len(absent) < len(parts):
            yield _objected(
                "half-decided-objection",
                objection,
                msg("Objection {id}: {keys} is missing.", id=objection.id, keys=", ".join(absent)),
                msg("Add it, or take the rest of the decision out until it is decided."),
            )


def _objections(ledger: Ledger) -> Iterator[tuple[Notice, Objection]]:
    for _, notice, _, _ in notices(ledger):
        for objection in notice.objections:
            yield notice, objection


def _objected(check: str, objection: Objection, message: Message, fix: Message) -> Problem:
    return Problem(check, objection.origin, message, fix)
