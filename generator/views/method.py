"""The public view of a policy: identity, clauses, and every value with its unit, clause, status and dates.

Walks the pack by the titles of its types, so that a new setting appears without a word of code here.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct

from generator.policies.paths import NAMES
from generator.policies.settings import Setting
from generator.records.base import Record, written_fields
from generator.records.scalars import yuan_text
from generator.views import addresses
from generator.views.choices import audience_word, choice_word, data_word, unit_word
from generator.views.courses import course_views

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from generator.policies.pack import Article
    from generator.policies.settings import DatedValue
    from generator.views.courses import CourseView
    from generator.views.standpoint import Cite, Standpoint


class ArticleView(Struct, frozen=True):
    """A clause in our words."""

    id: str
    anchor: str
    heading: str
    text: str
    home: str


class ValueView(Struct, frozen=True):
    """A value from a day on; `status` is the word that a page shows, `home` the layer of the policy it comes from."""

    since: date | None
    value: str
    cite: Cite
    status: str
    assumption: str
    note: str
    home: str


class SettingView(Struct, frozen=True):
    """One setting of the pack with all its dated values; `locked` where no layer above may change it."""

    label: str
    locked: bool
    values: tuple[ValueView, ...]


class SettingGroup(Struct, frozen=True):
    """The settings of one part of the pack, such as a score item."""

    label: str
    settings: tuple[SettingView, ...]


class AudienceView(Struct, frozen=True):
    """Who may see a kind of data."""

    data: str
    audience: str
    cite: Cite


class PaperView(Struct, frozen=True):
    """A paper that the policy rests on."""

    title: str
    supplied: bool


class MethodPage(Struct, frozen=True):
    """The policy and how points come about."""

    path: str
    title: str
    number: str
    issuers: tuple[str, ...]
    issued_on: date | None
    in_force_from: date | None
    in_force_note: str
    repealed_on: date | None
    supersedes: tuple[str, ...]
    interpreter: str
    papers: tuple[PaperView, ...]
    articles: tuple[ArticleView, ...]
    groups: tuple[SettingGroup, ...]
    courses: tuple[CourseView, ...]
    layers: tuple[str, ...]
    audiences: tuple[AudienceView, ...]
    policy_file: str
    commit: str


_STATUS = {"stated": "原文", "assumed": "推定", "unset": "未定"}
_NOT_WALKED = frozenset({"visibility", "sources"})
"""Shown in parts of their own."""


def method_page(stand: Standpoint) -> MethodPage:
    """Build the page of a jurisdiction's policy."""
    pack = stand.policy.pack
    ref = stand.ref(pack.origin)
    return MethodPage(
        path=addresses.method(stand.id),
        title=pack.title,
        number=pack.document_number or "",
        issuers=pack.issuers,
        issued_on=pack.issued_on,
        in_force_from=pack.in_force_from,
        in_force_note=pack.in_force_note or "",
        repealed_on=pack.repealed_on,
        supersedes=pack.supersedes,
        interpreter=pack.interpreter,
        papers=tuple(PaperView(paper.title, paper.supplied) for paper in pack.sources),
        articles=tuple(_article(stand, article) for article in stand.policy.articles),
        groups=tuple(_groups(stand)),
        courses=course_views(stand),
        layers=(pack.short_title, *stand.policy.base_titles) if stand.policy.bases else (),
        audiences=tuple(
            AudienceView(data_word(rule.data), audience_word(rule.audience), stand.cite(rule.clause))
            for rule in pack.visibility
        ),
        policy_file=ref.path,
        commit=ref.commit,
    )


def _article(stand: Standpoint, article: Article) -> ArticleView:
    return ArticleView(article.id, addresses.anchor(article.id), article.heading, article.text, _home(stand, article))


def _home(stand: Standpoint, record: Record) -> str:
    """Name the layer that a part of the policy comes from; nothing where the policy has only one."""
    policy = stand.policy
    titles = dict(zip(policy.bases, policy.base_titles, strict=False))
    home = policy.home_of(record)
    if not policy.bases:
        return ""
    return f"本级：{policy.pack.short_title}" if home == policy.id else f"上级：{titles.get(home, home)}"


def _groups(stand: Standpoint) -> Iterator[SettingGroup]:
    """Yield the parts of the pack that have settings; each entry of a list is a part of its own."""
    pack = stand.policy.pack
    for name, info in type(pack).model_fields.items():
        value = getattr(pack, name)
        entries = value if isinstance(value, tuple) else (value,)
        for entry in entries:
            if name in _NOT_WALKED or not isinstance(entry, Record):
                continue
            path = f"{name}.{_key(entry)}" if isinstance(value, tuple) else name
            settings = tuple(_settings(stand, entry, "", path))
            if settings:
                yield SettingGroup(_join(info.title or name, _called(entry)), settings)


def _settings(stand: Standpoint, record: Record, label: str, path: str) -> Iterator[SettingView]:
    """Yield the settings below a part of the pack; `path` names it as a layer or a lock would."""
    for key, name in written_fields(type(record)).items():
        value, below = getattr(record, name), f"{path}.{key}"
        title = type(record).model_fields[name].title or name
        if isinstance(value, Setting):
            values = tuple(_value(stand, dated) for dated in value)
            yield SettingView(_join(label, title), _is_locked(stand, below), values)
        elif isinstance(value, Record):
            yield from _settings(stand, value, _join(label, title), below)
        elif isinstance(value, tuple):
            for entry in value:
                if isinstance(entry, Record):
                    yield from _settings(stand, entry, _join(label, _called(entry) or title), f"{below}.{_key(entry)}")


def _key(record: Record) -> str:
    """Return by which name an entry of a list is addressed."""
    return str(next((getattr(record, name) for name in NAMES if getattr(record, name, None) is not None), ""))


def _is_locked(stand: Standpoint, path: str) -> bool:
    """Tell whether the policy lets no layer above it change what stands at a path; a lock holds below its path."""
    return any(f"{path}.".startswith(f"{lock}.") for lock in stand.policy.pack.locked)


def _called(record: Record) -> str:
    """Return what an entry of a list is called: its number and label, or what kind of rule it is."""
    number, label = getattr(record, "number", ""), getattr(record, "label", "")
    if label:
        return f"{number} {label}".strip()
    kind = getattr(record, "kind", getattr(record, "check", None))
    return choice_word(kind) if isinstance(kind, str) else ""


def _join(path: str, title: str) -> str:
    return " › ".join(part for part in (path, title) if part)


def _written(dated: DatedValue[object]) -> str:
    """Write a value as the pack does: fen in yuan, days as days, anything else in words."""
    if dated.unit == "yuan" and isinstance(dated.value, int):
        return yuan_text(dated.value)
    return choice_word(dated.value)


def _value(stand: Standpoint, dated: DatedValue[object]) -> ValueView:
    unit = unit_word(dated.unit) if dated.unit else ""
    return ValueView(
        since=dated.from_,
        value="—" if dated.value is None else f"{_written(dated)}{unit}",
        cite=stand.cite(dated.clause),
        status=_STATUS[dated.status],
        assumption=dated.assumption or "",
        note=dated.note or "",
        home=_home(stand, dated),
    )
