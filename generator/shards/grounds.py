"""What a build stands on: files, commits, the day, the frame of the records; and the keys that follow from them.

Reads what concerns all communities, once and as late as it can; works nothing out of a community.
"""

from __future__ import annotations

import re
from functools import cached_property
from typing import TYPE_CHECKING

from generator import fingerprint, resources
from generator.fingerprint import key_of
from generator.history import FRAME, Committed, History, HistoryError, is_after, read_history
from generator.ledger import Loaded, load, load_frame
from generator.pages.imprint import Imprint, Stamp
from generator.pages.symbols import Known, go_on_from, known
from generator.periods import Period
from generator.problems import Problem, Source, has_errors, in_order, msg
from generator.shards.orders import Order, Setting, Shared
from generator.shards.parcels import ParcelError, pack, unpack

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from datetime import date

    from generator.ledger import Ledger
    from generator.pages.frame import Frames
    from generator.pages.masthead import Masthead
    from generator.pages.rendering import Press
    from generator.shards.building import Asked
    from generator.shards.kept import Kept, Lines
    from generator.shards.looking import Look
    from generator.views import Standpoint

DAY_ZONE = "Asia/Shanghai"
"""Where the records name no time zone."""
_CODE = "code"
_LOG = re.compile(r"records/jurisdictions/([^/]+)/communities/[^/]+/logs/(\d{4}-\d{2})\.yaml", re.ASCII)
_PART = "part:"
"""Before the name of a part on the shelf of the history."""


class NotCommittedError(Exception):
    """The last commit is to be worked on elsewhere, and the records on disk are not as it has them."""

    def __init__(self, path: str) -> None:
        super().__init__(path)
        self.problem = Problem(
            check="records-not-committed",
            source=Source(path),
            message=msg(
                "The workers are to be sent the records of the last commit, and here it has no plain file like that on "
                "disk. Nothing was published."
            ),
            fix=msg("Commit the records, or leave out --records commit where the workers see this folder."),
        )


class Grounds:
    """What one build stands on."""

    def __init__(self, asked: Asked, look: Look, kept: Kept, lines: Lines | None) -> None:
        """Stand on what was seen; without the shelf of lines only problems are wanted, and no page."""
        self.asked, self.kept, self._lines = asked, kept, lines
        self.tree, self.head, self._touched = look.tree, look.head, look.code

    @cached_property
    def code(self) -> bytes:
        """The digest of everything that the generator is made of; its files are read again when one was touched."""
        code = self.kept.step(_CODE, self._touched)
        if code is None:
            code = fingerprint.by_content()
            self.kept.take_step(_CODE, self._touched, code)
        return code

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
        return key_of(*self.communities, "", *others)

    @cached_property
    def frame(self) -> Loaded:
        """What lies above the communities."""
        key = key_of(self.code, self.frame_digest)
        found = self.step("frame", key)
        if isinstance(found, Loaded):
            return found
        loaded = load_frame(self.asked.root)
        self.keep_step("frame", key, loaded)
        return loaded

    @property
    def ledger(self) -> Ledger:
        """The frame, where it could be read.

        Raises:
            LookupError: it could not.
        """
        if self.frame.ledger is None:
            raise LookupError
        return self.frame.ledger

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

    @cached_property
    def is_sound(self) -> bool:
        """Tell whether anything may be built on the frame."""
        ledger = self.frame.ledger
        return ledger is not None and not ledger.broken and not has_errors(self.problems)

    @property
    def wants_pages(self) -> bool:
        """Tell whether pages are wanted and can be made."""
        return self._lines is not None and self.is_sound

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
        if self._lines is None:
            return History()
        found = read_history(self.asked.root, self._lines, self.tree)
        self._lines.settle(found.head or "")
        return found

    @cached_property
    def stamp(self) -> Stamp:
        """What the site is a function of."""
        return Stamp(self.history.revision, self.as_of, resources.version())

    @cached_property
    def imprint(self) -> Imprint:
        """What every page says of the site."""
        return Imprint(self.ledger.site.title, self.stamp)

    @cached_property
    def logged(self) -> Mapping[str, frozenset[Period]]:
        """The months in which any community of a jurisdiction has a log."""
        found: dict[str, set[str]] = {name: set() for name in self.ledger.jurisdictions}
        for path in self.tree.paths():
            log = _LOG.fullmatch(path)
            if log and log[1] in found:
                found[log[1]].add(log[2])
        return {name: frozenset(map(Period.parse, months)) for name, months in found.items()}

    @cached_property
    def base(self) -> bytes:
        """The key of everything that a community's results depend on beside its own files."""
        days = self.as_of.isoformat(), self.recorded_on.isoformat()
        pages = repr(self.imprint.slots()) if self.wants_pages else ""
        logged = [(name, sorted(months)) for name, months in sorted(self.logged.items())]
        return key_of(self.code, self.frame_digest, self._token(FRAME), *days, pages, repr(logged))

    def key(self, folder: str) -> bytes:
        """Return the key of what is worked out of a community: its files, the commits of their lines, and the base."""
        return key_of(self.base, self.tree.digests[folder], self._token(folder))

    @property
    def frames(self) -> Frames:
        """What the site engine built of the hand-written pages; large, so it is taken up anew by each who asks.

        Raises:
            FrameError: they cannot be built.
        """
        from generator.pages.frame import build_frames
        from generator.pages.staging import shipped_inputs

        return build_frames(shipped_inputs(), self.asked.work / "frame")

    @cached_property
    def press(self) -> Press:
        """What stamps pages."""
        from generator.pages.rendering import Press, press_of

        key = key_of(self.code, repr(self.imprint.slots()))
        found = self.step("press", key)
        if not isinstance(found, Press):
            found = press_of(self.frames, self.imprint)
            self.keep_step("press", key, found)
        go_on_from(self.codes)
        return found

    @cached_property
    def codes(self) -> Known:
        """What earlier builds learned of drawing addresses as codes."""
        found = self.step("codes", self.code)
        return found if isinstance(found, Known) else Known({}, {})

    def keep_codes(self) -> None:
        """Keep what is known of drawing codes by now, where that is more."""
        data = pack(known())
        if data != self.kept.step("codes", self.code):
            self.kept.take_step("codes", self.code, data)

    @cached_property
    def stands(self) -> Mapping[str, Standpoint]:
        """From where each jurisdiction that has pages is seen, in the site's order."""
        from generator.views import Standpoint

        ledger, history = self.ledger, self.history.within(FRAME)
        books = [ledger.jurisdictions[name] for name in ledger.site.jurisdictions if name in ledger.jurisdictions]
        return {
            book.id: Standpoint(book, book.policy, ledger.working_days, history, self.as_of)
            for book in books
            if book.policy is not None
        }

    @cached_property
    def mastheads(self) -> Mapping[str, Masthead]:
        """What the pages of each jurisdiction need of it."""
        from generator.pages.masthead import masthead

        address = self.ledger.site.address or ""
        return {name: masthead(stand, address) for name, stand in self.stands.items()}

    @cached_property
    def shared(self) -> Shared:
        """What all orders of the build share."""
        press, mastheads = (self.press, self.mastheads) if self.wants_pages else (None, {})
        codes = self.codes if self.wants_pages else None
        setting = Setting(self.ledger, self.as_of, self.recorded_on, press, codes, mastheads, self.logged)
        return Shared(setting)

    def order(self, name: str) -> Order:
        """Return the order for the work on a community."""
        jurisdiction, _, community = name.partition("/")
        history = self.history.within(self.communities[name])
        return Order(str(self.asked.root), self.shared, jurisdiction, community, history)

    def orders(self, names: Sequence[str]) -> Iterable[Order]:
        """Return the orders for the work on some communities, for whoever is to do it.

        Raises:
            NotCommittedError: the last commit is wanted, and the records are not as it has them.
        """
        if self.asked.jobs == 1 and not self.asked.scheduler:
            return map(self.order, names)  # each is let go with its history before the next is made
        orders = [self.order(name) for name in names]
        if not self.asked.by_commit:
            return orders
        committed = Committed(self.asked.root, self.tree, self.head)
        unlike = committed.unlike()
        if unlike is not None:
            raise NotCommittedError(unlike)
        folders = [self.communities[name] for name in names]
        # A community's files are read when it is its turn, so that not all of them are at hand at once.
        return (
            order._replace(root="", files=committed.files(folder))
            for order, folder in zip(orders, folders, strict=True)
        )

    def every_problem_of_form(self) -> tuple[Problem, ...]:
        """Return what is wrong with the form of any file, where there is no frame to judge by."""
        return load(self.asked.root).problems

    def follows(self, revision: str) -> bool:
        """Tell whether the records go on from those of a revision that was published."""
        return is_after(self.asked.root, revision.rstrip("+"))

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
        return self._lines.token(_PART + part, head) if head and self._lines is not None else ""
