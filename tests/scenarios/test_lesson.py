"""What the cells of a lesson call, and what their widgets do with a message, without any screen."""

import subprocess
import sys

import pytest

import scenarios
from scenarios import lesson
from scenarios.widgets.dialogue import DialogueWidget
from scenarios.widgets.notice import Notice
from scenarios.workspace import Workspace

pytestmark = pytest.mark.usefixtures("samples")


@pytest.fixture
def workspace(tmp_path, monkeypatch):
    (tmp_path / ".sebaya").mkdir()
    monkeypatch.chdir(tmp_path)
    return Workspace(tmp_path)


def tell(widget, **message):
    """Send a message as the screen does, and return the outcome."""
    widget._receive(widget, {"seq": 1, **message}, [])
    return widget.ack["outcome"]


def test_importing_scenarios_loads_nothing_heavy():
    """`import scenarios` alone brings in neither widgets nor content."""
    heavy = "('scenarios.', 'anywidget', 'ipywidgets')"
    listed = f"import sys, scenarios; print([name for name in sys.modules if name.startswith({heavy})])"
    told = subprocess.run([sys.executable, "-c", listed], capture_output=True, text=True, check=True)
    assert told.stdout.strip() == "[]"


def test_what_a_lesson_may_import():
    """Each function is found by its name; no module bears a function's name, which would hide it."""
    assert {"play", "practice", "reflect", "silence", "tally", "help_card", "ask", "intro", "submit", "home"} <= set(
        dir(scenarios)
    )
    assert scenarios.play is lesson.play
    with pytest.raises(AttributeError):
        _ = scenarios.nothing
    assert not set(scenarios._HOMES) & set(scenarios._HOMES.values())


@pytest.mark.usefixtures("workspace")
def test_missing_content_is_a_sentence_never_a_traceback():
    """A dialogue or reflection that is not installed is told to the trainee in words."""
    for shown in (
        lesson.play("tidak-ada", "id"),
        lesson.reflect("m00-contoh/tidak-ada", "id"),
        lesson.reflect("mxx/awal"),
    ):
        assert isinstance(shown, Notice)
        assert "belum terpasang" in shown.text


def test_a_conversation_is_kept_and_resumed(workspace):
    """Every choice is on disk when it is answered, a step back too; a new kernel goes on from there."""
    widget = lesson.play("bangku-kosong")
    assert not widget.scene["is_started"]
    assert tell(widget, type="start", at=0) == "done"
    assert tell(widget, type="choose", choice="bangku-duduk", at=0) == "saved"
    assert tell(widget, type="choose", choice="cerita-perasaan", at=1) == "saved"
    assert tell(widget, type="undo", at=2) == "saved"
    again = lesson.play("bangku-kosong", "en")
    assert again.scene["is_started"]
    assert again.scene["was_resumed"]
    assert again.scene["turns"][0]["reply"]["text"].startswith("You sit down")
    assert tell(again, type="restart", at=1) == "saved"
    assert workspace.read("practice.json", None) == {}


@pytest.mark.usefixtures("workspace")
def test_a_second_window_that_is_behind_changes_nothing():
    """A choice made on an older picture is stale; one that is not offered fails; both leave the path as it was."""
    widget = lesson.play("bangku-kosong")
    tell(widget, type="choose", choice="bangku-duduk", at=0)
    assert tell(widget, type="choose", choice="bangku-ceria", at=0) == "stale"
    assert tell(widget, type="choose", choice="bangku-ceria", at=1) == "failed"
    assert widget.player.path == ["bangku-duduk"]


def test_a_failed_write_is_told_and_the_conversation_goes_on(workspace):
    """What could not be written is an outcome of its own."""
    (workspace.own / "practice.json").mkdir()
    widget = lesson.play("bangku-kosong")
    assert tell(widget, type="choose", choice="bangku-duduk", at=0) == "not-saved"
    assert len(widget.scene["turns"]) == 2


def test_without_a_workspace_a_conversation_plays_from_memory(tmp_path, monkeypatch):
    """A facilitator can look at a lesson anywhere: nothing has to be saved, nothing is claimed to be."""
    monkeypatch.chdir(tmp_path)
    widget = lesson.play("bangku-kosong")
    assert tell(widget, type="choose", choice="bangku-duduk", at=0) == "done"
    assert not lesson.reflect("m00-contoh/awal").is_kept


def test_a_path_that_no_longer_fits_starts_anew(workspace):
    """When a dialogue changed since it was played, it begins at its start."""
    for path in (["pilihan-lama"], "bangku-duduk", {"a": 1}, [["a"]]):
        workspace.write("practice.json", {"bangku-kosong": path})
        assert not lesson.play("bangku-kosong").scene["is_started"]


@pytest.mark.usefixtures("workspace")
def test_the_look_back_tells_levels_harm_first():
    """The competency in which harm was done stands first, and each level is tied to its choice."""
    widget = lesson.play("bangku-kosong")
    for step, choice in enumerate(["bangku-duduk", "cerita-perasaan", "lanjut-nomor"]):
        assert widget.scene["back"] is None
        tell(widget, type="choose", choice=choice, at=step)
    back = widget.scene["back"]
    assert [(row["name"], row["lowest"]) for row in back["competencies"]] == [
        ("Pelindungan anak", 1),
        ("Mendengarkan aktif", 3),
        ("Perasaan", 3),
    ]
    assert back["competencies"][0]["shown"] == [{"choice": 3, "level": 1}]
    assert (back["reflections"], back["questions"]) == (1, 0)
    assert back["unsaid"][0].startswith("Semoga")


@pytest.mark.usefixtures("workspace")
def test_competencies_fall_back_to_their_codes(tmp_path, monkeypatch):
    """Without the compiled competencies the codes are shown."""
    dialogue = lesson.dialogue("bangku-kosong")
    monkeypatch.setattr("scenarios.content.COMPILED", tmp_path)
    widget = DialogueWidget(dialogue)
    tell(widget, type="choose", choice="bangku-duduk", at=0)
    tell(widget, type="choose", choice="cerita-ajak", at=1)
    assert [row["name"] for row in widget.scene["back"]["competencies"]] == ["K2", "K5", "K13"]


@pytest.mark.usefixtures("workspace")
def test_another_language_at_any_moment():
    """A change of language changes what was said, what can be said, and every label; the path stays."""
    widget = lesson.play("bangku-kosong")
    tell(widget, type="choose", choice="bangku-duduk", at=0)
    widget.speak("en")
    assert widget.about["title"] == "The empty bench in the canteen"
    assert widget.scene["turns"][0]["reply"]["text"].startswith("You sit down")
    assert widget.ui["need_help"] == "I need help"


def test_a_reflection_is_kept_changed_and_removed(workspace):
    """What is written is on disk when it is answered; an emptied reflection leaves nothing behind."""
    widget = lesson.reflect("m00-contoh/awal")
    assert widget.prompt.startswith("Ingat satu kali")
    assert tell(widget, type="write", text="Satu kalimat. \ud83d") == "saved"
    assert lesson.reflect("m00-contoh/awal", "en").text == "Satu kalimat. ?"
    assert tell(widget, type="write", text="  ") == "saved"
    assert workspace.read("reflections.json", None) == {}


def test_silence_tally_and_help_need_no_content(tmp_path, monkeypatch):
    """These three work in any folder."""
    monkeypatch.chdir(tmp_path)
    for show in (lesson.silence, lesson.tally, lesson.help_card):
        assert show("en").lang == "en"
