"""Cases of surveys and votes in Jinnan, worked out by the oracle and by the engine.

Knows both sides; works out no share itself.
"""

from __future__ import annotations

from datetime import date, timedelta
from fractions import Fraction
from functools import cache
from typing import TYPE_CHECKING, Any

from generator.duties.rhythms import Deed, kept, overdue_by
from generator.duties.shares import percent
from generator.ledger import CommunityBook
from generator.periods import Period
from generator.policies.duties import Rhythm
from generator.records.people import Person
from generator.records.places import Community
from generator.records.surveys import Survey
from generator.surveys.counting import Counts, is_low, per_cent, satisfaction
from generator.surveys.results import is_barred, proposals
from generator.surveys.votes import Ballot, passes
from tests.oracle import service
from tests.oracle.comparing_service import a_day
from tests.oracle.packs import pack, policy_with
from tests.oracle.seeing import Difference, drawing

if TYPE_CHECKING:
    from collections.abc import Iterator
    from random import Random

    from generator.policies.pack import Policy
    from tests.oracle.rongcheng import Plain

RULE_SETS = 40
SURVEY = "surveys.half-year"
PATHS = {
    **{name: f"{SURVEY}.{name}" for name in ("counted", "denominator", "least_answers", "min_service_days")},
    **{name: f"{SURVEY}.{name}" for name in ("threshold", "equal_is_below", "times")},
    **{name: f"vote.{name}" for name in ("base", "share", "equal_passes", "quorum")},
    "last_days": "duties.summary-monthly.last_days",
}
SETTINGS: dict[str, tuple[Any, ...]] = {
    "counted": (("satisfied", "basically"), ("satisfied", "basically"), ("satisfied",)),
    "denominator": ("valid", "valid", "returned"),
    "least_answers": (None, None, 5),
    "min_service_days": (0, 0, 90),
    "threshold": (60, 60, 50),
    "equal_is_below": (False, False, True),
    "times": (1, 1, 2),
    "base": ("present", "present", "entitled", "cast"),
    "share": (50, 50, 66),
    "equal_passes": (False, False, True),
    "quorum": (None, None, 50),
    "last_days": (7, 7, 3),
}


@cache
def rules_of(number: int) -> tuple[Plain, Policy]:
    """Draw the settings of that number, the pack's own for 0, and read the pack with them."""
    rng = drawing("j22 rates", number)
    rules = {key: values[0] if number == 0 else rng.choice(values) for key, values in SETTINGS.items()}
    settings = [(PATHS[key], value) for key, value in rules.items() if value is not None]
    return rules, policy_with("j22", settings)


def j22_rates(rng: Random) -> Iterator[Difference]:
    """Compare satisfaction, bars, votes, shares, month ends and half-years of Jinnan."""
    rules, policy = rules_of(rng.choice((0, rng.randrange(RULE_SETS))))
    yield from _surveys(rng, rules, policy)
    whole = rng.randrange(1, 6000)
    part = rng.randrange(whole + 1)
    for decimals in (0, 1, 2):
        shown = str(per_cent(Fraction(part, whole), decimals))
        yield Difference(f"{part} of {whole}", service.percent(Fraction(part, whole), decimals), shown)
    yield Difference("share", service.percent(Fraction(part, whole)), str(percent(Fraction(part, whole))))
    entitled = rng.randrange(1, 60)
    present = rng.randrange(entitled + 1)
    vote: Plain = {"entitled": entitled, "present": present, "for": rng.randrange(present + 1)}
    vote["against"] = rng.randrange(present - vote["for"] + 1)
    ballot = Ballot(present, vote["for"], vote["against"], present - vote["for"] - vote["against"], entitled)
    if policy.pack.vote is None:
        raise ValueError(policy.id)
    yield Difference(f"vote {vote}", service.passed(vote, rules), passes(policy.pack.vote, ballot, a_day(rng)))
    yield from _meetings(rng, rules, policy)


def _surveys(rng: Random, rules: Plain, policy: Policy) -> Iterator[Difference]:
    rule = policy.pack.surveys[0]
    surveys: list[Plain] = []
    people: dict[str, Person] = {}
    since: dict[str, date] = {}
    for leader in ("p0", "p1", "p2"):
        since[leader] = a_day(rng) - timedelta(days=400)
        post = {"id": "a", "role": rule.roles[0], "places": ("x",), "from": since[leader]}
        people[leader] = Person.model_validate({"name": leader, "appointments": (post,)})
    for half in [half for half in ("2022-H1", "2022-H2", "2023-H1") for _ in people]:
        leader, size = sorted(people)[len(surveys) % 3], rng.choice((3, 10, 100))
        on = max(Period.parse(half).first + timedelta(days=rng.randrange(200)), since[leader])
        plain: Plain = {"leader": leader, "on": on, "since": since[leader], "half": half}
        plain |= {answer: rng.randrange(size) for answer in ("satisfied", "basically", "not_satisfied", "blank")}
        if rng.random() < 0.3:
            plain |= {"satisfied": 6 * size, "basically": 0, "not_satisfied": 4 * size + rng.randrange(-1, 2)}
        if rng.random() < 0.05:
            plain |= dict.fromkeys(("satisfied", "basically", "not_satisfied"), 0)
        surveys.append(plain)
        counts = Counts(plain["satisfied"], plain["basically"], plain["not_satisfied"], plain["blank"])
        share = service.satisfaction(plain, rules)
        yield Difference(f"satisfaction {counts}", share, satisfaction(rule, counts, on))
        yield Difference(f"low {counts}", service.is_low(share, rules), is_low(rule, share, on))
    as_of = a_day(rng)
    written = {f"s{number}": _survey(survey) for number, survey in enumerate(surveys)}
    community = Community(name="c", parent="above", office="office", places=())
    book = CommunityBook("town", "c", community, people=people, surveys=written)
    wanted = set(service.low_results(surveys, as_of, rules))
    yield Difference("proposed", wanted, {proposal.leader for proposal in proposals(book, rule, as_of)})
    yield Difference("barred", wanted, {leader for leader in people if is_barred(book, rule, leader, as_of)})


def _survey(survey: Plain) -> Survey:
    answers = {answer: survey[answer] for answer in ("satisfied", "basically", "not_satisfied", "blank")}
    period = Period.parse(survey["half"])
    return Survey(
        survey="half-year", person=survey["leader"], period=period, held_on=survey["on"], counted_by="office", **answers
    )


def _meetings(rng: Random, rules: Plain, policy: Policy) -> Iterator[Difference]:
    duties = {duty.id: duty for duty in policy.pack.duties}
    summary, half_yearly = duties["summary-monthly"], duties["evaluation-half-yearly"]
    if not isinstance(summary, Rhythm) or not isinstance(half_yearly, Rhythm):
        raise TypeError
    working = pack("j22").working_days
    month = Period.of("month", a_day(rng))
    meetings = [month.last - timedelta(days=rng.randrange(-3, 12)) for _ in range(rng.randrange(4))]
    found = kept(summary, month, [Deed(on) for on in meetings], working_days=working)
    wanted = service.in_months_end(meetings, month.year, month.number, rules["last_days"])
    yield Difference(f"month end {meetings}", [wanted], [count.done for count in found.counts])
    half = Period.of("half", a_day(rng))
    first, last = service.half_year(half.year, half.number)
    yield Difference("half-year", (first, last), (half.first, half.last))
    as_of = last + timedelta(days=rng.randrange(-3, 10))
    held = [] if rng.random() < 0.5 else [first + timedelta(days=rng.randrange(181))]
    kept_half = kept(half_yearly, half, [Deed(on) for on in held if on <= as_of], working_days=working, as_of=as_of)
    late = overdue_by(kept_half.missing[0], as_of) if kept_half.missing else 0
    yield Difference("half-year overdue", service.overdue(last, held, as_of), late)
