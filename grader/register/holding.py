"""What leaves a register and comes back into it: all its entries as rows, and its people where names are wanted."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from sqlalchemy import select

from grader.faults import SebayaError
from grader.progress import Report, silent
from grader.register.chain import placed_faults, reported
from grader.register.entry import COLUMNS, GENESIS
from grader.register.fit import misfit
from grader.register.rows import Row, count_of, rows_of
from grader.register.store import Register
from grader.register.tables import ENTRY, PERSON

__all__ = ["PEOPLE_COLUMNS", "Holding", "hold"]

PEOPLE_COLUMNS = tuple(PERSON.columns.keys())


@dataclass(frozen=True)
class Holding:
    """`rows` in the order of COLUMNS, content as text; `people` by their columns, None where none were asked for.

    `lines` are the lines of the file from which the rows came, where it has any.
    """

    rows: list[Row]
    people: list[Mapping[str, Any]] | None = None
    lines: tuple[int, ...] = ()

    @property
    def head(self) -> tuple[int, str]:
        """Number and hash of the last entry."""
        return (self.rows[-1][0], self.rows[-1][-1]) if self.rows else (0, GENESIS)

    @property
    def without_names(self) -> "Holding":
        """The same without names and classes; codes and personal codes stay, so that a roster fits again."""
        if self.people is None:
            return self
        return replace(self, people=[{**person, "name": "", "group": ""} for person in self.people])

    def at(self, place: int) -> dict[str, str]:
        """Say where the row at `place`, counted from 0, stands, in both languages."""
        if place < len(self.lines):
            return {"id": f"baris {self.lines[place]}", "en": f"line {self.lines[place]}"}
        return {"id": f"catatan ke-{place + 1}", "en": f"entry {place + 1}"}

    def must_be_whole(self, path: Path, progress: Report = silent) -> None:
        """Raise SebayaError, which names the first bad row, unless the chain is whole and everything fits."""
        for place, row in enumerate(self.rows):
            column = misfit(ENTRY, dict(zip(COLUMNS, row, strict=True)))
            if column:
                raise _bad(path, self.at(place), {"id": f"isi {column} tidak sah", "en": f"its {column} is not valid"})
        for place, told in placed_faults(reported(self.rows, len(self.rows), progress)):
            raise _bad(path, self.at(place), {"id": told, "en": told})
        for person in self.people or ():
            column = misfit(PERSON, person)
            if column:
                where = {"id": f"orang {person['code']}", "en": f"person {person['code']}"}
                raise _bad(path, where, {"id": f"isi {column} tidak sah", "en": f"its {column} is not valid"})


def hold(register: Register, *, with_names: bool, progress: Report = silent) -> Holding:
    """Return all that the register holds at one moment. Raises SebayaError when its chain is not whole."""
    with register.reading() as connection:
        rows = list(reported(rows_of(connection), count_of(connection), progress))
        table = connection.execute(select(PERSON).order_by(PERSON.c.position, PERSON.c.place, PERSON.c.code))
        people: list[Mapping[str, Any]] | None = [dict(one._mapping) for one in table] if with_names else None
    for _, told in placed_faults(rows):
        raise SebayaError(
            id=f"Buku register tidak utuh, jadi tidak ada berkas yang ditulis. {told} Simpan cadangan yang lama, lalu "
            "lihat semuanya: sebaya register verify",
            en=f"The register is not whole, so no file was written. {told} Keep your older backups, then see all of "
            "it: sebaya register verify",
        )
    return Holding(rows, people)


def _bad(path: Path, where: Mapping[str, str], what: Mapping[str, str]) -> SebayaError:
    return SebayaError(
        id=f"{path.name}, {where['id']}: {what['id'].rstrip('.')}. Tidak ada yang ditulis ke buku register. Pakai "
        "berkas persis seperti saat diekspor.",
        en=f"{path.name}, {where['en']}: {what['en'].rstrip('.')}. Nothing was written to the register. Use the file "
        "exactly as it was exported.",
    )
