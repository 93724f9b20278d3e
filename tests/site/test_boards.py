"""Boards as each policy hangs them: where, with what, in which order, whom to call, and how they are printed."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from generator.pages import bodies
from generator.pages.codes import code
from tests.site.districts import CHIYANG, DOOR, GARDEN, JINNAN, NEW_AREA, SUN, District, phone
from tests.site.village import REPOSITORY, publish

if TYPE_CHECKING:
    from pathlib import Path

    from generator.pages import Page
    from generator.views import Publication
    from generator.views.boards import BoardPage

AN = "tests/checks/_c21/records/jurisdictions/chi/communities/he/people/an.yaml"


def _board(found: Publication, place: str) -> BoardPage:
    return next(
        board
        for community in found.jurisdictions[0].communities
        for board in community.boards
        if board.path.endswith(f"--{place}.html")
    )


def _boards(found: Publication) -> list[str]:
    return [
        b.path.partition("--")[2].removesuffix(".html") for c in found.jurisdictions[0].communities for b in c.boards
    ]


def _pack(district: District, old: str, new: str) -> dict[str, str]:
    """Change the pack of a district at one place."""
    path = f"records/policies/{district.policy}/policy.yaml"
    text = (REPOSITORY / path).read_text("utf-8")
    assert text.count(old) == 1
    return {path: text.replace(old, new)}


def _seats(board: BoardPage, kind: str) -> list[tuple[str, str, list[str]]]:
    return [
        (seat.place, seat.role, [line.name for line in seat.leaders])
        for block in board.blocks
        if block.kind == kind
        for seat in block.seats
    ]


def _words(page: Page) -> str:
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", page.body_html))


def test_a_compound_board_names_every_leader_and_a_building_board_its_own(tmp_path: Path) -> None:
    """C21-3.5-2, B-13: names, service content and contact at the compound and at each building; a vacancy is one."""
    found = CHIYANG.publish(tmp_path)
    assert _boards(found) == ["garden", "b1", "b2"]
    compound = _board(found, "garden")
    assert _seats(compound, "leaders_below") == [
        ("荷香苑1号楼网格", "楼栋长", ["安平"]),
        ("荷香苑2号楼网格", "楼栋长", ["柏青"]),
        ("荷香苑3号楼网格", "楼栋长", []),
    ]
    said = [duty.label for block in compound.blocks for seat in block.seats for duty in seat.duties]
    assert said == ["政策宣传员", "信息采集员", "民事调解员", "文明创建员", "为民服务员"]
    building = _board(found, "b1")
    assert _seats(building, "leaders") == [("荷香苑1号楼网格", "楼栋长", ["安平"])]
    assert [duty.label for duty in building.seats[0].duties] == said
    words = _words(bodies(found)["chi/b/he--garden.html"])
    assert "荷香苑3号楼网格 空缺 楼栋长 社区 0566-5550101" in words
    assert "依据第 3.5 条 （工作制度）设立" in words


def test_a_station_board_says_duties_head_leaders_and_contact(tmp_path: Path) -> None:
    """N22-3.4.1-1, N22-3.3.2-2, B-24: headed by the station's uniform name, with its duties, head, leaders, contact."""
    found = NEW_AREA.publish(tmp_path, as_of=NEW_AREA.as_of.replace(month=3, day=10))
    assert _boards(found) == ["sun", "moon", "b1", "b2", "m1", "v1"]
    board = _board(found, "sun")
    assert board.title == "阳光小区网格工作站公示牌"
    assert [block.kind for block in board.blocks] == [
        *("motto", "station", "leaders", "station_duties", "station_services", "leaders_below", "office"),
        "boards_below",
    ]
    assert _seats(board, "leaders") == [("阳光", "站长", ["孙望舒"])]
    assert _seats(board, "leaders_below") == [("阳光1号楼", "楼栋长", ["李青禾"]), ("阳光2号楼", "楼栋长", ["赵晚舟"])]
    duties = next(block.duties for block in board.blocks if block.kind == "station_duties")
    assert [duty.cite.clause for duty in duties] == ["A1-1", "A1-2", "A1-3", "A1-4", "A1-5", "A1-6"]
    building = _board(found, "b2")
    assert _seats(building, "leaders") == [("阳光2号楼", "楼栋长", ["赵晚舟"])]
    assert _seats(building, "heads") == [("阳光", "站长", ["孙望舒"])]
    station = next(block.station for block in building.blocks if block.kind == "station")
    assert station is not None
    assert (station.name, station.board) == ("阳光小区网格工作站", "xin/b/yang--sun.html")


def test_a_village_group_has_a_board_without_a_station(tmp_path: Path) -> None:
    """N22-4.4-1: in villages the group's head stands on the board; there is no station to name."""
    board = _board(NEW_AREA.publish(tmp_path, as_of=NEW_AREA.as_of.replace(month=3)), "v1")
    assert _seats(board, "leaders") == [("北山一组", "村民小组（队）长", ["吴石"])]
    assert [block.kind for block in board.blocks] == ["motto", "leaders", "office"]


def test_a_compound_without_its_station_says_that_one_is_coming(tmp_path: Path) -> None:
    """N22-3.1.1-1: before the station is set up the board of the compound says so and keeps the compound's name."""
    found = NEW_AREA.publish(tmp_path, as_of=NEW_AREA.as_of.replace(month=1, day=31))
    assert _board(found, "moon").title == "月光小区公示牌"
    assert "本小区的工作站正在筹建" in _words(bodies(found)["xin/b/yang--moon.html"])


def test_a_door_board_shows_who_serves_the_door_or_the_building(tmp_path: Path) -> None:
    """J22-2.3-9, B-46: name, door, functions, contact; doors of a building with a leader of its own are not vacant."""
    found = JINNAN.publish(tmp_path)
    assert _seats(_board(found, "b1-1"), "leaders") == [("海晏里1号楼1门", "楼门栋长（楼门）", ["门长青"])]
    assert _seats(_board(found, "b1"), "leaders") == []
    assert _seats(_board(found, "b1"), "leaders_below") == [
        ("海晏里1号楼1门", "楼门栋长（楼门）", ["门长青"]),
        ("海晏里1号楼2门", "楼门栋长（楼门）", []),
    ]
    assert _seats(_board(found, "b2-1"), "leaders") == []
    assert _seats(_board(found, "b2-1"), "heads") == [("海晏里2号楼", "楼门栋长（楼栋）", ["董楼"])]
    assert _seats(_board(found, "b3"), "leaders") == [("海晏里3号楼", "楼门栋长（楼栋）", [])]
    assert found.jurisdictions[0].communities[0].page.vacancies == 2
    functions = [duty.label for duty in _board(found, "b2").seats[0].duties]
    assert functions == ["政策法规宣传员", "社情民意信息员", "矛盾化解调处员", "平安稳定巡查员", "环境卫生监督员"]


@pytest.mark.parametrize(
    ("channels", "number", "printed", "by_hand"),
    [
        ("  - web\n  - board\n", True, True, False),
        ("  - web\n", True, False, False),
        ("  - board\n", False, False, True),
    ],
)
def test_a_number_is_shown_and_printed_by_consent(
    tmp_path: Path, channels: str, *, number: bool, printed: bool, by_hand: bool
) -> None:
    """C21-3.5-2: on the web and on the wall each by its own consent; for the wall alone there is a line to write on."""
    text = (REPOSITORY / AN).read_text("utf-8")
    found = CHIYANG.publish(
        tmp_path, {f"{GARDEN}/people/bo.yaml": text.replace("安平", "柏青") + phone("0566-5559003", channels)}
    )
    board = _board(found, "b1")
    lines = {line.name: line for seat in board.seats for line in seat.leaders}
    body = bodies(found)["chi/b/he--b1.html"].body_html
    assert (lines["柏青"].phone == "0566-5559003") is number
    assert ("0566-5559003" in body or "05665559003" in body) is number
    assert ('<p class="print-only leader__number">电话 <a class="number" href="tel:05665559003">' in body) is printed
    assert ("by-hand" in body) is by_hand


def test_the_pack_decides_blocks_and_fields(tmp_path: Path) -> None:
    """C21-3.5-2: what the pack's board does not list is not on the page, and what it lists stands in its order."""
    rule = "  - leaders\n  - office\n  - service_numbers\n  - feedback\n  - boards_above\n"
    rule += "  fields:\n  - duties\n  - contact\n"
    fewer = _pack(CHIYANG, rule, "  - office\n  - leaders\n  fields:\n  - households\n")
    board = _board(CHIYANG.publish(tmp_path, fewer), "b1")
    assert [block.kind for block in board.blocks] == ["office", "leaders"]
    assert [(line.phone, seat.duties) for seat in board.seats for line in seat.leaders] == [(None, ())]


def test_a_board_without_web_has_no_page_and_no_dead_link(tmp_path: Path) -> None:
    """A board that only hangs in the building has no page; the places lead to the compound's board instead."""
    at_building = (
        "  level: building\n  clause: 3.5\n  blocks:\n  - leaders\n  - office\n  - service_numbers\n  - feedback\n"
    )
    rest = "  - boards_above\n  fields:\n  - duties\n  - contact\n  channels:\n  - web\n  - print\n"
    found = CHIYANG.publish(tmp_path, _pack(CHIYANG, at_building + rest, (at_building + rest).replace("  - web\n", "")))
    assert _boards(found) == ["garden"]
    pages = bodies(found)
    assert "he--b1.html" not in "".join(page.body_html for page in pages.values())
    assert 'href="../../chi/b/he--garden.html">荷香苑1号楼网格</a>' in pages["chi/p/an.html"].body_html


def test_a_board_without_print_has_neither_code_nor_buttons(tmp_path: Path) -> None:
    """The sheet is offered where the pack's board has the channel, and the code leads to exactly this board."""
    printed = bodies(CHIYANG.publish(tmp_path / "a"))["chi/b/he--garden.html"].body_html
    assert code("https://louzhang.example/qu/chi/b/he--garden.html") in printed
    assert code("https://louzhang.example/qu/chi/b/he--b1.html") not in printed
    assert "2021年10月20日印制" in printed
    compound = "  - boards_below\n  fields:\n  - duties\n  - contact\n  channels:\n  - web\n  - print\n"
    found = CHIYANG.publish(tmp_path / "b", _pack(CHIYANG, compound, compound.replace("  - print\n", "")))
    alone = bodies(found)["chi/b/he--garden.html"].body_html
    assert "data-print" not in alone
    assert "<svg" not in alone


def test_a_site_without_address_prints_no_code(tmp_path: Path) -> None:
    """Where the address of the site is not recorded, a sheet has its day and no code that leads nowhere."""
    found = publish(tmp_path, {"records/site.yaml": "title: 小村楼长\njurisdictions:\n- xiaocun\n"})
    assert found.address == ""
    body = bodies(found)["xiaocun/b/hupan--b03.html"].body_html
    assert "<svg" not in body
    assert "2018年11月20日印制。" in body


@pytest.mark.parametrize(
    ("data", "gone"),
    [
        ("name_role_place", "公示牌"),
        ("contact", "55559002"),
        ("duties", "政策法规宣传员："),
    ],
)
def test_a_kind_of_data_that_is_not_public_is_on_no_board(tmp_path: Path, data: str, gone: str) -> None:
    """G-24: what `visibility` does not open is on no board and no card, whatever the board's fields say."""
    path = "records/policies/j22/policy.yaml"
    pack = (REPOSITORY / path).read_text("utf-8")
    closed = re.sub(rf"(- data: {data}\n  audience: )\w+", r"\1community", pack)
    assert closed != pack
    shut = {p: _words(page) for p, page in bodies(JINNAN.publish(tmp_path / "b", {path: closed})).items()}
    both = {p: _words(page) for p, page in bodies(JINNAN.publish(tmp_path / "a")).items()}
    mine = ("/b/", "/p/", "/c/")
    open_pages = " ".join(text for p, text in both.items() if any(part in p for part in mine)).replace(" ：", "：")
    shut_pages = " ".join(text for p, text in shut.items() if any(part in p for part in mine)).replace(" ：", "：")
    assert gone in open_pages
    assert gone not in shut_pages


def test_who_left_is_a_vacancy_the_next_day(tmp_path: Path) -> None:
    """J22-2.3-9: a leader whose last day is over is on no board, and the door says 空缺 with the community's number."""
    path = f"{DOOR}/people/men.yaml"
    left = JINNAN.records[path].replace(
        "  from: 2022-03-01\n", "  from: 2022-03-01\n  ended:\n    on: 2022-10-19\n    ground: moved_away\n"
    )
    page = bodies(JINNAN.publish(tmp_path, {path: left}))["jin/b/hai--b1-1.html"]
    assert "门长青" not in page.body_html
    assert "海晏里1号楼1门 楼门栋长（楼门） 空缺 有事请打社区电话 022-55550101" in _words(page)


def test_the_finder_knows_the_building_behind_a_grid(tmp_path: Path) -> None:
    """C21-3.1-1: a grid has no board; its leader is found by the building that the grid takes in."""
    rows = CHIYANG.publish(tmp_path).jurisdictions[0].communities[0].finder
    assert [(row.name, row.codes) for row in rows] == [("安平", "1"), ("柏青", "2")]


def test_the_directory_by_address_names_stations(tmp_path: Path) -> None:
    """B-52: the community's page goes by address, with each station, its head and the leaders of its buildings."""
    found = NEW_AREA.publish(tmp_path, as_of=NEW_AREA.as_of.replace(month=3, day=10))
    words = _words(bodies(found)["xin/c/yang.html"])
    assert "阳光 阳光小区网格工作站 站长： 孙望舒 阳光1号楼 楼栋长： 李青禾 阳光2号楼 楼栋长： 赵晚舟" in words
    assert "在任 5 人，空缺 1 处" in words
    assert SUN not in words
