"""The yearly ranking and who holds which honour, with places, ties and decisions (B-03).

Knows computed rounds; a list is final only where the round's record confirms it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.awards import decision_of, takes_part, year_standings
from generator.problems import Words
from generator.reports import columns as c
from generator.reports.context import at, places_of
from generator.reports.report import Sheet
from generator.reports.table import Column
from generator.scoring.alerts import scope_key

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from generator.awards import Allotment, HonourResult, RoundResult, Standing, Tie
    from generator.periods import Period
    from generator.policies.outcomes import Honour, Tier
    from generator.reports.context import Context
    from generator.reports.report import Row

FINAL = Words("final", "已确认")
PROVISIONAL = Words("provisional", "暂定")
_SCOPE = Column("scope", Words("Ranked within", "范围"))
_TAKING_PART = Column("taking_part", Words("Taking part", "参评人数"), "whole")
_PLACES = Column("places", Words("Places", "名额"), "whole")


def state_of(found: RoundResult | None) -> Words:
    """Say whether a round's lists are final."""
    return FINAL if found is not None and not found.provisional else PROVISIONAL


def annual_ranking(context: Context, year: Period) -> Sheet:
    """Rank all who held a role in a year by score, ties sharing a rank (R18-2.4.2-4, R18-3.2-4, B-03).

    Where points are claimed, `points-ranking` is the ranking and this list is empty.
    """
    columns = (
        *(Column("ranking", Words("Ranking", "排名")), c.ROLE, _SCOPE, c.RANK, c.PERSON, c.NAME, c.COMMUNITY, c.PLACE),
        *(c.BONUS, Column("base", Words("Base", "基础分"), "points"), c.SCORE),
        *(Column("takes_part", Words("Takes part", "参评"), "flag"), c.TIER, c.STATE),
    )
    held = context.round_of(year)
    known_by = held.record.frozen_on if held is not None and held.record else context.as_of
    honours = context.policy.pack.honours
    rows = []
    for ranking in context.policy.pack.rankings if context.policy.pack.claims is None else ():
        for role in ranking.roles if ranking.period == "year" else ():
            honour = next((h for h in honours if (h.ranking, h.role) == (ranking.id, role)), None)
            for s in year_standings(context.scores, ranking, role, year, min(known_by, context.as_of)):
                book = context.scores.communities[s.community].book
                rows.append(
                    (
                        *(ranking.label, context.role(role), _scope(context, s.scope), s.rank, s.leader),
                        *(context.name(s.leader), book.community.name, places_of(book, s.leader, role, year)),
                        *(s.bonus, s.score - s.bonus, s.score),
                        takes_part(context.scores, honour, s.community, s.leader, year) if honour else None,
                        _tier(held, honour, s.leader),
                        state_of(held),
                    )
                )
    return Sheet(columns, tuple(rows))


def _scope(context: Context, scope: str) -> str:
    """Name what a ranking or a contest was held within."""
    upper = {place.id: place.name for place in context.book.jurisdiction.places}
    if not scope:
        return context.book.jurisdiction.name
    if scope in context.book.communities:
        return context.book.communities[scope].community.name
    community, _, grid = scope.partition("/")
    if grid:
        return context.book.communities[community].places[grid].name
    return upper.get(scope, scope)


def _tier(held: RoundResult | None, honour: Honour | None, leader: str) -> str | None:
    if held is None or honour is None:
        return None
    result = next(found for found in held.honours if found.honour.id == honour.id)
    code = result.tier_of(leader)
    return next((tier.label for tier in honour.tiers if tier.id == code), None)


def stars(context: Context, year: Period) -> Sheet:
    """List the tiers that show stars, with their shares, places and holders (R18-3.2-1 … R18-3.2-5, B-03)."""
    return _holders(context, year, lambda tier: tier.stars is not None)


def excellent(context: Context, year: Period) -> Sheet:
    """List the tiers without stars, with their shares, places and holders (R18-3.2-1, R18-3.2-6, B-03)."""
    return _holders(context, year, lambda tier: tier.stars is None)


def _holders(context: Context, year: Period, wanted: Callable[[Tier], bool]) -> Sheet:
    columns = (
        *(c.HONOUR, c.TIER, Column("share", Words("Share %", "比例（%）"), "points"), _SCOPE, _TAKING_PART, _PLACES),
        *(c.RANK, c.PERSON, c.NAME, c.COMMUNITY, c.PLACE, c.SCORE, c.STATE),
    )
    held = context.round_of(year)
    rows = tuple(
        row
        for result in (held.honours if held else ())
        for tier in result.honour.tiers
        if wanted(tier)
        for scope, allotment in result.allotments
        for row in _tier_rows(context, result, tier, scope, allotment)
    )
    return Sheet(columns, tuple((*row, state_of(held)) for row in rows), notes=_no_round(held))


def _no_round(held: RoundResult | None) -> tuple[Words, ...]:
    return () if held else (Words("There is no round of this year yet.", "本年度还没有评比。"),)


def _tier_rows(
    context: Context, result: HonourResult, tier: Tier, scope: str, allotment: Allotment[str]
) -> Iterator[Row]:
    """Yield a row for each holder of a tier; one without a name where nobody holds it."""
    by_leader = {s.leader: s for s in result.standings}
    holders = dict(allotment.holders).get(tier.id, ())
    count = sum(_contest(context, result, s) == scope for s in result.standings)
    head = (
        *(result.honour.label, tier.label, tier.share.on(min(result.year.last, context.as_of))),
        *(_scope(context, scope), count, dict(allotment.places)[tier.id]),
    )
    for leader in holders:
        s = by_leader[leader]
        book = context.scores.communities[s.community].book
        place = places_of(book, leader, s.role, result.year)
        yield (*head, s.rank, leader, context.name(leader), book.community.name, place, s.score)
    if not holders:
        yield (*head, *(None,) * 6)


def _contest(context: Context, result: HonourResult, leader: Standing) -> str:
    """Return the scope in which a leader takes part in a contest."""
    book = context.scores.communities[leader.community].book
    first = next(
        (
            post.appointment.places[0]
            for post in book.posts
            if (post.person, post.appointment.role) == (leader.leader, leader.role) and post.appointment.places
        ),
        "",
    )
    day = min(result.year.last, max(context.as_of, result.year.first))
    return scope_key(book, result.honour.scope.required(day), first)


def ties(context: Context, year: Period) -> Sheet:
    """List who shares a score on the last places of a tier, and how it was decided (R18-3.2-5, G-09)."""
    columns = (
        *(c.HONOUR, c.TIER, _SCOPE, Column("places", Words("Places left", "剩余名额"), "whole")),
        *(c.PERSON, c.NAME, c.COMMUNITY, c.SCORE, Column("chosen", Words("Chosen", "入选"), "flag"), c.STATE),
        *(
            Column("decided_on", Words("Decided on", "决定日"), "day"),
            Column("decided_by", Words("Decided by", "决定人")),
        ),
        *(c.REASON, c.SOURCE),
    )
    held = context.round_of(year)
    rows = tuple(
        row
        for result in (held.honours if held else ())
        for scope, allotment in result.allotments
        for tie in allotment.ties
        for row in _tie_rows(context, held, result, scope, tie)
    )
    return Sheet(columns, rows, notes=_no_round(held))


def _tie_rows(
    context: Context, held: RoundResult | None, result: HonourResult, scope: str, tie: Tie[str]
) -> Iterator[Row]:
    decisions = held.record.tie_decisions if held is not None and held.record else ()
    decided = decision_of(decisions, result.honour.id, tie)
    tier = next(known.label for known in result.honour.tiers if known.id == tie.tier)
    by_leader = {s.leader: s for s in result.standings}
    for leader in tie.contenders:
        s = by_leader[leader]
        yield (
            *(result.honour.label, tier, _scope(context, scope), tie.places, leader, context.name(leader)),
            *(context.scores.communities[s.community].book.community.name, s.score),
            leader in tie.decided if decided else None,
            Words("decided", "已决定") if decided else Words("waits for a decision", "待决定"),
            *((decided.on, context.actor(decided.by), decided.reason, at(decided.origin)) if decided else (None,) * 4),
        )
