"""A layer: a street's pack that rests on its district's and sets some of its settings anew.

Knows how documents of packs are laid over each other before they are read; knows no number of any policy.
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Literal

from msgspec import Struct

from generator.documents import Document, Fields, Items, Node, Scalar
from generator.policies.paths import changed, is_setting, leads_somewhere
from generator.policies.settings import Unit
from generator.policies.structure import OpenSource
from generator.problems import Problem, Related, msg
from generator.records.base import PUBLIC, Record, field
from generator.records.reading import read_record
from generator.records.scalars import Day, Id, Line

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

LAYER_CHECKS = ("unknown-base", "layer-loop", "locked-setting", "unknown-setting")
_OWN = (
    *("title", "short_title", "document_number", "issuers", "issued_on", "in_force_from", "in_force_note"),
    *("repealed_on", "interpreter", "motto", "sources"),
)
"""Keys by which a layer says what it is; every other key is the base's."""


class LayerValue(Record):
    """A value that the layer gives a setting, from a day on."""

    from_: Day | None = field(
        "起",
        "From",
        "生效的日子，首个值不写",
        "First day; the first value has none",
        PUBLIC,
        alias="from",
        default=None,
    )
    value: Line | None = field("值", "Value", "数值或选项", "The number or choice", PUBLIC, default=None)
    choices: tuple[Line, ...] | None = field(
        "多个值", "Choices", "参数是列表时填写", "Where it holds a list", PUBLIC, default=None
    )
    unit: Unit | None = field("单位", "Unit", "数值的单位", "Unit of a number", PUBLIC, default=None)
    clause: Line = field("条款", "Clause", "条款编号，本包或上级的", "Id of an article, its own or below", PUBLIC)
    status: Literal["stated", "assumed", "unset"] = field(
        "状态", "Status", "原文写明、按默认推定、未定", "Stated, assumed or unset", PUBLIC
    )
    assumption: Line | None = field(
        "默认", "Assumption", "推定所依据的默认编号", "Number of the default", PUBLIC, default=None
    )
    note: Line | None = field("说明", "Note", "给居民的一句解释", "A word of explanation", PUBLIC, default=None)


class LayerSetting(Record):
    """A setting of the pack below that the layer sets anew, with all its dated values."""

    path: Line = field("参数", "Path", "如 surveys.half-year.threshold", "Such as surveys.half-year.threshold", PUBLIC)
    values: tuple[LayerValue, ...] = field("取值", "Values", "先旧后新", "Earliest first", PUBLIC)


class Layer(Record):
    """`layer.yaml`: what a street's pack changes in the pack that it rests on."""

    extends: Id = field("上级", "Extends", "所依据的政策包编号", "Id of the pack below", PUBLIC)
    title: Line = field("名称", "Title", "政策全称", "Full title", PUBLIC)
    short_title: Line = field("简称", "Short title", "页面上用的简称", "Used on pages", PUBLIC)
    document_number: Line | None = field("文号", "Document number", "文件号", "Its number", PUBLIC, default=None)
    issuers: tuple[Line, ...] = field("发文机关", "Issuers", "发文机关", "Offices that issued it", PUBLIC)
    issued_on: Day | None = field("发文日", "Issued on", "发文的日子", "Day of issue", PUBLIC, default=None)
    in_force_from: Day = field("施行", "In force from", "施行的日子", "First day in force", PUBLIC)
    in_force_note: Line | None = field(
        "施行说明", "In force, note", "施行日的说明", "A word on that day", PUBLIC, default=None
    )
    repealed_on: Day | None = field("废止", "Repealed on", "废止的日子", "Day of repeal", PUBLIC, default=None)
    interpreter: Line = field("解释机关", "Interpreter", "负责解释的机关", "Office that interprets it", PUBLIC)
    motto: Line | None = field("口号", "Motto", "公示牌上的口号", "Motto on boards", PUBLIC, default=None)
    sources: tuple[OpenSource, ...] = field("依据", "Sources", "所依据的文件", "Papers it rests on", PUBLIC, default=())
    settings: tuple[LayerSetting, ...] = field(
        "改设", "Settings", "改动的参数", "Settings set anew", PUBLIC, default=()
    )
    locked: tuple[Line, ...] = field(
        "锁定", "Locked", "再下一级不得改的参数路径", "Paths that no further layer may change", PUBLIC, default=()
    )


class Laid(Struct, frozen=True):
    """The documents of a pack with all layers laid over each other, and the packs behind it, nearest first."""

    parts: Mapping[str, Document]
    bases: tuple[str, ...]
    problems: tuple[Problem, ...]
    titles: tuple[str, ...] = ()
    """What the packs behind it are called, in the same order."""


def lay(policy: str, packs: Mapping[str, Mapping[str, Document]]) -> Laid:
    """Lay a pack over those that it rests on.

    Args:
        policy: the id of the pack.
        packs: the documents of every pack by part; a layer has `layer` in place of `policy`.

    Returns:
        The parts with `policy` and `articles` as one whole; without `policy` where that cannot be had.
    """
    return _lay(policy, packs, ())


def _lay(policy: str, packs: Mapping[str, Mapping[str, Document]], above: tuple[str, ...]) -> Laid:
    parts = packs.get(policy, {})
    if "layer" not in parts:
        return Laid(parts, (), tuple(_idle_locks(parts["policy"])) if "policy" in parts else ())
    layer, problems = read_record(Layer, parts["layer"])
    bare = {name: document for name, document in parts.items() if name != "layer"}
    if layer is None:
        return Laid(bare, (), problems)
    if layer.extends in (*above, policy):
        return Laid(bare, (), (_loop(layer),))
    if layer.extends not in packs:
        return Laid(bare, (), (_no_base(policy, layer, packs),))
    below = _lay(layer.extends, packs, (*above, policy))
    bases = (layer.extends, *below.bases)
    if "policy" not in below.parts or "articles" not in below.parts or "articles" not in parts:
        return Laid(bare, bases, below.problems)
    whole, faults = _over(parts["layer"], layer, below.parts["policy"])
    together = {"policy": whole, "articles": _joined(parts["articles"], below.parts["articles"], "articles")}
    forms = _replaced(parts.get("forms"), below.parts.get("forms"), "forms")
    together |= {"forms": forms} if forms else {}
    return Laid({**bare, **together}, bases, (*below.problems, *faults), (_title(below), *below.titles))


def _title(laid: Laid) -> str:
    """Return the short title of a pack."""
    entries = laid.parts["policy"].root.entries
    return next((value.text for key, value in entries if key.text == "short_title" and isinstance(value, Scalar)), "")


def _over(document: Document, layer: Layer, base: Document) -> tuple[Document, tuple[Problem, ...]]:
    """Return the base's document with the layer's own keys and settings in place."""
    problems: list[Problem] = []
    root: Node = base.root
    locks = _texts(base.root, "locked")
    given = _nodes(document.root, "settings")
    for setting, node in zip(layer.settings, given, strict=True):
        lock = next((lock for lock in locks if f"{setting.path}.".startswith(f"{lock.text}.")), None)
        if lock is not None:
            problems.append(_locked(setting, lock))
            continue
        found = changed(root, setting.path.split("."), partial(_set, _values(node)))
        if found is None:
            problems.append(_unknown(setting.path, setting))
        else:
            root = found
    own = {key.text: (key, value) for key, value in document.root.entries if key.text in _OWN}
    below = [(key, value) for key, value in root.entries if key.text not in _OWN] if isinstance(root, Fields) else []
    entries = [*own.values(), *(entry for entry in below if entry[0].text != "locked")]
    new_locks = _texts(document.root, "locked")
    if locks or new_locks:
        at = (new_locks or locks)[0].source
        entries.append((Scalar("locked", at), Items((*locks, *new_locks), at)))
    whole = Document(document.path, Fields(tuple(entries), document.root.source))
    problems += [_unknown(lock.text, lock) for lock in new_locks if not leads_somewhere(whole.root, lock.text)]
    return whole, tuple(problems)


def _set(new: Node, old: Node) -> Node | None:
    return new if is_setting(old) else None


def _idle_locks(pack: Document) -> Iterator[Problem]:
    for lock in _texts(pack.root, "locked"):
        if not leads_somewhere(pack.root, lock.text):
            yield _unknown(lock.text, lock)


def _nodes(root: Fields, key: str) -> tuple[Node, ...]:
    found = next((value for name, value in root.entries if name.text == key), None)
    return found.items if isinstance(found, Items) else ()


def _texts(root: Fields, key: str) -> tuple[Scalar, ...]:
    return tuple(node for node in _nodes(root, key) if isinstance(node, Scalar))


def _values(setting: Node) -> Node:
    """Turn the layer's values into those of a setting: `choices` is a `value` that holds a list."""
    values = _nodes(setting, "values") if isinstance(setting, Fields) else ()
    renamed = [
        Fields(
            tuple((Scalar("value", key.source) if key.text == "choices" else key, node) for key, node in value.entries),
            value.source,
        )
        for value in values
        if isinstance(value, Fields)
    ]
    return Items(tuple(renamed), setting.source)


def _joined(own: Document, below: Document, key: str) -> Document:
    items = (*_nodes(own.root, key), *_nodes(below.root, key))
    return Document(own.path, Fields(((own.root.entries[0][0], Items(items, own.root.source)),), own.root.source))


def _replaced(own: Document | None, below: Document | None, key: str) -> Document | None:
    """Join two lists whose members have ids; the layer's own member takes the place of the one below."""
    if own is None or below is None:
        return own or below
    taken = {_id_of(node) for node in _nodes(own.root, key)}
    kept = tuple(node for node in _nodes(below.root, key) if _id_of(node) not in taken)
    entry = (below.root.entries[0][0], Items(kept, below.root.source))
    return _joined(own, Document(below.path, Fields((entry,), below.root.source)), key)


def _id_of(node: Node) -> str:
    entries = node.entries if isinstance(node, Fields) else ()
    return next((value.text for key, value in entries if key.text == "id" and isinstance(value, Scalar)), "")


def _loop(layer: Layer) -> Problem:
    return Problem(
        "layer-loop",
        layer.origin,
        msg("The packs rest on each other in a circle: {base}.", base=layer.extends),
        msg("Let the lowest of them have policy.yaml in place of layer.yaml."),
    )


def _no_base(policy: str, layer: Layer, packs: Mapping[str, Mapping[str, Document]]) -> Problem:
    known = ", ".join(sorted(name for name in packs if name != policy))
    return Problem(
        "unknown-base",
        layer.origin,
        msg("There is no pack {base} to rest on.", base=layer.extends),
        msg("Known packs: {known}.", known=known),
    )


def _locked(setting: LayerSetting, lock: Scalar) -> Problem:
    return Problem(
        "locked-setting",
        setting.origin,
        msg("The pack below does not let {path} be changed.", path=setting.path),
        msg("Delete this setting, or have the lock lifted below."),
        related=(Related(lock.source, msg("It is locked here.")),),
    )


def _unknown(path: str, at: LayerSetting | Scalar) -> Problem:
    return Problem(
        "unknown-setting",
        at.source if isinstance(at, Scalar) else at.origin,
        msg("The policy has no setting {path}.", path=path),
        msg("Name the keys from the top of policy.yaml down, such as items.i01.caps.distinct.times."),
    )
