"""Faults of days that hold for records of every kind: in the future, or against the order of things.

Knows which keys name a day on which something happened; knows nothing of windows or limits.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from generator.checks.claim_lines import days_of_claims
from generator.checks.gathered import gathered
from generator.checks.walking import candidates, communities, jurisdictions, notices, title
from generator.policies.outcomes import LastPlaceRun
from generator.problems import Problem, msg

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from generator.ledger import CommunityBook, JurisdictionBook, Ledger
    from generator.periods import Kind, Period
    from generator.policies.pack import Policy
    from generator.records.activity import Fact
    from generator.records.base import Record


class _Happened(NamedTuple):
    record: Fact
    key: str
    day: date | None


def future_date(ledger: Ledger, as_of: date) -> Iterator[Problem]:
    """Something is said to have happened on a day that is still to come.

    Why: records are facts; what will happen is not one yet.
    Fix: correct the day, or write the record when it has happened.
    """
    for record, key, day in _happened(ledger, as_of):
        if day is not None and day > as_of:
            yield Problem(
                "future-date",
                record.origin,
                msg(
                    "{key} ({title}): {day} is after {today}.",
                    key=key,
                    title=title(record, key),
                    day=day.isoformat(),
                    today=as_of.isoformat(),
                ),
                msg("Correct the day, or write the record when it has happened."),
            )


def _happened(ledger: Ledger, as_of: date) -> Iterator[_Happened]:
    """Yield what happened; entries only where one of them has a day after `as_of`."""
    for _, community in communities(ledger):
        yield from _deeds(community, as_of)
        yield from _activity(community)
        yield from _selection(community)
        yield from _outcomes(community)
        yield from (_Happened(*day) for day in days_of_claims(community))
        yield from _standing(community)
    for _, notice, _, _ in notices(ledger):
        for objection in notice.objections:
            yield _Happened(objection, "lodged_on", objection.lodged_on)
            yield _Happened(objection, "decided_on", objection.decided_on)
        if notice.result is not None:
            yield _Happened(notice.result, "on", notice.result.on)
        if notice.withdrawn is not None:
            yield _Happened(notice.withdrawn, "on", notice.withdrawn.on)
    for book in jurisdictions(ledger):
        for award in book.awards.values():
            yield _Happened(award, "confirmed_on", award.confirmed_on)
            for decision in award.tie_decisions:
                yield _Happened(decision, "on", decision.on)
        for batch in book.credit.values():
            yield _Happened(batch, "sent_on", batch.sent_on)
        yield from _above(book)


def _above(book: JurisdictionBook) -> Iterator[_Happened]:
    for chosen in book.award_lists.values():
        yield _Happened(chosen, "decided_on", chosen.decided_on)
    for figures in book.figures.values():
        yield _Happened(figures, "on", figures.on)


def _standing(community: CommunityBook) -> Iterator[_Happened]:
    for survey in community.surveys.values():
        yield _Happened(survey, "held_on", survey.held_on)
    for project in community.projects.values():
        yield _Happened(project, "proposed_on", project.proposed_on)
        yield _Happened(project, "decided_on", project.decided_on)
    for team in community.teams.values():
        yield _Happened(team, "founded_on", team.founded_on)


def _deeds(community: CommunityBook, as_of: date) -> Iterator[_Happened]:
    found = gathered(community)
    for key in ("date", "known_on", "told_on"):
        if any(day is not None and day > as_of for day in found.named(key)):
            yield from (_Happened(entry, key, getattr(entry, key)) for entry in found.having(key))


def _activity(community: CommunityBook) -> Iterator[_Happened]:
    for sheet in community.verifications.values():
        for sitting in sheet.verifications:
            yield _Happened(sitting, "on", sitting.on)
    for correction in community.corrections.values():
        yield _Happened(correction, "approved_on", correction.approved_on)


def _selection(community: CommunityBook) -> Iterator[_Happened]:
    for case in community.cases.values():
        for step in case.steps:
            yield _Happened(step, "on", step.on)
    for _, candidate in candidates(community):
        yield _Happened(candidate, "grade_checked_on", candidate.grade_checked_on)
        for nomination in candidate.nominations:
            yield _Happened(nomination, "on", nomination.on)
        if candidate.incumbent_review is not None:
            yield _Happened(candidate.incumbent_review, "on", candidate.incumbent_review.on)


def _outcomes(community: CommunityBook) -> Iterator[_Happened]:
    for close in community.closes.values():
        yield _Happened(close, "closed_on", close.closed_on)
    for warning in community.warnings.values():
        yield _Happened(warning, "raised_on", warning.raised_on)
        if warning.talk is not None:
            yield _Happened(warning.talk, "on", warning.talk.on)
    for decision in community.decisions.values():
        yield _Happened(decision, "decided_on", decision.decided_on)
    for waiver in community.waivers.values():
        yield _Happened(waiver, "on", waiver.on)
    for issue in community.issues.values():
        yield _Happened(issue, "raised_on", issue.raised_on)
        yield _Happened(issue, "resolved_on", issue.resolved_on)
    for check in community.property_checks.values():
        yield _Happened(check, "on", check.on)
    for person in community.people.values():
        for consent in person.consents:
            yield _Happened(consent, "given_on", consent.given_on)


def days_out_of_order(ledger: Ledger, _as_of: date) -> Iterator[Problem]:
    """An issue was resolved before it was raised, or a talk held before its warning.

    Why: the days show how long something took; one of them is a slip.
    Fix: correct one of the days.
    """
    for book, community in communities(ledger):
        walked = book.policy is not None and book.policy.machine("issue") is not None
        for record, key, start, later, end in _ordered(community, issues=not walked):
            if start is not None and end is not None and end < start:
                yield Problem(
                    "days-out-of-order",
                    record.origin,
                    msg(
                        "{later} {end} is before {first} {start}.",
                        later=later,
                        end=end.isoformat(),
                        first=key,
                        start=start.isoformat(),
                    ),
                    msg("Correct one of the days."),
                )


def _ordered(community: CommunityBook, *, issues: bool) -> Iterator[tuple[Record, str, date | None, str, date | None]]:
    """Yield pairs of days that follow each other; those of issues only where no course of the policy orders them."""
    for issue in community.issues.values() if issues else ():
        accepted = issue.accepted_on or issue.raised_on
        yield issue, "raised_on", issue.raised_on, "accepted_on", issue.accepted_on
        yield issue, "accepted_on", accepted, "resolved_on", issue.resolved_on
    for survey in community.surveys.values():
        yield survey, "period", survey.period.first, "held_on", survey.held_on
    for pairing in community.pairings.values():
        yield pairing, "from", pairing.from_, "until", pairing.until
    for project in community.projects.values():
        yield project, "proposed_on", project.proposed_on, "decided_on", project.decided_on
    for team in community.teams.values():
        yield team, "founded_on", team.founded_on, "ended_on", team.ended_on
    for warning in community.warnings.values():
        yield warning, "until", warning.until.last, "raised_on", warning.raised_on
        if warning.talk is not None:
            yield warning.talk, "raised_on", warning.raised_on, "talk.on", warning.talk.on


def misfit_period(ledger: Ledger, _as_of: date) -> Iterator[Problem]:
    """A year or a month is asked for, and a span of another length is written.

    Why: a round, a push or a run is looked up by its year or month; another span is never found.
    Fix: write the year, such as 2026, or the month, such as 2026-03; a warning ends in a period of its ranking.
    """
    for record, key, kind, period in _spans(ledger):
        if period.kind != kind:
            fitting = period.within(kind) if period.is_smaller_than(kind) else period.parts(kind)[-1]
            yield Problem(
                "misfit-period",
                record.origin,
                msg(
                    "{key} ({title}): {period} does not fit here.",
                    key=key,
                    title=title(record, key),
                    period=period.text,
                ),
                msg("Write {period}, or the one that was meant.", period=fitting.text),
            )


def _spans(ledger: Ledger) -> Iterator[tuple[Record, str, Kind, Period]]:
    for book in jurisdictions(ledger):
        for batch in book.credit.values():
            yield batch, "year", "year", batch.year
    for book, community in communities(ledger):
        for person in community.people.values():
            for year in person.opted_out:
                yield person, "opted_out", "year", year
        for warning in community.warnings.values():
            yield warning, "until", _ranked_by(book.policy, warning.alert), warning.until
        for correction in community.corrections.values():
            yield correction.corrects, "month", "month", correction.corrects.month
        for changed in community.claim_corrections.values():
            yield changed, "month", "month", changed.month


def _ranked_by(policy: Policy | None, alert: str) -> Kind:
    """Return the period of the ranking that an alert of last places looks at; any other is looked at by month."""
    for known in policy.pack.alerts if policy is not None else ():
        if isinstance(known, LastPlaceRun) and known.id == alert and policy is not None:
            return next((ranking.period for ranking in policy.pack.rankings if ranking.id == known.ranking), "month")
    return "month"
