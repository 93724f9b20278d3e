"""Every check, in one explicit order: a function per fault, its id the function's name with hyphens.

Knows which checks there are and when each may run; the faults themselves are in the modules by subject.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from datetime import date
from typing import TypeAlias

from generator.checks import (
    accounts,
    activity,
    calendars,
    candidates,
    choices,
    claims,
    closing,
    courses,
    dates,
    evaluations,
    judged,
    meetings,
    monthly,
    nomination,
    objections,
    outcomes,
    packs,
    payment,
    people,
    places,
    posts,
    privacy,
    references,
    rounds,
    selection,
    settings,
    signing,
    staffing,
    stations,
    support,
    surveys,
    verification,
    windows,
)
from generator.ledger import Ledger
from generator.policies.settings import UnsetSettingError
from generator.problems import Problem, has_errors, in_order
from generator.scoring import JurisdictionScores, score

Scores: TypeAlias = Mapping[str, JurisdictionScores]
RecordCheck: TypeAlias = Callable[[Ledger, date], Iterator[Problem]]
OutcomeCheck: TypeAlias = Callable[[Scores, date], Iterator[Problem]]

RECORD_CHECKS: tuple[RecordCheck, ...] = (
    places.unknown_jurisdiction,
    places.unlisted_jurisdiction,
    places.unknown_policy,
    calendars.calendar_without_paper,
    calendars.faulty_calendar,
    calendars.unknown_festival,
    calendars.unusual_calendar,
    calendars.calendar_gap,
    places.unknown_level,
    places.misplaced_place,
    places.unknown_place,
    places.duplicate_place,
    places.place_loop,
    places.unknown_office,
    packs.unknown_clause,
    packs.repeated_id,
    references.undefined_code,
    references.unknown_assumption,
    packs.unknown_code,
    packs.shares_above_hundred,
    settings.unset_setting,
    people.unknown_staff,
    people.unknown_person,
    people.person_in_two_communities,
    people.unknown_role,
    people.consent_withdrawn_before_given,
    people.story_without_consent,
    posts.wrong_place_level,
    posts.too_many_places,
    posts.appointment_ends_before_it_starts,
    posts.overlapping_appointments,
    posts.same_person_twice,
    posts.unknown_appointment,
    posts.unknown_decision,
    posts.replaced_without_decision,
    posts.proposer_decides,
    activity.unknown_activity,
    activity.missing_entry_key,
    activity.surplus_entry_key,
    activity.nothing_counted,
    activity.wrong_entry_place,
    activity.date_outside_month,
    activity.entries_out_of_order,
    activity.told_before_event,
    activity.policy_not_in_force,
    activity.not_in_post,
    activity.role_needed,
    claims.duplicate_claim,
    claims.exclusive_items,
    claims.same_event_other_item,
    judged.negative_points,
    judged.points_below_least,
    judged.points_above_most,
    judged.points_off_step,
    verification.unknown_entry,
    verification.refused_unchecked,
    verification.overlapping_verifications,
    verification.recorder_verifies,
    verification.verified_before_event,
    verification.requester_approves,
    verification.restated_missing,
    verification.restated_not_wanted,
    verification.corrected_twice,
    verification.correction_of_unpublished,
    closing.wrong_period_kind,
    closing.preparer_approves,
    closing.close_before_period_ends,
    closing.close_out_of_order,
    closing.closed_after_published,
    dates.future_date,
    dates.days_out_of_order,
    dates.misfit_period,
    selection.unknown_case,
    selection.unknown_channel,
    selection.unknown_condition,
    selection.declaration_missing,
    selection.condition_not_met,
    selection.grade_missing,
    selection.unknown_grade,
    selection.grade_too_low,
    selection.incumbent_review_missing,
    selection.unknown_step,
    selection.missing_step,
    windows.notice_without_subject,
    windows.misplaced_notice,
    windows.notice_closes_before_it_opens,
    windows.notice_window_too_short,
    windows.calendar_year_missing,
    windows.working_days_differ,
    windows.withdrawn_before_posted,
    windows.result_before_close,
    signing.notice_taken_down,
    objections.unknown_notice,
    objections.objection_before_notice,
    objections.objection_decided_before_lodged,
    objections.objection_undecided,
    objections.half_decided_objection,
    rounds.year_not_over,
    rounds.half_confirmed_round,
    rounds.unknown_batch,
    rounds.sent_too_early,
    rounds.push_overdue,
    candidates.age_check_missing,
    candidates.too_old,
    candidates.too_old_for_a_waiver,
    candidates.channel_missing,
    staffing.too_many_concurrent_places,
    staffing.concurrence_missing,
    staffing.unknown_ground,
    staffing.agreement_missing,
    signing.agreement_unsigned,
    staffing.agreement_ends_before_it_starts,
    staffing.left_before_notice,
    staffing.required_post_missing,
    staffing.load_out_of_band,
    staffing.lives_elsewhere,
    evaluations.weights_not_hundred,
    evaluations.unknown_evaluation,
    evaluations.grade_without_factor,
    evaluations.evaluation_method_missing,
    evaluations.signature_missing,
    evaluations.evaluated_twice,
    payment.unknown_component,
    payment.preparer_checks,
    signing.pay_run_unsigned,
    payment.pay_run_differs,
    nomination.too_few_supporters,
    nomination.unknown_organisation,
    nomination.opinion_missing,
    nomination.opinion_negative,
    nomination.interview_missing,
    nomination.equal_without_priority,
    nomination.recruitment_notice_missing,
    nomination.decided_too_early,
    nomination.decided_despite_objection,
    windows.notice_window_too_long,
    stations.unknown_station_code,
    stations.wrong_station_place,
    stations.wrong_station_name,
    stations.second_station,
    stations.too_many_stations,
    stations.head_not_staff,
    stations.letter_missing,
    stations.head_before_review,
    stations.group_head_not_elected,
    meetings.unknown_meeting,
    meetings.meeting_outside_month,
    meetings.excuse_missing,
    meetings.called_twice,
    meetings.recorded_twice,
    meetings.recorder_checks,
    meetings.unknown_escalation_level,
    meetings.level_skipped,
    choices.faulty_choice,
    choices.unsigned_choice,
    surveys.survey_of_wrong_period,
    surveys.survey_twice,
    surveys.surveyed_not_in_post,
    surveys.votes_do_not_add_up,
    surveys.vote_result_differs,
    surveys.barred_from_selection,
    surveys.figure_above_total,
    surveys.printed_share_differs,
    support.not_ready_for_duty,
    support.kit_before_training,
    support.not_a_mediator,
    support.list_of_wrong_period,
    support.list_at_wrong_level,
    support.certificate_missing,
    support.certificate_twice,
    privacy.personal_number,
    privacy.mobile_number,
    privacy.bank_card,
    privacy.door_address,
    privacy.door_number_code,
    privacy.name_separator,
    privacy.unusual_name_character,
    monthly.claims_without_rules,
    monthly.claim_twice,
    monthly.claim_too_late,
    monthly.claimed_outside_month,
    monthly.item_not_open,
    monthly.judgement_unsigned,
    monthly.resident_without_account,
    monthly.same_hand,
    monthly.decision_without_reason,
    monthly.late_appeal_upheld,
    courses.course_unwritten,
    courses.unreachable_state,
    courses.transitions_alike,
    courses.impossible_step,
    courses.unmet_guard,
    accounts.points_transferred,
    accounts.redemption_cost_differs,
    accounts.prize_budget_exceeded,
)
"""Checks of the records alone; each runs whatever the others find."""

OUTCOME_CHECKS: tuple[OutcomeCheck, ...] = (
    outcomes.published_row_differs,
    outcomes.missing_row,
    outcomes.surplus_row,
    outcomes.tie_without_decision,
    outcomes.decision_outside_tie,
    outcomes.warning_without_run,
    outcomes.talk_by_somebody_else,
)
"""Checks against what is computed; they run only on records without errors, which alone can be scored."""

CHECKS: tuple[RecordCheck | OutcomeCheck, ...] = (*RECORD_CHECKS, *OUTCOME_CHECKS)


def check_id(check: RecordCheck | OutcomeCheck) -> str:
    """Return the id under which a check reports."""
    return check.__name__.replace("_", "-")


def check_records(ledger: Ledger, as_of: date) -> tuple[Problem, ...]:
    """Run every check of the records; the result is in order of place."""
    return in_order(problem for run in RECORD_CHECKS for problem in _found(run, ledger, as_of))


def _found(run: RecordCheck, ledger: Ledger, as_of: date) -> Iterator[Problem]:
    """Yield what a check finds; where it asks for a value that the policy leaves open, that is the problem."""
    try:
        yield from run(ledger, as_of)
    except UnsetSettingError as error:
        yield from settings.asked_for(ledger, error)


def check_outcomes(scores: Scores, as_of: date) -> tuple[Problem, ...]:
    """Run every check against computed scores; the result is in order of place."""
    return in_order(problem for run in OUTCOME_CHECKS for problem in run(scores, as_of))


def check(ledger: Ledger, as_of: date, scored: Callable[[Ledger, date], Scores] = score) -> tuple[Problem, ...]:
    """Run all checks; those of outcomes wait until every file is read and the records have no error.

    Args:
        ledger: the whole.
        as_of: the day on which the records stand as they are.
        scored: scores a ledger; whoever goes on with the scores hands in what keeps them.
    """
    problems = check_records(ledger, as_of)
    if ledger.broken or has_errors(problems):
        return problems
    return in_order((*problems, *check_outcomes(scored(ledger, as_of), as_of)))
