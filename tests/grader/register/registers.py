"""Registers to try out: entries of every kind, and ways around the triggers that guard them."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import psycopg

from grader.register import Entry, Register
from grader.register.entry import KINDS

__all__ = ["PLACE", "by_hand", "every_kind", "file_register", "rows", "unguarded"]

PLACE = "smp-contoh-8a"
CONTENT: dict[str, Any] = {"levels": {"K1": 3, "K7": 4}, "codes": [], "share": 0.8125, "note": 'é "\\ \n \u202e🙂 =1+1'}


def every_kind() -> list[Entry]:
    """One entry of each kind, with every column filled in."""
    return [
        Entry(PLACE, f"8A-{n:02}", kind, f"form-{n}", "passed", "2026-11-22", "2027-11-22", "G01", {**CONTENT, "n": n})
        for n, kind in enumerate(KINDS, 1)
    ]


@contextmanager
def by_hand(register: Register) -> Iterator[Any]:
    """A connection of the database's own driver, behind the register's back; it commits in the end."""
    if register.url.get_backend_name() == "sqlite":
        connection: Any = sqlite3.connect(register.url.database or "", isolation_level=None)
        try:
            yield connection
        finally:
            connection.close()
    else:
        address = register.url.set(drivername="postgresql").render_as_string(hide_password=False)
        with psycopg.connect(address, autocommit=True) as connection:
            yield connection


@contextmanager
def unguarded(register: Register) -> Iterator[Any]:
    """The same, with the triggers dropped."""
    with by_hand(register) as connection:
        if register.url.get_backend_name() == "sqlite":
            for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'").fetchall():
                connection.execute(f"DROP TRIGGER {name}")
        else:
            connection.execute("ALTER TABLE entry DISABLE TRIGGER USER")
        yield connection


def rows(register: Register) -> list[tuple[Any, ...]]:
    """All entries as the database has them."""
    with by_hand(register) as connection:
        return [tuple(row) for row in connection.execute("SELECT * FROM entry ORDER BY number").fetchall()]


def file_register(folder: Path, name: str = "register.db") -> Register:
    return Register(f"sqlite:///{folder / name}")
