"""What a build stands on: files, commits, the day, the frame of the records; and the keys that follow from them.

Reads what concerns all communities, once and as late as it can; works nothing out of a community.
"""

from __future__ import annotations

import re
from functools import cached_property
from typing import TYPE_CHECKING

from generator import fingerprint, resources
from generator.history import FRAME, HistoryError, read_history
from generator.ledger import Loaded, listing_of, load_frame
from generator.pages.imprint import Imprint, Stamp
from generator.problems import has_errors, in_order, msg
from generator.shards.parcels import ParcelError, pack, unpack
from generator.store import key_of

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from generator.history import Head, History, Tree
    from generator.problems import Problem
    from generator.shards.building import Asked
    from generator.shards.kept import Kept, Lines

DAY_ZONE = "Asia/Shanghai"
"""Where the records name no time zone."""
_SHORT = 12
_LOG = re.compile(r"records/jurisdictions/([^/]+)/communities/[^/]+/logs/(\d{4}-\d{2})\.yaml", re.ASCII)
_PART = "part:"
"""Before the name of a part on the shelf of the history."""


class Grounds:
    """What one build stands on."""

    def __init__(self, asked: Asked, tree: Tree, head: Head | None, kept: Kept, lines: Lines) -> None:
        self.asked, self.tree, self.head, self.kept, self._lines = asked, tree, head, kept, lines

    @cached_property
    def code(self) -> bytes:
        """The digest of everything that the generator is made of."""
        return fingerprint.by_content()

    @cached_property
    def communities(self) -> Mapping[str, str]:
        """The folder of each community by `<jurisdiction>/<community>`."""
        found = {}
        for folder in sorted(self.tree.digests):
            match folder.split("/"):
                case [_, "jurisdictions", jurisdiction, "communities", community]:
                    found[f"{jurisdiction}/{community}"] = folder
        return found

    @cached_property
    def frame_digest(self) -> bytes:
        """What stands for all files that lie in no community, and for the names of the communities."""
        inside = set(self.communities.values())
        others = (digest for folder, digest in sorted(self.tree.digests.items()) if folder not in inside)
        return key_of("/".join(self.communities), *others)

    @cached_property
    def frame(self) -> Loaded:
        """What lies above the communities."""
        key = key_of(self.code, self.frame_digest)
        found = self.step("frame", key)
        if isinstance(found, Loaded):
            return found
        loaded = load_frame(self.asked.root, listing_of(self.tree.ids))
        self.keep_step("frame", key, loaded)
        return loaded

    @cached_property
    def problems(self) -> tuple[Problem, ...]:
        """What is wrong with the frame alone."""
        if self.frame.ledger is None:
            return self.frame.problems
        key = key_of(self.code, self.frame_digest, self.recorded_on.isoformat())
        found = self.step("frame-problems", key)
        if not isinstance(found, tuple):
            from generator.checks import check_frame

            found = check_frame(self.frame.ledger, self.recorded_on)
            self.keep_step("frame-problems", key, found)
        return in_order((*self.frame.problems, *found))

    @property
    def is_sound(self) -> bool:
        """Tell whether anything may be built on the frame."""
        ledger = self.frame.ledger
        return ledger is not None and not ledger.broken and not has_errors(self.problems)

    @cached_property
    def head_day(self) -> date | None:
        """The day of the last commit in the first jurisdiction's time zone."""
        if self.head is None:
            return None
        ledger = self.frame.ledger
        zones = [book.jurisdiction.time_zone for book in ledger.jurisdictions.values()] if ledger else []
        return self.head.day(zones[0] if zones else DAY_ZONE)

    @cached_property
    def as_of(self) -> date:
        """The day to go by.

        Raises:
            HistoryError: none was given and there is no commit to take it from.
        """
        day = self.asked.day or self.head_day
        if day is None:
            raise HistoryError(msg("Without a commit there is no day to go by. Give one, such as --as-of 2026-11-20."))
        return day

    @cached_property
    def recorded_on(self) -> date:
        """The day on which the records stand as they are: the last commit's, or the day to go by where that is later.

        Looking back with an earlier day does not turn what was recorded since into a fault.
        """
        return max(self.as_of, self.head_day or self.as_of)

    @cached_property
    def history(self) -> History:
        """Who brought in each line; what is learned of new commits is kept."""
        found = read_history(self.asked.root, self._lines, self.tree)
        self._lines.settle(found.head or "")
        return found

    @cached_property
    def stamp(self) -> Stamp:
        """What the site is a function of."""
        history = self.history
        revision = "" if history.head is None else history.head[:_SHORT] + ("+" if history.dirty else "")
        return Stamp(revision, self.as_of, resources.version())

    @cached_property
    def imprint(self) -> Imprint:
        """What every page says of the site."""
        ledger = self.frame.ledger
        return Imprint(ledger.site.title if ledger else "", self.stamp)

    @cached_property
    def base(self) -> bytes:
        """The key of everything that a community's results depend on beside its own files."""
        return key_of(
            self.code,
            self.tree.digests[FRAME],
            self._token(FRAME),
            self.as_of.isoformat(),
            self.recorded_on.isoformat(),
        )

    def key(self, folder: str) -> bytes:
        """Return the key of what is worked out of a community: its files, the commits of their lines, and the base."""
        return key_of(self.base, self.tree.digests[folder], self._token(folder))

    def step(self, name: str, key: bytes) -> object:
        """Return what a step gave under this key; None where that is not kept."""
        data = self.kept.step(name, key)
        try:
            return None if data is None else unpack(data)
        except ParcelError:
            return None

    def keep_step(self, name: str, key: bytes, value: object) -> None:
        """Keep what a step gave."""
        self.kept.take_step(name, key, pack(value))

    def _token(self, part: str) -> str:
        head = self.history.head
        return self._lines.token(_PART + part, head) if head else ""
