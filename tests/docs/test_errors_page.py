"""The handbook's page of errors: current, complete, and with a way to each entry."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from generator.checks import CHECKS, check_id
from tests.checks import gallery
from tests.tools.handbook_errors import PAGE, render_error_pages

if TYPE_CHECKING:
    from generator.checks.running import OutcomeCheck, RecordCheck


def test_the_page_of_errors_is_current() -> None:
    """The committed page is what the gallery gives; `python tests/tools/handbook_errors.py` writes it."""
    assert PAGE.read_text("utf-8") == render_error_pages()


def test_every_check_has_one_entry() -> None:
    """Each check that can be shown stands on the page once, as a heading that begins with its id."""
    assert sorted(re.findall(r"^### ([a-z0-9-]+)", render_error_pages(), re.MULTILINE)) == sorted(gallery.SHOWN)


@pytest.mark.parametrize("check", CHECKS, ids=check_id)
def test_a_check_says_in_chinese_what_and_why(check: RecordCheck | OutcomeCheck) -> None:
    """Beside each example stand two Chinese lines: the fault in a few words, and why it matters."""
    what, why = (gallery.FOLDER / check_id(check) / "about.zh.txt").read_text("utf-8").splitlines()
    assert re.search("[\u4e00-\u9fff]", what)
    assert len(what) <= 24
    assert why.endswith("。")
