"""What the cells of an assessment show, driven by the messages that a screen sends."""

import json
import shutil
from pathlib import Path
from typing import Any

import pytest

from scenarios import ask, intro, sitting, submit
from scenarios.widgets.handin import HandInWidget
from scenarios.widgets.intro import Intro
from scenarios.widgets.item import AssessedItem
from scenarios.widgets.notice import Notice
from scenarios.workspace import Workspace

DATA = Path(__file__).parents[1] / "samples" / "sitting" / "items.json"
CODE = "7K2QF-9DM4X"


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    shutil.copy(DATA, tmp_path / "items.json")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(sitting, "_sittings", {})
    return tmp_path


def another_kernel(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sitting, "_sittings", {})


def item(name: str) -> AssessedItem:
    widget = ask(name)
    assert isinstance(widget, AssessedItem)
    return widget


def opening() -> Intro:
    widget = intro()
    assert isinstance(widget, Intro)
    return widget


def closing() -> HandInWidget:
    widget = submit()
    assert isinstance(widget, HandInWidget)
    return widget


def tell(widget: Any, **message: Any) -> str:
    widget._receive(widget, {"seq": 1, **message}, None)
    outcome: str = widget.ack["outcome"]
    return outcome


def answer(widget: AssessedItem, given: object, window: str = "one", seen: int | None = None) -> str:
    base = widget.revision if seen is None else seen
    return tell(widget, type="answer", answer=given, seen=base, window=window)


def hand_in(widget: HandInWidget, **message: Any) -> str:
    return tell(widget, type="hand-in", **{"trainee": "X-01", "code": CODE, "confirmed": False, **message})


def on_disk(folder: Path, name: str) -> Any:
    return json.loads((folder / "responses.json").read_bytes())["answers"][name]["answer"]


def test_one_widget_per_item_and_kernel() -> None:
    assert ask("A1") is ask("A1")
    assert ask("A1") is not ask("A2")
    assert intro() is intro()
    assert submit() is submit()


def test_a_closed_widget_is_replaced() -> None:
    first = item("A1")
    first.close()
    assert ask("A1") is not first


def test_a_change_is_saved_at_once(folder: Path) -> None:
    assert answer(item("A1"), {"option": "k3f"}) == "saved"
    assert on_disk(folder, "A1") == {"option": "k3f"}
    assert item("A1").answer == {"option": "k3f"}
    assert item("A1").revision == 1


def test_a_new_kernel_shows_what_was_saved(monkeypatch: pytest.MonkeyPatch) -> None:
    answer(item("A2"), {"path": ["c1"]})
    another_kernel(monkeypatch)
    assert item("A2").answer == {"path": ["c1"]}
    assert [turn["reply"] is None for turn in item("A2").chat["turns"]] == [False, True]


def test_a_second_kernel_does_not_overwrite_a_newer_answer(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    here = item("A1")
    another_kernel(monkeypatch)
    there = item("A1")
    answer(there, {"option": "k3f"})
    assert answer(here, {"option": "p8w"}) == "stale"
    assert on_disk(folder, "A1") == {"option": "k3f"}
    assert here.answer == {"option": "k3f"}
    assert answer(here, {"option": "p8w"}) == "saved"


def test_a_second_tab_on_one_kernel_does_not_overwrite_a_newer_answer(folder: Path) -> None:
    widget = item("A5")
    answer(widget, {"text": "satu"}, window="one", seen=0)
    assert answer(widget, {"text": "dua"}, window="two", seen=0) == "stale"
    assert on_disk(folder, "A5") == {"text": "satu"}


def test_quick_changes_of_one_window_need_not_wait_for_each_other(folder: Path) -> None:
    widget = item("A5")
    assert answer(widget, {"text": "sat"}, seen=0) == "saved"
    assert answer(widget, {"text": "satu"}, seen=0) == "saved"
    assert on_disk(folder, "A5") == {"text": "satu"}


def test_a_newer_answer_met_on_the_way_makes_an_old_draft_of_any_window_stale(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    here = item("A5")
    answer(here, {"text": "satu"}, seen=0)
    mine = sitting._sittings.copy()
    another_kernel(monkeypatch)
    answer(item("A5"), {"text": "dua"})
    monkeypatch.setattr(sitting, "_sittings", mine)
    hand_in(closing())  # reads what is on disk
    assert answer(here, {"text": "satu lagi"}, seen=1) == "stale"
    assert on_disk(folder, "A5") == {"text": "dua"}


def test_an_answer_that_cannot_be_is_not_saved(folder: Path) -> None:
    assert answer(item("A1"), {"option": "none"}) == "failed"
    assert not (folder / "responses.json").exists()


def test_half_a_sign_in_a_text_is_saved_as_a_question_mark(folder: Path) -> None:
    assert answer(item("A5"), {"text": "baik \ud83d"}) == "saved"
    assert on_disk(folder, "A5") == {"text": "baik ?"}


def test_a_full_disk_is_reported_and_the_next_try_can_work(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    widget = item("A1")
    with monkeypatch.context() as broken:
        broken.setattr("scenarios.responses.write_whole", _full)
        assert answer(widget, {"option": "k3f"}) == "not-saved"
        assert widget.answer is None
    assert answer(widget, {"option": "k3f"}) == "saved"
    assert on_disk(folder, "A1") == {"option": "k3f"}


def _full(*_args: object) -> None:
    raise OSError(28, "No space left on device")


def test_the_introduction_counts_live_in_the_chosen_language() -> None:
    first = opening()
    answer(item("A1"), {"option": "k3f"})
    answer(item("A2"), {"path": ["c1"]})
    assert first.page["progress"] == "1 dari 5 soal sudah dijawab"
    assert tell(first, type="language", lang="en") == "done"
    assert first.page["progress"] == "1 of 5 questions answered"


def test_the_language_changes_everywhere_and_is_remembered(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (folder / ".sebaya").mkdir()
    first, asked, last = opening(), item("A2"), closing()
    answer(asked, {"path": ["c1"]})
    tell(first, type="language", lang="en")
    assert asked.item["prompt"] == "Go through this conversation to its end."
    assert asked.chat["turns"][0]["reply"] == {"text": "Sit next to her and wait a moment."}
    assert last.ui["hand_in"] == "Hand in"
    assert item("A3").heading == "Question 3 of 5"
    another_kernel(monkeypatch)
    assert opening().page["title"] == "Assessment: Being present and listening"
    assert Workspace(folder).language == "en"


def test_an_unknown_language_changes_nothing() -> None:
    assert tell(opening(), type="language", lang="xx") == "done"
    assert opening().lang == "id"


def test_a_damaged_file_is_told_in_plain_words_and_kept(folder: Path) -> None:
    (folder / "responses.json").write_text("{")
    told = opening().page["notice"]
    [aside] = folder.glob("responses.damaged-*.json")
    assert aside.name in told
    assert "tidak dihapus" in told
    assert answer(item("A1"), {"option": "k3f"}) == "saved"


@pytest.mark.parametrize("content", ["", "{", "[]", '{"format": 1, "items": [{"id": "A1"}]}'])
@pytest.mark.parametrize("cell", [lambda: ask("A1"), intro])
def test_an_incomplete_assessment_is_told_without_a_traceback(folder: Path, cell: Any, content: str) -> None:
    (folder / "items.json").write_text(content)
    shown = cell()
    assert isinstance(shown, Notice)
    assert shown.text.startswith("Penilaian ini belum lengkap")
    assert set(shown._repr_mimebundle_()) == {"text/plain", "text/html"}


def test_a_folder_without_an_assessment_is_told_without_a_traceback(folder: Path) -> None:
    (folder / "items.json").unlink()
    assert all(isinstance(shown, Notice) for shown in (intro(), ask("A1"), submit()))


def test_an_unknown_item_is_told_in_plain_words() -> None:
    shown = ask("A99")
    assert isinstance(shown, Notice)
    assert shown.text.startswith("Soal ini tidak ada")


def test_the_screen_gets_no_points_and_no_graph() -> None:
    state = item("A2").get_state()
    sent = json.dumps({"item": state["item"], "chat": state["chat"]})
    assert "points" not in sent
    assert "states" not in sent
    assert "Makasih sudah mau dengar" not in sent  # what a choice leads to is not sent before it is made


def test_codes_are_checked_before_anything_is_written(folder: Path) -> None:
    widget = closing()
    assert hand_in(widget, trainee=" ") == "bad-trainee"
    assert hand_in(widget, trainee="../x") == "bad-trainee"
    assert hand_in(widget, code="123") == "bad-code"
    assert not (folder / "responses.json").exists()


def test_handing_in_asks_when_something_is_unanswered(folder: Path) -> None:
    widget = closing()
    assert hand_in(widget) == "unanswered"
    assert not (folder / "responses.json").exists()
    assert hand_in(widget, trainee=" X-01 ", confirmed=True) == "done"
    assert widget.handed_in["name"].startswith("m02-listening.X-01.")


def test_answers_changed_after_the_hand_in_are_marked() -> None:
    widget = closing()
    hand_in(widget, confirmed=True)
    answer(item("A1"), {"option": "k3f"})
    assert [row["id"] for row in widget.rows if row["is_changed"]] == ["A1"]
    hand_in(widget, confirmed=True)
    assert not any(row["is_changed"] for row in widget.rows)


def test_the_personal_code_stays_in_no_widget() -> None:
    widget = closing()
    hand_in(widget, confirmed=True)
    kept = json.dumps(widget.get_state(), default=str) + repr(vars(widget.attempt))
    assert not any(part in kept for part in (CODE, "7K2QF", "9DM4X"))


def test_a_hand_in_that_fails_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    widget = closing()
    monkeypatch.setattr("scenarios.responses.write_whole", _full)
    assert hand_in(widget, confirmed=True) == "not-saved"
    assert widget.handed_in == {}


def test_nothing_is_shown_where_nbgrader_runs_a_notebook_by_itself(monkeypatch: pytest.MonkeyPatch) -> None:
    """Its cells then only carry marks; widgets would make each hand-in a megabyte."""
    monkeypatch.setenv("NBGRADER_EXECUTION", "autograde")

    assert [intro(), ask("A1"), submit()] == [None, None, None]
