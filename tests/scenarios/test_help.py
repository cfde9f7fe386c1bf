"""The help card: the school's adults first, lines with their limits and their age."""

import json
from datetime import date

import pytest

from scenarios import content
from scenarios.help import help_content

pytestmark = pytest.mark.usefixtures("samples", "workspace")
TODAY = date(2026, 3, 1)


@pytest.fixture
def workspace(tmp_path, monkeypatch):
    (tmp_path / ".sebaya").mkdir()
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_adults_come_from_the_workspace_in_the_trainees_language(workspace):
    """What the trainer wrote is shown, once or per language, and people without a name are left out."""
    people = [
        {
            "name": "Bu Ratna",
            "role": {"id": "guru BK", "en": "school counsellor"},
            "reach": "ruang BK",
            "when": {"id": "pagi"},
        },
        {"name": "", "role": {"id": "kosong"}},
        "bukan orang",
    ]
    (workspace / ".sebaya" / "contacts.json").write_text(json.dumps(people))
    assert help_content("en", TODAY)["adults"] == [
        {"name": "Bu Ratna", "detail": "school counsellor", "reach": "ruang BK", "note": "pagi"}
    ]


def test_without_adults_the_card_says_whom_to_ask(workspace):
    """No contacts, or contacts that cannot be read, leave a sentence that sends to a person nearby."""
    assert help_content("id", TODAY)["adults"] == []
    (workspace / ".sebaya" / "contacts.json").write_text('{"name": ')
    shown = help_content("id", TODAY)
    assert shown["adults"] == []
    assert "datangi guru" in shown["adults_missing"]


def test_a_line_tells_its_limits_its_age_and_whether_it_was_checked():
    """A test call counts for ninety days; a way to reach without a value is not shown."""
    first, second = help_content("id", TODAY)["lines"]
    assert first["note"] == "Balasan bisa lama. Sumber: Agustus 2025. Belum diverifikasi, tanya pelatihmu."
    assert second["note"] == "Balasan bisa lama. Sumber: Agustus 2025. Dicek pada 10 Januari 2026."
    assert second["reach"] == "contoh.invalid"
    late = help_content("id", date(2026, 4, 11))["lines"][1]
    assert "Belum diverifikasi" in late["note"]
    assert "Dicek" not in late["note"]


def test_a_closed_service_is_never_shown():
    """A service that has ended is recorded in the contacts and stays off the card."""
    assert [line["name"] for line in help_content("id", TODAY)["lines"]] == ["Layanan Satu", "Layanan Dua"]


def test_without_compiled_contacts_only_adults_are_shown(monkeypatch, tmp_path):
    """A missing list of lines leaves the card with its adults."""
    monkeypatch.setattr(content, "COMPILED", tmp_path)
    assert help_content("id", TODAY)["lines"] == []
