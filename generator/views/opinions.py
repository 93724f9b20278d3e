"""The public summary of what residents say: satisfaction by community and period, for all leaders together.

Knows sums; a sum behind which one leader or too few answers stand is not there, and no leader's result is.
"""

from __future__ import annotations

from collections import defaultdict
from fractions import Fraction
from typing import TYPE_CHECKING, NamedTuple

from msgspec import Struct

from generator.surveys import Counts, per_cent, results, satisfaction
from generator.views import addresses

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
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


class OpinionRow(Struct, frozen=True):
    """The answers of a community, or of all; answers and share are absent where too few stand behind them."""

    scope: str
    answers: int | None
    share: Decimal | None


class OpinionPeriod(Struct, frozen=True):
    """One period of a survey."""

    label: str
    period: str
    rows: tuple[OpinionRow, ...]
    whole: OpinionRow


class OpinionsPage(Struct, frozen=True):
    """What residents say of their leaders as a whole."""

    path: str
    held_by: str
    periods: tuple[OpinionPeriod, ...]
    least: int
    cite: Cite


class OpinionSum(Struct, frozen=True):
    """A community's counts of a survey or of a period's feedback, and how many leaders stand behind them."""

    community: str
    survey: str | None
    period: Period
    counts: Counts
    leaders: int


class _Held(NamedTuple):
    """A survey of a period with its sums by community; private to this module."""

    label: str
    period: Period
    rule: SurveyRule | None
    sums: tuple[OpinionSum, ...]


def _is_open(stand: Standpoint) -> bool:
    pack = stand.policy.pack
    return stand.allows("satisfaction") and (pack.feedback is not None or bool(pack.surveys))


def opinion_sums(stand: Standpoint, book: CommunityBook) -> tuple[OpinionSum, ...]:
    """Add up what the residents of a community said, period by period; nothing where the sums stay inside."""
    return (*_surveyed(stand, book), *_told(stand, book)) if _is_open(stand) else ()


def opinions_page(stand: Standpoint, sums: Iterable[OpinionSum]) -> OpinionsPage | None:
    """Build the summary from the communities' sums, where the policy asks residents and opens the sums."""
    if not _is_open(stand):
        return None
    pack = stand.policy.pack
    least = pack.feedback.least_answers.on(stand.as_of) if pack.feedback else None
    clause = pack.feedback.least_answers.dated(stand.as_of).clause if pack.feedback else pack.surveys[0].clause
    found = sorted(_held(stand, sums), key=lambda held: (held.period, held.label), reverse=True)
    return OpinionsPage(
        path=addresses.satisfaction(stand.id),
        held_by="、".join(dict.fromkeys(rule.held_by for rule in pack.surveys)),
        periods=tuple(_period(held, least or 1) for held in found),
        least=least or 0,
        cite=stand.cite(clause),
    )


def _held(stand: Standpoint, sums: Iterable[OpinionSum]) -> Iterator[_Held]:
    """Yield each survey of a period with the sums of the communities, the policy's surveys first."""
    found: dict[tuple[str | None, Period], list[OpinionSum]] = defaultdict(list)
    for one in sums:
        found[one.survey, one.period].append(one)
    for rule in (*stand.policy.pack.surveys, None):
        for (survey, period), together in found.items():
            if survey == (rule.id if rule else None):
                yield _Held(rule.label if rule else "满意度调查", period, rule, tuple(together))


def _surveyed(stand: Standpoint, book: CommunityBook) -> Iterator[OpinionSum]:
    """Yield the surveys about single leaders, added up."""
    for rule in stand.policy.pack.surveys:
        found: dict[Period, list[Result]] = defaultdict(list)
        for result in results(book, rule, stand.as_of):
            if result.period.last <= stand.as_of:
                found[result.period].append(result)
        for period, mine in found.items():
            counts = _added([one.counts for one in mine])
            yield OpinionSum(book.community.name, rule.id, period, counts, len({one.leader for one in mine}))


def _told(stand: Standpoint, book: CommunityBook) -> Iterator[OpinionSum]:
    """Yield the surveys that came with the feedback of a period, added up."""
    for period, sheet in book.feedback.items():
        if sheet.surveys and period.last <= stand.as_of:
            yield _of_sheet(stand, book, period, sheet.surveys)


def _of_sheet(stand: Standpoint, book: CommunityBook, period: Period, surveys: tuple[SurveyCount, ...]) -> OpinionSum:
    """Take the answers about all leaders where there are any, else those about each."""
    about_all = [one for one in surveys if one.leader is None]
    used = about_all or list(surveys)
    counts = _added([Counts(one.satisfied, one.basically, one.dissatisfied, one.blank) for one in used])
    serving = {
        post.person
        for post in book.posts
        if post.appointment.role in stand.policy.leader_roles and post.held_on(period.last)
    }
    leaders = len(serving if about_all else {one.leader for one in used})
    return OpinionSum(book.community.name, None, period, counts, leaders)


def _added(counts: list[Counts]) -> Counts:
    return Counts(*(sum(column) for column in zip(*counts, strict=True)))


def _period(held: _Held, least: int) -> OpinionPeriod:
    """Show what may be shown; one hidden community alone hides the sum of all, which would give it away."""
    rows = tuple(_row(held, one, least) for one in held.sums)
    counts, leaders = _added([one.counts for one in held.sums]), sum(one.leaders for one in held.sums)
    whole = OpinionSum("合计", None, held.period, counts, leaders)
    hidden = sum(row.answers is None for row in rows)
    row = _row(held, whole, least) if hidden != 1 or len(rows) == 1 else OpinionRow("合计", None, None)
    return OpinionPeriod(held.label, held.period.label_zh, rows, row)


def _row(held: _Held, one: OpinionSum, least: int) -> OpinionRow:
    scope, counts, rule = one.community, one.counts, held.rule
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
