"""What every test stands on: the same git for everyone, repeatable examples, and one browser.

Knows nothing of records, policies or pages.
"""

from __future__ import annotations

import os
import shutil
from typing import TYPE_CHECKING

import pytest
from hypothesis import settings
from playwright.sync_api import Browser, sync_playwright

if TYPE_CHECKING:
    from collections.abc import Iterator

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
