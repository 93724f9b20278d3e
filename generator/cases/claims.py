"""Runs cases of monthly claims: the facts into a community's claims, and what follows against the case.

Knows which engine function answers which expectation; computes no point itself.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from generator.awards import firsts
from generator.cases.town import COMMUNITY, build_town
from generator.claims import (
    ClaimFacts,
    Window,
    accounts,
    appeal_states,
    claim_faults,
    claim_walk,
    claimed_earnings,
    last_day,
    month_results,
    notice_rows,
    parts,
    redemption_machine,
    standings,
)
from generator.policies.settings import UnsetSettingError
from generator.problems import msg
from generator.records.claims import ClaimSheet, LineDecision

if TYPE_CHECKING:
    from datetime import date

    from generator.cases.findings import Findings
    from generator.claims import Accounts
    from generator.periods import Period, WorkingDays
    from generator.policies.case_claims import (
        ClaimsExpected,
        ClaimsGiven,
        ExpectedMonth,
        ExpectedNoticeRow,
        ExpectedStandings,
        GivenClaim,
        GivenDisplay,
    )
    from generator.policies.pack import Policy

_RECORDER, _REVIEWER = "clerk", "reviewer"


class _Run(NamedTuple):
    """One run of a case: its facts and expectations, and where differences go."""

    facts: ClaimFacts
    given: ClaimsGiven
    expect: ClaimsExpected
    findings: Findings

    def day(self, on: date | None) -> date:
        """Return the day of an expectation."""
        return on or self.given.as_of


def run_claims(
    policy: Policy, given: ClaimsGiven, expect: ClaimsExpected, working_days: WorkingDays, findings: Findings
) -> None:
    """Work the facts through the claims engine and compare what the case says of them."""
    try:
        run = _Run(_facts(policy, given, working_days), given, expect, findings)
        _compare_claims(run)
        _compare_appeals_and_notices(run)
        _compare_accounts(run)
    except UnsetSettingError as error:
        if expect.unset is None:
            raise
        findings.compare(expect.origin, msg("Clause of the unset value"), expect.unset, error.dated.clause)
    else:
        findings.compare(expect.origin, msg("Clause of the unset value"), expect.unset, None)


def _facts(policy: Policy, given: ClaimsGiven, working_days: WorkingDays) -> ClaimFacts:
    rules = policy.pack.claims
    role = rules.roles[0] if rules else None
    town = build_town(policy, given.leaders, role=role).communities.get(COMMUNITY)
    windows = {shown.month: _window(policy, shown, working_days) for shown in given.displays}
    return ClaimFacts(
        policy,
        _sheets(given),
        working_days,
        windows,
        {correction.id: correction for correction in given.corrections},
        {closed.year: closed.on for closed in given.closed},
        town.posts if town else (),
    )


def _window(policy: Policy, shown: GivenDisplay, working_days: WorkingDays) -> Window:
    closes = shown.closes
    if closes is None and policy.pack.claims is not None:
        closes = last_day(policy.pack.claims.display, shown.opens, working_days)
    return Window(shown.month, shown.opens, closes or shown.opens, shown.origin)


def _sheets(given: ClaimsGiven) -> dict[Period, ClaimSheet]:
    """Gather what the case says of each month into the sheet that records would be."""
    months = {claim.month for claim in given.claims} | {reward.month for reward in given.rewards}
    months |= {appeal.month for appeal in given.appeals}
    return {
        month: ClaimSheet(
            recorder=_RECORDER,
            claims=tuple(_reviewed(claim) for claim in given.claims if claim.month == month),
            rewards=tuple(reward for reward in given.rewards if reward.month == month),
            appeals=tuple(appeal for appeal in given.appeals if appeal.month == month),
        )
        for month in sorted(months)
    }


def _reviewed(claim: GivenClaim) -> GivenClaim:
    """Accept what has no decision of its own, where the case names a day for it."""
    if claim.accepted_on is None:
        return claim
    accepted = LineDecision(result="accept", on=claim.accepted_on, by=_REVIEWER)
    basic = claim.basic
    if basic is not None and basic.decision is None:
        basic = basic.model_copy(update={"decision": accepted})
    lines = tuple(
        line if line.decision is not None else line.model_copy(update={"decision": accepted}) for line in claim.lines
    )
    return claim.model_copy(update={"basic": basic, "lines": lines})


def _compare_claims(run: _Run) -> None:
    _compare_faults(run)
    scored = {(part.leader, part.month, part.key): part for part in parts(run.facts, run.given.as_of)}
    for wanted_part in run.expect.parts:
        part = scored.get((wanted_part.leader, wanted_part.month, wanted_part.line))
        slots = {"leader": wanted_part.leader, "line": wanted_part.line}
        points, outcome = (part.points, part.outcome) if part else (None, None)
        run.findings.compare(wanted_part.origin, msg("{leader}, {line}, points", **slots), wanted_part.points, points)
        run.findings.compare_stated(
            wanted_part.origin, msg("{leader}, {line}, why", **slots), wanted_part.outcome, outcome
        )
    for wanted_month in run.expect.months:
        _compare_month(run, wanted_month)
    missing = {(leader, month) for month in run.facts.sheets for leader in run.facts.missing(month, run.given.as_of)}
    expected_missing = {(known.leader, known.month) for known in run.expect.missing}
    for leader, month in sorted(missing ^ expected_missing):
        run.findings.compare(
            run.expect.origin,
            msg("{leader}, claim of {period} missing", leader=leader, period=month.text),
            (leader, month) in expected_missing,
            (leader, month) in missing,
        )


def _compare_faults(run: _Run) -> None:
    found = {(fault.leader, fault.month, fault.line): fault.check for fault in claim_faults(run.facts)}
    first = min(run.facts.sheets, default=None)
    wanted = {
        (fault.leader, month, fault.line): fault
        for fault in run.expect.refused
        if (month := fault.month or first) is not None
    }
    for key in sorted({*found, *wanted}):
        source = wanted[key].origin if key in wanted else run.expect.origin
        expected = wanted[key].check if key in wanted else None
        what = msg("{leader}, {line}, refused by", leader=key[0], line=key[2])
        run.findings.compare(source, what, expected, found.get(key))


def _compare_month(run: _Run, wanted: ExpectedMonth) -> None:
    day, at = run.day(wanted.on), wanted.origin
    result = month_results(run.facts, day).get((wanted.leader, wanted.month))
    slots = {"leader": wanted.leader, "period": wanted.month.text}
    total = result.total if result else 0
    run.findings.compare(at, msg("{leader}, points of {period}", **slots), wanted.total, total)
    final = result.final(day) if result else 0
    run.findings.compare_stated(at, msg("{leader}, final points of {period}", **slots), wanted.final, final)
    final_on = result.final_on if result else None
    run.findings.compare_stated(at, msg("{leader}, {period} final on", **slots), wanted.final_on, final_on)
    is_open = final_on is None or final_on > day
    run.findings.compare_stated(at, msg("{leader}, {period} still open", **slots), wanted.open, is_open)
    if wanted.state is not None:
        rule = run.facts.policy.machine("claim")
        sheet = run.facts.sheets.get(wanted.month)
        claim = next((c for c in sheet.claims if c.leader == wanted.leader), None) if sheet else None
        state = None
        if rule is not None and claim is not None:
            state = claim_walk(run.facts, rule.machine(), wanted.month, claim, day).state
        run.findings.compare(at, msg("{leader}, state of {period}", **slots), wanted.state, state)


def _compare_appeals_and_notices(run: _Run) -> None:
    for window in run.expect.windows:
        shown = run.facts.windows.get(window.month)
        what = msg("Last day of the display of {period}", period=window.month.text)
        run.findings.compare(window.origin, what, window.closes, shown.closes if shown else None)
    for wanted in run.expect.appeals:
        states = {found.appeal.id: found.state for found in appeal_states(run.facts, run.day(wanted.on))}
        what = msg("Appeal {appeal}", appeal=wanted.appeal)
        run.findings.compare(wanted.origin, what, wanted.state, states.get(wanted.appeal))
    for row in run.expect.notices:
        _compare_notice_row(run, row)


def _compare_notice_row(run: _Run, wanted: ExpectedNoticeRow) -> None:
    window = run.facts.windows.get(wanted.month)
    rows = notice_rows(run.facts, window) if window else ()
    row = next((row for row in rows if row.leader == wanted.leader), None)
    slots = {"leader": wanted.leader, "period": wanted.month.text}
    if row is None:
        run.findings.fail(wanted.origin, msg("{leader} is not on the list of {period}.", **slots))
        return
    at, findings = wanted.origin, run.findings
    findings.compare_stated(at, msg("{leader}, basic points in {period}", **slots), wanted.basic, row.basic)
    findings.compare_stated(at, msg("{leader}, additional points in {period}", **slots), wanted.extra, row.extra)
    findings.compare_stated(at, msg("{leader}, reward points in {period}", **slots), wanted.reward, row.reward)
    findings.compare(at, msg("{leader}, adjustment in {period}", **slots), wanted.adjustment, row.adjustment)
    findings.compare(at, msg("{leader}, points of {period}", **slots), wanted.total, row.total)
    findings.compare_stated(at, msg("{leader}, points to date in {period}", **slots), wanted.to_date, row.to_date)
    what = msg("{leader}, under review in {period}", **slots)
    findings.compare_stated(at, what, wanted.under_review, row.under_review)


def _compare_accounts(run: _Run) -> None:
    given, expect = run.given, run.expect
    catalogues = {}
    if given.catalogue is not None:
        years = {month.within("year") for month in run.facts.sheets}
        catalogues = {year: given.catalogue for known in years for year in (known, known.next())}
    asked = {known.id: known for known in given.redemptions}
    earnings = claimed_earnings(run.facts, given.as_of)
    held = accounts(run.facts.policy, earnings, asked, catalogues, given.as_of)
    for wanted in expect.balances:
        day = run.day(wanted.on)
        slots = {"leader": wanted.leader, "day": day.isoformat()}
        balance = held.balance(wanted.leader, day)
        run.findings.compare(wanted.origin, msg("{leader}, balance on {day}", **slots), wanted.balance, balance)
        if wanted.year is not None:
            earned = held.earned(wanted.leader, wanted.year, day)
            run.findings.compare_stated(wanted.origin, msg("{leader}, earned by {day}", **slots), wanted.earned, earned)
        reset = -sum(e.points for e in held.entries if e.leader == wanted.leader and e.day == day and e.kind == "reset")
        run.findings.compare_stated(wanted.origin, msg("{leader}, cleared on {day}", **slots), wanted.reset, reset)
    _compare_redemptions(run, held)
    if expect.standings is not None:
        _compare_standings(run, expect.standings, held)


def _compare_redemptions(run: _Run, held: Accounts) -> None:
    wanted = {known.redemption: known for known in run.expect.redemptions}
    for name in sorted({*wanted, *held.blocks}):
        block, expected = held.blocks.get(name), wanted.get(name)
        at = expected.origin if expected else run.expect.origin
        what = msg("Redemption {redemption}, refused by", redemption=name)
        run.findings.compare(at, what, expected.check if expected else None, block.check if block else None)
        if expected is None:
            continue
        state = held.states.get(name, redemption_machine(run.facts.policy)[0].start)
        run.findings.compare_stated(at, msg("Redemption {redemption}, state", redemption=name), expected.state, state)
        unmet = block.unmet[0] if block and block.unmet else None
        what = msg("Redemption {redemption}, guard", redemption=name)
        run.findings.compare_stated(at, what, expected.guard, unmet)
        steps = tuple(way.event for way in block.next_steps) if block else ()
        what = msg("Redemption {redemption}, possible steps", redemption=name)
        run.findings.compare_stated(at, what, expected.next, steps)


def _compare_standings(run: _Run, expect: ExpectedStandings, held: Accounts) -> None:
    ranking = next((known for known in run.facts.policy.pack.rankings if known.id == expect.ranking), None)
    if ranking is None:
        run.findings.fail(expect.origin, msg("The policy has no ranking {ranking}.", ranking=expect.ranking))
        return
    leaders = tuple(dict.fromkeys(leader.leader for leader in run.given.leaders))
    places = standings(ranking, expect.year, run.given.as_of, {COMMUNITY: (leaders, held)})
    ranks = {place.leader: place.rank for place in places}
    for wanted in expect.places:
        what = msg("{leader}, rank", leader=wanted.leader)
        run.findings.compare(wanted.origin, what, wanted.rank, ranks.get(wanted.leader))
    if expect.rewarded is None and expect.tied is None:
        return
    reward = next(known for known in run.facts.policy.pack.top_rewards if known.ranking == expect.ranking)
    day = expect.year.last
    lists = firsts(
        [(place.leader, place.ranked_by) for place in places],
        reward.places.required(day),
        reward.ties.required(day),
        run.given.chosen,
    )
    tied = tuple(leader for tie in lists.ties if not tie.decided for leader in tie.contenders)
    run.findings.compare_stated(expect.origin, msg("Rewarded"), expect.rewarded, lists.holders[0][1])
    run.findings.compare_stated(expect.origin, msg("Tied"), expect.tied, tied)
