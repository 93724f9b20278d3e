"""The real packs with some settings changed, and the recorded calendars as the engine reads them.

Knows how settings are addressed; knows no rule.
"""

from __future__ import annotations

from fractions import Fraction
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from generator.cases.changes import change_settings
from generator.ledger import load_pack
from generator.policies.case_frame import LaterValue, Override
from generator.policies.reading import read_policy
from tests.oracle.engine import decimal

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from generator.ledger.loading import LoadedPack
    from generator.policies.pack import Policy

ROOT = Path(__file__).resolve().parents[2]


@cache
def pack(policy: str) -> LoadedPack:
    """Load a pack of the records, with the calendars."""
    return load_pack(ROOT, policy)


def policy_with(policy: str, settings: Iterable[tuple[str, Any]], *later: tuple[str, date, Any]) -> Policy:
    """Read a pack with these settings; None unsets one, and some take another value from a later day on."""
    parts = pack(policy).parts
    changed = {path: [day_and_value for known, *day_and_value in later if known == path] for path, *_ in later}
    overrides = [_override(path, value, changed.get(path, [])) for path, value in settings]
    document, faults = change_settings(parts["policy"], overrides)
    found, problems = read_policy(policy, {"policy": document, "articles": parts["articles"]})
    if found is None or faults or problems:
        raise ValueError(faults + problems)
    return found


def _override(path: str, value: object, later: list[list[Any]]) -> Override:
    if value is None:
        return Override(path=path, unset=True)
    if isinstance(value, tuple):
        return Override(path=path, choices=value)
    return Override(
        path=path,
        value=_text(value),
        later=tuple(LaterValue.model_validate({"from": day, "value": _text(new)}) for day, new in later),
    )


def _text(value: object) -> str:
    if isinstance(value, Fraction):
        return str(decimal(value))
    return str(value).lower() if isinstance(value, bool) else str(value)


def yuan(fen: int) -> str:
    """Write an amount as packs do."""
    return f"{fen // 100}.{fen % 100:02}"
