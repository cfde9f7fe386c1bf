"""The steps of certification: probation, certificate and renewal, judged by a trainee's dossier."""

from collections.abc import Callable, Mapping
from typing import Any

from grader.dossier import Dossier
from grader.policy.outcome import Step, Verdict, judged
from grader.policy.stages import harm, knowledge, practice, role_play, safeguards
from grader.rule import Certification

__all__ = ["judge_stage"]

KINDS: Mapping[str, Callable[[Mapping[str, Any], Dossier], Verdict]] = {
    "no-critical-harm": harm.no_critical_harm,
    "no-level-one": harm.no_level_one,
    "marks-complete": knowledge.marks_complete,
    "modules-decided": knowledge.modules_decided,
    "knowledge": knowledge.share_of_points,
    "critical-items": knowledge.critical_items,
    "role-plays": role_play.enough_plays,
    "fresh-role-play": role_play.fresh_play,
    "raters": role_play.raters,
    "core-elicited": role_play.core_elicited,
    "levels": role_play.levels,
    "retake": role_play.retake,
    "age-tier": safeguards.age_tier,
    "consent": safeguards.consent,
    "wellbeing": safeguards.wellbeing,
    "safeguarding": safeguards.safeguarding,
    "referral-map": safeguards.referral_map,
    "content-review": safeguards.content_review,
    "stage-passed": practice.stage_passed,
    "practice": practice.practice,
    "supervision": practice.supervision,
    "in-depth": practice.in_depth,
    "supervision-share": practice.supervision_share,
    "refresher": practice.refresher,
    "law-quiz": practice.law_quiz,
    "not-suspended": practice.not_suspended,
}


def judge_stage(rule: Certification, stage: str, dossier: Dossier) -> list[Step]:
    """Return the steps of a stage in their order, judged by all that is known of a trainee."""
    shared = {"modules": rule.data["modules"], "critical_modules": rule.data["critical_modules"], **rule.standing}
    return judged([{**shared, **step} for step in rule.steps(stage)], KINDS, dossier)
