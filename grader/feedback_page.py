"""What a feedback page says about one hand-in, as data for its template. Never the right answer, a key or an opaque id.

What the trainee chose is quoted with its consequence and reason; what was not chosen is never mentioned.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from grader.evidence import Evidence, ItemEvidence
from grader.keys import Key
from grader.marks import Marks
from scenarios.items import Answer, Item
from scenarios.model import Choice, Dialogue
from scenarios.player import Player, Turn
from scenarios.text import Text

__all__ = ["FeedbackPage"]

STRONG_SHARE = 0.8
"""From this share of its points on, an item counts as strong."""
STRONG_LEVEL = 3
MOST_QUOTED = 2


@dataclass(frozen=True)
class FeedbackPage:
    """One hand-in as its page tells it; `vocabulary` maps a competency to its entry in `competencies.yaml`."""

    key: Key
    evidence: Evidence
    marks: Marks
    vocabulary: Mapping[str, Mapping[str, Any]]

    @cached_property
    def items(self) -> dict[str, Item]:
        """The items as this trainee got them, with their keys."""
        return self.key.items_for(self.evidence.trainee)

    @property
    def answers(self) -> Mapping[str, Answer]:
        """Item → answer with opaque ids, as handed in; items without an answer are missing."""
        return self.evidence.answers

    @property
    def is_waiting(self) -> bool:
        """Whether a person still has to mark something."""
        return any(_is_waiting(item) for item in self.evidence.items)

    @property
    def strong(self) -> int:
        """How many items are strong."""
        return sum(_is_strong(item) for item in self.evidence.items)

    @property
    def unanswered(self) -> int:
        """How many items were left open."""
        return sum(not self._is_answered(item.id) for item in self.evidence.items)

    @property
    def harms(self) -> list[dict[str, Text]]:
        """Each critically harmful choice: what was `said`, and `why` it harms."""
        found = []
        for name, item in self.items.items():
            if item["type"] == "choice" and name in self.answers:
                chosen = self.key.plain(item, self.answers[name])["option"]
                found += [
                    {"said": option["text"], "why": option["why"]}
                    for option in item["options"]
                    if option["id"] == chosen and option.get("harm")
                ]
            found += [
                {"said": choice.text, "why": choice.judgement.why}
                for choice in self._choices.get(name, ())
                if choice.judgement and choice.judgement.harm
            ]
        return found

    @property
    def competencies(self) -> Iterator[dict[str, Any]]:
        """Each competency: `name`, `about`, counts (`strong`, `waiting`, `total`), what `worked`, what to `practise`.

        Nothing is said twice: advice and quotes stand where they come first.
        """
        items = {item.id: item for item in self.evidence.items}
        named: dict[str, list[ItemEvidence]] = {}
        practise: dict[str, list[Text]] = {}
        told: list[Text] = []
        for name, item in self.items.items():
            for competency in item["competencies"]:
                named.setdefault(competency, []).append(items[name])
            advice = item["practise_again"]
            if _needs_practice(items[name]) and advice not in told:
                told.append(advice)
                practise.setdefault(item["competencies"][0], []).append(advice)
        quoted: list[Text] = []
        for competency in sorted(named, key=lambda code: int(code[1:])):
            entry = self.vocabulary[competency]
            worked = [said for said in self._worked(competency) if said not in quoted][:MOST_QUOTED]
            quoted += worked
            yield {
                "name": entry["name"],
                "about": entry["basics"],
                "strong": sum(_is_strong(item) for item in named[competency]),
                "waiting": sum(_is_waiting(item) for item in named[competency]),
                "total": len(named[competency]),
                "worked": worked,
                "practise": practise.get(competency, []),
            }

    @property
    def texts(self) -> Iterator[dict[str, Any]]:
        """Each free text: task, `answer`, `level` (None: waits for a person) with its `anchors`, the comment."""
        for item in self.evidence.items:
            if item.type == "text":
                data = self.items[item.id]
                level = None if _is_waiting(item) else int(item.level or 0)
                # The anchor of level 4 builds on that of level 3.
                wanted = (3, 4) if level == 4 else (level,)
                yield {
                    "prompt": data["prompt"],
                    "quote": data.get("quote"),
                    "answer": self.answers.get(item.id, {}).get("text", "").strip(),
                    "level": level,
                    "anchors": [entry["anchor"] for entry in data["rubric"] if entry["level"] in wanted],
                    "comment": self.marks.items[item.id].comment.strip() if level is not None else "",
                }

    @property
    def conversations(self) -> Iterator[dict[str, Any]]:
        """Each assessed conversation as it went: `title`, `turns`, and the `ending` (None: left before its end)."""
        for name, item in self.items.items():
            if item["type"] == "dialogue" and self._is_answered(name):
                player = self._player(name)
                turns = [_turn(player.dialogue, turn) for turn in player.turns if turn.choice is not None]
                yield {"title": player.dialogue.title, "turns": turns, "ending": player.ending}

    def _is_answered(self, name: str) -> bool:
        return any(value for value in self.answers.get(name, {}).values())

    def _player(self, name: str) -> Player:
        item = self.items[name]
        return Player(Dialogue.from_json(item["dialogue"]), self.key.plain(item, self.answers[name])["path"])

    @cached_property
    def _choices(self) -> dict[str, Sequence[Choice]]:
        """Each conversation that was begun → what the trainee said."""
        return {
            name: [turn.choice for turn in self._player(name).turns if turn.choice is not None]
            for name, item in self.items.items()
            if item["type"] == "dialogue" and name in self.answers
        }

    def _worked(self, competency: str) -> list[Text]:
        """Return what the trainee said in conversations that showed `competency` well."""
        return [
            choice.text
            for choices in self._choices.values()
            for choice in choices
            if choice.judgement
            and not choice.judgement.is_harmful
            and choice.judgement.shows.get(competency, 0) >= STRONG_LEVEL
        ]


def _is_waiting(item: ItemEvidence) -> bool:
    return item.needs_person or (item.type == "text" and item.level not in range(5))


def _is_strong(item: ItemEvidence) -> bool:
    if _is_waiting(item):
        return False
    if item.type == "text":
        return (item.level or 0) >= STRONG_LEVEL
    return item.points >= STRONG_SHARE * item.max and not item.harms


def _needs_practice(item: ItemEvidence) -> bool:
    if _is_waiting(item):
        return False
    return (item.level or 0) < STRONG_LEVEL if item.type == "text" else item.points < item.max


def _turn(dialogue: Dialogue, turn: Turn) -> dict[str, Any]:
    """Tell one turn: the last thing `heard` from the friend, what was `said`, its consequence and why."""
    heard = [line for line in turn.lines if line.who in dialogue.characters]
    assert turn.choice is not None  # noqa: S101 (only turns with a choice are told)
    judgement = turn.choice.judgement
    return {
        "who": dialogue.characters[heard[-1].who]["name"] if heard else None,
        "heard": heard[-1].text if heard else None,
        "said": turn.choice.text,
        "consequence": judgement.consequence if judgement else None,
        "why": judgement.why if judgement else None,
    }
