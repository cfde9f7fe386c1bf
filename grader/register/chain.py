"""Checks the chain: whether every entry is as it was recorded, and follows the one before."""

import re
from collections.abc import Iterable, Iterator
from typing import Any

from sqlalchemy import Connection

from grader.faults import SebayaError, tell
from grader.progress import Report, silent
from grader.register.entry import GENESIS, hash_of
from grader.register.rows import count_of, rows_of
from grader.register.store import Register

__all__ = ["faults_of", "lost_head", "placed_faults", "reported", "verify"]

EVERY = 500
"""After so many entries it is told how far the check is."""
_HEAD = re.compile(r"(\d{1,9}):([0-9a-f]{8,64})", re.IGNORECASE)


def verify(register: Register, progress: Report = silent) -> list[str]:
    """Return every fault of the register in the trainer's language, the first bad entry first; none when it is whole.

    Entries missing at the end leave a whole chain: compare a head that is kept elsewhere, by `lost_head`.
    """
    with register.reading() as connection:
        rows = reported(rows_of(connection), count_of(connection), progress)
        return [*faults_of(rows), *_damages(connection)]


def faults_of(rows: Iterable[Any]) -> Iterator[str]:
    """Yield the faults of rows in the order of COLUMNS."""
    return (told for _, told in placed_faults(rows))


def placed_faults(rows: Iterable[Any]) -> Iterator[tuple[int, str]]:
    """Yield the faults of rows in the order of COLUMNS, each with the place of its row, counted from 0."""
    expected, before = 1, GENESIS
    for place, row in enumerate(rows):
        number, prev_hash, stored = row[0], row[-2], row[-1]
        if number > expected:
            yield place, _missing(expected, number - 1)
        elif number < expected or prev_hash != before:
            yield (
                place,
                tell(
                    id=f"Catatan {number} tidak menyambung dengan catatan sebelumnya.",
                    en=f"Entry {number} does not follow the one before.",
                ),
            )
        if hash_of(row[:-1]) != stored:
            yield (
                place,
                tell(
                    id=f"Catatan {number} berubah sesudah dibukukan.",
                    en=f"Entry {number} was changed after it was recorded.",
                ),
            )
        expected, before = max(expected, number + 1), stored


def lost_head(register: Register, head: str) -> str | None:
    """Return the fault, told, when an earlier head, "NUMBER:HASH", is no longer in the register.

    The hash may be only its first 8 or more signs. Raises SebayaError when `head` is written otherwise.
    """
    found = _HEAD.fullmatch(head.strip())
    if not found:
        raise SebayaError(
            id=f"{head}: tulis nomor dan sidik catatan seperti 120:3f9a0c11…, sedikitnya 8 tanda sidik.",
            en=f"{head}: write number and hash of an entry like 120:3f9a0c11…, at least 8 signs of the hash.",
        )
    number, known = int(found[1]), found[2].lower()
    if number == 0:
        return None if GENESIS.startswith(known) else _other(0)
    stored = next((entry.hash for entry in register.entries(number=number)), None)
    if stored is None:
        last = register.head[0]
        return tell(
            id=f"Catatan {number} tidak ada lagi: buku register berakhir di catatan {last}. Ujungnya terpotong.",
            en=f"Entry {number} is gone: the register ends with entry {last}. Its end was cut off.",
        )
    return None if stored.startswith(known) else _other(number)


def reported(rows: Iterable[Any], total: int, progress: Report) -> Iterator[Any]:
    """Yield the rows, and tell from time to time how many have been taken."""
    done = 0
    for done, row in enumerate(rows, 1):
        if done % EVERY == 0:
            progress(done, total)
        yield row
    progress(done, total)


def _missing(first: int, last: int) -> str:
    if first == last:
        return tell(id=f"Catatan {first} tidak ada.", en=f"Entry {first} is missing.")
    return tell(id=f"Catatan {first} sampai {last} tidak ada.", en=f"Entries {first} to {last} are missing.")


def _other(number: int) -> str:
    return tell(
        id=f"Catatan {number} sidiknya lain dari yang disimpan: buku register ini disusun ulang.",
        en=f"Entry {number} has another hash than the one that was kept: this register was built anew.",
    )


def _damages(connection: Connection) -> Iterator[str]:
    """Yield what SQLite finds wrong in its file: with a bad index, a question about a person would miss entries."""
    if connection.dialect.name == "sqlite":
        for found in connection.exec_driver_sql("PRAGMA integrity_check").scalars():
            if found != "ok":
                yield tell(id=f"Berkasnya rusak: {found}", en=f"The file is damaged: {found}")
