"""The floors: what it takes only to write the same bytes, or only to parse them with the fastest YAML reader.

A script for the contestants' Python; knows nothing of Louzhang. It prints the seconds of processor time.
"""

from __future__ import annotations

import importlib
import sys
import time
from pathlib import Path


def write(site: Path, out: Path) -> float:
    """Write every file of a site into another folder; only the writing counts."""
    files = {file.relative_to(site): file.read_bytes() for file in sorted(site.rglob("*")) if file.is_file()}
    started = time.process_time()
    made: set[Path] = set()
    for path, data in files.items():
        target = out / path
        if target.parent not in made:
            target.parent.mkdir(parents=True, exist_ok=True)
            made.add(target.parent)
        with target.open("wb", buffering=0) as stream:
            stream.write(data)
    return time.process_time() - started


def parse(records: Path) -> float:
    """Parse every record with yaml-rs, whose dates and numbers stay as it takes them; only the parsing counts."""
    yaml_rs = importlib.import_module("yaml_rs")
    files = [file.read_text(encoding="utf-8") for file in sorted(records.rglob("*.yaml"))]
    started = time.process_time()
    for text in files:
        yaml_rs.loads(text)
    return time.process_time() - started


if __name__ == "__main__":
    folder = Path(sys.argv[2])
    print(write(folder.resolve(), Path(sys.argv[3])) if sys.argv[1] == "write" else parse(folder))
