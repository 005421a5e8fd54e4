"""Who works on many tasks: so many processes of this machine, or a cluster; the answers are the same."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final, TypeVar

from utenfor_core.errors import InputError, UtenforError
from workbook_templates.many import Shown, local_answers, with_progress

Task = TypeVar("Task")
Answer = TypeVar("Answer")
SCHEMES: Final = ("tcp://", "tls://")


@dataclass(frozen=True, kw_only=True, slots=True)
class Workers:
    """Who does the work: so many processes of this machine, or the cluster at an address."""

    jobs: int = 1
    cluster: str | None = None


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
    """Yield the position of each task with its answer, or with what went wrong in it; see `local_answers`.

    `ship` makes a task ready to be sent to a machine that does not have our files. Raises ClusterError where the
    cluster is not to be had, or is lost.
    """
    if workers.cluster is None:
        return local_answers(work, tasks, workers.jobs, shown)
    from utenfor.cluster import cluster_answers  # noqa: PLC0415 - heavy, and an extra: only who asks for it has it

    return with_progress(cluster_answers(work, tasks, workers.cluster, ship), len(tasks), shown)
