"""Accounts on paper: balances and proofs, redemptions, catalogue, budget, the year's ranking, statistics.

Knows what the claims engine finds; where a policy has no redemption, every list of accounts is empty.
"""

from __future__ import annotations

from collections import defaultdict
from decimal import Decimal
from typing import TYPE_CHECKING

from generator.awards import firsts
from generator.claims import (
    Accounts,
    accounts,
    earning_roles,
    earnings,
    leaders_of,
    month_results,
    parts,
    redemption_machine,
    spent_on_prizes,
    standings,
    yuan,
)
from generator.periods import Period
from generator.problems import Words
from generator.reports import columns as c
from generator.reports.context import at, places_of
from generator.reports.monthly import claimed
from generator.reports.report import Sheet
from generator.reports.table import Column

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from generator.claims import Part, Place
    from generator.ledger import CommunityBook
    from generator.policies.claims import TopReward
    from generator.reports.context import Context
    from generator.reports.report import Row

ZERO = Decimal(0)
_KINDS = {"prize": Words("prize", "奖品"), "service": Words("service", "服务")}
_USES = {"prizes": Words("prizes", "奖品"), "system": Words("system", "系统维护")}
BALANCE = Column("balance", Words("Balance", "余额"), "points")
EARNED = Column("earned", Words("Earned", "已得积分"), "points")


def books(context: Context) -> Iterator[tuple[CommunityBook, Accounts]]:
    """Yield each community with its accounts, where the policy has any."""
    policy = context.policy
    if policy.pack.claims is None and (policy.pack.redemption is None or policy.machine("redemption") is None):
        return
    for community in context.communities:
        book = community.book
        earned = earnings(policy, context.book, book, context.ledger.working_days, context.as_of)
        yield book, accounts(policy, earned, book.redemptions, context.book.catalogues, context.as_of)


def balances(context: Context) -> Sheet:
    """List each leader's points of the year and balance, for queries and proofs (PTS-5-2, PTS-8-2, PTS-12-2, B-41)."""
    columns = (
        *(c.COMMUNITY, c.PERSON, c.NAME, c.PLACE, c.YEAR, EARNED),
        *(
            Column("open", Words("Not final", "未确定"), "points"),
            Column("redeemed", Words("Redeemed", "已兑换"), "points"),
        ),
        *(Column("cleared", Words("Cleared", "已清零"), "points"), BALANCE, c.DAY),
    )
    year = Period.of("year", context.as_of)
    rows: list[Row] = []
    roles = earning_roles(context.policy)
    waiting = {book.id: month_results(facts, context.as_of) for book, facts in claimed(context)}
    for book, held in books(context):
        results = waiting.get(book.id, {})
        for leader in _holders(book, held, roles, year):
            mine = [result for (who, month), result in results.items() if who == leader and year.contains(month.first)]
            not_final = sum((result.total - result.final(context.as_of) for result in mine), ZERO)
            entries = [entry for entry in held.entries if entry.leader == leader and year.contains(entry.day)]
            used = -sum((entry.points for entry in entries if entry.kind in {"redeem", "return"}), ZERO)
            cleared = -sum((entry.points for entry in entries if entry.kind == "reset"), ZERO)
            rows.append(
                (
                    *(book.community.name, leader, context.name(leader)),
                    places_of(book, leader, roles[0], year) or places_of(book, leader, roles[0]),
                    *(year, held.earned(leader, year)),
                    *(not_final, used, cleared, held.balance(leader), context.as_of),
                )
            )
    return Sheet(columns, tuple(rows))


def _holders(book: CommunityBook, held: Accounts, roles: tuple[str, ...], year: Period) -> list[str]:
    """Return who served in a year, and who left before and has points left, in order of id."""
    kept = {entry.leader for entry in held.entries if held.balance(entry.leader)}
    return sorted(kept.union(leaders_of(book.posts, roles, year)))


def redemptions(context: Context) -> Sheet:
    """List redemptions with proof, place and state (PTS-4-2, PTS-8-1, PTS-8-2, PTS-8-3, PTS-8-4, B-41)."""
    columns = (
        *(c.COMMUNITY, c.NUMBER, c.PERSON, c.NAME, Column("item", Words("Item", "项目"))),
        *(Column("count", Words("Count", "份数"), "whole"), Column("cost", Words("Points", "积分"), "points")),
        *(Column("proof", Words("Proof", "积分证明")), c.PLACE, c.STATE, Column("since", Words("Since", "自"), "day")),
        *(BALANCE, c.SOURCE),
    )
    rows: list[Row] = []
    for book, held in books(context):
        names = {item.id: item.name for known in context.book.catalogues.values() for item in known.items}
        for name, found in sorted(book.redemptions.items()):
            done = [step.on for step in found.steps if context.known(step.on)]
            if not done:
                continue
            machine, _ = redemption_machine(context.policy)
            rows.append(
                (
                    *(book.community.name, name, found.leader, context.name(found.leader)),
                    *(names.get(found.item, found.item), 1 if found.count is None else found.count, found.cost),
                    *(found.proof, found.place, machine.states[held.states.get(name, machine.start)], done[-1]),
                    *(held.balance(found.leader), at(found.origin)),
                )
            )
    return Sheet(columns, tuple(rows))


def catalogue(context: Context, period: Period) -> Sheet:
    """List what points may be redeemed for in a year, and how much is left (PTS-4-2, PTS-8-1, PTS-8-2, B-41)."""
    columns = (
        *(c.NUMBER, Column("item", Words("Item", "项目")), Column("kind", Words("Kind", "种类"))),
        *(Column("cost", Words("Points", "所需积分"), "points"), Column("stock", Words("Stock", "数量"), "whole")),
        Column("left", Words("Left", "剩余"), "whole"),
    )
    found = context.book.catalogues.get(period)
    used: dict[str, int] = defaultdict(int)
    for book, held in books(context):
        for name, redemption in book.redemptions.items():
            taken = held.states.get(name) in {"approved", "collected"} and period.contains(redemption.steps[0].on)
            used[redemption.item] += (1 if redemption.count is None else redemption.count) if taken else 0
    rows = tuple(
        (
            *(item.id, item.name, _KINDS[item.kind], item.cost, item.stock),
            None if item.stock is None else item.stock - used[item.id],
        )
        for item in (found.items if found else ())
    )
    notes = (
        (Words(f"{found.rules}: {'; '.join(found.places)}", f"{found.rules}：{'；'.join(found.places)}"),)
        if found
        else ()
    )
    return Sheet(columns, rows, notes=notes)


def budget(context: Context, period: Period) -> Sheet:
    """List the funds of a year; what prizes cost is computed from the redemptions (PTS-17-3)."""
    columns = (
        Column("use", Words("Use", "用途")),
        Column("planned", Words("Planned (yuan)", "预算（元）"), "points"),
        Column("spent", Words("Spent (yuan)", "支出（元）"), "points"),
        Column("left", Words("Left (yuan)", "结余（元）"), "points"),
    )
    found = context.book.budgets.get(period)
    rows: list[Row] = []
    for line in found.lines if found else ():
        spent = spent_on_prizes(context.book, period, context.as_of) if line.use == "prizes" else line.spent or 0
        rows.append((_USES[line.use], *(yuan(fen) for fen in (line.planned, spent, line.planned - spent))))
    return Sheet(columns, tuple(rows))


def ranking(context: Context, period: Period) -> Sheet:
    """Rank the leaders of a year and mark who is rewarded (PTS-4-1, PTS-9-4, PTS-11-1, PTS-11-2, B-43)."""
    columns = (
        *(Column("group", Words("Ranked within", "排名范围")), c.RANK, c.COMMUNITY, c.PERSON, c.NAME, c.PLACE, EARNED),
        *(BALANCE, Column("reward", Words("Reward", "前列奖励")), c.STATE),
    )
    rules = next((known for known in context.policy.pack.rankings if known.period == "year"), None)
    if context.policy.pack.claims is None or rules is None:
        return Sheet(columns, ())
    roles = context.policy.pack.claims.roles
    held = {book.id: (leaders_of(book.posts, roles, period), found) for book, found in books(context)}
    places = standings(rules, period, _ranked_on(context, period), held)
    rewards = [known for known in context.policy.pack.top_rewards if known.ranking == rules.id]
    marks = _rewarded(context, rewards[0], period, places) if rewards else {}
    rows: list[Row] = []
    for place in places:
        book = context.book.communities[place.community]
        role = context.policy.pack.claims.roles[0]
        name = context.book.communities[place.group].community.name if place.group else context.book.jurisdiction.name
        reward, state = marks.get((place.community, place.leader), (None, None))
        rows.append(
            (
                *(name, place.rank, book.community.name, place.leader, context.name(place.leader)),
                *(places_of(book, place.leader, role, period), place.earned, place.balance, reward, state),
            )
        )
    return Sheet(columns, tuple(rows))


def _ranked_on(context: Context, year: Period) -> date:
    """Return the day on which a year is ranked: the day it was closed, else the as-of day."""
    record = context.book.awards.get(year)
    return min(record.frozen_on, context.as_of) if record else context.as_of


def _rewarded(
    context: Context, reward: TopReward, year: Period, places: tuple[Place, ...]
) -> dict[tuple[str, str], tuple[str | None, Words | None]]:
    """Mark who is among the first places, and who waits for a decision on a tie (G-09)."""
    many, ties = reward.places.on(year.last), reward.ties.on(year.last)
    record = context.book.awards.get(year)
    chosen = [d.chosen for d in record.tie_decisions if d.honour == reward.id] if record else []
    found: dict[tuple[str, str], tuple[str | None, Words | None]] = {}
    if many is None or ties is None:
        return found
    for group in dict.fromkeys(place.group for place in places):
        members = [place for place in places if place.group == group]
        scores = [((place.community, place.leader), place.ranked_by) for place in members]
        decided = tuple(key for key, _ in scores if any(key[1] in names for names in chosen))
        lists = firsts(scores, many, ties, decided)
        found |= dict.fromkeys(lists.holders[0][1], (reward.label, None))
        waiting = {key for tie in lists.ties if not tie.decided for key in tie.contenders}
        found |= {key: (None, Words("tie, to be decided", "同分待决定")) for key in waiting}
    return found


def statistics(context: Context, period: Period) -> Sheet:
    """Count what was claimed, counted and earned, by community and item (PTS-12-3, PTS-15-2, B-42)."""
    columns = (
        *(c.COMMUNITY, c.ITEM, Column("leaders", Words("Leaders", "楼长人数"), "whole")),
        *(Column("lines", Words("Lines", "申报项数"), "whole"), Column("times", Words("Counted", "计入次数"), "whole")),
        c.POINTS,
    )
    rows: list[Row] = []
    lines = counted = 0
    earned = ZERO
    for book, facts in claimed(context):
        found = [part for part in parts(facts, context.as_of) if period.contains(part.month.first)]
        for label, mine in _by_item(context, found):
            points = sum((part.points for part in mine), ZERO)
            times = sum(part.count for part in mine if part.outcome == "counted")
            rows.append((book.community.name, label, len({part.leader for part in mine}), len(mine), times, points))
            lines, counted, earned = lines + len(mine), counted + times, earned + points
    return Sheet(columns, tuple(rows), (Words("Total", "合计"), None, None, lines, counted, earned))


def _by_item(context: Context, found: list[Part]) -> Iterator[tuple[str | Words, list[Part]]]:
    yield Words("basic points", "基础积分"), [part for part in found if part.kind == "basic"]
    for item in context.policy.pack.items:
        yield f"{item.number} {item.label}", [p for p in found if p.item is not None and p.item.id == item.id]
    yield Words("reward points", "奖励积分"), [part for part in found if part.kind == "reward"]
