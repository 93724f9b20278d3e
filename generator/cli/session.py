"""What every command shares: the folder, the language, the day, and the way to records without errors.

The one place where the day enters (decision 15); knows how to print problems and stop, no command.
"""

from __future__ import annotations

import io
import sys
from contextlib import contextmanager
from functools import cached_property
from typing import TYPE_CHECKING, NoReturn

import click
from msgspec import Struct

from generator.cli.still import OUTPUT
from generator.history import HistoryError, tracked
from generator.language import translate
from generator.problems import msg

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date
    from pathlib import Path

    from generator.language import Language
    from generator.problems import Message, Problem
    from generator.shards.answering import Faultless

FOUND, USAGE = 1, 2
"""Exit codes: problems in the records; wrong usage. 0 is clean."""


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

    def again(self) -> Session:
        """Return a fresh session for the same folder and choices."""
        return Session(self.root, self.chosen_language, self.chosen_day)

    @contextmanager
    def faultless(self) -> Iterator[Faultless]:
        """Check the records, and give them ready for questions.

        Raises:
            StopError: they have errors; it carries all problems, warnings included.
        """
        from generator.shards.answering import FaultyError, faultless
        from generator.shards.building import Asked

        self.require_records()
        place = self.root / OUTPUT
        try:
            yield faultless(Asked(self.root, place / "site", place, self.chosen_day), keep=not self.brings_output)
        except FaultyError as error:
            raise StopError(error.problems) from error
        except HistoryError as error:
            self.refuse(error.message)

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
