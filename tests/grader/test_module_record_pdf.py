"""The module record as PDF: what it says, what it never says, and that it is the same every time."""

from dataclasses import replace
from pathlib import Path
from typing import Any

import pypdf
import pytest
from marker import ASSESSMENT, give_levels

from grader.course import Course
from grader.decided import Decision
from grader.decision import decide
from grader.faults import SebayaError
from grader.module_record_pdf import record_path, write_record, write_records
from grader.policy import Outcome
from grader.roster import Trainee, read_roster

pytest_plugins = ["classroom"]


@pytest.fixture
def passed(marked_course: Course) -> tuple[Course, Decision, Trainee]:
    give_levels(marked_course, "8A-01", 3, 4)
    return marked_course, decide(marked_course, ASSESSMENT)[0], read_roster(marked_course)[0]


def words(path: Path) -> str:
    return " ".join(" ".join(page.extract_text() for page in pypdf.PdfReader(path).pages).split())


def test_the_record_says_what_it_is_and_is_not(passed: Any) -> None:
    course, decision, trainee = passed
    told = words(write_record(course, decision, trainee))
    for expected in (
        "Sari Dewi",
        "8A-01",
        "SMP Contoh 8A",
        "Hadir dan mendengarkan",
        "Being present and listening",
        "Ini catatan modul, bukan sertifikat.",
        "belum boleh bertugas",
        "may not yet serve",
        "Pendukung sebaya di bawah supervisi; bukan konselor, psikolog, atau layanan darurat.",
        "Latihan langsung yang diamati",
        "belum diperiksa",
        "belum ditinjau psikolog",
        "Keputusan no. 1",
        decision.hash[:16],
    ):
        assert expected in told


def test_the_record_holds_no_grade_and_no_personal_code(passed: Any) -> None:
    course, decision, trainee = passed
    told = words(write_record(course, decision, trainee))
    assert "100%" not in told
    assert "Level" not in told
    assert trainee.personal_code not in told


def test_the_record_is_accessible_and_one_page(passed: Any) -> None:
    course, decision, trainee = passed
    long = replace(trainee, name="Anak Agung Ayu Made Maharani Wulandari Putri Kusuma Ningrum", tier="T1")
    reader = pypdf.PdfReader(write_record(course, decision, long))
    assert len(reader.pages) == 1
    assert reader.metadata is not None
    assert reader.metadata.title == "Catatan modul · Hadir dan mendengarkan · 8A-01"
    assert str(reader.root_object["/Lang"]).startswith("id")
    assert reader.root_object["/MarkInfo"]["/Marked"]
    assert b"pdfuaid" in reader.root_object["/Metadata"].get_data()


def test_t1_is_participation_only(passed: Any) -> None:
    course, decision, trainee = passed
    assert "hanya menyatakan keikutsertaan" not in words(write_record(course, decision, trainee))
    assert "hanya menyatakan keikutsertaan" in words(write_record(course, decision, replace(trainee, tier="T1")))


def test_the_same_decision_gives_the_same_bytes(passed: Any) -> None:
    course, decision, trainee = passed
    first = write_record(course, decision, trainee).read_bytes()
    assert write_record(course, decision, trainee).read_bytes() == first


def test_markup_in_a_name_stays_text(passed: Any) -> None:
    course, decision, trainee = passed
    told = words(write_record(course, decision, replace(trainee, name='#panic("x") *Sari* $a$ \\ "kutip"')))
    assert '#panic("x") *Sari* $a$ \\ "kutip"' in told


def test_a_name_without_a_font_is_a_named_problem(passed: Any) -> None:
    course, decision, trainee = passed
    unknown = replace(trainee, name="\U0001e900")  # a script that hardly any computer has
    with pytest.raises(SebayaError, match="8A-01"):
        write_record(course, decision, unknown)


def test_no_record_without_a_frozen_decision_that_passed(passed: Any) -> None:
    course, decision, trainee = passed
    for other in (
        replace(decision, number=0),
        replace(decision, outcome=Outcome.NOT_PASSED),
        replace(decision, trainee="8A-02"),
    ):
        with pytest.raises(SebayaError, match="Belum ada catatan"):
            write_record(course, other, trainee)


def test_the_class_gets_records_of_those_who_passed(passed: Any) -> None:
    course, _, _ = passed
    seen: list[tuple[int, int]] = []
    paths = write_records(course, ASSESSMENT, lambda done, total: seen.append((done, total)))
    assert paths == [record_path(course, "m02-listening", "8A-01")]
    assert seen[-1] == (len(seen), len(seen))
    assert write_records(course, ASSESSMENT) == paths


def test_a_superseded_record_is_taken_away(passed: Any) -> None:
    course, _, _ = passed
    (path,) = write_records(course, ASSESSMENT)
    give_levels(course, "8A-01", 2, 4)
    decide(course, ASSESSMENT)
    assert write_records(course, ASSESSMENT) == []
    assert not path.exists()


def test_no_record_from_a_register_that_was_changed(passed: Any) -> None:
    import sqlite3

    course, _, _ = passed
    connection = sqlite3.connect(course.root / "register.db")
    connection.execute("DROP TRIGGER entry_no_update")
    connection.execute("UPDATE entry SET on_day = '2020-01-01'")
    connection.commit()
    connection.close()
    with pytest.raises(SebayaError, match="tidak utuh"):
        write_records(course, ASSESSMENT)
