"""A class folder: an ordinary nbgrader course with our settings, and the school's own data beside it.

nbgrader_config.py   our settings, so that stock nbgrader commands and formgrader work here
source/ release/ submitted/ autograded/ feedback/ gradebook.db   nbgrader's own
class.yaml           the class and its school; contacts.yaml the school's adults
keys/                keys and private feedback; never below source/
inbox/               hand-ins that arrive as files; received/ every hand-in accepted so far
exchange/            nbgrader's exchange; trainees/ workspaces of trainees who use this machine
register.db          what was recorded of whom, and the one table with names; records/ the PDFs
observations/        what raters fill in at observed role-plays
earlier/             hand-ins, marks and feedback from before a retake, and former feedback pages
retakes.json extensions.json acts.json   who takes what again, extensions that wait, what can be undone
"""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import nbgrader
import yaml
from alembic.script import ScriptDirectory
from nbgrader.api import Gradebook
from sqlalchemy import create_engine, inspect, make_url, text
from sqlalchemy.exc import SQLAlchemyError

from grader.faults import SebayaError

__all__ = ["RESPONSES", "Course", "create_course", "find_course"]

CONFIG = "nbgrader_config.py"
RESPONSES = "responses.json"
PRIVATE = 0o700
FOLDERS = (
    "source",
    "release",
    "submitted",
    "keys",
    "inbox",
    "received",
    "exchange",
    "trainees",
    "records",
    "observations",
)

_CONFIG_TEXT = '''"""nbgrader settings of this class. Add your own below the call."""

from grader.settings import configure

configure(get_config(), __file__)
'''
_CONTACTS_TEXT = """\
# Orang dewasa sekolah yang bisa dihubungi peserta. Mereka selalu tampil paling atas di kartu bantuan.
# The school's adults whom trainees can reach. They always come first on the help card.
#
# adults:
#   - name: Bu Rina
#     place: pembina                 # tempatnya di peta rujukan / its place on the referral map
#     role: {id: "guru BK", en: "school counsellor"}
#     when: {id: "hari sekolah 07.00-15.00", en: "school days 7 am - 3 pm"}
#     reach: "ruang BK"
#     checked_on: 2026-07-13
#     checked_by: "Pak Adi"
#
# Paling mudah lewat formulir / easiest with the form: sebaya start --coordinator
format: 1
adults: []
"""


@dataclass(frozen=True)
class Course:
    """The class folder `root`."""

    root: Path

    @property
    def about(self) -> dict[str, Any]:
        """What `class.yaml` says: `id`, `name`, `created_on`."""
        found: dict[str, Any] = yaml.safe_load((self.root / "class.yaml").read_text(encoding="utf-8"))
        return found

    @property
    def inbox(self) -> Path:
        """Where hand-ins arrive as files."""
        return self.root / "inbox"

    @property
    def db_url(self) -> str:
        """The gradebook: a file of the class folder, or the PostgreSQL database that `class.yaml` names."""
        return str(self.about.get("db") or f"sqlite:///{self.root / 'gradebook.db'}")

    @property
    def register_url(self) -> str:
        """The register: a file of the class folder, or the PostgreSQL database that `class.yaml` names."""
        return str(self.about.get("register") or f"sqlite:///{self.root / 'register.db'}")

    @property
    def gradebook_name(self) -> str:
        """The gradebook as a person is told of it: never with a password."""
        return make_url(self.db_url).render_as_string(hide_password=True)

    def source(self, assessment: str) -> Path:
        """The instructor's version of an assessment."""
        return self.root / "source" / assessment

    def release(self, assessment: str) -> Path:
        """The released version of an assessment."""
        return self.root / "release" / assessment

    def key_file(self, assessment: str) -> Path:
        """The key of an assessment."""
        return self.root / "keys" / f"{assessment}.json"

    def submitted(self, assessment: str, trainee: str) -> Path:
        """A trainee's collected hand-in."""
        return self.root / "submitted" / trainee / assessment

    def autograded(self, assessment: str, trainee: str) -> Path:
        """A trainee's marked hand-in."""
        return self.root / "autograded" / trainee / assessment

    def feedback(self, assessment: str, trainee: str) -> Path:
        """A trainee's feedback."""
        return self.root / "feedback" / trainee / assessment

    @contextmanager
    def gradebook(self) -> Iterator[Any]:
        """Open nbgrader's gradebook."""
        with Gradebook(self.db_url, self.about["id"]) as gradebook:
            yield gradebook


def find_course(folder: Path) -> Course:
    """Return the class folder `folder`. Raises SebayaError when it is none."""
    root = folder.expanduser().resolve()
    if not (root / CONFIG).is_file() or not (root / "class.yaml").is_file():
        raise SebayaError(
            id=f"{root} bukan folder kelas. Buat dengan: sebaya course new {root}",
            en=f"{root} is not a class folder. Make one with: sebaya course new {root}",
        )
    return Course(root)


def create_course(folder: Path, name: str, db: str | None = None, register: str | None = None) -> Course:
    """Make the class folder `folder`, or complete it; nothing that is there is changed.

    `name` is what the class is called (school and class); its nbgrader course id follows from it. `db` is the
    address of an own PostgreSQL database for the gradebook (default: a file in the folder); nbgrader keeps one
    class in a database. `register` is the address of a PostgreSQL database for the register, which may keep many
    classes. Raises SebayaError when the folder cannot be written or holds other things, when it has another gradebook
    or register already, or when a database cannot be used.
    """
    root = folder.expanduser().resolve()
    is_class = (root / "class.yaml").is_file()
    if root.is_dir() and any(root.iterdir()) and not is_class:
        raise SebayaError(
            id=f"{root} sudah berisi hal lain. Pilih folder kosong atau nama folder baru.",
            en=f"{root} already holds other things. Choose an empty folder or a new name.",
        )
    address = _database(db) if db else None
    register_address = _database(register) if register else None
    about = {
        "format": 1,
        "id": re.sub(r"[^a-z0-9]+", "-", name.lower()).strip("-") or "kelas",
        "name": name,
        "created_on": date.today().isoformat(),
        **({"db": address} if address else {}),
        **({"register": register_address} if register_address else {}),
    }
    try:
        root.mkdir(parents=True, exist_ok=True)
        root.chmod(PRIVATE)
        for folder_name in FOLDERS:
            (root / folder_name).mkdir(exist_ok=True)
        for file, content in (
            (CONFIG, _CONFIG_TEXT),
            ("contacts.yaml", _CONTACTS_TEXT),
            ("class.yaml", yaml.safe_dump(about, allow_unicode=True, sort_keys=False)),
        ):
            if not (root / file).exists():
                (root / file).write_text(content, encoding="utf-8")
    except OSError as fault:
        raise SebayaError(
            id=f"Folder {root} tidak bisa ditulis ({fault.strerror}). Pilih folder lain.",
            en=f"The folder {root} cannot be written ({fault.strerror}). Choose another one.",
        ) from fault
    course = Course(root)
    if address and course.db_url != address:
        raise SebayaError(
            id=f"Kelas {root} sudah punya buku nilai lain. Buat folder kelas baru untuk basis data ini.",
            en=f"The class {root} has another gradebook already. Make a new class folder for this database.",
        )
    if register_address and course.register_url != register_address:
        raise SebayaError(
            id=f"Kelas {root} sudah punya buku register lain. Buat folder kelas baru untuk basis data ini.",
            en=f"The class {root} has another register already. Make a new class folder for this database.",
        )
    _create_gradebook(course)
    return course


def _database(address: str) -> str:
    """Return the address as SQLAlchemy takes it. Raises SebayaError for anything but PostgreSQL that answers."""
    try:
        url = make_url(address)
        if url.get_backend_name() != "postgresql":
            raise _unusable_database(address, url.drivername)
        url = url.set(drivername="postgresql+psycopg")
        engine = create_engine(url, hide_parameters=True)
        try:
            engine.connect().close()
        finally:
            engine.dispose()
    except (SQLAlchemyError, ImportError) as fault:
        raise _unusable_database(address, str(getattr(fault, "orig", None) or fault).splitlines()[0]) from fault
    return url.render_as_string(hide_password=False)


def _unusable_database(address: str, reason: str) -> SebayaError:
    shown = re.sub(r"(?<=password=)[^&]*", "***", re.sub(r":[^:@/]*@", ":***@", address))
    return SebayaError(
        id=f"Basis data {shown} tidak bisa dipakai ({reason}). Alamatnya seperti "
        'postgresql://pengguna@komputer/nama; perlu pip install "sebaya[postgres]".',
        en=f"The database {shown} cannot be used ({reason}). Its address is like "
        'postgresql://user@host/name; it needs pip install "sebaya[postgres]".',
    )


def _create_gradebook(course: Course) -> None:
    """Make the gradebook, stamped with the newest revision of its tables: nbgrader would start `alembic` to ask."""
    newest = ScriptDirectory(str(Path(nbgrader.__file__).with_name("alembic"))).get_current_head()
    engine = create_engine(course.db_url, hide_parameters=True)
    try:
        with engine.begin() as connection:
            if not inspect(connection).get_table_names():
                connection.execute(text("CREATE TABLE alembic_version (version_num VARCHAR(32) NOT NULL)"))
                connection.execute(text("INSERT INTO alembic_version VALUES (:newest)"), {"newest": newest})
    finally:
        engine.dispose()
    with course.gradebook():
        pass
