"""`check`, `build` and `serve`: from records to problems and to the site.

`make_site` tells the whole story of a build; the work is on the floors below.
"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from generator import resources
from generator.cli.options import FORMATS, h, session_options
from generator.cli.session import FOUND, OUTPUT, StopError
from generator.problems import Problem, Source, has_errors, msg

if TYPE_CHECKING:
    from collections.abc import Callable

    from generator.cli.session import Session
    from generator.publish import PublishReport

DEPTHS = (0, 1, 2, 3)
STEPS = 5


@click.command(help=h("Check every record and list all problems."))
@click.option("--format", "report_format", type=FORMATS, default="text", help=h("How to print the problems."))
@session_options
def check(session: Session, report_format: str) -> None:
    """Print the problems; exit code 1 where there is an error."""
    from generator.cli.printing import print_problems

    problems = session.problems()
    print_problems(problems, format=report_format, language=session.language, root=session.root, stream=sys.stdout)
    sys.exit(FOUND if has_errors(problems) else 0)


@click.command(help=h("Check the records and build the public site."))
@click.option("--out", type=click.Path(path_type=Path), help=h("Where to put the site (default: build/site)."))
@session_options
def build(session: Session, out: Path | None) -> None:
    """Build the site; it appears whole or not at all."""
    from rich.console import Console
    from rich.progress import Progress

    place = out or session.root / OUTPUT / "site"
    console = Console(stderr=True)
    with Progress(console=console, transient=True, disable=not console.is_terminal) as progress:
        task = progress.add_task(session.say(msg("Building")), total=STEPS)
        report = make_site(session, place, lambda: progress.advance(task))
    click.echo(
        session.say(
            msg(
                "{pages} pages of {day} are in {place}: {written} files new or changed, {kept} unchanged, "
                "{removed} removed.",
                pages=report.pages,
                day=session.as_of.isoformat(),
                place=str(place),
                written=report.written,
                kept=report.kept,
                removed=report.removed,
            )
        )
    )
    click.echo(session.say(msg("Look at it with: louzhang serve")))


def make_site(session: Session, out: Path, step: Callable[[], None] = lambda: None) -> PublishReport:
    """Run the whole way from records to the published site.

    Raises:
        StopError: the records, the hand-written pages or the disk have problems; the old site stays.
    """
    from generator.pages import render
    from generator.pages.engine import FrameError
    from generator.pages.frame import build_frames
    from generator.pages.imprint import Imprint, Stamp
    from generator.publish import PublishError, publish
    from generator.views import publication

    if session.brings_output:
        raise StopError((_brought(),))
    results = session.results()
    step()
    public = publication(results.ledger, results.scores, results.rounds, session.history, session.as_of)
    step()
    stamp = Stamp(session.revision, session.as_of, resources.version())
    imprint = Imprint(public.title, stamp)
    try:
        frames = build_frames(shipped_inputs(), session.root / OUTPUT / "frame")
        step()
        files = render(public, frames, imprint)
        step()
        report = publish(files, {}, out, stamp)
    except (FrameError, PublishError) as error:
        raise StopError(error.problems) from error
    if results.warnings:
        session.show(results.warnings)
    step()
    return report


def _brought() -> Problem:
    return Problem(
        check="output-in-git",
        source=Source(OUTPUT),
        message=msg(
            "{folder}/ is kept in Git, so its pages could be somebody else's; nothing was built.", folder=OUTPUT
        ),
        fix=msg(
            "Take it out with: git rm -r --cached {folder}. Then delete it and name it in .gitignore.", folder=OUTPUT
        ),
    )


@click.command(help=h("Build the site, serve it on this computer and follow every change of the records."))
@click.option("--port", type=int, default=8000, show_default=True, help=h("The port on 127.0.0.1."))
@session_options
def serve(session: Session, port: int) -> None:
    """Serve the site until interrupted."""
    from generator.publish.serve import BuildResult
    from generator.publish.serve import serve as serve_site

    out = session.root / OUTPUT / "site"

    def rebuild() -> BuildResult:
        fresh = session.again()
        try:
            make_site(fresh, out)
        except StopError as stop:
            return BuildResult(published=False, faults=(fresh.told(stop.problems),))
        return BuildResult(published=True)

    serve_site(rebuild, [session.root / "records"], out, port=port, tell=click.echo, say=session.say)
