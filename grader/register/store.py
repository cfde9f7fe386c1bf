"""Opens a register, reads its entries and adds to them, one writer at a time.

The database refuses changes and gaps by its own triggers. Whoever owns it could still build a whole new chain, so its
head is worth keeping elsewhere: every backup, certificate and record carries a number and hash.
"""

import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import replace
from datetime import UTC, datetime
from functools import cached_property
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, insert, select
from sqlalchemy.exc import SQLAlchemyError

from grader.course import Course
from grader.faults import SebayaError
from grader.register.engine import PRIVATE, address, engine_of, is_file, transaction
from grader.register.entry import COLUMNS, GENESIS, KINDS, Entry
from grader.register.fit import misfit
from grader.register.schema import bring_up_to_date, is_current
from grader.register.tables import ENTRY
from grader.register.troubles import name_of, trouble

__all__ = ["TIME", "Register", "Writer", "head_of", "register_of"]

TIME = "%Y-%m-%dT%H:%M:%SZ"
_IN_ORDER = [ENTRY.c[name] for name in COLUMNS]


class Writer:
    """A transaction that may add entries: nobody else adds any until it ends, and all it added stands or nothing."""

    def __init__(self, connection: Connection) -> None:
        self.connection = connection

    def append(self, entries: Sequence[Entry]) -> list[Entry]:
        """Add entries in their order and return them as they stand in the register.

        Raises SebayaError, and adds none, when one has an unknown kind or a value that does not fit its column.
        """
        number, before = head_of(self.connection)
        now = datetime.now(UTC).strftime(TIME)
        rows, stand = [], []
        for entry in entries:
            number += 1
            linked = replace(entry, number=number, recorded_at=now, prev_hash=before, hash="")
            rows.append(_fitting(dict(zip(COLUMNS, linked.values, strict=True))))
            before = linked.values[-1]
            stand.append(replace(linked, hash=before))
        if rows:
            self.connection.execute(insert(ENTRY), rows)
        return stand

    def entries(self, **wanted: Any) -> list[Entry]:
        """Return entries as `Register.entries` does, as they are within this transaction."""
        return list(_read(self.connection, wanted))


class Register:
    """The register at `url` (SQLite or PostgreSQL), made when it is first opened.

    Every method raises SebayaError when it is damaged or cannot be used.
    """

    def __init__(self, url: str) -> None:
        self.url = address(url)
        self._is_current = False

    @property
    def name(self) -> str:
        """The register as a person is told of it: never with a password."""
        return name_of(self.url)

    def append(self, *entries: Entry) -> list[Entry]:
        """Add entries, all or none, and return them as they stand; they are on disk when this returns."""
        with self.writing() as writer:
            return writer.append(entries)

    def entries(self, **wanted: Any) -> list[Entry]:
        """Return the entries whose columns have the wanted values (one, or any of a list), in their order."""
        with self.reading() as connection:
            return list(_read(connection, wanted))

    @property
    def head(self) -> tuple[int, str]:
        """Number and hash of the last entry; of none, 0 and the hash that the first follows."""
        with self.reading() as connection:
            return head_of(connection)

    @contextmanager
    def writing(self) -> Iterator[Writer]:
        """Open a transaction that takes the lock of writers before it reads what it builds on."""
        with self._transaction(is_writing=True) as connection:
            if not self._is_current:
                self._make(connection)
            yield Writer(connection)

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """Open a transaction that only reads, and sees the register as it is when it begins."""
        if not self._is_current and not self._is_made():
            with self.writing():
                pass
        with self._transaction(is_writing=False) as connection:
            yield connection

    def _is_made(self) -> bool:
        if is_file(self.url) and not Path(self.url.database or "").exists():
            return False
        with self._transaction(is_writing=False) as connection:
            self._is_current = is_current(connection)
        return self._is_current

    def _make(self, connection: Connection) -> None:
        bring_up_to_date(connection)
        if is_file(self.url):
            with suppress(PermissionError):  # somebody else's file, which this account may write
                Path(self.url.database or "").chmod(PRIVATE)
        self._is_current = True

    @contextmanager
    def _transaction(self, *, is_writing: bool) -> Iterator[Connection]:
        try:
            with transaction(self._engine, is_writing=is_writing) as connection:
                yield connection
        except (sqlite3.Error, SQLAlchemyError, ImportError, OSError, ValueError) as fault:
            raise trouble(fault, self.url) from fault

    @cached_property
    def _engine(self) -> Engine:
        return engine_of(self.url)


def register_of(course: Course) -> Register:
    """Return the register of a class: a file of its folder, or the database that `class.yaml` names."""
    return Register(course.register_url)


def head_of(connection: Connection) -> tuple[int, str]:
    """Return number and hash of the last entry."""
    last = select(ENTRY.c.number, ENTRY.c.hash).order_by(ENTRY.c.number.desc()).limit(1)
    row = connection.execute(last).one_or_none()
    return (row.number, row.hash) if row else (0, GENESIS)


def _fitting(row: dict[str, Any]) -> dict[str, Any]:
    column = "kind" if row["kind"] not in KINDS else misfit(ENTRY, row)
    if column:
        raise SebayaError(
            id=f"Catatan {row['kind']} tentang {row['person']} tidak bisa dibukukan: isi {column} terlalu panjang atau "
            "tidak dikenal. Tidak ada yang dibukukan.",
            en=f"The {row['kind']} entry about {row['person']} cannot be recorded: its {column} is too long or not "
            "known. Nothing was recorded.",
        )
    return row


def _read(connection: Connection, wanted: dict[str, Any]) -> Iterator[Entry]:
    query = select(*_IN_ORDER).order_by(ENTRY.c.number)
    for column, value in wanted.items():
        one = ENTRY.c[column]
        query = query.where(one.in_(value) if isinstance(value, list | tuple | set) else one == value)
    yield from (Entry.from_row(row) for row in connection.execute(query))
