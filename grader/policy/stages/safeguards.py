"""What protects the trainee and those they listen to (curriculum outline §1 and §5, rule 6)."""

from collections.abc import Mapping
from datetime import timedelta
from typing import Any

from grader.dossier import Dossier
from grader.policy.outcome import Verdict, not_passed, passed, unchecked
from scenarios.text import pick

__all__ = ["age_tier", "consent", "content_review", "referral_map", "safeguarding", "wellbeing"]

NAMED = 3
"""Of what the referral map lacks, so much is named."""


def age_tier(step: Mapping[str, Any], dossier: Dossier) -> Verdict:
    """Judge whether the trainee is old enough to hold a certificate."""
    return (passed if dossier.tier in step["tiers"] else not_passed)(dossier.tier or "?", dossier.tier or "?")


def consent(step: Mapping[str, Any], dossier: Dossier) -> Verdict:
    """Judge whether the trainee's assent and, of a minor, a parent's or guardian's consent stand."""
    needed = ("assent", "consent") if dossier.tier in step["minors"] else ("assent",)
    names = {"assent": ("kesediaan sendiri", "own assent"), "consent": ("izin orang tua", "consent of a parent")}
    latest = {kind: dossier.latest(kind) for kind in needed}
    numbers = [entry.number for entry in latest.values() if entry]
    for kind, entry in latest.items():
        if entry and entry.outcome != "given":
            return not_passed(f"{names[kind][0]} ditarik", f"{names[kind][1]} withdrawn", numbers)
    missing = [names[kind] for kind, entry in latest.items() if entry is None]
    if missing:
        ours, theirs = (", ".join(text) for text in zip(*missing, strict=True))
        return unchecked(f"belum dicatat: {ours}", f"not recorded yet: {theirs}", numbers)
    return passed("tercatat", "on record", numbers)


def wellbeing(_step: Mapping[str, Any], dossier: Dossier) -> Verdict:
    """Judge whether the talk about the trainee's own wellbeing was held."""
    entry = dossier.latest("wellbeing")
    if entry is None:
        return unchecked("belum dicatat", "not recorded yet")
    return passed(entry.on_day, entry.on_day, [entry.number])


def safeguarding(step: Mapping[str, Any], dossier: Dossier) -> Verdict:
    """Judge whether the safeguarding adult signed for this trainee at most `at_most_days` ago."""
    entry = dossier.latest("safeguarding")
    if entry is None:
        return unchecked("belum dicatat", "not recorded yet")
    if entry.outcome != "signed":
        return not_passed("tidak disetujui", "not signed", [entry.number])
    oldest = (dossier.today - timedelta(days=step["at_most_days"])).isoformat()
    if entry.on_day < oldest:
        return unchecked(f"{entry.on_day}, terlalu lama", f"{entry.on_day}, too long ago", [entry.number])
    return passed(entry.on_day, entry.on_day, [entry.number])


def referral_map(_step: Mapping[str, Any], dossier: Dossier) -> Verdict:
    """Judge whether the programme gate is open today: the map is whole and was checked lately.

    What the school lacks decides nothing about a trainee: it could not be checked.
    """
    lacks = dossier.circumstances.map_lacks
    if lacks:
        told = {lang: "; ".join(pick(one, lang) for one in lacks[:NAMED]) for lang in ("id", "en")}
        more = f" (+{len(lacks) - NAMED})" if len(lacks) > NAMED else ""
        return unchecked(f"{told['id']}{more}", f"{told['en']}{more}")
    return passed("lengkap", "complete")


def content_review(_step: Mapping[str, Any], dossier: Dossier) -> Verdict:
    """Judge whether the content about safety, as it is now, was reviewed: for its authors, or for this school."""
    circumstances = dossier.circumstances
    if circumstances.is_reviewed:
        return passed("sudah ditinjau", "reviewed")
    reviews = [entry for entry in circumstances.entries if entry.kind == "content-review"]
    current = [entry for entry in reviews if entry.about == circumstances.content and entry.outcome == "reviewed"]
    if current:
        latest = max(current, key=lambda entry: (entry.on_day, entry.number))
        return passed(latest.on_day, latest.on_day, [latest.number])
    if reviews:
        return unchecked("isinya berubah sesudah ditinjau", "the content changed since its review")
    return unchecked("masih draf, belum ditinjau", "still a draft, not reviewed")
