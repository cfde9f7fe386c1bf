"""The start page: modules that are ready, how far one is, what stays private, which language."""

from contextlib import suppress
from typing import Any

import traitlets

from scenarios.overview import AssessmentState, Module, overview
from scenarios.text import DEFAULT_LANGUAGE, LANGUAGES, Text, pick
from scenarios.widgets.frame import Frame, assemble, styles
from scenarios.workspace import Workspace

__all__ = ["HomeWidget"]

TEXTS: dict[str, Text] = {
    "greeting": {"id": "Halo, selamat datang di Sebaya", "en": "Hello, welcome to Sebaya"},
    "about": {
        "id": "Di sini kamu belajar menjadi pendukung sebaya: memperhatikan teman, mendengarkan, menghubungkannya "
        "dengan orang dewasa, dan menjaga diri sendiri. Tidak perlu buru-buru.",
        "en": "Here you learn to be a peer supporter: to notice a friend, to listen, to connect them with an "
        "adult, and to look after yourself. There is no need to hurry.",
    },
    "language": {"id": "Bahasa", "en": "Language"},
    "modules": {"id": "Pelajaran", "en": "Lessons"},
    "nothing_ready": {
        "id": "Belum ada pelajaran yang terpasang. Beri tahu pelatihmu.",
        "en": "No lessons are installed yet. Tell your trainer.",
    },
    "minutes": {"id": "kira-kira {minutes} menit", "en": "about {minutes} minutes"},
    "lesson": {"id": "Buka pelajaran", "en": "Open the lesson"},
    "assessment": {"id": "Penilaian", "en": "Assessment"},
    "state_open": {"id": "belum dimulai", "en": "not started"},
    "state_begun": {
        "id": "{answered} dari {total} soal sudah dijawab",
        "en": "{answered} of {total} questions answered",
    },
    "state_handed-in": {"id": "sudah dikumpulkan", "en": "handed in"},
    "state_unreadable": {
        "id": "belum bisa dibaca, beri tahu pelatihmu",
        "en": "cannot be read, tell your trainer",
    },
    "feedback": {"id": "Umpan balik dari pelatihmu", "en": "Feedback from your trainer"},
    "planned": {"id": "Sedang disiapkan", "en": "In preparation"},
    "planned_about": {
        "id": "Pelajaran ini belum ada. Namanya ditulis supaya kamu tahu rencananya.",
        "en": "These lessons do not exist yet. They are named so that you know what is planned.",
    },
    "withheld": {
        "id": "Belum dibuka. Sekolahmu masih menyiapkan orang dewasa yang mendampingi. Tanya pelatihmu.",
        "en": "Not open yet. Your school is still making sure that there are adults at your side. Ask your trainer.",
    },
    "private": {"id": "Apa yang tetap pribadi", "en": "What stays private"},
    "private_practice": {
        "id": "Latihan dan renunganmu hanya ada di perangkat ini. Keduanya tidak pernah ikut dikumpulkan.",
        "en": "Your practice and your reflections stay on this device. They are never handed in.",
    },
    "private_hand_in": {
        "id": "Jawaban penilaian juga tersimpan di perangkat ini. Begitu kamu menekan Kumpulkan, jawaban itu "
        "diserahkan hanya kepada pelatihmu.",
        "en": "Your answers to an assessment are kept on this device too. When you press Hand in, they go to your "
        "trainer and nobody else.",
    },
    "private_shared": {
        "id": "Kalau perangkatnya dipakai bersama, orang lain mungkin bisa membukanya. Jangan menulis nama atau "
        "cerita orang sungguhan.",
        "en": "If the device is shared, others may be able to open it. Do not write names or stories of real people.",
    },
}


class HomeWidget(Frame):
    """The start page, in the language that the trainee chose."""

    _esm = assemble("home")
    _css = styles("home")

    page = traitlets.Dict().tag(sync=True)

    def __init__(self, workspace: Workspace | None) -> None:
        self.workspace = workspace
        lang = workspace.language if workspace else DEFAULT_LANGUAGE
        super().__init__(lang=lang)
        self.fill(lang)

    def fill(self, lang: str) -> None:
        """Put the whole page into the traits, as it is on disk now."""
        modules = overview(self.workspace, lang)
        self.page = {
            "texts": {name: pick(text, lang) for name, text in TEXTS.items()},
            "ready": [_shown(module, lang) for module in modules if module.is_ready],
            "planned": [f"{each.code} · {pick(each.title, lang)}" for each in modules if not each.is_ready],
        }

    def handle(self, message: dict[str, Any]) -> str:
        """Change the language."""
        lang = message["lang"]
        if lang in LANGUAGES:
            if self.workspace:
                with suppress(OSError):  # the page changes all the same
                    self.workspace.choose_language(lang)
            self.speak(lang)
        return "done"


def _shown(module: Module, lang: str) -> dict[str, Any]:
    return {
        "id": module.id,
        "title": f"{module.code} · {pick(module.title, lang)}",
        "summary": pick(module.summary, lang),
        "minutes": _say("minutes", lang, minutes=module.minutes),
        "lesson": module.lesson,
        "withheld": _say("withheld", lang) if module.is_withheld else "",
        "assessment": _assessment(module.assessment, lang) if module.assessment else None,
        "feedback": module.feedback,
    }


def _assessment(found: AssessmentState, lang: str) -> dict[str, Any]:
    state = _say(f"state_{found.state}", lang, answered=found.answered, total=found.total)
    minutes = [_say("minutes", lang, minutes=found.minutes)] if found.minutes else []
    return {"path": found.path, "detail": " · ".join([*minutes, state])}


def _say(name: str, lang: str, **values: object) -> str:
    return pick(TEXTS[name], lang).format(**values)
