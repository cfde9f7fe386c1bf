"""Harm that nobody has answered yet: in hand-ins, in written replies, in role-plays, and in incidents.

Only people answer it: coaching that was held since, a suspension, a revocation, leaving. A decision, which software
takes, answers nothing. Of a newer hand-in only its own harm counts.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from grader.figures.hand_ins import NewHandIn, State
from grader.keys import Key
from grader.observation.rating import HARMFUL
from grader.observation.reconcile import Reconciled
from grader.register import Entry
from scenarios.items import Answer
from scenarios.model import Dialogue

if TYPE_CHECKING:
    import pandas as pd

__all__ = ["Harm", "Tokens", "harm_in_hand_ins", "harm_in_plays", "harm_of", "harmful_tokens", "open_incidents"]

ANSWERS = ("coaching", "suspension", "revocation", "leave")
"""What somebody records who met the trainee, or took them out of service."""
Tokens = Mapping[str, Mapping[str, str]]
"""Item → opaque id of a choice → its harm code."""


@dataclass(frozen=True)
class Harm:
    """Harm seen of `trainee` (a code): `source` is hand-in, text, play or incident.

    `about` is the assessment or the form, `items` those of the assessment, `sitting` that of the play. `codes` are
    H1–H14, `lowest` the competencies at level 1: both are empty while raters may not know them yet. `since` is a day,
    written YYYY-MM-DD, "" where none is known.
    """

    trainee: str
    source: str
    about: str
    since: str
    items: tuple[str, ...] = ()
    codes: tuple[str, ...] = ()
    lowest: tuple[str, ...] = ()
    sitting: int = 0


def harmful_tokens(key: Key) -> Tokens:
    """Return the choices of an assessment that carry a harm code, as a hand-in names them."""
    found: dict[str, dict[str, str]] = {}
    for name, variants in key.variants.items():
        for item in variants:
            codes: dict[str, str | None] = {}
            if item["type"] == "choice":
                codes = {option["id"]: option.get("harm") for option in item["options"]}
            elif item["type"] == "dialogue":
                choices = Dialogue.from_json(item["dialogue"]).choices.values()
                codes = {choice.id: choice.judgement.harm for choice in choices if choice.judgement}
            for inner, code in codes.items():
                if code:
                    found.setdefault(name, {})[key.token(item, inner)] = code
    return found


def harm_of(tokens: Tokens, answers: Mapping[str, Answer]) -> dict[str, tuple[str, ...]]:
    """Return item → the harm codes in one trainee's answers, each once, in the order in which they were chosen."""
    found = {}
    for item, harmful in tokens.items():
        answer = answers.get(item, {})
        chosen = answer.get("path") or [answer.get("option")]
        codes = tuple(dict.fromkeys(harmful[token] for token in chosen if token in harmful))
        if codes:
            found[item] = codes
    return found


def harm_in_hand_ins(
    hand_ins: Iterable[NewHandIn],
    tokens: Mapping[str, Tokens],
    grades: "pd.DataFrame",
    texts: Mapping[str, Iterable[str]],
    entries: Iterable[Entry],
) -> list[Harm]:
    """Return the harm in newest hand-ins that nobody has answered: of each, that of its choices and of its texts.

    `tokens` and `texts` (the items with written replies) go by assessment; `entries` are those of the class that
    count. The gradebook keeps no day of a mark, so that coaching on the day of the hand-in or later answers both.
    """
    low = grades[(grades["hand"] == HARMFUL) & ~grades["needs_person"]]
    level_one = low.groupby(["assessment", "trainee"])["item"].agg(set).to_dict()
    answered = _answered(entries)
    found = []
    for one in hand_ins:
        since = one.on.isoformat() if one.on else ""
        if since and since <= answered.get(one.trainee, ""):
            continue
        harms = harm_of(tokens[one.assessment], one.answers)
        if harms:
            codes = _in_order(code for codes in harms.values() for code in codes)
            found.append(Harm(one.trainee, "hand-in", one.assessment, since, tuple(harms), codes))
        low_ones = level_one.get((one.assessment, one.trainee), set()) if one.state is State.MARKED else set()
        replies = [item for item in texts[one.assessment] if item in low_ones]
        if replies:
            found.append(Harm(one.trainee, "text", one.assessment, since, tuple(replies)))
    return found


def harm_in_plays(plays: Iterable[Reconciled], entries: Iterable[Entry]) -> list[Harm]:
    """Return the plays in which a rater saw harm that nobody has answered since.

    What exactly was seen is told only once every rater who is needed has locked: until then, they rate blind.
    """
    answered: dict[str, int] = {}
    for entry in entries:
        if entry.kind in ANSWERS:
            answered[entry.person] = max(entry.number, answered.get(entry.person, 0))
    found = []
    for play in plays:
        candidate, form, sitting = play.key
        newest = max((rating.number for rating in play.ratings if rating.is_harmful), default=0)
        if newest > answered.get(candidate, 0):
            codes = play.codes if play.is_settled else ()
            lowest = tuple(code for code, level in play.levels.items() if level == HARMFUL and play.is_settled)
            day = play.observed_on.isoformat()
            found.append(Harm(candidate, "play", form, day, codes=codes, lowest=lowest, sitting=sitting))
    return found


def open_incidents(entries: Iterable[Entry]) -> list[Harm]:
    """Return the incidents of trainees who have neither returned since, nor been revoked, nor left.

    `entries` are those of the class that count, incidents with their content.
    """
    entries = list(entries)
    closed: dict[str, tuple[str, int]] = {}
    for entry in entries:
        if entry.kind in ("return", "revocation", "leave"):
            closed[entry.person] = max(closed.get(entry.person, ("", 0)), (entry.on_day, entry.number))
    return [
        Harm(one.person, "incident", "", one.on_day, codes=_in_order(one.content.get("codes", ())))
        for one in entries
        if one.kind == "incident" and (one.on_day, one.number) > closed.get(one.person, ("", 0))
    ]


def _answered(entries: Iterable[Entry]) -> dict[str, str]:
    """Return trainee → the last day on which somebody answered."""
    found: dict[str, str] = {}
    for entry in entries:
        if entry.kind in ANSWERS:
            found[entry.person] = max(entry.on_day, found.get(entry.person, ""))
    return found


def _in_order(codes: Iterable[str]) -> tuple[str, ...]:
    return tuple(sorted(dict.fromkeys(codes), key=lambda code: (len(code), code)))
