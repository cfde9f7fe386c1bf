"""Backs a register up into one file and restores it, on SQLite or PostgreSQL, whichever it came from.

A restore loses nothing: it only adds what the register lacks. Whoever was erased stays erased, see `erasures`.
"""

import gzip
import json
import zlib
from collections.abc import Collection
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from grader.faults import SebayaError
from grader.progress import Report, silent
from grader.register.entry import COLUMNS
from grader.register.holding import PEOPLE_COLUMNS, Holding, hold
from grader.register.joining import Added, join
from grader.register.schema import VERSION, must_be_known
from grader.register.store import TIME, Register
from scenarios.atomic import write_whole

__all__ = ["Restored", "backup", "restore"]

FORMAT = 1
KIND = "sebaya-register"


@dataclass(frozen=True)
class Restored:
    """What a restore added, from a backup of `made_at` (UTC)."""

    made_at: str
    head: tuple[int, str]
    added: Added


def backup(register: Register, path: Path, progress: Report = silent) -> tuple[int, str]:
    """Write entries and people to `path`, readable by its owner alone, and return number and hash of the last entry.

    Raises SebayaError when the chain is not whole, when `path` is there already, or cannot be written.
    """
    if path.exists():
        raise SebayaError(
            id=f"{path} sudah ada. Pilih nama lain, supaya cadangan yang lama tetap ada.",
            en=f"{path} is there already. Choose another name, so that the older backup stays.",
        )
    holding = hold(register, with_names=True, progress=progress)
    document = {
        "kind": KIND,
        "format": FORMAT,
        "schema": VERSION,
        "made_at": datetime.now(UTC).strftime(TIME),
        "head": list(holding.head),
        "entries": holding.rows,
        "people": holding.people,
    }
    try:
        write_whole(path, gzip.compress(json.dumps(document, separators=(",", ":")).encode("ascii"), mtime=0))
    except OSError as fault:
        raise SebayaError(
            id=f"{path} tidak bisa ditulis ({fault.strerror}). Pilih tempat lain.",
            en=f"{path} cannot be written ({fault.strerror}). Choose another place.",
        ) from fault
    return holding.head


def restore(
    register: Register,
    path: Path,
    *,
    without_names: bool = False,
    erasures: Collection[tuple[str, str]] = (),
    progress: Report = silent,
) -> Restored:
    """Check the whole backup, then add to the register what it lacks, all or nothing.

    The register must be empty or the beginning of the backup. People come back under the rules of `join`;
    `without_names` only their codes do. Raises SebayaError when the backup is damaged or of a newer version, or
    when the register holds anything that it does not.
    """
    document = _read(path)
    try:
        holding = Holding([tuple(row) for row in document["entries"]], document["people"])
        is_complete = (
            list(holding.head) == document["head"]
            and all(len(row) == len(COLUMNS) for row in holding.rows)
            and all(set(person) == set(PEOPLE_COLUMNS) for person in document["people"])
        )
        made_at = str(document["made_at"])
    except (KeyError, TypeError, IndexError) as fault:
        raise _damaged(path) from fault
    if not is_complete:
        raise _damaged(path)
    added = join(register, holding.without_names if without_names else holding, path, erasures, progress)
    return Restored(made_at, holding.head, added)


def _read(path: Path) -> dict[str, Any]:
    try:
        document = json.loads(gzip.decompress(path.read_bytes()))
        kind, version, schema = document["kind"], document["format"], document["schema"]
    except FileNotFoundError as fault:
        raise SebayaError(id=f"{path} tidak ada.", en=f"{path} is not there.") from fault
    except (OSError, EOFError, ValueError, KeyError, TypeError, RecursionError, zlib.error) as fault:
        raise _damaged(path) from fault
    if kind != KIND:
        raise _damaged(path)
    if version != FORMAT:
        raise SebayaError(
            id=f"{path.name} dibuat Sebaya yang lebih baru. Perbarui Sebaya di komputer ini.",
            en=f"{path.name} was made by a newer Sebaya. Update Sebaya on this computer.",
        )
    must_be_known(str(schema))
    found: dict[str, Any] = document
    return found


def _damaged(path: Path) -> SebayaError:
    return SebayaError(
        id=f"{path.name} bukan cadangan buku register, atau rusak. Tidak ada yang diubah. Coba cadangan lain.",
        en=f"{path.name} is not a backup of a register, or is damaged. Nothing was changed. Try another backup.",
    )
