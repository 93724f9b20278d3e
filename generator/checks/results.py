"""What each community's scores contribute to rounds and runs of the whole jurisdiction, small enough to be kept.

Knows how it is gathered from one community's scores; judges nothing, and holds no record.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from msgspec import Struct

from generator.awards import RoundPart, RoundResult, held_round, round_part, years_to_hold
from generator.policies.outcomes import LastPlaceRun
from generator.scoring import JurisdictionScores
from generator.scoring.alerts import completed_runs, trailing

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping

    from generator.ledger import JurisdictionBook
    from generator.periods import Period
    from generator.problems import Source
    from generator.scoring import CommunityScores
    from generator.scoring.alerts import Trailing
    from generator.scoring.rankings import Run


class Warned(NamedTuple):
    """A warning as it is recorded, and where."""

    alert: str
    person: str
    until: Period
    source: Source


class ResultPart(Struct, frozen=True):
    """What the whole must know of one community's results."""

    rounds: RoundPart
    trailing: Mapping[str, Mapping[tuple[str, Period, str], Trailing]]
    """By alert: who has least of those who are ranked together."""
    warned: tuple[Warned, ...]


class WholeScores(JurisdictionScores, frozen=True, kw_only=True):
    """A jurisdiction without communities, with what each of them adds to its results, by id in order."""

    logged: Collection[Period]
    parts: Mapping[str, ResultPart]


def result_part(community: CommunityScores, book: JurisdictionBook, logged: Collection[Period]) -> ResultPart:
    """Gather what a community adds.

    Args:
        community: its scores.
        book: its jurisdiction, of which the recorded rounds are looked up.
        logged: the months in which any community of the jurisdiction has a log.
    """
    runs = (alert for alert in community.policy.pack.alerts if isinstance(alert, LastPlaceRun))
    return ResultPart(
        round_part(community, book.awards, years_to_hold(book.awards, logged, community.as_of)),
        {alert.id: trailing(community, alert, min(logged)) for alert in runs} if logged else {},
        tuple(Warned(w.alert, w.person, w.until, w.origin) for w in community.book.warnings.values()),
    )


def logged_months(scores: JurisdictionScores) -> frozenset[Period]:
    """Return the months in which any community has a log."""
    return frozenset(month for community in scores.communities.values() for month in community.book.logs)


def parts_of(scores: JurisdictionScores) -> WholeScores:
    """Return what the communities of a jurisdiction add to its results."""
    if isinstance(scores, WholeScores):
        return scores
    logged = logged_months(scores)
    parts = {name: result_part(found, scores.book, logged) for name, found in scores.communities.items()}
    return WholeScores(scores.book, scores.policy, {}, scores.as_of, logged=logged, parts=parts)


def held_rounds(whole: WholeScores) -> tuple[RoundResult, ...]:
    """Hold the round of every recorded year and of every logged year that is over."""
    parts = [part.rounds for part in whole.parts.values()]
    years = years_to_hold(whole.book.awards, whole.logged, whole.as_of)
    return tuple(held_round(whole.policy, whole.book.awards.get(year), year, whole.as_of, parts) for year in years)


def recorded_rounds(whole: WholeScores) -> Iterator[RoundResult]:
    """Hold every recorded round."""
    parts = [part.rounds for part in whole.parts.values()]
    for year, award in whole.book.awards.items():
        yield held_round(whole.policy, award, year, whole.as_of, parts)


def runs_of(whole: WholeScores, alert: LastPlaceRun) -> tuple[tuple[str, Run], ...]:
    """Return each completed run of an alert with its role."""
    if not whole.logged:
        return ()
    parts = [part.trailing[alert.id] for part in whole.parts.values()]
    return tuple(completed_runs(whole.policy, alert, min(whole.logged), whole.as_of, parts))
