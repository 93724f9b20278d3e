"""From the files of a pack to a `Policy`; unresolved clauses are the pack checks' business.

Knows which part has which type; computes nothing.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.policies.forms import FORM_FAULTS, Forms
from generator.policies.pack import Articles, Pack, Policy
from generator.policies.settings import SETTING_FAULTS
from generator.records.reading import read_record

if TYPE_CHECKING:
    from collections.abc import Mapping

    from generator.documents import Document
    from generator.problems import Problem


def read_policy(
    policy: str, parts: Mapping[str, Document], bases: tuple[str, ...] = (), titles: tuple[str, ...] = ()
) -> tuple[Policy | None, tuple[Problem, ...]]:
    """Build a policy from its `policy`, `articles` and, where there is one, `forms`; None where any has problems.

    Args:
        policy: the id of the pack.
        parts: its documents; those of a layer already laid over the packs below.
        bases: the ids of those packs, nearest first.
        titles: what they are called.
    """
    pack, pack_problems = read_record(Pack, parts["policy"], SETTING_FAULTS)
    articles, article_problems = read_record(Articles, parts["articles"], SETTING_FAULTS)
    forms, form_problems = _read_forms(parts)
    problems = pack_problems + article_problems + form_problems
    if pack is None or articles is None or forms is None:
        return None, problems
    return Policy(policy, pack, articles.articles, bases, forms, titles), problems


def _read_forms(parts: Mapping[str, Document]) -> tuple[Forms | None, tuple[Problem, ...]]:
    if "forms" not in parts:
        return Forms(forms=()), ()
    return read_record(Forms, parts["forms"], {**SETTING_FAULTS, **FORM_FAULTS})
