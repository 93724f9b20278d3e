"""Why nothing was published, in words.

Knows nothing of how a fault is found.
"""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING

from generator.problems import Problem, Source, msg

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


class PublishError(Exception):
    """Nothing was published and the site is as it was; the problems say why."""

    def __init__(self, problems: tuple[Problem, ...]) -> None:
        super().__init__("; ".join(f"{p.source}: {p.check}" for p in problems))
        self.problems = problems


@contextmanager
def telling(out: Path) -> Iterator[None]:
    """Turn what the disk refuses into words."""
    try:
        yield
    except OSError as error:
        raise PublishError((disk(out, error),)) from error


def bad_name(path: str) -> Problem:
    """Say that a path is not allowed."""
    return Problem(
        check="unsafe-output-path",
        source=Source(path),
        message=msg("{path} may not be the path of a page.", path=ascii(path)),
        fix=msg("Use ids of a-z, 0-9 and hyphens; titles may be in Chinese, paths may not."),
    )


def clash(path: str, other: str) -> Problem:
    """Say that two paths are one to some disk."""
    return Problem(
        check="clashing-output-paths",
        source=Source(path),
        message=msg("{path} and {other} cannot both be on one disk.", path=path, other=other),
        fix=msg("Give one of the two records another id."),
    )


def written_twice(path: str, part: str, other: str) -> Problem:
    """Say that two parts of the site want one path."""
    return Problem(
        check="page-written-twice",
        source=Source(path),
        message=msg("{path} would be written twice: by {part} and by {other}.", path=path, part=part, other=other),
        fix=msg("Give one of the two records another id, or rename the hand-written page."),
    )


def foreign(out: Path) -> Problem:
    """Say that something else is at the place of the site."""
    return Problem(
        check="foreign-output-folder",
        source=Source(out.name),
        message=msg("{folder} is there already and was not made by louzhang; it was left alone.", folder=out.name),
        fix=msg("Name another folder, or move this one away."),
    )


def overtaken(out: Path, commit: str) -> Problem:
    """Say that another build came in between."""
    return Problem(
        check="newer-site-published",
        source=Source(out.name),
        message=msg(
            "While this build was at work, another published the records of {commit}, which this one does not know; "
            "nothing was published.",
            commit=commit,
        ),
        fix=msg("Fetch the newest records and build again."),
    )


def damaged(path: str) -> Problem:
    """Say that the site shown cannot be built on."""
    return Problem(
        check="published-file-changed",
        source=Source(path),
        message=msg(
            "{path} of the published site was changed or taken away by hand; nothing was published.", path=path
        ),
        fix=msg("Build again: every file is then looked at, and this one is written anew."),
    )


def disk(out: Path, error: OSError) -> Problem:
    """Say what the disk refused."""
    return Problem(
        check="cannot-write-site",
        source=Source(out.name),
        message=msg(
            "The site cannot be written: {reason}. Readers still see a whole site.", reason=str(error.strerror)
        ),
        fix=msg("Make room on the disk or allow writing there, then build again."),
    )
