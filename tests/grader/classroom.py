"""Fixtures: a small class that was really collected and marked."""

import shutil
from pathlib import Path

import pytest
from marker import ASSESSMENT, HARMFUL_TEXT

from grader.collect import collect
from grader.course import Course, create_course
from grader.example import open_gate
from grader.invented import answer_all, best_answer
from grader.keys import Key
from grader.mark import mark_class
from grader.release import release
from grader.roster import import_roster
from grader.trainee_folder import prepare
from scenarios.attempt import Attempt
from scenarios.workspace import Workspace

ROSTER = """kode,nama,kelas,jenjang,bahasa
8A-01,Sari Dewi,8A,T2,id
8A-02,Made Putra,8A,T1,en
8A-03,Yosef Rumbiak,8A,T1,id
8A-04,Ani Lestari,8A,T2,id
8A-05,Dani Saputra,8A,T2,id
"""
"""01 answers as the key does, 02 harmfully; 03 opens it and hands nothing in; 04 hands in empty; 05 never came."""
PROFILES = {"8A-01": "key", "8A-02": "harmful", "8A-03": "", "8A-04": "empty"}


@pytest.fixture(scope="session")
def empty_class(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A class folder without trainees, to copy; nbgrader's gradebook takes seconds to make."""
    return create_course(tmp_path_factory.mktemp("empty") / "kelas", "SMP Contoh 8A").root


@pytest.fixture(scope="session")
def marked_class(empty_class: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The class of ROSTER, collected and marked as far as the key can, to copy."""
    root = tmp_path_factory.mktemp("marked") / "kelas"
    course = Course(Path(shutil.copytree(empty_class, root)))
    open_gate(course)
    (root.parent / "daftar.csv").write_text(ROSTER)
    trainees = {trainee.code: trainee for trainee in import_roster(course, root.parent / "daftar.csv").trainees}
    release(course, ASSESSMENT)
    key = Key.read(course.key_file(ASSESSMENT))
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("SEBAYA_INBOX", str(course.inbox))
        for code, profile in PROFILES.items():
            attempt = sit(course, key, code, profile)
            if profile:
                attempt.hand_in(code, trainees[code].personal_code)
    collect(course, ASSESSMENT)
    mark_class(course, ASSESSMENT)
    return root


@pytest.fixture
def marked_course(marked_class: Path, tmp_path: Path) -> Course:
    """A copy of `marked_class`, of which the test may do what it likes."""
    return Course(Path(shutil.copytree(marked_class, tmp_path / "kelas", symlinks=True)))


def sit(course: Course, key: Key, code: str, profile: str) -> Attempt:
    """Open the assessment in a trainee's workspace and answer as `profile` would."""
    folder = prepare(course.root, code).root / "assessments" / ASSESSMENT
    if profile not in ("", "key"):
        attempt = answer_all(folder, key, profile, 1)
        if profile == "harmful":
            attempt.save("A12", {"text": HARMFUL_TEXT})
        return attempt
    attempt = Attempt(folder, Workspace.find(folder))
    if profile == "key":
        for name, item in key.items_for(code).items():
            attempt.save(name, key.opaque(item, best_answer(item)))
    return attempt
