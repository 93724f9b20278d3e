"""Award rounds of a jurisdiction: who takes part, the yearly ranking, who holds which tier.

Knows scores and the round's record; a list is final only when a person confirmed it.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from generator.awards.credit import Holding, credit_rows
from generator.awards.tiers import Allotment, allot, places
from generator.periods import Period
from generator.scoring.alerts import scope_key
from generator.scoring.rankings import rank
from generator.scoring.totals import Holder

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date
    from decimal import Decimal

    from generator.policies.outcomes import Honour, Ranking
    from generator.records.outcomes import AwardRound, TieDecision
    from generator.scoring.scores import CommunityScores, JurisdictionScores


@dataclass(frozen=True, slots=True)
class Standing:
    """A leader's place in the yearly ranking of a role."""

    community: str
    leader: str
    role: str
    bonus: Decimal
    score: Decimal
    rank: int
    scope: str


@dataclass(frozen=True, slots=True)
class HonourResult:
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


@dataclass(frozen=True, slots=True)
class RoundResult:
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


def hold_round(scores: JurisdictionScores, year: Period) -> RoundResult:
    """Compute a year's round from its record, or provisionally from what is known."""
    record = scores.book.awards.get(year)
    known_by = record.frozen_on if record else scores.as_of
    honours = tuple(_honour(scores, honour, year, known_by, record) for honour in scores.policy.pack.honours)
    return RoundResult(year, record, honours)


def rounds(scores: JurisdictionScores) -> tuple[RoundResult, ...]:
    """Return the round of every recorded year and of every logged year that is over."""
    logged = {
        Period.of("year", month.first) for community in scores.communities.values() for month in community.book.logs
    }
    years = set(scores.book.awards) | {year for year in logged if year.last < scores.as_of}
    return tuple(hold_round(scores, year) for year in sorted(years))


def year_standings(
    scores: JurisdictionScores, ranking: Ranking, role: str, year: Period, known_by: date
) -> tuple[Standing, ...]:
    """Rank all who held a role in a year by bonus or score, within the ranking's scope."""
    day = _last_day_in_force(scores, year)
    scope = ranking.scope.required(day)
    groups: dict[str, list[Standing]] = defaultdict(list)
    for community, holder in _holders(scores, role, year):
        bonus, points = community.year_score(holder, year, known_by)
        key = scope_key(community.book, scope, _place(community, holder))
        groups[key].append(Standing(community.book.id, holder.leader, role, bonus, points, 0, key))
    basis = ranking.basis.required(day)
    method = ranking.method.required(day)
    found: list[Standing] = []
    for key in sorted(groups):
        by_basis = [(s, s.score if basis == "score" else s.bonus) for s in groups[key]]
        for s, _, number in rank(by_basis, method):
            found.append(Standing(s.community, s.leader, s.role, s.bonus, s.score, number, key))
    return tuple(found)


def _last_day_in_force(scores: JurisdictionScores, year: Period) -> date:
    return min(year.last, max(scores.as_of, year.first, scores.policy.first_day))


def _holders(scores: JurisdictionScores, role: str, year: Period) -> Iterator[tuple[CommunityScores, Holder]]:
    for community in scores.communities.values():
        for holder in community.holders(year.first, year.last):
            if holder.role == role:
                yield community, holder


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
    book = scores.communities[community].book
    rule = honour.participants.required(_last_day_in_force(scores, year))
    in_post = any(
        post.appointment.role == honour.role and (rule == "in_post_any_day" or post.held_on(year.last))
        for post in book.posts_ever(leader)
    )
    return in_post and year not in book.people[leader].opted_out


def _honour(
    scores: JurisdictionScores, honour: Honour, year: Period, known_by: date, record: AwardRound | None
) -> HonourResult:
    ranking = next(r for r in scores.policy.pack.rankings if r.id == honour.ranking)
    day = _last_day_in_force(scores, year)
    standings = tuple(
        s
        for s in year_standings(scores, ranking, honour.role, year, known_by)
        if takes_part(scores, honour, s.community, s.leader, year)
    )
    scope = honour.scope.required(day)
    groups: dict[str, list[Standing]] = defaultdict(list)
    for s in standings:
        community = scores.communities[s.community]
        groups[scope_key(community.book, scope, _place(community, Holder(s.leader, s.role)))].append(s)
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
    day = _last_day_in_force(scores, result.year)
    holdings = [
        Holding(leader, honour.honour.id, tier.id, tier.credit_points.required(day))
        for honour in result.honours
        for tier in honour.honour.tiers
        if tier.credit_points is not None
        for leader in honour.holders(tier.id)
    ]
    return credit_rows(holdings, push.stack.required(day))
