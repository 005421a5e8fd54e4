"""A Dask cluster of real processes on this machine's own network, for tests and benchmarks."""

import logging
from collections.abc import Iterator
from contextlib import contextmanager

from distributed import LocalCluster


@contextmanager
def two_workers() -> Iterator[LocalCluster]:
    """Give a cluster of two worker processes with one thread each; it is silent when a worker dies."""
    with LocalCluster(
        n_workers=2,
        threads_per_worker=1,
        processes=True,
        dashboard_address="127.0.0.1:0",
        silence_logs=logging.CRITICAL,
    ) as cluster:
        yield cluster
