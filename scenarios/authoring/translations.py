"""Which translations somebody has checked: a seal for each pair of texts, kept beside the modules.

A seal holds while neither text changes; where the passage stands does not matter, so moving it costs nothing.
"""

import hashlib
from collections.abc import Iterable, Mapping
from pathlib import Path

from scenarios.atomic import write_whole

__all__ = ["read_checked", "record_checked", "seal"]

PLACE = Path("modules/checked-translations.txt")
SEAL_BYTES = 6


def seal(texts: Mapping[str, str]) -> str:
    """Return the seal of one passage in all its languages."""
    together = "\0".join(f"{lang}\0{texts[lang]}" for lang in sorted(texts))
    return hashlib.blake2s(together.encode("utf-8", "surrogatepass"), digest_size=SEAL_BYTES).hexdigest()


def read_checked(root: Path) -> frozenset[str] | None:
    """Return the seals of all checked translations of a tree; None for a tree that keeps none."""
    try:
        return frozenset((root / PLACE).read_text(encoding="ascii").split())
    except OSError:
        return None


def record_checked(root: Path, passages: Iterable[Mapping[str, str]]) -> int:
    """Record that all translations were checked, forget those that are gone, and return how many are new."""
    seals = {seal(texts) for texts in passages if len(texts) > 1}
    new = len(seals - (read_checked(root) or frozenset()))
    write_whole(root / PLACE, "".join(f"{each}\n" for each in sorted(seals)).encode("ascii"))
    return new
