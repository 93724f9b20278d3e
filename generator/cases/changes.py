"""A pack with some settings changed, as a case asks for; the change happens before validation.

Knows the nodes of a pack's document; knows neither types nor the meaning of a setting.
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from generator.documents import Document, Fields, Items, Node, Scalar
from generator.policies.paths import changed, is_setting
from generator.problems import Problem, msg

if TYPE_CHECKING:
    from collections.abc import Iterable

    from generator.policies.case_frame import Override
    from generator.problems import Source

CHANGE_CHECKS = ("unknown-setting",)


def change_settings(pack: Document, overrides: Iterable[Override]) -> tuple[Document, tuple[Problem, ...]]:
    """Return the pack's document with each named setting holding the value of its override, and its later ones."""
    root: Node = pack.root
    problems: list[Problem] = []
    for override in overrides:
        found = changed(root, override.path.split("."), partial(_setting, override))
        if found is None:
            problems.append(
                Problem(
                    "unknown-setting",
                    override.origin,
                    msg("The policy has no setting {path}.", path=override.path),
                    msg("Name the keys from the top of policy.yaml down, such as items.i01.caps.distinct.times."),
                )
            )
        else:
            root = found
    fields = root if isinstance(root, Fields) else pack.root
    return Document(pack.path, fields), tuple(problems)


def _setting(override: Override, node: Node) -> Node | None:
    """Replace the dated values of a setting by one; None where the node is no setting."""
    if not is_setting(node) or not isinstance(node, Items) or not isinstance(node.items[0], Fields):
        return None
    kept = {key.text: value for key, value in node.items[0].entries}
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
