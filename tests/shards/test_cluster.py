"""Builds elsewhere: in processes beside, and on a real cluster of which a worker dies: always the same bytes."""

from __future__ import annotations

import pickle
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from generator.language import translate
from generator.shards.building import Asked
from generator.shards.grounds import Grounds
from generator.shards.kept import Kept
from generator.shards.looking import look_at
from generator.shards.orders import UnseenError, work
from generator.store import Store
from tests.e2e import town
from tests.shards.cluster import cluster

if TYPE_CHECKING:
    from pathlib import Path


LEADERS = 300
"""Twelve communities: enough to be shared out, and to lose a worker in the middle."""
DAY = ("--as-of", "2026-11-01")


@pytest.fixture(scope="module")
def street(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Write a street of twelve communities and build its site here, in one process."""
    root = tmp_path_factory.mktemp("street")
    made = town.louzhang(town.REPOSITORY, "demo", str(root / "here"), "--leaders", str(LEADERS), "--months", "3")
    assert made.code == 0, made.err
    built = town.louzhang(root / "here", "build", *DAY)
    assert built.code == 0, built.err
    return root / "here"


def _as_here(street: Path, folder: Path, *arguments: str) -> None:
    """Build the same records once more, and compare every byte and mode with what was built here."""
    answer = town.louzhang(street, "build", *DAY, "--out", str(folder / "site"), *arguments)
    assert answer.code == 0, answer.err
    assert town.hashes((folder / "site").resolve()) == town.hashes((street / "build/site").resolve())


def _forget(street: Path) -> None:
    (street / "build/kept.sqlite").unlink()


def test_processes_beside_give_the_same_bytes(street: Path, tmp_path: Path) -> None:
    """Two processes share the communities; what they return is the site as one process makes it."""
    _forget(street)
    _as_here(street, tmp_path, "--jobs", "2")


def test_a_cluster_gives_the_same_bytes(street: Path, tmp_path: Path) -> None:
    """A scheduler and two workers on loopback make the same site."""
    _forget(street)
    with cluster(tmp_path, 2) as found:
        _as_here(street, tmp_path, "--engine", "dask", "--scheduler", found.address)


def test_a_cluster_that_sees_no_records_gives_the_same_bytes(street: Path, tmp_path: Path) -> None:
    """Workers that can open nothing in the folder are sent the last commit and make the same site; else they fail."""
    _forget(street)
    with cluster(tmp_path, 2, unseen=street) as found:
        words = ("--engine", "dask", "--scheduler", found.address)
        failed = town.louzhang(street, "build", *DAY, "--out", str(tmp_path / "blind"), *words)
        assert failed.code == 1
        assert "Permission denied" in failed.err
        assert not (tmp_path / "blind").exists()
        _forget(street)
        _as_here(street, tmp_path, *words, "--records", "commit")


def test_a_worker_without_the_folder_is_a_clear_error(street: Path, tmp_path: Path) -> None:
    """Where the folder is not there at all, nothing is taken for an empty community: the work is refused."""
    grounds = Grounds(Asked(street, tmp_path, tmp_path), look_at(street), _kept(), None)
    order = grounds.order(next(iter(grounds.communities)))
    with pytest.raises(UnseenError) as caught:
        work(order._replace(root=str(tmp_path / "elsewhere")))
    told = pickle.loads(pickle.dumps(caught.value)).problem  # noqa: S301 - our own bytes
    assert translate(told.message, "en") == f"A worker finds no records in {tmp_path}/elsewhere. Nothing was published."
    assert work(order).files > 0


def _kept() -> Kept:
    return Kept(Store(None), "check")


def test_what_is_not_committed_is_not_sent(street: Path, tmp_path: Path) -> None:
    """A file that is not as the last commit has it stops a build by commit, and is named."""
    _forget(street)
    log = next((street / "records/jurisdictions").glob("*/communities/*/logs/*.yaml"))
    before = log.read_bytes()
    log.write_bytes(before + b"# later\n")
    try:
        with cluster(tmp_path, 1) as found:
            words = ("--out", str(tmp_path / "site"), "--engine", "dask", "--scheduler", found.address)
            answer = town.louzhang(street, "build", *DAY, *words, "--records", "commit")
    finally:
        log.write_bytes(before)
    assert answer.code == 1
    assert log.relative_to(street).as_posix() in answer.err
    assert "要发给各台机器的是最近一次提交的记录" in answer.err
    assert not (tmp_path / "site").exists()


def test_a_worker_that_dies_changes_nothing(street: Path, tmp_path: Path) -> None:
    """One of two workers is killed while it works; the other takes over, and the bytes are the same."""
    _forget(street)
    with cluster(tmp_path, 2) as found:
        killer = subprocess.Popen(
            [sys.executable, "-c", _KILL_BUSY_WORKER, found.address, str(found.workers[0].pid)], cwd=tmp_path
        )
        _as_here(street, tmp_path, "--engine", "dask", "--scheduler", found.address)
        assert killer.wait() == 0, "the worker was killed while it had work"
        assert found.workers[0].wait() == -9


_KILL_BUSY_WORKER = """
import os, signal, sys, time
from distributed import Client
address, pid = sys.argv[1], int(sys.argv[2])
with Client(address, set_as_default=False) as client:
    busy = lambda dask_scheduler: {w.pid if hasattr(w, "pid") else w.extra.get("pid", 0): len(w.processing)
                                   for w in dask_scheduler.workers.values()}
    pids = client.run(os.getpid)
    name = next(name for name, found in pids.items() if found == pid)
    for _ in range(3000):
        if client.processing().get(name):
            os.kill(pid, signal.SIGKILL)
            sys.exit(0)
        time.sleep(0.01)
sys.exit(1)
"""


def test_a_cluster_without_workers_is_a_clear_error(street: Path, tmp_path: Path) -> None:
    """Where nobody is there to work, the build says so, and shows no site."""
    _forget(street)
    with cluster(tmp_path, 0) as found:
        words = ("--out", str(tmp_path / "site"), "--engine", "dask", "--scheduler", found.address)
        answer = town.louzhang(street, "build", *DAY, *words)
    assert answer.code == 1
    assert f"集群 {found.address} 没有完成工作" in answer.err
    assert not (tmp_path / "site").exists()


def test_an_address_where_nobody_listens_is_a_clear_error(street: Path, tmp_path: Path) -> None:
    """A wrong address ends with a sentence and exit code 1, not with a trace."""
    _forget(street)
    answer = town.louzhang(
        street, "build", *DAY, "--out", str(tmp_path / "site"), "--engine", "dask", "--scheduler", "tcp://127.0.0.1:9"
    )
    assert answer.code == 1
    assert "集群 tcp://127.0.0.1:9 没有完成工作" in answer.err
    assert "Traceback" not in answer.err


def test_a_commit_is_for_a_cluster(street: Path) -> None:
    """Nothing is sent to anybody where the work is done here."""
    answer = town.louzhang(street, "build", *DAY, "--records", "commit")
    assert answer.code == 2
    assert answer.err == "--records commit 要和 --engine dask 一起用：在本机计算，直接读文件夹就行。\n"


def test_engine_and_scheduler_go_together(street: Path) -> None:
    """One without the other is wrong usage."""
    for words in (["--engine", "dask"], ["--scheduler", "tcp://127.0.0.1:9"]):
        answer = town.louzhang(street, "build", *DAY, *words)
        assert answer.code == 2
        assert answer.err == "--engine dask 和 --scheduler 要一起给出。\n"
