"""Which pieces of a module an expert has reviewed, and which are still drafts."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from scenarios.authoring.gather import Content
from scenarios.authoring.rules_assessment import asked

__all__ = ["Piece", "piece_of", "reviews"]


@dataclass(frozen=True)
class Piece:
    """One reviewable piece: `kind` is lesson, dialogue, assessment or assessed dialogue; `name` tells which.

    `by` (a role) and `on` (an ISO date) are empty while it is a draft.
    """

    kind: str
    name: str
    by: str = ""
    on: str = ""

    @property
    def is_reviewed(self) -> bool:
        """Whether somebody answers for it with a role and a date."""
        return bool(self.by and self.on)


def reviews(content: Content, module: Mapping[str, Any]) -> Iterator[Piece]:
    """Yield each reviewable piece of a module; nothing of one that is not ready."""
    if module["status"] != "ready":
        return
    for lang, review in content.lesson_reviews(module["id"]).items():
        yield piece_of("lesson", lang, review)
    for name in module["dialogues"]:
        if name in content.dialogues:
            yield piece_of("dialogue", name, content.dialogues[name].data["review"])
    assessment = content.assessments.get(module["assessment"])
    if assessment:
        yield piece_of("assessment", module["assessment"], assessment.data["review"])
        for _, item in asked(assessment.data):
            if item.get("dialogue") in content.assessed:
                name = item["dialogue"]
                yield piece_of("assessed dialogue", name, content.assessed[name].data["review"])


def piece_of(kind: str, name: str, review: Mapping[str, str]) -> Piece:
    """Return the piece that `review`, as its file has it, tells of."""
    if review.get("status") != "reviewed":
        return Piece(kind, name)
    return Piece(kind, name, str(review["by"]), str(review["on"]))
