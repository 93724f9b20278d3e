"""The language of a command's sentences: the site's, from its record alone."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from generator.cli.session import Session
from generator.ledger import load, site_language
from generator.problems import msg

if TYPE_CHECKING:
    from pathlib import Path

SITE = "title: A\nlanguage: en\naddress: https://louzhang.example/\njurisdictions:\n- a\n"


@pytest.mark.parametrize(
    ("text", "language"),
    [(SITE, "en"), (SITE.replace("language: en\n", ""), "zh_CN"), (SITE + "colour: red\n", None), ("a: [", None)],
)
def test_the_language_is_that_of_the_loaded_site(tmp_path: Path, text: str, language: str | None) -> None:
    """Reading the site's record alone tells what loading everything tells, a broken record included."""
    (tmp_path / "records").mkdir()
    (tmp_path / "records" / "site.yaml").write_text(text)
    loaded = load(tmp_path).ledger
    assert site_language(tmp_path) == (loaded.site.language if loaded else None) == language


def test_a_site_that_is_missing_or_a_link_has_no_language(tmp_path: Path) -> None:
    """What loading refuses is not read here either."""
    assert site_language(tmp_path) is None
    (tmp_path / "records").mkdir()
    (tmp_path / "site.yaml").write_text(SITE)
    (tmp_path / "records" / "site.yaml").symlink_to(tmp_path / "site.yaml")
    assert site_language(tmp_path) is None


def test_a_sentence_does_not_need_the_records_to_be_loaded(tmp_path: Path) -> None:
    """A command speaks the language of the site that it is called in, and reads none of that site's other records."""
    (tmp_path / "records").mkdir()
    (tmp_path / "records" / "site.yaml").write_text(SITE)
    session = Session(tmp_path, None, None)
    assert session.say(msg("{folder} is ready. Next: louzhang build --root {folder}", folder="a")).startswith(
        "a is ready"
    )
    assert "loaded" not in vars(session)
