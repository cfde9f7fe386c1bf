"""A trainee's workspace is prepared from the class folder, and Jupyter is started on it and stopped again."""

import json
import os
import signal
import socket
import subprocess
import sys
import urllib.error
import urllib.request
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

import scenarios.content
from grader.course import CONFIG, Course
from grader.example import open_gate
from grader.faults import SebayaError
from grader.referral import read_map, write_map
from grader.server import Server
from grader.start import trainee_server
from grader.trainee_folder import COORDINATOR, prepare

REPOSITORY = Path(__file__).parents[2]
READY = {"id": "m02-listening", "status": "ready", "assessment": "m02-listening", "audience": "trainee", "order": 1}
PLANNED = {"id": "m03-without-judging", "status": "planned"}
INTRO, ASK, SUBMIT = (
    "from scenarios import intro; intro()",
    'from scenarios import ask; ask("A1")',
    "from scenarios import submit; submit()",
)


def class_folder(root: Path) -> Path:
    """What makes a folder a class, without a gradebook: that takes nbgrader seconds."""
    root.mkdir()
    (root / CONFIG).write_text("")
    (root / "class.yaml").write_text("{format: 1, id: kelas, name: Kelas}")
    return root


def notebook(*cells: tuple[str, str]) -> str:
    written = [
        {"cell_type": kind, "id": f"c{n}", "metadata": {}, "source": text} for n, (kind, text) in enumerate(cells)
    ]
    return json.dumps({"cells": written, "metadata": {}, "nbformat": 4, "nbformat_minor": 5})


@pytest.fixture
def course(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    compiled = tmp_path / "compiled"
    compiled.mkdir()
    (compiled / "curriculum.json").write_text(json.dumps({"modules": [READY, PLANNED]}))
    monkeypatch.setattr(scenarios.content, "COMPILED", compiled)
    return class_folder(tmp_path / "kelas ü")


def release(course: Path, name: str = "m02-listening", **changes: str) -> Path:
    folder = course / "release" / name
    folder.mkdir(parents=True, exist_ok=True)
    cells = [
        ("markdown", "# Penilaian"),
        ("code", INTRO),
        ("code", ASK),
        ("code", "# A1"),
        ("markdown", "<!-- A11 -->"),
        ("code", SUBMIT),
        ("code", "import os"),
    ]
    files = {f"{name}.ipynb": notebook(*cells), "items.json": "{}", "responses.json": "released", **changes}
    for file, text in files.items():
        (folder / file).write_text(text)
    return folder


def test_only_ready_modules_are_laid_down(course: Path) -> None:
    root = prepare(course).root
    assert root == course / "trainees" / "tamu"
    found = {path.relative_to(root).as_posix() for path in root.rglob("*.ipynb")}
    assert found == {"beranda.ipynb", "m02-listening/lesson.id.ipynb", "m02-listening/lesson.en.ipynb"}


def test_every_code_cell_of_our_lessons_is_allowed_and_nothing_else(course: Path) -> None:
    cells = prepare(course).cells
    assert "from scenarios import home; home()" in cells
    assert all(cell.startswith("from scenarios import ") and "\n" not in cell for cell in cells)


def test_a_changed_lesson_is_laid_down_anew_and_an_old_one_goes(course: Path) -> None:
    root = prepare(course).root
    lesson = root / "m02-listening" / "lesson.id.ipynb"
    original = lesson.read_bytes()
    lesson.write_text("{}")
    (root / "m02-listening" / "lesson.xx.ipynb").write_text("{}")
    prepare(course)
    assert lesson.read_bytes() == original
    assert not (root / "m02-listening" / "lesson.xx.ipynb").exists()


def test_of_a_release_only_the_fixed_forms_are_allowed(course: Path) -> None:
    release(course)
    cells = prepare(course).cells
    assert {INTRO, ASK, SUBMIT, "# A1", "<!-- A11 -->"} <= cells
    assert "import os" not in cells
    assert "# Penilaian" not in cells


def test_answers_are_never_touched(course: Path) -> None:
    release(course)
    folder = prepare(course).root / "assessments" / "m02-listening"
    assert not (folder / "responses.json").exists()
    (folder / "responses.json").write_text("mine")
    release(course, **{"items.json": '{"new": 1}'})
    prepare(course)
    assert (folder / "responses.json").read_text() == "mine"
    assert (folder / "items.json").read_text() == '{"new": 1}'


def test_settings_of_the_trainee_are_kept(course: Path) -> None:
    own = prepare(course, "X-01").root / ".sebaya"
    (own / "settings.json").write_text('{"lang": "en"}')
    prepare(course, "X-01")
    assert json.loads((own / "settings.json").read_text()) == {"lang": "en"}


@pytest.mark.parametrize(
    ("written", "adults"),
    [
        ("format: 1\nadults: []\n", []),
        ("", []),
        ("adults:\n  - {name: Bu Rina, role: {id: guru BK}}\n", [{"name": "Bu Rina", "role": {"id": "guru BK"}}]),
        ("adults:\n  - {name: Bu Rina, checked: 2026-11-22}\n", [{"name": "Bu Rina", "checked": "2026-11-22"}]),
    ],
)
def test_the_schools_adults_reach_the_help_card(course: Path, written: str, adults: list[Any]) -> None:
    (course / "contacts.yaml").write_text(written)
    own = prepare(course).root / ".sebaya"
    assert json.loads((own / "contacts.json").read_text()) == adults


@pytest.mark.parametrize(
    "written", ["adults: [", "adults: Bu Rina", "adults:\n  - Bu Rina\n", "adults:\n  - {role: x}\n"]
)
def test_contacts_that_cannot_be_read_are_named(course: Path, written: str) -> None:
    (course / "contacts.yaml").write_text(written)
    with pytest.raises(SebayaError, match=r"contacts\.yaml"):
        prepare(course)


@pytest.mark.parametrize("code", ["", "../x", "a/b", ".sebaya", "a b"])
def test_a_name_that_is_no_trainee_code_is_refused(course: Path, code: str) -> None:
    with pytest.raises(SebayaError, match="kode peserta"):
        prepare(course, code)


def test_a_folder_that_is_no_class_is_refused(course: Path, tmp_path: Path) -> None:  # noqa: ARG001
    with pytest.raises(SebayaError, match="folder kelas"):
        prepare(tmp_path / "nowhere")


def test_a_broken_release_is_named(course: Path) -> None:
    release(course, **{"m02-listening.ipynb": "{"})
    with pytest.raises(SebayaError, match=r"m02-listening\.ipynb"):
        prepare(course)


def test_links_in_a_release_are_left_out(course: Path, tmp_path: Path) -> None:
    (tmp_path / "secret").write_text("key")
    folder = release(course)
    try:
        (folder / "link.json").symlink_to(tmp_path / "secret")
    except OSError:
        pytest.skip("links cannot be made here")
    assert not (prepare(course).root / "assessments" / "m02-listening" / "link.json").exists()


def test_a_port_in_use_is_told(course: Path) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        with pytest.raises(SebayaError, match=str(port)), trainee_server(prepare(course), port=port):
            pass


def test_a_server_that_cannot_start_names_its_log(course: Path) -> None:
    server = trainee_server(prepare(course), port=0, options=("--ServerApp.root_dir=/nowhere/at/all",))
    with pytest.raises(SebayaError, match=r"server\.log"), server:
        pass


@pytest.fixture(scope="module")
def running(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """A server as a trainee gets it."""
    with pytest.MonkeyPatch.context() as patch:
        folder = tmp_path_factory.mktemp("start")
        patch.setattr(scenarios.content, "COMPILED", folder)
        (folder / "curriculum.json").write_text(json.dumps({"modules": [READY]}))
        patch.setenv("PYTHONPATH", str(REPOSITORY))
        patch.setenv("JUPYTER_CONFIG_PATH", str(folder / "of-the-user"))
        with trainee_server(prepare(class_folder(folder / "kelas")), port=0) as server:
            yield server


def ask(server: Server, path: str) -> tuple[int, str]:
    request = urllib.request.Request(server.url + path, headers={"Authorization": f"token {server.token}"})  # noqa: S310
    try:
        with urllib.request.urlopen(request, timeout=20) as answer:  # noqa: S310
            return answer.status, answer.read().decode()
    except urllib.error.HTTPError as fault:
        return fault.code, ""


@pytest.mark.slow
@pytest.mark.parametrize(
    "path", ["formgrader", "lab", "api/terminals", "api/contents/.sebaya", "files/.sebaya/contacts.json"]
)
def test_what_trainees_do_not_need_is_not_served(running: Server, path: str) -> None:
    assert ask(running, path)[0] in {404, 500}


@pytest.mark.slow
def test_nothing_is_served_without_the_token(running: Server) -> None:
    with pytest.raises(urllib.error.HTTPError, match="403"):
        urllib.request.urlopen(f"{running.url}api/contents", timeout=20)  # noqa: S310


@pytest.mark.slow
def test_settings_reach_the_page(running: Server) -> None:
    status, page = ask(running, "notebooks/beranda.ipynb")
    assert status == 200
    options = json.loads(page.split('id="jupyter-config-data" type="application/json">')[1].split("</script>")[0])
    assert "@sebaya/autorun" in {extension["name"] for extension in options["federated_extensions"]}
    assert "@jupyter/nbgrader" in options["disabledExtensions"]
    assert "from scenarios import home; home()" in options["sebayaCells"]
    _, settings = ask(running, "lab/api/settings/@jupyterlab/docmanager-extension:plugin")
    assert json.loads(settings)["schema"]["properties"]["autosave"]["default"] is False


@pytest.mark.slow
@pytest.mark.skipif(os.name != "posix", reason="signals are sent otherwise there")
@pytest.mark.parametrize("name", ["SIGINT", "SIGTERM"])
def test_start_prints_the_address_and_ends_cleanly(course: Path, name: str) -> None:
    code = (
        "import sys, pathlib, scenarios.content as c; c.COMPILED = pathlib.Path(sys.argv[2]);"
        "import grader.start as s;"
        "s.start(pathlib.Path(sys.argv[1]), port=0, browser=False); print('ended')"
    )
    process = subprocess.Popen(
        [sys.executable, "-c", code, str(course), str(scenarios.content.COMPILED)],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        env={**os.environ, "PYTHONPATH": str(REPOSITORY)},
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.default_int_handler),  # a shell's `&` ignores it
    )
    assert process.stdout is not None
    try:
        lines = iter(process.stdout.readline, "")
        address = next(line.strip() for line in lines if "http://" in line)
        assert "/notebooks/beranda.ipynb?token=" in address
        process.send_signal(getattr(signal, name))
        rest, errors = process.communicate(timeout=40)
    finally:
        process.kill()
    assert "ended" in rest
    assert "Traceback" not in errors
    with pytest.raises(OSError, match="refused"):
        urllib.request.urlopen(address, timeout=5)  # noqa: S310


def gated() -> None:
    compiled = scenarios.content.COMPILED / "curriculum.json"
    compiled.write_text(json.dumps({"modules": [{**READY, "order": 2}, PLANNED]}))


def lies_there(course: Path) -> bool:
    return (prepare(course).root / "m02-listening" / "lesson.id.ipynb").is_file()


def test_lessons_in_listening_wait_for_the_schools_adults(course: Path) -> None:
    gated()
    assert not lies_there(course)
    assert json.loads((prepare(course).root / ".sebaya" / "withheld.json").read_text()) == ["m02-listening"]
    open_gate(Course(course))
    assert lies_there(course)
    assert json.loads((prepare(course).root / ".sebaya" / "withheld.json").read_text()) == []


def test_a_map_that_has_only_grown_old_takes_no_lesson_away_and_an_empty_place_does(course: Path) -> None:
    gated()
    open_gate(Course(course))
    filled = read_map(Course(course))
    aged = [replace(contact, checked_on="2020-01-01") for contact in filled.contacts]
    write_map(Course(course), replace(filled, contacts=tuple(aged)))
    assert lies_there(course)
    write_map(Course(course), replace(filled, contacts=tuple(aged[1:])))
    assert not lies_there(course)


def test_coordinators_have_a_folder_of_their_own_with_every_lesson(course: Path) -> None:
    gated()
    coordinators = prepare(course, audience=COORDINATOR)
    assert coordinators.root == course / "coordinator"
    assert coordinators.of_class == course
    assert (coordinators.root / "m02-listening" / "lesson.id.ipynb").is_file()
    assert prepare(course).of_class is None
