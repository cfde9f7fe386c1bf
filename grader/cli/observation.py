"""Commands for those who rate: who they are, whether they count yet, and how well they agree."""

from typing import Annotated

import typer

from grader.cli.app import app, raters_app
from grader.cli.screen import Folder, console, course_of, printable, table
from grader.faults import language, tell
from scenarios.text import pick


@raters_app.command("add")
def raters_add(
    code: Annotated[str, typer.Argument(help="Kode penilai, misalnya G01 / the rater's code.")],
    name: Annotated[str, typer.Option(help="Nama / the name.")],
    role: Annotated[str, typer.Option(help="guru-bk, psikolog, orang-dewasa-terlatih, lainnya / the role.")],
    folder: Folder = None,
) -> None:
    """Tambah penilai, atau ubah nama dan perannya / add a rater, or change name and role."""
    from grader.raters import ROLES, add_rater

    rater = add_rater(course_of(folder), code, name, role)
    told = f"{rater.code} · {printable(rater.name)} · {pick(ROLES[rater.role], language())}"
    console.print(told, highlight=False)
    console.print(
        tell(
            id=f"Kode pribadinya: {rater.personal_code}. Berikan kepadanya saja; kode ini membuka formulirnya.",
            en=f"The personal code: {rater.personal_code}. Give it to nobody else; it opens the rater's forms.",
        ),
        highlight=False,
    )


@raters_app.command("list")
def raters_list(folder: Folder = None) -> None:
    """Tampilkan penilai, dan apa yang masih kurang sebelum nilainya dihitung / show the raters, and what is missing."""
    from grader.observation.locked import locked_calibrations
    from grader.observation.qualify import qualification_of, thresholds_of
    from grader.raters import ROLES, read_raters
    from grader.register import register_of

    course = course_of(folder)
    calibrations = locked_calibrations(register_of(course), course.about["id"])
    thresholds = thresholds_of(course)
    shown = table(
        tell(id="Penilai", en="Raters"),
        tell(id="kode", en="code"),
        tell(id="nama", en="name"),
        tell(id="peran", en="role"),
        tell(id="dihitung?", en="counts?"),
        tell(id="yang masih kurang", en="still missing"),
    )
    for rater in read_raters(course):
        found = qualification_of(rater.code, calibrations, *thresholds)
        is_qualified = tell(id="ya", en="yes") if found.is_qualified else tell(id="belum", en="not yet")
        missing = "\n".join(pick(text, language()) for text in found.missing)
        shown.add_row(rater.code, printable(rater.name), pick(ROLES[rater.role], language()), is_qualified, missing)
    if not shown.row_count:
        console.print(
            tell(
                id="Belum ada penilai. Tambah dengan: sebaya raters add KODE --name NAMA --role guru-bk",
                en="There are no raters yet. Add one: sebaya raters add CODE --name NAME --role guru-bk",
            )
        )
        return
    console.print(shown)


@app.command()
def agreement(folder: Folder = None) -> None:
    """Hitung dan gambar kesepakatan para penilai / work out and draw how well raters agree."""
    from grader.observation.agreement_plot import KINDS
    from grader.observation.agreement_report import agreement_rows, histories_of, write_agreement

    course = course_of(folder)
    with console.status(tell(id="Menghitung …", en="Working it out …")):
        histories = histories_of(course)
        written = write_agreement(course, histories)
    shown = table(
        tell(id="Kesepakatan penilai", en="Agreement of raters"),
        tell(id="jenis", en="kind"),
        tell(id="bagian", en="part"),
        "n",
        tell(id="sama persis", en="exact"),
        tell(id="kappa berbobot", en="weighted kappa"),
        "ICC(A,1) [95%]",
        tell(id="catatan", en="note"),
    )
    for kind, scope, name, found in agreement_rows(histories):
        part = name if scope != "all" else tell(id="semuanya", en="all")
        why = pick(found.why, language()) if found.why else ""
        shown.add_row(
            pick(KINDS[kind], language()), part, str(found.n), found.exact_told, found.kappa_told, found.icc_told, why
        )
    console.print(shown)
    for path in (written.picture, written.csv):
        console.print(str(path), soft_wrap=True, highlight=False)
