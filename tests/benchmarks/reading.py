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
    """Read so many logs as Louzhang does, to typed entries; what they hold is then written back as texts."""
    from generator.records.activity import ActivityLog
    from generator.records.files import read_file
    from generator.shards.memory import make_room

    make_room()  # as the command line does
    logs = _logs(records, most)
    digest, taken = hashlib.sha256(), 0.0
    for path, data in logs:
        started = time.process_time()
        log, problems, _ = read_file(ActivityLog, path, data)
        taken += time.process_time() - started
        if log is None or problems:
            raise ValueError(path)
        digest.update(_canonical(_texts(log)))
    return taken, digest.hexdigest()


def _texts(value: Any) -> Any:
    """Return a typed value as texts, lists and mappings of texts, what is absent left out."""
    if isinstance(value, tuple):
        return [_texts(part) for part in value]
    from generator.records.activity import ENTRY_KEYS, Entry
    from generator.records.base import written_fields

    if isinstance(value, Entry):
        return {name: _texts(getattr(value, name)) for name in ENTRY_KEYS if getattr(value, name) is not None}
    if hasattr(type(value), "model_fields"):
        fields = {key: getattr(value, name) for key, name in written_fields(type(value)).items()}
        return {key: _texts(found) for key, found in fields.items() if found is not None}
    return str(value)


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
