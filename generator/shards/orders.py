"""The work on one community: read, check, score, view, render; the same here, in another process, on a cluster.

Knows the floors from records to pages, for one community at a time; it writes nothing and holds no second one.
"""

from __future__ import annotations

from functools import cached_property, lru_cache
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, NamedTuple

from generator.awards import RoundPart, StandingsPart, round_part, standings_part, years_to_hold
from generator.checks import check_community, check_community_outcomes
from generator.ledger import load_community
from generator.ledger.parts import with_community
from generator.pages.rendering import is_complete
from generator.pages.symbols import go_on_from
from generator.problems import has_errors, in_order
from generator.scoring import score_community
from generator.shards.parcels import pack, unpack
from generator.views import Standpoint, community_publication, shown_rankings

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from datetime import date

    from generator.history import History
    from generator.ledger import Ledger
    from generator.ledger.parts import Part
    from generator.pages.masthead import Masthead
    from generator.pages.rendering import Press
    from generator.pages.symbols import Known
    from generator.periods import Period
    from generator.problems import Problem
    from generator.scoring import CommunityScores

FACTS, RESULTS, ROUNDS, SHARE, FINDER = "facts", "results", "rounds", "share", "finder"
"""What a community gives to the whole: to the checks, before and after scoring; to rounds, pages and finder."""


class Setting(NamedTuple):
    """What all orders of a build share."""

    frame: Ledger
    """What lies above the communities."""
    as_of: date
    recorded_on: date
    press: Press | None
    """What stamps pages; None where only problems are wanted, or the frame has an error already."""
    codes: Known | None
    """What is known of drawing codes; None where no page is made."""
    mastheads: Mapping[str, Masthead]
    """Of each jurisdiction."""
    logged: Mapping[str, frozenset[Period]]
    """The months in which any community of a jurisdiction has a log."""


class Shared:
    """A setting that is used as it is where it was made, and travels packed, once for all orders."""

    def __init__(self, setting: Setting) -> None:
        self.setting = setting

    @cached_property
    def _packed(self) -> bytes:
        return pack(self.setting)

    def __reduce__(self) -> tuple[Callable[[bytes], Shared], tuple[bytes]]:
        """Travel as bytes."""
        return _arrived, (self._packed,)


@lru_cache(maxsize=1)
def _arrived(packed: bytes) -> Shared:
    setting: Setting = unpack(packed)
    if setting.codes is not None:
        go_on_from(setting.codes)
    return Shared(setting)


class Order(NamedTuple):
    """What to work on; small, for it travels."""

    root: str
    shared: Shared
    """The same object for all orders of a build."""
    jurisdiction: str
    community: str
    history: History
    """Who brought in each line of the community and of the frame."""


class Made(NamedTuple):
    """What came of an order."""

    jurisdiction: str
    community: str
    problems: tuple[Problem, ...]
    outcome_problems: tuple[Problem, ...] = ()
    """Found against what was computed; they count only where no record anywhere has an error."""
    fields: Mapping[str, bytes] = MappingProxyType({})
    """What the community gives to the whole, packed subject by subject."""
    pages: tuple[tuple[str, bytes], ...] = ()
    cards: tuple[tuple[str, bytes], ...] = ()
    """Pages with a hole for the honours of their leader, which are known with the whole alone."""
    is_broken: bool = False
    files: int = 0
    fast: int = 0


class Given(NamedTuple):
    """What a community gives to the rounds and rankings that everybody may see."""

    rounds: RoundPart
    standings: StandingsPart


def work(order: Order) -> Made:
    """Do everything that can be done about one community without another.

    Pages are made where the setting wants them and the community's records have no error; whether the
    others' have is seen when all are done, and then nothing is published.
    """
    setting = order.shared.setting
    loaded = load_community(Path(order.root), order.jurisdiction, order.community)
    made = Made(
        order.jurisdiction,
        order.community,
        loaded.problems,
        is_broken=bool(loaded.broken),
        files=loaded.files,
        fast=loaded.fast,
    )
    if loaded.book is None or order.jurisdiction not in setting.frame.jurisdictions:
        return made
    part = with_community(setting.frame, loaded.book)
    findings = check_community(part, setting.recorded_on)
    problems = in_order((*loaded.problems, *findings.problems))
    made = made._replace(problems=problems, fields={FACTS: pack(findings.facts)})
    if loaded.broken or has_errors(problems):
        return made
    return _computed(made, part, setting, order)


def _computed(made: Made, part: Part, setting: Setting, order: Order) -> Made:
    """Add what follows from records without errors."""
    book = part.jurisdictions[order.jurisdiction]
    policy = book.policy
    if policy is None:
        return made
    community = book.communities[order.community]
    recorded = score_community(community, policy, part.working_days, setting.recorded_on)
    outcome = check_community_outcomes(recorded, book, setting.logged[order.jurisdiction], setting.recorded_on)
    made = made._replace(outcome_problems=outcome.problems, fields={**made.fields, RESULTS: pack(outcome.part)})
    if setting.press is None or order.jurisdiction not in setting.mastheads:
        return made
    stand = Standpoint(book.with_communities(), policy, part.working_days, order.history, setting.as_of)
    return _viewed(made, recorded.known_by(setting.as_of), stand, setting)


def _viewed(made: Made, scores: CommunityScores, stand: Standpoint, setting: Setting) -> Made:
    """Add the pages, and what the community gives to those of the whole."""
    awards = stand.book.awards
    years = years_to_hold(awards, setting.logged[stand.id], setting.as_of)
    given = Given(round_part(scores, awards, years), standings_part(scores, shown_rankings(stand), awards, years))
    views = community_publication(stand, scores)
    stamped = setting.press.community_pages(views.pages, setting.mastheads[stand.id]) if setting.press else ()
    pages: list[tuple[str, bytes]] = []
    cards: list[tuple[str, bytes]] = []
    for path, data in stamped:
        (pages if is_complete(data) else cards).append((path, data))
    return made._replace(
        fields={
            **made.fields,
            ROUNDS: pack(given),
            SHARE: pack(views.share),
            FINDER: pack(views.pages.finder),
        },
        pages=tuple(pages),
        cards=tuple(cards),
    )
