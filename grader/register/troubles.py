"""Tells in words why a register's database cannot be used, and what to do; never with a password."""

from sqlalchemy import URL
from sqlalchemy.exc import DBAPIError, OperationalError

from grader.faults import SebayaError

__all__ = ["name_of", "trouble"]

SECRET = ("password", "passfile", "sslpassword")
NO_PERMISSION = "42501"
"""PostgreSQL's code of a missing permission."""


def name_of(url: URL) -> str:
    """Return the register as a person is told of it."""
    if url.get_backend_name() == "sqlite":
        return url.database or ""
    return url.difference_update_query(SECRET).render_as_string(hide_password=True)


def trouble(fault: Exception, url: URL) -> SebayaError:
    """Return what to tell of a fault of the database at `url`."""
    orig = fault.orig if isinstance(fault, DBAPIError) else fault
    name = name_of(url)
    sign = getattr(orig, "sqlite_errorname", None) or getattr(orig, "sqlstate", None) or type(orig).__name__
    reason = next(iter(str(orig).splitlines()), "")
    if isinstance(fault, ImportError):
        return SebayaError(
            id=f'Buku register {name} ada di PostgreSQL. Pasang dulu: pip install "sebaya[postgres]"',
            en=f'The register {name} is on PostgreSQL. Install first: pip install "sebaya[postgres]"',
        )
    if isinstance(orig, OSError) or sign == NO_PERMISSION or sign.startswith(("SQLITE_CANTOPEN", "SQLITE_READONLY")):
        return SebayaError(
            id=f"Buku register {name} tidak boleh dibuka atau ditulis dari akun ini ({reason}). Periksa izinnya, lalu "
            "ulangi; tidak ada yang hilang.",
            en=f"This account may not open or write the register {name} ({reason}). Check its permissions, then "
            "repeat; nothing is lost.",
        )
    if sign.startswith(("SQLITE_BUSY", "SQLITE_LOCKED")):
        return SebayaError(
            id=f"Buku register {name} sedang ditulis program lain. Tunggu sampai selesai, lalu ulangi.",
            en=f"Another program is writing to the register {name}. Wait until it is done, then repeat.",
        )
    if sign.startswith(("SQLITE_FULL", "SQLITE_IOERR")):
        return SebayaError(
            id=f"Buku register {name} tidak bisa ditulis ({reason}). Periksa ruang dan kabel disk, lalu ulangi; yang "
            "sudah dibukukan tetap ada.",
            en=f"The register {name} cannot be written ({reason}). Look at the disk and its space, then repeat; what "
            "was recorded stays.",
        )
    if url.get_backend_name() == "sqlite":
        return SebayaError(
            id=f"Buku register {name} rusak atau diubah program lain ({sign}). Jangan ubah apa pun di dalamnya. Simpan "
            "berkasnya di tempat lain, lalu pulihkan dari cadangan: sebaya register restore CADANGAN",
            en=f"The register {name} is damaged, or another program changed it ({sign}). Change nothing in it. Keep "
            "the file in another place, then restore a backup: sebaya register restore BACKUP",
        )
    if isinstance(fault, OperationalError):
        return SebayaError(
            id=f"Basis data buku register {name} tidak menjawab ({reason}). Nyalakan servernya, periksa jaringan dan "
            "alamat register di class.yaml, lalu ulangi; tidak ada yang hilang.",
            en=f"The register's database {name} does not answer ({reason}). Start its server, check the network and "
            "the address of the register in class.yaml, then repeat; nothing is lost.",
        )
    return SebayaError(
        id=f"Buku register {name} tidak bisa dipakai ({sign}). Jangan ubah apa pun di dalamnya. Buat basis data baru "
        "yang kosong, tulis alamatnya di class.yaml (register), lalu pulihkan: sebaya register restore CADANGAN",
        en=f"The register {name} cannot be used ({sign}). Change nothing in it. Make a new, empty database, write "
        "its address into class.yaml (register), then restore: sebaya register restore BACKUP",
    )
