"""Marks hand-ins of one assessment: bytes in, points and a notebook for people's eyes out.

It touches no file and no database and runs nothing of what it reads, so any process on any machine can do it.
"""

import json
from collections.abc import Callable, Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import Any

from grader.answer_sheet import answer_sheet
from grader.handin import parse_answers, parse_own
from grader.keys import Key
from grader.refused import RefusedError
from grader.rubric import rubric_block
from grader.template import Template
from scenarios.items import Answer
from scenarios.variants import place_of, variant

__all__ = ["Marked", "Marker", "Refused", "Submission"]

NOT_SHOWN = ("intro", "submit")
REMEMBERED = 1024
"""How many different answers, of all items together, are kept with their marks."""


@dataclass(frozen=True)
class Submission:
    """What one trainee handed in (`responses.json`), and the answers that were marked before, if any."""

    trainee: str
    content: bytes
    before: bytes | None = None


@dataclass(frozen=True)
class Marked:
    """Item → points by the key (None: a person has to mark); `changed` names the items answered anew since before.

    `unanswered` names free texts left empty; `notebook` is the marked notebook, JSON.
    """

    trainee: str
    points: Mapping[str, float | None]
    changed: frozenset[str]
    unanswered: frozenset[str]
    notebook: bytes


@dataclass(frozen=True)
class Refused:
    """A hand-in that cannot be marked; `reason` is a key of `grader.refused.REASONS`."""

    trainee: str
    reason: str
    detail: str = ""


@dataclass(frozen=True)
class Marker:
    """`public` is the released `items.json`, `released` the released notebook; what people read is in `lang`."""

    public: Mapping[str, Any]
    key: Key
    released: str
    lang: str

    def __reduce__(self) -> tuple[type["Marker"], tuple[Any, ...]]:
        """Travel to another process without what was remembered here."""
        return Marker, (self.public, self.key, self.released, self.lang)

    def mark_all(self, submissions: Iterable[Submission]) -> list[Marked | Refused]:
        """Mark many; one that cannot be marked stops no other."""
        return [self.mark(submission) for submission in submissions]

    def mark(self, submission: Submission) -> Marked | Refused:
        """Mark one."""
        trainee = submission.trainee
        try:
            answers = self.read(submission.content, trainee)
        except RefusedError as refused:
            return Refused(trainee, refused.reason, refused.detail)
        places = {name: place_of(self.public, item, trainee) for name, item in self._items.items()}
        marks = {name: self._mark(name, place, answers.get(name)) for name, place in places.items()}
        cells: dict[str, str | None] = dict.fromkeys(NOT_SHOWN)
        for _, written in marks.values():
            cells.update(written)
        return Marked(
            trainee,
            points={name: points for name, (points, _) in marks.items()},
            changed=self._changed(answers, submission),
            unanswered=frozenset(n for n, (points, _) in marks.items() if self._is_text(n) and points is not None),
            notebook=self._template.fill(cells),
        )

    def read(self, content: bytes, trainee: str) -> dict[str, Answer]:
        """Return the answers of a `responses.json`. Raises RefusedError when it is damaged or another trainee's."""
        return parse_answers(parse_own(content, self.public, trainee))

    def handed_in(self, answers: Mapping[str, Answer]) -> bytes:
        """Return the released notebook with the free texts in it as data: what nbgrader keeps as handed in."""
        texts = {name: answer["text"] for name, answer in answers.items() if self._is_text(name)}
        return self._template.fill(
            {name: self._template.answered(name, text) for name, text in texts.items() if text.strip()}
        )

    @cached_property
    def _template(self) -> Template:
        return Template(self.released)

    @cached_property
    def _items(self) -> dict[str, Mapping[str, Any]]:
        return {item["id"]: item for item in self.public["items"]}

    def _is_text(self, name: str) -> bool:
        return bool(self._items[name]["type"] == "text")

    def _changed(self, answers: Mapping[str, Answer], submission: Submission) -> frozenset[str]:
        known = None
        if submission.before is not None:
            with suppress(RefusedError):
                known = parse_answers(parse_own(submission.before, self.public, submission.trainee))
        return frozenset(name for name in self.key.items if known is None or known.get(name) != answers.get(name))

    def _mark(self, name: str, place: int, answer: Answer | None) -> tuple[float | None, dict[str, str]]:
        """Return an item's points and cells. Trainees share most answers, so these are worked out once."""
        if answer is None or not self._is_text(name):
            return self._remembered(name, place, json.dumps(answer))
        return self._mark_anew(name, place, answer)

    @cached_property
    def _remembered(self) -> Callable[[str, int, str], tuple[float | None, dict[str, str]]]:
        return lru_cache(REMEMBERED)(lambda name, place, answer: self._mark_anew(name, place, json.loads(answer)))

    def _mark_anew(self, name: str, place: int, answer: Answer | None) -> tuple[float | None, dict[str, str]]:
        item, template = variant(self._items[name], place), self._template
        keyed = self.key.variants[name][place]
        cells = {f"ask-{name}": template.told(f"ask-{name}", answer_sheet(item, answer, self.lang))}
        if item["type"] != "text":
            points = self.key.points(keyed, answer)
            return points, {**cells, name: template.marked(name, points)}
        if answer is None or not answer["text"].strip():
            return 0.0, cells
        rubric = rubric_block(keyed, self.lang)
        return None, {**cells, name: template.answered(name, answer["text"], rubric)}
