"""Public views of a year under monthly claims: who earned how much, the rewarded first places, the commended.

Knows rankings by points earned; shows no balance, and marks a list that nobody confirmed.
"""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, NamedTuple

from msgspec import Struct

from generator.awards import firsts
from generator.claims import accounts, earning_roles, earnings, leaders_of, ranked_accounts, year_accounts
from generator.views import addresses
from generator.views.cards import HeldHonour
from generator.views.choices import choice_word

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date
    from decimal import Decimal

    from generator.awards import Allotment, Tie
    from generator.claims import Place, YearAccount
    from generator.ledger import CommunityBook
    from generator.periods import Period
    from generator.policies.claims import TopReward
    from generator.policies.outcomes import Ranking
    from generator.records.outcomes import AwardRound, TieDecision
    from generator.views.overview import Overview
    from generator.views.people import ListedName
    from generator.views.standpoint import Cite, Link, Ref, Standpoint


class EarnedRow(Struct, frozen=True):
    """A leader in the ranking of a year; `tied` waits for a decision on the last place."""

    rank: int
    name: ListedName
    unit: Link | None
    points: Decimal
    rewarded: bool
    tied: bool


class TiedPlaces(Struct, frozen=True):
    """Equal points on the last rewarded places; without a day nobody has decided."""

    places: int
    contenders: int
    on: date | None
    reason: str
    ref: Ref | None


class EarnedGroup(Struct, frozen=True):
    """Those who are ranked against each other."""

    scope: str
    rows: tuple[EarnedRow, ...]
    tie: TiedPlaces | None


class CommendedRow(Struct, frozen=True):
    """Somebody who was praised, and what for."""

    label: str
    name: ListedName
    unit: Link | None
    on: date
    matter: str


class EarnedPage(Struct, frozen=True):
    """The ranking of a year by points earned."""

    path: str
    year: str
    label: str
    basis: str
    known_by: date
    provisional: bool
    confirmed_on: date | None
    held_by: str
    reward: str
    places: int | None
    reward_cite: Cite | None
    groups: tuple[EarnedGroup, ...]
    commended: tuple[CommendedRow, ...]
    cite: Cite
    ref: Ref


class _Year(NamedTuple):
    """A year's ranking in the making; private to this module."""

    year: Period
    record: AwardRound
    ranking: Ranking
    reward: TopReward | None
    places: tuple[Place, ...]
    decisions: tuple[TieDecision, ...]


def earned_pages(overview: Overview) -> tuple[EarnedPage, ...]:
    """Build the ranking of each year whose round is recorded, newest first."""
    return tuple(_page(overview, found) for found in _years(overview))


def earned_honours(stand: Standpoint, pages: tuple[EarnedPage, ...]) -> dict[str, tuple[HeldHonour, ...]]:
    """Return who in post holds a rewarded place of which year, as the pages show it, by the address of the card."""
    held: dict[str, list[HeldHonour]] = defaultdict(list)
    for page in pages if stand.allows("honours") else ():
        for row in (row for group in page.groups for row in group.rows if row.rewarded and row.name.card):
            held[row.name.card or ""].append(HeldHonour(page.year, page.reward, 0, page.path, page.provisional))
    return {card: tuple(rows) for card, rows in held.items()}


def accounts_by_year(stand: Standpoint, book: CommunityBook) -> dict[Period, tuple[YearAccount, ...]]:
    """Return what the leaders of a community earned in each year whose ranking may be seen."""
    found, roles = {}, earning_roles(stand.policy)
    for year, day in {year: record.frozen_on for year, record, _ in _shown(stand)}.items():
        earned = earnings(stand.policy, stand.book, book, stand.working_days, day)
        held = accounts(stand.policy, earned, book.redemptions, stand.book.catalogues, day)
        found[year] = year_accounts(year, day, leaders_of(book.posts, roles, year), held)
    return found


def _shown(stand: Standpoint) -> Iterator[tuple[Period, AwardRound, Ranking]]:
    """Yield the rankings of the years that may be seen; a ranking by balance would show the balances."""
    pack = stand.policy.pack
    rankings = [rule for rule in pack.rankings if rule.public and rule.period == "year"]
    if pack.claims is None or not rankings or not stand.allows("points"):
        return
    shown = {year: record for year, record in stand.book.awards.items() if record.frozen_on <= stand.as_of}
    for year, record in sorted(shown.items(), reverse=True):
        for rule in rankings:
            if rule.basis.on(year.last) == "earned" or stand.allows("balances"):
                yield year, record, rule


def _years(overview: Overview) -> Iterator[_Year]:
    """Rank the accounts of the communities, year by year."""
    stand = overview.stand
    for year, record, rule in _shown(stand):
        reward = next((known for known in stand.policy.pack.top_rewards if known.ranking == rule.id), None)
        decisions = tuple(d for d in record.tie_decisions if reward and d.honour == reward.id and d.on <= stand.as_of)
        places = ranked_accounts(rule, year, {name: share.earned[year] for name, share in overview.shares.items()})
        yield _Year(year, record, rule, reward, places, decisions)


def _confirmed(stand: Standpoint, record: AwardRound) -> bool:
    return record.confirmed_on is not None and record.confirmed_on <= stand.as_of


def _allotments(found: _Year) -> tuple[tuple[str, Allotment[tuple[str, str]] | None], ...]:
    """Return each group with its rewarded places; None where the policy leaves open how many there are."""
    reward, year = found.reward, found.year
    many = reward.places.on(year.last) if reward else None
    ties = reward.ties.on(year.last) if reward else None
    chosen = {person for decision in found.decisions for person in decision.chosen}
    made: list[tuple[str, Allotment[tuple[str, str]] | None]] = []
    for group in dict.fromkeys(place.group for place in found.places):
        scores = [((p.community, p.leader), p.ranked_by) for p in found.places if p.group == group]
        decided = tuple(key for key, _ in scores if key[1] in chosen)
        made.append((group, None if many is None or ties is None else firsts(scores, many, ties, decided)))
    return tuple(made)


def _page(overview: Overview, found: _Year) -> EarnedPage:
    stand = overview.stand
    record, reward = found.record, found.reward
    office = stand.office(record.held_by)
    groups = tuple(_group(overview, found, group, allotment) for group, allotment in _allotments(found))
    open_ = any(group.tie is not None and group.tie.on is None for group in groups)
    return EarnedPage(
        path=addresses.ranking(stand.id, found.year.text),
        year=found.year.text,
        label=found.ranking.label,
        basis=choice_word(found.ranking.basis.on(found.year.last)),
        known_by=record.frozen_on,
        provisional=open_ or not _confirmed(stand, record),
        confirmed_on=record.confirmed_on if _confirmed(stand, record) else None,
        held_by=office.name if office else "",
        reward=reward.label if reward else "",
        places=reward.places.on(found.year.last) if reward else None,
        reward_cite=stand.cite(reward.clause) if reward else None,
        groups=groups,
        commended=tuple(_commended(overview, record)) if stand.allows("honours") else (),
        cite=stand.cite(found.ranking.clause),
        ref=stand.ref(record.origin),
    )


def _group(overview: Overview, found: _Year, group: str, allotment: Allotment[tuple[str, str]] | None) -> EarnedGroup:
    share = overview.shares.get(group)
    tie = allotment.ties[0] if allotment and allotment.ties else None
    holders = set(allotment.holders[0][1]) if allotment else set()
    waiting = set(tie.contenders) if tie and not tie.decided else set()
    return EarnedGroup(
        scope=share.line.name if share else overview.stand.book.jurisdiction.name,
        rows=tuple(_row(overview, place, holders, waiting) for place in found.places if place.group == group),
        tie=_tie(overview.stand, found, tie) if tie else None,
    )


def _tie(stand: Standpoint, found: _Year, tie: Tie[tuple[str, str]]) -> TiedPlaces:
    people = {leader for _, leader in tie.contenders}
    decision = next((d for d in found.decisions if tie.decided and people.intersection(d.chosen)), None)
    return TiedPlaces(
        tie.places,
        len(tie.contenders),
        decision.on if decision else None,
        decision.reason if decision else "",
        stand.ref(decision.origin) if decision else None,
    )


def _row(overview: Overview, place: Place, holders: set[tuple[str, str]], waiting: set[tuple[str, str]]) -> EarnedRow:
    claims, key = overview.stand.policy.pack.claims, (place.community, place.leader)
    listing = overview.shares[place.community].directory[place.leader]
    return EarnedRow(
        rank=place.rank,
        name=listing.name,
        unit=listing.unit(claims.roles[0]) if claims else None,
        points=place.ranked_by,
        rewarded=key in holders,
        tied=key in waiting,
    )


def _commended(overview: Overview, record: AwardRound) -> Iterator[CommendedRow]:
    """Yield those who were praised by the day, in the order recorded."""
    stand = overview.stand
    service = stand.policy.pack.service
    labels = {known.id: known.label for known in service.commendations} if service else {}
    for praise in record.commended:
        community = overview.community_of.get(praise.person)
        if community is None or praise.on > stand.as_of:
            continue
        listing = overview.shares[community].directory[praise.person]
        yield CommendedRow(
            label=labels.get(praise.commendation, praise.commendation),
            name=listing.name,
            unit=listing.units[0][1] if listing.units else None,
            on=praise.on,
            matter=praise.matter,
        )
