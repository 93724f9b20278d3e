"""Private data and odd characters in what people wrote: numbers, addresses, names.

Knows patterns of text; knows no record's meaning and keeps no list of persons.
"""

from __future__ import annotations

import re
import unicodedata
from datetime import date
from functools import cache
from typing import TYPE_CHECKING

from generator.checks.gathered import gathered
from generator.checks.texts import sheet_of, texts_above, texts_below
from generator.checks.walking import communities
from generator.problems import Problem, Severity, msg

if TYPE_CHECKING:
    from collections.abc import Iterator
    from re import Pattern

    from generator.checks.texts import Sheet, Written
    from generator.ledger import Ledger
    from generator.problems import Message

IDENTITY = re.compile(r"(?<![0-9A-Za-z])[1-9][0-9]{16}[0-9Xx](?![0-9A-Za-z])")
MOBILE = re.compile(r"(?<![0-9])(?:\+?86[ -]?)?1[3-9][0-9](?:[ -]?[0-9]{4}){2}(?![0-9])")
CARD = re.compile(r"(?<![0-9A-Za-z])[3-6][0-9]{3}(?:[ -]?[0-9]{4}){2}[ -]?[0-9]{4}(?:[ -]?[0-9]{1,3})?(?![0-9A-Za-z])")
_BUILDING = r"(?:号楼|栋|幢|座|#楼)"
DOOR = re.compile(
    rf"[0-9]+{_BUILDING}[0-9]+单元[0-9]+(?:室|号|户)?|[0-9]+{_BUILDING}-?[0-9]{{3,4}}(?![0-9])(?:室|号|户)?"
    r"|[0-9]+单元[0-9]{3,4}|(?<![0-9])[0-9]{3,4}(?:室|号房|房间|户)|(?<![0-9-])[0-9]{1,2}-[0-9]{1,2}-[0-9]{3,4}(?![0-9-])"
)
_PLAIN_DOOR = re.compile(r"[0-9]-[0-9]{1,2}-[0-9]{3}")
"""What a door holds that is written without a word."""
_DOOR_CODE = re.compile(r"[0-9]+(?:-[0-9]+)*")
_SEPARATORS = "・•‧．∙⋅●."
_MIDDLE_DOT = "·"
_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
_CHECK_DIGITS = "10X98765432"
_LETTERS = {"Lo", "Lu", "Ll"}
_HIDDEN = 4


PRIVATE_CHECKS = frozenset({"personal-number", "mobile-number", "bank-card", "door-address"})
"""Checks whose lines at fault must not be shown again where problems are printed."""


def personal_number(ledger: Ledger, _as_of: date) -> Iterator[Problem]:
    """A text holds an identity number.

    Why: identity numbers never enter the records; Git keeps what was once written (G-24).
    Fix: take it out before the file is handed in; if it was handed in already, tell the person in charge.
    """
    for written, number in _found(ledger, IDENTITY):
        if is_identity_number(number):
            yield _private(
                "personal-number", written, msg("This looks like an identity number: {shown}.", shown=_masked(number))
            )


def is_identity_number(text: str) -> bool:
    """Tell whether 18 ASCII characters are an identity number: a real birth date and the right check digit."""
    try:
        born = date(int(text[6:10]), int(text[10:12]), int(text[12:14]))
    except ValueError:
        return False
    total = sum(int(digit) * weight for digit, weight in zip(text[:17], _WEIGHTS, strict=True))
    return born.year >= 1900 and _CHECK_DIGITS[total % 11] == text[17].upper()  # noqa: PLR2004 - nobody older is alive


def mobile_number(ledger: Ledger, _as_of: date) -> Iterator[Problem]:
    """A text holds a mobile telephone number.

    Why: private telephones never enter the records; a duty number has its own field and needs consent (G-24).
    Fix: take it out; name an office where people may call.
    """
    for written, number in _found(ledger, MOBILE):
        yield _private(
            "mobile-number", written, msg("This looks like a mobile number: {shown}.", shown=_masked(number))
        )


def bank_card(ledger: Ledger, _as_of: date) -> Iterator[Problem]:
    """A text holds the number of a bank card.

    Why: bank data never enters the records (G-24).
    Fix: take it out.
    """
    for written, number in _found(ledger, CARD):
        digits = re.sub("[ -]", "", number)
        if has_luhn_digit(digits) and not is_identity_number(digits.ljust(18, "0")[:18]):
            yield _private(
                "bank-card", written, msg("This looks like the number of a bank card: {shown}.", shown=_masked(number))
            )


def has_luhn_digit(digits: str) -> bool:
    """Tell whether the last digit is the Luhn check digit of those before it."""
    doubled = [int(d) * (2 if n % 2 else 1) for n, d in enumerate(reversed(digits))]
    return sum(n - 9 if n > 9 else n for n in doubled) % 10 == 0  # noqa: PLR2004 - the sum of a two-digit number's digits


def door_address(ledger: Ledger, _as_of: date) -> Iterator[Problem]:
    """A text holds an address down to the door.

    Why: where somebody lives stays outside; a building or stairwell is enough (G-24).
    Fix: name the building or the stairwell only.
    """
    for written, address in _found(ledger, DOOR):
        if written.key == "households":
            continue
        yield _private(
            "door-address",
            written,
            msg("This looks like an address down to the door: {shown}.", shown=_masked(address)),
        )


def door_number_code(ledger: Ledger, _as_of: date) -> Iterator[Problem]:
    """A household code looks like a door number.

    Why: codes of households are opaque; one that repeats the door tells who is meant.
    Fix: use a code that says nothing, such as h017.
    """
    for _, community in communities(ledger):
        found = gathered(community)
        codes = {code for written in found.named("households") for code in written or ()}
        for entry in found.having("households") if any(map(_DOOR_CODE.fullmatch, codes)) else ():
            for code in entry.households or ():
                if _DOOR_CODE.fullmatch(code):
                    yield Problem(
                        "door-number-code",
                        entry.origin,
                        msg(
                            "Entry {entry}: the household code {code} looks like a door number.",
                            entry=entry.id,
                            code=code,
                        ),
                        msg("Use a code that says nothing, such as h017."),
                        Severity.WARNING,
                    )


def _found(ledger: Ledger, pattern: Pattern[str]) -> Iterator[tuple[Written, str]]:
    """Yield what a pattern finds; a community's texts one by one only where it finds something on their sheet."""
    for written in texts_above(ledger):
        for match in pattern.finditer(written.text):
            yield written, match[0]
    for book, community in communities(ledger):
        if may_be_found(pattern, sheet_of(book, community)):
            for written in texts_below(book, community):
                for match in pattern.finditer(written.text):
                    yield written, match[0]


def may_be_found(pattern: Pattern[str], sheet: Sheet) -> bool:
    """Tell whether a pattern may find something on a sheet."""
    if pattern is DOOR:
        return bool(_PLAIN_DOOR.search(sheet.plain) or DOOR.search(sheet.mixed))
    return bool(pattern.search(sheet.numbers))


def _private(check: str, written: Written, message: Message) -> Problem:
    fix = msg("Take it out of {key}: before the file is handed in; Git keeps what was once written.", key=written.key)
    return Problem(check, written.record.origin, message, fix)


def hidden(text: str) -> str:
    """Mask whatever in a text looks like a private number; what is printed of a record is read by many."""
    for pattern in (IDENTITY, CARD, MOBILE):
        text = pattern.sub(lambda found: _masked(found[0]), text)
    return text


def _masked(found: str) -> str:
    return found[:2] + "*" * max(len(found) - _HIDDEN, 1) + found[-2:]


def name_separator(ledger: Ledger, _as_of: date) -> Iterator[Problem]:
    """A name is parted by a sign that is not the middle dot.

    Why: one person's name must be one text everywhere; the middle dot of names is U+00B7.
    Fix: write · (U+00B7).
    """
    for _, community in communities(ledger):
        for person in community.people.values():
            for sign in sorted(set(person.name) & set(_SEPARATORS)):
                yield Problem(
                    "name-separator",
                    person.origin,
                    msg(
                        "The name {name} is parted by {sign} (U+{code}).",
                        name=person.name,
                        sign=sign,
                        code=f"{ord(sign):04X}",
                    ),
                    msg("Write {name}, with the middle dot U+00B7.", name=person.name.replace(sign, _MIDDLE_DOT)),
                )


def unusual_name_character(ledger: Ledger, _as_of: date) -> Iterator[Problem]:
    """A name has a character that names do not have.

    Why: digits, signs and look-alike forms of characters make a name that search does not find.
    Fix: compare the name with the identity card; rare characters are welcome in their own form.
    """
    for _, community in communities(ledger):
        for person in community.people.values():
            for sign in sorted(set(person.name) - set(_SEPARATORS)):
                if not is_name_character(sign):
                    yield Problem(
                        "unusual-name-character",
                        person.origin,
                        msg(
                            "The name {name} has the unusual character U+{code}.",
                            name=person.name,
                            code=f"{ord(sign):04X}",
                        ),
                        msg("Compare it with the identity card; rare characters are written in their own form."),
                        Severity.WARNING,
                    )


@cache
def is_name_character(sign: str) -> bool:
    """Tell whether a character belongs in a name: a letter in its own form, 〇, the middle dot or a blank."""
    if sign in {_MIDDLE_DOT, "〇", " "}:
        return True
    own_form = not unicodedata.decomposition(sign) or "LATIN" in unicodedata.name(sign, "")
    return unicodedata.category(sign) in _LETTERS and own_form and "FULLWIDTH" not in unicodedata.name(sign, "")
