"""A published folder as it lies there: whether it is ours to write, what it already says, and whom it lists."""

import json
from collections.abc import Iterable, Mapping
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from grader.course import Course
from grader.credential.issuer import Issuer
from grader.credential.signing_keys import PublicKey
from grader.credential.status_list import Status
from grader.credential.trust import Trust, listed_of
from grader.credential.verify_page import MADE_BY
from grader.faults import SebayaError

__all__ = [
    "CLOCK",
    "FILES",
    "INDEX",
    "ISSUER",
    "ISSUERS",
    "PAGE",
    "STATUS",
    "must_be_ours",
    "published_before",
    "read_issuers",
]

INDEX, PAGE, STATUS, ISSUERS = "index.html", "verify.html", "status.jwt", "issuers.json"
ISSUER = "issuer.json"
"""What is public of the issuer itself: with it new keys can be made when everything else is lost."""
FILES = (INDEX, "README.txt", STATUS, "status-list.json", "status-list.jwt", "achievement.json", ISSUER, ISSUERS, PAGE)
DID_FILES = ("did.json", ".well-known/did.json")
HOSTS_OWN = (".git", ".gitignore", ".nojekyll", "CNAME", ".DS_Store", "Thumbs.db", "desktop.ini")
"""What web hosts and desktops lay into a folder; it is left alone."""
CLOCK = timedelta(days=1)
"""So far may clocks of two computers be apart."""


def published_before(folder: Path, issuer: Issuer, moment: datetime) -> Status | None:
    """Return what the folder already says. Raises SebayaError when that is another's, damaged, or of a later day."""
    path = folder / STATUS
    if not path.exists():
        return None
    text = path.read_text(encoding="utf-8", errors="replace").strip()
    found = Trust((listed_of(issuer.public),)).with_statuses([text]).issuers[0].status
    if found is None or found.as_of is None:
        raise SebayaError(
            id=f"{path} rusak, atau dari penerbit lain. Terbitkan ke folder lain, atau unduh lagi isi folder itu dari "
            "situs sekolah supaya daftar pencabutannya tidak hilang.",
            en=f"{path} is damaged, or another issuer's. Publish into another folder, or download what it held from "
            "the school's site again, so that its list of revocations is not lost.",
        )
    if found.as_of > moment + CLOCK:
        raise SebayaError(
            id=f"Daftar di {folder} bertanggal {found.as_of.date()}, sesudah hari ini. Betulkan jam komputer ini.",
            en=f"The list in {folder} is of {found.as_of.date()}, after today. Set this computer's clock.",
        )
    return found


def must_be_ours(folder: Path, courses: Iterable[Course]) -> None:
    """Raise SebayaError when `folder` holds anything but an earlier publication, or lies with a class folder."""
    for course in courses:
        root = course.root.resolve()
        if folder.is_relative_to(root) or root.is_relative_to(folder):
            raise SebayaError(
                id=f"{folder} dan folder kelas {root} ada di dalam satu sama lain; folder kelas berisi nama. "
                "Pilih folder yang terpisah.",
                en=f"{folder} and the class folder {root} lie within one another; a class folder holds names. "
                "Choose a folder apart.",
            )
    if not folder.exists():
        return
    found = sorted(_names(folder)) if folder.is_dir() else [folder.name]
    strange = [name for name in found if name not in (*FILES, *DID_FILES)]
    pages = [name for name in (INDEX, PAGE) if name in found]
    strange += [name for name in pages if MADE_BY not in (folder / name).read_bytes()]
    if not strange and found and INDEX not in found:
        strange = found
    if strange:
        names = ", ".join(strange[:5]) + (" …" if len(strange) > 5 else "")
        raise SebayaError(
            id=f"{folder} sudah berisi hal lain: {names}. Pilih folder kosong, atau folder terbitan sebelumnya.",
            en=f"{folder} already holds other things: {names}. Choose an empty folder, or an earlier publication.",
        )


def _names(folder: Path) -> list[str]:
    """Return what lies in the folder and in `.well-known`, without what its host laid there."""
    own = folder / ".well-known"
    here = [path for path in folder.iterdir() if path != own and path.name not in HOSTS_OWN]
    inner = [path for path in own.iterdir() if path.name not in HOSTS_OWN] if own.is_dir() else []
    return [path.relative_to(folder).as_posix() for path in (*here, *inner)]


def read_issuers(path: Path) -> dict[str, Any]:
    """Return another publication's issuers and statuses. Raises SebayaError when it is none."""
    path = path.expanduser()
    file = path / ISSUERS if path.is_dir() else path
    try:
        data: dict[str, Any] = json.loads(file.read_bytes())
        Trust.from_json(data)
        if not data["issuers"]:
            raise ValueError("nobody")
        return {
            "issuers": [_public(one) for one in data["issuers"]],
            "statuses": [str(one) for one in data["statuses"]],
        }
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as fault:
        raise SebayaError(
            id=f"{file} bukan daftar penerbit. Minta sekolahnya mengirim issuers.json dari folder terbitannya.",
            en=f"{file} is no list of issuers. Ask the school for the issuers.json of its published folder.",
        ) from fault


def _public(issuer: Mapping[str, Any]) -> dict[str, Any]:
    """Return what we know the meaning of, and nothing else that a file may hold."""
    keys = [PublicKey.from_json(key).to_json() for key in issuer["keys"]]
    for key in keys:
        del key["pair"]
    return {"id": str(issuer["id"]), "also": list(issuer.get("also", ())), "name": str(issuer["name"]), "keys": keys}
