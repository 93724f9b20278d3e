"""Reading the logs of a work: Louzhang's reader against ruamel.yaml's C parser, with equal results.

Each side runs in its own Python and prints the seconds it took and a digest of every text it read.
"""

from __future__ import annotations

import hashlib
import json
import sys
import time
from pathlib import Path
from typing import Any


def _logs(records: Path, most: int) -> list[tuple[str, bytes]]:
    files = sorted(records.glob("jurisdictions/*/communities/*/logs/*.yaml"))
    chosen = files[:: max(1, len(files) // most)]
    return [(f"records/{file.relative_to(records).as_posix()}", file.read_bytes()) for file in chosen]


def louzhang(records: Path, most: int) -> tuple[float, str]:
    """Read so many logs as Louzhang does."""
    from generator.documents import read
    from generator.documents.writer import texts

    logs = _logs(records, most)
    digest, taken = hashlib.sha256(), 0.0
    for path, data in logs:
        started = time.process_time()
        document, problems = read(path, data)
        taken += time.process_time() - started
        if document is None or problems:
            raise ValueError(path)
        digest.update(_canonical(texts(document)))
    return taken, digest.hexdigest()


def ruamel(records: Path, most: int) -> tuple[float, str]:
    """Read so many logs with ruamel.yaml's C parser, every scalar as text."""
    from ruamel.yaml import YAML

    logs = _logs(records, most)
    digest, taken = hashlib.sha256(), 0.0
    for _, data in logs:
        started = time.process_time()
        found = YAML(typ="base").load(data)
        taken += time.process_time() - started
        digest.update(_canonical(found))
    return taken, digest.hexdigest()


def _canonical(value: Any) -> bytes:
    return json.dumps(value, ensure_ascii=False, sort_keys=True).encode()


if __name__ == "__main__":
    reader = louzhang if sys.argv[1] == "louzhang" else ruamel
    print(json.dumps(reader(Path(sys.argv[2]), int(sys.argv[3]))))
