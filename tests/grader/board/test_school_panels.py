"""The panels of a school and of a district: complete on any class, and small groups stay hidden in what they show."""

import re
import shutil
from io import StringIO

import numpy as np
import pytest
from pypdf import PdfReader
from rich.console import Console
from school_class import HERE, OTHER, TODAY, class_folder, consented, day, decision, fill
from scipy.optimize import linprog

from grader.board.block import Acts, Choice, Numbers, Picture, Table
from grader.board.panel import Board
from grader.board.plain import plain
from grader.board.school import DISTRICT, PANELS
from grader.board.terminal import print_panel
from grader.course import Course
from grader.faults import SebayaError
from grader.figures.roll import read_roll
from grader.figures.serving import serving
from grader.register import register_of
from grader.register.entry import Entry
from grader.register.people import ERASED, TRAINEE, Person, write_people
from grader.report.serving_page import write_serving
from grader.views import COUNTED

pytest_plugins = ["school"]

ALL = {panel.id: panel for panel in (*PANELS, *DISTRICT)}
NAMELESS = ("pipeline", "evaluation", "yearly", "schools", "evaluation-of-all")
ADULTS = """\
format: 1
adults:
- {name: Bu Rina, place: pembina, role: {id: guru BK, en: counsellor}, when: jam sekolah, reach: ruang BK}
- {name: Pak Adi, place: pembina, is_deputy: true}
- {name: Puskesmas, place: puskesmas}
"""


def printed(panel, blocks):
    """Everything that a panel shows, in both languages."""
    shown = StringIO()
    print_panel(Console(file=shown, width=300), panel, blocks, everything=True)
    plainly = [plain(block, lang) for block in blocks if not isinstance(block, Picture) for lang in ("id", "en")]
    return f"{shown.getvalue()}{plainly}"


def built(course, *names, **chosen):
    """Panel → its blocks; all panels where none is named."""
    return {name: ALL[name].build(Board(course, TODAY, chosen)) for name in names or ALL}


@pytest.fixture(scope="module")
def shown(school):
    return built(school)


def with_people(course, *people, entries=()):
    write_people(register_of(course), [Person(HERE, *one) for one in people])
    register_of(course).append(*entries)
    return course


@pytest.fixture(params=["nobody", "one", "erased", "none-serves"])
def small_class(request, tmp_path):
    """Classes at the edge: empty, of one who serves, of one erased, of two who do not serve."""
    course = class_folder(tmp_path / "kelas")
    served = [
        Entry(HERE, "P01", *one.values[4:10], content=one.content) for one in (*consented(), decision("probation", -20))
    ]
    match request.param:
        case "one":
            with_people(course, ("P01", TRAINEE, "Sari", "X-1", "T2"), entries=served)
        case "erased":
            gone = Entry(HERE, "P01", "leave", "", ERASED, day(-1))
            with_people(course, ("P01", ERASED, ""), entries=[*served, gone])
        case "none-serves":
            with_people(course, ("P01", TRAINEE, "Sari", "X-1", "T2"), ("P02", TRAINEE, "Made", "", "T1"))
    return course


def test_every_panel_is_shown_on_any_class(small_class):
    is_erased = bool(register_of(small_class).entries(outcome=ERASED))
    for name, blocks in built(small_class).items():
        told = printed(ALL[name], blocks)
        assert ALL[name].title["id"] in told
        assert not re.search(r"\bnan\b", told, re.IGNORECASE)
        assert not (is_erased and "P01" in told), "of whom is erased there is no code"


@pytest.mark.parametrize("name", ALL)
def test_every_panel_is_shown_on_the_school(shown, name):
    told = printed(ALL[name], shown[name])
    assert ALL[name].title["id"] in told
    assert bool(re.search(r"\bNama\d|\bP\d\d\b", told)) == (name not in NAMELESS), "some panels name nobody"


@pytest.mark.parametrize("name", ALL)
def test_numbers_carry_what_they_rest_on(shown, name):
    for block in shown[name]:
        if isinstance(block, Picture):
            assert block.n is not None
            assert block.alt["id"] != block.alt["en"] or "n = " in block.alt["id"]
            assert block.svg.startswith("<svg")
        if isinstance(block, Numbers):
            assert all(number.n is not None for number in block.numbers)
        if isinstance(block, Table):
            assert not {column.id for column in block.columns} - set(block.rows.columns)
            carries = {"n", "people", "due", "served", "at_least"} & {column.id for column in block.columns}
            is_list = "code" in block.rows or "name" in block.rows or block.id == "expiring-by-month"
            assert block.n is not None or carries or is_list or block.id.startswith("harm-"), block.id


def test_the_place_is_chosen_where_a_register_holds_several(school, tmp_path):
    other = class_folder(tmp_path / "kelas")
    own, everybody = (
        next(
            one.rows for one in built(school, "serving", place=place)["serving"] if getattr(one, "id", "") == "serving"
        )
        for place in ("own", "all")
    )
    assert set(own["place"]) == {HERE}
    assert set(everybody["place"]) == {HERE, OTHER}
    assert len(everybody) == len(own) + 6
    assert not [one for one in built(other, "consents")["consents"] if isinstance(one, Choice)]


def test_small_groups_cannot_be_worked_out_of_the_pipeline(school, shown):
    """Tried with all that the panel shows at once: the least and the most that each hidden number could be."""
    found = {one.id: one for one in shown["pipeline"] if isinstance(one, Table)}
    whole = dict(zip(COUNTED, found["statuses"].rows["count"], strict=True))
    by_group, n = found["statuses-by-group"].rows, found["statuses"].n
    truth = read_roll(school, TODAY).present
    groups = list(by_group["group"])
    index = {(group, status): place for place, (group, status) in enumerate((g, s) for g in groups for s in COUNTED)}
    rows, sums = [np.ones(len(index))], [n]

    def told(keys, total):
        rows.append(np.array([float(key in keys) for key in index]))
        sums.append(total)

    for status in COUNTED:
        if whole[status] is not None:
            told({(group, status) for group in groups}, whole[status])
        for group, count in zip(groups, by_group[str(status)], strict=True):
            if count is not None:
                told({(group, status)}, count)
    hidden = 0
    for key, place in index.items():
        number = sum((one.group, one.standing.status) == key for one in truth)
        if 0 < number < 5:
            hidden += 1
            aim = np.zeros(len(index))
            aim[place] = 1
            least, most = (sign * linprog(sign * aim, A_eq=np.array(rows), b_eq=sums).fun for sign in (1, -1))
            assert most - least >= 1, key
    assert hidden > 3


def test_the_page_for_the_wall_names_those_who_may_serve_and_nobody_else(school, tmp_path):
    course = Course(shutil.copytree(school.root, tmp_path / "kelas"))
    (course.root / "contacts.yaml").write_text(ADULTS)
    done = ALL["serving"].acts["print"](Board(course, TODAY), {}, lambda _done, _total: None)
    pdf = PdfReader(course.root / "printed" / "serving.pdf")
    text = " ".join(" ".join(page.extract_text() for page in pdf.pages).split())
    may = set(serving(read_roll(course, TODAY))["name"])

    assert set(re.findall(r"Nama\d\d", text)) == may
    assert not re.search(r"\bP\d\d\b|dijeda|dicabut|suspended|revoked", text)
    assert "=X-4" not in text, "the one of that class is not supervised"
    assert "Bu Rina" in text
    assert "Pak Adi" in text
    assert "Puskesmas" not in text
    assert "22 November 2026; berlaku hari ini saja" in text
    assert len(pdf.pages) == 1
    assert pdf.trailer["/Root"]["/MarkInfo"]["/Marked"] is not None
    assert "serving.pdf" in done.told["en"]


@pytest.mark.parametrize(("count", "pages"), [(0, 1), (60, 1), (150, 1), (420, 2)])
def test_the_page_holds_sixty_names_and_goes_on_overleaf_when_it_must(tmp_path, count, pages):
    course = class_folder(tmp_path / "kelas")
    names = ("Sari Dewi Lestari", "Made Putra Wijaya", "Yosef Rumbiak", "Muhammad Rizky Ramadhan Nasution")
    people = [
        (f"P{number}", TRAINEE, f"{names[number % 4]} {number}", f"X-{number % 12}", "T2") for number in range(count)
    ]
    one = decision("probation", -3)
    with_people(
        course, *people, entries=[Entry(HERE, code, *one.values[4:10], content=one.content) for code, *_ in people]
    )
    pdf = PdfReader(write_serving(course, TODAY))
    text = " ".join(" ".join(page.extract_text() for page in pdf.pages).split())
    assert len(pdf.pages) == pages
    assert f"1 / {pages}" in text
    assert all(re.search(rf"\b{number}\b", text) for number in range(count))
    assert ("belum ada yang boleh bertugas" in text) == (count == 0)


def test_a_name_for_which_there_is_no_font_is_told_by_its_code(tmp_path):
    course = class_folder(tmp_path / "kelas")
    served = Entry(HERE, "P01", *decision("probation", -3).values[4:10], content=decision("probation", -3).content)
    with_people(course, ("P01", TRAINEE, "Sari \U0001e900", "X-1", "T2"), entries=[served])
    with pytest.raises(SebayaError, match="P01"):
        write_serving(course, TODAY)


def test_the_yearly_report_is_made_with_progress(tmp_path):
    course = class_folder(tmp_path / "kelas")
    panel, told = ALL["yearly"], []
    acts = next(block for block in panel.build(Board(course, TODAY)) if isinstance(block, Acts)).acts
    done = panel.acts[acts[0].id](
        Board(course, TODAY), {"year": "2026"}, lambda done, total: told.append((done, total))
    )
    assert told == [(1, 4), (2, 4), (3, 4), (4, 4)]
    assert {path.name for path in (course.root / "printed").iterdir()} == {"yearly-2026.pdf", "yearly-2026.xlsx"}
    assert "yearly-2026.pdf" in done.told["id"]


def test_a_register_on_postgresql_gives_the_same(school, tmp_path, postgres_server):
    other = class_folder(tmp_path / "kelas")
    with (other.root / "class.yaml").open("a") as about:
        about.write(f"register: {postgres_server.new_database()}\n")
    fill(other)
    of_both = [printed(ALL["schools"], built(course, "schools")["schools"]) for course in (school, other)]
    assert of_both[0] == of_both[1]
    assert OTHER in of_both[0]
