"""Publishes one small site and meets a fault at the n-th step that touches the disk.

Run as: python faulty_publisher.py OUT EDITION FAULT N. FAULT is kill or the name of an error, such as ENOSPC.
Prints how many steps there were when all went well.
"""

from __future__ import annotations

import errno
import os
import signal
import sys
from datetime import date
from pathlib import Path

from generator.pages.imprint import Stamp
from generator.publish import PublishError, publish

STEPS = {
    "open", "os.chmod", "os.link", "os.listdir", "os.mkdir", "os.putenv", "os.remove", "os.rename", "os.rmdir",
    "os.scandir", "os.symlink", "os.utime", "os.truncate", "shutil.rmtree", "fcntl.flock",
}  # fmt: skip


def edition(name: str) -> dict[str, bytes]:
    """Make a site of which each edition changes one page, keeps one, and has one of its own."""
    return {
        "index.html": f"<h1>{name}</h1>".encode(),
        "a/same.html": b"<h1>same</h1>",
        f"b/only-{name}.html": b"<h1>own</h1>",
    }


def main(out: str, name: str, fault: str, at: int) -> int:
    """Publish; the hook counts steps and strikes once, in the middle of whatever happens then."""
    steps = 0

    def strike(event: str, _: tuple[object, ...]) -> None:
        nonlocal steps
        if event not in STEPS:
            return
        steps += 1
        if steps == at and fault == "kill":
            os.kill(os.getpid(), signal.SIGKILL)
        if steps == at:
            raise OSError(getattr(errno, fault), os.strerror(getattr(errno, fault)))

    stamp = Stamp(name, date(2026, 1, 1), "0.1.0")
    files = edition(name)
    sys.addaudithook(strike)
    try:
        publish(files, {"assets/x.css": b"a{}"}, Path(out), stamp)
    except PublishError:
        return 1
    print(steps)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1], sys.argv[2], sys.argv[3], int(sys.argv[4])))
