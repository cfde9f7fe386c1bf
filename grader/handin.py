"""Reads one hand-in that somebody sent, and refuses by name whatever it should not be."""

import json
import os
import re
import stat
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from grader.refused import RefusedError
from scenarios.items import BadAnswerError, check_answer
from scenarios.responses import FORMAT, signed_content
from scenarios.signature import verify
from scenarios.variants import place_of, variant

__all__ = [
    "CLOCK_SLACK",
    "Claim",
    "HandIn",
    "parse_answers",
    "parse_document",
    "parse_own",
    "parse_time",
    "read_hand_in",
    "read_regular",
]

MAX_BYTES = 1_000_000
CLOCK_SLACK = timedelta(minutes=10)
"""How far a school computer's clock may be off before a time counts as false."""
_PLAINLY = os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)
_TIME = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ", re.ASCII)


@dataclass(frozen=True)
class Claim:
    """What the way of delivery says about a hand-in: its owner and arrival, each None where it says nothing."""

    trainee: str | None = None
    arrived: datetime | None = None


@dataclass(frozen=True)
class HandIn:
    """An accepted hand-in: whose, when (UTC), which attempt, and the document as received."""

    trainee: str
    at: datetime
    attempt: int
    document: Mapping[str, Any]
    content: bytes

    @property
    def answers(self) -> dict[str, Mapping[str, Any]]:
        """Item id → answer, answered items only."""
        return parse_answers(self.document)


def parse_time(text: str) -> datetime:
    """Return a time written as `2026-11-22T03:04:05Z`. Raises ValueError for anything else."""
    if not _TIME.fullmatch(text):
        raise ValueError(text)
    return datetime.fromisoformat(text)


def parse_answers(document: Mapping[str, Any]) -> dict[str, Mapping[str, Any]]:
    """Return item id → answer of a document that was checked."""
    return {item: entry["answer"] for item, entry in document["answers"].items() if entry["answer"] is not None}


def read_hand_in(
    path: Path,
    public: Mapping[str, Any],
    codes: Mapping[str, str],
    claim: Claim,
    earliest: datetime,
    now: datetime,
) -> HandIn:
    """Return the hand-in at `path`, or raise RefusedError.

    `public` is the released `items.json`; `codes` maps trainee to personal code; `earliest` is the release.
    Nothing of the hand-in is executed; its size and kind are checked before it is parsed.
    """
    content = read_regular(path, may_be_shared=False)
    document = _shaped(content, public)
    hand_in = document.get("hand_in")
    if hand_in is None:
        raise RefusedError("not-handed-in")
    trainee = hand_in["trainee"]
    if trainee not in codes:
        raise RefusedError("unknown-trainee", trainee[:40])
    if claim.trainee is not None and claim.trainee != trainee:
        raise RefusedError("forged-owner", f"{claim.trainee} ≠ {trainee}")
    if not verify(signed_content(document), codes[trainee], hand_in["signature"]):
        raise RefusedError("forged-code", trainee)
    _must_be_asked(document, public, trainee)
    at = parse_time(hand_in["at"])
    _check_time(document, at, claim, earliest, now)
    return HandIn(trainee, at, hand_in["attempt"], document, content)


def read_regular(path: Path, *, may_be_shared: bool = True) -> bytes:
    """Return the bytes of an ordinary file of a sensible size; never follows a link, never waits for a device.

    `may_be_shared` lets a file have other names too, as hard links of a backup. Raises RefusedError.
    """
    try:
        status = path.lstat()
        if not stat.S_ISREG(status.st_mode) or (status.st_nlink > 1 and not may_be_shared):
            raise RefusedError("link")
        if status.st_size > MAX_BYTES:
            raise RefusedError("too-large", f"{status.st_size} B")
        # Somebody may have put another file there just now, so what was opened is what has to be ordinary.
        with os.fdopen(os.open(path, _PLAINLY), "rb") as file:
            if not os.path.samestat(status, os.fstat(file.fileno())):
                raise RefusedError("link")
            content = file.read(MAX_BYTES + 1)
        if len(content) > MAX_BYTES:
            raise RefusedError("too-large")
        return content
    except (FileNotFoundError, NotADirectoryError) as fault:
        raise RefusedError("missing") from fault
    except OSError as fault:
        raise RefusedError("unreadable", str(fault)) from fault


def parse_document(content: bytes, public: Mapping[str, Any], trainee: str = "") -> dict[str, Any]:
    """Return the document of a `responses.json` whose every part has the shape that the screen writes.

    `trainee` is the owner of a document that was not signed. Raises RefusedError for anything else: other types,
    repeated keys, NaN, answers to items not asked, to a variant that the owner did not get, or before a retake.
    """
    document = _shaped(content, public)
    owner = document["hand_in"]["trainee"] if "hand_in" in document else trainee
    if not owner:
        raise RefusedError("not-handed-in")
    _must_be_asked(document, public, owner)
    return document


def parse_own(content: bytes, public: Mapping[str, Any], trainee: str) -> dict[str, Any]:
    """Return the document that lies in the folder of `trainee`. Raises RefusedError when it is another's."""
    document = _shaped(content, public)
    owner = document["hand_in"]["trainee"] if "hand_in" in document else trainee
    if owner != trainee:
        raise RefusedError("forged-owner", f"{trainee} ≠ {owner[:40]}")
    _must_be_asked(document, public, owner)
    return document


def _shaped(content: bytes, public: Mapping[str, Any]) -> dict[str, Any]:
    """Return a document of the right shape; whether its owner was asked just this is not looked at."""
    try:
        # Not json.loads on bytes: it would also take UTF-16 and bytes that are no text.
        document = json.loads(content.decode("utf-8-sig"), object_pairs_hook=_once, parse_constant=_no_constant)
    except (ValueError, RecursionError) as fault:
        raise RefusedError("unreadable", str(fault)[:80]) from fault
    if not isinstance(document, dict) or not isinstance(document.get("answers"), dict):
        raise RefusedError("unreadable")
    if document.get("format") != FORMAT:
        raise RefusedError("other-format", repr(document.get("format"))[:40])
    if document.get("assessment") != public["id"]:
        raise RefusedError("other-assessment", repr(document.get("assessment"))[:40])
    items = {item["id"]: item for item in public["items"]}
    for name, entry in document["answers"].items():
        if name not in items or not _is_entry(entry):
            raise RefusedError("bad-answer", name[:40])
        if entry["answer"] is not None and "variants" not in items[name]:
            _must_fit(items[name], entry["answer"])
    if "hand_in" in document and not _is_hand_in(document["hand_in"]):
        raise RefusedError("unreadable", "hand_in")
    return document


def _must_be_asked(document: Mapping[str, Any], public: Mapping[str, Any], owner: str) -> None:
    """Refuse answers of an attempt that was set aside, or that do not fit the variants that `owner` got."""
    said, asked = document.get("hand_in", {}).get("attempt"), public.get("attempts", {}).get(owner)
    if said and asked and said < asked:
        raise RefusedError("earlier-attempt", f"{said} < {asked}")
    for item in public["items"]:
        entry = document["answers"].get(item["id"])
        if entry is not None and entry["answer"] is not None and "variants" in item:
            _must_fit(variant(item, place_of(public, item, owner)), entry["answer"])


def _must_fit(item: Mapping[str, Any], answer: object) -> None:
    try:
        check_answer(item, answer)
    except BadAnswerError as fault:
        raise RefusedError("bad-answer", str(fault)[:120]) from fault


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    if len({key for key, _ in pairs}) != len(pairs):
        raise ValueError("a key is repeated")
    return dict(pairs)


def _no_constant(name: str) -> None:
    raise ValueError(f"{name} is no JSON")


def _is_time(value: object) -> bool:
    try:
        parse_time(str(value))
    except ValueError:
        return False
    return isinstance(value, str)


def _is_entry(entry: object) -> bool:
    return (
        isinstance(entry, dict)
        and set(entry) == {"answer", "revision", "at"}
        and type(entry["revision"]) is int
        and _is_time(entry["at"])
    )


def _is_hand_in(hand_in: object) -> bool:
    return (
        isinstance(hand_in, dict)
        and set(hand_in) == {"trainee", "attempt", "at", "signature"}
        and isinstance(hand_in["trainee"], str)
        and type(hand_in["attempt"]) is int
        and hand_in["attempt"] >= 1
        and _is_time(hand_in["at"])
        and isinstance(hand_in["signature"], str)
    )


def _check_time(document: Mapping[str, Any], at: datetime, claim: Claim, earliest: datetime, now: datetime) -> None:
    """Refuse a time before the release, before the answers it covers, in the future, or before its arrival.

    A signature cannot prove when it was made; only a delivery with a clock of its own (the exchange) can.
    """
    newest_answer = max((parse_time(entry["at"]) for entry in document["answers"].values()), default=at)
    # The future first: nothing can be added to the last second that a calendar knows.
    if at > now + CLOCK_SLACK or at + CLOCK_SLACK < max(earliest, newest_answer):
        raise RefusedError("backdated", at.isoformat())
    if claim.arrived is not None and at + CLOCK_SLACK < claim.arrived:
        raise RefusedError("backdated", f"{at.isoformat()}; {claim.arrived.isoformat()}")
