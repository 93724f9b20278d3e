"""A pack with some settings changed, as a case asks for; the change happens before validation.

Knows the nodes of a pack's document; knows neither types nor the meaning of a setting.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.documents import Document, Fields, Items, Node, Scalar
from generator.problems import Problem, msg

if TYPE_CHECKING:
    from collections.abc import Iterable

    from generator.policies.case_frame import Override
    from generator.problems import Source

_NAMES = ("id", "kind", "check", "tag", "settlement")
CHANGE_CHECKS = ("unknown-setting",)


def change_settings(pack: Document, overrides: Iterable[Override]) -> tuple[Document, tuple[Problem, ...]]:
    """Return the pack's document with each named setting holding the value of its override, and its later ones."""
    root: Node = pack.root
    problems: list[Problem] = []
    for override in overrides:
        changed = _changed(root, override.path.split("."), override)
        if changed is None:
            problems.append(
                Problem(
                    "unknown-setting",
                    override.origin,
                    msg("The policy has no setting {path}.", path=override.path),
                    msg("Name the keys from the top of policy.yaml down, such as items.i01.caps.distinct.times."),
                )
            )
        else:
            root = changed
    fields = root if isinstance(root, Fields) else pack.root
    return Document(pack.path, fields), tuple(problems)


def _changed(node: Node, steps: list[str], override: Override) -> Node | None:
    """Return the node with the setting at the end of the steps replaced; None where there is none."""
    if not steps:
        return _setting(node, override)
    if isinstance(node, Fields):
        for index, (key, value) in enumerate(node.entries):
            if key.text == steps[0]:
                inner = _changed(value, steps[1:], override)
                if inner is None:
                    return None
                entries = (*node.entries[:index], (key, inner), *node.entries[index + 1 :])
                return Fields(entries, node.source)
    elif isinstance(node, Items):
        for index, item in enumerate(node.items):
            if isinstance(item, Fields) and _is_named(item, steps[0]):
                inner = _changed(item, steps[1:], override)
                if inner is None:
                    return None
                return Items((*node.items[:index], inner, *node.items[index + 1 :]), node.source)
    return None


def _is_named(fields: Fields, name: str) -> bool:
    return any(key.text in _NAMES and isinstance(value, Scalar) and value.text == name for key, value in fields.entries)


def _setting(node: Node, override: Override) -> Node | None:
    """Replace the dated values of a setting by one; None where the node is no setting."""
    if not isinstance(node, Items) or not node.items:
        return None
    first = node.items[0]
    if not isinstance(first, Fields):
        return None
    kept = {key.text: value for key, value in first.entries}
    if "status" not in kept or "clause" not in kept:
        return None
    at = override.origin
    entries: list[tuple[Scalar, Node]] = []
    if override.value is not None:
        entries.append((Scalar("value", at), Scalar(override.value, at)))
    elif override.choices is not None:
        entries.append((Scalar("value", at), Items(tuple(Scalar(text, at) for text in override.choices), at)))
    if "unit" in kept:
        entries.append((Scalar("unit", at), kept["unit"]))
    entries.append((Scalar("clause", at), kept["clause"]))
    entries.append((Scalar("status", at), _status(override, at)))
    later = tuple(
        Fields(
            (
                (Scalar("from", at), Scalar(value.from_.isoformat(), value.origin)),
                (Scalar("value", at), Scalar(value.value, value.origin)),
                *((Scalar(key, at), kept[key]) for key in ("unit", "clause") if key in kept),
                (Scalar("status", at), Scalar("stated", at)),
            ),
            value.origin,
        )
        for value in override.later
    )
    return Items((Fields(tuple(entries), at), *later), at)


def _status(override: Override, at: Source) -> Scalar:
    return Scalar("unset" if override.unset else "stated", at)
