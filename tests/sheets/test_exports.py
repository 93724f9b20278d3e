"""What an export holds: the tables of the policy, the forms filled in, nothing private without the vault."""

from __future__ import annotations

import csv
import html
import io
import re
from datetime import date
from typing import TYPE_CHECKING

import html5lib
import pytest
from msgspec.structs import replace
from openpyxl import load_workbook

from generator.periods import Period
from generator.reports import report
from generator.sheets import Asked, export_files
from generator.sheets.desk import Desk
from generator.vault import Vault
from tests.sheets import places
from tests.sheets.golden_sheets import ASKED, FOLDER, GOLDEN

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from generator.reports import Context

ID_NUMBER, ADDRESS, PHONE = "11010519491231002X", "示范路9号2单元301", "13800000000"
PRIVATE = Vault({"an": {"id_number": ID_NUMBER, "home_address": ADDRESS, "private_phone": PHONE}})


def words(page: bytes) -> str:
    """Return what a reader sees of a page, on one line."""
    body = page.decode("utf-8").partition("<body>")[2]
    return " ".join(html.unescape(re.sub(r"<[^>]+>", " ", body)).split())


@pytest.mark.parametrize("name", sorted(GOLDEN))
def test_a_sheet_is_the_one_that_was_looked_at(name: str, exported: dict[str, Mapping[str, bytes]]) -> None:
    """Sheets change only when somebody blesses them: python -m tests.sheets.golden_sheets."""
    place, path = GOLDEN[name]
    assert exported[place][path].decode("utf-8") == (FOLDER / f"{name}.html").read_text("utf-8")


def test_the_agreement_has_the_blocks_of_annex_one_in_their_order(exported: dict[str, Mapping[str, bytes]]) -> None:
    """C21-A1-0 … C21-A1-10: parties, term, name, six tasks, 300 = 200 + 100 yuan, insurance, leaving, two copies."""
    page = words(exported["chi"]["forms/agreement.html"])
    blocks = (
        *("社区楼栋长志愿服务协议书", "甲方 荷香社区", "负责人", "联系电话 0566-5550101", "乙方 安平", "身份证号码"),
        *("家庭住址", "联系电话", "一、服务期限", "自 2021年9月10日", "至 2022年9月9日", "二、服务名义"),
        *("荷香苑1号楼网格", "三、服务内容", "四、工作补贴", "每月补贴300元：200元当月发，其余100元计入年终"),
        *("意外伤害商业保险", "五、协议的解除", "六、其他", "一式两份", "甲方（签字或盖章）", "乙方（签字）", "1/2"),
    )
    at = 0
    for block in blocks:
        assert block in page[at:], block
        at = page.index(block, at)
    sections = html5lib.parse(exported["chi"]["forms/agreement.html"], namespaceHTMLElements=False).iter("section")
    sheets = [section for section in sections if section.get("class") == "sheet agreement"]
    assert len(sheets) == 4
    tasks = sheets[0].find("section[3]/ol")
    assert tasks is not None
    assert len(list(tasks)) == 6


def test_the_progress_sheet_has_the_six_columns_of_annex_two_and_a_total(
    exported: dict[str, Mapping[str, bytes]],
) -> None:
    """C21-A2-1: title, six columns in the order of the annex, the row of the community and the sums."""
    page = words(exported["chi"]["forms/progress.html"])
    heads = "序号 社区 楼栋数 原配备楼栋长数 优化整合后楼栋长数 备注 1 荷香社区 3 3"
    assert "优化整合社区楼栋长工作进度情况统计表" in page
    assert heads in page
    assert "合计 3 3" in page


def test_a_list_of_one_community_sums_its_own_rows(exported: dict[str, Mapping[str, bytes]]) -> None:
    """C21-A1-6: two leaders, 200.00 each paid and 100.00 each put by; a place to sign for each."""
    page = words(exported["chi"]["forms/monthly-allowances.html"])
    assert "安平 荷香苑1号楼网格 1 按月补贴 200.00 100.00" in page
    assert "合计 2 400.00 200.00" in page
    assert "领取人签名" in page


def test_without_a_vault_private_places_stay_blank_and_with_one_they_are_filled(chi: Context) -> None:
    """Decision 10: identity number, address and telephone come from the vault alone, into prints and workbooks."""
    blank = export_files(chi, replace(ASKED, formats=("xlsx", "html")))
    filled = export_files(chi, replace(ASKED, formats=("xlsx", "html"), vault=PRIVATE))
    page = words(filled["forms/agreement.html"])
    assert f"身份证号码 {ID_NUMBER}" in page
    assert ADDRESS in page
    assert PHONE in page
    assert "含个人信息" in page
    assert all(
        secret not in words(blank["forms/agreement.html"]) for secret in (ID_NUMBER, ADDRESS, PHONE, "含个人信息")
    )
    sheet = load_workbook(io.BytesIO(filled["tables/leader-files.xlsx"]))["leader-files"]
    titles = [cell.value for cell in sheet[1]]
    row = next(row for row in sheet.iter_rows(values_only=True) if "an" in row)
    found = {title: row[titles.index(title)] for title in titles}
    assert (found["身份证号（另从保密库填入）"], found["电话（另从保密库填入）"]) == (ID_NUMBER, PHONE)
    empty = load_workbook(io.BytesIO(blank["tables/leader-files.xlsx"]))["leader-files"]
    assert all(ID_NUMBER not in row for row in empty.iter_rows(values_only=True))


def test_what_the_vault_does_not_touch_is_the_same_bytes(chi: Context) -> None:
    """A file without a private place does not change when a vault is given: nothing leaks sideways."""
    blank, filled = export_files(chi, ASKED), export_files(chi, replace(ASKED, vault=PRIVATE))
    changed = {path for path in blank if blank[path] != filled[path]}
    assert changed == {"forms/agreement.html", "tables/leader-files.html"}


def test_a_table_is_real_data_in_each_format(tmp_path: Path) -> None:
    """A workbook fit for A4, text with the mark of UTF-8, a page with title, office, totals and a line to sign."""
    town = places.context(places.lay_town(tmp_path / "town"), "xiaogang", places.TOWN_DAY)
    files = export_files(town, Asked("zh_CN", places.COMMIT, only=("sources", "quarterly-points")))
    assert sorted(files) == [
        "index.html",
        *(f"tables/quarterly-points-2026-Q1.{kind}" for kind in ("csv", "html", "xlsx")),
        *(f"tables/sources.{kind}" for kind in ("csv", "html", "xlsx")),
    ]
    sheet = load_workbook(io.BytesIO(files["tables/sources.xlsx"]))["sources"]
    setup = sheet.page_setup
    assert (setup.paperSize, setup.orientation, setup.fitToWidth, setup.fitToHeight) == (9, "landscape", 1, 0)
    fit = sheet.sheet_properties.pageSetUpPr
    assert fit is not None
    assert (fit.fitToPage, sheet.print_title_rows) == (True, "$1:$1")
    assert files["tables/sources.csv"].startswith(b"\xef\xbb\xbf")
    rows = list(csv.reader(io.StringIO(files["tables/sources.csv"].decode("utf-8-sig"))))
    assert rows[0] == ["标签", "来源", "人数", "占比（%）"]
    page = words(files["tables/quarterly-points-2026-Q1.html"])
    for told in ("季度积分名单（2026年第一季度）", "单位：", "周期：2026年第一季度", "截至 2026-05-10", places.COMMIT):
        assert told in page, told
    assert "制表人" in page
    assert "records/jurisdictions" not in page


def test_every_page_asks_for_nothing_and_stands_on_a4(exported: dict[str, Mapping[str, bytes]]) -> None:
    """No script, no address, no picture: a page prints the same without any network."""
    pages = [
        page.decode("utf-8") for files in exported.values() for path, page in files.items() if path != "index.html"
    ]
    assert len(pages) > 40
    for page in pages:
        assert not re.search(r"<script|<link|<img|https?:|url\(|@import|src=", page)
        assert re.search(r"@page \{ size: A4 (portrait|landscape);", page)
        assert "default-src 'none'" in page


def test_only_tables_that_concern_the_policy_are_made(exported: dict[str, Mapping[str, bytes]]) -> None:
    """A policy of allowances gets no ranking of stars, one of points no list of allowances; shared tables both get."""
    chi, town = set(exported["chi"]), set(exported["xiaogang"])
    assert "tables/campaign-progress.html" in chi - town
    assert not any("stars" in path or "points" in path for path in chi)
    assert "tables/stars-2025.html" in town
    assert not any("allowances" in path for path in town)
    assert "tables/sources.html" in chi & town


def test_the_period_is_the_one_asked_for_else_the_last_whole_one(chi: Context) -> None:
    """Without --period: January for the month, 2021 for the year; with 2021-10: October, and the last whole year."""
    monthly, yearly = report("monthly-allowances"), report("year-end-allowances")
    assert monthly is not None
    assert yearly is not None
    desk, asked = Desk(chi, "zh_CN"), Desk(chi, "zh_CN", Period.parse("2021-10"))
    texts = [period.text for d in (desk, asked) for one in (monthly, yearly) if (period := d.period_for(one))]
    assert texts == ["2022-01", "2021", "2021-10", "2020"]
    year = Desk(chi, "zh_CN", Period.parse("2021"))
    assert year.month.text == "2021-12"
    assert Desk(replace(chi, as_of=date(2022, 1, 31)), "zh_CN").month.text == "2022-01"


def test_the_same_records_give_the_same_bytes(chi: Context) -> None:
    """An export is a function of commit, day and vault: made twice it is the same, workbooks included."""
    asked = Asked("zh_CN", places.COMMIT)
    assert export_files(chi, asked) == export_files(chi, asked)


def test_frame_words_follow_the_language(chi: Context) -> None:
    """In English the frame of a table is English; what the pack says stays as it was written."""
    page = words(export_files(chi, replace(ASKED, language="en", only=("insurance",)))["tables/insurance.html"])
    assert "Prepared by" in page
    assert "Internal, not to be published" in page


def test_a_real_place_carries_no_mark_of_invented_data_and_a_badge_none_of_internal_use(
    chi: Context, exported: dict[str, Mapping[str, bytes]]
) -> None:
    """What is worn or handed out says nothing of internal use; what is invented says so on every page."""
    assert "虚构数据" in words(exported["chi"]["tables/insurance.html"])
    jurisdiction = chi.book.jurisdiction.model_copy(update={"fictional": False})
    real = replace(chi, scores=replace(chi.scores, book=replace(chi.book, jurisdiction=jurisdiction)))
    pages = export_files(real, replace(ASKED, only=("insurance", "badge", "agreement")))
    assert not any("虚构数据" in words(page) for page in pages.values())
    assert "内部资料，不得公开" in words(pages["forms/agreement.html"])
    assert "内部资料，不得公开" not in words(pages["forms/badge.html"])


def test_a_table_that_was_named_is_made_whatever_the_policy(chi: Context) -> None:
    """Who asks for a table by name gets it, empty or not."""
    page = export_files(chi, replace(ASKED, only=("stars",)))["tables/stars-2021.html"]
    assert "没有可列的内容。" in words(page)
