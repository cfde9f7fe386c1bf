"""What the desk tells of the content: the review of every piece, the programme gate, the referral card to print."""

from typing import Any

from grader.content import read_content
from grader.course import Course
from grader.faults import SebayaError, language, tell
from grader.gate import missing
from scenarios import referral
from scenarios.authoring.gather import Content
from scenarios.authoring.reviews import Piece, piece_of, reviews
from scenarios.dates import written_date
from scenarios.text import LANGUAGES, Text, pick

__all__ = ["content_page"]

KINDS: dict[str, Text] = {
    "lesson": {"id": "pelajaran", "en": "lesson"},
    "dialogue": {"id": "percakapan", "en": "conversation"},
    "assessment": {"id": "penilaian", "en": "assessment"},
    "assessed dialogue": {"id": "percakapan ujian", "en": "assessed conversation"},
    "role-play": {"id": "formulir latihan peran", "en": "role-play form"},
    "calibration": {"id": "naskah kalibrasi penilai", "en": "raters' calibration scene"},
}
LANGUAGE_NAMES: dict[str, Text] = {
    "id": {"id": "bahasa Indonesia", "en": "Indonesian"},
    "en": {"id": "bahasa Inggris", "en": "English"},
}


def content_page(course: Course) -> dict[str, Any]:
    """Return what the page shows: `missing` of the gate (or a `fault` that hides it), `groups` of pieces, `cards`."""
    content, lang = read_content(), language()
    shown: dict[str, Any] = {"missing": [], "fault": "", "criteria": referral.note("referral", lang)}
    shown["cards"] = [{"lang": other, "name": pick(LANGUAGE_NAMES[other], lang)} for other in LANGUAGES]
    try:
        shown["missing"] = [condition.told(lang) for condition in missing(course)]
    except SebayaError as fault:
        shown["fault"] = str(fault)
    entries = content.shared["curriculum"].data["modules"] if "curriculum" in content.shared else []
    shown["groups"] = [
        {
            "title": f"{module['code']} · {pick(module['title'], lang)}",
            "pieces": [{"name": _name(piece, content), "status": _status(piece)} for piece in reviews(content, module)],
        }
        for module in entries
        if module["status"] == "ready"
    ]
    shown["groups"].append(
        {
            "title": tell(id="Latihan peran yang diamati", en="Observed role-play"),
            "pieces": [
                {
                    "name": f"{pick(KINDS[kind], lang)}: {pick(source.data['title'], lang)}",
                    "status": _status(piece_of(kind, name, source.data["review"])),
                }
                for kind, sources in (("role-play", content.role_plays), ("calibration", content.calibrations))
                for name, source in sources.items()
            ],
        }
    )
    return shown


def _name(piece: Piece, content: Content) -> str:
    lang = language()
    kind = pick(KINDS[piece.kind], lang)
    if piece.kind == "assessment":
        return kind
    if piece.kind == "lesson":
        return f"{kind}: {pick(LANGUAGE_NAMES[piece.name], lang)}"
    dialogue = (content.dialogues if piece.kind == "dialogue" else content.assessed)[piece.name]
    return f"{kind}: {pick(dialogue.data['title'], lang)}"


def _status(piece: Piece) -> str:
    if not piece.is_reviewed:
        return tell(id="draf, belum ditinjau", en="draft, not reviewed")
    return tell(
        id=f"ditinjau {piece.by}, {written_date(piece.on, 'id')}",
        en=f"reviewed by {piece.by}, {written_date(piece.on, 'en')}",
    )
