"""Award rounds of a jurisdiction: who takes part, the yearly ranking, who holds which tier.

Knows scores and the round's record; a list is final only when a person confirmed it.
"""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, TypeAlias

from msgspec import Struct

from generator.awards.credit import Holding, credit_rows
from generator.awards.tiers import Allotment, allot, places
from generator.periods import Period
from generator.scoring.alerts import scope_key
from generator.scoring.rankings import rank
from generator.scoring.totals import Holder

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from datetime import date
    from decimal import Decimal

    from generator.policies.outcomes import Honour, Ranking
    from generator.policies.pack import Policy
    from generator.records.outcomes import AwardRound, TieDecision
    from generator.scoring.scores import CommunityScores, JurisdictionScores


class Standing(Struct, frozen=True):
    """A leader's place in the yearly ranking of a role."""

    community: str
    leader: str
    role: str
    bonus: Decimal
    score: Decimal
    rank: int
    scope: str


class HonourResult(Struct, frozen=True):
    """One honour of a round: who takes part and how the places fall, scope by scope."""

    honour: Honour
    year: Period
    standings: tuple[Standing, ...]
    allotments: tuple[tuple[str, Allotment[str]], ...]

    @property
    def provisional(self) -> bool:
        """Tell whether a tie still waits for its decision."""
        return any(allotment.provisional for _, allotment in self.allotments)

    def tier_of(self, leader: str) -> str | None:
        """Return the tier a leader holds."""
        for _, allotment in self.allotments:
            for tier, holders in allotment.holders:
                if leader in holders:
                    return tier
        return None

    def holders(self, tier: str) -> tuple[str, ...]:
        """Return who holds a tier, in order of rank."""
        return tuple(
            leader
            for _, allotment in self.allotments
            for code, found in allotment.holders
            if code == tier
            for leader in found
        )


class RoundResult(Struct, frozen=True):
    """A year's round; `record` is absent where the year is over and no round was recorded yet."""

    year: Period
    record: AwardRound | None
    honours: tuple[HonourResult, ...]

    @property
    def confirmed(self) -> bool:
        """Tell whether the lists are final."""
        return self.record is not None and self.record.confirmed_on is not None

    @property
    def provisional(self) -> bool:
        """Tell whether any list may still change."""
        return not self.confirmed or any(result.provisional for result in self.honours)


class Entrant(Struct, frozen=True):
    """What a community adds to an honour's ranking of a year: a leader, not ranked yet."""

    standing: Standing
    takes_part: bool
    group: str
    """Among whom the honour's places are counted."""


RoundPart: TypeAlias = "Mapping[tuple[Period, str], tuple[Entrant, ...]]"
"""What a community adds to rounds, by year and honour."""


def round_part(community: CommunityScores, awards: Mapping[Period, AwardRound], years: Iterable[Period]) -> RoundPart:
    """Gather what a community adds to the rounds of some years; `awards` are the recorded rounds."""
    found: dict[tuple[Period, str], tuple[Entrant, ...]] = {}
    for year in years:
        known_by = awards[year].frozen_on if year in awards else community.as_of
        for honour in community.policy.pack.honours:
            found[year, honour.id] = tuple(_entrants(community, honour, year, known_by))
    return found


def held_round(
    policy: Policy, record: AwardRound | None, year: Period, as_of: date, parts: Sequence[RoundPart]
) -> RoundResult:
    """Hold a year's round from its record, where there is one, and from what the communities add."""
    honours = (
        _honour(policy, honour, year, as_of, record, [e for part in parts for e in part.get((year, honour.id), ())])
        for honour in policy.pack.honours
    )
    return RoundResult(year, record, tuple(honours))


def hold_round(scores: JurisdictionScores, year: Period) -> RoundResult:
    """Compute a year's round from its record, or provisionally from what is known."""
    parts = [round_part(community, scores.book.awards, (year,)) for community in scores.communities.values()]
    return held_round(scores.policy, scores.book.awards.get(year), year, scores.as_of, parts)


def years_to_hold(awards: Iterable[Period], logged: Iterable[Period], as_of: date) -> tuple[Period, ...]:
    """Return every recorded year and every logged year that is over; `logged` are the months of logs."""
    over = (year for year in {Period.of("year", month.first) for month in logged} if year.last < as_of)
    return tuple(sorted({*awards, *over}))


def rounds(scores: JurisdictionScores) -> tuple[RoundResult, ...]:
    """Return the round of every recorded year and of every logged year that is over."""
    logged = (month for community in scores.communities.values() for month in community.book.logs)
    return tuple(hold_round(scores, year) for year in years_to_hold(scores.book.awards, logged, scores.as_of))


def year_standings(
    scores: JurisdictionScores, ranking: Ranking, role: str, year: Period, known_by: date
) -> tuple[Standing, ...]:
    """Rank all who held a role in a year by bonus or score, within the ranking's scope."""
    day = _last_day_in_force(scores.policy, year, scores.as_of)
    found = [s for c in scores.communities.values() for s in _unranked(c, ranking, role, year, known_by)]
    return _ranked(ranking, found, day)


StandingsPart: TypeAlias = "Mapping[tuple[str, str, Period], tuple[Standing, ...]]"
"""What a community adds to yearly rankings, by ranking, role and year; nobody is ranked yet."""


def standings_part(
    community: CommunityScores,
    rankings: Iterable[Ranking],
    awards: Mapping[Period, AwardRound],
    years: Iterable[Period],
) -> StandingsPart:
    """Gather what a community adds to rankings of some years, as the recorded rounds know them, else as of the day."""
    known_by = {year: awards[year].frozen_on if year in awards else community.as_of for year in years}
    return {
        (ranking.id, role, year): tuple(_unranked(community, ranking, role, year, day))
        for ranking in rankings
        for role in ranking.roles
        for year, day in known_by.items()
    }


def ranked_standings(
    policy: Policy, as_of: date, parts: Sequence[StandingsPart], ranking: Ranking, role: str, year: Period
) -> tuple[Standing, ...]:
    """Rank by what the communities add."""
    found = (standing for part in parts for standing in part.get((ranking.id, role, year), ()))
    return _ranked(ranking, found, _last_day_in_force(policy, year, as_of))


def _unranked(
    community: CommunityScores, ranking: Ranking, role: str, year: Period, known_by: date
) -> Iterator[Standing]:
    day = _last_day_in_force(community.policy, year, community.as_of)
    scope = ranking.scope.required(day)
    for holder in community.holders(year.first, year.last):
        if holder.role == role:
            bonus, points = community.year_score(holder, year, known_by)
            key = scope_key(community.book, scope, _place(community, holder))
            yield Standing(community.book.id, holder.leader, role, bonus, points, 0, key)


def _ranked(ranking: Ranking, standings: Iterable[Standing], day: date) -> tuple[Standing, ...]:
    groups: dict[str, list[Standing]] = defaultdict(list)
    for standing in standings:
        groups[standing.scope].append(standing)
    basis = ranking.basis.required(day)
    method = ranking.method.required(day)
    found: list[Standing] = []
    for key in sorted(groups):
        by_basis = [(s, s.score if basis == "score" else s.bonus) for s in groups[key]]
        for s, _, number in rank(by_basis, method):
            found.append(Standing(s.community, s.leader, s.role, s.bonus, s.score, number, key))
    return tuple(found)


def _last_day_in_force(policy: Policy, year: Period, as_of: date) -> date:
    return min(year.last, max(as_of, year.first, policy.first_day))


def _place(community: CommunityScores, holder: Holder) -> str:
    return next(
        (
            post.appointment.places[0]
            for post in community.book.posts_ever(holder.leader)
            if post.appointment.role == holder.role and post.appointment.places
        ),
        "",
    )


def takes_part(scores: JurisdictionScores, honour: Honour, community: str, leader: str, year: Period) -> bool:
    """Tell whether a leader takes part in a year's contest: in post on its day and not opted out."""
    return _takes_part(scores.communities[community], honour, leader, year)


def _takes_part(community: CommunityScores, honour: Honour, leader: str, year: Period) -> bool:
    book = community.book
    rule = honour.participants.required(_last_day_in_force(community.policy, year, community.as_of))
    in_post = any(
        post.appointment.role == honour.role and (rule == "in_post_any_day" or post.held_on(year.last))
        for post in book.posts_ever(leader)
    )
    return in_post and year not in book.people[leader].opted_out


def _entrants(community: CommunityScores, honour: Honour, year: Period, known_by: date) -> Iterator[Entrant]:
    day = _last_day_in_force(community.policy, year, community.as_of)
    scope = honour.scope.required(day)
    for s in _unranked(community, _ranking_of(community.policy, honour), honour.role, year, known_by):
        group = scope_key(community.book, scope, _place(community, Holder(s.leader, s.role)))
        yield Entrant(s, _takes_part(community, honour, s.leader, year), group)


def _ranking_of(policy: Policy, honour: Honour) -> Ranking:
    return next(ranking for ranking in policy.pack.rankings if ranking.id == honour.ranking)


def _honour(
    policy: Policy, honour: Honour, year: Period, as_of: date, record: AwardRound | None, entrants: list[Entrant]
) -> HonourResult:
    day = _last_day_in_force(policy, year, as_of)
    ranked = _ranked(_ranking_of(policy, honour), (entrant.standing for entrant in entrants), day)
    known = {(e.standing.community, e.standing.leader): e for e in entrants}
    standings = tuple(s for s in ranked if known[s.community, s.leader].takes_part)
    groups: dict[str, list[Standing]] = defaultdict(list)
    for s in standings:
        groups[known[s.community, s.leader].group].append(s)
    decisions = [d for d in (record.tie_decisions if record else ()) if d.honour == honour.id]
    allotments = tuple((key, _allot(honour, groups[key], day, decisions)) for key in sorted(groups))
    return HonourResult(honour, year, standings, allotments)


def _allot(honour: Honour, standings: list[Standing], day: date, decisions: list[TieDecision]) -> Allotment[str]:
    members = {s.leader for s in standings}
    shares = [tier.share.required(day) for tier in honour.tiers]
    quota = places(len(standings), shares, honour.rounding.required(day))
    least = honour.min_score.on(day) if honour.min_score is not None else None
    return allot(
        [(s.leader, s.score) for s in standings if least is None or s.score >= least],
        [(tier.id, count) for tier, count in zip(honour.tiers, quota, strict=True)],
        ties=honour.ties.required(day),
        overflow=honour.overflow.required(day),
        carry_unused=honour.carry_unused.required(day),
        decisions={d.tier: d.chosen for d in decisions if d.chosen and members.issuperset(d.chosen)},
    )


def credit_holdings(scores: JurisdictionScores, result: RoundResult) -> tuple[Holding, ...]:
    """Return the rows of a year's credit push: each holder's points by the policy's stacking rule."""
    push = scores.policy.pack.credit
    if push is None:
        return ()
    day = _last_day_in_force(scores.policy, result.year, scores.as_of)
    holdings = [
        Holding(leader, honour.honour.id, tier.id, tier.credit_points.required(day))
        for honour in result.honours
        for tier in honour.honour.tiers
        if tier.credit_points is not None
        for leader in honour.holders(tier.id)
    ]
    return credit_rows(holdings, push.stack.required(day))
