r"""Who signs a school's credentials: name, address and keys, in a folder of its own, made on first use.

The folder is `~/.config/sebaya/issuer` (Windows: `%APPDATA%\sebaya\issuer`) or what SEBAYA_ISSUER names; never in a
class folder or the repository, which are copied and handed on. `issuer.json` is public, the `.pem` files are not. One
issuer serves all class folders of a school on this computer.
"""

import hashlib
import hmac
import json
import os
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.asymmetric.utils import decode_dss_signature

from grader.course import Course
from grader.credential.place import issuer_folder, must_be_apart, must_be_private
from grader.credential.signing_keys import EC, OKP, PrivateKey, PublicKey, from_pem
from grader.faults import SebayaError

__all__ = [
    "PUBLIC",
    "SALT",
    "Issuer",
    "KeysLostError",
    "PassphraseNeededError",
    "open_issuer",
    "read_issuer",
    "read_private",
    "read_public",
]

PUBLIC = "issuer.json"
SALT = "salt.pem"
FORMAT = 1
HALF = 32


class PassphraseNeededError(SebayaError):
    """The keys are locked, and no passphrase, or a wrong one, was given."""


class KeysLostError(SebayaError):
    """What is public of the issuer is there, and its private keys are not."""


@dataclass(frozen=True)
class Issuer:
    """An issuer with its private keys: those that sign now are the last of each kind in `keys`.

    `url` is the https address of the published folder, or ""; `list_id` the urn:uuid of its status list.
    """

    folder: Path
    name: str
    url: str
    list_id: str
    keys: tuple[PublicKey, ...]
    private: Mapping[str, PrivateKey] = field(default_factory=dict, repr=False, compare=False)
    salt_secret: bytes = field(default=b"", repr=False)

    def key(self, kind: str) -> PublicKey:
        """Return the key of a kind (EC or OKP) that signs now."""
        return next(key for key in reversed(self.keys) if key.kind == kind)

    @property
    def did(self) -> str:
        """Who signs the JWT."""
        return self.key(EC).did

    @property
    def verify_page(self) -> str:
        """The address of the verify page; empty where the school has no address."""
        return f"{self.url}/verify.html" if self.url else ""

    @property
    def status_list(self) -> str:
        """The id of the status list."""
        return f"{self.url}/status-list.json" if self.url else self.list_id

    @property
    def achievement_id(self) -> str:
        """The school's own address of the achievement, or ""."""
        return f"{self.url}/achievement.json" if self.url else ""

    @property
    def public(self) -> dict[str, Any]:
        """What a verifier keeps of the issuer: its ids, old ones in `also`, its name, and all keys it ever had.

        The first id is the JWT's; with did:key the document's, and those of older keys, are in `also`.
        """
        others = list(dict.fromkeys(key.did for key in self.keys if key.did != self.did))
        keys = [{name: value for name, value in key.to_json().items() if name != "pair"} for key in self.keys]
        return {"id": self.did, "also": others, "name": self.name, "keys": keys}

    def salt(self, credential_id: str) -> bytes:
        """Return the 16 bytes with which a credential's name was hashed: only its paper carries them."""
        return hmac.digest(self.salt_secret, credential_id.encode(), "sha256")[:16]

    def sign(self, kind: str, content: bytes) -> bytes:
        """Return the 64 bytes of a signature: r ‖ s of ECDSA with SHA-256 for EC, Ed25519 for OKP."""
        private = self.private[self.key(kind).kid]
        if isinstance(private, Ed25519PrivateKey):
            return private.sign(content)
        r, s = decode_dss_signature(private.sign(content, ec.ECDSA(hashes.SHA256())))
        return r.to_bytes(HALF, "big") + s.to_bytes(HALF, "big")

    def to_json(self) -> dict[str, Any]:
        """Return what `issuer.json` holds; nothing of it is secret."""
        keys = [key.to_json() for key in self.keys]
        return {"format": FORMAT, "name": self.name, "url": self.url, "list": self.list_id, "keys": keys}


def read_issuer(course: Course | None = None, passphrase: str | None = None, today: str = "") -> Issuer:
    """Return the issuer of this computer; with a class it is made when there is none yet, its keys new `today`.

    `passphrase` is SEBAYA_PASSPHRASE where it is None. Raises SebayaError when there is none, or it lies where it is
    copied along, and as `open_issuer` does.
    """
    folder = issuer_folder()
    must_be_apart(folder, *([course.root] if course else []))
    secret = passphrase if passphrase is not None else os.environ.get("SEBAYA_PASSPHRASE", "")
    if course and not (folder / PUBLIC).exists():
        from grader.credential.making import make_issuer, school_of

        return make_issuer(folder, school_of(course), passphrase=secret, today=today)
    return open_issuer(folder, secret)


def open_issuer(folder: Path, passphrase: str = "") -> Issuer:
    """Return the issuer of a folder, its private keys opened.

    Raises SebayaError when others can read them or `issuer.json` is damaged, PassphraseNeededError, and KeysLostError.
    """
    issuer = read_public(folder / PUBLIC)
    must_be_private(folder)
    pems = {key.kid: folder / f"{key.thumbprint}.pem" for key in (issuer.key(EC), issuer.key(OKP))}
    private = {kid: read_private(path, passphrase) for kid, path in pems.items()}
    return replace(issuer, private=private, salt_secret=_secret(read_private(folder / SALT, passphrase)))


def read_public(path: Path) -> Issuer:
    """Return what is public of an issuer, without private keys. Raises SebayaError."""
    try:
        data = json.loads(path.read_bytes())
        if data["format"] != FORMAT:
            raise SebayaError(
                id=f"{path} dibuat Sebaya yang lebih baru. Perbarui Sebaya di komputer ini.",
                en=f"{path} was made by a newer Sebaya. Update Sebaya on this computer.",
            )
        keys = tuple(PublicKey.from_json(key) for key in data["keys"])
        if {EC, OKP} - {key.kind for key in keys}:
            raise KeyError("keys")
        return Issuer(path.parent, data["name"], data["url"], data["list"], keys)
    except FileNotFoundError as fault:
        raise SebayaError(
            id=f"Belum ada penerbit di {path.parent}. Buat dengan: sebaya issuer new",
            en=f"There is no issuer in {path.parent} yet. Make one with: sebaya issuer new",
        ) from fault
    except (OSError, ValueError, KeyError, TypeError) as fault:
        raise SebayaError(
            id=f"{path} tidak bisa dibaca. Pulihkan dari cadangan: sebaya issuer restore",
            en=f"{path} cannot be read. Restore it from a backup: sebaya issuer restore",
        ) from fault


def read_private(path: Path, passphrase: str) -> PrivateKey:
    """Return the private key of a file. Raises KeysLostError where there is none, PassphraseNeededError."""
    try:
        pem = path.read_bytes()
    except OSError as fault:
        raise KeysLostError(
            id=f"Kunci penerbit {path} tidak ada. Pulihkan cadangannya (sebaya issuer restore), atau buat kunci baru: "
            "sebaya issuer rotate. Sertifikat yang lama tetap berlaku.",
            en=f"The issuer's key {path} is not there. Restore its backup (sebaya issuer restore), or make new keys: "
            "sebaya issuer rotate. Older certificates stay valid.",
        ) from fault
    try:
        return from_pem(pem, passphrase)
    except (ValueError, TypeError) as fault:
        raise PassphraseNeededError(
            id=f"{path} tidak bisa dibuka: kata sandinya belum diisi (SEBAYA_PASSPHRASE), salah, atau berkasnya rusak.",
            en=f"{path} cannot be opened: its passphrase is missing (SEBAYA_PASSPHRASE) or wrong, or the file is "
            "damaged.",
        ) from fault


def _secret(key: PrivateKey) -> bytes:
    """Return the secret behind all salts: from a key that signs nothing, kept and locked like the others."""
    raw = key.private_bytes_raw() if isinstance(key, Ed25519PrivateKey) else b""
    return hashlib.sha256(b"sebaya salt 1" + raw).digest()
