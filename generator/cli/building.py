"""`check`, `build` and `serve`: from records to problems and to the site.

`make_site` tells the whole story of a build; the work is on the floors below.
"""

from __future__ import annotations

import sys
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import click

from generator.cli.options import FORMATS, h, session_options
from generator.cli.session import FOUND, StopError
from generator.cli.still import OUTPUT, Request, Said, remember
from generator.problems import Problem, Source, has_errors, msg

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from generator.cli.session import Session
    from generator.shards.building import Built
    from generator.shards.looking import Look


@click.command(help=h("Check every record and list all problems."))
@click.option("--format", "report_format", type=FORMATS, default="text", help=h("How to print the problems."))
@session_options
def check(session: Session, report_format: str) -> None:
    """Print the problems; exit code 1 where there is an error."""
    from generator.cli.printing import print_problems
    from generator.history import HistoryError
    from generator.shards.building import Asked
    from generator.shards.checking import check as check_records

    session.require_records()
    place = session.root / OUTPUT
    try:
        asked = Asked(session.root, place / "site", place, session.chosen_day)
        problems = check_records(asked, keep=not session.brings_output)
    except HistoryError as error:
        session.refuse(error.message)
    print_problems(problems, format=report_format, language=session.language, root=session.root, stream=sys.stdout)
    sys.exit(FOUND if has_errors(problems) else 0)


@click.command(help=h("Check the records and build the public site."))
@click.option("--out", type=click.Path(path_type=Path), help=h("Where to put the site (default: build/site)."))
@click.option("--jobs", type=click.IntRange(min=1), default=1, show_default=True, help=h("How many processes work."))
@click.option("--engine", type=click.Choice(["local", "dask"]), default="local", help=h("Where the work is done."))
@click.option("--scheduler", default="", help=h("Where the cluster's scheduler listens, such as tcp://host:8786."))
@click.option(
    "--records",
    type=click.Choice(["folder", "commit"]),
    default="folder",
    show_default=True,
    help=h("What the cluster works from: the folder, which its workers see too, or the last commit, which is sent."),
)
@session_options
def build(session: Session, out: Path | None, jobs: int, engine: str, scheduler: str, records: str) -> None:
    """Build the site; it appears whole or not at all."""
    if (engine == "dask") != bool(scheduler):
        session.refuse(msg("Give --engine dask and --scheduler together."))
    if records == "commit" and engine == "local":
        session.refuse(msg("--records commit goes with --engine dask: here the folder is at hand."))
    place = out or session.root / OUTPUT / "site"
    request = click.get_current_context().find_object(Request)
    with _progress(session) as step:
        look = request.look if request else None
        built = make_site(
            session, place, step, jobs=jobs, scheduler=scheduler, by_commit=records == "commit", look=look
        )
    click.echo(_told(session, built, place))
    if request and request.means(session.root, place):
        still = built._replace(written=0, kept=built.written + built.kept, removed=0)
        warnings = session.told(built.warnings) if built.warnings else ""
        remember(request, Said(f"{_told(session, still, place)}\n", warnings))


def _told(session: Session, built: Built, place: Path) -> str:
    """Say what came of a build."""
    counts = msg(
        "{pages} pages of {day} are in {place}: {written} files new or changed, {kept} unchanged, {removed} removed.",
        pages=built.pages,
        day=built.as_of.isoformat(),
        place=str(place),
        written=built.written,
        kept=built.kept,
        removed=built.removed,
    )
    read = msg(
        "{fast} of {files} record files are in standard form, which is read quickly.",
        fast=built.fast,
        files=built.files,
    )
    return "\n".join(map(session.say, (counts, read, msg("Look at it with: louzhang serve"))))


@contextmanager
def _progress(session: Session) -> Iterator[Callable[[], None]]:
    """Show on a terminal how far a build is."""
    if not sys.stderr.isatty():
        yield lambda: None
        return
    from rich.console import Console
    from rich.progress import Progress

    from generator.shards.building import STEPS

    with Progress(console=Console(stderr=True), transient=True) as progress:
        task = progress.add_task(session.say(msg("Building")), total=STEPS)
        yield lambda: progress.advance(task)


def make_site(
    session: Session,
    out: Path,
    step: Callable[[], None] = lambda: None,
    *,
    jobs: int = 1,
    scheduler: str = "",
    look: Look | None = None,
    by_commit: bool = False,
) -> Built:
    """Run the whole way from records to the published site; see `generator.shards.building`.

    Raises:
        StopError: the records, the hand-written pages, the disk or the cluster have problems; the old site stays.
    """
    from generator.history import HistoryError
    from generator.shards.building import Asked, BuildError
    from generator.shards.building import build as build_site

    session.require_records()
    if session.brings_output:
        raise StopError((_brought(),))
    asked = Asked(session.root, out, session.root / OUTPUT, session.chosen_day, jobs, scheduler, by_commit)
    try:
        built = build_site(asked, step, look)
    except BuildError as error:
        raise StopError(error.problems) from error
    except HistoryError as error:
        session.refuse(error.message)
    session.knows(built.language)
    if built.warnings:
        session.show(built.warnings)
    return built


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
