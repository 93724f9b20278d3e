"""What the tests of the history share."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.history.repository import Repository

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def repository(tmp_path: Path) -> Repository:
    """An empty repository."""
    return Repository(tmp_path / "town")


@pytest.fixture
def tripwire(tmp_path: Path) -> Path:
    """A program that leaves a file when it runs; give its path to a setting that must not run it."""
    program = tmp_path / "tripwire"
    program.write_text(f'#!/bin/sh\ntouch "{tmp_path}/fired"\nexit 1\n', encoding="ascii")
    program.chmod(0o755)
    return program
