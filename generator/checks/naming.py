"""The codes that surveys, pairs, projects and lists name, and those that the sections behind them name.

Knows which key names what; judges nothing and reports nothing.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.checks.walking import Signed, spots

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from generator.ledger import Ledger
    from generator.policies.pack import Pack
    from generator.records.base import Record


def codes_of_roster(pack: Pack) -> Iterator[tuple[Record, str, Iterable[str], set[str]]]:
    """Yield the codes that the sections on surveys and the roster name, with those that the pack defines."""
    levels, roles = {level.id for level in pack.levels}, {role.id for role in pack.roles}
    for survey in pack.surveys:
        yield survey, "roles", survey.roles, roles
    if pack.readiness is not None:
        yield pack.readiness, "roles", pack.readiness.roles, roles
    if pack.pairing is not None:
        yield pack.pairing, "roles", pack.pairing.roles, roles
        yield pack.pairing, "mediator", [pack.pairing.mediator], roles
    if pack.statistics is not None:
        yield pack.statistics, "coverage_levels", pack.statistics.coverage_levels, levels
    for honour in pack.chosen_honours:
        yield honour, "level", [honour.level], levels
        yield honour, "roles", honour.roles, roles
    if pack.support is not None:
        yield pack.support, "honours", pack.support.honours, {honour.id for honour in pack.chosen_honours}


def codes_of_standing(ledger: Ledger) -> Iterator[tuple[Signed, set[str]]]:
    """Yield the codes that records of surveys, projects, lists and figures name, with those of their policy."""
    for policy, _, community in spots(ledger):
        surveys = {survey.id for survey in policy.pack.surveys}
        projects = {choice.id for choice in policy.pack.support.projects} if policy.pack.support else set()
        for survey in community.surveys.values():
            yield Signed(survey, "survey", survey.survey), surveys
        for project in community.projects.values():
            yield Signed(project, "kind", project.kind), projects
    for book in ledger.jurisdictions.values():
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
