"""Paths into a pack's document: keys from the top down, the entries of a list by id, kind, check or tag.

Knows nodes; knows neither types nor the meaning of a setting.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.documents import Fields, Items, Node, Scalar

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

NAMES = ("id", "kind", "check", "tag", "settlement")
"""The keys by any of which an entry of a list is addressed, the first that it has."""


def changed(node: Node, steps: Sequence[str], change: Callable[[Node], Node | None]) -> Node | None:
    """Return the node with what stands at the end of the steps changed; None where nothing stands there."""
    if not steps:
        return change(node)
    if isinstance(node, Fields):
        for index, (key, value) in enumerate(node.entries):
            if key.text == steps[0]:
                inner = changed(value, steps[1:], change)
                if inner is None:
                    return None
                entries = (*node.entries[:index], (key, inner), *node.entries[index + 1 :])
                return Fields(entries, node.source)
    elif isinstance(node, Items):
        for index, item in enumerate(node.items):
            if isinstance(item, Fields) and _is_named(item, steps[0]):
                inner = changed(item, steps[1:], change)
                if inner is None:
                    return None
                return Items((*node.items[:index], inner, *node.items[index + 1 :]), node.source)
    return None


def leads_somewhere(node: Node, path: str) -> bool:
    """Tell whether a path ends at anything."""
    return changed(node, path.split("."), lambda found: found) is not None


def is_setting(node: Node) -> bool:
    """Tell whether a node is a list of dated values."""
    if not isinstance(node, Items) or not node.items:
        return False
    first = node.items[0]
    return isinstance(first, Fields) and {"status", "clause"} <= {key.text for key, _ in first.entries}


def _is_named(fields: Fields, name: str) -> bool:
    return any(key.text in NAMES and isinstance(value, Scalar) and value.text == name for key, value in fields.entries)
