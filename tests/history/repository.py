"""A real repository, made step by step for a test.

Knows how to run Git as a clerk does; knows no test.
"""

from __future__ import annotations

import os
import subprocess
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

NEW_YEAR = "2018-01-01T00:30:00+0800"
LATER = "2018-03-05T12:00:00+0800"
LATEST = "2018-06-30T23:30:00+0800"


class Repository:
    """A real repository made step by step, each commit at a day of its own."""

    def __init__(self, top: Path, *options: str) -> None:
        self.top = top
        top.mkdir(parents=True, exist_ok=True)
        self.git("init", "--quiet", "--initial-branch=main", *options)
        self.git("config", "user.name", "Clerk")
        self.git("config", "user.email", "clerk@example.org")

    def git(self, *arguments: str, at: str = NEW_YEAR, by: str = "Clerk") -> str:
        """Run git here and give what it printed."""
        dates = {"GIT_AUTHOR_DATE": "2017-01-01T00:00:00Z", "GIT_COMMITTER_DATE": at}
        environment = {**os.environ, **dates, "GIT_AUTHOR_NAME": by}
        done = subprocess.run(["git", *arguments], cwd=self.top, env=environment, check=True, capture_output=True)
        return done.stdout.decode().strip()

    def write(self, path: str, content: str = "a: 1\n") -> None:
        """Write a file without committing it."""
        (self.top / path).parent.mkdir(parents=True, exist_ok=True)
        (self.top / path).write_bytes(content.encode())

    def commit(self, *paths: str, at: str = NEW_YEAR, content: str = "a: 1\n", by: str = "Clerk") -> str:
        """Write files, commit everything and give the commit's id."""
        for path in paths:
            self.write(path, content)
        self.git("add", "--all")
        self.git("commit", "--quiet", "--allow-empty", "--message=work", at=at, by=by)
        return self.git("rev-parse", "HEAD")
