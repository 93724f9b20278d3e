"""Sentences in two languages, and a catalogue that is complete, current and the same on every machine."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

import pytest

from generator import language
from generator.language import text, translate
from generator.problems import Words, msg
from tests.tools import messages

if TYPE_CHECKING:
    from pathlib import Path

NO_ZONE = "There is no time zone {zone}."


def test_a_sentence_is_said_in_the_language_asked_for() -> None:
    """The same message gives the English msgid or its Chinese translation, slots filled."""
    message = msg("There is no time zone {zone}.", zone="Mars/Base")

    assert translate(message, "en") == "There is no time zone Mars/Base."
    assert translate(message, "zh_CN") == "没有名为 Mars/Base 的时区。"


def test_what_stands_in_a_slot_is_said_in_the_same_language() -> None:
    """Messages, terms and numbers inside a slot follow the language of the sentence around them."""
    inner = msg("There is no time zone {zone}.", zone=Words("the Moon", "月球"))
    outer = msg("Git cannot read the history of this folder. Git says: {reason}", reason=inner)

    assert translate(outer, "en").endswith("Git says: There is no time zone the Moon.")
    assert translate(outer, "zh_CN").endswith("Git 的说明：没有名为 月球 的时区。")
    assert translate(msg("There is no time zone {zone}.", zone=8), "en") == "There is no time zone 8."


def test_braces_in_a_value_are_not_slots() -> None:
    """Text of a record that looks like a slot stays as it was written."""
    message = msg("There is no time zone {zone}.", zone="{zone} {0} {zone.__class__}")

    assert translate(message, "en") == "There is no time zone {zone} {0} {zone.__class__}."


def test_a_text_the_catalogue_lacks_stays_english() -> None:
    """A missing translation shows the English words instead of failing."""
    assert text("Nobody translated this.", "zh_CN") == "Nobody translated this."


def test_the_environment_does_not_choose_the_language(monkeypatch: pytest.MonkeyPatch) -> None:
    """Variables such as LANG change no sentence."""
    for name in ("LANGUAGE", "LC_ALL", "LC_MESSAGES", "LANG"):
        monkeypatch.setenv(name, "fr_FR.UTF-8")

    assert translate(msg("There is no time zone {zone}.", zone="X"), "zh_CN") == "没有名为 X 的时区。"


def test_the_catalogue_is_complete_and_current() -> None:
    """Every sentence in the code has a Chinese one with the same slots, none is left over, the .mo is current."""
    assert messages.faults() == []


def test_the_catalogue_says_what_the_code_says() -> None:
    """The extraction finds the calls of `msg`, so that an empty list of faults means something."""
    assert NO_ZONE in messages.said()
    assert messages.compiled()[NO_ZONE] == "没有名为 {zone} 的时区。"


def test_compiling_again_changes_no_byte(tmp_path: Path) -> None:
    """The compiled catalogue depends on the entries alone, not on the day or on the order of the entries."""
    first, second = tmp_path / "1.po", tmp_path / "2.po"
    shutil.copy(messages.PO, first)
    header, *entries = first.read_text(encoding="utf-8").strip().split("\n\n")
    second.write_text("\n\n".join([header, *reversed(entries)]) + "\n", encoding="utf-8")

    for po in (first, second):
        messages.compile_catalogue(po, po.with_suffix(".mo"))

    assert first.read_bytes() == second.read_bytes()
    assert first.with_suffix(".mo").read_bytes() == second.with_suffix(".mo").read_bytes()


@pytest.fixture
def small(tmp_path: Path) -> Path:
    """A package of one module and a catalogue that fits it."""
    source = tmp_path / "generator"
    source.mkdir()
    (source / "module.py").write_text('fault = msg("Too {much} of it.", much=1)\n', encoding="utf-8")
    header = messages.PO.read_text(encoding="utf-8").split("\n\n")[0]
    entry = 'msgid "Too {much} of it."\nmsgstr "太{much}了。"\n'
    (source / "louzhang.po").write_text(f"{header}\n\n{entry}", encoding="utf-8")
    messages.compile_catalogue(source / "louzhang.po", source / "louzhang.mo")
    return source


def _faults(source: Path) -> list[str]:
    return messages.faults(source, source / "louzhang.po", source / "louzhang.mo")


def test_a_fitting_catalogue_has_no_fault(small: Path) -> None:
    """One sentence, one translation, compiled: nothing to say."""
    assert _faults(small) == []


@pytest.mark.parametrize(
    ("code", "fault"),
    [
        ('msg("A new one.")', "no zh_CN translation: 'A new one.' (generator/more.py:1)"),
        ('text("A label", language)', "no zh_CN translation: 'A label' (generator/more.py:1)"),
        ('msg(f"It is {day}.")', "not a literal text: generator/more.py:1"),
        ("msg(sentence)", "not a literal text: generator/more.py:1"),
        ('MY_FAULTS = {"id": ("Wrong.",)}', "no zh_CN translation: 'Wrong.' (generator/more.py:1)"),
    ],
)
def test_a_sentence_without_a_translation_is_a_fault(small: Path, code: str, fault: str) -> None:
    """What the code says and the catalogue lacks is named with its place."""
    (small / "more.py").write_text(f"{code}\n", encoding="utf-8")

    assert _faults(small) == [fault]


def test_a_translation_nobody_says_is_a_fault_and_prune_drops_it(small: Path) -> None:
    """An entry whose sentence left the code is named, and pruning takes it out."""
    (small / "module.py").write_text("", encoding="utf-8")
    assert _faults(small) == ["nobody says it any more: 'Too {much} of it.'"]

    messages.prune(small, small / "louzhang.po")

    assert messages.translations(small / "louzhang.po") == {}


@pytest.mark.parametrize(
    ("old", "new", "fault"),
    [
        ("太{much}了。", "太{mcuh}了。", "slots differ: 'Too {much} of it.' -> '太{mcuh}了。'"),
        ("太{much}了。", "", "no zh_CN translation: 'Too {much} of it.' (generator/module.py:1)"),
    ],
)
def test_a_wrong_translation_is_a_fault(small: Path, old: str, new: str, fault: str) -> None:
    """A translation with other slots, or with nothing in it, is named; so is the .mo that still has the old one."""
    po = small / "louzhang.po"
    po.write_text(po.read_text(encoding="utf-8").replace(old, new), encoding="utf-8")

    assert _faults(small) == [fault, "louzhang.mo is not compiled from louzhang.po"]


def test_two_translations_of_one_sentence_are_a_fault(small: Path) -> None:
    """Of two entries for one sentence one would be lost silently, so they are named."""
    with (small / "louzhang.po").open("a", encoding="utf-8") as stream:
        stream.write('\nmsgid "Too {much} of it."\nmsgstr "{much}太多。"\n')

    assert _faults(small) == ["louzhang.po translates a msgid twice"]


def test_untranslated_sentences_are_printed_ready_to_append(small: Path) -> None:
    """Appending the printed entries, filled in, makes the catalogue complete."""
    (small / "more.py").write_text('msg("A new one.")\n', encoding="utf-8")
    po = small / "louzhang.po"

    stubs = messages.untranslated(small, po)
    assert stubs == '#. generator/more.py:1\nmsgid "A new one."\nmsgstr ""\n\n'
    with po.open("a", encoding="utf-8") as stream:
        stream.write("\n" + stubs.replace('msgstr ""', 'msgstr "新的一句。"'))
    messages.compile_catalogue(po, small / "louzhang.mo")

    assert _faults(small) == []


def test_both_languages_are_offered() -> None:
    """The languages are those of decision 5, Chinese first because it is the default."""
    assert language.LANGUAGES == ("zh_CN", "en")
