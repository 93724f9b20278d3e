"""Faults of what residents say: surveys, votes, who may be chosen again, published figures.

Knows counts and the policy's rules of counting; knows nothing of points.
"""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

from generator.checks.walking import Spot, candidates, cite, spots
from generator.problems import Problem, Related, Severity, msg
from generator.surveys import Ballot, is_barred, passes, per_cent

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from generator.ledger import Ledger
    from generator.policies.selection import SelectionStep
    from generator.policies.surveys import SurveyRule
    from generator.records.selection import SelectionCase, Step, Vote
    from generator.records.surveys import Survey


def _surveys(ledger: Ledger) -> Iterator[tuple[Spot, SurveyRule, Survey]]:
    for spot in spots(ledger):
        rules = {rule.id: rule for rule in spot.policy.pack.surveys}
        for survey in spot.community.surveys.values():
            if survey.survey in rules:
                yield spot, rules[survey.survey], survey


def survey_of_wrong_period(ledger: Ledger, _as_of: date) -> Iterator[Problem]:
    """A survey is about a period of another kind than the policy asks for.

    Why: each half-year is evaluated once; another span would count twice or not at all.
    Fix: write the period of the policy's kind, such as 2022-H1.
    """
    for (policy, _, _), rule, survey in _surveys(ledger):
        kind = rule.period.on(survey.held_on)
        if kind is not None and survey.period.kind != kind:
            yield Problem(
                "survey-of-wrong-period",
                survey.origin,
                msg("{label} is not about {period}.", label=rule.label, period=survey.period.words),
                msg("Write a period of the kind that the policy asks for, such as 2022-H1 for a half-year."),
                clause=cite(policy, rule.clause),
            )


def survey_twice(ledger: Ledger, _as_of: date) -> Iterator[Problem]:
    """Two surveys count the same leader for the same period.

    Why: one low result must not be counted as two.
    Fix: delete the one that was written by mistake, or correct its period.
    """
    first: dict[tuple[str, str, str, str], Survey] = {}
    for (policy, _, community), rule, survey in _surveys(ledger):
        key = (community.folder(), rule.id, survey.person, survey.period.text)
        other = first.setdefault(key, survey)
        if other is not survey:
            yield Problem(
                "survey-twice",
                survey.origin,
                msg("{person} was already surveyed for {period}.", person=survey.person, period=survey.period.words),
                msg("Delete the one that was written by mistake, or correct its period."),
                clause=cite(policy, rule.clause),
                related=(Related(other.origin, msg("The first one is here.")),),
            )


def surveyed_not_in_post(ledger: Ledger, _as_of: date) -> Iterator[Problem]:
    """Somebody was surveyed who did not hold a post of the survey on that day.

    Why: residents evaluate those who serve them.
    Fix: correct the day or the person, or the post in the person's file.
    """
    for (policy, _, community), rule, survey in _surveys(ledger):
        held = {post.appointment.role for post in community.posts_of(survey.person, survey.held_on)}
        if survey.person in community.people and not held.intersection(rule.roles):
            yield Problem(
                "surveyed-not-in-post",
                survey.origin,
                msg(
                    "{person} holds no post that {label} is about on {day}.",
                    person=survey.person,
                    label=rule.label,
                    day=survey.held_on.isoformat(),
                ),
                msg("Correct the day or the person, or the post in the person's file."),
                clause=cite(policy, rule.clause),
            )


def _votes(ledger: Ledger) -> Iterator[tuple[Spot, Step, Vote]]:
    for spot in spots(ledger):
        for case in spot.community.cases.values():
            for step in case.steps:
                if step.vote is not None:
                    yield spot, step, step.vote


def votes_do_not_add_up(ledger: Ledger, _as_of: date) -> Iterator[Problem]:
    """More votes were counted than people were present, or more were present than entitled.

    Why: such a count proves nothing.
    Fix: correct the numbers from the minutes.
    """
    for _, _, vote in _votes(ledger):
        counted = vote.votes_for + vote.against + vote.abstain
        if counted > vote.present or (vote.entitled is not None and vote.present > vote.entitled):
            yield Problem(
                "votes-do-not-add-up",
                vote.origin,
                msg(
                    "{counted} votes, {present} present: the count cannot be right.",
                    counted=counted,
                    present=vote.present,
                ),
                msg("Correct the numbers from the minutes."),
            )


def vote_result_differs(ledger: Ledger, _as_of: date) -> Iterator[Problem]:
    """A step is recorded as passed and its count does not reach the majority, or the other way round.

    Why: the policy says how many votes decide.
    Fix: correct the count or the result.
    """
    for (policy, _, _), step, vote in _votes(ledger):
        rule = policy.pack.vote
        if rule is None or rule.base.on(step.on) is None or rule.share.on(step.on) is None:
            continue
        if rule.equal_passes.on(step.on) is None:
            continue
        ballot = Ballot(vote.present, vote.votes_for, vote.against, vote.abstain, vote.entitled)
        reached = passes(rule, ballot, step.on)
        if reached != (step.result == "passed"):
            message = (
                msg(
                    "{votes} of {present} votes are enough, and the step is refused.",
                    votes=vote.votes_for,
                    present=vote.present,
                )
                if reached
                else msg(
                    "{votes} of {present} votes are not enough to pass.", votes=vote.votes_for, present=vote.present
                )
            )
            yield Problem(
                "vote-result-differs",
                step.origin,
                message,
                msg("Correct the count or the result of the step."),
                clause=cite(policy, rule.clause),
            )


def barred_from_selection(ledger: Ledger, _as_of: date) -> Iterator[Problem]:
    """Somebody was chosen again after a survey that bars from it.

    Why: the policy lets residents' dissatisfaction count when a leader is chosen again.
    Fix: correct the result, or record the decision that lifts the bar.
    """
    for spot in spots(ledger):
        policy, _, community = spot
        steps = {step.id: step for step in policy.pack.selection.steps} if policy.pack.selection else {}
        for case, candidate in candidates(community):
            day = _chosen_on(case, steps)
            for rule in policy.pack.surveys if candidate.result == "chosen" else ():
                if _is_decidable(rule) and is_barred(community, rule, candidate.person, day):
                    yield Problem(
                        "barred-from-selection",
                        candidate.origin,
                        msg(
                            "{person} may not be chosen again after {label}.", person=candidate.person, label=rule.label
                        ),
                        msg("Correct the result, or record a decision of the kind lift_bar."),
                        clause=cite(policy, rule.clause),
                    )


def _chosen_on(case: SelectionCase, steps: dict[str, SelectionStep]) -> date:
    """Return the day on which a case came to its end, as far as it got."""
    return max((step.on for step in case.steps if step.step in steps), default=case.opened_on)


def _is_decidable(rule: SurveyRule) -> bool:
    wanted = (rule.threshold, rule.equal_is_below, rule.times, rule.effect, rule.counted, rule.denominator)
    return all(dated.value is not None for setting in wanted for dated in setting)


def figure_above_total(ledger: Ledger, _as_of: date) -> Iterator[Problem]:
    """A published figure counts more leaders than there are.

    Why: its share would be more than a whole.
    Fix: correct the count or the total.
    """
    for book in ledger.jurisdictions.values():
        for figures in book.figures.values():
            for figure in figures.figures:
                if figure.count > figures.total:
                    yield Problem(
                        "figure-above-total",
                        figure.origin,
                        msg("{count} is more than the total of {total}.", count=figure.count, total=figures.total),
                        msg("Correct the count or the total."),
                    )


def printed_share_differs(ledger: Ledger, _as_of: date) -> Iterator[Problem]:
    """A printed percentage is not the one that its own numbers give.

    Why: pages show what the numbers give; a reader who compares must know that the paper erred.
    Fix: correct the number; where the paper itself is wrong, leave the printed share out.
    """
    for book in ledger.jurisdictions.values():
        rule = book.policy.pack.statistics if book.policy else None
        for figures in book.figures.values():
            if rule is None or book.policy is None or figures.total == 0:
                continue
            decimals, rounding = rule.decimals.on(figures.on), rule.rounding.on(figures.on)
            for figure in figures.figures:
                if figure.printed is None or decimals is None or rounding is None:
                    continue
                share = per_cent(Fraction(figure.count, figures.total), decimals, rounding)
                if share != figure.printed:
                    yield Problem(
                        "printed-share-differs",
                        figure.origin,
                        msg(
                            "Printed is {printed} %, the numbers give {share} %.",
                            printed=f"{figure.printed:f}",
                            share=f"{share:f}",
                        ),
                        msg("Correct the number; where the paper itself is wrong, leave the printed share out."),
                        Severity.WARNING,
                        clause=cite(book.policy, rule.clause),
                    )
