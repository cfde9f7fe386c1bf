"""An exercise of a lesson: feedback part by part, another try, nothing kept."""

import json
from pathlib import Path
from typing import Any

import pytest

from scenarios import content, practice
from scenarios.widgets.item import ExerciseItem
from scenarios.widgets.notice import Notice

SAMPLES = Path(__file__).parents[1] / "samples" / "compiled"


@pytest.fixture(autouse=True)
def compiled(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(content, "COMPILED", SAMPLES)
    monkeypatch.chdir(tmp_path)


def opened(name: str, lang: str = "id") -> ExerciseItem:
    widget = practice(f"m00-latihan/{name}", lang)
    assert isinstance(widget, ExerciseItem)
    return widget


def tell(widget: ExerciseItem, **message: Any) -> str:
    widget._receive(widget, {"seq": 1, **message}, None)
    outcome: str = widget.ack["outcome"]
    return outcome


def checked(widget: ExerciseItem, answer: dict[str, Any]) -> dict[str, Any]:
    assert tell(widget, type="answer", answer=answer) == "done"
    assert tell(widget, type="check") == "done"
    return dict(widget.feedback)


def test_the_chosen_option_gets_its_why() -> None:
    feedback = checked(opened("pilih-tanggapan"), {"option": "saran"})
    assert feedback["summary"] == "Belum tepat"
    assert feedback["parts"] == [
        {"id": "saran", "is_right": False, "why": "Saran terlalu cepat membuat Sari berhenti bercerita."}
    ]


def test_the_other_language_gives_its_own_feedback() -> None:
    feedback = checked(opened("pilih-tanggapan", "en"), {"option": "pantulan"})
    assert feedback["summary"] == "Right"
    assert feedback["parts"][0]["why"] == "You give her tiredness back, so Sari feels heard."


def test_trying_again_clears_the_feedback_and_keeps_the_answer() -> None:
    widget = opened("pilih-tanggapan")
    checked(widget, {"option": "saran"})
    assert tell(widget, type="again") == "done"
    assert widget.feedback == {}
    assert widget.answer == {"option": "saran"}


def test_a_new_answer_clears_the_feedback() -> None:
    widget = opened("pilih-tanggapan")
    checked(widget, {"option": "saran"})
    tell(widget, type="answer", answer={"option": "banding"})
    assert widget.feedback == {}


def test_matching_counts_and_marks_each_row() -> None:
    feedback = checked(opened("jodohkan-tanggapan"), {"pairs": {"pindah": "isi", "kecewa": "isi"}})
    assert feedback["summary"] == "1 dari 3 sudah tepat."
    assert [part["is_right"] for part in feedback["parts"]] == [True, False, False]


def test_steps_start_mixed_the_same_way_each_time() -> None:
    steps = [step["id"] for step in opened("urutkan-langkah").item["steps"]]
    assert steps != ["tempat", "batas", "dengar", "sepakat"]
    assert sorted(steps) == ["batas", "dengar", "sepakat", "tempat"]
    assert steps == [step["id"] for step in opened("urutkan-langkah").item["steps"]]


@pytest.mark.parametrize("count", [2, 3, 4, 7])
def test_steps_never_start_in_the_right_order(count: int) -> None:
    for number in range(60):
        steps = [{"id": f"s{place}", "text": {"id": "x"}} for place in range(count)]
        item = {"id": f"i{number}", "type": "ordering", "prompt": {"id": "x"}, "steps": steps}
        assert [step["id"] for step in ExerciseItem(item, "id").item["steps"]] != [step["id"] for step in steps]


def test_the_right_order_is_all_right() -> None:
    feedback = checked(opened("urutkan-langkah"), {"order": ["tempat", "batas", "dengar", "sepakat"]})
    assert (feedback["is_right"], feedback["summary"]) == (True, "Semuanya tepat.")


def test_a_safety_step_too_late_is_named() -> None:
    feedback = checked(opened("urutkan-langkah"), {"order": ["tempat", "dengar", "batas", "sepakat"]})
    assert "keselamatan" in feedback["summary"]


def test_a_conversation_gets_its_choices_reviewed() -> None:
    feedback = checked(opened("bangku-kosong"), {"path": ["c1", "c5"]})
    assert [(part["id"], part["is_right"]) for part in feedback["parts"]] == [("c1", True), ("c5", False)]


def test_a_text_brings_its_checklist_and_examples() -> None:
    item = opened("tulis-pantulan").item
    assert item["checklist"] == ["Aku menyebut satu perasaan.", "Aku tidak memberi saran."]
    assert len(item["examples"]) == 1


@pytest.mark.parametrize("name", ["pilih-tanggapan", "urutkan-langkah", "jodohkan-tanggapan"])
def test_the_screen_has_no_key_before_the_check(name: str) -> None:
    sent = json.dumps(opened(name).get_state()["item"])
    assert not any(f'"{field}"' in sent for field in ("correct", "shows", "harm", "why", "target", "safety"))


def test_nothing_is_kept_on_disk(tmp_path: Path) -> None:
    before = sorted(tmp_path.rglob("*"))
    checked(opened("pilih-tanggapan"), {"option": "saran"})
    assert sorted(tmp_path.rglob("*")) == before


@pytest.mark.parametrize("name", ["m00-latihan/tidak-ada", "tidak-ada/satu", "tanpa-garis"])
def test_a_missing_exercise_is_told_in_plain_words(name: str) -> None:
    shown = practice(name, "id")
    assert isinstance(shown, Notice)
    assert shown.text.startswith("Latihan ini belum terpasang")
