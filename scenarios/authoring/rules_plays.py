"""Rules for the plays of a dialogue: every ending is played, and plays go as its author expects."""

from collections.abc import Iterator, Mapping
from typing import Any

from scenarios.authoring.case import DialogueCase
from scenarios.authoring.problems import Problem, rule
from scenarios.authoring.source import Place, Source
from scenarios.debrief import debrief
from scenarios.model import Dialogue
from scenarios.player import NotOfferedError, Player


@rule(
    "S030",
    fact={
        "id": "belum ada plays.yaml yang memainkan akhir `{name}`",
        "en": "no play of plays.yaml reaches the ending `{name}`",
    },
    remedy={"id": "Tulis satu permainan ke akhir ini", "en": "Write a play that reaches it"},
)
def _every_ending_played(case: DialogueCase) -> Iterator[Problem]:
    played = {play["ending"] for play in case.plays.data["plays"]} if case.plays else set()
    for place, ending in case.endings:
        if ending["id"] not in played:
            yield case.source.problem("S030", (*place, "id"), name=ending["id"])


@rule(
    "S031",
    fact={
        "id": "permainan `{name}` tidak bisa dijalankan: {reason}",
        "en": "the play `{name}` cannot be played: {reason}",
    },
    remedy={
        "id": "Tulis pilihan yang memang ditawarkan, sampai akhir",
        "en": "Name choices that are offered, up to an ending",
    },
)
def _plays_run(case: DialogueCase) -> Iterator[Problem]:
    for place, play, player in _played(case):
        if isinstance(player, str):
            yield _plays(case).problem("S031", (*place, "choose"), name=play["name"], reason=player)


@rule(
    "S032",
    fact={
        "id": "permainan `{name}`: {what} {found}, bukan {expected}",
        "en": "the play `{name}`: {what} {found}, not {expected}",
    },
    remedy={"id": "Perbaiki dialog atau harapan di plays.yaml", "en": "Mend the dialogue, or what plays.yaml expects"},
)
def _plays_as_expected(case: DialogueCase) -> Iterator[Problem]:
    for place, play, player in _played(case):
        if isinstance(player, str):
            continue
        looked = debrief(player.dialogue, player.path)
        met = [line.id for turn in player.turns for line in turn.lines]
        found = {
            "ending": player.state.ending,
            "levels": looked.lowest,
            "harms": list(looked.harms),
            "meets": [line for line in play.get("meets", []) if line in met],
        }
        for what, value in found.items():
            expected = play.get(what, [])
            if value != expected:
                yield _plays(case).problem(
                    "S032", (*place, what), name=play["name"], what=what, found=value, expected=expected
                )


@rule(
    "S033",
    fact={"id": "dialog ujian `{name}` juga dipakai latihan", "en": "the assessed dialogue `{name}` is also practised"},
    remedy={"id": "Tulis dialog lain untuk ujian", "en": "Write another dialogue for the assessment"},
)
def _assessed_is_unseen(case: DialogueCase) -> Iterator[Problem]:
    if case.practised_too:
        yield case.source.problem("S033", ("id",), name=case.data["id"])


def _plays(case: DialogueCase) -> Source:
    if case.plays is None:
        raise LookupError("no plays")
    return case.plays


def _played(case: DialogueCase) -> Iterator[tuple[Place, Mapping[str, Any], Player | str]]:
    """Each play with its player at the end, or the reason why it cannot be played."""
    if not case.dialogue or not case.plays:
        return
    for number, play in enumerate(case.plays.data["plays"]):
        yield ("plays", number), play, _play(case.dialogue, play["choose"])


def _play(dialogue: Dialogue, path: list[str]) -> Player | str:
    player = Player(dialogue)
    for choice in path:
        here = player.state.node or player.state.ending
        try:
            player.choose(choice)
        except NotOfferedError:
            return f"{here} → {choice}?"
    return player if player.has_ended else f"{player.state.node} → …"
