"""Cases of service in the New Area, worked out by the oracle and by the engine.

Knows both sides; judges no day itself.
"""

from __future__ import annotations

from datetime import date, timedelta
from fractions import Fraction
from functools import cache
from typing import TYPE_CHECKING, Any

from generator.awards.place_choice import choice_fault
from generator.duties.absences import Sitting, counted_alerts
from generator.duties.coverage import post_gap
from generator.duties.display import display_fault, display_of, last_posting
from generator.duties.rhythms import Deed, kept
from generator.duties.shares import percent
from generator.duties.spans import Span, owed_periods
from generator.duties.terms import probation_state, term_end
from generator.duties.visits import visit_coverage
from generator.periods import Period
from generator.policies.duties import Rhythm
from generator.policies.measures import earliest_leaving, leaders_needed
from tests.oracle import days, service, staffing
from tests.oracle.packs import pack, policy_with
from tests.oracle.seeing import Difference, drawing

if TYPE_CHECKING:
    from collections.abc import Iterator
    from random import Random

    from generator.policies.pack import Policy
    from tests.oracle.rongcheng import Plain

RULE_SETS = 40
PATHS = {
    "least": "selection.publicity.days",
    "most_days": "selection.publicity.most_days",
    "day_type": "selection.publicity.day_type",
    "start_counts": "selection.publicity.count_start_day",
    "times": "event_counts.absent-three-times.times",
    "early": "event_counts.absent-three-times.early",
    "window": "event_counts.absent-three-times.window",
    "once": "event_counts.absent-three-times.double_purpose_once",
    "years": "service.term.years",
    "months": "staffing.insurance.within_months",
    "passed_late": "service.probation.passed_late",
    "fewest": "service.place_honours.excellent-leader.least",
    "most": "service.place_honours.excellent-leader.most",
    "reason_for_none": "service.place_honours.excellent-leader.reason_for_none",
    "target": "staffing.capacity.target",
    "rounding": "staffing.capacity.rounding",
    "notice": "staffing.leaving.grounds.own-request.number",
}
SETTINGS: dict[str, tuple[Any, ...]] = {
    "least": (5, 5, 3),
    "most_days": (7, 7, 10),
    "day_type": ("working", "working", "natural"),
    "start_counts": (False, False, True),
    "times": (3, 3, 4),
    "early": (2, 2, 1),
    "window": ("term", "term", "assessment_year", "rolling_12m", "consecutive"),
    "once": (True, True, False),
    "years": (5, 5, 3),
    "months": (3, 3, 6),
    "passed_late": ("decision", "due", "not_due"),
    "fewest": (1, 1, 0),
    "most": (2, 2, 3),
    "reason_for_none": (True, True, False),
    "target": (100, 100, 80),
    "rounding": ("half_up", "half_up", "ceil"),
    "notice": (2, 2, 1),
}


@cache
def rules_of(number: int) -> tuple[Plain, Policy]:
    """Draw the settings of that number, the pack's own for 0, and read the pack with them."""
    rng = drawing("n22 service", number)
    rules = {key: values[0] if number == 0 else rng.choice(values) for key, values in SETTINGS.items()}
    settings = [(PATHS[key], value) for key, value in rules.items()]
    elections = sorted(a_day(rng) + timedelta(days=rng.randrange(2000)) for _ in range(2))
    rules |= {"elections": () if number == 0 or rng.random() < 0.5 else tuple(elections)}
    if rules["elections"]:
        settings.append(("service.term.elections", tuple(day.isoformat() for day in rules["elections"])))
    return {**rules, "due": date(2022, 2, 15), "min": 1}, policy_with("n22", settings)


def a_day(rng: Random) -> date:
    """Draw a day of 2022 or 2023."""
    return date(2022, 1, 1) + timedelta(days=rng.randrange(730))


def n22_service(rng: Random) -> Iterator[Difference]:
    """Compare displays, weeks, months, absences, terms, probation, choices and posts of the New Area."""
    rules, policy = rules_of(rng.choice((0, rng.randrange(RULE_SETS))))
    yield from _displays(rng, rules, policy)
    yield from _duties(rng, policy)
    yield from _absences(rng, rules, policy)
    yield from _terms(rng, rules, policy)
    yield from _choices(rng, rules, policy)


def _displays(rng: Random, rules: Plain, policy: Policy) -> Iterator[Difference]:
    publicity, working = policy.pack.selection.publicity if policy.pack.selection else None, pack("n22").working_days
    if publicity is None:
        raise ValueError(policy.id)
    posted = a_day(rng)
    removed = posted + timedelta(days=rng.randrange(18))
    shown = display_of(publicity, posted, working)
    yield Difference("earliest decision", service.earliest_decision(posted, rules), shown.earliest_decision)
    last = days.nth_day(posted, rules["most_days"], rules["day_type"], start_counts=rules["start_counts"])
    yield Difference("longest display", last, shown.most_day)
    judged = days.judged_window(posted, removed, rules["least"], rules["most_days"], rules)
    found = display_fault(publicity, posted, removed, working)
    yield Difference("display", judged, found.replace("-", "_") if found else "fine")
    yield Difference("last posting", service.last_posting(posted, rules), last_posting(publicity, posted, working))


def _spans(rng: Random) -> list[tuple[date, date | None]]:
    spans: list[tuple[date, date | None]] = []
    for _ in range(rng.randrange(1, 3)):
        start = a_day(rng) - timedelta(days=rng.randrange(300))
        spans.append((start, None if rng.random() < 0.5 else start + timedelta(days=rng.randrange(200))))
    return spans


def _duties(rng: Random, policy: Policy) -> Iterator[Difference]:
    duties = {duty.id: duty for duty in policy.pack.duties}
    inspection = duties["inspection"]
    if not isinstance(inspection, Rhythm):
        raise TypeError
    month, spans = Period.of("month", a_day(rng)), _spans(rng)
    done = [month.first + timedelta(days=rng.randrange(-4, 36)) for _ in range(rng.randrange(8))]
    held = [Span(*span) for span in spans]
    working = pack("n22").working_days
    found = kept(inspection, month, [Deed(on) for on in done], working_days=working, spans=held)
    owed = service.weeks_owed(month.year, month.number, spans)
    wanted = [(monday, service.times_in_week(done, monday)) for monday in owed]
    yield Difference("weeks", wanted, [(count.period.first, count.done) for count in found.counts])
    met = Fraction(sum(times > 0 for _, times in wanted), len(owed)) if owed else None
    shown = percent(found.share)
    yield Difference("share", service.percent(met) if met is not None else None, None if shown is None else str(shown))
    months = [period.number for period in owed_periods(Period.parse("2022"), "month", held, "middle_day")]
    yield Difference("months", service.months_owed(2022, spans), months)
    households = rng.randrange(1, 200)
    visited = [f"h{rng.randrange(households)}" for _ in range(rng.randrange(300))]
    missed = [f"h{rng.randrange(households)}" for _ in range(rng.randrange(5))]
    reached = visit_coverage([("home-visit", visited), ("not-at-home", missed)], ("home-visit",), households)
    yield Difference(
        "reached", (len(set(visited)), len(set(visited)) == households), (reached.reached, reached.complete)
    )


def _absences(rng: Random, rules: Plain, policy: Policy) -> Iterator[Difference]:
    rule = policy.pack.event_counts[0]
    since = a_day(rng) - timedelta(days=200)
    purposes = {1: ("leaders-weekly",), 2: ("leaders-weekly", "leaders-monthly")}
    on = sorted({since + timedelta(days=rng.randrange(-60, 500)) for _ in range(rng.randrange(12))})
    sittings: list[Plain] = [
        {
            "on": day,
            "state": rng.choice(("unexcused", "unexcused", "present", "excused")),
            "purposes": rng.choice((1, 2)),
        }
        for day in on
    ]
    told = [Sitting(s["on"], s["state"], purposes[s["purposes"]]) for s in sittings]
    wanted = service.absences(sittings, since, rules)
    found = [(alert.on, alert.kind) for alert in counted_alerts(rule, told, since)]
    if rules["window"] == "rolling_12m":
        first = {kind: day for day, kind in reversed(found)}
        yield Difference("absences", {kind: day for day, kind in reversed(wanted)}, first)
    else:
        yield Difference("absences", wanted, found)


def _terms(rng: Random, rules: Plain, policy: Policy) -> Iterator[Difference]:
    if policy.pack.service is None or policy.pack.staffing is None:
        raise ValueError(policy.id)
    term, trial = policy.pack.service.term, policy.pack.service.probation
    insurance, leaving = policy.pack.staffing.insurance, policy.pack.staffing.leaving
    if term is None or trial is None or insurance is None or leaving is None:
        raise ValueError(policy.id)
    start = a_day(rng)
    yield Difference("end of term", service.term_end(start, rules["years"], rules["elections"]), term_end(term, start))
    ends = days.months_on(start, rules["months"])
    result = None if rng.random() < 0.3 else (ends + timedelta(days=rng.randrange(-3, 4)), rng.random() < 0.7)
    as_of = ends + timedelta(days=rng.randrange(-4, 6))
    wanted = service.probation(start, result, as_of, rules)
    yield Difference("probation", wanted, probation_state(insurance, trial, start, result, as_of))
    ground = leaving.ground("own-request")
    may = days.months_on(start, rules["notice"])
    yield Difference("may leave", may, earliest_leaving(ground, start) if ground else None)


def _choices(rng: Random, rules: Plain, policy: Policy) -> Iterator[Difference]:
    if policy.pack.service is None or policy.pack.staffing is None or policy.pack.staffing.capacity is None:
        raise ValueError(policy.id)
    honour, capacity = policy.pack.service.place_honours[0], policy.pack.staffing.capacity
    qualified, chosen, reason = rng.randrange(5), rng.randrange(5), rng.random() < 0.5
    allowed = service.choice_allowed(qualified, chosen, rules, reason=reason)
    fault = choice_fault(honour, qualified, chosen, a_day(rng), reason=reason)
    yield Difference(f"{chosen} of {qualified}, reason {reason}", allowed, fault is None)
    households, as_of = rng.randrange(900), rules["due"] + timedelta(days=rng.randrange(-5, 20))
    needed = staffing.needed(households, {**rules, "least": rules["min"]})
    yield Difference(f"needed for {households}", needed, leaders_needed(capacity, households, as_of))
    appointed = [rules["due"] + timedelta(days=rng.randrange(-9, 20)) for _ in range(rng.randrange(8))]
    wanted = service.posts_missing(needed, appointed, rules["due"], as_of)
    gap = post_gap(capacity, policy.campaign("recruitment"), households, appointed, as_of)
    yield Difference("posts missing", wanted, tuple(gap))
