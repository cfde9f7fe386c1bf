"""Unfolds a dialogue into its states: every node together with every history that its conditions can tell apart.

Accumulated behaviour is `trust` (starts at 0, kept within −3…3), the number of harmful choices (kept at 3 at
most), and which of the choices that some condition names were made.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, NamedTuple

__all__ = ["Moment", "Routes", "TooManyStatesError", "conditions", "find_cycle", "targets", "unfold"]

TRUST_LIMIT = 3
HARMS_LIMIT = 3
STATES_LIMIT = 20_000


class TooManyStatesError(ValueError):
    """A dialogue whose conditions tell more histories apart than can be compiled."""


class Moment(NamedTuple):
    """A node or ending (`at`) together with what of the history is still asked for there or later; the rest is 0."""

    at: str
    trust: int
    harms: int
    made: frozenset[str]

    def allows(self, when: Mapping[str, Any] | None) -> bool:
        """Whether the condition `when` holds; no condition always does."""
        when = when or {}
        return (
            when.get("trust_min", -TRUST_LIMIT) <= self.trust <= when.get("trust_max", TRUST_LIMIT)
            and when.get("harms_min", 0) <= self.harms <= when.get("harms_max", HARMS_LIMIT)
            and (not when.get("chosen") or not self.made.isdisjoint(when["chosen"]))
            and self.made.isdisjoint(when.get("not_chosen", ()))
        )


@dataclass(frozen=True)
class Routes:
    """All reachable moments in the order met: visible line ids, and each visible choice with its next moment."""

    start: Moment
    lines: Mapping[Moment, tuple[str, ...]]
    choices: Mapping[Moment, tuple[tuple[str, Moment], ...]]


def targets(choice: Mapping[str, Any]) -> list[Mapping[str, Any]]:
    """Return the routes of a choice as a list of `{to, when?}`."""
    goto = choice["goto"]
    return [{"to": goto}] if isinstance(goto, str) else list(goto)


def find_cycle(data: Mapping[str, Any]) -> list[str] | None:
    """Return the ids of a route that comes back to where it was, conditions left aside; None if there is none."""
    follows = {
        node["id"]: [route["to"] for choice in node["choices"] for route in targets(choice)] for node in data["nodes"]
    }
    done: set[str] = set()

    def walk(node: str, trail: list[str]) -> list[str] | None:
        if node in trail:
            return [*trail[trail.index(node) :], node]
        if node in done or node not in follows:
            return None
        for follower in follows[node]:
            found = walk(follower, [*trail, node])
            if found:
                return found
        done.add(node)
        return None

    return next((found for node in follows if (found := walk(node, []))), None)


class _Asked(NamedTuple):
    """What conditions ask for at a node or after it."""

    trust: bool
    harms: bool
    made: frozenset[str]


_NOTHING = _Asked(trust=False, harms=False, made=frozenset())


def _asked(data: Mapping[str, Any]) -> dict[str, _Asked]:
    """Return what is asked for at each node or after it. The graph has no cycle."""
    here: dict[str, list[Mapping[str, Any]]] = {node["id"]: [] for node in data["nodes"]}
    for place, when in conditions(data):
        here[data["nodes"][place[1]]["id"]].append(when)
    follows = {
        node["id"]: {route["to"] for choice in node["choices"] for route in targets(choice)} for node in data["nodes"]
    }
    found: dict[str, _Asked] = {}

    def look(name: str) -> _Asked:
        if name not in found:
            later = [look(follower) for follower in follows.get(name, ())]
            whens = here.get(name, [])
            found[name] = _Asked(
                any(each.trust for each in later) or any(when.keys() & {"trust_min", "trust_max"} for when in whens),
                any(each.harms for each in later) or any(when.keys() & {"harms_min", "harms_max"} for when in whens),
                frozenset(name for when in whens for name in _named(when)).union(*(each.made for each in later)),
            )
        return found[name]

    for name in follows:
        look(name)
    return found


def unfold(data: Mapping[str, Any]) -> Routes:
    """Return every reachable moment of a dialogue whose references hold and that has no cycle.

    Raises TooManyStatesError past 20,000 moments, LookupError when no route of a choice is open.
    """
    nodes = {node["id"]: node for node in data["nodes"]}
    asked = _asked(data)
    start = Moment(data["start"], 0, 0, frozenset())
    lines: dict[Moment, tuple[str, ...]] = {}
    choices: dict[Moment, tuple[tuple[str, Moment], ...]] = {}
    waiting = [start]
    while waiting:
        moment = waiting.pop()
        if moment in lines:
            continue
        if len(lines) >= STATES_LIMIT:
            raise TooManyStatesError(data["id"])
        node = nodes.get(moment.at, {"lines": [], "choices": []})
        lines[moment] = tuple(line["id"] for line in node["lines"] if moment.allows(line.get("when")))
        open_choices = [choice for choice in node["choices"] if moment.allows(choice.get("when"))]
        choices[moment] = tuple((choice["id"], _next(moment, choice, asked)) for choice in open_choices)
        waiting.extend(moment for _, moment in choices[moment])
    return Routes(start, lines, choices)


def _next(moment: Moment, choice: Mapping[str, Any], asked: Mapping[str, _Asked]) -> Moment:
    is_harmful = bool(choice.get("harm")) or min(choice["shows"].values()) == 1
    after = Moment(
        at="",
        trust=max(-TRUST_LIMIT, min(TRUST_LIMIT, moment.trust + choice["trust"])),
        harms=min(HARMS_LIMIT, moment.harms + is_harmful),
        made=moment.made | {choice["id"]},
    )
    for route in targets(choice):
        if after.allows(route.get("when")):
            later = asked.get(route["to"], _NOTHING)
            return Moment(
                route["to"],
                after.trust if later.trust else 0,
                after.harms if later.harms else 0,
                after.made & later.made,
            )
    raise LookupError(choice["id"])


def conditions(data: Mapping[str, Any]) -> Iterator[tuple[tuple[str | int, ...], Mapping[str, Any]]]:
    """Yield every condition of a dialogue with its place in the file."""
    for number, node in enumerate(data["nodes"]):
        here = ("nodes", number)
        for kind in ("lines", "choices"):
            for position, entry in enumerate(node[kind]):
                place = (*here, kind, position)
                if entry.get("when"):
                    yield (*place, "when"), entry["when"]
                if isinstance(entry.get("goto"), list):
                    for turn, route in enumerate(entry["goto"]):
                        if route.get("when"):
                            yield (*place, "goto", turn, "when"), route["when"]


def _named(when: Mapping[str, Any]) -> list[str]:
    return [*when.get("chosen", ()), *when.get("not_chosen", ())]
