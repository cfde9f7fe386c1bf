"""Adds to a register what a file holds beyond it; what is there must be the beginning of the file."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, insert, select, update

from grader.faults import SebayaError
from grader.progress import Report, silent
from grader.register.entry import COLUMNS
from grader.register.holding import Holding
from grader.register.people import ERASED, NOTHING_BUT_THE_CODE
from grader.register.rows import rows_of
from grader.register.store import Register
from grader.register.tables import ENTRY, PERSON

__all__ = ["Added", "join"]

AT_A_TIME = 500


@dataclass(frozen=True)
class Added:
    """What was added: so many entries, and people by code: new ones with a name, and those kept as they were.

    `still_erased` were erased here, and are named in the file; `erased` got erased because the file says so.
    """

    entries: int
    named: tuple[str, ...] = ()
    kept: tuple[str, ...] = ()
    still_erased: tuple[str, ...] = ()
    erased: tuple[str, ...] = ()


def join(
    register: Register,
    holding: Holding,
    path: Path,
    erasures: Collection[tuple[str, str]] = (),
    progress: Report = silent,
) -> Added:
    """Add what `holding`, read from `path`, has beyond the register, all or nothing.

    A person whose (place, code) is among `erasures`, or who is erased in the register, stays erased; whoever else is
    there already stays as they are. Raises SebayaError when the file is not whole, or does not go on from the register.
    """
    holding.must_be_whole(path)
    with register.writing() as writer:
        there = _length_in_common(writer.connection, holding, path)
        new = holding.rows[there:]
        for start in range(0, len(new), AT_A_TIME):
            some = new[start : start + AT_A_TIME]
            writer.connection.execute(insert(ENTRY), [dict(zip(COLUMNS, row, strict=True)) for row in some])
            progress(start + len(some), len(new))
        return _join_people(writer.connection, holding.people or (), set(erasures), len(new))


def _length_in_common(connection: Connection, holding: Holding, path: Path) -> int:
    place = 0
    for row in rows_of(connection):
        if place == len(holding.rows):
            raise SebayaError(
                id=f"{path.name} berakhir di catatan {place}, tetapi buku register berisi lebih banyak. Tidak ada yang "
                f"diubah. {_REMEDY['id']}",
                en=f"{path.name} ends with entry {place}, but the register holds more. Nothing was changed. "
                f"{_REMEDY['en']}",
            )
        if row != holding.rows[place]:
            where = holding.at(place)
            raise SebayaError(
                id=f"{path.name}, {where['id']}: lain dari catatan {row[0]} di buku register. Tidak ada yang diubah. "
                f"{_REMEDY['id']}",
                en=f"{path.name}, {where['en']}: not the same as entry {row[0]} of the register. Nothing was changed. "
                f"{_REMEDY['en']}",
            )
        place += 1
    return place


_REMEDY = {
    "id": "Kalau memang berkas ini yang benar: simpan buku register yang ada di tempat lain (pindahkan register.db, "
    "atau pakai basis data baru yang kosong), lalu ulangi.",
    "en": "If this file is the right one: keep the present register in another place (move register.db away, or take a "
    "new, empty database), then repeat.",
}


def _join_people(
    connection: Connection, people: Collection[Mapping[str, Any]], erasures: set[tuple[str, str]], entries: int
) -> Added:
    known = {(one.place, one.code): dict(one._mapping) for one in connection.execute(select(PERSON))}
    last = max((person["position"] for person in known.values()), default=0)
    is_new = not known
    new, named, kept, still_erased, erased = [], [], [], [], []
    for person in people:
        key = person["place"], person["code"]
        is_erased = person["role"] == ERASED or key in erasures
        there = known.get(key)
        if there is None:
            last = person["position"] if is_new else last + 1
            new.append({**person, **(NOTHING_BUT_THE_CODE if is_erased else {}), "position": last})
            if is_erased and person["role"] != ERASED:
                still_erased.append(person["code"])
            elif person["name"]:
                named.append(person["code"])
        elif there["role"] == ERASED:
            if person["role"] != ERASED:
                still_erased.append(person["code"])
        elif is_erased:
            one = (PERSON.c.place == key[0]) & (PERSON.c.code == key[1])
            connection.execute(update(PERSON).where(one).values(NOTHING_BUT_THE_CODE))
            erased.append(person["code"])
        elif {**there, "position": 0} != {**person, "position": 0}:
            kept.append(person["code"])
    if new:
        connection.execute(insert(PERSON), new)
    return Added(entries, tuple(named), tuple(kept), tuple(still_erased), tuple(erased))
