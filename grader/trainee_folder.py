"""A trainee's folder in the class folder: lessons, released assessments, the school's adults. Starts nothing.

Lessons hold no data of the trainee and are copied anew when they change; `responses.json` is never touched, but for a
retake: then the answers before it are set aside. Of retakes a workspace knows its own alone. So with a shared exchange,
which has one paper for all, a trainee takes an assessment again where `sebaya start --trainee` was run.
"""

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from grader.attempts import Sitting, sittings
from grader.content import content_root
from grader.course import find_course
from grader.faults import SebayaError
from grader.gate import may_learn
from grader.own_paper import PAPER, lay_paper
from scenarios.atomic import write_whole
from scenarios.attempt import is_trainee_code
from scenarios.content import curriculum
from scenarios.workspace import Workspace

__all__ = ["COORDINATOR", "GUEST", "TRAINEE", "TraineeFolder", "prepare"]

GUEST = "tamu"
TRAINEE, COORDINATOR = "trainee", "coordinator"
"""For whom a folder is: the audiences of `curriculum.yaml`. Coordinators see all modules, trainees their own."""
START_PAGE = "beranda.ipynb"
OF_TRAINEE = re.compile(r"\.|responses")
"""How names of files begin that belong to the trainee, or to nobody."""
ASSESSMENT_CELL = re.compile(
    r'from scenarios import (intro; intro\(\)|ask; ask\("A[0-9]+"\)|submit; submit\(\))|# A[0-9]+|<!-- A[0-9]+ -->'
)
"""The only cells that an assessment may run or hide."""


@dataclass(frozen=True)
class TraineeFolder:
    """A prepared workspace: `root` is what the trainee sees, `settings` where the server's own files go.

    `cells` are the exact sources that may run by themselves; `inbox` takes hand-ins. `of_class` is the class folder
    that a coordinator's form may write to; None for trainees.
    """

    root: Path
    settings: Path
    inbox: Path
    cells: frozenset[str]
    of_class: Path | None = None


def prepare(folder: Path, trainee: str = GUEST, audience: str = TRAINEE) -> TraineeFolder:
    """Bring the workspace of `trainee`, or the coordinators' own, in the class `folder` up to date.

    Raises SebayaError.
    """
    if not is_trainee_code(trainee):
        raise SebayaError(
            id=f"“{trainee}” bukan kode peserta: pakai huruf, angka, dan garis hubung saja.",
            en=f"“{trainee}” is not a trainee code: use letters, digits and hyphens only.",
        )
    course = find_course(folder)
    is_trainees = audience == TRAINEE
    root = course.root / "trainees" / trainee if is_trainees else course.root / COORDINATOR
    settings = course.root / ".jupyter" / (trainee if is_trainees else COORDINATOR)
    modules = [
        entry
        for entry in curriculum()
        if entry["status"] == "ready" and (entry["audience"] == TRAINEE or not is_trainees)
    ]
    again = sittings(course.root) if is_trainees else {}
    withheld = [] if not is_trainees else [e["id"] for e in modules if not may_learn(course, e["order"])]
    try:
        for needed in (root / ".sebaya", settings, course.inbox):
            needed.mkdir(parents=True, exist_ok=True)
        Workspace(root).write("contacts.json", _adults(course.root / "contacts.yaml"))
        Workspace(root).write("trainee.json", "" if trainee == GUEST else trainee.upper())
        Workspace(root).write("audience.json", audience)
        Workspace(root).write("withheld.json", withheld)
        lessons = dict(_lessons([entry for entry in modules if entry["id"] not in withheld]))
        others = {e["assessment"] for e in curriculum() if "assessment" in e} - {e["assessment"] for e in modules}
        released = dict(_released(course.root / "release", others))
        papers = {place: path for place, path in released.items() if place == _paper(path.parent.name)}
        _lay_down({place: path for place, path in {**lessons, **released}.items() if place not in papers}, root)
        _lay_papers(papers.values(), root, {name: own.get(trainee.upper()) for name, own in again.items()})
        _clear_old_lessons(root, set(lessons))
    except OSError as fault:
        raise SebayaError(
            id=f"Folder peserta tidak bisa disiapkan ({fault}). Periksa ruang disk dan izin folder kelas.",
            en=f"The trainee's folder could not be prepared ({fault}). Check disk space and the folder's permissions.",
        ) from fault
    cells = {source for path in lessons.values() for kind, source in _cells(path) if kind == "code"}
    notebooks = [path for path in released.values() if path.suffix == ".ipynb"]
    fixed = {source for path in notebooks for _, source in _cells(path) if ASSESSMENT_CELL.fullmatch(source)}
    return TraineeFolder(root, settings, course.inbox, frozenset(cells | fixed), None if is_trainees else course.root)


def _lessons(modules: list[dict[str, Any]]) -> Iterator[tuple[str, Path]]:
    """Yield the start page and the lessons of `modules`: place in the workspace, and source."""
    folder = content_root() / "modules"
    yield START_PAGE, folder / START_PAGE
    for module in modules:
        for path in sorted((folder / module["id"]).glob("lesson.*.ipynb")):
            yield f"{module['id']}/{path.name}", path


def _released(release: Path, left_out: set[str]) -> Iterator[tuple[str, Path]]:
    """Yield the files of released assessments: place in the workspace, and source. Links are left out."""
    for path in sorted(release.glob("*/**/*")):
        if (
            path.relative_to(release).parts[0] not in left_out
            and path.is_file()
            and not path.is_symlink()
            and not OF_TRAINEE.match(path.name)
        ):
            yield f"assessments/{path.relative_to(release).as_posix()}", path


def _lay_down(files: dict[str, Path], root: Path) -> None:
    for place, source in files.items():
        target, content = root / place, source.read_bytes()
        if not target.is_file() or target.read_bytes() != content:
            target.parent.mkdir(parents=True, exist_ok=True)
            write_whole(target, content)


def _paper(assessment: str) -> str:
    return f"assessments/{assessment}/{PAPER}"


def _lay_papers(papers: Iterable[Path], root: Path, again: Mapping[str, Sitting | None]) -> None:
    """Lay down each paper as the trainee's own attempt at it. Raises SebayaError for a paper that is none."""
    for path in papers:
        own = again.get(path.parent.name)
        try:
            lay_paper(root, path.parent.name, path.read_bytes(), own.attempt if own else 1)
        except (ValueError, TypeError, AttributeError) as fault:
            raise SebayaError(
                id=f"{path} rusak. Jalankan: sebaya release {path.parent.name}",
                en=f"{path} is damaged. Run: sebaya release {path.parent.name}",
            ) from fault


def _clear_old_lessons(root: Path, wanted: set[str]) -> None:
    for path in root.glob("*/lesson.*.ipynb"):
        if path.relative_to(root).as_posix() not in wanted:
            path.unlink()


def _cells(notebook: Path) -> Iterator[tuple[str, str]]:
    """Yield kind and source of each cell. Raises SebayaError for a file that is not a notebook."""
    try:
        for cell in json.loads(notebook.read_bytes())["cells"]:
            source = cell["source"]
            yield cell["cell_type"], source if isinstance(source, str) else "".join(source)
    except (ValueError, KeyError, TypeError) as fault:
        raise SebayaError(
            id=f"{notebook} bukan notebook yang utuh. Bangun lagi atau salin lagi berkas itu.",
            en=f"{notebook} is not a whole notebook. Build or copy that file again.",
        ) from fault


def _adults(path: Path) -> list[Any]:
    """Return the school's own adults from the class's `contacts.yaml`; none when there is no such file."""
    try:
        content = yaml.safe_load(path.read_bytes())
    except FileNotFoundError:
        return []
    except yaml.YAMLError as fault:
        raise _bad_contacts(path, str(fault)) from fault
    adults = content.get("adults") if isinstance(content, dict) else None
    if adults is None:
        return []
    if not isinstance(adults, list) or not all(isinstance(adult, dict) and adult.get("name") for adult in adults):
        raise _bad_contacts(path, "adults: - name: …")
    return json.loads(json.dumps(adults, default=str))  # type: ignore[no-any-return]


def _bad_contacts(path: Path, detail: str) -> SebayaError:
    return SebayaError(
        id=f"{path} tidak bisa dibaca. Perbaiki dulu, supaya peserta melihat siapa yang bisa didatangi. {detail}",
        en=f"{path} could not be read. Mend it first, so that trainees see whom they can go to. {detail}",
    )
