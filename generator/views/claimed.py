"""Public views of the points scheme: a month's results as they were put up, and the year's ranking by points earned.

Shows points and what was adjusted; no claim, no reason of a refusal and no balance leaves the offices.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from generator.awards import firsts
from generator.claims import accounts, facts_of, month_results, notice_rows, standings
from generator.scoring.lines import ZERO
from generator.views import addresses
from generator.views.lists import ItemHead, unit_link
from generator.views.people import listed
from generator.views.standpoint import Link

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date
    from decimal import Decimal

    from generator.claims import ClaimFacts, Place
    from generator.ledger import CommunityBook
    from generator.periods import Period
    from generator.policies.claims import TopReward
    from generator.policies.outcomes import Ranking
    from generator.records.outcomes import AwardRound
    from generator.records.selection import Notice
    from generator.views.people import ListedName
    from generator.views.standpoint import Cite, Standpoint


@dataclass(frozen=True, slots=True)
class MonthRow:
    """One leader's results of a month; `by_item` follows the table's columns, `waiting` lines are under review."""

    unit: Link | None
    name: ListedName
    basic: Decimal
    by_item: tuple[Decimal, ...]
    reward: Decimal
    adjustment: Decimal
    total: Decimal
    to_date: Decimal
    waiting: int


@dataclass(frozen=True, slots=True)
class MonthTable:
    """The results of a community and month as they stood when they were put up."""

    items: tuple[ItemHead, ...]
    rows: tuple[MonthRow, ...]


@dataclass(frozen=True, slots=True)
class FirstRow:
    """A leader in the year's ranking by points earned; `reward` names what the first places get."""

    rank: int
    name: ListedName
    unit: Link | None
    earned: Decimal
    reward: str
    open_tie: bool


@dataclass(frozen=True, slots=True)
class FirstsTable:
    """Those who are ranked together, with the reason of a decision between equals."""

    label: str
    scope: str
    rows: tuple[FirstRow, ...]
    reason: str
    cite: Cite


def community_facts(stand: Standpoint, book: CommunityBook) -> ClaimFacts | None:
    """Gather a community's claims where its policy has any and opens the points to everybody."""
    if stand.policy.pack.claims is None or not stand.allows("points"):
        return None
    return facts_of(stand.policy, stand.book, book, stand.working_days)


def month_table(stand: Standpoint, book: CommunityBook, facts: ClaimFacts, notice: Notice) -> MonthTable | None:
    """Lay out the results that a notice of a month's points shows (PTS-7-3)."""
    window = facts.windows.get(notice.period) if notice.period is not None else None
    if notice.kind != "points" or window is None or window.opens > stand.as_of:
        return None
    results = month_results(facts, window.opens)
    rows = notice_rows(facts, window)
    earned: dict[str, dict[str, Decimal]] = {row.leader: {} for row in rows}
    for row in rows:
        found = results.get((row.leader, window.month))
        for part in found.parts if found else ():
            if part.item is not None:
                mine = earned[row.leader]
                mine[part.item.id] = mine.get(part.item.id, ZERO) + part.points
    items = tuple(item for item in stand.policy.pack.items if any(item.id in mine for mine in earned.values()))
    role = facts.rules.roles[0]
    return MonthTable(
        tuple(ItemHead(item.number, item.label, stand.cite(item.clause)) for item in items),
        tuple(
            MonthRow(
                unit=unit_link(stand, book, row.leader, role),
                name=listed(stand, book.id, row.leader),
                basic=row.basic,
                by_item=tuple(earned[row.leader].get(item.id, ZERO) for item in items),
                reward=row.reward,
                adjustment=row.adjustment,
                total=row.total,
                to_date=row.to_date,
                waiting=row.under_review,
            )
            for row in sorted(rows, key=lambda row: _in_order(book, row.leader, role))
        ),
    )


def _in_order(book: CommunityBook, leader: str, role: str) -> tuple[tuple[str, ...], str]:
    """Order leaders by the places that they serve or served."""
    posts = (post for post in book.posts if post.person == leader and post.appointment.role == role)
    return min((post.appointment.places for post in posts), default=()), leader


def month_links(stand: Standpoint, book: CommunityBook) -> tuple[tuple[Period, Link], ...]:
    """Return the displays of a community's months, newest first."""
    facts = community_facts(stand, book)
    shown = [window for window in facts.in_order_of_display if window.opens <= stand.as_of] if facts else []
    names = {notice.origin: name for name, notice in book.notices.items()}
    return tuple(
        (window.month, Link(window.month.label_zh, addresses.notice(stand.id, book.id, names[window.source])))
        for window in sorted(shown, key=lambda window: window.month, reverse=True)
    )


def first_places(stand: Standpoint, ranking: Ranking, year: Period, known_by: date) -> Iterator[FirstsTable]:
    """Rank a year by what was earned, and mark who is rewarded (PTS-11-1)."""
    held = {}
    for book in stand.book.communities.values():
        facts = community_facts(stand, book)
        if facts is not None:
            leaders = {
                post.person
                for post in facts.posts
                if post.appointment.role in facts.rules.roles
                and post.appointment.from_ <= year.last
                and (post.appointment.ended is None or post.appointment.ended.on >= year.first)
            }
            held[book.id] = tuple(sorted(leaders)), accounts(facts, book.redemptions, stand.book.catalogues, known_by)
    places = standings(ranking, year, known_by, held)
    reward = next((known for known in stand.policy.pack.top_rewards if known.ranking == ranking.id), None)
    record = stand.book.awards.get(year)
    for group in dict.fromkeys(place.group for place in places):
        members = tuple(place for place in places if place.group == group)
        yield _firsts_table(stand, ranking, group, members, _rewarded(reward, record, year, members))


@dataclass(frozen=True, slots=True)
class _Rewarded:
    """Who of a group is among the first places, who waits for a decision, and the reason of one that was taken."""

    label: str = ""
    holders: frozenset[str] = frozenset()
    waiting: frozenset[str] = frozenset()
    reason: str = ""


def _rewarded(
    reward: TopReward | None, record: AwardRound | None, year: Period, members: tuple[Place, ...]
) -> _Rewarded:
    many = reward.places.on(year.last) if reward else None
    ties = reward.ties.on(year.last) if reward else None
    if reward is None or many is None or ties is None:
        return _Rewarded()
    decisions = [found for found in record.tie_decisions if found.honour == reward.id] if record else []
    chosen = {leader for decision in decisions for leader in decision.chosen}
    decided = tuple(place.leader for place in members if place.leader in chosen)
    lists = firsts([(place.leader, place.ranked_by) for place in members], many, ties, decided)
    return _Rewarded(
        reward.label,
        frozenset(lists.holders[0][1]),
        frozenset(leader for tie in lists.ties if not tie.decided for leader in tie.contenders),
        "；".join(decision.reason for decision in decisions if set(decision.chosen) & set(decided)),
    )


def _firsts_table(
    stand: Standpoint, ranking: Ranking, group: str, members: tuple[Place, ...], rewarded: _Rewarded
) -> FirstsTable:
    book = stand.book.communities.get(group)
    return FirstsTable(
        label=ranking.label,
        scope=book.community.name if book else "",
        rows=tuple(
            FirstRow(
                rank=place.rank,
                name=listed(stand, place.community, place.leader),
                unit=unit_link(stand, stand.book.communities[place.community], place.leader, ranking.roles[0]),
                earned=place.earned,
                reward=rewarded.label if place.leader in rewarded.holders else "",
                open_tie=place.leader in rewarded.waiting,
            )
            for place in members
        ),
        reason=rewarded.reason,
        cite=stand.cite(ranking.clause),
    )
