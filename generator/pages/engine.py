"""Runs the site engine on a staged folder, in a process of its own, and reads its complaints.

Knows nothing of sentinels, pages or records.
"""

from __future__ import annotations

import re
import sys
from typing import TYPE_CHECKING

from generator.problems import Problem, Source, msg

if TYPE_CHECKING:
    from pathlib import Path

ENGINE_PACKAGES = ("mkdocs", "mkdocs-material", "jinja2", "markdown", "pymdown-extensions", "pygments")

_COLOUR = re.compile(r"\x1b\[[0-9;]*m")
_COMPLAINT = re.compile(r"(?:WARNING|ERROR|CRITICAL) *-  (?P<words>.+)")
_PAGE = re.compile(r"(?:[Dd]oc file|page|file) '(?P<page>[^']+\.md)'")


class FrameError(Exception):
    """The engine, or what it was given, has faults; the problems say which."""

    def __init__(self, problems: tuple[Problem, ...]) -> None:
        super().__init__("; ".join(f"{p.source}: {p.check}" for p in problems))
        self.problems = problems


def engine_versions() -> tuple[str, ...]:
    """Name the releases of the engine's packages, which are inputs of every page."""
    from importlib.metadata import version

    return tuple(f"{name}=={version(name)}" for name in ENGINE_PACKAGES)


def run_engine(config: Path, epoch: int, docs: str, staged: str) -> None:
    """Build the staged site strictly; a complaint about `staged/x.md` is reported as `docs/x.md`.

    The engine gets a clean environment and never the caller's folder, so nothing lying there is imported or read.
    """
    import subprocess

    done = subprocess.run(  # noqa: S603 - the arguments are constants and our own path
        [sys.executable, "-P", "-E", "-X", "utf8", "-m", "mkdocs", "build", "--strict", "-f", str(config)],
        cwd=config.parent,
        env={"SOURCE_DATE_EPOCH": str(epoch), "TZ": "UTC", "LC_ALL": "C.UTF-8", "NO_MKDOCS_2_WARNING": "true"},
        stdin=subprocess.DEVNULL,
        capture_output=True,
        check=False,
    )
    if done.returncode:
        raise FrameError(_complaints(done.stderr.decode("utf-8", "replace"), docs, staged))


def _complaints(log: str, docs: str, staged: str) -> tuple[Problem, ...]:
    """Turn the engine's log into problems; the last line stands for all when it named none."""
    lines = [line for line in _COLOUR.sub("", log).splitlines() if line.strip()]
    words = [found["words"] for line in lines if (found := _COMPLAINT.match(line))]
    return tuple(_problem(text, docs, staged) for text in words or lines[-1:] or ["no words"])


def _problem(words: str, docs: str, staged: str) -> Problem:
    found = _PAGE.search(words)
    page = found["page"] if found else ""
    inside = page.startswith(f"{staged}/")
    return Problem(
        check="hand-written-page",
        source=Source(f"{docs}/{page.removeprefix(f'{staged}/')}" if inside else "mkdocs.yml"),
        message=msg("The site engine refuses the hand-written pages: {words}", words=words),
        fix=msg("Mend the link or the setting named here; nothing was published."),
    )
