"""Which groups of people may be shown in numbers: none that is small, and none from which a small one is worked out."""

from collections.abc import Collection, Hashable, Mapping
from dataclasses import dataclass
from typing import Generic, TypeVar

from grader.views import SMALLEST

__all__ = ["Suppressed", "is_shown", "suppress"]


K = TypeVar("K", bound=Hashable)


@dataclass(frozen=True)
class Suppressed(Generic[K]):
    """The keys that are `shown`; their total may be shown beside them where `has_total`."""

    shown: frozenset[K]
    has_total: bool


def is_shown(people: Collection[str]) -> bool:
    """Whether a number about these people may stand by itself."""
    return len(set(people)) >= SMALLEST


def suppress(groups: Mapping[K, Collection[str]]) -> Suppressed[K]:
    """Return which of the `groups` (key → the people in it) can be shown together with their total.

    Primary suppression hides each group of fewer than SMALLEST. Whoever subtracts what is shown from the total learns
    of all the hidden ones together: so, as secondary suppression, the smallest that is left is hidden as well until
    those together are nobody, or SMALLEST or more. They must not be so many, either, that each could only be one less
    than SMALLEST. Where nothing is left to hide, the total is not shown. Groups of nobody are hidden like other small
    ones, unless the total tells that they are empty.
    """
    hidden = [key for key, people in groups.items() if not is_shown(people)]
    left = sorted((key for key in groups if key not in hidden), key=lambda key: len(set(groups[key])))
    while not (safe := _is_safe([groups[key] for key in hidden])) and left:
        hidden.append(left.pop(0))
    is_told = left and not any(groups[key] for key in hidden)
    return Suppressed(frozenset(groups if is_told else left), safe)


def _is_safe(hidden: list[Collection[str]]) -> bool:
    together = len(set().union(*hidden))
    return not together or (together >= SMALLEST and together != (SMALLEST - 1) * len(hidden))
