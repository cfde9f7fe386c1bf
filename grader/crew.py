"""Who marks: this process alone, several processes of this machine, or a Dask cluster.

Every crew takes batches as they come, keeps few of them under way, and gives the results back in order; only
the caller writes. What travels is the key, codes and answers, never a name.
"""

import signal
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from multiprocessing import get_context
from typing import Any

from grader.faults import SebayaError
from grader.marker import Marked, Marker, Refused, Submission

__all__ = ["Crew", "alone", "cluster", "processes"]

Batch = list[Submission]
Result = list[Marked | Refused]
Crew = Callable[[Marker, Iterable[Batch]], Iterator[Result]]
SECONDS_TO_CONNECT = 10
_marker: Marker


def alone(marker: Marker, batches: Iterable[Batch]) -> Iterator[Result]:
    """Mark in this process."""
    return map(marker.mark_all, batches)


def processes(count: int) -> Crew:
    """Return a crew of `count` processes on this machine."""

    def crew(marker: Marker, batches: Iterable[Batch]) -> Iterator[Result]:
        # Not forked: a progress bar's thread may hold a lock at that moment.
        with ProcessPoolExecutor(count, get_context("spawn"), _begin, (marker,)) as pool:
            try:
                yield from _in_order(lambda batch: pool.submit(_mark, batch), batches, 2 * count)
            except BrokenProcessPool as fault:
                raise _stopped("") from fault
            finally:
                pool.shutdown(wait=False, cancel_futures=True)

    return crew


def cluster(address: str) -> Crew:
    """Return a crew of the workers of a Dask scheduler, whose Sebaya must be of the same version.

    The crew raises SebayaError when the scheduler cannot be reached or its workers cannot mark.
    """

    def crew(marker: Marker, batches: Iterable[Batch]) -> Iterator[Result]:
        with _client(address) as client:
            count = len(client.scheduler_info(n_workers=-1)["workers"])
            if not count:
                raise _stopped(address)
            theirs = client.scatter(marker, broadcast=True)
            submit = lambda batch: client.submit(Marker.mark_all, theirs, batch, pure=False)  # noqa: E731
            try:
                yield from _in_order(submit, batches, 2 * count)
            except (ImportError, OSError, RuntimeError) as fault:
                raise _stopped(address) from fault

    return crew


@contextmanager
def _client(address: str) -> Iterator[Any]:
    try:
        from distributed import Client
    except ImportError as fault:
        raise SebayaError(
            id='Dask belum terpasang. Jalankan: pip install "sebaya[cluster]"',
            en='Dask is not installed. Run: pip install "sebaya[cluster]"',
        ) from fault
    try:
        client = Client(address, timeout=SECONDS_TO_CONNECT, set_as_default=False)
    except (OSError, ValueError) as fault:
        raise SebayaError(
            id=f"Penjadwal Dask {address} tidak bisa dihubungi. Periksa alamatnya dan nyalakan dulu.",
            en=f"The Dask scheduler {address} cannot be reached. Check its address, and start it first.",
        ) from fault
    with client:
        yield client


def _in_order(submit: Callable[[Batch], "Future[Result]"], batches: Iterable[Batch], ahead: int) -> Iterator[Result]:
    waiting: deque[Future[Result]] = deque()
    for batch in batches:
        waiting.append(submit(batch))
        if len(waiting) > ahead:
            yield waiting.popleft().result()
    while waiting:
        yield waiting.popleft().result()


def _stopped(where: str) -> SebayaError:
    return SebayaError(
        id=f"Pembantu penilai {where} berhenti atau tidak ada. Yang sudah dinilai tetap tersimpan; jalankan lagi.",
        en=f"The workers {where} stopped, or there are none. What was marked is kept; run this again.",
    )


def _begin(marker: Marker) -> None:
    """Make this process ready; Ctrl+C is the caller's to answer."""
    global _marker
    _marker = marker
    signal.signal(signal.SIGINT, signal.SIG_IGN)


def _mark(batch: Batch) -> Result:
    return _marker.mark_all(batch)
