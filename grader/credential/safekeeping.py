"""Keeps a copy of an issuer, keys and all, in one file locked with a passphrase, and takes it back.

scrypt (RFC 7914) makes the key, Fernet (AES-128-CBC with HMAC-SHA256) locks the file.
"""

import base64
import json
import os
import re
from pathlib import Path

from cryptography.fernet import Fernet, InvalidToken
from cryptography.hazmat.primitives.kdf.scrypt import Scrypt

from grader.credential.issuer import PUBLIC, Issuer, read_public
from grader.credential.place import must_be_apart
from grader.faults import SebayaError
from scenarios.atomic import write_whole

__all__ = ["SHORTEST", "back_up", "restore"]

KIND = "sebaya-issuer"
FORMAT = 1
SHORTEST = 8
"""Signs that the passphrase of a backup has at least."""
_NAME = re.compile(r"issuer\.json|[0-9a-z]+\.pem|status/[0-9a-f]+\.json", re.ASCII)
_COST, _BLOCK, _PARALLEL = 2**15, 8, 1


def back_up(folder: Path, path: Path, passphrase: str) -> Issuer:
    """Write the issuer of `folder` to `path`, which must not be there yet, and return what is public of it.

    Raises SebayaError, also for a passphrase that is too short.
    """
    issuer = read_public(folder / PUBLIC)
    if len(passphrase) < SHORTEST:
        raise SebayaError(
            id=f"Kata sandi cadangan perlu sedikitnya {SHORTEST} tanda.",
            en=f"The passphrase of a backup needs at least {SHORTEST} signs.",
        )
    if path.exists():
        raise SebayaError(
            id=f"{path} sudah ada. Pilih nama lain, supaya cadangan yang lama tetap ada.",
            en=f"{path} is there already. Choose another name, so that the older backup stays.",
        )
    files = {
        str(file.relative_to(folder).as_posix()): file.read_text(encoding="utf-8")
        for pattern in (PUBLIC, "*.pem", "status/*.json")
        for file in sorted(folder.glob(pattern))
    }
    salt = os.urandom(16)
    locked = _lock(passphrase, salt).encrypt(json.dumps(files).encode())
    content = {"kind": KIND, "format": FORMAT, "salt": salt.hex(), "locked": locked.decode("ascii")}
    try:
        write_whole(path, json.dumps(content).encode())
    except OSError as fault:
        raise SebayaError(
            id=f"{path} tidak bisa ditulis ({fault.strerror}). Pilih tempat lain.",
            en=f"{path} cannot be written ({fault.strerror}). Choose another place.",
        ) from fault
    return issuer


def restore(folder: Path, path: Path, passphrase: str) -> Issuer:
    """Lay the issuer of a backup down in `folder`, where there is none, and return what is public of it.

    Raises SebayaError, and writes nothing, when one is there, the file is damaged, or the passphrase is wrong.
    """
    must_be_apart(folder)
    if (folder / PUBLIC).exists():
        raise SebayaError(
            id=f"Di {folder} sudah ada penerbit. Pindahkan dulu folder itu ke tempat lain, lalu ulangi.",
            en=f"There is an issuer in {folder} already. Move that folder away first, then repeat.",
        )
    files = _unlocked(path, passphrase)
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    (folder / "status").mkdir(mode=0o700, exist_ok=True)
    for name in sorted(files, key=lambda name: name == PUBLIC):  # last: before it is there, there is no issuer
        write_whole(folder / name, files[name].encode())
    return read_public(folder / PUBLIC)


def _unlocked(path: Path, passphrase: str) -> dict[str, str]:
    try:
        content = json.loads(path.read_bytes())
        if content["kind"] != KIND or content["format"] != FORMAT:
            raise ValueError("another kind of file")
        files = json.loads(_lock(passphrase, bytes.fromhex(content["salt"])).decrypt(content["locked"]))
        if PUBLIC not in files or any(not _NAME.fullmatch(name) for name in files):
            raise ValueError("other files")
        return {str(name): str(text) for name, text in files.items()}
    except (OSError, ValueError, KeyError, TypeError, InvalidToken) as fault:
        raise SebayaError(
            id=f"{path} tidak bisa dibuka: kata sandinya salah, atau berkasnya bukan cadangan penerbit yang utuh.",
            en=f"{path} cannot be opened: its passphrase is wrong, or the file is no whole backup of an issuer.",
        ) from fault


def _lock(passphrase: str, salt: bytes) -> Fernet:
    key = Scrypt(salt=salt, length=32, n=_COST, r=_BLOCK, p=_PARALLEL).derive(passphrase.encode())
    return Fernet(base64.urlsafe_b64encode(key))
