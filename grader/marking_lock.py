"""One at a time: while a class is being marked, nothing else changes its marks."""

from collections.abc import Iterator
from contextlib import contextmanager

from filelock import FileLock, Timeout

from grader.course import Course
from grader.faults import SebayaError

__all__ = ["marking_lock"]


@contextmanager
def marking_lock(course: Course) -> Iterator[None]:
    """Hold the class's marks. Raises SebayaError at once while somebody else does."""
    try:
        with FileLock(course.root / ".marking.lock", timeout=0):
            yield
    except Timeout as fault:
        raise SebayaError(
            id="Kelas ini sedang dinilai di jendela lain. Tunggu sampai selesai, lalu jalankan lagi.",
            en="This class is being marked in another window. Wait until it is done, then run this again.",
        ) from fault
