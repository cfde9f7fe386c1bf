"""Compiled dialogues: they play as their authors expect, and a released one gives nothing away."""

import json
import random
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from gathered import gathered
from patching import VALID

from scenarios.authoring.compile import compile_content, compile_dialogue
from scenarios.authoring.gather import gather
from scenarios.authoring.public import public_dialogue
from scenarios.authoring.routes import unfold
from scenarios.debrief import debrief
from scenarios.model import Dialogue
from scenarios.player import Player

TREES = [gather(VALID), gathered()]
DIALOGUES = {name: source.data for tree in TREES for name, source in {**tree.dialogues, **tree.assessed}.items()}
COMPILED = {name: json.loads(json.dumps(compile_dialogue(data))) for name, data in DIALOGUES.items()}
ASSESSED = [name for tree in TREES for name in tree.assessed]
PLAYS = [
    pytest.param(name, play, id=f"{name}/{play['name']}")
    for tree in TREES
    for name, source in tree.plays.items()
    for play in source.data["plays"]
]
BEFORE_THE_DOOR = ["bangku-pantul", "cerita-ulang", "kabar-rangkum", "jeda-tunggu", "takut-sebut", "janji-batas",
                   "batas-jelas", "ajak-temani"]  # fmt: skip


def player(name: str, *path: str) -> Player:
    return Player(Dialogue.from_json(COMPILED[name]), path)


def token(name: str) -> str:
    return f"t{name.encode().hex()[::-1]}"


def strings(data: Any) -> Iterator[str]:
    if isinstance(data, str):
        yield data
    elif isinstance(data, dict):
        for key, value in data.items():
            yield key
            yield from strings(value)
    elif isinstance(data, list):
        for value in data:
            yield from strings(value)


@pytest.mark.parametrize(("name", "play"), PLAYS)
def test_a_play_goes_as_its_author_expects(name: str, play: dict[str, Any]) -> None:
    played = player(name, *play["choose"])
    looked = debrief(played.dialogue, played.path)
    assert played.has_ended
    assert played.state.ending == play["ending"]
    assert played.ending
    assert looked.lowest == play["levels"]
    assert list(looked.harms) == play["harms"]
    assert set(play.get("meets", [])) <= {line.id for turn in played.turns for line in turn.lines}


@pytest.mark.parametrize("name", DIALOGUES)
def test_every_ending_has_a_play(name: str) -> None:
    played = {param.values[1]["ending"] for param in PLAYS if param.values[0] == name}
    assert played == {ending["id"] for ending in DIALOGUES[name]["endings"]}


@pytest.mark.parametrize("name", DIALOGUES)
def test_moments_that_look_the_same_are_one_state(name: str) -> None:
    states = [json.dumps(state) for state in COMPILED[name]["states"].values()]
    assert len(states) == len(set(states))
    assert len(states) <= len(unfold(DIALOGUES[name]).lines)


@pytest.mark.parametrize("seed", range(10))
@pytest.mark.parametrize("name", DIALOGUES)
def test_a_random_walk_reaches_an_ending_and_in_danger_meets_an_adult(name: str, seed: int) -> None:
    """Whatever a trainee chooses, the conversation ends, with a way back; in the red zone an adult was offered."""
    chance = random.Random(f"{name}/{seed}")  # noqa: S311 (no secret is drawn)
    walked, met_adult = player(name), False
    while not walked.has_ended:
        offered = [choice for choice, _ in walked.state.choices]
        met_adult |= any(is_adult_now(walked, choice) for choice in offered)
        walked.choose(chance.choice(offered))
    assert walked.ending
    assert walked.ending.way_back["id"]
    assert met_adult or DIALOGUES[name]["hidden_risk"]["zone"] not in ("kuning", "merah")


def is_adult_now(walked: Player, choice: str) -> bool:
    judged = walked.dialogue.choices[choice].judgement
    return judged is not None and judged.adult_now


def test_only_what_can_be_noticed_splits_states() -> None:
    after = {first: player("uang-jajan", first).state.id for first, _ in player("uang-jajan").state.choices}
    assert after["gerbang-tebak"] == after["gerbang-temani"] != after["gerbang-ejek"]
    assert len(COMPILED["uang-jajan"]["states"]) < len(unfold(DIALOGUES["uang-jajan"]).lines)


@pytest.mark.parametrize(
    ("first", "ending", "is_far", "may_mend"),
    [("gerbang-temani", "diantar", False, False), ("gerbang-ejek", "diantar-pelan", True, True)],
)
def test_earlier_behaviour_changes_lines_choices_and_ending(
    first: str, ending: str, is_far: bool, may_mend: bool
) -> None:
    played = player("uang-jajan", first, *BEFORE_THE_DOOR, "pintu-antar")
    bench, limits = played.turns[1], played.turns[7]
    assert played.state.ending == ending
    assert ("bangku-jauh" in bench.state.lines) is is_far
    assert ("batas-ralat" in dict(limits.state.choices)) is may_mend


@pytest.mark.parametrize("name", ASSESSED)
def test_a_released_dialogue_gives_nothing_away(name: str) -> None:
    data = DIALOGUES[name]
    released = public_dialogue(COMPILED[name], token)
    choices = [choice for node in data["nodes"] for choice in node["choices"]]
    names = {name, *(entry["id"] for node in data["nodes"] for entry in (node, *node["lines"], *node["choices"]))}
    names |= {ending["id"] for ending in data["endings"]} | set(data["competencies"])
    names |= {choice["harm"] for choice in choices if "harm" in choice} | {choice["move"] for choice in choices}
    names |= {"judgement", "shows", "harm", "trust", "when", "move", "adult_now", "outcome", "node", "ending"}
    hidden = [data["hidden_risk"]["text"], *data["critical"].values()]
    hidden += [choice[key] for choice in choices for key in ("consequence", "why")]
    hidden += [node["unsaid"] for node in data["nodes"] if "unsaid" in node]
    hidden += [ending[key] for ending in data["endings"] for key in ("title", "text", "way_back")]
    assert not (names | {words for text in hidden for words in text.values()}) & set(strings(released))


@pytest.mark.parametrize(("name", "play"), [param for param in PLAYS if param.values[0] in ASSESSED])
def test_a_released_dialogue_plays_the_same(name: str, play: dict[str, Any]) -> None:
    released = Dialogue.from_json(public_dialogue(COMPILED[name], token))
    hidden = Player(released, map(token, play["choose"]))
    assert hidden.has_ended
    assert hidden.ending is None
    assert hidden.turns[0].choice
    assert hidden.turns[0].choice.judgement is None
    for turn, known in zip(hidden.turns, player(name, *play["choose"]).turns, strict=True):
        assert [line.text for line in turn.lines] == [line.text for line in known.lines]
        offered = [choice for choice, _ in turn.state.choices]
        assert offered == sorted(token(choice) for choice, _ in known.state.choices)


def test_everything_that_practice_needs_is_written_and_no_assessment(tmp_path: Path) -> None:
    (tmp_path / "old.json").write_text("{}")
    compile_content(TREES[0], tmp_path)
    paths = {path.relative_to(tmp_path).as_posix(): path for path in tmp_path.rglob("*.json")}
    written = {name: path.read_text(encoding="utf-8") for name, path in paths.items()}
    assert set(written) == {
        "competencies.json",
        "contacts.json",
        "curriculum.json",
        "dialogues/uang-jajan.json",
        "glossary.json",
        "practice/m-kecil.json",
        "referral.json",
        "reporting.json",
    }
    assert not [name for name, text in written.items() if "sepatu-basah" in text]
    assert json.loads(written["dialogues/uang-jajan.json"]) == COMPILED["uang-jajan"]
