"""The same work on many tasks: in this process, in processes of this machine, or on a cluster.

The answer to a task depends on the task alone, so it is the same wherever and in whatever order it is worked on.
"""

import signal
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor, as_completed
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass
from multiprocessing import get_context
from typing import Final, TypeVar

from tqdm import tqdm

from utenfor_core.data.figures import Figures, in_use, take
from utenfor_core.errors import InputError, UtenforError, WorkbookError

Task = TypeVar("Task")
Answer = TypeVar("Answer")
LONG_RUN: Final = 3
"""Runs of more tasks than this show a progress bar."""
SCHEMES: Final = ("tcp://", "tls://")


@dataclass(frozen=True, kw_only=True, slots=True)
class Workers:
    """Who does the work: so many processes of this machine, or the cluster at an address."""

    jobs: int = 1
    cluster: str | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class Shown:
    """What the progress bar says, and what one task is called."""

    title: str
    unit: str


def chosen_workers(jobs: int, cluster: str | None) -> Workers:
    """Return who does the work; raises InputError for fewer than one process or an address that is none.

    >>> chosen_workers(2, None).jobs
    2
    """
    problems = []
    if jobs < 1:
        problems.append(f"--jobs må være minst 1, ikke {jobs}.")
    if cluster is not None and not cluster.startswith(SCHEMES):
        problems.append(f"--cluster «{cluster}» er ingen adresse til en klynge. Skriv for eksempel tcp://vert:8786.")
    if problems:
        raise InputError(*problems)
    return Workers(jobs=jobs, cluster=cluster)


def answers(
    work: Callable[[Task], Answer],
    tasks: Sequence[Task],
    workers: Workers,
    shown: Shown,
    ship: Callable[[Task], Task] | None = None,
) -> Iterator[tuple[int, Answer | UtenforError]]:
    """Yield the position of each task with its answer, or with what went wrong in it, as they are finished.

    `work` is a function of a module, for it is sent to other processes. `ship` makes a task ready to be sent to a
    machine that does not have our files. One task that fails never stops the others. Raises ClusterError where the
    cluster is not to be had, or is lost.
    """
    with tqdm(total=len(tasks), desc=shown.title, unit=shown.unit, disable=len(tasks) <= LONG_RUN) as bar:
        for found in _answers(work, tasks, workers, ship):
            yield found
            bar.update()


def _answers(
    work: Callable[[Task], Answer], tasks: Sequence[Task], workers: Workers, ship: Callable[[Task], Task] | None
) -> Iterator[tuple[int, Answer | UtenforError]]:
    if workers.cluster is not None:
        from utenfor.cluster import cluster_answers  # noqa: PLC0415 - heavy, and an extra: only who asks for it has it

        yield from cluster_answers(work, tasks, workers.cluster, ship)
    elif workers.jobs == 1 or len(tasks) <= 1:
        yield from ((at, attempt(work, task)) for at, task in enumerate(tasks))
    else:
        broken = []
        for at, answer in _in_processes(work, dict(enumerate(tasks)), min(workers.jobs, len(tasks))):
            if isinstance(answer, BrokenProcessPool):
                broken.append(at)
            else:
                yield at, answer
        for at in broken:  # one of these ended its process: each gets a process of its own
            for _, answer in _in_processes(work, {at: tasks[at]}, 1):
                yield at, WorkbookError(DIED) if isinstance(answer, BrokenProcessPool) else answer


DIED: Final = "Prosessen som arbeidet med den, ble avbrutt, trolig av for lite minne. Prøv den alene, med --jobs 1."


def _in_processes(
    work: Callable[[Task], Answer], tasks: dict[int, Task], jobs: int
) -> Iterator[tuple[int, Answer | UtenforError | BrokenProcessPool]]:
    start = get_context("spawn")
    pool = ProcessPoolExecutor(jobs, mp_context=start, initializer=_begin, initargs=(in_use(),))
    try:
        pending: dict[Future[Answer | UtenforError], int] = {
            pool.submit(attempt, work, task): at for at, task in tasks.items()
        }
        for future in as_completed(pending):
            problem = future.exception()
            if problem is None:
                yield pending[future], future.result()
            elif isinstance(problem, BrokenProcessPool):
                yield pending[future], problem
            else:
                yield pending[future], unexpected(problem)
    finally:
        pool.shutdown(wait=True, cancel_futures=True)


def _begin(figures: Figures | None) -> None:
    """Leave interrupts to the parent, and calculate with the figures that it has in use."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    take(figures)


def attempt(work: Callable[[Task], Answer], task: Task) -> Answer | UtenforError:
    """Return the answer to a task, or what went wrong in it.

    >>> attempt(float, "tre").__class__.__name__
    'WorkbookError'
    """
    try:
        return work(task)
    except UtenforError as error:
        return error
    except Exception as problem:  # noqa: BLE001 - whatever goes wrong in one task, the others are done
        return unexpected(problem)


def unexpected(problem: BaseException) -> UtenforError:
    """Return an error that nobody foresaw, in words."""
    return WorkbookError(f"Uventet feil: {type(problem).__name__}: {problem}. Meld fra, med versjonen av programmet.")
