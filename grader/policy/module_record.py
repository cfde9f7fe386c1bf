"""The steps of a module's record, judged by the evidence of one hand-in."""

from collections.abc import Callable, Mapping
from typing import Any

from grader.evidence import Evidence, ItemEvidence
from grader.policy.outcome import Outcome, Step, Verdict, judged, not_passed, passed, unchecked
from grader.rule import Rule

__all__ = ["is_right", "judge"]


def judge(rule: Rule, evidence: Evidence) -> list[Step]:
    """Return the steps of `rule` in their order, judged by `evidence`."""
    return judged(rule.data["steps"], _KINDS, evidence)


def _handed_in(_step: Mapping[str, Any], evidence: Evidence) -> Verdict:
    if evidence.is_readable:
        return passed("ada dan bisa dibaca", "there and readable")
    if evidence.problem is None:
        return unchecked("belum mengumpulkan", "nothing handed in yet")
    return Verdict(Outcome.UNCHECKED, evidence.problem)


def _no_critical_harm(_step: Mapping[str, Any], evidence: Evidence) -> Verdict:
    if not evidence.is_readable:
        return _NO_HAND_IN
    found = [f"{item.id}: {', '.join(item.harms)}" for item in evidence.items if item.harms]
    if found:
        where = "; ".join(found)
        return not_passed(f"perlu dibicarakan dulu ({where})", f"to be talked over first ({where})")
    return passed("tidak ditemukan", "none found")


def _marks_complete(_step: Mapping[str, Any], evidence: Evidence) -> Verdict:
    if not evidence.is_readable:
        return _NO_HAND_IN
    if evidence.problem is not None:
        return Verdict(Outcome.UNCHECKED, evidence.problem)
    waiting = ", ".join(item.id for item in evidence.items if item.needs_person)
    if waiting:
        return unchecked(f"masih perlu dinilai orang: {waiting}", f"a person still has to mark: {waiting}")
    return passed("lengkap", "complete")


def _share_of_points(step: Mapping[str, Any], evidence: Evidence) -> Verdict:
    if not evidence.is_readable or evidence.problem is not None:
        return _NOT_MARKED
    counted = [item for item in evidence.items if item.type != "text"]
    points, whole = sum(item.points for item in counted), sum(item.max for item in counted)
    if not whole:
        return _NOT_MARKED
    # Points have two decimals; sums of floats do not.
    is_enough = round(points, 2) * 100 >= step["at_least"] * whole - 1e-6
    share = int(round(points, 2) * 100 / whole + 1e-6)
    return (passed if is_enough else not_passed)(f"{share}% tepat", f"{share}% right")


def _critical_items(step: Mapping[str, Any], evidence: Evidence) -> Verdict:
    critical = [item for item in evidence.items if item.is_critical]
    if not evidence.is_readable or evidence.problem is not None or any(item.needs_person for item in critical):
        return _NOT_MARKED
    wrong = ", ".join(item.id for item in critical if not is_right(item, step["at_least"]))
    if wrong:
        return not_passed(f"belum tepat: {wrong}", f"not right yet: {wrong}")
    if not critical:
        return passed("tidak ada di penilaian ini", "this assessment has none")
    return passed(f"{len(critical)} dari {len(critical)} tepat", f"{len(critical)} of {len(critical)} right")


def is_right(item: ItemEvidence, level: int) -> bool:
    """Whether nothing is wrong with an answer: a written reply reaches `level`, since level 4 is more than is asked."""
    return (item.level or 0) >= level if item.type == "text" else item.points >= item.max


def _text_levels(step: Mapping[str, Any], evidence: Evidence) -> Verdict:
    texts, least = [item for item in evidence.items if item.type == "text"], step["at_least"]
    if not evidence.is_readable or evidence.problem is not None or any(t.needs_person for t in texts):
        return _NOT_MARKED
    if not texts:
        return passed("tidak ada tulisan di penilaian ini", "this assessment has no written reply")
    strange = [text.id for text in texts if text.level not in range(5)]
    if strange:
        names = ", ".join(strange)
        return unchecked(f"nilai bukan level 1–4: {names}", f"the mark is no level 1–4: {names}")
    below = ", ".join(text.id for text in texts if (text.level or 0) < least)
    if below:
        return not_passed(f"di bawah level {least}: {below}", f"below level {least}: {below}")
    return passed(f"semua level {least} atau lebih", f"all at level {least} or more")


def _observed_role_play(_step: Mapping[str, Any], _evidence: Evidence) -> Verdict:
    return unchecked("bagian dari sertifikat, bukan catatan modul", "part of the certificate, not of a module's record")


def _content_review(_step: Mapping[str, Any], evidence: Evidence) -> Verdict:
    drafts = ", ".join(sorted(name for name, status in evidence.review.items() if status != "reviewed"))
    if drafts or not evidence.review:
        return unchecked(f"masih draf, belum ditinjau: {drafts}", f"still a draft, not reviewed: {drafts}")
    return passed("sudah ditinjau", "reviewed")


_NO_HAND_IN = unchecked("belum ada jawaban yang bisa dibaca", "there are no readable answers")
_NOT_MARKED = unchecked("belum selesai dinilai", "not fully marked yet")
_KINDS: Mapping[str, Callable[[Mapping[str, Any], Evidence], Verdict]] = {
    "handed-in": _handed_in,
    "no-critical-harm": _no_critical_harm,
    "marks-complete": _marks_complete,
    "share-of-points": _share_of_points,
    "text-levels": _text_levels,
    "critical-items": _critical_items,
    "observed-role-play": _observed_role_play,
    "content-review": _content_review,
}
