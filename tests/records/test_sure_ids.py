"""What the lane of logs takes for an id without asking is one, and a text that no reader takes for anything else."""

from __future__ import annotations

import re

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from generator.documents import one_line_text
from generator.records.scalars import SURE_ID, is_id

SURE = re.compile(rf"({SURE_ID})\n")


@given(st.from_regex(r"[a-z0-9-]{1,44}", fullmatch=True))
@example("a" * 40)
@example("a" * 41)
@example("a--bcde")
@example("abcdef-")
def test_a_sure_id_is_an_id_and_its_own_text(text: str) -> None:
    """Whatever fits would also be read and judged as an id, and every id of some length fits."""
    fits = SURE.fullmatch(f"{text}\n") is not None
    assert fits is (is_id(text) and len(text) > 5)
    assert not fits or one_line_text(text) == text


@pytest.mark.parametrize("text", ["con", "lpt1", "index", "null", "a1", "ab\ncdef", "ABCDEF", "é23456"])
def test_what_might_be_something_else_is_not_sure(text: str) -> None:
    """Reserved names, empty values and short texts are left to the type of their field."""
    assert SURE.fullmatch(f"{text}\n") is None
