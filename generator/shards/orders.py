"""The work on one community: read, check, score, view, render; the same here, in another process, on a cluster.

Knows the floors from records to pages, for one community at a time; it writes nothing and holds no second one.
"""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from generator.checks import check_community, check_community_outcomes
from generator.ledger import load_community
from generator.ledger.parts import with_community
from generator.problems import has_errors
from generator.shards.parcels import pack, unpack

if TYPE_CHECKING:
    from datetime import date

    from generator.checks import Facts
    from generator.ledger import Ledger
    from generator.pages.frame import Frame
    from generator.problems import Problem


class Setting(NamedTuple):
    """What all orders of a build share."""

    frame: Ledger
    """What lies above the communities; free of errors where pages are wanted."""
    as_of: date
    recorded_on: date
    shells: tuple[Frame, ...]
    """The frames of pages by depth; none where the records are only checked."""


class Order(NamedTuple):
    """What to work on; small, for it travels."""

    root: str
    setting: bytes
    """The setting, packed; the same object for all orders of a build."""
    jurisdiction: str
    community: str
    paths: tuple[str, ...]


class Draft(NamedTuple):
    """A page in which one thing is still missing: what goes between `head` and `tail` is known with the whole alone."""

    path: str
    person: str
    head: bytes
    tail: bytes


class Made(NamedTuple):
    """What came of an order."""

    jurisdiction: str
    community: str
    problems: tuple[Problem, ...]
    outcome_problems: tuple[Problem, ...]
    """Found against what was computed; they count only where no record anywhere has an error."""
    facts: Facts | None
    fields: dict[str, bytes]
    """What the community gives to the whole, packed subject by subject."""
    pages: tuple[tuple[str, bytes], ...]
    drafts: tuple[Draft, ...]
    files: int
    quick_files: int


@lru_cache(maxsize=1)
def _setting(packed: bytes) -> Setting:
    found = unpack(packed)
    assert isinstance(found, Setting)  # noqa: S101
    return found


def work(order: Order) -> Made:
    """Do everything that can be done about one community without another.

    Pages are made where the setting wants them and the community's records have no error; whether the
    others' have is seen when all are done, and then nothing is published.
    """
    setting = _setting(order.setting)
    folder = Path(order.root)
    loaded = load_community(folder, order.jurisdiction, order.community, order.paths)
    made = Made(order.jurisdiction, order.community, loaded.problems, (), {}, (), (), len(order.paths), 0)
    if loaded.book is None or order.jurisdiction not in setting.frame.jurisdictions:
        return made
    part = with_community(setting.frame, loaded.book)
    findings = check_community(part, setting.recorded_on)
    problems = in_order((*loaded.problems, *findings.problems))
    made = made._replace(problems=problems, fields={FACTS: pack(findings.facts)})
    if loaded.broken or has_errors(problems) or not setting.is_sound:
        return made
    return _computed(made, part, setting)
