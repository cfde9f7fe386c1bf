"""The picture of a dialogue: every node once, every choice a way of its colour."""

import xml.etree.ElementTree as ElementTree

import pytest
from patching import VALID

from scenarios.authoring.graph import COLOURS, draw
from scenarios.authoring.layout import layers
from scenarios.authoring.routes import targets
from scenarios.authoring.source import read_source

SVG = "{http://www.w3.org/2000/svg}"
DIALOGUE = read_source(VALID / "scenarios/dialogues/uang-jajan/dialogue.yaml", "S")[0]


@pytest.fixture(scope="module")
def picture() -> ElementTree.Element:
    assert DIALOGUE is not None
    return ElementTree.fromstring(draw(DIALOGUE.data, "id"))  # noqa: S314 (our own)


def test_every_node_and_ending_stands_in_it_once(picture: ElementTree.Element) -> None:
    assert DIALOGUE is not None
    names = [text.text for text in picture.iter(f"{SVG}text") if text.get("font-weight") == "bold"]
    wanted = [entry["id"] for entry in [*DIALOGUE.data["nodes"], *DIALOGUE.data["endings"]]]
    assert sorted(map(str, names)) == sorted(wanted)


def test_harm_and_adult_now_have_colours_of_their_own(picture: ElementTree.Element) -> None:
    assert DIALOGUE is not None
    ways = {
        str(path.findtext(f"{SVG}title")).partition(":")[0]: path.get("stroke")
        for path in picture.iter(f"{SVG}path")
        if path.find(f"{SVG}title") is not None
    }
    choices = [choice for node in DIALOGUE.data["nodes"] for choice in node["choices"]]
    assert set(ways) == {choice["id"] for choice in choices}
    for choice in choices:
        is_harm = choice.get("harm") or 1 in choice["shows"].values()
        assert (ways[choice["id"]] == COLOURS["harm"]) == bool(is_harm)
        if choice.get("adult_now") and not is_harm:
            assert ways[choice["id"]] == COLOURS["adult"]


def test_a_way_that_depends_on_behaviour_is_dashed(picture: ElementTree.Element) -> None:
    assert DIALOGUE is not None
    conditional = {
        choice["id"]
        for node in DIALOGUE.data["nodes"]
        for choice in node["choices"]
        if choice.get("when") or len(targets(choice)) > 1
    }
    dashed = {
        str(path.findtext(f"{SVG}title")).partition(":")[0]
        for path in picture.iter(f"{SVG}path")
        if path.get("stroke-dasharray") and path.find(f"{SVG}title") is not None
    }
    assert dashed == conditional


def test_every_way_leads_down_and_long_ones_bend_on_each_layer() -> None:
    rows = layers("a", {"a": ["b", "d"], "b": ["c"], "c": ["d"], "d": []})
    assert [[name for name in row if isinstance(name, str)] for row in rows] == [["a"], ["b"], ["c"], ["d"]]
    assert {name for row in rows for name in row if isinstance(name, tuple)} == {("a", "d", 1), ("a", "d", 2)}
