"""Closes the quarters and holds the award rounds of a demonstration with the true figures.

Knows when a demonstration closes and how it decides a tie; every figure is the scoring's.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec.structs import replace

from generator.awards import hold_round
from generator.demo.days import closed_on, confirmed_on, decided_on, frozen_on, published_on
from generator.ledger import load
from generator.records.outcomes import AwardRound, TieDecision
from generator.scoring import CommunityScores, score, total

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import date
    from decimal import Decimal

    from generator.awards import RoundResult
    from generator.demo.folder import Folder
    from generator.demo.town import Plain
    from generator.ledger import Ledger
    from generator.periods import Period
    from generator.scoring import JurisdictionScores


class BrokenDemonstrationError(Exception):
    """What was just written does not read back; the message lists the problems."""


def settle(folder: Folder, months: Sequence[Period], as_of: date) -> None:
    """Read back what was written, then close its quarters and hold its award rounds.

    Raises:
        BrokenDemonstrationError: it has problems, so the words or the pack do not fit.
    """
    for scores in score(read_back(folder), as_of).values():
        for community in scores.communities.values():
            put_closes(folder, community, months)
        hold_rounds(folder, scores, months)


def put_closes(folder: Folder, scores: CommunityScores, months: Sequence[Period]) -> None:
    """Write each quarter of a community that is published by the as-of day."""
    quarters = sorted({month.within("quarter") for month in months})
    published = [quarter for quarter in quarters if published_on(quarter) <= scores.as_of]
    slots = {"jurisdiction": scores.book.jurisdiction, "community": scores.book.id}
    for quarter, record in _closes(scores, published):
        folder.put("period-close", record, **slots, period=quarter.text)


def hold_rounds(folder: Folder, scores: JurisdictionScores, months: Sequence[Period]) -> None:
    """Write each award round of a jurisdiction that is confirmed by the as-of day."""
    for year in _years(months, scores.as_of):
        folder.put("award-round", _round(_decided(scores, year)), jurisdiction=scores.book.id, year=year.text)


def summed(scores: CommunityScores, months: Sequence[Period]) -> CommunityScores:
    """Keep what award rounds ask of a community: one line per leader and year with the sum, and no log."""
    lines = [
        known[0]._replace(points=total(known))
        for year in _years(months, scores.as_of)
        for found in scores.by_holder.values()
        if (known := [line for line in found if year.contains(line.belongs) and line.known_on <= frozen_on(year.year)])
    ]
    return CommunityScores(replace(scores.book, logs={}, verifications={}), scores.policy, tuple(lines), scores.as_of)


def _years(months: Sequence[Period], as_of: date) -> list[Period]:
    """Return the years of some months whose round is confirmed by a day."""
    return [year for year in sorted({month.within("year") for month in months}) if confirmed_on(year.year) <= as_of]


def read_back(folder: Folder) -> Ledger:
    """Read back what was written.

    Raises:
        BrokenDemonstrationError: it has problems, so the words or the pack do not fit.
    """
    loaded = load(folder.root)
    if loaded.ledger is None or loaded.problems:
        lines = [f"{problem.source}: {problem.check}: {problem.message}" for problem in loaded.problems]
        raise BrokenDemonstrationError("\n".join(lines))
    return loaded.ledger


def _closes(scores: CommunityScores, quarters: Sequence[Period]) -> Iterator[tuple[Period, Plain]]:
    closings = {quarter: closed_on(quarter) for quarter in quarters}
    for quarter, closing in closings.items():
        rows = scores.rows_after(closings, quarter, closing)
        yield (
            quarter,
            {
                "closed_on": str(closing),
                "published_on": str(published_on(quarter)),
                "prepared_by": f"{scores.book.id}-record",
                "approved_by": f"{scores.book.id}-check",
                "rows": [
                    {
                        "leader": row.leader,
                        "role": row.role,
                        "bonus": _figure(row.bonus),
                        "adjustment": _figure(row.adjustment),
                        "to_date": _figure(row.to_date),
                        "score": _figure(row.score),
                    }
                    for row in rows
                ],
            },
        )


def _figure(value: Decimal) -> str:
    return f"{value.normalize():f}"


def _decided(scores: JurisdictionScores, year: Period) -> AwardRound:
    """Decide each tie that the round meets, from the top tier down, until no list is provisional."""
    held = AwardRound(frozen_on=frozen_on(year.year), held_by="city-office")
    while open_ties := list(_open_ties(_held(scores, year, held))):
        decisions = tuple(
            TieDecision(
                honour=honour,
                tier=tier,
                chosen=chosen,
                by="city-prepare",
                on=decided_on(year.year),
                reason="同分，由市社区办集体评议，按全年带头参加应急任务的情况确定（演示）",
            )
            for honour, tier, chosen in open_ties
        )
        held = held.model_copy(update={"tie_decisions": held.tie_decisions + decisions})
    return held


def _held(scores: JurisdictionScores, year: Period, held: AwardRound) -> RoundResult:
    return hold_round(replace(scores, book=replace(scores.book, awards={year: held})), year)


def _open_ties(result: RoundResult) -> Iterator[tuple[str, str, tuple[str, ...]]]:
    """Yield the first undecided tie of each honour: what comes after it depends on its decision."""
    for honour in result.honours:
        for _, allotment in honour.allotments:
            tie = next((tie for tie in allotment.ties if not tie.decided), None)
            if tie is not None:
                yield honour.honour.id, tie.tier, tie.contenders[: tie.places]


def _round(held: AwardRound) -> Plain:
    record: Plain = {"frozen_on": str(held.frozen_on), "held_by": held.held_by}
    if held.tie_decisions:
        record["tie_decisions"] = [
            {
                "honour": decision.honour,
                "tier": decision.tier,
                "chosen": list(decision.chosen),
                "by": decision.by,
                "on": str(decision.on),
                "reason": decision.reason,
            }
            for decision in held.tie_decisions
        ]
    return {**record, "confirmed_on": str(confirmed_on(held.frozen_on.year - 1)), "confirmed_by": "city-confirm"}
