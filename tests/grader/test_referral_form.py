"""The form of module 0, driven by the messages that its screen sends."""

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from grader import referral_map
from grader.course import Course
from grader.example import open_gate
from grader.referral import gate_content, read_map
from grader.referral_form import CLASS_FOLDER, ReferralForm
from scenarios.widgets.notice import Notice

TODAY = date.today().isoformat()
PERSON = {
    "name": "Bu Rina",
    "role": "guru BK",
    "when": "hari sekolah",
    "reach": "ruang BK",
    "checked_on": TODAY,
    "checked_by": "Pak Adi",
}


@pytest.fixture
def form(tmp_path: Path) -> ReferralForm:
    return ReferralForm(Course(tmp_path), "id")


def tell(widget: Any, **message: Any) -> str:
    widget._receive(widget, {"seq": 1, **message}, None)
    outcome: str = widget.ack["outcome"]
    return outcome


def put(form: ReferralForm, place: str = "pembina", *, is_deputy: bool = False, **changes: str) -> str:
    return tell(form, type="person", place=place, is_deputy=is_deputy, values={**PERSON, **changes})


def test_an_entry_is_in_the_class_folder_at_once(form: ReferralForm) -> None:
    assert put(form) == "saved"
    found = read_map(form.course).at("pembina", is_deputy=False)
    assert found is not None
    assert (found.name, found.checked_on) == ("Bu Rina", TODAY)
    assert not [text for text in form.gate["missing"] if text.startswith("Pembina program:") and "wakil" not in text]


def test_filling_everything_opens_the_gate(form: ReferralForm) -> None:
    content = gate_content()
    assert not form.gate["is_open"]
    for place in content["places"]:
        put(form, place["id"])
        if place["deputy"]:
            put(form, place["id"], is_deputy=True, name="Pak Wakil")
    for condition in content["conditions"]:
        tell(form, type="condition", id=condition["id"], on=TODAY, by="Bu Rina")
    assert form.gate["missing"] == []
    assert form.gate["is_open"]


def test_the_last_change_can_be_taken_back(form: ReferralForm) -> None:
    assert tell(form, type="undo") == "nothing-to-undo"
    put(form)
    put(form, name="Bu Rini")
    assert tell(form, type="undo") == "saved"
    found = read_map(form.course).at("pembina", is_deputy=False)
    assert found is not None
    assert found.name == "Bu Rina"
    assert form.form["places"][0]["people"][0]["values"]["name"] == "Bu Rina"
    assert form.gate["can_undo"]


def test_a_change_that_cannot_be_written_is_told_and_not_kept(
    form: ReferralForm, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> None:
        raise OSError("disk full")

    monkeypatch.setattr("grader.referral_form.write_map", full)
    assert put(form) == "not-saved"
    assert form.filled.contacts == ()
    assert not form.gate["can_undo"]


def test_what_somebody_wrote_by_hand_meanwhile_is_kept(form: ReferralForm) -> None:
    put(form)
    path = form.course.root / "contacts.yaml"
    path.write_text(
        path.read_text(encoding="utf-8").replace("confirmed:", "- name: Pak Satpam\nconfirmed:"), encoding="utf-8"
    )
    put(form, "puskesmas", name="Loket PKPR")
    assert {contact.name for contact in read_map(form.course).contacts} == {"Bu Rina", "Pak Satpam", "Loket PKPR"}


def test_it_is_shown_in_both_languages_with_what_is_there(tmp_path: Path) -> None:
    open_gate(Course(tmp_path))
    form = ReferralForm(Course(tmp_path), "id")
    assert form.form["places"][0]["people"][0]["values"]["role"] == "guru BK (rekaan)"
    form.speak("en")
    assert form.form["places"][0]["people"][0]["values"]["role"] == "school counsellor (invented)"
    assert form.form["texts"]["deputy"] == "Deputy"
    assert form.gate["is_open"]


def test_only_a_coordinators_workspace_shows_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv(CLASS_FOLDER, raising=False)
    shown = referral_map("en")
    assert isinstance(shown, Notice)
    assert "--coordinator" in shown.text
    monkeypatch.setenv(CLASS_FOLDER, str(tmp_path))
    assert isinstance(referral_map("id"), Notice)  # no class folder there


def test_a_damaged_map_is_told_and_left_alone(course: Course, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(CLASS_FOLDER, str(course.root))
    (course.root / "contacts.yaml").write_text("adults: [")
    assert isinstance(referral_map("id"), Notice)
    assert (course.root / "contacts.yaml").read_text() == "adults: ["


def test_language_texts_of_an_unchanged_field_are_not_flattened(tmp_path: Path) -> None:
    open_gate(Course(tmp_path))
    form = ReferralForm(Course(tmp_path), "id")
    values = form.form["places"][0]["people"][0]["values"]
    tell(form, type="person", place="pembina", is_deputy=False, values={**values, "reach": "ruang BK baru"})
    found = read_map(form.course).at("pembina", is_deputy=False)
    assert found is not None
    assert found.role == {"id": "guru BK (rekaan)", "en": "school counsellor (invented)"}
    assert found.reach == "ruang BK baru"
