"""Rankings by points earned or by balance, over one community or several.

Knows accounts; who is rewarded for a place is found on the floor of awards.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct

from generator.scoring import rank

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import date
    from decimal import Decimal

    from generator.claims.accounts import Accounts
    from generator.periods import Period
    from generator.policies.outcomes import Ranking


class Place(Struct, frozen=True):
    """A leader's place in a year's ranking; `group` is what those ranked together share."""

    community: str
    leader: str
    group: str
    earned: Decimal
    balance: Decimal
    ranked_by: Decimal
    rank: int


class YearAccount(Struct, frozen=True):
    """What a leader earned in a year and has left, as a day knows it."""

    leader: str
    earned: Decimal
    balance: Decimal


def standings(
    ranking: Ranking, year: Period, day: date, communities: Mapping[str, tuple[tuple[str, ...], Accounts]]
) -> tuple[Place, ...]:
    """Rank the leaders of a year by what is final on a day (G-08).

    Args:
        ranking: its basis is `earned` or `balance`, its scope `community` or wider.
        year: whose points count; redeeming and clearing do not lower what was earned.
        day: the day on which the ranking is drawn up.
        communities: who takes part in each, in listing order, and its accounts.
    """
    found = {name: year_accounts(year, day, leaders, held) for name, (leaders, held) in communities.items()}
    return ranked_accounts(ranking, year, found)


def year_accounts(year: Period, day: date, leaders: Iterable[str], held: Accounts) -> tuple[YearAccount, ...]:
    """Return what a community gives to the ranking of a year: the leaders who take part, in listing order."""
    return tuple(YearAccount(leader, held.earned(leader, year, day), held.balance(leader, day)) for leader in leaders)


def ranked_accounts(
    ranking: Ranking, year: Period, communities: Mapping[str, Iterable[YearAccount]]
) -> tuple[Place, ...]:
    """Rank what the communities give."""
    by_balance = ranking.basis.required(year.last) == "balance"
    apart = ranking.scope.required(year.last) == "community"
    groups: dict[str, list[tuple[tuple[str, str], Decimal, Decimal]]] = {}
    for community in sorted(communities):
        together = groups.setdefault(community if apart else "", [])
        together.extend(((community, one.leader), one.earned, one.balance) for one in communities[community])
    found: list[Place] = []
    for group, members in sorted(groups.items()):
        figures = {key: (earned, balance) for key, earned, balance in members}
        scores = [(key, balance if by_balance else earned) for key, earned, balance in members]
        for key, score, number in rank(scores, ranking.method.required(year.last)):
            found.append(Place(*key, group, *figures[key], score, number))
    return tuple(found)
