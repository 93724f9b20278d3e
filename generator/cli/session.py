"""What every command shares: the folder, the language, the day, and the run from records to results.

The one place where the day enters (decision 15); knows how to print problems and stop, no command.
"""

from __future__ import annotations

import io
import sys
from functools import cached_property
from typing import TYPE_CHECKING, NoReturn

import click
from msgspec import Struct

from generator.history import HistoryError, tracked
from generator.language import translate
from generator.problems import has_errors, in_order, msg

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date
    from pathlib import Path

    from generator.awards import RoundResult
    from generator.history import History
    from generator.language import Language
    from generator.ledger import Ledger, Loaded
    from generator.problems import Message, Problem
    from generator.scoring import JurisdictionScores

OUTPUT = "build"
"""The folder below the root for the site and for what may be taken up again; it is this computer's own."""
_SHORT = 12
FOUND, USAGE = 1, 2
"""Exit codes: problems in the records; wrong usage. 0 is clean."""


class Results(Struct, frozen=True):
    """What the records lead to, once they are free of errors."""

    ledger: Ledger
    scores: Mapping[str, JurisdictionScores]
    rounds: Mapping[str, tuple[RoundResult, ...]]
    warnings: tuple[Problem, ...]


class StopError(Exception):
    """The records have errors; nothing further can be computed or built."""

    def __init__(self, problems: tuple[Problem, ...]) -> None:
        super().__init__(f"{len(problems)} problems")
        self.problems = problems


class Session(Struct, dict=True):
    """One run of a command in one folder; reads what a command asks for, once."""

    root: Path
    chosen_language: Language | None
    chosen_day: date | None

    @cached_property
    def loaded(self) -> Loaded:
        """The ledger and the problems of form."""
        from generator.ledger import load

        self.require_records()
        return load(self.root)

    def require_records(self) -> None:
        """End with a sentence where there is no folder of records."""
        if not (self.root / "records").is_dir():
            self.refuse(
                msg(
                    "There is no folder records/ in {root}. Change into the folder that holds it, or give --root.",
                    root=str(self.root),
                )
            )

    @cached_property
    def history(self) -> History:
        """What Git knows of the records."""
        from generator.history import read_history

        try:
            return read_history(self.root)
        except HistoryError as error:
            self.refuse(error.message)

    @cached_property
    def brings_output(self) -> bool:
        """Whether `build/` came with the repository: then it could hold pages that somebody else made."""
        try:
            return tracked(self.root, OUTPUT)
        except HistoryError as error:
            self.refuse(error.message)

    @cached_property
    def language(self) -> Language:
        """`--lang`, else the site's language, else Chinese."""
        if self.chosen_language:
            return self.chosen_language
        from generator.ledger import site_language

        return site_language(self.root) or "zh_CN"

    def knows(self, site_language: Language) -> None:
        """Take note of the site's language, so that nobody has to look it up."""
        self.__dict__.setdefault("language", self.chosen_language or site_language)

    @cached_property
    def as_of(self) -> date:
        """`--as-of`, else the committer date of HEAD in the first jurisdiction's time zone."""
        if self.chosen_day:
            return self.chosen_day
        if self.history.head is None:
            self.refuse(msg("Without a commit there is no day to go by. Give one, such as --as-of 2026-11-20."))
        return self._head_day

    @property
    def _head_day(self) -> date:
        ledger = self.loaded.ledger
        zones = [b.jurisdiction.time_zone for b in ledger.jurisdictions.values()] if ledger else []
        return self.history.day(zones[0] if zones else "Asia/Shanghai")

    @property
    def recorded_on(self) -> date:
        """The day on which the records stand as they are: the last commit's, or `as_of` where that is later.

        Looking back with an earlier `--as-of` does not turn what was recorded since into a fault.
        """
        return self.as_of if self.history.head is None else max(self.as_of, self._head_day)

    @property
    def revision(self) -> str:
        """What stands on each page: the commit, abbreviated, and a plus where files differ from it."""
        if self.history.head is None:
            return ""
        return self.history.head[:_SHORT] + ("+" if self.history.dirty else "")

    def again(self) -> Session:
        """Return a fresh session for the same folder and choices."""
        return Session(self.root, self.chosen_language, self.chosen_day)

    def problems(self) -> tuple[Problem, ...]:
        """Return every problem of the records."""
        from generator.checks import check

        ledger = self.loaded.ledger
        if ledger is None:
            return self.loaded.problems
        return in_order((*self.loaded.problems, *check(ledger, self.recorded_on, self._scored)))

    def _scored(self, ledger: Ledger, day: date) -> Mapping[str, JurisdictionScores]:
        """Score once for each day: the checks and what follows them mostly go by the same."""
        from generator.scoring import score

        if day not in self._scores:
            self._scores[day] = score(ledger, day)
        return self._scores[day]

    @cached_property
    def _scores(self) -> dict[date, Mapping[str, JurisdictionScores]]:
        """The scores that were asked for, by day."""
        return {}

    def results(self) -> Results:
        """Return the results.

        Raises:
            StopError: the records have errors; it carries all problems, warnings included.
        """
        problems = self.problems()
        ledger = self.loaded.ledger
        if ledger is None or has_errors(problems):
            raise StopError(problems)
        from generator.awards import rounds

        scores = self._scored(ledger, self.as_of)
        return Results(ledger, scores, {name: rounds(found) for name, found in scores.items()}, problems)

    def show(self, problems: tuple[Problem, ...], report_format: str = "text") -> None:
        """Print problems: text beside other output to standard error, other forms to standard output."""
        from generator.cli.printing import print_problems

        stream = sys.stderr if report_format == "text" else sys.stdout
        print_problems(problems, format=report_format, language=self.language, root=self.root, stream=stream)

    def told(self, problems: tuple[Problem, ...]) -> str:
        """Return problems as text."""
        from generator.cli.printing import print_problems

        stream = io.StringIO()
        print_problems(problems, format="text", language=self.language, root=self.root, stream=stream)
        return stream.getvalue()

    def say(self, message: Message) -> str:
        """Translate a message."""
        return translate(message, self.language)

    def refuse(self, message: Message) -> NoReturn:
        """End with exit code 2 and a sentence."""
        click.echo(translate(message, self.chosen_language or "zh_CN"), err=True)
        sys.exit(USAGE)
