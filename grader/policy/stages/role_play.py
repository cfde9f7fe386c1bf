"""The observed role-plays of the newest sitting (curriculum outline §5, rules 2, 4, 5 and 8)."""

from collections.abc import Iterator, Mapping
from datetime import timedelta
from typing import Any

from grader.dossier import Dossier
from grader.observation.reconcile import Reconciled
from grader.policy.outcome import Verdict, not_passed, passed, unchecked

__all__ = ["core_elicited", "enough_plays", "fresh_play", "levels", "raters", "retake"]


def enough_plays(step: Mapping[str, Any], dossier: Dossier) -> Verdict:
    """Judge whether `at_least` different forms were played, among them one of each of `zones`."""
    plays = dossier.plays
    zones = {dossier.circumstances.zones.get(play.form) for play in plays}
    lacking = [zone for zone in step["zones"] if zone not in zones]
    if len(plays) >= step["at_least"] and not lacking:
        forms = ", ".join(play.form for play in plays)
        return passed(forms, forms, _numbers(dossier, plays))
    zone = f"; {', '.join(lacking)}" if lacking else ""
    return unchecked(
        f"baru {len(plays)} dari {step['at_least']}{zone and f'; belum ada zona{zone[1:]}'}",
        f"{len(plays)} of {step['at_least']} so far{zone and f'; none yet of zone{zone[1:]}'}",
        _numbers(dossier, plays),
    )


def fresh_play(step: Mapping[str, Any], dossier: Dossier) -> Verdict:
    """Judge whether the newest sitting was after the last certificate, and at most `at_most_days` ago."""
    since = max((entry.on_day for stage in ("certificate", "renewal") if (entry := dossier.passed(stage))), default="")
    oldest = (dossier.today - timedelta(days=step["at_most_days"])).isoformat()
    fresh = [play for play in dossier.plays if play.observed_on.isoformat() >= max(oldest, since)]
    if not fresh:
        return unchecked("belum ada yang baru", "no new one yet")
    told = ", ".join(f"{play.form} ({play.observed_on.isoformat()})" for play in fresh)
    return passed(told, told, _numbers(dossier, fresh))


def raters(step: Mapping[str, Any], dossier: Dossier) -> Verdict:
    """Judge whether each role-play has its qualified raters, `at_least_outside` from outside, and a third if needed."""
    lacking = list(_unqualified(dossier))
    for play in dossier.plays:
        ratings = [
            one for one in dossier.seen if one.form == play.form and one.rater in dossier.circumstances.qualified
        ]
        outside = [one for one in ratings if one.is_outside and one.role in step["outside_roles"]]
        if len(ratings) < step["at_least"]:
            count = f"{len(ratings)}/{step['at_least']}"
            lacking.append((f"{play.form}: baru {count} penilai", f"{play.form}: {count} raters so far"))
        elif len(outside) < step["at_least_outside"]:
            lacking.append((f"{play.form}: belum ada penilai dari luar", f"{play.form}: no rater from outside"))
        elif play.needs_third:
            where = ", ".join(play.needs_third)
            lacking.append((f"{play.form}: perlu penilai ketiga ({where})", f"{play.form}: needs a third ({where})"))
    if not dossier.plays or lacking:
        told = lacking or [("belum ada latihan peran yang dinilai", "no role-play was rated yet")]
        return unchecked("; ".join(one for one, _ in told), "; ".join(other for _, other in told))
    qualified = dossier.circumstances.qualified
    calibrations = [number for rater in {one.rater for one in dossier.seen} for number in qualified[rater].entries]
    return passed("lengkap", "complete", [*_numbers(dossier, dossier.plays), *calibrations])


def core_elicited(_step: Mapping[str, Any], dossier: Dossier) -> Verdict:
    """Judge whether each core competency was rated at least once."""
    rated = {code for play in dossier.plays for code in play.levels}
    missing = ", ".join(code for code in dossier.circumstances.core if code not in rated)
    if missing:
        return unchecked(f"belum muncul: {missing}", f"did not come up yet: {missing}")
    return passed("lengkap", "complete", _numbers(dossier, dossier.plays))


def levels(step: Mapping[str, Any], dossier: Dossier) -> Verdict:
    """Judge whether each competency reached `at_least`, a ★ one each time it came up."""
    if not dossier.plays or not all(play.is_settled for play in dossier.plays):
        return unchecked("penilaiannya belum lengkap", "the rating is not complete yet")
    reached: dict[str, list[int]] = {}
    for play in dossier.plays:
        for code, level in play.levels.items():
            reached.setdefault(code, []).append(level or 0)
    starred, numbers = dossier.circumstances.starred, _numbers(dossier, dossier.plays)
    counts = {code: min(given) if code in starred else max(given) for code, given in reached.items()}
    below = ", ".join(f"{code} ({level})" for code, level in counts.items() if level < step["at_least"])
    if below:
        return not_passed(
            f"di bawah Level {step['at_least']}: {below}", f"below Level {step['at_least']}: {below}", numbers
        )
    return passed(f"semua Level {step['at_least']} atau lebih", f"all at Level {step['at_least']} or more", numbers)


def retake(step: Mapping[str, Any], dossier: Dossier) -> Verdict:
    """Judge whether a retake came `at_least_days` after, with coaching and another form; of `at_most` sittings."""
    number = dossier.sitting
    before = dossier.at(number - 1)
    if number <= 1 or not before:
        return passed("ujian pertama", "the first sitting") if number else unchecked("belum ada", "none yet")
    if number > step["at_most"] and not dossier.passed("probation"):
        return not_passed(f"sudah {number} kali", f"{number} times already")
    ended, begun = max(one.observed_on for one in before), min(one.observed_on for one in dossier.seen)
    if (begun - ended).days < step["at_least_days"]:
        return not_passed(f"hanya {(begun - ended).days} hari", f"only {(begun - ended).days} days")
    coached = [one for one in dossier.of("coaching", since=ended.isoformat()) if one.on_day <= begun.isoformat()]
    if not coached:
        return unchecked("pendampingan belum dicatat", "no coaching is recorded")
    if {one.form for one in dossier.seen} <= {one.form for one in before}:
        return unchecked("belum ada formulir lain", "no other form yet")
    return passed(f"ujian ke-{number}", f"sitting {number}", [one.number for one in coached])


def _unqualified(dossier: Dossier) -> Iterator[tuple[str, str]]:
    for rater in sorted({one.rater for one in dossier.seen if not dossier.counts(one)}):
        yield f"{rater} belum memenuhi syarat waktu itu", f"{rater} was not qualified then"


def _numbers(dossier: Dossier, plays: list[Reconciled]) -> list[int]:
    forms = {play.form for play in plays}
    return [one.number for one in dossier.seen if one.form in forms]
