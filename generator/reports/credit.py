"""What honours lead to: the push to the credit system and the names proposed first (B-05, B-10).

Knows awards, points and windows; who somebody is stays in the private vault (decision 10).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.awards import credit_holdings, push_state, push_window
from generator.periods import Period, add_months
from generator.problems import Words
from generator.reports import columns as c
from generator.reports.context import at
from generator.reports.honours import state_of
from generator.reports.report import Sheet
from generator.reports.table import Column

if TYPE_CHECKING:
    from datetime import date

    from generator.awards import Holding, PushState
    from generator.records.outcomes import CreditBatch
    from generator.reports.context import Context
    from generator.reports.report import Row

PUSH_STATES: dict[PushState, Words] = {
    "too_early": Words("sent too early", "过早推送"),
    "on_time": Words("sent in time", "按时推送"),
    "overdue": Words("overdue", "逾期"),
    "waiting": Words("waiting to be sent", "待推送"),
}


def credit_batch(context: Context, year: Period) -> Sheet:
    """List who is to be entered with how many credit points, and how the push stands (R18-3.3-6, B-05)."""
    columns = (
        *(c.YEAR, Column("batch", Words("Batch", "批次")), c.PERSON, c.NAME, c.ID_NUMBER, c.HONOUR, c.TIER),
        Column("credit_points", Words("Credit points", "信用加分"), "whole"),
        *(Column("round", Words("List", "名单")), c.STATE, Column("sent_on", Words("Sent on", "推送日"), "day")),
        *(Column("receipt", Words("Receipt", "回执")), c.SOURCE),
    )
    held = context.round_of(year)
    name, batch = standing_batch(context, year)
    holdings = credit_holdings(context.scores, held) if held else ()
    sent = context.known(batch.sent_on) if batch else None
    tail = (state_of(held), push(context, year)[0], sent)
    rows = tuple(
        (
            *(year, name, holding.leader, context.name(holding.leader), None, *_labels(context, holding)),
            *(holding.points, *tail, batch.receipt if batch and sent else None, at(batch.origin) if batch else None),
        )
        for holding in holdings
    )
    total = sum(holding.points for holding in holdings)
    count = Words(f"Total: {len(rows)} rows", f"合计：{len(rows)}行")
    totals: Row = (None, None, count, *(None,) * 4, total, *(None,) * 5)
    return Sheet(columns, rows, totals, _notes(context, year), (c.ID_NUMBER.key,))


def _labels(context: Context, holding: Holding) -> tuple[str, str]:
    honour = next(known for known in context.policy.pack.honours if known.id == holding.honour)
    return honour.label, next(tier.label for tier in honour.tiers if tier.id == holding.tier)


def _notes(context: Context, year: Period) -> tuple[Words, ...]:
    state, window = push(context, year)
    if state is None or window is None:
        return ()
    first, last = window
    return (
        Words(f"To be sent from {first} to {last}: {state.en}.", f"应于{first}至{last}推送：{state.zh}。"),
        Words(
            "Identity numbers are filled in from the vault, outside the records.", "身份证号从保密库填入，不进台账。"
        ),
    )


def standing_batch(context: Context, year: Period) -> tuple[str | None, CreditBatch | None]:
    """Return the batch of a year that no later one replaces, with its id."""
    batches = {name: batch for name, batch in sorted(context.book.credit.items()) if batch.year == year}
    replaced = {batch.replaces for batch in batches.values()}
    standing = [(name, batch) for name, batch in batches.items() if name not in replaced]
    return standing[-1] if standing else (None, None)


def push(context: Context, year: Period) -> tuple[Words | None, tuple[date, date] | None]:
    """Return how the push of a year stands on the as-of day and its window; a resent batch keeps the first day sent."""
    rule = context.policy.pack.credit
    if rule is None:
        return None, None
    first_day = year.next().first
    window = push_window(year, rule.opens.required(first_day), rule.closes.required(first_day))
    sent = [batch.sent_on for batch in context.book.credit.values() if batch.year == year and batch.sent_on]
    known = min((day for day in sent if day <= context.as_of), default=None)
    return PUSH_STATES[push_state(window, known, context.as_of)], window


def recommendations(context: Context, year: Period) -> Sheet:
    """List the holders who are proposed first for a delegate's seat; a priority, no automatism (R18-3.4-1, B-10)."""
    columns = (
        *(Column("proposed_for", Words("Proposed for", "推荐为")), c.CLAUSE, c.YEAR, c.PERSON, c.NAME, c.COMMUNITY),
        *(c.TIER, c.SCORE, c.STATE),
    )
    rows: list[Row] = []
    for rule in context.policy.pack.recommendations:
        for back in range(rule.lookback_years.required(year.first) + 1):
            wanted = Period.of("year", add_months(year.first, -12 * back))
            held = context.round_of(wanted)
            for result in held.honours if held else ():
                for s in result.standings:
                    code = result.tier_of(s.leader)
                    if code not in rule.tiers:
                        continue
                    tier = next(known.label for known in result.honour.tiers if known.id == code)
                    community = context.scores.communities[s.community].book.community.name
                    rows.append(
                        (
                            *(rule.label, rule.clause, wanted, s.leader, context.name(s.leader), community),
                            *(tier, s.score, state_of(held)),
                        )
                    )
    return Sheet(columns, tuple(rows))
