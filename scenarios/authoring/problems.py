"""A fault of content: where, which rule, the fact and the remedy, in the author's language."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from scenarios.text import Text, pick

__all__ = ["RULES", "Problem", "Rule", "rule"]


@dataclass(frozen=True)
class Problem:
    """One fault. `details` fills the braces of its rule's texts."""

    path: Path
    line: int
    code: str
    details: Mapping[str, object]

    def tell(self, lang: str, root: Path | None = None) -> str:
        """Return `path:line CODE fact. Remedy.`, with the path relative to `root` where it lies below it."""
        found = RULES[self.code]
        path = self.path.relative_to(root) if root and self.path.is_relative_to(root) else self.path
        fact = pick(found.fact, lang).format(**self.details)
        return f"{path}:{self.line} {self.code} {fact}. {pick(found.remedy, lang)}."


@dataclass(frozen=True)
class Rule:
    """A content rule. `check` takes what its kind of content needs and yields problems."""

    code: str
    fact: Text
    remedy: Text
    check: Callable[[Any], Iterator[Problem]] | None = None


RULES: dict[str, Rule] = {}
"""Every rule by its code. A code is permanent and never reused."""


def rule(
    code: str, *, fact: Text, remedy: Text
) -> Callable[[Callable[[Any], Iterator[Problem]]], Callable[[Any], Iterator[Problem]]]:
    """Register the decorated function as the check of a rule. Raises ValueError for a code used twice."""

    def register(check: Callable[[Any], Iterator[Problem]]) -> Callable[[Any], Iterator[Problem]]:
        add(Rule(code, fact, remedy, check))
        return check

    return register


def add(new: Rule) -> None:
    """Register a rule. Raises ValueError for a code used twice."""
    if new.code in RULES:
        raise ValueError(f"rule code {new.code} is used twice")
    RULES[new.code] = new
