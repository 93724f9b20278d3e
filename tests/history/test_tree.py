"""The listing of the records says what the loader would read, whatever is done to index and disk."""

from __future__ import annotations

import os
import random
import shutil
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from generator.history import FRAME, records_tree, tree_digest
from generator.history.disk import blob_id
from generator.ledger.loading import _files, _listed
from tests.history.repository import NEW_YEAR, Repository

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from generator.problems import Problem

EAST = "records/jurisdictions/town/communities/east"
WEST = "records/jurisdictions/town/communities/west"
FILES = ("records/site.yaml", f"{EAST}/community.yaml", f"{EAST}/logs/2018-01.yaml", f"{WEST}/community.yaml")
LOG = f"{EAST}/logs/2018-01.yaml"


def read_by_loader(root: Path, digits: int = 40) -> dict[str, str]:
    """Say by blob id what the loader reads, and by their mode what it refuses."""
    problems: list[Problem] = []
    found: dict[str, str] = {}
    for path, content in _files(root, problems, _listed(root, problems)):
        blob = blob_id(content, digits)
        found[path] = f"100755 {blob}" if (root / path).stat().st_mode & 0o100 else blob
    links = {p.source.path for p in problems if (root / p.source.path).is_symlink()}
    return found | {path: f"120000 {blob_id(os.fsencode((root / path).readlink()), digits)}" for path in links}


def without_git(root: Path, aside: Path) -> str:
    """Return the digest of the same files where no Git is."""
    shutil.copytree(root / "records", aside / "records", symlinks=True, ignore=shutil.ignore_patterns(".git"))
    return tree_digest(aside)


def _nothing(_: Repository) -> None:
    pass


def _changed(repository: Repository) -> None:
    repository.write(LOG, "a: 2\n")


def _changed_within_the_tick_of_the_index(repository: Repository) -> None:
    about = (repository.top / ".git/index").stat()
    repository.write(LOG, "a: 3\n")
    for path in (repository.top / LOG, repository.top / ".git/index"):
        os.utime(path, ns=(about.st_mtime_ns, about.st_mtime_ns))


def _touched(repository: Repository) -> None:
    os.utime(repository.top / LOG, (0, 0))


def _deleted(repository: Repository) -> None:
    (repository.top / LOG).unlink()


def _new(repository: Repository) -> None:
    repository.write(f"{EAST}/people/new.yaml")


def _new_but_ignored(repository: Repository) -> None:
    repository.write(".gitignore", "records/**/people/\n")
    repository.write("records/.gitignore", "*.bak\n")
    repository.write(f"{EAST}/people/new.yaml")
    repository.write("records/site.yaml.bak")


def _hidden(repository: Repository) -> None:
    repository.write("records/.hidden.yaml")
    repository.write("records/.cache/x.yaml")


def _staged(repository: Repository) -> None:
    repository.write(LOG, "a: 2\n")
    repository.write(f"{EAST}/people/new.yaml")
    repository.git("add", "--all")


def _staged_and_changed_back(repository: Repository) -> None:
    _staged(repository)
    repository.write(LOG, "a: 1\n")


def _renamed(repository: Repository) -> None:
    repository.git("mv", EAST, f"{EAST}side")


def _intended(repository: Repository) -> None:
    repository.write(f"{EAST}/people/new.yaml")
    repository.git("add", "--intent-to-add", f"{EAST}/people/new.yaml")


def _assumed_unchanged(repository: Repository) -> None:
    repository.git("update-index", "--assume-unchanged", LOG)
    repository.write(LOG, "a: 2\n")


def _skipped_and_gone(repository: Repository) -> None:
    repository.git("update-index", "--skip-worktree", LOG)
    (repository.top / LOG).unlink()


def _skipped_and_changed(repository: Repository) -> None:
    repository.git("update-index", "--skip-worktree", LOG)
    repository.write(LOG, "a: 2\n")


def _sparse(repository: Repository) -> None:
    repository.git("sparse-checkout", "set", "--cone", WEST)


def _executable(repository: Repository) -> None:
    (repository.top / LOG).chmod(0o755)


def _executable_where_modes_are_ignored(repository: Repository) -> None:
    repository.git("config", "core.fileMode", "false")
    (repository.top / LOG).chmod(0o755)


def _new_link(repository: Repository) -> None:
    (repository.top / "records/link.yaml").symlink_to("site.yaml")


def _link_for_a_file(repository: Repository) -> None:
    (repository.top / LOG).unlink()
    (repository.top / LOG).symlink_to("../community.yaml")


def _link_for_a_folder(repository: Repository) -> None:
    (repository.top / EAST).rename(repository.top / "moved")
    (repository.top / EAST).symlink_to(repository.top / "moved")


def _committed_link(repository: Repository) -> None:
    _new_link(repository)
    repository.commit(at=NEW_YEAR)


def _file_for_a_folder(repository: Repository) -> None:
    shutil.rmtree(repository.top / EAST / "logs")
    repository.write(f"{EAST}/logs")


def _folder_for_a_file(repository: Repository) -> None:
    (repository.top / LOG).unlink()
    repository.write(f"{LOG}/a.yaml")


def _submodule(repository: Repository) -> None:
    other = Repository(repository.top.parent / "other")
    other.commit("x.yaml", at=NEW_YEAR)
    command = ("-c", "protocol.file.allow=always", "submodule", "--quiet", "add", str(other.top), "records/sub")
    repository.git(*command)
    repository.write("records/sub/y.yaml")


def _repository_in_the_repository(repository: Repository) -> None:
    Repository(repository.top / "records/inner").commit("x.yaml", at=NEW_YEAR)
    repository.write("records/inner/deep/y.yaml")


def _repository_around_tracked_files(repository: Repository) -> None:
    Repository(repository.top / EAST)


def _conflict(repository: Repository) -> None:
    repository.git("checkout", "--quiet", "-b", "other")
    repository.commit(LOG, at=NEW_YEAR, content="a: 2\n")
    repository.git("checkout", "--quiet", "main")
    repository.commit(LOG, at=NEW_YEAR, content="a: 3\n")
    with pytest.raises(subprocess.CalledProcessError):
        repository.git("merge", "--quiet", "other")


def _empty_folder(repository: Repository) -> None:
    (repository.top / "records/empty").mkdir()


def _line_ends_by_setting(repository: Repository) -> None:
    repository.git("config", "core.autocrlf", "true")
    repository.write(LOG, "a: 1\r\n")
    repository.git("add", "--all")


def _line_ends_by_attribute(repository: Repository) -> None:
    repository.write(".gitattributes", "*.yaml text\n")
    repository.write(LOG, "a: 1\r\n")
    repository.git("add", "--all")


def _attributes_among_the_records(repository: Repository) -> None:
    repository.write(f"{EAST}/.gitattributes", "*.yaml text\n")
    repository.write(LOG, "a: 1\r\n")
    repository.git("add", LOG)


def _attributes_of_the_repository_itself(repository: Repository) -> None:
    (repository.top / ".git/info/attributes").write_text("* text=auto\n", encoding="ascii")
    repository.write(LOG, "a: 1\r\n")
    repository.git("add", "--all")


def _attributes_named_by_a_setting(repository: Repository) -> None:
    repository.write("mine", "* text=auto\n")
    repository.git("config", "core.attributesFile", str(repository.top / "mine"))
    repository.write(LOG, "a: 1\r\n")
    repository.git("add", "--all")


def _keyword(repository: Repository) -> None:
    repository.write(".gitattributes", "*.yaml ident\n")
    repository.commit(LOG, at=NEW_YEAR, content="a: $Id$\n")
    (repository.top / LOG).unlink()
    repository.git("checkout", "--", LOG)


def _encoding(repository: Repository) -> None:
    repository.write(".gitattributes", "2018-01.yaml working-tree-encoding=GBK\n")
    (repository.top / LOG).write_bytes("a: 楼长\n".encode("gbk"))
    repository.git("add", "--all")


def _filter(repository: Repository) -> None:
    repository.write(".gitattributes", "*.yaml filter=swap\n")
    repository.git("config", "filter.swap.clean", "tr 1 2")
    repository.git("config", "filter.swap.smudge", "tr 2 1")
    (repository.top / LOG).touch()
    repository.git("add", "--all", "--renormalize")


def _harmless_attributes(repository: Repository) -> None:
    repository.write("records/.gitattributes", "*.yaml -text diff=yaml linguist-language=YAML\n")
    repository.write(LOG, "a: 1\r\n")
    repository.git("add", "--all")


def _other_forms_of_the_index(repository: Repository) -> None:
    repository.git("update-index", "--index-version=4", "--split-index", "--untracked-cache")
    _changed(repository)


def _index_of_another_kind_of_git(repository: Repository) -> None:
    repository.git("config", "core.checkStat", "minimal")
    repository.git("config", "core.trustctime", "false")
    about = (repository.top / LOG).stat()
    repository.write(LOG, "a: 9\n")
    os.utime(repository.top / LOG, ns=(about.st_mtime_ns, about.st_mtime_ns))


def _work_tree_elsewhere(repository: Repository) -> None:
    shutil.copytree(repository.top / "records", repository.top.parent / "elsewhere/records")
    repository.git("config", "core.worktree", str(repository.top.parent / "elsewhere"))
    repository.write(LOG, "a: 2\n")


def _broken_index(repository: Repository) -> None:
    (repository.top / ".git/index").write_bytes(b"DIRC nonsense")


def _no_index(repository: Repository) -> None:
    (repository.top / ".git/index").unlink()


def _damaged_settings(repository: Repository) -> None:
    (repository.top / ".git/config").write_text("[core\n", encoding="ascii")


def _odd_names(repository: Repository) -> None:
    for name in ("张 三", "new\nline", 'quo"te', "tab\t", "? other", os.fsdecode("张".encode("gbk"))):
        repository.write(f"records/{name}.yaml")
    repository.git("add", "--all")
    for name in ("李 四", "more\nlines", "H 100644 x 0\tfake", os.fsdecode("李".encode("gbk"))):
        repository.write(f"records/{name}.yaml", "a: 2\n")


SITUATIONS: list[Callable[[Repository], None]] = [
    value
    for name, value in sorted(globals().items())
    if name.startswith("_") and getattr(value, "__module__", "") == __name__
]


@pytest.mark.parametrize("alter", SITUATIONS, ids=lambda alter: alter.__name__.strip("_"))
def test_the_listing_is_what_the_loader_reads(
    repository: Repository, tmp_path: Path, alter: Callable[[Repository], None]
) -> None:
    """Path by path and as a whole, index and disk in any state give what reading the files gives."""
    repository.commit(*FILES, at=NEW_YEAR)
    alter(repository)

    found = records_tree(repository.top)

    assert dict(found.ids) == read_by_loader(repository.top)
    assert found.digest == without_git(repository.top, tmp_path / "aside")
    assert all(found.id_of(path) == blob for path, blob in found.ids.items())
    assert dict(found.below(EAST)) == {p: blob for p, blob in found.ids.items() if p.startswith(f"{EAST}/")}


def test_nothing_is_hashed_where_nothing_differs(repository: Repository, monkeypatch: pytest.MonkeyPatch) -> None:
    """A clean tree, whose attributes convert nothing, is listed without opening a record."""
    repository.write("records/.gitattributes", "*.yaml -text diff=yaml\n")
    repository.commit(*FILES, at=NEW_YEAR)
    monkeypatch.setattr("generator.history.tree.content_of", pytest.fail)

    found = records_tree(repository.top)

    assert set(found.ids) == {*FILES, "records/.gitattributes"}
    assert found.unlike_index == {}


def test_a_repository_with_longer_ids(tmp_path: Path) -> None:
    """What is hashed gets ids of the repository's own kind."""
    repository = Repository(tmp_path / "town", "--object-format=sha256")
    repository.commit(*FILES, at=NEW_YEAR)
    repository.write(LOG, "a: 2\n")

    assert dict(records_tree(repository.top).ids) == read_by_loader(repository.top, 64)


def test_before_the_first_commit(repository: Repository) -> None:
    """Without any commit the files are listed all the same, added or not."""
    repository.write(LOG)
    repository.git("add", "--all")
    repository.write(f"{EAST}/community.yaml")

    assert dict(records_tree(repository.top).ids) == read_by_loader(repository.top)


def test_records_in_a_folder_of_a_repository(repository: Repository) -> None:
    """Paths are told from the root of the records, and what lies beside them is not listed."""
    repository.commit(*(f"towns/east/{path}" for path in FILES), "records/other.yaml", at=NEW_YEAR)
    repository.write(f"towns/east/{LOG}", "a: 2\n")
    root = repository.top / "towns/east"

    assert dict(records_tree(root).ids) == read_by_loader(root)


def test_attributes_above_the_root_count(repository: Repository) -> None:
    """A file of attributes between the top of the repository and the records may convert them too."""
    repository.write("towns/.gitattributes", "* text=auto\n")
    repository.write(f"towns/east/{LOG}", "a: 1\r\n")
    repository.commit(at=NEW_YEAR)
    root = repository.top / "towns/east"

    assert dict(records_tree(root).ids) == read_by_loader(root)


def test_a_linked_work_tree(repository: Repository, tmp_path: Path) -> None:
    """A work tree whose .git is a file is listed by its own index, with the repository's own attributes."""
    repository.commit(*FILES, at=NEW_YEAR)
    repository.git("worktree", "add", "--quiet", "-b", "other", str(tmp_path / "other"))
    (tmp_path / "other" / LOG).write_bytes(b"a: 1\r\n")
    assert dict(records_tree(tmp_path / "other").ids) == read_by_loader(tmp_path / "other")

    (repository.top / ".git/info/attributes").write_text("* text=auto\n", encoding="ascii")
    subprocess.run(["git", "add", "--all"], cwd=tmp_path / "other", check=True)

    assert dict(records_tree(tmp_path / "other").ids) == read_by_loader(tmp_path / "other")


def test_records_that_are_a_link_are_nothing(repository: Repository) -> None:
    """The loader does not follow it, so nothing is listed."""
    repository.commit(*FILES, at=NEW_YEAR)
    (repository.top / "records").rename(repository.top / "moved")
    (repository.top / "records").symlink_to("moved")

    assert dict(records_tree(repository.top).ids) == {} == read_by_loader(repository.top)


def test_the_environment_of_a_hook_does_not_lead_elsewhere(
    repository: Repository, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Variables that point Git at another repository or index are not handed on."""
    repository.commit(*FILES, at=NEW_YEAR)
    other = Repository(tmp_path / "other")
    other.commit("records/other.yaml", at=NEW_YEAR)
    monkeypatch.setenv("GIT_DIR", str(other.top / ".git"))
    monkeypatch.setenv("GIT_INDEX_FILE", str(other.top / ".git/index"))

    assert dict(records_tree(repository.top).ids) == read_by_loader(repository.top)


def test_without_git_the_files_are_hashed(repository: Repository, monkeypatch: pytest.MonkeyPatch) -> None:
    """A machine that lost its Git still lists the records."""
    repository.commit(*FILES, at=NEW_YEAR)
    monkeypatch.setenv("PATH", str(repository.top))

    found = records_tree(repository.top)

    assert dict(found.ids) == read_by_loader(repository.top)
    assert found.unlike_index is None


def test_a_device_in_the_place_of_a_file_is_seen(repository: Repository) -> None:
    """A pipe is never opened; it stands in the listing as no file at all."""
    repository.commit(*FILES, at=NEW_YEAR)
    (repository.top / LOG).unlink()
    os.mkfifo(repository.top / LOG)

    assert records_tree(repository.top).ids[LOG] == f"000000 {blob_id(b'', 40)}"


def test_no_filter_runs(repository: Repository, tripwire: Path) -> None:
    """Drivers of filters stay silent, even where Git has to compare contents, and attributes name them anywhere."""
    repository.commit(*FILES, at=NEW_YEAR)
    for key in ("clean", "smudge", "process"):
        repository.git("config", f"filter.pl.ant.{key}", str(tripwire))
    repository.git("config", "filter.pl.ant.required", "true")
    _changed_within_the_tick_of_the_index(repository)
    for place in ("", "records/", f"{EAST}/"):
        repository.write(f"{place}.gitattributes", "*.yaml filter=pl.ant\n")
        assert dict(records_tree(repository.top).ids) == read_by_loader(repository.top)
        (repository.top / f"{place}.gitattributes").unlink()

    assert not (tripwire.parent / "fired").exists()
    repository.write(".gitattributes", "*.yaml filter=pl.ant\n")
    with pytest.raises(subprocess.CalledProcessError):
        repository.git("add", "--renormalize", LOG)
    assert (tripwire.parent / "fired").exists()


def test_parts_change_with_their_own_files(repository: Repository) -> None:
    """A changed log gives its community another digest, and a changed frame the frame; no other moves."""
    repository.commit(*FILES, at=NEW_YEAR)
    before = records_tree(repository.top).digests
    assert set(before) == {FRAME, EAST, WEST}

    repository.write(LOG, "a: 2\n")
    after = records_tree(repository.top).digests
    assert {part for part in before if before[part] != after[part]} == {EAST}

    repository.write("records/calendar/2018.yaml")
    last = records_tree(repository.top).digests
    assert {part for part in before if after[part] != last[part]} == {FRAME}


def test_a_commit_of_what_is_on_disk_changes_no_digest(repository: Repository) -> None:
    """The digest is of the files, not of how Git holds them."""
    repository.commit(*FILES, at=NEW_YEAR)
    repository.write(LOG, "a: 2\n")
    before = tree_digest(repository.top)
    repository.commit(at=NEW_YEAR)

    assert tree_digest(repository.top) == before


def test_listing_imports_next_to_nothing() -> None:
    """A build of what did not change asks for the files and for HEAD, and pays for no more."""
    heavy = {
        "git",
        "pydantic",
        "gettext",
        "jinja2",
        "ruamel",
        "dataclasses",
        "msgspec",
        "json",
        "zoneinfo",
        "tempfile",
        "shutil",
    }
    code = f"import sys; from generator.history import tree_digest, read_head; print(*{heavy} & {{*sys.modules}})"
    done = subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, text=True)

    assert done.stdout == "\n"


def _draw(drawn: random.Random, repository: Repository) -> None:
    """Do something to one file, as clerks and tools do."""
    folder = repository.top / "records"
    name = f"records/{drawn.choice('abc')}/{drawn.choice('xyz')}.yaml"
    path = repository.top / name
    deed = drawn.randrange(7)
    if deed == 0 and path.is_file():
        path.unlink()
    elif deed == 1:
        repository.git("add", "--all")
    elif deed == 2:
        repository.commit(at=NEW_YEAR)
    elif deed == 3 and path.is_file():
        path.chmod(0o644 if path.stat().st_mode & 0o100 else 0o755)
    elif deed == 4 and path.exists() and path.parent.exists():
        shutil.rmtree(path.parent)
    elif folder.is_dir():
        repository.write(name, f"a: {drawn.randrange(3)}\n")


def test_a_long_run_of_edits(repository: Repository) -> None:
    """After each of many edits, quicker than time stamps can tell apart, the listing is right."""
    drawn = random.Random(20180101)  # noqa: S311 - no secret
    repository.commit("records/site.yaml", at=NEW_YEAR)
    for _ in range(120):
        _draw(drawn, repository)
        assert dict(records_tree(repository.top).ids) == read_by_loader(repository.top)
