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
    """A node or ending (`at`) together with what matters of the history."""

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


def unfold(data: Mapping[str, Any]) -> Routes:
    """Return every reachable moment of a dialogue whose references hold and that has no cycle.

    Raises TooManyStatesError past 20,000 moments, LookupError when no route of a choice is open.
    """
    nodes = {node["id"]: node for node in data["nodes"]}
    told_apart = frozenset(name for _, when in conditions(data) for name in _named(when))
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
        choices[moment] = tuple((choice["id"], _next(moment, choice, told_apart)) for choice in open_choices)
        waiting.extend(moment for _, moment in choices[moment])
    return Routes(start, lines, choices)


def _next(moment: Moment, choice: Mapping[str, Any], told_apart: frozenset[str]) -> Moment:
    is_harmful = bool(choice.get("harm")) or min(choice["shows"].values()) == 1
    after = Moment(
        at="",
        trust=max(-TRUST_LIMIT, min(TRUST_LIMIT, moment.trust + choice["trust"])),
        harms=min(HARMS_LIMIT, moment.harms + is_harmful),
        made=moment.made | ({choice["id"]} & told_apart),
    )
    for route in targets(choice):
        if after.allows(route.get("when")):
            return after._replace(at=route["to"])
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
