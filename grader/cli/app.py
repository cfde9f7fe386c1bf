"""The command `sebaya` and its groups, to which each part adds its commands."""

import typer

__all__ = ["app", "course_app", "raters_app", "register_app", "roster_app"]

app = typer.Typer(
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    help="Sebaya: melatih, menilai, dan mencatat pendukung sebaya / trains, assesses and records peer supporters.",
)
course_app = typer.Typer(no_args_is_help=True, help="Folder kelas / the class folder.")
roster_app = typer.Typer(no_args_is_help=True, help="Daftar peserta / the roster.")
raters_app = typer.Typer(no_args_is_help=True, help="Para penilai / the raters.")
register_app = typer.Typer(no_args_is_help=True, help="Buku register / the register.")
app.add_typer(course_app, name="course")
app.add_typer(roster_app, name="roster")
app.add_typer(raters_app, name="raters")
app.add_typer(register_app, name="register")
