"""Playing a dialogue: what is offered, taken and taken back."""

import json
from pathlib import Path

import pytest

from scenarios.model import Dialogue
from scenarios.player import NotOfferedError, Player

SAMPLES = Path(__file__).parents[1] / "samples"
RELEASED = json.loads((SAMPLES / "sitting" / "items.json").read_bytes())["items"][1]["dialogue"]
EXERCISES = SAMPLES / "compiled" / "practice" / "m00-latihan.json"
PRACTISED = json.loads(EXERCISES.read_bytes())["items"][4]["dialogue"]


@pytest.fixture
def player() -> Player:
    return Player(Dialogue.from_json(RELEASED))


def test_it_starts_with_the_first_lines_and_choices(player: Player) -> None:
    assert [line.id for line in player.turns[0].lines] == ["l0", "l1"]
    assert [choice.id for choice in player.choices] == ["c1", "c2", "c3"]
    assert not player.has_ended


def test_a_choice_leads_to_its_state(player: Player) -> None:
    player.choose("c1")
    assert player.state.id == "s1"
    assert [turn.choice.id if turn.choice else None for turn in player.turns] == ["c1", None]


def test_the_end_offers_nothing(player: Player) -> None:
    player.choose("c3")
    assert player.has_ended
    assert player.choices == []
    with pytest.raises(NotOfferedError):
        player.choose("c1")


def test_a_choice_of_another_moment_is_refused_and_changes_nothing(player: Player) -> None:
    with pytest.raises(NotOfferedError, match="c4"):
        player.choose("c4")
    assert player.path == []
    assert player.state.id == "s0"


def test_a_path_is_all_that_it_takes_to_resume(player: Player) -> None:
    player.choose("c1")
    player.choose("c4")
    again = Player(player.dialogue, player.path)
    assert again.state == player.state
    assert again.turns == player.turns


def test_a_path_that_does_not_fit_is_refused() -> None:
    with pytest.raises(NotOfferedError):
        Player(Dialogue.from_json(RELEASED), ["c1", "c1"])


def test_undo_takes_back_one_choice_and_stops_at_the_start(player: Player) -> None:
    player.choose("c1")
    player.undo()
    player.undo()
    assert player.path == []
    assert player.state.id == "s0"


def test_a_released_dialogue_tells_no_ending_and_no_judgement(player: Player) -> None:
    player.choose("c1")
    player.choose("c4")
    assert player.ending is None
    assert all(choice.judgement is None for choice in player.dialogue.choices.values())


def test_a_practised_dialogue_carries_its_judgements() -> None:
    choices = Dialogue.from_json(PRACTISED).choices
    assert choices["c5"].judgement is not None
    assert choices["c5"].judgement.is_harmful
    assert choices["c6"].judgement is not None
    assert choices["c6"].judgement.adult_now


def test_another_format_is_refused() -> None:
    with pytest.raises(ValueError, match="format 2"):
        Dialogue.from_json({**RELEASED, "format": 2})
