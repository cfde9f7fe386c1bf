"""The peers of the register: the same rows by the database's driver alone, and SHA-256 by itself."""

import hashlib
import json
import re
import sqlite3
from collections.abc import Iterator, Mapping, Sequence
from contextlib import closing, contextmanager
from datetime import date, timedelta
from typing import Any

from measure import HERE
from sqlalchemy import URL

from grader.register.entry import COLUMNS
from grader.views import KINDS

__all__ = ["Raw", "messages", "sha256"]

Rows = list[tuple[Any, ...]]
STATUS = (HERE / "register_status.sql").read_text(encoding="utf-8")
ALL = f"SELECT {', '.join(COLUMNS)} FROM entry"  # noqa: S608 (constants, here and below)
LIGHT = (
    "SELECT number, place, person, kind, about, outcome, on_day, until_day FROM entry "  # noqa: S608
    f"WHERE kind IN ({', '.join(repr(kind) for kind in KINDS)}) ORDER BY number"
)
PEOPLE = "SELECT * FROM person ORDER BY position"


class Raw:
    """A register's database without us: `sqlite3` or `psycopg`, a new connection each time as we open one."""

    def __init__(self, url: URL) -> None:
        self.url = url
        self.is_file = url.get_backend_name() == "sqlite"

    def rows(self) -> Rows:
        """Return all entries."""
        return self._ask(f"{ALL} ORDER BY number")

    def contents(self, place: str) -> list[Any]:
        """Return what the entries of a class hold, parsed."""
        rows = self._ask(f"{ALL} WHERE place = :place ORDER BY number", {"place": place})
        return [json.loads(row[10]) for row in rows]

    def light(self) -> tuple[Rows, Rows]:
        """Return people, and the entries that make a standing, as `read_view` reads them."""
        with self._connected() as connection:
            return connection.execute(PEOPLE).fetchall(), connection.execute(LIGHT).fetchall()

    def statuses(self, today: date, limits: Mapping[str, Any]) -> Rows:
        """Return place, code and status of everybody, worked out by the database."""
        values = {
            "today": today.isoformat(),
            "soon": (today + timedelta(days=max(limits["remind_days"]))).isoformat(),
            "supervised": (today - timedelta(days=limits["at_most_days"])).isoformat(),
            "missed": limits["at_most_missed"],
        }
        return self._ask(STATUS, values)

    def insert(self, rows: Sequence[tuple[Any, ...]]) -> None:
        """Insert entries that are numbered and hashed already, in one transaction that is as safe on disk as ours."""
        marks = ", ".join("?" * len(COLUMNS))
        statement = f"INSERT INTO entry ({', '.join(COLUMNS)}) VALUES ({marks})"  # noqa: S608
        with self._connected() as connection:
            if self.is_file:
                connection.execute("PRAGMA synchronous = EXTRA")
                connection.executemany(statement, rows)
            else:
                connection.cursor().executemany(statement.replace("?", "%s"), rows)
            connection.commit()

    def _ask(self, statement: str, values: Mapping[str, Any] | None = None) -> Rows:
        if not self.is_file:
            statement = re.sub(r":(\w+)", r"%(\1)s", re.sub(r"--.*", "", statement))
        with self._connected() as connection:
            found: Rows = connection.execute(statement, values or {}).fetchall()
        return found

    @contextmanager
    def _connected(self) -> Iterator[Any]:
        if self.is_file:
            with closing(sqlite3.connect(self.url.database or "")) as connection:
                yield connection
        else:
            import psycopg

            address = self.url.set(drivername="postgresql").render_as_string(hide_password=False)
            with psycopg.connect(address) as connection:
                yield connection


def messages(rows: Rows) -> list[bytes]:
    """Return the bytes of which each entry's hash is made, as the register's format says."""
    return [
        b"".join(b"%d:%b" % (len(value), value) for value in (str(value).encode() for value in row[:-1]))
        for row in rows
    ]


def sha256(found: Sequence[bytes]) -> list[str]:
    """Return the SHA-256 of each."""
    return [hashlib.sha256(one).hexdigest() for one in found]
