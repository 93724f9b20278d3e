"""Runs the same work on each community: here, in processes beside, or on a cluster that somebody else runs.

Knows engines; nothing of records. Whatever the engine, a result depends on its order alone.
"""

from __future__ import annotations

from contextlib import contextmanager
from threading import Event, Thread
from typing import TYPE_CHECKING, Any, TypeVar

from generator.problems import Problem, Source, msg
from generator.shards.memory import make_room

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

Order = TypeVar("Order")
Result = TypeVar("Result")

FEW = 12
"""Below this many orders, starting processes costs more than it saves."""
_LOOK_SECONDS, _PATIENCE_SECONDS = 2, 20
"""How often a cluster is looked at, and how long it may be without a worker."""
_CLUSTERS = {"asyncio", "concurrent", "dask", "distributed", "tornado"}
"""The packages whose errors mean that the cluster failed, not the work."""


class WorkersLostError(Exception):
    """The cluster cannot be reached, or lost so many workers that the work was not finished."""

    def __init__(self, scheduler: str, reason: str) -> None:
        super().__init__(reason)
        self.problem = Problem(
            check="workers-lost",
            source=Source("records"),
            message=msg(
                "The cluster at {scheduler} did not finish the work: {reason}. Nothing was published.",
                scheduler=scheduler,
                reason=reason,
            ),
            fix=msg("Look at the cluster's workers and start them again, or build without --engine dask."),
        )


def each(
    work: Callable[[Order], Result], orders: Iterable[Order], *, count: int, jobs: int = 1, scheduler: str = ""
) -> Iterator[Result]:
    """Yield the result of each order, in any order.

    Args:
        work: a function of a module, so that another process finds it.
        orders: what each call is given; small, since it travels, and taken up a few at a time.
        count: how many orders there are.
        jobs: how many processes of this machine work; 1 for none beside this one.
        scheduler: where the scheduler of a dask.distributed cluster listens; empty for this machine.

    Raises:
        WorkersLostError: see there.
    """
    if scheduler:
        yield from _on_cluster(work, orders, scheduler)
    elif jobs == 1 or count < FEW:
        yield from map(work, orders)
    else:
        from joblib import Parallel, delayed

        parallel = Parallel(n_jobs=jobs, return_as="generator_unordered")
        yield from parallel(delayed(_elsewhere)(work, order) for order in orders)


def _elsewhere(work: Callable[[Order], Result], order: Order) -> Result:
    """Work in a process that nobody has set up for it."""
    make_room()
    return work(order)


def _on_cluster(work: Callable[[Order], Result], orders: Iterable[Order], scheduler: str) -> Iterator[Result]:
    from concurrent.futures import CancelledError

    from joblib import Parallel, delayed, parallel_config

    with _client(scheduler) as left_alone, parallel_config(backend="dask"):
        try:
            yield from Parallel(return_as="generator_unordered")(delayed(_elsewhere)(work, order) for order in orders)
        except (Exception, CancelledError) as error:
            if left_alone.is_set():
                raise WorkersLostError(scheduler, "all its workers are gone") from error
            if type(error).__module__.partition(".")[0] in _CLUSTERS:
                raise WorkersLostError(scheduler, str(error).partition("\n")[0]) from error
            raise


@contextmanager
def _client(scheduler: str) -> Iterator[Event]:
    """Be a client of the cluster for as long as the work takes; the event tells that the work was given up."""
    try:
        from distributed import Client
    except ImportError:
        raise WorkersLostError(scheduler, "dask.distributed is not installed") from None
    try:
        client = Client(scheduler, timeout="10s", set_as_default=True)  # type: ignore[no-untyped-call]
    except (OSError, ValueError) as error:
        raise WorkersLostError(scheduler, str(error)) from error
    given_up, done = Event(), Event()
    watch = Thread(target=_watch, args=(client, given_up, done), daemon=True)
    with client:
        if not _workers(client):
            raise WorkersLostError(scheduler, "it has no workers")
        watch.start()
        try:
            yield given_up
        finally:
            done.set()
            watch.join()


def _watch(client: Any, given_up: Event, done: Event) -> None:
    """Give the work up when no worker has been there for a while: it would be waited for without end."""
    alone = 0
    while not done.wait(_LOOK_SECONDS):
        alone = 0 if _workers(client) else alone + 1
        if alone * _LOOK_SECONDS >= _PATIENCE_SECONDS:
            given_up.set()
            client.close(timeout=1)
            return


def _workers(client: Any) -> int:
    return len(client.scheduler_info(n_workers=-1)["workers"])
