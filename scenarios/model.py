"""What a compiled dialogue is: states, lines, choices, endings, as read from its JSON.

A dialogue arrives as a finite graph of states. Conditions on accumulated behaviour were resolved when it
was compiled (`scenarios.authoring.compile`): a state already stands for one node *and* one history, so that
playing needs no rule, and an assessed dialogue can be released without showing what its routes depend on.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from scenarios.text import Text

__all__ = ["FORMAT", "QUESTIONS", "REFLECTIONS", "Choice", "Dialogue", "Ending", "Judgement", "Line", "State"]

FORMAT = 1
REFLECTIONS = frozenset({"paraphrase", "feeling"})
QUESTIONS = frozenset({"open", "closed", "clarify"})


@dataclass(frozen=True)
class Line:
    """One thing said, or a stage direction when `who` is `narrator`."""

    id: str
    who: str
    text: Text


@dataclass(frozen=True)
class Judgement:
    """What a choice shows; never part of a released assessment.

    `shows` maps a competency (K1–K18) to the level shown (1 harmful – 4 mastery); `harm` is a critical harm
    code (H1–H14) or None; `move` names the kind of response (paraphrase, open, advice …).
    """

    move: str
    shows: Mapping[str, int]
    harm: str | None
    adult_now: bool
    consequence: Text
    why: Text

    @property
    def level(self) -> int:
        """The lowest level shown: harm is seen before skill."""
        return min(self.shows.values())

    @property
    def is_harmful(self) -> bool:
        """Whether it carries a harm code or shows level 1 in any competency."""
        return self.harm is not None or self.level == 1


@dataclass(frozen=True)
class Choice:
    """One thing the supporter may say or do. `judgement` is None in a released assessment."""

    id: str
    text: Text
    judgement: Judgement | None


@dataclass(frozen=True)
class Ending:
    """How a conversation ended, and the way back from there. `outcome` is safe, partly or harm."""

    id: str
    outcome: str
    title: Text
    text: Text
    way_back: Text
    beside: Text | None = None
    """Who is with the friend when the story ends; told in every red-zone dialogue."""


@dataclass(frozen=True)
class State:
    """One moment: the lines shown, and each choice's id with the state it leads to. No choices: the end.

    `node` and `ending` name the author's node or ending, and are None in a released assessment.
    """

    id: str
    node: str | None
    ending: str | None
    lines: tuple[str, ...]
    choices: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class Dialogue:
    """A whole compiled dialogue: what is shown before it starts, its graph, and what the debrief tells."""

    id: str
    title: Text
    setting: Text
    content_note: Text
    characters: Mapping[str, Mapping[str, Any]]
    competencies: tuple[str, ...]
    start: str
    states: Mapping[str, State]
    lines: Mapping[str, Line]
    choices: Mapping[str, Choice]
    endings: Mapping[str, Ending]
    unsaid: Mapping[str, Text]
    hidden_risk: Mapping[str, Any] | None
    critical: Mapping[str, Text] | None
    review: Mapping[str, str]
    tiers: tuple[str, ...] = ("T1", "T2", "T3")

    @classmethod
    def from_json(cls, data: "Mapping[str, Any] | Dialogue") -> "Dialogue":
        """Build from compiled JSON; one that was built already is returned as it is.

        Raises ValueError for another format, KeyError for a damaged file.
        """
        if isinstance(data, Dialogue):
            return data
        if data["format"] != FORMAT:
            raise ValueError(f"dialogue {data.get('id')}: format {data['format']}, this version reads {FORMAT}")
        return cls(
            id=data["id"],
            title=data["title"],
            setting=data["setting"],
            content_note=data["content_note"],
            characters=data["characters"],
            competencies=tuple(data["competencies"]),
            start=data["start"],
            states={
                key: State(
                    key,
                    state.get("node"),
                    state.get("ending"),
                    tuple(state["lines"]),
                    tuple((choice, target) for choice, target in state["choices"]),
                )
                for key, state in data["states"].items()
            },
            lines={key: Line(key, line["who"], line["text"]) for key, line in data["lines"].items()},
            choices={key: _choice(key, choice) for key, choice in data["choices"].items()},
            endings={
                key: Ending(key, end["outcome"], end["title"], end["text"], end["way_back"], end.get("beside"))
                for key, end in data.get("endings", {}).items()
            },
            unsaid=data.get("unsaid", {}),
            hidden_risk=data.get("hidden_risk"),
            critical=data.get("critical"),
            review=data["review"],
            tiers=tuple(data.get("tiers", ("T1", "T2", "T3"))),
        )


def _choice(key: str, data: Mapping[str, Any]) -> Choice:
    judged = data.get("judgement")
    if judged is None:
        return Choice(key, data["text"], None)
    judgement = Judgement(
        judged["move"],
        judged["shows"],
        judged.get("harm"),
        judged.get("adult_now", False),
        judged["consequence"],
        judged["why"],
    )
    return Choice(key, data["text"], judgement)
