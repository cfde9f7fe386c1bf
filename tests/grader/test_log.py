"""What people report: all or none, every fault named with line and person, nothing doubled, nothing but codes."""

import json
import shutil
from datetime import date
from pathlib import Path

import pytest

from grader.course import Course
from grader.faults import SebayaError
from grader.log.kinds import KINDS, STRIKES, WORDS
from grader.log.recording import LogError, correct, log
from grader.log.row import LogRow
from grader.log.table import read_log
from grader.raters import add_rater
from grader.register import Entry, register_of
from grader.register.chain import verify
from grader.register.entry import KINDS as REGISTERED
from grader.register.people import erase_person
from grader.roster import import_roster
from grader.traces import mentions_of

pytest_plugins = ["classroom"]

TODAY = date(2026, 11, 22)
ROSTER = "kode,nama,kelas,jenjang\nP01,Sari Dewi,8A,T2\nP02,Made Putra,8A,T2\nP03,Ani Lestari,8A,T3\n"
FINGERPRINT = "ab" * 32
NEEDED = {"percent": "100", "role": "psikolog"}


@pytest.fixture(scope="module")
def peopled(empty_class: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The class of ROSTER with the rater G01, to copy."""
    course = Course(Path(shutil.copytree(empty_class, tmp_path_factory.mktemp("peopled") / "kelas")))
    (course.root.parent / "daftar.csv").write_text(ROSTER)
    import_roster(course, course.root.parent / "daftar.csv")
    add_rater(course, "G01", "Bu Rina", "guru-bk")
    return course.root


@pytest.fixture
def course(peopled: Path, tmp_path: Path) -> Course:
    return Course(Path(shutil.copytree(peopled, tmp_path / "kelas")))


def recorded(course: Course) -> list[Entry]:
    return register_of(course).entries()


def problems_of(course: Course, *rows: LogRow) -> list[str]:
    with pytest.raises(LogError) as caught:
        log(course, rows, today=TODAY)
    assert recorded(course) == []
    return [str(problem) for problem in caught.value.problems]


def whole(kind: str) -> LogRow:
    """A row of a kind with all that it must say."""
    known = KINDS[kind]
    fields = {name: NEEDED.get(name) or known.reasons[0] for name, is_needed in known.fields.items() if is_needed}
    return LogRow(kind, "", about=FINGERPRINT, **fields) if known.is_of_place else LogRow(kind, "P01", **fields)


def test_every_kind_of_the_register_is_reported_or_made_elsewhere() -> None:
    assert set(REGISTERED) - set(KINDS) == {
        "decision", "rating", "calibration", "second-mark", "correction", "credential",
    }  # fmt: skip


@pytest.mark.parametrize("kind", KINDS)
def test_every_outcome_and_reason_has_words_in_both_languages(kind: str) -> None:
    for code in (*KINDS[kind].outcomes, *KINDS[kind].reasons, *STRIKES):
        assert WORDS[code]["id"]
        assert WORDS[code]["en"]


@pytest.mark.parametrize("kind", KINDS)
def test_each_kind_is_recorded_with_its_first_outcome(course: Course, kind: str) -> None:
    (entry,) = log(course, [whole(kind)], "g01", TODAY).added
    assert (entry.kind, entry.outcome, entry.on_day, entry.recorded_by) == (
        kind, KINDS[kind].outcomes[0], "2026-11-22", "G01",
    )  # fmt: skip
    assert entry.person == ("" if KINDS[kind].is_of_place else "P01")
    assert recorded(course) == [entry]


@pytest.mark.parametrize(
    ("kind", "said", "outcome", "content"),
    [
        ("supervision", {"outcome": "tidak hadir"}, "missed", {}),
        ("supervision", {"outcome": "In depth"}, "in-depth", {}),
        ("consent", {"outcome": "ditarik"}, "withdrawn", {}),
        ("conversation", {}, "held", {"count": 1}),
        ("conversation", {"count": "3"}, "held", {"count": 3}),
        ("law-quiz", {"percent": "100%"}, "passed", {"percent": 100}),
        ("law-quiz", {"percent": "95"}, "not-passed", {"percent": 95}),
        ("incident", {"codes": "h10, H2;H2"}, "open", {"codes": ["H2", "H10"]}),
        ("leave", {"reason": "tamat"}, "left", {"reason": "graduated"}),
    ],
)
def test_words_and_numbers_become_codes(
    course: Course, kind: str, said: dict[str, str], outcome: str, content: dict[str, object]
) -> None:
    (entry,) = log(course, [LogRow(kind, "p01", **said)], today=TODAY).added
    assert (entry.outcome, dict(entry.content)) == (outcome, content)


@pytest.mark.parametrize(
    ("row", "word"),
    [
        (LogRow("supervision", "P99", line=4), "baris 4, P99: kode ini tidak ada"),
        (LogRow("supervision", "G01"), "G01: ini kode pembina"),
        (LogRow("supervision", "P01", on="2026-11-23"), "belum tiba"),
        (LogRow("supervision", "P01", on="31/12/2019"), "terlalu lama"),
        (LogRow("supervision", "P01", on="kemarin"), "tidak terbaca"),
        (LogRow("supervision", "P01", on="12/31/2025"), "tidak terbaca"),
        (LogRow("supervision", "P01", outcome="sakit, demam di rumah"), "tidak dikenal"),
        (LogRow("supervision", "P01", percent="90"), "tidak memakai percent"),
        (LogRow("supervision", "P01", reason="karena ia sakit"), "tidak memakai reason"),
        (LogRow("supervision", "P01", about="Sari sakit"), "about tidak dipakai"),
        (LogRow("conversation", "P01", count="0"), "1–50"),
        (LogRow("conversation", "P01", count="dua"), "1–50"),
        (LogRow("law-quiz", "P01"), "0–100"),
        (LogRow("law-quiz", "P01", percent="101"), "0–100"),
        (LogRow("law-quiz", "P01", percent="90", outcome="passed"), "tidak cocok"),
        (LogRow("incident", "P01", codes="H2 H15"), "H15"),
        (LogRow("leave", "P01"), "alasan"),
        (LogRow("leave", "P01", reason="pindah ke Bandung"), "alasan"),
        (LogRow("leave", "P01", outcome="erased", reason="moved"), "tidak dikenal"),
        (LogRow("content-review", "", role="guru", about=FINGERPRINT), "psikolog"),
        (LogRow("content-review", "", role="psikolog", about="semua"), "sidik"),
        (LogRow("content-review", "P01", role="psikolog", about=FINGERPRINT), "kelas, bukan"),
        (LogRow("decision", "P01", outcome="passed"), "tidak bisa dicatat dengan tangan"),
        (LogRow("rating", "P01"), "tidak bisa dicatat dengan tangan"),
    ],
)
def test_what_is_not_right_is_told_and_nothing_recorded(course: Course, row: LogRow, word: str) -> None:
    (problem,) = problems_of(course, LogRow("consent", "P02"), row)
    assert word in problem


def test_all_faults_are_told_at_once_with_line_and_person(course: Course) -> None:
    rows = [
        LogRow("consent", "P01", line=2),
        LogRow("consent", "P98", on="2030-01-01", line=3),
        LogRow("leave", "P02", line=4),
    ]
    told = problems_of(course, *rows)
    assert [problem.partition(":")[0] for problem in told] == ["baris 3, P98", "baris 3, P98", "baris 4, P02"]


def test_nobody_is_no_report(course: Course) -> None:
    assert len(problems_of(course)) == 1


@pytest.mark.parametrize("recorder", ["P01", "G99"])
def test_only_staff_records(course: Course, recorder: str) -> None:
    with pytest.raises(SebayaError, match=recorder):
        log(course, [LogRow("consent", "P02")], recorder, TODAY)
    assert recorded(course) == []


def test_of_an_erased_person_nothing_more_is_recorded(course: Course) -> None:
    erase_person(register_of(course), course.about["id"], "P01")
    assert "sudah dihapus" in problems_of(course, LogRow("supervision", "P01"))[0]


def test_what_is_there_already_is_told_and_not_doubled(course: Course) -> None:
    rows = [LogRow("supervision", code) for code in ("P01", "P02", "P01")]
    first = log(course, rows[:1], "G01", TODAY)
    again = log(course, rows, today=TODAY)
    assert [entry.person for entry in again.added] == ["P02"]
    assert list(again.already) == [*first.added, *first.added]
    assert len(recorded(course)) == 2
    assert len(log(course, [LogRow("consent", "P03")] * 2, today=TODAY).already) == 1


def test_of_one_supervision_only_one_thing_is_true(course: Course) -> None:
    (there,) = log(course, [LogRow("supervision", "P01", outcome="missed")], today=TODAY).added
    with pytest.raises(LogError) as caught:
        log(course, [LogRow("supervision", "P01", outcome="attended"), LogRow("supervision", "P02")], today=TODAY)
    assert f"sebaya correct {there.number}" in str(caught.value.problems[0])
    correct(course, there.number, "wrong-outcome", today=TODAY)
    assert len(log(course, [LogRow("supervision", "P01", outcome="attended")], today=TODAY).added) == 1


def test_consent_can_be_withdrawn_on_the_day_on_which_it_was_given(course: Course) -> None:
    given = log(course, [LogRow("consent", "P01")], today=TODAY)
    withdrawn = log(course, [LogRow("consent", "P01", outcome="withdrawn")], today=TODAY)
    assert [entry.outcome for entry in (*given.added, *withdrawn.added)] == ["given", "withdrawn"]


@pytest.mark.parametrize("separator", [",", ";", "\t"])
@pytest.mark.parametrize("mark", ["", "\ufeff"])
@pytest.mark.parametrize(
    "header", ["Kode;Nama;Tanggal;Hasil", "code;name;date;outcome", "KODE_PESERTA; nama lengkap ;day;attendance"]
)
def test_lists_of_spreadsheets_are_read(course: Course, tmp_path: Path, header: str, mark: str, separator: str) -> None:
    text = f"{header}\nP01;Sari Dewi;01/11/2026;hadir\n\np02;Made Putra;2026-11-02;missed\n"
    path = tmp_path / "hadir.csv"
    path.write_bytes((mark + text.replace(";", separator).replace("\n", "\r\n")).encode())
    added = log(course, read_log("supervision", path), today=TODAY).added
    assert [(one.person, one.on_day, one.outcome) for one in added] == [
        ("P01", "2026-11-01", "attended"), ("P02", "2026-11-02", "missed"),
    ]  # fmt: skip


def test_no_name_of_a_list_reaches_the_register(course: Course, tmp_path: Path) -> None:
    path = tmp_path / "hadir.csv"
    path.write_text("kode;nama;kelas;tanggal\nP01;Sari Dewi;8A;2026-11-01\n")
    log(course, read_log("supervision", path), today=TODAY)
    assert "Sari" not in json.dumps([entry.values for entry in recorded(course)])
    assert mentions_of(course, "Sari Dewi") == []


def test_a_line_that_is_not_right_is_named_by_its_place_in_the_file(course: Course, tmp_path: Path) -> None:
    path = tmp_path / "hadir.csv"
    path.write_text("kode,tanggal,hasil\nP01,,\n\nP77,2026-11-01,hadir\nP02,2026-11-01,libur\n")
    told = problems_of(course, *read_log("supervision", path))
    assert [problem.partition(":")[0] for problem in told] == ["baris 4, P77", "baris 5, P02"]


def test_an_empty_cell_takes_what_the_command_says(tmp_path: Path) -> None:
    path = tmp_path / "hadir.csv"
    path.write_text("kode,tanggal,hasil\nP01,,\nP02,2026-11-02,missed\nP03\n")
    rows = read_log("supervision", path, on="2026-11-01", outcome="in-depth")
    assert [(row.on, row.outcome) for row in rows] == [
        ("2026-11-01", "in-depth"), ("2026-11-02", "missed"), ("2026-11-01", "in-depth"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("content", "word"),
    [
        (b"kode,tangal\nP01,2026-11-01\n", "tangal"),
        (b"kode,catatan\nP01,menangis\n", "catatan"),
        (b"tanggal,hasil\n2026-11-01,hadir\n", "belum ada: kode"),
        (b"kode,code\nP01,P02\n", "dua kali"),
        (b"kode,tanggal\nP01,2026-11-01,hadir\n", "baris 2"),
        (b"kode\n", "tidak berisi"),
        (b"", "tidak berisi"),
        (b"PK\x03\x04", "Excel"),
        ("kode\nP01".encode("utf-16"), "UTF-16"),
        (b"kode,nama\nP01,Zo\xeb\n", "baris 2"),
        (b'kode,nama\nP01,"Sari\n', "kutip"),
    ],
)
def test_a_file_that_cannot_be_read_says_why(tmp_path: Path, content: bytes, word: str) -> None:
    path = tmp_path / "hadir.csv"
    path.write_bytes(content)
    with pytest.raises(SebayaError, match=word):
        read_log("supervision", path)


def test_a_correction_strikes_an_entry_and_both_stay(course: Course) -> None:
    (wrong,) = log(course, [LogRow("consent", "P01")], today=TODAY).added
    made = correct(course, wrong.number, "salah orang", "G01", TODAY)
    assert (made.person, made.about, made.outcome, made.recorded_by) == ("P01", str(wrong.number), "struck", "G01")
    assert made.content == {"reason": "wrong-person"}
    assert recorded(course) == [wrong, made]
    assert verify(register_of(course)) == []
    assert log(course, [LogRow("consent", "P01")], today=TODAY).already == ()


@pytest.mark.parametrize("kind", ["decision", "rating", "calibration"])
def test_what_was_not_reported_can_be_struck_too(course: Course, kind: str) -> None:
    (there,) = register_of(course).append(Entry(course.about["id"], "P01", kind))
    assert correct(course, there.number, "twice", today=TODAY).about == str(there.number)


def test_a_correction_is_refused_where_it_would_be_unclear(course: Course) -> None:
    place = course.about["id"]
    there, _, _ = register_of(course).append(
        Entry(place, "P01", "wellbeing"),
        Entry(place, "P02", "leave", outcome="erased"),
        Entry("kelas-lain", "P01", "leave"),
    )
    made = correct(course, there.number, "other", today=TODAY)
    for number, word in (
        (there.number, "sudah dicoret"),
        (made.number, "tidak bisa"),
        (2, "tidak bisa"),
        (3, "tidak ada"),
    ):
        with pytest.raises(SebayaError, match=word):
            correct(course, number, "other", today=TODAY)
    with pytest.raises(SebayaError, match="typing-error"):
        correct(course, there.number, "karena Sari bilang begitu", today=TODAY)
    assert len(recorded(course)) == 4
