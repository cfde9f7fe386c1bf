"""The yearly report: PDF and XLSX hold the numbers of the panels, no names, and nothing that runs."""

import re
from collections import Counter
from datetime import date

import pytest
from openpyxl import load_workbook
from pypdf import PdfReader
from school_class import HERE, TODAY, class_folder, decision, entry
from typer.testing import CliRunner

from grader.board.block import Picture, Table
from grader.board.written import read_column
from grader.cli import app
from grader.faults import SebayaError
from grader.figures.evaluation import Period
from grader.register import register_of
from grader.register.entry import Entry
from grader.register.people import TRAINEE, Person, write_people
from grader.report.yearly import read_yearly, write_yearly, year_of

pytest_plugins = ["school"]

YEAR = Period(date(2026, 1, 1), TODAY)


@pytest.fixture(scope="module")
def report(school):
    return read_yearly(school, YEAR, TODAY)


@pytest.fixture(scope="module")
def files(school, tmp_path_factory):
    return write_yearly(school, YEAR, TODAY, folder=tmp_path_factory.mktemp("out"))


@pytest.fixture(scope="module")
def text(files):
    return " ".join(page.extract_text() for page in PdfReader(files[0]).pages)


def tables(report):
    return [block for section in report.sections for block in section.blocks if isinstance(block, Table)]


def test_the_workbook_holds_every_number_as_a_number(report, files):
    book = load_workbook(files[1])
    assert len(book.sheetnames) == len(tables(report)) + 1
    for table, sheet in zip(tables(report), book.worksheets[1:], strict=True):
        head, *rows = [list(row) for row in sheet.iter_rows(values_only=True)]
        assert len(rows) == len(table.rows), table.id
        for place, column in enumerate(table.columns):
            assert head[place] == " / ".join(dict.fromkeys(column.title.values()))
            for found, value in zip(rows, table.rows[column.id], strict=True):
                told = " / ".join(dict.fromkeys((value["id"], value["en"]))) if isinstance(value, dict) else value
                told = pytest.approx(told) if isinstance(told, float) else told or (None if told == "" else told)
                assert found[place] == ("–" if value is None else told), (table.id, column.id)
                assert isinstance(found[place], int | float) or column.kind == "text" or value is None
        if table.n is not None and len(head) > len(table.columns):
            assert {row[-1] for row in rows} == {table.n}


def test_no_cell_runs_though_a_class_begins_like_a_formula(files):
    cells = [cell for sheet in load_workbook(files[1]) for row in sheet.iter_rows() for cell in row]
    assert {cell.data_type for cell in cells} <= {"s", "n", "inlineStr"}, "and no f"
    assert "=X-4" in {cell.value for cell in cells}


def test_the_first_sheet_explains_the_others(files):
    book = load_workbook(files[1])
    told = "\n".join(
        str(cell.value) for row in book.worksheets[0].iter_rows() for cell in row if cell.value is not None
    )
    assert all(name in told for name in book.sheetnames[1:])
    assert "Jangan mengukur keberhasilan" in told
    assert "SMA Contoh" in told
    assert "1 Januari 2026 – 22 November 2026" in told


def test_the_pdf_holds_the_same_numbers(report, text):
    found = Counter(re.findall(r"[\d.,]*\d%?", text))
    for table in tables(report):
        assert table.caption["id"].split()[0] in text
        told = Counter()
        for column in table.columns:
            if column.kind != "text":
                told.update(cell for cell in read_column(table, column, "id")[0] if cell != "–")
        assert not told - found, table.id


def test_the_pdf_can_be_read_aloud_pictures_included(report, files):
    root = PdfReader(files[0]).trailer["/Root"]
    alts = []

    def walk(node):
        node = node.get_object()
        if hasattr(node, "get"):
            alts.extend([node["/Alt"]] if "/Alt" in node else [])
            kids = node.get("/K", [])
            for kid in kids if isinstance(kids, list) else [kids]:
                walk(kid)

    walk(root["/StructTreeRoot"])
    pictures = [block for section in report.sections for block in section.blocks if isinstance(block, Picture)]
    assert root["/MarkInfo"]["/Marked"]
    assert [f"{one.alt['id']} | {one.alt['en']}" for one in pictures] == alts
    assert len(pictures) == 2


def test_neither_names_anybody(text, files):
    cells = [str(cell.value) for sheet in load_workbook(files[1]) for row in sheet.iter_rows() for cell in row]
    assert not re.search(r"Nama\d|\bP\d\d\b|\bR[12]\b", f"{text} {' '.join(cells)}")


def test_what_does_not_count_as_success_is_said(text):
    words = " ".join(text.split())
    assert "Do not measure success by the number of “cases”" in words
    assert "even when intentions improve" in words
    assert words.count("belum dicatat") == 3


def test_the_report_of_a_year_past_is_of_how_it_was_on_its_last_day(tmp_path):
    course = class_folder(tmp_path / "kelas")
    write_people(register_of(course), [Person(HERE, f"P{n}", TRAINEE, f"N{n}", "8A", "T2") for n in range(6)])
    for one in (decision("certificate", -340, 25), entry("revocation", -100, "revoked")):
        register_of(course).append(*(Entry(HERE, f"P{n}", *one.values[4:10], content=one.content) for n in range(6)))
    found = tables(read_yearly(course, year_of(2025, date(2026, 11, 22)), TODAY))
    counts = {
        row["status"]["en"]: row["count"]
        for row in next(one.rows for one in found if one.id == "statuses").to_dict("records")
    }
    assert counts == {**dict.fromkeys(counts, 0), "certified": 6}
    part = Period(date(2026, 7, 1), date(2026, 9, 30))
    assert write_yearly(course, part, TODAY)[1].name == "yearly-2026-07-01-2026-09-30.xlsx"


@pytest.mark.parametrize("year", [2027, 1999])
def test_a_year_that_cannot_be_reported_is_refused(year):
    with pytest.raises(SebayaError, match=str(year)):
        year_of(year, TODAY)


def test_days_in_the_wrong_order_are_refused(school):
    with pytest.raises(SebayaError, match="Tukar"):
        read_yearly(school, Period(TODAY, date(2026, 1, 1)), TODAY)


def test_a_folder_that_cannot_be_written_is_told(school, tmp_path):
    (tmp_path / "file").touch()
    with pytest.raises(SebayaError, match="tidak bisa ditulisi"):
        write_yearly(school, YEAR, TODAY, folder=tmp_path / "file")


@pytest.mark.parametrize(
    ("command", "made"),
    [(["serving"], "serving.pdf"), (["yearly", "--year", "2026"], "yearly-2026.xlsx"), (["schools"], "")],
)
def test_the_commands(tmp_path, command, made):
    course = class_folder(tmp_path / "kelas")
    done = CliRunner().invoke(app, ["report", *command, "--folder", str(course.root)])
    assert done.exit_code == 0, done.output
    assert not made or (course.root / "printed" / made).is_file()
