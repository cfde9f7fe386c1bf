"""Harm, before anything else (curriculum outline §5, rules 2 and 3; §6)."""

from collections.abc import Mapping
from typing import Any

from grader.dossier import Dossier
from grader.observation.rating import HARMFUL
from grader.policy.outcome import Verdict, not_passed, passed, unchecked

__all__ = ["no_critical_harm", "no_level_one"]


def no_critical_harm(step: Mapping[str, Any], dossier: Dossier) -> Verdict:
    """Judge whether no critical harm code was seen: in assessments, in the newest role-plays, in incidents since."""
    found: dict[str, int] = {}
    modules = {name: one for name, one in dossier.modules.items() if name in step["modules"]}
    for name, decision in modules.items():
        for item in decision.evidence["items"]:
            if item["harms"]:
                found[f"{name} {item['id']} ({', '.join(dict.fromkeys(item['harms']))})"] = decision.number
    for rating in dossier.seen:
        if rating.codes:
            found[f"{rating.form}, {rating.rater} ({', '.join(rating.codes)})"] = rating.number
    # An incident is over only when the trainee was observed again after it.
    observed = max((rating.observed_on.isoformat() for rating in dossier.seen), default="")
    for incident in dossier.of("incident"):
        if incident.on_day >= observed:
            found[f"{incident.on_day} ({', '.join(incident.content.get('codes', ())) or '?'})"] = incident.number
    if found:
        where = "; ".join(sorted(found))
        return not_passed(f"perlu dibicarakan dulu: {where}", f"to be talked over first: {where}", found.values())
    looked_at = [*(one.number for one in modules.values()), *(rating.number for rating in dossier.seen)]
    if not looked_at:
        return unchecked("belum ada yang bisa dilihat", "there is nothing to look at yet")
    return passed("tidak ditemukan", "none found", looked_at)


def no_level_one(_step: Mapping[str, Any], dossier: Dossier) -> Verdict:
    """Judge whether no rater, qualified or not, gave a Level 1 in the newest role-plays: the lower stands on harm."""
    found: dict[str, int] = {}
    for rating in dossier.seen:
        harmful = ", ".join(code for code, level in rating.levels.items() if level <= HARMFUL)
        if harmful:
            found[f"{rating.form}, {rating.rater}: {harmful}"] = rating.number
    if found:
        where = "; ".join(sorted(found))
        return not_passed(f"ada Level 1: {where}", f"there is a Level 1: {where}", found.values())
    if not dossier.seen:
        return unchecked("belum ada latihan peran yang diamati", "no role-play was observed yet")
    return passed("tidak ada", "none", [rating.number for rating in dossier.seen])
