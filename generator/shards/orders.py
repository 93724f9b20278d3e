"""The work on one community: read, check, score, view, render; the same here, in another process, on a cluster.

Knows the floors from records to pages, for one community at a time; it writes nothing and holds no second one.
"""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from generator.ledger import load_community
from generator.ledger.parts import with_community
from generator.problems import has_errors, in_order
from generator.shards.parcels import pack, unpack

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from generator.ledger import Ledger
    from generator.ledger.parts import Part
    from generator.pages.masthead import Masthead
    from generator.pages.rendering import Press
    from generator.problems import Problem

FACTS, RESULTS, SHARE = "facts", "results", "share"
"""What a community gives to the whole: to the checks, to rankings and rounds, to the pages."""


class Setting(NamedTuple):
    """What all orders of a build share."""

    frame: Ledger
    """What lies above the communities."""
    as_of: date
    recorded_on: date
    press: Press | None
    """What stamps pages; None where only problems are wanted, or the frame has an error already."""
    mastheads: Mapping[str, Masthead]
    """Of each jurisdiction."""


class Order(NamedTuple):
    """What to work on; small, for it travels."""

    root: str
    setting: bytes
    """The setting, packed; the same object for all orders of a build."""
    jurisdiction: str
    community: str
    paths: tuple[str, ...]
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
    files: int = 0
    fast: int = 0


@lru_cache(maxsize=1)
def _setting(packed: bytes) -> Setting:
    found: Setting = unpack(packed)
    return found


def work(order: Order) -> Made:
    """Do everything that can be done about one community without another.

    Pages are made where the setting wants them and the community's records have no error; whether the
    others' have is seen when all are done, and then nothing is published.
    """
    setting = _setting(order.setting)
    loaded = load_community(Path(order.root), order.jurisdiction, order.community, order.paths)
    made = Made(order.jurisdiction, order.community, loaded.problems, files=loaded.files, fast=loaded.fast)
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
    outcome = check_community_outcomes(book, recorded)
    made = made._replace(outcome_problems=outcome.problems, fields={**made.fields, RESULTS: pack(outcome.results)})
    if setting.press is None or has_errors(outcome.problems):
        return made
    scores = recorded
    if setting.as_of != setting.recorded_on:
        scores = score_community(community, policy, part.working_days, setting.as_of)
    stand = Standpoint(book.frame(), policy, part.working_days, order.history, setting.as_of)
    found = community_publication(stand, scores)
    pages, cards = [], []
    for path, data in setting.press.community_pages(found, setting.mastheads[order.jurisdiction]):
        (cards if HOLE in data else pages).append((path, data))
    return made._replace(fields={**made.fields, SHARE: pack(found.share)}, pages=tuple(pages), cards=tuple(cards))
