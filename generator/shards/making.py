"""Making a site: the work on each community that needs it, the steps of the whole, and what is brought to the release.

Knows what is to be done again and what may be kept; publishes nothing where any record has an error.
"""

from __future__ import annotations

from itertools import chain
from typing import TYPE_CHECKING

from generator.fingerprint import key_of
from generator.pages.engine import FrameError
from generator.problems import has_errors
from generator.publish import PublishError, new_release
from generator.shards.building import BuildError, Built, told
from generator.shards.orders import work
from generator.shards.parcels import pack
from generator.shards.running import WorkersLostError, each
from generator.shards.spool import Spool
from generator.shards.whole import Whole

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from generator.pages.rendering import Press
    from generator.problems import Problem
    from generator.publish import Release
    from generator.shards.grounds import Grounds
    from generator.shards.kept import Row
    from generator.shards.orders import Made
    from generator.shards.whole import Seen

_STATIC, _SITE, _CARDS = "static", "site", "cards"


def make(grounds: Grounds, began: str, inputs: str, step: Callable[[], None]) -> Built:
    """Make the site and publish it; `began` is the release that was shown when the build began to read.

    Raises:
        BuildError: something is an error; nothing was published.
        HistoryError: Git cannot tell the history.
    """
    try:
        return _made(grounds, began, inputs, step)
    except (FrameError, PublishError) as error:
        raise BuildError(error.problems) from error
    except WorkersLostError as error:
        raise BuildError((error.problem,)) from error


def _made(grounds: Grounds, began: str, inputs: str, step: Callable[[], None]) -> Built:
    if grounds.frame.ledger is None:
        raise BuildError(grounds.every_problem_of_form())
    with (
        new_release(grounds.asked.out, grounds.stamp, began=began, follows=grounds.follows) as release,
        Spool(grounds.asked.work) as spool,
    ):
        making, language = _Making(grounds, release, spool), grounds.ledger.site.language
        making.communities()
        step()
        warnings = making.judge()
        step()
        making.whole()
        grounds.keep_codes()
        step()
        built = Built(grounds.as_of, language, 0, 0, 0, 0, *making.counts, warnings)
        release.inputs = f"{inputs} {told(built)}"
    step()
    report = release.report
    return built._replace(pages=report.pages, written=report.written, kept=report.kept, removed=report.removed)


class _Making:
    """One site in the making."""

    def __init__(self, grounds: Grounds, release: Release, spool: Spool) -> None:
        self._grounds, self._release, self._spool = grounds, release, spool
        self._press: Press | None = grounds.press if grounds.wants_pages else None
        self._rows: dict[str, Row] = {}

    @property
    def counts(self) -> tuple[int, int]:
        """Record files, and how many of them were read without a YAML parser."""
        rows = self._rows.values()
        frame = self._grounds.frame
        return frame.files + sum(row.files for row in rows), frame.fast + sum(row.fast for row in rows)

    def communities(self) -> None:
        """Keep what holds of each community, and work out the rest."""
        grounds, todo = self._grounds, []
        for name, folder in grounds.communities.items():
            row = grounds.kept.row(name, grounds.key(folder))
            if row is not None and self._still_shown(name, row):
                self._rows[name] = row
            else:
                todo.append(name)
        self._work(todo)
        grounds.kept.forget_others(self._rows.keys())

    def judge(self) -> tuple[Problem, ...]:
        """Return the warnings.

        Raises:
            BuildError: something is an error.
        """
        problems = Whole(self._grounds, self._rows).problems()
        if has_errors(problems):
            raise BuildError(problems)
        return problems

    def whole(self) -> None:
        """Bring what needs all communities: the pages of jurisdictions, the cards, the pages of the site."""
        whole = Whole(self._grounds, self._rows)
        seen = {name: whole.jurisdiction(name, self._release) for name in self._grounds.stands}
        for name in self._rows:
            jurisdiction, _, community = name.partition("/")
            if jurisdiction in seen:
                self._cards(whole, name, seen[jurisdiction].held.get(community, b""))
        self._site(seen)
        self._static()

    def _cards(self, whole: Whole, name: str, held: bytes) -> None:
        """Bring the cards of a community with what their leaders hold, for which a digest stands."""
        from generator.pages.rendering import completed

        step = f"{name}/{_CARDS}"
        key = key_of(self._rows[name].key, held)
        if self._keeps(step, key):
            return
        cards = self._spool.take(name)
        if cards is None:
            cards = work(self._grounds.order(name)).cards
        honours = dict(whole.held(name))
        with self._release.part(step) as part:
            for path, data in cards:
                part.put(path, completed(path, data, honours.get(path, ())))
        self._grounds.kept.take_step(step, key, part.digest.encode())

    def _keeps(self, name: str, key: bytes) -> bool:
        """Keep a part that was made of the same and is in the site shown; tell whether there is one."""
        digest = (self._grounds.kept.step(name, key) or b"").decode("ascii", "replace")
        if not digest or self._release.holds(name) != digest:
            return False
        self._release.keep(name)
        return True

    def _site(self, seen: Mapping[str, Seen]) -> None:
        """Bring the pages of the site as a whole."""
        from generator.views.home import site_home

        grounds = self._grounds
        site = grounds.ledger.site
        front = site_home(site.title, tuple(found.line for found in seen.values()), grounds.as_of)
        heads = tuple(grounds.mastheads.values())
        self._bring(
            _SITE,
            key_of(grounds.base, grounds.stamp.commit, pack((front, heads))),
            lambda: chain(
                grounds.press.site_pages(site.title, front, heads), grounds.press.release_page(grounds.stamp)
            ),
        )

    def _static(self) -> None:
        """Bring what the site engine built."""
        grounds = self._grounds
        key = key_of(grounds.code, repr(grounds.imprint.slots()))
        self._bring(_STATIC, key, lambda: sorted(grounds.frames.static(grounds.imprint).items()))

    def _bring(self, name: str, key: bytes, make: Callable[[], Iterable[tuple[str, bytes]]]) -> None:
        """Bring a part, or keep it where it was made from the same."""
        if self._keeps(name, key):
            return
        with self._release.part(name) as part:
            for path, data in make():
                part.put(path, data)
        self._grounds.kept.take_step(name, key, part.digest.encode())

    def _still_shown(self, name: str, row: Row) -> bool:
        """Tell whether the pages of a community are in the site as they were made, or none are wanted."""
        if not row.pages or self._press is None:
            return True
        if self._release.holds(name) != row.pages:
            return False
        self._release.keep(name)
        return True

    def _work(self, names: list[str]) -> None:
        asked = self._grounds.asked
        for made in each(
            work, [self._grounds.order(name) for name in names], jobs=asked.jobs, scheduler=asked.scheduler
        ):
            self._take(made)

    def _take(self, made: Made) -> None:
        """Bring the pages of a community, put its cards away, and keep the rest."""
        name = f"{made.jurisdiction}/{made.community}"
        pages = ""
        if made.pages:
            with self._release.part(name) as part:
                for path, data in made.pages:
                    part.put(path, data)
            pages = part.digest
        self._spool.put(name, made.cards)
        folder = self._grounds.communities[name]
        self._rows[name] = self._grounds.kept.take(name, self._grounds.key(folder), made, pages)
