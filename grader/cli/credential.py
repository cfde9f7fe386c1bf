"""Commands about who signs certificates, and the check of a certificate that somebody was given."""

import os
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, TypeVar

import typer

from grader.cli.app import app
from grader.cli.screen import Folder, console, course_of, say, table
from grader.faults import SebayaError, tell

if TYPE_CHECKING:
    from grader.credential.issuer import Issuer

issuer_app = typer.Typer(no_args_is_help=True, help="Penerbit sertifikat dan kuncinya / who signs certificates.")
app.add_typer(issuer_app, name="issuer")

Made = TypeVar("Made")
Name = Annotated[str, typer.Option(help="Nama sekolah, seperti di sertifikat / the school's name.")]
Url = Annotated[
    str | None, typer.Option(help="Alamat terbitan, mis. https://sman1.sch.id/sebaya / where it will be published.")
]
Lock = Annotated[bool, typer.Option("--lock", help="Kunci dengan kata sandi / lock the keys with a passphrase.")]
Lost = Annotated[
    bool,
    typer.Option("--lost", help="Kunci lama hilang atau kata sandinya lupa / old keys lost or passphrase forgotten."),
]
BackupFile = Annotated[Path, typer.Argument(help="Berkas cadangan, mis. penerbit.cadangan / the backup.")]


@issuer_app.command()
def show() -> None:
    """Tunjukkan penerbit dan semua kuncinya / show the issuer and all its keys."""
    from grader.credential.issuer import PUBLIC, read_public
    from grader.credential.place import issuer_folder

    _shown(read_public(issuer_folder() / PUBLIC))


@issuer_app.command()
def new(name: Name, url: Url = None, lock: Lock = False) -> None:
    """Buat penerbit dengan kunci baru; yang sudah ada tidak diubah / make an issuer; one that is there stays."""
    from grader.credential.issuer import PUBLIC
    from grader.credential.making import make_issuer
    from grader.credential.place import issuer_folder

    where = issuer_folder()
    if (where / PUBLIC).exists():
        raise SebayaError(
            id=f"Di {where} sudah ada penerbit. Mengubah nama, alamat, atau kuncinya: sebaya issuer rotate",
            en=f"There is an issuer in {where} already. To change its name, address or keys: sebaya issuer rotate",
        )
    _shown(make_issuer(where, name, url or "", _passphrase(is_new=True) if lock else _from_env()))


@issuer_app.command()
def rotate(
    name: Name = "",
    url: Url = None,
    lock: Lock = False,
    lost: Lost = False,
    public: Annotated[
        Path | None, typer.Option(help="issuer.json yang dulu diterbitkan, kalau semuanya hilang / once published.")
    ] = None,
) -> None:
    """Ganti kunci; sertifikat lama tetap berlaku / make new keys; older certificates stay valid."""
    from grader.credential.making import rotate as make_new_keys
    from grader.credential.making import take_public
    from grader.credential.place import issuer_folder

    where = issuer_folder()
    if public:
        take_public(where, public)
    to_lock = _passphrase(is_new=True) if lock else None
    _shown(opened(lambda word: make_new_keys(where, word, name, url, lock=to_lock, is_lost=lost or bool(public))))


@issuer_app.command()
def stolen(
    kid: Annotated[str, typer.Argument(help="Kunci yang dicuri, lihat sebaya issuer show / the key.")],
    since: Annotated[
        str,
        typer.Option(help="Sejak tanggal ini tanda tangannya tidak dihitung (bawaan: sejak awal) / since this day."),
    ] = "",
    lost: Lost = False,
) -> None:
    """Batalkan kunci yang dicuri dan buat yang baru / cancel a stolen key and make new ones."""
    from grader.credential.making import stolen as mark_stolen
    from grader.credential.place import issuer_folder
    from grader.log.row import day_of

    found = day_of(since, date.today()) if since else None
    if since and found is None:
        raise SebayaError(
            id=f"“{since}” bukan tanggal. Tulis seperti 2026-11-22.",
            en=f"“{since}” is no day. Write it like 2026-11-22.",
        )
    day = found.isoformat() if found else ""
    _shown(opened(lambda word: mark_stolen(issuer_folder(), kid, day, word, is_lost=lost)))
    say(
        tell(
            id="Sertifikat yang ditandatangani kunci itu tidak dihitung lagi"
            + (f" bila bertanggal {day} atau sesudahnya" if day else "")
            + ". Di setiap kelas, terbitkan lagi: sebaya certificate, lalu sebaya publish. Bagikan kertas yang baru.",
            en="Certificates signed with that key do not count any more"
            + (f" if dated {day} or later" if day else "")
            + ". In every class, issue anew: sebaya certificate, then sebaya publish. Hand out the new papers.",
        )
    )


@issuer_app.command()
def backup(file: BackupFile) -> None:
    """Cadangkan penerbit, terkunci kata sandi / back the issuer up, locked with a passphrase."""
    from grader.credential.place import issuer_folder
    from grader.credential.safekeeping import back_up

    kept = back_up(issuer_folder(), file, _passphrase(is_new=True))
    say(
        tell(
            id=f"Tersimpan: {file} ({kept.name}). Simpan di tempat lain, dan kata sandinya terpisah.",
            en=f"Saved: {file} ({kept.name}). Keep it in another place, and its passphrase apart from it.",
        )
    )


@issuer_app.command()
def restore(file: BackupFile) -> None:
    """Pulihkan penerbit dari cadangan / restore the issuer from a backup."""
    from grader.credential.place import issuer_folder
    from grader.credential.safekeeping import restore as lay_down

    _shown(lay_down(issuer_folder(), file, _passphrase(is_new=False)))


@app.command()
def verify(
    given: Annotated[
        str, typer.Argument(help="Berkas .pdf, .jwt, .json, atau isi kode QR / a file, or the QR's text.")
    ],
    issuer: Annotated[
        list[Path] | None, typer.Option(help="Daftar penerbit sekolah lain, boleh beberapa / another school's list.")
    ] = None,
    folder: Folder = None,
) -> None:
    """Periksa sebuah sertifikat, tanpa jaringan / check a certificate, with no network."""
    from grader.credential.given import read_given
    from grader.credential.trusted import known_issuers
    from grader.credential.verify import verify as check

    try:
        course = course_of(folder)
    except SebayaError:
        course = None
    verdict = check(read_given(given), known_issuers(course, issuer or []))
    say(verdict.told)
    if not verdict.is_good:
        raise typer.Exit(1)


def opened(act: Callable[[str], Made]) -> Made:
    """Do what needs the keys opened, and return what it gives; where they are locked the passphrase is asked for."""
    from grader.credential.issuer import PassphraseNeededError

    try:
        return act(_from_env())
    except PassphraseNeededError:
        if not console.is_terminal:
            raise
        return act(_passphrase(is_new=False))


def _passphrase(*, is_new: bool) -> str:
    asked = tell(id="Kata sandi", en="Passphrase")
    return _from_env() or str(typer.prompt(asked, hide_input=True, confirmation_prompt=is_new))


def _from_env() -> str:
    return os.environ.get("SEBAYA_PASSPHRASE", "")


def _shown(issuer: "Issuer") -> None:
    say(
        tell(
            id=f"Penerbit: {issuer.name}\nAlamat: {issuer.url or 'tidak ada'}\nFolder: {issuer.folder}",
            en=f"Issuer: {issuer.name}\nAddress: {issuer.url or 'none'}\nFolder: {issuer.folder}",
        )
    )
    columns = tell(id="Kunci,Sejak,Sampai,Dicuri sejak", en="Key,From,Until,Stolen since").split(",")
    keys = table(tell(id="Kunci", en="Keys"), *columns)
    for key in issuer.keys:
        keys.add_row(key.short, key.since, key.until or "–", key.revoked or "–")
    console.print(keys)
