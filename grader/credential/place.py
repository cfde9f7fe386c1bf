"""Where an issuer's keys lie, and that nobody else can read them there."""

import os
import stat
import sys
from pathlib import Path

from grader.content import content_root
from grader.faults import SebayaError

__all__ = ["VARIABLE", "issuer_folder", "must_be_apart", "must_be_private"]

VARIABLE = "SEBAYA_ISSUER"

_OTHERS = 0o077


def issuer_folder() -> Path:
    """Return where the issuer lies on this computer."""
    if chosen := os.environ.get(VARIABLE):
        return Path(chosen).expanduser().absolute()
    if sys.platform == "win32":
        return Path(os.environ.get("APPDATA") or Path.home() / "AppData" / "Roaming") / "sebaya" / "issuer"
    return Path(os.environ.get("XDG_CONFIG_HOME") or Path.home() / ".config") / "sebaya" / "issuer"


def must_be_apart(folder: Path, *others: Path) -> None:
    """Raise SebayaError when the issuer would lie in one of `others`, class folders, or in the program's own folder."""
    for other in (*others, content_root()):
        if folder.resolve().is_relative_to(other.resolve()):
            raise SebayaError(
                id=f"Kunci penerbit tidak boleh ada di {other}: folder itu disalin dan dibagikan. "
                "Pilih folder lain untuk SEBAYA_ISSUER.",
                en=f"The issuer's keys must not lie in {other}: that folder is copied and handed on. "
                "Choose another folder for SEBAYA_ISSUER.",
            )


def must_be_private(folder: Path) -> None:
    """Raise SebayaError when others on this computer may read or change the keys; Windows keeps rules of its own."""
    if os.name != "posix":
        return
    found = (folder, *sorted(folder.glob("*.pem")))
    loose = next((path for path in found if stat.S_IMODE(path.stat().st_mode) & _OTHERS), None)
    if loose:
        raise SebayaError(
            id=f"Orang lain di komputer ini bisa membuka {loose}. Jalankan: chmod 700 '{folder}'; "
            f"chmod 600 '{folder}'/*.pem. Kalau mungkin sudah ada yang menyalinnya: sebaya issuer stolen",
            en=f"Others on this computer can open {loose}. Run: chmod 700 '{folder}'; "
            f"chmod 600 '{folder}'/*.pem. If somebody may have copied it: sebaya issuer stolen",
        )
