"""Who brought in each item of a list: held against `git blame`, and said in full where blame cannot know."""

from __future__ import annotations

import json
import pickle
import random
import subprocess
from typing import TYPE_CHECKING

import pytest

from generator.history import FRAME, HistoryError, Provenance, provenance, read_history
from generator.history.items import places
from tests.history.repository import LATER, LATEST, NEW_YEAR, Repository

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from generator.history import History

EAST = "records/jurisdictions/town/communities/east"
WEST = "records/jurisdictions/town/communities/west"
LOG = f"{EAST}/logs/2018-01.yaml"
HEAD_LINES = "recorder: office\nentries:\n"
A, B, C, D = (f"- id: {number}\n  leader: {name}\n" for number, name in ((1, "ann"), (2, "bo"), (3, "cai"), (4, "di")))


def log(*entries: str) -> str:
    """Write a log."""
    return HEAD_LINES + "".join(entries)


def owners(history: History, root: Path, path: str = LOG) -> list[str | None]:
    """Name the commit of each item of a file as it is on disk."""
    found = [history.recorded(path, first) for first, _ in places((root / path).read_bytes())]
    return [commit.commit if commit else None for commit in found]


def blamed(repository: Repository, path: str = LOG) -> list[str | None]:
    """Name the newest commit that Git finds in the lines of each item, whitespace aside."""
    out = repository.git("blame", "-w", "--first-parent", "--porcelain", "HEAD", "--", path).splitlines()
    order = {name: n for n, name in enumerate(repository.git("rev-list", "--reverse", "HEAD").split())}
    lines = {int(line.split()[2]): line.split()[0] for line in out if line[:40].isalnum() and line[40:41] == " "}
    return [
        max((lines[line] for line in range(first, after)), key=order.__getitem__)
        for first, after in places((repository.top / path).read_bytes())
    ]


def test_each_entry_has_the_commit_and_the_author_that_brought_it_in(repository: Repository) -> None:
    """New entries and a changed one belong to their commits; what others wrote in the file does not matter."""
    first = repository.commit(LOG, content=log(A, B), by="Clerk Jia")
    second = repository.commit(LOG, content=log(A, B, C), at=LATER, by="Clerk Yi")
    changed = B.replace("bo", "bob")
    third = repository.commit(LOG, content=log(A, changed, C), at=LATEST, by="Clerk Bing")

    history = read_history(repository.top)

    assert owners(history, repository.top) == [first, third, second] == blamed(repository)
    found = [history.recorded(LOG, line) for line in (4, 6, 8)]
    assert [(one.author, one.day("Asia/Shanghai").isoformat()) for one in found if one] == [
        ("Clerk Jia", "2018-01-01"),
        ("Clerk Bing", "2018-06-30"),
        ("Clerk Yi", "2018-03-05"),
    ]


def test_lines_outside_of_lists_have_the_last_commit_of_the_file(repository: Repository) -> None:
    """The head of a log is the file's; so is a key after a list, and a file without lists."""
    repository.commit(LOG, "records/site.yaml", content=log(A) + "note: x\n", at=NEW_YEAR)
    second = repository.commit(LOG, content=log(A, B) + "note: x\n", at=LATER)

    history = read_history(repository.top)

    found = [history.recorded(LOG, line) for line in (1, 2, 7)]
    assert [one.commit if one else None for one in found] == [second] * 3
    assert history.recorded("records/site.yaml", 1) == history.commits["records/site.yaml"]
    assert history.recorded("records/none.yaml", 1) is None


AGREEING: dict[str, list[str]] = {
    "an entry between others": [log(A, C), log(A, B, C)],
    "an entry taken away": [log(A, B, C), log(A, C), log(A, C, D)],
    "an entry taken away and brought back": [log(A, B, C), log(A, C), log(A, B, C)],
    "a change taken back": [log(A, B), log(A, B.replace("bo", "bob")), log(A, B)],
    "two equal entries": [log(A, B), log(A, B, B), log(A, B, B, C)],
    "the second line of an entry": [log(A, B), log(A, B + "  note: x\n", C), log(A, B + "  note: y\n", C)],
    "indented": [log(A, B), HEAD_LINES + "".join(f"  {line}\n" for line in (A + B).splitlines()), log(A, B, C)],
    "Windows line ends": [log(A, B), log(A, B).replace("\n", "\r\n"), log(A, B, C).replace("\n", "\r\n"), log(A, B, C)],
    "no line end at the end": [log(A, B).rstrip(), log(A, B, C).rstrip(), log(A, B, C, D)],
    "another head": [log(A, B), "recorder: other\nnote: x\nentries:\n" + A + B + C],
    "two lists": ["a:\n" + A + "b:\n" + B, "a:\n" + A + "b:\n" + B + C, "a:\n" + A + D + "b:\n" + B + C],
    "an indented list before": ["a:\n  - x\n  - y\nentries:\n" + A, "a:\n  - x\n  - z\nentries:\n" + A + B],
    "nothing but a list": [A + B, A + B + C],
    "lists in an entry": [log(A + "  with:\n  - x\n", B), log(A + "  with:\n  - x\n  - y\n", B), log(B)],
    "prose before there were lists": ["Ann and Bo were there.\n", log(A, B), log(A, B, C)],
    "emptied and filled again": [log(A, B), HEAD_LINES, log(A, B)],
    "blank lines between": [log(A, "\n", B), log(A, "\n", B, "\n", C)],
}


@pytest.mark.parametrize("versions", AGREEING.values(), ids=AGREEING.keys())
def test_entries_agree_with_blame(repository: Repository, versions: list[str]) -> None:
    """Version after version, the newest commit of an entry's lines is the one that brought in its text."""
    for version in versions:
        repository.commit(LOG, content=version)

    assert owners(read_history(repository.top), repository.top) == blamed(repository)


def test_bytes_of_any_kind_do_not_matter(repository: Repository) -> None:
    """Before the file was what it is it may have been anything, such as another encoding or a picture."""
    repository.write(LOG)
    for content in (log(A).encode("utf-16"), b"\x89PNG\0\r\n- \n\n - \xff\n", "记录：张\n- 一\n".encode("gbk")):
        (repository.top / LOG).write_bytes(content)
        repository.commit()
    last = repository.commit(LOG, content=log(A, B))

    assert owners(read_history(repository.top), repository.top) == [last, last]


def test_a_line_taken_out_of_an_entry_counts(repository: Repository) -> None:
    """The entry reads as it does since then, though blame finds no line of that commit."""
    first = repository.commit(LOG, content=log(A + "  note: x\n", B))
    second = repository.commit(LOG, content=log(A, B))

    assert owners(read_history(repository.top), repository.top) == [second, first]


def test_entries_in_another_order_keep_their_commits(repository: Repository) -> None:
    """Blame would give some of them to the commit that sorted the file."""
    first = repository.commit(LOG, content=log(A, C))
    second = repository.commit(LOG, content=log(A, C, B))
    repository.commit(LOG, content=log(A, B, C))

    assert owners(read_history(repository.top), repository.top) == [first, second, first]


def test_equal_entries_keep_their_commits_in_order(repository: Repository) -> None:
    """Of two equal entries the first stays the first's, also when something moves around them."""
    first = repository.commit(LOG, content=log(A, B))
    second = repository.commit(LOG, content=log(A, B, B))
    third = repository.commit(LOG, content=log(C, B, A, B))

    assert owners(read_history(repository.top), repository.top) == [third, first, first, second]


def test_a_renamed_log_takes_its_entries_along(repository: Repository) -> None:
    """As blame follows a rename, with the change that came with it."""
    first = repository.commit(LOG, content=log(A, B, C))
    repository.git("mv", LOG, f"{EAST}/logs/2018-02.yaml")
    second = repository.commit(f"{EAST}/logs/2018-02.yaml", content=log(A, B, C, D))

    history = read_history(repository.top)

    assert owners(history, repository.top, f"{EAST}/logs/2018-02.yaml") == [first, first, first, second]
    assert blamed(repository, f"{EAST}/logs/2018-02.yaml") == [first, first, first, second]
    assert history.commits[f"{EAST}/logs/2018-02.yaml"].commit == second
    assert history.recorded(LOG, 3) is None


def test_a_community_under_another_id_takes_its_entries_along(repository: Repository) -> None:
    """Renames go from part to part, with versions before and after and in one walk or in two."""
    first = repository.commit(LOG, content=log(A, B))
    second = repository.commit(LOG, content=log(A, B, C))
    shelf: dict[str, bytes] = {}
    read_history(repository.top, shelf)
    repository.git("mv", EAST, WEST)
    repository.commit()
    third = repository.commit(LOG.replace(EAST, WEST), content=log(A, B, C, D))

    for known in ({}, shelf):
        history = read_history(repository.top, known)
        assert owners(history, repository.top, LOG.replace(EAST, WEST)) == [first, first, second, third]
        assert history.recorded(LOG, 3) is None
    assert blamed(repository, LOG.replace(EAST, WEST)) == [first, first, second, third]


def test_two_logs_that_change_names(repository: Repository) -> None:
    """A chain of renames in one commit mixes nothing up."""
    one, two, three = (f"{EAST}/logs/2018-0{month}.yaml" for month in (1, 2, 3))
    repository.commit(one, content=log(A, B))
    repository.commit(two, content=log(C, D))
    repository.git("mv", two, three)
    repository.git("mv", one, two)
    repository.commit(two, content=log(A, B, C))

    history = read_history(repository.top)

    assert owners(history, repository.top, two) == blamed(repository, two)
    assert owners(history, repository.top, three) == blamed(repository, three)


def test_what_a_merge_brings_in_belongs_to_the_merge(repository: Repository) -> None:
    """On the main line an entry of a branch begins with the merge, as a file does."""
    first = repository.commit(LOG, content=log(A))
    repository.git("checkout", "--quiet", "-b", "work")
    repository.commit(LOG, content=log(A, B), by="Clerk Yi")
    repository.git("checkout", "--quiet", "main")
    repository.commit("README.md")
    repository.git("merge", "--quiet", "--no-ff", "--message=merge", "work", by="Office")
    merge = repository.git("rev-parse", "HEAD")
    last = repository.commit(LOG, content=log(A, B, C))

    history = read_history(repository.top)

    assert owners(history, repository.top) == [first, merge, last] == blamed(repository)
    found = history.recorded(LOG, 5)
    assert found is not None
    assert found.author == "Office"


def test_before_the_cut_of_a_shallow_clone_nobody_knows(repository: Repository, tmp_path: Path) -> None:
    """What was there at the cut has no commit, what came after it has; and nothing of that is kept."""
    repository.commit(LOG, content=log(A))
    repository.commit(LOG, content=log(A, B))
    last = repository.commit(LOG, content=log(A, B, C))
    clone = tmp_path / "clone"
    subprocess.run(
        ["git", "clone", "--quiet", "--depth=2", f"file://{repository.top}", str(clone)],
        check=True,
        capture_output=True,
    )
    shelf: dict[str, bytes] = {}

    assert owners(read_history(clone, shelf), clone) == [None, None, last]
    assert shelf == {}


def test_a_shallow_clone_may_use_what_is_known_elsewhere(repository: Repository, tmp_path: Path) -> None:
    """With a shelf that was filled in a whole clone it tells as much as that one."""
    first = repository.commit(LOG, content=log(A))
    second = repository.commit(LOG, content=log(A, B))
    shelf: dict[str, bytes] = {}
    assert owners(read_history(repository.top, shelf), repository.top) == [first, second]
    kept = dict(shelf)
    third = repository.commit(LOG, content=log(A, B, C))
    clone = tmp_path / "clone"
    subprocess.run(
        ["git", "clone", "--quiet", "--depth=2", f"file://{repository.top}", str(clone)],
        check=True,
        capture_output=True,
    )

    assert owners(read_history(clone, shelf), clone) == [first, second, third]
    assert shelf == kept


def test_what_is_not_committed_has_no_commit(repository: Repository) -> None:
    """Entries on disk alone belong to nobody; those around them keep their commits on their new lines."""
    first = repository.commit(LOG, content=log(A, B))
    second = repository.commit(LOG, content=log(A, B, C))
    repository.write(LOG, log(A, D, B.replace("bo", "bob"), C))
    repository.write(f"{EAST}/logs/2018-02.yaml", log(A))
    repository.write(f"{WEST}/logs/2018-02.yaml", log(A))
    repository.git("add", f"{WEST}/logs/2018-02.yaml")

    history = read_history(repository.top)

    assert owners(history, repository.top) == [first, None, None, second]
    assert owners(history, repository.top, f"{EAST}/logs/2018-02.yaml") == [None]
    assert owners(history, repository.top, f"{WEST}/logs/2018-02.yaml") == [None]
    assert history.recorded(LOG, 1) == history.commits[LOG]
    assert set(history.commits) == {LOG}


def test_line_ends_checked_out_for_windows_change_nothing(repository: Repository) -> None:
    """The entries on disk are those of the commit."""
    first = repository.commit(LOG, content=log(A, B))
    repository.git("config", "core.autocrlf", "true")
    repository.write(LOG, log(A, B).replace("\n", "\r\n"))

    history = read_history(repository.top)

    assert (history.dirty, owners(history, repository.top)) == (False, [first, first])


class Shelf(dict[str, bytes]):
    """A shelf that remembers what was put on it."""

    def __init__(self) -> None:
        super().__init__()
        self.put: set[str] = set()

    def __setitem__(self, key: str, value: bytes) -> None:
        """Remember the key."""
        self.put.add(key)
        super().__setitem__(key, value)


def test_a_new_commit_costs_what_it_touched(repository: Repository) -> None:
    """Only the part of the commit is written again, and only the new commit is read."""
    first = repository.commit(LOG, f"{WEST}/logs/2018-01.yaml", "records/site.yaml", content=log(A))
    shelf = Shelf()
    history = read_history(repository.top, shelf)
    assert len(history.commits) == 3
    shelf.put.clear()
    assert len(read_history(repository.top, shelf).commits) == 3
    assert shelf.put == set()

    repository.commit("README.md")
    second = repository.commit(LOG, content=log(A, B))
    history = read_history(repository.top, shelf)

    assert owners(history, repository.top) == [first, second]
    assert len(history.commits) == 3
    assert shelf.put == {"head", f"part:{EAST}"}


def _draw(drawn: random.Random, repository: Repository) -> None:
    """Commit a change of some logs, as clerks do."""
    for path in drawn.sample([LOG, f"{WEST}/logs/2018-01.yaml", f"{EAST}/logs/2018-02.yaml"], drawn.randint(1, 2)):
        file = repository.top / path
        held = file.read_text("utf-8").split("\n- ")[1:] if file.exists() else []
        entries = [f"- {entry.strip()}\n" for entry in held]
        deed = drawn.randrange(6)
        if deed == 0 and entries:
            entries.pop(drawn.randrange(len(entries)))
        elif deed == 1 and entries:
            entries[drawn.randrange(len(entries))] += f"  note: {drawn.randrange(10_000)}\n"
        elif deed == 2 and file.exists() and drawn.random() < 0.3:
            file.unlink()
            continue
        else:
            entries += [f"- id: {drawn.randrange(10**9)}\n  leader: x{drawn.randrange(10**9)}\n" for _ in range(3)]
        repository.write(path, log(*entries))
    repository.commit()


@pytest.mark.parametrize("seed", range(3))
def test_learning_step_by_step_is_learning_at_once(
    repository: Repository, seed: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    """After each of many commits, what is known and the new commit make what a fresh walk and blame say."""
    drawn = random.Random(seed)  # noqa: S311 - no secret
    shelf: dict[str, bytes] = {}
    for _ in range(12):
        for _ in range(drawn.randint(1, 3)):
            _draw(drawn, repository)
        known, fresh = read_history(repository.top, shelf), read_history(repository.top)
        monkeypatch.setattr(provenance, "_NOTED_AT_ONCE", drawn.randint(1, 3))
        assert known.commits == fresh.commits == read_history(repository.top).commits
        for path in fresh.commits:
            found = owners(known, repository.top, path)
            assert found == owners(fresh, repository.top, path) == blamed(repository, path)


def _truncated(shelf: dict[str, bytes]) -> None:
    for key in shelf:
        shelf[key] = shelf[key][:-7]


def _without_a_part(shelf: dict[str, bytes]) -> None:
    del shelf[f"part:{EAST}"]


def _without_the_head(shelf: dict[str, bytes]) -> None:
    del shelf["head"]


def _swapped(shelf: dict[str, bytes]) -> None:
    east, west = f"part:{EAST}", f"part:{WEST}"
    shelf[east], shelf[west] = shelf[west], shelf[east]


def _of_another_format(shelf: dict[str, bytes]) -> None:
    shelf["head"] = shelf["head"].replace(b'"format": 1', b'"format": 0')


def _an_option_for_git(shelf: dict[str, bytes]) -> None:
    shelf["head"] = json.dumps({**json.loads(shelf["head"]), "head": "--output=planted"}).encode()


def _an_unknown_commit(shelf: dict[str, bytes]) -> None:
    shelf["head"] = json.dumps({**json.loads(shelf["head"]), "head": "1" * 40}).encode()


def _of_another_walk(shelf: dict[str, bytes]) -> None:
    shelf["head"] = json.dumps({**json.loads(shelf["head"]), "origin": "1" * 40}).encode()


def _numbers_out_of_range(shelf: dict[str, bytes]) -> None:
    shelf[f"part:{EAST}"] = shelf[f"part:{EAST}"].replace(b"[[1,", b"[[1,7").replace(b"[3,", b"[3,9")


def _nonsense(shelf: dict[str, bytes]) -> None:
    shelf.update(dict.fromkeys(shelf, b"\xff\n[]\n{}\n[1]\n"))


def _nothing_but_brackets(shelf: dict[str, bytes]) -> None:
    origin = shelf[f"part:{EAST}"].partition(b"\n")[0]
    shelf[f"part:{EAST}"] = origin + b"\n" + b"[" * 100_000 + b"\n"


def _a_head_of_brackets(shelf: dict[str, bytes]) -> None:
    shelf["head"] = b"[" * 100_000


def _a_note_of_brackets(shelf: dict[str, bytes]) -> None:
    shelf[f"part:{EAST}"] += b"[" * 100_000


def _half_a_note(shelf: dict[str, bytes]) -> None:
    shelf[f"part:{EAST}"] += b'["abc", "12'


@pytest.mark.parametrize(
    "damage",
    [
        *(_truncated, _without_a_part, _without_the_head, _swapped, _of_another_format, _an_option_for_git),
        *(_an_unknown_commit, _of_another_walk, _numbers_out_of_range, _nonsense, _nothing_but_brackets, _half_a_note),
        *(_a_head_of_brackets, _a_note_of_brackets),
    ],
)
def test_a_damaged_shelf_is_learned_again(repository: Repository, damage: Callable[[dict[str, bytes]], None]) -> None:
    """Whatever stands on the shelf, the answer is right, and right once more from the mended shelf."""
    first = repository.commit(LOG, content=log(A))
    second = repository.commit(LOG, content=log(A, B))
    third = repository.commit(f"{WEST}/logs/2018-01.yaml", content=log(C))
    shelf: dict[str, bytes] = {}
    assert len(read_history(repository.top, shelf).commits) == 2
    damage(shelf)

    for _ in range(2):
        history = read_history(repository.top, shelf)
        assert owners(history, repository.top) == [first, second]
        assert owners(history, repository.top, f"{WEST}/logs/2018-01.yaml") == [third]
    assert not (repository.top / "planted").exists()


def test_rewritten_history_is_learned_again(repository: Repository) -> None:
    """A commit that was amended, taken back or put aside by another branch leaves nothing behind."""
    shelf: dict[str, bytes] = {}
    first = repository.commit(LOG, content=log(A))
    repository.commit(LOG, content=log(A, B))
    assert len(owners(read_history(repository.top, shelf), repository.top)) == 2

    repository.git("commit", "--quiet", "--amend", "--message=better", at=LATER)
    amended = repository.git("rev-parse", "HEAD")
    assert owners(read_history(repository.top, shelf), repository.top) == [first, amended]

    repository.git("reset", "--quiet", "--hard", first)
    assert owners(read_history(repository.top, shelf), repository.top) == [first]

    repository.git("checkout", "--quiet", "--orphan", "other")
    other = repository.commit(LOG, content=log(A, C))
    assert owners(read_history(repository.top, shelf), repository.top) == [other, other]


def test_what_was_known_of_a_branch_is_not_taken_for_the_main_line(repository: Repository) -> None:
    """After a merge the branch's commits are no steps of the main line, though they are behind HEAD."""
    first = repository.commit(LOG, content=log(A))
    repository.git("checkout", "--quiet", "-b", "work")
    work = repository.commit(LOG, content=log(A, B))
    shelf: dict[str, bytes] = {}
    assert owners(read_history(repository.top, shelf), repository.top) == [first, work]
    repository.git("checkout", "--quiet", "main")
    repository.git("merge", "--quiet", "--no-ff", "--message=merge", "work")
    merge = repository.git("rev-parse", "HEAD")

    assert owners(read_history(repository.top, shelf), repository.top) == [first, merge]


def test_a_part_can_be_sent_elsewhere(repository: Repository) -> None:
    """A history of one community and the frame is plain data with the same answers, disk included."""
    repository.commit(LOG, "records/site.yaml", f"{WEST}/logs/2018-01.yaml", content=log(A))
    repository.commit(LOG, content=log(A, B))
    repository.write(LOG, log(A, B, C))
    history = read_history(repository.top)

    sent: History = pickle.loads(pickle.dumps(history.within(EAST)))  # noqa: S301 - made a moment ago

    assert (sent.head, sent.dirty) == (history.head, True)
    assert owners(sent, repository.top) == owners(history, repository.top)
    assert set(sent.commits) == {LOG, "records/site.yaml"}
    assert sent.recorded("records/site.yaml", 1) == history.recorded("records/site.yaml", 1)
    assert sent.recorded(f"{WEST}/logs/2018-01.yaml", 3) is None
    assert isinstance(history.lines, Provenance)
    assert list(history.lines.parts()) == [FRAME, EAST, WEST]


def test_an_author_cannot_write_on_the_screen(repository: Repository) -> None:
    """Control characters in a name are replaced; what separates our own fields may stand in it."""
    repository.commit(LOG, content=log(A), by="Cle\x1brk\x1f | 张三 <x")

    found = read_history(repository.top).recorded(LOG, 3)

    assert found is not None
    assert found.author == "Cle\N{REPLACEMENT CHARACTER}rk\N{REPLACEMENT CHARACTER} | 张三 x"


def test_a_lost_version_leaves_its_successors_unowned(repository: Repository) -> None:
    """Where a version cannot be read, nobody can tell what the next one brought in; later ones go on."""
    repository.commit(LOG, content=log(A))
    lost = repository.git("hash-object", LOG)
    repository.commit(LOG, content=log(A, B))
    last = repository.commit(LOG, content=log(A, B, C))
    (repository.top / ".git/objects" / lost[:2] / lost[2:]).unlink()

    assert owners(read_history(repository.top), repository.top) == [None, None, last]


def test_a_lost_commit_is_one_sentence(repository: Repository) -> None:
    """A hole in the main line is told, and not taken for the beginning."""
    first = repository.commit(LOG, content=log(A))
    repository.commit(LOG, content=log(A, B))
    (repository.top / ".git/objects" / first[:2] / first[2:]).unlink()

    with pytest.raises(HistoryError):
        read_history(repository.top)
