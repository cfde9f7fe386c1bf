"""Makes an issuer, and new keys for one: rotation, theft, loss. Old public keys stay, so that what they signed counts.

Keys are written first and named in `issuer.json` last: a crash leaves the old issuer or the new one.
"""

import json
import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from uuid import uuid4

from filelock import FileLock

from grader.course import Course
from grader.credential.address import did_web, plain_address
from grader.credential.issuer import (
    PUBLIC,
    SALT,
    Issuer,
    KeysLostError,
    PassphraseNeededError,
    open_issuer,
    read_private,
    read_public,
)
from grader.credential.place import must_be_apart, must_be_private
from grader.credential.signing_keys import EC, OKP, PrivateKey, PublicKey, new_key, to_pem
from grader.faults import SebayaError
from scenarios.atomic import write_whole

__all__ = ["make_issuer", "rotate", "school_of", "stolen", "take_public"]

_PRIVATE_FOLDER = 0o700
_CLASS = re.compile(
    r"[\s,–-]+(?:kelas\s+.+|(?:[7-9]|1[0-2]|VII|VIII|IX|X|XI|XII)"
    r"(?:[\s.-]*(?:MIPA|IPA|IPS|[A-L])[\s.-]?\d{0,2}|-\d+))$",
    re.IGNORECASE,
)


def school_of(course: Course) -> str:
    """Return the school of a class: what `class.yaml` names so, else the name of the class without the class itself.

    In a school a class of 30 would say too much of who is meant.
    """
    about = course.about
    return _printable(str(about.get("school") or _CLASS.sub("", str(about["name"]).strip())))


def make_issuer(folder: Path, name: str, url: str = "", passphrase: str = "", today: str = "") -> Issuer:
    """Make the issuer `name` in `folder` and return it; one that is there already is returned as it is.

    `today` (YYYY-MM-DD, UTC) is the first day on which its keys sign. Raises SebayaError.
    """
    address = plain_address(url)
    name = _printable(name)
    if not name:
        raise SebayaError(
            id="Penerbit perlu nama: nama sekolah, seperti yang dibaca orang di sertifikat.",
            en="An issuer needs a name: the school's, as people read it on the certificate.",
        )
    with _writing(folder):
        if not (folder / PUBLIC).exists():
            empty = Issuer(folder, name, address, f"urn:uuid:{uuid4()}", ())
            _write(empty, new_key(OKP), passphrase, today or _today())
    return open_issuer(folder, passphrase)


def rotate(
    folder: Path,
    passphrase: str = "",
    name: str = "",
    url: str | None = None,
    today: str = "",
    *,
    lock: str | None = None,
    is_lost: bool = False,
) -> Issuer:
    """Give an issuer new keys, and another name or address where they are given, and return it.

    The private keys before are deleted. `passphrase` opens what is locked, `lock` locks it from now on (None: as
    before). The secret of the salts stays, so that certificates can be printed again; with `is_lost` it is made anew
    where it is gone or its passphrase forgotten. Raises SebayaError, and changes nothing then.
    """
    day = today or _today()
    lock = passphrase if lock is None else lock
    with _writing(folder):
        old = read_public(folder / PUBLIC)
        address = old.url if url is None else plain_address(url)
        ended = tuple(key.ended(day) for key in old.keys)
        changed = replace(old, name=_printable(name) or old.name, url=address, keys=ended)
        _write(changed, _salt(folder, passphrase, is_lost=is_lost), lock, day)
    return open_issuer(folder, lock)


def take_public(folder: Path, path: Path) -> None:
    """Lay an `issuer.json` that was published down where nothing is left of the issuer; `rotate` then makes it whole.

    Raises SebayaError when one is there, or the file is none.
    """
    found = read_public(path)
    with _writing(folder):
        if (folder / PUBLIC).exists():
            raise SebayaError(
                id=f"Di {folder} sudah ada penerbit. Pindahkan dulu folder itu ke tempat lain, lalu ulangi.",
                en=f"There is an issuer in {folder} already. Move that folder away first, then repeat.",
            )
        _write_public(replace(found, folder=folder))


def stolen(
    folder: Path, kid: str, since: str = "", passphrase: str = "", today: str = "", *, is_lost: bool = False
) -> Issuer:
    """Record that a key, and the other made with it, was stolen; give the issuer new keys and return it.

    What they signed on the day `since` (YYYY-MM-DD) or later does not count any more; without it nothing they signed
    does: a thief can date back. `kid` may be the key's `short`. `issue` then issues anew. Raises SebayaError.
    """
    day = today or _today()
    with _writing(folder):
        old = read_public(folder / PUBLIC)
        found = next((key for key in old.keys if kid in (key.kid, key.short)), None)
        if found is None:
            raise SebayaError(
                id=f"Tidak ada kunci {kid}. Lihat daftarnya: sebaya issuer show",
                en=f"There is no key {kid}. See them with: sebaya issuer show",
            )
        marked = [_marked(key, since) if key.pair == found.pair else key for key in old.keys]
        ended = tuple(key.ended(day) for key in marked)
        _write(replace(old, keys=ended), _salt(folder, passphrase, is_lost=is_lost), passphrase, day)
    return open_issuer(folder, passphrase)


def _marked(key: PublicKey, since: str) -> PublicKey:
    """Return a key as stolen; what does not count already never counts again."""
    first = max(since, key.since)
    return replace(key, revoked=min(first, key.revoked or first))


def _printable(name: str) -> str:
    """Return a name without control signs, which a canonical form has to escape and PyLD's does not."""
    return " ".join("".join(sign if sign.isprintable() else " " for sign in name).split())


def _today() -> str:
    return datetime.now(UTC).date().isoformat()


@contextmanager
def _writing(folder: Path) -> Iterator[None]:
    must_be_apart(folder)
    try:
        folder.mkdir(mode=_PRIVATE_FOLDER, parents=True, exist_ok=True)
        must_be_private(folder)
        with FileLock(folder / ".lock"):
            yield
    except OSError as fault:
        raise SebayaError(
            id=f"Folder penerbit {folder} tidak bisa ditulis ({fault.strerror}). Pilih yang lain dengan SEBAYA_ISSUER.",
            en=f"The issuer's folder {folder} cannot be written ({fault.strerror}). Choose another: SEBAYA_ISSUER.",
        ) from fault


def _salt(folder: Path, passphrase: str, *, is_lost: bool) -> PrivateKey:
    """Return the key behind the salts. Where it cannot be had, raise, or with `is_lost` return a new one."""
    try:
        return read_private(folder / SALT, passphrase)
    except (PassphraseNeededError, KeysLostError):
        if is_lost:
            return new_key(OKP)
        raise


def _write(issuer: Issuer, salt: PrivateKey, lock: str, day: str) -> None:
    """Write the issuer with a new pair of keys, and delete the private keys before."""
    folder, pair = issuer.folder, max((key.pair for key in issuer.keys), default=0) + 1
    private = [new_key(kind) for kind in (EC, OKP)]
    made = [PublicKey.made(key, did_web(issuer.url), pair, day) for key in private]
    for public, key in zip(made, private, strict=True):
        write_whole(folder / f"{public.thumbprint}.pem", to_pem(key, lock))
    write_whole(folder / SALT, to_pem(salt, lock))
    _write_public(replace(issuer, keys=(*issuer.keys, *made)))
    for old in issuer.keys:
        (folder / f"{old.thumbprint}.pem").unlink(missing_ok=True)


def _write_public(issuer: Issuer) -> None:
    content = json.dumps(issuer.to_json(), ensure_ascii=False, indent=1)
    write_whole(issuer.folder / PUBLIC, content.encode())
