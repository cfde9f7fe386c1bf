"""Exports a register to CSV, XLSX or JSON and imports it again, with every number, time and hash as it was."""

from collections.abc import Callable, Collection
from pathlib import Path
from typing import NamedTuple

from grader.faults import SebayaError
from grader.progress import Report, silent
from grader.register.csv_format import read_csv, write_csv
from grader.register.holding import Holding, hold
from grader.register.joining import Added, join
from grader.register.json_format import read_json, write_json
from grader.register.store import Register
from grader.register.xlsx_format import read_xlsx, write_xlsx

__all__ = ["FORMATS", "export_register", "import_register"]


class _Format(NamedTuple):
    write: Callable[[Path, Holding, Report], None]
    read: Callable[[Path, Report], Holding]


FORMATS = {
    ".csv": _Format(write_csv, read_csv),
    ".xlsx": _Format(write_xlsx, read_xlsx),
    ".json": _Format(write_json, read_json),
}


def export_register(register: Register, path: Path, *, with_names: bool = False, progress: Report = silent) -> Holding:
    """Write all entries to `path`, with the people only where names are wanted, and return what was written.

    People come as a second table: a list of the JSON, a sheet of the XLSX, a CSV beside the first. Personal codes are
    among them. A file that is there is replaced whole. Raises SebayaError, also when the chain is not whole.
    """
    form = _format_of(path)
    holding = hold(register, with_names=with_names, progress=progress)
    try:
        form.write(path, holding, progress)
    except OSError as fault:
        raise SebayaError(
            id=f"{path} tidak bisa ditulis ({fault.strerror}). Pilih tempat lain.",
            en=f"{path} cannot be written ({fault.strerror}). Choose another place.",
        ) from fault
    return holding


def import_register(
    register: Register,
    path: Path,
    *,
    erasures: Collection[tuple[str, str]] = (),
    progress: Report = silent,
) -> Added:
    """Add the entries of `path` that the register lacks, with its people, all or nothing.

    What the register holds must be the beginning of the file; see `join` for people. Raises SebayaError.
    """
    form = _format_of(path)
    try:
        holding = form.read(path, progress)
    except OSError as fault:
        raise SebayaError(
            id=f"{path} tidak bisa dibaca ({fault.strerror}).", en=f"{path} cannot be read ({fault.strerror})."
        ) from fault
    return join(register, holding, path, erasures, progress)


def _format_of(path: Path) -> _Format:
    form = FORMATS.get(path.suffix.lower())
    if form is None:
        raise SebayaError(
            id=f"{path.name}: pakai nama berkas yang berakhir dengan {', '.join(FORMATS)}.",
            en=f"{path.name}: use a file name that ends in {', '.join(FORMATS)}.",
        )
    return form
