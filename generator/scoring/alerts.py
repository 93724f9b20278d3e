"""Internal monthly rankings and the alerts that follow from them (proposals only, G-12).

Knows scores and posts; what is done about an alert is a record that a person writes.
"""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from msgspec import Struct

from generator.periods import Period
from generator.policies.outcomes import LastPlaceRun
from generator.scoring.rankings import last_places, rank, runs_of_last_place
from generator.scoring.totals import Holder

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from datetime import date
    from decimal import Decimal

    from generator.ledger import CommunityBook, Post
    from generator.periods import Kind
    from generator.policies.outcomes import Ranking
    from generator.policies.pack import Policy
    from generator.scoring.rankings import Run
    from generator.scoring.scores import CommunityScores, JurisdictionScores


class MonthStanding(Struct, frozen=True):
    """A leader's internal place in a month."""

    community: str
    leader: str
    role: str
    bonus: Decimal
    rank: int
    last: bool


class RaisedAlert(Struct, frozen=True):
    """A computed alert: who, which months, who is to be told. Its key is alert, person, last month."""

    alert: str
    clause: str
    community: str
    leader: str
    role: str
    months: tuple[Period, ...]
    told: str | None


class Trailing(Struct, frozen=True):
    """What a community adds to a group that is ranked together: how many, least and most, and who has the least."""

    ranked: int
    least: Decimal
    most: Decimal
    last: frozenset[str]
    """Community and leader, joined by a slash."""

    def joined(self, other: Trailing) -> Trailing:
        """Put the parts of two communities together."""
        least = min(self.least, other.least)
        last = frozenset().union(*(part.last for part in (self, other) if part.least == least))
        return Trailing(self.ranked + other.ranked, least, max(self.most, other.most), last)


def month_standings(scores: JurisdictionScores, ranking: Ranking, month: Period) -> tuple[MonthStanding, ...]:
    """Return the internal ranking of a month, scope by scope and role by role (G-23).

    All that share the lowest figure are last. Where the alert on the ranking asks for full periods,
    only leaders in post for the whole month are ranked.
    """
    found: list[MonthStanding] = []
    for role in ranking.roles:
        groups: dict[str, dict[tuple[str, str], Decimal]] = defaultdict(dict)
        for community in scores.communities.values():
            for key, bonus in ranked_together(community, ranking, role, month).items():
                groups[key].update(bonus)
        for bonus in groups.values():
            last = last_places(bonus, least_ranked(scores.policy, ranking, month))
            for (community_id, leader), points, number in rank([*bonus.items()], ranking.method.required(month.first)):
                is_last = (community_id, leader) in last
                found.append(MonthStanding(community_id, leader, role, points, number, is_last))
    return tuple(found)


def _alert_on(policy: Policy, ranking: Ranking) -> LastPlaceRun | None:
    alerts = (a for a in policy.pack.alerts if isinstance(a, LastPlaceRun) and a.ranking == ranking.id)
    return next(alerts, None)


def least_ranked(policy: Policy, ranking: Ranking, month: Period) -> int:
    """Return how many must be ranked for somebody to be last."""
    alert = _alert_on(policy, ranking)
    return alert.least_ranked.required(month.first) if alert else 2


def _is_ranked(post: Post, month: Period, *, full_periods_only: bool) -> bool:
    if full_periods_only:
        return post.held_all(month)
    ended = post.appointment.ended
    return post.appointment.from_ <= month.last and (ended is None or ended.on >= month.first)


def ranked_together(
    community: CommunityScores, ranking: Ranking, role: str, month: Period
) -> dict[str, dict[tuple[str, str], Decimal]]:
    """Return what a community adds to each group of a month's ranking: the bonus by community and leader."""
    scope = ranking.scope.required(month.first)
    alert = _alert_on(community.policy, ranking)
    full = alert is None or alert.full_periods_only.required(month.first)
    groups: dict[str, dict[tuple[str, str], Decimal]] = defaultdict(dict)
    for post in community.book.posts:
        if post.appointment.role == role and _is_ranked(post, month, full_periods_only=full):
            place = post.appointment.places[0] if post.appointment.places else ""
            key = scope_key(community.book, scope, place)
            points = community.month_points(Holder(post.person, role), month)
            groups[key][community.book.id, post.person] = points
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


def trailing(community: CommunityScores, alert: LastPlaceRun, first: Period) -> dict[tuple[str, Period, str], Trailing]:
    """Return what a community adds to the runs of an alert, by role, period and group.

    Args:
        community: its scores.
        alert: the alert of runs of last places.
        first: the first month in which anybody of the jurisdiction has a log.
    """
    found: dict[tuple[str, Period, str], Trailing] = {}
    ranking = _ranking_of(community.policy, alert)
    for month in closed_periods(community.policy, ranking.period, first, community.as_of) if ranking else ():
        for role in alert.roles:
            groups = ranked_together(community, ranking, role, month) if ranking and role in ranking.roles else {}
            for key, bonus in groups.items():
                least = min(bonus.values())
                last = frozenset(f"{place}/{leader}" for (place, leader), points in bonus.items() if points == least)
                found[role, month, key] = Trailing(len(bonus), least, max(bonus.values()), last)
    return found


def completed_runs(
    policy: Policy,
    alert: LastPlaceRun,
    first: Period,
    as_of: date,
    parts: Iterable[Mapping[tuple[str, Period, str], Trailing]],
) -> Iterator[tuple[str, Run]]:
    """Yield each completed run of an alert with its role; the leader of a run is community and leader with a slash."""
    ranking = _ranking_of(policy, alert)
    months = tuple(closed_periods(policy, ranking.period, first, as_of)) if ranking is not None else ()
    if ranking is None or not months:
        return
    groups: dict[tuple[str, Period, str], Trailing] = {}
    for part in parts:
        for key, added in part.items():
            known = groups.get(key)
            groups[key] = added if known is None else known.joined(added)
    last: dict[tuple[str, Period], frozenset[str]] = defaultdict(frozenset)
    for (role, month, _), group in groups.items():
        if group.ranked >= least_ranked(policy, ranking, month) and group.least < group.most:
            last[role, month] |= group.last
    for role in alert.roles:
        length, anew = alert.length.required(months[0].first), alert.reset_each_year.required(months[0].first)
        by_month = [(month, last[role, month]) for month in months]
        yield from ((role, run) for run in runs_of_last_place(by_month, length, reset_each_year=anew))


def _ranking_of(policy: Policy, alert: LastPlaceRun) -> Ranking | None:
    return next((ranking for ranking in policy.pack.rankings if ranking.id == alert.ranking), None)


def closed_periods(policy: Policy, kind: Kind, first: Period, as_of: date) -> Iterator[Period]:
    """Yield the periods from the first logged month or the policy's first full period to the last that is over."""
    period = Period.of(kind, first.first)
    while period.last < as_of:
        if policy.in_force(period.first):
            yield period
        period = period.next()


def _last_place_runs(scores: JurisdictionScores, alert: LastPlaceRun) -> Iterator[RaisedAlert]:
    months = [month for community in scores.communities.values() for month in community.book.logs]
    if not months:
        return
    first = min(months)
    parts = [trailing(community, alert, first) for community in scores.communities.values()]
    for role, run in completed_runs(scores.policy, alert, first, scores.as_of, parts):
        community_id, leader = run.leader.split("/")
        told = _told(scores.communities[community_id].book, leader, role, alert.told, run.months[-1])
        yield RaisedAlert(alert.id, alert.clause, community_id, leader, role, run.months, told)


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
