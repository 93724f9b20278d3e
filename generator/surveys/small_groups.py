"""Which figures of the roster stay hidden because too few people stand behind them.

Pure arithmetic on counts: a figure that could be reckoned from those beside it is hidden with it; knows no person.
"""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from msgspec import Struct

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from datetime import date

    from generator.policies.roster import Statistics


class Group(Struct, frozen=True):
    """The leaders of a place: how many there are, and how many belong to each figure."""

    total: int
    counts: Mapping[str, int]


def hidden_figures(
    rule: Statistics, whole: Group, parts: Mapping[str, Group], day: date
) -> frozenset[tuple[str | None, str]]:
    """Return which figures are not shown, as pairs of part and figure; the part None stands for the whole.

    A figure is hidden where it, or what is left of the total without it, counts some people but fewer than the
    policy asks for. Among figures of one kind, and among the parts of a whole that shows the figure, one alone is
    never hidden, since the others would give it away; the smallest of them that counts anybody is hidden too.
    """
    least = (rule.least_group.on(day) if rule.least_group is not None else None) or 0
    groups: dict[str | None, Group] = {None: whole}
    groups.update(parts.items())
    hidden = {
        (name, figure)
        for name, group in groups.items()
        for figure, count in group.counts.items()
        if 0 < count < least or 0 < group.total - count < least
    }
    while more := {*_beside(rule, groups, hidden), *_among(whole, parts, hidden)} - hidden:
        hidden |= more
    return frozenset(hidden)


def _beside(
    rule: Statistics, groups: Mapping[str | None, Group], hidden: set[tuple[str | None, str]]
) -> Iterator[tuple[str | None, str]]:
    """Yield, where one figure of its kind is hidden alone, the smallest of those that are shown."""
    kinds: dict[str, list[str]] = defaultdict(list)
    for figure in rule.figures:
        kinds[figure.kind].append(figure.id)
    for name, group in groups.items():
        for kind, figures in kinds.items():
            shown = [figure for figure in figures if (name, figure) not in hidden]
            if kind != "tag" and shown and len(figures) - len(shown) == 1:
                yield name, min(shown, key=lambda figure: _by_use(group.counts[figure], figure))


def _among(
    whole: Group, parts: Mapping[str, Group], hidden: set[tuple[str | None, str]]
) -> Iterator[tuple[str | None, str]]:
    """Yield, where one part alone hides what the whole shows, the part with the fewest among the others."""
    for figure in whole.counts:
        shown = [name for name in parts if (name, figure) not in hidden]
        if (None, figure) not in hidden and shown and len(parts) - len(shown) == 1:
            yield min(shown, key=lambda name: _by_use(parts[name].counts[figure], name)), figure


def _by_use(count: int, name: str) -> tuple[bool, int, str]:
    """Put the smallest first that counts anybody; hiding a nought protects nothing."""
    return not count, count, name
