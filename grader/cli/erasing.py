"""Commands that take names out of a class: of one person, or of all that are due."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from grader.cli.app import register_app
from grader.cli.screen import Folder, console, course_of, progress_bar, say, table
from grader.faults import SebayaError, language, tell
from scenarios.text import pick

if TYPE_CHECKING:
    from grader.erase import Erasure


@register_app.command()
def erase(
    code: Annotated[str, typer.Argument(help="Kode peserta, pembina, atau penilai / the code of a person.")],
    folder: Folder = None,
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help="Hanya tunjukkan apa yang akan hilang / only show.")
    ] = False,
    yes: Annotated[bool, typer.Option("--yes", help="Tanpa mengetik kodenya lagi / without typing the code.")] = False,
    by: Annotated[str, typer.Option(help="Kode yang menghapus / the code of who erases.")] = "",
) -> None:
    """Hapus nama seseorang dan semua yang ia kumpulkan / erase a name and all that this person handed in."""
    from grader.erase import erase as erase_person
    from grader.erase import what_goes

    course = course_of(folder)
    going = what_goes(course, code)
    _tell(going, course.root)
    if dry_run:
        say(tell(id="Belum ada yang dihapus.", en="Nothing was erased yet."))
        return
    if not yes:
        asked = tell(id=f"Tidak bisa dibatalkan. Ketik {going.code}", en=f"It cannot be undone. Type {going.code}")
        if typer.prompt(asked).strip().upper() != going.code:
            raise SebayaError(id="Kodenya tidak sama. Tidak ada yang dihapus.", en="Another code. Nothing was erased.")
    _tell_done(erase_person(course, code, by), course.root)


@register_app.command()
def retention(
    folder: Folder = None,
    do: Annotated[
        bool, typer.Option("--do", help="Hapus nama yang sudah waktunya / erase the names that are due.")
    ] = False,
    by: Annotated[str, typer.Option(help="Kode yang menghapus / the code of who erases.")] = "",
) -> None:
    """Tampilkan nama yang sudah waktunya dihapus; --do menghapusnya / list whose names are due; --do erases them."""
    from grader.retention import ENTRY_YEARS, NAME_YEARS, SOURCE, carry_out
    from grader.retention import retention as find_due

    course = course_of(folder)
    found = find_due(course)
    shown = table(
        tell(id=f"Sudah waktunya ({NAME_YEARS * 12} bulan)", en=f"Due ({NAME_YEARS * 12} months)"),
        tell(id="kode", en="code"),
        tell(id="sebab", en="why"),
        tell(id="sejak", en="since"),
        tell(id="jatuh tempo", en="due on"),
    )
    for one in found.names:
        shown.add_row(one.code, pick(one.why, language()), one.ended_on.isoformat(), one.due_on.isoformat())
    console.print(shown if found.names else tell(id="Belum ada nama yang jatuh tempo.", en="No name is due."))
    if found.undated:
        codes = ", ".join(found.undated)
        say(
            tell(
                id=f"Tanpa catatan apa pun, jadi tidak diketahui sejak kapan; putuskan sendiri: {codes}",
                en=f"Without any entry, so nobody knows since when; decide yourself: {codes}",
            )
        )
    if found.old_entries:
        say(
            tell(
                id=f"{found.old_entries} catatan berkode lebih dari {ENTRY_YEARS} tahun. Catatan tidak bisa dihapus "
                "satu per satu. Tutup buku register ini, mulai folder kelas baru, dan musnahkan yang lama beserta "
                "cadangannya sesudah catatan terakhirnya cukup tua.",
                en=f"{found.old_entries} coded entries are older than {ENTRY_YEARS} years. They cannot be deleted one "
                "by one. Close this register, begin a new class folder, and destroy the old one with its backups once "
                "its last entry is old enough.",
            )
        )
    say(pick(SOURCE, language()))
    if found.names and not do:
        say(tell(id="Hapus dengan: sebaya register retention --do", en="Erase with: sebaya register retention --do"))
    if found.names and do:
        with progress_bar(tell(id="Menghapus", en="Erasing")) as progress:
            erased = carry_out(course, found, by, progress=progress)
        for done in erased:
            _tell_done(done, course.root)


def _tell(going: "Erasure", root: Path) -> None:
    if not (going.has_name or going.paths or going.has_marks):
        say(tell(id=f"{going.code}: tidak ada lagi yang tersisa.", en=f"{going.code}: there is nothing left."))
        return
    say(tell(id=f"{going.code}, yang akan dihapus:", en=f"{going.code}, what will be erased:"))
    if going.has_name:
        say(tell(id="  – nama, kelas, kode pribadi", en="  – name, class, personal code"))
    if going.has_marks:
        say(tell(id="  – semua nilai di buku nilai", en="  – all marks in the gradebook"))
    for path in going.paths:
        say(f"  – {_below(path, root)}")
    if going.mentions:
        named = ", ".join(_below(path, root) for path in going.mentions)
        say(
            tell(
                id=f"Nama ini juga tertulis di {named}: periksa sendiri, berkas itu tidak diubah.",
                en=f"This name is also written in {named}: look yourself, those files are not changed.",
            )
        )


def _tell_done(done: "Erasure", root: Path) -> None:
    gone = len(done.paths) - len(done.stuck)
    say(
        tell(
            id=f"{done.code} terhapus (catatan {done.entry}). {gone} berkas atau folder hilang.",
            en=f"{done.code} is erased (entry {done.entry}). {gone} files or folders are gone.",
        )
    )
    if done.stuck:
        named = ", ".join(_below(path, root) for path in done.stuck)
        say(
            tell(
                id=f"Tidak bisa dihapus dari akun ini, ulangi dari akun pemiliknya: {named}",
                en=f"This account cannot remove it, repeat from its owner's account: {named}",
            )
        )
    if any(path.parent.name in ("records", "printed") for path in done.paths):
        say(
            tell(
                id="Yang sudah dicetak ikut musnahkan: sertifikat, lembar tempel. Lalu: sebaya report serving, dan "
                "sebaya publish supaya sertifikatnya tercatat dicabut.",
                en="Destroy what was printed, too: certificates, the page for the wall. Then: sebaya report serving, "
                "and sebaya publish, so that the certificate counts as revoked.",
            )
        )
    say(
        tell(
            id="Cadangan dan ekspor yang lama masih berisi nama ini: buat cadangan baru, lalu musnahkan yang lama.",
            en="Older backups and exports still hold this name: make a new backup, then destroy the older ones.",
        )
    )


def _below(path: Path, root: Path) -> str:
    return str(path.relative_to(root)) if path.is_relative_to(root) else str(path)
