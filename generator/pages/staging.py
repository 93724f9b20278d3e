"""Lays out what the site engine is to build: the hand-written pages, the assets and one sentinel page per depth.

Knows nothing of how the result is cut or stamped.
"""

from __future__ import annotations

import json
from hashlib import blake2b
from pathlib import Path
from typing import TYPE_CHECKING, cast

from msgspec import Struct

from generator import resources
from generator.pages.engine import FrameError, engine_versions
from generator.pages.imprint import ANNOUNCEMENT, AS_OF, RELEASE, SITE_NAME, VERSION
from generator.problems import Problem, Source, msg

if TYPE_CHECKING:
    from collections.abc import Iterator

GUIDE = "guide"
"""The folder of the site that holds the hand-written pages; the root belongs to the data pages."""

TITLE = "龘題龘"
DESCRIPTION = "zzDESCRIPTIONzz"
BODY = '<div id="zzBODYzz"><h1>zzBODYzz</h1></div>'
_FOLDER, _STEM = "zzFRAMEzz", "zzPATHzz"
_HIDDEN = "hide: [navigation, toc]\nsearch:\n  exclude: true\n"


class Inputs(Struct, frozen=True):
    """Where the frame's sources are, and for which folder depths of data pages it is wanted."""

    mkdocs_yml: Path
    docs: Path
    theme: Path
    assets: Path
    depths: tuple[int, ...] = (0, 1, 2, 3)
    epoch: int = 0


def shipped_inputs() -> Inputs:
    """Return where the frame's sources are in this installation."""
    folder = resources.templates()
    return Inputs(resources.mkdocs_config(), resources.docs(), folder / "theme", folder / "assets")


def sentinel_page(depth: int) -> str:
    """Name the sentinel page of a depth, without its ending."""
    return "/".join([_FOLDER] * depth + [_STEM])


def front_matter(title: str, description: str) -> str:
    """Write the head of a page that stands for a data page: no side bars, not searched."""
    return f"---\ntitle: {json.dumps(title)}\ndescription: {json.dumps(description)}\n{_HIDDEN}---\n\n"


def frame_key(inputs: Inputs) -> str:
    """Hash everything the frame is a function of, so that callers may keep it."""
    digest = blake2b(digest_size=16)
    for text in (*engine_versions(), repr(inputs.depths), str(inputs.epoch)):
        digest.update(text.encode() + b"\0")
    digest.update(inputs.mkdocs_yml.read_bytes())
    roots = (Path(__file__).parent, inputs.docs, inputs.theme, inputs.assets)
    for root, ending in zip(roots, ("*.py", "*", "*", "*"), strict=True):
        for path in _files(root, ending):
            digest.update(f"\0{path.relative_to(root).as_posix()}\0{path.stat().st_size}\0".encode())
            digest.update(path.read_bytes())
    return digest.hexdigest()


def stage(inputs: Inputs, folder: Path) -> Path:
    """Lay everything out below `folder` and return the engine's configuration file.

    The configuration names only folders beside itself: one of the engines takes no others.
    """
    docs = folder / "docs"
    _copy(inputs.docs, docs / GUIDE)
    _copy(inputs.assets, docs / "assets")
    _copy(inputs.theme, folder / "theme")
    for depth in inputs.depths:
        page = docs / f"{sentinel_page(depth)}.md"
        page.parent.mkdir(parents=True, exist_ok=True)
        page.write_text(front_matter(TITLE, DESCRIPTION) + BODY + "\n", encoding="utf-8")
    config = folder / "mkdocs.yml"
    config.write_text(json.dumps(_settings(inputs), ensure_ascii=False, indent=1), encoding="utf-8")
    return config


def _settings(inputs: Inputs) -> dict[str, object]:
    """Point the repository's settings at the staged folders; the constant slots replace the words of the site."""
    from ruamel.yaml import YAML

    stock = cast("dict[str, object]", YAML(typ="safe", pure=True).load(inputs.mkdocs_yml.read_text(encoding="utf-8")))
    theme = cast("dict[str, object]", stock["theme"])
    extra = cast("dict[str, object]", stock.get("extra", {}))
    slots = {
        "announcement": ANNOUNCEMENT,
        "imprint": {"as_of": AS_OF, "version": VERSION, "release": RELEASE},
    }
    return stock | {
        "site_name": SITE_NAME,
        "docs_dir": "docs",
        "site_dir": "site",
        "theme": theme | {"custom_dir": "theme"},
        "extra": extra | slots,
        "nav": _in_guide(stock["nav"]),
    }


def _in_guide(nav: object) -> object:
    """Move the pages named in the navigation into the guide's folder."""
    if isinstance(nav, list):
        return [_in_guide(entry) for entry in nav]
    if isinstance(nav, dict):
        return {title: _in_guide(entry) for title, entry in nav.items()}
    return f"{GUIDE}/{nav}"


def _files(root: Path, ending: str = "*") -> Iterator[Path]:
    """List the files below a folder in a fixed order; a link is refused, for it could point anywhere."""
    for path in sorted(root.rglob(ending)):
        if path.is_symlink():
            raise FrameError((_linked(f"{root.name}/{path.relative_to(root).as_posix()}"),))
        if path.is_file() and "__pycache__" not in path.parts:
            yield path


def _linked(path: str) -> Problem:
    return Problem(
        check="linked-file",
        source=Source(path),
        message=msg("{path} is a link; the site takes only real files.", path=path),
        fix=msg("Put the file itself there."),
    )


def _copy(source: Path, target: Path) -> None:
    import shutil

    for path in _files(source):
        place = target / path.relative_to(source)
        place.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(path, place)
