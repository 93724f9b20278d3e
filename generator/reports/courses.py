"""What is under way: the state that each course has reached, its next steps and who takes them.

Knows courses as they are walked; what a step means is the policy's.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.courses import courses
from generator.problems import Words
from generator.reports import columns as c
from generator.reports.context import at
from generator.reports.report import Sheet
from generator.reports.table import Column

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from generator.courses import Course
    from generator.machines import Transition
    from generator.reports.context import Context

NEXT = Column("next", Words("Next steps", "下一步（由谁办）"))
_PROGRAM = frozenset({"program"})


def courses_going_on(context: Context) -> Sheet:
    """List what has begun and is not at an end, course by course (rules 7.2)."""
    columns = (
        *(c.COMMUNITY, Column("course", Words("Course", "流程")), Column("subject", Words("Subject", "事项"))),
        *(c.STATE, Column("since", Words("Since", "自"), "day"), NEXT, c.CLAUSE, c.SOURCE),
    )
    rows = tuple(
        (
            *(community_name(context, found), found.rule.label, subject_of(context, found), found.state),
            *(found.walk.since, next_of(found), found.next_steps[0].clause, at(found.source)),
        )
        for found in going_on(context)
    )
    return Sheet(columns, rows)


def going_on(context: Context, kinds: Collection[str] = ()) -> Iterator[Course]:
    """Yield the courses, of some kinds or of all, that have begun and are at no end."""
    tied = {found.year for found in context.rounds if any(honour.provisional for honour in found.honours)}
    for found in courses(context.ledger, context.book, context.as_of, tied):
        wanted = not kinds or found.rule.id in kinds
        if wanted and found.begun and found.is_open:
            yield found


def waiting_steps(found: Course) -> tuple[Transition, ...]:
    """Return the next steps that somebody must take."""
    return tuple(way for way in found.next_steps if way.actors != _PROGRAM)


def next_of(found: Course | None) -> str | None:
    """Say what may come next and who takes it, such as 受理（社区）."""
    if found is None:
        return None
    actors = found.machine.actors
    by = ("、".join(words.zh for kind, words in actors.items() if kind in way.actors) for way in found.next_steps)
    return "；".join(f"{way.label}（{who or '不限'}）" for way, who in zip(found.next_steps, by, strict=True))


def subject_of(context: Context, found: Course) -> str:
    """Return what a course is about, people by name."""
    return " ".join(context.name(part) for part in found.subject.split(" "))


def community_name(context: Context, found: Course) -> str | None:
    """Return the name of the community of a course."""
    return context.book.communities[found.community].community.name if found.community else None
