"""The command line speaks Chinese by default and English when asked, click's own words included."""

from __future__ import annotations

import subprocess
import sys
from gettext import GNUTranslations
from pathlib import Path
from typing import TYPE_CHECKING

import click
import pytest
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import read_po

if TYPE_CHECKING:
    from collections.abc import Iterator

LOCALE = Path(__file__).parents[2] / "generator" / "locale" / "zh_CN" / "LC_MESSAGES"


def _run(*arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run([sys.executable, "-m", "generator", *arguments], capture_output=True, text=True, check=False)


def test_help_is_chinese_by_default() -> None:
    """Usage, headings and every verb's line are Chinese."""
    shown = _run("--help").stdout

    assert "用法：" in shown
    assert "检查全部记录，列出所有问题。" in shown
    assert "Options" not in shown


def test_help_is_english_when_asked() -> None:
    """`--lang en` turns a command's help into English."""
    shown = _run("check", "--lang", "en", "--help").stdout

    assert "Usage:" in shown
    assert "Check every record and list all problems." in shown


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (["chekc"], "没有命令"),
        (["check", "--as-of", "2026-02-30"], "日期写“年-月-日”，如 2026-11-20。"),
        (["report", "--format", "pdf"], "不在可选范围"),
        (["explain"], "缺少参数"),
    ],
)
def test_wrong_usage_is_answered_in_chinese_with_exit_code_2(arguments: list[str], sentence: str) -> None:
    """Wrong usage ends with 2 and says what is wrong; nothing is a traceback."""
    done = _run(*arguments)

    assert done.returncode == 2
    assert sentence in done.stderr
    assert "Traceback" not in done.stderr


def _said_by_click() -> Iterator[str]:
    folder = Path(click.__file__).parent
    keywords = {"_": None, "ngettext": (1, 2)}
    for _, _, message, _, _ in extract_from_dir(folder, method_map=[("**.py", "python")], keywords=keywords):
        yield message if isinstance(message, str) else message[0]


def test_every_translated_sentence_of_click_is_one_that_click_says() -> None:
    """A new release of click that rewords a sentence is noticed here."""
    with (LOCALE / "messages.po").open("rb") as stream:
        catalogue = read_po(stream)
    ours = {message.id if isinstance(message.id, str) else message.id[0] for message in catalogue if message.id}

    assert ours <= set(_said_by_click())


def test_the_compiled_words_of_click_are_current() -> None:
    """The .mo file holds what the .po file says."""
    with (LOCALE / "messages.mo").open("rb") as stream:
        compiled = GNUTranslations(stream)
    with (LOCALE / "messages.po").open("rb") as stream:
        singles = [m for m in read_po(stream) if m.id and isinstance(m.id, str)]

    assert {m.id: compiled.gettext(str(m.id)) for m in singles} == {m.id: m.string for m in singles}
