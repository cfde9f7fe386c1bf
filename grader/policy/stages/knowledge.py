"""Knowledge: what the frozen records of the core modules say (curriculum outline §5, rule 1)."""

from collections.abc import Iterator, Mapping
from typing import Any

from grader.decided import Decision
from grader.dossier import Dossier
from grader.evidence import ItemEvidence
from grader.policy.module_record import is_right
from grader.policy.outcome import Verdict, not_passed, passed, unchecked
from scenarios.text import LANGUAGES, pick

__all__ = ["critical_items", "marks_complete", "modules_decided", "share_of_points"]


def marks_complete(step: Mapping[str, Any], dossier: Dossier) -> Verdict:
    """Judge whether no mark waits for a person: a decision rests on marks that are whole."""
    waiting = {name: why for name, why in dossier.waiting.items() if name in step["modules"]}
    if not waiting:
        return passed("tidak ada yang menunggu", "nothing is waiting")
    told = {lang: "; ".join(f"{name}: {pick(why, lang)}" for name, why in waiting.items()) for lang in LANGUAGES}
    return unchecked(told["id"], told["en"])


def modules_decided(step: Mapping[str, Any], dossier: Dossier) -> Verdict:
    """Judge whether each core module has a frozen decision."""
    missing = ", ".join(name for name in step["modules"] if name not in dossier.modules)
    if missing:
        return unchecked(f"belum diputuskan: {missing}", f"not decided yet: {missing}")
    decided = [dossier.modules[name].number for name in step["modules"]]
    return passed(f"{len(decided)} dari {len(decided)}", f"{len(decided)} of {len(decided)}", decided)


def share_of_points(step: Mapping[str, Any], dossier: Dossier) -> Verdict:
    """Judge whether the points of all core modules together reach `at_least` percent; free texts do not count."""
    decided = [dossier.modules[name] for name in step["modules"] if name in dossier.modules]
    if len(decided) < len(step["modules"]):
        return _NOT_ALL
    counted = [item for decision in decided for item in _items(decision) if item.type != "text"]
    points, whole = round(sum(item.points for item in counted), 2), sum(item.max for item in counted)
    if not whole:
        return _NOT_ALL
    share = int(points * 100 / whole + 1e-6)
    is_enough = points * 100 >= step["at_least"] * whole - 1e-6
    numbers = [decision.number for decision in decided]
    return (passed if is_enough else not_passed)(f"{share}% tepat", f"{share}% right", numbers)


def critical_items(step: Mapping[str, Any], dossier: Dossier) -> Verdict:
    """Judge whether every critical item of the critical modules is right; a written one reaches level `at_least`."""
    decided = {name: dossier.modules[name] for name in step["critical_modules"] if name in dossier.modules}
    critical = {name: [item for item in _items(one) if item.is_critical] for name, one in decided.items()}
    numbers = [decision.number for decision in decided.values()]
    wrong = [
        f"{name} {one.id}" for name, items in critical.items() for one in items if not is_right(one, step["at_least"])
    ]
    if wrong:
        where = ", ".join(wrong)
        return not_passed(f"belum tepat: {where}", f"not right yet: {where}", numbers)
    if len(decided) < len(step["critical_modules"]) or not all(critical.values()):
        return _NOT_ALL
    count = sum(len(items) for items in critical.values())
    return passed(f"{count} dari {count} tepat", f"{count} of {count} right", numbers)


def _items(decision: Decision) -> Iterator[ItemEvidence]:
    for item in decision.evidence["items"]:
        yield ItemEvidence(**{**item, "harms": tuple(item["harms"])})


_NOT_ALL = unchecked("belum semua modul diputuskan", "not all modules are decided yet")
