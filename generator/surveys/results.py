"""Results of surveys leader by leader, what low ones propose, and who is barred from being chosen again.

Knows a community's records and its policy; nothing here takes effect without a signed decision (G-12).
"""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from msgspec import Struct

from generator.surveys.counting import Counts, is_low, satisfaction

if TYPE_CHECKING:
    from datetime import date
    from fractions import Fraction

    from generator.ledger import CommunityBook, Post
    from generator.periods import Period
    from generator.policies.surveys import SurveyRule
    from generator.problems import Source
    from generator.records.surveys import Survey

_DAY = timedelta(days=1)


class Result(Struct, frozen=True):
    """What one survey about one leader came to."""

    leader: str
    period: Period
    held_on: date
    counts: Counts
    share: Fraction | None
    low: bool
    source: Source


class Proposal(Struct, frozen=True):
    """That so many low results came together: the last of them, all of them, and what the policy says of it."""

    leader: str
    results: tuple[Result, ...]
    effect: str
    lifted: bool

    @property
    def on(self) -> date:
        """The day of the survey that completed it."""
        return self.results[-1].held_on


def results(book: CommunityBook, rule: SurveyRule, as_of: date) -> tuple[Result, ...]:
    """Return the results of a survey by leader and day, as known on a day.

    Those who had not been in post long enough are not surveyed, and their counts lead to nothing.
    """
    found = [
        _result(rule, survey)
        for survey in book.surveys.values()
        if survey.survey == rule.id and survey.held_on <= as_of and _is_due(book, rule, survey)
    ]
    return tuple(sorted(found, key=lambda result: (result.leader, result.held_on, result.period)))


def _result(rule: SurveyRule, survey: Survey) -> Result:
    counts = Counts(survey.satisfied, survey.basically, survey.not_satisfied, survey.blank)
    share = satisfaction(rule, counts, survey.held_on)
    low = is_low(rule, share, survey.held_on)
    return Result(survey.person, survey.period, survey.held_on, counts, share, low, survey.origin)


def _is_due(book: CommunityBook, rule: SurveyRule, survey: Survey) -> bool:
    return any(service_fits(rule, post, survey.held_on) for post in book.posts_of(survey.person, survey.held_on))


def service_fits(rule: SurveyRule, post: Post, day: date) -> bool:
    """Tell whether somebody is surveyed on a day: in a role of the survey, and in post long enough."""
    days = (day - post.appointment.from_) // _DAY
    return post.appointment.role in rule.roles and days >= (rule.min_service_days.on(day) or 0)


def proposals(book: CommunityBook, rule: SurveyRule, as_of: date) -> tuple[Proposal, ...]:
    """Return what low results propose: one proposal each time so many of them have come together."""
    by_leader: dict[str, list[Result]] = {}
    found: list[Proposal] = []
    for result in results(book, rule, as_of):
        if not result.low:
            continue
        gathered = by_leader.setdefault(result.leader, [])
        gathered.append(result)
        if len(gathered) == rule.times.required(result.held_on):
            effect = rule.effect.required(result.held_on)
            lifted = _lifted_on(book, result.leader, result.held_on, as_of)
            found.append(Proposal(result.leader, tuple(gathered), effect, lifted))
            gathered.clear()
    return tuple(sorted(found, key=lambda proposal: (proposal.on, proposal.leader)))


def _lifted_on(book: CommunityBook, leader: str, since: date, as_of: date) -> bool:
    return any(
        decision.kind == "lift_bar" and decision.person == leader and since <= decision.decided_on <= as_of
        for decision in book.decisions.values()
    )


def is_barred(book: CommunityBook, rule: SurveyRule, leader: str, day: date) -> bool:
    """Tell whether a leader may not be chosen again on a day: low results, and no decision that lifted the bar."""
    return any(
        proposal.leader == leader and proposal.effect == "bar_reselection" and not proposal.lifted
        for proposal in proposals(book, rule, day)
    )
