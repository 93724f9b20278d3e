"""What a site says it holds, and whether that is what lies there: every byte is read.

Knows nothing of builds; changes nothing.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.publish.manifest import MANIFEST, list_path, read_list, read_manifest
from generator.publish.shelved import DamagedError, differing, shelved

if TYPE_CHECKING:
    from pathlib import Path


def listing(site: Path) -> dict[str, str]:
    """List every file of a site with its hash, as its manifest and lists tell it.

    Raises:
        DamagedError: the manifest is none of ours.
    """
    content = read_manifest((site / MANIFEST).read_bytes())
    if content is None:
        raise DamagedError(MANIFEST)
    lists = [read_list((site / list_path(part)).read_bytes()) for part in content.parts]
    return {path: digest for listed in lists for path, digest in listed.items()}


def faults(site: Path) -> tuple[str, ...]:
    """Name the files of a site that are missing, changed or on no list; none where every hash agrees."""
    root = site.resolve()
    release = shelved(root.parent, root.name)
    if release is None:
        return (MANIFEST,)
    bad: set[str] = set()
    known = {MANIFEST, *map(list_path, release.parts)}
    for part in release.parts:
        try:
            listed = release.files(part)
        except DamagedError as damaged:
            bad.add(damaged.path)
            continue
        known.update(listed)
        bad.update(differing(root, listed))
    found = {path.relative_to(root).as_posix() for path in root.rglob("*") if path.is_symlink() or not path.is_dir()}
    return tuple(sorted(bad | (found - known)))
