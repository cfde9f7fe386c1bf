"""Commands that decide and put on record."""

from typing import Annotated, Any

import typer

from grader.cli.app import app
from grader.cli.screen import Folder, console, course_of, printable, progress_bar, table
from grader.faults import SebayaError, language, tell
from scenarios.text import pick


@app.command()
def decide(
    assessment: Annotated[
        str | None,
        typer.Argument(
            help="Satu modul, mis. m02-listening; tanpa ini sertifikasi / one module; without it certification."
        ),
    ] = None,
    folder: Folder = None,
) -> None:
    """Putuskan siapa lulus, langkah demi langkah, bahaya lebih dulu / decide who passes, step by step, harm first."""
    if assessment:
        _decide_module(course_of(folder), assessment)
    else:
        _certify(course_of(folder))


def _decide_module(course: Any, assessment: str) -> None:
    from grader.decision import decide as decide_module

    with progress_bar(tell(id="Memutuskan", en="Deciding")) as progress:
        decisions = decide_module(course, assessment, progress)
    shown = table(tell(id="Catatan modul", en="Module records"), *_columns())
    for one in decisions:
        shown.add_row(one.trainee, one.told, one.steps_told, one.next_told)
    console.print(shown)


def _certify(course: Any) -> None:
    from grader.certify import certify

    with progress_bar(tell(id="Memutuskan", en="Deciding")) as progress:
        findings = certify(course, progress)
    shown = table(tell(id="Sertifikasi", en="Certification"), *_columns(tell(id="status hari ini", en="status today")))
    for one in findings:
        outcome, steps = (one.decision.title_told, one.decision.steps_told) if one.decision else ("–", "")
        shown.add_row(one.trainee, one.standing.told, outcome, steps, one.next_told)
    console.print(shown)


def _columns(*more: str) -> list[str]:
    names = tell(id="hasil", en="outcome"), tell(id="langkah", en="steps"), tell(id="selanjutnya", en="next")
    return [tell(id="peserta", en="trainee"), *more, *names]


@app.command()
def rule(folder: Folder = None) -> None:
    """Tunjukkan aturan sertifikasi kelas ini / show the rule of certification in force in this class."""
    from grader.rule import read_certification

    lang, here, ours = language(), read_certification(course_of(folder)), read_certification()
    for stage in here.data["stages"]:
        shown = table(
            pick(stage["name"], lang),
            tell(id="langkah", en="step"),
            tell(id="wajib", en="required"),
            tell(id="angka", en="numbers"),
            tell(id="asal", en="source"),
        )
        for step, usual in zip(stage["steps"], ours.steps(stage["id"]), strict=True):
            numbers = [
                f"{name} {value}"
                + ("" if value == usual[name] else tell(id=f" (bawaan {usual[name]})", en=f" (usually {usual[name]})"))
                for name, value in step.items()
                if name.startswith(("at_least", "at_most"))
            ]
            shown.add_row(
                pick(step["name"], lang), "✓" if step["required"] else "–", "\n".join(numbers), step["source"]
            )
        console.print(shown)
    limits = ", ".join(f"{name} {value}" for name, value in here.standing.items() if name.startswith("at_most"))
    console.print(
        tell(id=f"Berlakunya sertifikat: {limits}", en=f"How long a certificate stands: {limits}"), soft_wrap=True
    )


@app.command()
def certificate(
    assessment: Annotated[
        str | None,
        typer.Argument(
            help="Satu modul, mis. m02-listening: catatannya; tanpa ini sertifikat / one module: its records; "
            "without it certificates."
        ),
    ] = None,
    trainee: Annotated[str, typer.Option(help="Hanya peserta dengan kode ini / only the trainee with this code.")] = "",
    together: Annotated[
        bool,
        typer.Option("--together", help="Juga semuanya dalam satu PDF untuk dicetak / also all in one PDF to print."),
    ] = False,
    folder: Folder = None,
) -> None:
    """Terbitkan sertifikat sebagai PDF, atau catatan modul / issue certificates as PDF, or module records."""
    course = course_of(folder)
    if assessment is None:
        _write_certificates(course, trainee, together)
    elif trainee or together:
        raise SebayaError(
            id="--trainee dan --together hanya untuk sertifikat, bukan catatan modul. Jalankan tanpa nama modul.",
            en="--trainee and --together are for certificates, not for module records. Run it without a module.",
        )
    else:
        _write_module_records(course, assessment)


def _write_module_records(course: Any, assessment: str) -> None:
    from grader.module_record_pdf import write_records

    with progress_bar("PDF") as progress:
        paths = write_records(course, assessment, progress)
    for path in paths:
        console.print(str(path), soft_wrap=True)


def _write_certificates(course: Any, trainee: str, together: bool) -> None:
    from grader.certificate import Printed, must_be_whole, write_certificates
    from grader.cli.credential import opened
    from grader.credential.issue import issue
    from grader.credential.issuer import PUBLIC, read_public
    from grader.credential.place import issuer_folder

    def made(passphrase: str) -> Printed:
        with progress_bar(tell(id="Menerbitkan", en="Issuing")) as progress:
            credentials = issue(course, progress, passphrase=passphrase)
        with progress_bar("PDF") as progress:
            return write_certificates(
                course, credentials, progress, only=trainee, together=together, passphrase=passphrase
            )

    must_be_whole(course)
    public = issuer_folder() / PUBLIC
    is_new = not public.exists()
    printed = opened(made)
    if is_new:
        console.print(
            tell(
                id=f"Penerbit baru: {printable(read_public(public).name)}, kuncinya di {public.parent}. Cadangkan "
                "sekarang: sebaya issuer backup BERKAS. Nama atau alamat lain? sebaya issuer rotate --name … --url …",
                en=f"A new issuer: {printable(read_public(public).name)}, its keys in {public.parent}. Back it up now: "
                "sebaya issuer backup FILE. Another name or address? sebaya issuer rotate --name … --url …",
            ),
            soft_wrap=True,
        )
    for path in printed.paths:
        console.print(str(path), soft_wrap=True)
    if not printed.paths:
        console.print(tell(id="Tidak ada sertifikat yang dibuat.", en="No certificate was made."))
    if printed.without:
        shown = table(
            tell(id="Tanpa sertifikat hari ini", en="Without a certificate today"),
            tell(id="peserta", en="trainee"),
            tell(id="alasan", en="reason"),
            tell(id="PDF lama", en="old PDF"),
        )
        for one in printed.without:
            taken = tell(id="diambil; musnahkan cetakannya", en="taken away; destroy printed ones")
            shown.add_row(one.code, printable(one.why), taken if one.was_taken else "–")
        console.print(shown)
    if printed.together:
        console.print(
            tell(
                id=f"{printed.together}: berisi nama semua peserta. Hapus sesudah dicetak.",
                en=f"{printed.together}: it holds the names of all. Delete it after printing.",
            ),
            soft_wrap=True,
        )
    if trainee and printed.without:
        raise typer.Exit(1)
