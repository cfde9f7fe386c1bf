"""Keeps the memory of a program small, which a device that never ends would fill."""

import resource
from collections.abc import Iterator
from contextlib import contextmanager

MOST = 3_000_000_000


@contextmanager
def little_memory() -> Iterator[None]:
    """Whatever is started within has little memory for good."""
    soft, hard = resource.getrlimit(resource.RLIMIT_AS)
    resource.setrlimit(resource.RLIMIT_AS, (MOST, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_AS, (soft, hard))
