"""Plays a dialogue: holds where it stands and what was chosen. Prints nothing and knows no screen."""

from collections.abc import Iterable
from dataclasses import dataclass

from scenarios.model import Choice, Dialogue, Ending, Line, State

__all__ = ["NotOfferedError", "Player", "Turn"]


class NotOfferedError(ValueError):
    """A choice was made that is not offered where the conversation stands."""


@dataclass(frozen=True)
class Turn:
    """One step of the conversation: the state, its lines, and the choice made there (None: not yet)."""

    state: State
    lines: tuple[Line, ...]
    choice: Choice | None


class Player:
    """A conversation under way.

    `path` is a sequence of choice ids replayed from the start; it is all that has to be stored to resume.
    Raises NotOfferedError when the path does not fit the dialogue.
    """

    def __init__(self, dialogue: Dialogue, path: Iterable[str] = ()) -> None:
        self.dialogue = dialogue
        self.path: list[str] = []
        self._states = [dialogue.states[dialogue.start]]
        for choice in path:
            self.choose(choice)

    @property
    def state(self) -> State:
        """Where the conversation stands."""
        return self._states[-1]

    @property
    def choices(self) -> list[Choice]:
        """What the supporter may say or do now; empty at the end."""
        return [self.dialogue.choices[choice] for choice, _ in self.state.choices]

    @property
    def has_ended(self) -> bool:
        """Whether nothing is left to choose."""
        return not self.state.choices

    @property
    def ending(self) -> Ending | None:
        """The ending reached; None while it goes on, and in a released assessment."""
        return self.dialogue.endings.get(self.state.ending or "")

    @property
    def turns(self) -> list[Turn]:
        """The conversation so far, in order."""
        chosen: list[Choice | None] = [self.dialogue.choices[choice] for choice in self.path]
        return [
            Turn(state, tuple(self.dialogue.lines[line] for line in state.lines), choice)
            for state, choice in zip(self._states, [*chosen, None], strict=True)
        ]

    def choose(self, choice: str) -> None:
        """Take one of the offered choices. Raises NotOfferedError for any other id."""
        targets = dict(self.state.choices)
        if choice not in targets:
            raise NotOfferedError(f"{choice!r} is not offered at {self.state.id!r} of {self.dialogue.id!r}")
        self.path.append(choice)
        self._states.append(self.dialogue.states[targets[choice]])

    def undo(self) -> None:
        """Take the last choice back; does nothing at the start."""
        if self.path:
            self.path.pop()
            self._states.pop()
