"""The frame around every data page: rendered by the site engine once, cut at sentinels, stamped many times.

Knows nothing of what a page says; record text enters a page here and never passes through the engine.
"""

from __future__ import annotations

import fcntl
import os
import re
from pathlib import Path
from typing import TYPE_CHECKING

from msgspec import Struct

from generator.pages.engine import FrameError, run_engine
from generator.pages.keeping import packed, unpacked
from generator.pages.staging import BODY, DESCRIPTION, GUIDE, TITLE, Inputs, frame_key, sentinel_page, stage
from generator.problems import Problem, Source, msg

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from generator.pages.imprint import Imprint

_OPTIONAL = ".map", "sitemap.xml", "sitemap.xml.gz"
"""Not kept: maps serve the engine's authors, and a site map without an address is empty."""


class Frame(Struct, frozen=True):
    """The frame of one folder depth: literal bytes, and between each two of them the name of a slot."""

    depth: int
    literals: tuple[bytes, ...]
    slots: tuple[str, ...]

    def stamp(self, *, title: str, description: str, body_html: str, path: str) -> bytes:
        """Make a page; title and description are escaped here, the body comes from autoescaped templates."""
        if path.count("/") != self.depth:
            message = f"{path} is not {self.depth} folders deep"
            raise ValueError(message)
        from markupsafe import escape

        values = {
            TITLE: str(escape(title)).encode(),
            DESCRIPTION: str(escape(description)).encode(),
            f"{sentinel_page(self.depth)}.html": path.encode(),
            BODY: body_html.encode(),
        }
        parts = [self.literals[0]]
        for slot, literal in zip(self.slots, self.literals[1:], strict=True):
            parts += values[slot], literal
        return b"".join(parts)


class Frames(Struct, frozen=True):
    """What the engine built: a frame per depth and every other file, with the imprint's slots still open."""

    key: str
    shells: Mapping[int, str]
    files: Mapping[str, bytes]

    def page(self, depth: int, imprint: Imprint) -> Frame:
        """Fill in the imprint and cut the frame of a depth at the slots that differ from page to page."""
        slots = (TITLE, DESCRIPTION, f"{sentinel_page(depth)}.html", BODY)
        parts = re.split("|".join(f"({re.escape(slot)})" for slot in slots), self.shells[depth])
        named = [part for part in parts if part is not None]
        constant = imprint.slots()
        return Frame(
            depth,
            literals=tuple(_fill(text, constant).encode() for text in named[0::2]),
            slots=tuple(named[1::2]),
        )

    def static(self, imprint: Imprint) -> dict[str, bytes]:
        """Give every other file of the built site, hand-written pages included, with the imprint filled in."""
        constant = imprint.slots()
        return {
            path: _fill(data.decode(), constant).encode() if path.endswith(".html") else data
            for path, data in self.files.items()
        }


def build_frames(inputs: Inputs, work: Path) -> Frames:
    """Run the engine, or take up what it built before from the same inputs; `work` may be deleted at any time."""
    key = frame_key(inputs)
    work.mkdir(parents=True, exist_ok=True)
    with (work / ".lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        kept = work / f"{key}.site"
        files = unpacked(kept.read_bytes(), key) if kept.is_file() else None
        if files is None:
            _sweep(work)
            files = _built(inputs, work)
            _keep(kept, packed(files, key))
        return _taken_up(files, key, inputs.depths)


def _fill(text: str, slots: Mapping[str, str]) -> str:
    return re.sub("|".join(slots), lambda found: slots[found[0]], text)


def _sweep(work: Path) -> None:
    """Remove the frames of older inputs and the remains of a build that was cut off."""
    import shutil

    for old in work.iterdir():
        if old.is_dir():
            shutil.rmtree(old)
        elif old.suffix in {".site", ".part"}:
            old.unlink()


def _built(inputs: Inputs, work: Path) -> dict[str, bytes]:
    """Run the engine in a folder of its own and return every file it wrote."""
    import shutil
    import tempfile

    folder = Path(tempfile.mkdtemp(dir=work))
    try:
        config = stage(inputs, folder)
        run_engine(config, inputs.epoch, docs=inputs.docs.name, staged=GUIDE)
        return dict(_files(folder / "site"))
    finally:
        shutil.rmtree(folder)


def _keep(place: Path, data: bytes) -> None:
    part = place.with_suffix(".part")
    part.write_bytes(data)
    part.replace(place)


def _taken_up(built: Mapping[str, bytes], key: str, depths: tuple[int, ...]) -> Frames:
    pages = {f"{sentinel_page(depth)}.html": depth for depth in depths}
    shells: dict[int, str] = {}
    files: dict[str, bytes] = {}
    for path, data in built.items():
        if path in pages:
            shells[pages[path]] = _checked(data.decode())
        elif not path.endswith(_OPTIONAL):
            files[path] = data
    return Frames(key, dict(sorted(shells.items())), files)


def _files(site: Path) -> Iterator[tuple[str, bytes]]:
    for folder, below, names in os.walk(site):
        below.sort()
        for name in sorted(names):
            path = Path(folder, name)
            yield path.relative_to(site).as_posix(), path.read_bytes()


def _checked(shell: str) -> str:
    """Refuse a frame in which a theme lost a slot, or shows the body twice."""
    lost = [slot for slot in (TITLE, DESCRIPTION) if slot not in shell]
    if lost or shell.count(BODY) != 1:
        problem = Problem(
            check="frame-slot",
            source=Source("site_templates/theme/main.html"),
            message=msg("The theme does not show each slot of a page: {slots}", slots=", ".join(lost) or "body"),
            fix=msg("Print title and description in the head, and the content of the page once."),
        )
        raise FrameError((problem,))
    return shell
