"""A town of a few pages in parts, and builds of it as a build brings them."""

from __future__ import annotations

from datetime import date
from hashlib import sha256
from typing import TYPE_CHECKING

from generator.pages.imprint import Stamp
from generator.publish import PublishError, PublishReport, new_release, published

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from generator.problems import Message

Parts = dict[str, dict[str, bytes]]

TOWN: Parts = {
    "site": {"index.html": b"<h1>town</h1>", "assets/x.css": b"a{}", "404.html": b"?"},
    "lan/c1": {"lan/p/c1-li.html": b"Li", "lan/p/c1-wu.html": b"Wu", "lan/points/2025-Q4/c1.html": b"4"},
    "lan/c2": {"lan/p/c2-yu.html": b"Yu", "lan/points/2025-Q4/c2.html": b"5"},
}


def stamp(commit: str) -> Stamp:
    """Give the stamp of a build of a commit."""
    return Stamp(commit, date(2026, 1, 1), "0.1.0")


def build(out: Path, parts: Mapping[str, Mapping[str, bytes]], commit: str = "c0", inputs: str = "") -> PublishReport:
    """Publish parts as a build does that knows the digest of what it would bring: what is there already is kept."""
    with new_release(out, stamp(commit), inputs) as release:
        for name, files in parts.items():
            lines = "".join(f"{sha256(files[path]).hexdigest()}  {path}\n" for path in sorted(files))
            if release.holds(name) == sha256(lines.encode()).hexdigest():
                release.keep(name)
            else:
                with release.part(name) as part:
                    for path, data in files.items():
                        part.put(path, data)
    return release.report


def told(out: Path) -> tuple[str, str, str] | None:
    """Return what is told of the release shown: its name, the commit and what it was made of."""
    found = published(out)
    return None if found is None else (found.release, found.commit, found.inputs)


def changed(parts: Parts, name: str, **pages: bytes) -> Parts:
    """Give the parts with pages of one of them changed; `_` stands for a slash in the names of pages."""
    return {**parts, name: {**parts[name], **{path.replace("_", "/") + ".html": data for path, data in pages.items()}}}


def edition(number: int) -> Parts:
    """Give the town with another page of Li."""
    return {**TOWN, "lan/c1": {**TOWN["lan/c1"], "lan/p/c1-li.html": f"Li {number}".encode()}}


def series(out: Path, count: int) -> None:
    """Publish as many editions, one after the other."""
    for number in range(count):
        build(out, edition(number))


def refusal(error: PublishError) -> tuple[str, str, Message]:
    """Give id, place and words of the one problem."""
    (problem,) = error.problems
    return problem.check, problem.source.path, problem.message
