"""Who is in the invented class of 30, and what becomes of each."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum

from grader.roster import Trainee
from scenarios.text import Text

__all__ = ["CERTIFIED", "OBSERVED", "PLAYED_LATER", "Invented", "Story", "invented_class"]


class Story(StrEnum):
    """What becomes of an invented trainee."""

    CERTIFIED = "certified"
    MISSED_SUPERVISION = "missed-supervision"
    LEFT = "left"
    INCIDENT = "incident"
    HARMED = "harmed"
    MISUSED = "misused"
    ERASED = "erased"
    NOTHING = "nothing"
    BROKEN = "broken"
    EMPTY = "empty"
    YOUNG = "young"
    HARMFUL_ANSWERS = "harmful-answers"
    LEVEL_ONE = "level-one"
    SPLIT = "split"
    RETAKE = "retake"
    PROBATION = "probation"
    UNSURE = "unsure"
    NO_CONSENT = "no-consent"
    UNMARKED = "unmarked"

    @property
    def told(self) -> Text:
        """What happened, in words."""
        return _TOLD[self]


CERTIFIED = (
    Story.CERTIFIED,
    Story.MISSED_SUPERVISION,
    Story.LEFT,
    Story.INCIDENT,
    Story.HARMED,
    Story.MISUSED,
    Story.ERASED,
)
"""Who holds a certificate before anything else happens."""
PLAYED_LATER = (Story.LEVEL_ONE, Story.SPLIT, Story.RETAKE, Story.PROBATION, Story.NO_CONSENT, Story.UNMARKED)
"""Who plays the role-plays with the second group."""
OBSERVED = (*CERTIFIED, *PLAYED_LATER)
"""Who is observed in role-plays at all."""


@dataclass(frozen=True)
class Invented:
    """One invented trainee: their story, how they answer, and what happens to the hand-in of M2.

    `event` is late, again (handed in twice), broken (the file arrived cut short), none (never handed in), or empty.
    """

    trainee: Trainee
    story: Story
    profile: str = "skilled"
    event: str = ""

    @property
    def code(self) -> str:
        """The trainee's code."""
        return self.trainee.code

    @property
    def number(self) -> int:
        """The number in the code: what the trainee answers, and how they are rated, is drawn from it."""
        return int(self.code[1:])


def invented_class(trainees: Iterable[Trainee]) -> list[Invented]:
    """Give each trainee of the sample class a story, a way of answering and, to some, an event."""
    stories = {f"P{number:02}": story for number, story in enumerate(_STORIES, 1)}
    return [
        Invented(one, story, _PROFILES.get(story, "skilled"), _EVENTS.get(one.code, ""))
        for one in trainees
        if (story := stories[one.code])
    ]


_STORIES = (*[Story.CERTIFIED] * 12, *list(Story)[1:])
_PROFILES = {Story.HARMFUL_ANSWERS: "harmful", Story.UNSURE: "unsure", Story.EMPTY: "empty"}
_EVENTS = {"P03": "again", "P08": "late", "P14": "again", "P19": "none", "P20": "broken"}
_TOLD: Mapping[Story, Text] = {
    Story.CERTIFIED: {
        "id": "lulus, tiga bulan masa percobaan, sertifikat",
        "en": "passed, three months of probation, certificate",
    },
    Story.MISSED_SUPERVISION: {
        "id": "bersertifikat, lalu dua supervisi terlewat",
        "en": "certified, then missed two supervisions",
    },
    Story.LEFT: {"id": "bersertifikat, lalu pindah sekolah", "en": "certified, then moved to another school"},
    Story.INCIDENT: {
        "id": "bersertifikat, lalu ada kejadian: dijeda dan didampingi",
        "en": "certified, then an incident: paused and supported",
    },
    Story.HARMED: {
        "id": "bersertifikat, lalu ada bahaya kritis",
        "en": "certified, then critical harm",
    },
    Story.MISUSED: {"id": "bersertifikat, lalu memakai perannya keliru", "en": "certified, then misused the role"},
    Story.ERASED: {
        "id": "bersertifikat, lalu minta namanya dihapus",
        "en": "certified, then asked for the name to be erased",
    },
    Story.NOTHING: {"id": "belum mengumpulkan apa pun", "en": "has handed in nothing"},
    Story.BROKEN: {"id": "satu kirimannya terpotong", "en": "one hand-in arrived cut short"},
    Story.EMPTY: {"id": "mengumpulkan jawaban kosong", "en": "handed in no answers"},
    Story.YOUNG: {
        "id": "usia 12–14 tahun (T1): ikut modul, tidak diuji",
        "en": "aged 12–14 (T1): took the modules, is not certified",
    },
    Story.HARMFUL_ANSWERS: {
        "id": "ada pilihan yang membahayakan di penilaian",
        "en": "chose what would harm, in the assessments",
    },
    Story.LEVEL_ONE: {"id": "seorang penilai melihat Level 1", "en": "one rater saw a Level 1"},
    Story.SPLIT: {
        "id": "dua penilai berbeda pada satu kompetensi ★",
        "en": "two raters differ on a ★ competency",
    },
    Story.RETAKE: {
        "id": "belum cakap, didampingi, mengulang dengan formulir lain, lulus",
        "en": "not yet competent, coached, retook with another form, passed",
    },
    Story.PROBATION: {"id": "lulus ke masa percobaan", "en": "admitted to probation"},
    Story.UNSURE: {"id": "pengetahuan di bawah 80%", "en": "knowledge below 80%"},
    Story.NO_CONSENT: {"id": "izin orang tua belum ada", "en": "no consent of a parent yet"},
    Story.UNMARKED: {"id": "satu tulisan belum dinilai", "en": "one written reply is not marked yet"},
}
