"""Work on a Dask cluster: many machines, the same answers to the bit as on one.

A task goes to a worker that runs the same code on the same figures, and is asked again where its worker is lost.
"""

import hashlib
import logging
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from functools import cache
from importlib.metadata import version
from importlib.resources import files
from itertools import count, islice
from typing import TYPE_CHECKING, Any, Final, TypeVar

from utenfor_core.errors import UtenforError
from workbook_templates.manifest import KINDS, package_files, recipe
from workbook_templates.many import attempt, unexpected

if TYPE_CHECKING:
    from distributed import Client

Task = TypeVar("Task")
Answer = TypeVar("Answer")
PATIENCE: Final = 15
"""Seconds we wait for a cluster to answer, and for it to have a worker."""
AHEAD: Final = 2
"""Tasks that are sent for each thread of the cluster: one at work and one waiting."""
CALCULATES: Final = ("numpy", "scipy")
MISSING: Final = (
    "Klynge krever Dask, som ikke er installert her. Installer programmet med tillegget: "
    "pip install 'utenfor-regnskapet[cluster]'. Uten --cluster brukes maskinens egne prosesser."
)


class ClusterError(UtenforError):
    """A cluster that is not there, has no workers, runs another version, or is lost."""


@cache
def fingerprint() -> str:
    """Return a fingerprint of all that an answer depends on: our code, figures and words, and what calculates."""
    digest = hashlib.sha256(recipe().encode())
    for _, content in package_files(files("utenfor"), KINDS):
        digest.update(hashlib.sha256(content).digest())
    digest.update(" ".join(version(name) for name in CALCULATES).encode())
    return digest.hexdigest()


def cluster_answers(
    work: Callable[[Task], Answer], tasks: Sequence[Task], address: str, ship: Callable[[Task], Task] | None = None
) -> Iterator[tuple[int, Answer | UtenforError]]:
    """Yield the position of each task with its answer, as the cluster finishes them; see `many.answers`.

    Only a few tasks are sent ahead, so that thousands of workbooks do not stand in memory at once.
    """
    with _connected(address) as client:
        from distributed import as_completed  # noqa: PLC0415 - as in `_connected`

        left = iter(enumerate(tasks))
        running = as_completed(loop=client.loop)
        where: dict[Any, int] = {}
        numbers = count()
        early: list[tuple[int, Answer | UtenforError]] = []

        def send(most: int) -> None:
            for at, task in islice(left, most):
                sent = attempt(ship, task) if ship else task
                if isinstance(sent, UtenforError):
                    early.append((at, sent))
                    continue
                future = client.submit(_guarded, work, sent, fingerprint(), key=f"utenfor-{next(numbers)}", pure=False)
                where[future.key] = at
                running.add(future)

        send(AHEAD * max(1, sum(client.nthreads().values())))
        while running.count() or early:
            while early:
                yield early.pop()
                send(1)
            if running.count():
                future = next(running)
                yield where.pop(future.key), _answer_of(future)
                future.release()
                send(1)


def _guarded(work: Callable[[Task], Answer], task: Task, expected: str) -> Answer | UtenforError:
    """Do a task where the worker has what we have; one that joined late may be another."""
    return attempt(work, task) if fingerprint() == expected else ClusterError(OTHER)


OTHER: Final = (
    "En arbeider i klyngen har en annen versjon av programmet, tallene, NumPy eller SciPy. "
    "Installer det samme overalt, og kjør igjen."
)


def _answer_of(future: Any) -> Any:  # noqa: ANN401 - a future of an untyped library, and what the work returned
    if future.status == "finished":
        return future.result()
    if future.status == "error":
        return unexpected(future.exception())
    raise ClusterError(LOST)


LOST: Final = "Mistet kontakten med klyngen. Det som var ferdig, er tatt vare på. Kjør igjen når klyngen er oppe."


@contextmanager
def _connected(address: str) -> "Iterator[Client]":
    """Connect to a cluster whose workers have what we have; its log is silent, errors are ours to tell."""
    try:
        from distributed import Client  # noqa: PLC0415 - heavy, and an extra
        from distributed.comm.core import CommClosedError  # noqa: PLC0415 - as above
    except ImportError as error:
        raise ClusterError(MISSING) from error
    log = logging.getLogger("distributed")
    level, told = log.level, f"Får ikke kontakt med klyngen på {address}. Er planleggeren i gang, og adressen riktig?"
    log.setLevel(logging.CRITICAL)
    try:
        try:
            client = Client(address, timeout=PATIENCE, set_as_default=False)
        except (OSError, TimeoutError, ValueError) as error:
            raise ClusterError(told) from error
        try:
            _check(client, address)
            yield client
        except (CommClosedError, OSError) as error:
            raise ClusterError(LOST) from error
        finally:
            client.close()
    finally:
        log.setLevel(level)


def _check(client: "Client", address: str) -> None:
    """Raise ClusterError where there are no workers, or one of them has something else than we have."""
    try:
        client.wait_for_workers(1, timeout=PATIENCE)
    except TimeoutError as error:
        text = f"Klyngen på {address} har ingen arbeidere. Start dem med: dask worker {address}"
        raise ClusterError(text) from error
    answers = client.run(fingerprint, on_error="return")
    wrong = [name for name, answer in answers.items() if answer != fingerprint()]
    if wrong:
        text = f"{OTHER} Det gjelder {', '.join(sorted(wrong))}."
        raise ClusterError(text)
