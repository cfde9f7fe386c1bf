"""Picking the text of a language."""

import pytest

from scenarios.text import pick


def test_a_missing_translation_falls_back_to_indonesian():
    """An empty translation counts as missing."""
    assert pick({"id": "halo", "en": ""}, "en") == "halo"
    with pytest.raises(KeyError):
        pick({"en": "hello"}, "id")
