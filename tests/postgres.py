"""A PostgreSQL server of the tests' own: Debian's program, a temporary folder, an ordinary user, no network."""

import os
import pwd
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import count
from pathlib import Path
from typing import Any

__all__ = ["Postgres", "find_programs", "postgres"]

USER = "sebaya"
SETTINGS = "-c fsync=on -c listen_addresses='' -c shared_buffers=32MB"


def find_programs() -> Path | None:
    """Return the folder of Debian's newest PostgreSQL programs, None where it is not installed."""
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"), key=lambda path: int(path.parts[-3]))
    return found[-1].parent if found else None


class Postgres:
    """A running server, reached by a socket in `folder`."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._numbers = count(1)

    def new_database(self, like: str = "template1") -> str:
        """Make a database, empty or a copy of the one called `like`, and return its address."""
        import psycopg

        name = f"kelas{next(self._numbers)}"
        with psycopg.connect(f"host={self.folder} user={USER} dbname=postgres", autocommit=True) as connection:
            connection.execute(f'CREATE DATABASE "{name}" TEMPLATE "{like}"')
        return f"postgresql+psycopg://{USER}@/{name}?host={self.folder}"


@contextmanager
def postgres() -> Iterator[Postgres]:
    """Start a server and stop it in the end. Raises OSError when the programs are missing or do not start."""
    programs = find_programs()
    if programs is None:
        raise FileNotFoundError("PostgreSQL is not installed: apt-get install postgresql")
    folder = Path(tempfile.mkdtemp(prefix="sebaya-pg-"))
    run_as = _ordinary_user(folder)
    data, log = folder / "data", folder / "log"
    try:
        _run([programs / "initdb", "-D", data, "-U", USER, "-A", "trust", "--no-sync", "-E", "UTF8"], run_as)
        options = f"{SETTINGS} -k {folder}"
        _run([programs / "pg_ctl", "-D", data, "-w", "-l", log, "-o", options, "start"], run_as)
        try:
            yield Postgres(folder)
        finally:
            _run([programs / "pg_ctl", "-D", data, "-w", "-m", "immediate", "stop"], run_as)
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _ordinary_user(folder: Path) -> dict[str, Any]:
    """PostgreSQL refuses to run as root, as which containers often test; then `nobody` runs it."""
    if os.geteuid() != 0:
        return {}
    nobody = pwd.getpwnam("nobody")
    os.chown(folder, nobody.pw_uid, nobody.pw_gid)
    return {"user": nobody.pw_uid, "group": nobody.pw_gid, "extra_groups": []}


def _run(command: list[Any], run_as: dict[str, Any]) -> None:
    done = subprocess.run(
        [str(part) for part in command],
        capture_output=True,
        text=True,
        cwd="/",
        env={"PATH": os.environ["PATH"], "LC_ALL": "C.UTF-8"},
        timeout=60,
        check=False,
        **run_as,
    )
    if done.returncode:
        raise OSError(f"{command[0]}: {done.stdout}\n{done.stderr}")
