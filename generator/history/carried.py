"""Whether Git carries anything at a path that only this computer should write.

Knows the index alone; imports next to nothing, as every build asks it first.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.history.plumbing import Git, top_of

if TYPE_CHECKING:
    from pathlib import Path


def tracked(root: Path, folder: str) -> bool:
    """Tell whether Git carries anything at a path that only this computer should write."""
    root = root.resolve()
    return top_of(root) is not None and bool(Git(root).output("ls-files", "-z", "--", folder))
