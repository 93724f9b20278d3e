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
    """What all orders of a build share; see `pages_wanted`."""

    frame: Ledger
    """What lies above the communities."""
    as_of: date
    recorded_on: date
    press: Press | None
    """What stamps pages; None where the records are only checked, or the frame has an error already."""
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
    lines: bytes
    """Who brought in each line of the community's records, packed."""


class Made(NamedTuple):
    """What came of an order."""

    jurisdiction: str
    community: str
    problems: tuple[Problem, ...]
    outcome_problems: tuple[Problem, ...] = ()
    """Found against what was computed; they count only where no record anywhere has an error."""
    fields: Mapping[str, bytes] = {}
    """What the community gives to the whole, packed subject by subject."""
    pages: tuple[tuple[str, bytes], ...] = ()
    cards: tuple[tuple[str, tuple[bytes, bytes]], ...] = ()
    """Pages with a hole, by what stands before and after it: honours are known with the whole alone."""
    files: int = 0
    quick_files: int = 0


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
    made = Made(order.jurisdiction, order.community, loaded.problems, files=len(order.paths))
    if loaded.book is None or order.jurisdiction not in setting.frame.jurisdictions:
        return made
    from generator.checks import check_community

    part = with_community(setting.frame, loaded.book)
    findings = check_community(part, setting.recorded_on)
    problems = in_order((*loaded.problems, *findings.problems))
    made = made._replace(problems=problems, fields={FACTS: pack(findings.facts)})
    if loaded.broken or has_errors(problems) or setting.press is None:
        return made
    return made
