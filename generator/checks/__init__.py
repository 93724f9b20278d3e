"""Every check, in one explicit order: a function per fault, its id the function's name with hyphens.

Knows which checks there are and when each may run; the faults themselves are in the modules by subject.
`check` runs them all on a ledger. Whoever holds one community at a time runs `check_frame` on the frame, then
`check_community` on each community's part, keeping its facts, then `check_whole` on the frame and all facts; and where
nothing of that is an error, `check_community_outcomes` on each community's scores, then `check_whole_outcomes`. All
problems together, put `in_order`, are those of `check`. A check may be asked of a whole ledger, too: it then finds
what it finds in the frame, in every community and in the whole.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

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
    walking,
    windows,
)
from generator.checks.facts import Facts, gather, whole_of
from generator.checks.results import ResultPart, WholeScores, logged_months, result_part
from generator.checks.running import OutcomeCheck, RecordCheck, Scope, Scores, run, run_outcomes
from generator.ledger.parts import Part, frame_of, parts
from generator.problems import Problem, has_errors, in_order
from generator.scoring import JurisdictionScores, score

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping
    from datetime import date

    from generator.ledger import JurisdictionBook, Ledger
    from generator.periods import Period
    from generator.scoring import CommunityScores

FRAME, COMMUNITY, WHOLE = Scope.FRAME, Scope.COMMUNITY, Scope.WHOLE

SCOPES: tuple[tuple[RecordCheck, Scope], ...] = (
    (places.unknown_jurisdiction, FRAME),
    (places.unlisted_jurisdiction, FRAME),
    (places.unknown_policy, FRAME),
    (calendars.calendar_without_paper, FRAME),
    (calendars.faulty_calendar, FRAME),
    (calendars.unknown_festival, FRAME),
    (calendars.unusual_calendar, FRAME),
    (calendars.calendar_gap, FRAME),
    (places.unknown_level, FRAME | COMMUNITY),
    (places.misplaced_place, COMMUNITY | WHOLE),
    (places.unknown_place, COMMUNITY | WHOLE),
    (places.duplicate_place, FRAME | COMMUNITY),
    (places.place_loop, FRAME | COMMUNITY),
    (places.unknown_office, FRAME | COMMUNITY),
    (packs.unknown_clause, FRAME | COMMUNITY),
    (packs.repeated_id, COMMUNITY | WHOLE),
    (references.undefined_code, FRAME),
    (references.unknown_assumption, FRAME),
    (packs.unknown_code, FRAME | COMMUNITY),
    (packs.shares_above_hundred, FRAME),
    (settings.unset_setting, FRAME),
    (people.unknown_staff, COMMUNITY | WHOLE),
    (people.unknown_person, COMMUNITY | WHOLE),
    (people.person_in_two_communities, WHOLE),
    (people.unknown_role, COMMUNITY),
    (people.consent_withdrawn_before_given, COMMUNITY),
    (people.story_without_consent, COMMUNITY),
    (posts.wrong_place_level, COMMUNITY),
    (posts.too_many_places, COMMUNITY),
    (posts.appointment_ends_before_it_starts, COMMUNITY),
    (posts.overlapping_appointments, COMMUNITY),
    (posts.same_person_twice, COMMUNITY),
    (posts.unknown_appointment, COMMUNITY),
    (posts.unknown_decision, COMMUNITY),
    (posts.replaced_without_decision, COMMUNITY),
    (posts.proposer_decides, COMMUNITY),
    (activity.unknown_activity, COMMUNITY),
    (activity.missing_entry_key, COMMUNITY),
    (activity.surplus_entry_key, COMMUNITY),
    (activity.nothing_counted, COMMUNITY),
    (activity.wrong_entry_place, COMMUNITY),
    (activity.date_outside_month, COMMUNITY),
    (activity.entries_out_of_order, COMMUNITY),
    (activity.told_before_event, COMMUNITY),
    (activity.policy_not_in_force, COMMUNITY),
    (activity.not_in_post, COMMUNITY),
    (activity.role_needed, COMMUNITY),
    (claims.duplicate_claim, COMMUNITY),
    (claims.exclusive_items, COMMUNITY),
    (claims.same_event_other_item, COMMUNITY),
    (judged.negative_points, COMMUNITY),
    (judged.points_below_least, COMMUNITY),
    (judged.points_above_most, COMMUNITY),
    (judged.points_off_step, COMMUNITY),
    (verification.unknown_entry, COMMUNITY),
    (verification.refused_unchecked, COMMUNITY),
    (verification.overlapping_verifications, COMMUNITY),
    (verification.recorder_verifies, COMMUNITY),
    (verification.verified_before_event, COMMUNITY),
    (verification.requester_approves, COMMUNITY),
    (verification.restated_missing, COMMUNITY),
    (verification.restated_not_wanted, COMMUNITY),
    (verification.corrected_twice, COMMUNITY),
    (verification.correction_of_unpublished, COMMUNITY),
    (closing.wrong_period_kind, COMMUNITY),
    (closing.preparer_approves, COMMUNITY),
    (closing.close_before_period_ends, COMMUNITY),
    (closing.close_out_of_order, COMMUNITY),
    (closing.closed_after_published, COMMUNITY),
    (dates.future_date, FRAME | COMMUNITY),
    (dates.days_out_of_order, COMMUNITY),
    (dates.misfit_period, FRAME | COMMUNITY),
    (selection.unknown_case, COMMUNITY),
    (selection.unknown_channel, COMMUNITY),
    (selection.unknown_condition, COMMUNITY),
    (selection.declaration_missing, COMMUNITY),
    (selection.condition_not_met, COMMUNITY),
    (selection.grade_missing, COMMUNITY),
    (selection.unknown_grade, COMMUNITY),
    (selection.grade_too_low, COMMUNITY),
    (selection.incumbent_review_missing, COMMUNITY),
    (selection.unknown_step, COMMUNITY),
    (selection.missing_step, COMMUNITY),
    (windows.notice_without_subject, FRAME | COMMUNITY),
    (windows.misplaced_notice, COMMUNITY | WHOLE),
    (windows.notice_closes_before_it_opens, FRAME | COMMUNITY),
    (windows.notice_window_too_short, FRAME | COMMUNITY),
    (windows.calendar_year_missing, FRAME | COMMUNITY),
    (windows.working_days_differ, FRAME | COMMUNITY),
    (windows.withdrawn_before_posted, FRAME | COMMUNITY),
    (windows.result_before_close, FRAME | COMMUNITY),
    (signing.notice_taken_down, FRAME | COMMUNITY),
    (objections.unknown_notice, FRAME | COMMUNITY),
    (objections.objection_before_notice, FRAME | COMMUNITY),
    (objections.objection_decided_before_lodged, FRAME | COMMUNITY),
    (objections.objection_undecided, FRAME | COMMUNITY),
    (objections.half_decided_objection, FRAME | COMMUNITY),
    (rounds.year_not_over, FRAME),
    (rounds.half_confirmed_round, FRAME),
    (rounds.unknown_batch, FRAME),
    (rounds.sent_too_early, FRAME),
    (rounds.push_overdue, FRAME),
    (candidates.age_check_missing, COMMUNITY),
    (candidates.too_old, COMMUNITY),
    (candidates.too_old_for_a_waiver, COMMUNITY),
    (candidates.channel_missing, COMMUNITY),
    (staffing.too_many_concurrent_places, COMMUNITY),
    (staffing.concurrence_missing, COMMUNITY),
    (staffing.unknown_ground, COMMUNITY),
    (staffing.agreement_missing, COMMUNITY),
    (signing.agreement_unsigned, COMMUNITY),
    (staffing.agreement_ends_before_it_starts, COMMUNITY),
    (staffing.left_before_notice, COMMUNITY),
    (staffing.required_post_missing, COMMUNITY),
    (staffing.load_out_of_band, COMMUNITY),
    (staffing.lives_elsewhere, COMMUNITY),
    (evaluations.weights_not_hundred, FRAME),
    (evaluations.unknown_evaluation, COMMUNITY),
    (evaluations.grade_without_factor, COMMUNITY),
    (evaluations.evaluation_method_missing, COMMUNITY),
    (evaluations.signature_missing, COMMUNITY),
    (evaluations.evaluated_twice, COMMUNITY),
    (payment.unknown_component, COMMUNITY),
    (payment.preparer_checks, COMMUNITY),
    (signing.pay_run_unsigned, COMMUNITY),
    (payment.pay_run_differs, COMMUNITY),
    (nomination.too_few_supporters, COMMUNITY),
    (nomination.unknown_organisation, COMMUNITY),
    (nomination.opinion_missing, COMMUNITY),
    (nomination.opinion_negative, COMMUNITY),
    (nomination.interview_missing, COMMUNITY),
    (nomination.equal_without_priority, COMMUNITY),
    (nomination.recruitment_notice_missing, COMMUNITY),
    (nomination.decided_too_early, COMMUNITY),
    (nomination.decided_despite_objection, COMMUNITY),
    (windows.notice_window_too_long, FRAME | COMMUNITY),
    (stations.unknown_station_code, COMMUNITY),
    (stations.wrong_station_place, COMMUNITY),
    (stations.wrong_station_name, COMMUNITY),
    (stations.second_station, COMMUNITY),
    (stations.too_many_stations, WHOLE),
    (stations.head_not_staff, WHOLE),
    (stations.letter_missing, COMMUNITY),
    (stations.head_before_review, COMMUNITY),
    (stations.group_head_not_elected, COMMUNITY),
    (meetings.unknown_meeting, COMMUNITY),
    (meetings.meeting_outside_month, COMMUNITY),
    (meetings.excuse_missing, COMMUNITY),
    (meetings.called_twice, COMMUNITY),
    (meetings.recorded_twice, COMMUNITY),
    (meetings.recorder_checks, COMMUNITY),
    (meetings.unknown_escalation_level, COMMUNITY),
    (meetings.level_skipped, COMMUNITY),
    (choices.faulty_choice, COMMUNITY | WHOLE),
    (choices.unsigned_choice, FRAME),
    (surveys.survey_of_wrong_period, COMMUNITY),
    (surveys.survey_twice, COMMUNITY),
    (surveys.surveyed_not_in_post, COMMUNITY),
    (surveys.votes_do_not_add_up, COMMUNITY),
    (surveys.vote_result_differs, COMMUNITY),
    (surveys.barred_from_selection, COMMUNITY),
    (surveys.figure_above_total, FRAME),
    (surveys.printed_share_differs, FRAME),
    (support.not_ready_for_duty, COMMUNITY),
    (support.kit_before_training, COMMUNITY),
    (support.not_a_mediator, COMMUNITY),
    (support.list_of_wrong_period, FRAME),
    (support.list_at_wrong_level, WHOLE),
    (support.certificate_missing, FRAME),
    (support.certificate_twice, FRAME),
    (privacy.personal_number, FRAME | COMMUNITY),
    (privacy.mobile_number, FRAME | COMMUNITY),
    (privacy.bank_card, FRAME | COMMUNITY),
    (privacy.door_address, FRAME | COMMUNITY),
    (privacy.door_number_code, COMMUNITY),
    (privacy.name_separator, COMMUNITY),
    (privacy.unusual_name_character, COMMUNITY),
    (monthly.claims_without_rules, COMMUNITY),
    (monthly.claim_twice, COMMUNITY),
    (monthly.claim_too_late, COMMUNITY),
    (monthly.claimed_outside_month, COMMUNITY),
    (monthly.item_not_open, COMMUNITY),
    (monthly.judgement_unsigned, COMMUNITY),
    (monthly.resident_without_account, COMMUNITY),
    (monthly.same_hand, COMMUNITY),
    (monthly.decision_without_reason, COMMUNITY),
    (monthly.late_appeal_upheld, COMMUNITY),
    (courses.course_unwritten, FRAME),
    (courses.unreachable_state, FRAME),
    (courses.transitions_alike, FRAME),
    (courses.impossible_step, FRAME | COMMUNITY),
    (courses.unmet_guard, FRAME | COMMUNITY),
    (accounts.points_transferred, COMMUNITY),
    (accounts.redemption_cost_differs, COMMUNITY),
    (accounts.prize_budget_exceeded, WHOLE),
)
"""Checks of the records alone, each with what it looks at; each runs whatever the others find."""

RECORD_CHECKS: tuple[RecordCheck, ...] = tuple(declared for declared, _ in SCOPES)

OUTCOME_SCOPES: tuple[tuple[OutcomeCheck, Scope], ...] = (
    (outcomes.published_row_differs, COMMUNITY),
    (outcomes.missing_row, COMMUNITY),
    (outcomes.surplus_row, COMMUNITY),
    (outcomes.tie_without_decision, WHOLE),
    (outcomes.decision_outside_tie, WHOLE),
    (outcomes.warning_without_run, WHOLE),
    (outcomes.talk_by_somebody_else, COMMUNITY),
)
"""Checks against what is computed; they run only on records without errors, which alone can be scored."""

OUTCOME_CHECKS: tuple[OutcomeCheck, ...] = tuple(declared for declared, _ in OUTCOME_SCOPES)

CHECKS: tuple[RecordCheck | OutcomeCheck, ...] = (*RECORD_CHECKS, *OUTCOME_CHECKS)


def check_id(check: RecordCheck | OutcomeCheck) -> str:
    """Return the id under which a check reports."""
    return check.__name__.replace("_", "-")


class Findings(NamedTuple):
    """What is wrong in one community, and what the whole must know of it."""

    problems: tuple[Problem, ...]
    facts: Facts


def check_frame(frame: Ledger, as_of: date) -> tuple[Problem, ...]:
    """Run what looks at the frame alone."""
    return run(SCOPES, FRAME, frame, as_of)


def check_community(part: Part, as_of: date) -> Findings:
    """Run what looks at one community, and gather its facts."""
    ((book, community),) = walking.communities(part)
    return Findings(run(SCOPES, COMMUNITY, part, as_of), gather(book, community, as_of))


def check_whole(frame: Ledger, facts: Mapping[str, Mapping[str, Facts]], as_of: date) -> tuple[Problem, ...]:
    """Run what looks at all communities together; `facts` are by jurisdiction and community, in order of id."""
    return run(SCOPES, WHOLE, whole_of(frame, facts), as_of)


def check_records(ledger: Ledger, as_of: date) -> tuple[Problem, ...]:
    """Run every check of the records, the frame first, then community by community; the result is in order of place."""
    frame = frame_of(ledger)
    problems = [*check_frame(frame, as_of)]
    facts: dict[str, dict[str, Facts]] = {}
    for part in parts(ledger):
        ((book, community),) = walking.communities(part)
        findings = check_community(part, as_of)
        problems += findings.problems
        facts.setdefault(book.id, {})[community.id] = findings.facts
    return in_order((*problems, *check_whole(frame, facts, as_of)))


class OutcomeFindings(NamedTuple):
    """What is wrong with the results of one community, and what the whole must know of them."""

    problems: tuple[Problem, ...]
    part: ResultPart


def check_community_outcomes(
    scores: CommunityScores, book: JurisdictionBook, logged: Collection[Period], as_of: date
) -> OutcomeFindings:
    """Run what looks at the results of one community, and gather what they add to those of the whole.

    Args:
        scores: the scores of the community.
        book: its jurisdiction; of its communities no other is looked at.
        logged: the months in which any community of the jurisdiction has a log.
        as_of: the day.
    """
    alone = JurisdictionScores(book, scores.policy, {scores.book.id: scores}, scores.as_of)
    problems = run_outcomes(OUTCOME_SCOPES, COMMUNITY, {book.id: alone}, as_of)
    return OutcomeFindings(problems, result_part(scores, book, logged))


def check_whole_outcomes(whole: Mapping[str, WholeScores], as_of: date) -> tuple[Problem, ...]:
    """Run what looks at the results of all communities together."""
    return run_outcomes(OUTCOME_SCOPES, WHOLE, whole, as_of)


def check_outcomes(scores: Scores, as_of: date) -> tuple[Problem, ...]:
    """Run every check against computed scores, community by community; the result is in order of place."""
    problems: list[Problem] = []
    wholes: dict[str, WholeScores] = {}
    for name, found in scores.items():
        logged = logged_months(found)
        parts_found: dict[str, ResultPart] = {}
        for home, community in found.communities.items():
            findings = check_community_outcomes(community, found.book, logged, as_of)
            problems += findings.problems
            parts_found[home] = findings.part
        wholes[name] = WholeScores(found.book, found.policy, {}, found.as_of, logged=logged, parts=parts_found)
    return in_order((*problems, *check_whole_outcomes(wholes, as_of)))


def check(ledger: Ledger, as_of: date) -> tuple[Problem, ...]:
    """Run all checks; those of outcomes wait until every file is read and the records have no error.

    Args:
        ledger: the whole.
        as_of: the day on which the records stand as they are.
    """
    problems = check_records(ledger, as_of)
    if ledger.broken or has_errors(problems):
        return problems
    return in_order((*problems, *check_outcomes(score(ledger, as_of), as_of)))
