"""Which of an item's equal variants a trainee gets, and how an assessment opens that differs by trainee."""

import json
from pathlib import Path
from typing import Any

import pytest

from scenarios import ask, intro, sitting, submit
from scenarios.attempt import Attempt
from scenarios.overview import overview
from scenarios.variants import has_variants, items_for, place_of, variant
from scenarios.workspace import Workspace

DATA = Path(__file__).parents[1] / "samples" / "sitting" / "items.json"
TRAINEES = [f"8A-{number:02}" for number in range(1, 201)]
CODE = "7K2QF-9DM4X"


def option(name: str) -> dict[str, Any]:
    return {"id": name, "text": {"id": f"Pilihan {name}.", "en": f"Option {name}."}}


def paper() -> dict[str, Any]:
    """Return the sample assessment with A1 in two variants."""
    found: dict[str, Any] = json.loads(DATA.read_bytes())
    first = found["items"][0]
    variants = [
        {
            "variant": name,
            "prompt": {"id": f"Bentuk {name}?", "en": f"Form {name}?"},
            "options": [option(name), option("lain")],
        }
        for name in ("satu", "dua")
    ]
    found["items"][0] = {"id": first["id"], "type": "choice", "points": 2, "variants": variants}
    return found


def trainee_with(name: str, item: str = "A1") -> str:
    found = paper()
    return next(code for code in TRAINEES if items_for(found, code)[item]["variant"] == name)


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    (tmp_path / "items.json").write_text(json.dumps(paper()), encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(sitting, "_sittings", {})
    return tmp_path


def tell(widget: Any, **message: Any) -> str:
    widget._receive(widget, {"seq": 1, **message}, None)
    outcome: str = widget.ack["outcome"]
    return outcome


def test_the_same_trainee_always_gets_the_same_variant() -> None:
    found = paper()
    assert items_for(found, "8A-01") == items_for(paper(), "8A-01")
    assert list(items_for(found, "8A-01")) == [item["id"] for item in found["items"]]


def test_variants_are_spread_over_a_class() -> None:
    found = paper()
    drawn = [place_of(found, found["items"][0], code) for code in TRAINEES]
    assert 70 <= sum(drawn) <= 130


def test_each_later_attempt_takes_the_next_variant() -> None:
    found = paper()
    item = found["items"][0]
    places = [place_of({**found, "attempt": attempt}, item, "8A-01") for attempt in (1, 2, 3)]
    assert places[0] != places[1]
    assert places[0] == places[2]


def test_an_item_without_variants_is_itself() -> None:
    item = paper()["items"][1]
    assert variant(item, 0) is item
    assert not has_variants({"items": [item]})


def test_questions_wait_for_the_code_and_open_with_it(folder: Path) -> None:
    item, opening = ask("A1"), intro()
    assert (item.item["type"], item.asked) == ("closed", "closed")
    assert opening.page["is_personal"]
    assert tell(opening, type="begin", trainee="../x") == "bad-trainee"
    code = trainee_with("dua")
    assert tell(opening, type="begin", trainee=code.lower()) == "done"
    assert (opening.page["trainee"], item.asked) == (code, "dua")
    assert item.item["prompt"] == "Bentuk dua?"
    assert json.loads((folder / "responses.json").read_bytes())["trainee"] == code


def test_another_code_brings_its_questions_and_the_first_code_its_answers(folder: Path) -> None:
    attempt = Attempt(folder)
    attempt.begin(trainee_with("satu"))
    attempt.save("A1", {"option": "satu"})
    attempt.begin(trainee_with("dua"))
    assert attempt.entries["A1"].answer is None
    assert not attempt.entries["A1"].fits
    attempt.begin(trainee_with("satu"))
    assert attempt.entries["A1"].answer == {"option": "satu"}


def test_handing_in_wants_the_code_that_opened_the_questions(folder: Path) -> None:
    attempt = Attempt(folder)
    attempt.begin("8A-01")
    closing = submit()
    assert closing.trainee == "8A-01"
    other = tell(closing, type="hand-in", trainee="8A-02", code=CODE, confirmed=True)
    same = tell(closing, type="hand-in", trainee="8a-01", code=CODE, confirmed=True)
    assert (other, same) == ("other-trainee", "done")


def test_a_workspace_of_one_trainee_needs_no_code(folder: Path) -> None:
    (folder / ".sebaya").mkdir()
    Workspace(folder).write("trainee.json", "8A-07")
    assert Attempt(folder, Workspace(folder)).trainee == "8A-07"
    assert ask("A1").asked in ("satu", "dua")


def test_a_damaged_file_is_set_aside_when_a_trainee_begins(folder: Path) -> None:
    (folder / "responses.json").write_text("{", encoding="utf-8")
    attempt = Attempt(folder)
    (folder / "responses.json").write_text("{", encoding="utf-8")
    attempt.begin("8A-01")
    assert attempt.trainee == "8A-01"
    assert len(list(folder.glob("responses.damaged-*.json"))) == 2


def test_the_start_page_counts_the_answers_of_the_own_variant(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    place = tmp_path / "assessments" / "m02-listening"
    place.mkdir(parents=True)
    (place / "items.json").write_text(json.dumps(paper()), encoding="utf-8")
    (place / "m02-listening.ipynb").write_text("{}", encoding="utf-8")
    attempt = Attempt(place)
    attempt.begin(trainee_with("satu"))
    attempt.save("A1", {"option": "satu"})
    entry = {
        **dict.fromkeys(("title", "summary"), ""),
        "id": "m02-listening", "code": "M2", "order": 2, "minutes": 10, "audience": "trainee", "status": "ready",
        "assessment": "m02-listening",
    }  # fmt: skip
    monkeypatch.setattr("scenarios.overview.curriculum", lambda: [entry])
    found = overview(Workspace(tmp_path), "id")[0].assessment
    assert found is not None
    assert (found.answered, found.total, found.state) == (1, 5, "begun")
