"""What became of a class's hand-ins, told to the trainer in one sentence, and what can be done about each problem."""

from collections import Counter
from collections.abc import Callable, Iterable
from typing import Protocol

from grader.faults import language
from grader.refused import REASONS
from scenarios.text import Text, pick

__all__ = ["collected", "collected_text", "fed_back", "marked", "marked_text", "problem"]


class _Result(Protocol):
    @property
    def outcome(self) -> str: ...


def collected(results: Iterable[_Result]) -> str:
    """Tell how many deliveries came in, by outcome."""
    return pick(collected_text(results), language())


def collected_text(results: Iterable[_Result]) -> Text:
    """Return the same in all languages."""
    count = _counts(results)
    return {
        "id": f"{count('new')} baru, {count('known')} sudah ada, {count('older')} lebih lama, "
        f"{count('refused')} tidak diterima.",
        "en": f"{count('new')} new, {count('known')} known, {count('older')} older, {count('refused')} not accepted.",
    }


def marked(results: Iterable[_Result]) -> str:
    """Tell how many submissions were marked, by outcome."""
    return pick(marked_text(results), language())


def marked_text(results: Iterable[_Result]) -> Text:
    """Return the same in all languages."""
    count = _counts(results)
    return {
        "id": f"{count('marked')} dinilai, {count('unchanged')} tetap, {count('none')} belum mengumpulkan, "
        f"{count('refused')} bermasalah.",
        "en": f"{count('marked')} marked, {count('unchanged')} unchanged, {count('none')} not handed in, "
        f"{count('refused')} with problems.",
    }


def fed_back(results: Iterable[tuple[str, str]]) -> str:
    """Tell how many feedback pages were made, by what became of them."""
    counts = Counter(outcome for _, outcome in results)
    return "; ".join(f"{count} {outcome}" for outcome, count in counts.items()) + "."


def problem(reason: str | None) -> tuple[str, str]:
    """Return what happened and what can be done, for a key of REASONS."""
    happened, remedy = REASONS[reason or "unreadable"]
    return pick(happened, language()), pick(remedy, language())


def _counts(results: Iterable[_Result]) -> Callable[[str], int]:
    found = Counter(result.outcome for result in results)
    return lambda outcome: found[outcome]
