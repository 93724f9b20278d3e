"""Writes what the bad examples print into their `expected` files: `python tests/checks/bless.py [check …]`.

Judges nothing: whoever blesses reads what changed.
"""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from tests.checks import gallery


def main(names: list[str]) -> None:
    """Write the expectations of the named checks, or of all."""
    for name in names or gallery.SHOWN:
        with tempfile.TemporaryDirectory() as folder:
            root = Path(folder)
            gallery.make(name, "bad", root)
            found = gallery.problems(root)
            for file, language in gallery.EXPECTED.items():
                (gallery.FOLDER / name / file).write_text(gallery.printed(found, language, root), "utf-8")


if __name__ == "__main__":
    main(sys.argv[1:])
