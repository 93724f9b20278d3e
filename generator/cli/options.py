"""The options that commands share, and the help texts in the language of the caller.

Knows click; knows no command.
"""

from __future__ import annotations

import functools
import gettext
import os
import sys
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from generator.cli.session import FOUND, Session, StopError
from generator.language import text

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from generator.language import Language


def asked_language(arguments: Sequence[str]) -> Language:
    """Find `--lang` before click has parsed anything, so that help and usage errors follow it."""
    pairs = zip(arguments, [*arguments[1:], ""], strict=True)
    english = any((first, second) == ("--lang", "en") or first == "--lang=en" for first, second in pairs)
    return "en" if english else "zh_CN"


HELP_LANGUAGE: Language = asked_language(sys.argv)


def h(msgid: str) -> str:
    """Translate a help text."""
    return text(msgid, HELP_LANGUAGE)


def speak() -> None:
    """Make click's own words (usage, options, errors) follow the language of the help."""
    gettext.bindtextdomain("messages", str(Path(__file__).parent.parent / "locale"))
    os.environ["LANGUAGE"] = HELP_LANGUAGE


class Day(click.ParamType[date]):
    """A day written YYYY-MM-DD."""

    name = "YYYY-MM-DD"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> date:
        """Read a day."""
        if isinstance(value, date):
            return value
        try:
            return date.fromisoformat(value)
        except ValueError:
            self.fail(h("Write the day as year-month-day, such as 2026-11-20."), param, ctx)


DAY = Day()
FORMATS = click.Choice(["text", "json", "github", "gitlab", "sarif"])


def session_options(command: Callable[..., None]) -> Callable[..., None]:
    """Give a command `--root`, `--lang`, `--as-of` and pass it a `Session` as `session`."""

    @click.option(
        "--root",
        type=click.Path(path_type=Path, file_okay=False),
        default=Path(),
        help=h("The folder that holds records/ (default: here)."),
    )
    @click.option("--lang", type=click.Choice(["zh_CN", "en"]), help=h("Language of messages (default: the site's)."))
    @click.option("--as-of", type=DAY, help=h("The day to go by (default: the day of the last commit)."))
    @functools.wraps(command)
    def wrapped(root: Path, lang: Language | None, as_of: date | None, **values: Any) -> None:
        session = Session(root.resolve(), lang, as_of)
        try:
            command(session=session, **values)
        except StopError as stop:
            session.show(stop.problems, values.get("report_format", "text"))
            sys.exit(FOUND)

    return wrapped
