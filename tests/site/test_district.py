"""The pages of the Jinnan mechanism: chosen leaders, figures of the roster with small groups hidden, mediators."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest

from generator.pages import bodies
from generator.surveys import Group, hidden_figures
from generator.views.cards import CardPage
from tests.site.others import DISTRICT_DAY, district, opened, seen

if TYPE_CHECKING:
    from pathlib import Path

    from generator.ledger import Ledger
    from generator.views import JurisdictionPublication


@pytest.fixture(scope="module")
def doors(tmp_path_factory: pytest.TempPathFactory) -> Ledger:
    """Give the district."""
    return district(tmp_path_factory.mktemp("district"))


def _jin(ledger: Ledger, day: date = DISTRICT_DAY) -> JurisdictionPublication:
    return seen(ledger, day).jurisdictions[0]


def test_chosen_leaders_are_listed_by_office(doors: Ledger) -> None:
    """J22-2.3-3, J22-2.3-4, B-50: district before towns, with certificates; the card carries the honour."""
    pages = _jin(doors).years.chosen
    assert [page.period for page in pages] == ["2022年", "2021年"]
    assert [(found.label, found.by, [row.name.text for row in found.rows]) for found in pages[0].lists] == [
        ("区级优秀楼门栋长", "示例区", ["薄云"]),
        ("镇街优秀楼门栋长", "南镇", ["安宁", "岑雨"]),
    ]
    assert pages[0].lists[0].rows[0].certificate == "区〔2022〕1号"
    assert [(one.label, one.granted, one.titles) for one in pages[0].supported] == [
        ("楼门栋建设", 1, ()),
        ("志愿服务", 0, ()),
    ]
    assert [page.period for page in _jin(doors, date(2023, 1, 19)).years.chosen] == ["2021年"]
    shown = _jin(opened(doors, "j22", projects="public")).years.chosen[0]
    assert shown.supported[0].titles == ("读书角",)


def test_figures_are_reckoned_anew_beside_their_source(doors: Ledger) -> None:
    """EX-J22-01, B-48: 4,667 and 2,668 of 5,990 are 77.91 and 44.54 per cent; the printed 77.92 is nowhere."""
    page = _jin(doors).further.roster
    assert page is not None
    (paper,) = page.printed
    assert (paper.title, paper.total) == ("区民政部门2022年文稿", 5990)
    assert [(one.label, one.count, f"{one.share}") for one in paper.figures] == [
        ("60岁以下", 4667, "77.91"),
        ("大专及以上", 2668, "44.54"),
        ("硕士", 190, "3.17"),
        ("博士", 30, "0.50"),
    ]
    assert (page.whole.total, [(part.name, part.total) for part in page.parts]) == (13, [("北镇", 7), ("南镇", 6)])
    assert [
        (row.level, row.scope, row.places, row.covered, f"{row.share}") for row in page.coverage if row.places > 5
    ] == [
        ("楼门", "示例区", 15, 13, "86.67"),
        ("楼门", "东社区", 7, 6, "85.71"),
        ("楼门", "山社区", 8, 7, "87.50"),
    ]
    assert page.paired == 1
    assert "77.92" not in bodies(seen(doors, DISTRICT_DAY))["jin/roster.html"].body_html


def test_small_figures_are_hidden_with_those_that_tell_them(doors: Ledger) -> None:
    """J22-2.1-6: two masters of thirteen are hidden, and with them the figure from which they could be reckoned."""
    page = _jin(doors).further.roster
    assert page is not None
    whole = {one.label: one.count for one in page.whole.figures}
    assert (whole["大专及以上"], whole["硕士"], whole["大专和本科"], whole["博士"]) == (13, None, None, 0)
    assert (whole["60岁以下"], whole["60岁以上"]) == (None, None)


@pytest.mark.parametrize(
    ("whole", "parts", "hidden"),
    [
        ((20, 3, 17), {"a": (10, 3, 7), "b": (10, 0, 10)}, set()),
        ((20, 4, 16), {"a": (10, 1, 9), "b": (10, 3, 7)}, {("a", "x"), ("a", "y"), ("b", "x"), ("b", "y")}),
        ((20, 2, 18), {}, {(None, "x"), (None, "y")}),
        (
            (30, 9, 21),
            {"a": (9, 2, 7), "b": (9, 4, 5), "c": (12, 3, 9)},
            {("a", "x"), ("a", "y"), ("b", "y"), ("b", "x"), ("c", "x"), ("c", "y")},
        ),
    ],
)
def test_a_hidden_figure_cannot_be_reckoned(
    doors: Ledger, whole: tuple[int, ...], parts: dict[str, tuple[int, ...]], hidden: set[tuple[str | None, str]]
) -> None:
    """Neither the other figure of its kind nor the other parts of the whole give away what is hidden."""
    rule = doors.policies["j22"].pack.statistics
    assert rule is not None
    ages = [figure for figure in rule.figures if figure.kind == "age"]
    two = tuple(figure.model_copy(update={"id": name}) for figure, name in zip(ages, "xy", strict=True))
    narrow = rule.model_copy(update={"figures": two})

    def group(counts: tuple[int, ...]) -> Group:
        return Group(counts[0], dict(zip("xy", counts[1:], strict=True)))

    found = hidden_figures(narrow, group(whole), {name: group(part) for name, part in parts.items()}, DISTRICT_DAY)
    assert found == hidden


def test_a_mediator_is_named_with_consent_only(doors: Ledger, tmp_path: Path) -> None:
    """J22-2.2-5: without consent the card names only the function; with it the name, and a card of its own."""
    cards = {card.path: card for card in _jin(doors).communities[0].cards}
    mine = cards["jin/p/p0.html"]
    assert isinstance(mine, CardPage)
    assert mine.mediators == ("人民调解员",)
    assert "jin/p/mo.html" not in cards
    agreed = {
        "name": "莫言和",
        "appointments": [{"id": "a1", "role": "mediator", "places": ["east"], "from": "2022-01-01"}],
        "consents": [{"to": "name", "channels": ["web"], "given_on": "2022-02-01"}],
    }
    named = {
        card.path: card
        for card in _jin(district(tmp_path, {"communities/east/people/mo": agreed})).communities[0].cards
    }
    assert "jin/p/mo.html" in named
    card = named["jin/p/p0.html"]
    assert isinstance(card, CardPage)
    assert card.mediators == ("人民调解员 莫言和",)
