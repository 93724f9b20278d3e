"""Turns messages into Chinese or English sentences by the committed catalogue.

Knows nothing of the environment's locale, of checks or of how a sentence is printed.
"""

from __future__ import annotations

from functools import lru_cache
from gettext import GNUTranslations
from pathlib import Path
from typing import TYPE_CHECKING, Literal, TypeAlias

from generator.problems import Message, Words

if TYPE_CHECKING:
    from generator.problems import Value

Language: TypeAlias = Literal["zh_CN", "en"]
LANGUAGES: tuple[Language, ...] = ("zh_CN", "en")

CATALOGUE = Path(__file__).parent / "locale" / "zh_CN" / "LC_MESSAGES" / "louzhang.mo"


def translate(message: Message, language: Language) -> str:
    """Say a message in a language; messages and terms inside its slots are said in it too."""
    values = {name: _value(value, language) for name, value in message.values}
    return text(message.template, language).format_map(values)


def text(msgid: str, language: Language) -> str:
    """Look up a text without slots; one that the catalogue lacks stays English."""
    return _chinese().gettext(msgid) if language == "zh_CN" else msgid


def _value(value: Value, language: Language) -> str:
    if isinstance(value, Message):
        return translate(value, language)
    if isinstance(value, Words):
        return value.zh if language == "zh_CN" else value.en
    return str(value)


@lru_cache(maxsize=1)
def _chinese() -> GNUTranslations:
    with CATALOGUE.open("rb") as stream:
        return GNUTranslations(stream)
