"""The base of every record type: frozen, strict, with a visibility mark and two languages per field.

Knows nothing of any particular record, of YAML or of where files lie.
"""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING, Annotated, Any, get_args, get_origin

from pydantic import BaseModel, ConfigDict, Field
from pydantic.json_schema import SkipJsonSchema

from generator.problems import Source, Words

if TYPE_CHECKING:
    from pydantic import GetCoreSchemaHandler
    from pydantic.fields import FieldInfo
    from pydantic_core import CoreSchema

ORIGIN = "origin"
"""The key under which a mapping's place in its file travels; a person may not write it."""

NOWHERE = Source("", 1, 1)


class Visibility(StrEnum):
    """Who may see a field (decision 11): everybody, everybody if the person agreed, or the offices."""

    PUBLIC = "public"
    CONSENT = "consent"
    INTERNAL = "internal"


PUBLIC, CONSENT, INTERNAL = Visibility.PUBLIC, Visibility.CONSENT, Visibility.INTERNAL


def field(  # noqa: PLR0913 - a field is declared with all that must be said of it
    zh: str,
    en: str,
    zh_about: str,
    en_about: str,
    seen: Visibility,
    *,
    default: Any = ...,
    alias: str | None = None,
    discriminator: str | None = None,
) -> Any:
    """Declare a record field: its titles, descriptions (Chinese, English) and visibility mark."""
    return Field(
        default,
        alias=alias,
        discriminator=discriminator,
        title=zh,
        description=zh_about,
        json_schema_extra={"title_en": en, "description_en": en_about, "visibility": seen.value},
    )


class Deferred:
    """A mark in an annotation, `Annotated[base, mark]`: the type is `mark.type`, made when it is first asked for."""

    @property
    def type(self) -> type[BaseModel]:
        """The type itself."""
        raise NotImplementedError

    def __get_pydantic_core_schema__(self, _source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        """Validate by the type that the mark stands for."""
        return handler.generate_schema(self.type)


def declared(annotation: Any) -> Any:
    """Return the type that an annotation declares, without its marks."""
    base, *marks = get_args(annotation) if get_origin(annotation) is Annotated else (annotation,)
    return next((mark.type for mark in marks if isinstance(mark, Deferred)), base)


def type_of(info: FieldInfo) -> Any:
    """Return the type of a field, without its marks."""
    return next((mark.type for mark in info.metadata if isinstance(mark, Deferred)), info.annotation)


class Record(BaseModel):
    """A mapping that a person wrote; `origin` is the place of its first key."""

    model_config = ConfigDict(
        frozen=True,
        strict=True,
        extra="forbid",
        allow_inf_nan=False,
        arbitrary_types_allowed=True,
        defer_build=True,
    )

    origin: SkipJsonSchema[Source] = Field(default=NOWHERE, exclude=True, repr=False)

    def __eq__(self, other: object) -> bool:
        """Compare what was written, not where."""
        if type(self) is not type(other) or not isinstance(other, Record):
            return NotImplemented
        names = [name for name in type(self).model_fields if name != ORIGIN]
        return all(getattr(self, name) == getattr(other, name) for name in names)

    def __hash__(self) -> int:
        """Hash what `__eq__` compares."""
        return hash(tuple(getattr(self, name) for name in type(self).model_fields if name != ORIGIN))


def written_fields(model: type[BaseModel]) -> dict[str, str]:
    """Map each key that a person may write to the attribute that holds it."""
    return {info.alias or name: name for name, info in model.model_fields.items() if name != ORIGIN}


def title_of(model: type[BaseModel], key: str) -> Words:
    """Return the two titles of a written key; the key itself where the type does not know it."""
    name = written_fields(model).get(key)
    if name is None:
        return Words(key, key)
    info = model.model_fields[name]
    extra = info.json_schema_extra
    en = str(extra["title_en"]) if isinstance(extra, dict) and "title_en" in extra else key
    return Words(en, info.title or key)


def about_of(model: type[BaseModel], key: str) -> Words | None:
    """Return what a written key is for, in both languages; None where the type does not say it."""
    name = written_fields(model).get(key)
    info = model.model_fields[name] if name is not None else None
    extra = info.json_schema_extra if info is not None else None
    if info is None or not info.description or not isinstance(extra, dict) or "description_en" not in extra:
        return None
    return Words(str(extra["description_en"]), info.description)


def visibility_of(model: type[BaseModel], name: str) -> Visibility | None:
    """Return a field's visibility mark, or None where none was declared."""
    extra = model.model_fields[name].json_schema_extra
    if isinstance(extra, dict) and "visibility" in extra:
        return Visibility(str(extra["visibility"]))
    return None
