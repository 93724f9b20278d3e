"""Every rule of every policy is shown by a case or a test, and the page that says so is current (decision 29)."""

from __future__ import annotations

import pytest

from tests.tools.coverage import PAGE, citing_tests, coverage, page, policies


@pytest.mark.parametrize("policy", policies())
def test_every_rule_that_is_not_narrative_is_shown(policy: str) -> None:
    """A rule that does more than narrate is named by a case of its pack or by a test."""
    rows = list(coverage(policy, citing_tests()))

    assert rows
    assert [row.rule for row in rows if not (row.narrative or row.cases or row.tests)] == []


def test_the_page_of_rules_is_current() -> None:
    """`python -m tests.tools.coverage` would change nothing."""
    assert PAGE.read_text(encoding="utf-8") == page()
