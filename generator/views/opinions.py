"""The public summary of what residents say: satisfaction by community and period, for all leaders together.

Knows sums; a sum behind which one leader or too few answers stand is not there, and no leader's result is.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING, NamedTuple

from generator.surveys import Counts, per_cent, results, satisfaction
from generator.views import addresses

if TYPE_CHECKING:
    from collections.abc import Iterator
    from decimal import Decimal

    from generator.ledger import CommunityBook
    from generator.periods import Period
    from generator.policies.surveys import SurveyRule
    from generator.records.accounts import SurveyCount
    from generator.surveys import Result
    from generator.views.standpoint import Cite, Standpoint

_SEVERAL = 2
"""Leaders behind a sum; that of one leader would be the leader's own result, which stays inside."""
_DECIMALS = 2
"""Of a share, where the policy says nothing else (G-06)."""


@dataclass(frozen=True, slots=True)
class OpinionRow:
    """The answers of a community, or of all; answers and share are absent where too few stand behind them."""

    scope: str
    answers: int | None
    share: Decimal | None


@dataclass(frozen=True, slots=True)
class OpinionPeriod:
    """One period of a survey."""

    label: str
    period: str
    rows: tuple[OpinionRow, ...]
    whole: OpinionRow


@dataclass(frozen=True, slots=True)
class OpinionsPage:
    """What residents say of their leaders as a whole."""

    path: str
    held_by: str
    periods: tuple[OpinionPeriod, ...]
    least: int
    cite: Cite


class _Sum(NamedTuple):
    """Counts of a survey and how many leaders stand behind them; private to this module."""

    counts: Counts
    leaders: int


class _Held(NamedTuple):
    """A survey of a period with its sums by community; private to this module."""

    label: str
    period: Period
    rule: SurveyRule | None
    sums: dict[str, _Sum]


def opinions_page(stand: Standpoint) -> OpinionsPage | None:
    """Build the summary, where the policy asks residents and opens the sums."""
    pack = stand.policy.pack
    if not stand.allows("satisfaction") or (pack.feedback is None and not pack.surveys):
        return None
    least = pack.feedback.least_answers.on(stand.as_of) if pack.feedback else None
    clause = pack.feedback.least_answers.dated(stand.as_of).clause if pack.feedback else pack.surveys[0].clause
    found = sorted((*_surveyed(stand), *_told(stand)), key=lambda held: (held.period, held.label), reverse=True)
    return OpinionsPage(
        path=addresses.satisfaction(stand.id),
        held_by="、".join(dict.fromkeys(rule.held_by for rule in pack.surveys)),
        periods=tuple(_period(stand, held, least or 1) for held in found),
        least=least or 0,
        cite=stand.cite(clause),
    )


def _surveyed(stand: Standpoint) -> Iterator[_Held]:
    """Yield the surveys about single leaders, added up by community."""
    for rule in stand.policy.pack.surveys:
        found: dict[Period, dict[str, list[Result]]] = defaultdict(lambda: defaultdict(list))
        for name, book in stand.book.communities.items():
            for result in results(book, rule, stand.as_of):
                if result.period.last <= stand.as_of:
                    found[result.period][name].append(result)
        for period, by_community in found.items():
            sums = {
                name: _Sum(_added([one.counts for one in mine]), len({one.leader for one in mine}))
                for name, mine in by_community.items()
            }
            yield _Held(rule.label, period, rule, sums)


def _told(stand: Standpoint) -> Iterator[_Held]:
    """Yield the surveys that came with the feedback of a period, added up by community."""
    found: dict[Period, dict[str, _Sum]] = defaultdict(dict)
    for name, book in stand.book.communities.items():
        for period, sheet in book.feedback.items():
            if sheet.surveys and period.last <= stand.as_of:
                found[period][name] = _of_sheet(stand, book, period, sheet.surveys)
    for period, sums in found.items():
        yield _Held("满意度调查", period, None, sums)


def _of_sheet(stand: Standpoint, book: CommunityBook, period: Period, surveys: tuple[SurveyCount, ...]) -> _Sum:
    """Take the answers about all leaders where there are any, else those about each."""
    about_all = [one for one in surveys if one.leader is None]
    used = about_all or list(surveys)
    counts = _added([Counts(one.satisfied, one.basically, one.dissatisfied, one.blank) for one in used])
    serving = {
        post.person
        for post in book.posts
        if post.appointment.role in stand.policy.leader_roles and post.held_on(period.last)
    }
    return _Sum(counts, len(serving if about_all else {one.leader for one in used}))


def _added(counts: list[Counts]) -> Counts:
    return Counts(*(sum(column) for column in zip(*counts, strict=True)))


def _period(stand: Standpoint, held: _Held, least: int) -> OpinionPeriod:
    """Show what may be shown; one hidden community alone hides the sum of all, which would give it away."""
    names = {name: book.community.name for name, book in stand.book.communities.items()}
    rows = tuple(_row(held, names[name], one, least) for name, one in held.sums.items())
    whole = _Sum(_added([one.counts for one in held.sums.values()]), sum(one.leaders for one in held.sums.values()))
    hidden = sum(row.answers is None for row in rows)
    row = _row(held, "合计", whole, least) if hidden != 1 or len(rows) == 1 else OpinionRow("合计", None, None)
    return OpinionPeriod(held.label, held.period.label_zh, rows, row)


def _row(held: _Held, scope: str, one: _Sum, least: int) -> OpinionRow:
    counts, rule = one.counts, held.rule
    if one.leaders < _SEVERAL or counts.valid < max(least, 1):
        return OpinionRow(scope, None, None)
    if rule is None:
        return OpinionRow(
            scope, counts.valid, per_cent(Fraction(counts.satisfied + counts.basically, counts.valid), _DECIMALS)
        )
    share = satisfaction(rule, counts, held.period.last)
    if share is None:
        return OpinionRow(scope, None, None)
    return OpinionRow(scope, counts.valid, per_cent(share, rule.decimals.required(held.period.last)))
