"""The same work on many tasks, in this process or in several of this machine.

The answer to a task depends on the task alone, so it is the same wherever and in whatever order it is worked on.
"""

import signal
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor, as_completed
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass
from multiprocessing import get_context
from typing import Final, TypeVar

from tqdm import tqdm

from utenfor_core.data.figures import Figures, in_use, take
from utenfor_core.errors import UtenforError, WorkbookError

Task = TypeVar("Task")
Answer = TypeVar("Answer")
LONG_RUN: Final = 3
"""Runs of more tasks than this show a progress bar."""
DIED: Final = "Prosessen som arbeidet med den, ble avbrutt, trolig av for lite minne. Prøv den alene, med --jobs 1."


@dataclass(frozen=True, kw_only=True, slots=True)
class Shown:
    """What the progress bar says, and what one task is called."""

    title: str
    unit: str


def local_answers(
    work: Callable[[Task], Answer], tasks: Sequence[Task], jobs: int, shown: Shown
) -> Iterator[tuple[int, Answer | UtenforError]]:
    """Yield the position of each task with its answer, or with what went wrong in it, as they are finished.

    `work` is a function of a module, or a `partial` of one, for it is sent to other processes where `jobs` is more
    than 1. One task that fails never stops the others; nor does one that ends its process.
    """
    return with_progress(_local(work, tasks, jobs), len(tasks), shown)


def with_progress(
    found: Iterable[tuple[int, Answer | UtenforError]], count: int, shown: Shown
) -> Iterator[tuple[int, Answer | UtenforError]]:
    """Yield the answers to so many tasks as they come, with a progress bar where they are many."""
    yield from tqdm(found, total=count, desc=shown.title, unit=shown.unit, disable=count <= LONG_RUN)


def _local(
    work: Callable[[Task], Answer], tasks: Sequence[Task], jobs: int
) -> Iterator[tuple[int, Answer | UtenforError]]:
    if jobs == 1 or len(tasks) <= 1:
        yield from ((at, attempt(work, task)) for at, task in enumerate(tasks))
        return
    broken = []
    for at, answer in _in_processes(work, dict(enumerate(tasks)), min(jobs, len(tasks))):
        if isinstance(answer, BrokenProcessPool):
            broken.append(at)
        else:
            yield at, answer
    for at in broken:  # one of these ended its process: each gets a process of its own
        for _, answer in _in_processes(work, {at: tasks[at]}, 1):
            yield at, WorkbookError(DIED) if isinstance(answer, BrokenProcessPool) else answer


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
