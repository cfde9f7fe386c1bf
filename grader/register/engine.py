"""Connects to the register's database in the way a register needs: every acknowledged entry is on disk."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from sqlalchemy import URL, Connection, Engine, NullPool, create_engine, event, make_url
from sqlalchemy.exc import ArgumentError

from grader.faults import SebayaError

__all__ = ["PRIVATE", "address", "engine_of", "is_file", "transaction"]

WAIT_SECONDS = 60
CONNECT_SECONDS = 10
PRIVATE = 0o600
_LOCK = 0x5EBA1A
"""The number of PostgreSQL's advisory lock that a writer holds to the end of its transaction."""


def address(text: str) -> URL:
    """Return the address of a register. Raises SebayaError, which does not show it: it may hold a password."""
    try:
        url = make_url(text)
    except ArgumentError:
        url = None
    if url is None or url.get_backend_name() not in ("sqlite", "postgresql"):
        raise SebayaError(
            id="Alamat buku register di class.yaml (register) tidak bisa dibaca. Bentuknya "
            "postgresql://pengguna@komputer/nama; tanpa itu buku register ada di folder kelas.",
            en="The address of the register in class.yaml (register) cannot be read. It is like "
            "postgresql://user@host/name; without it the register is in the class folder.",
        )
    return url if is_file(url) else url.set(drivername="postgresql+psycopg")


def is_file(url: URL) -> bool:
    """Whether the register is a file."""
    return url.get_backend_name() == "sqlite"


def engine_of(url: URL) -> Engine:
    """Return the way to the database at `url`. Raises ImportError when its driver is not installed."""
    if not is_file(url):
        waits = {} if "connect_timeout" in url.query else {"connect_timeout": CONNECT_SECONDS}
        return create_engine(url, hide_parameters=True, poolclass=NullPool, connect_args=waits)
    # Left to itself, the driver would begin a transaction later than it was asked to.
    of_driver = {"timeout": WAIT_SECONDS, "isolation_level": None}
    engine = create_engine(url, hide_parameters=True, poolclass=NullPool, connect_args=of_driver)
    event.listen(engine, "connect", _settle)
    event.listen(engine, "begin", lambda c: c.exec_driver_sql(c.get_execution_options().get("begins", "BEGIN")))
    return engine


@contextmanager
def transaction(engine: Engine, *, is_writing: bool) -> Iterator[Connection]:
    """Open a transaction: a writer's holds the one lock of writers, a reader's sees one state to its end."""
    options: dict[str, Any]
    if is_file(engine.url):
        path = Path(engine.url.database or "")
        if is_writing and not path.exists():
            path.touch(PRIVATE)
        options = {"begins": "BEGIN IMMEDIATE" if is_writing else "BEGIN"}
    else:
        # With a later level a writer that waited for the lock would not see what was added meanwhile.
        options = {"isolation_level": "READ COMMITTED" if is_writing else "REPEATABLE READ"}
    with engine.execution_options(**options).begin() as connection:
        if is_writing and not is_file(engine.url):
            connection.exec_driver_sql(f"SELECT pg_advisory_xact_lock({_LOCK})")
        yield connection


def _settle(connection: Any, _record: Any) -> None:
    connection.execute("PRAGMA synchronous = EXTRA")  # on disk even when the power fails right after a commit
    connection.execute("PRAGMA secure_delete = ON")  # a name that is erased leaves no bytes in the file
