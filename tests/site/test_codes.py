"""Codes of addresses: drawn from differences, and yet the very bytes that the encoder itself would have drawn."""

from __future__ import annotations

from random import Random
from typing import Any

import pytest
import segno

from generator.pages.codes import code

LETTERS = "abcdefghijklmnopqrstuvwxyz0123456789-"


def _asked(address: str) -> str:
    drawn: Any = segno.make(address, error="q", micro=False, boost_error=False)
    svg: str = drawn.svg_inline(border=4, omitsize=True, svgclass="qr", lineclass=None, title="本页网址的二维码")
    return svg.replace("<svg ", '<svg role="img" ', 1)


def _addresses(start: str, number: int) -> list[str]:
    """Return different addresses of a few lengths below one start."""
    random = Random(start)  # noqa: S311 - no secret, the same in each run
    return [
        f"{start}{''.join(random.choices(LETTERS, k=random.choice((4, 9, 10))))}--{random.choice(LETTERS)}.html"
        for _ in range(number)
    ]


@pytest.mark.parametrize(
    "start",
    [
        "a:/",
        "https://louzhang.example/gangcheng/b/",
        "https://lou.example/x/",
        "http://zhang.example.example/a/way/below/which/everything/lies/that/the/city/publishes/every/day/" * 2,
    ],
)
def test_a_code_is_what_the_encoder_draws(start: str) -> None:
    """Each of hundreds of codes of one start equals the encoder's own, mask and path included."""
    differing = [address for address in _addresses(start, 250) if code(address) != _asked(address)]
    assert differing == []


@pytest.mark.parametrize(
    "address", ["HTTPS://LOU.EXAMPLE/A", "12345678", "https://社区.example/b", "HTTPS://A.B/x", "a"]
)
def test_an_address_of_another_writing_is_drawn_too(address: str) -> None:
    """Capitals, figures and Chinese are packed in another way; beside addresses of equal length each keeps its own."""
    code("q" * len(address))
    assert code(address) == _asked(address)


def test_the_encoder_is_asked_for_few(monkeypatch: pytest.MonkeyPatch) -> None:
    """Addresses that differ in characters met before are drawn without the encoder."""
    for number in range(100):
        code(f"https://few.example/b/{number:02}.html")
    monkeypatch.setattr(segno, "make", lambda *_, **__: pytest.fail("the encoder was asked"))
    for number in range(100):
        code(f"https://few.example/b/{number:02}.html")
