"""Runs cases of staffing: households, ages, channels, campaigns, leaving, tags, weights.

Knows which engine function answers which expectation; judges nothing itself.
"""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal
from itertools import pairwise
from typing import TYPE_CHECKING

from generator.cases.allowances import first_leader_role
from generator.ledger import CommunityBook
from generator.periods import full_years
from generator.policies.eligibility import age_fault, channels_missing
from generator.policies.evaluation import WHOLE_WEIGHT, methods_missing, weight_sum
from generator.policies.measures import earliest_leaving, leaders_needed, load_fits
from generator.policies.selection import AgeAtMost
from generator.problems import msg
from generator.records.people import Person
from generator.records.places import Community
from generator.records.service import CampaignReturn
from generator.staffing import progress, progress_totals, required_post_coverage

if TYPE_CHECKING:
    from datetime import date

    from generator.cases.findings import Findings
    from generator.policies.case_staffing import (
        AgesExpected,
        AgesGiven,
        CampaignExpected,
        CampaignGiven,
        CapacityExpected,
        CapacityGiven,
        ExpectedReturn,
        GivenReturn,
        LeavingExpected,
        LeavingGiven,
        NominationExpected,
        NominationGiven,
        TaggedExpected,
        TaggedGiven,
        WeightsExpected,
        WeightsGiven,
    )
    from generator.policies.pack import Policy
    from generator.staffing import ProgressRow

_CENT = Decimal("0.01")


def run_capacity(policy: Policy, given: CapacityGiven, expect: CapacityExpected, findings: Findings) -> None:
    """Work out the leaders needed and judge the loads."""
    rule = policy.pack.staffing.capacity if policy.pack.staffing else None
    if rule is None:
        findings.fail(given.origin, msg("The policy says nothing of households per leader."))
        return
    needed = tuple(leaders_needed(rule, households, given.on) for households in given.areas)
    fits = tuple("ok" if load_fits(rule, households, given.on) else "warn" for households in given.loads)
    findings.compare(expect.origin, msg("Leaders needed"), expect.needed, needed)
    findings.compare(expect.origin, msg("Loads that fit"), expect.fits, fits)


def run_ages(policy: Policy, given: AgesGiven, expect: AgesExpected, findings: Findings) -> None:
    """Count full years and judge each age without and with a waiver."""
    selection = policy.pack.selection
    rule = next((r for r in selection.eligibility if isinstance(r, AgeAtMost)), None) if selection else None
    if rule is None:
        findings.fail(given.origin, msg("The policy sets no highest age."))
        return
    findings.compare(expect.origin, msg("Number of people"), len(expect.people), len(given.people))
    for person, wanted in zip(given.people, expect.people, strict=False):
        years = full_years(person.born, person.on, attained=rule.attained.required(person.on))
        slots = {"born": person.born.isoformat(), "day": person.on.isoformat()}
        findings.compare(wanted.origin, msg("Born {born}, years on {day}", **slots), wanted.years, years)
        plain, waived = (age_fault(rule, years, person.on, waived=waived) for waived in (False, True))
        findings.compare(wanted.origin, msg("Born {born}, refused on {day} by", **slots), wanted.plain, plain)
        what = msg("Born {born}, refused on {day} with a waiver by", **slots)
        findings.compare(wanted.origin, what, wanted.waived, waived)


def run_nomination(policy: Policy, given: NominationGiven, expect: NominationExpected, findings: Findings) -> None:
    """Hold channels and steps against the selection."""
    selection = policy.pack.selection
    if selection is None:
        findings.fail(given.origin, msg("The policy has no selection."))
        return
    missing = channels_missing(selection, given.channels, given.on)
    rank = {step.id: number for number, step in enumerate(selection.steps)}
    absent = tuple(step for step in rank if step not in given.steps)
    order = [rank[step] for step in given.steps if step in rank]
    at = expect.origin
    findings.compare(at, msg("Channels missing"), expect.channels_missing, missing)
    findings.compare(at, msg("Steps missing"), expect.steps_missing, absent)
    findings.compare(at, msg("Steps in order"), expect.in_order, all(a < b for a, b in pairwise(order)))


def run_campaign(policy: Policy, given: CampaignGiven, expect: CampaignExpected, findings: Findings) -> None:
    """Lay out the communities of a campaign and compare its table."""
    rule = policy.campaign(given.campaign)
    if rule is None:
        findings.fail(given.origin, msg("The policy has no campaign {campaign}.", campaign=given.campaign))
        return
    books = {found.community: _returned(found, rule.id, rule.role, given.as_of) for found in given.returns}
    rows = progress(books, rule, given.as_of)
    by_community = {row.community: row for row in rows}
    for wanted in expect.returns:
        _compare_return(wanted, by_community[wanted.community], findings)
    if expect.totals is not None:
        totals = (expect.totals.buildings, expect.totals.before, expect.totals.after)
        findings.compare(expect.totals.origin, msg("Total row"), totals, progress_totals(rows))


def _compare_return(wanted: ExpectedReturn, row: ProgressRow, findings: Findings) -> None:
    at, slots = wanted.origin, {"community": wanted.community}
    findings.compare_stated(at, msg("{community}, serial number", **slots), wanted.number, row.number)
    findings.compare_stated(at, msg("{community}, buildings", **slots), wanted.buildings, row.buildings)
    findings.compare_stated(at, msg("{community}, leaders before", **slots), wanted.before, row.before)
    findings.compare_stated(at, msg("{community}, leaders after", **slots), wanted.after, row.after)
    findings.compare_stated(at, msg("{community}, state", **slots), wanted.state, row.standing.state)
    findings.compare_stated(at, msg("{community}, days late", **slots), wanted.days, row.standing.days)


def _returned(given: GivenReturn, campaign: str, role: str, as_of: date) -> CommunityBook:
    record = CampaignReturn(buildings=given.buildings, leaders_before=given.before, done_on=given.done_on)
    people = {
        f"leader-{number}": _serving(f"leader-{number}", role, places, given.done_on or as_of)
        for number, places in enumerate(given.after, start=1)
    }
    return _book(given.community, people, {campaign: record})


def _serving(name: str, role: str, places: int, since: date) -> Person:
    held = tuple(f"{name}-{number}" for number in range(places))
    return Person.model_validate(
        {"name": name, "appointments": ({"id": "a1", "role": role, "places": held, "from": since},)}
    )


def _book(name: str, people: dict[str, Person], campaigns: dict[str, CampaignReturn] | None = None) -> CommunityBook:
    community = Community(name=name, parent="above", office="office", places=())
    return CommunityBook("case", name, community, people=people, campaigns=campaigns or {})


def run_tagged(policy: Policy, given: TaggedGiven, expect: TaggedExpected, findings: Findings) -> None:
    """Lay out people with a tag and list those without the post that they must hold."""
    rules = policy.pack.staffing.required_posts if policy.pack.staffing else ()
    rule = next((known for known in rules if known.tag == given.tag), None)
    if rule is None:
        findings.fail(given.origin, msg("The policy asks nothing of people with the tag {tag}.", tag=given.tag))
        return
    people = {
        f"p{number}": _serving(f"p{number}", first_leader_role(policy), 1, given.on).model_copy(
            update={"tags": (given.tag,)} | ({} if number < given.serving else {"appointments": ()})
        )
        for number in range(given.serving + given.not_serving)
    }
    coverage = required_post_coverage([_book("community", people)], rule, given.on)
    findings.compare(expect.origin, msg("Rows of the gap list"), expect.gaps, len(coverage.missing))
    share = coverage.share
    per_cent = None
    if share is not None:
        per_cent = (Decimal(share.numerator * 100) / share.denominator).quantize(_CENT, ROUND_HALF_UP)
    findings.compare(expect.origin, msg("Per cent that serve"), expect.per_cent, per_cent)


def run_evaluation(policy: Policy, given: WeightsGiven, expect: WeightsExpected, findings: Findings) -> None:
    """Add up the weights and look for missing methods."""
    rule = policy.evaluation(given.evaluation)
    if rule is None:
        findings.fail(given.origin, msg("The policy has no evaluation {evaluation}.", evaluation=given.evaluation))
        return
    weights = weight_sum(rule, given.on)
    refused = None if weights in {None, WHOLE_WEIGHT} else "weights-not-hundred"
    at = expect.origin
    findings.compare(at, msg("Sum of the weights"), expect.sum, weights)
    findings.compare(at, msg("The weights, refused by"), expect.refused, refused)
    missing = methods_missing(rule, given.methods, given.on)
    findings.compare(at, msg("The methods suffice"), expect.enough, not missing)
    findings.compare(at, msg("Methods missing"), expect.methods_missing, missing)


def run_leaving(policy: Policy, given: LeavingGiven, expect: LeavingExpected, findings: Findings) -> None:
    """Work out the earliest day of leaving and refuse the days before it."""
    leaving = policy.pack.staffing.leaving if policy.pack.staffing else None
    rule = leaving.ground(given.ground) if leaving else None
    if rule is None:
        findings.fail(given.origin, msg("The policy has no ground of leaving {ground}.", ground=given.ground))
        return
    earliest = earliest_leaving(rule, given.informed_on)
    findings.compare(expect.origin, msg("Earliest day of leaving"), expect.earliest, earliest)
    refused = tuple(day for day in given.effective_on if day < earliest)
    findings.compare(expect.origin, msg("Days of leaving that are refused"), expect.refused, refused)
