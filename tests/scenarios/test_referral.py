"""The referral table, the routes and the drill's cases: one source, the school's own adults, doubt told."""

import json
from datetime import date

import pytest

from scenarios import lesson, referral
from scenarios.content import MissingContentError
from scenarios.widgets.notice import Notice

pytestmark = pytest.mark.usefixtures("samples", "workspace")
TODAY = date(2026, 3, 1)


@pytest.fixture
def workspace(tmp_path, monkeypatch):
    (tmp_path / ".sebaya").mkdir()
    people = [
        {"name": "Pak Wakil", "place": "guru-bk", "is_deputy": True, "checked_on": "2026-02-01"},
        {"name": "Bu Ratna", "place": "guru-bk", "checked_on": "2026-02-01", "reach": "ruang BK"},
        {"name": "Tamu"},
    ]
    (tmp_path / ".sebaya" / "contacts.json").write_text(json.dumps(people))
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_a_place_names_the_schools_adults_with_the_deputy_last():
    """People of the help card without a place are no part of the map."""
    counsellor, emergency = referral.places("id", TODAY)
    assert [one["name"] for one in counsellor["adults"]] == ["Bu Ratna", "Pak Wakil"]
    assert emergency["adults"] == []


def test_the_table_goes_by_zone_and_names_adults_or_the_place():
    widget = lesson.referral_table("id")
    red, green = widget.zones
    assert (red["name"], red["by"]) == ("Merah", "Sebelum berpisah")
    assert red["signs"][0]["who"] == ["Guru BK (Bu Ratna, Pak Wakil)", "Keadaan darurat"]
    assert [sign["id"] for sign in green["signs"]] == ["sedih"]
    assert widget.note == "Rancangan contoh."
    widget.speak("en")
    assert widget.zones[0]["by"] == "Before you part"
    assert widget.note == "A sample design."


def test_a_route_tells_date_and_doubt_of_each_line_and_law():
    (route,) = referral.routes("id", TODAY)
    assert route["lines"][0]["note"].endswith("Dicek pada 10 Januari 2026.")
    old, doubtful = route["laws"]
    assert old["note"] == "Sumber: 20 November 2024."
    assert doubtful["note"] == "Sumber tanpa tanggal. Belum diverifikasi, tanya pembina."
    assert lesson.reporting_routes("en").note == "A sample order."


def test_a_case_takes_zone_and_people_from_its_sign():
    first, second = referral.cases("m00-contoh", "id")
    assert (first["zone"], first["who"], first["say"]) == (
        "merah",
        ["guru-bk", "darurat"],
        "Kita ke Bu BK bareng.",
    )
    assert second["zone"] == "hijau"
    assert lesson.drill("m00-contoh", "id").places[0]["name"] == "Guru BK (Bu Ratna, Pak Wakil)"


def test_what_is_not_installed_is_told_in_words():
    assert isinstance(lesson.drill("tidak-ada", "id"), Notice)
    assert isinstance(lesson.self_check("m00-contoh/tidak-ada", "id"), Notice)
    with pytest.raises(MissingContentError):
        referral.cases("tidak-ada")


def test_a_self_check_hears_nothing_from_the_screen():
    """Its ticks stay on the screen: the widget takes no message, and holds nothing that could be kept."""
    widget = lesson.self_check("m00-contoh/lelah", "en")
    assert widget.check["signs"] == ["Sign satu.", "Sign dua.", "Sign tiga."]
    before = dict(widget.trait_values())
    widget._receive(widget, {"seq": 1, "type": "ticked", "signs": [0, 1]}, [])
    assert widget.ack["outcome"] == "failed"
    assert {name: value for name, value in widget.trait_values().items() if name != "ack"} == {
        name: value for name, value in before.items() if name != "ack"
    }
