"""Reads a published site and its shelf as a stranger would: by manifest, lists and hashes, without any code of ours."""

from __future__ import annotations

import json
from hashlib import sha256
from pathlib import Path

MANIFEST = "MANIFEST.json"


def tree(folder: Path) -> dict[str, tuple[int, str]]:
    """List every file and folder below with its mode and, for files, the hash of its bytes."""
    top = folder.resolve()
    found = {}
    for path in sorted(top.rglob("*")):
        digest = sha256(path.read_bytes()).hexdigest() if path.is_file() else ""
        found[path.relative_to(top).as_posix()] = (path.stat().st_mode & 0o7777, digest)
    return found


def listed(release: Path) -> dict[str, str]:
    """Give the hash of each file of a release, once each list has proved to be the one that the manifest means."""
    found: dict[str, str] = {}
    for part, digest in json.loads((release / MANIFEST).read_bytes())["parts"].items():
        data = (release / "_lists" / f"{part}.sha256").read_bytes()
        assert sha256(data).hexdigest() == digest, part
        for line in data.decode().splitlines():
            one, _, path = line.partition("  ")
            assert found.setdefault(path, one) == one, path
    return found


def assert_whole(release: Path) -> str:
    """Hold that a release is exactly what its own lists say, and return its commit."""
    content = json.loads((release / MANIFEST).read_bytes())
    own = {MANIFEST, *(f"_lists/{part}.sha256" for part in content["parts"])}
    found = {path: digest for path, (_, digest) in tree(release).items() if digest and path not in own}
    assert found == listed(release)
    folders = {path for path, (_, digest) in tree(release).items() if not digest}
    assert folders == {str(parent) for path in {*found, *own} for parent in Path(path).parents} - {"."}
    commit: str = content["commit"]
    return commit


def releases(out: Path) -> list[Path]:
    """List the release folders beside a site."""
    return sorted(path for path in (out.parent / "releases").iterdir() if path.is_dir() and path.name[0] != ".")


def assert_tidy(out: Path) -> str:
    """Hold that the site and every release that stays are whole and that nothing unfinished lies about."""
    for release in releases(out):
        assert_whole(release)
    assert not list((out.parent / "releases").glob(".louzhang-*"))
    assert not list(out.parent.glob(".louzhang-*"))
    return assert_whole(out)
