"""A dialogue as its rules see it: the file, its plays, and all that can happen in it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from scenarios.authoring.compile import compile_dialogue
from scenarios.authoring.routes import Routes, TooManyStatesError, find_cycle, targets, unfold
from scenarios.authoring.source import Place, Source
from scenarios.model import Dialogue

__all__ = ["DialogueCase"]


@dataclass
class DialogueCase:
    """A dialogue, its plays (None: no readable file), and the codes it may use; `kind` is practised or assessed."""

    source: Source
    plays: Source | None
    competencies: set[str]
    harms: set[str]
    kind: str = "practised"
    practised_too: bool = False
    data: Mapping[str, Any] = field(init=False)

    def __post_init__(self) -> None:
        self.data = self.source.data

    @property
    def nodes(self) -> list[tuple[Place, Mapping[str, Any]]]:
        """Each node with its place."""
        return [(("nodes", number), node) for number, node in enumerate(self.data["nodes"])]

    @property
    def choices(self) -> list[tuple[Place, Mapping[str, Any]]]:
        """Each choice with its place."""
        return [
            ((*place, "choices", number), choice)
            for place, node in self.nodes
            for number, choice in enumerate(node["choices"])
        ]

    @property
    def endings(self) -> list[tuple[Place, Mapping[str, Any]]]:
        """Each ending with its place."""
        return [(("endings", number), ending) for number, ending in enumerate(self.data["endings"])]

    @cached_property
    def place_of(self) -> dict[str, Place]:
        """The place of every node and ending by its id."""
        return {entry["id"]: place for place, entry in [*self.nodes, *self.endings]}

    @property
    def is_broken(self) -> bool:
        """Whether some route leads nowhere, or round for ever."""
        named = {self.data["start"], *(route["to"] for _, choice in self.choices for route in targets(choice))}
        return not named <= set(self.place_of) or bool(find_cycle(self.data))

    @cached_property
    def routes(self) -> Routes | None:
        """All that can happen; None while the graph is broken (other rules say how)."""
        return self._unfolded if isinstance(self._unfolded, Routes) else None

    @property
    def has_too_many_states(self) -> bool:
        """Whether its conditions tell too many histories apart."""
        return isinstance(self._unfolded, TooManyStatesError)

    @cached_property
    def _unfolded(self) -> Routes | Exception | None:
        if self.is_broken:
            return None
        try:
            return unfold(self.data)
        except (LookupError, TooManyStatesError) as fault:
            return fault

    @cached_property
    def dialogue(self) -> Dialogue | None:
        """The dialogue as it is played; None while the graph is broken."""
        return Dialogue.from_json(compile_dialogue(self.data, self.routes)) if self.routes else None

    @cached_property
    def judged(self) -> dict[str, Mapping[str, Any]]:
        """Every choice by its id."""
        return {choice["id"]: choice for _, choice in self.choices}
