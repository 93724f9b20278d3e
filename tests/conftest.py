"""What every test stands on: the same git for everyone, repeatable examples, one browser, one built site.

Knows nothing of policies or of what a page says.
"""

from __future__ import annotations

import os
import shutil
from typing import TYPE_CHECKING

import pytest
from hypothesis import settings
from playwright.sync_api import Browser, sync_playwright

from tests.e2e import town

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

settings.register_profile("house", deadline=None, derandomize=True)
settings.load_profile("house")


@pytest.fixture(autouse=True)
def git_of_nobody(monkeypatch: pytest.MonkeyPatch) -> None:
    """Keep a person's own git settings, such as signing, out of the tests."""
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", os.devnull)
    monkeypatch.setenv("GIT_CONFIG_NOSYSTEM", "1")


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Start the Chromium that `make test` provides: the system's, else the one Playwright downloaded."""
    on_path = (shutil.which(name) for name in ("chromium", "chromium-browser", "google-chrome"))
    flags = ["--no-sandbox"] if os.geteuid() == 0 else []
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=next(filter(None, on_path), None), args=flags)
        yield chromium
        chromium.close()


@pytest.fixture(scope="session")
def demonstration(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Make a repository of one committed jurisdiction and build its site; tests read it and never change it."""
    return _built(tmp_path_factory.mktemp("demonstration"), whole=False)


@pytest.fixture(scope="session")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Make a repository of all committed records and build its site; tests read it and never change it."""
    return _built(tmp_path_factory.mktemp("whole"), whole=True)


def _built(root: Path, *, whole: bool) -> Path:
    town.lay(root, whole=whole)
    town.commit(root)
    answer = town.louzhang(root, "build")
    assert answer.code == 0, answer.err
    return root
