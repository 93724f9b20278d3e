"""`calendar`: begin the calendar of a year from its paper, and verify the calendars that are there.

Knows where calendars lie and what a new one looks like; what is wrong with one is found by the checks.
"""

from __future__ import annotations

import sys
from datetime import date
from typing import TYPE_CHECKING

import click

from generator.checks.calendars import FESTIVALS, lost_days, verify
from generator.cli.options import FORMATS, h, session_options
from generator.cli.session import FOUND
from generator.cli.writing import write_new
from generator.ledger.loading import load_calendars
from generator.periods import Period
from generator.problems import Problem, Source, has_errors, in_order, msg
from generator.records.kinds import kind
from generator.records.reading import BLANK

if TYPE_CHECKING:
    from generator.cli.session import Session

_MONDAY_FIRST = "一二三四五六日"
_FIXED = {"元旦": (1, 1), "劳动节": (5, 1), "国庆节": (10, 1)}
"""Festivals whose day is the same each year; the others go by the moon or the sun and are not worked out here."""


@click.group(help=h("The calendars of days off: begin one, verify them."))
def calendar() -> None:
    """Gather the commands about calendars."""


@calendar.command("scaffold", help=h("Begin the calendar of a year; what the paper says is left to be filled in."))
@click.argument("year")
@session_options
def calendar_scaffold(session: Session, year: str) -> None:
    """Write `records/calendar/<year>.yaml` with marked blanks."""
    try:
        span = Period.parse(year)
    except ValueError:
        span = None
    if span is None or span.kind != "year":
        session.refuse(msg("{text} is not a year. Write four digits, such as 2027.", text=year))
    session.require_records()
    write_new(session, kind("calendar").path(year=span.text), scaffold(span.year).encode())


def scaffold(year: int) -> str:
    """Return a calendar with a blank wherever the paper decides; no day off and no make-up day is guessed."""
    fixed = "，".join(
        f"{name} {month} 月 {day} 日是星期{_weekday(year, month, day)}" for name, (month, day) in _FIXED.items()
    )
    runs = "".join(f"- from: {BLANK}\n  until: {BLANK}\n  name: {name}\n" for name in FESTIVALS)
    return (
        f"# {year} 年的节假日。照国务院办公厅当年的通知逐行抄写，写着{BLANK}的地方都要换掉；\n"
        "# 通知没有出来以前不要填，放假和调休的日子不能推算。\n"
        f"# 平常的星期六、星期日本来就休息，不用写。{fixed}。\n"
        "# 两个节日连着放的，合成一段，名称写成“中秋节、国庆节”；跨年的一段，每年的文件只写当年的日子。\n"
        f"# 填好后运行：louzhang calendar verify --year {year}\n"
        f"paper: {BLANK}通知的全称\n"
        f"number: {BLANK}通知的文号\n"
        f"issued_on: {BLANK}通知落款的日子\n"
        f"days_off:\n{runs}"
        f"make_up_days:\n- {BLANK}\n"
    )


def _weekday(year: int, month: int, day: int) -> str:
    return _MONDAY_FIRST[date(year, month, day).weekday()]


@calendar.command("verify", help=h("Verify the calendars against themselves and each other."))
@click.option("--year", type=click.IntRange(1900, 2199), help=h("Only the calendar of this year."))
@click.option("--format", "report_format", type=FORMATS, default="text", help=h("How to print the problems."))
@session_options
def calendar_verify(session: Session, year: int | None, report_format: str) -> None:
    """Print every problem of the calendars; exit code 1 where there is an error."""
    from generator.cli.printing import print_problems

    session.require_records()
    loaded = load_calendars(session.root)
    problems = in_order((*loaded.problems, *verify(loaded)))
    if year is not None:
        path = kind("calendar").path(year=f"{year}")
        problems = tuple(problem for problem in problems if problem.source.path == path)
        if year not in loaded.calendars and path not in loaded.broken:
            problems = (*problems, _absent(path, year))
    elif not loaded.calendars and not loaded.broken:
        problems = (*problems, _none())
    print_problems(problems, format=report_format, language=session.language, root=session.root, stream=sys.stdout)
    for found in sorted(loaded.calendars) if report_format == "text" else ():
        if year in {None, found}:
            known = loaded.calendars[found]
            click.echo(
                session.say(
                    msg(
                        "{year}: {number}, {lost} working days off, {made_up} make-up days.",
                        year=found,
                        number=known.number,
                        lost=lost_days(known),
                        made_up=len(known.make_up_days),
                    )
                )
            )
    sys.exit(FOUND if has_errors(problems) else 0)


def _absent(path: str, year: int) -> Problem:
    message = msg("There is no calendar of {year}.", year=year)
    return Problem(
        "missing-file", Source(path), message, msg("Begin it with: louzhang calendar scaffold {year}", year=year)
    )


def _none() -> Problem:
    message = msg("There is no calendar at all; no working day can be counted.")
    fix = msg("Begin one with: louzhang calendar scaffold, and the year.")
    return Problem("missing-file", Source("records/calendar"), message, fix)
