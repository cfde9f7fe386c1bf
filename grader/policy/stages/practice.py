"""Practice under supervision, and what keeps a certificate alive (curriculum outline §5, rules 7, 9 and 10)."""

from collections.abc import Iterable, Mapping
from datetime import date, timedelta
from itertools import pairwise
from typing import Any

from grader.dossier import Dossier
from grader.policy.outcome import Verdict, not_passed, passed, unchecked
from grader.register import Entry
from grader.standing import HELD, Status, standing_of

__all__ = [
    "in_depth",
    "law_quiz",
    "not_suspended",
    "practice",
    "refresher",
    "stage_passed",
    "supervision",
    "supervision_share",
]


def stage_passed(step: Mapping[str, Any], dossier: Dossier) -> Verdict:
    """Judge whether an earlier stage was passed."""
    entry = dossier.passed(step["stage"])
    if entry is None:
        return unchecked("belum diputuskan", "not decided yet")
    return passed(entry.on_day, entry.on_day, [entry.number])


def practice(step: Mapping[str, Any], dossier: Dossier) -> Verdict:
    """Judge whether probation lasted `at_least_days`, or brought `at_least` conversations."""
    begun = dossier.passed("probation")
    if begun is None:
        return _NO_PROBATION
    days = (dossier.today - date.fromisoformat(begun.on_day)).days
    talks = dossier.of("conversation", since=begun.on_day)
    count = sum(_count(entry) for entry in talks)
    told = f"{days} hari, percakapan: {count}", f"{days} days, conversations: {count}"
    is_enough = days >= step["at_least_days"] or count >= step["at_least"]
    return (passed if is_enough else unchecked)(*told, [begun.number, *(entry.number for entry in talks)])


def supervision(step: Mapping[str, Any], dossier: Dossier) -> Verdict:
    """Judge whether no more than `at_most_days` ever passed without supervision since probation began."""
    begun = dossier.passed("probation")
    if begun is None:
        return _NO_PROBATION
    held = _held(dossier, begun.on_day)
    gap = _longest_gap([begun.on_day, *(entry.on_day for entry in held), dossier.today.isoformat()])
    numbers = [entry.number for entry in held]
    told = f"{len(held)} kali, jarak terpanjang {gap} hari", f"{len(held)} times, longest gap {gap} days"
    return (passed if gap <= step["at_most_days"] else not_passed)(*told, numbers)


def in_depth(step: Mapping[str, Any], dossier: Dossier) -> Verdict:
    """Judge whether `at_least` conversations of probation were observed or debriefed in depth."""
    begun = dossier.passed("probation")
    if begun is None:
        return _NO_PROBATION
    deep = [entry for entry in _held(dossier, begun.on_day) if entry.outcome == "in-depth"]
    if len(deep) < step["at_least"]:
        return unchecked(f"baru {len(deep)}", f"{len(deep)} so far")
    return passed(str(len(deep)), str(len(deep)), [entry.number for entry in deep])


def supervision_share(step: Mapping[str, Any], dossier: Dossier) -> Verdict:
    """Judge whether `at_least` percent of the supervisions since the last certificate were attended."""
    begun = _last_certificate(dossier)
    if begun is None:
        return _NO_CERTIFICATE
    due = dossier.of("supervision", since=begun.on_day)
    attended = [entry for entry in due if entry.outcome in HELD]
    if not due:
        return unchecked("belum ada supervisi yang dicatat", "no supervision is recorded")
    told = f"{len(attended)} dari {len(due)}", f"{len(attended)} of {len(due)}"
    is_enough = len(attended) * 100 >= step["at_least"] * len(due)
    return (passed if is_enough else not_passed)(*told, [entry.number for entry in due])


def refresher(step: Mapping[str, Any], dossier: Dossier) -> Verdict:
    """Judge whether no more than `at_most_days` passed without a refresher since the last certificate."""
    begun = _last_certificate(dossier)
    if begun is None:
        return _NO_CERTIFICATE
    taken = [entry for entry in dossier.of("refresher", since=begun.on_day) if entry.outcome in HELD]
    gap = _longest_gap([begun.on_day, *(entry.on_day for entry in taken), dossier.today.isoformat()])
    told = f"{len(taken)} kali, jarak terpanjang {gap} hari", f"{len(taken)} times, longest gap {gap} days"
    return (passed if gap <= step["at_most_days"] else not_passed)(*told, [entry.number for entry in taken])


def law_quiz(step: Mapping[str, Any], dossier: Dossier) -> Verdict:
    """Judge whether the newest quiz on law and map has `at_least` percent and is at most `at_most_days` old."""
    entry = dossier.latest("law-quiz")
    oldest = (dossier.today - timedelta(days=step["at_most_days"])).isoformat()
    if entry is None or entry.on_day < oldest:
        return unchecked("belum ada yang baru", "no new one yet")
    share = entry.content.get("percent", 0)
    return (passed if share >= step["at_least"] else not_passed)(f"{share}%", f"{share}%", [entry.number])


def not_suspended(step: Mapping[str, Any], dossier: Dossier) -> Verdict:
    """Judge whether nothing holds the trainee back today: no pause, no revocation."""
    found = standing_of(dossier.entries, dossier.today, step)
    if found.status in (Status.SUSPENDED, Status.REVOKED):
        return not_passed(found.reason["id"], found.reason["en"], found.entries)
    return passed("tidak", "no")


def _held(dossier: Dossier, since: str) -> list[Entry]:
    return [entry for entry in dossier.of("supervision", since=since) if entry.outcome in HELD]


def _last_certificate(dossier: Dossier) -> Entry | None:
    found = [entry for stage in ("certificate", "renewal") if (entry := dossier.passed(stage))]
    return max(found, key=lambda entry: (entry.on_day, entry.number), default=None)


def _longest_gap(days: Iterable[str]) -> int:
    return max(
        (date.fromisoformat(after) - date.fromisoformat(before)).days for before, after in pairwise(sorted(days))
    )


def _count(entry: Entry) -> int:
    count = entry.content.get("count", 1)
    return count if isinstance(count, int) and count > 0 else 0


_NO_PROBATION = unchecked("masa percobaan belum dimulai", "probation has not begun")
_NO_CERTIFICATE = unchecked("belum ada sertifikat", "there is no certificate yet")
