"""The history is read from real repositories, whatever is planted in them."""

from __future__ import annotations

import os
import shutil
import subprocess
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING

import pytest

from generator.history import (
    FileCommit,
    History,
    HistoryError,
    conversions,
    plumbing,
    read_history,
    revision,
    tree,
    walk,
)
from generator.language import translate
from tests.history.repository import LATER, LATEST, NEW_YEAR, Repository

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path


def test_head_and_its_committer_date(repository: Repository) -> None:
    """HEAD, its committer date (not the author's) and a clean tree are told."""
    head = repository.commit("records/site.yaml", at=NEW_YEAR)

    found = read_history(repository.top)

    assert found.head == head
    assert found.committed_at == datetime(2017, 12, 31, 16, 30, tzinfo=UTC)
    assert not found.dirty
    assert not found.shallow


def test_the_day_depends_on_the_time_zone_asked_for(repository: Repository) -> None:
    """Half past midnight in Shanghai is still the old year in London."""
    repository.commit("records/site.yaml", at=NEW_YEAR)

    found = read_history(repository.top)

    assert found.day("Asia/Shanghai") == date(2018, 1, 1)
    assert found.day("Europe/London") == date(2017, 12, 31)
    assert found.commits["records/site.yaml"].day("Asia/Shanghai") == date(2018, 1, 1)


def test_each_file_has_the_commit_that_last_changed_it(repository: Repository) -> None:
    """Later commits of other files do not count, and neither do deleted files or files beside records/."""
    first = repository.commit("records/a.yaml", "records/b.yaml", "records/gone.yaml", "README.md", at=NEW_YEAR)
    (repository.top / "records/gone.yaml").unlink()
    second = repository.commit("records/b.yaml", at=LATER, content="a: 2\n")
    repository.commit("README.md", at=LATEST, content="more\n")

    assert read_history(repository.top).commits == {
        "records/a.yaml": FileCommit(first, datetime(2017, 12, 31, 16, 30, tzinfo=UTC), "Clerk"),
        "records/b.yaml": FileCommit(second, datetime(2018, 3, 5, 4, 0, tzinfo=UTC), "Clerk"),
    }


def test_a_renamed_file_begins_anew(repository: Repository) -> None:
    """A file counts from the commit that gave it its path, since the path is its id."""
    repository.commit("records/a.yaml", at=NEW_YEAR)
    repository.git("mv", "records/a.yaml", "records/b.yaml")
    moved = repository.commit(at=LATER)

    assert {path: one.commit for path, one in read_history(repository.top).commits.items()} == {"records/b.yaml": moved}


def test_work_on_a_branch_counts_from_the_merge(repository: Repository) -> None:
    """What came in by a merge is dated by the merge, the moment it became part of the main line."""
    base = repository.commit("records/a.yaml", "records/b.yaml", at=NEW_YEAR)
    repository.git("checkout", "--quiet", "-b", "work")
    repository.commit("records/a.yaml", at=LATER, content="a: 2\n")
    repository.git("checkout", "--quiet", "main")
    repository.commit("README.md", at=LATER)
    repository.git("merge", "--quiet", "--no-ff", "--message=merge", "work", at=LATEST)
    merge = repository.git("rev-parse", "HEAD")

    commits = read_history(repository.top).commits

    assert commits["records/a.yaml"].commit == merge
    assert commits["records/b.yaml"].commit == base


def test_records_below_a_subfolder_of_a_repository(repository: Repository) -> None:
    """Paths are told from the root of the records, however deep it lies in the repository."""
    commit = repository.commit("towns/east/records/a.yaml", "records/other.yaml", at=NEW_YEAR)

    found = read_history(repository.top / "towns/east")

    assert found.head == commit
    assert list(found.commits) == ["records/a.yaml"]
    assert not found.dirty


ODD_NAMES = [
    "records/张 三.yaml",
    "records/new\nline.yaml",
    'records/quo"te.yaml',
    "records/:100644 100644 aaaa bbbb M.yaml",
    "records/-option.yaml",
    "records/tab\t.yaml",
    f"records/{'0' * 40} 1514736600 .yaml",
]


@pytest.mark.parametrize("path", ODD_NAMES)
def test_odd_file_names_are_kept(repository: Repository, path: str) -> None:
    """A name with blanks, quotes, line breaks or the look of git's own output stays one name."""
    commit = repository.commit(path, "records/a.yaml", at=NEW_YEAR)

    found = read_history(repository.top)

    assert {name: one.commit for name, one in found.commits.items()} == {path: commit, "records/a.yaml": commit}
    assert not found.dirty


def test_a_name_that_is_not_utf8_is_kept(repository: Repository) -> None:
    """A GBK file name is told with its bytes escaped instead of failing."""
    name = os.fsdecode("records/张.yaml".encode("gbk"))
    repository.commit(name, at=NEW_YEAR)

    found = read_history(repository.top)

    assert list(found.commits) == [name]
    assert not found.dirty


def _change(repository: Repository) -> None:
    repository.write("records/a.yaml", "a: 2\n")


def _delete(repository: Repository) -> None:
    (repository.top / "records/a.yaml").unlink()


def _add(repository: Repository) -> None:
    repository.write("records/people/new.yaml")


def _stage(repository: Repository) -> None:
    repository.write("records/a.yaml", "a: 2\n")
    repository.git("add", "--all")


@pytest.mark.parametrize("alter", [_change, _delete, _add, _stage])
def test_uncommitted_changes_are_noticed(repository: Repository, alter: object) -> None:
    """A changed, deleted, new or staged record makes the tree dirty."""
    repository.commit("records/a.yaml", at=NEW_YEAR)
    assert not read_history(repository.top).dirty

    assert callable(alter)
    alter(repository)

    assert read_history(repository.top).dirty


def test_what_is_no_record_does_not_make_the_tree_dirty(repository: Repository) -> None:
    """Files beside records/, hidden files and line ends checked out for Windows are no change."""
    repository.commit("records/a.yaml", at=NEW_YEAR)
    repository.write("notes.txt")
    repository.write("records/.DS_Store")
    repository.write("records/.cache/x.yaml")
    repository.write("records/a.yaml", "a: 1\r\n")

    assert not read_history(repository.top).dirty


def test_a_committed_link_is_compared_as_a_link(repository: Repository) -> None:
    """A symbolic link is clean while it points where the commit says, and dirty when it points elsewhere."""
    repository.write("records/a.yaml")
    (repository.top / "records/link.yaml").symlink_to("a.yaml")
    repository.commit(at=NEW_YEAR)
    assert not read_history(repository.top).dirty

    (repository.top / "records/link.yaml").unlink()
    (repository.top / "records/link.yaml").symlink_to("b.yaml")

    assert read_history(repository.top).dirty


def test_a_repository_with_sha256_ids(tmp_path: Path) -> None:
    """The longer ids of a SHA-256 repository work alike."""
    repository = Repository(tmp_path / "town", "--object-format=sha256")
    commit = repository.commit("records/a.yaml", at=NEW_YEAR)

    found = read_history(repository.top)

    assert len(commit) == 64
    assert found.commits["records/a.yaml"].commit == commit
    assert not found.dirty


def test_a_repository_without_commits_has_no_head(repository: Repository) -> None:
    """Before the first commit there is no head, and nothing on disk is committed."""
    repository.write("records/a.yaml")

    assert read_history(repository.top) == History(head=None, committed_at=None, dirty=True, commits={})


def test_a_folder_outside_any_repository_has_no_head(tmp_path: Path) -> None:
    """A plain folder is no fault; it only has no history, and so no day."""
    found = read_history(tmp_path)

    assert found == History()
    with pytest.raises(HistoryError) as caught:
        found.day("Asia/Shanghai")
    assert (
        translate(caught.value.message, "en") == "There is no commit to take the day from; give the day with --as-of."
    )


def test_a_shallow_clone_says_so_and_invents_nothing(repository: Repository, tmp_path: Path) -> None:
    """Files last changed before the cut have no entry, rather than the cut's commit."""
    repository.commit("records/old.yaml", at=NEW_YEAR)
    repository.commit("records/cut.yaml", at=LATER)
    last = repository.commit("records/new.yaml", at=LATEST)
    clone = tmp_path / "clone"
    source = f"file://{repository.top}"
    subprocess.run(["git", "clone", "--quiet", "--depth=2", source, str(clone)], check=True, capture_output=True)

    found = read_history(clone)

    assert (found.head, found.shallow, found.dirty) == (last, True, False)
    assert {path: one.commit for path, one in found.commits.items()} == {"records/new.yaml": last}


def test_a_linked_worktree_has_its_own_head(repository: Repository, tmp_path: Path) -> None:
    """A worktree, where .git is a file, is read like any checkout."""
    repository.commit("records/a.yaml", at=NEW_YEAR)
    repository.git("worktree", "add", "--quiet", "-b", "other", str(tmp_path / "other"))

    found = read_history(tmp_path / "other")

    assert list(found.commits) == ["records/a.yaml"]


def _no_head(top: Path) -> None:
    (top / ".git/HEAD").unlink()


def _garbage_branch(top: Path) -> None:
    (top / ".git/refs/heads/main").write_text("garbage\n", encoding="ascii")


def _lost_commit(top: Path) -> None:
    (top / ".git/refs/heads/main").write_text("1" * 40 + "\n", encoding="ascii")


def _no_objects(top: Path) -> None:
    shutil.rmtree(top / ".git/objects")
    (top / ".git/objects").mkdir()


def _bad_config(top: Path) -> None:
    (top / ".git/config").write_text("[core\n", encoding="ascii")


@pytest.mark.parametrize(
    ("damage", "reason"),
    [
        (_no_head, "fatal: not a git repository (or any of the parent directories): .git"),
        (_garbage_branch, "fatal: your current branch appears to be broken"),
        (_lost_commit, "fatal: bad object HEAD"),
        (_no_objects, "fatal: bad object HEAD"),
        (_bad_config, "fatal: bad config line 1 in file .git/config"),
    ],
)
def test_a_damaged_repository_is_one_sentence(repository: Repository, damage: object, reason: str) -> None:
    """Whatever is broken, the answer is a HistoryError that quotes git."""
    repository.commit("records/a.yaml", at=NEW_YEAR)
    assert callable(damage)
    damage(repository.top)

    with pytest.raises(HistoryError) as caught:
        read_history(repository.top)

    sentence = translate(caught.value.message, "en")
    assert sentence == f"Git cannot read the history of this folder. Git says: {reason}"


def test_a_lost_tree_is_noticed(repository: Repository) -> None:
    """A commit whose tree is missing is a HistoryError too, not an empty history."""
    repository.commit("records/a.yaml", at=NEW_YEAR)
    tree = repository.git("rev-parse", "HEAD^{tree}")
    (repository.top / ".git/objects" / tree[:2] / tree[2:]).unlink()

    with pytest.raises(HistoryError):
        read_history(repository.top)


def test_a_date_beyond_the_calendar_is_refused(repository: Repository) -> None:
    """A commit forged with an impossible date does not end in a traceback."""
    repository.commit("records/a.yaml", at=NEW_YEAR)
    commit = repository.git("cat-file", "commit", "HEAD").replace(" 1514737800 +0800", " 99999999999999 +0800")
    (repository.top / "forged").write_text(commit + "\n", encoding="utf-8")
    forged = repository.git("hash-object", "-t", "commit", "-w", "--literally", "forged")
    repository.git("update-ref", "refs/heads/main", forged)

    with pytest.raises(HistoryError) as caught:
        read_history(repository.top)

    assert translate(caught.value.message, "en") == "A commit has a date that is no date: 99999999999999."


@pytest.mark.parametrize("zone", ["Mars/Base", "../../etc/passwd", "", "America"])
def test_a_zone_that_is_none_is_refused(repository: Repository, zone: str) -> None:
    """An unknown zone, a path and a folder of zones all give the same sentence."""
    repository.commit("records/a.yaml", at=NEW_YEAR)

    with pytest.raises(HistoryError) as caught:
        read_history(repository.top).day(zone)

    assert translate(caught.value.message, "en") == f"There is no time zone {zone}."


def test_without_git_there_is_a_sentence(repository: Repository, monkeypatch: pytest.MonkeyPatch) -> None:
    """On a machine without git a repository is named unreadable instead of ending in a traceback."""
    monkeypatch.setenv("PATH", str(repository.top))

    with pytest.raises(HistoryError) as caught:
        read_history(repository.top)

    sentence = translate(caught.value.message, "en")
    assert sentence == "Git is not installed, so the history of the records cannot be read."


PLANTED = [
    ("core.fsmonitor", "{}"),
    ("core.pager", "{}"),
    ("pager.log", "{}"),
    ("diff.external", "{}"),
    ("diff.plant.textconv", "{}"),
    ("diff.plant.command", "{}"),
    ("filter.plant.clean", "{}"),
    ("filter.plant.process", "{}"),
    ("filter.plant.smudge", "{}"),
    ("core.editor", "{}"),
    ("core.sshCommand", "{}"),
    ("core.askPass", "{}"),
    ("credential.helper", "!{}"),
    ("alias.log", "!{}"),
    ("alias.ls-tree", "!{}"),
]


def test_nothing_planted_in_the_repository_runs(repository: Repository, tripwire: Path) -> None:
    """Settings, attributes and hooks that would run a program leave it alone, on a clean and on a dirty tree."""
    repository.write("records/.gitattributes", "* diff=plant\n")
    commit = repository.commit("records/a.yaml", at=NEW_YEAR)
    for key, value in PLANTED:
        repository.git("config", key, value.format(tripwire))
    (repository.top / ".git/info/attributes").write_text("* filter=plant diff=plant\n", encoding="ascii")
    for hook in ("post-index-change", "reference-transaction", "post-checkout"):
        shutil.copy(tripwire, repository.top / ".git/hooks" / hook)

    clean = read_history(repository.top)
    repository.write("records/a.yaml", "a: 2\n")
    changed = read_history(repository.top)

    assert not (tripwire.parent / "fired").exists()
    assert (clean.dirty, changed.dirty) == (False, True)
    assert clean.commits["records/a.yaml"].commit == commit


def test_the_tripwire_would_fire(repository: Repository, tripwire: Path) -> None:
    """An ordinary git command does run what is planted, so that the other tests mean something."""
    repository.commit("records/a.yaml", at=NEW_YEAR)
    repository.git("config", "core.fsmonitor", str(tripwire))

    repository.git("status")

    assert (tripwire.parent / "fired").exists()


def test_a_signature_is_not_checked_by_a_planted_program(repository: Repository, tripwire: Path) -> None:
    """log.showSignature with a planted gpg.program runs nothing and leaves the answer readable."""
    repository.commit("records/a.yaml", at=NEW_YEAR)
    signed = repository.git("cat-file", "commit", "HEAD").replace(
        "\n\n", "\ngpgsig -----BEGIN PGP SIGNATURE-----\n \n abcd\n -----END PGP SIGNATURE-----\n\n", 1
    )
    (repository.top / "signed").write_text(signed + "\n", encoding="utf-8")
    head = repository.git("hash-object", "-t", "commit", "-w", "signed")
    repository.git("update-ref", "refs/heads/main", head)
    repository.git("config", "log.showSignature", "true")
    repository.git("config", "gpg.program", str(tripwire))
    repository.git("log")
    assert (tripwire.parent / "fired").exists()
    (tripwire.parent / "fired").unlink()

    found = read_history(repository.top)

    assert not (tripwire.parent / "fired").exists()
    assert (found.head, found.commits["records/a.yaml"].commit) == (head, head)


def test_a_missing_object_is_not_fetched(repository: Repository, tripwire: Path) -> None:
    """A repository that claims to be a partial clone cannot make reading it run its uploadpack."""
    repository.commit("records/a.yaml", at=NEW_YEAR)
    tree = repository.git("rev-parse", "HEAD^{tree}")
    (repository.top / ".git/objects" / tree[:2] / tree[2:]).unlink()
    repository.git("config", "core.repositoryFormatVersion", "1")
    repository.git("config", "extensions.partialClone", "origin")
    repository.git("config", "remote.origin.url", str(repository.top))
    repository.git("config", "remote.origin.promisor", "true")
    repository.git("config", "remote.origin.uploadpack", str(tripwire))
    with pytest.raises(subprocess.CalledProcessError):
        repository.git("log", "--raw")
    assert (tripwire.parent / "fired").exists()
    (tripwire.parent / "fired").unlink()

    with pytest.raises(HistoryError):
        read_history(repository.top)

    assert not (tripwire.parent / "fired").exists()


def test_replaced_commits_are_read_as_they_were(repository: Repository) -> None:
    """A replace ref cannot rewrite the date of HEAD."""
    first = repository.commit("records/a.yaml", at=NEW_YEAR)
    second = repository.commit("records/a.yaml", at=LATEST, content="a: 2\n")
    repository.git("replace", second, first)

    found = read_history(repository.top)

    assert found.day("Asia/Shanghai") == date(2018, 6, 30)
    assert found.commits["records/a.yaml"].commit == second


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("log.showRoot", "false"),
        ("log.follow", "true"),
        ("log.diffMerges", "off"),
        ("log.abbrevCommit", "true"),
        ("core.abbrev", "4"),
        ("core.quotePath", "true"),
        ("diff.renames", "copies"),
        ("diff.relative", "false"),
        ("format.pretty", "oneline"),
        ("color.ui", "always"),
        ("notes.displayRef", "refs/notes/*"),
    ],
)
def test_taste_in_settings_changes_nothing(repository: Repository, key: str, value: str) -> None:
    """Settings for how a person likes to see a log do not change what is read."""
    repository.commit("records/a.yaml", "records/b.yaml", at=NEW_YEAR)
    repository.git("mv", "records/b.yaml", "records/c.yaml")
    repository.commit("records/d.yaml", at=LATER)
    plain = read_history(repository.top)

    repository.git("config", key, value)

    found = read_history(repository.top)
    assert (found.head, found.committed_at, found.dirty) == (plain.head, plain.committed_at, plain.dirty)
    assert found.commits == plain.commits


def test_reading_leaves_the_repository_as_it_was(repository: Repository) -> None:
    """No file below .git is written, made or touched, not even the index of a tree with new time stamps."""
    repository.commit("records/a.yaml", at=NEW_YEAR)
    os.utime(repository.top / "records/a.yaml", (0, 0))
    before = {path: path.stat().st_mtime_ns for path in (repository.top / ".git").rglob("*")}

    read_history(repository.top)

    assert {path: path.stat().st_mtime_ns for path in (repository.top / ".git").rglob("*")} == before


def test_git_is_given_constants_and_ids_only(repository: Repository, monkeypatch: pytest.MonkeyPatch) -> None:
    """No argument comes from a record, a path or a branch name: all are constants but the id of HEAD."""
    head = repository.commit("records/$(touch x); --output=y.yaml", at=NEW_YEAR)
    seen: list[tuple[str, ...]] = []
    command = plumbing.Git._command

    def spy(git: plumbing.Git, arguments: Sequence[str]) -> list[str]:
        seen.append(tuple(arguments))
        return command(git, arguments)

    monkeypatch.setattr(plumbing.Git, "_command", spy)
    read_history(repository.top)

    assert seen == [
        (*plumbing.LOG, "-1", "--format=%H %ct"),
        ("rev-parse", "--is-shallow-repository"),
        ("config", "-z", "--get-regexp", conversions._ASKED),
        tree._LIST,
        (*revision._STAGED, head, "--", "records"),
        (*plumbing.LOG, *walk._EACH_FILE, head, "--", "records"),
    ]
