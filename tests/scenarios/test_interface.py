"""Every word of the widgets: in both languages, used, and no word missing that a screen asks for."""

import re
from pathlib import Path
from string import Formatter

from scenarios.text import LANGUAGES
from scenarios.widgets.interface import INTERFACE

WIDGETS = Path(__file__).parents[2] / "scenarios" / "widgets"
PLACES = Formatter()


def test_every_text_is_in_every_language_with_the_same_places():
    """No text is empty, and a {place} of one language is in the other too."""
    for name, text in INTERFACE.items():
        assert set(text) == set(LANGUAGES), name
        places = [{place for _, place, _, _ in PLACES.parse(text[lang]) if place} for lang in LANGUAGES]
        assert all(text[lang].strip() for lang in LANGUAGES), name
        assert places[0] == places[1], name


def test_screens_ask_for_texts_that_exist():
    """Each `ui.name` of a screen is a text of the interface."""
    for screen in WIDGETS.glob("*.js"):
        asked = set(re.findall(r"\bui\.([a-z_0-9]+)", screen.read_text(encoding="utf-8")))
        assert asked <= set(INTERFACE), f"{screen.name}: {asked - set(INTERFACE)}"


def test_every_text_stands_once_and_in_order():
    """Alphabetical, so that a text is found and is not written twice."""
    source = (WIDGETS / "interface.json").read_text(encoding="utf-8")
    names = re.findall(r'^ "(\w+)":', source, re.MULTILINE)
    assert names == sorted(INTERFACE)


def test_no_screen_parses_data_as_html_or_asks_another_machine():
    """Data becomes text only, and no address stands in a screen or a style sheet."""
    for path in [*WIDGETS.glob("*.js"), *WIDGETS.glob("*.css")]:
        source = path.read_text(encoding="utf-8")
        for forbidden in [
            "innerHTML",
            "outerHTML",
            "insertAdjacentHTML",
            "document.write",
            "http:",
            "https:",
            "@import",
            "url(",
        ]:
            assert forbidden not in source, f"{path.name}: {forbidden}"


def test_screens_stay_small():
    """A screen that grows past two hundred lines is two things."""
    for screen in WIDGETS.glob("*.js"):
        assert len(screen.read_text(encoding="utf-8").splitlines()) <= 200, screen.name
