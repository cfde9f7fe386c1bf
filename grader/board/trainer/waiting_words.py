"""What the panel of what waits says: where harm was seen, how far things are, and where to go."""

from collections.abc import Mapping

from grader.figures.harm import Harm
from grader.observation.material import read_material
from scenarios.text import LANGUAGES, Text, pick

__all__ = ["GO", "STATES", "TODAY", "source_told"]

TODAY: Mapping[str, Text] = {
    "hand-in": {
        "id": "Temui hari ini. Tanyakan apa yang ia maksud, latih lagi bersama, lalu catat pendampingannya.",
        "en": "Meet them today. Ask what they meant, practise it together, then record the coaching.",
    },
    "text": {
        "id": "Temui hari ini. Bicarakan jawabannya, latih lagi bersama, lalu catat pendampingannya.",
        "en": "Meet them today. Talk about the reply, practise it together, then record the coaching.",
    },
    "play": {
        "id": "Temui hari ini. Dampingi sebelum berlatih lagi, lalu catat pendampingannya.",
        "en": "Meet them today. Coach them before they practise again, then record the coaching.",
    },
    "incident": {
        "id": "Temui hari ini. Pastikan semua aman dan tugasnya dijeda; kalau sudah selesai: sebaya log return",
        "en": "Meet them today. Make sure that all are safe and service is paused; once settled: sebaya log return",
    },
}
STATES: Mapping[str, Text] = {
    "arrived": {"id": "sudah tiba, belum dikumpulkan", "en": "arrived, not collected"},
    "unmarked": {"id": "sudah dikumpulkan, belum dinilai", "en": "collected, not marked"},
    "second": {"id": "baru satu penilai; perlu penilai kedua", "en": "one rater so far; a second is needed"},
    "third": {
        "id": "kedua penilai berbeda; perlu penilai ketiga",
        "en": "the two raters differ; a third is needed",
    },
    "draft": {"id": "formulir dimulai, belum dikunci", "en": "form begun, not locked"},
}
GO: Mapping[str, Text] = {
    "replies": {"id": "sebaya desk → formgrader", "en": "sebaya desk → formgrader"},
    "plays": {"id": "sebaya desk → Penilaian saya", "en": "sebaya desk → My ratings"},
    "apart": {
        "id": "Bicarakan berdua, lalu perbaiki nilai pertama di formgrader bila perlu",
        "en": "Talk it over together, then mend the first mark in formgrader if need be",
    },
    "raters": {"id": "sebaya desk → adegan kalibrasi", "en": "sebaya desk → calibration scenes"},
}


def source_told(harm: Harm, titles: Mapping[str, Text]) -> Text:
    """Return where harm was seen: the assessment with its items, the form with its sitting, or an incident."""
    if harm.source == "incident":
        return {"id": "kejadian", "en": "incident"}
    if harm.source == "play":
        form = read_material().forms.get(harm.about)
        title = {lang: pick(form["title"], lang) if form else harm.about for lang in LANGUAGES}
        blind = not harm.codes and not harm.lowest
        wait = {
            "id": "; kodenya terlihat sesudah semua penilai mengunci",
            "en": "; its code is shown once all raters have locked",
        }
        return {
            "id": f"latihan peran {title['id']}, ujian ke-{harm.sitting}{wait['id'] if blind else ''}",
            "en": f"role-play {title['en']}, sitting {harm.sitting}{wait['en'] if blind else ''}",
        }
    words = {"id": "jawaban tertulis level 1", "en": "written reply at level 1"} if harm.source == "text" else None
    return {
        lang: f"{pick(titles[harm.about], lang)}, {', '.join(harm.items)}{f' ({words[lang]})' if words else ''}"
        for lang in LANGUAGES
    }
