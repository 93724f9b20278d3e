"""`export` at the door: what it writes where, what it refuses, and that the public site learns nothing of it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pyrage
import pytest
from click.testing import CliRunner

from generator.cli import louzhang
from tests.e2e import town

if TYPE_CHECKING:
    from pathlib import Path

    from click.testing import Result

PERSON, NAME = "gndjnyv4irtfkodi", "杨春平"
ID_NUMBER = "11010519491231002X"


@pytest.fixture
def ask(demonstration: Path, tmp_path: Path) -> Any:
    """Run the command on the demonstration, into a folder of the test's own."""

    def asked(*arguments: str) -> Result:
        given = ("--root", str(demonstration), "--as-of", town.AS_OF, "--lang", "zh_CN")
        where = () if "--out" in arguments else ("--out", str(tmp_path / "exports"))
        return CliRunner().invoke(louzhang, ["export", *arguments, *where, *given])

    return asked


def test_an_export_holds_tables_and_forms_and_the_site_stays_as_it_was(
    ask: Any, demonstration: Path, tmp_path: Path
) -> None:
    """Not a file of the site changes, and none of its pages carries the mark of an export."""
    site = demonstration / "build" / "site"
    before = town.hashes(site.resolve())
    answer = ask(town.TOWN)
    assert answer.exit_code == 0, answer.output
    made = tmp_path / "exports" / town.TOWN
    files = {path.relative_to(made).as_posix(): path.read_bytes() for path in made.rglob("*") if path.is_file()}
    assert {"index.html", "forms/work-sign.html", "tables/stars-2025.xlsx", "tables/kit.csv"} <= set(files)
    assert f"{made} 里有 {len(files) - 2} 个文件。" in answer.output
    assert town.hashes(site.resolve()) == before
    pages = [path.read_bytes() for path in site.resolve().rglob("*.html") if "guide" not in path.parts]
    assert len(pages) > 50
    assert not any("内部资料，不得公开".encode() in page for page in pages)
    unmarked = {path for path in files if path.endswith(".html") and "内部资料，不得公开".encode() not in files[path]}
    assert unmarked == {f"forms/{name}.html" for name in ("badge", "talk-record", "work-guide", "work-sign")}


def test_only_what_was_named_is_made_for_the_period_asked(ask: Any, tmp_path: Path) -> None:
    """`--only` may be repeated and names tables and forms alike."""
    answer = ask(
        town.TOWN, "--only", "late-reports", "--only", "talk-record", "--period", "2026-Q2", "--formats", "html"
    )
    assert answer.exit_code == 0, answer.output
    made = tmp_path / "exports" / town.TOWN
    found = sorted(path.relative_to(made).as_posix() for path in made.rglob("*.html"))
    assert found == ["forms/talk-record.html", "index.html", "tables/late-reports-2026-Q2.html"]


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (("--only", "talk-recrd"), "没有叫 talk-recrd 的表格。talk-record"),
        (("--formats", "html,pdf"), "导出没有 pdf 这种格式。可用：xlsx, csv, html。"),
        (("nowhere",), "没有辖区 nowhere。已有："),
        (("--period", "2026-Q5"), "“2026-Q5”不是周期。"),
        (("--vault", "/nowhere"), "--vault 和 --identity 要一起写"),
    ],
)
def test_a_wrong_call_ends_with_two_and_a_way_out(
    ask: Any, tmp_path: Path, arguments: tuple[str, ...], sentence: str
) -> None:
    """Exit code 2, one sentence, nothing written."""
    answer = ask(*arguments)
    assert answer.exit_code == 2, answer.output
    assert sentence in answer.stderr
    assert not (tmp_path / "exports").exists()


def test_an_export_into_the_site_is_refused_with_one(ask: Any, demonstration: Path) -> None:
    """Exit code 1, the check's name and how to mend it; the site has nothing new."""
    site = demonstration / "build" / "site"
    before = town.hashes(site.resolve())
    answer = ask(town.TOWN, "--out", str(site))
    assert answer.exit_code == 1
    assert "export-in-site" in answer.stderr
    assert "怎么改：请用 --out 换一个文件夹，或者不写 --out。" in answer.stderr
    assert town.hashes(site.resolve()) == before


def test_the_vault_fills_what_is_blank_and_a_wrong_key_prints_nothing(ask: Any, tmp_path: Path) -> None:
    """With the key the number stands on the leader's file; with another key nothing is written at all."""
    key, other = pyrage.x25519.Identity.generate(), pyrage.x25519.Identity.generate()
    people = tmp_path / "vault" / "people"
    people.mkdir(parents=True)
    text = f"person: {PERSON}\nversion: 1\nid_number: {ID_NUMBER}\n"
    (people / f"{PERSON}.age").write_bytes(pyrage.encrypt(text.encode(), [key.to_public()]))
    for name, known in (("key", key), ("other", other)):
        (tmp_path / name).write_text(f"{known}\n", "ascii")
    given = (town.TOWN, "--only", "leader-file", "--vault", str(tmp_path / "vault"), "--identity")
    refused = ask(*given, str(tmp_path / "other"))
    assert (refused.exit_code, "vault-wrong-key" in refused.stderr) == (1, True)
    assert not (tmp_path / "exports").exists()
    answer = ask(*given, str(tmp_path / "key"))
    assert answer.exit_code == 0, answer.output
    assert "里面有保密库填入的个人信息。打印完需要的，请删掉这个文件夹。" in answer.output
    assert ID_NUMBER not in answer.output
    page = (tmp_path / "exports" / town.TOWN / "forms" / "leader-file.html").read_text("utf-8")
    assert page.count(ID_NUMBER) == 1
    assert "含个人信息" in page
