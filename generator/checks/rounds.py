"""Faults of award rounds and credit batches as recorded: days, signatures, what replaces what.

Knows the policy's window for a push; knows no score.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.awards import push_state, push_window
from generator.checks.walking import cite, nearest
from generator.problems import Problem, Severity, msg

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from generator.ledger import JurisdictionBook, Ledger
    from generator.periods import Period
    from generator.policies.pack import Policy
    from generator.records.outcomes import AwardRound


def _rounds(ledger: Ledger) -> Iterator[tuple[JurisdictionBook, Period, AwardRound]]:
    for book in ledger.jurisdictions.values():
        for year, award in book.awards.items():
            yield book, year, award


def year_not_over(ledger: Ledger, _as_of: date) -> Iterator[Problem]:
    """An award round was frozen before its year was over.

    Why: the round rests on the scores of the whole year.
    Fix: freeze it on the last day of the year or later.
    """
    for _, year, award in _rounds(ledger):
        if award.frozen_on < year.last:
            yield Problem(
                "year-not-over",
                award.origin,
                msg("Frozen on {day}, before {year} was over.", day=award.frozen_on.isoformat(), year=year.words),
                msg("Freeze it on {day} or later.", day=year.last.isoformat()),
            )


def half_confirmed_round(ledger: Ledger, _as_of: date) -> Iterator[Problem]:
    """A round has the day of confirmation and not who confirmed, or the other way round.

    Why: a list is final only when somebody signed it (G-12).
    Fix: give both, or neither.
    """
    for _, _, award in _rounds(ledger):
        if (award.confirmed_on is None) != (award.confirmed_by is None):
            absent = "confirmed_on" if award.confirmed_on is None else "confirmed_by"
            yield Problem(
                "half-confirmed-round",
                award.origin,
                msg("The lists are half signed: {absent}: is missing.", absent=absent),
                msg(
                    "Write {absent}: as it was signed, or delete the other line until the lists are confirmed.",
                    absent=absent,
                ),
            )


def unknown_batch(ledger: Ledger, _as_of: date) -> Iterator[Problem]:
    """A credit batch replaces one that does not exist, or itself.

    Why: a correction must name what it replaces.
    Fix: correct `replaces:`.
    """
    for book in ledger.jurisdictions.values():
        for name, batch in book.credit.items():
            known = set(book.credit) - {name}
            if batch.replaces is not None and batch.replaces not in known:
                yield Problem(
                    "unknown-batch",
                    batch.origin,
                    msg("There is no other batch {id}.", id=batch.replaces),
                    nearest(batch.replaces, known),
                )


def sent_too_early(ledger: Ledger, as_of: date) -> Iterator[Problem]:
    """A credit batch was sent before its window opened.

    Why: the policy sends the lists of a year after its end, within a window.
    Fix: correct `sent_on:`.
    """
    for policy, book, name, state, (opens, closes) in _pushes(ledger, as_of):
        if state == "too_early":
            yield _push("sent-too-early", policy, book, name, Severity.ERROR, (opens, closes))


def push_overdue(ledger: Ledger, as_of: date) -> Iterator[Problem]:
    """A credit batch was sent after its window closed, or is still not sent.

    Why: the policy names the last day; that day is in time (G-17).
    Fix: send the batch, and note why it was late.
    """
    for policy, book, name, state, window in _pushes(ledger, as_of):
        if state == "overdue":
            yield _push("push-overdue", policy, book, name, Severity.WARNING, window)


def _pushes(ledger: Ledger, as_of: date) -> Iterator[tuple[Policy, JurisdictionBook, str, str, tuple[date, date]]]:
    for book in ledger.jurisdictions.values():
        policy = book.policy
        push = policy.pack.credit if policy else None
        replaced = {batch.replaces for batch in book.credit.values()}
        for name, batch in book.credit.items():
            opens = push.opens.on(batch.year.last) if push else None
            closes = push.closes.on(batch.year.last) if push else None
            if policy is None or opens is None or closes is None or name in replaced:
                continue
            window = push_window(batch.year, opens, closes)
            state = push_state(window, batch.sent_on, as_of)
            if batch.replaces is None or state == "too_early":
                yield policy, book, name, state, window


def _push(
    check: str,
    policy: Policy,
    book: JurisdictionBook,
    name: str,
    severity: Severity,
    window: tuple[date, date],
) -> Problem:
    batch = book.credit[name]
    message = (
        msg("The batch of {year} is not sent yet.", year=batch.year.words)
        if batch.sent_on is None
        else msg("The batch of {year} was sent on {day}.", year=batch.year.words, day=batch.sent_on.isoformat())
    )
    return Problem(
        check,
        batch.origin,
        message,
        msg("It is sent from {opens} to {closes}.", opens=window[0].isoformat(), closes=window[1].isoformat()),
        severity,
        cite(policy, policy.pack.credit.clause) if policy.pack.credit else "",
    )
