"""What the desk tells of the content: the review status of every piece, and the state of the programme gate."""

from typing import Any

from grader.content import content_root
from grader.course import Course
from grader.faults import SebayaError, language, tell
from grader.gate import missing
from scenarios.authoring.gather import gather
from scenarios.authoring.reviews import Piece, reviews
from scenarios.text import Text, pick

__all__ = ["content_page"]

KINDS: dict[str, Text] = {
    "lesson": {"id": "pelajaran", "en": "lesson"},
    "dialogue": {"id": "percakapan", "en": "conversation"},
    "assessment": {"id": "penilaian", "en": "assessment"},
    "assessed dialogue": {"id": "percakapan ujian", "en": "assessed conversation"},
}


def content_page(course: Course) -> dict[str, Any]:
    """Return what the page shows: `missing` of the gate (or a `fault` that keeps it unknown), and `modules`."""
    content, lang = gather(content_root()), language()
    shown: dict[str, Any] = {"missing": [], "fault": ""}
    try:
        shown["missing"] = [condition.told(lang) for condition in missing(course)]
    except SebayaError as fault:
        shown["fault"] = str(fault)
    entries = content.shared["curriculum"].data["modules"] if "curriculum" in content.shared else []
    shown["modules"] = [
        {
            "title": f"{module['code']} · {pick(module['title'], lang)}",
            "pieces": [{"name": _name(piece), "status": _status(piece)} for piece in reviews(content, module)],
        }
        for module in entries
        if module["status"] == "ready"
    ]
    return shown


def _name(piece: Piece) -> str:
    kind = pick(KINDS[piece.kind], language())
    return kind if piece.kind == "assessment" else f"{kind}: {piece.name}"


def _status(piece: Piece) -> str:
    if not piece.is_reviewed:
        return tell(id="draf, belum ditinjau", en="draft, not reviewed")
    return tell(id=f"ditinjau {piece.by}, {piece.on}", en=f"reviewed by {piece.by}, {piece.on}")
