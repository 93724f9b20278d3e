"""Publishes a small site again and again and meets a fault at each step that touches the disk, one after the other.

Run as: python faulty_publisher.py OUT FAULT FIRST STRIDE, where FAULT is kill or the name of an error, such as ENOSPC;
it ends well where the site was whole after each fault. Or as: python faulty_publisher.py OUT - EDITION, for one build.
"""

from __future__ import annotations

import errno
import os
import signal
import sys
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from generator.pages.imprint import Stamp
from generator.publish import PublishError, new_release
from tests.site.shelf import assert_tidy, assert_whole

if TYPE_CHECKING:
    from collections.abc import Callable

STEPS = {
    "open", "os.chmod", "os.link", "os.listdir", "os.mkdir", "os.remove", "os.rename", "os.rmdir",
    "os.scandir", "os.symlink", "os.utime", "os.truncate", "shutil.rmtree", "fcntl.flock",
}  # fmt: skip
SILENT = ("write", "fsync", "fchmod")
"""Steps of which Python tells no hook."""


class Fault:
    """Counts steps and strikes once, in the middle of whatever happens then."""

    def __init__(self, fault: str, at: int) -> None:
        self.fault, self.at, self.steps = fault, at, 0

    def arm(self) -> None:
        """Watch this process from now on."""
        sys.addaudithook(lambda event, _: self.step() if event in STEPS else None)
        for name in SILENT:
            setattr(os, name, self.counted(getattr(os, name)))

    def counted(self, call: Callable[..., object]) -> Callable[..., object]:
        """Let a call of the system be a step."""

        def counted(*given: object) -> object:
            self.step()
            return call(*given)

        return counted

    def step(self) -> None:
        """Strike if this is the step."""
        self.steps += 1
        if self.steps == self.at and self.fault == "kill":
            os.kill(os.getpid(), signal.SIGKILL)
        if self.steps == self.at:
            raise OSError(getattr(errno, self.fault), os.strerror(getattr(errno, self.fault)))


def publish(out: Path, edition: str) -> None:
    """Publish an edition: one page is another in each, one is its own, and a part is the same for ever."""
    with new_release(out, Stamp(edition, date(2026, 1, 1), "0.1.0"), edition) as release:
        with release.part("town/c1") as part:
            part.put("index.html", f"<h1>{edition}</h1>".encode())
            part.put("a/same.html", b"<h1>same</h1>")
            part.put(f"{edition}/only.html", b"<h1>own</h1>")
        if release.holds("town/c2"):
            release.keep("town/c2")
        else:
            with release.part("town/c2") as part:
                part.put("c/kept.html", b"<h1>kept</h1>")
                part.put("assets/X.css", b"a{}")


def attempt(out: Path, edition: str, fault: Fault) -> tuple[int, int]:
    """Publish in a process of its own; return how it ended (9 for killed, 1 for refused) and how many steps it took."""
    read, write = os.pipe()
    child = os.fork()
    if child:
        os.close(write)
        with os.fdopen(read, "rb") as told:
            steps = int(told.read() or 0)
        return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]), steps
    status, tell = 2, os.write
    fault.arm()
    try:
        publish(out, edition)
        status = 0
    except PublishError:
        status = 1
    finally:
        tell(write, str(fault.steps).encode())
        os._exit(status)


def trial(out: Path, edition: str, fault: str, at: int) -> None:
    """Meet a fault at one step while the old edition is shown; readers see it or the new one, and nobody lies."""
    publish(out, "old")
    status, _ = attempt(out, edition, Fault(fault, at))
    seen = assert_whole(out)
    assert seen in {"old", edition}, seen
    assert status in ({-9, 0} if fault == "kill" else {0, 1}), status
    assert status != 0 or seen == edition, "told to be published and is not"
    publish(out, "next")
    assert assert_tidy(out) == "next"


def main(out: Path, fault: str, begin: int, stride: int) -> None:
    """Go through all the steps of a build that renews an old release, and of the first build of all."""
    for number in range(3):
        publish(out, f"before{number}")
    publish(out, "old")
    status, steps = attempt(out, "new", Fault(fault, 0))
    assert status == 0
    for at in range(begin, steps + 1, stride):
        trial(out, f"new{at}", fault, at)
    first = out.parent / "first"
    for at in range(begin, attempt(first / "0" / "site", "new", Fault(fault, 0))[1] + 1, stride):
        place = first / str(at) / "site"
        status, _ = attempt(place, "new", Fault(fault, at))
        assert status or assert_whole(place) == "new"
        publish(place, "new")
        assert assert_tidy(place) == "new"
    print(steps)


if __name__ == "__main__":
    if sys.argv[2] == "-":
        publish(Path(sys.argv[1]), sys.argv[3])
    else:
        main(Path(sys.argv[1]), sys.argv[2], int(sys.argv[3]), int(sys.argv[4]))
