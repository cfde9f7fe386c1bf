"""A second, blind mark for free texts: the reply and its rubric, never whose it is nor the mark it already has.

nbgrader keeps one mark by hand and does not know who gave it; that mark is read here and never touched.
"""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from grader.course import Course
from grader.evidence import Evidence, Gatherer, ItemEvidence
from grader.faults import SebayaError
from grader.observation.locked import not_struck
from grader.observation.rating import LEVELS
from grader.raters import Rater
from grader.register import Entry, Register, register_of
from grader.register.store import Writer
from grader.released import first_released, read_key
from grader.roster import read_roster
from scenarios.text import Text

__all__ = ["FURTHEST", "Locked", "Reply", "SecondMarks", "hand_marked"]

FURTHEST = 1
"""Marks that are further apart are talked over (as ratings of a role-play are, curriculum outline §5, rule 4)."""


@dataclass(frozen=True)
class Reply:
    """A written reply as its second marker sees it. `token` names it without a trace of its writer."""

    token: str
    item: Mapping[str, Any]
    text: str


@dataclass(frozen=True)
class Locked:
    """A second mark that stands beside the first one, None where nobody has given one to this reply."""

    reply: Reply
    second: int
    first: float | None

    @property
    def is_apart(self) -> bool:
        """Whether the two are to be talked over."""
        return self.first is not None and abs(self.first - self.second) > FURTHEST


@dataclass(frozen=True)
class _Found:
    reply: Reply
    trainee: str
    attempt: int
    first: float | None

    @property
    def key(self) -> tuple[str, str, int]:
        return self.trainee, self.reply.item["id"], self.attempt


def hand_marked(course: Course) -> list[str]:
    """Return the released assessments that have written replies, in the order of their release. Raises SebayaError."""
    keys = {name: read_key(course, name) for name in first_released(course)}
    return [name for name, key in keys.items() if any(item["type"] == "text" for item in key.items.values())]


class SecondMarks:
    """The second marks of `rater` in one assessment. Raises SebayaError when it is not released or a file is damaged.

    Replies go by item, so that one rubric stays in view; within an item they are shuffled, for each rater in another
    way and always alike, so that no reply is seen beside its neighbours of the class list.
    """

    def __init__(self, course: Course, assessment: str, rater: Rater) -> None:
        self.course = course
        self.assessment = assessment
        self.rater = rater
        gatherer = Gatherer(course, assessment)
        self.title: Text = gatherer.public["title"]
        self._found = {one.reply.token: one for one in self._all(gatherer)}
        self._marks = self._recorded(register_of(course))

    @property
    def waiting(self) -> list[Reply]:
        """The replies that nobody has given a second mark, in the order in which this rater gets them."""
        return [one.reply for one in self._found.values() if one.key not in self._marks]

    @property
    def locked(self) -> list[Locked]:
        """The second marks that this rater has given, beside the first."""
        mine = []
        for one in self._found.values():
            mark = self._marks.get(one.key)
            if mark and mark.recorded_by == self.rater.code:
                mine.append(Locked(one.reply, int(mark.outcome), one.first))
        return mine

    def lock(self, token: str, level: int) -> Locked:
        """Record the level (1–4) of a reply; nothing is added where the rater has done so before.

        Raises SebayaError for an unknown reply or level, and where another rater was first.
        """
        found = self._found.get(token)
        if found is None:
            raise SebayaError(
                id="Jawaban ini tidak ada lagi; mungkin ada kiriman yang lebih baru. Lanjutkan ke jawaban berikutnya.",
                en="This reply is no longer there; a newer hand-in may have come. Go on to the next.",
            )
        if level not in LEVELS:
            raise SebayaError(id="Pilih level 1, 2, 3, atau 4.", en="Choose level 1, 2, 3 or 4.")
        with register_of(self.course).writing() as writer:
            self._marks = self._recorded(writer)
            if found.key not in self._marks:
                entry = Entry(
                    place=self.course.about["id"],
                    person=found.trainee,
                    kind="second-mark",
                    about=f"{self.assessment}/{found.reply.item['id']}",
                    outcome=str(level),
                    on_day=date.today().isoformat(),
                    recorded_by=self.rater.code,
                    content={"attempt": found.attempt},
                )
                (self._marks[found.key],) = writer.append([entry])
        mark = self._marks[found.key]
        if mark.recorded_by != self.rater.code:
            raise SebayaError(
                id="Penilai lain sudah memberi nilai kedua. Nilai Anda tidak dicatat; lanjutkan ke berikutnya.",
                en="Another rater has given the second mark. Yours was not recorded; go on to the next.",
            )
        return Locked(found.reply, int(mark.outcome), found.first)

    def _all(self, gatherer: Gatherer) -> list[_Found]:
        found = []
        for trainee in read_roster(self.course):
            evidence = gatherer.gather(trainee.code)
            items = gatherer.key.items_for(trainee.code) if evidence.is_readable else {}
            marks = {item.id: item for item in evidence.items}
            for name, item in items.items():
                text = str(evidence.answers.get(name, {}).get("text", "")) if item["type"] == "text" else ""
                if text.strip():
                    words = (
                        f"{gatherer.key.salt}/second-mark/{self.assessment}/{name}/{trainee.code}/{evidence.attempt}"
                    )
                    reply = Reply(hashlib.sha256(words.encode()).hexdigest()[:20], item, text)
                    found.append(_Found(reply, trainee.code, evidence.attempt, _first(marks[name], evidence)))
        order = list(gatherer.key.items)
        return sorted(found, key=lambda one: (order.index(one.reply.item["id"]), self._shuffled(one.reply.token)))

    def _shuffled(self, token: str) -> str:
        return hashlib.sha256(f"{self.rater.code}/{token}".encode()).hexdigest()

    def _recorded(self, reader: Register | Writer) -> dict[tuple[str, str, int], Entry]:
        found: dict[tuple[str, str, int], Entry] = {}
        of_class = {"place": self.course.about["id"], "kind": ["second-mark", "correction"]}
        for entry in not_struck(reader.entries(**of_class)):
            assessment, _, item = entry.about.partition("/")
            if assessment == self.assessment:
                found.setdefault((entry.person, item, entry.content.get("attempt", 1)), entry)
        return found


def _first(mark: ItemEvidence, evidence: Evidence) -> float | None:
    """Return the mark by hand, where it is of this very reply."""
    return mark.points if mark.by_hand and not mark.needs_person and evidence.problem is None else None
