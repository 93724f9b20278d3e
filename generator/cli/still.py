"""A build of what did not change: what it would say, kept since the build before, and said again at once.

Knows the words of the command line and what stands for all inputs; imports neither click nor a record (decision 25).
"""

from __future__ import annotations

import json
import sys
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from generator.fingerprint import key_of
from generator.history import HistoryError
from generator.publish import published
from generator.shards.looking import look_at

if TYPE_CHECKING:
    from collections.abc import Sequence

    from generator.shards.looking import Look

OUTPUT = "build"
"""The folder below the root for the site and for what may be taken up again; it is this computer's own."""
_SAID = "said.json"
_ROOT, _OUT, _DAY = "--root", "--out", "--as-of"


class Said(NamedTuple):
    """What a build says where nothing changed: the site, and the warnings of the records."""

    site: str
    warnings: str


class Request(NamedTuple):
    """A build as it was asked for, and what lay there when it was."""

    words: tuple[str, ...]
    look: Look
    out: Path
    day: str

    def key(self) -> str:
        """Return what stands for the words, for all inputs and for the release shown; empty where that is another's."""
        inputs = self.look.inputs(self.day)
        found = published(self.out)
        if found is None or not found.inputs.startswith(inputs):
            return ""
        return key_of(inputs, found.release, str(self.look.root), *self.words).hex()

    def means(self, root: Path, out: Path) -> bool:
        """Tell whether the words were understood as the verb understands them."""
        return (self.look.root, self.out) == (root, out)


def request_of(words: Sequence[str]) -> Request | None:
    """Understand the words of a build as far as this takes; none where they ask for something else.

    What is misunderstood does no harm: what such a build says is not remembered.
    """
    if not words or words[0] != "build" or "--help" in words:
        return None
    given = dict(pairwise(words))
    given |= dict(word.split("=", 1) for word in words if word.startswith("--") and "=" in word)
    root = Path(given.get(_ROOT, "")).resolve()
    if not (root / "records").is_dir():
        return None
    out = Path(given[_OUT]) if _OUT in given else root / OUTPUT / "site"
    try:
        return Request(tuple(words), look_at(root), out, given.get(_DAY, ""))
    except HistoryError:
        return None


def say_again(request: Request) -> bool:
    """Say what the last build would say again, if nothing changed since; tell whether it did."""
    try:
        key, *said = json.loads(_place(request).read_bytes())
    except (OSError, ValueError, TypeError, RecursionError):
        return False
    if not key or key != request.key():
        return False
    site, warnings = said
    for stream, text in ((sys.stderr, warnings), (sys.stdout, site)):
        if stream is not None:  # as it is where the caller closed it
            stream.write(text)
    return True


def remember(request: Request, said: Said) -> None:
    """Keep what is to be said where nothing changes."""
    place = _place(request)
    draft = place.with_suffix(".draft")
    try:
        draft.unlink(missing_ok=True)  # a link would lead the words into another file
        with draft.open("x", encoding="ascii") as file:
            file.write(json.dumps([request.key(), *said]))
        draft.replace(place)
    except OSError:
        return


def _place(request: Request) -> Path:
    return request.look.root / OUTPUT / _SAID
