"""Which characters a record may not hold: controls, invisible ones, private ones.

Knows single characters and their names; nothing of lines, files or YAML.
"""

from __future__ import annotations

import re

from generator.problems import Message, Words, msg

_NONCHARACTERS = "\ufdd0-\ufdef" + "".join(
    f"{chr(plane + 0xFFFE)}-{chr(plane + 0xFFFF)}" for plane in range(0, 0x110000, 0x10000)
)
_SHOWS_NOTHING = (
    "\u00ad\u034f\u115f\u1160\u17b4\u17b5\u180b-\u180f\u2061-\u2065\u206a-\u206f\u3164\uffa0\ufff0-\ufffb"
    "\U0001d173-\U0001d17a\U000e0080-\U000e00ff\U000e01f0-\U000e0fff"
)
_INVISIBLE = (
    ("\u200b-\u200d\u2060\ufeff", Words("zero-width character", "零宽字符")),
    (
        "\u200e\u200f\u061c\u202a-\u202e\u2066-\u2069",
        Words("mark that reverses the direction of text", "改变文字方向的符号"),
    ),
    ("\u2028\u2029", Words("hidden line break", "隐藏的换行符")),
    ("\U000e0000-\U000e007f", Words("invisible tag character", "不可见的标签字符")),
    (_SHOWS_NOTHING, Words("invisible character", "不可见字符")),
    ("\ud800-\udfff", Words("half of a character", "残缺的半个字符")),
    (_NONCHARACTERS, Words("code that is no character", "不是字符的编码")),
)
_PRIVATE = "\ue000-\uf8ff\U000f0000-\U000ffffd\U00100000-\U0010fffd"
_SELECTORS = "\ufe00-\ufe0f\U000e0100-\U000e01ef"
_CONTROLS = "\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f"

SUSPECT = re.compile(f"[{_CONTROLS}{''.join(span for span, _ in _INVISIBLE)}{_PRIVATE}{_SELECTORS}\ufffd]")
"""Every character that deserves a problem, wherever it stands; tabs and line ends are the gate's business."""

_KINDS = tuple((re.compile(f"[{span}]"), words) for span, words in _INVISIBLE)
_PRIVATE_ONE = re.compile(f"[{_PRIVATE}]")
_SELECTOR_ONE = re.compile(f"[{_SELECTORS}]")


def code_point(character: str) -> str:
    """Write a character as U+XXXX."""
    return f"U+{ord(character):04X}"


def judge(character: str) -> tuple[str, Message, Message]:
    """Return the check id, the sentence and the way out for a suspect character."""
    code = code_point(character)
    if character == "\ufffd":
        return (
            "lost-character",
            msg("A character was lost here and replaced by {code}.", code=code),
            msg("Type the lost character again; the file was once saved in a wrong encoding."),
        )
    if _SELECTOR_ONE.match(character):
        return (
            "variation-selector",
            msg("An invisible variation selector ({code}) follows a character here.", code=code),
            msg("Delete the character before it together with the mark and type the character again."),
        )
    if _PRIVATE_ONE.match(character):
        return (
            "private-character",
            msg("The character {code} is a private code that other computers show differently.", code=code),
            msg("Replace it by the standard character; ask for the standard code of a rare character in a name."),
        )
    for pattern, words in _KINDS:
        if pattern.match(character):
            return (
                "invisible-character",
                msg("A character that cannot be seen stands here: {code} ({name}).", code=code, name=words),
                msg("Delete it: remove the text around this place and type it again by hand."),
            )
    return (
        "control-character",
        msg("A control character stands here: {code}.", code=code),
        msg("Delete it: remove the text around this place and type it again by hand."),
    )
