"""The codes that records of surveys, projects, lists and figures name.

Knows which key names what; judges nothing and reports nothing.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.checks.walking import Signed, jurisdictions, spots

if TYPE_CHECKING:
    from collections.abc import Iterator

    from generator.ledger import Ledger


def codes_of_standing(ledger: Ledger) -> Iterator[tuple[Signed, set[str]]]:
    """Yield the codes that records of surveys, projects, lists and figures name, with those of their policy."""
    for policy, _, community in spots(ledger):
        surveys = {survey.id for survey in policy.pack.surveys}
        projects = {choice.id for choice in policy.pack.support.projects} if policy.pack.support else set()
        for survey in community.surveys.values():
            yield Signed(survey, "survey", survey.survey), surveys
        for project in community.projects.values():
            yield Signed(project, "kind", project.kind), projects
    for book in jurisdictions(ledger):
        if book.policy is None:
            continue
        honours = {honour.id for honour in book.policy.pack.chosen_honours}
        statistics = book.policy.pack.statistics
        figures = {figure.id for figure in statistics.figures} if statistics else set()
        for chosen in book.award_lists.values():
            yield Signed(chosen, "honour", chosen.honour), honours
        for published in book.figures.values():
            for figure in published.figures:
                yield Signed(figure, "figure", figure.figure), figures
