"""Internal monthly rankings and the alerts that follow from them (proposals only, G-12).

Knows scores and posts; what is done about an alert is a record that a person writes.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from generator.periods import Period
from generator.policies.outcomes import LastPlaceRun
from generator.scoring.rankings import last_places, rank, runs_of_last_place
from generator.scoring.totals import Holder

if TYPE_CHECKING:
    from collections.abc import Iterator
    from decimal import Decimal

    from generator.ledger import CommunityBook, Post
    from generator.periods import Kind
    from generator.policies.outcomes import Ranking
    from generator.scoring.scores import JurisdictionScores


@dataclass(frozen=True, slots=True)
class MonthStanding:
    """A leader's internal place in a month."""

    community: str
    leader: str
    role: str
    bonus: Decimal
    rank: int
    last: bool


@dataclass(frozen=True, slots=True)
class RaisedAlert:
    """A computed alert: who, which months, who is to be told. Its key is alert, person, last month."""

    alert: str
    clause: str
    community: str
    leader: str
    role: str
    months: tuple[Period, ...]
    told: str | None


def month_standings(scores: JurisdictionScores, ranking: Ranking, month: Period) -> tuple[MonthStanding, ...]:
    """Return the internal ranking of a month, scope by scope and role by role (G-23).

    All that share the lowest figure are last. Where the alert on the ranking asks for full periods,
    only leaders in post for the whole month are ranked.
    """
    found: list[MonthStanding] = []
    for role in ranking.roles:
        for bonus in _groups(scores, ranking, role, month).values():
            last = last_places(bonus, _least_ranked(scores, ranking, month))
            for (community, leader), points, number in rank([*bonus.items()], ranking.method.required(month.first)):
                found.append(MonthStanding(community, leader, role, points, number, (community, leader) in last))
    return tuple(found)


def _alert_on(scores: JurisdictionScores, ranking: Ranking) -> LastPlaceRun | None:
    alerts = (a for a in scores.policy.pack.alerts if isinstance(a, LastPlaceRun) and a.ranking == ranking.id)
    return next(alerts, None)


def _least_ranked(scores: JurisdictionScores, ranking: Ranking, month: Period) -> int:
    alert = _alert_on(scores, ranking)
    return alert.least_ranked.required(month.first) if alert else 2


def _is_ranked(post: Post, month: Period, *, full_periods_only: bool) -> bool:
    if full_periods_only:
        return post.held_all(month)
    ended = post.appointment.ended
    return post.appointment.from_ <= month.last and (ended is None or ended.on >= month.first)


def _groups(
    scores: JurisdictionScores, ranking: Ranking, role: str, month: Period
) -> dict[str, dict[tuple[str, str], Decimal]]:
    scope = ranking.scope.required(month.first)
    alert = _alert_on(scores, ranking)
    full = alert is None or alert.full_periods_only.required(month.first)
    groups: dict[str, dict[tuple[str, str], Decimal]] = defaultdict(dict)
    for name, community in scores.communities.items():
        for post in community.book.posts:
            if post.appointment.role == role and _is_ranked(post, month, full_periods_only=full):
                place = post.appointment.places[0] if post.appointment.places else ""
                key = scope_key(community.book, scope, place)
                groups[key][name, post.person] = community.month_points(Holder(post.person, role), month)
    return groups


def scope_key(book: CommunityBook, scope: str, place: str) -> str:
    """Return what two leaders share when they are ranked together."""
    if scope == "jurisdiction":
        return ""
    if scope == "street":
        return book.community.parent
    if scope == "grid":
        return next((f"{book.id}/{p.id}" for p in book.chain(place) if p.level == "grid"), book.id)
    return book.id


def raised_alerts(scores: JurisdictionScores) -> tuple[RaisedAlert, ...]:
    """Return every completed run of last places up to the last month that is over."""
    found: list[RaisedAlert] = []
    for alert in scores.policy.pack.alerts:
        if isinstance(alert, LastPlaceRun):
            found.extend(_last_place_runs(scores, alert))
    return tuple(sorted(found, key=lambda a: (a.months[-1], a.community, a.leader, a.alert)))


def _last_place_runs(scores: JurisdictionScores, alert: LastPlaceRun) -> Iterator[RaisedAlert]:
    ranking = next((r for r in scores.policy.pack.rankings if r.id == alert.ranking), None)
    months = tuple(closed_periods(scores, ranking.period)) if ranking is not None else ()
    if ranking is None or not months:
        return
    standings = {month: month_standings(scores, ranking, month) for month in months}
    for role in alert.roles:
        last = [
            (month, frozenset(f"{s.community}/{s.leader}" for s in standings[month] if s.last and s.role == role))
            for month in months
        ]
        first_day = months[0].first
        runs = runs_of_last_place(
            last,
            alert.length.required(first_day),
            reset_each_year=alert.reset_each_year.required(first_day),
        )
        for run in runs:
            community, leader = run.leader.split("/")
            told = _told(scores.communities[community].book, leader, role, alert.told, run.months[-1])
            yield RaisedAlert(alert.id, alert.clause, community, leader, role, run.months, told)


def closed_periods(scores: JurisdictionScores, kind: Kind) -> Iterator[Period]:
    """Yield the periods from the first log or the policy's first full period to the last that is over."""
    logged = [month for c in scores.communities.values() for month in c.book.logs]
    if not logged:
        return
    period = Period.of(kind, min(logged).first)
    while period.last < scores.as_of:
        if scores.policy.in_force(period.first):
            yield period
        period = period.next()


def _told(book: CommunityBook, leader: str, role: str, told_role: str, month: Period) -> str | None:
    """Return who holds the role to be told above the leader's place."""
    for post in book.posts_of(leader, month.last):
        if post.appointment.role == role:
            for place in post.appointment.places:
                for above in book.chain(place):
                    for holder in book.holders(above.id, month.last):
                        if holder.appointment.role == told_role:
                            return holder.person
    return None
