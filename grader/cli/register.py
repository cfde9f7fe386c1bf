"""Commands that check the register, keep copies of it, and take them back."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from grader.cli.app import register_app
from grader.cli.screen import Folder, course_of, progress_bar, say
from grader.faults import tell

if TYPE_CHECKING:
    from grader.register.joining import Added

BackupFile = Annotated[Path, typer.Argument(help="Berkas cadangan, mis. buku-register.json.gz / the backup.")]
TableFile = Annotated[Path, typer.Argument(help="Berkas .csv, .xlsx, atau .json / a file of one of these kinds.")]


@register_app.command()
def verify(
    folder: Folder = None,
    head: Annotated[
        str | None,
        typer.Option(help="NOMOR:SIDIK yang disimpan dulu; harus masih ada / an earlier head, which must still stand."),
    ] = None,
) -> None:
    """Periksa apakah setiap catatan utuh dan tersambung / check that every entry is whole and in its place."""
    from grader.register import register_of
    from grader.register.chain import lost_head
    from grader.register.chain import verify as verify_register

    register = register_of(course_of(folder))
    with progress_bar(tell(id="Memeriksa", en="Checking")) as progress:
        faults = verify_register(register, progress)
    lost = lost_head(register, head) if head else None
    for fault in [*faults, *([lost] if lost else [])]:
        say(f"✗ {fault}")
    if faults or lost:
        say(
            tell(
                id="Buku register tidak utuh. Jangan diubah dan jangan membuat catatan baru; simpan apa adanya, "
                "lalu pulihkan dari cadangan.",
                en="The register is not whole. Change nothing, record nothing; keep it as it is, restore a backup.",
            )
        )
        raise typer.Exit(1)
    number, hash_ = register.head
    say(tell(id=f"Utuh: {number} catatan.", en=f"Whole: {number} entries."))
    say(tell(id=f"Ujungnya {number}:{hash_}", en=f"Its head is {number}:{hash_}"))


@register_app.command()
def backup(file: BackupFile, folder: Folder = None) -> None:
    """Cadangkan buku register ke satu berkas / back the register up into one file."""
    from grader.register import register_of
    from grader.register.backup import backup as back_up

    with progress_bar(tell(id="Mencadangkan", en="Backing up")) as progress:
        number, hash_ = back_up(register_of(course_of(folder)), file, progress)
    say(
        tell(
            id=f"{file}: {number} catatan, ujungnya {number}:{hash_}\nBerkas ini berisi nama dan kode pribadi. Simpan "
            "di tempat lain yang terkunci; musnahkan sesudah ada nama yang dihapus dan cadangan baru dibuat.",
            en=f"{file}: {number} entries, its head is {number}:{hash_}\nThis file holds names and personal codes. "
            "Lock it away in another place; destroy it once a name was erased and a new backup made.",
        )
    )


@register_app.command()
def restore(
    file: BackupFile,
    folder: Folder = None,
    without_names: Annotated[
        bool, typer.Option("--without-names", help="Hanya kode, tanpa nama / codes only, no names.")
    ] = False,
) -> None:
    """Pulihkan buku register dari cadangan; yang ada tidak hilang / restore a backup; what is there is not lost."""
    from grader.register import register_of
    from grader.register.backup import restore as restore_register
    from grader.register.erasures import read_erasures

    course = course_of(folder)
    with progress_bar(tell(id="Memulihkan", en="Restoring")) as progress:
        restored = restore_register(
            register_of(course), file, without_names=without_names, erasures=read_erasures(course), progress=progress
        )
    _tell_added(restored.added)
    if restored.added.named:
        say(
            tell(
                id=f"Nama {len(restored.added.named)} orang kembali dari cadangan {restored.made_at}. Kalau "
                "sesudah itu ada yang datanya dihapus di tempat lain, hapus lagi. Tanpa nama: --without-names",
                en=f"The names of {len(restored.added.named)} people came back from the backup of {restored.made_at}. "
                "If anybody was erased since then somewhere else, erase them again. Without names: --without-names",
            )
        )


@register_app.command("export")
def export_table(
    file: TableFile,
    folder: Folder = None,
    with_names: Annotated[
        bool, typer.Option("--with-names", help="Dengan nama dan kode pribadi / with names and personal codes.")
    ] = False,
) -> None:
    """Tulis seluruh buku register sebagai tabel; tanpa nama / write the whole register as a table, without names."""
    from grader.register import register_of
    from grader.register.exchange import export_register

    with progress_bar(tell(id="Mengekspor", en="Exporting")) as progress:
        held = export_register(register_of(course_of(folder)), file, with_names=with_names, progress=progress)
    say(tell(id=f"{file}: {len(held.rows)} catatan.", en=f"{file}: {len(held.rows)} entries."))
    if with_names:
        say(
            tell(
                id="Ada nama dan kode pribadi di dalamnya. Jaga seperti buku register sendiri; hapus sesudah dipakai.",
                en="It holds names and personal codes. Guard it as the register itself; delete it after use.",
            )
        )


@register_app.command("import")
def import_table(file: TableFile, folder: Folder = None) -> None:
    """Tambahkan catatan dari berkas yang diekspor; semua atau tidak sama sekali / add the entries of an export."""
    from grader.register import register_of
    from grader.register.erasures import read_erasures
    from grader.register.exchange import import_register

    course = course_of(folder)
    with progress_bar(tell(id="Mengimpor", en="Importing")) as progress:
        added = import_register(register_of(course), file, erasures=read_erasures(course), progress=progress)
    _tell_added(added)


def _tell_added(added: "Added") -> None:
    say(
        tell(
            id=f"{added.entries} catatan dan {len(added.named)} nama ditambahkan.",
            en=f"{added.entries} entries and {len(added.named)} names added.",
        )
    )
    if added.kept:
        codes = ", ".join(added.kept)
        say(tell(id=f"Sudah ada, dibiarkan: {codes}", en=f"There already, left as they are: {codes}"))
    if added.still_erased:
        codes = ", ".join(added.still_erased)
        say(tell(id=f"Sudah dihapus, tetap terhapus: {codes}", en=f"Erased before, still erased: {codes}"))
    if added.erased:
        codes = ", ".join(added.erased)
        say(tell(id=f"Terhapus di berkas ini, ikut dihapus: {codes}", en=f"Erased in the file, now here too: {codes}"))
