"""Gathers what a decision rests on: the hand-in, its marks, the harms in it, and their fingerprints."""

import hashlib
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from functools import cached_property
from typing import Any

from grader.course import RESPONSES, Course
from grader.handin import parse_answers, parse_own, read_regular
from grader.marks import Mark, Marks, read_marks
from grader.refused import REASONS, RefusedError
from grader.released import key_sha256, read_key, read_public
from scenarios.items import Answer, Item
from scenarios.text import Text
from scenarios.variants import attempt_of

__all__ = ["Evidence", "Gatherer", "ItemEvidence"]

SAME_POINTS = 1e-6


@dataclass(frozen=True)
class ItemEvidence:
    """One item: points that count, the most possible, whether a person still has to mark, and harm codes.

    `by_hand` tells that a person gave the points; `level` is a free text's level (0: not answered); a critical item
    has to be right.
    """

    id: str
    type: str
    points: float
    max: float
    by_hand: bool
    needs_person: bool
    level: float | None
    harms: tuple[str, ...]
    is_critical: bool = False


@dataclass(frozen=True)
class Evidence:
    """What is known of one trainee's hand-in. `problem` says why it cannot be judged yet, None when it can.

    `review` maps each piece of content to its review status; the two SHA-256 are of `responses.json` and the key.
    `answers` are those handed in, with opaque ids, answered items only.
    """

    trainee: str
    is_readable: bool
    problem: Text | None = None
    submission: str | None = None
    late_seconds: int = 0
    attempt: int = 1
    responses_sha256: str | None = None
    key_sha256: str | None = None
    items: tuple[ItemEvidence, ...] = ()
    review: Mapping[str, str] = field(default_factory=dict)
    answers: Mapping[str, Answer] = field(default_factory=dict)

    def to_json(self) -> dict[str, Any]:
        """Return what is frozen: everything but the reader's problems, and the answers, which their SHA-256 names."""
        content = asdict(self)
        content["items"] = [{**item, "harms": list(item["harms"])} for item in content["items"]]
        return {key: content[key] for key in content if key not in ("is_readable", "problem", "answers")}


class Gatherer:
    """Gathers the evidence of a class; key and gradebook are read once.

    Raises SebayaError when the assessment is not released, or key or gradebook cannot be read.
    """

    def __init__(self, course: Course, assessment: str) -> None:
        self.course = course
        self.assessment = assessment
        self.public = read_public(course, assessment)
        self.key = read_key(course, assessment)
        self.key_sha256 = key_sha256(course, assessment)
        self.marks = read_marks(course, assessment)

    @cached_property
    def review(self) -> dict[str, str]:
        """The review status of the assessment and its dialogues."""
        found = {self.assessment: self.key.data["review"]["status"]}
        for variants in self.key.variants.values():
            for item in variants:
                if item["type"] == "dialogue":
                    found[item["dialogue"].id] = item["dialogue"].review["status"]
        return found

    def gather(self, trainee: str) -> Evidence:
        """Return the evidence of one trainee."""
        path = self.course.submitted(self.assessment, trainee) / RESPONSES
        if not path.parent.is_dir():
            return Evidence(trainee, is_readable=False, review=self.review)
        try:
            content = read_regular(path)
            document = parse_own(content, self.public, trainee)
        except RefusedError as refused:
            problem = REASONS[refused.reason][0]
            return Evidence(trainee, is_readable=False, problem=problem, review=self.review)
        marks = self.marks.get(trainee)
        answers = parse_answers(document)
        return Evidence(
            trainee,
            is_readable=True,
            problem=self._problem(trainee, content, marks, answers),
            submission=marks.submission if marks else None,
            late_seconds=marks.late_seconds if marks else 0,
            attempt=document.get("hand_in", {}).get("attempt", attempt_of(self.public, trainee)),
            responses_sha256=hashlib.sha256(content).hexdigest(),
            key_sha256=self.key_sha256,
            items=tuple(
                self._item(item, marks, answers.get(name)) for name, item in self.key.items_for(trainee).items()
            ),
            review=self.review,
            answers=answers,
        )

    def _problem(self, trainee: str, content: bytes, marks: Marks | None, answers: Mapping[str, Answer]) -> Text | None:
        """Say what keeps the marks from being those of these answers by this key."""
        copy = self.course.autograded(self.assessment, trainee) / RESPONSES
        if marks is None or set(marks.items) < set(self.key.items) or not copy.is_file():
            return {"id": "belum dinilai; jalankan: sebaya mark", "en": "not marked yet; run: sebaya mark"}
        if copy.read_bytes() != content:
            return {
                "id": "ada kiriman yang lebih baru; jalankan: sebaya mark",
                "en": "there is a newer hand-in; run: sebaya mark",
            }
        for name, item in self.key.items_for(trainee).items():
            mark = marks.items[name]
            is_stale = item["type"] != "text" and not _same(mark.auto, self.key.points(item, answers.get(name)))
            if is_stale or not _same(mark.max, item["points"]):
                return {
                    "id": f"nilai {name} tidak sesuai dengan kunci sekarang; jalankan: sebaya mark",
                    "en": f"the mark of {name} does not fit the key as it is now; run: sebaya mark",
                }
        return None

    def _item(self, item: Item, marks: Marks | None, answer: Answer | None) -> ItemEvidence:
        name = item["id"]
        mark = marks.items.get(name) if marks else None
        mark = mark or Mark(None, None, item["points"], needs_person=item["type"] == "text" and answer is not None)
        return ItemEvidence(
            id=name,
            type=item["type"],
            points=mark.points,
            max=mark.max,
            by_hand=mark.hand is not None,
            needs_person=mark.needs_person,
            level=mark.points if item["type"] == "text" else None,
            harms=self.key.review(item, answer).harms,
            is_critical=item.get("critical", False),
        )


def _same(one: float | None, other: float) -> bool:
    return one is not None and abs(one - other) < SAME_POINTS
