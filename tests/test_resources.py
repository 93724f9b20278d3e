"""The shipped files are found in a checkout and in an installed package alike."""

from __future__ import annotations

import importlib.metadata
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from generator import resources

if TYPE_CHECKING:
    from collections.abc import Callable

ROOT = Path(__file__).resolve().parents[1]


@pytest.mark.parametrize(
    ("find", "in_checkout", "in_wheel"),
    [
        (resources.templates, "site_templates", "site_templates"),
        (resources.packs, "records/policies", "policies"),
        (resources.calendars, "records/calendar", "calendar"),
        (resources.docs, "docs", "docs"),
        (resources.mkdocs_config, "mkdocs.yml", "mkdocs.yml"),
    ],
)
def test_files_are_found_in_both_places(
    find: Callable[[], Path], in_checkout: str, in_wheel: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A checkout uses the repository's own folders; a package that carries its files uses those."""
    assert find() == ROOT / in_checkout

    monkeypatch.setattr(resources, "_SHIPPED", tmp_path)

    assert find() == tmp_path / in_wheel


def test_the_calendars_of_the_checkout_are_there() -> None:
    """The folder that is named really holds the years."""
    assert sorted(path.name for path in resources.calendars().iterdir()) == [f"{y}.yaml" for y in range(2018, 2027)]


def test_the_version_is_the_installed_one(monkeypatch: pytest.MonkeyPatch) -> None:
    """The version comes from the distribution, and a bare checkout says that it is one."""
    monkeypatch.setattr(importlib.metadata, "version", lambda _name: "1.2.3")
    assert resources.version() == "1.2.3"

    def absent(name: str) -> str:
        raise importlib.metadata.PackageNotFoundError(name)

    monkeypatch.setattr(importlib.metadata, "version", absent)
    assert resources.version() == "0+checkout"
